"""The lineage of drafts as a picture: a box a draft, in order, and a line for each that follows.

A draft known from reports has a dashed box, and dashed lines below to the drafts whose provisions
are what its claims are about.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from markupsafe import Markup

from travaux.core.drafts import ChangeKind, Draft
from travaux.reports import addresses
from travaux.reports.indexed import Indexed, shortened

WIDE, GAP, HIGH, ARC = 200, 90, 58, 34  # of a box, between boxes; how far an arc rises a step
Line = tuple[int, int, str, bool]  # indices of both drafts, words, whether it is reported


def lineage_picture(index: Indexed) -> Markup:
    """The picture as SVG; nothing where there are fewer than two drafts."""
    drafts = index.record.drafts
    if len(drafts) < 2:
        return Markup("")
    lines = [*_followed(index), *_claimed(index)]
    top = _rise([line for line in lines if not line[3]])
    high = top + HIGH + _rise([line for line in lines if line[3]])
    width = len(drafts) * (WIDE + GAP) - GAP + 20
    drawn = [
        *(_line(line, top) for line in lines),
        *(_box(d, n, top) for n, d in enumerate(drafts)),
    ]
    said = "; ".join(f"{drafts[a].name} to {drafts[b].name}: {words}" for a, b, words, _ in lines)
    return Markup(
        '<svg class="lineage" role="group" aria-label="{}" width="{}" height="{}" '
        'viewBox="0 0 {} {}">{}</svg>'
    ).format(said, width, high, width, high, Markup("").join(drawn))


def _rise(lines: Sequence[Line]) -> int:
    """How much room the lines need above the boxes, or below them."""
    return ARC * max((b - a for a, b, _, _ in lines), default=0) + (24 if lines else 12)


def _followed(index: Indexed) -> Iterator[Line]:
    """The drafts that were compared, and how many provisions came to what."""
    places = {draft.id: at for at, draft in enumerate(index.record.drafts)}
    counts: dict[tuple[str, str], Counter[ChangeKind]] = {}
    for change in index.record.changes:
        pair = change.from_draft, change.to_draft
        counts.setdefault(pair, Counter()).update(change.kinds)
    for (one, other), kinds in counts.items():
        if one in places and other in places:
            yield places[one], places[other], _counted(kinds), False


def _counted(kinds: Counter[ChangeKind]) -> str:
    parts = [
        f"{kinds[ChangeKind.SAME]} same" * bool(kinds[ChangeKind.SAME]),
        f"{kinds[ChangeKind.REWORDED]} reworded" * bool(kinds[ChangeKind.REWORDED]),
        f"+{kinds[ChangeKind.ADDED]}" * bool(kinds[ChangeKind.ADDED]),
        f"−{kinds[ChangeKind.DELETED]}" * bool(kinds[ChangeKind.DELETED]),
    ]
    return ", ".join(part for part in parts if part)


def _claimed(index: Indexed) -> Iterator[Line]:
    """From each draft to those that are known from reports and said something of its provisions."""
    places = {draft.id: at for at, draft in enumerate(index.record.drafts)}
    counts: Counter[tuple[int, int]] = Counter()
    for claim in index.record.claims:
        owners = {index.provisions[p].draft for p in claim.provisions if p in index.provisions}
        counts.update((places[o], places[claim.draft]) for o in owners if o in places)
    for (one, other), count in sorted(counts.items()):
        if one != other:
            words = f"{count} claim" + "s" * (count > 1)
            yield min(one, other), max(one, other), words, True


def _line(line: Line, top: int) -> Markup:
    """An arc from box to box, above them; below them for what reports tell."""
    one, other, words, told = line
    start, end = 10 + one * (WIDE + GAP) + WIDE // 2, 10 + other * (WIDE + GAP) + WIDE // 2
    way = 1 if told else -1
    base = top + HIGH if told else top
    turn = base + way * ARC * (other - one)
    words_at = base + way * round(0.75 * abs(turn - base)) + (14 if told else -5)
    path = f"M{start} {base} C{start} {turn}, {end} {turn}, {end} {base}"
    drawn = Markup('<path class="{}" d="{}"/><text x="{}" y="{}" text-anchor="middle">{}</text>')
    style = "tie" if told else "tie happened"
    return drawn.format(style, path, (start + end) // 2, words_at, words)


def _box(draft: Draft, at: int, top: int) -> Markup:
    left = 10 + at * (WIDE + GAP)
    about = " · ".join(part for part in (draft.date, draft.status.value) if part)
    return Markup(
        '<a href="{}"><rect class="{}" x="{}" y="{}" width="{}" height="{}"/>'
        '<text class="name" x="{}" y="{}" text-anchor="middle">{}</text>'
        '<text x="{}" y="{}" text-anchor="middle">{}</text></a>'
    ).format(
        addresses.draft_page(draft.id), "box draft" if draft.witnesses else "box told", left, top,
        WIDE, HIGH, left + WIDE // 2, top + 24, shortened(draft.name, 26), left + WIDE // 2,
        top + 44, about,
    )  # fmt: skip
