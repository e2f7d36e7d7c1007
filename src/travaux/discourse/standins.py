"""Contents that are only a word for other words: "Karsovia denied it", "the minister says so".

Alone such a content tells a reader nothing. Where the cue takes a side ("denied", "welcomed") or
the word is "so", it stands for what was reported right before it in the paragraph, else for the
sentence before, and that becomes the content. Everywhere else ("agreed with him", "wants it") the
attribution is no statement. Words in quotation marks are kept however few they are ("No.").
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
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
SIDES = {"deny", "reject", "agree", "support", "refuse", "criticise", "admit", "warn", "demand",
          "propose", "promise", "object", "doubt"}  # fmt: skip
CONFIRMING = {"confirm", "repeat", "echo", "dispute", "welcome", "deny", "reaffirm", "endorse"}
_BACK = 1  # sentences between the word and what it stands for
_FEWEST = 4  # words of a sentence that it may stand for


def filled(syntax: Syntax, found: Sequence[Attribution]) -> list[Attribution | None]:
    """Each of the sorted attributions with words for its content; None where there are none."""
    result: list[Attribution | None] = []
    for number, each in enumerate(found):
        if not is_stand_in(syntax, each):
            result.append(_without_stand_ins(syntax, each))
            continue
        before = [other for other in result if other is not None]
        silent = [o for o, told in zip(found[:number], result, strict=True) if told is None]
        words = _meant(syntax, each, before, silent) if _may_carry(syntax, each) else ()
        why = ("content", "a word for what was said right before it")
        result.append(replace(each, content=words, why=(*each.why, why)) if words else None)
    return result


def _without_stand_ins(syntax: Syntax, each: Attribution) -> Attribution:
    """ "He said it. “Yes.”": the words without the one that stands for them."""
    if len(each.content) == 1:
        return each
    kept = tuple(s for s in each.content if not _only_stands(syntax, s, _CARRYING))
    return replace(each, content=kept) if kept and kept != each.content else each


def is_stand_in(syntax: Syntax, each: Attribution) -> bool:
    """Whether the content is nothing but pronouns, outside quotation marks."""
    return all(_only_stands(syntax, span, _PRONOUNS) for span in each.content)


def _only_stands(syntax: Syntax, span: Span, standing: Collection[str]) -> bool:
    """Whether the words of a span, outside quotation marks, all are some that stand for others."""
    if any(c in syntax.text[slice(*span)] for c in '“”"«»„'):
        return False
    words = [syntax.lower[i] for i in syntax.words(span)]
    letters = {w for w in words if any(c.isalnum() for c in w)} - {"the", "with", "of", "as"}
    return bool(letters) and letters <= set(standing)


def _may_carry(syntax: Syntax, each: Attribution) -> bool:
    words = {syntax.lower[i] for span in each.content for i in syntax.words(span)}
    if each.source is None or each.cue is None or not words & _CARRYING:
        return False
    entry = cue_entry(syntax, each)
    sided = entry is not None and (entry[1].act in SIDES or entry[1].lemma in CONFIRMING)
    return "so" in words or sided


def _meant(
    syntax: Syntax,
    each: Attribution,
    before: Sequence[Attribution],
    silent: Sequence[Attribution],
) -> tuple[Span, ...]:
    """The content reported last before the word in its paragraph, else the sentence before, unless
    that only reports some such word itself (`silent`)."""
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
    words = _sentence_before(syntax, here, paragraph)
    told = any(start <= other.start < end for start, end in words for other in silent)
    return () if told else words


def _sentence_before(syntax: Syntax, here: int, paragraph: int) -> tuple[Span, ...]:
    if here < 1:
        return ()
    sentence = syntax.sentences[here - 1]
    span = syntax.trim(*syntax.chars(sentence.first, sentence.last - 1))
    if span is None or syntax.paragraph_at(span[0]) != paragraph:
        return ()
    letters = [i for i in syntax.words(span) if syntax.tokens[i].text[:1].isalnum()]
    return (span,) if len(letters) >= _FEWEST else ()
