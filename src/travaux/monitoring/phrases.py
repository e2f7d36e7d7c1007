"""The small phrases that card cells are written in, the same in YAML, in a table and in a form.

    act          EVENT [by PARTY] [to PARTY] [where KEY OP VALUE, KEY OP VALUE …]
    condition    EVENT … | CARD is STATE | from EVENT … until EVENT … | not … | … and … | … or …
    trigger      with the agreement | DATE | condition | DATE, condition | only as a consequence
    due          [by] DATE | before DATE | SPAN | SPAN after EVENT … | before SPAN [after EVENT …]
    consequence  STATE: suspend CARD; STATE: end the agreement; …

DATE is ISO, SPAN is “30 days”, “6 months”. “before” makes the due moment itself too late, “by”
keeps it in time; without either, the agreement's setting decides. Every fault is a `Misread`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from travaux.core.commitments import CommitmentState as State
from travaux.monitoring.moments import moment_of, span_of
from travaux.monitoring.norms import (
    Between,
    Condition,
    Due,
    Effect,
    Either,
    Every,
    Is,
    Never,
    Pattern,
    Seen,
    Start,
    Value,
    Verb,
    Where,
)

ABSENT_WORDS = ("", "not in the text", "none", "-")
_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?)?")
_ACT = re.compile(
    r"(?P<event>[\w.-]+)(?:\s+by\s+(?P<by>.+?))?(?:\s+to\s+(?P<to>.+?))?"
    r"(?:\s+where\s+(?P<where>.+))?"
)
_TEST = re.compile(r"([\w.-]+)\s*(>=|<=|!=|=|>|<)\s*(.+)")
_IS = re.compile(r"(\S+)\s+is\s+(.+)")
_BETWEEN = re.compile(r"from\s+(.+?)\s+until\s+(.+)")
_VERB = re.compile(r"(activate|suspend|resume|end|waive)\s+(\S+)")


class Misread(ValueError):
    """A phrase that is not in the grammar; the message says what was expected."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads phrases of one card. bearer: what “by bearer” means; unit: of the agreement."""

    bearer: str = ""
    counterparty: str = ""
    unit: str = "day"

    def act(self, words: str, by: str = "") -> Pattern:
        """An event pattern; `by` is who is meant where nobody is named ("" = anybody)."""
        found = _ACT.fullmatch(" ".join(words.split()))
        if not found:
            raise Misread(f"“{words}” is not an event, such as “paid by X to Y where amount >= 5”")
        where = tuple(_test(part) for part in (found["where"] or "").split(",") if part.strip())
        return Pattern(
            found["event"], self._party(found["by"], by), self._party(found["to"], ""), where
        )

    def _party(self, name: str | None, default: str) -> str:
        named = {"bearer": self.bearer, "counterparty": self.counterparty, "anybody": ""}
        return default if name is None else named.get(name, name)

    def condition(self, words: str) -> Condition:
        """A condition over events and states of other cards."""
        words = " ".join(words.split())
        for joint, whole in ((" or ", Either), (" and ", Every)):
            if joint in words:
                return whole(tuple(self.condition(part) for part in words.split(joint)))
        if words.startswith("not "):
            return Never(self.condition(words[4:]))
        if found := _BETWEEN.fullmatch(words):
            return Between(self.act(found[1]), self.act(found[2]))
        if found := _IS.fullmatch(words):
            return Is(found[1], state_named(found[2]))
        return Seen(self.act(words))

    def start(self, words: str) -> Start:
        """When a card begins."""
        if _absent(words) or words == "with the agreement":
            return Start()
        if words == "only as a consequence":
            return Start(waits=True)
        first, _, rest = words.partition(",")
        day = _DATE.fullmatch(first.strip().removeprefix("on ").strip())
        if day:
            when = self.condition(rest) if rest.strip() else None
            return Start(self.moment(day[0]), when)
        return Start(when=self.condition(words))

    def due(self, words: str) -> Due | None:
        """The end of the window; None where the text has none."""
        if _absent(words):
            return None
        words = " ".join(words.split())
        strict = True if words.startswith("before ") else False if words[:3] == "by " else None
        rest = re.sub(r"^(before|by|within) ", "", words)
        if _DATE.fullmatch(rest):
            return Due(self.moment(rest), strict=strict)
        span, _, event = rest.partition(" after ")
        length = span_of(span, self.unit)
        if length is None:
            raise Misread(f"“{words}” is neither a date nor a span such as “30 days after signed”")
        after = self.act(event) if event and event != "the start" else None
        return Due(within=length[0], months=length[1], after=after, strict=strict)

    def effects(self, words: str) -> tuple[Effect, ...]:
        """What entering a state does; a text with no “STATE:” has none that can be computed."""
        if _absent(words):
            return ()
        return tuple(_effect(part.strip()) for part in words.split(";") if part.strip())

    def every(self, words: str) -> int:
        """A period in units; months count 30 days (a period, unlike a deadline, is a length)."""
        length = span_of(words, self.unit)
        if length is None:
            raise Misread(f"“{words}” is not a period such as “2 months”")
        month = span_of("30 days", self.unit)
        return length[0] + length[1] * (month[0] if month else 0)

    def moment(self, iso: str) -> int:
        """The moment of an ISO date."""
        try:
            return moment_of(iso, self.unit)
        except ValueError as error:
            raise Misread(f"“{iso}” is not a date such as 2031-07-31") from error


def _absent(words: str) -> bool:
    return words.strip().lower() in ABSENT_WORDS


def _test(words: str) -> Where:
    found = _TEST.fullmatch(words.strip())
    if not found:
        raise Misread(f"“{words.strip()}” is not a test such as “amount >= 5”")
    return Where(found[1], found[2], value_of(found[3]))


def value_of(words: str) -> Value:
    """A number or truth value where `words` is one, else the words."""
    words = words.strip()
    if words in ("true", "false"):
        return words == "true"
    try:
        return float(words) if "." in words else int(words)
    except ValueError:
        return words


def state_named(words: str) -> State:
    """The state called `words` (“fulfilled late”, “in_force”)."""
    name = words.strip().replace(" ", "_")
    if name not in set(State):
        raise Misread(f"“{words}” is not a state; expected one of {', '.join(State)}")
    return State(name)


def _effect(words: str) -> Effect:
    state, colon, deed = words.partition(":")
    if not colon:
        raise Misread(f"“{words}” names no state, expected such as “violated: suspend payment”")
    on, deed = state_named(state), deed.strip()
    if deed == Verb.END_ALL.value:
        return Effect(on, Verb.END_ALL)
    found = _VERB.fullmatch(deed)
    if not found:
        expected = "activate, suspend, resume, end or waive a card, or “end the agreement”"
        raise Misread(f"“{deed}” is no effect, expected {expected}")
    return Effect(on, Verb(found[1]), found[2])
