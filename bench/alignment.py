"""Alignment, kinds of change, lineage and speed on mutated texts; pairing on bill subsections.

Mutated texts: settings were chosen on seeds 0-19; the figures are of seeds 100-139, half of them
flat lists and half under articles, six versions each. Gold kinds leave out `renumbered`, which
follows from the labels: it is expected exactly where the label differs and nothing moved.
"""

from __future__ import annotations

import csv
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from bench.figures import Figure, data_hash, f1
from bench.mutator import Story, pieces, story
from travaux.core.drafts import Change, ChangeKind, Provision
from travaux.drafts.align import compare
from travaux.drafts.check import check
from travaux.drafts.lineage import lineage
from travaux.drafts.pair import LIKE, likeness
from travaux.drafts.redline import redline
from travaux.drafts.sides import normal

SEEDS = range(100, 140)
SAME = {"2", "3", "4"}  # the classes that the threshold was chosen for


def measure(data: Path) -> list[Figure]:
    """Mutator figures, bill pairs, seconds for 300 × 5 and 5,000 × 2."""
    return [*mutated(SEEDS), *doubts(SEEDS), *bills(data), *speeds()]


def mutated(seeds: Iterable[int]) -> list[Figure]:
    """F1 of links, accuracy of kinds, share of threads found exactly."""
    counts = [0] * 7
    for seed in seeds:
        for at, count in enumerate(counted(story(seed, articles=seed % 2 * 6))):
            counts[at] += count
    found, right, gold, items, kinds, threads, whole = counts
    return [
        Figure("mutator.alignment_f1", f1(found, right, gold), "F1", f"{gold} gold links"),
        Figure("mutator.kind_accuracy", kinds / items, "share", f"{items} links and single ones"),
        Figure("mutator.lineage_exact", whole / threads, "share", f"{threads} threads"),
    ]


def doubts(seeds: Iterable[int]) -> list[Figure]:
    """Share of wrong links among reworded ones that are marked certain, and among the others."""
    wrong, links = Counter[bool](), Counter[bool]()
    for seed in seeds:
        text = story(seed, articles=seed % 2 * 6)
        gold = {ends for step in text.gold for ends in step.pairs}
        for change in compare(text.drafts, text.provisions):
            if ChangeKind.REWORDED in change.kinds and len(change.before) == len(change.after) == 1:
                links[change.certain] += 1
                wrong[change.certain] += (change.before[0], change.after[0]) not in gold
    return [
        Figure(
            f"mutator.wrong_where_{name}",
            wrong[sure] / max(1, links[sure]),
            "share",
            f"{wrong[sure]} of {links[sure]} reworded links",
            best=best,
        )
        for sure, name, best in ((True, "certain", "low"), (False, "uncertain", "high"))
    ]


def counted(text: Story) -> tuple[int, int, int, int, int, int, int]:
    """Links found, right, gold; items and those of right kind; threads and those found whole."""
    of = {p.id: p for p in text.provisions}
    changes = compare(text.drafts, text.provisions)
    found = {(b, a): c for c in changes for b in c.before for a in c.after if of[b].text}
    gold = {ends for step in text.gold for ends in step.pairs}
    items, kinds = kinds_right(text, changes, found, of)
    threads = lineage(changes, text.provisions)
    said = {frozenset(p for cell in t.cells for p in cell) for t in threads}
    wanted = set(pieces(text))
    right = len(found.keys() & gold)
    return len(found), right, len(gold), items, kinds, len(wanted), len(wanted & said)


def kinds_right(
    text: Story,
    changes: Sequence[Change],
    found: dict[tuple[str, str], Change],
    of: dict[str, Provision],
) -> tuple[int, int]:
    """Gold links, additions and deletions; and how many of them got exactly their kinds."""
    alone = {(p, c.kinds[0]) for c in changes for p in c.before + c.after if len(c.kinds) == 1}
    items = right = 0
    for step in text.gold:
        items += len(step.pairs) + len(step.added) + len(step.deleted)
        right += sum((p, ChangeKind.ADDED) in alone for p in step.added)
        right += sum((p, ChangeKind.DELETED) in alone for p in step.deleted)
        for ends, done in step.pairs.items():
            right += ends in found and set(found[ends].kinds) == expected(found[ends], done, of)
    return items, right


def expected(
    change: Change, done: frozenset[ChangeKind], of: dict[str, Provision]
) -> set[ChangeKind]:
    """The gold kinds of a link, with `renumbered` and `same` as they follow from the labels."""
    kinds = set(done)
    if ChangeKind.MOVED not in kinds and of[change.before[0]].path != of[change.after[0]].path:
        kinds.add(ChangeKind.RENUMBERED)
    return kinds or {ChangeKind.SAME}


def bills(data: Path) -> list[Figure]:
    """Same-provision F1 on human-labelled pairs of bill subsections (classes 2, 3 and 4)."""
    file = data / "bill-pairs" / "val_sub_sec_pairs.csv"
    with file.open(newline="") as rows:
        pairs = list(csv.DictReader(rows))
    said = [likeness(normal(p["sec_a_text"]), normal(p["sec_b_text"])) >= LIKE for p in pairs]
    gold = [p["label"] in SAME for p in pairs]
    right = sum(s and g for s, g in zip(said, gold, strict=True))
    score = f1(sum(said), right, sum(gold))
    note = f"{len(pairs)} pairs"
    return [Figure("bill_pairs.same_provision_f1", score, "F1", note, data_hash([file]))]


def speeds() -> list[Figure]:
    """Seconds to align, redline and check; and how far from linear the growth is."""
    small = timed(lambda: worked(story(7, 300, 5)))
    half = timed(lambda: worked(story(8, 2500, 2)))
    large = timed(lambda: worked(story(8, 5000, 2)))
    return [
        Figure("speed.compare_check_300x5", small, "s", best="low"),
        Figure("speed.compare_check_5000x2", large, "s", f"2,500 x 2: {half:.1f} s", best="low"),
    ]


def worked(text: Story) -> None:
    """Align, thread, redline and check a story."""
    of = {p.id: p for p in text.provisions}
    changes = compare(text.drafts, text.provisions)
    lineage(changes, text.provisions)
    check(text.provisions, text.drafts)
    for change in changes:
        if ChangeKind.REWORDED in change.kinds:
            redline(
                " ".join(of[p].text for p in change.before),
                " ".join(of[p].text for p in change.after),
            )


def timed(work: Callable[[], None]) -> float:
    """Seconds that `work` takes, the making of the story included."""
    start = time.process_time()
    work()
    return time.process_time() - start
