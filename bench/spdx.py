"""Numbering labels of licence texts (SPDX licence list XML, gold `<bullet>`), read back from text.

Each licence is written out as plain text in two ways: `wrapped` (78 columns, a blank line between
paragraphs, each list level indented by three) and `flat` (one paragraph a line, no indentation,
no blank lines). A gold label counts as recovered when an item stands at its place and its parent
is the item at the place of the gold parent (or both are at the root). Half of the licences (odd
hash of the file name) is kept aside while developing.
"""

from __future__ import annotations

import hashlib
import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from bench.figures import Figure, data_hash
from travaux.drafts.candidates import lines_of
from travaux.drafts.items import Item, read_items

NS = "{http://www.spdx.org/license}"
BLOCKS = {"p", "list", "item", "titleText", "copyrightText", "standardLicenseHeader"}


@dataclass(slots=True)
class Rendered:
    """A licence's text and its gold labels: (offset of the label, index of the gold parent)."""

    text: str = ""
    gold: list[tuple[int, int]] = field(default_factory=list)


@dataclass(slots=True)
class Block:
    """One paragraph to be: words, the depth of its list, and the gold labels in its words."""

    words: str
    depth: int
    labels: list[tuple[int, int]]  # (offset in words, gold index)


def blocks_of(root: etree._Element) -> tuple[list[Block], list[int], list[str]]:
    """The paragraphs of a licence in order; of each gold label its parent and its words."""
    blocks = [Block("", 0, [])]
    parents: list[int] = []
    marks: list[str] = []

    def put(words: str | None, depth: int) -> None:
        clean = re.sub(r"\s+", " ", words or "")
        block = blocks[-1]
        if not block.words:
            block.depth = depth
            clean = clean.lstrip()
        block.words += clean.lstrip() if block.words.endswith(" ") else clean

    def cut() -> None:
        if blocks[-1].words.strip():
            blocks.append(Block("", 0, []))

    def walk(element: etree._Element, depth: int, above: int) -> None:
        tag = str(element.tag).replace(NS, "") if isinstance(element.tag, str) else ""
        held = above
        if tag in BLOCKS and not (tag == "p" and _starts_item(element)):
            cut()
        if tag == "br":
            cut()
        if tag == "bullet":
            put("", depth)
            at = len(blocks[-1].words)
            mark = " ".join("".join(element.itertext()).split())
            parents.append(above)
            marks.append(mark)
            blocks[-1].labels.append((at, len(parents) - 1))
            put(mark + " ", depth)
        else:
            inner = depth + (tag == "list")
            put(element.text, inner) if tag else None
            for child in element:
                walk(child, inner, held)
                if str(child.tag) == NS + "bullet":
                    held = len(parents) - 1
        if tag in BLOCKS:
            cut()
        put(element.tail, depth)

    walk(root, 0, -1)
    return [b for b in blocks if b.words.strip()], parents, marks


def _starts_item(element: etree._Element) -> bool:
    """Whether a <p> only holds the words right behind its item's bullet."""
    before = element.getprevious()
    return before is not None and str(before.tag) == NS + "bullet"


def wrapped(blocks: list[Block], parents: list[int]) -> Rendered:
    """Wrapped at 78 columns, indented by depth, blank lines between."""
    result = Rendered(gold=[(0, above) for above in parents])
    for block in blocks:
        indent = "   " * max(0, block.depth - 1)
        lines = textwrap.wrap(
            block.words.strip(), 78, initial_indent=indent, subsequent_indent=indent
        )
        body = "\n".join(lines)
        for at, index in block.labels:
            place = len(result.text) + _same_word(body, block.words, at)
            result.gold[index] = (place, parents[index])
        result.text += body + "\n\n"
    return result


def _same_word(body: str, words: str, at: int) -> int:
    """Where the character words[at] stands in `body`, which differs in white space only."""
    left = len("".join(words[:at].split()))
    for place, char in enumerate(body):
        if not char.isspace():
            if left == 0:
                return place
            left -= 1
    return len(body)


def flat(blocks: list[Block], parents: list[int]) -> Rendered:
    """One paragraph a line."""
    result = Rendered(gold=[(0, above) for above in parents])
    for block in blocks:
        for at, index in block.labels:
            result.gold[index] = (len(result.text) + at, parents[index])
        result.text += block.words.rstrip() + "\n"
    return result


def recovered(rendered: Rendered) -> Iterator[bool]:
    """For each gold label whether it was found under the right parent.

    Items that the gold does not label at all (a heading "Section 1" without a bullet) are seen
    through: the parent is the nearest ancestor that the gold labels.
    """
    lines = lines_of(rendered.text, 0, len(rendered.text))
    items = read_items(rendered.text, lines) if lines else []
    place = {at: item for item in items for at in (item.label.start, item.start)}
    labelled = {at for at, _ in rendered.gold}
    for at, above in rendered.gold:
        item = place.get(at)
        found = item and _labelled_parent(items, item, labelled)
        yield found == (rendered.gold[above][0] if above >= 0 else -1)


def _labelled_parent(items: list[Item], item: Item, labelled: set[int]) -> int:
    """Place of the nearest ancestor among the `labelled` places, -1 where there is none."""
    while item.parent >= 0:
        item = items[item.parent]
        for at in (item.start, item.label.start):
            if at in labelled:
                return at
    return -1


FIRST = re.compile(r"\W*(?:1|a|i|A|I|\d+(?:\.\d+)*\.1|[*•—−-])\W*\Z")


def style(mark: str) -> str:
    """A label with its number made 1: "12." and "3." are of one style, "1.1" of another."""
    return re.sub(r"[A-Za-z]+", "a", re.sub(r"\d+", "1", mark.strip().rstrip(".")))


def follows(mark: str, before: str) -> bool:
    """Whether `mark` counts one on from `before`, in the same style ("4." after "3.")."""
    numbers = [re.findall(r"\d+", m) for m in (before, mark)]
    if style(mark) != style(before) or len(numbers[0]) != 1 or len(numbers[1]) != 1:
        return False
    return int(numbers[1][0]) == int(numbers[0][0]) + 1


def repaired(marks: list[str], parents: list[int]) -> list[int]:
    """Gold parents where two defects of the collection's nesting are mended.

    Some files close a list after each heading item, so that "a." and "b." stand beside "1." and
    "2.", between them, and not under "1.". And some put "2." under "1.".
    """
    mended = list(parents)
    for at, above in enumerate(parents):
        if above >= 0 and follows(marks[at], marks[above]):
            mended[at] = mended[above]
    siblings: dict[int, list[int]] = {}
    for at, above in enumerate(mended):
        siblings.setdefault(above, []).append(at)
    for row in siblings.values():
        for host, inner in _interrupted(row, marks):
            for at in inner:
                mended[at] = host if mended[at] == mended[host] else mended[at]
    return mended


def _interrupted(row: list[int], marks: list[str]) -> Iterator[tuple[int, list[int]]]:
    """Of siblings: a label, and the list of another style that stands between it and the next."""
    for place, host in enumerate(row):
        styles = [style(marks[at]) == style(marks[host]) for at in row[place + 1 :]]
        count = styles.index(True) if True in styles else 0
        inner = row[place + 1 : place + 1 + count]
        if (
            inner
            and FIRST.match(marks[inner[0]])
            and follows(marks[row[place + 1 + count]], marks[host])
        ):
            yield host, inner


def held_out(file: Path) -> bool:
    """Whether a licence belongs to the half kept aside."""
    return hashlib.sha256(file.stem.encode()).digest()[0] % 2 == 1


def measure(data: Path) -> list[Figure]:
    """Share of gold labels recovered with the right parent, by rendering and by half.

    `_strict`: against the nesting of the XML as it is; else against the mended one (`repaired`).
    """
    files = sorted((data / "spdx").glob("*.xml"))
    if not files:
        return []
    marks: dict[str, list[bool]] = {}
    for file in files:
        for name, found in _read_back(file):
            marks.setdefault(name, []).extend(found)
            if held_out(file):
                marks.setdefault(f"{name}_held_out", []).extend(found)
    key = data_hash(files)
    return [
        Figure(f"spdx.labels_{name}", _share(found), "share", f"{len(found)} labels", key)
        for name, found in sorted(marks.items())
    ]


def _read_back(file: Path) -> Iterator[tuple[str, list[bool]]]:
    """Of one licence, by rendering and gold: which labels were recovered."""
    text = etree.parse(file).getroot().find(f".//{NS}text")
    if text is None:
        return
    blocks, parents, words = blocks_of(text)
    for name, render in (("wrapped", wrapped), ("flat", flat)):
        yield name, list(recovered(render(blocks, repaired(words, parents))))
        yield f"{name}_strict", list(recovered(render(blocks, parents)))


def _share(marks: list[bool]) -> float:
    return sum(marks) / len(marks) if marks else 0.0
