"""Where a new article begins in a text that holds several.

Theory. A title alone looks like a section heading. What tells them apart is its surroundings: a
byline, a "First published" line or a date line below it, and above it the signs that something
ended (an agency line, a comments box, a note on the author, a rule). Each sign scores; a border
needs BORDER points, among them one from a sign of either kind. Better a border missed than one
invented inside an article, so a title without such signs is never a border.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median_low

from travaux.corpus.titles import is_title_like
from travaux.corpus.units import Unit

BORDER = 1.0
SIGNS = {  # how much each sign counts; set by hand on self-made pages, not fitted to any corpus
    "byline below": 1.0,
    "first-published below": 1.0,
    "date below": 0.5,
    "end above": 0.6,
    "end a paragraph above": 0.3,
    "rule above": 0.1,
    "set off": 0.6,
    "wide gap above": 0.3,
    "capitals": 0.3,
    "length": 0.2,
    "prose below": 0.2,
    "question": -0.2,
}
BODY_WORDS = 25  # a paragraph as long is no header line
BETWEEN_WORDS = 4  # a short line may stand between a title and its byline


def borders_of(text: str, units: Sequence[Unit]) -> list[int]:
    """Indices of the units that are titles at which an article begins, after the first; sorted."""
    usual = median_low([u.gap for u in units[1:]] or [1])
    found: list[int] = []
    body = False  # whether the article that goes on here has any text under its header yet
    for i, unit in enumerate(units):
        if body and _is_border(text, units, i, usual):
            found.append(i)
            body = False
        elif not unit.residue and not unit.header.kind and unit.words >= BODY_WORDS:
            body = True
    return found


def _is_border(text: str, units: Sequence[Unit], at: int, usual: int) -> bool:
    unit = units[at]
    line = text[unit.start : unit.end]
    if unit.residue or unit.header.kind or not is_title_like(line) or line.startswith("##"):
        return False
    above, below = _signs_above(units, at), _signs_below(units, at)
    looks = _looks(text, units, at, usual)
    if not above and not below:
        return False
    return sum(SIGNS[sign] for sign in (*above, *below, *looks)) >= BORDER - 1e-9


def _signs_above(units: Sequence[Unit], at: int) -> list[str]:
    before = [u for u in units[max(0, at - 3) : at] if not u.header.kind]
    if any(u.residue == "rule" for u in before[-2:]):
        return ["rule above"]
    if before and before[-1].ends:
        return ["end above"]
    return ["end a paragraph above"] if any(u.ends for u in before[-2:]) else []


def _signs_below(units: Sequence[Unit], at: int) -> list[str]:
    """What the header lines right below the title say; other short lines may stand between."""
    signs = []
    for unit in units[at + 1 : at + 4]:
        if unit.header.kind in ("byline", "first-published", "date"):
            signs.append(f"{unit.header.kind} below")
        elif not unit.residue and unit.words > BETWEEN_WORDS:
            break
    return sorted(set(signs))


def _looks(text: str, units: Sequence[Unit], at: int, usual: int) -> list[str]:
    unit = units[at]
    line = text[unit.start : unit.end]
    after = units[at + 1] if at + 1 < len(units) else None
    weighty = [w for w in re.findall(r"[^\W\d_]+", line) if len(w) > 3]
    capital = sum(w[0].isupper() for w in weighty)
    found = {
        "set off": after is not None and after.gap > usual,
        "wide gap above": unit.gap > usual + 1,
        "capitals": len(weighty) >= 3 and capital >= 0.7 * len(weighty),
        "length": 5 <= unit.words <= 20,
        "prose below": any(u.words >= 25 for u in units[at + 1 : at + 5]),
        "question": line.endswith("?") and unit.words < 6,
    }
    return [sign for sign, holds in found.items() if holds]
