"""Read a brat corpus of attributions and cut it into windows of word pieces.

A corpus folder holds ``text/NAME.txt`` and ``attributions/NAME_XXXX.ann`` where ``XXXX`` names
the annotator; where several annotators did one article, the first file in name order counts.
Offsets are half-open and in characters.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from pathlib import Path

ROLES = ("source", "cue", "content")


@dataclass(frozen=True, slots=True)
class Relation:
    """One annotated attribution: the spans of each role (a content may have several)."""

    source: tuple[tuple[int, int], ...]
    cue: tuple[tuple[int, int], ...]
    content: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Article:
    """A text and what one annotator marked in it."""

    name: str
    text: str
    relations: tuple[Relation, ...]

    def spans(self, role: str) -> frozenset[tuple[int, int]]:
        """Every distinct span of one role; each fragment of a content stands for itself."""
        return frozenset(span for relation in self.relations for span in getattr(relation, role))


def read_split(folder: Path) -> list[Article]:
    """All articles of one split, in name order."""
    return [
        Article(path.stem, text, read_relations(annotations))
        for path in sorted((folder / "text").glob("*.txt"))
        if (annotations := first_annotator(folder, path.stem)) is not None
        and (text := path.read_bytes().decode("utf-8")) is not None
    ]


def first_annotator(folder: Path, name: str) -> Path | None:
    """The annotation file of the first annotator of an article, or None."""
    pattern = re.compile(re.escape(name) + r"_[0-9a-f]{4}\.ann")
    found = [p for p in (folder / "attributions").iterdir() if pattern.fullmatch(p.name)]
    return min(found, default=None)


def read_relations(path: Path) -> tuple[Relation, ...]:
    """The attributions of one brat file; events without a content are left out."""
    marks: dict[str, tuple[str, tuple[tuple[int, int], ...]]] = {}
    events: list[list[str]] = []
    for line in path.read_bytes().decode("utf-8").split("\n"):
        fields = line.split("\t")
        if len(fields) < 2:
            continue
        if line.startswith("T"):
            kind, _, offsets = fields[1].partition(" ")
            marks[fields[0]] = (kind.lower(), _offsets(offsets))
        elif line.startswith("E"):
            events.append(fields[1].split())
    relations = (_relation(event, marks) for event in events)
    return tuple(r for r in relations if r.content)


def _offsets(text: str) -> tuple[tuple[int, int], ...]:
    pairs = (part.split() for part in text.split(";"))
    return tuple((int(pair[0]), int(pair[1])) for pair in pairs)


def _relation(
    event: list[str], marks: dict[str, tuple[str, tuple[tuple[int, int], ...]]]
) -> Relation:
    roles: dict[str, list[tuple[int, int]]] = {role: [] for role in ROLES}
    for argument in event[1:]:
        kind, spans = marks.get(argument.partition(":")[2], ("", ()))
        if kind in roles:
            roles[kind].extend(spans)
    return Relation(*(tuple(sorted(roles[role])) for role in ROLES))


HELD_OUT, HELD_SEED = 60, 20


def tuning_split(articles: list[Article]) -> tuple[list[Article], list[Article]]:
    """Training and tuning articles: the latter a fixed random choice of 60."""
    held = set(random.Random(HELD_SEED).sample(range(len(articles)), HELD_OUT))
    train = [article for at, article in enumerate(articles) if at not in held]
    return train, [articles[at] for at in sorted(held)]
