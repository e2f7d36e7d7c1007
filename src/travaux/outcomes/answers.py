"""The answers in words: one sentence each, with its assumptions in the open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from travaux.core.outcomes import BasisKind, Model
from travaux.outcomes.analysis import Analysis, DraftReport, bases_apart, blocked_zone
from travaux.outcomes.exact import shown
from travaux.outcomes.models.readback import package_words
from travaux.outcomes.packages.space import space
from travaux.outcomes.packages.turns import Turn
from travaux.outcomes.packages.unknowns import Sureness
from travaux.outcomes.phrases import (
    Group,
    changed_words,
    conditions_grouped,
    relaxation_words,
    trade_words,
    unknown_words,
    unknowns_grouped,
)

HEADLINES = {
    Sureness.YES: "There is room for a deal{package}.",
    Sureness.NO: "There is no room for a deal, whatever the unknown values are.",
    Sureness.DEPENDS: "Whether there is room for a deal depends on {unknowns}.",
    Sureness.UNDECIDED: "Whether there is room for a deal could not be decided in the time given.",
}
RESTS = {
    BasisKind.STATEMENTS: "statements",
    BasisKind.DRAFTS: "the party's own drafts",
    BasisKind.JUDGEMENT: "the analyst's judgement",
    BasisKind.DEFAULT: "nothing (unknown or a default)",
}
TORNADO = 8  # unknowns told, those that matter most
NAMED = 3  # unknowns named in the headline; of more, the number and the first
SHORT = 240  # characters of a package told in the headline
TURNED = {
    Sureness.YES: "then there is room for a deal",
    Sureness.DEPENDS: "then it still depends on what is not known",
    Sureness.NO: "there is still no room for a deal",
    Sureness.UNDECIDED: "whether that opens a deal could not be decided",
}


def headline(analysis: Analysis) -> str:
    """The verdict in one sentence."""
    verdict, model = analysis.verdict, analysis.model
    zone = verdict.worst if verdict.worst.package else verdict.best
    names = _several([unknown_words(model, u) for u in verdict.enough or verdict.enough_to_block])
    if verdict.best.limits_clash:
        return "There is no room for a deal: the rules between issues rule out every package."
    words = package_words(model, zone.package) if zone.package else ""
    package = f": {words}" if len(words) <= SHORT else ", whatever the unknown values are"
    return HEADLINES[verdict.sureness].format(package=package, unknowns=names)


def _several(names: list[str]) -> str:
    """Names in a sentence; of many, how many and the first."""
    if len(names) <= NAMED:
        return ", ".join(names)
    return f"{len(names)} things that are not known, the first being {names[0]}"


def answers(analysis: Analysis) -> str:
    """All answers on a bargaining model, as lines of text."""
    return "\n".join(_answers(analysis)) + "\n"


def bases_words(model: Model) -> str:
    """How much of the model rests on what."""
    values, frame = bases_apart(model)
    return (
        f"Of {values.total()} values and red lines {_shares(values)}; of {frame.total()} weights "
        f"and reservation values {_shares(frame)}."
    )


def _shares(counted: Counter[BasisKind]) -> str:
    total = counted.total()
    if len(counted) == 1:
        return f"all rest on {RESTS[next(iter(counted))]}"
    parts = [
        f"{counted[kind]} ({100 * counted[kind] / total:.0f}%) rest on {RESTS[kind]}"
        for kind in BasisKind
        if counted[kind]
    ]
    return ", ".join(parts)


def turn_words(model: Model, group: Group, turn: Turn) -> str:
    """One change of mind. group: the condition given up."""
    return f"{group.parts[0]}: given up, {TURNED[turn.then]}" + (
        f" (on “{group.issue}”)" if group.issue else ""
    )


def _answers(analysis: Analysis) -> Iterator[str]:
    model = analysis.model
    yield headline(analysis)
    yield f"The verdict: {analysis.verdict.sureness}."
    yield bases_words(model)
    zone = analysis.verdict.worst if analysis.verdict.worst.package else analysis.verdict.best
    if zone.package and len(package_words(model, zone.package)) > SHORT:
        yield f"One package in the zone: {_spread(package_words(model, zone.package))}."
    for said, unknown in (
        ("Enough for a deal, if it turns out well", analysis.verdict.enough),
        ("Enough to block any deal, if it turns out badly", analysis.verdict.enough_to_block),
    ):
        if unknown:
            listed = "; ".join(map(str, unknowns_grouped(model, unknown)))
            yield f"{said}: {_spread(listed, '; on ', 'on ')}."
    yield from _blocks(analysis)
    yield from (relaxation_words(model, one) for one in analysis.relaxations)
    table = space(model, blocked_zone(analysis)[1])
    open_still = analysis.verdict.sureness
    for turn in analysis.turns:
        if turn.then is not open_still:
            group = conditions_grouped(model, table, [turn.given_up])[0]
            yield f"One change of mind: {turn_words(model, group, turn)}."
    alone = sum(turn.then is open_still for turn in analysis.turns)
    if alone:
        yield f"One change of mind alone, of {alone} others tried: {TURNED[open_still]}."
    yield ""
    yield (
        f"Efficient packages: {sum(analysis.whole.counts):,} of {analysis.space.size:,}, "
        f"with {len(analysis.whole.points):,} different values."
    )
    yield from _solutions(analysis)
    for report in analysis.drafts:
        yield from _draft(model, report)
    for name in analysis.impossible:
        yield f"{name} breaks a rule between issues, however it is completed."
    yield ""
    named = {s.packages[0]: str(s.concept) for s in reversed(analysis.solutions)}
    named |= {d.standing.package: d.standing.draft for d in reversed(analysis.drafts)}
    for one in analysis.survival:
        yield (
            f"Over the ranges, {named.get(one.package, 'a package')} is efficient in "
            f"{_share(one.efficient)} of draws and in the zone in {_share(one.in_zone)}."
        )
    for bar in analysis.tornado[:TORNADO]:
        yield (
            f"Which unknown matters: {unknown_words(model, bar.unknown)} moves the smallest "
            f"surplus from {shown(bar.at_worst)} to {shown(bar.at_best)}."
        )


def _solutions(analysis: Analysis) -> Iterator[str]:
    """Each fair package; a long one after the first by what it changes in the first."""
    model, first = analysis.model, analysis.solutions[:1]
    for s in analysis.solutions:
        tied = f" (one of {s.count})" if s.count > 1 else ""
        words = package_words(model, s.packages[0])
        if len(words) > SHORT and s not in first:
            changed = changed_words(model, first[0].packages[0], s.packages[0])
            same = changed == "nothing changed"
            words = f"as {first[0].concept}" + ("" if same else f", but {changed}")
        yield f"{s.concept} ({_values(model, s.values)}){tied}: {_spread(words)}"


def _spread(words: str, cut: str = "; ", again: str = "") -> str:
    """Words on one line; where they are long, each part on an indented line of its own."""
    if len(words) <= SHORT:
        return words
    return "\n    " + f";\n    {again}".join(words.split(cut))


def _blocks(analysis: Analysis) -> Iterator[str]:
    """Blocking sets, at the best of all ranges where there is no zone even there."""
    zone, corner = blocked_zone(analysis)
    table = space(analysis.model, corner)
    for block in zone.blocks:
        words = ". ".join(map(str, conditions_grouped(analysis.model, table, block)))
        together = "cannot be met together" if len(block) > 1 else "cannot be met"
        proved = "" if zone.proved else " (a smaller set may do)"
        yield f"Blocked: {words}: {together}{proved}."


def _draft(model: Model, report: DraftReport) -> Iterator[str]:
    stands = report.standing
    gain = f"by at least {shown(stands.gap)} for everyone" if stands.gap else "at nobody's cost"
    better = _spread(changed_words(model, stands.package, stands.better))
    where = "is efficient" if stands.efficient else f"can be improved {gain}: {better}"
    yield ""
    yield f"{stands.draft} ({_values(model, stands.values)}) {where}."
    if stands.silent:
        yield f"  silent on {len(stands.silent)} issues, completed in the best way"
    yield from (f"  trade: {trade_words(model, trade)}" for trade in report.trades[:3])
    for c in report.compromises:
        if c.package != stands.package:
            words = changed_words(model, stands.package, c.package)
            some = f"{c.changes} change{'s'[: c.changes > 1]}"
            yield f"  best within {some} ({_values(model, c.values)}): {_spread(words)}"


def _values(model: Model, values: Iterable[object]) -> str:
    return ", ".join(
        f"{one.party} {shown(value)}"  # type: ignore[arg-type]
        for one, value in zip(model.interests, values, strict=True)
    )


def _share(share: object) -> str:
    if share is None:
        return "an untold share"
    return f"{round(float(share) * 100)}%"  # type: ignore[arg-type]
