"""The dossier in a real browser, from file://, as it is handed to others."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from lxml import html

from travaux.core.record import Record
from travaux.reports.addresses import statement_place
from travaux.workbench.build import build
from travaux.workbench.exporting import write_dossier

BROWSER = next(
    (b for b in ("chromium", "chromium-browser", "google-chrome") if shutil.which(b)), ""
)
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip

pytestmark = pytest.mark.skipif(not BROWSER, reason="no Chromium on this machine")


def dom(address: str, profile: Path) -> html.HtmlElement:
    command = [BROWSER, *FLAGS, f"--user-data-dir={profile}", "--dump-dom", address]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    return html.fromstring(done.stdout)


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> tuple[Record, Path]:
    folder = tmp_path_factory.mktemp("browser")
    (folder / "pile").mkdir()
    (folder / "pile" / "a.txt").write_text(
        "The mayor said that the bridge is closed.\n\nAccording to the union, forty jobs are at "
        "risk. “We never closed it,” the engineer told reporters.\n"
    )
    record = build([folder / "pile"], folder / "out", jobs=0).record
    return record, write_dossier(record, folder / "out" / "dossier").parent


def test_an_address_lights_exactly_the_words_of_its_statement(
    dossier: tuple[Record, Path], tmp_path: Path
) -> None:
    record, folder = dossier
    statement = next(s for s in record.statements if "forty jobs" in s.words)
    page = dom(f"{(folder / 'x').parent.as_uri()}/{statement_place(statement)}", tmp_path)
    lit = "".join(e.text_content() for e in page.xpath("//*[contains(@class, 'lit')]"))
    assert lit == "".join(piece.exact for piece in statement.content)


def test_a_filter_in_the_address_hides_the_other_rows(
    dossier: tuple[Record, Path], tmp_path: Path
) -> None:
    record, folder = dossier
    page = dom(f"{folder.as_uri()}/statements.html#words=bridge", tmp_path)
    rows = page.xpath("//table[@id='statements']/tbody/tr")
    shown = [row for row in rows if row.get("hidden") is None]
    assert len(rows) == len(record.statements)
    assert [("bridge" in row.text_content()) for row in shown] == [True] * len(shown)
    assert 0 < len(shown) < len(rows)
    assert page.xpath("string(//*[@id='statements-count'])") == f"{len(shown)} of {len(rows)} shown"
