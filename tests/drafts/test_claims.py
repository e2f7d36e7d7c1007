from __future__ import annotations

from textwrap import dedent

import pytest

from travaux.core.anchors import anchor
from travaux.core.documents import Document
from travaux.core.drafts import Claim, ClaimKind, Draft, DraftStatus, KnownDraft, Provision
from travaux.core.ids import digest
from travaux.core.statements import Speaker, Statement, StatementKind
from travaux.drafts import collate, find_witnesses, read_claims
from travaux.drafts.slots import read_slots

PRINTED = {
    "1": "The ferry fleet shall be limited to 40 boats.",
    "2": "Lowmark will withdraw its customs officers from the island.",
    "3": "Fishing rights east of the lighthouse belong to Highmark.",
    "4": "An amnesty will cover all smugglers.",
    "5": "Elections on the island will be held within 90 days.",
}
KNOWN = (KnownDraft("seven points", "2031-05-02", aliases=("the revised outline",)),)
OLD = Draft("old", "five points", "2031-04-01", DraftStatus.LEAKED, (), ("w",))
NEW = Draft("new", "seven points", "2031-05-02", DraftStatus.REPORTED)


def document(text: str, file: str = "a.txt") -> Document:
    text = dedent(text)
    return Document(digest(text.encode()), file, "", "", "2031-05-03", "en", text)


def provisions() -> list[Provision]:
    text = "\n".join(PRINTED.values())
    made = []
    for order, (label, words) in enumerate(PRINTED.items()):
        place = anchor("old-text", text, text.index(words), text.index(words) + len(words))
        slots = read_slots(words, "old-text", place.start)
        made.append(
            Provision(label, "old", label, (label,), words, (place,), order, slots=slots)
        )  # fmt: skip
    return made


def claims(text: str, statements: tuple[Statement, ...] = ()) -> tuple[Claim, ...]:
    return read_claims((OLD, NEW), provisions(), [document(text)], statements, KNOWN)


@pytest.mark.parametrize(
    ("text", "kind", "about"),
    [
        ("The seven-point plan drops the amnesty.", ClaimKind.DROPS, ("4",)),
        ("In the revised outline the fleet is still limited to 40 boats.", ClaimKind.KEEPS, ("1",)),
        ("The revised outline raises the ferry fleet to 60 boats.", ClaimKind.CHANGES, ("1",)),
        ("The seven points leave open who has the fishing rights.", None, ()),
        (
            "The fishing rights were left open in the seven points.",
            ClaimKind.LEAVES_OPEN,
            ("3",),
        ),
        (
            "The seven points were shown to us. They no longer mention customs officers.",
            ClaimKind.DROPS,
            ("2",),
        ),
    ],
)
def test_what_a_report_says_of_a_draft(
    text: str, kind: ClaimKind | None, about: tuple[str, ...]
) -> None:
    found = claims(text)
    if kind is None:
        assert not found or found[0].kind is ClaimKind.LEAVES_OPEN
        return
    assert [(c.kind, c.provisions, c.draft) for c in found] == [(kind, about, "new")]


@pytest.mark.parametrize(
    "text",
    [
        "Lowmark rejected the seven points at once.",  # a stance
        "The amnesty must be dropped from the seven points, said the mayor.",  # a demand
        "Does the revised outline drop the amnesty?",
        "The five points drop the amnesty.",  # a draft that is printed
        "Nobody spoke of a text. The amnesty was dropped.",
        "The seven points were shown to us.\n\nTea came.\n\nIt rained.\n\nIt drops the amnesty.",
    ],
)
def test_what_is_no_claim(text: str) -> None:
    assert claims(text) == ()


LIST = """\
The outline has seven points now. This is what they say of it.

- **Fleet.** A captain says that the limit of 40 boats is gone. A clerk has heard of 60 boats.
- **Elections.** Kept, says the clerk.

It rained all day.
"""


def test_a_list_under_a_name_speaks_of_the_draft_by_its_headings() -> None:
    found = claims(LIST)
    assert [(c.kind.value, c.topic, c.provisions) for c in found] == [
        ("drops", "Fleet", ("1",)),
        ("keeps", "Elections", ("5",)),
    ]
    assert [slot.value for slot in found[0].slots] == ["40"]


def test_who_says_so_is_the_speaker_of_the_statement_that_carries_it() -> None:
    text = document(LIST)
    start = text.text.index("that the limit")
    content = anchor(text.id, text.text, start, text.text.index(". A clerk"))
    said = Statement(
        "s1", text.id, StatementKind.INDIRECT, (content,), speaker=Speaker("p1", "a captain", False)
    )
    found = read_claims((OLD, NEW), provisions(), [text], (said,), KNOWN)
    assert (found[0].by, found[0].party, found[0].statement) == ("a captain", "p1", "s1")
    assert (found[1].by, found[1].statement) == ("", "")


def test_every_claim_stands_in_its_source() -> None:
    text = document(LIST)
    for claim in read_claims((OLD, NEW), provisions(), [text], (), KNOWN):
        assert text.text[claim.anchor.start : claim.anchor.end] == claim.anchor.exact
        assert claim.cue in claim.anchor.exact


HARBOUR = """\
Outline of a harbour agreement

1. The harbour shall be opened to both fleets.
2. Lowmark shall withdraw its patrol boats within 30 days.
3. A joint commission will monitor the channel.
4. Disputes shall be brought before the commission.
"""


def test_a_draft_that_reports_count_and_nobody_prints_is_found() -> None:
    printed = document(HARBOUR, "outline.txt")
    report = document("The new 9-point plan drops the patrol boats, an aide said.\n", "b.txt")
    other = document("In 1999 there was a 12-point plan for the railway.\n", "c.txt")
    documents = {d.id: d for d in (printed, report, other)}
    found = collate(find_witnesses(printed).witnesses, documents).drafts
    assert [(d.name, d.status, d.witnesses != ()) for d in found if d.evidence] == [
        ("9-point plan", DraftStatus.REPORTED, False)
    ]
    swapped = {d.id: d for d in (other, report, printed)}
    assert collate(find_witnesses(printed).witnesses, swapped).drafts == found
