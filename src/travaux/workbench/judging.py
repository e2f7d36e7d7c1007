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
    blind: bool = False,
) -> Judgement:
    """Append one judgement on the statement `target` (its id, or the beginning of it).

    field and value: what a `change` changes and to what: speaker (a name), stance (one of
    `Stance`), link (labels of provisions). blind: it changes nothing, it only measures agreement.
    Raises UsageError where the target or value is unknown.
    """
    with open_archive(path) as archive:
        statement = _target(archive, target)
        checked(archive, field, value)
        before = held(archive, statement, field)
        judgement = worded(statement, action, who, field, value, why, before, blind)
        archive.append([judgement])
    return judgement


def checked(archive: Archive, field: str, value: str | tuple[str, ...]) -> None:
    """Raises UsageError where `value` is no stance, or names a provision that is not there."""
    if field == "stance" and value not in set(Stance):
        known = ", ".join(stance.value for stance in Stance)
        raise UsageError(f"“{value}” is not a stance.", f"Choose one of {known}.")
    if field == "link":
        _known_labels(archive, value)


def held(archive: Archive, statement: Statement, field: str) -> str:
    """What the record holds of a field of a statement, as JSON text; "" where of none."""
    value: object = None
    if field == "speaker":
        value = statement.speaker.name if statement.speaker else ""
    if field == "link":
        links = (k for k in archive.nouns("links") if k.statement == statement.id)
        value = sorted({link.label for link in links})
    if field == "stance":
        read = (r for r in archive.nouns("stances") if r.statement == statement.id)
        stated = {r.stance.value for r in read} - {Stance.NONE_STATED.value}
        value = " | ".join(sorted(stated)) or Stance.NONE_STATED.value
    return "" if value is None else json.dumps(value, ensure_ascii=False)


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


def worded(
    statement: Statement,
    action: Action,
    who: str,
    field: str,
    value: str | tuple[str, ...],
    why: str = "",
    before: str = "",
    blind: bool = False,
) -> Judgement:
    """A judgement on `statement` given now. before: JSON text of what stood there."""
    when = datetime.now(UTC).isoformat(timespec="microseconds")
    after = json.dumps(value, ensure_ascii=False) if action is Action.CHANGE else ""
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
        blind=blind,
    )
