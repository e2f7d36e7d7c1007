"""The pages of a monitoring run: board, consequences, scoreboard, log, what if.

They stand alone (`monitoring_dossier.py`) or inside a record's dossier, where the words of every
step lead to their place in a source.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from travaux.core.anchors import Anchor
from travaux.core.commitments import Assessment, Commitment, LogEntry
from travaux.core.surveys import Difference, Monitoring, Score, Supposition, Weakness
from travaux.reports.commitment_pages import card_view
from travaux.reports.monitoring_addresses import ASSETS, TITLES, tabs
from travaux.reports.monitoring_pictures import consequences, score_line, sparkline
from travaux.reports.monitoring_timelines import timeline
from travaux.reports.told_by_year import told_by_year

Page = tuple[str, str, dict[str, Any]]
Place = Callable[[Anchor], str]

OVER_TIME = " over time"


def run_pages(monitoring: Monitoring, files: Mapping[str, str], place: Place) -> Iterator[Page]:
    """The pages of a run. files: by what they show; place: the address of an anchor, or ""."""
    run = _Run(monitoring, files, place)
    frame: dict[str, Any] = {
        "as_of": monitoring.as_of,
        "known_by": monitoring.known_by,
        "settings": monitoring.settings,
        "pages": files,
        "assets": ASSETS,
        "tabs": tabs(files),
    }
    if "cards" in files:  # the page of the dossier's menu that these belong to
        frame["current"] = files["cards"]
    for key, template, values in run.all():
        yield files[key], template, frame | values | {"title": TITLES[key], "here": files[key]}


class _Run:
    def __init__(self, monitoring: Monitoring, files: Mapping[str, str], place: Place) -> None:
        self.monitoring, self.files, self.address = monitoring, files, place
        self.names = {c.id: c.name for c in monitoring.commitments}
        self.years = told_by_year(monitoring.commitments, monitoring.entries)
        self.entries = {e.id: e for e in monitoring.entries}
        self.boards: dict[str, dict[str, Assessment]] = {"verified": {}, "alleged": {}}
        for a in monitoring.assessments:
            self.boards[a.board][a.commitment] = a

    def all(self) -> Iterator[Page]:
        monitoring = self.monitoring
        rows = [self.row(c) for c in monitoring.commitments]
        yield "board", "monitoring_board.html", {"rows": rows, "counts": self.counts()}
        states = {self.names.get(i, i): a.state.value for i, a in self.boards["verified"].items()}
        yield "chains", "monitoring_chains.html", {
            "picture": consequences(monitoring.ties, states),
            "ties": monitoring.ties,
            "chains": [r for r in rows if len(r["steps"]) > 1],
        }  # fmt: skip
        yield "scores", "monitoring_scores.html", self.scores(rows)
        entries = sorted(monitoring.entries, key=lambda e: (e.happened, e.id))
        yield "log", "monitoring_log.html", {"entries": [self.entry(e) for e in entries]}
        yield "what_if", "monitoring_questions.html", {
            "questions": self.questions(),
            "supposed": [self.supposition(s) for s in monitoring.supposed],
        }  # fmt: skip

    def row(self, commitment: Commitment) -> dict[str, Any]:
        verified = self.boards["verified"][commitment.id]
        alleged = self.boards["alleged"].get(commitment.id, verified)
        return card_view(commitment, self.address) | {
            "id": commitment.id,
            "state": verified.state.value,
            "alleged": alleged.state.value,
            "differs": alleged.state is not verified.state,
            "since": verified.since,
            "due": verified.due or dict(commitment.cells).get("due", ""),
            "why": verified.cause,
            "score": "?" if verified.unheard else verified.score,
            "narrative": verified.narrative,
            "scored_by": verified.scored_by,
            "coverage": verified.coverage,
            "gaps": () if self.told_open(verified) else verified.gaps,
            "steps": self.steps(verified),
            "alleged_steps": self.steps(alleged) if alleged.chain != verified.chain else [],
            "years": self.years[commitment.id],
            "timeline": timeline((verified, alleged), self.monitoring.begins),
        }

    def told_open(self, assessment: Assessment) -> bool:
        """Whether somebody told that it was not done: then it did not merely go unrecorded."""
        own = (self.entries[link.entry] for link in assessment.links if link.entry in self.entries)
        return any(entry.type == "not_done" for entry in own)

    def steps(self, assessment: Assessment) -> list[dict[str, Any]]:
        """The chain of a state: each step with its words and sources."""
        return [
            {
                "date": link.date,
                "name": link.name,
                "state": link.state.value,
                "words": link.words,
                "because": link.because + 1,
                "entry": self.entry(self.entries[link.entry]) if link.entry in self.entries else {},
            }
            for link in assessment.links
        ]

    def place(self, anchor: Anchor) -> dict[str, str]:
        where = f"{anchor.document[:40]}:{anchor.start}-{anchor.end}"
        return {"words": anchor.exact, "href": self.address(anchor), "where": where}

    def entry(self, entry: LogEntry) -> dict[str, Any]:
        keys = ("id", "type", "by", "to", "happened", "until", "reported", "found", "reporter",
                "words", "source", "confidence", "why")  # fmt: skip
        values = {key: getattr(entry, key) for key in keys}
        places = [self.place(anchor) for anchor in entry.anchors]
        return values | {
            "type": entry.type.replace("_", " ") if entry.of else entry.type,
            "of": entry.of,
            "until": entry.until if entry.until != entry.happened else "",
            "source": entry.source if entry.source != entry.reporter else "",
            "status": entry.status.value,
            "facts": facts_said(entry),
            "places": places,
        }

    def counts(self) -> list[dict[str, Any]]:
        """How many stand in each state, of how many, on both boards."""
        return counted(self.boards["verified"].values(), self.boards["alleged"].values())

    def scores(self, rows: list[dict[str, Any]]) -> dict[str, Any]:
        groups: dict[str, list[tuple[str, Score]]] = {}
        for by, date, score in self.monitoring.scores:
            groups.setdefault(by, []).append((date, score))
        over_time = groups.pop(OVER_TIME.strip(), [])
        lines = {by: groups.pop(by) for by in list(groups) if by.endswith(OVER_TIME)}
        tables = [
            {"by": by, "scores": [_scored(s, lines.get(by + OVER_TIME, ())) for _, s in scores]}
            for by, scores in groups.items()
        ]
        return {"tables": tables, "line": score_line(over_time), "rows": rows}

    def questions(self) -> list[dict[str, Any]]:
        found: dict[str, list[Any]] = {}
        for weakness in self.monitoring.weaknesses:
            found.setdefault(weakness.kind, []).append(weakness)
        return [{"kind": k.replace("_", " "), "n": len(w), "asked": _together(w)}
                for k, w in found.items()]  # fmt: skip

    def supposition(self, supposed: Supposition) -> dict[str, Any]:
        """What would follow: who moves on which board, and how the counts would change."""
        boards = [
            {
                "board": board,
                "counts": _recounted(now.values(), moved),
                "moved": [self.moved(d) for d in moved],
            }
            for board, now in self.boards.items()
            if (moved := [d for d in supposed.differences if d.after.board == board])
        ]
        days = [self.monitoring.as_of, *(words.split()[0] for words in supposed.events)]
        return {"events": supposed.events, "boards": boards, "at": max(days)}

    def moved(self, difference: Difference) -> dict[str, Any]:
        before, after = difference.before, difference.after
        return {
            "name": difference.name,
            "before": before.state.value,
            "after": after.state.value,
            "steps": [s for s in after.chain if s not in before.chain],
        }


def facts_said(entry: LogEntry) -> str:
    """The facts of an entry as people read them (“count at least 1, places Harn; Tolvad”)."""
    facts = dict(entry.facts)
    about = f"{facts.pop('about')} " if "about" in facts and "count" in facts else ""
    said = [
        f"{key} {about if key == 'count' else ''}{value:g}"
        if isinstance(value, float)
        else f"{key} {about if key == 'count' else ''}{value}"
        for key, value in facts.items()
    ]
    return ", ".join(said)


def _together(weaknesses: Sequence[Weakness]) -> list[dict[str, Any]]:
    """The same question about several commitments, asked once."""
    asked: dict[str, dict[str, None]] = {}
    for weakness in weaknesses:
        asked.setdefault(weakness.why, {}).update(dict.fromkeys(weakness.norms))
    return [{"why": why, "norms": list(norms)} for why, norms in asked.items()]


def counted(verified: Any, alleged: Any) -> list[dict[str, Any]]:
    """How many of each board stand in each state, of how many."""
    one, other = ([a.state.value for a in board] for board in (verified, alleged))
    return [
        {"state": s, "n": one.count(s), "alleged": other.count(s), "of": len(one)}
        for s in dict.fromkeys((*one, *other))
    ]


def _recounted(now: Any, moved: Sequence[Difference]) -> list[dict[str, Any]]:
    """How many stand in each state now, and would then; states whose count stays are left out."""
    after = {d.after.commitment: d.after for d in moved}
    then = [after.get(a.commitment, a) for a in now]
    return [row for row in counted(now, then) if row["n"] != row["alleged"]]


def _scored(score: Score, over_time: Sequence[tuple[str, Score]]) -> dict[str, Any]:
    """A line of a scoreboard's table."""
    own = [(date, s) for date, s in over_time if s.group == score.group]
    return {
        "group": score.group or "nobody named",
        "counts": score.counts,
        "n": score.n,
        "not_owed": score.not_owed,
        "unknown": score.unknown,
        "total": score.total,
        "aggregate": score.aggregate,
        "line": sparkline(own),
    }
