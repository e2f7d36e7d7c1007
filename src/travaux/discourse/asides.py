"""Cues that stand aside from what they report, found by commas where the parse fails:
"The offer, Kaya argued, was an insult"; "The offer was an insult, argued Kaya."

The aside is a comma, a short noun phrase and a verb in either order, perhaps an adverb or an
addressee, and a comma or the end of the sentence. Its content is the rest of the sentence, or of
the quotation it stands in.
"""

from __future__ import annotations

from collections.abc import Iterator

from travaux.discourse.attribution import Attribution
from travaux.discourse.clauses import MADE_BY, trimmed
from travaux.discourse.cues import cue_first, cue_lemma, is_idiom
from travaux.discourse.lexicon import lexicon
from travaux.discourse.syntax import Syntax

_LONGEST = 14  # tokens between the commas
_NOUNS = {"NOUN", "PROPN", "PRON"}
_OBJECTS = {"it", "him", "her", "them", "me", "us", "so", "this", "that", "nothing"}
_FINITE = {"VBD", "VBZ", "VBP"}


def aside_attributions(syntax: Syntax) -> Iterator[Attribution]:
    """One attribution for each aside with a quotative verb."""
    for i, token in enumerate(syntax.tokens):
        if token.tag in _FINITE and _reports(syntax, i):
            found = _aside(syntax, i)
            if found is not None:
                yield found


def _reports(syntax: Syntax, i: int) -> bool:
    lemma = cue_lemma(syntax, i)
    frames = lexicon().verb(lemma, "quote") or lexicon().verb(lemma, "that")
    return frames is not None and not is_idiom(syntax, i)


def _aside(syntax: Syntax, i: int) -> Attribution | None:
    limits = _commas(syntax, i)
    if limits is None:
        return None
    first, last = limits
    who = _speaker(syntax, first, i, last)
    if who is None:
        return None
    sentence = syntax.sentence(i)
    pieces = [(sentence.first, first - 2), (last + 2, sentence.last - 1)]
    spans = [trimmed(syntax, a, b) for a, b in pieces if a <= b]
    content = tuple(s for s in spans if s and any(c.isalnum() for c in syntax.text[slice(*s)]))
    if not content or not _clausal(syntax, pieces):
        return None
    why = (
        ("cue", f"“{syntax.tokens[i].lemma}” set apart by commas"),
        ("content", "the rest of the sentence"),
        ("source", "the noun beside the verb"),
    )
    cue = syntax.chars(max(first, cue_first(syntax, i)), i)
    return Attribution(syntax.chars(*who), cue, content, MADE_BY, 0.75, why)


def _commas(syntax: Syntax, i: int) -> tuple[int, int] | None:
    """The first and last token of the aside around the verb at i, commas outside."""
    sentence, quotation = syntax.sentence(i), syntax.quotation_index(i)
    first = i
    while first > sentence.first and syntax.tokens[first - 1].text != ",":
        first -= 1
        if i - first > _LONGEST or syntax.quotation_index(first) != quotation:
            return None
    last = i
    while last + 1 < sentence.last and syntax.tokens[last + 1].text not in {",", ".", "!", "?"}:
        last += 1
        if last - first > _LONGEST or syntax.quotation_index(last) != quotation:
            return None
    return (first, last) if first > sentence.first else None


def _speaker(syntax: Syntax, first: int, i: int, last: int) -> tuple[int, int] | None:
    """Tokens of the noun phrase that fills the aside beside the verb."""
    group = cue_first(syntax, i)
    before, behind = (first, group - 1), (i + 1, last)
    own = syntax.child(i, "nsubj")
    if own is not None and not first <= own <= last and syntax.tokens[i].dep != "parataxis":
        return None
    if syntax.lower[first] in {"who", "which", "that", "as", "so"}:
        return None
    if before[0] <= before[1]:
        return before if _nominal(syntax, *before) and _light(syntax, *behind) else None
    end = behind[1]
    if end == i + 1 and syntax.lower[end] in _OBJECTS:
        return None
    return behind if behind[0] <= end and _nominal(syntax, *behind) else None


def _nominal(syntax: Syntax, first: int, last: int) -> bool:
    """A noun phrase without a verb, a conjunction or a preposition at its start."""
    tokens = [syntax.tokens[t] for t in range(first, last + 1)]
    opens = tokens[0].pos in _NOUNS | {"DET", "ADJ", "NUM"}
    return (
        opens
        and any(t.pos in _NOUNS for t in tokens)
        and not any(t.pos in {"VERB", "AUX", "SCONJ", "CCONJ"} for t in tokens)
    )


def _light(syntax: Syntax, first: int, last: int) -> bool:
    """Whether what follows the verb in the aside is no content of its own."""
    tokens = [syntax.tokens[t] for t in range(first, last + 1)]
    return len(tokens) <= 8 and not any(t.pos in {"VERB", "AUX", "SCONJ"} for t in tokens)


def _clausal(syntax: Syntax, pieces: list[tuple[int, int]]) -> bool:
    """Whether the rest of the sentence holds a finite verb: else it is a list or a title."""
    return any(syntax.tokens[t].tag in _FINITE | {"MD"} for a, b in pieces for t in range(a, b + 1))
