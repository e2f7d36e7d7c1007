"""Block quotations and lists: a lead-in that ends with a colon and its paragraph, then the words.

A list ends with its last item, a block in marks or indented ends with them; a plain block ends
after `_BLOCK` paragraphs or before a heading, a caption (no finite verb), another lead-in, or the
author's own voice. Where a plain block ends is a guess, and scored as one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from travaux.discourse.attribution import Attribution, Span
from travaux.discourse.clauses import MADE_BY
from travaux.discourse.cues import VERBAL, cue_first, cue_last, cue_lemma
from travaux.discourse.layout_words import BULLET, FINITE, layout_words
from travaux.discourse.lexicon import lexicon
from travaux.discourse.noun_phrases import noun_phrase
from travaux.discourse.sources import subject
from travaux.discourse.syntax import Syntax

BLOCK = "the block behind it"
ITEM = "an item of the list behind it"
_BLOCK = 3  # paragraphs of a plain block: in ukraine-2025 three of four such blocks are that long
_ITEMS = 60
_SAYING = {"VBD", "VBZ", "VBP", "VBG"}


def block_attributions(syntax: Syntax) -> Iterator[Attribution]:
    """Lead-ins with a colon at the end of their paragraph."""
    paragraphs = syntax.annotation.paragraphs
    for number in range(len(paragraphs) - 1):
        start, end = paragraphs[number]
        if not syntax.text[max(start, end - 3) : end].rstrip().endswith(":"):
            continue
        found = _lead_in(syntax, number)
        if found is not None:
            yield from _one_by_one(found)


def _one_by_one(found: Attribution) -> Iterator[Attribution]:
    """Each item of a list is an attribution of its own: it may speak of a point of its own."""
    if ("content", ITEM) not in found.why:
        yield found
        return
    for piece in found.content:
        yield replace(found, content=(piece,))


def _lead_in(syntax: Syntax, number: int) -> Attribution | None:
    paragraphs = syntax.annotation.paragraphs
    colon = syntax.token_from(paragraphs[number][1]) - 1
    if colon < 0 or syntax.tokens[colon].text != ":" or _marked(syntax, paragraphs[number + 1]):
        return None
    cue = _introducing(syntax, colon)
    if cue is None:
        return None
    who = subject(syntax, cue) if syntax.tokens[cue].pos in VERBAL else None
    items = _items(syntax, number)
    content = items or _plain_block(syntax, number + 1)
    if not content:
        return None
    first, last = cue_first(syntax, cue), cue_last(syntax, cue)
    source = noun_phrase(syntax, who[0], (first, cue)) if who else _possessor(syntax, cue)
    why = (
        ("cue", "a lead-in that ends with a colon"),
        ("content", ITEM if items else BLOCK),
        ("source", who[1] if who else "whose words they are"),
    )
    score = 0.75 if items else 0.6
    return Attribution(source, syntax.chars(first, last), content, MADE_BY, score, why)


def _marked(syntax: Syntax, paragraph: Span) -> bool:
    return syntax.text[paragraph[0] : paragraph[0] + 1] in set("“\"«„‘'")


def _introducing(syntax: Syntax, colon: int) -> int | None:
    """The cue of the lead-in: its last verb of saying, else a noun like "conclusions"."""
    first = syntax.sentence(colon).first
    for i in range(colon - 1, max(first, colon - 30) - 1, -1):
        lemma = cue_lemma(syntax, i)
        verb = syntax.tokens[i].pos in VERBAL and syntax.tokens[i].tag in _SAYING
        if verb and (lexicon().verb(lemma, "quote") or lexicon().verb(lemma, "for")):
            return i
    last = syntax.tokens[colon - 1].text.lower() if colon > first else ""
    return colon - 1 if last in layout_words()["introducing"] else None


def _possessor(syntax: Syntax, i: int) -> Span | None:
    """ "Its conclusions:", "The union's demands:"."""
    owner = syntax.child(i, "poss")
    if owner is None:
        return None
    start, end = noun_phrase(syntax, owner, (i,))
    return (start, end - 2) if syntax.text[end - 2 : end] in {"'s", "’s"} else (start, end)


def _items(syntax: Syntax, number: int) -> tuple[Span, ...]:
    """The items of a list behind the lead-in at paragraph `number`, without their bullets.

    A lead-in that is an item itself ("20. Both sides undertake:") has those of its own sublist
    only: they end at the next label of its own style.
    """
    above = _style(syntax, *syntax.annotation.paragraphs[number])
    spans = []
    for start, end in syntax.annotation.paragraphs[number + 1 : number + 1 + _ITEMS]:
        bullet = BULLET.match(syntax.text, start, end)
        if bullet is None or (above and _style(syntax, start, end) == above):
            break
        spans.append((bullet.end(), end))
    return tuple(s for s in (syntax.trim(*span) for span in spans) if s)


def _style(syntax: Syntax, start: int, end: int) -> str:
    """How a paragraph is labelled: its label with 1 for a number and a for a letter; "" if not."""
    bullet = BULLET.match(syntax.text, start, end)
    label = bullet[0].strip() if bullet else ""
    return re.sub(r"[a-z]", "a", re.sub(r"\d+", "1", label))


def _plain_block(syntax: Syntax, number: int) -> tuple[Span, ...]:
    """The paragraphs of a block quotation without marks."""
    kept: list[Span] = []
    for at, (start, end) in enumerate(syntax.annotation.paragraphs[number : number + _BLOCK]):
        if kept and _ends_block(syntax, start, end, number + at):
            break
        kept.append((start, end))
    return tuple(kept)


def _ends_block(syntax: Syntax, start: int, end: int, number: int) -> bool:
    words = set(syntax.text[start:end].lower().split())
    own = bool(words & layout_words()["own_voice"])
    lead_in = syntax.text[start:end].rstrip().endswith(":")
    return (
        own or lead_in or not _has_finite_verb(syntax, start, end) or _marked(syntax, (start, end))
    )


def _has_finite_verb(syntax: Syntax, start: int, end: int) -> bool:
    """Whether the first sentence has one as its root: else it is a heading or a caption."""
    tokens = syntax.words((start, end))
    if not tokens:
        return False
    sentence = syntax.sentence(tokens[0])
    roots = [i for i in range(sentence.first, sentence.last) if syntax.heads[i] == i]
    return any(_is_finite(syntax, i) for i in roots)


def _is_finite(syntax: Syntax, i: int) -> bool:
    if syntax.tokens[i].tag in FINITE:
        return True
    auxiliaries = syntax.all_children(i, "aux", "auxpass")
    return any(syntax.tokens[c].tag in FINITE for c in auxiliaries)
