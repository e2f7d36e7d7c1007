from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.outcomes.test_models import BUYER, DOMAIN, FAULTY, VALLEY
from travaux.cli import app
from travaux.core.errors import SettingsError, UsageError
from travaux.workbench import outcomes as use


@pytest.fixture
def model(tmp_path: Path) -> Path:
    file = tmp_path / "talks.model.yaml"
    file.write_text(VALLEY, "utf-8")
    return file


def test_a_model_file_is_answered_as_text_json_tables_and_pages(
    model: Path, tmp_path: Path
) -> None:
    run = CliRunner().invoke(
        app,
        ["outcomes", str(model), "--to", str(tmp_path / "csv"), "--pages", str(tmp_path / "pages")],
    )
    assert run.exit_code == 0, run.output
    assert "Whether there is room for a deal depends on" in run.output
    assert sorted(f.name for f in (tmp_path / "csv").iterdir()) == [
        "frontier.csv",
        "model.csv",
        "solutions.csv",
        "stability.csv",
        "trades.csv",
    ]
    assert sorted(f.name for f in (tmp_path / "pages").iterdir()) == [
        "overlap.html",
        "packages.html",
        "stability.html",
    ]
    run = CliRunner().invoke(app, ["outcomes", str(tmp_path), "--json"])
    assert json.loads(run.stdout)["stability"]["equilibria"]["Nash"] == [3]


def test_what_if_and_the_inverse_question(model: Path) -> None:
    changed = use.outcomes(model, "Lowland reservation 120%")
    assert "There is no room for a deal, whatever" in use.told(changed)
    words = use.inverse(changed, "Upland: NNY")
    assert len(words) == 5
    assert words[0].startswith("Nash: 4 (Blockade) is stable for Upland where")
    assert "strict rankings" in words[0]
    assert words == use.inverse(changed, "Upland: 4")
    with pytest.raises(UsageError, match="no decision maker"):
        use.inverse(changed, "Nobody: NNY")


def test_a_genius_folder_and_what_is_not_a_model(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="holds no"):
        use.load_models(tmp_path)
    (tmp_path / "fair.xml").write_bytes(DOMAIN)
    with pytest.raises(UsageError, match="No profile"):
        use.load_models(tmp_path)
    (tmp_path / "buyer.xml").write_bytes(BUYER)
    (tmp_path / "seller.xml").write_bytes(BUYER)
    found = use.outcomes(tmp_path).analysis
    assert found is not None
    assert [one.party for one in found.model.interests] == ["buyer", "seller"]
    faulty = tmp_path / "talks.model.yaml"
    faulty.write_text(FAULTY, "utf-8")
    with pytest.raises(SettingsError):
        use.load_models(faulty)
