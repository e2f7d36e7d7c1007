"""Days of one event that differ -> discrepancies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from travaux.core.issues import Discrepancy
from travaux.issues import titles
from travaux.issues.accounts import dated, discrepancy
from travaux.issues.measures import matching
from travaux.issues.occasions import gives_day, rival_days
from travaux.issues.scenes import Scene
from travaux.issues.tellings import Telling, clusters


def days_apart(told: Sequence[Telling], scene: Scene) -> Iterator[Discrepancy]:
    """The discrepancies between tellings of one event."""
    for group in clusters(told):
        exact = [t for t in group if t.when.precision == "day" and gives_day(t)]
        exact.sort(key=lambda t: (t.passage.written, t.anchor))
        if len({t.day for t in exact}) > 1:
            yield _days(exact, scene)


def occasions_apart(told: Sequence[Telling], scene: Scene) -> Iterator[Discrepancy]:
    """The discrepancies between pairs of tellings of one occasion."""
    for pair in rival_days(told):
        yield _days(sorted(pair, key=lambda t: (t.passage.written, t.anchor)), scene)


def _days(told: Sequence[Telling], scene: Scene) -> Discrepancy:
    accounts = [dated(t, scene.voices) for t in told]
    low = (t.passage.text.casefold() for t in told)
    corrected = any(matching("reason", "correction").search(text) for text in low)
    reason, why = (
        ("correction", "one day is called a correction or an error")
        if corrected
        else ("contradiction", "accounts of one event give different days")
    )
    return discrepancy("", "date", accounts, reason, why, titles.of_days(told))
