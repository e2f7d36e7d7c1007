"""Was all of an act done, part of it, or is it only spoken of?

Rules. 1. A noun for a deed tells that it was done where the sentence says that it came about (“the
withdrawal was completed”), in part where it says that it is on its way, else nothing. 2. Less than
the number asked for is a part. 3. Of a thing that is there already, a part is meant by a bare
plural (“released detainees”), unless the sentence says “all” or the like; a thing that the act
makes new (`makes` in `acts.toml`) need not be named as a whole.
"""

from __future__ import annotations

import re
from functools import cache

from travaux.monitoring.amounts import amounts_in, in_part
from travaux.monitoring.compare_deeds import Heard, Hearing
from travaux.monitoring.lexicon import lexicon
from travaux.monitoring.read_act import Reading
from travaux.monitoring.tellings import act_words
from travaux.monitoring.told_acts import Says

_DEFINITE = frozenset({"the", "its", "their", "his", "her", "our", "this", "these", "those", "my"})
_BEFORE = 4  # words between a determiner and the noun it belongs to


def how_much(reading: Reading, told: Hearing, found: Heard) -> Says | None:
    """What a telling that an act was done says of how much of it was; None where it does not say
    that anything was."""
    if not came_about(told, found):
        return Says.IN_PART if _any_of("under_way", told.text) else None
    if in_part(reading.amount, told.text):
        return Says.IN_PART
    return Says.DONE if _whole(reading, told, found) else Says.IN_PART


def came_about(told: Hearing, found: Heard) -> bool:
    """Whether more is told than that a deed is spoken of."""
    return not found.noun or _any_of("came_about", told.text)


def _whole(reading: Reading, told: Hearing, found: Heard) -> bool:
    words = [w.low for w in told.words]
    at = found.place
    if at < 0 or reading.deeds <= lexicon().makes:
        return True
    named = words[at : at + 3]
    plural = any(w.endswith("s") for w in named[:2])
    before = words[max(0, at - _BEFORE) : at]
    told_all = set(act_words()["entire"]) & set(words)
    owned = any(told.text[w.start : w.end].endswith(("'s", "’s")) for w in told.words[:at])
    asked = reading.amount is not None and bool(amounts_in(told.text))
    return bool(not plural or told_all or _DEFINITE & set(before) or owned or asked)


@cache
def _words(kind: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(act_words()[kind])})\b", re.IGNORECASE)


def _any_of(kind: str, text: str) -> bool:
    return _words(kind).search(text) is not None
