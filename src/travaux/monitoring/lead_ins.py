"""What stands before the one who is bound and is none of it.

Rules. 1. “To this end, X …”, “In accordance with …, X …”: an adverbial at the start goes up to the
first comma after which another phrase begins. 2. “It was agreed that X would …”: the frame goes,
and “would” binds. 3. “X agrees that in peacetime it …”: X is bound. 4. “X intends … and will …”:
X is bound, and only to what follows. 5. “No …”, “neither …” forbid.
"""

from __future__ import annotations

import re

Span = tuple[int, int]

_OPENERS = (
    "to", "with", "in", "on", "at", "for", "within", "under", "pursuant to", "notwithstanding",
    "over time", "step by step", "furthermore", "moreover", "however", "therefore", "in addition",
    "accordingly", "also", "meanwhile", "thereafter", "then", "finally", "first", "while", "given",
    "without", "as", "through", "by", "from", "throughout", "across", "based on", "of",
    "until then", "at the same time", "for this purpose", "to that end", "consistent with",
    "taking into account",
)  # fmt: skip
_OPENING = re.compile(
    rf"\s*(?:{'|'.join(sorted(_OPENERS, key=len, reverse=True))})\b", re.IGNORECASE
)
_GOES_ON = re.compile(
    r"\s*(?:paragraphs?|articles?|points?|sections?|of|and|or|in|on|as|including|to|by|for|with|from"
    r"|under|\d)\b",
    re.IGNORECASE,
)
_FRAME = re.compile(
    r"\s*it (?:was|is|has been|had been) (?:further |also )?(?:agreed|decided|settled) that\s+",
    re.I,
)
_NESTED = re.compile(
    r"^(?P<who>.+?) (?:agree|consent|accept|undertake|confirm|promise|pledge|declare)s?"
    r" that\b.*\b(?:it|they|he|she)$",
    re.IGNORECASE | re.DOTALL,
)
_AND = re.compile(r"\band$", re.IGNORECASE)
_FIRST_NAME = re.compile(
    r"(?:(?:[Tt]he|[Ee]ach|[Ee]very|[Bb]oth) )?(?:[A-Z][\w’'-]*(?: of)? ?)+"
    r"|(?:[Tt]he|[Ee]ach|[Ee]very|[Bb]oth) [\w-]+"
)
_FORBIDS = re.compile(r"\s*(?:no|neither|none of|nobody|no one|not one)\b", re.IGNORECASE)


def frame_end(sentence: str, start: int) -> int:
    """Where what was agreed begins (“It was agreed that …”); `start` where nothing frames it."""
    found = _FRAME.match(sentence, start)
    return found.end() if found else start


def adverbial_end(sentence: str, start: int, until: int) -> int:
    """Where the clause itself begins after an adverbial at `start`, looked for up to `until`."""
    if not _OPENING.match(sentence, start):
        return start
    comma = sentence.find(",", start, until)
    while comma >= 0 and _GOES_ON.match(sentence, comma + 1):
        comma = sentence.find(",", comma + 1, until)
    return comma + 1 if comma >= 0 and sentence[comma + 1 : until].strip() else start


def plain_bearer(sentence: str, span: Span) -> Span:
    """The one who is bound within `span`."""
    inner = sentence[slice(*span)]
    if nested := _NESTED.match(inner):
        return span[0], span[0] + nested.end("who")
    if _AND.search(inner) and (name := _FIRST_NAME.match(inner)):
        return span[0], span[0] + len(name[0].rstrip())
    return span


def forbids(sentence: str, start: int) -> bool:
    """Whether what begins at `start` says that nobody may."""
    return _FORBIDS.match(sentence, start) is not None
