"""Statements and links -> stances: how a party stands to what its statement speaks about.

Rules, in this order.
1. An attribution that is denied or not yet real ("did not say", "would say"), a denial, a refusal
   to comment, a question and a threat show no stance; nor does the negotiated text (texts.py), and
   who is described by having read it only tells what it asks for.
   Assent that is denied ("cannot accept") is no denied attribution but opposition.
2. The cue's own stance ("rejected") counts double, the signs in the content once (signs.py); a
   negated cue ("did not reject") is turned.
3. A condition with support or a demand is `conditional`. Praise of the text with "but" and a demand
   after it is support, and the demand is its value; of the provision that the demand is about the
   demand or objection alone counts (rule 8), and praise of one provision with an objection behind
   "but" is weighed like any signs.
4. Of the rest the heaviest wins; without any sign the answer is `none stated`.
5. A formula of a formal record ("supported by", "proposed deleting") says its stance by itself.
6. Whose: a stance that the content ascribes to another party ("unacceptable to Kyiv", "Russia will
   not agree") is that party's, and the statement keeps who reported it. A party that the speaker
   speaks for is no other party.
   What a statement reports another party as saying is that party's: the words of a statement nested
   in it are not read as its own.
7. Where the provision undoes what the statement speaks of ("sanctions will be lifted"; "we support
   the sanctions"), support and opposition change places.
8. Of a statement that speaks about several provisions, each gets the stance of the clause that
   speaks about it, where clauses can be told apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from travaux.core.anchors import Anchor
from travaux.core.documents import Document
from travaux.core.drafts import Provision
from travaux.core.issues import ProvisionLink, Stance, StanceReading
from travaux.core.parties import Party
from travaux.core.statements import Factuality, Statement
from travaux.issues.clauses import clause_about
from travaux.issues.formulas import FORMULA
from travaux.issues.holders import Holders, holders
from travaux.issues.signs import Sign, contrasted, signs, undone, weights
from travaux.issues.texts import (
    asks,
    is_text,
    only_tells,
    reports_text,
    spoken_by_text,
)

CUE = 2.0  # weight of a sign in the cue against one in the content
LEAD = 90  # characters before a content without cue in which its cue may stand
PARTICLE = re.compile(r"\s(?:for|on|upon|against|out|back|to|with)\b")
LONGEST_VALUE = 160
REFUSAL = re.compile(r"\b(?:not|never|reject\w*|no way)\b|n['’]t\b")
CONDITION = re.compile(
    r"\b(?:if|unless|provided|as long as|so long as|on condition|only (?:if|when|after|once)|"
    r"subject to|until|once|in exchange for|in return for|before|after)\b.*"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What signs say together: a stance, its weight, and the words that decided."""

    stance: Stance
    score: float
    reason: str
    value: str = ""


SILENT = Reading(Stance.NONE_STATED, 0.5, "no sign of a stance")


def read_stances(
    statements: Sequence[Statement],
    links: Iterable[ProvisionLink],
    *,
    provisions: Iterable[Provision] = (),
    parties: Iterable[Party] = (),
    documents: Iterable[Document] = (),
) -> tuple[StanceReading, ...]:
    """One reading for each link of each statement, in the order of `links`.

    A reading's party is "" where nobody is known to hold it. documents: needed for statements
    without a cue of their own, whose lead-up is read instead.
    """
    spoken = {s.id: s for s in statements}
    wording = {p.id: p.full_text for p in provisions}
    texts = {d.id: d.text for d in documents}
    known = holders(parties)
    inner = _nested(statements)
    own = {key: own_words(s, inner.get(key, ()), known) for key, s in spoken.items()}
    return tuple(
        _reading(spoken[item.statement], own[item.statement], item, wording, known, texts)
        for item in links
        if item.statement in spoken
    )


def _nested(statements: Iterable[Statement]) -> dict[str, list[Statement]]:
    """Statement id -> the statements nested in it, at any depth but its own."""
    found: dict[str, list[Statement]] = {}
    for statement in statements:
        if statement.within:
            found.setdefault(statement.within, []).append(statement)
    return found


def own_words(statement: Statement, nested: Iterable[Statement], known: Holders) -> str:
    """A statement's words with those blanked out that it reports as another named party's."""
    speaker = statement.speaker.party if statement.speaker else ""
    others = [
        place
        for inner in nested
        if inner.speaker and inner.speaker.named and inner.speaker.party
        if not known.speaks_for(speaker, inner.speaker.party)
        for place in (inner.source, inner.cue, *inner.content)
        if place
    ]
    return " … ".join(_without(piece, others) for piece in statement.content)


def _without(piece: Anchor, others: Iterable[Anchor]) -> str:
    """A piece's words, each character that lies in `others` a space."""
    kept = list(piece.exact)
    for other in others:
        first = max(0, other.start - piece.start)
        last = max(first, min(len(kept), other.end - piece.start))
        kept[first:last] = " " * (last - first)
    return "".join(kept)


def _reading(
    statement: Statement,
    words: str,
    link: ProvisionLink,
    wording: Mapping[str, str],
    known: Holders,
    texts: Mapping[str, str],
) -> StanceReading:
    about = wording.get(link.provision, "")
    clause = clause_about(words, link, about)
    cue = _cue(statement, texts)
    said = spoken_by_text(signs(clause), clause)
    read = _void(statement, cue) or _weigh(signs(cue, "cue"), said, clause, bool(about))
    read = SILENT if read.stance is Stance.DEMAND and _only_tells(statement) else read
    read = _formula(statement, clause) or read
    read = _turned(read) if undone(about, f"{cue} {clause}") else read
    holder = _holder(statement, clause, read, known)
    return StanceReading(
        statement.id, holder, link.provision, read.stance, read.value, read.score, read.reason
    )


def _formula(statement: Statement, clause: str) -> Reading | None:
    """The stance that the formula of a formal record states; it goes before the signs."""
    stated = dict(statement.why).get(FORMULA, "")
    if not stated or stated == Stance.NONE_STATED:
        return None
    stance = Stance(stated)
    said = statement.cue.exact if statement.cue else ""
    return Reading(stance, 0.95, f"formula “{said}”", _value(stance, clause))


def _turned(read: Reading) -> Reading:
    other = {Stance.SUPPORT: Stance.OPPOSE, Stance.OPPOSE: Stance.SUPPORT}.get(read.stance)
    return replace(read, stance=other, reason=f"{read.reason}; it undoes this") if other else read


def _void(statement: Statement, cue: str) -> Reading | None:
    """Rule 1 over the attribution; None where it may show a stance."""
    if statement.factuality is not Factuality.ASSERTED and not _withheld(statement, cue):
        return SILENT
    if statement.speaker and is_text(statement.speaker.name):
        return replace(SILENT, reason="what a text says is no stance")
    if asks(cue, statement.words):
        return replace(SILENT, reason="a question")
    return None


def _only_tells(statement: Statement) -> bool:
    who = statement.speaker
    return who is not None and not who.named and only_tells(who.name)


def _withheld(statement: Statement, cue: str) -> bool:
    """Whether it is assent that the negated cue denies: "cannot accept", "does not support"."""
    refused = any(sign.turned and sign.stance == "oppose" for sign in signs(cue, "cue"))
    return refused and statement.factuality is Factuality.NEGATED


def _cue(statement: Statement, texts: Mapping[str, str]) -> str:
    """The cue's words; without one, the words of the sentence before the content."""
    if statement.cue:
        said = f"{_negation_of(statement)} {statement.cue.exact}".strip()
        tail = PARTICLE.match(statement.cue.suffix)
        return said + tail[0] if tail else said
    first = statement.content[0]
    text = texts.get(statement.document, "")
    before = text[max(0, first.start - LEAD) : first.start] or first.prefix
    return re.split(r"[.!?]\s|\n", before)[-1]


def _negation_of(statement: Statement) -> str:
    """A negation just before the cue ("has not rejected")."""
    cue = statement.cue
    near = cue.prefix.split()[-2:] if cue else []
    return " ".join(
        w for w in near if w.casefold() in {"not", "never"} or w.endswith(("n't", "n’t"))
    )


def _weigh(cue: Sequence[Sign], content: Sequence[Sign], clause: str, of_part: bool) -> Reading:
    """Rules 1 to 4 over the signs of cue and content. of_part: whether of a provision."""
    if any(sign.stance == "none" for sign in (*cue, *content)):
        return Reading(Stance.NONE_STATED, 0.8, _reason(cue, content, "none"))
    sums = weights(content)
    for sign in cue:
        sums[sign.stance] = sums.get(sign.stance, 0.0) + CUE * sign.weight
    if not sums.keys() - {"weak"}:
        return SILENT
    stance = _combined(dict(sums), content, of_part)
    value = _value(stance, clause, content)
    sure = sums.get(stance.value, max(sums.values())) / sum(sums.values())
    return Reading(stance, round(0.4 + 0.5 * sure, 3), _reason(cue, content, stance.value), value)


def _combined(sums: dict[str, float], content: Sequence[Sign], of_part: bool) -> Stance:
    against = sums.get("oppose", 0.0)
    weak = sums.pop("weak", 0.0) if len(sums) > 1 else 0.0
    if (sums.get("conditional") or weak) and against < CUE:
        return Stance.CONDITIONAL
    if _praise_with_but(content) and not (of_part and against):
        return Stance.SUPPORT
    return Stance(max(sums, key=lambda stance: (sums[stance], stance)))


def _praise_with_but(content: Sequence[Sign]) -> bool:
    praise = [s for s in content if s.stance == "support" and s.weight < 1]
    more = [s for s in content if s.stance in ("oppose", "demand") and s.weight >= 1]
    if any(REFUSAL.search(s.words) for s in more):
        return False
    return bool(praise and more and praise[0].start < more[-1].start)


def _value(stance: Stance, clause: str, content: Sequence[Sign] = ()) -> str:
    """What is demanded, or on what it is conditional, in the statement's words."""
    if stance is Stance.DEMAND:
        return clause.strip()[:LONGEST_VALUE]
    if stance is Stance.CONDITIONAL:
        match = CONDITION.search(clause)
        return (match[0] if match else clause).strip()[:LONGEST_VALUE]
    if stance is Stance.SUPPORT and _praise_with_but(content):
        return contrasted(clause)[:LONGEST_VALUE]
    return ""


def _reason(cue: Sequence[Sign], content: Sequence[Sign], stance: str) -> str:
    said = [*_told(cue, stance, "cue"), *_told(content, stance, "content")]
    return "; ".join(said) or "the signs weighed together"


def _told(found: Sequence[Sign], stance: str, part: str) -> Iterator[str]:
    for sign in found:
        if sign.stance == stance:
            yield f"{part} “{sign.words}”" + (" negated" if sign.turned else "")


def _holder(statement: Statement, clause: str, read: Reading, known: Holders) -> str:
    speaker = statement.speaker.party if statement.speaker else ""
    if read.stance is Stance.NONE_STATED:
        return speaker
    other = "" if reports_text(clause) else known.ascribed(clause)
    return other if other and not known.speaks_for(speaker, other) else speaker
