"""Contents that are only a word for other words: "Karsovia denied it", "the minister says so".

Alone such a content tells a reader nothing. Where the cue takes a side ("denied", "welcomed") or
the word is "so", it stands for what was reported right before it in the paragraph, else for the
sentence before, and that becomes the content. Everywhere else ("agreed with him", "wants it") the
attribution is no statement. Words in quotation marks are kept however few they are ("No.").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from travaux.discourse.attribution import Attribution, Span
from travaux.discourse.judging import cue_entry
from travaux.discourse.syntax import Syntax

_PRONOUNS = frozenset(
    """it this that these those them him her us me you so such both each other which what who
    itself himself herself themselves one another anything something nothing everything too either
    also much same the well""".split()  # noqa: SIM905
)
_CARRYING = {"it", "this", "that", "so", "same", "which"}  # those that can stand for a clause
_SIDES = {"deny", "reject", "agree", "support", "refuse", "criticise", "admit", "warn", "demand",
          "propose", "promise", "object", "doubt"}  # fmt: skip
_CONFIRMING = {"confirm", "repeat", "echo", "dispute", "welcome", "deny", "reaffirm", "endorse"}
_BACK = 2  # sentences between the word and what it stands for
_FEWEST = 4  # words of a sentence that it may stand for


def filled(syntax: Syntax, found: Sequence[Attribution]) -> list[Attribution | None]:
    """Each of the sorted attributions with words for its content; None where there are none."""
    result: list[Attribution | None] = []
    for number, each in enumerate(found):
        if not is_stand_in(syntax, each):
            result.append(each)
            continue
        before = [other for other in result[:number] if other is not None]
        words = _meant(syntax, each, before) if _may_carry(syntax, each) else ()
        why = ("content", "a word for what was said right before it")
        result.append(replace(each, content=words, why=(*each.why, why)) if words else None)
    return result


def is_stand_in(syntax: Syntax, each: Attribution) -> bool:
    """Whether the content is nothing but pronouns, outside quotation marks."""
    if any(c in syntax.text[slice(*span)] for span in each.content for c in '“”"«»„'):
        return False
    words = [syntax.lower[i] for span in each.content for i in syntax.words(span)]
    letters = {w for w in words if any(c.isalnum() for c in w)} - {"the", "with", "of", "as"}
    return bool(letters) and letters <= _PRONOUNS


def _may_carry(syntax: Syntax, each: Attribution) -> bool:
    words = {syntax.lower[i] for span in each.content for i in syntax.words(span)}
    if each.source is None or each.cue is None or not words & _CARRYING:
        return False
    entry = cue_entry(syntax, each)
    sided = entry is not None and (entry[1].act in _SIDES or entry[1].lemma in _CONFIRMING)
    return "so" in words or sided


def _meant(syntax: Syntax, each: Attribution, before: Sequence[Attribution]) -> tuple[Span, ...]:
    """The content reported last before the word in its paragraph, else the sentence before."""
    start = each.start
    here, paragraph = syntax.sentence_of[syntax.token_from(start)], syntax.paragraph_at(start)
    near = [
        other
        for other in before
        if other.content[-1][1] <= start
        and here - syntax.sentence_of[max(0, syntax.token_from(other.content[-1][1]) - 1)] <= _BACK
        and syntax.paragraph_at(other.content[0][0]) == paragraph
    ]
    if near:
        return max(near, key=lambda a: (a.content[-1][1], -a.content[0][0])).content
    return _sentence_before(syntax, here, paragraph)


def _sentence_before(syntax: Syntax, here: int, paragraph: int) -> tuple[Span, ...]:
    if here < 1:
        return ()
    sentence = syntax.sentences[here - 1]
    span = syntax.trim(*syntax.chars(sentence.first, sentence.last - 1))
    if span is None or syntax.paragraph_at(span[0]) != paragraph:
        return ()
    return (span,) if len(syntax.words(span)) >= _FEWEST else ()
