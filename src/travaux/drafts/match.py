"""Match: one-to-one links joined by splits and merges into groups that belong together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from travaux.drafts import contain
from travaux.drafts.pair import CLOSE, FAINT, LIKE, Link, Pairing, likeness
from travaux.drafts.sides import Side


@dataclass(frozen=True, slots=True)
class Match:
    """Old and new indices that belong together, each in reading order; why in words."""

    old: tuple[int, ...]
    new: tuple[int, ...]
    score: float
    why: tuple[str, ...]
    certain: bool


def matches(pairing: Pairing) -> list[Match]:
    """One-to-one links, joined by splits and merges into connected groups."""
    old, new = pairing.old, pairing.new
    there = {link.old: link.new for link in pairing.forward.values()}
    back = {j: i for i, j in there.items()}
    free_new = [j for j in range(len(new)) if j not in back]
    free_old = [i for i in range(len(old)) if i not in there]
    splits = contain.groups(old, new, free_new, back)
    merges = contain.groups(new, old, free_old, there)
    pairs = dict.fromkeys(there.items(), 1.0)
    pairs |= {(g.whole, j): g.held for g in splits for j in g.parts if (g.whole, j) not in pairs}
    pairs |= {(i, g.whole): g.held for g in merges for i in g.parts if (i, g.whole) not in pairs}
    pairs |= _told(pairing, pairs)
    pairs |= _options(pairing, pairs)
    return [_match(pairing, group, pairs) for group in _connected(pairs)]


def _told(pairing: Pairing, pairs: Mapping[tuple[int, int], float]) -> dict[tuple[int, int], float]:
    """What is still left over, with the provision that says it in other words."""
    telling = pairing.telling
    linked = {i for i, _ in pairs}, {j for _, j in pairs}
    free_old = [i for i in range(len(telling.old)) if i not in linked[0]]
    free_new = [j for j in range(len(telling.new)) if j not in linked[1]]
    there = dict(pairs.keys())
    back = {j: i for i, j in pairs}
    splits = contain.told(telling.old, telling.new, free_new, back, telling.weights)
    merges = contain.told(telling.new, telling.old, free_old, there, telling.weights)
    found = {(g.whole, j): g.held for g in splits for j in g.parts if j in free_new}
    return found | {(i, g.whole): g.held for g in merges for i in g.parts if i in free_old}


def _options(
    pairing: Pairing, pairs: Mapping[tuple[int, int], float]
) -> dict[tuple[int, int], float]:
    """Options left over that are like what another option of the same paragraph became (or came
    from): options closed into one text, or a text opened into options."""
    linked = {i for i, _ in pairs}, {j for _, j in pairs}
    chosen = _siblings(pairing.old), _siblings(pairing.new)
    found: dict[tuple[int, int], float] = {}
    for i, j in pairs:
        ours = [(o, j) for o in chosen[0].get(i, ()) if o not in linked[0]]
        theirs = [(i, o) for o in chosen[1].get(j, ()) if o not in linked[1]]
        if i in chosen[0] and j in chosen[1]:  # an option that stays one
            continue
        for ends in (*ours, *theirs):
            share = pairing.telling.shared(*ends)
            if share >= FAINT and share > found.get(ends, 0.0):
                found[ends] = share
    return found


def _siblings(side: Side) -> dict[int, list[int]]:
    """For each option, all options of its paragraph."""
    under: dict[int, list[int]] = {}
    for at, provision in enumerate(side.provisions):
        if provision.path and provision.path[-1].startswith("option"):
            under.setdefault(side.parents[at], []).append(at)
    return {at: group for group in under.values() for at in group}


def _connected(pairs: Iterable[tuple[int, int]]) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Connected groups of (old, new) pairs, by first old index."""
    groups: list[tuple[set[int], set[int]]] = []
    of_old: dict[int, tuple[set[int], set[int]]] = {}
    of_new: dict[int, tuple[set[int], set[int]]] = {}
    for i, j in sorted(pairs):
        one, other = of_old.get(i), of_new.get(j)
        group = one or other or (set(), set())
        if one is not None and other is not None and one is not other:
            one[0].update(other[0])
            one[1].update(other[1])
            groups.remove(other)
        elif one is None and other is None:
            groups.append(group)
        group[0].add(i)
        group[1].add(j)
        of_old.update(dict.fromkeys(group[0], group))
        of_new.update(dict.fromkeys(group[1], group))
    return [(tuple(sorted(a)), tuple(sorted(b))) for a, b in groups]


def _match(
    pairing: Pairing,
    group: tuple[tuple[int, ...], tuple[int, ...]],
    pairs: Mapping[tuple[int, int], float],
) -> Match:
    olds, news = group
    if len(olds) == len(news) == 1 and olds[0] in pairing.forward:
        return _single(pairing, pairing.forward[olds[0]])
    old_text = " ".join(pairing.old.texts[i] for i in olds)
    new_text = " ".join(pairing.new.texts[j] for j in news)
    score = likeness(old_text, new_text)
    held = min(pairs[i, j] for i in olds for j in news if (i, j) in pairs)
    why = f"{held:.0%} of the words of the least certain part stand in the whole"
    return Match(olds, news, score, (why,), held >= LIKE and score >= LIKE)


def _single(pairing: Pairing, link: Link) -> Match:
    alike = f"{link.likeness:.0%} of the wording alike"
    if link.likeness < LIKE:
        alike = f"{alike}, {link.telling:.0%} of the telling words shared"
    words = () if link.likeness == 1.0 and link.support else (alike,)
    rival = () if link.lead >= CLOSE else ("another provision is nearly as much alike",)
    why = (*words, *link.support, *rival)
    return Match((link.old,), (link.new,), link.score, why, link.certain)
