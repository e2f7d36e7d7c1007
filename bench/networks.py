"""The sample of Discourse Network Analyzer: read, written and read again; its coders' password."""

from __future__ import annotations

import tempfile
from pathlib import Path

from bench.figures import Figure, data_hash
from travaux.core.networks import DnaFile
from travaux.issues.coding import once_per
from travaux.issues.dna import coded_in, password_matches
from travaux.issues.networks import one_mode
from travaux.store.dna import read_dna, write_dna


def measure(data: Path) -> list[Figure]:
    """Rows kept by a round trip; statements read; passwords verified; actors in the network."""
    path = data / "dna" / "sample.dna"
    stamp = data_hash([path])
    file = read_dna(path)
    rows = sum(len(table.rows) for table in file.tables)
    kept = rows if _again(file) == file else 0
    coded = coded_in(file)
    passwords = [row[7] for row in file.table("CODERS").rows]
    right = sum(password_matches(str(p), "sample") for p in passwords)
    network = one_mode(once_per(coded, "document"))
    return [
        Figure("networks.dna_rows_kept", kept / rows, "", f"{rows} rows, all tables", stamp),
        Figure("networks.dna_statements", len(coded), "", "of 40 with a concept", stamp),
        Figure("networks.dna_passwords", right / len(passwords), "", "coders verified", stamp),
        Figure("networks.dna_actors", len(network.rows), "", "organizations", stamp),
    ]


def _again(file: DnaFile) -> DnaFile:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "again.dna"
        write_dna(file, path)
        return read_dna(path)
