"""Feasible states of a conflict: which combinations of options can occur.

A state is a whole number whose bit b says whether option b is taken; as text, "YN" in the order of
the options. A pattern such as "-YY--" stands for all states that agree with its Y and N. Where a
conflict lists its states by name, a state's number is its place in that list.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from travaux.core.errors import UsageError
from travaux.core.outcomes import Conflict

Codes = NDArray[np.int64]
STATES = 1 << 22  # feasible states at most


def feasible_states(conflict: Conflict) -> Codes:
    """The codes of all feasible states, rising.

    Grown option by option, dropping what a pattern already excludes, so that many options under
    many patterns are no trouble. Raises UsageError beyond STATES states, or where none is left.
    """
    if conflict.states:
        return _listed(conflict)
    patterns = [pattern_bits(p) for p in conflict.infeasible]
    codes = np.zeros(1, np.int64)
    for bit in range(len(conflict.actions)):
        codes = np.concatenate([codes, codes | (1 << bit)])
        for mask, value in patterns:
            if mask >> bit == 1:
                codes = codes[(codes & mask) != value]
        if len(codes) > STATES:
            raise UsageError(
                f"The conflict has more than {STATES:,} feasible states.",
                "Say which combinations cannot occur, or merge options.",
            )
    if not len(codes) or any(mask == 0 for mask, _ in patterns):
        raise UsageError("No state is feasible.", "Check the patterns of infeasible states.")
    return np.sort(codes)


def _listed(conflict: Conflict) -> Codes:
    kept = [k for k, name in enumerate(conflict.states) if name not in conflict.infeasible]
    if not kept:
        raise UsageError("No state is feasible.", "Check the list of infeasible states.")
    return np.array(kept, np.int64)


def state_code(conflict: Conflict, state: str) -> int:
    """The code of a state as it is written in this conflict; -1 where no state is called so."""
    if not conflict.states:
        return code(state)
    return conflict.states.index(state) if state in conflict.states else -1


def state_name(conflict: Conflict, code: int) -> str:
    """A state's code as it is written in this conflict."""
    return conflict.states[code] if conflict.states else written(code, len(conflict.actions))


def pattern_bits(pattern: str) -> tuple[int, int]:
    """(mask, value) such that a state s matches where s & mask == value."""
    mask = sum(1 << bit for bit, letter in enumerate(pattern) if letter != "-")
    value = sum(1 << bit for bit, letter in enumerate(pattern) if letter == "Y")
    return mask, value


def code(state: str) -> int:
    """The code of a state written as Y and N."""
    return pattern_bits(state)[1]


def written(code: int, actions: int) -> str:
    """A state's code as Y and N."""
    return "".join("Y" if code >> bit & 1 else "N" for bit in range(actions))


def place(codes: Codes, wanted: Codes | int) -> Codes:
    """Where `wanted` codes stand in the rising `codes`; -1 where they do not."""
    asked = np.atleast_1d(np.asarray(wanted, np.int64))
    at = np.minimum(np.searchsorted(codes, asked), len(codes) - 1)
    return np.where(codes[at] == asked, at, -1)
