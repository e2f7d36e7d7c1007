"""A mail that answers another: whose words each passage is."""

from __future__ import annotations

from travaux.core.documents import PartKind
from travaux.corpus import read_document
from travaux.corpus.reading import Facts
from travaux.corpus.replies import thread_of

HEAD = """From: Tove Aas <tove@quay.example>
Subject: Re: Ferry toll
Date: Tue, 4 Mar 2025 10:11:12 +0100
Content-Type: text/plain; charset=utf-8

"""
BODY = """Thank you. We cannot accept point 4, which the cabinet of ministers has
already refused.

--\x20
Tove Aas
Head of Legal

On Mon, 3 Mar 2025 at 09:30, Per Holt <per@islands.example>
wrote:
> We would accept point 4.
>
> On Sun, 2 Mar 2025, Tove Aas wrote:
>> Please find the draft attached.
>
> Per
"""


def parts(body: str) -> list[tuple[str, str, str, str]]:
    document = read_document((HEAD + body).encode(), "a.eml").document
    assert document is not None
    assert (document.publisher, document.date) == ("Tove Aas", "2025-03-04")
    return [
        (p.kind.value, p.publisher, p.date, document.text[p.start : p.end]) for p in document.parts
    ]


def test_each_message_is_a_part_by_its_author_and_of_its_date() -> None:
    assert [(kind, who, date) for kind, who, date, _ in parts(BODY)] == [
        ("article", "Tove Aas", "2025-03-04"),
        ("residue", "", ""),
        ("article", "Per Holt", "2025-03-03"),
        ("article", "Tove Aas", "2025-03-02"),
        ("article", "Per Holt", "2025-03-03"),
    ]


def test_marks_go_and_broken_lines_are_joined() -> None:
    text = "".join(words for *_, words in parts(BODY))
    assert ">" not in text.replace("<per@islands.example>", "")
    assert "has already refused" in text


def test_forwarded_header_names_the_author() -> None:
    body = (
        "See below.\n\n-----Original Message-----\nFrom: Per Holt\n"
        "Sent: Monday, 3 March 2025 09:30\nTo: Tove Aas\nSubject: Ferry toll\n\n"
        "We would accept point 4.\n"
    )
    assert parts(body)[-1] == ("article", "Per Holt", "2025-03-03", "We would accept point 4.")
    assert parts(body)[1][0] == PartKind.RESIDUE


def test_signature_without_hyphens_is_residue() -> None:
    body = "We agree.\n\nTove Aas\nHead of Legal | Ministry of Ferries\n+47 555 0101\n"
    assert [kind for kind, *_ in parts(body)] == ["article", "residue"]


def test_a_mail_without_replies_is_one_section_of_all_its_text() -> None:
    thread = thread_of("One line.\n\nTove Aas\n", Facts(publisher="Tove Aas"))
    assert [(s.start, s.end) for s in thread.sections] == [(0, len("One line.\n\nTove Aas"))]
    assert not thread.residue


def test_title_and_dateline_in_plain_text() -> None:
    text = (
        "Islanders reject ferry toll (10 March 2025)\n\nThe toll of the ferry stays, they said.\n"
    )
    document = read_document(text.encode(), "a.txt").document
    assert document is not None
    assert (document.title, document.date) == ("Islanders reject ferry toll", "2025-03-10")
    text = "Islanders reject toll\n\nGeneva, 4 March 2025 – The council said that it would fall.\n"
    document = read_document(text.encode(), "a.txt").document
    assert document is not None
    assert document.date == "2025-03-04"
