"""talks.model.yaml -> `Model`, `Conflict`, or both; every fault told at once.

What is not said is unknown: an option without a score lies anywhere between the party's lowest and
highest score, a party without a reservation value anywhere between its worst and best package. What
is filled in (a weight of 1, evenly spaced ranks) is marked as a default.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import yaml

from travaux.core.errors import SettingsError
from travaux.core.issues import Issue, Option
from travaux.core.outcomes import (
    Amount,
    Basis,
    BasisKind,
    Conflict,
    Interests,
    Model,
    Omission,
    RedLine,
    Scale,
    Tabled,
    Valuation,
)
from travaux.outcomes.exact import exact
from travaux.outcomes.models.agenda import Agenda
from travaux.outcomes.models.amounts import amount, basis, middle
from travaux.outcomes.models.check_shape import checked
from travaux.outcomes.models.read_conflict import read_conflict
from travaux.outcomes.models.read_rules import cannot_bind, consents, limits

ZERO, ONE = Fraction(0), Fraction(1)
LEVELS: dict[str, tuple[Fraction, Fraction]] = {
    "acceptable": (ONE, ONE),
    "tolerable": (Fraction(1, 2), Fraction(1, 2)),
    "opposed": (ZERO, ZERO),
    "red line": (ZERO, ZERO),
    "unknown": (ZERO, ONE),
}


@dataclass(frozen=True, slots=True)
class ModelFile:
    """What a model file holds."""

    model: Model | None
    conflict: Conflict | None


def read_model(text: str, file: str = "talks.model.yaml") -> ModelFile:
    """What the model file with this text holds. Raises SettingsError with every fault."""
    try:
        data = yaml.load(text, Loader=Once)  # noqa: S506 - Once is a SafeLoader
    except yaml.YAMLError as fault:
        raise SettingsError(
            file, (f"not well-formed YAML ({' '.join(str(fault).split())})",)
        ) from None
    sound, faults = checked(data)
    model = _model(sound, faults) if "issues" in sound and "parties" in sound else None
    told = {"name": sound.get("name", "")} | sound.get("conflict", {})
    conflict, more = read_conflict(told) if "conflict" in sound else (None, [])
    faults += more
    if faults:
        raise SettingsError(file, tuple(dict.fromkeys(faults)))
    return ModelFile(model, conflict)


class Once(yaml.SafeLoader):
    """Reads a key that stands twice in one mapping as a fault, where YAML keeps the last."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """The mapping; raises where a key is there twice."""
        keys = [str(self.construct_object(key, deep=True)) for key, _ in node.value]
        for (key, _), name in reversed(list(zip(node.value, keys, strict=True))):
            if keys.count(name) > 1 and name != "<<":
                place = f"line {key.start_mark.line + 1}"
                raise yaml.YAMLError(f"“{name}” is there twice in one mapping, {place}")
        return super().construct_mapping(node, deep)


def _model(data: dict[str, Any], faults: list[str]) -> Model:
    issues = tuple(
        Issue(
            str(i.get("id", i["name"])),
            str(i["name"]),
            tuple(str(p) for p in i.get("provisions", [])),
            tuple(Option(str(o)) for o in i["options"]),
        )
        for i in data["issues"]
    )
    parties = tuple(str(p["name"]) for p in data["parties"])
    _repeats([i.id for i in issues], "issues", faults)
    _repeats(list(parties), "parties", faults)
    for issue in issues:
        _repeats([o.text for o in issue.options], f"options of “{issue.name}”", faults)
    agenda = Agenda(issues, parties, faults)
    return Model(
        str(data.get("name", "")),
        issues,
        tuple(_interests(p, f"parties[{k}]", agenda) for k, p in enumerate(data["parties"], 1)),
        limits(data.get("limits", []), agenda),
        consents(data.get("consents", []), agenda),
        cannot_bind(data.get("cannot_bind", []), agenda),
        tuple(_draft(d, f"drafts[{k}]", agenda) for k, d in enumerate(data.get("drafts", []), 1)),
        Scale(data.get("scale", "unit")),
        tuple(
            Omission(*(str(o[k]) for k in ("kind", "name", "why"))) for o in data.get("omitted", [])
        ),
    )


def _repeats(names: list[str], place: str, faults: list[str]) -> None:
    twice = sorted({n for n in names if names.count(n) > 1})
    faults.extend(f"{place}: “{name}” is there twice" for name in twice)


def _draft(data: dict[str, Any], place: str, agenda: Agenda) -> Tabled:
    pairs = agenda.choices(data["choices"], f"{place}.choices")
    return Tabled(str(data["name"]), tuple((agenda.issues[i].id, o) for i, o in pairs))


def _interests(data: dict[str, Any], place: str, agenda: Agenda) -> Interests:
    given = data.get("values", {})
    at = {agenda.issue(name, f"{place}.values"): name for name in given}
    ends = _ends(given)
    valuations, lines = [], []
    for i, issue in enumerate(agenda.issues):
        where = f"{place}.values.{at.get(i)}"
        own = given[at[i]] if i in at else {}
        valuations.append(_valuation(own, i, ends, where, agenda))
        for name, level in own.get("levels", {}).items():
            option = agenda.option(i, name, where) if level == "red line" else None
            if option is not None:
                lines.append(RedLine(issue.id, option, True, basis(own.get("basis"))))
    for k, line in enumerate(data.get("red_lines", []), 1):
        where = f"{place}.red_lines[{k}]"
        for i, option in agenda.choices({line["issue"]: line["option"]}, where):
            lines.append(
                RedLine(
                    agenda.issues[i].id, option, line.get("certain", True), basis(line.get("basis"))
                )
            )
    away = agenda.choices(data.get("walk_away", {}), f"{place}.walk_away")
    return Interests(
        str(data["name"]),
        tuple(valuations),
        _reservation(data, tuple(valuations), away, place, agenda),
        tuple(dict.fromkeys(lines)),
        tuple((agenda.issues[i].id, o) for i, o in away),
    )


def _valuation(
    own: dict[str, Any], i: int, ends: tuple[Fraction, Fraction], place: str, agenda: Agenda
) -> Valuation:
    issue = agenda.issues[i]
    scores = [Amount(*ends)] * len(issue.options)
    if "ranks" in own:
        levels = [level if isinstance(level, list) else [level] for level in own["ranks"]]
        _repeats([str(n) for level in levels for n in level], f"{place}.ranks", agenda.faults)
        for k, level in enumerate(levels):
            score = Fraction(len(levels) - 1 - k, max(1, len(levels) - 1))
            for name in level:
                _put(
                    scores,
                    agenda.option(i, name, f"{place}.ranks"),
                    Amount(score, score, Basis(note="ranks, evenly spaced")),
                )
    for name, level in own.get("levels", {}).items():
        option = agenda.option(i, name, f"{place}.levels")
        _put(scores, option, Amount(*LEVELS[level], basis(own.get("basis"))))
    for name, value in own.get("scores", {}).items():
        option = agenda.option(i, name, f"{place}.scores")
        where = f"{place}.scores.{name}"
        _put(scores, option, amount(value, ends, where, agenda.faults, own.get("basis")))
    if len({"scores", "ranks", "levels"} & set(own)) > 1:
        agenda.faults.append(f"{place}: give one of scores, ranks and levels")
    weight = (
        amount(own["weight"], (ZERO, ONE), f"{place}.weight", agenda.faults, own.get("basis"))
        if "weight" in own
        else Amount(ONE, ONE)
    )
    if weight.low < 0:
        agenda.faults.append(f"{place}.weight: a weight is not below zero")
    if not weight.known and any(score.low < 0 for score in scores):
        agenda.faults.append(f"{place}.weight: a range of weights needs scores not below zero")
    return Valuation(issue.id, weight, tuple(scores))


def _put(scores: list[Amount], at: int | None, value: Amount) -> None:
    if at is not None:
        scores[at] = value


def _ends(given: dict[Any, Any]) -> tuple[Fraction, Fraction]:
    """The lowest and highest score a party is given: what an unknown score lies between."""
    found = [ZERO]
    for own in given.values():
        for value in own.get("scores", {}).values():
            inner = value["value"] if isinstance(value, dict) else value
            if inner != "unknown":
                found += [exact(n) for n in (inner if isinstance(inner, list) else [inner])]
    return min(found), max(found) if len(found) > 1 and max(found) > 0 else ONE


def _reservation(
    data: dict[str, Any],
    valuations: tuple[Valuation, ...],
    away: list[tuple[int, int]],
    place: str,
    agenda: Agenda,
) -> Amount:
    worst = [min(middle(v.weight) * middle(s) for s in v.scores) for v in valuations]
    best = [max(middle(v.weight) * middle(s) for s in v.scores) for v in valuations]
    low, high = sum(worst, start=ZERO), sum(best, start=ZERO)
    if "reservation" in data and away:
        agenda.faults.append(f"{place}: give a reservation value or walk_away, not both")
    if away:
        if len({i for i, _ in away}) < len(valuations):
            agenda.faults.append(f"{place}.walk_away: say what happens on every issue")
        parts = [(valuations[i].weight, valuations[i].scores[o]) for i, o in away]
        return Amount(
            sum((min(w.low * s.low, w.high * s.low) for w, s in parts), start=ZERO),
            sum((max(w.low * s.high, w.high * s.high) for w, s in parts), start=ZERO),
            Basis(BasisKind.JUDGEMENT, note="value of walking away"),
        )
    if "reservation" not in data:
        return Amount(low, high, Basis(note="not said: anywhere from worst to best package"))
    return amount(
        data["reservation"], (low, high), f"{place}.reservation", agenda.faults, None, of_range=True
    )
