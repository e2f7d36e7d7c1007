"""Words received: "had heard from his lawyers that …", "read in the Post that …", and the passive
"was told by him that …" is left to clauses.py. The one heard or read is the source.
"""

from __future__ import annotations

from collections.abc import Iterator

from travaux.discourse.attribution import Attribution
from travaux.discourse.clauses import MADE_BY, trimmed
from travaux.discourse.cues import cue_first
from travaux.discourse.lexicon import lexicon
from travaux.discourse.noun_phrases import noun_phrase
from travaux.discourse.syntax import Syntax

RECEIVED = "a verb of receiving words"


def hearing_attributions(syntax: Syntax) -> Iterator[Attribution]:
    """One attribution for each verb of receiving with a giver and a clause."""
    for i, token in enumerate(syntax.tokens):
        hears = token.pos == "VERB" and lexicon().verb(token.lemma.lower(), "hear")
        if hears or _has_it(syntax, i):
            found = _heard(syntax, i)
            if found is not None:
                yield found


def _has_it(syntax: Syntax, i: int) -> bool:
    """ "Had it from the Danes that …"."""
    it = i + 1
    return syntax.tokens[i].lemma == "have" and syntax.lower[it : it + 2] == ["it", "from"]


def _heard(syntax: Syntax, i: int) -> Attribution | None:
    for prep in syntax.all_children(i, "prep"):
        noun = syntax.child(prep, "pobj")
        below = None if noun is None else _that_clause(syntax, i, noun)
        if noun is None or below is None or syntax.lower[prep] not in {"from", "in"}:
            continue
        content = trimmed(syntax, *syntax.edges(below))
        if content is not None:
            source = noun_phrase(syntax, noun, (i, prep, syntax.left[below]))
            cue = syntax.chars(cue_first(syntax, i), prep)
            why = (("cue", RECEIVED), ("source", "the one it came from"))
            return Attribution(source, cue, (content,), MADE_BY, 0.75, why)
    return None


def _that_clause(syntax: Syntax, i: int, noun: int) -> int | None:
    """The clause behind the giver, which the parser may hang on the verb or on the noun."""
    below = syntax.all_children(i, "ccomp") + syntax.all_children(noun, "acl", "ccomp", "relcl")
    return next((c for c in below if c > noun and syntax.lower[syntax.left[c]] == "that"), None)
