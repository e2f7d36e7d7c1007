"""Passages -> yes against no: what one account says and another denies; who of two did it.

A denial answers what was said right before it, when it points there ("denied this") or shares words
with it. A cleft sentence ("it was Feld who left") puts another actor in the place of one named
before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from travaux.issues.measures import matching
from travaux.issues.passages import Passage
from travaux.issues.terms import stem, terms, words

BACK = 2  # sentences back in which what is denied, or the other actor, may stand
POINTING = re.compile(r"\b(?:this|that|it|these|the (?:claim|report|account|accusation)s?)\b")
CLEFT = re.compile(r"\bit was (?P<who>(?:the )?[A-Z]\w+(?:\s[A-Z]\w+)*) (?:who|that) (?P<verb>\w+)")
UNDONE = re.compile(r"(?:\bnot|n['’]t|\b(?:never|neither|be|been|is|are|was|were|being))\s+$")
ARTICLE = re.compile(r"\b(?:the|an?|these|those|its|their)\s+$")  # "the disputed regions"
OUTRIGHT = re.compile(r"den|disput|dismiss|reject|refut|contradict|insist|no ")
SHARED = 2  # terms that a denial without a pointing word must share with what it denies


@dataclass(frozen=True, slots=True)
class Dispute:
    """`said` and `against` cannot both be so. slot: "yes or no" or "actor"; the values of each."""

    slot: str
    said: Passage
    against: Passage
    values: tuple[str, str]
    reason: str
    explanation: str


def disputes(found: Sequence[Passage]) -> Iterator[Dispute]:
    """The disputes between neighbouring passages of one document, in order."""
    for at, passage in enumerate(found):
        before = [p for p in found[max(0, at - BACK) : at] if p.document == passage.document]
        yield from _denied(passage, before)
        yield from _other_actor(passage, before)


def denies(passage: Passage) -> bool:
    """Whether a passage denies something; "does not deny" does not."""
    return bool(_denial(passage))


def _denial(passage: Passage) -> re.Match[str] | None:
    low = passage.text.casefold()
    found = matching("reason", "denial").finditer(low)
    return next(
        (
            m
            for m in found
            if not UNDONE.search(low[: m.start()])
            and not (m[0].endswith("ed") and ARTICLE.search(low[: m.start()]))
        ),
        None,
    )


def _denied(passage: Passage, before: Sequence[Passage]) -> Iterator[Dispute]:
    if not denies(passage):
        return
    target = next((p for p in reversed(before) if not denies(p)), None)
    if target and _answers(passage, target, before):
        why = "the second account denies what the first says"
        yield Dispute("yes or no", target, passage, ("yes", "no"), "denial", why)


def _answers(denial: Passage, target: Passage, before: Sequence[Passage]) -> bool:
    """Whether the denial points back, shares words with its target, or follows a denial of it."""
    match = _denial(denial)
    after = denial.text[match.start() :] if match else ""
    pointing = bool(POINTING.search(after[:40])) and len(words(denial.text)) < 12
    shared = set(terms(denial.text)) & set(terms(target.text))
    outright = bool(match and OUTRIGHT.match(match[0]))
    follows = before[-1] != target and denies(before[-1])
    return pointing or follows or (outright and len(shared) >= SHARED)


def _other_actor(passage: Passage, before: Sequence[Passage]) -> Iterator[Dispute]:
    match = CLEFT.search(passage.text)
    if not match:
        return
    verb = stem(match["verb"].casefold())
    for earlier in reversed(before):
        who = _actor(earlier.text, verb)
        if who and who not in match["who"]:
            why = "the accounts name another actor for the same act"
            yield Dispute("actor", earlier, passage, (who, match["who"]), "contradiction", why)
            return


def _actor(text: str, verb: str) -> str:
    """The name right before the verb."""
    for found in re.finditer(r"(?P<who>[A-Z]\w+(?:\s[A-Z]\w+)*) (?P<verb>[a-z]+)", text):
        if stem(found["verb"]) == verb:
            return found["who"]
    return ""
