"""Which labels are read, and under which: each text is parsed into indented labels."""

from __future__ import annotations

from textwrap import dedent

import pytest

from travaux.drafts.candidates import lines_of
from travaux.drafts.items import Item, read_items
from travaux.drafts.numerals import Reading, readings, roman


def items(text: str) -> list[Item]:
    clean = dedent(text)
    return read_items(clean, lines_of(clean, 0, len(clean)))


def tree(text: str) -> list[str]:
    """Labels' numbers, a dot before each for every item above it."""
    return ["." * item.depth + item.label.core for item in items(text)]


@pytest.mark.parametrize(
    "lines",
    [
        ["1. one", "2. two", "3. three"],
        ["1) one", "2) two", "3) three"],
        ["(1) one", "(2) two", "(3) three"],
        ["[1] one", "[2] two", "[3] three"],
        ["a. one", "b. two", "c. three"],
        ["(a) one", "(b) two", "(c) three"],
        ["i. one", "ii. two", "iii. three"],
        ["(I) one", "(II) two", "(III) three"],
        ["1.º one", "2.º two", "3.º three"],
        ["1 - One", "2 - Two", "3 - Three"],
        ["1 One thing", "2 Two things", "3 Three things"],
        ["№ 1 one", "№ 2 two", "№ 3 three"],
        ["а) один", "б) два", "в) три"],
        ["Article 1", "Article 2", "Article 3"],
        ["Art. 1 One", "Art. 2 Two", "Art. 3 Three"],
        ["§ 1 One", "§ 2 Two", "§ 3 Three"],
        ["ANNEX I", "ANNEX II", "ANNEX III"],
        ["Point One: one", "Point Two: two", "Point Three: three"],
        ["First, one", "Second, two", "Third, three"],
        ["第1条 one", "第2条 two", "第3条 three"],
        ["第一条 one", "第二条 two", "第三条 three"],
        ["Статья 1. Один", "Статья 2. Два", "Статья 3. Три"],
        ["Artículo 1. Uno", "Artículo 2. Dos", "Artículo 3. Tres"],
        ["• 1. one", "• 2. two", "• 3. three"],
        ["**1.** one", "**2.** two", "**3.** three"],
        ["> 1. one", "> 2. two", "> 3. three"],
        ["“1. one", "“2. two", "“3. three"],
        ["| 1 | one", "| 2 | two", "| 3 | three"],
        ["1\tOne", "2\tTwo", "3\tThree"],
    ],
)
def test_each_style_of_label_is_read(lines: list[str]) -> None:
    found = items("".join(f"{line} shall be done.\n" for line in lines))
    assert [item.reading.values[-1] for item in found] == [1, 2, 3]
    assert {item.depth for item in found} == {0}


def test_levels_by_style() -> None:
    text = "1. A\n(a) B\n(i) C\n(ii) D\n(b) E\n2. F\n(a) G\n"
    assert tree(text) == ["1", ".a", "..i", "..ii", ".b", "2", ".a"]


def test_levels_of_one_style_by_indentation() -> None:
    text = "1. A\n    1. B\n    2. C\n        1. D\n2. E\n"
    assert tree(text) == ["1", ".1", ".2", "..1", "2"]


def test_decimal_numbers_stand_under_their_prefix() -> None:
    assert tree("1. A\n1.1 B\n1.1.1 C\n1.2 D\n2. E\n2.1 F\n") == [
        "1", ".1.1", "..1.1.1", ".1.2", "2", ".2.1",
    ]  # fmt: skip


def test_i_is_a_letter_behind_h_and_roman_before_ii() -> None:
    letters = items("".join(f"({c}) x\n" for c in "fghijk"))
    assert [item.reading.kind for item in letters] == ["alpha"] * 6
    inner = items("(h) x\n(i) y\n(ii) z\n(iii) w\n(i) v\n(j) u\n")
    assert [item.reading.kind for item in inner][1:4] == ["roman"] * 3


def test_a_number_that_stays_ambiguous_keeps_all_its_readings() -> None:
    (_, only, _) = items("1. The sides shall:\n(i) meet.\n2. They shall part.\n")
    kinds = {only.reading.kind, *(reading.kind for reading in only.alternatives)}
    assert kinds == {"alpha", "roman"}
    (_, one, two, _) = items("1. The sides shall:\n(i) meet;\n(ii) part.\n2. They shall go.\n")
    assert one.alternatives == two.alternatives == ()


def test_bis_and_ter_follow_their_number() -> None:
    assert tree("8. A\n8bis. B\n8 ter. C\n9. D\n") == ["8", "8bis", "8 ter", "9"]


def test_compound_labels_share_their_first_number() -> None:
    text = "9. A\n10 a) B\n10 b) C\n11. D\n"
    assert tree(text) == ["9", "10", ".a", ".b", "11"]
    assert [item.named for item in items(text)] == [True, False, True, True, True]
    assert tree("12. A\n13.a B\n13.b C\n14. D\n") == ["12", "13", ".a", ".b", "14"]


def test_chains_open_two_levels_at_once() -> None:
    assert tree("(a)(1) A\n(2) B\n(b) C\n") == ["a", ".1", ".2", "b"]


def test_holes_and_restarts_are_tolerated() -> None:
    assert tree("1. A\n2. B\n5. C\n6. D\n") == ["1", "2", "5", "6"]
    assert tree("Part I\n1. A\n2. B\nPart II\n1. C\n2. D\n") == ["I", ".1", ".2", "II", ".1", ".2"]
    assert tree("Part A\n1. A\n2. B\nPart B\n3. C\n4. D\n") == ["A", ".1", ".2", "B", ".3", ".4"]


def test_wrapped_lines_do_not_make_labels() -> None:
    text = """\
    1. The sides shall keep the harbour open as it has been agreed in point
    2. of the earlier text, and they shall mark the channel with buoys and
    lamps that can be seen from the sea.

    2. The sides shall share the cost of all this in equal halves, and they
    shall report on it (see the letter) once a year.

    3. No more than
    4. boats shall lie there at night.
    """
    found = [item.label.start for item in items(text)]
    clean = dedent(text)
    assert [clean[at : at + 7] for at in found][:1] == ["1. The "]
    assert "2. The " in [clean[at : at + 7] for at in found]
    assert "2. of t" not in [clean[at : at + 7] for at in found]


def test_prose_that_looks_like_a_label_is_none() -> None:
    text = """\
    1. The sides shall meet.
    Article 4 of the earlier treaty provides the place.
    (c) 2031 The Harbour Board
    2. The sides shall part.
    3 boats shall stay.
    3. The sides shall write.
    """
    assert tree(text) == ["1", "2", "3"]


def test_references_inside_a_line_are_no_labels() -> None:
    assert tree("1. Under (a), (b) and (c) above, all go.\n2. See paragraphs (a) and (b).\n") == [
        "1", "2",
    ]  # fmt: skip


def test_numbers_that_end_a_line_belong_to_the_next() -> None:
    text = "The sides agree: 1.\nBoats shall leave. 2.\nGuns shall leave. 3.\nAll shall rest.\n"
    assert tree(text) == ["1", "2", "3"]


def test_options_open_inside_any_item() -> None:
    text = "Article 2\n1. **Option 1:** A\n    **Option 2:** B\n2. C\nArticle 3\n**Option 1:** D\n"
    assert tree(text) == ["2", ".1", "..1", "..2", ".2", "3", ".1"]


@pytest.mark.parametrize(
    ("text", "value"), [("iv", 4), ("xiv", 14), ("mcmxc", 1990), ("iiii", 0), ("ic", 0), ("", 0)]
)
def test_roman_numbers(text: str, value: int) -> None:
    assert roman(text) == value


def test_readings_of_ambiguous_numbers() -> None:
    assert readings("i") == (Reading("alpha", (9,)), Reading("roman", (1,)))
    assert readings("bb") == (Reading("alpha", (28,)),)
    assert readings("8bis") == (Reading("arabic", (8,), 1),)
    assert readings("1.2.3") == (Reading("arabic", (1, 2, 3)),)
    assert readings("twelfth") == (Reading("word", (12,)),)
    assert readings("qz") == ()
