"""Clauses that the parser hung elsewhere: on whom is told, on a place, on a citation.

"boasted to a friend that …", "told the elders the road was mined", "reported – citing people who
attended – that …": the words behind a cue verb are its content, whatever they hang on.
"""

from __future__ import annotations

from travaux.discourse.cues import is_passive
from travaux.discourse.frames import Content
from travaux.discourse.lexicon import Cue, lexicon
from travaux.discourse.roles import is_class
from travaux.discourse.syntax import Syntax


def misplaced(syntax: Syntax, i: int, lemma: str) -> Content | None:
    """ "boasted to a friend that …": the parser hangs the clause on the friend."""
    cue = lexicon().verb(lemma, "that")
    if cue is None:
        return None
    if is_passive(syntax, i):
        return expletive(syntax, i, cue)
    whom = [n for n in syntax.all_children(i, "dobj", "dative") if _hears(syntax, n)]
    for noun in [*_nouns_beside(syntax, i), *whom]:
        for clause in syntax.all_children(noun, "acl", "relcl", "ccomp"):
            first = syntax.left[clause]
            if syntax.lower[first] == "that" and syntax.tokens[first].dep != "nsubj":
                verbs = [t for t in range(noun + 1, first) if syntax.tokens[t].pos == "VERB"]
                start = syntax.left[noun] if verbs else first
                return Content(cue, start, syntax.right[clause], i, "clause behind whom", 0.75)
            if noun in whom and lemma in _ADDRESSING and _bare(syntax, clause, noun):
                return Content(cue, first, syntax.right[clause], i, "clause behind whom", 0.7)
    return _behind_citation(syntax, i, cue) or _right_behind(syntax, i, cue)


# Verbs that name who is told and then what: "told the elders the road was mined".
_ADDRESSING = {"tell", "inform", "warn", "assure", "remind", "promise", "convince", "persuade"}


def _right_behind(syntax: Syntax, i: int, cue: Cue) -> Content | None:
    """ "keep telling us that …": the clause stands behind whom, wherever the parser hung it."""
    whom = syntax.child(i, "dobj", "dative")
    that = (syntax.right[whom] if whom is not None and whom > i else i) + 1
    if that >= syntax.sentence(i).last or syntax.lower[that] != "that":
        return None
    clause = syntax.heads[that]
    apart = syntax.tokens[that].dep != "mark" or clause <= that
    if apart or syntax.quotation_index(clause) != syntax.quotation_index(i):
        return None
    last = max(t for t in range(clause, syntax.right[clause] + 1) if _same_side(syntax, i, t))
    return Content(cue, that, last, i, "clause right behind", 0.75)


def _same_side(syntax: Syntax, i: int, other: int) -> bool:
    return syntax.quotation_index(i) == syntax.quotation_index(other)


def _bare(syntax: Syntax, clause: int, noun: int) -> bool:
    """A finite clause with a subject of its own right behind the noun, without "that" or "who"."""
    who = syntax.child(clause, "nsubj", "nsubjpass")
    first = syntax.left[clause]
    opens = first == noun + 1 and syntax.tokens[first].tag not in {"WP", "WDT", "WP$", "WRB", "IN"}
    return opens and who is not None and is_finite(syntax, clause)


def _nouns_beside(syntax: Syntax, i: int) -> list[int]:
    """Nouns behind the verb's prepositions: any that the clause behind them can be parted from."""
    found = []
    for prep in syntax.all_children(i, "prep", "dative"):
        for noun in syntax.all_children(prep, "pobj"):
            whole = any(is_whole(syntax, c) for c in syntax.all_children(noun, "acl", "relcl"))
            alone = syntax.child(i, "dobj") is None  # else the words would say nothing
            if syntax.lower[prep] in _WHERE or whole or alone:
                found.append(noun)
    return found


def is_whole(syntax: Syntax, clause: int) -> bool:
    """Whether "that" fills no place of its clause: another word has its part there."""
    that = syntax.left[clause]
    token = syntax.tokens[that]
    head = syntax.heads[that]
    others = [c for c in syntax.all_children(head, token.dep) if c != that]
    if token.dep == "dobj" and syntax.child(head, "nsubjpass") is not None:
        return True
    return token.dep == "mark" or bool(others and token.dep in {"nsubj", "dobj", "nsubjpass"})


def _behind_citation(syntax: Syntax, i: int, cue: Cue) -> Content | None:
    """ "reported – citing people who attended – that …": the clause hangs on the citation."""
    for at in syntax.all_children(i, "advcl", "prep", "acl"):
        clause = syntax.child(at, "ccomp")
        if clause is None or at < i or syntax.tokens[at].tag != "VBG":
            continue
        first = syntax.left[clause]
        apart = syntax.tokens[first - 1].text in {"–", "—", "-", ",", ")"}
        if apart and syntax.lower[first] == "that" and at < first:
            return Content(cue, *syntax.edges(clause), i, "clause behind a citation", 0.75)
    return None


def _hears(syntax: Syntax, i: int) -> bool:
    """Whether a noun can be who is told: no act of saying ("repeats the complaint that …")."""
    if syntax.tokens[i].lemma.lower() in lexicon().nouns:
        return False
    return syntax.tokens[i].pos != "NOUN" or is_class(syntax.lower[i], "person", "office", "body")


_WHERE = {"to", "with", "in", "on", "at"}


def expletive(syntax: Syntax, i: int, cue: Cue) -> Content | None:
    """ "It has been suggested (she was told) by the panel that …": the clause may hang on the
    panel."""
    for by in syntax.all_children(i, "agent"):
        for noun in syntax.all_children(by, "pobj"):
            for clause in syntax.all_children(noun, "acl", "relcl", "ccomp"):
                first = syntax.left[clause]
                if syntax.lower[first] == "that" and syntax.tokens[first].dep == "mark":
                    return Content(cue, *syntax.edges(clause), i, "clause of the passive", 0.75)
    return None


def is_finite(syntax: Syntax, i: int) -> bool:
    """Whether the verb at i, or an auxiliary of it, has a tense."""
    if syntax.tokens[i].tag in {"VBD", "VBZ", "VBP", "MD"}:
        return True
    return any(
        syntax.tokens[c].tag in {"VBD", "VBZ", "VBP", "MD"}
        for c in syntax.all_children(i, "aux", "auxpass", "cop")
    )
