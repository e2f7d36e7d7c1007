"""Cues of several words: "let it be known that", "take the view that", "given to understand that".

Each is a row of lemmas in lexicon.toml (`that_idioms`; "*" is any one word); the content is the
clause that opens with "that" right behind it or after a short aside, the source the subject of
its first verb.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from travaux.discourse.attribution import Attribution
from travaux.discourse.clauses import MADE_BY, trimmed
from travaux.discourse.cues import cue_first
from travaux.discourse.lexicon import lexicon
from travaux.discourse.noun_phrases import noun_phrase
from travaux.discourse.sources import subject
from travaux.discourse.syntax import Syntax

IDIOM = "a phrase that reports"
_GAP = 5  # tokens between the idiom and its "that" ("made it clear to the press that")


@cache
def _idioms() -> dict[str, tuple[tuple[str, ...], ...]]:
    table: dict[str, tuple[tuple[str, ...], ...]] = {}
    for idiom in lexicon().phrases["that_idioms"]:
        words = tuple(idiom.split())
        table[words[0]] = (*table.get(words[0], ()), words)
    return table


def idiom_attributions(syntax: Syntax) -> Iterator[Attribution]:
    """One attribution for each idiom with a clause."""
    for i, token in enumerate(syntax.tokens):
        for words in _idioms().get(token.lemma.lower(), ()):
            if _matches(syntax, i, words):
                found = _reported(syntax, i, i + len(words) - 1)
                if found is not None:
                    yield found
                    break


def _matches(syntax: Syntax, i: int, words: tuple[str, ...]) -> bool:
    if i + len(words) >= syntax.sentence(i).last:
        return False
    lemmas = (syntax.tokens[i + at].lemma.lower() for at in range(len(words)))
    return all(word in {"*", lemma} for word, lemma in zip(words, lemmas, strict=True))


def _reported(syntax: Syntax, i: int, last: int) -> Attribution | None:
    limit = min(syntax.sentence(i).last, last + 2 + _GAP)
    that = next((t for t in range(last + 1, limit) if syntax.lower[t] == "that"), None)
    who = subject(syntax, i)
    if that is None or who is None or any(syntax.tokens[t].text == "," for t in range(last, that)):
        return None
    clause = syntax.heads[that]
    content = trimmed(syntax, that, max(syntax.right[clause], that))
    if content is None or clause <= that:
        return None
    why = (
        ("cue", IDIOM),
        ("content", "the clause behind it"),
        ("source", who[1]),
    )
    source = noun_phrase(syntax, who[0], (cue_first(syntax, i), i, that))
    cue = syntax.chars(cue_first(syntax, i), last)
    return Attribution(source, cue, (content,), MADE_BY, 0.75, why)
