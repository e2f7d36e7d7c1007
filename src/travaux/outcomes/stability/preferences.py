"""What decision makers prefer, as ranks over states (0 the least preferred, ties alike).

From a ranking, or from prioritised statements (Peng, Hipel, Kilgour & Fang 1997; Xu et al. 2018,
ch. 3.3): a state is preferred to another when it satisfies the most important statement on which
they differ. A statement is a sentence over option names:

    Accept                        the option is taken
    not Delay                     it is not
    Modify and (Accept or not Insist)
    if Modify then Accept         Accept only if Modify           Modify iff Accept

Names may be quoted; case does not matter. Where a conflict lists its states by name, statements are
over these names ("War or Blockade": one of these states), and rankings list them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from travaux.core.errors import UsageError
from travaux.core.outcomes import Conflict, DecisionMaker
from travaux.outcomes.stability.states import Codes, place, state_code

Ranks = NDArray[np.int32]
Truth = NDArray[np.bool_]
WORDS = ("(", ")", "and", "or", "not", "only if", "iff", "if", "then")
JOINED: dict[str, Callable[[Truth, Truth], Truth]] = {
    "iff": lambda a, b: a == b,
    "only if": lambda a, b: ~a | b,
    "if": lambda a, b: a | ~b,
}


def ranks(maker: DecisionMaker, codes: Codes, conflict: Conflict) -> Ranks:
    """The rank of each state for `maker`: from its ranking, else from its statements; all equal
    where it has neither.

    Raises UsageError when a ranking leaves out a state, or a statement cannot be read.
    """
    if maker.ranking:
        return by_ranking(maker.name, maker.ranking, codes, conflict)
    return by_statements(maker.statements, codes, words(conflict), bool(conflict.states))


def words(conflict: Conflict) -> tuple[str, ...]:
    """The names that statements are made of: options, or listed states."""
    return conflict.states or tuple(action.name for action in conflict.actions)


def by_ranking(
    name: str, ranking: Sequence[Sequence[str]], codes: Codes, conflict: Conflict
) -> Ranks:
    """Ranks from states listed most preferred first, ties together."""
    found = np.full(len(codes), -1, np.int32)
    for level, tied in enumerate(reversed(ranking)):
        at = place(codes, np.array([state_code(conflict, s) for s in tied], np.int64))
        if np.any(at < 0):
            raise UsageError(
                f"{name} ranks {tied[int(np.argmin(at))]}, which is not a feasible state."
            )
        found[at] = level
    if np.any(found < 0):
        raise UsageError(
            f"The ranking of {name} leaves out {int(np.sum(found < 0))} feasible states.",
            "List every state, or give prioritised statements.",
        )
    return found


def by_statements(
    statements: Sequence[str], codes: Codes, names: Sequence[str], listed: bool = False
) -> Ranks:
    """Ranks from prioritised statements, most important first; any number of them."""
    found = np.zeros(len(codes), np.int32)
    for statement in statements:
        key = found.astype(np.int64) * 2 + truth(statement, codes, names, listed)
        found = np.unique(key, return_inverse=True)[1].reshape(-1).astype(np.int32)
    return found


def truth(statement: str, codes: Codes, names: Sequence[str], listed: bool = False) -> Truth:
    """In which states `statement` holds. names: of options, or (listed) of the states."""
    return Reader(statement, codes, names, listed).read()


class Reader:
    """Reads one statement, by recursive descent, into the states where it holds."""

    def __init__(
        self, statement: str, codes: Codes, names: Sequence[str], listed: bool = False
    ) -> None:
        self.statement, self.codes, self.listed = statement, codes, listed
        self.names = {name.casefold(): bit for bit, name in enumerate(names)}
        self.words = self._split()

    def read(self) -> Truth:
        """The whole statement."""
        found = self._sentence()
        if self.words:
            raise self._unread(f"“{self.words[0]}” is left over")
        return found

    def _sentence(self) -> Truth:
        if self._take("if"):
            condition = self._either()
            self._need("then")
            return np.asarray(~condition | self._either())
        left = self._either()
        for word, join in JOINED.items():
            if self._take(word):
                return join(left, self._either())
        return left

    def _either(self) -> Truth:
        found = self._both()
        while self._take("or"):
            found = found | self._both()
        return found

    def _both(self) -> Truth:
        found = self._one()
        while self._take("and"):
            found = found & self._one()
        return found

    def _one(self) -> Truth:
        if self._take("not"):
            return ~self._one()
        if self._take("("):
            found = self._sentence()
            self._need(")")
            return found
        if not self.words:
            raise self._unread("it ends too early")
        word = self.words.pop(0)
        if word not in self.names:
            raise self._unread(f"“{word}” is not {'a state' if self.listed else 'an option'}")
        if self.listed:
            return np.asarray(self.codes == self.names[word])
        return np.asarray((self.codes >> self.names[word] & 1).astype(bool))

    def _take(self, word: str) -> bool:
        if self.words and self.words[0] == word:
            self.words.pop(0)
            return True
        return False

    def _need(self, word: str) -> None:
        if not self._take(word):
            raise self._unread(f"“{word}” is missing")

    def _split(self) -> list[str]:
        """The statement's words; the longest option name that fits wins over a keyword."""
        known = sorted((*self.names, *WORDS), key=len, reverse=True)
        shapes = [re.escape(w) + (r"(?!\w)" if w[-1:].isalnum() else "") for w in known]
        pattern = re.compile(r'\s*(?:"([^"]*)"|(' + "|".join(shapes) + r")|(\S+))", re.I)
        found = pattern.findall(self.statement)
        return [(quoted or word or other).casefold() for quoted, word, other in found]

    def _unread(self, why: str) -> UsageError:
        return UsageError(
            f"The statement “{self.statement}” cannot be read: {why}.",
            "Write it with option names, and, or, not, if … then, only if, iff.",
        )
