"""What a comparison of drafts says beyond links: redline edits, substance, threads, asymmetry."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class EditKind(StrEnum):
    """What a redline does with a run of words."""

    EQUAL = "equal"
    INSERT = "insert"
    DELETE = "delete"
    REPLACE = "replace"


@dataclass(frozen=True, slots=True)
class Edit:
    """One run of a redline. `before` is "" in an insertion, `after` in a deletion.

    The `before` of all edits joined is the old text to the character, the `after` the new one.
    In `equal` both hold the same characters; white space alone may differ.
    """

    kind: EditKind
    before: str
    after: str


class SubstanceKind(StrEnum):
    """What changed in substance between two wordings of a provision."""

    SLOT = "slot"
    MODALITY = "modality"
    ACTOR = "actor"
    OPTION = "option"
    WORDING = "wording"


@dataclass(frozen=True, slots=True)
class SubstanceChange:
    """One change of substance. aspect: what it is about ("number of personnel", "modality");
    before, after: the two values, "" where there was none; words: the change in one line.

    toward: for a modality, "stronger" or "weaker"; for a figure, "up" or "down"; else "".
    """

    kind: SubstanceKind
    aspect: str
    before: str
    after: str
    words: str
    toward: str = ""


@dataclass(frozen=True, slots=True)
class Thread:
    """One provision followed through the drafts: a row of the n-column table.

    cells: one a draft, in the order compared; each the ids of its provisions in reading order
    (several after a split or before a merger, none where the draft has nothing). changes: ids
    of the changes that link them. certain: False where a link should be looked at.
    """

    id: str
    drafts: tuple[str, ...]
    cells: tuple[tuple[str, ...], ...]
    changes: tuple[str, ...]
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Redline:
    """How the words of a change differ: its id, the word edits, and what changed in substance."""

    change: str
    edits: tuple[Edit, ...]
    substance: tuple[SubstanceChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Burden:
    """What one party carries in one draft (an id): ids of the provisions that put each on it.

    A row of the table of asymmetry; duties without a deadline are in `duties` alone.
    """

    party: str
    duties: tuple[str, ...] = ()
    prohibitions: tuple[str, ...] = ()
    permissions: tuple[str, ...] = ()
    deadlines: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    sanctions: tuple[str, ...] = ()
    draft: str = ""


@dataclass(frozen=True, slots=True)
class DraftingRule:
    """One question a careful drafter asks. question: a template with {quote} and {more};
    rationale: one paragraph, with `source`; good, bad: self-written examples ("bad" makes the
    rule ask). scope: "provision", or "draft" where it asks about the text as a whole."""

    id: str
    title: str
    question: str
    rationale: str
    source: str
    good: tuple[str, ...]
    bad: tuple[str, ...]
    scope: str = "provision"
