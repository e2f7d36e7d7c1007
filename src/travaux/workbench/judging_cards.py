"""A person's word on a commitment's card, or on its score, put into the record by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from travaux.core.commitments import Commitment
from travaux.core.errors import UsageError
from travaux.core.judgements import Action, Judgement
from travaux.core.norm_cards import form_fields
from travaux.monitoring.card_form import form_of
from travaux.workbench.judged_commitments import ASSESSMENT, COMMITMENT, SCORE, WHOLE
from travaux.workbench.judging import judge
from travaux.workbench.live import LiveRecord
from travaux.workbench.monitoring import dated


def judge_card(
    path: Path, card: str, action: Action, who: str, fields: Mapping[str, str], why: str = ""
) -> Judgement:
    """Append a judgement on the commitment `card` (its name, or the beginning of its id).

    fields: for a `change`, what to change (`norm_cards.form_fields`); for `add`, the new card's.
    Raises UsageError where there is no such commitment, and with every fault of the card as it
    would be.
    """
    if action is Action.ADD:
        return _judged(path, "", action, who, "", {"id": card} | dict(fields), why)
    found = named(path, card)
    if action is not Action.CHANGE and fields:
        raise UsageError("Only a change, or a new card, has fields.", "Leave --field out.")
    if action is not Action.CHANGE:
        return _judged(path, found.id, action, who, "", "", why)
    if not fields:
        raise UsageError(
            "A change says which field of the card it changes.",
            "Example: --field 'due=30 days after signed'",
        )
    field, value = next(iter(fields.items()))
    if len(fields) == 1:
        return _judged(path, found.id, action, who, field, value, why)
    return _judged(path, found.id, action, who, WHOLE, form_of(found) | dict(fields), why)


def judge_score(
    path: Path, card: str, as_of: str, score: int | None, who: str, narrative: str
) -> Judgement:
    """Append the score that a person gives to the commitment `card` at ISO date `as_of`, 0-3 or
    None (nothing is owed), with the narrative beside the number. Raises UsageError."""
    field, target = f"{SCORE} {dated(as_of)}", named(path, card).id
    with closing(LiveRecord.open(path)) as live:
        return live.judge(
            target, Action.CHANGE, who, noun=ASSESSMENT, field=field, value=score, why=narrative
        )


def _judged(
    path: Path, target: str, action: Action, who: str, field: str, value: Any, why: str
) -> Judgement:
    if action is Action.UNDO:
        return judge(path, target, action, who, noun=COMMITMENT)
    with closing(LiveRecord.open(path)) as live:
        return live.judge(target, action, who, noun=COMMITMENT, field=field, value=value, why=why)


def named(path: Path, card: str) -> Commitment:
    """The commitment called `card`. Raises UsageError."""
    with closing(LiveRecord.open(path)) as live:
        known = {c.id: c for i in (live.ground.index, live.index) for c in i.record.commitments}
    found = [c for c in known.values() if c.name == card]
    found = found or [c for c in known.values() if c.id.startswith(card)]
    if len(found) != 1:
        what = "No commitment is" if not found else f"{len(found)} commitments are"
        raise UsageError(
            f"{what} called “{card}”.", "Take the name or id as the page of commitments prints it."
        )
    return found[0]


def fields_of(words: Iterable[str]) -> dict[str, str]:
    """“due=30 days after signed” … as fields. Raises UsageError for one that is no field."""
    pairs = [word.partition("=") for word in words]
    wrong = [name.strip() for name, _, _ in pairs if name.strip() not in form_fields()]
    if wrong:
        expected = ", ".join(form_fields()[:12])
        raise UsageError(
            f"A card has no field {', '.join(wrong)}.", f"Write FIELD=VALUE; fields are {expected}…"
        )
    return {name.strip(): value.strip() for name, _, value in pairs}
