"""Reads what reports say of drafts whose text no document holds.

A claim is a sentence that speaks of such a draft (speaking.py) and says what becomes of a matter in
it. What it is about is told by the words and figures it shares with provisions of the drafts that
have a text, weighed by rarity (telling.py); who says so is the speaker of the statement that
carries it. What somebody demands or fears of a draft is no claim about its words.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from math import log

from travaux.core.anchors import Anchor
from travaux.core.documents import Document
from travaux.core.drafts import Claim, ClaimKind, Draft, KnownDraft, Provision, Slot, SlotKind
from travaux.core.ids import content_id
from travaux.core.statements import Statement
from travaux.drafts.sides import normal, words_of
from travaux.drafts.slots import read_slots
from travaux.drafts.speaking import Spoken, names_of, speaking
from travaux.drafts.telling import stems_of

ALIKE = 0.5  # share of a claim's telling words that a provision must hold
CLOSE = 0.8  # of the best share: provisions of other drafts that are as likely meant
FIGURE = 0.5  # added where a figure of the claim stands in the provision
TIE = 0.1  # times the share of a provision's own words: of equals, the one that says little else
MOST = 3  # provisions a claim is tied to
NUMBERED = re.compile(r"\b(?:[Pp]oint|[Aa]rticle|[Cc]lause|[Pp]aragraph|[Ss]ection)s? \d")
ADJOINING = 3  # characters between two sentences of a paragraph
PRONOUN = re.compile(r"(?:It|They|That|These|Those|Both)\b")
CLAUSE = 80  # characters from the name of a draft within which its verb stands
ITSELF = re.compile(
    r"(?:It|They|Points?|Gone|(?:The|This|Its|Their) (?:[\w-]+ )?(?:plan|text|draft|document|"
    r"framework|proposal|version|paper|points))\b"
)
TABLES = {
    "drops": ClaimKind.DROPS,
    "moves": ClaimKind.MOVES,
    "open": ClaimKind.LEAVES_OPEN,
    "changes": ClaimKind.CHANGES,
    "adds": ClaimKind.ADDS,
    "keeps": ClaimKind.KEEPS,
    "says": ClaimKind.SAYS,
}
VALUES = {SlotKind.NUMBER, SlotKind.MONEY, SlotKind.SHARE, SlotKind.DATE, SlotKind.DURATION,
          SlotKind.DEADLINE}  # fmt: skip


def read_claims(
    drafts: Sequence[Draft],
    provisions: Sequence[Provision],
    documents: Iterable[Document],
    statements: Sequence[Statement] = (),
    known: Sequence[KnownDraft] = (),
) -> tuple[Claim, ...]:
    """The claims about each of `drafts` that has no witness, by draft, date of the document, place.

    provisions: of all drafts; statements: who says what; known: names and aliases that the user
    gave. The result does not depend on the order of the input.
    """
    unprinted = {d.id for d in drafts if not d.witnesses}
    if not unprinted:
        return ()
    by_name = {k.name: k for k in known}
    names = names_of({d.id: by_name.get(d.name) or KnownDraft(d.name) for d in drafts})
    matter, said = Matter(provisions), _by_document(statements)
    drafted = _drafted(provisions)
    found: list[Claim] = []
    for document in sorted(documents, key=lambda d: (d.date or "9999", d.file, d.id)):
        for spoken in speaking(document, names, drafted.get(document.id, ())):
            if spoken.draft in unprinted:
                before = found[-1] if found else None
                found += _claim(spoken, matter, said.get(document.id, ()), before)
    place = {d.id: at for at, d in enumerate(drafts)}
    return tuple(sorted(found, key=lambda c: place[c.draft]))


def _by_document(statements: Iterable[Statement]) -> Mapping[str, list[Statement]]:
    found: dict[str, list[Statement]] = {}
    for statement in sorted(statements, key=lambda s: (s.document, s.start, s.end, s.id)):
        found.setdefault(statement.document, []).append(statement)
    return found


def _drafted(provisions: Iterable[Provision]) -> Mapping[str, list[tuple[int, int]]]:
    found: dict[str, list[tuple[int, int]]] = {}
    for provision in provisions:
        for place in provision.anchors:
            found.setdefault(place.document, []).append((place.start, place.end))
    return found


def _claim(
    spoken: Spoken, matter: Matter, said: Sequence[Statement], before: Claim | None
) -> Iterator[Claim]:
    """The claim that a sentence makes, if it makes one; `before`: the claim before it.

    A sentence that opens with "it" or "they" behind a claim is about what that one is about.
    """
    sentence = spoken.sentence
    kind, cue = cue_of(sentence.exact)
    follows = before is not None and _adjoins(before, sentence)
    carrier = _carrier(said, sentence, sentence.start + (cue.start() if cue else 0))
    slots = _figures_in(sentence)
    about, score, figure = matter.about(_telling(spoken, cue, carrier), slots)
    if not about and before and follows and PRONOUN.match(sentence.exact):
        about, score = before.provisions, before.score
    if not _says_something(spoken, kind, cue, bool(about), figure, follows):
        return
    speaker = carrier.speaker if carrier else None
    yield Claim(
        content_id("claim", spoken.draft, sentence.document, sentence.start),
        spoken.draft,
        kind,
        sentence,
        cue.group() if cue else "",
        spoken.topic,
        speaker.name if speaker else "",
        speaker.party if speaker else "",
        carrier.id if carrier else "",
        about,
        round(score, 4),
        slots,
    )


def _figures_in(sentence: Anchor) -> tuple[Slot, ...]:
    """The values a sentence names; by how many points a draft goes is its name."""
    found = read_slots(sentence.exact, sentence.document, sentence.start)
    return tuple(s for s in found if s.kind in VALUES and s.unit != "points")


def _says_something(
    spoken: Spoken,
    kind: ClaimKind,
    cue: re.Match[str] | None,
    about: bool,
    figure: bool,
    follows: bool,
) -> bool:
    """Whether a sentence says what is in the draft it speaks of.

    Under a heading: words that say what becomes of the matter, or a figure of it. Named: such
    words; mere saying ("contains") close behind the name. Gone on about: such words and a matter,
    in a sentence about "it" or "the text", or right behind a claim.
    """
    words = spoken.sentence.exact
    if words.rstrip().endswith("?") or (spoken.at < 0 and NUMBERED.search(words)):
        return False
    weak = kind is ClaimKind.SAYS
    if spoken.topic and spoken.at < 0:
        return (cue is not None and (about or not weak)) or figure
    if spoken.at >= 0:
        close = cue is not None and 0 < cue.start() - spoken.at < CLAUSE
        return cue is not None and (close and about if weak else about or close)
    return cue is not None and about and (follows or bool(ITSELF.match(words)))


def _adjoins(before: Claim, sentence: Anchor) -> bool:
    """Whether only white space lies between a claim and the sentence."""
    gap = sentence.start - before.anchor.end
    return before.anchor.document == sentence.document and 0 <= gap <= ADJOINING


def _telling(spoken: Spoken, cue: re.Match[str] | None, carrier: Statement | None) -> str:
    """The words that tell what a sentence is about: its heading, counted twice, and its own
    without the cue and the words that name who says so."""
    sentence = spoken.sentence
    cut = [(cue.start(), cue.end())] if cue else []
    naming = [p for p in (carrier.source, carrier.cue) if p] if carrier else []
    inside = [p for p in naming if sentence.contains(p)]
    cut += [(p.start - sentence.start, p.end - sentence.start) for p in inside]
    words = list(sentence.exact)
    for start, end in cut:
        words[start:end] = " " * (end - start)
    return f"{spoken.topic} {spoken.topic} {''.join(words)}"


def cue_of(words: str) -> tuple[ClaimKind, re.Match[str] | None]:
    """What a sentence says becomes of a matter, and the words that say so; no words where it says
    nothing of the kind, or only what somebody wants."""
    for table, kind in TABLES.items():
        for match in _pattern(table).finditer(words):
            if not _wanted().search(words, 0, match.start()):
                return kind, match
    return ClaimKind.SAYS, None


@cache
def _tables() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(resources.files(__package__).joinpath("claims.toml").read_text("utf-8"))


@cache
def _pattern(table: str) -> re.Pattern[str]:
    words = sorted(_tables()[table]["words"], key=len, reverse=True)
    return re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, words)) + r")(?![\w-])", re.I)


@cache
def _wanted() -> re.Pattern[str]:
    """Words of wanting within the clause, up to the end of what is searched."""
    return re.compile(rf"{_pattern('wanted').pattern}[^.;:]{{0,40}}\Z", re.I)


def _carrier(said: Sequence[Statement], sentence: Anchor, at: int) -> Statement | None:
    """The innermost statement with a speaker whose content holds the cue, else one that lies in
    the sentence."""
    here = [s for s in said if s.speaker and any(sentence.overlaps(p) for p in s.content)]
    holding = [s for s in here if any(p.start <= at < p.end for p in s.content)]
    return min(holding or here, key=lambda s: (s.end - s.start, s.start, s.id), default=None)


@dataclass(frozen=True, slots=True)
class _Held:
    """What a provision is known by: telling stems, and its figures."""

    provision: Provision
    stems: frozenset[str]
    figures: frozenset[str]


class Matter:
    """The provisions that a claim may be about."""

    def __init__(self, provisions: Iterable[Provision]) -> None:
        ordered = sorted(provisions, key=lambda p: (p.draft, p.order, p.id))
        self.held = [_Held(p, _stems(p), _figures(p.slots)) for p in ordered]
        counts: dict[str, int] = {}
        for one in self.held:
            for stem in one.stems:
                counts[stem] = counts.get(stem, 0) + 1
        self.weights = {s: log(1 + len(self.held) / n) for s, n in counts.items()}

    def about(self, words: str, slots: Sequence[Slot]) -> tuple[tuple[str, ...], float, bool]:
        """Ids of the provisions that `words` are likeliest about, one a draft; the best share; and
        whether a figure is shared. None where no share is enough."""
        told = [s for w in words_of(normal(words)) for s in stems_of([w]) if s not in _reporting()]
        total = sum(self.weights.get(s, 0.0) for s in told)
        figures = _figures(slots)
        if not total and not figures:
            return (), 0.0, False
        best: dict[str, tuple[float, str]] = {}
        for one in self.held:
            shared = sum(self.weights[s] for s in told if s in one.stems) / (total or 1)
            own = len(one.stems & set(told)) / (len(one.stems) or 1)
            score = shared + FIGURE * bool(figures & one.figures) + TIE * own
            if score > best.get(one.provision.draft, (0.0, ""))[0]:
                best[one.provision.draft] = score, one.provision.id
        ranked = sorted(best.values(), key=lambda b: (-b[0], b[1]))
        top = ranked[0][0] if ranked else 0.0
        kept = tuple(p for score, p in ranked if score >= max(ALIKE, CLOSE * top))[:MOST]
        shared_figure = any(figures & one.figures for one in self.held if one.provision.id in kept)
        return kept, min(1.0, top) if kept else 0.0, shared_figure


def _stems(provision: Provision) -> frozenset[str]:
    return stems_of(words_of(normal(f"{provision.title} {provision.lead_in} {provision.text}")))


def _figures(slots: Iterable[Slot]) -> frozenset[str]:
    """Values that tell a provision apart: of three digits and more, or with a unit."""
    values = (s for s in slots if s.kind in VALUES)
    return frozenset(
        f"{s.value} {s.unit}" if len(s.value) < 3 else s.value for s in values if s.value
    )


@cache
def _reporting() -> frozenset[str]:
    return stems_of(_tables()["reporting"]["words"])
