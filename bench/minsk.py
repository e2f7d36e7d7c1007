"""The Package of Measures: hand-made cards with offsets, events from the monitors' reports.

Measured: the figures read from reports against those read by eye; how many of the hand-made cards
the drafter finds in the text (an act that overlaps the card's act by half), with their kind; and
that every commitment has a state whose evidence has a place.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from bench.figures import Figure, data_hash
from travaux import corpus, drafts
from travaux.core.anchors import Anchor
from travaux.core.commitments import Commitment, LogEntry
from travaux.core.documents import Document
from travaux.monitoring.assess import assess_board
from travaux.monitoring.cards import read_cards
from travaux.monitoring.draft_cards import draft_cards
from travaux.monitoring.evidence import SAYINGS
from travaux.monitoring.find_places import placed_cards
from travaux.monitoring.read_reports import read_report
from travaux.workbench.watching import entries_in_reports

GOLD = Path(__file__).with_name("gold")
CARDS = Path(__file__).parents[1] / "examples" / "minsk-2015" / "cards.yaml"
FIGURES = GOLD / "minsk_reports.toml"
TOLD = GOLD / "minsk_told.toml"
AS_OF = "2022-02-06"
MONITOR = "the monitoring mission"
SLACK = 60  # characters: what a sentence may begin earlier than when it was labelled


def measure(data: Path) -> list[Figure]:
    """Figures read right, cards drafted, commitments with evidence."""
    folder = data / "minsk"
    text, reports = folder / "agreements" / "1364.html", sorted((folder / "reports").glob("*.html"))
    entries = {file.stem: read_report(_read(file), MONITOR) for file in reports}
    hash_ = data_hash([text, *reports])
    return [
        *(_reading(part, entries, hash_) for part in ("dev", "kept")),
        *_drafting(_read(text), hash_),
        *_evidence([_read(file) for file in reports], _read(text), hash_),
    ]


def _read(file: Path) -> Document:
    document = corpus.read_document(file.read_bytes(), file.name).document
    assert document is not None
    return document


def _reading(part: str, entries: Mapping[str, Sequence[LogEntry]], hash_: str) -> Figure:
    """The share of figures that some entry of the right type in the right report has."""
    gold = tomllib.loads(FIGURES.read_text("utf-8"))[part]
    wanted = [(file, type_, n) for file, row in gold.items() for type_, n in row.items()]
    wrong = [
        f"{file} {type_} {n}"
        for file, type_, n in wanted
        if not any(e.type == type_ and dict(e.facts).get("count") == n for e in entries[file])
    ]
    note = f"{len(wanted)} figures" + "".join(f"; not read: {w}" for w in wrong)
    return Figure(f"minsk.figures_read_{part}", 1 - len(wrong) / len(wanted), "share", note, hash_)


def _drafting(document: Document, hash_: str) -> list[Figure]:
    gold = read_cards(CARDS.read_bytes(), CARDS.name).commitments
    witnesses = drafts.find_witnesses(document).witnesses
    provisions = [p for w in witnesses for p in w.provisions]
    made = draft_cards(provisions)
    found = [(g, _nearest(g, made)) for g in gold]
    missed = [g.name for g, card in found if card is None]
    kinds = [card.kind is g.kind for g, card in found if card]
    note = f"{len(gold)} cards, {len(made)} drafted; missed: {', '.join(missed) or 'none'}"
    share = 1 - len(missed) / len(gold)
    return [
        Figure("minsk.cards_drafted", share, "share", note, hash_),
        Figure("minsk.kinds_right", sum(kinds) / max(1, len(kinds)), "share", "of those", hash_),
    ]


def _nearest(gold: Commitment, made: Sequence[Commitment]) -> Commitment | None:
    place = gold.slot("act").anchor
    assert place is not None
    shares = [(_overlap(place, card.slot("act").anchor), i) for i, card in enumerate(made)]
    best, i = max(shares, default=(0.0, 0))
    return made[i] if best >= 0.5 else None


def _overlap(one: Anchor, other: Anchor | None) -> float:
    """Shared characters over those of the shorter."""
    if other is None:
        return 0.0
    shared = min(one.end, other.end) - max(one.start, other.start)
    return max(0, shared) / max(1, min(one.end - one.start, other.end - other.start))


def _evidence(reports: Sequence[Document], text: Document, hash_: str) -> list[Figure]:
    """The share of commitments whose state rests on a place in a source; of those whose state an
    event of a report moved; of those of which a report tells how they stand; and of slots' places
    that are in the text."""
    cards = read_cards(CARDS.read_bytes(), CARDS.name)
    assert not cards.faults
    placed = placed_cards(cards.commitments, (), [text])
    watched = replace(cards, commitments=placed)
    entries = entries_in_reports([(d, MONITOR) for d in reports], watched)
    board = assess_board(cards.agreement, placed, entries, AS_OF)
    types = {e.id: e.type for e in entries}
    names = {c.id: c.name for c in placed}
    states = [(names[a.commitment], a) for a in board.assessments]
    boards = "; ".join(f"{name} {a.state.value} since {a.since or 'the beginning'}"
                     for name, a in states)  # fmt: skip
    told = [name for name, a in states if any(link.entry for link in a.links)]
    reported = [
        name for name, a in states
        if any(link.entry and types[link.entry] not in SAYINGS for link in a.links)
    ]  # fmt: skip
    anchors = [s.anchor for c in placed for s in c.slots if s.anchor]
    found = sum(a.document == text.id and bool(a.exact) for a in anchors)
    of = "told of: " + ", ".join(told)
    with_place = sum(bool(a.evidence) for _, a in states) / len(states)
    by_report, slots = "moved by reports: " + ", ".join(reported), f"{len(anchors)} slots"
    return [
        Figure("minsk.with_place", with_place, "share", boards, hash_),
        Figure("minsk.by_report", len(reported) / len(states), "share", by_report, hash_),
        _precision(entries, hash_),
        Figure("minsk.told", len(told) / len(states), "share", of, hash_),
        Figure("minsk.slots_in_text", found / len(anchors), "share", slots, hash_),
    ]


def _precision(entries: Sequence[LogEntry], hash_: str) -> Figure:
    """The share of entries read from sentences that a reader called right, of those labelled."""
    labels = tomllib.loads(TOLD.read_text("utf-8"))
    made = [e for e in entries if e.why and e.source.removesuffix(".html") in labels]
    found = [_verdict(labels[e.source.removesuffix(".html")], e) for e in made]
    right = [verdict for verdict in found if verdict is not None]
    unread = len(made) - len(right)
    note = f"{len(right)} labelled, {unread} more in the same reports without a label"
    return Figure("minsk.told_right", sum(right) / len(right), "share", note, hash_)


def _verdict(row: Mapping[str, Sequence[Sequence[object]]], entry: LogEntry) -> bool | None:
    """What the label in the words of `entry` says; None where there is none of its type."""
    kind, place = f"{entry.type} {entry.of}".strip(), entry.anchors[0]
    for verdict, places in row.items():
        for start, type_ in places:
            if type_ == kind and place.start - SLACK <= int(str(start)) < place.end:
                return verdict == "right"
    return None
