"""Put a person's word on a commitment, or on its score, into the record."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from travaux.core.commitments import Commitment
from travaux.core.errors import SettingsError, UsageError
from travaux.core.ids import content_id
from travaux.core.judgements import Action, Judgement, judgement_id
from travaux.core.norm_cards import form_fields
from travaux.monitoring.card_form import Faults, card_from_form, form_of
from travaux.store import Archive, open_archive
from travaux.workbench.judged_commitments import (
    ASSESSMENT,
    COMMITMENT,
    SCORE,
    WHOLE,
    is_score,
    quote_of,
)
from travaux.workbench.monitoring import dated


def judge_card(
    path: Path, card: str, action: Action, who: str, fields: Mapping[str, str], why: str = ""
) -> tuple[Judgement, ...]:
    """Append judgements on the commitment `card` (its name, or the beginning of its id).

    fields: for a `change`, what to change (`norm_cards.form_fields`); for `add`, the new card's;
    for `undo`, the fields to take back. Raises UsageError where there is no such commitment,
    SettingsError with every fault of the card as it would be.
    """
    with open_archive(path) as archive:
        if action is Action.ADD:
            given = _added(card, dict(fields), who, why)
        else:
            given = _on_card(_target(archive, card), action, who, dict(fields), why)
        archive.append(given)
    return given


def _added(name: str, fields: dict[str, str], who: str, why: str) -> tuple[Judgement, ...]:
    fields = {"id": name} | fields
    _check(fields)
    target = content_id(COMMITMENT, "added", *(part for pair in fields.items() for part in pair))
    quote = fields.get("act words") or fields.get("act", "")
    return (_judgement(COMMITMENT, target, Action.ADD, who, (WHOLE, fields), why, quote),)


def _on_card(
    commitment: Commitment, action: Action, who: str, fields: dict[str, str], why: str
) -> tuple[Judgement, ...]:
    quote = quote_of(commitment)
    if action is Action.CHANGE:
        if not fields:
            raise UsageError(
                "A change says which field of the card it changes.",
                "Example: --field 'due=30 days after signed'",
            )
        _check(form_of(commitment) | fields)
    elif fields and action is not Action.UNDO:
        raise UsageError("Only a change, or a new card, has fields.", "Leave --field out.")
    changes: Iterable[tuple[str, str]] = fields.items() or [("", "")]
    return tuple(
        _judgement(COMMITMENT, commitment.id, action, who, change, why, quote) for change in changes
    )


def _check(fields: Mapping[str, str]) -> None:
    """Raises SettingsError with every fault of the card that `fields` make."""
    read = card_from_form(fields)
    if isinstance(read, Faults):
        raise SettingsError("The card", tuple(why for _, why in read.faults))


def judge_score(
    path: Path, card: str, as_of: str, score: int | None, who: str, narrative: str
) -> Judgement:
    """Append the score that a person gives to the commitment `card` at ISO date `as_of`, 0-3 or
    None (nothing is owed), with the narrative beside the number. Raises UsageError."""
    if not is_score(score):
        raise UsageError(f"{score} is not a code of a scoreboard.", "Give 0, 1, 2 or 3.")
    with open_archive(path) as archive:
        commitment = _target(archive, card)
        field = f"{SCORE} {dated(as_of)}"
        quote = quote_of(commitment)
        given = _judgement(
            ASSESSMENT, commitment.id, Action.CHANGE, who, (field, score), narrative, quote
        )
        archive.append([given])
    return given


def _judgement(
    noun: str,
    target: str,
    action: Action,
    who: str,
    change: tuple[str, object],
    why: str,
    quote: str,
) -> Judgement:
    """change: the field and what it is changed to."""
    when = datetime.now(UTC).isoformat(timespec="microseconds")
    field, value = change
    after = json.dumps(value, ensure_ascii=False) if field and action is not Action.UNDO else ""
    key = judgement_id(noun, target, who, when, f"{action.value}{field}{after}")
    return Judgement(key, noun, target, action, who, when, field, "", after, why, quote)


def _target(archive: Archive, card: str) -> Commitment:
    """The commitment that `card` names: of the record, or of the cards it is monitored by."""
    known = [*archive.nouns("commitments")]
    known += [c for run in archive.nouns("surveys") for c in run.commitments]
    unique: dict[str, Commitment] = {c.id: c for c in reversed(known)}
    named = [c for c in unique.values() if c.name == card]
    found = named or [c for c in unique.values() if c.id.startswith(card)]
    own = {c.id for c in archive.nouns("commitments")} & {c.id for c in found}
    found = [c for c in found if c.id in own] or found  # a drafted card and its copy in a run
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
