"""Hypothetical logs: if these events happened too, what would the boards say, and why?"""

from __future__ import annotations

from collections.abc import Sequence

from travaux.core.commitments import Commitment, Evidence, LogEntry
from travaux.core.ids import content_id
from travaux.core.surveys import Difference, Supposition
from travaux.monitoring.assess import SUPPOSED, assess
from travaux.monitoring.norms import Agreement
from travaux.monitoring.phrases import Misread, Reader


def supposed(words: str, unit: str = "day") -> LogEntry:
    """The log entry of “DATE ACT”, as “2031-11-01 paid by Karst where crowns = 50”.

    Raises Misread when it is not that.
    """
    date, _, rest = words.strip().partition(" ")
    reader = Reader(unit=unit)
    reader.moment(date)
    act = reader.act(rest)
    wrong = [test for test in act.where if test.op != "="]
    if wrong:
        raise Misread(f"an event has values: write “{wrong[0].key} = …”, not “{wrong[0].op}”")
    facts = tuple(sorted((test.key, test.value) for test in act.where))
    id_ = content_id("event", SUPPOSED, date, rest)
    return LogEntry(id_, act.event, date, act.by, act.to, status=Evidence.VERIFIED,
                    reporter=SUPPOSED, facts=facts, words=words.strip())  # fmt: skip


def suppose(
    agreement: Agreement,
    commitments: Sequence[Commitment],
    entries: Sequence[LogEntry],
    more: Sequence[LogEntry],
    as_of: str,
    known_by: str = "",
) -> tuple[Difference, ...]:
    """What `more` would change, in order of boards and names: at `as_of`, or on the day of the last
    of `more` where that is later; the boards without them are made for the same day."""
    at = day_of(more, as_of)
    known = max(known_by, at) if known_by else ""
    before, after = (
        assess(agreement, commitments, log, at, known) for log in (entries, (*entries, *more))
    )
    names = sorted(norm.id for norm in agreement.norms)
    pairs = (zip(names, b.assessments, a.assessments, strict=True)
             for b, a in zip(before, after, strict=True))  # fmt: skip
    return tuple(Difference(n, b, a) for pair in pairs for n, b, a in pair if b.chain != a.chain)


def day_of(more: Sequence[LogEntry], as_of: str) -> str:
    """The day that the boards with `more` are made for: `as_of`, or that of the last of them."""
    return max([as_of, *(e.happened for e in more if e.happened[:10] > as_of[:10])])


def suppositions(
    agreement: Agreement,
    commitments: Sequence[Commitment],
    entries: Sequence[LogEntry],
    words: Sequence[str],
    as_of: str,
    known_by: str = "",
) -> tuple[Supposition, ...]:
    """Each of `words` (“DATE EVENT …”) by itself and, if there are several, all of them together.

    Raises Misread where one is not that.
    """
    more = [supposed(each, agreement.unit) for each in words]
    alone = [((one,), (entry,)) for one, entry in zip(words, more, strict=True)]
    together = [(tuple(words), tuple(more))] if len(words) > 1 else []
    return tuple(
        Supposition(said, suppose(agreement, commitments, entries, added, as_of, known_by))
        for said, added in (*alone, *together)
    )
