"""The table of addresses of the app, gathered from the modules that answer them."""

from __future__ import annotations

from travaux.web import entering, overview_pages, statement_pages
from travaux.web.answering import Address

ADDRESSES: tuple[Address, ...] = (
    *entering.ADDRESSES,
    *overview_pages.ADDRESSES,
    *statement_pages.ADDRESSES,
)
