"""Tracked changes: accepted they give the new text, rejected the old; moves are moves."""

from __future__ import annotations

import io
import random
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document as WordDocument
from docx.oxml.ns import qn

from bench.mutator import story
from tests.reports.compared import compared
from travaux.core.drafts import Provision
from travaux.reports.drafts_docx import drafts_docx, followed
from travaux.reports.tabled import Comparison, worded

GONE = {qn("w:del"), qn("w:moveFrom")}
COME = {qn("w:ins"), qn("w:moveTo")}
ONE = """
1. The parties shall cease fire along the whole line at noon.
2. Arvenia opens the port of Sella to grain ships within ten days.
3. Belmark releases all detainees held in the east. Lists are exchanged in advance.
4. A commission of six members settles disputes by majority.
5. The archives taken from Orvik return to its museum by spring.
"""
TWO = """
1. The archives taken from Orvik return to its museum by spring.
2. The parties shall cease fire along the whole line at dawn.
3. Arvenia opens the port of Sella to grain ships within ten days.
4. Belmark releases all detainees held in the east.
5. Lists are exchanged in advance.
6. Wells are shared by both towns.
"""


def settled(data: bytes, accepted: bool) -> str:
    """The text of a .docx file with every tracked change accepted or rejected."""
    dropped = GONE if accepted else COME
    text = ""
    for paragraph in WordDocument(io.BytesIO(data)).element.body.iter(qn("w:p")):
        text += "".join(_runs(paragraph, dropped))
        marks = paragraph.find(f"{qn('w:pPr')}/{qn('w:rPr')}")
        joins = marks is not None and any(mark.tag in dropped for mark in marks)
        text += "" if joins else "\n"
    return text


def _runs(paragraph: object, dropped: set[str]) -> Iterator[str]:
    for child in paragraph:  # type: ignore[attr-defined]
        if child.tag in dropped:
            continue
        for node in child.iter(qn("w:t"), qn("w:delText"), qn("w:tab")):
            yield "\t" if node.tag == qn("w:tab") else node.text or ""


def plain(comparison: Comparison, at: int) -> str:
    """The text of one draft as the file should give it: label, tab, words, a line each."""
    held = [p for p in comparison.provisions if p.draft == comparison.drafts[at].id]
    return "".join(f"{_line(p)}\n" for p in sorted(held, key=lambda p: p.order))


def _line(provision: Provision) -> str:
    return f"{provision.label}\t{worded(provision)}"


@pytest.mark.parametrize(("old", "new"), [(ONE, TWO), (TWO, ONE), (ONE, ONE), (ONE, "1. Peace.")])
def test_accepting_gives_the_new_text_and_rejecting_the_old(old: str, new: str) -> None:
    comparison = compared(old, new)
    data = drafts_docx(comparison)
    assert settled(data, accepted=True).rstrip("\n") + "\n" == plain(comparison, 1)
    assert settled(data, accepted=False).rstrip("\n") + "\n" == plain(comparison, 0)


@pytest.mark.parametrize("seed", range(6))
def test_mutated_texts_come_back_both_ways(seed: int) -> None:
    text = story(seed, size=18, versions=2)
    lines = ["\n".join(f"{p.label}. {p.text}" for p in text.provisions if p.draft == d.id)
             for d in text.drafts]  # fmt: skip
    comparison = compared(*lines)
    data = drafts_docx(comparison)
    assert settled(data, accepted=True).rstrip("\n") + "\n" == plain(comparison, 1)
    assert settled(data, accepted=False).rstrip("\n") + "\n" == plain(comparison, 0)


def test_what_went_elsewhere_unchanged_is_a_move() -> None:
    body = WordDocument(io.BytesIO(drafts_docx(compared(ONE, TWO)))).element.body
    moved = ["".join(n.text for n in m.iter(qn("w:t"))) for m in body.iter(qn("w:moveFrom"))]
    assert any("archives taken from Orvik" in words for words in moved)
    names = {n.get(qn("w:name")) for n in body.iter(qn("w:moveFromRangeStart"))}
    assert names == {n.get(qn("w:name")) for n in body.iter(qn("w:moveToRangeStart"))} != set()


def test_the_same_comparison_gives_the_same_bytes() -> None:
    assert drafts_docx(compared(ONE, TWO)) == drafts_docx(compared(ONE, TWO))


def test_ids_of_changes_are_unique() -> None:
    body = WordDocument(io.BytesIO(drafts_docx(compared(ONE, TWO)))).element.body
    tags = {qn(f"w:{t}") for t in ("ins", "del", "moveFrom", "moveTo", "moveFromRangeStart")}
    ids = [n.get(qn("w:id")) for n in body.iter() if n.tag in tags]
    assert len(ids) == len(set(ids)) > 0


THREE = """
1. The archives taken from Orvik return to its museum by autumn.
2. The parties shall cease fire along the whole line at dawn.
3. Wells are shared by both towns and their villages.
4. Arvenia opens the port of Sella to grain ships within ten days.
"""


def sections(data: bytes) -> list[str]:
    """The headings of a file, in order."""
    return [
        p.text for p in WordDocument(io.BytesIO(data)).paragraphs if p.style.name == "Heading 1"
    ]


def section(data: bytes, heading: str, accepted: bool) -> str:
    """The text under a heading, up to the next, with every change accepted or rejected."""
    lines = settled(data, accepted).split("\n")
    at = lines.index(heading) + 1
    ends = [n for n, line in enumerate(lines) if n >= at and line in sections(data)]
    kept = lines[at : ends[0]] if ends else lines[at:]
    return "\n".join(line for line in kept if line) + "\n"


def test_more_than_two_drafts_have_a_table_and_a_section_for_each_step() -> None:
    comparison = compared(ONE, TWO, THREE)
    data = drafts_docx(comparison)
    assert sections(data) == ["Side by side", "Draft 1 against Draft 0", "Draft 2 against Draft 1"]
    for at, heading in ((1, "Draft 1 against Draft 0"), (2, "Draft 2 against Draft 1")):
        assert section(data, heading, True) == plain(comparison, at)
        assert section(data, heading, False) == plain(comparison, at - 1)
    (table,) = WordDocument(io.BytesIO(data)).tables
    assert [c.text for c in table.rows[0].cells] == [
        "Draft 0",
        "Draft 1",
        "Draft 2",
        "What changed",
        "Compromise",
    ]
    assert len(table.rows) == 1 + len(comparison.threads)
    port = next(r for r in table.rows if "port of Sella" in r.cells[0].text)
    assert port.cells[2].text.startswith("4 Arvenia opens the port")


def test_a_draft_is_set_against_the_one_it_follows() -> None:
    other = "\n".join(f"{n}. Rule {n} of a guild that bakes {w}." for n, w in
                      enumerate(("bread", "rolls", "cake", "pies", "buns"), 1))  # fmt: skip
    pairs = followed(compared(ONE, other, TWO))
    assert [(old.name if old else "", new.name) for old, new in pairs] == [
        ("", "Draft 1"),
        ("Draft 0", "Draft 2"),
    ]


def test_ids_of_changes_are_unique_over_all_sections() -> None:
    body = WordDocument(io.BytesIO(drafts_docx(compared(ONE, TWO, THREE)))).element.body
    tags = {qn(f"w:{t}") for t in ("ins", "del", "moveFrom", "moveTo", "moveFromRangeStart")}
    ids = [n.get(qn("w:id")) for n in body.iter() if n.tag in tags]
    assert len(ids) == len(set(ids)) > 0


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("texts", [(ONE, TWO), (ONE, TWO, THREE)])
def test_libreoffice_opens_it(tmp_path: Path, texts: tuple[str, ...]) -> None:
    file = tmp_path / "redline.docx"
    file.write_bytes(drafts_docx(compared(*texts)))
    home = f"-env:UserInstallation=file://{tmp_path / f'home{random.randint(0, 9**9)}'}"
    command = ["soffice", home, "--headless", "--convert-to", "odt", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(file)], check=True, capture_output=True, timeout=240)
    with zipfile.ZipFile(tmp_path / "redline.odt") as opened:
        content = opened.read("content.xml").decode()
    steps = len(texts) - 1
    assert content.count("<text:changed-region") > steps
    assert ("<table:table " in content) == (steps > 1)
