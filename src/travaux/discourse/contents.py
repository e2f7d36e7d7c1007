"""What a cue verb reports: the clause, infinitive or phrase that its frames allow.

Each finder returns `Content`: first and last token (inclusive), the last token that still belongs
to the cue ("called for"), and the reason. Quotation marks are looked at afterwards (quoting.py).
"""

from __future__ import annotations

from travaux.core.statements import Mode
from travaux.discourse.astray import expletive, is_finite, misplaced
from travaux.discourse.cues import is_passive, is_relative
from travaux.discourse.frames import Content
from travaux.discourse.lexicon import Cue, lexicon
from travaux.discourse.objects import (
    gerund,
    infinitive,
    noun_object,
    ordered,
    predicate,
    prepositional,
)
from travaux.discourse.sources import outer_cue
from travaux.discourse.syntax import Syntax


def content_of(syntax: Syntax, i: int, lemma: str) -> Content | None:
    """The content of the verb at i, by the first frame of the lexicon that fits, or None."""
    if not lexicon().verbs.get(lemma):
        return _unlisted(syntax, i, lemma)
    finders = (
        _hearsay,
        _passive,
        _so,
        ordered,
        infinitive,
        gerund,
        _clause,
        predicate,
        noun_object,
        prepositional,
    )
    for finder in finders:
        found = finder(syntax, i, lemma)
        if found is not None:
            return found
    return None


def _unlisted(syntax: Syntax, i: int, lemma: str) -> Content | None:
    """A verb that the lexicon lacks, with a "that" clause behind it: most of those report."""
    below = _clause_below(syntax, i)
    if below is None or below < i or is_passive(syntax, i) or lemma in _CAUSING:
        return None
    first = syntax.left[below]
    if syntax.lower[first] != "that" or syntax.tokens[first].dep != "mark":
        return None
    cue = Cue(lemma, "say", Mode.SPEECH, "weak", frozenset({"that", "animate"}))
    return Content(cue, first, _clauses_end(syntax, i, below), i, "that-clause of a verb", 0.6)


_CAUSING = {
    "ensure", "mean", "make", "cause", "happen", "follow", "suffice", "be", "become", "seem",
    "appear", "turn", "help", "prevent", "require", "have", "get", "do", "give", "take", "bring",
    "put", "let", "keep", "leave", "set", "entail", "guarantee", "arrange", "matter", "check",
}  # fmt: skip


def _hearsay(syntax: Syntax, i: int, lemma: str) -> Content | None:
    """ "Kyiv is said to have agreed": the content is Kyiv … to have agreed; nobody says it."""
    if not is_passive(syntax, i) or lemma not in lexicon().phrases["hearsay"]:
        return None
    noun, below = syntax.child(i, "nsubjpass", "nsubj"), syntax.child(i, "xcomp")
    if noun is None or below is None or syntax.lower[syntax.left[below]] != "to":
        return None
    cue = lexicon().verbs[lemma][0]
    who = (syntax.left[noun], syntax.right[noun])
    first, last = syntax.edges(below)
    return Content(cue, first, last, i, "hearsay passive with an infinitive", 0.75, (who,))


def _passive(syntax: Syntax, i: int, lemma: str) -> Content | None:
    """ "The plan was rejected by Kyiv": the passive's subject is the content."""
    cue = lexicon().verb(lemma, "object")
    noun = syntax.child(i, "nsubjpass")
    if cue is None or noun is None or syntax.child(i, "agent") is None:
        return None
    if syntax.child(i, "ccomp") is not None or is_relative(syntax, noun):
        return None
    if syntax.lower[noun] == "it":
        return expletive(syntax, i, cue)
    kept = syntax.child(i, "dobj")
    if kept is not None:
        return Content(cue, *syntax.edges(kept), i, "object kept in the passive", 0.6)
    return Content(cue, *syntax.edges(noun), i, "subject of the passive", 0.6)


def _so(syntax: Syntax, i: int, lemma: str) -> Content | None:
    """ "The president thinks so too.": "so" stands for what was said before."""
    so = i + 1
    if so >= syntax.sentence(i).last or syntax.lower[so] != "so" or syntax.heads[so] != i:
        return None
    cue = lexicon().verb(lemma, "that")
    plain = syntax.child(i, "ccomp", "xcomp") is None
    return Content(cue, so, so, i, "“so”", 0.7) if cue and plain else None


def _clause(syntax: Syntax, i: int, lemma: str) -> Content | None:
    """ "said that …", "asked whether …", "…, he said": a finite clause below the verb."""
    below = _clause_below(syntax, i)
    if below is None:
        others = (_cleft, _parenthetical, misplaced)
        return next((c for c in (find(syntax, i, lemma) for find in others) if c), None)
    first, last = syntax.left[below], _clauses_end(syntax, i, below)
    if syntax.child(below, "aux") is not None and syntax.lower[first] == "to":
        return None
    frame = "wh" if _opens_question(syntax, first, below) else "that"
    cue = lexicon().verb(lemma, frame) or lexicon().verb(lemma, "that")
    cue = cue or (lexicon().verb(lemma, "quote") if is_finite(syntax, below) else None)
    if cue is None or (not is_finite(syntax, below) and last < i):
        return None
    if cue.frames.isdisjoint({"that", "wh"}) and first > i and not syntax.quotation_at(first):
        return None
    return Content(cue, first, last, i, f"clause below the verb ({frame})", 0.9)


def _clause_below(syntax: Syntax, i: int) -> int | None:
    """The clause behind the verb, else one in front of it that a comma or mark sets apart."""
    clauses = syntax.all_children(i, "ccomp")
    behind = next((c for c in clauses if c > i), None)
    before = next((c for c in clauses if c < i), None)
    if before is None or not _set_apart(syntax, before, i):
        return behind
    return before if behind is None or syntax.quotation_at(behind) else behind


def _set_apart(syntax: Syntax, clause: int, i: int) -> bool:
    """Whether "…, the envoy said" follows: a comma or mark and then no "that"."""
    at = syntax.right[clause] + 1
    while at < i and syntax.tokens[at].pos == "PUNCT":
        if syntax.tokens[at].text in {";", ":"}:
            return False
        at += 1
    if syntax.quotation_index(i) not in {-1, syntax.quotation_index(clause)}:
        return False
    comma = syntax.tokens[at - 1].pos == "PUNCT" or syntax.quotation_at(clause) is not None
    return comma and syntax.child(i, "mark") is None


def _clauses_end(syntax: Syntax, i: int, below: int) -> int:
    """The last token of the clauses on one side of the verb (the parser may cut one in two)."""
    same = [c for c in syntax.all_children(i, "ccomp") if (c > i) == (below > i)]
    last = max(syntax.right[c] for c in same)
    return last if below < i else _before_next_cue(syntax, below, last)


def _before_next_cue(syntax: Syntax, below: int, last: int) -> int:
    """The clause ends where another cue of the same source begins (see `outer_cue`)."""
    for at in range(below + 1, last + 1):
        if syntax.tokens[at].pos == "VERB" and outer_cue(syntax, at) is not None:
            end = at - 1
            while end > below and syntax.tokens[end].pos in {"CCONJ", "PUNCT", "ADV"}:
                end -= 1
            return end
    return last


def _cleft(syntax: Syntax, i: int, lemma: str) -> Content | None:
    """ "What the court said was that …": the content is the clause behind "was"."""
    be = syntax.heads[i]
    below = syntax.child(be, "ccomp")
    if syntax.tokens[i].dep != "csubj" or syntax.tokens[be].lemma != "be" or below is None:
        return None
    cue = lexicon().verb(lemma, "that")
    return Content(cue, *syntax.edges(below), i, "clause of a cleft", 0.75) if cue else None


def _parenthetical(syntax: Syntax, i: int, lemma: str) -> Content | None:
    """ "The plan, he explained, was dead": the verb hangs on the clause that it reports."""
    head = syntax.heads[i]
    if syntax.tokens[i].dep != "parataxis" or head == i:
        return None
    cue = lexicon().verb(lemma, "quote") or lexicon().verb(lemma, "that")
    if cue is None or syntax.child(i, "nsubj") is None:
        return None
    return Content(cue, *syntax.edges(head), i, "clause around the verb", 0.85)


def _opens_question(syntax: Syntax, first: int, head: int) -> bool:
    opener = syntax.tokens[first]
    return opener.tag in {"WP", "WRB", "WDT", "WP$"} or syntax.lower[first] in {"whether", "if"}
