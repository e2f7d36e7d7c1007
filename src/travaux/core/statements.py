"""Statements: attribution relations of source, cue and content, and who the speaker is.

After PARC (Pareti 2015) and PolNeAR (Newell et al. 2018): a source, a cue that signals the
attribution, and a content that may be discontinuous; the source may be absent.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from travaux.core.anchors import Anchor
from travaux.core.ids import content_id


class StatementKind(StrEnum):
    """Direct: all in quotation marks; indirect: none; mixed: some."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Mode(StrEnum):
    """What the cue reports: words said, words written, or a thought (belief, hope, intention)."""

    SPEECH = "speech"
    WRITING = "writing"
    THOUGHT = "thought"


class Factuality(StrEnum):
    """Whether the attribution itself is asserted ("said"), denied ("did not say") or not yet
    real ("would say", "if he says")."""

    ASSERTED = "asserted"
    NEGATED = "negated"
    HYPOTHETICAL = "hypothetical"


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who the source words mean. party: a party id; name: the fullest name in the document.

    how: the rule that resolved it, in words; unnamed sources keep their description as name.
    role: title or role as printed; affiliation: name of the body they speak for, as printed.
    """

    party: str
    name: str
    named: bool = True
    kind: str = "unknown"
    how: str = ""
    role: str = ""
    affiliation: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """One attribution. content: one anchor a fragment, sorted; never empty.

    within: id of the statement whose content this one lies in. date: ISO date of the saying,
    "" unknown. made_by: the rules or models that found it, each with its version.
    why: for `--explain`, pairs (part, reason).
    """

    id: str
    document: str
    kind: StatementKind
    content: tuple[Anchor, ...]
    source: Anchor | None = None
    cue: Anchor | None = None
    speaker: Speaker | None = None
    within: str = ""
    date: str = ""
    mode: Mode = Mode.SPEECH
    factuality: Factuality = Factuality.ASSERTED
    confidence: float = 1.0
    made_by: tuple[str, ...] = ()
    why: tuple[tuple[str, str], ...] = ()

    @property
    def words(self) -> str:
        """The content's words, fragments joined by an ellipsis."""
        return " … ".join(piece.exact for piece in self.content)

    @property
    def start(self) -> int:
        """Start of the first of its parts, in characters of the document's text."""
        return min(a.start for a in (*self.content, self.source, self.cue) if a)

    @property
    def end(self) -> int:
        """End of the last of its parts."""
        return max(a.end for a in (*self.content, self.source, self.cue) if a)


@dataclass(frozen=True, slots=True)
class StatementGroup:
    """One statement with several witnesses (statement ids): an agency copy printed twice."""

    id: str
    statements: tuple[str, ...]
    reason: str


def statement_id(
    document: str, content: tuple[Anchor, ...], source: Anchor | None, cue: Anchor | None
) -> str:
    """The content id of a statement: its document and the places of its parts."""
    spans = [(a.start, a.end) if a else None for a in (*content, source, cue)]
    return content_id("statement", document, *spans)
