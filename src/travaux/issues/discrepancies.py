"""Everything read -> accounts of the same thing that differ, each with its likely reason.

Four kinds: values of what is counted (measures, sameness, reasons), days of one event (tellings),
yes against no and one actor against another (denials), shares that do not follow from the figures
beside them (arithmetic). What a report says that a text says is compared with the text itself where
the text is at hand: its provisions take part as accounts. Reprints of one article are one account.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from travaux.core.anchors import Anchor
from travaux.core.annotation import Annotation
from travaux.core.documents import Document, DuplicateGroup
from travaux.core.drafts import Change, Draft, Provision, Slot, SlotKind, Variant
from travaux.core.ids import content_id
from travaux.core.issues import Account, Discrepancy
from travaux.core.statements import Statement, StatementKind
from travaux.issues.arithmetic import Slip, slips
from travaux.issues.chronology import outside
from travaux.issues.denials import Dispute, disputes
from travaux.issues.gathering import issue_id
from travaux.issues.linking import link
from travaux.issues.measures import Measure, matching, measures
from travaux.issues.passages import Passage, passages
from travaux.issues.reasons import Known, differ, reason_of
from travaux.issues.reliance import quotes
from travaux.issues.running_counts import running_counts
from travaux.issues.sameness import same_thing
from travaux.issues.tellings import Telling, clusters, tellings
from travaux.issues.threads import threads

SURE = 0.5  # score from which the link of a sentence to a provision counts
SLOT_WORDS = 3
ALIKE_SIZE = (0.05, 20)  # a bare number this many times another may count the same
RELATION = re.compile(
    r"\b(?:until|till|by|before|after|from|since|at)(?: the (?:end|start|beginning) of)?\s*$", re.I
)
COMPARED = {
    SlotKind.NUMBER,
    SlotKind.MONEY,
    SlotKind.SHARE,
    SlotKind.DATE,
    SlotKind.DEADLINE,
    SlotKind.DURATION,
}


@dataclass(frozen=True, slots=True)
class Scene:
    """What accounts are made from: statements by document, threads by provision, measures that
    are provisions' own (index -> provision)."""

    statements: Mapping[str, Sequence[Statement]]
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
) -> tuple[Discrepancy, ...]:
    """All discrepancies, sorted by id. slots: the typed values of each document's text, by
    document id, sorted by place."""
    read = _without_copies(list(passages(documents, annotations)), duplicates)
    told = outside(read, provisions)
    found = [*measures(told, slots)]
    own, drafted = _drafted(provisions, slots, len(found))
    scene = _scene(statements, provisions, drafts, tuple(changes), found, drafted)
    counted = [_with_unit(m, scene.about.get(n, ""), own, scene) for n, m in enumerate(found)]
    all_found = [
        *_values([*counted, *own], scene),
        *_days(tellings(told), scene),
        *(_disputed(d, scene) for d in disputes(told)),
        *(_slipped(s, scene) for s in slips(found)),
        *_translated(variants, provisions, slots, scene),
        *running_counts(documents),
    ]
    return tuple(sorted({d.id: d for d in all_found}.values(), key=lambda d: d.id))


def _without_copies(read: Sequence[Passage], duplicates: Iterable[DuplicateGroup]) -> list[Passage]:
    """Passages without those of reprints, whose first member tells the same."""
    copies = [member for group in duplicates for member in group.members[1:]]
    return [
        p
        for p in read
        if not any(p.document == d and s <= p.start and p.end <= e for d, s, e in copies)
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
    by_document: dict[str, list[Statement]] = {}
    for statement in statements:
        by_document.setdefault(statement.document, []).append(statement)
    issue_of = {p: issue_id(group) for group in threads(provisions, changes) for p in group}
    about = _about(found, provisions, drafts, changes, issue_of)
    about |= {at: issue_of[p.id] for at, p in drafted.items()}
    return Scene(by_document, issue_of, drafted, about)


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


def _with_unit(measure: Measure, issue: str, own: Sequence[Measure], scene: Scene) -> Measure:
    """A bare number about an issue counts what the issue's only number counts; a change of a
    value of an issue ("from 55 to 50") tells of the text."""
    if issue and measure.change and measure.voice == "fact":
        measure = replace(measure, voice="text")
    if measure.unit or not issue:
        return measure
    first = min(scene.drafted, default=0)
    units = {
        m.unit
        for n, m in enumerate(own)
        if scene.about[first + n] == issue
        and m.slot.kind is measure.slot.kind
        and ALIKE_SIZE[0] <= measure.value / max(m.value, 1e-9) <= ALIKE_SIZE[1]
    }
    return replace(measure, unit=units.pop()) if len(units) == 1 else measure


def _values(found: Sequence[Measure], scene: Scene) -> Iterator[Discrepancy]:
    units: dict[str, frozenset[str]] = {}
    for n in scene.drafted:
        issue = scene.about[n]
        units[issue] = units.get(issue, frozenset()) | {found[n].unit}
    for group in same_thing(found, scene.about, units):
        issue = next((scene.about[n] for n in group if n in scene.about), "")
        yield from _quoted(group, found, issue, scene)
        by_reason: dict[tuple[str, str], list[int]] = {}
        for one, other in _pairs(group, found, scene):
            issues = {scene.about.get(n, "") for n in (one, other)}
            known = _known(issues, found[one].unit, found, scene)
            told = reason_of(found[one], found[other], known)
            by_reason.setdefault(told, []).extend((one, other))
        for (reason, why), members in by_reason.items():
            accounts = [_account(found[n], scene) for n in sorted(set(members))]
            yield _made(issue, _slot(found[members[0]]), accounts, reason, why)


def _pairs(
    group: Sequence[int], found: Sequence[Measure], scene: Scene
) -> Iterator[tuple[int, int]]:
    """Pairs of a group whose values differ, at least one of them from a report.

    A report is held against a draft only where it tells of the text, and agrees with no draft.
    Two accounts of one document in one voice are of two things, unless the second leans on the
    first.
    """
    reports = [n for n in group if n not in scene.drafted]
    drafted = [n for n in group if n in scene.drafted]
    for n, one in enumerate(reports):
        for other in reports[n + 1 :]:
            if _may_differ(found[one], found[other], scene) and differ(found[one], found[other]):
                yield one, other
        astray = all(differ(found[one], found[text]) for text in drafted)
        if astray and found[one].voice == "text":
            yield from ((one, text) for text in drafted)


def _quoted(
    group: Sequence[int], found: Sequence[Measure], issue: str, scene: Scene
) -> Iterator[Discrepancy]:
    """Accounts of one value of which one names the other's outlet: they count once."""
    reports = [n for n in group if n not in scene.drafted]
    for one in reports:
        for other in reports:
            a, b = found[one], found[other]
            if quotes(b.passage, a.passage) and not differ(a, b):
                accounts = [_account(a, scene), _account(b, scene)]
                why = "one outlet quotes the other: the two count once"
                yield _made(issue, _slot(a), accounts, "quoting", why)


def _may_differ(one: Measure, other: Measure, scene: Scene) -> bool:
    if one.passage.document != other.passage.document:
        return True
    if one.passage == other.passage:
        return other.bare
    return other.bare or _speaker(one, scene) != _speaker(other, scene)


def _speaker(measure: Measure, scene: Scene) -> str:
    """The innermost statement's speaker around a value; "" in the document's own voice."""
    said = _innermost(measure.slot.anchor, scene)
    return said.speaker.party if said and said.speaker else ""


def _known(issues: set[str], unit: str, found: Sequence[Measure], scene: Scene) -> Known:
    """The values that drafts give to these issues in this unit."""
    versions: dict[float, frozenset[str]] = {}
    for n, provision in scene.drafted.items():
        if scene.about[n] in issues and found[n].unit == unit:
            value = found[n].value
            versions[value] = versions.get(value, frozenset()) | {provision.draft}
    return Known(versions)


def _slot(measure: Measure) -> str:
    """What differs, in words: "number of troops: brann, flood"."""
    about = ", ".join(sorted(t for t in measure.near if t.isalpha())[:SLOT_WORDS])
    return f"{measure.slot.kind} of {measure.unit or 'things'}: {about}"


def _days(told: Sequence[Telling], scene: Scene) -> Iterator[Discrepancy]:
    for group in clusters(told):
        exact = [t for t in group if t.when.precision == "day"]
        if len({t.day for t in exact}) > 1:
            accounts = [_dated(t, scene) for t in exact]
            corrected = any(
                matching("reason", "correction").search(t.passage.text.casefold()) for t in exact
            )
            reason, why = (
                ("correction", "one day is called a correction or an error")
                if (corrected)
                else ("contradiction", "accounts of one event give different days")
            )
            yield _made("", "date", accounts, reason, why)


def _translated(
    variants: Iterable[Variant],
    provisions: Sequence[Provision],
    slots: Mapping[str, Sequence[Slot]],
    scene: Scene,
) -> Iterator[Discrepancy]:
    """Values in which the witnesses of one draft differ."""
    best = {p.id: p for p in provisions}
    for variant in variants:
        provision = best.get(variant.provision)
        if provision is None or not provision.anchors:
            continue
        one = _typed(provision.anchors[0], slots)
        other = _typed(variant.anchor, slots)
        for family in sorted({_family(s) for s in one} & {_family(s) for s in other}):
            mine = [s for s in one if _family(s) == family]
            theirs = [s for s in other if _family(s) == family]
            if {_meant(s) for s in mine} != {_meant(s) for s in theirs}:
                accounts = [_read(s, scene) for s in (*mine, *theirs)]
                about = scene.issue_of.get(provision.id, "")
                why = "witnesses of one draft differ, as translations do"
                yield _made(about, family, accounts, "translation", why)


def _typed(place: Anchor, slots: Mapping[str, Sequence[Slot]]) -> list[Slot]:
    """The values inside a place that two readings of one text may differ in."""
    inside = [s for s in slots.get(place.document, ()) if place.contains(s.anchor)]
    return [s for s in inside if s.kind in COMPARED]


def _family(slot: Slot) -> str:
    return "date" if slot.kind is SlotKind.DEADLINE else str(slot.kind)


def _meant(slot: Slot) -> tuple[str, str, str]:
    """A value with the words that set its side: "before 2038" is not "until the end of 2038"."""
    said = RELATION.search(f"{slot.anchor.prefix}{slot.anchor.exact}"[: -len(slot.value) or None])
    lasting = slot.kind is SlotKind.DURATION and slot.low is not None
    value = (f"{slot.low:g}", "days") if lasting else (slot.value, slot.unit)
    return value[0], said[0].casefold() if said else "", value[1]


def _read(slot: Slot, scene: Scene) -> Account:
    place = slot.anchor
    passage = Passage(place.document, place.start, place.end, place.exact)
    return _given(slot.value, slot.unit, place, passage, scene)


def _disputed(dispute: Dispute, scene: Scene) -> Discrepancy:
    pairs = zip((dispute.said, dispute.against), dispute.values, strict=True)
    accounts = [
        _given(value, "", Anchor(p.document, p.start, p.end, p.text), p, scene)
        for p, value in pairs
    ]
    return _made("", dispute.slot, accounts, dispute.reason, dispute.explanation)


def _slipped(slip: Slip, scene: Scene) -> Discrepancy:
    accounts = [_account(measure, scene) for measure in (slip.share, *slip.others)]
    return _made("", "share", accounts, "arithmetic", slip.explanation)


def _made(about: str, slot: str, accounts: Sequence[Account], reason: str, why: str) -> Discrepancy:
    told_once = {(a.value, a.text): a for a in reversed(accounts)}
    ordered = tuple(sorted(told_once.values(), key=lambda a: (a.date, a.anchor)))
    places = [(a.anchor.document, a.anchor.start, a.anchor.end) for a in ordered]
    ident = content_id("discrepancy", reason, *places)
    return Discrepancy(ident, about, slot, ordered, reason, why)


def _account(measure: Measure, scene: Scene) -> Account:
    slot = measure.slot
    value = f"{measure.value:.15g}" if measure.change else slot.value
    return _given(value, measure.unit, slot.anchor, measure.passage, scene)


def _dated(telling: Telling, scene: Scene) -> Account:
    passage, when = telling.passage, telling.when
    start, end = passage.start + when.start, passage.start + when.end
    place = Anchor(passage.document, start, end, passage.text[when.start : when.end])
    return _given(telling.day.isoformat(), "date", place, passage, scene)


def _given(value: str, unit: str, place: Anchor, passage: Passage, scene: Scene) -> Account:
    """An account with the innermost statement that holds its words, and who makes it."""
    said = _innermost(place, scene)
    party = said.speaker.party if said and said.speaker else ""
    flat = re.sub(r"\s+", " ", passage.text).strip()
    return Account(
        value, unit, flat, place, party, place.document, passage.written, said.id if said else ""
    )


def _innermost(place: Anchor, scene: Scene) -> Statement | None:
    inside = [
        s
        for s in scene.statements.get(place.document, ())
        if any(c.start <= place.start and place.end <= c.end for c in s.content)
    ]
    return min(inside, key=lambda s: sum(len(c.exact) for c in s.content), default=None)
