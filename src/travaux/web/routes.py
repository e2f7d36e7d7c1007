"""The table of addresses of the app, gathered from the modules that answer them."""

from __future__ import annotations

from travaux.web import (
    adding_pages,
    alignment_pages,
    api,
    board_pages,
    coding_pages,
    draft_pages,
    entering,
    event_pages,
    inbox_pages,
    issue_pages,
    judge_api,
    judge_pages,
    outcome_pages,
    overview_pages,
    party_pages,
    position_pages,
    search_pages,
    source_pages,
    statement_pages,
    table_pages,
    view_pages,
)
from travaux.web.answering import Address
from travaux.web.openapi import described

PLAIN: tuple[Address, ...] = (
    *entering.ADDRESSES,
    *overview_pages.ADDRESSES,
    *source_pages.ADDRESSES,
    *statement_pages.ADDRESSES,
    *party_pages.ADDRESSES,
    *event_pages.ADDRESSES,
    *draft_pages.ADDRESSES,
    *table_pages.ADDRESSES,
    *view_pages.ADDRESSES,
    *position_pages.ADDRESSES,
    *issue_pages.ADDRESSES,
    *outcome_pages.ADDRESSES,
    *board_pages.ADDRESSES,
    *search_pages.ADDRESSES,
    *inbox_pages.ADDRESSES,
    *alignment_pages.ADDRESSES,
    *judge_pages.ADDRESSES,
    *judge_api.ADDRESSES,
    *adding_pages.ADDRESSES,
    *coding_pages.ADDRESSES,
    *api.ADDRESSES,
)

ADDRESSES: tuple[Address, ...] = (*PLAIN, described(PLAIN))
