"""Put a person's judgement into the record, and let it flow into everything that rests on it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

from travaux.core.errors import UsageError
from travaux.core.issues import Stance
from travaux.core.judgements import Action, Judgement, judgement_id
from travaux.core.statements import Statement
from travaux.store import Archive, open_archive

FIELDS = ("speaker", "stance", "link")


def judge(
    path: Path,
    target: str,
    action: Action,
    who: str,
    field: str = "",
    value: str | tuple[str, ...] = "",
    why: str = "",
) -> Judgement:
    """Append one judgement on the statement `target` (its id, or the beginning of it).

    field and value: what a `change` changes and to what: speaker (a name), stance (one of
    `Stance`), link (labels of provisions). Raises UsageError where the target or value is unknown.
    """
    with open_archive(path) as archive:
        statement = _target(archive, target)
        if field == "stance" and value not in set(Stance):
            known = ", ".join(stance.value for stance in Stance)
            raise UsageError(f"“{value}” is not a stance.", f"Choose one of {known}.")
        if field == "link":
            _known_labels(archive, value)
        judgement = _judgement(statement, action, who, field, value, why)
        archive.append([judgement])
    return judgement


def _known_labels(archive: Archive, labels: str | tuple[str, ...]) -> None:
    """Raises UsageError where a label (or id) is not that of a provision of the record."""
    known = {name for p in archive.nouns("provisions") for name in (p.label, p.id)}
    wrong = [
        label for label in ((labels,) if isinstance(labels, str) else labels) if label not in known
    ]
    if wrong:
        raise UsageError(
            f"There is no provision {', '.join(wrong)}.", "Take the label as the dossier prints it."
        )


def _target(archive: Archive, target: str) -> Statement:
    found = [s for s in archive.nouns("statements") if s.id.startswith(target)]
    if len(found) != 1:
        what = "No statement has" if not found else f"{len(found)} statements have"
        raise UsageError(
            f"{what} an id that begins with “{target}”.",
            "Take the id from statements.jsonl, or from the row's address in the dossier.",
        )
    statement: Statement = found[0]
    return statement


def _judgement(
    statement: Statement,
    action: Action,
    who: str,
    field: str,
    value: str | tuple[str, ...],
    why: str,
) -> Judgement:
    when = datetime.now(UTC).isoformat(timespec="microseconds")
    after = json.dumps(value, ensure_ascii=False) if action is Action.CHANGE else ""
    speaker = statement.speaker.name if statement.speaker else ""
    before = json.dumps(speaker, ensure_ascii=False) if field == "speaker" else ""
    key = judgement_id("statement", statement.id, who, when, f"{action.value}{field}{after}")
    return Judgement(
        key,
        "statement",
        statement.id,
        action,
        who,
        when,
        field,
        before,
        after,
        why,
        statement.words,
    )
