"""Faults between cards: names of cards that do not exist, events that nobody can produce."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from travaux.monitoring.card_rows import Row
from travaux.monitoring.norms import Norm, conditions_of, patterns_in, states_in

ALWAYS = frozenset({"subcontract", "substitute", "assign_right", "consent", "observed"})
"""Events that any agreement knows: moves of duties and rights, and looking."""


def crossed_faults(
    norms: Sequence[Norm],
    events: Mapping[str, str],
    lines: Mapping[str, int],
    faulty: Sequence[Row] = (),
) -> Iterator[tuple[int, str]]:
    """(line, reason) of everything that one card says of another wrongly.

    An event can be produced if a card's act is it, or if `events` says who makes it known.
    faulty: cards that could not be read; that others name them is no further fault.
    """
    known = {norm.id for norm in norms} | {str(row.cells.get("id", "")) for row in faulty}
    acts = {str(row.cells.get("act", "")).partition(" ")[0] for row in faulty}
    made = {norm.act.event for norm in norms} | set(events) | ALWAYS | acts
    for norm in norms:
        for what, event in _awaited(norm):
            if event not in made:
                yield (
                    lines[norm.id],
                    (
                        f"{norm.id}: the {what} waits for “{event}”, which no act produces and "
                        "“events” does not list; nobody could ever make it happen"
                    ),
                )
        for other in sorted(_named(norm) - known):
            near = [n for n in sorted(known) if n.startswith(other + "/")]
            hint = f"; did you mean {' or '.join(near)}?" if near else ""
            yield lines[norm.id], f"{norm.id}: there is no card “{other}”{hint}"


def _awaited(norm: Norm) -> Iterator[tuple[str, str]]:
    starts = patterns_in(norm.start.when)
    yield from (("trigger", p.event) for p in starts)
    others = (c for c in conditions_of(norm) if c is not norm.start.when)
    yield from (("condition", p.event) for c in others for p in patterns_in(c))
    if norm.due and norm.due.after:
        yield "deadline", norm.due.after.event


def _named(norm: Norm) -> set[str]:
    read = {s.norm for c in conditions_of(norm) for s in states_in(c)}
    return read | {e.norm for e in norm.effects if e.norm}
