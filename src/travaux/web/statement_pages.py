"""The statements explorer: filter by anything, search the words, sort; the state is the address."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from starlette.datastructures import QueryParams

from travaux.core.statements import Statement
from travaux.reports.indexed import Indexed
from travaux.reports.views import statement_view
from travaux.web.addresses import with_query
from travaux.web.answering import Address, Answer, Asked, Page
from travaux.web.columns import Columns, columns
from travaux.web.desk import Desk
from travaux.web.exploring import ORDERS, Found, Rows, Wanted, found, wanted
from travaux.web.paging import leaf
from travaux.workbench.searching import words_of

FIRST = ("speaker", "outlet", "about", "stance", "judged")  # filters shown at once


def columns_of(desk: Desk) -> Columns:
    """The statements' columns now, made from those of the version before."""
    return desk.following(
        "columns", columns, lambda before, index, step: columns(index, before, step)
    )


def explored(desk: Desk, query: QueryParams) -> tuple[Columns, Wanted, Found]:
    """The statements that the query of an address asks for."""
    table = columns_of(desk)
    asked = wanted(query)
    hits = word_rows(desk, table, asked.words) if asked.words else None
    return table, asked, found(table, asked, hits)


def word_rows(desk: Desk, table: Columns, words: str) -> Rows:
    """Rows of the statements that hold all of `words`, best match first; last those that do since
    somebody judged them, which the index of words does not know before the next build."""
    ids, place = desk.search.statements(words), table.place
    rows: Rows = desk.kept.lately(
        f"rows {words}",
        (ids, place),
        lambda: np.array([place[k] for k in ids if k in place], np.int32),
    )
    judged = np.array(sorted(place[key] for key in table.index.judged if key in place), int)
    wanted = [word.casefold() for word in words_of(words)]
    others = judged[~np.isin(judged, rows)].tolist()
    since = [row for row in others if _holds(table.statements[row], wanted)]
    return np.append(rows, np.array(since, int))


def _holds(statement: Statement, wanted: Sequence[str]) -> bool:
    speaker = statement.speaker.name if statement.speaker else ""
    text = f"{speaker} {statement.words}".casefold()
    return bool(wanted) and all(word in text for word in wanted)


def statements_page(desk: Desk, asked: Asked) -> Answer:
    """One page of the statements asked for, with the choices that narrow them."""
    table, want, fits = explored(desk, asked.query)
    shown = leaf(fits.rows, "/statements", asked.query)
    values = {
        "leaf": shown,
        "views": [statement_view(table.index, table.statements[row]) for row in shown.items],
        "choices": fits.choices,
        "want": want,
        "orders": ORDERS,
        "order": fits.order,
        "everything": len(table.statements),
        "first": FIRST,
        "saved": desk.views.all(),
        "here": with_query("/statements", asked.query, page=None, at=None),
        "more_chosen": any(c.chosen for c in fits.choices if c.name not in FIRST),
        "chosen": _chosen(table.index, want, asked.query),
    }
    return Page("statements_explorer.html", values, title="Statements", current="/statements")


def _chosen(index: Indexed, want: Wanted, query: QueryParams) -> list[tuple[str, str]]:
    """What is asked for beside the visible choices: its words and the address without it."""
    found = []
    for name, nouns in (("party", index.parties), ("document", index.documents)):
        key = want.facets.get(name)
        if key:
            noun = nouns.get(key)
            title = getattr(noun, "name", "") or getattr(noun, "title", "") or key
            found.append((f"{name}: {title}", with_query("/statements", query, **{name: None})))
    return found


ADDRESSES = (Address("/statements", statements_page, words="Statements, filtered and sorted"),)
