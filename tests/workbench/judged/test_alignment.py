from __future__ import annotations

import json
from dataclasses import replace

from travaux import drafts, issues
from travaux.core.anchors import Anchor
from travaux.core.drafts import Change, ChangeKind, Draft, Provision
from travaux.core.judgements import Action, Judgement
from travaux.core.record import Record
from travaux.workbench.judged.record import judged

WORDS = ("The ferry sails daily.", "The quay is lit at night.", "Fish is sold by weight.")
PROVISIONS = tuple(
    Provision(f"{draft}{n}", draft, str(n), (str(n),), text, (Anchor(draft, 0, 9, text),), n)
    for draft in "ab"
    for n, text in enumerate(WORDS)
)
DRAFTS = (Draft("a", "First", "2031-01-01"), Draft("b", "Second", "2031-02-01"))


def machine() -> Record:
    changes = drafts.compare(DRAFTS, PROVISIONS)
    threads = drafts.lineage(changes, PROVISIONS)
    found = issues.gather((), (), PROVISIONS, DRAFTS, changes=changes).issues
    return Record(
        drafts=DRAFTS, provisions=PROVISIONS, changes=changes, threads=threads, issues=found
    )


def said(action: Action, target: str, field: str = "", value: object = None) -> Judgement:
    after = "" if value is None else json.dumps(value)
    return Judgement("j", "change", target, action, "Ana", "2031-03-01", field, "", after)


def between(record: Record, before: str) -> Change:
    return next(c for c in record.changes if before in c.before)


def test_a_rejected_link_leaves_a_deletion_and_an_addition_and_two_issues() -> None:
    record = machine()
    link = between(record, "a0")
    assert link.after == ("b0",)
    apart = judged(replace(record, judgements=(said(Action.REJECT, link.id),)))
    about = [c for c in apart.changes if {"a0", "b0"} & {*c.before, *c.after}]
    assert [c.kinds for c in about] == [(ChangeKind.DELETED,), (ChangeKind.ADDED,)]
    assert all(c.certain and c.reason == "judged by Ana" for c in about)
    assert len(apart.issues) == len(record.issues) + 1
    assert len(apart.threads) == len(record.threads) + 1


def test_a_link_by_hand_takes_its_provisions_out_of_the_others() -> None:
    record = machine()
    value = {"from_draft": "a", "before": ["a0"], "to_draft": "b", "after": ["b1"]}
    linked = judged(replace(record, judgements=(said(Action.ADD, "new", "", value),)))
    assert between(linked, "a0").after == ("b1",)
    assert ChangeKind.REWORDED in between(linked, "a0").kinds
    assert between(linked, "a1").kinds == (ChangeKind.DELETED,)
    assert next(c for c in linked.changes if "b0" in c.after).before == ()
    assert {r.change for r in linked.redlines} == {between(linked, "a0").id}
    assert sorted(p for i in linked.issues for p in i.provisions) == sorted(
        p.id for p in PROVISIONS
    )


def test_a_link_to_provisions_that_are_gone_changes_nothing() -> None:
    record = machine()
    value = {"from_draft": "a", "before": ["a9"], "to_draft": "b", "after": ["b1"]}
    same = judged(replace(record, judgements=(said(Action.ADD, "new", "", value),)))
    assert same.changes == record.changes
