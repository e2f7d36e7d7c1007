"""Sorts the paragraphs of a located text: own words, titles, headings, wrap-ups, notes.

Every character of a witness lies in exactly one passage or is white space, so that no word is
lost and none is claimed twice.

Rules. The first paragraph behind a label is the item's own. A further one is
- a note, where it opens as an editor's note or a footnote does (a note within a paragraph is cut
  out of it: inline_notes.py);
- a heading, where it is one and the next label follows;
- the wrap-up of an ancestor, where it goes on in lower case behind a sub-point that ended in a
  comma or semicolon, or stands less far to the right than the sub-point;
- the item's own, where the text fills its article, or it is indented, or goes on in lower case;
- else commentary of whoever quotes the text: a note.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from travaux.drafts.inline_notes import all_note, split
from travaux.drafts.items import Item, Paragraph
from travaux.drafts.likeness import (
    is_essay,
    is_heading,
    is_normative,
    is_note,
    normative_share,
    sentences,
)
from travaux.drafts.locate import Stretch


class Passage(NamedTuple):
    """text[start:end]. kind: label, title, words, wrap (words of item `item` behind its
    sub-points), heading or note; item: index of the item in its article."""

    start: int
    end: int
    kind: str
    item: int


def passages(text: str, stretch: Stretch) -> list[Passage]:
    """The passages of a stretch in reading order. Trailing notes are left out."""
    by_index = {item.at: item for item in stretch.items}
    parents = {item.parent for item in stretch.items}
    own = _owns_paragraphs(text, stretch)
    dropped = _loose_bullets(text, stretch)
    found: list[Passage] = []
    for at, item in enumerate(stretch.items):
        if item.at in dropped:
            found.append(Passage(item.start, item.end, "note", item.at))
            continue
        following = stretch.items[at + 1] if at + 1 < len(stretch.items) else None
        last = following is None or following.at != item.at + 1
        found.append(Passage(item.start, item.label.end, "label", item.at))
        found += _titled(text, item, item.at in parents)
        found += _further(text, item, by_index, own, last)
    return _without_tail([piece for passage in found for piece in _without_notes(text, passage)])


def _without_notes(text: str, passage: Passage) -> Iterator[Passage]:
    """A passage of words with the editor's notes in it as passages of their own."""
    if passage.kind not in ("words", "wrap", "title"):
        yield passage
        return
    pieces = list(split(text, passage.start, passage.end))
    own = [piece for piece in pieces if not piece[-1]]
    if not own or (passage.kind == "wrap" and len(own) > 1):
        yield passage
        return
    for start, end, note in pieces:
        yield Passage(start, end, "note" if note else passage.kind, passage.item)


def _without_tail(found: list[Passage]) -> list[Passage]:
    while found and found[-1].kind in ("note", "heading"):
        found.pop()
    return found


def _titled(text: str, item: Item, holds: bool) -> list[Passage]:
    """The first paragraph as title or words."""
    if not item.paragraphs:
        return []
    first = item.paragraphs[0]
    words = text[first.start : first.end]
    alone = len(item.paragraphs) == 1 and not holds
    keyed = bool(item.label.keyword)
    heading = is_heading(words.rstrip(".") if keyed else words) and "\n" not in words
    title = heading and not alone and (keyed or (not is_normative(words) and words[0] != "["))
    return [Passage(first.start, first.end, "title" if title else "words", item.at)]


def _further(
    text: str, item: Item, by_index: dict[int, Item], own: bool, last: bool
) -> Iterator[Passage]:
    """The paragraphs behind the first."""
    owner, running = item, True
    pieces = item.paragraphs[1:]
    headings = 0 if last else _headings_at_end(text, pieces)
    for at, paragraph in enumerate(pieces):
        words = text[paragraph.start : paragraph.end]
        if at >= len(pieces) - headings:
            kind = "heading"
        elif is_note(words) or all_note(text, paragraph.start, paragraph.end):
            kind = "note"
        elif _goes_on(text, item, paragraph, own and not (last and _ends_text(words))):
            above = _wrapped(text, owner, paragraph, by_index)
            kind = "words" if above is item and running else "wrap"
            owner = above
        else:
            kind = "note"
        running = running and kind == "words"
        if kind == "wrap" and owner is item:
            kind = "note"
        yield Passage(paragraph.start, paragraph.end, kind, owner.at)


def _headings_at_end(text: str, pieces: tuple[Paragraph, ...]) -> int:
    """How many paragraphs before the next label are headings of what follows."""
    count = 0
    for paragraph in reversed(pieces):
        words = text[paragraph.start : paragraph.end]
        if not is_heading(words) or words[:1].islower() or "\n" in words:
            break
        count += 1
    return count


def _ends_text(words: str) -> bool:
    """Whether a paragraph behind the last point is no part of it."""
    return not is_normative(words) or is_essay(words) or is_heading(words)


def _goes_on(text: str, item: Item, paragraph: Paragraph, own: bool) -> bool:
    """Whether a further paragraph belongs to the text at all."""
    words = text[paragraph.start : paragraph.end]
    lower = words[:1].islower() and not is_essay(words)
    return own or lower or (item.indent >= 0 and paragraph.indent > item.indent + 1)


def _wrapped(text: str, item: Item, paragraph: Paragraph, by_index: dict[int, Item]) -> Item:
    """The item that a further paragraph belongs to: itself, or an ancestor it wraps up."""
    owner = item
    while owner.parent in by_index and 0 <= paragraph.indent < owner.indent:
        owner = by_index[owner.parent]
    if owner is item and item.parent in by_index:
        before = text[item.start : paragraph.start].rstrip()
        lower = text[paragraph.start : paragraph.end][:1].islower()
        if lower and before.endswith((";", ",", "; and", "; or")):
            owner = by_index[item.parent]
    return owner


def _owns_paragraphs(text: str, stretch: Stretch) -> bool:
    """Whether unlabelled paragraphs between points are the text's own, or commentary.

    They are its own where the text fills its article, or where they bind as often as the points.
    """
    if stretch.excerpt:
        return False
    if stretch.whole:
        return True
    first = [
        text[i.paragraphs[0].start : i.paragraphs[0].end] for i in stretch.items if i.paragraphs
    ]
    more = [text[p.start : p.end] for item in stretch.items[:-1] for p in item.paragraphs[1:]]
    if not more or sum(map(is_essay, more)) > 0.2 * len(more):
        return False
    cut = [s for words in more for s in sentences(words)]
    return normative_share(cut) >= 0.8 * normative_share(first)


def _loose_bullets(text: str, stretch: Stretch) -> set[int]:
    """Bullets that no point leads in, in a text that does not fill its article: "— Name"."""
    if stretch.whole:
        return set()
    by_index = {item.at: item for item in stretch.items}
    dropped: set[int] = set()
    for item in stretch.items:
        above = by_index.get(item.parent)
        if item.parent in dropped or (item.reading.kind == "bullet" and above is None):
            dropped.add(item.at)
        elif item.reading.kind == "bullet" and above is not None and item.list not in dropped:
            led = text[above.start : item.start].rstrip().endswith((":", ";", ",", "—"))
            if item.list == item.at and not led and item.indent <= above.indent:
                dropped.add(item.at)
        elif item.list in dropped:
            dropped.add(item.at)
    return dropped
