"""Others let speak: "the recording has the mayor telling …", "she quotes a guard: “…”".

A text that shows somebody saying something attributes it, and so does whoever quotes a person in
front of a colon; the words of the one shown or quoted are a second attribution inside the first.
"""

from __future__ import annotations

from collections.abc import Iterator

from travaux.discourse.attribution import Attribution
from travaux.discourse.clauses import MADE_BY, trimmed
from travaux.discourse.cues import cue_first, cue_lemma
from travaux.discourse.lexicon import lexicon
from travaux.discourse.nesting import RELAY
from travaux.discourse.noun_phrases import noun_phrase
from travaux.discourse.sources import quoter
from travaux.discourse.standing import Standing, standing
from travaux.discourse.syntax import Syntax

_SHOWING = {"have", "show", "capture", "depict", "record", "catch", "feature"}
_QUOTING = {"quote", "cite"}


def showing_attributions(syntax: Syntax) -> Iterator[Attribution]:
    """The attributions of texts that show somebody speaking, and of persons quoted by a colon."""
    for i, token in enumerate(syntax.tokens):
        found = None
        if token.tag == "VBG":
            found = _shown(syntax, i)
        elif quoter(syntax, i) is not None:
            found = _quoted_by(syntax, i)
        elif token.lemma in _QUOTING:
            found = _quoted(syntax, i)
        if found is not None:
            yield found


def _shown(syntax: Syntax, i: int) -> Attribution | None:
    """ "A recording has the leader telling donors that …", whose participle stands at i."""
    lemma = cue_lemma(syntax, i)
    if lexicon().verb(lemma, "quote") is None and lexicon().verb(lemma, "that") is None:
        return None
    nouns = [n for n in (*syntax.all_children(i, "nsubj"), syntax.heads[i]) if n < i]
    who = next((n for n in nouns if syntax.right[n] >= i - 1 and syntax.left[n] > 0), None)
    verb = syntax.left[who] - 1 if who is not None else -1
    if who is None or verb < 0 or syntax.tokens[verb].lemma not in _SHOWING:
        return None
    tops = [*syntax.all_children(verb, "nsubj"), *syntax.all_children(i, "nsubj")]
    text = next((n for n in tops if n < verb), None)
    content = trimmed(syntax, syntax.left[who], syntax.right[i])
    if text is None or content is None or standing(syntax, text) is not Standing.TEXT:
        return None
    source = noun_phrase(syntax, text, (verb, i))
    why = (("cue", "a text that shows somebody speaking"), ("source", "the text"))
    return Attribution(source, syntax.chars(verb, verb), (content,), MADE_BY, 0.7, why)


def _quoted_by(syntax: Syntax, i: int) -> Attribution | None:
    """Who quotes in "the minister was quoted by the agency as saying that …"."""
    noun = quoter(syntax, i)
    saying = next((p for p in _as_below(syntax, i) if syntax.child(p, "pcomp") is not None), None)
    if noun is None or saying is None:
        return None
    whom = syntax.child(i, "nsubjpass")
    edges = [(saying, syntax.right[saying])]
    edges += [syntax.edges(whom)] if whom is not None and whom < i else []
    content = tuple(sorted(s for s in (trimmed(syntax, *edge) for edge in edges) if s))
    source = noun_phrase(syntax, noun, (i, saying))
    cue = syntax.chars(cue_first(syntax, i), i)
    why = (("cue", "a passive of quoting"), ("source", "who quotes"))
    return Attribution(source, cue, content, MADE_BY, 0.75, why) if content else None


def _as_below(syntax: Syntax, i: int) -> list[int]:
    """Each "as" below the verb at i."""
    return [p for p in syntax.all_children(i, "prep") if syntax.lower[p] == "as"]


def _as_saying(syntax: Syntax, i: int) -> int | None:
    """ "as saying" with nothing behind it, below the verb at i."""
    for prep in _as_below(syntax, i):
        verb = syntax.child(prep, "pcomp")
        if verb is not None and syntax.child(verb, "ccomp", "dobj") is None:
            return verb
    return None


def _quoted_before(syntax: Syntax, i: int, noun: int, saying: int) -> Attribution | None:
    """ "“…,” the agency quoted her as saying": the words stand before the verb that quotes them."""
    ends = [q for q in syntax.quotations if q.end <= syntax.tokens[i].start]
    first = syntax.tokens[syntax.sentence(i).first].start
    if not ends or not first < ends[-1].end or not noun < saying:
        return None
    why = (("cue", RELAY), ("source", "the one quoted"))
    source, cue = noun_phrase(syntax, noun, (i, saying - 1)), syntax.chars(saying, saying)
    return Attribution(source, cue, ends[-1].segments, MADE_BY, 0.75, why)


def _quoted(syntax: Syntax, i: int) -> Attribution | None:
    """The guard's words in "she quotes a guard: “…”", whose verb stands at i."""
    noun = syntax.child(i, "dobj")
    saying = _as_saying(syntax, i)
    if noun is not None and saying is not None:
        return _quoted_before(syntax, i, noun, saying)
    colon = syntax.right[noun] + 1 if noun is not None else len(syntax.tokens)
    if noun is None or colon + 1 >= len(syntax.tokens) or syntax.tokens[colon].text != ":":
        return None
    quotation = syntax.quotation_at(colon + 1)
    if quotation is None or quotation.start != syntax.tokens[colon + 1].start:
        return None
    why = (("cue", "a colon behind who is quoted"), ("source", "the one quoted"))
    source = noun_phrase(syntax, noun, (i, colon))
    cue = syntax.chars(colon, colon)
    return Attribution(source, cue, quotation.segments, MADE_BY, 0.75, why)
