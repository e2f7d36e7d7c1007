"""The paragraphs of a text with what each shows: residue of some kind, a header line, a gap."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from travaux.corpus.cues import Cue, cue_of
from travaux.corpus.headers import HeaderLine, header_line, source_line
from travaux.corpus.paragraphs import paragraphs_of
from travaux.corpus.reading import Extract, Facts, Range
from travaux.corpus.titles import is_title_like

NO_HEADER = HeaderLine("", Facts(), "")
FORMAT = "format"  # kind of residue that the format itself shows


@dataclass(frozen=True, slots=True)
class Unit:
    """One paragraph [start, end); gap: line ends before it; residue: of which kind, "" if none;
    ends: an article ends where it stands.
    """

    start: int
    end: int
    words: int
    gap: int
    header: HeaderLine = NO_HEADER
    residue: str = ""
    ends: bool = False


_LINE_END = re.compile(r"\r\n|[\r\n]")
_TEASER = re.compile(r"[^.]{2,60}[?!]")
_ABOUT = re.compile(r"(?:The )?(.{2,40}?) (?:journalists|reporters|correspondents|is|are)\b")


def units_of(extract: Extract) -> list[Unit]:
    """The paragraphs of the text in order, residue and header lines marked."""
    text = extract.text
    residue = sorted(extract.residue)
    units, cues = [], []
    last = at = 0
    for start, end in paragraphs_of(text, extract.format):
        gap = len(_LINE_END.findall(text, last, start))
        while at < len(residue) and residue[at][1] <= start:
            at += 1
        inside = at < len(residue) and residue[at][0] <= start and end <= residue[at][1]
        unit, cue = _unit(text, (start, end), gap, inside)
        units.append(unit)
        cues.append(cue)
        last = end
    units = _with_neighbours(text, _weak(units, cues))
    return _weak(_closing(text, units, cues), cues)


def _unit(text: str, span: Range, gap: int, inside: bool) -> tuple[Unit, Cue | None]:
    line = text[slice(*span)]
    header = header_line(text, *span)
    words = len(line.split())
    if inside:
        return Unit(*span, words, gap, NO_HEADER, FORMAT), None
    cue = None if header.kind == "first-published" else cue_of(line)
    if cue is None or cue.last or cue.weak:
        return Unit(*span, words, gap, header), cue
    return Unit(*span, words, gap, NO_HEADER, cue.kind, cue.ends), cue


def _weak(units: Sequence[Unit], cues: Sequence[Cue | None]) -> list[Unit]:
    """Mark the lines with a weak cue that stand beside residue, or beside each other."""
    weak = [cue is not None and cue.weak for cue in cues]
    return [
        replace(unit, residue=cue.kind, header=NO_HEADER)
        if cue and cue.weak and not unit.residue and _beside(units, weak, i)
        else unit
        for i, (unit, cue) in enumerate(zip(units, cues, strict=True))
    ]


def _beside(units: Sequence[Unit], weak: Sequence[bool], at: int) -> bool:
    near = [i for i in (at - 1, at + 1) if 0 <= i < len(units)]
    return any(weak[i] or units[i].residue not in ("", "rule") for i in near)


def _closing(text: str, units: list[Unit], cues: Sequence[Cue | None]) -> list[Unit]:
    """Mark what is residue only at the end of an article: notes on author and publisher, and a
    source line. Goes backwards, as such lines come in rows.
    """
    for i in reversed(range(len(units))):
        unit, cue = units[i], cues[i]
        after = units[i + 1] if i + 1 < len(units) else None
        at_end = after is None or after.ends or is_title_like(text[after.start : after.end])
        if unit.residue or not at_end:
            continue
        if cue and cue.last:
            units[i] = replace(unit, residue=cue.kind, ends=True, header=NO_HEADER)
        elif i and _is_source(text, unit, after):
            units[i] = replace(unit, residue="source", ends=True, header=NO_HEADER)
    return units


def _is_source(text: str, unit: Unit, after: Unit | None) -> bool:
    """Whether the line, at the end of an article, only names where it comes from."""
    if after and after.residue == "about-publisher":
        return _names(text[unit.start : unit.end], text, after)
    ended = after is None or after.ends
    return ended and bool(source_line(text, unit.start, unit.end).publisher)


def _names(line: str, text: str, about: Unit) -> bool:
    """Whether `line` is just the name that the note on the publisher begins with."""
    match = _ABOUT.match(text, about.start, about.end)
    return bool(match) and _letters(line) == _letters(match[1] if match else "")


def _letters(words: str) -> str:
    return re.sub(r"[\W_]+", "", words).lower()


def _with_neighbours(text: str, units: list[Unit]) -> list[Unit]:
    """Mark a teaser before a newsletter line, and a stray word between two lines of residue."""
    marked = list(units)
    for i, unit in enumerate(units):
        before = units[i - 1] if i else None
        after = units[i + 1] if i + 1 < len(units) else None
        if unit.residue or unit.header.kind or after is None:
            continue
        line = text[unit.start : unit.end]
        if unit.words <= 5 and after.residue == "newsletter" and _TEASER.fullmatch(line):
            marked[i] = replace(unit, residue="newsletter")
        elif unit.words <= 2 and before and before.residue and after.residue and _is_stray(line):
            marked[i] = replace(unit, residue="stray", ends=before.ends)
    return marked


def _is_stray(line: str) -> bool:
    return not line.rstrip().endswith((".", "!", "?", "”", '"')) and "[" not in line
