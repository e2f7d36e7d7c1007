"""Who a quotation is by, from the verb or the colon beside it.

A quotative verb right behind ("…, he said") or right before ("He said: …") takes it; else a colon
behind a clause or a noun phrase does.
"""

from __future__ import annotations

from travaux.core.annotation import Quotation
from travaux.discourse.attribution import Attribution, Span
from travaux.discourse.clauses import MADE_BY
from travaux.discourse.cues import VERBAL, cue_first, cue_last, cue_lemma
from travaux.discourse.lexicon import lexicon
from travaux.discourse.noun_phrases import noun_phrase
from travaux.discourse.sources import NOMINAL, subject
from travaux.discourse.syntax import Syntax

_REACH = 18  # tokens between a quotation and its verb; polnear/train: 11 at most in 277
_WHOM = "the one quoted"


def linked(syntax: Syntax, quotation: Quotation) -> Attribution | None:
    """The attribution of a quotation by the verb or the colon next to it, or None."""
    if not syntax.tokens:
        return None
    return (
        _verb_behind(syntax, quotation)
        or _verb_before(syntax, quotation)
        or _colon_before(syntax, quotation)
    )


def _verb_behind(syntax: Syntax, quotation: Quotation) -> Attribution | None:
    at = syntax.token_from(quotation.end)
    if at >= len(syntax.tokens) or not _same_paragraph(syntax, quotation.end - 1, at):
        return None
    inside = syntax.text[quotation.start : quotation.end].rstrip("”\"'’»")[-1:]
    behind = syntax.text[quotation.end : quotation.end + 2].strip()[:1]
    if inside not in ",?!—–-" and behind not in {",", "—", "–", "-"}:
        return None
    outer = syntax.quotation_index(at)
    for i in range(at, min(at + _REACH, len(syntax.tokens))):
        if syntax.quotation_index(i) != outer or syntax.tokens[i].text in {".", ";", ":"}:
            return None
        if _may_quote(syntax, i, after=True):
            return _by_verb(syntax, i, quotation, "verb behind the quotation")
    return None


def _verb_before(syntax: Syntax, quotation: Quotation) -> Attribution | None:
    at = syntax.token_from(quotation.start) - 1
    if at < 0 or not _same_paragraph(syntax, quotation.start, at):
        return _block(syntax, quotation, at)
    return _quoting_verb(syntax, quotation, at)


def _quoting_verb(syntax: Syntax, quotation: Quotation, at: int) -> Attribution | None:
    outer = syntax.quotation_index(at)
    for i in range(at, max(at - _REACH, -1), -1):
        if syntax.quotation_index(i) != outer or (syntax.tokens[i].text in ".;!?" and i < at):
            return None
        if _may_quote(syntax, i, after=False):
            return _by_verb(syntax, i, quotation, "verb before the quotation")
    return None


def _block(syntax: Syntax, quotation: Quotation, at: int) -> Attribution | None:
    """A quotation that is its own paragraph, introduced by a colon at the end of the one before."""
    if at < 0 or syntax.tokens[at].text != ":":
        return None
    near = syntax.paragraph_at(quotation.start) - syntax.paragraph_at(syntax.tokens[at].start)
    return (
        _quoting_verb(syntax, quotation, at) or _colon(syntax, quotation, at) if near == 1 else None
    )


def _same_paragraph(syntax: Syntax, offset: int, token: int) -> bool:
    return syntax.paragraph_at(offset) == syntax.paragraph_at(syntax.tokens[token].start)


def _may_quote(syntax: Syntax, i: int, after: bool) -> bool:
    """Whether the token can be the verb of a quotation: listed, or (behind it) any past verb."""
    token = syntax.tokens[i]
    if token.pos not in VERBAL or token.tag not in {"VBD", "VBZ", "VBP", "VBG", "VBN"}:
        return False
    if lexicon().verb(cue_lemma(syntax, i), "quote"):
        return True
    return (
        after
        and token.tag in {"VBD", "VBZ"}
        and syntax.child(i, "nsubj") is not None
        and (token.pos == "VERB" and syntax.child(i, "dobj") is None)
    )


def _by_verb(syntax: Syntax, i: int, quotation: Quotation, reason: str) -> Attribution | None:
    who = _quoted_one(syntax, i) or subject(syntax, i) or _next_noun(syntax, i)
    first, last = cue_first(syntax, i), cue_last(syntax, i)
    source = noun_phrase(syntax, who[0], (first, i)) if who else None
    if source is not None and stands_in(quotation, [source]):
        source = None
    why = (("cue", f"“{syntax.tokens[i].lemma}”"), ("content", reason),
           ("source", who[1] if who and source else "nobody is named"))  # fmt: skip
    cue = syntax.chars(first, last)
    colon = syntax.token_from(quotation.start) - 1
    if who is not None and who[1] == _WHOM and syntax.tokens[colon].text == ":":
        cue = syntax.chars(colon, colon)
    if stands_in(quotation, [cue]):
        return None
    return Attribution(source, cue, quotation.segments, MADE_BY, 0.85 if source else 0.5, why)


def _quoted_one(syntax: Syntax, i: int) -> tuple[int, str] | None:
    """ "…,” Brask was quoted: the one quoted speaks."""
    noun = syntax.child(i, "nsubjpass", "dobj")
    if noun is None or syntax.tokens[i].lemma not in {"quote", "cite", "hear", "overhear"}:
        return None
    return noun, _WHOM


def _next_noun(syntax: Syntax, i: int) -> tuple[int, str] | None:
    """The noun right behind the verb, where the parser gave it no subject."""
    for at in range(i + 1, min(i + 6, syntax.sentence(i).last)):
        if syntax.tokens[at].pos in {"NOUN", "PROPN", "PRON"} and syntax.left[at] == i + 1:
            return at, "noun behind the verb"
    return None


def _colon_before(syntax: Syntax, quotation: Quotation) -> Attribution | None:
    at = syntax.token_from(quotation.start) - 1
    if at < 0 or syntax.tokens[at].text != ":" or not _same_paragraph(syntax, quotation.start, at):
        return None
    return _colon(syntax, quotation, at)


def _colon(syntax: Syntax, quotation: Quotation, at: int) -> Attribution | None:
    """ "X: “…”": the clause or the noun phrase in front of the colon speaks."""
    sentence = syntax.sentence(at)
    nouns = [i for i in range(sentence.first, at) if syntax.tokens[i].dep in {"nsubj", "ROOT"}]
    nouns = [i for i in nouns if syntax.tokens[i].pos in NOMINAL - {"DET", "ADJ", "NUM"}]
    if not nouns:
        return None
    source = noun_phrase(syntax, nouns[0], (at,))
    why = (("cue", "a colon"), ("content", "the quotation behind it"), ("source", "noun before it"))
    cue = syntax.chars(at, at)
    return Attribution(source, cue, quotation.segments, MADE_BY, 0.6, why)


def stands_in(quotation: Quotation, spans: list[Span]) -> bool:
    """Whether one of the spans stands inside the quotation."""
    return any(a < end and start < b for start, end in spans for a, b in quotation.segments)
