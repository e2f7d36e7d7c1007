"""From what a person wants to say to a judgement: checked, with what stood there before."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from travaux.core.errors import UsageError
from travaux.core.issues import Issue, Position
from travaux.core.judgements import Action, Judgement, judgement_id
from travaux.reports.indexed import Indexed, shortened
from travaux.workbench.judged.ground import Ground
from travaux.workbench.judged.kinds import found, kind_of, new_target
from travaux.workbench.judged_commitments import quote_of as commitment_words

LONGEST_QUOTE = 600


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person wants to say of one target; seen: the token of what they saw of it."""

    noun: str
    target: str
    action: Action
    field: str = ""
    value: Any = ""
    seen: str = ""


def judgement_of(
    index: Indexed,
    ground: Ground,
    wanted: Wanted,
    who: str,
    when: datetime,
    why: str = "",
    blind: bool = False,
) -> Judgement:
    """The judgement that says it. Raises UsageError where it cannot be said, or who is nobody."""
    if not who.strip():
        raise UsageError("A judgement needs a name.", "Say who judges.")
    kind = kind_of(wanted.noun, wanted.field, wanted.action)
    adds = wanted.action is Action.ADD
    target = _shaped(new_target, index, wanted.noun, wanted.value) if adds else wanted.target
    if adds and _there(index, ground, wanted.noun, target):
        raise UsageError("This is in the record already.", "Judge it where it stands.")
    if not adds and not _there(index, ground, wanted.noun, target):
        raise UsageError(f"There is no {wanted.noun} “{target}”.", "Take its id from its page.")
    said = "" if not (adds or wanted.field) else _shaped(kind.check, index, target, wanted.value)
    after = json.dumps(said, ensure_ascii=False) if adds or wanted.field else ""
    before = json.dumps(kind.now(index, target), ensure_ascii=False) if wanted.field else ""
    stamp = when.isoformat(timespec="microseconds")
    what = f"{wanted.action.value}{wanted.field}{after}"
    return Judgement(
        judgement_id(wanted.noun, target, who, stamp, what),
        wanted.noun,
        target,
        wanted.action,
        who,
        stamp,
        wanted.field,
        before,
        after,
        why.strip(),
        quote_of(index, ground, wanted.noun, target, said),
        wanted.seen,
        blind,
    )


def _shaped(read: Callable[[Indexed, str, Any], Any], index: Indexed, of: str, given: Any) -> Any:
    """What `read` makes of a value that came from outside. Raises UsageError, too, where it has
    another shape altogether."""
    try:
        return read(index, of, given)
    except (TypeError, ValueError, KeyError, AttributeError, IndexError) as error:
        raise UsageError(
            "This value cannot be read.", "Send it in the shape that its page sends it in."
        ) from error


def _there(index: Indexed, ground: Ground, noun: str, target: str) -> bool:
    """Whether it stands, or the machine proposed it (and a person rejected it)."""
    return bool(found(index, noun, target) or found(ground.index, noun, target))


def undoing(judgement: Judgement, who: str, when: datetime) -> Judgement:
    """The judgement that takes back `judgement`: it names it as what stood before."""
    stamp = when.isoformat(timespec="microseconds")
    return Judgement(
        judgement_id(judgement.noun, judgement.target, who, stamp, f"undo{judgement.id}"),
        judgement.noun,
        judgement.target,
        Action.UNDO,
        who,
        stamp,
        judgement.field,
        json.dumps(judgement.id),
        quote=judgement.quote,
        blind=judgement.blind,
    )


def quote_of(index: Indexed, ground: Ground, noun: str, target: str, said: Any = "") -> str:
    """The words by which a target is found again, or listed: of a statement those that the
    machine proposed, whatever people made of them since."""
    one = found(ground.index, noun, target) or found(index, noun, target)
    if noun == "position" and one is None and said:
        issue = issue_names(index.record.issues).get(said["issue"], "")
        return shortened(f"{said['name']}: {said['stance']}: {issue}", LONGEST_QUOTE)
    if noun == "statement":
        return str(one.words) if one else " … ".join(p["exact"] for p in said["content"])
    return shortened(WORDS[noun](ground.index, one), LONGEST_QUOTE) if one else ""


def _change(index: Indexed, change: Any) -> str:
    sides = (change.before, change.after)
    labels = (", ".join(index.provisions[p].label for p in side) for side in sides)
    return " → ".join(label or "–" for label in labels)


def _compromise(index: Indexed, thread: Any) -> str:
    cells = [cell for cell in thread.cells if cell]
    return " ".join(index.provisions[p].full_text for p in cells[-1]) if cells else ""


def position_words(index: Indexed, position: Position) -> str:
    """The words a position is listed by: whose it is, which stance, on what."""
    party = index.parties.get(position.party)
    issue = issue_names(index.record.issues).get(position.issue, "")
    said = f"{party.name if party else position.party}: {position.stance.value}: {issue}"
    return shortened(said, LONGEST_QUOTE)


@lru_cache(maxsize=4)
def issue_names(issues: tuple[Issue, ...]) -> Mapping[str, str]:
    """Issue -> its name."""
    return {issue.id: issue.name for issue in issues}


WORDS: dict[str, Any] = {
    "party": lambda index, party: party.name,
    "change": _change,
    "finding": lambda index, finding: f"{finding.label}: {finding.question}",
    "discrepancy": lambda index, one: f"{one.slot}: {' / '.join(a.text for a in one.values)}",
    "event": lambda index, event: f"{event.date}: {event.text}",
    "position": position_words,
    "commitment": lambda index, one: commitment_words(one),
    "assessment": lambda index, one: commitment_words(one),
    "compromise": _compromise,
}
"""How each noun is put in words, for the list of judgements."""
