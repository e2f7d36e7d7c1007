"""One Chromium for all browser tests, watched: what it asks for, what it complains of.

A page may ask for nothing but what its own address serves, and may not write an error to the
console: each `Visit` keeps both lists, and `at_ease` asserts that they are empty.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from bench.browser import CHROMIUM, serving, started
from tests.browser.aldermere import write_pile
from tests.browser.waiting import there
from travaux.web.desk import Desk
from travaux.web.users import Role
from travaux.workbench.build import Built, build

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
SERIOUS = {"serious", "critical"}
ROWS = 30  # of each list of a page that axe looks at
EXAMPLE = Path(__file__).parents[2] / "examples" / "peace-plan-2025"
OPENED = re.compile(r"(http://127\.0\.0\.1:\d+)/enter\?token=\S+")


@dataclass
class Visit:
    """A page of the browser with what it asked for outside `home` and its console's errors."""

    page: Page
    home: str
    dark: bool = False
    strangers: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("request", lambda request: self._asked(request.url))
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", lambda m: self.errors.append(m.text) if m.type == "error" else None)

    def _asked(self, address: str) -> None:
        if not address.startswith((self.home, "data:", "blob:", "about:")):
            self.strangers.append(address)

    def at_ease(self) -> None:
        assert self.strangers == [], "the page asked for what is not its own"
        assert self.errors == [], "the page wrote errors to the console"


def complaints(page: Page, contrast_alone: bool = False) -> list[str]:
    """What axe-core finds serious or critical under WCAG 2.2 A and AA: rule, count, one place.

    contrast_alone: look at the contrast of colours and nothing else: a second scheme of colours
    changes nothing else. Rows of a list are alike: the first stand for the others, which are taken
    out of the page first (axe takes a minute for a thousand rows on two cores).
    """
    page.evaluate(f"""for (const list of document.querySelectorAll("tbody, ul, ol, dl, main"))
      [...list.children].slice({ROWS}).forEach((row) => row.remove());""")
    rules = {"type": "rule", "values": ["color-contrast"]} if contrast_alone else WCAG
    found = Axe().run(page, options={"runOnly": rules, "resultTypes": ["violations"]}).response
    return [
        f"{v['impact']} {v['id']} ×{len(v['nodes'])}: {v['nodes'][0]['html'][:160]}"
        for v in found["violations"]
        if v["impact"] in SERIOUS
    ]


@contextmanager
def served(record: Path, *more: str) -> Iterator[tuple[str, str]]:
    """`travaux serve` on a free port: the address with the token that opens it, and its root."""
    command = [sys.executable, "-m", "travaux.cli", "serve", str(record), "--port", "0"]
    server = subprocess.Popen(
        [*command, "--no-browser", *more],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert server.stdout is not None
    try:
        told = ""
        while not (opened := OPENED.search(told)):
            line = server.stdout.readline()
            assert line, f"the server ended: {told}"
            told += line
        yield opened[0], opened[1]
    finally:
        server.terminate()
        server.wait(20)
        server.stdout.close()


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The record of the bundled example, built once; it is never changed."""
    return build([EXAMPLE], tmp_path_factory.mktemp("example"), jobs=0)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if not CHROMIUM:
        pytest.skip("no Chromium on this machine")
    with started() as browser:
        yield browser


@pytest.fixture(params=["light", "dark"])
def visit(chromium: Browser, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Visit]:
    """A fresh window in each colour scheme. Content-Security-Policy is set aside so that axe can
    be put in; that the policy holds is tested elsewhere."""
    context = chromium.new_context(color_scheme=request.param, bypass_csp=True)
    yield Visit(context.new_page(), home="file://", dark=request.param == "dark")
    context.close()


# --- the local app, in this process, so that a test can look at what was kept


@pytest.fixture(scope="session")
def aldermere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The record of a small negotiation, built once; it is copied and never changed."""
    pile = write_pile(tmp_path_factory.mktemp("pile"))
    return build([pile], tmp_path_factory.mktemp("built"), jobs=0).path


@pytest.fixture(scope="module")
def desk(aldermere: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Desk, str]]:
    """A server over a copy of the record: what it knows, and the address that opens it."""
    record = Path(shutil.copy(aldermere, tmp_path_factory.mktemp("out") / "record.travaux"))
    with serving(record) as opened:
        yield opened


@pytest.fixture(scope="module")
def window(chromium: Browser, desk: tuple[Desk, str]) -> Iterator[Visit]:
    """One session, come in by the opened address; the policy of the pages holds."""
    address = desk[1]
    context = chromium.new_context()
    visit = Visit(context.new_page(), home=address.split("/enter")[0])
    visit.page.goto(address)
    there(visit.page, f"{visit.home}/")
    yield visit
    visit.at_ease()
    context.close()


@contextmanager
def another(desk: Desk, window: Visit, who: str, role: Role = Role.CODER) -> Iterator[Visit]:
    """The window of a second person at the same server."""
    browser = window.page.context.browser
    assert browser is not None
    context = browser.new_context()
    session = desk.sessions.open(who, role)
    context.add_cookies([{"name": desk.cookie, "value": session.key, "url": window.home}])
    visit = Visit(context.new_page(), home=window.home)
    yield visit
    visit.at_ease()
    context.close()


def at(window: Visit, path: str) -> Page:
    """The page at `path`, loaded."""
    window.page.goto(window.home + path)
    return window.page
