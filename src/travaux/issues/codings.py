"""Judgements and what the machine proposed -> codings, one a statement, category and coder.

Rules. Only statements that a person judged are coded: on the others there is nothing to compare.
1. Of a person's words on one thing the newest counts; `undo` takes back that person's newest before
   it. Another person's undo does not.
2. `confirm` and `reject` without a field say whether it is a statement at all; whoever changes its
   speaker, stance or links takes it for one, unless they reject it too. A statement that a person
   added is none to the machine.
3. `confirm` with a field gives what stood there; `change` and `add` what the person put there.
4. The machine's value is what stood there before the first person changed the record: the `before`
   of the first open judgement on it, else what the record holds, for nobody changed that.
Coders of one thing code it blind where none sees another's value (Krippendorff 2004, ch. 11); a
judgement given in sight of the proposal is a coding too, but agreement with it flatters.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from travaux.core.codings import MACHINE, NOTHING, Category, Coding
from travaux.core.drafts import Draft, Provision
from travaux.core.issues import ProvisionLink, Stance, StanceReading
from travaux.core.judgements import Action, Judgement
from travaux.core.statements import Statement

FIELDS = {"speaker": Category.SPEAKER, "stance": Category.STANCE, "link": Category.LINK}
WHOLE_TEXT = "the whole text"
BETWEEN = " | "

Key = tuple[str, str]  # target, field


@dataclass(frozen=True, slots=True)
class _Held:
    """What the record holds of each statement: field -> statement id -> value."""

    values: Mapping[str, Mapping[str, str]]

    def of(self, target: str, field: str) -> str:
        return self.values[field].get(target, NOTHING)


def codings_of(
    judgements: Sequence[Judgement],
    statements: Iterable[Statement],
    links: Iterable[ProvisionLink] = (),
    stances: Iterable[StanceReading] = (),
    *,
    provisions: Iterable[Provision] = (),
    drafts: Iterable[Draft] = (),
    machine: str = MACHINE,
) -> tuple[Coding, ...]:
    """What every person and the machine coded, sorted; judgements are given oldest first.

    statements, links, stances: those of the record; provisions, drafts: to tell their ids in judged
    links from labels. machine: the name of the machine as a coder.
    """
    on_statements = [j for j in judgements if j.noun == "statement"]
    labels = {p.id: p.label for p in provisions} | {d.id: WHOLE_TEXT for d in drafts}
    held = _held(statements, links, stances)
    words = sorted(_words(on_statements).items(), key=lambda item: item[0][2] == "")
    persons = [c for (who, _, _), word in words for c in _codings(who, word, held, labels)]
    targets = dict.fromkeys(j.target for j in on_statements)
    proposed = [c for t in targets for c in _proposed(t, on_statements, held, labels, machine)]
    once = {(c.unit, c.category, c.coder): c for c in (*persons, *proposed)}
    return tuple(sorted(once.values()))


def _words(judgements: Iterable[Judgement]) -> dict[tuple[str, str, str], Judgement]:
    """(who, target, field) -> that person's word that counts."""
    history: dict[tuple[str, str, str], list[Judgement]] = {}
    for judgement in judgements:
        past = history.setdefault((judgement.who, judgement.target, judgement.field), [])
        if judgement.action is Action.UNDO:
            past[-1:] = []
        else:
            past.append(judgement)
    return {key: past[-1] for key, past in history.items() if past}


def _codings(who: str, word: Judgement, held: _Held, labels: Mapping[str, str]) -> Iterator[Coding]:
    """What one word says: of the field it speaks of, and that there is a statement at all."""
    there = "no" if word.action is Action.REJECT and not word.field else "yes"
    yield Coding(word.target, Category.STATEMENT, there, who, word.blind)
    if word.field in FIELDS and word.action is not Action.REJECT:
        given = word.after if word.action is not Action.CONFIRM else word.after or word.before
        value = _value(word.field, given, labels) if given else held.of(word.target, word.field)
        yield Coding(word.target, FIELDS[word.field], value, who, word.blind)


def _proposed(
    target: str,
    judgements: Iterable[Judgement],
    held: _Held,
    labels: Mapping[str, str],
    machine: str,
) -> Iterator[Coding]:
    """What the machine made of one judged statement."""
    mine = [j for j in judgements if j.target == target]
    added = any(j.action is Action.ADD and not j.field for j in mine)
    yield Coding(target, Category.STATEMENT, "no" if added else "yes", machine)
    for field, category in () if added else FIELDS.items():
        changes = (j for j in mine if j.field == field and not j.blind and j.before)
        first = next(changes, None)
        value = _value(field, first.before, labels) if first else held.of(target, field)
        yield Coding(target, category, value, machine)


def _value(field: str, text: str, labels: Mapping[str, str]) -> str:
    """The value that a judgement keeps as JSON text."""
    value = json.loads(text)
    if field == "link":
        listed = [value] if isinstance(value, str) else value
        return _joined(labels.get(label, label) for label in listed)
    if field == "stance" and isinstance(value, dict):  # a stance for each provision
        return _one({Stance(word) for word in value.values()})
    return str(value) or NOTHING


def _joined(labels: Iterable[str]) -> str:
    return BETWEEN.join(sorted({label or WHOLE_TEXT for label in labels})) or NOTHING


def _held(
    statements: Iterable[Statement],
    links: Iterable[ProvisionLink],
    stances: Iterable[StanceReading],
) -> _Held:
    linked: dict[str, list[str]] = {}
    for link in links:
        linked.setdefault(link.statement, []).append(link.label)
    speakers = {s.id: s.speaker.name for s in statements if s.speaker}
    taken: dict[str, set[Stance]] = {}
    for reading in stances:
        taken.setdefault(reading.statement, set()).add(reading.stance)
    return _Held(
        {
            "speaker": speakers,
            "link": {target: _joined(found) for target, found in linked.items()},
            "stance": {target: _one(found) for target, found in taken.items()},
        }
    )


def _one(found: set[Stance]) -> str:
    """The stance of a statement: the one that its readings state, all where they differ."""
    stated = found - {Stance.NONE_STATED}
    return BETWEEN.join(sorted(stated)) or Stance.NONE_STATED.value
