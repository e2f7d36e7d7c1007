"""Every page answers, leads only to pages that answer, and shows what documents say as words."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser

import pytest
from starlette.testclient import TestClient

from travaux.core.judgements import Action
from travaux.web.desk import Desk
from travaux.web.frames import MENU

LISTS = [address for _, entries in MENU for address, _ in entries]
MORE = """
    /search  /search?q=harbour  /search?q=xyzzy  /statements?q=council  /statements?sort=speaker
    /statements?kind=direct&sort=newest  /statements?since=2031-01-01&until=2031-12-31
    /statements?sort=unsure  /sources?sort=most&q=talk  /parties?kind=person  /issues?sort=divided
    /chronology?sort=newest  /outcomes/packages  /table?q=lighthouse  /findings?state=open
    /discrepancies?sort=record  /kept  /kept-consequences  /kept-scoreboard  /kept-log
""".split()  # noqa: SIM905 - it reads better so


class Tags(HTMLParser):
    """The tags of a page with their attributes, and its visible text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def links(page: str) -> list[str]:
    found = [html.unescape(h).split("#")[0] for h in re.findall(r'href="([^"]*)"', page)]
    return [h for h in dict.fromkeys(found) if not h.startswith(("data:", "/assets/"))]


def walked(client: TestClient, most: int = 250) -> dict[str, str]:
    """Address -> page of everything that the lists lead to."""
    pages: dict[str, str] = {}
    ahead = [*LISTS, *MORE]
    while ahead and len(pages) < most:
        address = ahead.pop(0)
        if address and address not in pages:
            answer = client.get(address)
            assert answer.status_code == 200, address
            pages[address] = answer.text
            ahead += links(answer.text)
    return pages


@pytest.fixture(scope="module")
def all_pages(module_client: TestClient) -> dict[str, str]:
    return walked(module_client)


def test_every_link_leads_to_a_page_of_this_server(all_pages: dict[str, str]) -> None:
    assert len(all_pages) > 40
    assert all(address.startswith("/") for address in all_pages)
    for wanted in ("/sources/", "/drafts/", "/provisions/", "/parties/", "/issues/"):
        assert any(address.startswith(wanted) for address in all_pages), wanted


def test_no_page_leads_or_loads_elsewhere(all_pages: dict[str, str]) -> None:
    for address, page in all_pages.items():
        for tag, attributes in Tags(page).tags:
            for name in ("href", "src", "action", "srcset", "formaction", "data", "poster"):
                value = attributes.get(name) or "/"
                own = value.startswith("/") and not value.startswith("//")
                assert own or value.startswith("#") or value == "data:,", (address, tag, value)


def test_no_page_has_a_script_or_a_style_of_its_own(all_pages: dict[str, str]) -> None:
    for address, page in all_pages.items():
        for tag, attributes in Tags(page).tags:
            assert tag not in {"iframe", "object", "embed", "img", "base", "style"}, (address, tag)
            assert tag != "script" or (attributes.get("src") or "").startswith("/assets/")
            wrong = [a for a in attributes if a.startswith("on") or a == "style"]
            assert not wrong, (address, tag, wrong)


def test_what_a_document_says_is_shown_as_words(all_pages: dict[str, str]) -> None:
    source = next(p for p in all_pages.values() if "onerror=alert(1)" in p)
    assert "<img src=x onerror=alert(1)>" in Tags(source).text
    for page in all_pages.values():
        assert "<script>alert" not in page
        assert "<svg onload" not in page
        assert "<i>Aldermere</i>" not in page


def test_every_page_has_its_landmarks_and_a_title(all_pages: dict[str, str]) -> None:
    for address, page in all_pages.items():
        tags = [tag for tag, _ in Tags(page).tags]
        assert tags.count("main") == 1, address
        assert tags.count("h1") == 1, address
        assert page.index('class="skip"') < page.index("<header")
        ids = [a["id"] for _, a in Tags(page).tags if a.get("id")]
        assert len(ids) == len(set(ids)), address
        assert "<title>" in page


def test_every_field_has_a_label(all_pages: dict[str, str]) -> None:
    for address, page in all_pages.items():
        for field in re.findall(r"<(?:input|select|textarea)\b[^>]*>", page):
            if 'type="hidden"' in field or 'aria-label="' in field:
                continue
            key = re.search(r'id="([^"]+)"', field)
            before = page[: page.index(field)]
            inside = before.rfind("<label") > before.rfind("</label>")
            assert inside or (key and f'for="{key[1]}"' in page), (address, field)


@pytest.mark.parametrize(
    "address",
    ["/sources/nothing", "/parties/nothing", "/drafts/x", "/provisions/x", "/issues/x",
     "/outcomes/x", "/nothing", "/assets/0/nothing.css", "/assets/0/..%2Fapp.py"],
)  # fmt: skip
def test_what_is_not_there_is_said_so(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert "Traceback" not in answer.text


@pytest.mark.parametrize(
    "query",
    ["page=0", "page=-1", "page=x", "page=99999999999999999999", "page=²", "sort=nothing",
     "q=%22", "q=%22%22%22*", "q=NEAR(", "q=a%00b", "since=x", "kind=%00", "speaker=" + "a" * 5000,
     "q=" + "word " * 500, "q=-", "q=%ff", "document=x&party=y"],
)  # fmt: skip
@pytest.mark.parametrize("path", ["/statements", "/search", "/sources", "/chronology"])
def test_a_strange_address_is_no_fault(client: TestClient, path: str, query: str) -> None:
    assert client.get(f"{path}?{query}").status_code == 200


def test_filters_search_and_order_do_what_they_say(client: TestClient, desk: Desk) -> None:
    everything = len(desk.record.statements)
    page = client.get("/statements").text
    assert f"of {everything} statements" in page
    direct = sum(s.kind.value == "direct" for s in desk.record.statements)
    assert f"of {direct} statements" in client.get("/statements?kind=direct").text
    council = [s for s in desk.record.statements if "council" in s.words.lower()]
    assert council
    assert f"of {len(council)} statements" in client.get("/statements?q=counc").text
    assert "No statements" in client.get("/statements?q=counc&kind=direct&speaker=Nobody").text
    unsure = client.get("/statements?sort=unsure").text
    ordered = re.findall(r'<tr id="(statement-[0-9a-f]+)"', unsure)
    confidence = [desk.index.statements[key].confidence for key in ordered]
    assert confidence == sorted(confidence)
    assert len(ordered) == everything


def test_a_corrected_speaker_is_found_at_once(client: TestClient, desk: Desk) -> None:
    statement = desk.record.statements[0]
    assert "No statements" in client.get("/statements?q=Quendolin").text
    desk.live.judge(statement.id, Action.CHANGE, "Ana", field="speaker", value="Quendolin Marsh")
    page = client.get("/statements?q=quendol").text
    assert "of 1 statements" in page
    assert statement.id in page
    assert "Quendolin Marsh" in client.get("/statements?judged=changed").text
