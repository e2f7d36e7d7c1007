"""Statements of ukraine-2025 against a hand-labelled table; 100,000 statements for speed.

The table (`gold/ukraine_links.toml`) holds offsets and labels only. Half of it ("aside") was not
looked at while the linking was developed; the tables of words were written by someone who had read
the articles, so that even that half is not wholly unseen.
"""

from __future__ import annotations

import random
import re
import time
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.figures import Figure, data_hash
from travaux.core.anchors import anchor
from travaux.core.documents import Document
from travaux.core.drafts import Draft, Provision
from travaux.core.issues import ProvisionLink
from travaux.core.parties import Party, PartyKind
from travaux.core.statements import Speaker, Statement, StatementKind, statement_id
from travaux.issues import link, read_stances

GOLD = Path(__file__).with_name("gold") / "ukraine_links.toml"
TEXT = "003"  # the file that holds the numbered text
RANKS = range(1, 30_001)
PARTIES = ("Ukraine", "Russia", "United States", "Europe")


@dataclass(frozen=True, slots=True)
class Case:
    """One labelled statement."""

    statement: Statement
    provisions: tuple[str, ...]
    stances: tuple[str, ...]
    fold: str


def measure(data: Path) -> list[Figure]:
    """Share of statements whose top link is right, by half; seconds for 100,000 × 200."""
    files = sorted((data / "ukraine-2025").glob("*.txt"))
    stamp = data_hash([*files, GOLD])
    documents = {f.name: _read(f) for f in files}
    cases = labelled(documents)
    found = links(cases, documents)
    figures = [_provisions_right(cases, found, fold, stamp) for fold in ("dev", "aside")]
    figures += [_stances_right(cases, documents, found, fold, stamp) for fold in ("dev", "aside")]
    return [*figures, _speed()]


def _read(file: Path) -> Document:
    text = file.read_bytes().decode("utf-8")
    return Document(file.name, file.name, "", "", "2025-11-28", "en", text)


def labelled(documents: dict[str, Document]) -> list[Case]:
    """The table's rows as statements of the documents they stand in."""
    rows = tomllib.loads(GOLD.read_text())["statement"]
    return [_case(row, documents[row["file"]]) for row in rows]


def _case(row: dict[str, Any], document: Document) -> Case:
    content = (anchor(document.id, document.text, *row["span"]),)
    speaker = Speaker(row["speaker"], row["speaker"])
    made = Statement(
        statement_id(document.id, content, None, None),
        document.id,
        StatementKind.INDIRECT,
        content,
        speaker=speaker,
    )
    return Case(made, tuple(row["provisions"]), tuple(row["stances"]), row["fold"])


def text_provisions(documents: dict[str, Document]) -> tuple[Draft, tuple[Provision, ...]]:
    """The numbered text as the labels mean it: its 28 lines, whole."""
    document = next(d for name, d in documents.items() if name.startswith(TEXT))
    start = document.text.index("\n1. ")
    found = re.finditer(r"^(\d+)\. (.*)$", document.text[start:], re.MULTILINE)
    draft = Draft("text", "28 points", "2025-11-20")
    return draft, tuple(
        Provision(
            f"p{m[1]}",
            "text",
            m[1],
            (m[1],),
            m[2],
            (anchor(document.id, document.text, start + m.start(2), start + m.end(2)),),
            int(m[1]),
        )
        for m in found
    )


def links(cases: list[Case], documents: dict[str, Document]) -> tuple[ProvisionLink, ...]:
    """What `issues.link` finds for the labelled statements."""
    draft, provisions = text_provisions(documents)
    parties = [Party(name, name, PartyKind.STATE) for name in PARTIES]
    statements = [case.statement for case in cases]
    return link(statements, provisions, [draft], documents=documents.values(), parties=parties)


def _provisions_right(
    cases: list[Case], found: tuple[ProvisionLink, ...], fold: str, stamp: str
) -> Figure:
    top: dict[str, str] = {}
    for item in found:
        top.setdefault(item.statement, item.label or "*")
    chosen = [case for case in cases if case.fold == fold]
    right = sum(top.get(c.statement.id, "none") in c.provisions for c in chosen)
    note = f"top link of {len(chosen)} statements; '*' and none are answers"
    return Figure(f"linking.provision_right_{fold}", right / len(chosen), "", note, stamp)


def _stances_right(
    cases: list[Case],
    documents: dict[str, Document],
    found: tuple[ProvisionLink, ...],
    fold: str,
    stamp: str,
) -> Figure:
    """The stance read on the top link; where nothing was linked, on the text as a whole."""
    top: dict[str, ProvisionLink] = {}
    for item in found:
        top.setdefault(item.statement, item)
    chosen = [case for case in cases if case.fold == fold]
    whole = [ProvisionLink(c.statement.id, "text", "", "", "whole text", 0.0) for c in chosen]
    asked = [top.get(c.statement.id, link) for c, link in zip(chosen, whole, strict=True)]
    read = read_stances(
        [c.statement for c in chosen],
        asked,
        provisions=text_provisions(documents)[1],
        documents=documents.values(),
    )
    right = sum(str(r.stance) in c.stances for r, c in zip(read, chosen, strict=True))
    note = f"{len(chosen)} statements; sources and cues not given"
    return Figure(f"linking.stance_right_{fold}", right / len(chosen), "", note, stamp)


def _speed() -> Figure:
    statements, provisions = _synthetic(100_000, 200)
    start = time.perf_counter()
    found = link(statements, provisions, [Draft("d", "text")])
    took = time.perf_counter() - start
    note = f"100,000 statements × 200 provisions, {len(found)} links, one process"
    return Figure("linking.seconds_100k_by_200", took, "s", note, "", "low")


def _synthetic(many: int, few: int) -> tuple[list[Statement], list[Provision]]:
    """Statements and provisions of words drawn by Zipf's law."""
    draw = random.Random(1)
    words = ["".join(draw.choices("bcdfglmnprst", k=3)) + draw.choice("aeiou") for _ in RANKS]
    weights = [1 / rank for rank in RANKS]

    def text(length: int) -> str:
        return " ".join(draw.choices(words, weights, k=length))

    provisions = [Provision(f"p{n}", "d", str(n), (str(n),), text(40), (), n) for n in range(few)]
    return [_spoken(n, text(25)) for n in range(many)], provisions


def _spoken(number: int, text: str) -> Statement:
    content = (anchor("d", text, 0, len(text)),)
    return Statement(f"s{number}", f"d{number // 40}", StatementKind.INDIRECT, content)
