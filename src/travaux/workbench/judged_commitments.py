"""Judgements on commitments and on their scores, applied: a person's word goes before the card.

Rules. A judgement on a commitment confirms it, rejects it (it is left out), changes one field of
its card (`norm_cards.form_fields`) or, with field “card”, all of them; `add` puts in a card that
no provision was drafted into. The newest on a target and field counts; `undo` takes it back.
A commitment that is gone (its text is read differently now) is found again by the words of its
act; where that fails, and where a change can no longer be read, a problem says so and the
judgement is kept. A score is judged for one date and counts until the commitment's state changes.
Applied to what was reviewed already, the same judgements change nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from travaux.core.commitments import Assessment, Commitment
from travaux.core.judgements import Action, Judgement
from travaux.core.problems import Problem
from travaux.core.surveys import FULL
from travaux.monitoring.card_form import Faults, card_from_form, form_of
from travaux.workbench.judged.standing import standing_each as standing

COMMITMENT, ASSESSMENT = "commitment", "assessment"
WHOLE = "card"  # the field of a judgement that gives all fields of a card
SCORE = "score"  # and of one that gives a score: “score 2031-10-15”

Reviewed = tuple[tuple[Commitment, ...], tuple[Problem, ...]]


def reviewed_commitments(
    commitments: Sequence[Commitment], judgements: Sequence[Judgement]
) -> Reviewed:
    """`commitments` as people left them, those they added last; and what could not be applied."""
    own = _retargeted([_whole(j) for j in judgements if j.noun == COMMITMENT], commitments)
    put_in = {j.target for j in own if j.action is Action.ADD}
    said: dict[str, dict[str, Judgement]] = {}
    for (target, field), judgement in standing(own).items():
        said.setdefault(target, {})[field] = judgement
    problems: list[Problem] = []
    kept = [_reviewed(c, said.pop(c.id, {}), problems) for c in commitments]
    for target, words in said.items():
        if target in put_in and WHOLE in words:
            kept += _added(target, words, problems)
        elif target not in put_in:
            lost = [j for j in words.values() if j.action is not Action.REJECT]  # gone, as wished
            problems += [_unplaced(judgement) for judgement in lost]
    return tuple(c for c in kept if c is not None), tuple(problems)


def _whole(judgement: Judgement) -> Judgement:
    """`judgement`; what is added is a whole card, whatever its field is called."""
    return replace(judgement, field=WHOLE) if judgement.action is Action.ADD else judgement


def _retargeted(
    judgements: Sequence[Judgement], commitments: Sequence[Commitment]
) -> list[Judgement]:
    """Judgements on commitments that are gone, moved to the one with the same words."""
    ids = {c.id for c in commitments}
    by_words: dict[str, list[str]] = {}
    for commitment in commitments:
        by_words.setdefault(quote_of(commitment), []).append(commitment.id)
    moved = []
    for judgement in judgements:
        same = by_words.get(judgement.quote, [])
        gone = judgement.target not in ids and judgement.action is not Action.ADD
        moved.append(replace(judgement, target=same[0]) if gone and len(same) == 1 else judgement)
    return moved


def quote_of(commitment: Commitment) -> str:
    """The words by which a commitment is found again: those of its act."""
    return commitment.slot("act").text


def _reviewed(
    commitment: Commitment, words: Mapping[str, Judgement], problems: list[Problem]
) -> Commitment | None:
    verdict = words.get("")
    if verdict is not None and verdict.action is Action.REJECT:
        return None
    changes = {k: j for k, j in words.items() if k}
    if changes:
        commitment = _changed(commitment, changes, problems)
    if verdict is not None:
        made_by = commitment.made_by.partition("; confirmed by ")[0]
        return replace(commitment, made_by=f"{made_by}; confirmed by {verdict.who}")
    return commitment


def _changed(
    commitment: Commitment, changes: Mapping[str, Judgement], problems: list[Problem]
) -> Commitment:
    whole = json.loads(changes[WHOLE].after) if WHOLE in changes else form_of(commitment)
    fields = whole | {k: json.loads(j.after) for k, j in changes.items() if k != WHOLE}
    newest = max(changes.values(), key=lambda j: j.when)
    read = card_from_form(fields)
    if isinstance(read, Faults):
        problems.append(_unread(newest, read))
        return commitment
    return _as_one(read.commitments, commitment.id, _made_by(newest))


def _made_by(newest: Judgement) -> str:
    return f"{'added' if newest.action is Action.ADD else 'judged'} by {newest.who}"


def _as_one(commitments: Sequence[Commitment], id_: str, made_by: str) -> Commitment:
    """One commitment of all its bearers, as provisions are drafted."""
    first = commitments[0]
    if len(commitments) > 1:
        name = first.name.removesuffix(f"/{first.bearer}")
        bearer = "; ".join(c.bearer for c in commitments)
        first = replace(first, name=name, bearer=bearer)
    return replace(first, id=id_, made_by=made_by)


def _added(
    target: str, words: Mapping[str, Judgement], problems: list[Problem]
) -> list[Commitment]:
    """The commitment that a person put in, as it was last changed."""
    verdict = words.get("")
    if verdict is not None and verdict.action is Action.REJECT:
        return []
    whole = words[WHOLE]
    fields = {k: json.loads(j.after) for k, j in words.items() if k not in ("", WHOLE)}
    read = card_from_form(json.loads(whole.after) | fields)
    if isinstance(read, Faults):
        problems.append(_unread(whole, read))
        return []
    newest = max((j for k, j in words.items() if k), key=lambda j: j.when)
    made = _as_one(read.commitments, target, _made_by(newest))
    confirmed = {"": verdict} if verdict else {}
    return [c for c in [_reviewed(made, confirmed, problems)] if c is not None]


def _unread(judgement: Judgement, read: Faults) -> Problem:
    why = "; ".join(f"{field}: {reason}" for field, reason in read.faults)
    said = (
        f"{judgement.who} changed the card of “{judgement.quote[:120]}”, and it can no longer be "
        f"read so ({why}). The judgement is kept; the card stands as it was drafted."
    )
    return Problem("judgement-unreadable", said)


def _unplaced(judgement: Judgement) -> Problem:
    said = (
        f"{judgement.who} judged ({judgement.action.value} {judgement.field}) a commitment whose "
        f"words are no longer in the drafts: “{judgement.quote[:120]}”. The judgement is kept."
    )
    return Problem("judgement-without-target", said)


def reviewed_assessments(
    assessments: Iterable[Assessment],
    judgements: Sequence[Judgement],
    targets: Mapping[str, str] | None = None,
) -> tuple[Assessment, ...]:
    """`assessments` with the scores that people gave.

    targets: for a commitment's id, the id it is judged under (the record's, where the commitment
    was read from a card file), by default its own.
    """
    scores: dict[str, list[Judgement]] = {}
    for (target, field), judgement in standing(judgements).items():
        if judgement.noun == ASSESSMENT and field.startswith(SCORE):
            scores.setdefault(target, []).append(judgement)
    known = targets or {}
    return tuple(
        _scored(a, scores.get(known.get(a.commitment, a.commitment), ())) for a in assessments
    )


def _scored(assessment: Assessment, judgements: Sequence[Judgement]) -> Assessment:
    """With the newest score that was given since the commitment is in its state."""
    fitting = [
        (date, j)
        for j in judgements
        if assessment.since <= (date := j.field.removeprefix(SCORE).strip()) <= assessment.as_of
    ]
    if not fitting:
        return assessment
    _, judgement = max(fitting, key=lambda pair: (pair[0], pair[1].when))
    score = json.loads(judgement.after)
    return replace(assessment, score=score, narrative=judgement.why, scored_by=judgement.who)


def is_score(value: object) -> bool:
    """Whether `value` is a code of a scoreboard: 0-3, or None (nothing is owed)."""
    whole = isinstance(value, int) and not isinstance(value, bool)
    return value is None or (whole and 0 <= value <= FULL)  # type: ignore[operator]
