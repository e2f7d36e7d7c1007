"""The visible text of a web page, block by block, with the element each block stood in.

Every visible block is kept, menus included: which of them are the article is decided later, so
that nothing is lost by a wrong guess. Scripts are text that nobody sees and are left out unread.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib import resources
from typing import Any

from lxml import etree

from travaux.corpus.numbering import ordinal

_FILE = resources.files("travaux.corpus").joinpath("html.toml")
_TABLE = {k: frozenset(v.split()) for k, v in tomllib.loads(_FILE.read_text("utf-8")).items()}
UNSEEN, BLOCKS, MARGINS, ROLES = (_TABLE[k] for k in ("unseen", "blocks", "margins", "roles"))
_MARGIN_NAMES = re.compile(
    rf"(?:^|[\s_-])(?:{'|'.join(sorted(_TABLE['names']))})(?:$|[\s_-])", re.I
)
HOMES = frozenset({"article", "main", "section", "div", "td", "th", "body"})
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([a-z-]+)", re.I)
_STYLE_OF_TYPE = {"a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}


@dataclass(slots=True)
class Block:
    """One block of visible text; place: the element, counted by kind ("p 12").

    margin: stands in a menu, footer, share bar …; linked: share of its letters inside links;
    home: number of the nearest article, main, section, div or cell around it.
    """

    text: str
    place: str
    tag: str
    margin: bool
    linked: float
    home: int = 0


@dataclass(slots=True)
class _Draft:
    place: str = ""
    tag: str = ""
    margin: bool = False
    pieces: list[str] = field(default_factory=list)
    linked: int = 0
    home: int = 0


def blocks_of(tree: Any) -> list[Block]:
    """The blocks of the parsed page `tree`, in document order."""
    return list(_Walk().blocks(tree))


class _Walk:
    """One pass over start and end of every element (no recursion: pages can be nested deep)."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.stack: list[Any] = []
        self.margins: list[bool] = [False]
        self.homes: list[int] = [0]
        self.links = 0
        self.lists: list[list[Any]] = []  # [style or "bullet", next number]
        self.draft = _Draft()

    def blocks(self, tree: Any) -> Iterator[Block]:
        walker = etree.iterwalk(tree, events=("start", "end"))
        for event, element in walker:
            tag = element.tag if isinstance(element.tag, str) else ""
            if event == "start" and (not tag or tag in UNSEEN or _is_hidden(element)):
                walker.skip_subtree()
                self.stack.append(None)
            elif event == "start":
                self.stack.append(element)
                yield from self._opened(element, tag)
            elif self.stack.pop() is not None:
                yield from self._closed(element, tag)
                self._add(element.tail)
            else:
                self._add(element.tail)
        yield from self._flushed()

    def _opened(self, element: Any, tag: str) -> Iterator[Block]:
        self.margins.append(self.margins[-1] or _is_margin(element, tag))
        self.counts[tag] += 1
        self.homes.append(self.counts.total() if tag in HOMES else self.homes[-1])
        if tag in BLOCKS:
            yield from self._flushed()
            self.draft = self._draft(f"{tag} {self.counts[tag]}", tag)
        if tag in ("ol", "ul"):
            self.lists.append(_list_state(element, tag))
        elif tag == "li":
            self.draft.pieces.append(self._label(element))
        elif tag == "br":
            self.draft.pieces.append("\n")
        elif tag in ("td", "th") and "".join(self.draft.pieces).strip():
            self.draft.pieces.append(" | ")
        elif tag == "a":
            self.links += 1
        self._add(element.text)

    def _closed(self, element: Any, tag: str) -> Iterator[Block]:
        self.margins.pop()
        self.homes.pop()
        if tag == "a":
            self.links -= 1
        if tag in ("ol", "ul") and self.lists:
            self.lists.pop()
        if tag in BLOCKS:
            place, name = self.draft.place, self.draft.tag
            yield from self._flushed()
            self.draft = self._draft(place, name)

    def _draft(self, place: str, tag: str) -> _Draft:
        return _Draft(place, tag, self.margins[-1], home=self.homes[-1])

    def _label(self, element: Any) -> str:
        if not self.lists or self.lists[-1][0] == "bullet":
            return "• "
        style, number = self.lists[-1]
        value = element.get("value") or ""
        number = int(value) if re.fullmatch(r"-?\d{1,6}", value) else number
        self.lists[-1][1] = number + 1
        return f"{ordinal(number, style)}. "

    def _add(self, words: str | None) -> None:
        if not words:
            return
        self.draft.pieces.append(words if self._kept() else re.sub(r"[ \t\r\n\f]+", " ", words))
        if self.links:
            self.draft.linked += len(words.strip())

    def _kept(self) -> bool:
        return any(e is not None and e.tag == "pre" for e in self.stack[-4:])

    def _flushed(self) -> Iterator[Block]:
        draft, self.draft = self.draft, _Draft()
        text = re.sub(r" *\n *", "\n", re.sub(r"  +", " ", "".join(draft.pieces))).strip()
        if text and text != "•":
            share = min(1.0, draft.linked / len(text))
            place = draft.place or "body 1"
            yield Block(text, place, draft.tag, draft.margin, share, draft.home)


def _is_hidden(element: Any) -> bool:
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style") or ""))


def _is_margin(element: Any, tag: str) -> bool:
    if tag in MARGINS or (element.get("role") or "").lower() in ROLES:
        return True
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return tag not in ("body", "html", "main", "article") and bool(
        _MARGIN_NAMES.search(names[:500])
    )


def _list_state(element: Any, tag: str) -> list[Any]:
    if tag == "ul":
        return ["bullet", 1]
    start = element.get("start") or ""
    named = _LIST_STYLE.search(element.get("style") or "")
    style = named[1].lower() if named else _STYLE_OF_TYPE.get(element.get("type") or "", "decimal")
    style = "bullet" if style in ("none", "disc", "circle", "square") else style
    return [style, int(start) if re.fullmatch(r"-?\d{1,6}", start) else 1]
