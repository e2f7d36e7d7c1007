"""Web pages: the visible text, with menus, share bars and the like marked as residue.

Which blocks are the article is judged by trafilatura (Barbaresi 2021) together with the page's
own structure; a block is residue only where both leave it out, or where it is a menu by its
links, because swallowing a paragraph does more harm than keeping a menu.

Nothing here can reach a network: the libraries are given a parsed tree, never an address.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from typing import Any

import lxml.html
from lxml import etree

from travaux.core.documents import Place
from travaux.core.problems import Problem
from travaux.corpus.decode import Decoded, decode
from travaux.corpus.faults import fault
from travaux.corpus.html_blocks import Block, blocks_of
from travaux.corpus.html_facts import html_facts
from travaux.corpus.reading import Extract, Facts, Range, fact

LARGEST_JUDGED = 3_000_000  # characters of page beyond which trafilatura would take minutes
LONG_BLOCK = 25  # words; a block as long, with few links, is prose wherever it stands
LONG_KEY = 24  # letters and figures by which a block is known again in what trafilatura gives
LINKED = 0.6  # share of a block's letters inside links, from which on it is a link
MENU = 3
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:.-]+)", re.I)
_DECLARED = re.compile(r"^\s*<\?xml[^>]*\?>")


def read_html(data: bytes, file: str) -> Extract | Problem:
    """The extract of a web page; its text is the visible blocks, one a line."""
    decoded = _decoded(data, file)
    if isinstance(decoded, Problem):
        return decoded
    extract = extract_html(decoded.text, file)
    if isinstance(extract, Problem):
        return extract
    return _with_problems(extract, decoded.problems)


def extract_html(page: str, file: str) -> Extract | Problem:
    """As `read_html`, for a page that is decoded already (an HTML body of a mail)."""
    tree = _parsed(page)
    if tree is None:
        return fault("html-without-text", file)
    blocks = blocks_of(tree)
    if not blocks:
        return fault("html-without-text", file)
    facts = html_facts(tree)
    judged = _judged(page) if len(page) <= LARGEST_JUDGED else ""
    facts = facts.or_else(_guessed_date(page)) if not facts.date else facts
    return _assembled(blocks, _residue(blocks, judged), facts)


def _decoded(data: bytes, file: str) -> Decoded | Problem:
    """By the byte order mark, the page's own charset, or what the bytes look like."""
    declared = _CHARSET.search(data[:4096])
    name = declared[1].decode("ascii", "replace") if declared else ""
    if name and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        try:
            name = "cp1252" if name.lower() in ("iso-8859-1", "latin-1", "ascii") else name
            if not name.lower().startswith("utf-16"):
                return Decoded(data.decode(name), name)
        except (LookupError, UnicodeError, ValueError):
            pass
    return decode(data, file)


def _with_problems(extract: Extract, problems: tuple[Problem, ...]) -> Extract:
    return Extract(
        *(extract.text, extract.format, extract.facts, extract.places, extract.notes),
        *(extract.residue, extract.sections, problems + extract.problems),
    )


def _parsed(page: str) -> Any:
    """The tree of the page, or None. The HTML parser knows no entities but HTML's own."""
    parser = lxml.html.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    page = _DECLARED.sub("", page).replace("\x00", "")
    try:
        return lxml.html.document_fromstring(page.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None


def _judged(page: str) -> str:
    """The letters and figures of what trafilatura takes for the article, lower case, "" if none."""
    import trafilatura

    tree = _parsed(page)
    try:
        found = trafilatura.bare_extraction(tree, with_metadata=False, include_comments=False)
    except Exception:  # a third-party judge may fail on any page; the structure then decides
        return ""
    return _bare(found.text or "") if found is not None else ""


def _guessed_date(page: str) -> Facts:
    """The date that htmldate finds in the page, its range fixed so that no clock is asked."""
    import htmldate

    tree = _parsed(page) if len(page) <= LARGEST_JUDGED else None
    if tree is None:
        return Facts()
    try:
        found = htmldate.find_date(
            *(tree,),
            extensive_search=False,
            original_date=True,
            min_date="1945-01-01",
            max_date="2099-12-31",
        )
    except Exception:  # as above: no date is a finding, too
        return Facts()
    return fact("date", found or "", "markup of the page (htmldate)")


def _bare(words: str) -> str:
    return re.sub(r"[\W_]+", "", words).lower()


def _residue(blocks: Sequence[Block], judged: str) -> list[bool]:
    """For each block, whether it is residue."""
    main = [_is_main(block, judged) for block in blocks]
    if not any(main):
        only = all(block.margin for block in blocks)
        return [block.margin and not only and not _is_prose(block) for block in blocks]
    first, last = main.index(True), len(main) - 1 - main[::-1].index(True)
    first = _with_heading(blocks, first)
    homes = {block.home for block, judged in zip(blocks, main, strict=True) if judged}
    menus = _menus(blocks, main)
    return [
        not main[i]
        and not _is_prose(block)
        and (block.margin or i in menus or not (first <= i <= last or block.home in homes))
        for i, block in enumerate(blocks)
    ]


def _is_main(block: Block, judged: str) -> bool:
    bare = _bare(block.text)
    return bool(bare) and bare in judged and (len(bare) >= LONG_KEY or not block.margin)


def _is_prose(block: Block) -> bool:
    words = len(block.text.split())
    return not block.margin and block.linked < LINKED / 2 and words >= LONG_BLOCK


def _menus(blocks: Sequence[Block], main: Sequence[bool]) -> set[int]:
    """Indices of blocks in a run of at least MENU short links that trafilatura left out. A
    single link is left alone: in the middle of an article it is mostly a part of a sentence.
    """
    linked = [
        not main[i] and block.linked > LINKED and len(block.text.split()) < LONG_BLOCK
        for i, block in enumerate(blocks)
    ]
    runs = (
        list(run) for is_link, run in groupby(range(len(blocks)), linked.__getitem__) if is_link
    )
    return {i for run in runs if len(run) >= MENU for i in run}


def _with_heading(blocks: Sequence[Block], first: int) -> int:
    """The index of the main heading a few blocks before `first`, else `first`."""
    before = range(max(0, first - 8), first)
    return next((i for i in before if blocks[i].tag == "h1" and not blocks[i].margin), first)


def _assembled(blocks: Sequence[Block], residue: Sequence[bool], facts: Facts) -> Extract:
    places: list[Place] = []
    ranges: list[Range] = []
    at = 0
    for block, is_residue in zip(blocks, residue, strict=True):
        end = at + len(block.text)
        places.append(Place(at, end, block.place))
        if is_residue:
            ranges.append((at, end))
        at = end + 1
    text = "\n".join(block.text for block in blocks) + "\n"
    return Extract(text, "html", facts, tuple(places), residue=tuple(ranges))
