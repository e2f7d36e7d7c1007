"""Articles and residue in dirty text; each test's docstring-like text is its whole input."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from travaux.core.documents import Document, PartKind
from travaux.corpus import read_document
from travaux.corpus.cues import cue_of
from travaux.corpus.titles import is_title_like

PROSE = (
    "The two delegations spoke for four hours about the river, the dam and the islands, which "
    "neither side is ready to give up, three people who took part in the meeting told this paper."
)
MORE = (
    "Nothing was signed in the end, and the next round will be held in June, when the water is so "
    "low that the islands can be reached on foot from both banks, as one envoy remarked."
)


def read(text: str, file: str = "a.txt") -> Document:
    document = read_document(text.encode(), file).document
    assert document is not None
    return document


def residue(document: Document) -> list[str]:
    return [document.text[p.start : p.end] for p in document.parts if p.kind is PartKind.RESIDUE]


def told(document: Document) -> list[tuple[str, str, str, str]]:
    """Title, publisher, author and date of each article."""
    articles = [p for p in document.parts if p.kind is PartKind.ARTICLE]
    return list(dict.fromkeys((p.title, p.publisher, p.author, p.date) for p in articles))


SEVERAL = f"""River talks end without a paper

First published at Mill Post.
{PROSE}
1. War over water
{MORE}
The agency reports
{PROSE}
(Mill Post with AFP)
Share
Follow us
Second Round Of River Talks Set For The Summer
By Ada Finch
{MORE}
What Comes Next?
{PROSE}
Mill Radio
Mill Radio journalists report the news from both banks of the river.
Envoy calls the islands a matter for later years
{MORE}
No comments:
Post a Comment
"""


def test_articles_in_one_file_and_no_borders_inside_them() -> None:
    document = read(SEVERAL)
    assert told(document) == [
        ("River talks end without a paper", "Mill Post", "", ""),
        ("Second Round Of River Talks Set For The Summer", "Mill Radio", "Ada Finch", ""),
        ("Envoy calls the islands a matter for later years", "", "", ""),
    ]
    assert residue(document) == [
        "(Mill Post with AFP)\nShare\nFollow us",
        "Mill Radio\nMill Radio journalists report the news from both banks of the river.",
        "No comments:\nPost a Comment",
    ]


def test_every_fact_has_evidence_that_points_at_its_words() -> None:
    document = read(SEVERAL)
    for part in document.parts:
        for evidence in part.evidence:
            if evidence.start is not None and evidence.field != "continues":
                words = document.text[evidence.start : evidence.end]
                assert words == getattr(part, evidence.field)


def test_crawl_date_and_residue_inside_an_article() -> None:
    document = read(
        f" date 2031-05-04 {PROSE}\nWant more rivers?\n"
        "Get your daily dose of news from both banks.\n"
        f"ShareThe {MORE[4:]}\n© Ada Finch 2031\n"
    )
    assert residue(document) == [
        "date 2031-05-04",
        "Want more rivers?\nGet your daily dose of news from both banks.\nShare",
        "© Ada Finch 2031",
    ]
    assert {p.date for p in document.parts if p.kind is PartKind.ARTICLE} == {"2031-05-04"}
    first, second = [p for p in document.parts if p.kind is PartKind.ARTICLE]
    assert "continues" not in {e.field for e in first.evidence}
    assert "continues" in {e.field for e in second.evidence}


def test_what_is_left_of_tags_is_residue() -> None:
    document = read(f"{PROSE}\n/blockquote>9. Ships may pass.\n<p class='x'>{MORE}\n")
    assert residue(document) == ["/blockquote>", "<p class='x'>"]


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (
            "MILL POST\nMonday, May 4, 2031\n\nRiver talks end again\nBy Ada Finch\n",
            ("River talks end again", "MILL POST", "Ada Finch", "2031-05-04"),
        ),
        (
            "River talks end again\nThe Mill Letter, 4 May 2031\nBy Ada Finch and Bo Reed\n",
            ("River talks end again", "The Mill Letter", "Ada Finch and Bo Reed", "2031-05-04"),
        ),
        (
            "River talks end again\n\nOriginally published by The Mill Post on 4 May 2031.\n",
            ("River talks end again", "The Mill Post", "", "2031-05-04"),
        ),
        (
            "River talks end again\nBy our special correspondent\nPublished: 2031-05-04\n",
            ("River talks end again", "", "our special correspondent", "2031-05-04"),
        ),
    ],
)
def test_headers(head: str, expected: tuple[str, str, str, str]) -> None:
    assert told(read(f"{head}\n{PROSE}\n\n{MORE}\n")) == [expected]


def test_markdown_header_and_front_matter() -> None:
    head = "# River talks end\n\n*Mill Post · Quay · 4 May 2031 · by Ada Finch*\n\n"
    expected = ("River talks end", "Mill Post", "Ada Finch", "2031-05-04")
    assert told(read(head + PROSE, "a.md")) == [expected]
    front = (
        "---\ntitle: River talks end\nsource: Mill Post\nauthor: Ada Finch\ndate: 2031-05-04\n---\n"
    )
    document = read(front + PROSE, "a.md")
    assert told(document) == [expected]
    assert residue(document) == [front.strip()]


def test_the_name_of_the_file_dates_what_nothing_else_does() -> None:
    document = read(PROSE, "news/2031-05-04_river.txt")
    assert document.date == "2031-05-04"
    assert document.evidence[-1].how == "name of the file"


@pytest.mark.parametrize(
    "line",
    [
        "Share this article: Facebook | X | WhatsApp",
        "Sign up for our newsletter and get the best of the river every morning.",
        "Subscribe to the Mill Letter | Share | Leave a comment",
        "Read more: Who owns the islands?",
        "ADVERTISEMENT",
        "© 2031 Mill Post. All rights reserved.",
        "Home | World | Rivers | Money | Log in",
        "Photo: Ada Finch / Mill Post",
        "Ada Finch contributed to this report.",
        "* * *",
        "(Mill Post with Reuters)",
        "12 comments",
    ],
)
def test_lines_that_are_residue(line: str) -> None:
    assert cue_of(line) is not None


@pytest.mark.parametrize(
    "line",
    [
        "(c) Ships may pass by day and by night.",
        "1. Follow the river.",
        "“Follow us,” he said.",
        "We share the view that the dam must stay shut.",
        "The minister said that comments were closed to nobody.",
        "| Point | Text | Party | State |",
        "He signed up for the army in the newsletter's last year and never read it again, he "
        "said, as the inbox of the ministry filled with letters from people of both its banks.",
        "[Option 1: no text]",
        "Terms",
        "Print",
    ],
)
def test_lines_that_are_not_residue(line: str) -> None:
    cue = cue_of(line)
    assert cue is None or cue.weak or cue.last


def test_what_an_outlet_writes_is_no_line_about_its_author() -> None:
    assert residue(read(f"{PROSE}\nThe Herald writes that the dam must stay shut.")) == []
    about = "Ana Brask writes on rivers and dams."
    assert residue(read(f"{PROSE}\n{MORE}\n{about}")) == [about]


def test_a_button_word_alone_is_a_heading_and_beside_residue_a_button() -> None:
    assert residue(read(f"{PROSE}\nPrivacy\n{MORE}")) == []
    assert residue(read(f"{PROSE}\nPrivacy\nTerms\n© 2031 Mill Post")) == [
        "Privacy\nTerms\n© 2031 Mill Post"
    ]


def test_titles_by_their_looks() -> None:
    assert is_title_like("Envoy calls the islands a matter for later years")
    for line in (
        "1. War over water and dams",
        "He left.",
        "“We will not sign this paper,”",
        "HOST: What did you make of the paper?",
        "The reports say this:",
    ):
        assert not is_title_like(line)


LINES = st.sampled_from(
    [*SEVERAL.splitlines(), "", "---", "By Bo Reed", "4 May 2031", "“Why?” he asked.", "(a) x", "Ü"]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(LINES, max_size=25))
def test_parts_are_sorted_disjoint_and_lose_no_words(lines: list[str]) -> None:
    reading = read_document("\n".join(lines).encode(), "a.txt")
    if reading.document is None:
        return
    text, parts = reading.document.text, reading.document.parts
    at = 0
    for part in parts:
        assert not text[at : part.start].strip()
        assert at <= part.start < part.end <= len(text)
        assert text[part.start : part.end].strip()
        at = part.end
    assert not text[at:].strip()
