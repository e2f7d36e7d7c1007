"""What a report says that the text says, against the text itself.

A sentence tells of the text when it names it ("under the draft"), when the one before it does, or
when it says what must and may be done in the words of a provision. It tells of the provision that
it is most like, and of no other that is nearly as like. Then each value is held against the
provision's values of its class (a length of time, a sum, a share, a count of one thing, a last
day), and what must, may and must not be done against what the provision says. A demand is no
account of the text, and a value that another draft has is that draft's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from travaux.core.anchors import Anchor
from travaux.core.drafts import Draft, Provision, Slot
from travaux.issues.deeds import deeds, gist
from travaux.issues.measures import clause_of, matching
from travaux.issues.mentions import current_draft, named_draft
from travaux.issues.modes import Mode, deontic, modes
from travaux.issues.passages import Passage
from travaux.issues.references import named_by, references
from travaux.issues.terms import stem, table
from travaux.issues.typed_values import Value, apart, same_class, values_of
from travaux.issues.wordings import LEAST, Texts, likeness, own_terms, texts_of

NAMED = 0.26  # share of a provision's weight that a sentence which names the text must have
SURE = 0.5  # and one that does not
BEST = 1.25  # times as like as any other provision of the draft
NEXT_TO = 2  # characters between two sentences of one paragraph
WOULD = re.compile(r"\b(?:would|will)\b")


@dataclass(frozen=True, slots=True)
class Rendering:
    """`passage` tells of `provision`: at `told` something else than at `printed`. other: the draft
    (id) that has what is told."""

    passage: Passage
    provision: Provision
    slot: str
    told: Anchor
    printed: Anchor
    values: tuple[str, str]
    other: str = ""


def renderings(
    found: Sequence[Passage],
    provisions: Sequence[Provision],
    drafts: Sequence[Draft],
    slots: Mapping[str, Sequence[Slot]],
) -> Iterator[Rendering]:
    """Where passages tell of a provision otherwise than it is printed, in order."""
    if not provisions:
        return
    texts = texts_of(found, provisions, drafts, slots)
    before: Passage | None = None
    spoken = False
    for passage in found:
        runs_on = bool(before and spoken and _next_to(before, passage))
        runs_on = runs_on and _unnamed(passage.text) < 1
        before, spoken = passage, names_text(passage.text) or runs_on
        draft = _draft(passage, texts)
        floor = NAMED if spoken else _unnamed(passage.text)
        if draft:
            told = Told(passage, draft, floor, texts)
            yield from _values(told, slots)
            yield from _modes(told)


@dataclass(frozen=True, slots=True)
class Told:
    """A passage that may tell of a draft (id); floor: how like a provision it must be."""

    passage: Passage
    draft: str
    floor: float
    texts: Texts


def _draft(passage: Passage, texts: Texts) -> str:
    """The draft spoken of, "" where another text is: one of another year, an older version."""
    named = named_draft(passage.text, texts.drafts)
    draft = named or current_draft(texts.drafts, passage.written)
    if draft is None or (named is None and _other_text().search(passage.text.casefold())):
        return ""
    return draft.id


def _unnamed(text: str) -> float:
    """How like a provision a sentence must be that does not name the text: it must say what is to
    be done."""
    low = text.casefold()
    return SURE if deontic().search(low) or WOULD.search(low) else 2.0


def names_text(text: str) -> bool:
    """Whether a sentence names the text under negotiation as what is so."""
    return any(deed.name == "text" for deed in deeds(text))


def _next_to(one: Passage, other: Passage) -> bool:
    near = 0 <= other.start - one.end < NEXT_TO
    return near and one.document == other.document


def _is_demand(text: str) -> bool:
    return bool(matching("voice", "wish").search(text.casefold()))


def _referred(told: Told, at: int, among: Mapping[str, float]) -> Mapping[str, float]:
    """Of the provisions those that the clause at `at` refers to ("Article 10"); all where it refers
    to none."""
    clause = clause_of(told.passage.text, at)
    known = told.texts.of_draft[told.draft]
    found = references(clause)
    named = {p.id for reference in found for p in named_by(reference, known)}
    return {p: weight for p, weight in among.items() if p in named} if found else among


def _part(passage: Passage, value: Value) -> str:
    """The words between commas that hold a value."""
    at = value.anchor.start - passage.start
    start = passage.text.rfind(", ", 0, at) + 1
    return passage.text[start:].split(", ")[0] if start else passage.text.split(", ")[0]


def _meant(
    told: Told, among: Mapping[str, float], said: Sequence[frozenset[str]], least: int
) -> Provision | None:
    """Of the provisions (ids, with what speaks for each) the one that the passage (its terms, or
    those of a part of it) is most like; None where it is like none, or nearly as like another."""
    scored = [
        (
            max(likeness(s, told.texts.gists[p.id], told.texts, least) for s in said) + among[p.id],
            p,
        )
        for p in told.texts.of_draft[told.draft]
        if p.id in among
    ]
    scored.sort(key=lambda pair: (-pair[0], pair[1].order))
    if not scored or scored[0][0] < told.floor:
        return None
    rival = scored[1][0] if len(scored) > 1 else 0.0
    return scored[0][1] if scored[0][0] >= BEST * rival else None


def _values(told: Told, slots: Mapping[str, Sequence[Slot]]) -> Iterator[Rendering]:
    values = [*values_of(told.passage, slots)]
    for value in values:
        if _is_demand(told.passage.text[: value.anchor.start - told.passage.start]):
            return
        among: Mapping[str, float] = {
            p.id: 0.0
            for p in told.texts.of_draft[told.draft]
            if any(same_class(value, v) for v in told.texts.values[p.id])
        }
        among = _referred(told, value.anchor.start - told.passage.start, among)
        said = [own_terms(gist(told.passage.text)) - gist(value.shown)]
        if told.floor <= NAMED:
            said.append(own_terms(gist(_part(told.passage, value))) - gist(value.shown))
        provision = _meant(told, among, said, LEAST if told.floor > NAMED else 1)
        if provision:
            yield from _value(told, value, provision, values)


def _value(
    told: Told, value: Value, provision: Provision, beside: Sequence[Value]
) -> Iterator[Rendering]:
    """A value that none of the provision's values of its class is, unless another value beside it
    is one of them."""
    printed = [p for p in told.texts.values[provision.id] if same_class(value, p)]
    printed = [
        p for p in printed if not (value.narrowed and p.narrowed) or value.narrowed & p.narrowed
    ]
    own = [v for v in beside if same_class(v, value)]
    if printed and all(apart(v, p) for v in own for p in printed):
        other = _elsewhere(value, provision, told.texts)
        values = (value.shown, printed[0].shown)
        yield Rendering(
            told.passage, provision, value.kind, value.anchor, printed[0].anchor, values, other
        )


def _elsewhere(value: Value, provision: Provision, texts: Texts) -> str:
    """The other draft (id) of which a like provision has the value, "" if none."""
    for draft, others in texts.of_draft.items():
        if draft != provision.draft:
            for other in others:
                alike = likeness(texts.gists[provision.id], texts.gists[other.id], texts) >= SURE
                if alike and any(
                    same_class(value, v) and not apart(value, v) for v in texts.values[other.id]
                ):
                    return draft
    return ""


def _modes(told: Told) -> Iterator[Rendering]:
    for mode in modes(told.passage.text):
        if _is_demand(told.passage.text[: mode.start]):
            return
        verbs = {p.id: {m.verb for m in _printed_modes(p)} for p in told.texts.of_draft[told.draft]}
        among: Mapping[str, float] = {
            p.id: float(mode.verb in verbs[p.id] or any(t[0] == "~" for t in shared))
            for p in told.texts.of_draft[told.draft]
            if (mode.verb in verbs[p.id] and told.floor <= NAMED)
            or _same_act(
                shared := frozenset(t for m in _printed_modes(p) for t in _done(m) & _done(mode))
            )
        }
        among = _referred(told, mode.start, among)
        provision = _meant(told, among, [own_terms(gist(told.passage.text))], 1)
        if provision:
            rivals = [
                m
                for m in _printed_modes(provision)
                if m.verb == mode.verb or _done(m) & _done(mode)
            ]
            if all(m.kind != mode.kind for m in rivals):
                yield _mode(told.passage, mode, provision, rivals[0])
                return


def _same_act(shared: frozenset[str]) -> bool:
    """Whether what two modal verbs share is a deed, or as much as two other terms."""
    return len(shared) >= LEAST or any(t[0] == "~" for t in shared)


def _printed_modes(provision: Provision) -> list[Mode]:
    return modes(provision.anchors[0].exact) if provision.anchors else []


def _mode(passage: Passage, told: Mode, provision: Provision, there: Mode) -> Rendering:
    place = provision.anchors[0]
    at = _within(passage.document, passage.start, passage.text, told)
    mine = _within(place.document, place.start, place.exact, there)
    return Rendering(passage, provision, "modality", at, mine, (at.exact, mine.exact))


def _within(document: str, first: int, text: str, mode: Mode) -> Anchor:
    return Anchor(document, first + mode.start, first + mode.end, text[mode.start : mode.end])


def _done(mode: Mode) -> frozenset[str]:
    return frozenset(t for t in mode.done if t not in _light())


@cache
def _light() -> frozenset[str]:
    return frozenset(stem(w) for w in table("words.toml")["stop"]["words"]) | {"~text"}


@cache
def _other_text() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(table('deeds.toml')['deontic_not']['other'])})\b")
