from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from travaux.core.anchors import anchor
from travaux.core.documents import Document
from travaux.core.errors import RecordBusy, RecordDamaged, RecordError, RecordNewer
from travaux.core.ids import digest
from travaux.core.judgements import Action, Judgement
from travaux.core.record import Record
from travaux.core.statements import Speaker, Statement, StatementKind, statement_id
from travaux.store import open_archive, packed, replace_record, unpacked
from travaux.store.archive import connected
from travaux.store.locks import held
from travaux.store.schema import migrate, migrations, newest

TEXT = "The ferry union said the night boats would stop. Nobody at the port replied."
DOC = digest(TEXT.encode())


def record() -> Record:
    content = (anchor(DOC, TEXT, 21, 47),)
    source, cue = anchor(DOC, TEXT, 0, 15), anchor(DOC, TEXT, 16, 20)
    statement = Statement(
        statement_id(DOC, content, source, cue),
        DOC,
        StatementKind.INDIRECT,
        content,
        source,
        cue,
        Speaker("party-1", "the ferry union"),
    )
    document = Document(DOC, "a.txt", "Ferries", "", "2031-05-02", "en", TEXT)
    return Record("Ferry talks", documents=(document,), statements=(statement,))


def judgement(number: int) -> Judgement:
    return Judgement(f"j{number}", "statement", "s", Action.CONFIRM, "Ana", "2031-05-03T10:00:00Z")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "record.travaux"
    replace_record(file, record(), {"k": (DOC, packed({"a": [1, "é"]}))}, {"fingerprint": "x"})
    return file


def test_what_was_written_is_read_back(path: Path) -> None:
    with open_archive(path) as archive:
        assert archive.load() == record()
        kept = archive.reading("k")
        assert kept is not None
        assert unpacked(kept) == {"a": [1, "é"]}
        assert archive.reading("elsewhere") is None
        assert archive.meta("fingerprint") == "x"
        assert archive.meta("nothing") == ""


def test_words_are_found(path: Path) -> None:
    with open_archive(path) as archive:
        assert archive.search_statements("night boats") == (record().statements[0].id,)
        assert archive.search_documents("FERRIES") == (DOC,)
        assert archive.search_documents('"port" OR (') == ()
        assert archive.search_documents("  ") == ()


def test_judgements_are_appended_once_and_outlive_a_rebuild(path: Path) -> None:
    with open_archive(path) as archive:
        archive.append([judgement(1), judgement(2)])
        archive.append([judgement(2)])
    replace_record(path, record(), {}, {})
    with open_archive(path) as archive:
        assert [j.id for j in archive.judgements()] == ["j1", "j2"]


def test_a_judgement_given_to_an_archive_opened_before_a_rebuild_is_kept(path: Path) -> None:
    with open_archive(path) as old:
        replace_record(path, record(), {}, {})
        old.append([judgement(7)])
    with open_archive(path) as archive:
        assert [j.id for j in archive.judgements()] == ["j7"]


@pytest.mark.parametrize("sql", ["DELETE FROM judgements", "UPDATE judgements SET target = 'x'"])
def test_the_file_itself_refuses_to_lose_a_judgement(path: Path, sql: str) -> None:
    with open_archive(path) as archive:
        archive.append([judgement(1)])
        with pytest.raises(sqlite3.IntegrityError):
            archive.connection.execute(sql)


def test_no_two_migrations_have_one_number() -> None:
    assert [number for number, _ in migrations()] == list(range(1, newest() + 1))


def test_each_migration_from_blank_gives_the_newest_schema(tmp_path: Path) -> None:
    schemas = set()
    for start, _ in ((0, ""), *migrations()):
        connection = connected(tmp_path / f"{start}.travaux")
        if start:
            migrate(connection, upto=start)
        assert migrate(connection) == newest()
        rows = connection.execute("SELECT sql FROM sqlite_master ORDER BY name").fetchall()
        schemas.add(str(rows))
        connection.close()
    assert len(schemas) == 1


def test_a_record_of_a_newer_version_is_refused_and_left_alone(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {newest() + 1}")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(RecordNewer, match="newer"):
        open_archive(path)
    with pytest.raises(RecordError):
        replace_record(path, record(), {}, {})
    assert path.read_bytes() == before


def test_a_truncated_record_is_named_as_such_and_never_written_over(path: Path) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(RecordDamaged, match="truncated"):
        open_archive(path)
    with pytest.raises(RecordDamaged):
        replace_record(path, record(), {}, {})
    assert len(path.read_bytes()) == len(whole) // 2


def test_another_sqlite_file_is_not_a_record(tmp_path: Path) -> None:
    other = tmp_path / "other.travaux"
    connection = sqlite3.connect(other)
    connection.execute("CREATE TABLE t (a)")
    connection.close()
    with pytest.raises(RecordDamaged, match="not a Travaux record"):
        open_archive(other)


def test_no_record_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="travaux build"):
        open_archive(tmp_path / "none.travaux")


def test_a_second_build_at_the_same_time_is_told_so(path: Path) -> None:
    with held(path, "build"), pytest.raises(RecordBusy), held(path, "build", patience=0):
        pass


def test_a_full_disk_leaves_the_old_record_whole(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = path.read_bytes()

    def full(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr("travaux.store.swap.insert", full)
    with pytest.raises(RecordError, match="disk is full"):
        replace_record(path, record(), {}, {})
    assert path.read_bytes() == before
    assert sorted(p.name for p in path.parent.glob("*new*")) == []
