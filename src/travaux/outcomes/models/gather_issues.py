"""Issues that are one although their provisions were not paired.

A provision rewritten from end to end (“a cap of 600,000 …” against “are to be capped at 800,000”)
can be told from an added one by its place: two threads of different drafts are one issue where
they bear the same printed number and share TOLD of the telling words of the shorter one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from travaux.core.drafts import Provision
from travaux.core.issues import Issue, Position
from travaux.outcomes.models.choices import telling

TOLD = 0.4
LAST = re.compile(r"^.*\s(?=\S+$)")  # what stands before the last word of a label


def gathered(
    issues: Sequence[Issue], provisions: Mapping[str, Provision], names: frozenset[str]
) -> tuple[list[Issue], dict[str, str]]:
    """(issues with those that are one made one, the issue each joined one went into (ids))."""
    kept: list[Issue] = []
    into: dict[str, str] = {}
    for issue in issues:
        home = next((k for k, one in enumerate(kept) if _one(one, issue, provisions, names)), None)
        if home is None:
            kept.append(issue)
            continue
        into[issue.id] = kept[home].id
        kept[home] = replace(
            kept[home],
            provisions=(*kept[home].provisions, *issue.provisions),
            options=(*kept[home].options, *issue.options),
        )
    return kept, into


def moved(positions: Iterable[Position], into: Mapping[str, str]) -> list[Position]:
    """Positions on the issues that their own went into."""
    return [replace(p, issue=into.get(p.issue, p.issue)) for p in positions]


def _one(
    one: Issue, other: Issue, provisions: Mapping[str, Provision], names: frozenset[str]
) -> bool:
    here = [provisions[p] for p in one.provisions if p in provisions]
    there = [provisions[p] for p in other.provisions if p in provisions]
    if {p.draft for p in here} & {p.draft for p in there}:
        return False
    if not _numbers(here) & _numbers(there):
        return False
    said = telling(" ".join(p.text for p in here), names)
    answered = telling(" ".join(p.text for p in there), names)
    least = min(len(said), len(answered))
    return least > 1 and len(said & answered) >= TOLD * least


def _numbers(provisions: Iterable[Provision]) -> set[tuple[str, ...]]:
    """The printed numbers, whatever stands before them (“6”, “Article 6”)."""
    return {tuple(LAST.sub("", part) for part in p.path) for p in provisions if p.path}
