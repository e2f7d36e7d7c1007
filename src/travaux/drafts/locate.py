"""Locates numbered negotiating texts inside a document.

Steps: lines -> candidates -> outline -> items (one tree over the whole document), cut into
stretches at each new list at the root; each stretch is judged (`likeness.py`); stretches of one
text are joined; points quoted piecemeal make one excerpt.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from travaux.core.documents import Document, PartKind
from travaux.drafts.candidates import Line, lines_of
from travaux.drafts.items import Item, Paragraph, read_items
from travaux.drafts.likeness import Verdict, is_heading, is_normative, is_note, judge, pattern

ENOUGH = 4  # monotone items that make a text (fewer may make an excerpt, with others)
WHOLE = 0.6  # share of its article that a text fills when the article is nothing else
NEAR = 3  # paragraphs between two lists of one text, at most


class Stretch(NamedTuple):
    """Consecutive items of one text. whole: it fills its article, so that unlabelled paragraphs
    are its own; else they are the commentary of whoever quotes it.

    before: the paragraphs in front of it, nearest last.
    """

    items: tuple[Item, ...]
    first: int  # index of items[0] in the article's items
    before: tuple[Paragraph, ...]
    whole: bool
    verdict: Verdict
    excerpt: bool = False

    @property
    def start(self) -> int:
        return self.items[0].start

    @property
    def roots(self) -> list[Item]:
        """The items at the root that carry a number."""
        return [i for i in self.items if i.depth == 0 and i.reading.kind != "bullet"]


class Article(NamedTuple):
    """A stretch of a document that reads as one: its lines (residue left out) and title."""

    lines: list[Line]
    title: str

    @property
    def size(self) -> int:
        return sum(line.end - line.start for line in self.lines) or 1


LONE_LABEL = re.compile(r"\W*\w{1,5}[.):]?\W*\Z")


def articles(document: Document) -> list[Article]:
    """The articles of a document; parts of one title make one, residue is left out.

    A number alone on its line looks like residue to whoever cleans a page; here it is a label.
    """
    if not document.parts:
        return [Article(lines_of(document.text, 0, len(document.text)), document.title)]
    found: list[Article] = []
    for part in document.parts:
        residue = part.kind is not PartKind.ARTICLE
        if residue and not LONE_LABEL.match(document.text[part.start : part.end]):
            continue
        lines = lines_of(document.text, part.start, part.end)
        if found and (residue or found[-1].title == part.title):
            found[-1] = Article(found[-1].lines + lines, found[-1].title)
        elif not residue:
            found.append(Article(lines, part.title))
    return found


def stretches(text: str, article: Article) -> tuple[list[Stretch], list[Stretch]]:
    """The texts located in an article, and the numbered lists that are none, with reasons."""
    items = read_items(text, article.lines) if article.lines else []
    if not items:
        return [], []
    cut = [_stretch(text, article, items, a, b) for a, b in _cuts(items)]
    joined = _joined(text, article, [s for s in cut if s is not None])
    accepted = [s for s in joined if s.verdict.accepted and _stands_alone(s)]
    rest = [s for s in joined if s not in accepted]
    excerpts = _excerpts(text, article, rest)
    used = {item for e in excerpts for item in e.items}
    return accepted + excerpts, [s for s in rest if s.items[0] not in used]


def _cuts(items: list[Item]) -> list[tuple[int, int]]:
    """Index ranges of items under one list at the root."""
    starts = [at for at, item in enumerate(items) if at == 0 or item.root != items[at - 1].root]
    return list(zip(starts, [*starts[1:], len(items)], strict=True))


def _stretch(
    text: str, article: Article, items: list[Item], first: int, last: int
) -> Stretch | None:
    """The items [first, last) as a stretch, or None where they carry no number."""
    part = tuple(items[first:last])
    if all(item.reading.kind == "bullet" for item in part if item.depth == 0):
        return None
    before = items[first - 1].paragraphs[1:] if first else _front(text, article, part[0].start)
    return _judged(text, article, Stretch(part, first, before, False, Verdict(False, "", 0.0)))


def _front(text: str, article: Article, start: int) -> tuple[Paragraph, ...]:
    """The paragraphs of the article before its first item."""
    lines = [line for line in article.lines if line.start < start]
    found: list[Paragraph] = []
    for line in lines:
        end = min(line.end, start)
        words = text[line.start : end]
        begin = line.start + len(words) - len(words.lstrip())
        stop = line.start + len(words.rstrip())
        if begin >= stop:
            continue
        if line.wrapped and found:
            found[-1] = found[-1]._replace(end=stop)
        else:
            found.append(Paragraph(begin, stop, line.indent, line.blank_before))
    return tuple(found)


def _judged(text: str, article: Article, stretch: Stretch) -> Stretch:
    """`stretch` with its verdict, and whether it fills its article."""
    end = max(item.label.end for item in stretch.items)
    whole = (end - stretch.start) / article.size >= WHOLE
    announced = introduced(text, article, stretch)
    keyed = all(item.label.keyword for item in stretch.roots)
    verdict = judge(_texts(text, stretch), _singles(text, stretch), announced, keyed)
    return stretch._replace(verdict=verdict, whole=whole)


def _texts(text: str, stretch: Stretch) -> list[tuple[str, str]]:
    """(own words, words of further paragraphs and sub-points) of each unit to be judged.

    A unit is an item at the root; where the root is articles or the like, each article, whose
    heading over a text is nothing to be judged by. The last item's further paragraphs are left
    out: they may be no part of the text.
    """
    keyed = all(item.label.keyword for item in stretch.roots)
    found: list[tuple[str, str]] = []
    for at, item in enumerate(stretch.items):
        pieces = [text[p.start : p.end] for p in item.paragraphs]
        first, more = (pieces[0], pieces[1:]) if pieces else ("", [])
        more = more if at + 1 < len(stretch.items) else more[:1]
        if keyed and item.label.keyword:
            found.append((" ".join([first, *more]), ""))
        elif item.depth and found:
            own, before = found[-1]
            found[-1] = (own, " ".join([before, first, *more]))
        elif item.reading.kind not in ("bullet", "solo"):
            found.append((first, " ".join(more)))
    return [(f"{own} {more}", "") for own, more in found] if keyed else found


def _singles(text: str, stretch: Stretch) -> list[str]:
    """The paragraphs of all items but what stands behind the last, one by one."""
    inner = [text[p.start : p.end] for i in stretch.items[:-1] for p in i.paragraphs]
    return inner + [text[p.start : p.end] for p in stretch.items[-1].paragraphs[:1]]


def introduced(text: str, article: Article, stretch: Stretch) -> bool:
    """Whether the article's title, or the two paragraphs before, announce a negotiating text."""
    words = [text[p.start : p.end][-300:] for p in stretch.before[-2:]]
    return any(pattern("introduction").search(w) for w in [article.title, *words])


def _stands_alone(stretch: Stretch) -> bool:
    """Whether a stretch is a text of its own and not a point or two quoted from one."""
    roots = stretch.roots
    if _monotone(stretch) < ENOUGH or not roots:
        return False
    first = roots[0]
    return bool(first.label.keyword) or first.reading.values[-1] <= 1 or len(roots) >= ENOUGH


def _monotone(stretch: Stretch) -> int:
    """How many items carry a number that rises within its list."""
    last: dict[int, tuple[int, ...]] = {}
    rising = 0
    for item in stretch.items:
        value = (*item.reading.values, item.reading.insert)
        rising += item.reading.kind not in ("bullet", "solo") and value > last.get(item.list, ())
        last[item.list] = value
    return rising


def _joined(text: str, article: Article, cut: list[Stretch]) -> list[Stretch]:
    """Stretches that are lists of one text (parts, chapters, annexes) made one."""
    found: list[Stretch] = []
    for stretch in cut:
        if found and _belong(text, found[-1], stretch):
            both = found[-1]._replace(items=found[-1].items + stretch.items)
            found[-1] = _judged(text, article, both)
        else:
            found.append(stretch)
    return found


def _belong(text: str, one: Stretch, other: Stretch) -> bool:
    """Whether `other` goes on with the text of `one`: only headings between, or both wholly
    normative and close, and neither a second text with its own four points."""
    if other.first != one.first + len(one.items):
        return False
    between = [text[p.start : p.end] for p in other.before]
    if all(item.reading.kind == "solo" for item in one.roots):
        return True  # a preamble before its articles
    headings = all(is_heading(words) or is_note(words) for words in between)
    again = _same_numbers(one, other)
    if again and any(pattern("introduction", "another").search(words) for words in between):
        return False
    if headings and len(between) <= NEAR:
        return True
    normative = all(is_normative(words) for words in between)
    good = one.verdict.accepted and other.verdict.accepted
    return good and normative and not (again and len(between) > NEAR)


def _same_numbers(one: Stretch, other: Stretch) -> bool:
    """Whether both have four points of the same style and numbers at the root."""
    numbers = [{(i.label.keyword, i.label.core) for i in s.roots} for s in (one, other)]
    return len(numbers[0] & numbers[1]) >= ENOUGH


def _excerpts(text: str, article: Article, rest: list[Stretch]) -> list[Stretch]:
    """Points of one text quoted piecemeal: stretches with distinct numbers, joined.

    Each must be normative, and one of them announced; together they carry four labels.
    """
    found: list[list[Stretch]] = []
    for stretch in rest:
        if not _is_quoted(stretch):
            continue
        if found and not _numbers(found[-1]) & _numbers([stretch]):
            found[-1].append(stretch)
        else:
            found.append([stretch])
    return [e for group in found if (e := _excerpt(text, article, group)) is not None]


def _is_quoted(stretch: Stretch) -> bool:
    """Whether the stretch may be points quoted from a draft."""
    kinds = {item.reading.kind for item in stretch.roots}
    keyed = any(item.label.keyword or item.label.weak for item in stretch.roots)
    return kinds == {"arabic"} and not keyed and stretch.verdict.normative >= 0.9


def _numbers(group: list[Stretch]) -> set[tuple[int, ...]]:
    return {item.reading.values for stretch in group for item in stretch.roots}


def _excerpt(text: str, article: Article, group: list[Stretch]) -> Stretch | None:
    items = tuple(item for stretch in group for item in stretch.items)
    labels = [item for item in items if item.reading.kind != "bullet"]
    if len(labels) < ENOUGH or not any(introduced(text, article, s) for s in group):
        return None
    own = [(text[i.start : i.paragraphs[0].end] if i.paragraphs else "", "") for i in labels]
    verdict = judge(own, [words for words, _ in own], True)
    if not verdict.accepted:
        return None
    return group[0]._replace(items=items, verdict=verdict, excerpt=True, whole=False)
