"""What the pages of a dossier are made from: a record, and what was worked out from it.

What takes long to work out is handed in as a function, and worked out when the first page asks for
it: whoever makes only some of the pages pays only for those.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property

from travaux.core.anchors import Anchor
from travaux.core.codings import Agreement
from travaux.core.networks import Discourse
from travaux.core.news import NewsItem
from travaux.core.record import Record
from travaux.reports.indexed import Indexed
from travaux.reports.outcomes_pages import outcome_pages
from travaux.reports.source_pages import targets_by_document


def _no_deal() -> Mapping[str, str]:
    return outcome_pages(None, None, in_dossier=True)


class Book:
    """A record on its way to a dossier.

    discourse: the networks of its stances, None where they were not made. deal: the outcome pages'
    bodies (`outcome_pages`). news: what changed against the record that this one replaced, None
    where it replaced none. agreement: how far its coders agree.
    """

    def __init__(
        self,
        record: Record,
        discourse: Callable[[], Discourse | None] = lambda: None,
        deal: Callable[[], Mapping[str, str]] = _no_deal,
        news: Sequence[NewsItem] | None = None,
        agreement: Callable[[], Sequence[Agreement]] = lambda: (),
    ) -> None:
        self.record = record
        self.name = record.name or "Negotiation"
        self.news = news
        self._discourse, self._deal, self._agreement = discourse, deal, agreement

    @cached_property
    def index(self) -> Indexed:
        return Indexed(self.record)

    @cached_property
    def targets(self) -> dict[str, list[Anchor]]:
        return targets_by_document(self.index)

    @cached_property
    def discourse(self) -> Discourse | None:
        return self._discourse()

    @cached_property
    def deal(self) -> Mapping[str, str]:
        return self._deal()

    @cached_property
    def agreement(self) -> Sequence[Agreement]:
        return self._agreement()
