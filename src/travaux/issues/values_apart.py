"""Values of one thing that differ -> discrepancies, by likely reason."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache

from travaux.core.issues import Discrepancy
from travaux.issues import titles
from travaux.issues.accounts import discrepancy, measured
from travaux.issues.contrasts import classes, contrasts
from travaux.issues.measures import Measure
from travaux.issues.quoting import Quoting
from travaux.issues.reasons import Known, Traits, traits_of
from travaux.issues.sameness import same_thing
from travaux.issues.scenes import Scene

OTHER_VOICE = 0.5  # sureness where one tells what is, another what a text or somebody would have
QUOTING = "one outlet quotes the other: the two count once"


def values_apart(found: Sequence[Measure], scene: Scene) -> Iterator[Discrepancy]:
    """The discrepancies between measures; those that are provisions' own stand last in `found`."""
    units: dict[str, frozenset[str]] = {}
    for n in scene.drafted:
        issue = scene.about[n]
        units[issue] = units.get(issue, frozenset()) | {found[n].unit}
    traits = [traits_of(measure, scene.about.get(n, "")) for n, measure in enumerate(found)]
    versions = _versions(found, scene)
    quoting = Quoting(found)

    def speaker(measure: Measure) -> str:
        return scene.voices.speaker(measure.slot.anchor)

    def known(one: Traits, other: Traits) -> Known:
        return versions(frozenset({one.about, other.about}), one.unit)

    askers = {
        n: scene.voices.named_speaker(measure.slot.anchor)
        for n, measure in enumerate(found)
        if measure.voice == "demand"
    }
    for group in same_thing(found, scene.about, units, askers):
        issue = next((scene.about[n] for n in group if n in scene.about), "")
        reports = [n for n in group if n not in scene.drafted]
        for pair in quoting.pairs(reports, traits):
            yield _told(pair, found, issue, ("quoting", QUOTING), scene)
        told = classes(group, found, traits, scene.drafted.__contains__, speaker)
        for why, members in contrasts(told, known):
            yield _told(members, found, issue, why, scene)


def _told(
    members: Sequence[int],
    found: Sequence[Measure],
    issue: str,
    why: tuple[str, str],
    scene: Scene,
) -> Discrepancy:
    told = sorted((found[n] for n in members), key=lambda m: (m.passage.written, m.slot.anchor))
    accounts = [measured(measure, scene.voices) for measure in told]
    title = titles.of_one_report if why[0] == "quoting" else titles.of_values
    unlike = why[0] == "contradiction" and len({measure.voice for measure in told}) > 1
    score = OTHER_VOICE if unlike else 1.0
    return discrepancy(issue, _slot(told[0]), accounts, *why, title=title(told), score=score)


def _versions(found: Sequence[Measure], scene: Scene) -> Callable[[frozenset[str], str], Known]:
    """The values that drafts give to issues in a unit, looked up once."""
    given: dict[tuple[str, str], list[tuple[float, str]]] = {}
    for n, provision in scene.drafted.items():
        key = (scene.about[n], found[n].unit)
        given.setdefault(key, []).append((found[n].value, provision.draft))

    @cache
    def known(issues: frozenset[str], unit: str) -> Known:
        versions: dict[float, frozenset[str]] = {}
        for issue in issues:
            for value, draft in given.get((issue, unit), ()):
                versions[value] = versions.get(value, frozenset()) | {draft}
        return Known(versions)

    return known


def _slot(measure: Measure) -> str:
    """What differs: "number of troops"."""
    return f"{measure.slot.kind} of {measure.unit or 'things'}"
