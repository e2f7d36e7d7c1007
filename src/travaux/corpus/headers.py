"""What the lines around a title say: who wrote it, where it appeared, when."""

from __future__ import annotations

import re
from typing import NamedTuple

from travaux.corpus.dates import MONTHS, first_date
from travaux.corpus.reading import Facts, fact

MOST_WORDS = 24  # of a header line
MOST_CHARS = 600
OTHER_WORDS = 7  # beside the date, in a date line
_DAYS = "monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun"
_NOT_NAMES = frozenset(_DAYS.split()) | MONTHS.keys() | {"contrast", "then", "now", "all", "far"}
_PAPERS = frozenset(
    [
        "draft",
        "paper",
        "version",
        "text",
        "report",
        "statement",
        "note",
        "page",
        "as",
        "updated",
        "part",
    ]
)
_NAME = r"[^\W\d_a-z][\w.’'-]*"
_BYLINE = re.compile(
    rf"(?:^|[·|,.]\s+)(?:Text |Words |Story |Written |Report )?[Bb][Yy]:?\s+"
    rf"(?P<author>(?:the|our) (?:{_NAME} )*[\w ]{{0,30}}"
    r"\b(?:desk|staff|team|editors?|bureau|board|correspondents?)"
    rf"|(?:the )?{_NAME}(?:,? (?:and |& |de |van |von |al-|bin |el )?{_NAME}){{1,12}})"
)
_IN_PLACE = re.compile(rf"\s+(?:in|from|for|,)\s+{_NAME}.*$|\s*[,·|].*$")
_FIRST = re.compile(
    r"(?:(?:this|the) (?:article|story|post|piece|essay|text)\s+(?:was\s+|had\s+)?)?"
    r"(?:first|originally) (?:published|appeared|posted)\s+(?:at|in|by|on|with)\s+"
    r"(?P<publisher>[^.]{2,80}(?:\.\w{2,4})?(?:\([^)]*\))?)\s*\.?\s*",
    re.I,
)
_FROM = re.compile(
    r"(?:From|Source:|Via|via|Courtesy of)\s+"
    rf"(?P<publisher>(?:the |The )?{_NAME}(?:\s{_NAME}){{0,4}})"
)
_LEADING = re.compile(
    r"(?:published|posted|updated|issued|created|first issued|last (?:changed|updated|modified)"
    r"|date|modified|released|added)?(?: on| at)?\s*:?\s*",
    re.I,
)
_DATELINE = re.compile(
    r"(?P<place>[A-Z][A-Z][A-Z .,/’'-]*)(?:,? [\w. ]{3,14})?\s*"
    r"\((?P<agency>[A-Z][\w /.&-]{1,30})\)\s*[-–—]"
)
_PLACED = re.compile(
    r"[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,3},? (?P<date>[\w., /]{8,24}\d)\.?,?"
    r"(?: \([^()\n]{2,30}\))? ?(?:[–—]|-{1,2} |: )"
)
_CRAWLED = re.compile(
    r"\s*(?:date|published|posted|crawled|fetched)\s*:?\s*(?P<date>[12]\d{3}-\d\d-\d\d)\S*\s*",
    re.I,
)


_OUTLET = re.compile(r"\(?\s*(?:with )?([^,/()]+?)(?:\s+(?:with|and)\s.*|[,/].*)?\)")


class HeaderLine(NamedTuple):
    """What a short line says: its facts, and what is left of it once they are taken out.

    kind: byline, first-published, date, or "" for a line that says nothing of the kind.
    """

    kind: str
    facts: Facts
    rest: str


def crawl_date(text: str, start: int, end: int) -> tuple[Facts, int] | None:
    """The date a crawler wrote before the article's first word, and where the article begins."""
    match = _CRAWLED.match(text, start, end)
    found = first_date(match["date"]) if match else None
    if not match or not found:
        return None
    facts = fact("date", found.iso, "date line before the text", *match.span("date"))
    return facts, match.end()


def header_line(text: str, start: int, end: int) -> HeaderLine:
    """What text[start:end], one short line, says of the article it stands over."""
    line = text[start:end]
    if len(line) > MOST_CHARS or len(line.split()) > MOST_WORDS:
        return HeaderLine("", Facts(), line)
    bare = line.strip(" *_#\t")
    first = _FIRST.fullmatch(bare)
    if first:
        offset = start + line.index(bare)
        return HeaderLine("first-published", _first_facts(text, first, offset), "")
    facts, kind, rest = Facts(), "", line
    byline = _author(line)
    if byline:
        name, at = byline
        facts = fact("author", name, "byline", start + at, start + at + len(name))
        kind, rest = "byline", line[: _byline_start(line)]
    return _dated(text, start, end, HeaderLine(kind, facts, rest))


def _author(line: str) -> tuple[str, int] | None:
    match = _BYLINE.search(line)
    if not match or line.rstrip().endswith(("?", "!", ":")):
        return None
    name = re.sub(r"(?<=[a-z]{2})\.$", "", _IN_PLACE.sub("", match["author"]).strip(" *_"))
    first = name.split()[0].lower().strip(".,")
    if first in _NOT_NAMES or (len(name.split()) < 2):
        return None
    after = line[match.start("author") + len(name) :]
    prose = len(re.findall(r"\b[a-z]{3,}\b", after)) > 6
    return None if prose else (name, line.index(name, match.start("author")))


def _byline_start(line: str) -> int:
    match = _BYLINE.search(line)
    return match.start() if match else len(line)


def _first_facts(text: str, match: re.Match[str], offset: int) -> Facts:
    start = offset + match.start("publisher")
    words = match["publisher"]
    dated = first_date(words)
    name = re.sub(r"\s+on$|,$", "", words[: dated.start].strip()) if dated else words.strip()
    facts = fact("publisher", name, "“First published …” line", start, start + len(name))
    if dated:
        facts = facts.or_else(
            fact(
                "date",
                dated.iso,
                "“First published …” line",
                start + dated.start,
                start + dated.end,
            )
        )
    return facts


def _dated(text: str, start: int, end: int, so_far: HeaderLine) -> HeaderLine:
    """Add the date of the line, where the line holds little else."""
    found = first_date(text, start, end)
    if not found:
        return so_far
    if not so_far.kind and _other_words(text, start, end) > OTHER_WORDS:
        return so_far
    facts = so_far.facts.or_else(fact("date", found.iso, "date line", found.start, found.end))
    rest = so_far.rest.replace(text[found.start : found.end], " ")
    return HeaderLine(so_far.kind or "date", facts, rest)


def _other_words(text: str, start: int, end: int) -> int:
    """How many words text[start:end] holds beside dates and what introduces them."""
    count = 0
    while found := first_date(text, start, end):
        count += len(_LEADING.sub("", text[start : found.start].strip(" ,.;"), count=1).split())
        start = found.end
    return count + len(text[start:end].split())


def name_in_rest(rest: str) -> str:
    """The name of a publisher in what is left of a date or byline, "" if there is none.

    A single word is taken for a place, which datelines give more often than a name.
    """
    rest = _LEADING.sub("", rest.strip(" *_#\t"), count=1)
    rest = re.sub(r"\b\d{1,2}[:.]\d\d\b.*", "", rest)
    pieces = [p.strip(" *_.,()–—-") for p in re.split(r"\s[·|–—/]\s|[.,;]\s", rest)]
    names = [p for p in pieces if p and p.lower() not in _NOT_NAMES and p[0].isupper()]
    return names[0] if names and _is_publisher(names[0]) else ""


def is_kind_of_paper(name: str) -> bool:
    """Whether `name` says what a paper is ("Draft of …") rather than who published it."""
    return any(word.strip(".,:()").lower() in _PAPERS for word in name.split())


def _is_publisher(name: str) -> bool:
    words = name.split()
    if not 2 <= len(words) <= 6 or is_kind_of_paper(name) or words[-1].islower():
        return False
    return not (len(words) == 3 and words[1] == "and")  # two places


def agency_publisher(text: str, start: int, end: int) -> Facts:
    """The publisher in "(OUTLET with AGENCY)" at the end of an article."""
    match = re.match(
        r"\(?\s*(?:with )?([^,/()]+?)(?:\s+(?:with|and)\s.*|[,/].*)?\)", text[start:end]
    )
    if not match:
        return Facts()
    return fact("publisher", match[1], "agency line", start + match.start(1), start + match.end(1))


def source_line(text: str, start: int, end: int) -> Facts:
    """The publisher in a line such as "From The River Post", with nothing else in it."""
    match = _FROM.fullmatch(text[start:end].strip())
    if not match:
        return Facts()
    at = text.index(match["publisher"], start)
    return fact("publisher", match["publisher"], "source line", at, at + len(match["publisher"]))


def dateline(text: str, start: int, end: int) -> Facts:
    """The agency in "CITY, Nov 4 (Agency) -" at the head of the first paragraph, and the date in
    "City, 4 November 2031 –"."""
    stop = min(end, start + 90)
    match, placed = _DATELINE.match(text, start, stop), _PLACED.match(text, start, stop)
    facts = Facts()
    if match:
        facts = fact("publisher", match["agency"], "dateline", *match.span("agency"))
    found = first_date(text, *placed.span("date")) if placed else None
    if not found:
        return facts
    return facts.or_else(fact("date", found.iso, "dateline", found.start, found.end))
