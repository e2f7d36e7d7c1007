from __future__ import annotations

import json
from dataclasses import replace

from travaux.core.anchors import anchor
from travaux.core.drafts import Provision
from travaux.core.issues import ProvisionLink, Stance, StanceReading
from travaux.core.judgements import Action, Judgement
from travaux.core.statements import Speaker, Statement, StatementKind
from travaux.workbench.reviewing import (
    reviewed_links,
    reviewed_stances,
    reviewed_statements,
    unplaced,
)

TEXT = "The harbour master said the quay was full."
STATEMENT = Statement(
    "s1", "doc", StatementKind.INDIRECT, (anchor("doc", TEXT, 24, 41),), speaker=Speaker("p", "X")
)


def said(
    action: Action, field: str = "", value: object = None, target: str = "s1", number: int = 1
) -> Judgement:
    after = json.dumps(value) if value is not None else ""
    when = f"2031-01-01T00:00:{number:02}"
    return Judgement(
        f"j{number}",
        "statement",
        target,
        action,
        "Ana",
        when,
        field,
        "",
        after,
        "",
        STATEMENT.words,
    )


def test_a_rejected_statement_is_left_out_and_an_undone_rejection_is_not() -> None:
    reject = said(Action.REJECT)
    assert reviewed_statements([STATEMENT], [reject]) == ()
    undo = said(Action.UNDO, number=2)
    assert reviewed_statements([STATEMENT], [reject, undo]) == (STATEMENT,)


def test_a_changed_speaker_replaces_the_machines_and_the_newest_counts() -> None:
    words = [said(Action.CHANGE, "speaker", "Bo", number=n) for n in (1,)]
    words.append(said(Action.CHANGE, "speaker", "Cleo", number=2))
    (changed,) = reviewed_statements([STATEMENT], words)
    assert changed.speaker is not None
    assert (changed.speaker.name, changed.speaker.how) == ("Cleo", "judged by Ana")


def test_a_judgement_follows_its_words_when_the_id_has_changed() -> None:
    moved = replace(STATEMENT, id="s9")
    assert reviewed_statements([moved], [said(Action.REJECT)]) == ()


def test_a_judgement_whose_words_are_gone_is_listed() -> None:
    other = replace(STATEMENT, id="s9", content=(anchor("doc", TEXT, 0, 3),))
    (problem,) = unplaced([said(Action.REJECT)], [other])
    assert "the quay was full" in problem.sentence
    assert unplaced([said(Action.REJECT)], [STATEMENT]) == ()


def test_given_links_replace_the_machines_for_that_statement_only() -> None:
    provisions = [Provision(f"p{n}", "d", str(n), (str(n),), "", (), n) for n in (1, 2)]
    links = [ProvisionLink(s, "d", "p1", "1", "likeness", 0.7) for s in ("s1", "s2")]
    found = reviewed_links(links, provisions, [said(Action.CHANGE, "link", ["2"])])
    assert {(link.statement, link.label, link.how) for link in found} == {
        ("s2", "1", "likeness"),
        ("s1", "2", "judged"),
    }


def test_a_given_stance_replaces_the_machines() -> None:
    reading = StanceReading("s1", "p", "p1", Stance.SUPPORT)
    (found,) = reviewed_stances([reading], [STATEMENT], [said(Action.CHANGE, "stance", "oppose")])
    assert (found.stance, found.provision) == (Stance.OPPOSE, "p1")
    (new,) = reviewed_stances([], [STATEMENT], [said(Action.CHANGE, "stance", "oppose")])
    assert new.party == "p"
