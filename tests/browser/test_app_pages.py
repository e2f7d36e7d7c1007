"""Every page of the local app, found by its links, in a real browser against a real server."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urldefrag, urlsplit

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import Visit, complaints, served
from tests.browser.waiting import there
from travaux.workbench.build import Built

pytestmark = pytest.mark.xdist_group("browser")

AN_ID = re.compile(r"(?<=[/=-])[0-9a-f]{6,}|(?<=/)\d+")
PAGES_OF_A_KIND = 1
LINKS = "all => all.map(a => new URL(a.getAttribute('href'), document.baseURI).href)"
LEFT_OUT = ("/logout", "/assets/", "/download", "/export", "/api")


@pytest.fixture(scope="module")
def app(example: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    record = Path(shutil.copy(example.path, tmp_path_factory.mktemp("app") / "record.travaux"))
    with served(record) as opened:
        yield opened


@pytest.fixture(scope="module")
def cookies(app: tuple[str, str], chromium: Browser) -> list[dict[str, object]]:
    """The session that the one-time token gives; it is spent afterwards."""
    context = chromium.new_context()
    page = context.new_page()
    page.goto(app[0])
    there(page, app[1] + "/")
    got = context.cookies()
    stranger = chromium.new_context()
    again = stranger.new_page().goto(app[0])
    assert again is not None
    assert again.status in (401, 403), "a token opens once"
    stranger.close()
    context.close()
    return [dict(cookie) for cookie in got]


def kind(address: str) -> str:
    """Addresses that differ only in an id or in the query are pages of one kind."""
    return AN_ID.sub("*", urlsplit(address).path)


def crawled(visit: Visit, root: str) -> Iterator[tuple[str, int]]:
    """At most `PAGES_OF_A_KIND` pages of each kind that links lead to, each with its status, the
    browser on it."""
    waiting, seen, count = [root + "/"], set[str](), dict[str, int]()
    while waiting:
        address = waiting.pop(0)
        if address in seen or count.get(kind(address), 0) >= PAGES_OF_A_KIND:
            continue
        seen.add(address)
        count[kind(address)] = count.get(kind(address), 0) + 1
        answer = visit.page.goto(address)
        assert answer is not None
        links = visit.page.eval_on_selector_all("a[href]", LINKS)
        inside = (urldefrag(link)[0] for link in links if link.startswith(root))
        waiting += [link for link in inside if not urlsplit(link).path.startswith(LEFT_OUT)]
        yield address, answer.status


def test_no_page_has_a_serious_fault_asks_for_anything_or_complains(
    app: tuple[str, str], cookies: list[dict[str, object]], visit: Visit
) -> None:
    visit.home = app[1]
    visit.page.context.add_cookies(cookies)  # type: ignore[arg-type]
    faults: dict[str, list[str]] = {}
    kinds: set[str] = set()
    for address, status in crawled(visit, app[1]):
        kinds.add(kind(address))
        if found := complaints(visit.page, visit.dark) + (
            [] if status == 200 else [f"status {status}"]
        ):
            faults[address.removeprefix(app[1])] = found
    assert not faults, "\n".join(
        f"{page}: {fault}" for page, met in faults.items() for fault in met
    )
    assert len(kinds) > 14, sorted(kinds)
    visit.at_ease()


def test_without_the_token_nothing_is_shown(app: tuple[str, str], visit: Visit) -> None:
    answer = visit.page.goto(app[1] + "/statements")
    assert answer is not None
    assert answer.status in (401, 403) or "login" in visit.page.url
    assert visit.page.locator("table tbody tr").count() == 0
