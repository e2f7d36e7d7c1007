"""Norm monitoring cases re-encoded from published examples: every trace, log rule and analysis."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.figures import Figure, data_hash
from travaux.core.commitments import CommitmentKind as Kind
from travaux.core.commitments import CommitmentState as State
from travaux.core.norm_cards import Deed
from travaux.monitoring.analyse import analyse
from travaux.monitoring.columns import Occurrence
from travaux.monitoring.delegate import performers, right_holders
from travaux.monitoring.evaluate import evaluate
from travaux.monitoring.facts import state_by_facts
from travaux.monitoring.instances import coded, instances
from travaux.monitoring.log import Log, log_of, moment, tick
from travaux.monitoring.norms import (
    Agreement,
    Condition,
    Due,
    Effect,
    Every,
    Is,
    Never,
    Norm,
    Pattern,
    Seen,
    Start,
    Verb,
    Where,
)
from travaux.monitoring.reach import Clause, Timer, unreachable_timers
from travaux.monitoring.scoreboard import from_percentages
from travaux.monitoring.standings import Board
from travaux.monitoring.windows import windows

FILE = "norms/norm_cases.json"
KINDS = {"obligation": Kind.DUTY}
DAY = 86400


@dataclass(frozen=True, slots=True)
class Check:
    """One expectation: where, what was found, what was expected."""

    name: str
    found: object
    expected: object

    @property
    def right(self) -> bool:
        return self.found == self.expected


def measure(data: Path) -> list[Figure]:
    """The share of expectations met, by mode."""
    path = data / FILE
    figures = []
    cases = json.loads(path.read_text("utf-8"))["cases"]
    modes = {
        "traces": [c for case in cases for c in trace_checks(case)],
        "log_rules": [c for case in cases for c in log_checks(case)],
        "analyses": [c for case in cases for c in analysis_checks(case)],
    }
    for mode, checks in modes.items():
        wrong = [f"{c.name}: {c.found}, expected {c.expected}" for c in checks if not c.right]
        note = f"{len(checks)} expectations" + "".join(f"; {w}" for w in wrong[:5])
        share = 1 - len(wrong) / len(checks)
        figures.append(Figure(f"norms.{mode}", share, "share", note, data_hash([path])))
    return figures


# --- reading ---------------------------------------------------------------------------------


def agreement_of(case: dict[str, Any]) -> Agreement:
    """The agreement that a case with dated norms encodes."""
    norms = tuple(norm_of(n) for n in case["norms"])
    return Agreement(norms, unit="step", completes=bool(case.get("auto_complete")))


def norm_of(row: dict[str, Any]) -> Norm:
    """One norm. An act that no event is, as “never”, is a duty to keep something up."""
    kind = KINDS.get(row["kind"]) or Kind(row["kind"])
    act = pattern_of(row["act"])
    keeps = kind is Kind.DUTY and act.event == "never"
    start = row.get("starts")
    return Norm(
        row["id"],
        kind,
        row["bearer"],
        act,
        row.get("counterparty", ""),
        Deed.KEEP_UP if keeps else Deed.ACHIEVE,
        Start() if start is None else start_of(start),
        condition_of(start["if"]) if start and "if" in start else None,
        until=condition_of(row["until"]) if "until" in row else None,
        due=due_of(row["due"]) if "due" in row else None,
        effects=tuple(effects_of(row)),
        surviving=row.get("surviving", False),
        words=row.get("says", ""),
    )


def pattern_of(row: dict[str, Any]) -> Pattern:
    tests = tuple(Where(k, "=", v) for k, v in row.get("where", {}).items())
    return Pattern(row["event"], row.get("by", ""), row.get("to", ""), tests)


def condition_of(row: dict[str, Any]) -> Condition:
    if "all" in row:
        return Every(tuple(condition_of(part) for part in row["all"]))
    if "not" in row:
        return Never(condition_of(row["not"]))
    if "state" in row:
        return Is(row["norm"], State(row["state"]))
    return Seen(pattern_of(row))


def start_of(row: dict[str, Any]) -> Start:
    when = row.get("when") or (row if "event" in row or "state" in row else None)
    return Start(row.get("at"), condition_of(when) if when else None, waits=not row)


def due_of(row: dict[str, Any]) -> Due:
    return Due(row.get("at"), row.get("within"), strict=row.get("strict"))


def effects_of(row: dict[str, Any]) -> Iterator[Effect]:
    verbs = {"terminate": Verb.TERMINATE, "terminate_contract": Verb.END_ALL}
    for key, on in (("on_exercised", State.EXERCISED), ("on_violated", State.VIOLATED)):
        for effect in row.get(key, ()):
            for name, targets in effect.items():
                verb = verbs.get(name) or Verb(name)
                listed = [""] if targets is True else targets
                for target in [listed] if isinstance(listed, str) else listed:
                    yield Effect(on, verb, target)


def occurrence_of(row: dict[str, Any]) -> Occurrence:
    own = {"t", "type", "by", "to", "id"}
    facts = {k: v for k, v in row.items() if k not in own}
    return Occurrence(row["t"], row["type"], row.get("by", ""), row.get("to", ""), facts,
                      id=row.get("id", ""))  # fmt: skip


# --- checking --------------------------------------------------------------------------------


def trace_checks(case: dict[str, Any]) -> Iterator[Check]:
    """Every expected state, moment, performer and right holder of a case's traces."""
    for trace in case.get("traces", ()):
        name = f"{case['id']}/{trace['id']}"
        if case.get("mode") == "static":
            yield from _static_checks(name, case["norms"], trace)
            continue
        agreement = agreement_of(case)
        log = log_of(occurrence_of(e) for e in trace["events"])
        board = evaluate(agreement, log, trace["as_of"])
        yield from _dated_checks(name, trace["expected"], board)
        yield from _party_checks(name, trace, agreement, log)


def _static_checks(name: str, norms: Sequence[Any], trace: dict[str, Any]) -> Iterator[Check]:
    facts = set(trace["facts"])
    by_id = {n["id"]: n for n in norms}
    for norm, expected in trace["expected"]["states"].items():
        row = by_id[norm]
        kind = KINDS.get(row["kind"]) or Kind(row["kind"])
        found = state_by_facts(kind, row["act"], row.get("if", ""), facts)
        yield Check(f"{name}/{norm}", found.value, expected)


def _dated_checks(name: str, expected: dict[str, Any], board: Board) -> Iterator[Check]:
    for norm, state in expected.get("states", {}).items():
        found = board.agreement if norm == "contract" else board.standings[norm].state.value
        yield Check(f"{name}/{norm}", found, state)
    for key, at in expected.get("at", {}).items():
        norm, state = key.split(":")
        if norm == "contract":
            yield Check(f"{name}/{key}", moment(board.since), at)
        else:
            steps = [s for s in board.standings[norm].steps if s.after.value == state]
            yield Check(f"{name}/{key}", steps[-1].moment if steps else None, at)


def _party_checks(
    name: str, trace: dict[str, Any], agreement: Agreement, log: Log
) -> Iterator[Check]:
    norms = {n.id: n for n in agreement.norms}
    until = tick(trace["as_of"])
    for norm, parties in trace["expected"].get("performers", {}).items():
        found = [party for party, _, _ in performers(norms[norm], log, until)]
        yield Check(f"{name}/performers", found, parties)
    for norm, holder in trace["expected"].get("right_holder", {}).items():
        yield Check(f"{name}/holder", right_holders(norms[norm], log, until)[-1][0], holder)


_RULE = re.compile(
    r"each (\w+)\(r\) (?:needs|is followed by) (\w+)\(r\) "
    r"(?:at most (\d+) days (earlier)|between (\d+) and (\d+) days|within (\d+) days)"
)


def log_checks(case: dict[str, Any]) -> Iterator[Check]:
    """Every rule of a case of mode `log`: which instances are broken."""
    if case.get("mode") != "log":
        return
    events = case["events"]
    for number, check in enumerate(case["checks"]):
        found = _RULE.match(check["norm"])
        assert found, check["norm"]
        look_back, low, high, within = found[3], found[5], found[6], found[7]
        days = (-int(look_back), 0) if look_back else (int(low or 0), int(high or within))
        window = (days[0] * DAY, days[1] * DAY)
        broken = [tuple(v) for v in check["violations"]]
        yield Check(f"{case['id']}/{number}", _broken(events, found[1], found[2], window), broken)


def _broken(
    events: Sequence[Any], trigger: str, act: str, window: tuple[int, int]
) -> list[tuple[int, int]]:
    codes = coded([e["report"] for e in events])
    rows = [[i for i, e in enumerate(events) if e["type"] == kind] for kind in (trigger, act)]
    at = [[events[i]["t"] for i in each] for each in rows]
    keys = [codes[each] for each in rows]
    result = instances((at[0], keys[0]), (at[1], keys[1]), window, None)  # type: ignore[arg-type]
    wrong = [events[rows[0][i]] for i, s in enumerate(result.states()) if s is State.VIOLATED]
    return sorted((e["t"], e["report"]) for e in wrong)


_TIMER = re.compile(r"(\d+) later: (\w+) -> (\w+)(?: \((\w+)\))?")
_ACT = re.compile(r"(?:state )?(\w+) --(\w+)--> (\w+)")
PAM = ("not_initiated", "minimum", "intermediate", "complete")


def analysis_checks(case: dict[str, Any]) -> Iterator[Check]:
    """Every expected finding about a text, and every published score."""
    name = case["id"]
    for model in case.get("models", ()):
        if "unreachable" in model:
            clauses = [clause_of(line, n) for n, line in enumerate(model["clauses"])]
            found = list(unreachable_timers(clauses, clauses[0].source))
            yield Check(f"{name}/{model['id']}", found, model["unreachable"])
        elif "percent" in model:
            yield from _score_checks(f"{name}/{model['id']}", model)
        elif model["id"] == "bakery_warranty":
            yield from _bakery_checks(f"{name}/bakery")
    found_kinds = analyse(agreement_of(case)) if case.get("analysis_expected") else ()
    for expected in case.get("analysis_expected", ()):
        norms = sorted(n for w in found_kinds if w.kind == expected["kind"] for n in w.norms)
        yield Check(f"{name}/{expected['kind']}", norms, sorted(expected["norms"]))


def clause_of(line: str, number: int) -> Clause:
    """A clause as the cases write it. Timers without a name are called after their line."""
    found = _ACT.match(line)
    assert found, line
    timers = tuple(
        Timer(t[3] or f"{number}.{i}", int(t[0]), t[1], t[2])
        for i, t in enumerate(_TIMER.findall(line))
    )
    return Clause(found[1], found[2], found[3], timers)


def _score_checks(name: str, model: dict[str, Any]) -> Iterator[Check]:
    score, total = from_percentages(name, model["n"], model["percent"])
    if "percent_total" in model:
        yield Check(f"{name}/total", total, model["percent_total"])
        return
    yield Check(f"{name}/counts", dict(zip(PAM, score.counts, strict=True)), model["approx_counts"])
    mean, share = score.mean or 0, score.aggregate or 0
    yield Check(f"{name}/mean", round(mean, 2), model["mean_score_0_3"])
    yield Check(f"{name}/percent", abs(share - model["percent_of_maximum"]) < 0.1, True)


def _bakery_checks(name: str) -> Iterator[Check]:
    """Claim within 14 days, repair within 28, else refund within 14; nothing after day 42."""
    claim = Norm("claim", Kind.POWER, "buyer", Pattern("claim"), due=Due(at=14))
    repair = Norm("repair", Kind.DUTY, "seller", Pattern("repair"),
                  start=Start(when=Seen(Pattern("claim"))), due=Due(within=28))  # fmt: skip
    refund = Norm("refund", Kind.DUTY, "seller", Pattern("refund"),
                  start=Start(when=Is("repair", State.VIOLATED)), due=Due(within=14))  # fmt: skip
    agreement = Agreement((claim, repair, refund), unit="step", ends=42)
    found = [w for w in analyse(agreement) if w.kind == "due_after_the_end"]
    yield Check(f"{name}/norms", [w.norms for w in found], [("refund",)])
    yield Check(f"{name}/day", windows(agreement)["refund"].ends[1], 56)
    early = "comes 14 steps before its own last day"  # so on day 0 of 14
    yield Check(f"{name}/fits", early in found[0].why, True)
