"""What statements can be filtered by: each facet's words and how a statement gets its value."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from travaux.core.statements import Statement
from travaux.reports.indexed import Indexed, speaker_party
from travaux.reports.views import NOBODY

Reader = Callable[[Indexed, Statement], str]
SEVERAL = "|"  # between the values of a facet that may have several


@dataclass(frozen=True, slots=True)
class Facet:
    """One thing to filter by. name: in the address; words: before the choice; reader: the value
    of a statement ("" for none), several joined by SEVERAL."""

    name: str
    words: str
    reader: Reader
    several: bool = False


def _speaker(index: Indexed, statement: Statement) -> str:
    return statement.speaker.name if statement.speaker else NOBODY


def _named(index: Indexed, statement: Statement) -> str:
    if statement.speaker is None:
        return "not given"
    return "named" if statement.speaker.named else "unnamed"


def _depth(index: Indexed, statement: Statement) -> str:
    return str(len(index.chain(statement)) + 1)


def _about(index: Indexed, statement: Statement) -> str:
    labels = set()
    for link in index.links_of.get(statement.id, ()):
        draft = index.drafts.get(link.draft)
        labels.add(f"{draft.name if draft else ''} {link.label}".strip() or "the whole text")
    return SEVERAL.join(sorted(label.replace(SEVERAL, "/") for label in labels))


def _stance(index: Indexed, statement: Statement) -> str:
    said = {s.stance.value for s in index.stances_of.get(statement.id, ())}
    return SEVERAL.join(sorted(said - {"none stated"}))


def _judged(index: Indexed, statement: Statement) -> str:
    """Filled by `Columns`, which knows the judgements of each statement."""
    return ""


FACETS: tuple[Facet, ...] = (
    Facet("speaker", "Speaker", _speaker),
    Facet("outlet", "Outlet", lambda index, s: index.publisher(s)),
    Facet("about", "About", _about, several=True),
    Facet("stance", "Stance", _stance, several=True),
    Facet("kind", "Kind", lambda index, s: s.kind.value),
    Facet("mode", "Said how", lambda index, s: s.mode.value),
    Facet("real", "Asserted", lambda index, s: s.factuality.value),
    Facet("named", "Source", _named),
    Facet("depth", "Depth", _depth),
    Facet("judged", "Judged", _judged),
    Facet("made", "Found by", lambda index, s: SEVERAL.join(s.made_by), several=True),
    Facet("party", "Party", lambda index, s: speaker_party(s)),
    Facet("document", "Document", lambda index, s: s.document),
)
HIDDEN = frozenset({"party", "document"})  # asked for by a link, never chosen from a list
BY_NAME = {facet.name: facet for facet in FACETS}


def said_on(index: Indexed, statement: Statement) -> str:
    """When it was said, else when its article appeared, else its document; "" unknown."""
    document = index.documents[statement.document]
    part = document.part_at(statement.start)
    return statement.date or (part.date if part else "") or document.date
