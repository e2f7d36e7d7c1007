"""The first page: what was read, what was found, what to look at first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from travaux.core.steps import Step
from travaux.reports.indexed import Indexed
from travaux.reports.overview import Counts, counted_on, counts_of, overview
from travaux.web.answering import Address, Answer, Asked, Page
from travaux.web.desk import Desk


@dataclass(frozen=True, slots=True)
class Looked:
    """The overview of one version of the record, with the counts it rests on."""

    counts: Counts
    values: dict[str, Any]


def overview_page(desk: Desk, asked: Asked) -> Answer:
    """The overview of the dossier, with the app's links."""
    looked = desk.following("overview", _looked, _followed)
    return Page("overview.html", {"overview": looked.values}, title="Overview", current="/")


def _looked(index: Indexed) -> Looked:
    counts = counts_of(index.record)
    return Looked(counts, overview(index, counts))


def _followed(before: Looked, index: Indexed, step: Step) -> Looked:
    counts = counted_on(before.counts, step)
    return Looked(counts, overview(index, counts))


ADDRESSES = (Address("/", overview_page, words="What was read, what to look at first"),)
