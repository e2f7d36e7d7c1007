"""Discourse networks of a record, and their files: CSV, UCINET, GraphML, Parquet, .dna."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from travaux import issues
from travaux.core.networks import CodedStatement, Discourse, Network
from travaux.core.record import Record
from travaux.issues.coding import once_per
from travaux.issues.dna import SALT, dna_file, hashed_password
from travaux.issues.networks import one_mode, two_mode
from travaux.reports.networks_exchange import (
    edge_rows,
    event_list_csv,
    graphml,
    matrix_csv,
    ucinet_dl,
)
from travaux.store.dna import write_dna

DNA = "statements.dna"
PASSWORD = "travaux"  # noqa: S105 - the format wants one; it guards nothing


def coded_statements(record: Record) -> tuple[CodedStatement, ...]:
    """The record's stances as coded statements, by the coder "machine"."""
    return issues.coded(record.statements, record.stances, record.issues, record.parties)


def discourse_of(record: Record) -> Discourse:
    """What the dossier shows of the discourse. An unnamed source that speaks for nobody known is no
    actor that could be in a coalition: it is in the exports, not in the picture."""
    known = {p.id for p in record.parties}
    actors = [p for p in record.parties if p.named or p.affiliation in known]
    return issues.discourse(issues.coded(record.statements, record.stances, record.issues, actors))


def networks_of(rows: tuple[CodedStatement, ...]) -> Iterator[tuple[str, Network]]:
    """The networks that an export holds, each with its name."""
    once = once_per(rows, "document")
    for qualifier in ("congruence", "conflict", "subtract"):
        yield qualifier, one_mode(once, qualifier=qualifier)
    yield "two-mode", two_mode(once)
    yield "two-mode-subtract", two_mode(once, qualifier="subtract")


def network_files(record: Record) -> Iterator[tuple[str, bytes]]:
    """(file name, bytes) of every network in every text format, and the event list."""
    rows = coded_statements(record)
    yield "event-list.csv", event_list_csv(rows).encode()
    for name, network in networks_of(rows):
        yield f"{name}.csv", matrix_csv(network).encode()
        yield f"{name}.dl", ucinet_dl(network).encode()
        yield f"{name}.graphml", graphml(network).encode()


def edge_tables(record: Record) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """(name, edges as rows) of every network that has edges, for Parquet."""
    for name, network in networks_of(coded_statements(record)):
        if rows := edge_rows(network):
            yield f"network_{name.replace('-', '_')}", rows


def write_dna_file(record: Record, folder: Path) -> tuple[str, ...]:
    """Write the record's documents and coded statements as a .dna file; the file's name.

    Its administrator is "Admin" and its coder "machine", both with the password "travaux".
    """
    folder.mkdir(parents=True, exist_ok=True)
    passwords = {
        name: hashed_password(PASSWORD, secrets.token_bytes(SALT)) for name in ("Admin", "machine")
    }
    write_dna(dna_file(record.documents, coded_statements(record), passwords), folder / DNA)
    return (DNA,)
