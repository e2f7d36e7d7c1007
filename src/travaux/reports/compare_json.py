"""A comparison as JSON: drafts, provisions, changes with edits and substance, threads."""

from __future__ import annotations

import json
from typing import Any

from travaux.core.drafts import Change
from travaux.core.plain import plain
from travaux.reports.tabled import Comparison


def comparison_data(comparison: Comparison) -> dict[str, Any]:
    """The comparison as plain data: ids link its parts."""
    return {
        "drafts": plain(comparison.drafts),
        "provisions": plain(comparison.provisions),
        "changes": [_change(comparison, change) for change in comparison.changes],
        "threads": plain(comparison.threads),
    }


def comparison_json(comparison: Comparison) -> str:
    """The comparison as JSON text."""
    return json.dumps(comparison_data(comparison), ensure_ascii=False, indent=2) + "\n"


def _change(comparison: Comparison, change: Change) -> dict[str, Any]:
    data: dict[str, Any] = plain(change)
    data["edits"] = plain(comparison.edits.get(change.id, ()))
    data["substance"] = plain(comparison.substance.get(change.id, ()))
    return data
