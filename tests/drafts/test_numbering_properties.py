"""Fuzzed numbering: never refused, never a character lost or claimed twice; near-linear time."""

from __future__ import annotations

from itertools import pairwise
from time import process_time

from hypothesis import given, settings
from hypothesis import strategies as st

from travaux.core.documents import Document
from travaux.drafts import find_witnesses, read_slots
from travaux.drafts.locate import articles, stretches
from travaux.drafts.passages import Passage, passages

LABELS = [
          "1.", "2)", "(a)", "b.", "(iv)", "i)", "10 a)", "13.b", "8bis.", "1.º", "Article 4",
          "§ 2", "ANNEX I", "Option 1:", "•", "- 3.", "1.2.3", "Second,", "[5]", "第3条",
          "**7.**", "(c)", "IV.", "Article 4(2)", "Chapter II", "x.", "9"]  # fmt: skip
WORDS = [
         "Boats shall leave.", "the Parties agree:", "to count;", "[shall][may]", "]", "[",
         "\n", "\n\n", "  ", "Security", "(b) to meet;", "and", "I think so.", "[Editor's note: x]",
         "[^1]: see", "1,000 men", "# Heading", "\t", "é世\U0001f600", "\r\n",
         "\u2028"]  # fmt: skip
lines = st.lists(
    st.tuples(
        st.sampled_from(["", "  ", "\t"]), st.sampled_from([*LABELS, ""]),
        st.lists(st.sampled_from(WORDS), max_size=4),
    ),
    max_size=24,
)  # fmt: skip


def written(rows: list[tuple[str, str, list[str]]]) -> str:
    return "\n".join(f"{indent}{label} {' '.join(words)}" for indent, label, words in rows)


def document(text: str) -> Document:
    return Document("doc", "a.txt", "Draft agreement", "", "", "en", text)


def pieces(text: str) -> list[list[Passage]]:
    """The passages of every stretch of a text, accepted or not."""
    found = []
    for article in articles(document(text)):
        accepted, rest = stretches(text, article)
        found += [passages(text, stretch) for stretch in [*accepted, *rest]]
    return found


def is_tiled(text: str, found: list[Passage]) -> bool:
    """Whether passages follow one another with nothing but white space and marks between."""
    between = [text[a.end : b.start] for a, b in pairwise(found)]
    disjoint = all(a.end <= b.start for a, b in pairwise(found))
    return disjoint and not any(char.isalnum() for gap in between for char in gap)


@settings(max_examples=150, deadline=None)
@given(lines)
def test_no_word_of_a_numbered_text_is_lost(rows: list[tuple[str, str, list[str]]]) -> None:
    text = written(rows)
    for found in pieces(text):
        ordered = sorted(found, key=lambda p: p.start)
        assert is_tiled(text, ordered)


@settings(max_examples=150, deadline=None)
@given(lines)
def test_provisions_never_overlap_and_hold_their_words(
    rows: list[tuple[str, str, list[str]]],
) -> None:
    text = written(rows)
    for witness in find_witnesses(document(text)).witnesses:
        places = sorted((p.anchors[0].start, p.anchors[0].end) for p in witness.provisions)
        assert all(a[1] <= b[0] for a, b in pairwise(places))
        assert witness.start <= places[0][0]
        assert places[-1][1] <= witness.end
        ids = {p.id for p in witness.provisions}
        assert len(ids) == len(witness.provisions)
        assert all(not p.parent or p.parent in ids for p in witness.provisions)
        assert [p.order for p in witness.provisions] == list(range(len(witness.provisions)))
        for provision in witness.provisions:
            place = provision.anchors[0]
            assert text[place.start : place.end] == place.exact


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=400))
def test_any_text_at_all_is_read(text: str) -> None:
    find_witnesses(document(text))


def timed(text: str) -> float:
    begin = process_time()
    find_witnesses(document(text))
    read_slots(text, "doc")
    return process_time() - begin


def test_a_line_of_a_million_characters_is_read() -> None:
    assert timed("1. Boats shall leave the port; 2. guns shall leave within 3 days; " * 15_200) < 40
    assert timed("a" * 1_000_000) < 20
    assert timed("(a) " * 60_000) < 60
    assert timed("1" * 1_000_000) < 20


def test_time_grows_with_the_text_and_not_with_its_square() -> None:
    def text(points: int) -> str:
        return "".join(
            f"{n}. Party {n} shall count {n} boats:\n(a) by day;\n(b) by night.\n"
            for n in range(1, points + 1)
        )

    timed(text(20))
    small, large = timed(text(150)), timed(text(1200))
    assert large < 8 * small * 3
