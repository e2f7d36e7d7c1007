"""Whether an attribution tells a reader anything: what is too bare is no statement.

A stance, figures or words in quotation marks are worth showing however short ("rejected the plan",
"says 600,000", "No."). Other contents of one or two words are not ("knows no rent", "told that
newspaper", "the plan for Kyiv"), nor is what nobody says ("was presented: the plan"), what only
tells how somebody spoke ("asked not to be named"), and what is said by something that cannot speak
("24 per cent say", "Article 12 demands").
"""

from __future__ import annotations

from travaux.core.statements import Speaker
from travaux.discourse.attribution import Attribution, Span
from travaux.discourse.cues import VERBAL
from travaux.discourse.judging import cue_entry
from travaux.discourse.noun_phrases import root_of
from travaux.discourse.pronouns import NEUTER, PLURAL
from travaux.discourse.standing import Standing, standing
from travaux.discourse.standins import CONFIRMING, SIDES
from travaux.discourse.syntax import Syntax

FEW = 2  # words: a content that has no more must have something else to say
_TAKING = {"want", "expect", "prefer", "insist", "require", "need"}  # and the acts of SIDES
_UNNAMED = {"named", "identified", "quoted", "anonymity"}
_FINITE = {"VBD", "VBZ", "VBP", "MD"}
_WHO = {"who", "what", "which", "whoever"}
_MARKS = frozenset('“”"«»„')
_STOP = {"a", "an", "the", "that", "to"}


def says_something(syntax: Syntax, each: Attribution, speaker: Speaker | None) -> bool:
    """Whether an attribution, with the words its content stands for, is worth a statement."""
    if speaker is None and (is_mute(syntax, each) or _asks_who(syntax, each)):
        return False
    if _on_condition(syntax, each):
        return False
    words = [i for span in each.content for i in syntax.words(span) if syntax.is_word(i)]
    return len(words) > FEW or _weighs(syntax, each, words)


def is_mute(syntax: Syntax, each: Attribution) -> bool:
    """Whether the source is something that cannot speak: a figure, a label, a thing."""
    root = root_of(syntax, each.source) if each.source else None
    return root is not None and standing(syntax, root) is Standing.MUTE


def _asks_who(syntax: Syntax, each: Attribution) -> bool:
    """ "Who wants what": a question word that goes back to nobody."""
    return each.source is not None and syntax.text[slice(*each.source)].lower() in _WHO


def speaks_for(syntax: Syntax, each: Attribution) -> bool:
    """Whether the source is only "they" or "it": inside the words of something mute, nobody."""
    word = syntax.text[slice(*each.source)].lower() if each.source else ""
    return word in PLURAL or word in NEUTER


def _on_condition(syntax: Syntax, each: Attribution) -> bool:
    """ "Asked not to be named", "spoke on condition of anonymity": how it was said, not what."""
    low, high = each.content[0][0], each.content[-1][1]
    words = {syntax.lower[i] for i in syntax.words((low, high))}
    if not words & _UNNAMED:
        return False
    return {"not", "be"} <= words and syntax.text[low:high].startswith("not to be")


def _weighs(syntax: Syntax, each: Attribution, words: list[int]) -> bool:
    """Whether a content of one or two words says enough."""
    if each.source is None and each.cue is not None:
        return False
    if any(c in _MARKS for span in _with_rims(syntax, each) for c in syntax.text[slice(*span)]):
        return True
    if any(c.isdigit() for i in words for c in syntax.tokens[i].text):
        return True
    full = [i for i in words if syntax.lower[i] not in _STOP]
    return bool(full) and (_is_clause(syntax, words) or _takes_a_side(syntax, each))


def _with_rims(syntax: Syntax, each: Attribution) -> list[Span]:
    return [(max(0, a - 1), min(len(syntax.text), b + 1)) for a, b in each.content]


def _is_clause(syntax: Syntax, words: list[int]) -> bool:
    """ "Who decides", "there would": a finite verb and another word."""
    return len(words) > 1 and any(syntax.tokens[i].tag in _FINITE for i in words)


def _takes_a_side(syntax: Syntax, each: Attribution) -> bool:
    entry = cue_entry(syntax, each)
    if entry is None:
        return False
    at, cue = entry
    if syntax.tokens[at].pos not in VERBAL:
        return cue.act in SIDES
    return cue.act in SIDES or cue.lemma in CONFIRMING or cue.lemma in _TAKING
