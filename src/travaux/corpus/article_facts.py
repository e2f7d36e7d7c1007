"""Title, publisher, author and date of one article, from its own lines, with the evidence."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from travaux.corpus.dates import first_date
from travaux.corpus.headers import (
    agency_publisher,
    dateline,
    is_kind_of_paper,
    name_in_rest,
    source_line,
)
from travaux.corpus.reading import Facts, fact
from travaux.corpus.titles import is_title_like
from travaux.corpus.units import Unit

ZONE = 7  # lines at the top of an article that may be its header
BELOW = 4  # lines below a title that may still say who wrote it and when
MASTHEAD_WORDS = 6
_DATE_BEHIND = re.compile(r"\s*\([^()]*\b[12]\d{3}\b[^()]{0,6}\)$")
MOST_QUOTED = 16  # words of a title that is a quotation


def facts_of_article(text: str, units: Sequence[Unit], first: bool) -> Facts:
    """Facts of the article made of `units` (residue included), which begins with its header.

    first: it is the first of its file, so that a masthead may stand above its title.
    """
    kept = [unit for unit in units if not unit.residue]
    zone = _zone(text, kept)
    title = _title(text, zone, first)
    facts = _titled(text, title)
    for unit in zone:
        facts = facts.or_else(unit.header.facts)
    facts = facts.or_else(_masthead(text, zone, title))
    facts = facts.or_else(_first_line(text, kept[len(zone) : len(zone) + 1]))
    return facts.or_else(_closing(text, units))


def _zone(text: str, units: Sequence[Unit]) -> list[Unit]:
    """The header: the first units as long as each is a header line or short without a stop."""
    zone: list[Unit] = []
    for unit in units[:ZONE]:
        line = text[unit.start : unit.end].strip()
        dated = any(above.header.kind for above in zone)
        if not (
            unit.header.kind
            or is_title_like(line)
            or _is_name(line)
            or (dated and _is_quoted(line))
        ):
            break
        zone.append(unit)
    return zone


def _is_masthead(line: str) -> bool:
    """A name of several words, every weighty one capitalised, or one word in capitals."""
    words = line.strip(" *_#").split()
    named = len(words) > 1 or line.isupper()
    weighty = all(w[0].isupper() for w in words if len(w) > 3)
    return named and weighty and _is_name(line) and not is_kind_of_paper(line)


def _is_title(line: str) -> bool:
    return is_title_like(line) or _is_quoted(line.strip())


def _is_quoted(line: str) -> bool:
    """A title that is a quotation; elsewhere than below a date line it would be speech."""
    return line[:1] in "“\"‘'" and line[-1:] in "”\"’'" and len(line.split()) <= MOST_QUOTED


def _is_name(line: str) -> bool:
    words = line.strip(" *_#").split()
    return 0 < len(words) <= MASTHEAD_WORDS and words[0][0].isupper() and line[-1] not in '.:;,?!”"'


def _title(text: str, zone: Sequence[Unit], first: bool) -> Unit | None:
    """A Markdown heading; else what stands right above a byline or "First published" line; else
    the foremost line without a date or byline.
    """
    plain = [u for u in zone if not u.header.kind and _is_title(text[u.start : u.end])]
    if not plain:
        return next((u for u in zone[:1] if first and _is_dated_title(text, u)), None)
    if not first:
        return plain[0] if plain[0] is zone[0] else None
    headed = [u for u in plain if text.startswith("# ", u.start)]
    signed = [
        unit
        for unit, below in itertools.pairwise(zone)
        if unit in plain and below.header.kind in ("byline", "first-published")
    ]
    return (headed or signed or [_foremost(text, zone, plain)])[0]


def _is_dated_title(text: str, unit: Unit) -> bool:
    """ "Islanders reject the toll (10 March 2031)": a title with its date, no name with one."""
    words = unit.header.rest.replace("(", " ").replace(")", " ")
    return unit.header.kind == "date" and is_title_like(words) and not _is_masthead(words.strip())


def _foremost(text: str, zone: Sequence[Unit], plain: Sequence[Unit]) -> Unit:
    """The longer of the first two lines, a masthead (a line right above the date) left out; a
    quotation at their head is the title, and what follows explains it.
    """
    dated = len(zone) > 1 and zone[1].header.kind == "date"
    above = dated and _is_masthead(text[zone[0].start : zone[0].end])
    left = [u for u in plain if not (above and u is zone[0])] or list(plain)
    if _is_quoted(text[left[0].start : left[0].end].strip()):
        return left[0]
    return max(left[:2], key=lambda u: u.words)


def _titled(text: str, unit: Unit | None) -> Facts:
    if unit is None:
        return Facts()
    words = text[unit.start : unit.end]
    bare = _DATE_BEHIND.sub("", " ".join(words.split()).strip("#*_ "))
    return fact("title", bare, "title line", unit.start, unit.end)


def _masthead(text: str, zone: Sequence[Unit], title: Unit | None) -> Facts:
    """The publisher in a date line, or in a name right above a date line or above the title."""
    for unit in zone:
        name = name_in_rest(unit.header.rest) if unit.header.kind in ("date", "byline") else ""
        if name and name in text[unit.start : unit.end]:
            at = text.index(name, unit.start)
            return fact("publisher", name, f"{unit.header.kind} line", at, at + len(name))
        line = text[unit.start : unit.end].strip(" *_#")
        if unit is not title and not unit.header.kind and _is_masthead(line) and zone[0] is unit:
            return fact("publisher", line, "masthead", unit.start, unit.end)
    return Facts()


def _first_line(text: str, units: Sequence[Unit]) -> Facts:
    return dateline(text, units[0].start, units[0].end) if units else Facts()


def _closing(text: str, units: Sequence[Unit]) -> Facts:
    """What the residue at the end of the article says of its publisher."""
    facts = Facts()
    for unit in units[-2:]:
        name = name_in_rest(unit.header.rest) if unit.header.kind == "date" else ""
        at = text.find(name, unit.start, unit.end)
        facts = facts.or_else(fact("publisher", name, "closing line", at, at + len(name)))
        facts = facts.or_else(unit.header.facts if name else Facts())
    for unit in units:
        if unit.residue == "agency":
            facts = facts.or_else(agency_publisher(text, unit.start, unit.end))
        elif unit.residue == "source":
            found = source_line(text, unit.start, unit.end)
            line = text[unit.start : unit.end].strip()
            facts = facts.or_else(found).or_else(
                fact("publisher", line, "source line", unit.start, unit.end)
            )
        elif unit.residue == "reprint":
            facts = facts.or_else(unit.header.facts)
    return facts


def date_in_name(file: str) -> Facts:
    """The date at the head of a file's name, the last thing to go by."""
    name = file.rpartition("/")[2].replace("_", " ")
    found = first_date(name)
    return fact("date", found.iso, "name of the file") if found and found.start < 3 else Facts()
