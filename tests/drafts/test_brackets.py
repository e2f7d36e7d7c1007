from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from travaux.core.documents import Document
from travaux.core.ids import digest
from travaux.drafts import find_witnesses, read_brackets


def test_nested_brackets_know_their_depth_and_parent() -> None:
    text = "Each Party [shall [regularly] report][should report] to the Board [yearly]."
    brackets, problems = read_brackets(text, "doc")
    assert problems == ()
    assert [(b.text, b.depth, b.parent) for b in brackets] == [
        ("shall [regularly] report", 0, -1),
        ("regularly", 1, 0),
        ("should report", 0, -1),
        ("yearly", 0, -1),
    ]


def test_brackets_that_touch_are_alternatives() -> None:
    text = "Parties [shall][should] / [may] report; [others] stay away."
    groups = [b.group for b in read_brackets(text, "doc")[0]]
    assert groups[0] == groups[1] == groups[2] != groups[3]


def test_a_mark_without_partner_is_a_problem_with_its_place() -> None:
    text = "Parties [shall [report.\nOthers] may]] not."
    brackets, problems = read_brackets(text, "doc", 100)
    assert len(brackets) == 2
    assert [p.code for p in problems] == ["bracket-not-opened"]
    assert problems[0].anchor is not None
    assert text[problems[0].anchor.start - 100] == "]"
    _, problems = read_brackets("Parties [shall report.", "doc")
    assert [p.code for p in problems] == ["bracket-not-closed"]
    assert "“Parties [shall report.”" in problems[0].sentence


def test_an_open_bracket_is_dropped_at_a_border() -> None:
    text = "A [shall report.\nB [may] report]."
    brackets, problems = read_brackets(text, "doc", 0, [text.index("B")])
    assert [(b.text, b.depth) for b in brackets] == [("may", 0)]
    assert [p.code for p in problems] == ["bracket-not-closed", "bracket-not-opened"]


def test_footnote_marks_links_and_sic_are_no_brackets() -> None:
    text = "A note[^4], a [link](there), he [sic] said […] so.\n[^4]: the note\n[a]: there\n"
    assert read_brackets(text, "doc") == ((), ())


def test_unbalanced_brackets_of_a_draft_are_reported_with_its_file() -> None:
    text = "1. A [shall go.\n2. B shall go.\n3. C [may] go.\n4. D shall go.\n"
    document = Document(digest(text.encode()), "draft.txt", "Draft", "", "", "en", text)
    (problem,) = find_witnesses(document).problems
    assert (problem.code, problem.file) == ("bracket-not-closed", "draft.txt")


@given(st.text(alphabet="[]() ab\n^:", max_size=80), st.integers(0, 50))
def test_every_mark_is_paired_or_reported_or_no_bracket(text: str, start: int) -> None:
    brackets, problems = read_brackets(text, "doc", start)
    claimed = [b.anchor.start for b in brackets] + [b.anchor.end - 1 for b in brackets]
    claimed += [p.anchor.start for p in problems if p.anchor]
    assert len(claimed) == len(set(claimed))
    for at in claimed:
        assert text[at - start] in "[]"
    for bracket in brackets:
        if bracket.parent >= 0:
            assert brackets[bracket.parent].anchor.contains(bracket.anchor)
            assert bracket.depth == brackets[bracket.parent].depth + 1
