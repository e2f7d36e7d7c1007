"""One draft laid out for questions: its provisions, undertakings, parties and the words of each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from travaux.core.anchors import Anchor
from travaux.core.drafts import Provision
from travaux.drafts.duties import ARTICLE, Duty, duties, sentences
from travaux.drafts.vocabulary import pattern

AGREEING = re.compile(
    r"^(?P<who>.+?),?\s+(?:hereby |have |has |do |solemnly )*"
    r"(?:agree|agreed|undertake|decide|decided|declare|resolve)\b",
    re.I,
)
JOINT = re.compile(r"[A-Z][\w'-]+(?:, [A-Z][\w'-]+)* and [A-Z][\w'-]+")
COLLECTIVE = re.compile(r"^(?:the )?(?:high contracting |contracting )?(?:parties|sides)\b", re.I)


@dataclass(frozen=True, slots=True)
class Hit:
    """A place a rule asks about: [start, end) of the provision's text, and a word more."""

    provision: Provision
    start: int
    end: int
    more: str = ""

    @property
    def quote(self) -> str:
        return self.provision.text[self.start : self.end]


@dataclass(frozen=True, eq=False)
class Page:
    """The provisions of one draft in reading order. names: of parties known from elsewhere.

    A page is equal to itself alone, so that what is read from it can be kept.
    """

    draft: str
    provisions: tuple[Provision, ...]
    names: tuple[str, ...] = ()

    @classmethod
    def of(cls, draft: str, provisions: Iterable[Provision], names: Iterable[str] = ()) -> Page:
        """The page of the draft with id `draft`, from the provisions of any drafts."""
        mine = sorted((p for p in provisions if p.draft == draft), key=lambda p: (p.order, p.id))
        return cls(draft, tuple(mine), tuple(names))

    @cached_property
    def by_id(self) -> dict[str, Provision]:
        return {p.id: p for p in self.provisions}

    @cached_property
    def duties(self) -> dict[str, tuple[Duty, ...]]:
        """The undertakings of each provision (by id)."""
        return {p.id: duties(p, self._above(p)) for p in self.provisions}

    @cached_property
    def every_duty(self) -> tuple[Duty, ...]:
        return tuple(d for p in self.provisions for d in self.duties[p.id])

    def _above(self, provision: Provision) -> str:
        parent = self.by_id.get(provision.parent)
        return parent.text if parent else ""

    def family(self, provision: Provision) -> str:
        """The words of a provision, of its lead-in and of its parent: what a reader has in mind."""
        return f"{provision.lead_in} {self._above(provision)} {provision.text}"

    @cached_property
    def sentences(self) -> tuple[tuple[Provision, int, int], ...]:
        """Every sentence as (provision, start, end)."""
        return tuple((p, s, e) for p in self.provisions for s, e in sentences(p.text))

    @cached_property
    def words(self) -> str:
        """All words of the draft, provisions parted by line breaks."""
        return "\n".join(p.text for p in self.provisions)

    @cached_property
    def quoted(self) -> frozenset[str]:
        """The first word of every quotation, in lower case."""
        return frozenset(w.lower() for w in re.findall(r"[“\"'‘]([\w-]+)", self.words))

    @cached_property
    def by_number(self) -> dict[str, list[Provision]]:
        """Provisions by the last step of their path, without its keyword."""
        found: dict[str, list[Provision]] = {}
        for provision in self.provisions:
            last = provision.path[-1].rpartition(" ")[2] if provision.path else ""
            found.setdefault(last, []).append(provision)
        return found

    @cached_property
    def parties(self) -> tuple[str, ...]:
        """Names of the parties: those known from elsewhere, else those the opening words name,
        else those who act together again and again ("Norland and Ostland shall …")."""
        return self.names or tuple(_opening_parties(self.provisions)) or self._joint

    @cached_property
    def _joint(self) -> tuple[str, ...]:
        """The names of the joint subject that stands most often, and twice at least."""
        counts = Counter(JOINT.fullmatch(d.actor) and d.actor for d in self.every_duty)
        counts.pop(None, 0)
        best = max(counts, key=lambda a: (counts[a], a or ""), default=None)
        return tuple(re.split(r",\s*|\s+and\s+", best)) if best and counts[best] > 1 else ()


def _opening_parties(provisions: Sequence[Provision]) -> Iterator[str]:
    opening = provisions[0].lead_in if provisions else ""
    found = AGREEING.match(opening)
    if not found:
        return
    inner = re.search(r"\((?P<names>[^)]*)\)", found["who"])
    listed = inner["names"] if inner and COLLECTIVE.match(found["who"]) else found["who"]
    bare = re.sub(r"\s*\([^)]*\)", "", listed)
    for name in re.split(r",\s*(?:and\s+)?|\s+and\s+|\s+of the one part.*", bare):
        plain = ARTICLE.sub("", name.strip())
        if plain and not COLLECTIVE.match(plain):
            yield plain


def is_own(words: str, parties: Sequence[str]) -> bool:
    """Whether `words` speak of one of the parties, or of them together."""
    plain = words.lower()
    if pattern(("parties", "own"), whole=False).search(plain):
        return True
    bare = ARTICLE.sub("", plain).strip()
    return any(
        re.search(rf"\b{re.escape(name.lower())}", plain)
        or (bare and re.search(rf"\b{re.escape(bare)}\b", name.lower()))
        for name in parties
    )


def plain(provision: Provision) -> Provision:
    """The provision with its own words for anchor, so that places are those of its text."""
    return replace(provision, anchors=(Anchor("", 0, len(provision.text), provision.text),))


def place(hit: Hit) -> Anchor:
    """The anchor of a hit: its words within the provision's anchor, or the whole of that."""
    whole = hit.provision.anchors[0]
    quoted = r"[\s*_]+".join(re.escape(word) for word in hit.quote.split())
    if not quoted:
        return whole
    text = hit.provision.text
    nth = len(re.findall(quoted, text[: hit.start]))
    found = list(re.finditer(quoted, whole.exact))
    if not found:
        return whole
    match = found[min(nth, len(found) - 1)]
    start = whole.start + match.start()
    before, after = whole.exact[: match.start()][-32:], whole.exact[match.end() :][:32]
    return Anchor(whole.document, start, start + len(match[0]), match[0], before, after)
