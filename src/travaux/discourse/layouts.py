"""Attributions that the layout shows: no parse is needed for most of them.

- transcripts and interviews (transcripts.py), block quotations and lists (blocks.py);
- press releases: a quotation, a dash, a name;
- posts pasted in: a line "— Name (@handle) date" behind the words of the post;
- headlines: a name or title before a colon.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from travaux.discourse.attribution import Attribution, Span
from travaux.discourse.blocks import block_attributions
from travaux.discourse.clauses import MADE_BY
from travaux.discourse.cues import VERBAL
from travaux.discourse.layout_words import BULLET, FINITE, layout_words
from travaux.discourse.roles import is_class
from travaux.discourse.syntax import Syntax
from travaux.discourse.transcripts import turn_attributions

_DASHED = re.compile(r"\s{0,3}[—–-]{1,2}[ \u00a0]*([^\W\d_a-z][^\n]{2,160})")
_POST = re.compile(r"[—–-]{1,2}\s*([^\n(]{1,60}\(@\w{1,30}\))")
_HANDLE = re.compile(r"(@\w{2,30})(?:[ \u00a0]*[·•|,–-][^\n]{0,40})?(?:\n|$)")
POST = "a post’s signature"
_SPEAKING = {"PERSON", "ORG", "GPE", "NORP"}


def layout_attributions(syntax: Syntax) -> Iterator[Attribution]:
    """All attributions that the layout of the document shows."""
    yield from turn_attributions(syntax)
    yield from _signed(syntax)
    yield from _posts(syntax)
    yield from block_attributions(syntax)
    yield from _headlines(syntax)


def _signed(syntax: Syntax) -> Iterator[Attribution]:
    """ "…" – Name, role: the press release's signature behind a quotation."""
    for quotation in syntax.quotations:
        found = _DASHED.match(syntax.text, quotation.end)
        if found is None or not _is_signature(syntax, found.span(1)):
            continue
        why = (("cue", "a dash and a name behind the quotation"), ("source", "the signature"))
        dash = (found.start(1) - 1, found.start(1))
        cue = syntax.trim(quotation.end, found.start(1)) or dash
        source = syntax.trim(*found.span(1), drop=" .\t\r\n\u00a0")
        if source is not None:
            yield Attribution(source, cue, quotation.segments, MADE_BY, 0.8, why)


def _is_signature(syntax: Syntax, span: Span) -> bool:
    """A line that is a name with a role: capitals, no finite verb."""
    tokens = [syntax.tokens[i] for i in syntax.words(span)]
    whole = syntax.paragraph_at(span[0]) == syntax.paragraph_at(span[1] - 1)
    named = (
        bool(tokens) and tokens[0].text[:1].isupper() and tokens[0].pos in {"PROPN", "NOUN", "ADJ"}
    )
    return whole and named and not any(t.tag in FINITE for t in tokens)


def _posts(syntax: Syntax) -> Iterator[Attribution]:
    paragraphs = syntax.annotation.paragraphs
    floor = 0
    for number, (start, end) in enumerate(paragraphs):
        headed = _HANDLE.match(syntax.text, start, end)
        if headed is not None:
            yield from _headed_post(syntax, number, headed)
        found = _POST.match(syntax.text, start, end)
        if found is None:
            continue
        words = _post_body(syntax, floor, number)
        floor = number + 1
        if words:
            why = (("cue", POST), ("content", "the post above it"))
            cue = (start, start + 1)
            yield Attribution(found.span(1), cue, words, MADE_BY, 0.7, why)


def _headed_post(syntax: Syntax, number: int, headed: re.Match[str]) -> Iterator[Attribution]:
    """ "@name · date" and the post, in the same paragraph or the next."""
    paragraphs = syntax.annotation.paragraphs
    rest = syntax.trim(headed.end(), paragraphs[number][1], " \t\r\n")
    after = paragraphs[number + 1] if number + 1 < len(paragraphs) else None
    content = rest or after
    if content is not None:
        why = (("cue", POST), ("content", "the post under the name"))
        yield Attribution(headed.span(1), None, (content,), MADE_BY, 0.7, why)


def _post_body(syntax: Syntax, floor: int, number: int) -> tuple[Span, ...]:
    """The paragraph above the signature, and those above as long as they are items of a list."""
    paragraphs = syntax.annotation.paragraphs
    first = number - 1
    while first > floor and number - first < 12 and BULLET.match(syntax.text, *paragraphs[first]):
        first -= 1
    return tuple(paragraphs[max(first, floor) : number])


def _headlines(syntax: Syntax) -> Iterator[Attribution]:
    """ "Premier: talks are over": a short line without a stop, a name or title before a colon."""
    for start, end in syntax.annotation.paragraphs:
        colon = syntax.text.find(":", start, min(end, start + 50))
        short = end - start < 160 and syntax.text[end - 1] not in '.!?”":;,'
        if colon < 0 or not short or not syntax.text[colon + 1 : colon + 2].isspace():
            continue
        found = _headline(syntax, syntax.words((start, colon)), colon, end)
        if found is not None:
            yield found


def _headline(syntax: Syntax, label: list[int], colon: int, end: int) -> Attribution | None:
    content = syntax.trim(colon + 1, end)
    if not label or len(label) > 5 or content is None or len(syntax.words(content)) < 3:
        return None
    last, word = syntax.tokens[label[-1]], syntax.lower[label[-1]]
    speaking = is_class(word, "office", "person", "body", "outlet") or last.entity in _SPEAKING
    nominal = all(syntax.tokens[i].pos in {"PROPN", "NOUN", "ADJ", "PART", "DET"} for i in label)
    text = syntax.text[slice(*syntax.chars(label[0], label[-1]))]
    if not speaking or not nominal or text.lower() in layout_words()["labels"]:
        return None
    if not any(syntax.tokens[i].pos in VERBAL for i in syntax.words(content)):
        return None  # "India: 1.3 trillion by 2030"
    why = (("cue", "a colon in a headline"), ("content", "the rest of the line"))
    source = syntax.chars(label[0], label[-1])
    return Attribution(source, (colon, colon + 1), (content,), MADE_BY, 0.6, why)
