from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from tests.web.conftest import ORIGIN, browser
from tests.web.test_judging import HEADERS, sent
from travaux.core.judgements import Action
from travaux.web.adding_pages import TOGETHER
from travaux.web.desk import Desk
from travaux.web.sessions import Session
from travaux.web.users import Role

UNION = b"According to the ferry union, forty jobs are at risk. The union said it will strike.\n"


def test_files_are_read_in_the_background_and_what_is_new_is_shown(
    desk: Desk, client: TestClient, session: Session
) -> None:
    files = [("files", ("../union.txt", UNION, "text/plain"))]
    taken = client.post("/add-documents", data={"csrf": session.csrf}, files=files, headers=HEADERS)
    assert (taken.status_code, taken.headers["location"]) == (303, "/add-documents")
    assert client.get("/api/adding").json()["busy"] in (True, False)
    desk.adding.wait(240)
    assert client.get("/api/adding").json()["step"] == "done"
    page = client.get("/add-documents").text
    assert "added/union.txt" in page
    assert "What is new" in page
    assert "ferry union" in client.get("/statements?q=forty").text
    assert {d.file for d in desk.index.record.documents} >= {"added/union.txt", "talk.txt"}


def test_only_documents_are_taken_and_only_from_editors(
    desk: Desk, client: TestClient, session: Session
) -> None:
    for name, data in (("tool.exe", b"MZ"), ("empty.txt", b"")):
        files = [("files", (name, data, "text/plain"))]
        told = client.post(
            "/add-documents", data={"csrf": session.csrf}, files=files, headers=HEADERS
        )
        assert told.status_code == 400, name
    assert sent(client, session, "/add-documents").status_code == 400
    coder = desk.sessions.open("Cor", Role.CODER)
    assert browser(desk, coder).get("/add-documents").status_code == 403
    large = {"origin": ORIGIN, "content-length": str(TOGETHER + 1)}
    assert client.post("/add-documents", headers=large).status_code == 413
    assert not (desk.live.path.parent / "added" / "tool.exe").exists()


def test_a_blind_coder_sees_words_and_nobodys_reading(
    desk: Desk, client: TestClient, session: Session
) -> None:
    target = min(s.id for s in desk.index.record.statements)
    desk.live.judge(target, Action.CHANGE, "Bo", field="speaker", value="Zelda Quist")
    page = client.get("/coding").text
    assert f'value="{target}"' in page
    text = page.split("<form", 2)[-1]
    assert "confirmed by" not in page
    assert "found by" not in page
    assert "how=" not in text
    form = {"target": target, "there": "yes", "speaker": "Ursa Ask", "stance": "oppose"}
    assert sent(client, session, "/coding", **form).status_code == 303
    blind = [j for j in desk.live.judgements if j.blind]
    assert {(j.field, j.who) for j in blind} == {("", "Ana"), ("speaker", "Ana"), ("stance", "Ana")}
    speaker = desk.index.statements[target].speaker
    assert speaker is not None
    assert speaker.name == "Zelda Quist"
    assert f'value="{target}"' not in client.get("/coding").text
    assert "Ana" in client.get("/agreement").text
    other = browser(desk, desk.sessions.open("Bo", Role.CODER))
    assert "Ursa Ask" not in other.get(f"/judge/statement/{target}").text
    assert "Ursa Ask" not in other.get("/activity").text
    assert "Ursa Ask" in client.get("/activity").text


@pytest.mark.parametrize("path", ["/inbox", "/activity", "/coding", "/agreement", "/add-documents"])
def test_pages_are_there_for_an_editor(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 200
