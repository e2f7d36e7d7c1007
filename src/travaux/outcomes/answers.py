"""The answers in words: one sentence each, with its assumptions in the open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from travaux.core.outcomes import BasisKind, Model
from travaux.outcomes.analysis import Analysis, DraftReport, bases_apart
from travaux.outcomes.exact import shown
from travaux.outcomes.models.readback import package_words
from travaux.outcomes.packages.consent import Condition
from travaux.outcomes.packages.relaxations import Relaxation
from travaux.outcomes.packages.space import Corner, Space, space
from travaux.outcomes.packages.trades import Trade
from travaux.outcomes.packages.unknowns import Sureness, Unknown
from travaux.outcomes.packages.zone import Zone
from travaux.outcomes.stability.analysis import ConflictAnalysis
from travaux.outcomes.stability.concepts import Concept
from travaux.outcomes.stability.inverse import Inverse
from travaux.outcomes.stability.paths import Road

HEADLINES = {
    Sureness.YES: "There is room for a deal: {package}.",
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
NAMED = 3  # unknowns named in the headline; of more, the number and the first
KINDS = {
    "alone": "One party alone",
    "fewest": "The fewest concessions",
    "least": "The smallest lowering of reservation values",
}


def headline(analysis: Analysis) -> str:
    """The verdict in one sentence."""
    verdict, model = analysis.verdict, analysis.model
    zone = verdict.worst if verdict.worst.package else verdict.best
    names = _several([unknown_words(model, u) for u in verdict.enough or verdict.enough_to_block])
    if verdict.best.limits_clash:
        return "There is no room for a deal: the rules between issues rule out every package."
    return HEADLINES[verdict.sureness].format(
        package=package_words(model, zone.package) if zone.package else "", unknowns=names
    )


def _several(names: list[str]) -> str:
    """Names in a sentence; of many, how many and the first."""
    if len(names) <= NAMED:
        return ", ".join(names)
    return f"{len(names)} things that are not known, the first being {names[0]}"


def answers(analysis: Analysis) -> str:
    """All answers on a bargaining model, as lines of text."""
    return "\n".join(_answers(analysis)) + "\n"


def condition_words(model: Model, table: Space, condition: Condition) -> str:
    """A reservation value or red line in words."""
    party = model.interests[condition.party].party
    if condition.is_red_line:
        issue = model.issues[condition.issue]
        return f"{party} does not accept {issue.name}: {issue.options[condition.option].text}"
    value = table.exact(table.reservations)[condition.party]
    return f"{party} wants at least {shown(value)}"


def unknown_words(model: Model, unknown: Unknown) -> str:
    """What is not known, in words."""
    names = {issue.id: issue.name for issue in model.issues}
    if unknown.issue == "*":
        return f"everything unknown of {unknown.party}"
    if not unknown.issue:
        return f"at what point {unknown.party} walks away"
    if unknown.doubtful:
        return _doubt(model, unknown, names[unknown.issue])
    return f"what {names[unknown.issue]} is worth to {unknown.party}"


def _doubt(model: Model, unknown: Unknown, issue: str) -> str:
    """Whether a party refuses an option, and what is known of it."""
    one = next(one for one in model.interests if one.party == unknown.party)
    line = next(r for r in one.red_lines if (r.issue, r.option) == (unknown.issue, unknown.option))
    texts = next(i for i in model.issues if i.id == unknown.issue).options
    option = f"{issue}: {texts[unknown.option].text}"
    if line.basis.kind is BasisKind.STATEMENTS and line.basis.note:
        return f"whether {unknown.party} accepts {option} ({line.basis.note})"
    if line.basis.kind is BasisKind.STATEMENTS:
        return f"whether {unknown.party} stays opposed to {option}"
    if line.basis.kind is BasisKind.DEFAULT:
        return f"whether {unknown.party} accepts {option}"
    return f"whether {unknown.party}'s red line on {option} holds"


def relaxation_words(model: Model, one: Relaxation) -> str:
    """A relaxation in words."""
    parts = [
        f"{model.interests[low.party].party} goes down from {shown(low.before)} to "
        f"{shown(low.after)}"
        for low in one.lowered
    ]
    for c in one.dropped:
        issue = model.issues[c.issue]
        party = model.interests[c.party].party
        parts.append(f"{party} accepts {issue.name}: {issue.options[c.option].text}")
    sure = "" if one.best else " (the best found; a smaller one is not excluded)"
    return f"{KINDS[one.kind]}: {'; '.join(parts) or 'nothing'}{sure}."


def trade_words(model: Model, trade: Trade) -> str:
    """A trade: what changes, and who gains what."""
    changes = ", ".join(
        f"{model.issues[i].name} from {model.issues[i].options[a].text} to "
        f"{model.issues[i].options[b].text}"
        for i, a, b in trade.changes
    )
    gains = ", ".join(
        f"{one.party} +{shown(gain)}"
        for one, gain in zip(model.interests, trade.gains, strict=True)
    )
    return f"{changes} ({gains})"


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


def conflict_answers(found: ConflictAnalysis) -> str:
    """All answers on a conflict, as lines of text."""
    return "\n".join(_conflict_answers(found)) + "\n"


def road_words(found: ConflictAnalysis, road: Road) -> str:
    """The way from the status quo to a state."""
    names = found.stability.game.names
    steps = " → ".join(f"{names[s.mover]} to {s.state + 1}" for s in road.steps) or "already there"
    how = "by improvements" if road.improving else "not by improvements alone"
    return f"state {road.state + 1} ({found.states[road.state]}): {steps} ({how})"


def inverse_words(found: ConflictAnalysis, asked: Inverse) -> str:
    """What a decision maker's preferences must be for a state to be stable for it."""
    name = found.stability.game.names[asked.maker]
    state = f"{asked.state + 1} ({found.states[asked.state]})"
    if not asked.requirements:
        return f"{asked.concept}: {state} is stable for {name} whatever it prefers: no move leaves."
    parts = [
        " or ".join(
            "neither of " + ", ".join(str(s + 1) for s in sorted(choice))
            if len(choice) > 1
            else str(min(choice) + 1)
            for choice in choices
        )
        for choices in asked.requirements
    ]
    count = ""
    if asked.rankings is not None and asked.of:
        share = 100 * asked.rankings / asked.of
        count = f" {asked.rankings:,} of {asked.of:,} strict rankings do ({share:.0f}%)."
    listed = "; and ".join(f"({part})" for part in parts)
    return (
        f"{asked.concept}: {state} is stable for {name} where it prefers to it none of these, one "
        f"choice from each bracket: {listed}.{count}"
    )


def _answers(analysis: Analysis) -> Iterator[str]:
    model = analysis.model
    yield headline(analysis)
    yield bases_words(model)
    if analysis.verdict.enough:
        words = "; ".join(unknown_words(model, u) for u in analysis.verdict.enough)
        yield f"Enough for a deal, if it turns out well: {words}."
    if analysis.verdict.enough_to_block:
        words = "; ".join(unknown_words(model, u) for u in analysis.verdict.enough_to_block)
        yield f"Enough to block any deal, if it turns out badly: {words}."
    yield from _blocks(analysis)
    yield from (relaxation_words(model, one) for one in analysis.relaxations)
    yield (
        f"Efficient packages: {sum(analysis.whole.counts):,} of {analysis.space.size:,}, "
        f"with {len(analysis.whole.points):,} different values."
    )
    for s in analysis.solutions:
        values = _values(model, s.values)
        tied = f" (one of {s.count})" if s.count > 1 else ""
        yield f"{s.concept}: {package_words(model, s.packages[0])}{tied}; {values}"
    for report in analysis.drafts:
        yield from _draft(model, report)
    for name in analysis.impossible:
        yield f"{name} breaks a rule between issues, however it is completed."
    for one in analysis.survival:
        yield (
            f"Over the ranges, {package_words(model, one.package)} is efficient in "
            f"{_share(one.efficient)} of draws and in the zone in {_share(one.in_zone)}."
        )


def _blocks(analysis: Analysis) -> Iterator[str]:
    """Blocking sets, at the best of all ranges where there is no zone even there."""
    zone, corner = blocked_zone(analysis)
    table = space(analysis.model, corner)
    for block in zone.blocks:
        words = "; ".join(condition_words(analysis.model, table, c) for c in block)
        together = "cannot be met together" if len(block) > 1 else "cannot be met"
        proved = "" if zone.proved else " (a smaller set may do)"
        yield f"Blocked: {words}: {together}{proved}."


def blocked_zone(analysis: Analysis) -> tuple[Zone, Corner]:
    """The zone whose blocking sets are told, and the corner of the ranges it stands at."""
    if analysis.verdict.sureness is Sureness.NO:
        return analysis.verdict.best, Corner.BEST
    return analysis.verdict.worst, Corner.WORST


def _draft(model: Model, report: DraftReport) -> Iterator[str]:
    stands = report.standing
    where = (
        "is efficient"
        if stands.efficient
        else (
            f"can be improved by at least {shown(stands.gap)} for everyone: "
            f"{package_words(model, stands.better)}"
        )
    )
    yield f"{stands.draft} ({_values(model, stands.values)}) {where}."
    for trade in report.trades[:3]:
        yield f"  trade: {trade_words(model, trade)}"
    for c in report.compromises:
        yield f"  best within {c.changes} changes: {package_words(model, c.package)}"


def _conflict_answers(found: ConflictAnalysis) -> Iterator[str]:
    for concept in Concept:
        places = found.equilibria(concept)
        listed = ", ".join(f"{s + 1} ({found.states[s]})" for s in places[:20])
        more = f" and {len(places) - 20} more" if len(places) > 20 else ""
        yield f"{concept} equilibria: {listed or 'none'}{more}"
    for concept, each in (found.bloc_stable or {}).items():
        places = [s for s in range(len(found.states)) if all(stable[s] for stable in each)]
        blocs = "; ".join(" with ".join(bloc) for bloc in found.blocs)
        listed = ", ".join(str(s + 1) for s in places[:20]) or "none"
        yield f"{concept} equilibria with {blocs}: {listed}"
    for road in found.roads:
        yield f"From the status quo to {road_words(found, road)}"
    for state in found.out_of_reach:
        yield f"State {state + 1} ({found.states[state]}) cannot be reached from the status quo."
    for one in found.explained:
        if one.concept in (Concept.NASH, Concept.SEQ):
            yield f"{one.concept}, state {one.state + 1}: {one.sentence}"
    for one_of in found.possible:
        often = ", ".join(f"{s + 1} in {n}" for s, n in enumerate(one_of.times) if n)
        sampled = " sampled" if one_of.sampled else ""
        yield (
            f"{one_of.concept} equilibria over {one_of.combinations}{sampled} combinations of "
            f"possible preferences: {often or 'none'}"
        )
    if found.views:
        held = ", ".join(str(s + 1) for s in found.held) or "none"
        yield f"Stable for everyone in its own view of the conflict (SEQ): {held}"


def _values(model: Model, values: Iterable[object]) -> str:
    return ", ".join(
        f"{one.party} {shown(value)}"  # type: ignore[arg-type]
        for one, value in zip(model.interests, values, strict=True)
    )


def _share(share: object) -> str:
    if share is None:
        return "an untold share"
    return f"{round(float(share) * 100)}%"  # type: ignore[arg-type]
