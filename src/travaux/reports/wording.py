"""A source's words as a page shows them in a line: without the marks of Markdown.

The one place where marks are taken away. Anchors and exports keep the words exactly as they stand
in the source, and so do the pages of the sources.
"""

from __future__ import annotations

import re

LINK = re.compile(r"!?\[([^\]\n]{1,200})\]\([^)\s]{1,500}(?:\s+\"[^\"\n]*\")?\)")
HEADING = re.compile(r"(?:(?<=\n)|^)[ \t]{0,3}(?:#{1,6}|>+)[ \t]+")
EMPHASIS = re.compile(r"(?<![\w*])(\*{1,3})(?=[^\s*])(.+?)(?<=[^\s*])\1(?![\w*])", re.DOTALL)
UNDERLINED = re.compile(r"(?<![\w_])(_{1,3})(?=[^\s_])(.+?)(?<=[^\s_])\1(?![\w_])", re.DOTALL)
STRAY = re.compile(r"\*{2,}|(?<!\w)_{2,}(?=\w)|(?<=\w)_{2,}(?!\w)|`+")


def unmarked(text: str) -> str:
    """`text` without marks for headings, quotation, emphasis, code and links.

    A pair of marks is needed for emphasis by one star or underline (a footnote's star stays); runs
    of two or more are marks even where a cut has parted the pair.
    """
    bare = HEADING.sub("", LINK.sub(r"\1", text))
    for pattern in (EMPHASIS, UNDERLINED):
        bare = pattern.sub(r"\2", bare)
    return STRAY.sub("", bare)


def flat(text: str) -> str:
    """`text` without marks, on one line."""
    return " ".join(unmarked(text).split())
