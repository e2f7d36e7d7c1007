"""Passives: by words, and by a parse where one is at hand.

By words: a form of "be" or "get", adverbs, and a participle (a word in -ed, or an irregular one)
that is not used as an adjective ("interested in"). By parse: the labels nsubjpass and auxpass of
spaCy's English models.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from travaux.core.annotation import Annotation
from travaux.drafts.vocabulary import pattern, union


@cache
def _passive() -> re.Pattern[str]:
    adverbs = rf"(?:(?:{union(('passive', 'adverbs'))})\s+){{0,3}}"
    participle = rf"(?:\w{{2,}}ed|{union(('passive', 'irregular'))})"
    be = union(("passive", "auxiliaries"))
    return re.compile(rf"(?:\b(?:{be})|'s|n't)\s+{adverbs}(?P<verb>{participle})\b", re.I)


def has_passive(sentence: str) -> bool:
    """Whether a sentence holds a passive, by its words."""
    return any(passive_spans(sentence, 0, len(sentence)))


def passive_spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The passives in text[start:end], each from its auxiliary to its participle."""
    adjective = pattern(("passive", "adjectives"))
    for match in _passive().finditer(text, start, end):
        if not adjective.fullmatch(match["verb"]):
            yield match.start(), match.end()


def passives_in(parsed: Annotation, start: int, end: int) -> tuple[tuple[int, int, bool], ...]:
    """The passives in [start, end) of a parsed document: (start, end, whether an agent is named).

    start, end: from the auxiliary to the participle, in characters of the document.
    """
    inside = parsed.tokens_in(start, end)
    found = []
    for at in inside:
        token = parsed.tokens[at]
        if token.dep == "auxpass":
            verb = parsed.tokens[token.head]
            agent = any(
                parsed.tokens[i].dep == "agent" and parsed.tokens[i].head == token.head
                for i in inside
            )
            found.append((min(token.start, verb.start), max(token.end, verb.end), agent))
    return tuple(found)
