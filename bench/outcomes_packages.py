"""Packages: frontiers and solutions of published domains, and speed of the exact frontier.

Reads `outcomes/negmas_cases.json` and `outcomes/domains/`. Two frontiers are the same when their
points agree to 2e-9 (the listed ones are rounded to 1e-9), in number and one by one.
"""

from __future__ import annotations

import json
import resource
import time
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np

from bench.figures import Figure, data_hash
from travaux.core.issues import Issue, Option
from travaux.core.outcomes import Amount, Model, Valuation
from travaux.outcomes.models.genius import read_genius
from travaux.outcomes.packages.consent import Condition, Team
from travaux.outcomes.packages.frontier import Frontier, frontier
from travaux.outcomes.packages.solutions import (
    Concept,
    bargain,
    egalitarian,
    kalai_smorodinsky,
    nash,
    solutions,
)
from travaux.outcomes.packages.space import Space, space
from travaux.outcomes.packages.zone import zone

NEAR = 2e-9
SCALES = {"as_loaded_by_negmas_raw_scale": False, "genius_scale": True}


def measure(data: Path) -> list[Figure]:
    """Share of the listed answers met exactly, and seconds of the reach cases."""
    folder = data / "outcomes"
    figures = []
    if (folder / "negmas_cases.json").exists():
        figures.append(published(folder))
    return figures + reach() + zones()


def published(folder: Path) -> Figure:
    """Share of the listed answers (frontier, ties, Nash, Kalai-Smorodinsky, ...) that agree."""
    cases = json.loads((folder / "negmas_cases.json").read_text())["domains"]
    checks: list[tuple[str, bool]] = []
    for case in cases:
        for scale, normalised in SCALES.items():
            listed = case[scale]
            if "not_computed" in listed:
                continue
            found = frontier(space(load(folder / case["path"], normalised, dummy(case))))
            checks += [(f"{case['domain']} {scale} {w}", ok) for w, ok in agreed(found, listed)]
            own = case.get("own_dp_check_no_reservation_raw_scale")
            if own and not normalised:
                checks.append(
                    (
                        f"{case['domain']} ties",
                        ties(found) == tuple(own[k] for k in ("frontier", "outcomes_on_frontier")),
                    )
                )
    wrong = [what for what, ok in checks if not ok]
    share = 1 - len(wrong) / len(checks)
    note = f"{len(checks) - len(wrong)}/{len(checks)} {'; '.join(wrong)}".strip()
    used = [folder / "negmas_cases.json", *(folder / "domains").rglob("*.xml")]
    return Figure("outcomes.published_domains", share, "share", note, data_hash(used))


def dummy(case: dict[str, Any]) -> bool:
    """Whether the package behind the list added an issue of its own (one option, worth 1 to all),
    as it does where a file numbers its issues from 2."""
    return any(name == "DUMMY_ISSUE" for name, _ in case["issues"])


def load(folder: Path, normalised: bool, with_dummy: bool = False) -> Model:
    """The domain in `folder`: the file without evaluations is the domain, the others profiles."""
    files = {file.stem: file.read_bytes() for file in sorted(folder.glob("*.xml"))}
    template = next(n for n, b in files.items() if b"evaluat" not in b and b"<weight" not in b)
    model = read_genius(files.pop(template), files, folder.name, normalised)
    if not with_dummy:
        return model
    one = Amount(Fraction(1), Fraction(1))
    return replace(
        model,
        issues=(Issue("DUMMY_ISSUE", "DUMMY_ISSUE", (), (Option("1"),)), *model.issues),
        interests=tuple(
            replace(i, valuations=(Valuation("DUMMY_ISSUE", one, (one,)), *i.valuations))
            for i in model.interests
        ),
    )


def ties(found: Frontier) -> tuple[int, int]:
    """(points, packages they stand for)."""
    return len(found.points), sum(found.counts)


def agreed(found: Frontier, listed: dict[str, Any]) -> list[tuple[str, bool]]:
    """What of one domain on one scale agrees with the list."""
    exact = listed["exact_after_rounding_1e9"]
    reserved = [Fraction(str(r)) for r in listed["reserved"]]
    rational = bargain(found, reserved)
    checks = [("frontier size", len(rational.points) == exact["frontier_vectors"])]
    if len(rational.points) == len(found.points):
        checks.append(("ties", sum(found.counts) == exact["outcomes_on_frontier"]))
    if not rational.points:
        return checks
    if listed["negmas"].get("frontier") and listed["negmas"]["frontier_size"] == len(
        rational.points
    ):
        checks.append(("frontier", same(rational.points, listed["negmas"]["frontier"])))
    best = max(nash(p, rational) for p in rational.points)
    chosen = [p for p in rational.points if nash(p, rational) == best]
    checks.append(("Nash product", near(best, exact["nash_product_over_reservation"])))
    checks.append(("Nash", same(chosen, exact["nash_vectors"])))
    least = max(egalitarian(p, rational) for p in rational.points)
    checks.append(("egalitarian", near(least, exact["egalitarian_max_min_gain"])))
    return checks + smorodinsky(found, listed, reserved)


def smorodinsky(
    found: Frontier, listed: dict[str, Any], reserved: list[Fraction]
) -> list[tuple[str, bool]]:
    """The listed Kalai-Smorodinsky answer measures from a party's worst package where the
    reservation value is below it, takes the best of all packages for the ideal point, and
    lists dominated maximisers too."""
    worst, ideal = ends(found.space)
    floor = [max(r, w) for r, w in zip(reserved, worst, strict=True)]
    chosen = [s for s in solutions(found, floor, ideal) if s.concept is Concept.KALAI_SMORODINSKY]
    listed_points = listed["ks_textbook_max_min_ratio"]["utils"]
    value = listed["ks_textbook_max_min_ratio"]["value"]
    rational = bargain(found, floor, ideal)
    return [
        ("KS ratio", all(near(kalai_smorodinsky(s.values, rational), value) for s in chosen)),
        (
            "KS",
            bool(chosen)
            and all(any(same([s.values], [point]) for point in listed_points) for s in chosen),
        ),
    ]


def ends(domain: Space) -> tuple[tuple[Fraction, ...], tuple[Fraction, ...]]:
    """Each party's worst and best package, limits aside."""
    parties = range(len(domain.parties))
    low = domain.exact(sum(int(t[:, p].min()) for t in domain.values) for p in parties)
    return low, domain.exact(sum(int(t[:, p].max()) for t in domain.values) for p in parties)


def near(one: Fraction, other: float) -> bool:
    """Whether they agree to NEAR, relatively where large."""
    return abs(float(one) - other) <= NEAR * max(1.0, abs(other))


def same(points: Any, listed: list[list[float]]) -> bool:
    """Whether the two lists hold the same points, in any order."""
    mine = np.array(sorted([float(v) for v in p] for p in points))
    theirs = np.array(sorted(listed))
    return mine.shape == theirs.shape and bool(np.all(np.abs(mine - theirs) <= NEAR * 1000))


def drawn(seed: int, issues: int, options: int, parties: int, best: int = 100) -> Space:
    """A self-made domain: values 0..best at random, no limits."""
    values = np.random.default_rng(seed).integers(0, best + 1, (issues, options, parties))
    none = np.zeros((options, 0), np.int64)
    names = tuple(f"party {p}" for p in range(parties))
    return Space(
        names,
        (options,) * issues,
        tuple(values.astype(np.int64)),
        (0,) * parties,
        (1,) * parties,
        (none,) * issues,
        (),
    )


def limited(seed: int, issues: int, options: int, parties: int, limits: int) -> Space:
    """As `drawn`, with implications, exclusions and at-most-two rules between random issues."""
    plain = drawn(seed, issues, options, parties)
    draw = np.random.default_rng(seed + 1)
    costs = np.zeros((issues, options, limits), np.int64)
    bounds = []
    for k in range(limits):
        touched = draw.choice(issues, 2 if k % 3 < 2 else 6, replace=False)
        costs[touched, draw.integers(options, size=len(touched)), k] = 1
        if k % 3 == 0:
            costs[touched[1], :, k] *= -1
        bounds.append(k % 3)
    return Space(
        plain.parties,
        plain.options,
        plain.values,
        plain.reservations,
        plain.denominators,
        tuple(costs),
        tuple(bounds),
    )


def reach() -> list[Figure]:
    """Seconds and memory of the exact frontier of 28 issues with 3 options."""
    figures = []
    for parties in (2, 3, 4):
        seconds, found = timed(lambda p=parties: frontier(drawn(1, 28, 3, p)))  # type: ignore[misc]
        note = f"{len(found.points)} points, {memory():.0f} MB at most so far"
        figures.append(
            Figure(f"outcomes.frontier_28x3_{parties}p_s", seconds, "s", note, best="low")
        )
    seconds, found = timed(lambda: frontier(limited(1, 28, 3, 3, 12)))
    note = f"12 limits, {len(found.points)} points"
    figures.append(Figure("outcomes.frontier_28x3_3p_limits_s", seconds, "s", note, best="low"))
    return figures


def contested(seed: int, share: float, lines: int) -> tuple[Space, Team]:
    """60 issues with 6 options, 8 parties: each wants `share` of the way from the mean of its
    packages to its best one; so many random red lines."""
    plain = drawn(seed, 60, 6, 8)
    values = np.stack(plain.values).astype(np.int64)
    best, mean = values.max(1).sum(0), values.mean(1).sum(0)
    reserved = tuple(int(m + (b - m) * share) for m, b in zip(mean, best, strict=True))
    source = np.random.default_rng(seed + 2)
    red = {
        Condition(int(source.integers(8)), int(source.integers(60)), int(source.integers(6)))
        for _ in range(lines)
    }
    return replace(plain, reservations=reserved), frozenset({Condition(p) for p in range(8)} | red)


def zones() -> list[Figure]:
    """Seconds of the verdict with its blocking sets, easy to hard: around a share of .35 it is
    hardest to tell."""
    took, notes = [], []
    for share, lines in ((0.25, 60), (0.35, 0), (0.4, 60), (0.5, 60), (0.7, 120)):
        space, team = contested(3, share, lines)
        start = time.perf_counter()
        found = zone(space, (team,))
        took.append(time.perf_counter() - start)
        sets = "/".join(str(len(block)) for block in found.blocks)
        notes.append(f"{share:.2f} {found.answer} {sets} {took[-1]:.1f} s")
    note = "; ".join(notes)
    return [Figure("outcomes.zone_60x6_8p_s", max(took), "s", f"slowest of: {note}", best="low")]


def timed(work: Callable[[], Frontier]) -> tuple[float, Frontier]:
    """(seconds of wall time, what `work` gave)."""
    start = time.perf_counter()
    found = work()
    return time.perf_counter() - start, found


def memory() -> float:
    """Largest resident size of this process so far, MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
