"""Coverage, gaps, bad rows, and scores."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.core.commitments import Assessment, CommitmentState, Evidence, LogEntry
from travaux.monitoring.evidence import counts_on, covered, gaps, merged
from travaux.monitoring.moments import moment_of
from travaux.monitoring.read_log import read_log
from travaux.monitoring.scoreboard import from_percentages, tallied

spans = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=6)


@given(spans)
def test_gaps_and_cover_fill_the_window(given_: list[tuple[int, int]]) -> None:
    seen = {t for a, b in given_ for t in range(max(a, 5), min(b, 25))}
    missing = {t for a, b in gaps(given_, 5, 25) for t in range(a, b)}
    assert seen | missing == set(range(5, 25)) and not seen & missing
    assert covered(given_, 5, 25) == len(seen) / 20
    assert all(a < b for a, b in merged(given_, 5, 25))


def test_a_report_found_unfounded_leaves_the_alleged_board_when_found() -> None:
    entry = LogEntry("e", "fire", "2031-01-05", reported="2031-01-06", found="2031-02-01",
                     status=Evidence.NOT_SUBSTANTIATED)  # fmt: skip
    days = [moment_of(d) for d in ("2031-01-05", "2031-01-06", "2031-01-31", "2031-02-01")]
    assert [counts_on(entry, "alleged", day) for day in days] == [False, True, True, False]
    assert not any(counts_on(entry, "verified", day) for day in days)


LOG = b"""type,happened,status,by,crowns
paid,2031-01-01,verified,Karst,50
,2031-01-01,,,
paid,May,,,
paid,2031-01-01,certain,,
"""


def test_bad_rows_are_problems_and_good_ones_are_read() -> None:
    entries, problems = read_log(LOG, "log.csv")
    assert [e.facts for e in entries] == [(("crowns", 50),)]
    assert [p.sentence.split(":")[0] for p in problems] == [
        f"log.csv, line {n}" for n in (3, 4, 5)
    ]  # fmt: skip


def test_one_event_in_two_formats_is_one_entry() -> None:
    row = b"""{"type": "paid", "happened": "2031-01-01", "status": "verified", "by": "Karst",
               "crowns": 50}""".replace(b"\n", b"")
    assert read_log(row, "log.jsonl")[0] == read_log(LOG, "log.csv")[0]


def coded(score: int | None, coverage: float | None = None) -> Assessment:
    state = CommitmentState.IN_FORCE
    return Assessment("a", "c", "2031-01-01", state, "", score=score, coverage=coverage)


def test_the_aggregate_is_the_sum_over_three_n() -> None:
    (score,) = tallied(("all", coded(c)) for c in (0, 3, 2, None))
    assert score.n == 3 and score.not_owed == 1
    assert score.aggregate == 100 * 5 / 9
    (nothing,) = tallied([("all", coded(None)), ("all", coded(None, 0.0))])
    assert nothing.aggregate is None and (nothing.not_owed, nothing.unknown) == (1, 1)


def test_published_percentages_are_not_rescaled() -> None:
    score, total = from_percentages("all", 200, {"minimum": 51, "complete": 50})
    assert total == 101 and score.counts == (0, 102, 0, 100)


@given(st.binary(max_size=80), st.sampled_from(["l.csv", "l.yaml", "l.jsonl"]))
def test_any_bytes_are_a_log_or_problems(data: bytes, file: str) -> None:
    read_log(data, file)


@given(
    st.text("id,type\nhappened:-{}[]\"' 2031", max_size=80), st.sampled_from(["l.csv", "l.yaml"])
)
def test_any_rows_are_a_log_or_problems(text: str, file: str) -> None:
    read_log(text.encode(), file)


@pytest.mark.parametrize(
    ("data", "file", "said"),
    [
        (bytes(range(256)) * 9, "log.csv", "is not text in UTF-8. Save it as CSV"),
        (b"PK\x03\x04 and so on", "log.csv", "a workbook or an archive. Save the sheet as CSV"),
        (b"", "log.yaml", "is empty"),
        (b"when,what\n2031-01-01,paid\n" * 50, "log.csv", "no column type and no column happened"),
        (b"just some words", "log.yaml", "holds no list"),
        (b"a: [1", "log.yaml", "it is not YAML"),
        (b"[1, 2]", "log.jsonl", "it is no object"),
        ("größe".encode("utf-16"), "log.jsonl", "is not text in UTF-8"),
    ],
)
def test_what_is_no_log_is_said_in_one_sentence(data: bytes, file: str, said: str) -> None:
    entries, (problem,) = read_log(data, file)
    assert entries == () and said in problem.sentence and problem.file == file
