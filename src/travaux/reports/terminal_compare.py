"""A comparison and a check as plain text for a terminal; marks only, no colour codes.

[-dropped words-] {+added words+}     as in word diffs that people know
"""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterator, Sequence

from travaux.core.comparing import Burden, DraftingRule, Edit, EditKind
from travaux.core.drafts import ChangeKind, Draft, Finding
from travaux.reports.tabled import Cell, Comparison, Row, rows

WIDTH = 100
KEPT = 12  # words of equal text shown on each side of an edit


def comparison_text(comparison: Comparison, every: bool = False) -> str:
    """The comparison: a summary, then each thread that changed, substance first.

    every: also the threads in which nothing changed.
    """
    shown = [row for row in rows(comparison) if every or row.changed]
    parts = ["\n".join(_row(row, comparison.drafts)) for row in shown]
    return "\n\n".join([_summary(comparison), *parts]) + "\n"


def _summary(comparison: Comparison) -> str:
    lines = []
    counts = Counter(p.draft for p in comparison.provisions)
    for draft in comparison.drafts:
        date = f", {draft.date}" if draft.date else ""
        lines.append(f"{draft.name}{date}: {counts[draft.id]} provisions")
    kinds = Counter(kind.value for c in comparison.changes for kind in c.kinds)
    listed = ", ".join(f"{kinds[k.value]} {k.value}" for k in ChangeKind if kinds[k.value])
    doubts = sum(not c.certain for c in comparison.changes)
    told = f" ({doubts} to be looked at)" if doubts else ""
    return "\n".join([*lines, f"Changes: {listed or 'none'}{told}"])


def _row(row: Row, drafts: Sequence[Draft]) -> Iterator[str]:
    labels = " → ".join(cell.label or ("–" if cell.empty else "¶") for cell in row.cells)
    yield f"── {labels}" + ("" if row.certain else "   (uncertain)")
    for draft, cell in zip(drafts, row.cells, strict=True):
        if set(cell.kinds) - {ChangeKind.SAME}:
            yield from _cell(draft, cell)
    if not row.changed:
        yield _wrapped(next(cell.text for cell in reversed(row.cells) if not cell.empty), "     ")


def _cell(draft: Draft, cell: Cell) -> Iterator[str]:
    kinds = ", ".join(kind.value for kind in cell.kinds)
    yield f"   {draft.name}: {kinds}. {cell.reason}"
    for change in cell.substance:
        yield _wrapped(f"• {change.words}", "     ")
    if any(edit.kind is not EditKind.EQUAL for edit in cell.edits):
        yield _wrapped(redline_text(cell.edits), "     ")
    elif ChangeKind.ADDED in cell.kinds and cell.text:
        yield _wrapped(f"{{+{cell.text}+}}", "     ")
    elif ChangeKind.DELETED in cell.kinds and cell.before:
        yield _wrapped(f"[-{cell.before}-]", "     ")


def _wrapped(text: str, indent: str) -> str:
    return textwrap.fill(text, WIDTH, initial_indent=indent, subsequent_indent=indent)


def redline_text(edits: Sequence[Edit], kept: int = KEPT) -> str:
    """Edits on one line, long equal runs cut in the middle."""
    return " ".join("".join(_edit(edit, kept) for edit in edits).split())


def _edit(edit: Edit, kept: int) -> str:
    if edit.kind is EditKind.EQUAL:
        words = edit.after.split()
        if len(words) > 2 * kept + 1:
            return " ".join([*words[:kept], "…", *words[-kept:], ""])
        return edit.after
    gone = _marked("[-", edit.before, "-]")
    come = _marked("{+", edit.after, "+}")
    return f"{gone.rstrip()} {come}" if gone and come else gone + come


def _marked(opening: str, text: str, closing: str) -> str:
    """The text between marks, white space at its ends outside them."""
    inner = text.strip()
    if not inner:
        return text
    before, _, after = text.partition(inner)
    return f"{before}{opening}{inner}{closing}{after}"


def findings_text(
    name: str, findings: Sequence[Finding], titles: dict[str, str], burdens: Sequence[Burden] = ()
) -> str:
    """Findings in reading order, a line a question; then counts, then the table of asymmetry.

    titles: of rules, by id.
    """
    lines = [f"{name}: {len(findings)} questions"]
    for finding in findings:
        label = finding.label or "¶"
        question = textwrap.fill(finding.question, WIDTH - 8, subsequent_indent=" " * 8)
        lines.append(f"{label:>6}  {question}  [{finding.rule}]")
    counts = Counter(f.rule for f in findings).most_common()
    lines += ["", *(f"{count:6}  {titles.get(rule, rule)}" for rule, count in counts)]
    return "\n".join([*lines, *_asymmetry(burdens)]).rstrip() + "\n"


def _asymmetry(burdens: Sequence[Burden]) -> Iterator[str]:
    if not burdens:
        return
    columns = ("duties", "prohibitions", "permissions", "deadlines", "conditions", "sanctions")
    yield "\nWho carries what: " + ", ".join(columns)
    for burden in burdens:
        counts = "  ".join(f"{len(getattr(burden, column)):3}" for column in columns)
        yield f"{counts}   {burden.party}"


def rules_page(rules: Sequence[DraftingRule]) -> str:
    """The drafting rules, each with its rationale, source and examples."""
    return "\n\n".join("\n".join(_rule(rule)) for rule in rules) + "\n"


def _rule(rule: DraftingRule) -> Iterator[str]:
    yield f"{rule.id}: {rule.title}"
    yield _wrapped(rule.rationale, "  ")
    yield _wrapped(f"After: {rule.source}", "  ")
    for mark, examples in (("asks", rule.bad), ("silent", rule.good)):
        for example in examples:
            lines = "\n".join(f"      {line}" for line in example.splitlines())
            yield f"  {mark}:\n{lines}"
