"""Ask the drafting questions of files or of a record's drafts."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from travaux import drafts
from travaux.core.comparing import Burden
from travaux.core.drafts import Draft, Finding
from travaux.core.errors import UsageError
from travaux.core.problems import Problem
from travaux.reports.terminal_compare import findings_text, rules_page
from travaux.workbench.compare import read_drafts, unread


@dataclass(frozen=True, slots=True)
class Checked:
    """The questions that one draft raises, and who carries what in it."""

    draft: Draft
    findings: tuple[Finding, ...]
    burdens: tuple[Burden, ...]


def check_files(
    files: Sequence[Path], off: Collection[str] = ()
) -> tuple[list[Checked], tuple[Problem, ...]]:
    """The questions each file raises, read as one draft each. off: rules switched off.

    Raises UsageError where no file is named, one is missing, none can be read, or a rule is
    unknown.
    """
    if not files:
        raise UsageError("No draft is named.", "Example: travaux check draft.docx")
    read, problems = read_drafts(files)
    if not read:
        raise unread(files, 0, problems)
    return [
        Checked(d, drafts.check(ps, [d], off=off), drafts.asymmetry(d.id, ps)) for d, ps in read
    ], problems


def checked_text(checked: Sequence[Checked]) -> str:
    """The questions as text for a terminal."""
    titles = {rule.id: rule.title for rule in drafts.rules()}
    return "\n".join(findings_text(c.draft.name, c.findings, titles, c.burdens) for c in checked)


def rules_text(checked: Sequence[Checked] = ()) -> str:
    """Every rule with its question, rationale, source and examples; where drafts were checked,
    the rules that asked about them."""
    asked = {finding.rule for one in checked for finding in one.findings}
    return rules_page([rule for rule in drafts.rules() if not checked or rule.id in asked])
