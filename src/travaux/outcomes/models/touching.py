"""Which options of an issue a position is about, and the stance it takes towards each.

In this order. 1. A demand: the option that holds what is asked for, and every option that meets or
misses a least or greatest value; what a condition gives the figure of is asked for too. 2. An
option that the position names. 3. A figure in the words:
the options with that figure, whatever draft the words were linked to; with a comparison before it
(“above 400,000”) every option beyond. A figure of a kind by which options differ, and that no
option has, is about none of them. 4. A refusal of every option of a kind (“never”, “any”): all
that allow it are opposed, and those that forbid it are supported. 5. What the draft that is spoken
of says, or all drafts. Nobody refuses by such a link what a draft of its own says, or a draft that
came later: then the newest draft of others at the time is meant.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from travaux.core.issues import Position, Stance
from travaux.outcomes.models.choices import (
    BANS,
    NOT,
    Choice,
    asking,
    covering,
    demand_words,
    names_one,
)
from travaux.outcomes.models.quantities import Quantity, bound, quantities, refused
from travaux.outcomes.models.wording import shortened, words

EVERY = re.compile(
    r"\b(?:any|never|all|every|whatever|whatsoever|however|none of|in any form|at all)\b", re.I
)
UNDOING = re.compile(
    r"\b(?:drop|remov|delet|scrap|withdr|lower|reduc|cut|strik|struck|chang|go(?:es)?\b)", re.I
)
BEYOND = {
    1: re.compile(r"(?:above|over|more than|higher than|longer than|beyond)\s+$", re.I),
    -1: re.compile(
        r"(?:below|under|less than|fewer than|lower than|shorter than|smaller than)\s+$", re.I
    ),
}


@dataclass(frozen=True, slots=True)
class Said:
    """What is known beside positions. words: what statements (ids) say; dates: when drafts (ids)
    were made; drafts: the draft of each provision (id)."""

    words: Mapping[str, str]
    dates: Mapping[str, str]
    drafts: Mapping[str, str]


def touched(
    choices: Sequence[Choice], position: Position, own: Collection[str], said: Said
) -> dict[int, Stance]:
    """The places of the options that `position` is about, with its stance towards each. own: the
    drafts (ids) that its side made."""
    if position.stance is Stance.DEMAND:
        return _demanded(choices, position)
    named = option_named(choices, position.value)
    if named is not None:
        return {named: position.stance}
    if position.stance is Stance.CONDITIONAL and (wanted := _conditioned(choices, position.value)):
        return wanted
    uttered = " ".join(said.words.get(s, "") for s in position.statements)
    figured = _by_figure(choices, position.stance, uttered)
    if figured is not None:
        return figured
    drafted = [k for k, c in enumerate(choices) if c.drafts and not c.left_out]
    if position.stance is Stance.OPPOSE and EVERY.search(uttered):
        told = [k for k, c in enumerate(choices) if not c.left_out]
        every = _every(choices, told, uttered)
        ours = {k for k in told if set(own) & set(choices[k].drafts)}
        return {k: s for k, s in every.items() if k not in ours or s is not Stance.OPPOSE}
    return _of_draft(choices, position, drafted, own, said)


def _conditioned(choices: Sequence[Choice], condition: str) -> dict[int, Stance] | None:
    """The options that a condition asks for: "no levy unless they provide 20 billion"."""
    if UNDOING.search(condition):
        return None
    return _by_figure(choices, Stance.SUPPORT, condition)


def option_named(choices: Sequence[Choice], value: str) -> int | None:
    """The place of the choice whose text or wording `value` names."""
    wanted = shortened(value).casefold()
    if not wanted:
        return None
    return next(
        (
            k
            for k, c in enumerate(choices)
            if wanted
            in (c.text.casefold(), c.text.rpartition(" (")[0].casefold(), _plain(c.wording))
        ),
        None,
    )


def _plain(wording: str) -> str:
    return shortened(demand_words(wording)).casefold() if wording else ""


def differing(choices: Sequence[Choice]) -> set[str]:
    """The kinds of quantity by which options differ."""
    told = [c for c in choices if not c.left_out]
    kinds = {q.kind for c in told for q in c.quantities}
    return {k for k in kinds if len({_of_kind(c, k) for c in told}) > 1}


def _of_kind(choice: Choice, kind: str) -> tuple[float, ...]:
    return tuple(q.value for q in choice.quantities if q.kind == kind)


def _by_figure(choices: Sequence[Choice], stance: Stance, uttered: str) -> dict[int, Stance] | None:
    """Rule 3; None where the words hold no or several figures of a kind by which options differ."""
    kinds = differing(choices)
    figures = [q for q in quantities(uttered) if q.kind in kinds]
    if len(set(figures)) != 1:
        return None
    way = _way(uttered) if stance is Stance.OPPOSE else 0
    if way:
        return dict.fromkeys(_beyond(choices, figures[0], way), stance)
    return dict.fromkeys(_holding(choices, figures), stance)


def _way(uttered: str) -> int:
    """1 where the first figure is a limit upwards (“above 400”), -1 downwards, 0 for none."""
    first = re.search(
        r"[$€£¥]?\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten)\b", uttered
    )
    before = uttered[: first.start()] if first else ""
    return next((way for way, pattern in BEYOND.items() if pattern.search(before)), 0)


def _beyond(choices: Sequence[Choice], limit: Quantity, way: int) -> list[int]:
    held = {k: _of_kind(c, limit.kind) for k, c in enumerate(choices)}
    return [k for k, v in held.items() if len(v) == 1 and (v[0] - limit.value) * way > 0]


def _every(choices: Sequence[Choice], held: Sequence[int], uttered: str) -> dict[int, Stance]:
    """Rule 4."""
    forbids = {k: bool(NOT & set(words(choices[k].wording))) for k in held}
    one_way = len(set(forbids.values())) == 1
    wanted = bool(BANS.search(uttered))  # who refuses a ban wants what it forbids
    found = {k: Stance.OPPOSE if one_way or forbids[k] is wanted else Stance.SUPPORT for k in held}
    out = next((k for k, c in enumerate(choices) if c.left_out), None)
    if out is not None and one_way:
        found[out] = Stance.SUPPORT
    return found


def _of_draft(
    choices: Sequence[Choice],
    position: Position,
    drafted: Sequence[int],
    own: Collection[str],
    said: Said,
) -> dict[int, Stance]:
    """Rule 5."""
    draft = _meant(choices, position, drafted, own, said)
    about = [k for k in drafted if draft in choices[k].drafts] or list(drafted)
    found: dict[int, Stance] = dict.fromkeys(about, position.stance)
    out = next((k for k, c in enumerate(choices) if c.left_out), None)
    if out is not None and position.stance is Stance.OPPOSE and about == list(drafted):
        found[out] = Stance.SUPPORT  # who wants none of the texts can live without one
    return found


def _meant(
    choices: Sequence[Choice],
    position: Position,
    drafted: Sequence[int],
    own: Collection[str],
    said: Said,
) -> str:
    """The draft (id) whose option is meant; "" for all."""
    linked = said.drafts.get(position.provision, "")
    theirs = set(own) if position.stance is Stance.OPPOSE else set()
    if not linked or not (linked in theirs or _later(linked, position, said)):
        return linked
    others = {d for k in drafted for d in choices[k].drafts if d not in theirs}
    known = sorted((said.dates.get(d, ""), d) for d in others if not _later(d, position, said))
    return known[-1][1] if known else linked


def _later(draft: str, position: Position, said: Said) -> bool:
    """Whether the draft is of a later day than the word."""
    made = said.dates.get(draft, "")
    return bool(position.since and len(made) == len(position.since) and made > position.since)


def _demanded(choices: Sequence[Choice], position: Position) -> dict[int, Stance]:
    value = asking(position.value)
    asked, not_so = refused(value)
    every = quantities(value)
    of = quantities(asked)
    found: dict[int, Stance] = {}
    if not_so and len(every) > len(of):
        found |= dict.fromkeys(_holding(choices, every[len(of) :]), Stance.OPPOSE)
    way = bound(asked)
    if len(of) == 1 and way:
        for k, choice in enumerate(choices):
            alike = _of_kind(choice, of[0].kind)
            if len(alike) == 1:
                met = (alike[0] - of[0].value) * way >= 0
                found[k] = Stance.DEMAND if met else Stance.OPPOSE
    at = names_one(choices, of)
    at = at if at is not None else option_named(choices, demand_words(asked))
    if at is None:
        at = next((k for k, c in enumerate(choices) if position.party in c.parties), None)
    if at is None:
        return found | dict.fromkeys(covering(choices, asked), Stance.DEMAND)
    return found | {at: Stance.DEMAND}


def _holding(choices: Sequence[Choice], of: Iterable[object]) -> list[int]:
    return [k for k, c in enumerate(choices) if any(q in c.quantities for q in of)]
