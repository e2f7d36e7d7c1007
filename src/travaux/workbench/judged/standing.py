"""Which judgements stand: for each target and field, the newest that nobody took back.

    judged ──change/confirm/reject/add──▶ stands ──newer one on the same field──▶ stood before
                                            │                                       │
                                            └──────── undone (by its id) ◀──────────┘

A blind judgement measures how far coders agree (issues/codings.py) and changes nothing: it never
stands. An `undo` names the judgement it takes back (`before`); one that names none (as records of
earlier versions have them) takes back the newest on its field. A judgement that stood before stands
again when the newer one is undone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from travaux.core.judgements import Action, Judgement

Key = tuple[str, str]  # noun and target, or target and field
Said = Mapping[str, Judgement]  # field -> the judgement that stands

WORD = ""  # the field of confirmations and rejections
ADDED = "added"  # what a person added stands under this name, beside any word on it
NOTHING: Said = {}


def left(history: Iterable[Judgement]) -> list[Judgement]:
    """The judgements of `history` (oldest first, one target) that were not undone."""
    kept: list[Judgement] = []
    for judgement in history:
        if judgement.blind:
            continue
        if judgement.action is Action.UNDO:
            _take_back(kept, judgement)
        else:
            kept.append(judgement)
    return kept


def _take_back(kept: list[Judgement], undo: Judgement) -> None:
    named = value_before(undo)
    for at in range(len(kept) - 1, -1, -1):
        if kept[at].id == named or (not named and field_of(kept[at]) == undo.field):
            del kept[at]
            return


def standing(history: Iterable[Judgement]) -> dict[str, Judgement]:
    """The judgement that stands for each field of one target."""
    return {field_of(judgement): judgement for judgement in left(history)}


def standing_each(judgements: Iterable[Judgement]) -> dict[Key, Judgement]:
    """(target, field) -> the judgement that stands, over judgements on any targets."""
    by_target: dict[str, list[Judgement]] = {}
    for judgement in judgements:
        by_target.setdefault(judgement.target, []).append(judgement)
    return {
        (target, judgement.field): judgement
        for target, history in by_target.items()
        for judgement in standing(history).values()
    }


def field_of(judgement: Judgement) -> str:
    """The name under which a judgement stands: its field, ADDED where it added the target."""
    return ADDED if judgement.action is Action.ADD and not judgement.field else judgement.field


def value(judgement: Judgement) -> Any:
    """What the judgement changed its field to."""
    return json.loads(judgement.after) if judgement.after else ""


def value_before(judgement: Judgement) -> Any:
    """What its field was before."""
    return json.loads(judgement.before) if judgement.before else ""


def rejected(said: Said) -> bool:
    """Whether the target was rejected."""
    return WORD in said and said[WORD].action is Action.REJECT


def confirmed(said: Said) -> bool:
    """Whether the target was confirmed."""
    return WORD in said and said[WORD].action is Action.CONFIRM


def last_by(who: str, judgements: Sequence[Judgement]) -> Judgement | None:
    """The newest judgement of `who` that is not undone, None if there is none."""
    taken = {value_before(j) for j in judgements if j.action is Action.UNDO}
    mine = (j for j in reversed(judgements) if j.who == who and j.action is not Action.UNDO)
    return next((j for j in mine if j.id not in taken), None)
