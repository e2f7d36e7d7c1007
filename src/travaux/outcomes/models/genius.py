"""Negotiation domains in GENIUS XML (also what NegMAS reads) as a `Model`.

A domain file lists issues (discrete values, or an integer range); each party has a profile with a
weight an issue, an evaluation an item, and a reservation value. GENIUS measures utility as
sum(weight / sum of weights * evaluation / largest evaluation of the issue), from 0 to 1
(EvaluatorDiscrete, AdditiveUtilitySpace: Lin et al. 2014, Computational Intelligence 30(1)); an
integer issue is offset + slope * (value - lower bound), cut to 0..1. The reservation value is on
that scale. `normalised=False` keeps the raw sums weight * evaluation instead (and, for integer
issues, offset + slope * value), as NegMAS loads them; the reservation value then means little.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from lxml import etree

from travaux.core.errors import SettingsError
from travaux.core.issues import Issue, Option
from travaux.core.outcomes import Amount, Basis, BasisKind, Interests, Model, Scale, Valuation
from travaux.outcomes.exact import exact

Scores = list[Fraction]
ZERO, ONE = Fraction(0), Fraction(1)
ENDS = ("lowerbound", "upperbound")
VALUES = 10_000  # values of one integer issue at most


def read_genius(
    domain: bytes, profiles: Mapping[str, bytes], name: str = "", normalised: bool = True
) -> Model:
    """The model of a domain file and its profiles (party name -> file).

    Raises SettingsError with all faults found in any of the files.
    """
    root = _parsed(name or "domain", domain)
    faults = [] if _issues(root) else ["the domain lists no issue"]
    faults += [fault for node in _issues(root) if (fault := _uncounted(node))]
    if faults:
        raise SettingsError(name or "domain", tuple(faults))
    issues = tuple(_issue(node) for node in _issues(root))
    interests = tuple(
        _interests(party, _parsed(party, data), root, normalised, faults)
        for party, data in sorted(profiles.items())
    )
    if faults:
        raise SettingsError(name or "domain", tuple(faults))
    return Model(name or _title(root), issues, interests, scale=Scale.GIVEN)


def _parsed(name: str, data: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=False)
    try:
        return etree.fromstring(data.strip(), parser)
    except etree.XMLSyntaxError as fault:
        raise SettingsError(name, (f"not well-formed XML ({fault})",)) from None


def _issues(root: etree._Element) -> list[etree._Element]:
    return list(root.iter("issue"))


def _title(root: etree._Element) -> str:
    return next((str(o.get("name", "")) for o in root.iter("objective")), "")


def _issue(node: etree._Element) -> Issue:
    name = str(node.get("name", ""))
    return Issue(name, name, (), tuple(Option(label) for label in _labels(node)))


def _uncounted(node: etree._Element) -> str:
    """Why the values of an issue cannot be listed; "" where they can."""
    place = f"issue “{node.get('name', '')}”"
    if node.get("vtype") == "real" or node.get("type") == "real":
        return f"{place} has continuous values; list those to look at as items"
    if _bounded(node) is None:
        return "" if node.findall("item") else f"{place} lists no values"
    try:
        low, high = _bounds(node)
    except ValueError as fault:
        return f"{place}: its bounds cannot be read ({fault})"
    if not 0 <= high - low < VALUES:
        return f"{place} runs from {low} to {high}: give it 1 to {VALUES:,} values"
    return ""


def _bounded(node: etree._Element) -> etree._Element | None:
    """The element that bears an integer issue's bounds: the issue itself, or its range."""
    ranges = [one for one in (node, *node.findall("range")) if one.get("lowerbound") is not None]
    return ranges[0] if ranges else None


def _bounds(node: etree._Element) -> tuple[int, int]:
    bears = _bounded(node)
    low, high = (exact(bears.get(e) if bears is not None else "") for e in ENDS)
    return int(low), int(high)


def _labels(node: etree._Element) -> list[str]:
    if _bounded(node) is not None:
        low, high = _bounds(node)
        return [str(value) for value in range(low, high + 1)]
    return list(dict.fromkeys(str(item.get("value")) for item in node.findall("item")))


def _interests(
    party: str, root: etree._Element, domain: etree._Element, normalised: bool, faults: list[str]
) -> Interests:
    of_issue = {str(node.get("name")): node for node in _issues(root)}
    weights = {w.get("index"): _number(w.get("value"), party, faults) for w in root.iter("weight")}
    total = sum(weights.values(), start=ZERO) if normalised else ONE
    valuations = []
    for node in _issues(domain):
        name = str(node.get("name"))
        if name not in of_issue:
            faults.append(f"{party}: no evaluation of issue “{name}”")
            continue
        mine = of_issue[name]
        scores = _scores(mine, _labels(node), party, normalised, faults)
        weight = weights.get(mine.get("index"), ONE if not weights else ZERO) / (total or ONE)
        valuations.append(Valuation(name, _given(weight), tuple(_given(score) for score in scores)))
    reservation = next((r.get("value") for r in root.iter("reservation")), "0")
    return Interests(party, tuple(valuations), _given(_number(reservation, party, faults)))


def _scores(
    node: etree._Element, labels: list[str], party: str, normalised: bool, faults: list[str]
) -> Scores:
    line = node.find("evaluator")
    if line is not None:
        return _along(line, labels, party, normalised, faults)
    given = {
        str(item.get("value")): _number(item.get("evaluation"), party, faults)
        for item in node.findall("item")
    }
    scores = []
    for label in labels:
        if label not in given:
            faults.append(f"{party}: no evaluation of “{label}” on “{node.get('name')}”")
        scores.append(given.get(label, ZERO))
    best = max(scores, default=ZERO) if normalised else ONE
    return [score / best if best else score for score in scores]


def _along(
    line: etree._Element, labels: list[str], party: str, normalised: bool, faults: list[str]
) -> Scores:
    """Scores of an integer issue whose evaluation is a straight line."""
    offset = _number(line.get("offset", line.get("parameter0", "0")), party, faults)
    slope = _number(line.get("slope", line.get("parameter1", "1")), party, faults)
    values = [int(label) for label in labels]
    if not normalised:
        return [offset + slope * value for value in values]
    return [min(ONE, max(ZERO, offset + slope * (value - values[0]))) for value in values]


def _number(text: object, party: str, faults: list[str]) -> Fraction:
    try:
        return exact(text)
    except ValueError as fault:
        faults.append(f"{party}: {fault}")
        return ZERO


def _given(number: Fraction) -> Amount:
    return Amount(number, number, Basis(BasisKind.JUDGEMENT, note="GENIUS profile"))
