"""Which quotations are likely terms, titles or nicknames rather than somebody's words.

Rules. Long quotations, those with a finite verb or a stop inside, and those a comma or colon
leads in are words. A short one without a verb is a term where it stands in the middle of a noun
phrase (a so-called “bridge” force), a nickname between two names, a title where all its weighty
words are capitalised. All others are somebody's words: a missed term does less harm.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from travaux.core.annotation import Quotation, Token

MOST_WORDS = 8
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
STOPS = frozenset({".", ",", "!", "?", ";", "…", "..."})
WEIGHTY = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "ADV", "NUM"})


def with_scare(quotations: Sequence[Quotation], tokens: Sequence[Token]) -> Iterator[Quotation]:
    """The quotations with `likely_scare` set; unchanged where there are no tokens."""
    ends = [token.start for token in tokens]
    for quotation in quotations:
        first = bisect_left(ends, quotation.start)
        last = bisect_left(ends, quotation.end)
        yield quotation._replace(likely_scare=_is_term(tokens, first, last, quotation))


def _is_term(tokens: Sequence[Token], first: int, last: int, quotation: Quotation) -> bool:
    if not quotation.closed or len(quotation.segments) > 1 or first >= last:
        return False
    inner = [t for t in tokens[first:last] if t.pos != "PUNCT"]
    stops = any(t.text in STOPS for t in tokens[first:last])
    if not inner or len(inner) > MOST_WORDS or stops or any(t.tag in FINITE for t in inner):
        return False
    before = tokens[first - 1] if first else None
    after = tokens[last] if last < len(tokens) else None
    if before and before.text in {",", ":"}:
        return False
    so_called = "".join(t.text.lower() for t in tokens[max(0, first - 3) : first]) == "so-called"
    if so_called or _nickname(before, after) or _title(inner):
        return True
    return _in_noun_phrase(before, inner, after)


def _nickname(before: Token | None, after: Token | None) -> bool:
    return bool(before and after and before.pos == "PROPN" and after.pos == "PROPN")


def _title(inner: Sequence[Token]) -> bool:
    """Capitalised throughout: the name of a book, a film, an operation."""
    weighty = [t for t in inner if t.pos in WEIGHTY]
    return len(weighty) >= 2 and all(t.text[:1].isupper() or t.pos == "NUM" for t in weighty)


def _in_noun_phrase(before: Token | None, inner: Sequence[Token], after: Token | None) -> bool:
    if before is None:
        return False
    led = before.pos in {"DET", "ADJ"} or before.tag == "PRP$" or before.tag == "POS"
    closed = (after is not None and after.pos in {"NOUN", "PROPN"}) or inner[-1].pos == "NOUN"
    return led and closed and len(inner) <= 4
