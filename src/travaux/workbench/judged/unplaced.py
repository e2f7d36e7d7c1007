"""Judgements whose words have gone from the sources: kept, and listed."""

from __future__ import annotations

from travaux.core.judgements import Judgement
from travaux.core.problems import Problem


def problem_of(judgement: Judgement) -> Problem:
    """The problem that lists one such judgement."""
    what = f"{judgement.action.value} {judgement.field}".strip()
    return Problem(
        "judgement-without-target",
        f"{judgement.who} judged ({what}) a {judgement.noun} whose words are no longer in the "
        f"sources: “{judgement.quote[:120]}”. The judgement is kept.",
    )
