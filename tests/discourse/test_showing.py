"""Texts that show somebody speaking, and persons quoted by others."""

from __future__ import annotations

from tests.discourse.conftest import Statements
from travaux.core.statements import Statement


def _chain(found: tuple[Statement, ...]) -> list[tuple[str, str, int]]:
    """(source, first content, number of the statement around it or -1), in text order."""
    ids = [s.id for s in found]
    return [
        (s.source.exact, s.content[0].exact, ids.index(s.within) if s.within else -1)
        for s in found
        if s.source
    ]


def test_a_recording_has_somebody_speak(say: Statements) -> None:
    found = say("A leaked recording has the party leader telling donors that the vote was bought.")
    outer = "the party leader telling donors that the vote was bought"
    assert _chain(found) == [
        ("A leaked recording", outer, -1),
        ("the party leader", "that the vote was bought", 0),
    ]


def test_a_person_shows_nothing_by_having_somebody(say: Statements) -> None:
    sources = {
        s.source.exact for s in say("Brask has a man telling her that it rains.") if s.source
    }
    assert sources == {"a man"}


def test_the_one_quoted_in_front_of_a_colon_speaks(say: Statements) -> None:
    found = say("The reporter quotes a guard: “The gate was never locked at night.”")
    assert ("a guard", "“The gate was never locked at night.”", 0) in _chain(found)


def test_words_before_the_verb_that_quotes_them(say: Statements) -> None:
    found = say("“The gate was never locked,” the agency quoted a guard as saying.")
    inner = next(s for s in found if s.source and s.source.exact == "a guard")
    outer = next(s for s in found if s.source and s.source.exact == "the agency")
    assert inner.within == outer.id
    assert inner.words.startswith("“The gate was never locked")
