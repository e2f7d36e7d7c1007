"""The outcome pages: overlap, packages, stability.

Eats plain data (`outcomes.page_data`), so that this room stays apart from that one.
"""

from __future__ import annotations

from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from travaux.reports.outcomes_charts import frontier_picture, tornado_picture
from travaux.reports.outcomes_graph import maker_colours, state_graph

OVERLAP, PACKAGES, STABILITY = "overlap.html", "packages.html", "stability.html"
TITLES = {OVERLAP: "Is there a deal?", PACKAGES: "Packages", STABILITY: "What would hold"}


NOTHING: dict[str, Any] = {
    "parties": [],
    "headline": "The record holds no position of a party on an issue, so nothing can be said.",
}


def outcome_pages(
    packages: dict[str, Any] | None, conflict: dict[str, Any] | None, in_dossier: bool = False
) -> dict[str, str]:
    """File name -> HTML body fragment of each page there is something to show on.

    in_dossier: the overlap page is there in any case, for the dossier's menu leads to it.
    """
    found = {}
    if packages:
        found[OVERLAP] = _fragment(OVERLAP, packages, bool(conflict))
        drawn = {"picture": frontier_picture(packages), "bars": tornado_picture(packages)}
        found[PACKAGES] = _fragment(PACKAGES, packages | drawn, bool(conflict))
    elif in_dossier:
        found[OVERLAP] = _fragment(OVERLAP, NOTHING, bool(conflict))
    if conflict:
        graph = {"graph": state_graph(conflict), "keys": maker_colours(conflict["makers"])}
        found[STABILITY] = _fragment(STABILITY, conflict | graph, bool(packages))
    return found


def _fragment(file: str, values: dict[str, Any], both: bool) -> str:
    environment = Environment(
        loader=PackageLoader("travaux.reports"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True,
    )  # fmt: skip
    template = environment.get_template(f"outcomes_{file}")
    return template.render(values | {"both": both})
