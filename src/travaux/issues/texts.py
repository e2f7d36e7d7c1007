"""What the negotiated text says is nobody's stance: where it is itself the subject or speaker.

"The plan calls for a smaller army" tells what the plan holds; "under the draft, Merrow will accept
inspectors" is no acceptance by Merrow; a draft that is quoted as a source wants nothing.
"""

from __future__ import annotations

import re
from functools import cache

from travaux.issues.signs import Sign
from travaux.issues.terms import table

HEAD_ENDS = re.compile(
    r"\b(?:of|about|on|by|from|that|which|who|in|with|for|between|to)\b", re.IGNORECASE
)
BETWEEN = r"(?: (?:also|would|will|could|does|do|did|may|might|reportedly|explicitly|itself|then))*"

INFORMED = re.compile(
    r"\b(?:with (?:\w+ )?knowledge of|familiar with|briefed (?:on|about)|privy to|in possession of|"
    r"who (?:had |have |has )?(?:seen|saw|read|reviewed))\b",
    re.IGNORECASE,
)


def only_tells(name: str) -> bool:
    """Whether a source is described by what it has read: "people with knowledge of the document"
    tell what it asks for, and ask for nothing."""
    return bool(INFORMED.search(name))


def is_text(name: str) -> bool:
    """Whether the words for a source name the text, by the last word of their head: "the new draft
    plan of the mediator" does, "people who saw the plan" do not."""
    head = HEAD_ENDS.split(name, maxsplit=1)[0].strip(" .,;:“”\"'")
    return bool(re.search(rf"\b{_named()}$", head, re.IGNORECASE))


def names_whole(clause: str) -> bool:
    """Whether a clause speaks of the text as a whole, by name or as a basis or step."""
    return bool(_whole().search(clause))


def spoken_by_text(found: tuple[Sign, ...], text: str) -> tuple[Sign, ...]:
    """`found` in `text` without the signs of which the negotiated text is the subject, and without
    what is to be done under it: only objections are left of a clause that reports the text."""
    if reports_text(text):
        found = tuple(sign for sign in found if sign.stance in ("oppose", "none"))
    return tuple(sign for sign in found if not _of_text(sign, text))


def reports_text(clause: str) -> bool:
    """Whether a clause opens with what holds "under the plan", "according to the draft"."""
    return bool(_under().search(clause))


def _of_text(sign: Sign, text: str) -> bool:
    before = text[: sign.start].rstrip()
    return bool(_does().match(sign.words)) and bool(_subject().search(before))


@cache
def _named() -> str:
    words = table("stance.toml")["texts"]
    return f"(?:{'|'.join([*words['whole'], *words['parts']])})s?"


@cache
def _whole() -> re.Pattern[str]:
    words = table("stance.toml")["texts"]
    joined = "|".join([*words["whole"], *words["praise"]])
    return re.compile(rf"\b(?:{joined})\b", re.IGNORECASE)


@cache
def _subject() -> re.Pattern[str]:
    return re.compile(rf"\b{_named()}{BETWEEN}$", re.IGNORECASE)


@cache
def _does() -> re.Pattern[str]:
    words = table("stance.toml")["texts"]["does"]
    return re.compile("|".join(w.replace("~", r"\w*") for w in words))


@cache
def _under() -> re.Pattern[str]:
    lead = r"(?:^|[.;:,]\s|\bthat\s)\W*(?:under|according to|by the terms of)"
    return re.compile(rf"{lead} (?:the|this|that|its|their) (?:[\w-]+ ){{0,3}}{_named()}\b", re.I)


@cache
def _asking() -> re.Pattern[str]:
    words = table("stance.toml")["texts"]["asking"]
    return re.compile(rf"\b(?:{'|'.join(w.replace('~', chr(92) + 'w*') for w in words)})", re.I)


INDIRECT = re.compile(r"\W*(?:if|whether|what|who|whom|why|how|when|where|which)\b", re.IGNORECASE)


def asks(cue: str, content: str) -> bool:
    """Whether an attribution reports a question: "asked if …"."""
    return bool(_asking().search(cue) and INDIRECT.match(content))
