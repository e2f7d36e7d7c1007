"""A comparison as one HTML page that needs nothing else: n columns, inline or side by side.

Without scripts: three switches at the top choose what the style sheet shows. The last column is
for a compromise and can be typed into.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from travaux.core.comparing import Edit, EditKind
from travaux.core.drafts import ChangeKind
from travaux.reports.tabled import Cell, Comparison, Row, rows

COLUMN = 17  # rem that a column takes at least: more of them scroll
STYLE = """
body{font:16px/1.45 Georgia,serif;margin:2rem;color:#1d1d1b;background:#fff}
.wide{max-height:88vh;overflow:auto}
table{border-collapse:separate;border-spacing:0;width:100%;table-layout:fixed}
th,td{border:1px solid #cfcbc2;border-width:0 1px 1px 0;padding:.5rem .6rem;
vertical-align:top;text-align:left;overflow-wrap:anywhere;white-space:pre-line}
th{position:sticky;top:0;background:#f4f1ea}
ins{background:#dcf0d8;text-decoration:underline}del{background:#f8dcd6}
.label{font-weight:bold}.kinds{font:.75rem/1.2 sans-serif;color:#5b574e;display:block}
.kinds.unsure{color:#9a3d00}
.substance{font:.8rem/1.3 sans-serif;margin:.2rem 0 .4rem;padding-left:1.1rem}
.reason{font:.75rem/1.3 sans-serif;color:#5b574e}
.side,.plain{display:none}
#side:checked~.wide .inline,#plain:checked~.wide .inline{display:none}
#side:checked~.wide .side{display:block}#plain:checked~.wide .plain{display:block}
#changed:checked~.wide tr.quiet{display:none}
.switches label{font:.85rem sans-serif;margin-right:1rem}
@media (prefers-color-scheme:dark){body{background:#1b1b19;color:#ece9e1}th{background:#2b2a27}
ins{background:#23472a}del{background:#5a2720}}
"""


def comparison_html(comparison: Comparison) -> str:
    """The n-column table of a comparison as a whole page."""
    names = [f"{d.name}{f' ({d.date})' if d.date else ''}" for d in comparison.drafts]
    heads = "".join(f'<th scope="col">{escape(name)}</th>' for name in names)
    table = rows(comparison)
    body = "\n".join(_row(row, at, table) for at, row in enumerate(table))
    title = escape(" · ".join(names))
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta name="viewport" content="width=device-width"><style>{STYLE}</style></head><body>'
        f"<h1>{title}</h1>{_switches()}"
        f'<div class="wide" tabindex="0"><table style="min-width:{COLUMN * (len(names) + 1)}rem">'
        f'<thead><tr>{heads}<th scope="col">Compromise</th></tr></thead>'
        f"<tbody>\n{body}\n</tbody></table></div></body></html>\n"
    )


def _switches() -> str:
    ways = (("inline", "inline"), ("side", "side by side"), ("plain", "plain text"))
    radios = "".join(
        f'<input type="radio" name="way" id="{key}"{" checked" if key == "inline" else ""}>'
        f'<label for="{key}">{words}</label> '
        for key, words in ways
    )
    return f'{radios}<input type="checkbox" id="changed"><label for="changed">changes only</label>'


def _row(row: Row, at: int, table: Sequence[Row]) -> str:
    quiet = "" if row.changed else ' class="quiet"'
    cells = "".join(
        _cell(cell, row.cells[n + 1] if n + 1 < len(row.cells) else None)
        for n, cell in enumerate(row.cells)
    )
    return f'<tr id="t{at + 1}"{quiet}>{cells}<td contenteditable="plaintext-only"></td></tr>'


def _cell(cell: Cell, later: Cell | None) -> str:
    label = f'<span class="label">{escape(cell.label)}</span> ' if cell.label else ""
    inline = _inline(cell)
    side = _side(cell, later)
    shown = (
        f'<div class="inline">{inline}</div><div class="side">{side}</div>'
        f'<div class="plain">{escape(cell.text)}</div>'
    )
    return f"<td>{label}{''.join(_notes(cell))}{shown}</td>"


def _notes(cell: Cell) -> Iterator[str]:
    kinds = [kind.value for kind in cell.kinds if kind is not ChangeKind.SAME]
    if kinds:
        doubt = "" if cell.certain else " · to be looked at"
        unsure = "" if cell.certain else " unsure"
        reason = escape(cell.reason, quote=True)
        yield f'<span class="kinds{unsure}" title="{reason}">{", ".join(kinds)}{doubt}</span>'
    if cell.substance:
        items = "".join(f"<li>{escape(change.words)}</li>" for change in cell.substance)
        yield f'<ul class="substance">{items}</ul>'


def _inline(cell: Cell) -> str:
    if ChangeKind.ADDED in cell.kinds:
        return f"<ins>{escape(cell.text)}</ins>"
    if ChangeKind.DELETED in cell.kinds:
        return f"<del>{escape(cell.before)}</del>"
    return redline_html(cell.edits) if cell.edits else escape(cell.text)


def _side(cell: Cell, later: Cell | None) -> str:
    """The cell's own words: what came in it underlined, and what the next draft drops struck."""
    if cell.empty:
        return ""
    if later and later.edits:
        return "".join(_half(edit, True) for edit in later.edits)
    return "".join(_half(edit, False) for edit in cell.edits) or escape(cell.text)


def _half(edit: Edit, old: bool) -> str:
    text, tag = (edit.before, "del") if old else (edit.after, "ins")
    if edit.kind is EditKind.EQUAL or not text:
        return escape(text)
    return f"<{tag}>{escape(text)}</{tag}>"


def redline_html(edits: Sequence[Edit]) -> str:
    """Edits as HTML with <del> and <ins>."""
    return "".join(_edit(edit) for edit in edits)


def _edit(edit: Edit) -> str:
    if edit.kind is EditKind.EQUAL:
        return escape(edit.after)
    gone = f"<del>{escape(edit.before)}</del>" if edit.before else ""
    come = f"<ins>{escape(edit.after)}</ins>" if edit.after else ""
    return gone + come
