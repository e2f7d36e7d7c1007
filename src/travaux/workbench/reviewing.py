"""Judgements applied: what a person said goes before what the machine proposed.

Rules. The newest judgement on a target and field counts; `undo` takes back the newest before it.
A blind judgement measures how far coders agree (issues/codings.py) and changes nothing here.
A rejected statement is left out of everything that follows; a changed speaker replaces the
machine's; links may be added ("about 13.b") or taken away. A judgement whose target is not there
is kept: where a statement with the same words exists it is applied to that one, else it is listed
as a problem.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from travaux.core.drafts import Provision
from travaux.core.issues import ProvisionLink, Stance, StanceReading
from travaux.core.judgements import Action, Judgement
from travaux.core.parties import party_id
from travaux.core.problems import Problem
from travaux.core.statements import Speaker, Statement

BY_HAND = "judged"


def standing(judgements: Iterable[Judgement]) -> dict[tuple[str, str], Judgement]:
    """The judgement that counts for each (target, field); confirmations and rejections have
    field ""."""
    history: dict[tuple[str, str], list[Judgement]] = {}
    for judgement in judgements:
        if judgement.blind:
            continue
        past = history.setdefault((judgement.target, judgement.field), [])
        if judgement.action is Action.UNDO:
            past[-1:] = []
        else:
            past.append(judgement)
    return {key: past[-1] for key, past in history.items() if past}


def retargeted(
    judgements: Sequence[Judgement], statements: Sequence[Statement]
) -> tuple[Judgement, ...]:
    """Judgements on statements that are gone, moved to the one statement with the same words."""
    ids = {statement.id for statement in statements}
    by_words: dict[str, list[str]] = {}
    for statement in statements:
        by_words.setdefault(statement.words, []).append(statement.id)

    def target(judgement: Judgement) -> str:
        same = by_words.get(judgement.quote, [])
        lost = judgement.noun == "statement" and judgement.target not in ids
        return same[0] if lost and len(same) == 1 else judgement.target

    return tuple(replace(judgement, target=target(judgement)) for judgement in judgements)


def reviewed_statements(
    statements: Sequence[Statement], judgements: Sequence[Judgement]
) -> tuple[Statement, ...]:
    """`statements` without the rejected ones, with the speakers that people gave."""
    said = standing(retargeted(judgements, statements))
    kept = (s for s in statements if not _rejected(said, s.id))
    return tuple(_with_speaker(s, said.get((s.id, "speaker"))) for s in kept)


def _rejected(said: Mapping[tuple[str, str], Judgement], target: str) -> bool:
    word = said.get((target, ""))
    return word is not None and word.action is Action.REJECT


def _with_speaker(statement: Statement, judgement: Judgement | None) -> Statement:
    if judgement is None:
        return statement
    name = json.loads(judgement.after)
    old = statement.speaker
    if old and old.name == name:
        return statement
    speaker = Speaker(party_id(name), name, how=f"{BY_HAND} by {judgement.who}")
    return replace(statement, speaker=speaker, confidence=1.0)


def reviewed_links(
    links: Sequence[ProvisionLink], provisions: Sequence[Provision], judgements: Sequence[Judgement]
) -> tuple[ProvisionLink, ...]:
    """`links` where no person spoke; for a judged statement, the links that person gave."""
    said = {t: j for (t, field), j in standing(judgements).items() if field == "link"}
    kept = [link for link in links if link.statement not in said]
    given = [link for target, word in said.items() for link in _links(target, word, provisions)]
    return (*kept, *given)


def _links(target: str, word: Judgement, provisions: Sequence[Provision]) -> list[ProvisionLink]:
    labels = set(json.loads(word.after))
    why = f"{BY_HAND} by {word.who}"
    return [
        ProvisionLink(target, p.draft, p.id, p.label, BY_HAND, 1.0, why)
        for p in provisions
        if p.label in labels or p.id in labels
    ]


def reviewed_stances(
    stances: Sequence[StanceReading],
    statements: Sequence[Statement],
    judgements: Sequence[Judgement],
) -> tuple[StanceReading, ...]:
    """`stances` where no person spoke; a judged stance replaces those of its statement."""
    said = {t: j for (t, field), j in standing(judgements).items() if field == "stance"}
    kept = [stance for stance in stances if stance.statement not in said]
    return (*kept, *_given_stances(stances, statements, said))


def _given_stances(
    stances: Sequence[StanceReading], statements: Sequence[Statement], said: Mapping[str, Judgement]
) -> list[StanceReading]:
    about: dict[str, list[StanceReading]] = {}
    for stance in stances:
        about.setdefault(stance.statement, []).append(stance)
    given = []
    for statement in statements:
        word = said.get(statement.id)
        if word is None:
            continue
        party = statement.speaker.party if statement.speaker else ""
        blank = StanceReading(statement.id, party, "", Stance.NONE_STATED)
        how = f"{BY_HAND} by {word.who}"
        given += [
            replace(old, stance=Stance(json.loads(word.after)), score=1.0, reason=how)
            for old in about.get(statement.id, [blank])
        ]
    return given


def unplaced(
    judgements: Sequence[Judgement], statements: Sequence[Statement]
) -> tuple[Problem, ...]:
    """One problem for each judgement on a statement whose words are nowhere in the sources now.

    statements: all that were found, the rejected ones with them.
    """
    ids = {statement.id for statement in statements}
    lost = [
        j
        for j in retargeted(judgements, statements)
        if j.noun == "statement" and j.target not in ids
    ]
    return tuple(
        Problem(
            "judgement-without-target",
            f"{j.who} judged ({j.action.value} {j.field}) a statement whose words are no longer "
            f"in the sources: “{j.quote[:120]}”. The judgement is kept.",
        )
        for j in lost
    )
