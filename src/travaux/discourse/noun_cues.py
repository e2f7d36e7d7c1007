"""Attributions whose cue is a noun: "his demand that …", "Kyiv's call for …", "the view that …"."""

from __future__ import annotations

from collections.abc import Iterator

from travaux.discourse.astray import is_whole
from travaux.discourse.attribution import Attribution, Span
from travaux.discourse.clauses import MADE_BY, speaks, trimmed
from travaux.discourse.cues import VERBAL, is_relative
from travaux.discourse.lexicon import lexicon
from travaux.discourse.noun_phrases import noun_phrase
from travaux.discourse.syntax import Syntax

_LIGHT = {
    "make", "issue", "give", "express", "voice", "repeat", "reiterate", "raise", "have", "state",
    "renew",
}  # fmt: skip


def without_possessive(syntax: Syntax, span: Span) -> Span:
    words = syntax.text[span[0] : span[1]]
    return (span[0], span[1] - 2) if words[-2:] in {"'s", "’s"} else span


def noun_attributions(syntax: Syntax) -> Iterator[Attribution]:
    """ "his demand that …", "Kyiv's call for …", "the view that …"."""
    for i, token in enumerate(syntax.tokens):
        opens = token.pos == "PROPN" and i == syntax.sentence(i).first  # "Word came that …"
        if (token.pos == "NOUN" or opens) and token.lemma.lower() in lexicon().nouns:
            found = _from_noun(syntax, i)
            if found is not None:
                yield found


def _from_noun(syntax: Syntax, i: int) -> Attribution | None:
    below = _noun_content(syntax, i)
    owner = _owner(syntax, i)
    if below is None or (owner is None and below[2] != "that"):
        return None
    if lexicon().noun(syntax.tokens[i].lemma.lower(), "is") and not _of_somebody(syntax, owner):
        return None
    first, last, frame = below
    spans = tuple(s for s in [trimmed(syntax, first, last)] if s)
    if not spans or (owner is not None and first <= owner <= last):
        return None
    cue_last = first - 1 if frame not in {"that", "to"} else i
    source = None
    if owner is not None:
        source = without_possessive(syntax, noun_phrase(syntax, owner, (i, first)))
    why = (("cue", f"noun “{syntax.lower[i]}”"), ("content", f"what follows “{frame}”"))
    return Attribution(source, syntax.chars(i, cue_last), spans, MADE_BY, 0.65, why)


def _noun_content(syntax: Syntax, i: int) -> tuple[int, int, str] | None:
    """First and last token of the noun's content, and its frame."""
    be = syntax.heads[i]
    if syntax.tokens[i].dep in {"nsubj", "attr"} and syntax.tokens[be].lemma == "be":
        below = syntax.child(be, "ccomp")
        if below is not None and below > i and syntax.lower[syntax.left[below]] == "that":
            return (*syntax.edges(below), "that")
    clause = syntax.child(i, "acl", "ccomp", "relcl", "appos")
    if clause is not None and clause > i and syntax.tokens[clause].pos in VERBAL:
        opener = syntax.lower[syntax.left[clause]]
        lemma = syntax.tokens[i].lemma.lower()
        if (
            opener in {"that", "to"}
            and lexicon().noun(lemma, opener)
            and _complement(syntax, clause)
        ):
            return (*syntax.edges(clause), opener)
    behind = _behind_giver(syntax, i)
    if behind is not None and lexicon().noun(syntax.tokens[i].lemma.lower(), "that"):
        return (*syntax.edges(behind), "that")
    for prep in syntax.all_children(i, "prep"):
        below = syntax.child(prep, "pobj", "pcomp")
        if (
            prep > i
            and below
            and lexicon().noun(syntax.tokens[i].lemma.lower(), syntax.lower[prep])
        ):
            return (*syntax.edges(below), syntax.lower[prep])
    return None


def _behind_giver(syntax: Syntax, i: int) -> int | None:
    """ "An assurance from the king that …": the clause that the parser hung on the king."""
    verb = syntax.heads[i]
    for prep in (*syntax.all_children(i, "prep"), *syntax.all_children(verb, "prep")):
        noun = syntax.child(prep, "pobj") if prep > i and syntax.lower[prep] == "from" else None
        for clause in syntax.all_children(noun, "acl", "relcl") if noun is not None else ():
            if syntax.lower[syntax.left[clause]] == "that" and is_whole(syntax, clause):
                return clause
    return None


def _of_somebody(syntax: Syntax, owner: int | None) -> bool:
    """ "The owners' line is that …", but "the answer is that …" is nobody's."""
    return owner is not None and speaks(syntax, owner)


def _complement(syntax: Syntax, clause: int) -> bool:
    """A "that" that is no subject or object of its clause (else it is a relative clause)."""
    opener = syntax.left[clause]
    if syntax.tokens[opener].tag == "IN" and syntax.child(clause, "nsubj") not in {None, opener}:
        return True  # "a message that they would return", whatever the parser made of "that"
    if is_whole(syntax, clause):
        return True
    return not (is_relative(syntax, opener) and syntax.tokens[opener].dep in {"nsubj", "dobj"})


def _owning(syntax: Syntax, i: int, noun: int) -> set[str]:
    """Prepositions that lead from the noun at i to who said it ("a report in the Herald")."""
    words = {"by", "from"}
    if speaks(syntax, noun):
        words.add("of")
    if syntax.tokens[i].lemma in {"report", "article", "story", "editorial", "interview", "column"}:
        words.add("in")
    return words


def _arrives(syntax: Syntax, i: int) -> bool:
    """ "Word came from a shepherd that …": the noun is the subject of a verb of arriving."""
    verb = syntax.tokens[syntax.heads[i]]
    return syntax.tokens[i].dep == "nsubj" and verb.lemma in {"come", "arrive", "emerge", "reach"}


def _parted(syntax: Syntax, i: int, noun: int) -> set[str]:
    """As `_owning`, where the parser hung the preposition on the verb above."""
    return _owning(syntax, i, noun) - {"by", "of"}


def _owner(syntax: Syntax, i: int) -> int | None:
    """Whose demand it is: the possessor, "by X", "of X" in front of a clause, or the subject of
    "make a demand"."""
    owner = syntax.child(i, "poss")
    if owner is not None:
        return owner
    for prep in syntax.all_children(i, "prep"):
        noun = syntax.child(prep, "pobj")
        if noun is not None and syntax.lower[prep] in _owning(syntax, i, noun):
            return noun
    verb = syntax.heads[i]
    parted = syntax.tokens[i].dep == "dobj" or _arrives(syntax, i)
    for prep in syntax.all_children(verb, "prep") if parted else []:
        noun = syntax.child(prep, "pobj")
        if noun is not None and prep == i + 1 and syntax.lower[prep] in _parted(syntax, i, noun):
            return noun
        if noun is not None and _arrives(syntax, i) and syntax.lower[prep] == "from":
            return noun
    light = syntax.tokens[verb].lemma in _LIGHT
    if light and syntax.tokens[i].dep == "dobj":
        return syntax.child(verb, "nsubj")
    return None
