"""Days of one event that differ -> discrepancies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from travaux.core.issues import Discrepancy
from travaux.issues import titles
from travaux.issues.accounts import dated, discrepancy
from travaux.issues.measures import matching
from travaux.issues.scenes import Scene
from travaux.issues.tellings import Telling, clusters


def days_apart(told: Sequence[Telling], scene: Scene) -> Iterator[Discrepancy]:
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
