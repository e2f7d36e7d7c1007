"""Whatever the text: nothing raised, every anchor exact, nothing from residue, always the same."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.discourse.conftest import annotation_of, document_of
from travaux.core.documents import Part, PartKind
from travaux.core.statements import Statement
from travaux.discourse import attribute, merge_parties

PIECES = (
    "The envoy said", "that", "“", "”", "‘", "’", '"', ",", ".", ":", ";", "—", "\n", "\n\n", "(",
    ")",
    "he added", "according to", "Anna Brask", "Brask", "she", "they", "I think", "the minister",
    "Oslo", "citing", "quoted as saying", "reportedly", "X:", "Y:", "- ", "1. ", "@a", "no", "not",
    "would", "was told by", "his", "words", "in", "as", "put it", "اللغة", "🙂", "\u200f", "…", "?",
    "the two leaders", "let it be known", "in X’s words", "and", "who", "warned", "demands:",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join)


def checked(text: str) -> tuple[Statement, ...]:
    document = document_of(text)
    found = attribute(document, annotation_of(text), "rules")
    for statement in found:
        assert statement.content
        for place in (*statement.content, statement.source, statement.cue):
            assert place is None or text[place.start : place.end] == place.exact != ""
        starts = [piece.start for piece in statement.content]
        assert starts == sorted(starts)
    known = {s.id: s for s in found}
    for statement in found:
        chain, at = set(), statement
        while at.within:
            assert at.within in known
            assert at.id not in chain
            chain.add(at.id)
            at = known[at.within]
    return found


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
def test_cue_soup(text: str) -> None:
    found = checked(text)
    again = attribute(document_of(text), annotation_of(text), "rules")
    assert found == again
    merged = merge_parties(found, [document_of(text)])
    assert len(merged.statements) == len(found)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=200))
def test_any_characters(text: str) -> None:
    checked(text)


@pytest.mark.parametrize(
    "text",
    ["", " ", "“”", "““““", "”””", "“\n“\n“", ":", "—", "“ ” ” “ he said", "said", ", said ,"],
)
def test_scraps(text: str) -> None:
    checked(text)


def test_nothing_from_residue() -> None:
    text = "The envoy said that it was over.\nThe editor said that you should subscribe."
    border = text.index("\n") + 1
    parts = (Part(0, border, PartKind.ARTICLE), Part(border, len(text), PartKind.RESIDUE))
    found = attribute(document_of(text, parts=parts), annotation_of(text), "rules")
    assert [s.words for s in found] == ["that it was over"]


def test_time_grows_linearly() -> None:
    """Eight times the text costs at most sixteen times the time (a quadratic loop costs 64)."""
    unit = (
        "Foreign Minister Anja Rydell met a senior official on Monday. She said that the deal, "
        "which Oslo had called “a trap”, was dead. “We will not sign,” the minister added. "
        "According to the Ledger, citing two diplomats, the king believes that it was signed.\n"
    )

    def cost(times: int) -> float:
        text = unit * times
        document, annotation = document_of(text), annotation_of(text)
        best = float("inf")
        for _ in range(2):
            start = time.perf_counter()
            attribute(document, annotation, "rules")
            best = min(best, time.perf_counter() - start)
        return best

    cost(5)
    assert cost(160) < 16 * cost(20)
