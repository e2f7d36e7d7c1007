"""The answers on a conflict in words."""

from __future__ import annotations

from collections.abc import Iterator

from travaux.outcomes.stability.analysis import ConflictAnalysis
from travaux.outcomes.stability.concepts import Concept
from travaux.outcomes.stability.inverse import Inverse
from travaux.outcomes.stability.paths import Road
from travaux.outcomes.stability.reasons import short_name


def conflict_answers(found: ConflictAnalysis) -> str:
    """All answers on a conflict, as lines of text."""
    return "\n".join(_conflict_answers(found)) + "\n"


def road_words(found: ConflictAnalysis, road: Road) -> str:
    """The way from the status quo to a state."""
    names = found.stability.game.names
    steps = (
        " → ".join(f"{names[s.mover]} to {_named(found, s.state)}" for s in road.steps)
        or "already there"
    )
    how = "by improvements" if road.improving else "not by improvements alone"
    return f"state {_named(found, road.state)}: {steps} ({how})"


def inverse_words(found: ConflictAnalysis, asked: Inverse) -> str:
    """What a decision maker's preferences must be for a state to be stable for it."""
    name = found.stability.game.names[asked.maker]
    state = _named(found, asked.state)
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


def _named(found: ConflictAnalysis, state: int) -> str:
    """A state's number and what is taken in it."""
    name = short_name(found.conflict, int(found.stability.game.codes[state]))
    return f"{state + 1} ({name})"


def _conflict_answers(found: ConflictAnalysis) -> Iterator[str]:
    for concept in Concept:
        places = found.equilibria(concept)
        listed = ", ".join(_named(found, s) for s in places[:20])
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
        yield f"State {_named(found, state)} cannot be reached from the status quo."
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
