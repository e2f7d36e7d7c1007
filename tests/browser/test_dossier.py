"""Every kind of page of the bundled example's dossier, in a real browser, from file://."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.browser.conftest import Visit, complaints
from travaux.workbench.build import Built
from travaux.workbench.exporting import write_dossier

ONE_OF_MANY = re.compile(r"^([a-z]+)-.*\.html$")

pytestmark = pytest.mark.xdist_group("browser")


@pytest.fixture(scope="module")
def dossier(example: Built, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_dossier(example.record, tmp_path_factory.mktemp("out") / "dossier").parent


def a_page_of_each_kind(folder: Path) -> list[Path]:
    """Pages named `source-….html` and the like are of one kind: the largest stands for all."""
    kinds: dict[str, Path] = {}
    for page in sorted(folder.glob("*.html"), key=lambda page: page.stat().st_size):
        found = ONE_OF_MANY.match(page.name)
        kinds[found[1] if found else page.name] = page
    return sorted(kinds.values())


def test_no_page_has_a_serious_fault_asks_for_anything_or_complains(
    dossier: Path, visit: Visit
) -> None:
    pages = a_page_of_each_kind(dossier)
    assert len(pages) > 10
    faults: dict[str, list[str]] = {}
    for page in pages:
        visit.page.goto(page.as_uri())
        if found := complaints(visit.page):
            faults[page.name] = found
    assert faults == {}
    visit.at_ease()


def test_every_page_is_reached_from_the_first_by_its_links(dossier: Path) -> None:
    seen: set[str] = set()
    waiting = ["index.html"]
    while waiting:
        name = waiting.pop()
        if name in seen or not (dossier / name).exists():
            continue
        seen.add(name)
        text = (dossier / name).read_text("utf-8")
        waiting += re.findall(r'href="([^"#:]+\.html)', text)
    assert {page.name for page in dossier.glob("*.html")} - seen == set()
