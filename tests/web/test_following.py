"""What pages keep and carry on from judgement to judgement is what they would make anew.

Random judgements of every noun, looked at in between or not; then every page of the server that
followed them is, word for word, that of a server which has just opened the record.
"""

from __future__ import annotations

import random
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from bench.big_record import big_record
from tests.web.conftest import browser
from tests.web.test_columns import values
from tests.workbench.acts import ACTS
from tests.workbench.gathered import gathered
from travaux.core.errors import UsageError
from travaux.core.judgements import Action
from travaux.reports.overview import counts_of
from travaux.reports.standing import standing_of
from travaux.store import replace_record
from travaux.web.columns import columns
from travaux.web.desk import Desk
from travaux.web.inbox_pages import inbox_of
from travaux.web.overview_pages import _followed, _looked
from travaux.web.position_pages import standings
from travaux.web.statement_pages import columns_of
from travaux.web.users import Role
from travaux.workbench.build import build
from travaux.workbench.inbox import Inbox
from travaux.workbench.live import LiveRecord
from travaux.workbench.searching import Searcher

VELA = Path(__file__).parents[2] / "examples" / "vela-river"
ITS_OWN = re.compile(r'name="csrf"[^>]*>')  # what differs from session to session
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)  # shrinking opens hundreds of records
PAGES = (
    "/", "/sources", "/sources?sort=most", "/statements", "/statements?sort=speaker",
    "/statements?sort=unsure", "/statements?stance=oppose", "/statements?q=the",
    "/statements?judged=changed&sort=newest", "/search?q=water", "/parties", "/parties?sort=name",
    "/chronology", "/chronology?sort=most", "/drafts", "/table", "/findings", "/positions",
    "/positions?parties=all", "/issues", "/issues?sort=most", "/discrepancies",
    "/discrepancies?sort=record", "/commitments", "/problems", "/activity", "/inbox",
    "/api/inbox", "/api/statements?q=a",
)  # fmt: skip
ONE_OF = (("drafts", "drafts"), ("provisions", "provisions"), ("parties", "parties"),
          ("issues", "issues"), ("positions", "positions"), ("statements", "judge/statement"),
          ("discrepancies", "judge/discrepancy"))  # fmt: skip


@pytest.fixture(scope="module", params=["vela", "large"])
def path(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of an example, and one that was made up (five drafts of 80 provisions)."""
    folder = tmp_path_factory.mktemp(request.param)
    if request.param == "vela":
        return build([VELA], folder, jobs=0).path
    path = folder / "record.travaux"
    replace_record(path, gathered(big_record(8, 160)), {}, {})
    return path


@contextmanager
def desk_at(path: Path) -> Iterator[Desk]:
    with closing(LiveRecord.open(path)) as live, closing(Searcher(path)) as search:
        yield Desk(live=live, search=search, owner="Ana")


def client(desk: Desk) -> TestClient:
    return browser(desk, desk.sessions.open("Ana", Role.EDITOR))


def pages(desk: Desk) -> list[str]:
    record = desk.record
    some = ((path, getattr(record, nouns)) for nouns, path in ONE_OF)
    return [*PAGES, *(f"/{path}/{nouns[len(nouns) // 2].id}" for path, nouns in some if nouns)]


def seen_at(one: TestClient, address: str) -> tuple[int, str]:
    answer = one.get(address)
    return answer.status_code, ITS_OWN.sub("", answer.text)


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck), phases=PHASES)
@given(seed=st.integers(0, 10**6), number=st.integers(1, 12), looks=st.sets(st.integers(0, 11)))
def test_every_page_is_that_of_a_server_which_has_just_opened_the_record(
    path: Path, seed: int, number: int, looks: set[int]
) -> None:
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(shutil.copy(path, Path(folder) / "record.travaux"))
        with desk_at(copy) as desk:
            followed = client(desk)
            seen_at(followed, "/statements")  # so that there is something to carry on
            for turn in range(number):
                try:
                    chance.choice(ACTS)(desk.live, chance, "Ana")
                except UsageError:
                    continue
                for address in pages(desk) if turn in looks else ():
                    seen_at(followed, address)
            with desk_at(copy) as other:
                anew = client(other)
                for address in pages(desk):
                    assert seen_at(followed, address) == seen_at(anew, address), address


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck), phases=PHASES)
@given(seed=st.integers(0, 10**6), stride=st.integers(1, 4))
def test_what_is_kept_is_what_would_be_made_from_the_whole_record(
    path: Path, seed: int, stride: int
) -> None:
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(shutil.copy(path, Path(folder) / "record.travaux"))
        with desk_at(copy) as desk:
            for turn in range(12):
                try:
                    chance.choice(ACTS)(desk.live, chance, chance.choice(["Ana", "Ben"]))
                except UsageError:
                    continue
                if turn % stride == 0:
                    as_made_anew(desk)


def as_made_anew(desk: Desk) -> None:
    index = desk.index
    assert standings(desk).standing == standing_of(index.record.positions)
    assert values(columns_of(desk)) == values(columns(index))
    assert columns_of(desk).place == columns(index).place
    looked = desk.following("overview", _looked, _followed)
    sides = {provision: said for provision, said in looked.counts.sides.items() if said}
    assert (sides, looked.counts.unnamed) == (
        counts_of(index.record).sides,
        counts_of(index.record).unnamed,
    )
    assert looked.values == _looked(index).values
    assert inbox_of(desk).items == Inbox(index).items


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck), phases=PHASES)
@given(seed=st.integers(0, 10**6))
def test_an_inbox_that_keeps_only_the_most_urgent_keeps_all_of_those(path: Path, seed: int) -> None:
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(shutil.copy(path, Path(folder) / "record.travaux"))
        with closing(LiveRecord.open(copy)) as live:
            most = max(60, len(Inbox(live.index).items) // 2)
            inbox = Inbox(live.index, most)
            for _ in range(8):
                before = live.version
                with suppress(UsageError):
                    chance.choice(ACTS)(live, chance, "Ana")
                now = live.since(before)
                assert now.step is not None
                inbox = inbox.followed(now.index, now.step)
                anew = Inbox(now.index, len(inbox.items))
                assert inbox.items == anew.items


def test_who_judges_sees_it_at_once_and_nobody_sees_half_of_it(path: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copy(path, tmp_path / "record.travaux"))
    with desk_at(copy) as desk:
        for n, statement in enumerate(desk.record.statements[:6]):
            name = f"Somebody New {n}"
            desk.live.judge(statement.id, Action.CHANGE, "Ana", field="speaker", value=name)
            table = columns_of(desk)
            row = table.place[statement.id]
            code = table.codes["speaker"][row]
            assert table.vocabularies["speaker"].values[code] == name
            assert table.index.record is desk.record


def test_a_judgement_that_changes_nothing_is_still_one(path: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copy(path, tmp_path / "record.travaux"))
    with desk_at(copy) as desk:
        table = columns_of(desk)
        names = {party.id: party.name for party in desk.record.parties}
        spoken = ((s, s.speaker) for s in desk.record.statements if s.speaker and s.speaker.named)
        said, name = next((s, k.name) for s, k in spoken if names.get(k.party) == k.name)
        desk.live.judge(said.id, Action.CHANGE, "Ana", field="speaker", value=name)
        assert desk.record.statements[table.place[said.id]] is said
        now = columns_of(desk)
        word = now.codes["judged"][now.place[said.id]]
        assert now.vocabularies["judged"].values[word] == "changed"
        assert now.codes["speaker"] is table.codes["speaker"]
