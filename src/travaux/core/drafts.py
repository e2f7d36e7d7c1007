"""Drafts: versions of a negotiating text, their witnesses, provisions, slots and changes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from travaux.core.anchors import Anchor


class DraftStatus(StrEnum):
    """How a draft is known."""

    PUBLISHED = "published"
    LEAKED = "leaked"
    DESCRIBED = "described"
    REPORTED = "reported"
    AGREED = "agreed"
    UNKNOWN = "unknown"


class SlotKind(StrEnum):
    """What a typed value in a text is."""

    NUMBER = "number"
    MONEY = "money"
    SHARE = "share"
    DATE = "date"
    DEADLINE = "deadline"
    DURATION = "duration"
    PLACE = "place"
    PARTY = "party"
    MODALITY = "modality"


class ChangeKind(StrEnum):
    """What became of provisions between two drafts. A change may be of several kinds."""

    SAME = "same"
    REWORDED = "reworded"
    MOVED = "moved"
    RENUMBERED = "renumbered"
    SPLIT = "split"
    MERGED = "merged"
    ADDED = "added"
    DELETED = "deleted"


class ClaimKind(StrEnum):
    """What a report says that a draft does with a matter."""

    DROPS = "drops"
    MOVES = "moves elsewhere"
    LEAVES_OPEN = "leaves open"
    CHANGES = "changes"
    ADDS = "adds"
    KEEPS = "keeps"
    SAYS = "says"


@dataclass(frozen=True, slots=True)
class Slot:
    """A typed value. `value` is normalised text ("600000", "2025-11-27", "shall").

    low, high: numeric bounds (equal for an exact figure), None where not numeric; unit: "troops",
    "USD", "percent", "days"; qualifier: "in peacetime", "at least"; strength: of a modality,
    0 (may) to 5 (shall), -1 where none.
    """

    kind: SlotKind
    anchor: Anchor
    value: str
    low: float | None = None
    high: float | None = None
    unit: str = ""
    qualifier: str = ""
    strength: int = -1


@dataclass(frozen=True, slots=True)
class Provision:
    """A unit of a draft. label: as printed, with its ancestors ("13.b", "Article 4(2)").

    path: canonical, from the root ("13", "b"); parent: id of the provision above, "" at the top;
    text: its own words without label and sub-points; lead_in: the words of its ancestors that it
    continues; anchors: where it stands, one a witness (the first is the best reading).
    """

    id: str
    draft: str
    label: str
    path: tuple[str, ...]
    text: str
    anchors: tuple[Anchor, ...]
    order: int
    parent: str = ""
    title: str = ""
    lead_in: str = ""
    slots: tuple[Slot, ...] = ()

    @property
    def full_text(self) -> str:
        """Lead-in and own text: what a reader understands the provision to say."""
        return f"{self.lead_in} {self.text}".strip()


@dataclass(frozen=True, slots=True)
class Witness:
    """The text of a draft as one document gives it: [start, end) of that document's text.

    name: what introduces it in the document, "" if nothing does. provisions: in reading order;
    their `draft` is this witness's id until it is collated. notes: editor's remarks cut out.
    """

    id: str
    document: str
    start: int
    end: int
    provisions: tuple[Provision, ...]
    name: str = ""
    notes: tuple[Anchor, ...] = ()


@dataclass(frozen=True, slots=True)
class CrossReference:
    """A place in `provision` (an id) that points at other provisions: "paragraph 2(a)".

    printed: the target as printed; path: its canonical path, as far as it could be told; targets:
    ids of the provisions meant, () where there is none in the text; external: it points into
    another instrument ("Article 5 of the Convention"); how: the rule that resolved it.
    """

    provision: str
    anchor: Anchor
    printed: str
    path: tuple[str, ...]
    targets: tuple[str, ...]
    external: bool
    how: str


@dataclass(frozen=True, slots=True)
class DefinedTerm:
    """A term the text defines: `provision` (an id) and `anchor` hold the definition's term.

    how: "means", "hereinafter", "heading" (a glossary entry) or "quoted"; scope: id of the
    provision it holds in ("for the purposes of this Article"), "" for the whole text;
    uses: every other place of the term in the scope, sorted.
    """

    term: str
    provision: str
    anchor: Anchor
    how: str
    scope: str = ""
    uses: tuple[Anchor, ...] = ()


@dataclass(frozen=True, slots=True)
class Bracket:
    """A bracketed stretch of a draft, marks included: text that is not agreed.

    depth: 0 for the outermost; parent: place of the bracket it lies in (index into the list it
    comes in), -1 none; group: brackets that follow one another without words between
    ("[shall][should]") are alternatives and share a group number; text: without the marks.
    """

    anchor: Anchor
    text: str
    depth: int
    parent: int
    group: int


@dataclass(frozen=True, slots=True)
class Variant:
    """One witness's reading of a provision where it differs from the best reading."""

    provision: str
    witness: str
    text: str
    anchor: Anchor
    likeness: float


@dataclass(frozen=True, slots=True)
class Draft:
    """One version of a negotiating text. witnesses: ids; date: ISO, "" unknown."""

    id: str
    name: str
    date: str = ""
    status: DraftStatus = DraftStatus.UNKNOWN
    authors: tuple[str, ...] = ()
    witnesses: tuple[str, ...] = ()
    evidence: tuple[Anchor, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """What somebody says of a draft that is known from reports ("the new plan drops the cap").

    anchor: the sentence, cue: the words in it that decided `kind`; topic: the heading it stands
    under ("Army"); by, party: who says so, name and party id, "" where the document says it in
    its own voice; statement: id of the statement that carries it, or "". provisions: ids of what
    it is about in drafts that have a text, the likeliest first, none where it is about the whole
    or that cannot be told; score: how much of what it says they share, 0-1. slots: its figures.
    """

    id: str
    draft: str
    kind: ClaimKind
    anchor: Anchor
    cue: str = ""
    topic: str = ""
    by: str = ""
    party: str = ""
    statement: str = ""
    provisions: tuple[str, ...] = ()
    score: float = 0.0
    slots: tuple[Slot, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """A link between provisions (ids) of two drafts (ids), with likeness 0-1 and its reason.

    before is empty for `added`, after for `deleted`. certain: False where a person should look.
    """

    id: str
    from_draft: str
    before: tuple[str, ...]
    to_draft: str
    after: tuple[str, ...]
    kinds: tuple[ChangeKind, ...]
    score: float
    reason: str
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Finding:
    """A drafting question about a provision: a question, never a verdict."""

    id: str
    rule: str
    draft: str
    provision: str
    label: str
    question: str
    anchor: Anchor


@dataclass(frozen=True, slots=True)
class KnownDraft:
    """What `talks.toml` says of a draft; `file` names its document where there is one."""

    name: str
    date: str = ""
    status: DraftStatus = DraftStatus.UNKNOWN
    authors: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
