"""Tracked changes: accepted they give the new text, rejected the old; moves are moves."""

from __future__ import annotations

import io
import random
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document as WordDocument
from docx.oxml.ns import qn

from bench.mutator import story
from tests.reports.compared import compared
from travaux.core.drafts import Provision
from travaux.reports.redline_docx import redline_docx
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
    data = redline_docx(comparison)
    assert settled(data, accepted=True).rstrip("\n") + "\n" == plain(comparison, 1)
    assert settled(data, accepted=False).rstrip("\n") + "\n" == plain(comparison, 0)


@pytest.mark.parametrize("seed", range(6))
def test_mutated_texts_come_back_both_ways(seed: int) -> None:
    text = story(seed, size=18, versions=2)
    lines = ["\n".join(f"{p.label}. {p.text}" for p in text.provisions if p.draft == d.id)
             for d in text.drafts]  # fmt: skip
    comparison = compared(*lines)
    data = redline_docx(comparison)
    assert settled(data, accepted=True).rstrip("\n") + "\n" == plain(comparison, 1)
    assert settled(data, accepted=False).rstrip("\n") + "\n" == plain(comparison, 0)


def test_what_went_elsewhere_unchanged_is_a_move() -> None:
    body = WordDocument(io.BytesIO(redline_docx(compared(ONE, TWO)))).element.body
    moved = ["".join(n.text for n in m.iter(qn("w:t"))) for m in body.iter(qn("w:moveFrom"))]
    assert any("archives taken from Orvik" in words for words in moved)
    names = {n.get(qn("w:name")) for n in body.iter(qn("w:moveFromRangeStart"))}
    assert names == {n.get(qn("w:name")) for n in body.iter(qn("w:moveToRangeStart"))} != set()


def test_the_same_comparison_gives_the_same_bytes() -> None:
    assert redline_docx(compared(ONE, TWO)) == redline_docx(compared(ONE, TWO))


def test_ids_of_changes_are_unique() -> None:
    body = WordDocument(io.BytesIO(redline_docx(compared(ONE, TWO)))).element.body
    tags = {qn(f"w:{t}") for t in ("ins", "del", "moveFrom", "moveTo", "moveFromRangeStart")}
    ids = [n.get(qn("w:id")) for n in body.iter() if n.tag in tags]
    assert len(ids) == len(set(ids)) > 0


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_it(tmp_path: Path) -> None:
    file = tmp_path / "redline.docx"
    file.write_bytes(redline_docx(compared(ONE, TWO)))
    home = f"-env:UserInstallation=file://{tmp_path / f'home{random.randint(0, 9**9)}'}"
    command = ["soffice", home, "--headless", "--convert-to", "odt", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(file)], check=True, capture_output=True, timeout=240)
    assert (tmp_path / "redline.odt").stat().st_size > 1000
