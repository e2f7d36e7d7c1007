"""Comparisons of written drafts, for tests of their outputs."""

from __future__ import annotations

from tests.drafts.written import drafts
from travaux.drafts import compare, lineage, redline, substance
from travaux.reports.tabled import Comparison, joined


def compared(*texts: str) -> Comparison:
    """The comparison of drafts written one provision a line."""
    made, provisions = drafts(*texts)
    changes = compare(made, provisions)
    of = {p.id: p for p in provisions}
    ends = {c.id: ([of[p] for p in c.before], [of[p] for p in c.after]) for c in changes}
    both = {key: pair for key, pair in ends.items() if all(pair)}
    return Comparison(
        tuple(made),
        tuple(provisions),
        changes,
        lineage(changes, provisions),
        {key: redline(joined(a), joined(b)) for key, (a, b) in both.items()},
        {key: substance(a, b) for key, (a, b) in both.items()},
    )
