"""Which judgements stand: for each target and field, the newest that nobody took back.

    judged ──change/confirm/reject/add──▶ stands ──newer one on the same field──▶ stood before
                                            │                                       │
                                            └──────── undone (by its id) ◀──────────┘

An `undo` names the judgement it takes back (`before`); one that names none (records of before)
takes back the newest. A judgement that stood before stands again when the newer one is undone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from travaux.core.judgements import Action, Judgement

Key = tuple[str, str]  # noun, target
Said = Mapping[str, Judgement]  # field -> the judgement that stands

WORD = ""  # the field of confirmations and rejections
ADDED = "added"  # the field of what a person added
NOTHING: Said = {}


def left(history: Iterable[Judgement]) -> list[Judgement]:
    """The judgements of `history` (oldest first, one target) that were not undone."""
    kept: list[Judgement] = []
    for judgement in history:
        if judgement.action is Action.UNDO:
            _take_back(kept, judgement)
        else:
            kept.append(judgement)
    return kept


def _take_back(kept: list[Judgement], undo: Judgement) -> None:
    named = value_before(undo)
    for at in range(len(kept) - 1, -1, -1):
        if kept[at].id == named or (not named and kept[at].field == undo.field):
            del kept[at]
            return


def standing(history: Iterable[Judgement]) -> dict[str, Judgement]:
    """The judgement that stands for each field of one target."""
    return {judgement.field: judgement for judgement in left(history)}


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
