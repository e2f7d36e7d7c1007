"""Issues with their options, and positions over time."""

from __future__ import annotations

from dataclasses import replace

from tests.issues.builders import document, draft, party, provisions, statement
from travaux.core.drafts import Change, ChangeKind
from travaux.core.issues import Position, Stance, StanceReading
from travaux.core.parties import PartyKind
from travaux.core.statements import Statement, StatementGroup
from travaux.issues.gathering import WHOLE, Gathered, gather

SPRING, SUMMER = draft("Spring", "2031-03-01"), draft("Summer", "2031-06-01")
OLD = provisions(SPRING, "The garrison is limited to 900 soldiers.", "Boats pay a toll.")
NEW = provisions(SUMMER, "The garrison is limited to 700 soldiers.")
SAME = Change(
    "c", SPRING.id, (OLD[0].id,), SUMMER.id, (NEW[0].id,), (ChangeKind.REWORDED,), 0.9, ""
)
LAKELAND = party("Lakeland")
MARA = replace(party("Mara Lind", PartyKind.PERSON), affiliation=LAKELAND.id)


def said(words: str, date: str) -> Statement:
    return statement(document(words, f"{words} {date}"), words, date=date)


def read(
    spoken: Statement, stance: Stance, provision: str = OLD[0].id, value: str = ""
) -> StanceReading:
    return StanceReading(spoken.id, LAKELAND.id, provision, stance, value)


def gathered(*pairs: tuple[Statement, StanceReading], **more: object) -> Gathered:
    statements, stances = [s for s, _ in pairs], [r for _, r in pairs]
    return gather(
        statements,
        stances,
        (*OLD, *NEW),
        [SPRING, SUMMER],
        changes=[SAME],
        **more,  # type: ignore[arg-type]
    )


def held(found: Gathered) -> list[tuple[Stance, str, str]]:
    return [(p.stance, p.since, p.until) for p in found.positions]


def test_an_issue_follows_its_provisions_through_the_drafts() -> None:
    found = gathered()
    assert [i.provisions for i in found.issues] == [(OLD[0].id, NEW[0].id), (OLD[1].id,)]
    assert found.issues[0].name == "The garrison is limited to 700 soldiers"
    assert [o.drafts for o in found.issues[0].options] == [(SPRING.id,), (SUMMER.id,)]


def test_what_a_party_demands_is_an_option() -> None:
    asked = said("the garrison must shrink to 500", "2031-04-01")
    found = gathered((asked, read(asked, Stance.DEMAND, value="shrink to 500")))
    option = found.issues[0].options[-1]
    assert (option.text, option.parties) == ("shrink to 500", (LAKELAND.id,))
    assert option.anchors == asked.content


def test_a_change_of_mind_is_seen_newest_first() -> None:
    no, still, yes = said("no", "2031-03-02"), said("no!", "2031-03-09"), said("yes", "2031-05-01")
    found = gathered(
        (yes, read(yes, Stance.SUPPORT, NEW[0].id)),
        (no, read(no, Stance.OPPOSE)),
        (still, read(still, Stance.OPPOSE)),
    )
    assert held(found) == [
        (Stance.SUPPORT, "2031-05-01", ""),
        (Stance.OPPOSE, "2031-03-02", "2031-05-01"),
    ]
    assert found.positions[1].statements == (still.id, no.id)


def test_silence_is_no_stance() -> None:
    assert gathered().positions == ()
    spoke = said("the garrison was founded long ago", "2031-03-02")
    (only,) = gathered((spoke, read(spoke, Stance.NONE_STATED))).positions
    assert only.stance is Stance.NONE_STATED


def test_a_stance_is_not_taken_back_by_saying_nothing_of_it() -> None:
    no, later = said("no", "2031-03-02"), said("it was founded long ago", "2031-04-02")
    found = gathered((no, read(no, Stance.OPPOSE)), (later, read(later, Stance.NONE_STATED)))
    assert held(found) == [(Stance.OPPOSE, "2031-03-02", "")]


def test_whoever_speaks_for_a_body_commits_it_unless_they_cannot() -> None:
    no = said("no", "2031-03-02")
    reading = replace(read(no, Stance.OPPOSE), party=MARA.id)
    assert _parties(gathered((no, reading), parties=[MARA, LAKELAND]).positions) == {
        MARA.id,
        LAKELAND.id,
    }
    free = replace(MARA, can_bind=False)
    assert _parties(gathered((no, reading), parties=[free, LAKELAND]).positions) == {MARA.id}


def test_a_groups_word_is_not_its_members() -> None:
    group = party("Lake League", PartyKind.GROUP)
    member = replace(LAKELAND, affiliation=group.id)
    no = said("no", "2031-03-02")
    reading = replace(read(no, Stance.OPPOSE), party=group.id)
    assert _parties(gathered((no, reading), parties=[group, member]).positions) == {group.id}


def test_a_reprinted_statement_counts_once() -> None:
    no, copy = said("no", "2031-03-02"), said("no ", "2031-03-03")
    group = StatementGroup("g", (no.id, copy.id), "same words")
    found = gathered(
        (no, read(no, Stance.OPPOSE)), (copy, read(copy, Stance.OPPOSE)), groups=[group]
    )
    assert found.positions[0].statements == (no.id,)


def test_the_whole_text_is_an_issue_once_spoken_of() -> None:
    fine = said("a good text", "2031-03-02")
    found = gathered((fine, read(fine, Stance.SUPPORT, "")))
    assert found.issues[-1].name == WHOLE
    assert found.positions[0].issue == found.issues[-1].id


def _parties(positions: tuple[Position, ...]) -> set[str]:
    return {p.party for p in positions}
