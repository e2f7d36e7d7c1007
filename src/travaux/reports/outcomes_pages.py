"""The outcome pages: overlap, packages, stability.

Eats plain data (`outcomes.page_data`), so that this room stays apart from that one.
"""

from __future__ import annotations

from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from travaux.reports import dossier
from travaux.reports.outcomes_charts import frontier_picture, state_graph, tornado_picture

OVERLAP, PACKAGES, STABILITY = "overlap.html", "packages.html", "stability.html"
TITLES = {OVERLAP: "Is there a deal?", PACKAGES: "Packages", STABILITY: "What would hold"}


def outcome_pages(
    packages: dict[str, Any] | None, conflict: dict[str, Any] | None
) -> dict[str, str]:
    """File name -> HTML body fragment of each page there is something to show on."""
    found = {}
    if packages:
        found[OVERLAP] = _fragment(OVERLAP, packages, bool(conflict))
        found[PACKAGES] = _fragment(PACKAGES, packages | {
            "picture": frontier_picture(packages), "bars": tornado_picture(packages),
        }, bool(conflict))  # fmt: skip
    if conflict:
        found[STABILITY] = _fragment(
            STABILITY, conflict | {"graph": state_graph(conflict)}, bool(packages)
        )
    return found


def whole_pages(
    packages: dict[str, Any] | None, conflict: dict[str, Any] | None
) -> dict[str, bytes]:
    """File name -> a whole page in the dossier's frame."""
    name = (packages or conflict or {}).get("name") or "Negotiation"
    return {
        file: dossier.render(
            "page.html", file, name, {"title": TITLES[file], "body": _marked(body)}
        ).encode()
        for file, body in outcome_pages(packages, conflict).items()
    }


def _fragment(file: str, values: dict[str, Any], both: bool) -> str:
    environment = Environment(
        loader=PackageLoader("travaux.reports"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True,
    )  # fmt: skip
    template = environment.get_template(f"outcomes_{file}")
    return template.render(values | {"both": both})


def _marked(body: str) -> Any:
    from markupsafe import Markup

    return Markup(body)  # noqa: S704 - made by an escaping template just above
