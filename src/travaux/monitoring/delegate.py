"""Who may perform a duty, and who holds the right that answers to it, over time.

Rules. `subcontract norm=N by=bearer to=X`: X may perform N from then on; the bearer stays bound.
`substitute norm=N by=counterparty to=X`: X takes the bearer's place. `assign_right norm=N by=holder
to=X id=A`: X holds the right if the bearer has sent `consent what=A` by then, else not.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

import numpy as np

from travaux.monitoring.log import FAR, Hits, Log
from travaux.monitoring.norms import Norm, Pattern, Where

PERFORMER, HOLDER = "@performer:", "@right_holder:"
Tenure = tuple[str, int, int]  # party, from tick, until tick (half-open)


def performers(norm: Norm, log: Log, until: int = FAR) -> tuple[Tenure, ...]:
    """Who may perform `norm`, in order of coming, by what the log says up to tick `until`."""
    named = (Where("norm", "=", norm.id),)
    replaced = _moves(log, Pattern("substitute", norm.counterparty, "", named), until)
    leaves = replaced[0][0] if replaced else FAR
    tenures = [(norm.bearer, -FAR, leaves)]
    for at, row in _moves(log, Pattern("subcontract", norm.bearer, "", named), until):
        tenures.append((log.receiver(row), at, FAR))
    for (at, row), (end, _) in pairwise([*replaced, (FAR, -1)]):
        tenures.append((log.receiver(row), at, end))
    return tuple(tenures)


def right_holders(norm: Norm, log: Log, until: int = FAR) -> tuple[Tenure, ...]:
    """Who holds the right that answers to `norm`, one after the other."""
    holder, since = norm.counterparty, -FAR
    tenures: list[Tenure] = []
    named = (Where("norm", "=", norm.id),)
    for at, row in _moves(log, Pattern("assign_right", "", "", named), until):
        consent = Pattern("consent", norm.bearer, "", (Where("what", "=", log.name(row)),))
        if log.sender(row) == holder and log.hits(consent).newest(at) > -FAR:
            tenures.append((holder, since, at))
            holder, since = log.receiver(row), at
    return (*tenures, (holder, since, FAR))


def resolved(pattern: Pattern, norms: Mapping[str, Norm], log: Log) -> Hits:
    """When `pattern` was matched, whoever “@performer:” or “@right_holder:” stands for then."""
    if pattern.by.startswith(PERFORMER):
        norm = norms[pattern.by.removeprefix(PERFORMER)]
        return _merged(pattern, "by", performers(norm, log), norms, log)
    if pattern.to.startswith(HOLDER):
        norm = norms[pattern.to.removeprefix(HOLDER)]
        return _merged(pattern, "to", right_holders(norm, log), norms, log)
    return log.hits(pattern)


def delegated(pattern: Pattern) -> bool:
    """Whether whom `pattern` means depends on the log."""
    return pattern.by.startswith("@") or pattern.to.startswith("@")


def _merged(
    pattern: Pattern, role: str, tenures: tuple[Tenure, ...], norms: Mapping[str, Norm], log: Log
) -> Hits:
    found = []
    for party, since, until in tenures:
        by, to = (party, pattern.to) if role == "by" else (pattern.by, party)
        hits = resolved(Pattern(pattern.event, by, to, pattern.where), norms, log)
        span = slice(hits.first(since), hits.first(until))
        found.append((hits.ticks[span], hits.rows[span]))
    ticks = np.concatenate([ticks for ticks, _ in found])
    rows = np.concatenate([rows for _, rows in found])
    order = np.argsort(ticks, kind="stable")
    return Hits(ticks[order], rows[order])


def _moves(log: Log, pattern: Pattern, until: int) -> list[tuple[int, int]]:
    hits = log.hits(pattern)
    return [(int(t), int(r)) for t, r in zip(hits.ticks, hits.rows, strict=True) if t <= until]
