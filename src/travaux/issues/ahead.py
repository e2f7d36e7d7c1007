"""Does a clause look ahead to the day it names, and how surely?

Surely: it says what will, shall or must be done ("shall withdraw by 31 December"),
sets a limit to what is not told as past ("all forces leave by 31 December"), or opens with
the day and says so ("From 1 May the ports will …"). Probably: a word of what is planned or limited
stands before the day, or a verb of schedules in the present tense ("the truce expires on Sunday").
What was to be done ("was due on"), and a day that belongs to a thing ("the letter of 3 May must be
answered"), do not look ahead.
"""

from __future__ import annotations

import re
from enum import Enum
from functools import cache

from travaux.issues.terms import table

LOOK = 60  # characters on either side of an expression in which a word that looks ahead counts
CLAUSE = re.compile(r"[;:.!?]|, (?:but|and)\b")
# "by Friday", "by the end of May"; but not "by Ada Bell, 6 April", which says who wrote it.
BY = re.compile(
    r"\bby (?:(?:the )?(?:end|middle|beginning|start) of |about |around |early |mid-?|late )*$"
)
WAS_TO = re.compile(r"\b(?:was|were|had been) (?:\w+ )?(?:scheduled|planned|due)")
OF_THING = re.compile(r"\bof(?: the)? $")
OPENS = re.compile(
    r"\W*(?:(?:by|on|from|until|before|after|as of|as from|in|at|starting|no later than)\s+)?"
    r"(?:the (?:end|beginning|start|middle) of\s+|early |mid-|late )?$"
)
DONE = re.compile(r"\b\w{2,}ed\b")
SOON = 6  # words between a day that opens a clause and its verb


class Outlook(Enum):
    """Where a clause looks from the day of writing."""

    BACK = "back"
    AHEAD = "ahead"
    SURELY = "surely ahead"


def outlook(text: str, start: int, end: int) -> Outlook:
    """How the clause looks that names the day text[start:end]."""
    before = CLAUSE.split(text[max(0, start - LOOK) : start])[-1].casefold()
    after = CLAUSE.split(text[end : end + LOOK])[0].casefold()
    if WAS_TO.search(before):
        return Outlook.BACK
    if _says_shall(before) or (OPENS.fullmatch(before) and _goes_on_with_shall(after)):
        return Outlook.SURELY
    if BY.search(before) and not (_listed("past").search(before) or DONE.search(before)):
        return Outlook.SURELY
    probably = _listed("words").search(before) or _listed("schedule").search(before)
    return Outlook.AHEAD if probably or BY.search(before) else Outlook.BACK


def _says_shall(before: str) -> bool:
    """Whether a clause says, before the day, what will be done, and nothing past behind that."""
    said = [*_listed("shall").finditer(before)]
    if not said or OF_THING.search(before):
        return False
    return not _listed("past").search(before[said[-1].end() :])


def _goes_on_with_shall(after: str) -> bool:
    words = " ".join(after.replace(",", " ").split()[: SOON + 1])
    said = _listed("shall").search(words)
    return bool(said) and not _listed("past").search(words[: said.start()] if said else "")


@cache
def _listed(kind: str) -> re.Pattern[str]:
    words = "|".join(map(re.escape, table("dates.toml")["ahead"][kind]))
    return re.compile(rf"\b(?:{words})\b")


def limits(text: str, at: int) -> bool:
    """Whether words of a limit ("by", "no later than") stand right before the day at `at`."""
    return bool(_limit().search(text[:at].casefold()))


@cache
def _limit() -> re.Pattern[str]:
    joined = "|".join(re.escape(w) for w in table("dates.toml")["hedges"]["limit"])
    return re.compile(
        rf"\b(?:{joined})(?: (?:the (?:end|beginning) of|early|mid|late|this|\w+ing))?\W+$"
    )
