"""Every kind of judgement through the pages' forms and the API."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.web.conftest import ORIGIN, browser
from travaux.core.issues import Stance
from travaux.core.judgements import Action
from travaux.web.desk import Desk
from travaux.web.judge_forms import nearest
from travaux.web.judge_views import excerpt
from travaux.web.sessions import Session
from travaux.web.users import Role

HEADERS = {"origin": ORIGIN}


def sent(client: TestClient, session: Session, path: str, **form: Any) -> Any:
    data = {"csrf": session.csrf, **form}
    return client.post(path, data=data, headers=HEADERS)


def asked(client: TestClient, session: Session, path: str, data: Any) -> Any:
    return client.post(path, json=data, headers=HEADERS | {"x-csrf-token": session.csrf})


def first(desk: Desk) -> str:
    return desk.index.record.statements[0].id


def test_confirm_and_take_back(desk: Desk, client: TestClient, session: Session) -> None:
    target = first(desk)
    page = client.get(f"/judge/statement/{target}").text
    seen = re.search(r'name="seen" value="([^"]+)"', page)
    assert seen is not None
    form = {"noun": "statement", "target": target, "seen": unescape(seen[1])}
    done = sent(client, session, "/judge", action="confirm", why="heard it", back="/inbox", **form)
    assert (done.status_code, done.headers["location"]) == (303, "/inbox")
    assert desk.live.judgements[-1].why == "heard it"
    assert "Confirmed" in client.get("/inbox").text
    assert "heard it" in client.get("/activity").text
    back = sent(client, session, "/undo", back="/activity")
    assert back.status_code == 303
    assert [j.action for j in desk.live.judgements] == [Action.CONFIRM, Action.UNDO]
    assert "taken back" in client.get(f"/judge/statement/{target}").text


def test_each_field_of_a_statement(desk: Desk, client: TestClient, session: Session) -> None:
    statement = desk.index.record.statements[0]
    form = {"noun": "statement", "target": statement.id, "action": "change"}
    provision = desk.index.record.provisions[0]
    words = statement.words[:12]
    for field, value in (
        ("speaker", "Ada Lund"),
        ("stance", "oppose"),
        ("link", provision.id),
        ("content", words),
        ("date", "2031-04-10"),
    ):
        done = sent(client, session, "/judge", field=field, value=value, **form)
        assert done.status_code == 303, (field, done.text)
    now = desk.index.statements[statement.id]
    assert now.speaker is not None
    assert (now.speaker.name, now.words, now.date) == ("Ada Lund", words.strip(), "2031-04-10")
    assert [k.provision for k in desk.index.links_of[statement.id]] == [provision.id]
    assert {s.stance.value for s in desk.index.stances_of[statement.id]} == {"oppose"}
    page = client.get(f"/judge/statement/{statement.id}").text
    assert "Ada Lund" in page


def test_what_was_missed_is_added_by_its_place(
    desk: Desk, client: TestClient, session: Session
) -> None:
    document = next(d for d in desk.index.record.documents if "Norhaven had accepted" in d.text)
    start = document.text.index("Norhaven had accepted")
    places = f"{start}-{start + 21}"
    page = client.get(f"/add-statement?document={document.id}&places={places}")
    assert "Norhaven had accepted" in page.text
    form = {"noun": "statement", "action": "add", "document": document.id, "speaker": "Tomas Reyl"}
    done = sent(client, session, "/judge", contentplaces=places, **form)
    assert done.status_code == 303
    target = desk.live.judgements[-1].target
    added = desk.index.statements[target]
    assert added.words == "Norhaven had accepted"
    assert added.speaker is not None
    assert added.speaker.party in desk.index.parties
    typed = sent(client, session, "/judge", contentwords="a demand, not an offer", **form)
    assert typed.status_code == 303
    nowhere = sent(client, session, "/judge", contentwords="never printed", **form)
    assert nowhere.status_code == 400


def test_parties_are_merged_split_and_affiliated(
    desk: Desk, client: TestClient, session: Session
) -> None:
    one, other = desk.index.record.parties[:2]
    form = {"noun": "party", "target": one.id, "action": "change"}
    done = sent(client, session, "/judge", field="affiliation", value=other.name, **form)
    assert done.status_code == 303
    assert desk.index.parties[one.id].affiliation == other.id
    assert (
        sent(client, session, "/judge", field="merge", value=other.name, **form).status_code == 303
    )
    assert one.id not in desk.index.parties
    split = {"noun": "party", "target": other.id, "action": "change", "field": "split"}
    assert sent(client, session, "/judge", value=one.name, **split).status_code == 303
    assert one.name in {p.name for p in desk.index.record.parties}
    wrong = sent(client, session, "/judge", field="merge", value="Nobody at all", **form)
    assert wrong.status_code == 400


def test_alignment_and_other_nouns(desk: Desk, client: TestClient, session: Session) -> None:
    record = desk.index.record
    thread = next(t for t in record.threads if t.changes)
    page = client.get(f"/alignment/{thread.id}")
    assert f"/judge/change/{thread.changes[0]}" in page.text
    form = {"noun": "change", "target": thread.changes[0], "action": "confirm"}
    assert client.get(f"/judge/change/{thread.changes[0]}").status_code == 200
    assert sent(client, session, "/judge", **form).status_code == 303
    changes = {change.id: change for change in desk.index.record.changes}
    assert changes[thread.changes[0]].reason == "judged by Ana"
    nouns = {"event": "events", "discrepancy": "discrepancies", "position": "positions"}
    for noun, table in nouns.items():
        for one in getattr(record, table)[:1]:
            assert client.get(f"/judge/{noun}/{one.id}").status_code == 200
            done = sent(client, session, "/judge", noun=noun, target=one.id, action="confirm")
            assert done.status_code == 303


def test_a_position_is_corrected_and_one_that_was_missed_is_added(
    desk: Desk, client: TestClient, session: Session
) -> None:
    one = next(p for p in desk.index.record.positions if p.stance is not Stance.OPPOSE)
    form = {"noun": "position", "target": one.id, "action": "change", "field": "stance"}
    assert sent(client, session, "/judge", value="oppose", **form).status_code == 303
    page = client.get(f"/positions/{one.id}")
    assert "changed stance" in page.text
    assert next(p for p in desk.index.record.positions if p.id == one.id).stance is Stance.OPPOSE
    new = {"noun": "position", "action": "add", "party": "The <b>Pilots</b>", "issue": one.issue,
           "stance": "demand", "value": "a pilot on every ship", "since": "2031-04"}  # fmt: skip
    assert sent(client, session, "/judge", **new).status_code == 400
    assert sent(client, session, "/judge", why="they wrote to us", **new).status_code == 303
    added = desk.live.judgements[-1].target
    page = client.get(f"/positions/{added}")
    assert "they wrote to us" in page.text
    assert "&lt;b&gt;Pilots" in page.text
    assert "a pilot on every ship" in client.get(f"/issues/{one.issue}").text
    assert "&lt;b&gt;Pilots" in client.get("/positions").text
    assert client.get(f"/add-position?issue={one.issue}&party={one.party}").status_code == 200


def test_who_saw_something_else_is_shown_what_the_other_did(
    desk: Desk, client: TestClient, session: Session
) -> None:
    target = first(desk)
    seen = desk.live.seen("statement", target)
    desk.live.judge(target, Action.CHANGE, "Bo", field="speaker", value="Ada Lund")
    form = {"noun": "statement", "target": target, "action": "change", "field": "speaker",
            "value": "Cleo", "seen": seen}  # fmt: skip
    told = sent(client, session, "/judge", **form)
    assert told.status_code == 409
    assert "Bo" in told.text
    assert "Ada Lund" in told.text
    assert len(desk.live.judgements) == 1
    again = re.search(r'name="seen" value="([^"]+)"', told.text)
    assert again is not None
    kept = sent(client, session, "/judge", **{**form, "seen": unescape(again[1])})
    assert kept.status_code == 303


def test_several_at_once_are_shown_first_and_kept_together(
    desk: Desk, client: TestClient, session: Session
) -> None:
    targets = [s.id for s in desk.index.record.statements[:3]]
    preview = sent(client, session, "/judge-several", noun="statement", target=targets,
                   do="change speaker", value="Ada Lund")  # fmt: skip
    assert preview.status_code == 200
    assert desk.live.judgements == ()
    seen = [unescape(s) for s in re.findall(r'name="seen" value="([^"]+)"', preview.text)]
    sure = {"sure": "yes", "noun": "statement", "action": "change", "field": "speaker",
            "json": '"Ada Lund"', "target": targets}  # fmt: skip
    desk.live.judge(targets[1], Action.CONFIRM, "Bo")
    assert sent(client, session, "/judge-several", **sure, seen=seen).status_code == 409
    assert len(desk.live.judgements) == 1
    assert sent(client, session, "/judge-several", **sure).status_code == 303
    assert len(desk.live.judgements) == 4
    assert (
        sent(client, session, "/judge-several", noun="statement", do="confirm").status_code == 400
    )


def test_the_inbox_shows_the_next_item_at_once(
    desk: Desk, client: TestClient, session: Session
) -> None:
    page = client.get("/inbox")
    item = re.search(r'name="target" value="([^"]+)"', page.text)
    noun = re.search(r'name="noun" value="([^"]+)"', page.text)
    assert item is not None
    assert noun is not None
    sent(
        client,
        session,
        "/judge",
        noun=noun[1],
        target=item[1],
        action="confirm",
        back="/inbox?at=1",
    )
    following = re.search(r'name="target" value="([^"]+)"', client.get("/inbox?at=1").text)
    assert following is None or following[1] != item[1]
    assert client.get("/inbox?noun=statement&at=99").status_code == 200


def test_a_reader_sees_and_does_not_judge(desk: Desk) -> None:
    session = desk.sessions.open("Rea", Role.READER)
    reader = browser(desk, session)
    target = first(desk)
    page = reader.get(f"/judge/statement/{target}")
    assert page.status_code == 200
    assert 'action="/judge"' not in page.text
    form = {"noun": "statement", "target": target, "action": "reject"}
    assert sent(reader, session, "/judge", **form).status_code == 403
    assert asked(reader, session, "/api/judgements", form).status_code == 403


def test_the_api_judges_takes_back_and_tells(
    desk: Desk, client: TestClient, session: Session
) -> None:
    target = first(desk)
    stands = client.get(f"/api/judge/statement/{target}").json()
    word = {"noun": "statement", "target": target, "action": "change", "field": "stance",
            "value": "support", "seen": stands["seen"], "why": "plain"}  # fmt: skip
    kept = asked(client, session, "/api/judgements", word)
    assert kept.status_code == 200
    assert kept.json()["judgements"][0]["who"] == "Ana"
    again = asked(client, session, "/api/judgements", word)
    assert again.status_code == 409
    assert [j["field"] for j in again.json()["since"]] == ["stance"]
    assert client.get("/api/judgements").json()["number"] == 1
    assert asked(client, session, "/api/undo", {}).status_code == 200
    assert asked(client, session, "/api/undo", {}).status_code == 400
    assert client.get("/api/inbox?number=3").json()["items"]


@pytest.mark.parametrize(
    "data",
    [None, [], 5, "x", {}, {"noun": "statement"}, {"noun": 1, "action": []},
     {"noun": "statement", "action": "undo", "target": "x"},
     {"noun": "statement", "action": "change", "field": "content", "value": {}, "target": "x"},
     {"noun": "statement", "action": "add", "value": 7},
     {"noun": "change", "action": "add", "value": {"before": 3}},
     {"noun": "statement", "action": "confirm", "target": "x", "why": 3}],
)  # fmt: skip
def test_the_api_refuses_what_it_cannot_read(
    desk: Desk, client: TestClient, session: Session, data: Any
) -> None:
    assert asked(client, session, "/api/judgements", data).status_code == 400
    assert desk.live.judgements == ()


def test_values_of_the_wrong_kind_are_refused(
    desk: Desk, client: TestClient, session: Session
) -> None:
    target = first(desk)
    for field in ("speaker", "stance", "link", "content", "date", "cue"):
        for value in ({"x": 1}, [[1]], [None], 3.5, {"": 4}, [["a", "b"]], "\x00"):
            word = {"noun": "statement", "target": target, "action": "change", "field": field,
                    "value": value}  # fmt: skip
            status = asked(client, session, "/api/judgements", word).status_code
            assert status in (200, 400), (field, value)


def test_an_excerpt_is_escaped_and_carries_offsets_in_characters() -> None:
    text = "😀 <b>x</b> she said yes"
    at = text.index("she")
    html = str(excerpt(text, 0, len(text), [(at, at + 3, "source")]))
    assert f'<mark class="source" data-o="{at}">she</mark>' in html
    assert "&lt;b&gt;" in html
    assert at == 11


def test_typed_words_are_found_nearest() -> None:
    assert nearest("yes and yes and yes", "yes", 9) == (8, 11)
    assert nearest("he said\nno to it", "said no", 0) == (3, 10)
