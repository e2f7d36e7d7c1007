"""A record's discourse networks as files of other programs."""

from __future__ import annotations

from pathlib import Path

from tests.issues.builders import document, draft, party, provisions, statement
from travaux.core.issues import Stance, StanceReading
from travaux.core.parties import Party
from travaux.core.record import Record
from travaux.issues.dna import coded_in
from travaux.issues.gathering import gather
from travaux.store.dna import read_dna
from travaux.workbench.exporting import export
from travaux.workbench.networking import discourse_of

LAKES = draft("Lake text")
TOLLS, BOATS = provisions(LAKES, "Tolls are halved.", "Boats may pass.")
AGREE, AGAINST = Stance.SUPPORT, Stance.OPPOSE


def record() -> Record:
    doc = document("Lakeland backs tolls. Merrow backs tolls. Vrana fights tolls.")
    parties = [party(name) for name in ("Lakeland", "Merrow", "Vrana")]
    said = [statement(doc, f"{v} tolls", n) for n, v in _who()]
    read = [_read(s.id, p, v) for s, p, (_, v) in zip(said, parties, _who(), strict=True)]
    found = gather(said, read, (TOLLS, BOATS), [LAKES], parties=parties)
    return Record(
        documents=(doc,),
        parties=tuple(parties),
        statements=tuple(said),
        drafts=(LAKES,),
        provisions=(TOLLS, BOATS),
        stances=tuple(read),
        issues=found.issues,
        positions=found.positions,
    )


def _who() -> list[tuple[str, str]]:
    return [("Lakeland", "backs"), ("Merrow", "backs"), ("Vrana", "fights")]


def _read(ident: str, who: Party, verb: str) -> StanceReading:
    return StanceReading(ident, who.id, TOLLS.id, AGREE if verb == "backs" else AGAINST)


def test_networks_are_exported(tmp_path: Path) -> None:
    names = export(record(), tmp_path, "networks")
    assert {"event-list.csv", "congruence.csv", "conflict.dl", "two-mode.graphml"} <= set(names)
    table = (tmp_path / "congruence.csv").read_text().splitlines()
    assert table[:2] == [",Lakeland,Merrow,Vrana", "Lakeland,0,1,0"]


def test_a_dna_file_holds_the_coded_statements(tmp_path: Path) -> None:
    export(record(), tmp_path, "dna")
    rows = coded_in(read_dna(tmp_path / "statements.dna"))
    assert [(r.organization, r.agreement, r.coder) for r in rows] == [
        ("Lakeland", 1, "machine"),
        ("Merrow", 1, "machine"),
        ("Vrana", 0, "machine"),
    ]


def test_parquet_holds_the_edges(tmp_path: Path) -> None:
    assert "network_congruence.parquet" in export(record(), tmp_path, "parquet")


def test_what_the_dossier_shows() -> None:
    shown = discourse_of(record())
    assert shown.congruence.rows == ("Lakeland", "Merrow", "Vrana")
    assert shown.coalition[0] == shown.coalition[1] != shown.coalition[2]
    assert all(0 <= x <= 1 and 0 <= y <= 1 for x, y in shown.places)
    assert (shown.bars[0].agree, shown.bars[0].disagree, shown.coded) == (2, 1, 3)
    assert discourse_of(record()) == shown
    assert discourse_of(Record()).congruence.rows == ()
