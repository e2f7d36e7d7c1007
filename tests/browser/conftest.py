"""One Chromium for all browser tests, watched: what it asks for, what it complains of.

The browser is Debian's (`.ci/debian-packages`); playwright only drives it. A page may ask for
nothing but what its own address serves, and may not write an error to the console: each `Visit`
keeps both lists, and `at_ease` asserts that they are empty.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = next(
    (b for b in ("chromium", "chromium-browser", "google-chrome") if shutil.which(b)), ""
)
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
SERIOUS = {"serious", "critical"}


@dataclass
class Visit:
    """A page of the browser with what it asked for outside `home` and its console's errors."""

    page: Page
    home: str
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


def complaints(page: Page) -> list[str]:
    """What axe-core finds serious or critical under WCAG 2.2 A and AA: rule, count, one place."""
    found = Axe().run(page, options={"runOnly": WCAG, "resultTypes": ["violations"]}).response
    return [
        f"{v['impact']} {v['id']} ×{len(v['nodes'])}: {v['nodes'][0]['html'][:160]}"
        for v in found["violations"]
        if v["impact"] in SERIOUS
    ]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if not CHROMIUM:
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which(CHROMIUM), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(params=["light", "dark"])
def visit(chromium: Browser, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Visit]:
    """A fresh window in each colour scheme. Content-Security-Policy is set aside so that axe can
    be put in; that the policy holds is tested elsewhere."""
    context = chromium.new_context(color_scheme=request.param, bypass_csp=True)
    yield Visit(context.new_page(), home="file://")
    context.close()
