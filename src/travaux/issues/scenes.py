"""What accounts are read against: whose words stand where, which draft gives which values, and
which issue each value is about.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from travaux.core.anchors import Anchor
from travaux.core.drafts import Change, Draft, Provision, Slot, SlotKind
from travaux.core.statements import Statement, StatementKind
from travaux.issues.gathering import issue_id
from travaux.issues.linking import link
from travaux.issues.measures import Measure, measures
from travaux.issues.passages import Passage
from travaux.issues.threads import threads
from travaux.issues.voices import Voices

SURE = 0.5  # score from which the link of a sentence to a provision counts
ALIKE_SIZE = (0.05, 20)  # a bare number this many times another may count the same


@dataclass(frozen=True, slots=True)
class Scene:
    """What accounts are made from: whose words stand where; threads by provision; which measures
    (by index) are provisions' own; the issue of each measure."""

    voices: Voices
    issue_of: Mapping[str, str]
    drafted: Mapping[int, Provision]
    about: Mapping[int, str]


def drafted_measures(
    provisions: Sequence[Provision], slots: Mapping[str, Sequence[Slot]], first: int
) -> tuple[list[Measure], dict[int, Provision]]:
    """The measures of the provisions themselves, and the provision of each by its index, which
    counts from `first`."""
    made: list[Measure] = []
    of: dict[int, Provision] = {}
    for provision in provisions:
        for place in provision.anchors[:1]:
            passage = Passage(place.document, place.start, place.end, place.exact)
            for measure in measures([passage], slots):
                of[first + len(made)] = provision
                made.append(replace(measure, voice="text"))
    return made, of


def scene_of(
    statements: Iterable[Statement],
    provisions: Sequence[Provision],
    drafts: Sequence[Draft],
    changes: tuple[Change, ...],
    found: Sequence[Measure],
    drafted: Mapping[int, Provision],
) -> Scene:
    """The scene of the measures `found` and of those that are provisions' own, `drafted`."""
    issue_of = {p: issue_id(group) for group in threads(provisions, changes) for p in group}
    about = _about(found, provisions, drafts, changes, issue_of)
    about |= {at: issue_of[p.id] for at, p in drafted.items()}
    return Scene(Voices(statements), issue_of, drafted, about)


def _about(
    found: Sequence[Measure],
    provisions: Sequence[Provision],
    drafts: Sequence[Draft],
    changes: tuple[Change, ...],
    issue_of: Mapping[str, str],
) -> dict[int, str]:
    """Which issue the clause of each measure speaks about."""
    clauses = [_as_statement(n, measure) for n, measure in enumerate(found)]
    best: dict[int, str] = {}
    for item in link(clauses, provisions, drafts, changes=changes):
        if item.provision and item.score >= SURE:
            best.setdefault(int(item.statement), issue_of[item.provision])
    return best


def _as_statement(number: int, measure: Measure) -> Statement:
    passage = measure.passage
    place = Anchor(passage.document, passage.start, passage.end, passage.text)
    return Statement(str(number), passage.document, StatementKind.INDIRECT, (place,))


def with_units(found: Sequence[Measure], own: Sequence[Measure], scene: Scene) -> Iterator[Measure]:
    """A bare number about an issue counts what the issue's only number counts; a change of a
    value of an issue ("from 55 to 50") tells of the text."""
    given: dict[tuple[str, SlotKind], list[Measure]] = {}
    for n, measure in zip(sorted(scene.drafted), own, strict=True):
        given.setdefault((scene.about[n], measure.slot.kind), []).append(measure)
    for n, measure in enumerate(found):
        issue = scene.about.get(n, "")
        if issue and measure.change and measure.voice == "fact":
            measure = replace(measure, voice="text")
        yield _with_unit(measure, given.get((issue, measure.slot.kind), ()))


def _with_unit(measure: Measure, given: Sequence[Measure]) -> Measure:
    """The measure with the one unit of the values given to its issue that are of its size."""
    if measure.unit or not given:
        return measure
    low, high = ALIKE_SIZE
    units = {m.unit for m in given if low <= measure.value / max(m.value, 1e-9) <= high}
    return replace(measure, unit=units.pop()) if len(units) == 1 else measure
