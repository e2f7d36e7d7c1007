"""A cue parted from its clause: "The paper reported on Monday, quoting a diplomat, that …".

The parser loses such clauses. The rule: a finite verb of saying with a subject, then adverbials
or asides without a clause of their own, then "that" behind a comma or a date; the content runs
from "that" to the end of the sentence.
"""

from __future__ import annotations

from collections.abc import Iterator

from travaux.discourse.attribution import Attribution
from travaux.discourse.clauses import MADE_BY, trimmed
from travaux.discourse.cues import cue_first, cue_last, cue_lemma, is_idiom
from travaux.discourse.lexicon import lexicon
from travaux.discourse.noun_phrases import noun_phrase
from travaux.discourse.sources import subject
from travaux.discourse.syntax import Syntax

_REACH = 25  # tokens between the verb and its "that"


def interrupted_attributions(syntax: Syntax) -> Iterator[Attribution]:
    """One attribution for each verb of saying whose clause stands behind an aside."""
    for i, token in enumerate(syntax.tokens):
        if token.tag not in {"VBD", "VBZ", "VBP", "VBN"} or is_idiom(syntax, i):
            continue
        if lexicon().verb(cue_lemma(syntax, i), "that") and not _has_clause(syntax, i):
            found = _parted(syntax, i)
            if found is not None:
                yield found


def _has_clause(syntax: Syntax, i: int) -> bool:
    below = syntax.all_children(i, "ccomp", "xcomp", "dobj")
    return any(c > i and syntax.lower[c] != "that" for c in below)


def _parted(syntax: Syntax, i: int) -> Attribution | None:
    that = _that(syntax, i)
    who = subject(syntax, i) if that is not None else None
    if that is None or who is None or who[0] > i:
        return None
    content = trimmed(syntax, that, syntax.sentence(i).last - 1)
    if content is None:
        return None
    cue = (cue_first(syntax, i), cue_last(syntax, i))
    why = (
        ("cue", f"“{syntax.tokens[i].lemma}” parted from its clause"),
        ("content", "from “that” to the end of the sentence"),
        ("source", who[1]),
    )
    source = noun_phrase(syntax, who[0], cue)
    return Attribution(source, syntax.chars(*cue), (content,), MADE_BY, 0.75, why)


def _that(syntax: Syntax, i: int) -> int | None:
    """The "that" that opens the clause: behind an aside in commas, or behind a date."""
    sentence, commas = syntax.sentence(i), 0
    for at in range(i + 1, min(sentence.last, i + _REACH)):
        token = syntax.tokens[at]
        finite = token.tag in {"VBD", "VBZ", "VBP", "MD"} and commas != 1
        if finite or token.text in {";", ":", "“", '"'}:
            return None
        commas += token.text == ","
        before = syntax.tokens[at - 1]
        if syntax.lower[at] == "that" and (before.text == "," or before.entity == "DATE"):
            return at if commas != 1 else None
    return None
