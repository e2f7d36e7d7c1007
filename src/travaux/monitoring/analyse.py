"""Before signing: what a text leaves open, or sets against itself. Questions, never verdicts.

Each rule is a function over the agreement, in the table at the end. Vague words stand in
`weak_words.toml`. Windows are those of `windows.py`; dead ends those of `search.py`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from travaux.core.commitments import Commitment
from travaux.core.commitments import CommitmentKind as Kind
from travaux.core.commitments import CommitmentState as State
from travaux.core.surveys import Weakness
from travaux.monitoring.log import FAR
from travaux.monitoring.moments import iso_of
from travaux.monitoring.norms import (
    Agreement,
    Norm,
    Verb,
    conditions_of,
    patterns_in,
    states_in,
)
from travaux.monitoring.search import search
from travaux.monitoring.states import is_positive
from travaux.monitoring.windows import Window, overlapping, windows


@dataclass(frozen=True, slots=True)
class Text:
    """What the rules look at."""

    agreement: Agreement
    commitments: tuple[Commitment, ...]
    windows: dict[str, Window]

    @property
    def norms(self) -> tuple[Norm, ...]:
        return self.agreement.norms

    def iso(self, at: int) -> str:
        """A moment as printed: a date where the unit has one."""
        return str(at) if self.agreement.unit == "step" else iso_of(at, self.agreement.unit)


Rule = Callable[[Text], Iterator[Weakness]]


@cache
def _words(name: str) -> tuple[str, ...]:
    table = files("travaux.monitoring").joinpath("weak_words.toml").read_text("utf-8")
    return tuple(tomllib.loads(table)[name])


def analyse(agreement: Agreement, commitments: Sequence[Commitment] = ()) -> tuple[Weakness, ...]:
    """Every question the rules ask, in order of rules and norm ids."""
    text = Text(agreement, tuple(commitments), windows(agreement))
    found = (weakness for rule in RULES for weakness in rule(text))
    return tuple(dict.fromkeys(found))


def _binds(norm: Norm) -> bool:
    return norm.kind in (Kind.DUTY, Kind.PROHIBITION)


def _breakable(norm: Norm) -> bool:
    """Whether anything could ever make it broken."""
    if norm.kind is Kind.DUTY and norm.deed in ("keep up",) and norm.act.event == "never":
        return False
    return _binds(norm) and (not is_positive(norm) or norm.due is not None)


def no_bearer(text: Text) -> Iterator[Weakness]:
    for norm in text.norms:
        if norm.bearer.strip().lower() in _words("nobody"):
            yield Weakness("no_bearer", (norm.id,), "Nobody is named who has to do it.")


def vague_bearer(text: Text) -> Iterator[Weakness]:
    """A class of actors in the plural, none of them a party."""
    for norm in text.norms:
        last = norm.bearer.split()[-1] if norm.bearer.split() else ""
        plural = norm.bearer == norm.bearer.lower() and last.endswith("s") and len(last) > 3
        if _binds(norm) and plural and norm.bearer not in text.agreement.parties:
            yield Weakness("vague_bearer", (norm.id,), f"“{norm.bearer}” is a class; who exactly?")


def no_deadline(text: Text) -> Iterator[Weakness]:
    for norm in text.norms:
        if is_positive(norm) and norm.due is None:
            why = "No date is given, so nothing ever makes it broken."
            yield Weakness("no_deadline", (norm.id,), why)


def no_consequence(text: Text) -> Iterator[Weakness]:
    heard = {s.norm for n in text.norms for c in conditions_of(n) for s in states_in(c)
             if s.state is State.VIOLATED}  # fmt: skip
    for norm in text.norms:
        own = any(e.on is State.VIOLATED for e in norm.effects)
        acted = not is_positive(norm) and any(
            overlapping(norm.act, p) for n in text.norms if n is not norm
            for c in conditions_of(n) for p in patterns_in(c)
        )  # fmt: skip
        if _breakable(norm) and not own and norm.id not in heard and not acted:
            yield Weakness("no_consequence", (norm.id,), "A breach of it leads nowhere.")


def unguarded(text: Text) -> Iterator[Weakness]:
    """Nobody verifies, nobody enforces (asked only where the cards speak of these slots)."""
    for commitment in text.commitments:
        if commitment.kind in (Kind.DUTY, Kind.PROHIBITION):
            for slot, verb in (("verifier", "verifies"), ("enforcer", "enforces")):
                if not commitment.slot(slot).stated:
                    yield Weakness(f"no_{slot}", (commitment.name,), f"Nobody {verb} it.")


def undated_start(text: Text) -> Iterator[Weakness]:
    """It starts once an undated duty is fulfilled: it may never start, and no norm is broken."""
    undated = {n.id: n for n in text.norms if is_positive(n) and n.due is None}
    for norm in text.norms:
        waits = [
            name
            for c in (norm.start.when, norm.condition)
            if c is not None
            for name in _awaited(c, undated)
        ]
        if waits:
            listed = ", ".join(f"“{name}”" for name in dict.fromkeys(waits))
            why = f"It waits for {listed}, for which no date is given; it may never begin."
            yield Weakness("start_depends_on_undated_duty", (norm.id,), why)


def _awaited(condition: object, undated: dict[str, Norm]) -> Iterator[str]:
    for test in states_in(condition):  # type: ignore[arg-type]
        if test.norm in undated and test.state is State.FULFILLED:
            yield test.norm
    for pattern in patterns_in(condition):  # type: ignore[arg-type]
        yield from (n.id for n in undated.values() if overlapping(n.act, pattern))


def one_sided(text: Text) -> Iterator[Weakness]:
    """It starts once both sides have acted, but binds only one of them."""
    by_id = {n.id: n for n in text.norms}
    for norm in text.norms:
        if norm.kind is not Kind.PROHIBITION or norm.start.when is None:
            continue
        starters = {by_id[s.norm].bearer for s in states_in(norm.start.when) if s.norm in by_id}
        mirrored = any(
            n.kind is norm.kind and n.act.event == norm.act.event and n.bearer == norm.counterparty
            for n in text.norms
        )
        if {norm.bearer, norm.counterparty} <= starters and not mirrored:
            why = f"Both sides' acts start it, but nothing like it binds {norm.counterparty}."
            yield Weakness("one_sided", (norm.id,), why)


def undefined_test(text: Text) -> Iterator[Weakness]:
    for norm in text.norms:
        said = f" {norm.words.lower()} "
        vague = [w for w in _words("undefined_tests") if f" {w}" in said]
        if vague:
            why = f"“{vague[0]}”: who decides?"
            yield Weakness("undefined_test", (norm.id,), why)


def circular_wait(text: Text) -> Iterator[Weakness]:
    """Norms that each wait, in the end, for themselves."""
    waits = {n.id: _waits_for(n, text) for n in text.norms if text.windows[n.id].starts[0] == FAR}
    seen: set[str] = set()
    for name in sorted(waits):
        ring = _ring(name, waits)
        if ring and not seen & set(ring):
            seen |= set(ring)
            why = "Each of these waits for another of them: none can begin."
            yield Weakness("circular_wait", tuple(sorted(ring)), why)


def _waits_for(norm: Norm, text: Text) -> set[str]:
    conditions = [c for c in (norm.start.when, norm.condition) if c is not None]
    named = {s.norm for c in conditions for s in states_in(c)}
    acts = {n.id for n in text.norms for c in conditions for p in patterns_in(c)
            if overlapping(n.act, p)}  # fmt: skip
    starters = {n.id for n in text.norms for e in n.effects
                if e.norm == norm.id and e.verb is Verb.ACTIVATE}  # fmt: skip
    return named | acts | starters


def _ring(name: str, waits: dict[str, set[str]]) -> tuple[str, ...]:
    """A shortest chain of waits from `name` back to itself."""
    paths: list[tuple[str, ...]] = [(name,)]
    reached: set[str] = set()
    while paths:
        path = paths.pop(0)
        for other in sorted(waits.get(path[-1], ())):
            if other == name:
                return path
            if other in waits and other not in reached:
                reached.add(other)
                paths.append((*path, other))
    return ()


def never_fires(text: Text) -> Iterator[Weakness]:
    """A clause that nothing can start, or whose window is over before it can start."""
    rings = {n for w in circular_wait(text) for n in w.norms}
    for norm in text.norms:
        window = text.windows[norm.id]
        if window.starts[0] == FAR and norm.id not in rings:
            yield Weakness("never_fires", (norm.id,), "Nothing that can happen starts it.")
        elif window.ends[1] < window.starts[0]:
            why = (f"It ends by {text.iso(window.ends[1])}, but cannot begin before "
                   f"{text.iso(window.starts[0])}.")  # fmt: skip
            yield Weakness("never_fires", (norm.id,), why)


def late_start(text: Text) -> Iterator[Weakness]:
    """Two deadlines that cannot both be used to the full: one can be met in time and leave the
    other no time at all."""
    for norm in text.norms:
        window = text.windows[norm.id]
        if norm.due is None or norm.due.at is None or not _binds(norm):
            continue
        if window.starts[0] <= norm.due.at < window.starts[1] < FAR:
            why = (f"It is due by {text.iso(norm.due.at)}, but what it waits for may come as late "
                   f"as {text.iso(window.starts[1])} and still be in time.")  # fmt: skip
            yield Weakness("deadlines_conflict", (norm.id, *sorted(_waits_for(norm, text))), why)


def after_the_end(text: Text) -> Iterator[Weakness]:
    """A deadline that can fall after the agreement has ended."""
    end = text.agreement.ends
    for norm in text.norms:
        latest = text.windows[norm.id].ends[1]
        if end is not None and not norm.surviving and end < latest < FAR:
            early = f"{latest - end} {text.agreement.unit}s"
            why = (f"It can fall due as late as {text.iso(latest)}, after the end at "
                   f"{text.iso(end)}; it fits only if what it waits for comes {early} before its "
                   "own last day.")  # fmt: skip
            yield Weakness("due_after_the_end", (norm.id,), why)


def contradiction(text: Text) -> Iterator[Weakness]:
    """A duty and a prohibition of one act, of one bearer, at one time."""
    duties = [n for n in text.norms if is_positive(n)]
    bans = [n for n in text.norms if _binds(n) and not is_positive(n) and n.deed != "repeat"]
    for duty in duties:
        for ban in bans:
            one, two = text.windows[duty.id], text.windows[ban.id]
            together = one.starts[0] <= two.ends[1] and two.starts[0] <= one.ends[1]
            if duty.bearer == ban.bearer and together and overlapping(duty.act, ban.act):
                why = f"{duty.bearer} must, and must not, “{duty.act.event}” at one time."
                yield Weakness("duty_and_prohibition", (duty.id, ban.id), why)


def exits(text: Text) -> Iterator[Weakness]:
    """One party can end everything alone, or the party in default holds the exit."""
    by_id = {n.id: n for n in text.norms}
    for norm in text.norms:
        if norm.kind is not Kind.POWER or all(e.verb is not Verb.END_ALL for e in norm.effects):
            continue
        broken = {by_id[s.norm].bearer for c in conditions_of(norm) for s in states_in(c)
                  if s.norm in by_id and s.state is State.VIOLATED}  # fmt: skip
        if norm.bearer in broken:
            why = f"{norm.bearer} can end everything once {norm.bearer} itself is in breach."
            yield Weakness("exit_of_the_defaulter", (norm.id,), why)
        elif _makers(norm, text.norms) <= {norm.bearer}:
            why = f"{norm.bearer} can end everything alone."
            yield Weakness("exit_alone", (norm.id,), why)


def _makers(norm: Norm, norms: Sequence[Norm]) -> set[str]:
    """Whose acts the conditions of `norm` wait for; "" where something outside is among them."""
    named = {s.norm for c in conditions_of(norm) for s in states_in(c)}
    makers = {n.bearer for n in norms if n.id in named}
    for pattern in (p for c in conditions_of(norm) for p in patterns_in(c)):
        makers |= {n.bearer for n in norms if overlapping(n.act, pattern)} or {pattern.by}
    return makers


def dead_ends(text: Text) -> Iterator[Weakness]:
    """States of affairs, found by bounded search, that something is stuck in."""
    for stuck in search(text.agreement):
        path = "; then ".join(stuck.path) or "from the beginning"
        why = f"{path}: from then on nothing can take it out of {stuck.state.value}."
        yield Weakness("dead_end", (stuck.norm,), why)


RULES: tuple[Rule, ...] = (
    no_bearer, vague_bearer, no_deadline, no_consequence, unguarded, undated_start, one_sided,
    undefined_test, circular_wait, never_fires, late_start, after_the_end, contradiction, exits,
    dead_ends,
)  # fmt: skip
