"""Attributions that the layout shows: no parse is needed for most of them.

- transcripts and interviews: paragraphs that open with `NAME:`, at least two of them;
- press releases: a quotation, a dash, a name;
- posts pasted in: a line "— Name (@handle) date" behind the words of the post;
- block quotations and lists: a lead-in that ends with a colon and its paragraph, and then the
  words. A list ends with its last item, a block in marks or indented ends with them; a plain
  block ends after `_BLOCK` paragraphs or before a heading, a caption (no finite verb), another
  lead-in, or the author's own voice. Where a plain block ends is a guess, and scored as one.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Any

from travaux.discourse.attribution import Attribution, Span
from travaux.discourse.clauses import MADE_BY
from travaux.discourse.cues import VERBAL, cue_first, cue_last, cue_lemma
from travaux.discourse.lexicon import lexicon
from travaux.discourse.roles import is_class
from travaux.discourse.sources import noun_phrase, subject
from travaux.discourse.syntax import Syntax

_LABEL = re.compile(
    r"[ \t]*([^\W\d_][\w.'’\-]*(?:[ ,]+(?:\([^)\n]{1,60}\)|[\w.'’\-]+)){0,9}) ?:(?=\s+\S)"
)
_DASHED = re.compile(r"\s{0,3}[—–-]{1,2}[ \u00a0]*([^\W\d_a-z][^\n]{2,160})")
_POST = re.compile(r"[—–-]{1,2}\s*([^\n(]{1,60}\(@\w{1,30}\))")
_HANDLE = re.compile(r"(@\w{2,30})(?:[ \u00a0]*[·•|,–-][^\n]{0,40})?(?:\n|$)")
_ITEM = re.compile(r"[ \t]*(?:[-*•·–—▪◦‣]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s+")
TURN = "a speaker’s name and a colon"
POST = "a post’s signature"
BLOCK = "the block behind it"
ITEM = "an item of the list behind it"
_BLOCK = 3  # paragraphs of a plain block: in ukraine-2025 three of four such blocks are that long
_TURN = 40  # paragraphs of one turn in a transcript
_ITEMS = 60
_SPEAKING = {"PERSON", "ORG", "GPE", "NORP"}
_FINITE = {"VBD", "VBZ", "VBP", "MD"}
_SAYING = {"VBD", "VBZ", "VBP", "VBG"}
_STOPS = frozenset(".!?…”\"'’")


@cache
def _tables() -> dict[str, Any]:
    file = files("travaux.discourse").joinpath("layouts.toml")
    return {key: frozenset(words) for key, words in tomllib.loads(file.read_text("utf-8")).items()}


def layout_attributions(syntax: Syntax) -> Iterator[Attribution]:
    """All attributions that the layout of the document shows."""
    yield from _transcript(syntax)
    yield from _signed(syntax)
    yield from _posts(syntax)
    yield from _blocks(syntax)
    yield from _headlines(syntax)


def _transcript(syntax: Syntax) -> Iterator[Attribution]:
    paragraphs = syntax.annotation.paragraphs
    labels = [_label(syntax, *paragraph) for paragraph in paragraphs]
    names = Counter(_text(syntax, label) for label in labels if label)
    speaking = [label is not None and _speaks(_text(syntax, label), names) for label in labels]
    if sum(speaking) < 2 or not _is_spoken(syntax, speaking):
        return
    for number, label in enumerate(labels):
        if label is not None and speaking[number]:
            turn = _turn(syntax, number, label, speaking)
            if turn.content:
                yield turn


def _is_spoken(syntax: Syntax, speaking: list[bool]) -> bool:
    """Whether half of the labelled paragraphs are sentences: else it is a list or a table ("EU: 300
    billion by 2035")."""
    turns = [p for p, so in zip(syntax.annotation.paragraphs, speaking, strict=True) if so]
    said = [syntax.text[end - 1] in _STOPS or _has_verb(syntax, start, end) for start, end in turns]
    return 2 * sum(said) >= len(said)


def _has_verb(syntax: Syntax, start: int, end: int) -> bool:
    return any(syntax.tokens[i].tag in _FINITE for i in syntax.words((start, end)))


def _label(syntax: Syntax, start: int, end: int) -> Span | None:
    found = _LABEL.match(syntax.text, start, end)
    if found is None or found[1].lower().split(" (")[0] in _tables()["labels"]:
        return None
    return found.span(1)


def _speaks(label: str, names: Counter[str]) -> bool:
    """A speaker's label is in capitals, or comes again; every word of it is a name or title."""
    words = [w for w in re.split(r"[ ,]+", label.split("(")[0]) if w]
    capital = all(w[:1].isupper() or w in {"of", "the", "for", "de", "van"} for w in words)
    return capital and (label.split("(")[0].strip().isupper() or names[label] > 1)


def _turn(syntax: Syntax, number: int, label: Span, speaking: list[bool]) -> Attribution:
    """From one label to the next; the last turn is its own paragraph."""
    paragraphs = syntax.annotation.paragraphs
    stop = next(
        (n for n in range(number + 1, min(len(speaking), number + _TURN)) if speaking[n]), 0
    )
    start = syntax.text.index(":", label[1]) + 1
    spans = [(start, paragraphs[number][1]), *paragraphs[number + 1 : stop or number + 1]]
    content = tuple(s for s in (syntax.trim(*span, drop=" \t\r\n\u00a0") for span in spans) if s)
    why = (("cue", TURN), ("content", "the turn that follows"))
    return Attribution(label, (start - 1, start), content, MADE_BY, 0.9, why)


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
    return whole and named and not any(t.tag in _FINITE for t in tokens)


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
    while first > floor and number - first < 12 and _ITEM.match(syntax.text, *paragraphs[first]):
        first -= 1
    return tuple(paragraphs[max(first, floor) : number])


def _blocks(syntax: Syntax) -> Iterator[Attribution]:
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
    text = _text(syntax, syntax.chars(label[0], label[-1]))
    if not speaking or not nominal or text.lower() in _tables()["labels"]:
        return None
    if not any(syntax.tokens[i].pos in VERBAL for i in syntax.words(content)):
        return None  # "India: 1.3 trillion by 2030"
    why = (("cue", "a colon in a headline"), ("content", "the rest of the line"))
    source = syntax.chars(label[0], label[-1])
    return Attribution(source, (colon, colon + 1), (content,), MADE_BY, 0.6, why)


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
    return colon - 1 if last in _tables()["introducing"] else None


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
        bullet = _ITEM.match(syntax.text, start, end)
        if bullet is None or (above and _style(syntax, start, end) == above):
            break
        spans.append((bullet.end(), end))
    return tuple(s for s in (syntax.trim(*span) for span in spans) if s)


def _style(syntax: Syntax, start: int, end: int) -> str:
    """How a paragraph is labelled: its label with 1 for a number and a for a letter; "" if not."""
    bullet = _ITEM.match(syntax.text, start, end)
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
    own = bool(words & _tables()["own_voice"])
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
    if syntax.tokens[i].tag in _FINITE:
        return True
    auxiliaries = syntax.all_children(i, "aux", "auxpass")
    return any(syntax.tokens[c].tag in _FINITE for c in auxiliaries)


def _text(syntax: Syntax, span: Span) -> str:
    return syntax.text[span[0] : span[1]]
