from __future__ import annotations

from pathlib import Path

import pytest

from travaux.workbench import dossier
from travaux.workbench.build import build
from travaux.workbench.crew import Crew
from travaux.workbench.dossier import Binding, write_dossier
from travaux.workbench.hiring import READERS

EXAMPLE = Path(__file__).parents[2] / "examples" / "vela-river"
Files = dict[str, bytes]


def files_of(folder: Path) -> Files:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> tuple[Files, bytes]:
    out = tmp_path_factory.mktemp("alone")
    built = build([EXAMPLE], out, engine="rules", jobs=0)
    write_dossier(built.record, out / "dossier")
    return files_of(out / "dossier"), built.path.read_bytes()


def test_a_crew_writes_the_very_same_files(
    alone: tuple[Files, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dossier, "WORTH_WORKERS", 1)
    with Crew(2, READERS) as crew:
        binding = Binding(crew)
        built = build([EXAMPLE], tmp_path, engine="rules", crew=crew, known=binding.known)
        binding.write(built.path, built.record, tmp_path / "dossier")
    files, record = alone
    assert len(files) > 40
    assert files_of(tmp_path / "dossier") == files
    assert built.path.read_bytes() == record


def test_pages_of_an_earlier_run_are_removed_and_other_files_left(
    alone: tuple[Files, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dossier, "WORTH_WORKERS", 1)
    (tmp_path / "pile").mkdir()
    for name in ("a", "b"):
        (tmp_path / "pile" / f"{name}.txt").write_text(f"The mayor said that bridge {name} fell.\n")
    out = tmp_path / "out"
    with Crew(2, READERS) as crew:
        for _ in range(2):
            built = build([tmp_path / "pile"], out, engine="rules", crew=crew)
            Binding(crew).write(built.path, built.record, out / "dossier")
            (out / "dossier" / "mine.html").write_text("kept")
            (tmp_path / "pile" / "b.txt").unlink(missing_ok=True)
    sources = [f.name for f in (out / "dossier").glob("source-*.html")]
    assert sources == [f"source-{built.record.documents[0].id[:12]}.html"]
    assert (out / "dossier" / "mine.html").read_text() == "kept"
