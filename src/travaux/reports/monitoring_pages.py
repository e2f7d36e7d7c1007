"""The dossier of a monitoring run: board, consequences, scoreboard, log, questions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from travaux.core.anchors import Anchor
from travaux.core.commitments import Assessment, Commitment
from travaux.core.surveys import Monitoring, Score
from travaux.reports import addresses
from travaux.reports.commitment_pages import card_view
from travaux.reports.dossier import render
from travaux.reports.monitoring_pictures import consequences, life, score_line

Page = tuple[str, str, dict[str, Any]]

MENU = (
    ("index.html", "Commitments"),
    ("consequences.html", "Consequences"),
    ("scoreboard.html", "Scoreboard"),
    ("log.html", "Log"),
    ("questions.html", "What if"),
)


def render_monitoring(
    monitoring: Monitoring, files: Mapping[str, str] | None = None
) -> Iterator[tuple[str, bytes]]:
    """(file name, bytes) of every page of a monitoring run; `index.html` comes first.

    files: for documents that have a page, the address of its folder by document id.
    """
    pages = _Pages(monitoring, files or {})
    frame = {"menu": [{"file": name, "title": title} for name, title in MENU]}
    frame |= {"as_of": monitoring.as_of, "settings": monitoring.settings}  # type: ignore[dict-item]
    for file, template, values in pages.all():
        title = {"title": dict(MENU)[file]}
        yield file, render(template, file, monitoring.name, frame | values | title).encode()


class _Pages:
    def __init__(self, monitoring: Monitoring, files: Mapping[str, str]) -> None:
        self.monitoring, self.files = monitoring, files
        self.names = {c.id: c.name for c in monitoring.commitments}
        self.boards: dict[str, dict[str, Assessment]] = {}
        for a in monitoring.assessments:
            self.boards.setdefault(a.board, {})[a.commitment] = a

    def all(self) -> Iterator[Page]:
        monitoring = self.monitoring
        rows = [self.row(c) for c in monitoring.commitments]
        yield "index.html", "monitoring_board.html", {"rows": rows, "counts": self.counts()}
        states = {self.names.get(i, i): a.state.value for i, a in self.boards["verified"].items()}
        picture = consequences(monitoring.ties, states)
        chains = [r for r in rows if len(r["chain"]) > 1]
        yield "consequences.html", "monitoring_chains.html", {
            "picture": picture, "ties": monitoring.ties, "chains": chains,
        }  # fmt: skip
        yield "scoreboard.html", "monitoring_scores.html", self.scores(rows)
        entries = sorted(monitoring.entries, key=lambda e: (e.happened, e.id))
        yield "log.html", "monitoring_log.html", {"entries": [self.entry(e) for e in entries]}
        yield "questions.html", "monitoring_questions.html", {"questions": self.questions()}

    def row(self, commitment: Commitment) -> dict[str, Any]:
        verified = self.boards["verified"][commitment.id]
        alleged = self.boards.get("alleged", {}).get(commitment.id, verified)
        return card_view(commitment) | {
            "id": commitment.id,
            "state": verified.state.value,
            "alleged": alleged.state.value,
            "differs": alleged.state is not verified.state,
            "alleged_why": alleged.cause,
            "since": verified.since,
            "why": verified.cause,
            "score": verified.score,
            "coverage": verified.coverage,
            "chain": verified.chain,
            "life": life(verified, self.monitoring.begins),
            "places": [self.place(anchor) for anchor in verified.evidence],
        }

    def place(self, anchor: Anchor) -> dict[str, str]:
        folder = self.files.get(anchor.document)
        href = f"{folder}{addresses.place(anchor)}" if folder is not None else ""
        where = f"{anchor.document[:40]}:{anchor.start}-{anchor.end}"
        return {"words": anchor.exact, "href": href, "where": where}

    def entry(self, entry: Any) -> dict[str, Any]:
        keys = ("id", "type", "by", "to", "happened", "until", "reported", "found", "reporter",
                "words", "source")  # fmt: skip
        values = {key: getattr(entry, key) for key in keys}
        facts = ", ".join(f"{key} = {value}" for key, value in entry.facts)
        places = [self.place(anchor) for anchor in entry.anchors]
        return values | {"status": entry.status.value, "facts": facts, "places": places}

    def counts(self) -> list[dict[str, Any]]:
        """How many stand in each state, of how many, on both boards."""
        states = [a.state.value for a in self.boards["verified"].values()]
        alleged = [a.state.value for a in self.boards.get("alleged", {}).values()]
        return [
            {"state": s, "n": states.count(s), "alleged": alleged.count(s), "of": len(states)}
            for s in dict.fromkeys((*states, *alleged))
        ]

    def scores(self, rows: list[dict[str, Any]]) -> dict[str, Any]:
        groups: dict[str, list[tuple[str, Score]]] = {}
        for by, date, score in self.monitoring.scores:
            groups.setdefault(by, []).append((date, score))
        over_time = groups.pop("over time", [])
        tables = [
            {"by": by, "scores": [score for _, score in scores]} for by, scores in groups.items()
        ]
        return {"tables": tables, "line": score_line(over_time), "rows": rows}

    def questions(self) -> list[dict[str, Any]]:
        found: dict[str, list[Any]] = {}
        for weakness in self.monitoring.weaknesses:
            found.setdefault(weakness.kind, []).append(weakness)
        return [{"kind": k.replace("_", " "), "asked": asked} for k, asked in found.items()]
