"""Code blind, and see how far coders agree: a sheet to fill in, and the figures of a record.

The sheet holds words and their surroundings, nothing of what the machine or anybody else made of
them. Which statements it holds depends on their ids alone, which are hashes: every coder gets the
same ones, and the choice favours none.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from travaux import issues
from travaux.core.codings import Agreement
from travaux.core.documents import Document
from travaux.core.errors import UsageError
from travaux.core.issues import Stance
from travaux.core.judgements import Action
from travaux.core.record import Record
from travaux.core.statements import Statement
from travaux.reports.spreadsheet import table
from travaux.store import open_archive
from travaux.workbench.judged.wording import Wanted
from travaux.workbench.live import LiveRecord

AROUND = 300  # characters shown before and after the words
ANSWERS = ("is a statement", "speaker", "stance", "about")
FIELDS = {"speaker": "speaker", "stance": "stance", "about": "link"}
YES, NO = {"yes", "y", "1", "true"}, {"no", "n", "0", "false"}
BETWEEN = "|"


def agreement_of(record: Record, blind: bool = False) -> tuple[Agreement, ...]:
    """How far the coders of a record agree, category by category; blind: blind codings only."""
    codings = issues.codings_of(
        record.judgements,
        record.statements,
        record.links,
        record.stances,
        provisions=record.provisions,
        drafts=record.drafts,
    )
    return issues.agreement_by_category(c for c in codings if c.blind or not blind)


def said(figure: Agreement) -> tuple[str, ...]:
    """One figure as cells: category, coders, statements, share agreed, alpha."""
    alpha = "-" if figure.alpha is None else f"{figure.alpha:.2f}"
    coders = " and ".join(figure.coders)
    return figure.category.value, coders, str(figure.units), f"{figure.share:.2f}", alpha


def coding_sheet(path: Path, number: int) -> str:
    """A sheet of `number` statements of the record to code blind, as CSV text."""
    with open_archive(path) as archive:
        documents = {d.id: d for d in archive.nouns("documents")}
        chosen = sorted(archive.nouns("statements"), key=lambda s: s.id)[:number]
    return table([_row(s, documents[s.document]) for s in _as_printed(chosen, documents)])


def _as_printed(chosen: Iterable[Statement], documents: Mapping[str, Document]) -> list[Statement]:
    return sorted(chosen, key=lambda s: (documents[s.document].file, s.start, s.end))


def _row(statement: Statement, document: Document) -> dict[str, str]:
    start, end = statement.start, statement.end
    return {
        "id": statement.id,
        "source": document.title or document.file,
        "before": " ".join(document.text[max(0, start - AROUND) : start].split()),
        "sentence": " ".join(document.text[start:end].split()),
        "after": " ".join(document.text[end : end + AROUND].split()),
        "content": " ".join(statement.words.split()),
        **dict.fromkeys(ANSWERS, ""),
    }


@dataclass(frozen=True, slots=True)
class Answer:
    """One filled-in line: the statement, and column -> what the coder wrote there."""

    line: int
    target: str
    said: Mapping[str, str]


def read_sheet(path: Path, sheet: str, who: str) -> int:
    """Put the answers of a filled-in sheet into the record as blind judgements; how many.

    Raises UsageError, with nothing put in, where the sheet or an answer cannot be used.
    """
    with closing(LiveRecord.open(path)) as live:
        wanted = [w for answer in _answers(sheet) for w in _wanted(live, answer)]
        return len(live.judge_all(wanted, who, blind=True))


def _answers(sheet: str) -> Iterator[Answer]:
    reader = csv.DictReader(io.StringIO(sheet.lstrip("\ufeff")))
    missing = {"id", *ANSWERS} - set(reader.fieldnames or ())
    if missing:
        raise UsageError(
            f"The sheet lacks the columns {', '.join(sorted(missing))}.",
            "Fill in a sheet that --sheet wrote.",
        )
    for row in reader:
        said = {column: (row[column] or "").strip() for column in ANSWERS}
        if any(said.values()):
            yield Answer(reader.line_num, row["id"].lstrip("'"), said)


def _wanted(live: LiveRecord, answer: Answer) -> Iterator[Wanted]:
    """The words of one line. Raises UsageError naming the line."""
    there = answer.said["is a statement"].casefold()
    known = answer.target in live.ground.index.statements
    if not known or there not in YES | NO | {""}:
        what = f"“{there}” is not yes or no" if known else "no statement has this id"
        raise UsageError(f"Line {answer.line} of the sheet: {what}.", "Mend it and read it again.")
    if there:
        yield Wanted("statement", answer.target, Action.REJECT if there in NO else Action.CONFIRM)
    for column, field in FIELDS.items():
        if answer.said[column]:
            given = _given(field, answer.said[column])
            yield Wanted("statement", answer.target, Action.CHANGE, field, given)


def _given(field: str, text: str) -> str | tuple[str, ...]:
    if field == "link":
        labels = (label.strip() for label in text.split(BETWEEN))
        return tuple(label for label in labels if label and label != "-")
    return Stance(text.casefold()).value if text.casefold() in set(Stance) else text
