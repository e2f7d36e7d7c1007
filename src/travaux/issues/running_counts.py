"""Running counts that chain from report to report: "bringing the total since 1 January to 98 (14
deaths and 84 injuries)".

Two checks. The parts of a total sum to it (or, after "including", are no more than it). A total of
the same thing since the same day never falls from one report to the next, and grows at least by
what the later report says is new. What fails is a discrepancy: an arithmetic slip, or a broken
chain.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise

from travaux.core.anchors import Anchor
from travaux.core.documents import Document
from travaux.core.ids import content_id
from travaux.core.issues import Account, Discrepancy
from travaux.issues.measures import matching
from travaux.issues.passages import Passage, day_of, passages
from travaux.issues.terms import table
from travaux.issues.when import expressions


@dataclass(frozen=True, slots=True)
class RunningCount:
    """`total` of `what` since the ISO day `since`, as `passage` gives it at text[start:end].

    parts: what it is made of; whole: whether they are all of it. new: how many are new.
    """

    passage: Passage
    what: str
    since: str
    total: int
    start: int
    end: int
    parts: tuple[int, ...] = ()
    whole: bool = True
    new: int = 0


def running_counts(documents: Iterable[Document]) -> tuple[Discrepancy, ...]:
    """The running counts of the documents that do not add up, sorted by id."""
    counts = read_counts(documents)
    found = [*(_unsummed(c) for c in counts if not _sums(c)), *_broken(counts)]
    return tuple(sorted(found, key=lambda d: d.id))


def read_counts(documents: Iterable[Document]) -> tuple[RunningCount, ...]:
    """Every running count that the documents give, in order of place."""
    return tuple(c for passage in passages(documents) for c in _counts(passage))


def _counts(passage: Passage) -> Iterator[RunningCount]:
    for match in _pattern().finditer(passage.text):
        since = _since(match["about"], passage)
        if since:
            parts, whole, end = _parts(passage.text, match.end())
            new = _new().search(passage.text[: match.start()])
            yield RunningCount(
                passage,
                _what(passage.text),
                since,
                _number(match["total"]),
                match.start("total"),
                max(end, match.end("total")),
                parts,
                whole,
                _number(new["new"]) if new else 0,
            )


def _what(text: str) -> str:
    """What is counted: a kind of `accounts.toml`, else the words after "number of"."""
    low = text.casefold()
    kinds = table("accounts.toml")["counted"]
    named = next((kind for kind in kinds if matching("counted", kind).search(low)), "")
    return "casualties" if "casualt" in low.replace("-", "") else named


def _since(about: str, passage: Passage) -> str:
    """The day from which a total counts, as ISO; "" where the words do not say."""
    written = day_of(passage.written)
    low = about.casefold()
    year = re.search(r"\b(?:beginning of |in )((?:19|20)\d\d)\b", about)
    if year:
        return f"{year[1]}-01-01"
    if written and re.search(r"\b(?:this year|beginning of the year|so far in the year)\b", low):
        return date(written.year, 1, 1).isoformat()
    match = re.search(r"\bsince\b", low)
    dated = expressions(about[match.end() :], written) if match else ()
    first = dated[0].first if dated else None
    if first and written and first > written:
        first = first.replace(year=first.year - 1)
    return first.isoformat() if first else ""


def _parts(text: str, at: int) -> tuple[tuple[int, ...], bool, int]:
    """The parts behind a total, whether they are all of it, and where they end."""
    match = _breakdown().match(text, at)
    if not match:
        return (), True, at
    numbers = [_number(n) for n in _figure().findall(match["parts"])]
    return tuple(numbers), not match["some"], match.end()


@cache
def _numeral() -> str:
    words = "|".join(table("words.toml")["counting"]["numbers"])
    return rf"\d{{1,3}}(?:,\d{{3}})+|\d+|{words}"


@cache
def _figure() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.])(?:{_numeral()})(?!\w)", re.IGNORECASE)


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(
        rf"\btotal\b(?P<about>[^.;:]*?)\s(?:to|at|is|was)\s(?P<total>{_numeral()})(?![\w,]?\d|\w)"
        r"(?P<rest>\s[a-z]+\s[a-z]+(?=,\sincl))?(?P<later>\s(?:\([^)]*\)\s)?since\s[^.,;]*)?",
        re.IGNORECASE,
    )


@cache
def _breakdown() -> re.Pattern[str]:
    one = rf"(?:{_numeral()})\s[a-z\s-]+?"
    return re.compile(
        rf"\s?(?:\(|[:–—-]\s?|,\s(?P<some>including)\s)(?P<parts>{one}(?:(?:,|\sand)\s+{one})*)"
        r"(?=[).;,]|\.$|$)",
        re.IGNORECASE,
    )


@cache
def _new() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:confirmed|corroborated|recorded|registered)\s(?:reports\sof\s)?"
        rf"(?P<new>{_numeral()})\s(?:new\s)?(?:civilian\s)?(?:casualt|people|persons|deaths)",
        re.IGNORECASE,
    )


def _number(text: str) -> int:
    words = table("words.toml")["counting"]["numbers"]
    low = text.casefold()
    return words.index(low) + 1 if low in words else int(text.replace(",", ""))


def _sums(count: RunningCount) -> bool:
    if not count.parts:
        return True
    return sum(count.parts) == count.total if count.whole else sum(count.parts) <= count.total


def _unsummed(count: RunningCount) -> Discrepancy:
    parts = " + ".join(str(part) for part in count.parts)
    why = f"{parts} is {sum(count.parts)}, not {count.total}"
    return _made([count], "arithmetic", why)


def _broken(counts: Sequence[RunningCount]) -> Iterator[Discrepancy]:
    """Totals that fall, or grow by less than what is new, from one report to the next."""
    chains: dict[tuple[str, str], list[RunningCount]] = {}
    for count in counts:
        if count.passage.written:
            chains.setdefault((count.what, count.since), []).append(count)
    for chain in chains.values():
        ordered = sorted(chain, key=lambda c: (c.passage.written, c.total))
        for before, after in pairwise(ordered):
            new = after.new if after.passage.written > before.passage.written else 0
            if after.total < before.total + new:
                why = f"a total since {after.since} goes from {before.total} to {after.total}"
                yield _made(
                    [before, after], "contradiction", why + (f" with {new} new" * bool(new))
                )


def _made(counts: Sequence[RunningCount], reason: str, why: str) -> Discrepancy:
    accounts = tuple(_account(count) for count in counts)
    places = [(a.anchor.document, a.anchor.start) for a in accounts]
    ident = content_id("discrepancy", reason, *places)
    what = counts[0].what or "events"
    totals = " or ".join(dict.fromkeys(f"{count.total:,}" for count in counts))
    title = f"Running count of {what} since {counts[0].since}: {totals}"
    return Discrepancy(ident, "", f"running count of {what}", accounts, reason, why, title=title)


def _account(count: RunningCount) -> Account:
    passage = count.passage
    start, end = passage.start + count.start, passage.start + count.end
    place = Anchor(passage.document, start, end, passage.text[count.start : count.end])
    flat = " ".join(passage.text.split())
    return Account(str(count.total), count.what, flat, place, "", passage.document, passage.written)
