"""What may be said of a commitment: the fields of its card, read as a card file is read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from travaux.core.commitments import Commitment
from travaux.core.errors import UsageError
from travaux.monitoring.card_form import Faults, card_from_form, form_of
from travaux.reports.indexed import Indexed
from travaux.workbench.judged.values import Check, Now
from travaux.workbench.judged_commitments import is_score


def _commitment(index: Indexed, target: str) -> Commitment | None:
    return next((c for c in index.record.commitments if c.id == target), None)


def form_now(index: Indexed, target: str) -> dict[str, str]:
    """The fields of a commitment's card as they stand."""
    found = _commitment(index, target)
    return form_of(found) if found else {}


def field_now(name: str) -> Now:
    """One field of a commitment's card as it stands."""
    return lambda index, target: form_now(index, target).get(name, "")


def whole_card(index: Indexed, target: str, given: Any) -> dict[str, str]:
    """All fields of a card. Raises UsageError with every fault."""
    if not isinstance(given, Mapping):
        raise UsageError("A card is a form: names of fields and what stands in them.")
    fields = {str(name): str(text) for name, text in given.items()}
    read = card_from_form(fields)
    if isinstance(read, Faults):
        listed = "; ".join(f"{name}: {why}" for name, why in read.faults)
        raise UsageError(f"The card cannot be read: {listed}.", "Correct these fields.")
    return fields


def card_field(name: str) -> Check:
    """One field of a card, where the card can be read with it."""

    def check(index: Indexed, target: str, given: Any) -> str:
        whole_card(index, target, form_now(index, target) | {name: str(given)})
        return str(given).strip()

    return check


def score_now(index: Indexed, target: str) -> int | None:
    """The code of a commitment as it was last assessed."""
    found = [a for a in index.record.assessments if a.commitment == target]
    return max(found, key=lambda a: a.as_of).score if found else None


def score(index: Indexed, target: str, given: Any) -> int | None:
    """A code of a scoreboard: 0 to 3, or nothing where nothing is owed."""
    code = int(given) if isinstance(given, str) and given.isdecimal() else given or None
    if given == 0:
        code = 0
    if not is_score(code):
        raise UsageError(f"“{given}” is not a score.", "Give 0, 1, 2 or 3, or nothing.")
    return code
