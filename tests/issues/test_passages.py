from __future__ import annotations

import time

from travaux.core.documents import Document
from travaux.issues.passages import LONGEST, passages


def written(text: str) -> Document:
    return Document("d", "a.txt", "", "", "", "en", text)


def test_what_never_ends_is_cut_between_words_and_nothing_is_lost() -> None:
    text = "the deputies asked about 30 locks and " * 200
    found = list(passages([written(text)]))
    assert len(found) == -(-len(text) // LONGEST)
    assert "".join(p.text for p in found) == text
    assert all(p.text == text[p.start : p.end] and len(p.text) <= LONGEST for p in found)
    assert all(p.text.endswith(" ") for p in found[:-1])


def test_words_without_a_space_are_cut_too() -> None:
    found = list(passages([written("x" * (LONGEST * 2 + 5))]))
    assert [len(p.text) for p in found] == [LONGEST, LONGEST, 5]


def test_sentences_of_one_long_line_begin_at_their_first_word() -> None:
    found = list(passages([written("The cap stays.   No lock was built. “It rained,” she said.")]))
    assert [p.text for p in found] == [
        "The cap stays.",
        "No lock was built.",
        "“It rained,” she said.",
    ]


def test_the_time_of_a_long_line_grows_with_its_length() -> None:
    def worked(sentences: int) -> float:
        document = written("Nobody at the port replied to that. " * sentences)
        began = time.process_time()
        assert sum(1 for _ in passages([document])) == sentences
        return time.process_time() - began

    worked(100)
    assert worked(16_000) < 24 * max(worked(2_000), 0.005)  # eight times is linear, 64 the square
