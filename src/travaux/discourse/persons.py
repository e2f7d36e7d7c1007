"""Which printed names are one person, across documents.

1. Full names are one where surnames agree after folding (or nearly) and given names are compatible.
2. An initial with a surname, and a surname alone, join the one person they fit; if several fit,
   or none, they stay a party of their own: a wrong merge hides more than a missed one.
3. A title with a state ("the Ukrainian president") joins the one person who bears it.

The result depends on the set of names only, never on their order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from travaux.core.parties import Merge
from travaux.discourse.gazetteer import state_named
from travaux.discourse.names import fold, given, likeness, same_given, same_surname, surname
from travaux.discourse.roles import is_class
from travaux.discourse.titles import with_synonyms
from travaux.discourse.voices import Voice


def person_of(names: Mapping[str, Voice]) -> dict[str, tuple[str, Merge | None]]:
    """For each printed name the canonical name of its person, and why it was merged (or None)."""
    full = sorted(n for n in names if _is_full(n))
    groups = _grouped(full)
    canonical = {name: _canonical(group, names) for group in groups for name in group}
    result = {n: (canonical[n], _spelling(n, canonical[n])) for n in full}
    near, offices = _by_surname(groups), _by_state(groups, names)
    for name in sorted(set(names) - set(full)):
        titled = _by_title(name, names, offices)
        fitting = [g[0] for g in near.get(_block(name), ()) if any(_fits(name, m) for m in g)]
        result[name] = _attached(name, canonical, titled, fitting)
    return result


def _block(name: str) -> str:
    return fold(surname(name))[:2]


def _by_surname(groups: Sequence[list[str]]) -> dict[str, list[list[str]]]:
    table: dict[str, list[list[str]]] = defaultdict(list)
    for group in groups:
        for block in sorted({_block(name) for name in group}):
            table[block].append(group)
    return table


def _by_state(
    groups: Sequence[list[str]], names: Mapping[str, Voice]
) -> dict[str, list[list[str]]]:
    """The groups with a title that names a state, by state."""
    table: dict[str, list[list[str]]] = defaultdict(list)
    for group in groups:
        bodies = {body for name in group for body, _ in names[name].affiliations}
        for state in sorted({state_named(body) for body in bodies} - {""}):
            table[state].append(group)
    return table


def _is_full(name: str) -> bool:
    first = fold(given(name)).split()
    return bool(first) and len(first[0]) > 1 and not is_class(surname(name), "office")


def _grouped(full: Sequence[str]) -> list[list[str]]:
    """Full names that are one person, each group sorted (union-find within a first letter)."""
    parent = {name: name for name in full}

    def root(name: str) -> str:
        while parent[name] != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    for block in _blocks(full):
        for at, one in enumerate(block):
            for other in block[at + 1 :]:
                if same_surname(one, other) and same_given(one, other):
                    low, high = sorted((root(one), root(other)))
                    parent[high] = low
    groups: dict[str, list[str]] = defaultdict(list)
    for name in full:
        groups[root(name)].append(name)
    return [sorted(group) for _, group in sorted(groups.items())]


def _blocks(full: Iterable[str]) -> list[list[str]]:
    """Names that can be one person share the first two letters of the folded surname."""
    blocks: dict[str, list[str]] = defaultdict(list)
    for name in full:
        blocks[_block(name)].append(name)
    return list(blocks.values())


def _canonical(group: Sequence[str], names: Mapping[str, Voice]) -> str:
    """The spelling most statements use; of equals the longest, then the first in the alphabet."""
    return min(group, key=lambda n: (-names[n].count, -len(n), n))


def _spelling(name: str, canonical: str) -> Merge | None:
    if name == canonical:
        return None
    reason = f"“{name}” and “{canonical}” are spellings of one name"
    return Merge(name, "spelling", reason, round(likeness(name, canonical), 3))


def _attached(
    name: str, canonical: Mapping[str, str], titled: str | None, fitting: Sequence[str]
) -> tuple[str, Merge | None]:
    if titled is not None:
        reason = f"“{name}” is the title that {canonical[titled]} bears"
        return canonical[titled], Merge(name, "title", reason, 0.8)
    if len(fitting) == 1:
        reason = f"the only person called “{name}” is {canonical[fitting[0]]}"
        return canonical[fitting[0]], Merge(name, "surname", reason, 0.9)
    return name, None


def _fits(name: str, member: str) -> bool:
    return same_surname(name, member) and same_given(name, member)


def _by_title(
    name: str, names: Mapping[str, Voice], offices: Mapping[str, Sequence[Sequence[str]]]
) -> str | None:
    """The one person who bears the title `name` ("Ukrainian president"), or None."""
    office = [w for w in name.lower().split() if is_class(w, "office")]
    states = {state_named(body) for body, _ in names[name].affiliations} - {""}
    if not office or len(states) != 1:
        return None
    groups = offices.get(next(iter(states)), ())
    bearers = [g[0] for g in groups if any(_bears(names[m], office, states) for m in g)]
    return bearers[0] if len(bearers) == 1 else None


def _bears(voice: Voice, office: Sequence[str], states: set[str]) -> bool:
    return any(
        state_named(body) in states and set(office) <= with_synonyms(role.lower().split())
        for body, role in voice.affiliations
    )
