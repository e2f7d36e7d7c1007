"""One judgement put into a record file from outside the app."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path
from typing import Any

from travaux.core.errors import UsageError
from travaux.core.judgements import Action, Judgement
from travaux.workbench.judged.kinds import TABLES
from travaux.workbench.live import LiveRecord


def judge(
    path: Path,
    target: str,
    action: Action,
    who: str,
    field: str = "",
    value: Any = "",
    why: str = "",
    blind: bool = False,
    noun: str = "statement",
) -> Judgement:
    """Append one judgement on `target` (the id of a `noun`, or the beginning of it).

    field and value: what a `change` changes and to what (judged/kinds.py). blind: it changes
    nothing, it only measures agreement. An `undo` takes back the newest word of `who` on it.
    Raises UsageError where the target or value is unknown.
    """
    with closing(LiveRecord.open(path)) as live:
        full = _target(live, noun, target)
        if action is Action.UNDO:
            return live.undo(who, _newest(live, full, who))
        return live.judge(
            full, action, who, noun=noun, field=field, value=value, why=why, blind=blind
        )


def value_of(text: str) -> Any:
    """A value typed on a command line: JSON where it is a list or an object, else the text."""
    try:
        return json.loads(text) if text.strip()[:1] in ("[", "{") else text
    except ValueError as error:
        raise UsageError(f"“{text}” is not JSON.", 'Write a list as ["one", "two"].') from error


def _newest(live: LiveRecord, target: str, who: str) -> str:
    mine = [j for j in live.judgements if j.target == target and j.who == who]
    taken = {j.before.strip('"') for j in mine if j.action is Action.UNDO}
    open_ = [j for j in mine if j.action is not Action.UNDO and j.id not in taken]
    if not open_:
        raise UsageError(f"{who} has said nothing of it.", "Each takes back their own judgements.")
    return open_[-1].id


def _target(live: LiveRecord, noun: str, target: str) -> str:
    if noun not in TABLES:
        raise UsageError(f"Nobody judges a {noun}.", f"Name one of {', '.join(sorted(TABLES))}.")
    indexes = (live.index, live.ground.index)
    ids = {n.id for i in indexes for n in getattr(i.record, TABLES[noun])}
    found = sorted(key for key in ids if key.startswith(target))
    if len(found) != 1 and target not in ids:
        what = f"No {noun} has" if not found else f"{len(found)} {noun}s have"
        raise UsageError(
            f"{what} an id that begins with “{target}”.",
            "Take the id from the exchange files, or from the row's address in the dossier.",
        )
    return target if target in ids else found[0]
