"""Formal records (enb): who supports and opposes what, with the formula rules and without them.

Silver labels come from the bulletins' own formulas, read by the few strict patterns below (they
share nothing with `issues.formulas`): a sentence that begins with one party or group and its verb.
A label is (sentence, party, stance). Every second bulletin was set aside while developing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.figures import Figure, data_hash, f1
from travaux import corpus, discourse
from travaux.core.documents import Document
from travaux.core.issues import ProvisionLink, Stance
from travaux.core.statements import Statement
from travaux.issues import read_formulas, read_stances

BULLETINS = 24  # of 149, spread over the years
CAPS = r"[A-Z][A-Z’'-]{3,}(?: (?:AND |OF |THE )?[A-Z][A-Z’'-]{2,})*|EU|US|UK|EIG|LDCs|G-77/CHINA"
PARTY = (
    r"(?P<speaker>[A-Z][a-z]+(?: [A-Z][a-z]+)?), for (?:the )?(?P<group>[A-Z][\w/ -]+?),"
    rf"|(?:The )?(?P<party>{CAPS})"
)
SIDES = r"(?:,? (?:supported|opposed) by (?P<sides>[^.;]*?),)?"
VERB = (
    r"(?P<verb>supported|opposed|objected to|rejected|endorsed|welcomed|called for|urged|proposed"
    r"|requested|preferred|recommended)"
)
LABEL = re.compile(rf"^(?:{PARTY}){SIDES} {VERB} (?P<what>[^;]+)$")
STANCES = {
    **dict.fromkeys(("supported", "endorsed", "welcomed"), Stance.SUPPORT),
    **dict.fromkeys(("opposed", "objected to", "rejected"), Stance.OPPOSE),
}
SENTENCE = re.compile(r"(?<=[.!?]) +(?=[A-Z])|\n+")


@dataclass(frozen=True, slots=True)
class Label:
    """A sentence text[start:end], what it says of whom, and where its verb begins."""

    start: int
    end: int
    party: str
    stance: Stance
    subject: int


def measure(data: Path) -> list[Figure]:
    """Stance F1 with and without the formula rules; party and group right."""
    files = sorted((data / "enb").glob("*.md"))
    chosen = files[:: max(1, len(files) // BULLETINS)][:BULLETINS]
    stamp = data_hash(chosen)
    aside = [file for n, file in enumerate(chosen) if n % 2]
    dev = [file for n, file in enumerate(chosen) if not n % 2]
    return [
        *_scores([_labelled(f) for f in dev], "dev", stamp),
        *_scores([_labelled(f) for f in aside], "aside", stamp),
    ]


def _labelled(file: Path) -> tuple[Document, list[Label]]:
    """A bulletin's labelled sentences alone, each a paragraph, with their labels."""
    lines, labels, at = [], [], 0
    for sentence in SENTENCE.split(file.read_text("utf-8")):
        line = " ".join(sentence.split())
        match = LABEL.match(line)
        if match and len(line) < 400:
            party = match["group"] or match["party"]
            stance = STANCES.get(match["verb"], Stance.DEMAND)
            subject = at + match.start("verb")
            labels.append(Label(at, at + len(line), party, stance, subject))
            lines.append(line)
            at += len(line) + 2
    text = "\n\n".join(lines)
    return Document(file.stem, file.name, "", "", "", "en", text), labels


def _scores(pairs: list[tuple[Document, list[Label]]], fold: str, stamp: str) -> Iterator[Figure]:
    counts = {"general": [0, 0, 0], "formulas": [0, 0, 0]}
    named = total = 0
    for document, labels in pairs:
        general = list(_general(document))
        formal = list(_formal(document))
        for label in labels:
            _count(counts["general"], label, general, _by_place)
            _count(counts["formulas"], label, _joined(formal, general, label), _by_name)
            total += 1
            named += any(_same(label.party, p) for s, p, _ in formal if _inside(s, label))
    for how, (found, right, gold) in counts.items():
        note = f"{gold} labels"
        yield Figure(f"enb.stance_f1_{how}_{fold}", f1(found, right, gold), "", note, stamp)
    yield Figure(f"enb.party_right_{fold}", named / max(1, total), "", f"{total} labels", stamp)


Told = tuple[Statement, str, Stance]


def _general(document: Document) -> Iterator[Told]:
    """Attribution and stance as for any text."""
    annotation = corpus.annotate(document)
    statements = discourse.attribute(document, annotation, "rules")
    links = [ProvisionLink(s.id, "d", "", "", "whole text", 1.0) for s in statements]
    read = read_stances(statements, links, documents=[document])
    for statement, reading in zip(statements, read, strict=True):
        yield statement, statement.speaker.name if statement.speaker else "", reading.stance


def _formal(document: Document) -> Iterator[Told]:
    for reading in read_formulas(document):
        speaker = reading.statement.speaker
        yield reading.statement, speaker.name if speaker else "", reading.stance


def _joined(formal: list[Told], general: list[Told], label: Label) -> list[Told]:
    """The formulas' readings of a sentence; the general ones where they have none."""
    here = [told for told in formal if _inside(told[0], label)]
    return here or general


def _by_name(label: Label, told: Told) -> bool:
    """Whether the party told of is the label's, by name: a group is not its spokesman."""
    return _same(label.party, told[1])


def _by_place(label: Label, told: Told) -> bool:
    """Whether the source stands where the label's party stands: rules for any text know no groups,
    so that the words count and not whom they stand for."""
    source = told[0].source
    return source is not None and label.start <= source.start < label.subject


def _count(
    counts: list[int],
    label: Label,
    told: Iterable[Told],
    same: Callable[[Label, Told], bool],
) -> None:
    """Add one label: stances told of its party in its sentence, whether one is right."""
    stances = {
        each[2]
        for each in told
        if _inside(each[0], label) and same(label, each)
        if each[2] is not Stance.NONE_STATED
    }
    counts[0] += bool(stances)
    counts[1] += label.stance in stances
    counts[2] += 1


def _inside(statement: Statement, label: Label) -> bool:
    return label.start <= statement.start and statement.end <= label.end + 1


def _same(one: str, other: str) -> bool:
    """Whether two printed names are one: case, article and punctuation apart."""
    return _bare(one) == _bare(other)


def _bare(name: str) -> str:
    return re.sub(r"^the |\W+", "", name.casefold().removeprefix("the "))
