"""One random judgement of each kind and noun, for tests that judge a living record at random."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

from travaux.core.judgements import Action, Judgement
from travaux.workbench.live import LiveRecord

Act = Callable[[LiveRecord, random.Random, str], Any]


def word(live: LiveRecord, r: random.Random, who: str) -> Judgement:
    target = r.choice(live.ground.record.statements).id
    return live.judge(target, r.choice([Action.CONFIRM, Action.REJECT]), who)


def speaker(live: LiveRecord, r: random.Random, who: str) -> Judgement:
    name = r.choice([r.choice(live.index.record.parties).name, "Ina Sten", ""])
    target = r.choice(live.ground.record.statements).id
    return live.judge(target, Action.CHANGE, who, field="speaker", value=name)


def stance(live: LiveRecord, r: random.Random, who: str) -> Judgement:
    said = r.choice(["support", "oppose", "demand", "none stated"])
    target = r.choice(live.ground.record.statements).id
    return live.judge(target, Action.CHANGE, who, field="stance", value=said)


def link(live: LiveRecord, r: random.Random, who: str) -> Judgement:
    chosen = [p.id for p in r.sample(live.index.record.provisions, r.randrange(3))]
    target = r.choice(live.ground.record.statements).id
    return live.judge(target, Action.CHANGE, who, field="link", value=chosen)


def content(live: LiveRecord, r: random.Random, who: str) -> Judgement:
    statement = r.choice(live.ground.record.statements)
    piece = statement.content[0]
    value = [[piece.start, piece.start + 3]]
    return live.judge(statement.id, Action.CHANGE, who, field="content", value=value)


def party(live: LiveRecord, r: random.Random, who: str) -> Judgement:
    one, other = r.sample(live.index.record.parties, 2)
    field = r.choice(["merge", "affiliation"])
    return live.judge(one.id, Action.CHANGE, who, noun="party", field=field, value=other.id)


def split(live: LiveRecord, r: random.Random, who: str) -> Judgement:
    parties = live.index.record.parties
    one = r.choice([p for p in parties if p.aliases] or parties)
    value = list(one.aliases[:1])
    return live.judge(one.id, Action.CHANGE, who, noun="party", field="split", value=value)


def change(live: LiveRecord, r: random.Random, who: str) -> Judgement:
    one = r.choice(live.index.record.changes)
    sides = {
        side: [r.choice([p.id for p in live.index.record.provisions if p.draft == draft])]
        for side, draft in (("before", one.from_draft), ("after", one.to_draft))
    }
    value = {"from_draft": one.from_draft, "to_draft": one.to_draft, **sides}
    if r.random() < 0.5:
        return live.judge(one.id, Action.REJECT, who, noun="change")
    return live.judge(one.id, Action.CHANGE, who, noun="change", field="alignment", value=value)


def added(live: LiveRecord, r: random.Random, who: str) -> Judgement:
    document = r.choice(live.index.record.documents)
    at = r.randrange(len(document.text) - 60)
    value = {"document": document.id, "content": [[at, at + 50]], "speaker": "Ina Sten"}
    return live.judge("", Action.ADD, who, value=value)


def account(live: LiveRecord, r: random.Random, who: str) -> Judgement:
    noun, table = r.choice(
        [("discrepancy", "discrepancies"), ("event", "events"), ("position", "positions"),
         ("finding", "findings"), ("commitment", "commitments")]
    )  # fmt: skip
    target = r.choice(getattr(live.index.record, table)).id
    return live.judge(target, Action.REJECT, who, noun=noun)


def position(live: LiveRecord, r: random.Random, who: str) -> Judgement:
    if r.random() < 0.5:
        issue = r.choice(live.index.record.issues).id
        name = r.choice([r.choice(live.index.record.parties).name, "Ina Sten", "Nobody yet"])
        value = {
            "party": name,
            "issue": issue,
            "stance": "oppose",
            "since": f"20{r.randrange(30, 33)}",
        }
        return live.judge("", Action.ADD, who, noun="position", value=value)
    target = r.choice(live.index.record.positions).id
    return live.judge(
        target, Action.CHANGE, who, noun="position", field="stance", value="conditional"
    )


def undo(live: LiveRecord, r: random.Random, who: str) -> Judgement:
    return live.undo(who)


ACTS: tuple[Act, ...] = (
    word, speaker, stance, link, content, party, split, change, added, account,
    position, undo, undo
)  # fmt: skip
