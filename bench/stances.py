"""Stances of invented statements of many fields: concession, conditions, reported stance, double
negation, grudging and withheld assent.

The statements (`gold/stances.toml`) are self-written, so the figures flatter; every second one is
aside and was not looked at while developing. Source, cue and content are given; each statement is
linked to the provision it is about, or to the text as a whole.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.figures import Figure, data_hash
from travaux.core.anchors import Anchor, anchor
from travaux.core.documents import Document
from travaux.core.drafts import Provision
from travaux.core.issues import ProvisionLink, StanceReading
from travaux.core.parties import Party, PartyKind
from travaux.core.statements import Speaker, Statement, StatementKind
from travaux.issues import read_stances

GOLD = Path(__file__).with_name("gold") / "stances.toml"
MARKS = {"source": r"\[([^]]*)\]", "cue": r"<([^>]*)>", "content": r"\{([^}]*)\}"}
MARK = re.compile(r"[\[\]<>{}]")


@dataclass(frozen=True, slots=True)
class Case:
    """One statement with its document, what it is about, and the acceptable answers."""

    document: Document
    statement: Statement
    about: str
    stances: frozenset[str]
    holder: str
    fold: str
    kind: str


def measure(data: Path) -> list[Figure]:
    """Share of statements with an acceptable stance, and of those whose stance is the right
    party's, by half."""
    gold = tomllib.loads(GOLD.read_text("utf-8"))
    cases = [_case(f"s{n}", row) for n, row in enumerate(gold["item"])]
    found = [(case, reading(case, gold["provisions"])) for case in cases]
    return [f for fold in ("dev", "aside") for f in _figures(fold, found)]


def _case(name: str, row: dict[str, Any]) -> Case:
    text = MARK.sub("", row["text"])
    places = {kind: _place(name, row["text"], pattern) for kind, pattern in MARKS.items()}
    source, content = places["source"], places["content"]
    assert source and content, row["text"]
    speaker = Speaker("speaker", source.exact)
    made = Statement(name, name, StatementKind.INDIRECT, (content,), source, places["cue"], speaker)
    document = Document(name, name, "", "", "2031-05-06", "en", text)
    holder = row.get("by", "speaker")
    stances = frozenset(row["stance"])
    return Case(document, made, row.get("about", ""), stances, holder, row["fold"], row["kind"])


def _place(name: str, marked: str, pattern: str) -> Anchor | None:
    """Where the marked words stand in the text without marks."""
    match = re.search(pattern, marked)
    if match is None:
        return None
    start = match.start(1) - len(MARK.findall(marked[: match.start(1)]))
    return anchor(name, MARK.sub("", marked), start, start + len(match[1]))


def reading(case: Case, provisions: dict[str, str]) -> StanceReading:
    """The stance that is read from one statement."""
    known = [
        Provision(k, "d", k, (k,), text, (), n) for n, (k, text) in enumerate(provisions.items())
    ]
    link = ProvisionLink(case.statement.id, "d", case.about, case.about, "likeness", 0.9)
    parties = (
        [Party("speaker", case.statement.speaker.name, PartyKind.GROUP)]
        if (case.statement.speaker)
        else []
    )
    if case.holder != "speaker":
        parties.append(Party(case.holder, case.holder, PartyKind.STATE))
    (read,) = read_stances(
        [case.statement], [link], provisions=known, parties=parties, documents=[case.document]
    )
    return read


def _figures(fold: str, found: list[tuple[Case, StanceReading]]) -> Iterator[Figure]:
    chosen = [(case, read) for case, read in found if case.fold == fold]
    stamp = data_hash([GOLD])
    right = sum(str(read.stance) in case.stances for case, read in chosen)
    note = f"{right} of {len(chosen)} statements"
    yield Figure(f"stances.right_{fold}", right / len(chosen), "", note, stamp)
    reported = [(c, r) for c, r in chosen if c.holder != "speaker"]
    whose = sum(r.party == c.holder for c, r in reported)
    note = f"{whose} of {len(reported)} that report another party's stance"
    yield Figure(f"stances.holder_right_{fold}", whose / len(reported), "", note, stamp)
