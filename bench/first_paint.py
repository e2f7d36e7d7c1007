"""How long until something is painted in a real Chromium, on the large record of big_record.py.

Each kind of page of bench/web.py is opened several times in a window against the app's server
(browser.py). The figure is `first-contentful-paint` of the browser's performance
timeline, from the start of the navigation: server, transfer, style and paint together.
"""

from __future__ import annotations

import random
import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page

from bench.big_record import written
from bench.browser import serving, started
from bench.figures import Figure
from bench.web import DOCUMENTS, STATEMENTS, kinds

TIMES = 5  # pages of each kind
PAINTED = """() => new Promise((done) => {
  new PerformanceObserver((list, watching) => {
    const seen = list.getEntriesByName("first-contentful-paint")[0];
    if (seen) { watching.disconnect(); done(seen.startTime); }
  }).observe({ type: "paint", buffered: true });
})"""


def measure(data: Path) -> list[Figure]:
    """The median of each kind of page, and the slowest of them."""
    with tempfile.TemporaryDirectory() as folder:
        return of_file(written(Path(folder) / "record.travaux", DOCUMENTS, STATEMENTS))


def of_file(path: Path) -> list[Figure]:
    """The figures for the record at `path`, which is left as it is."""
    with serving(path, ready=True) as (desk, address), started() as browser:
        page = entered(browser, address)
        home = address.split("/enter")[0]
        chance = random.Random(3)
        painted = {
            name: [paint(page, home + address_of()) for _ in range(TIMES)]
            for name, address_of in kinds(desk, chance).items()
        }
    return list(_figures(painted))


def _figures(painted: dict[str, list[float]]) -> Iterator[Figure]:
    medians = {name: statistics.median(times) for name, times in painted.items()}
    for name, median in medians.items():
        key = f"first_paint.{name.replace(', ', '_').replace(' ', '_')}"
        yield Figure(key, median, "ms", f"slowest {max(painted[name]):.0f}", best="low")
    slowest = max(medians, key=lambda name: medians[name])
    yield Figure("first_paint.worst", medians[slowest], "ms", slowest, best="low")
    within = sum(time < 1_000 for times in painted.values() for time in times)
    total = sum(map(len, painted.values()))
    yield Figure("first_paint.within_1_s", within / total, "", f"of {total} pages")


def paint(page: Page, address: str) -> float:
    """Milliseconds from asking for `address` to its first paint with content."""
    answer = page.goto(address)
    assert answer is not None and answer.status == 200, address
    return float(page.evaluate(PAINTED))


def entered(browser: Browser, address: str) -> Page:
    """A window that has come in by the opened address."""
    page = browser.new_page(viewport={"width": 1300, "height": 900})
    page.goto(address)
    page.wait_for_url(address.split("/enter")[0] + "/")
    return page
