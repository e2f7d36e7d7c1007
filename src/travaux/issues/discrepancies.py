"""Everything read -> accounts of the same thing that differ, each with its likely reason.

Four kinds: values of what is counted (measures, sameness, reasons), days of one event (tellings),
yes against no and one actor against another (denials), shares that do not follow from the figures
beside them (arithmetic). What a report says that a text says is compared with the text itself where
the text is at hand: its provisions take part as accounts. Reprints of one article are one account.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from travaux.core.anchors import Anchor
from travaux.core.annotation import Annotation
from travaux.core.documents import Document, DuplicateGroup
from travaux.core.drafts import Change, Draft, Provision, Slot, SlotKind, Variant
from travaux.core.issues import Discrepancy
from travaux.core.parties import Party
from travaux.core.statements import Statement, StatementKind
from travaux.issues import titles
from travaux.issues.acceptances import acceptances, opposed
from travaux.issues.accounts import account, dated, discrepancy, measured
from travaux.issues.acts import Act, acts, done_by_others
from travaux.issues.arithmetic import Slip, slips
from travaux.issues.chronology import outside
from travaux.issues.contrasts import classes, contrasts
from travaux.issues.denials import Dispute, disputes
from travaux.issues.extents import Extent, at_odds, extents
from travaux.issues.gathering import issue_id
from travaux.issues.linking import link
from travaux.issues.measures import Measure, matching, measures
from travaux.issues.naming import names_of
from travaux.issues.passages import Passage, passages
from travaux.issues.quoting import Quoting
from travaux.issues.reasons import Known, Traits, traits_of
from travaux.issues.running_counts import running_counts
from travaux.issues.sameness import same_thing
from travaux.issues.tellings import Telling, clusters, tellings
from travaux.issues.threads import threads
from travaux.issues.translations import Reading, translated
from travaux.issues.voices import Voices

SURE = 0.5  # score from which the link of a sentence to a provision counts
ALIKE_SIZE = (0.05, 20)  # a bare number this many times another may count the same
TAKEN = {
    "date": ("date", "accounts of different days: the party may have changed its mind"),
    "contradiction": ("contradiction", "accounts of one day say yes and no"),
}
QUOTING = "one outlet quotes the other: the two count once"


@dataclass(frozen=True, slots=True)
class Scene:
    """What accounts are made from: whose words stand where; threads by provision; which measures
    (by index) are provisions' own; the issue of each measure."""

    voices: Voices
    issue_of: Mapping[str, str]
    drafted: Mapping[int, Provision]
    about: Mapping[int, str]


def find_discrepancies(
    documents: Sequence[Document],
    *,
    slots: Mapping[str, Sequence[Slot]],
    annotations: Iterable[Annotation] = (),
    statements: Iterable[Statement] = (),
    provisions: Sequence[Provision] = (),
    drafts: Sequence[Draft] = (),
    changes: Iterable[Change] = (),
    variants: Iterable[Variant] = (),
    duplicates: Iterable[DuplicateGroup] = (),
    parties: Sequence[Party] = (),
) -> tuple[Discrepancy, ...]:
    """All discrepancies, sorted by id. slots: the typed values of each document's text, by
    document id, sorted by place."""
    read = _without_copies(list(passages(documents, annotations)), duplicates)
    told = outside(read, provisions)
    found = [*measures(told, slots)]
    own, drafted = _drafted(provisions, slots, len(found))
    scene = _scene(statements, provisions, drafts, tuple(changes), found, drafted)
    all_found = [
        *_values([*_with_units(found, own, scene), *own], scene),
        *_days(tellings(told), scene),
        *(_disputed(d, scene) for d in disputes(told)),
        *_in_part([*extents(told)], scene),
        *_by_others([*acts(told)], scene),
        *_taken(told, parties, scene),
        *(_slipped(s, scene) for s in slips(found)),
        *(_translated(r, scene) for r in translated(variants, provisions, slots)),
        *running_counts(documents),
    ]
    return tuple(sorted({d.id: d for d in all_found}.values(), key=lambda d: d.id))


def _without_copies(read: Sequence[Passage], duplicates: Iterable[DuplicateGroup]) -> list[Passage]:
    """Passages without those of reprints, whose first member tells the same."""
    copies: dict[str, list[tuple[int, int]]] = {}
    for group in duplicates:
        for document, start, end in group.members[1:]:
            copies.setdefault(document, []).append((start, end))
    return [
        p
        for p in read
        if not any(s <= p.start and p.end <= e for s, e in copies.get(p.document, ()))
    ]


def _drafted(
    provisions: Sequence[Provision], slots: Mapping[str, Sequence[Slot]], first: int
) -> tuple[list[Measure], dict[int, Provision]]:
    """The measures of the provisions themselves, at indices from `first`."""
    made: list[Measure] = []
    of: dict[int, Provision] = {}
    for provision in provisions:
        for place in provision.anchors[:1]:
            passage = Passage(place.document, place.start, place.end, place.exact)
            for measure in measures([passage], slots):
                of[first + len(made)] = provision
                made.append(replace(measure, voice="text"))
    return made, of


def _scene(
    statements: Iterable[Statement],
    provisions: Sequence[Provision],
    drafts: Sequence[Draft],
    changes: tuple[Change, ...],
    found: Sequence[Measure],
    drafted: Mapping[int, Provision],
) -> Scene:
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


def _with_units(
    found: Sequence[Measure], own: Sequence[Measure], scene: Scene
) -> Iterator[Measure]:
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


def _values(found: Sequence[Measure], scene: Scene) -> Iterator[Discrepancy]:
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

    for group in same_thing(found, scene.about, units):
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
    return discrepancy(issue, _slot(told[0]), accounts, *why, title=title(told))


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


def _days(told: Sequence[Telling], scene: Scene) -> Iterator[Discrepancy]:
    for group in clusters(told):
        exact = [t for t in group if t.when.precision == "day"]
        exact.sort(key=lambda t: (t.passage.written, t.anchor))
        if len({t.day for t in exact}) > 1:
            accounts = [dated(t, scene.voices) for t in exact]
            corrected = any(
                matching("reason", "correction").search(t.passage.text.casefold()) for t in exact
            )
            reason, why = (
                ("correction", "one day is called a correction or an error")
                if (corrected)
                else ("contradiction", "accounts of one event give different days")
            )
            yield discrepancy("", "date", accounts, reason, why, titles.of_days(exact))


def _translated(reading: Reading, scene: Scene) -> Discrepancy:
    accounts = []
    for slot in reading.slots:
        place = slot.anchor
        passage = Passage(place.document, place.start, place.end, place.exact)
        accounts.append(account(slot.value, slot.unit, place, passage, scene.voices))
    about = scene.issue_of.get(reading.provision, "")
    why = "witnesses of one draft differ, as translations do"
    title = titles.of_readings(slot.anchor.exact for slot in reading.slots)
    return discrepancy(about, reading.family, accounts, "translation", why, title)


def _disputed(dispute: Dispute, scene: Scene) -> Discrepancy:
    pairs = zip((dispute.said, dispute.against), dispute.values, strict=True)
    accounts = [
        account(value, "", Anchor(p.document, p.start, p.end, p.text), p, scene.voices)
        for p, value in pairs
    ]
    title = titles.of_dispute(dispute)
    return discrepancy("", dispute.slot, accounts, dispute.reason, dispute.explanation, title)


def _in_part(found: Sequence[Extent], scene: Scene) -> Iterator[Discrepancy]:
    """Accounts of all of a thing against a part of it; in one document only of two speakers."""
    for one, other in at_odds(found):
        places = [_place(e.passage, e.start, e.end) for e in (one, other)]
        elsewhere = one.passage.document != other.passage.document
        if elsewhere or scene.voices.speaker(places[0]) != scene.voices.speaker(places[1]):
            accounts = [
                account(
                    "all" if e.whole else "part", "", place, e.passage, scene.voices, place.exact
                )
                for e, place in zip((one, other), places, strict=True)
            ]
            why = "one account speaks of all of it, the other of a part"
            title = titles.of_extents(one, other)
            yield discrepancy("", "extent", accounts, "scope", why, title)


def _by_others(found: Sequence[Act], scene: Scene) -> Iterator[Discrepancy]:
    """Accounts of one act that name other actors."""
    for pair in done_by_others(found):
        accounts = [
            account(a.who, "", _place(a.passage, a.start, a.end), a.passage, scene.voices)
            for a in pair
        ]
        why = "the accounts name another actor for the same act"
        title = titles.of_acts(*pair)
        yield discrepancy("", "actor", accounts, "contradiction", why, title)


def _taken(
    told: Sequence[Passage], parties: Sequence[Party], scene: Scene
) -> Iterator[Discrepancy]:
    """Accounts that a party has taken the text, against accounts that it has not."""
    bodies = {p.id: p.affiliation for p in parties if p.affiliation}
    called = {p.id: p.name for p in parties}
    for group in opposed([*acceptances(told, names_of(parties), bodies)]):
        places = [_place(a.passage, a.start, a.end) for a in group]
        voices = {
            (a.passage.document, scene.voices.speaker(p))
            for a, p in zip(group, places, strict=True)
        }
        if len(voices) > 1:
            accounts = [
                account("yes" if a.taken else "no", "", p, a.passage, scene.voices)
                for a, p in zip(group, places, strict=True)
            ]
            days = {a.passage.written for a in group}
            reason, why = TAKEN["date" if len(days) > 1 else "contradiction"]
            title = f"Whether {called[group[0].party]} has accepted the text: yes or no"
            yield discrepancy("", "yes or no", accounts, reason, why, title)


def _place(passage: Passage, start: int, end: int) -> Anchor:
    first, last = passage.start + start, passage.start + end
    return Anchor(passage.document, first, last, passage.text[start:end])


def _slipped(slip: Slip, scene: Scene) -> Discrepancy:
    accounts = [measured(measure, scene.voices) for measure in (slip.share, *slip.others)]
    title = titles.of_slip(slip.share)
    return discrepancy("", "share", accounts, "arithmetic", slip.explanation, title)
