"""The living record: every kind of judgement, conflicts, undo, other processes, a kill."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from threading import Thread

import pytest

from tests.workbench.acts import ACTS
from travaux.core.errors import JudgedMeanwhile, UsageError
from travaux.core.judgements import Action
from travaux.core.record import Record
from travaux.workbench.build import build, refresh
from travaux.workbench.judged.wording import Wanted
from travaux.workbench.judging import judge, value_of
from travaux.workbench.live import LiveRecord

VELA = Path(__file__).parents[2] / "examples" / "vela-river"
TABLES = ("statements", "by_document", "by_party", "links_of", "links_to", "stances_of", "judged")


@pytest.fixture(scope="module")
def vela(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build([VELA], tmp_path_factory.mktemp("vela"), jobs=0).path


@pytest.fixture
def path(vela: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "record.travaux"
    copy.write_bytes(vela.read_bytes())
    return copy


@pytest.fixture
def live(path: Path) -> Iterator[LiveRecord]:
    opened = LiveRecord.open(path)
    yield opened
    opened.close()


def same(one: Record, other: Record) -> None:
    for each in fields(one):
        assert getattr(one, each.name) == getattr(other, each.name), each.name


@pytest.mark.parametrize("seed", [1, 2])
def test_judging_step_by_step_comes_to_what_the_whole_record_comes_to(
    live: LiveRecord, path: Path, seed: int
) -> None:
    r = random.Random(seed)
    done = 0
    for _ in range(60):
        try:
            r.choice(ACTS)(live, r, r.choice(["Ana", "Bo"]))
        except UsageError:
            continue
        done += 1
    assert done > 30
    again = LiveRecord.open(path)
    same(live.index.record, again.index.record)
    for name in TABLES:
        assert getattr(live.index, name) == getattr(again.index, name), name
    again.close()
    same(live.index.record, refresh(path))
    assert live.catch_up()
    assert live.version > done


def test_undoing_everything_gives_back_what_the_machine_proposed(live: LiveRecord) -> None:
    r = random.Random(5)
    for act in ACTS[:-2]:
        act(live, r, "Ana")
    assert live.index.record.positions != live.ground.record.positions
    for _ in ACTS[:-2]:
        live.undo("Ana")
    for each in fields(Record):
        if each.name != "judgements":
            assert getattr(live.index.record, each.name) == getattr(live.ground.record, each.name)
    with pytest.raises(UsageError, match="no judgement of Ana"):
        live.undo("Ana")


def test_who_judges_what_another_changed_meanwhile_is_told(live: LiveRecord) -> None:
    target = live.index.record.statements[0].id
    seen = live.seen("statement", target)
    live.judge(target, Action.CHANGE, "Bo", field="speaker", value="Ina Sten", seen=seen)
    with pytest.raises(JudgedMeanwhile) as told:
        live.judge(target, Action.REJECT, "Ana", seen=seen)
    assert [(j.who, j.field) for j in told.value.judgements] == [("Bo", "speaker")]
    assert len(live.judgements) == 1
    live.judge(target, Action.REJECT, "Ana", seen=live.seen("statement", target))
    assert target not in live.index.statements


def test_several_are_kept_all_or_none(live: LiveRecord) -> None:
    one, other = (s.id for s in live.index.record.statements[:2])
    stale = Wanted("statement", other, Action.REJECT, seen="0.stale")
    with pytest.raises(JudgedMeanwhile):
        live.judge_all([Wanted("statement", one, Action.REJECT), stale], "Ana")
    assert live.judgements == ()


def test_what_another_process_says_is_taken_in_first(live: LiveRecord, path: Path) -> None:
    target = live.index.record.statements[0].id
    seen = live.seen("statement", target)
    judge(path, target, Action.REJECT, "Bo", why="hearsay")
    with pytest.raises(JudgedMeanwhile):
        live.judge(target, Action.CONFIRM, "Ana", seen=seen)
    assert target not in live.index.statements


@pytest.mark.parametrize(
    ("noun", "field", "value"),
    [
        ("statement", "stance", "maybe"),
        ("statement", "link", ["no such label"]),
        ("statement", "content", [[5, 5]]),
        ("statement", "content", [[0, 10**9]]),
        ("statement", "content", [[0, 9], [5, 12]]),
        ("statement", "date", "last week"),
        ("statement", "nothing", "x"),
        ("party", "merge", "nobody"),
        ("event", "status", "sure"),
    ],
)
def test_what_cannot_be_said_is_refused_and_nothing_is_kept(
    live: LiveRecord, noun: str, field: str, value: object
) -> None:
    tables = {"statement": "statements", "party": "parties", "event": "events"}
    target = getattr(live.index.record, tables[noun])[0].id
    with pytest.raises(UsageError):
        live.judge(target, Action.CHANGE, "Ana", noun=noun, field=field, value=value)
    with pytest.raises(UsageError, match="name"):
        live.judge(target, Action.CONFIRM, " ", noun=noun)
    assert live.judgements == ()


def test_many_threads_lose_nothing(live: LiveRecord, path: Path) -> None:
    targets = [s.id for s in live.index.record.statements[:20]]

    def coder(name: str) -> None:
        for target in targets:
            live.judge(target, Action.CONFIRM, name)

    threads = [Thread(target=coder, args=(f"coder {n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    again = LiveRecord.open(path)
    assert len(again.judgements) == len({j.id for j in again.judgements}) == 80
    assert again.judgements == live.judgements
    again.close()


CODER = """
import sys
from pathlib import Path
from travaux.core.judgements import Action
from travaux.workbench.live import LiveRecord

live = LiveRecord.open(Path(sys.argv[1]))
for statement in live.index.record.statements * 50:
    print(live.judge(statement.id, Action.CONFIRM, "Ana").id, flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is POSIX")
def test_a_kill_loses_nothing_that_was_acknowledged(path: Path) -> None:
    command = [sys.executable, "-c", CODER, str(path)]
    environment = {"PYTHONPATH": ":".join(sys.path)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as coder:
        assert coder.stdout is not None
        told = [coder.stdout.readline().strip() for _ in range(25)]
        coder.send_signal(signal.SIGKILL)
        told += coder.stdout.read().split()
    again = LiveRecord.open(path)
    assert all(told)
    assert {key for key in told if len(key) == len(told[0])} <= {j.id for j in again.judgements}
    again.close()


def test_one_token_stands_for_a_whole_page(live: LiveRecord) -> None:
    one, other = (s.id for s in live.index.record.statements[:2])
    seen = live.page_seen
    live.judge(one, Action.CONFIRM, "Bo", seen=seen)
    live.judge(other, Action.CONFIRM, "Ana", seen=seen)
    with pytest.raises(JudgedMeanwhile) as told:
        live.judge(one, Action.REJECT, "Ana", seen=seen)
    assert [j.who for j in told.value.judgements] == ["Bo"]
    with pytest.raises(JudgedMeanwhile, match="record changed"):
        live.judge(one, Action.REJECT, "Ana", seen="page.9.another-build")


def test_the_command_line_judges_other_nouns(path: Path) -> None:
    with pytest.raises(UsageError, match="not JSON"):
        value_of("[one")
    assert (value_of('["a"]'), value_of("a")) == (["a"], "a")
    live = LiveRecord.open(path)
    one, other = live.index.record.parties[:2]
    live.close()
    judge(path, one.id, Action.CHANGE, "Ana", "merge", other.id, noun="party")
    judge(path, one.id, Action.UNDO, "Ana", noun="party")
    with pytest.raises(UsageError, match="said nothing"):
        judge(path, one.id, Action.UNDO, "Ana", noun="party")
