"""Contents that are no finite clause: infinitives, predicates, noun phrases, prepositional phrases.

"urged Kyiv to leave", "agreed to leave", "called it unfair", "rejected the plan".
"""

from __future__ import annotations

from travaux.discourse.cues import is_passive, is_relative
from travaux.discourse.frames import Content
from travaux.discourse.lexicon import Cue, lexicon
from travaux.discourse.sources import ACCUSING, heard
from travaux.discourse.syntax import Syntax

_ANONYMOUS = {"name", "identify", "quote"}  # "who asked not to be named"


def ordered(syntax: Syntax, i: int, lemma: str) -> Content | None:
    """ "urged Kyiv to leave": object and infinitive together are the content."""
    cue = lexicon().verb(lemma, "order")
    below = _to_clause(syntax, i)
    if cue is None or below is None:
        return None
    who = syntax.child(i, "dobj", "dative") or syntax.child(below, "nsubj")
    for prep in syntax.all_children(i, "prep", "prt") if "_" in lemma else []:
        who = who or syntax.child(prep, "pobj")
    if is_passive(syntax, i):
        return _ordered_passive(syntax, i, cue, below)
    if who is None:
        return None
    first = min(syntax.left[who], syntax.left[below])
    if first <= i:
        return None
    return Content(cue, first, syntax.right[below], i, "object and infinitive", 0.85)


def _ordered_passive(syntax: Syntax, i: int, cue: Cue, below: int) -> Content | None:
    who = syntax.child(i, "nsubjpass")
    more = ((syntax.left[who], syntax.right[who]),) if who is not None else ()
    first, last = syntax.edges(below)
    return Content(cue, first, last, i, "infinitive below the passive", 0.7, more)


def _to_clause(syntax: Syntax, i: int) -> int | None:
    for below in syntax.all_children(i, "xcomp", "ccomp", "advcl"):
        aux = syntax.child(below, "aux")
        if aux is not None and syntax.lower[aux] == "to" and below > i:
            return below
    return _to_clause_of_agent(syntax, i)


def _to_clause_of_agent(syntax: Syntax, i: int) -> int | None:
    """ "had been told by dispatchers to fly": the infinitive may hang on the agent."""
    for by in syntax.all_children(i, "agent"):
        for noun in syntax.all_children(by, "pobj"):
            for below in syntax.all_children(noun, "relcl", "acl"):
                if syntax.lower[syntax.left[below]] == "to" and syntax.tokens[below].tag == "VB":
                    return below
    return None


def infinitive(syntax: Syntax, i: int, lemma: str) -> Content | None:
    """ "agreed to leave": an infinitive that the source itself is to do."""
    cue, below = lexicon().verb(lemma, "to"), syntax.child(i, "xcomp")
    if cue is None or below is None or below < i or is_passive(syntax, i):
        return None
    if syntax.tokens[below].lemma in _ANONYMOUS and lemma == "ask":
        return None
    to = syntax.child(below, "aux")
    if to is None or syntax.lower[to] != "to" or to < i:
        return None
    if cue.act == "refuse" and syntax.child(below, "ccomp") is not None:
        return None  # "refused to say whether …": the two verbs are one cue
    last = _with_condition(syntax, i, syntax.right[below])
    return Content(cue, to, last, i, "infinitive below the verb", 0.8)


def _with_condition(syntax: Syntax, i: int, last: int) -> int:
    """ "threatened to leave unless …": a condition right behind belongs to what is announced."""
    for clause in syntax.all_children(i, "advcl"):
        if syntax.left[clause] == last + 1 and syntax.lower[last + 1] in {"if", "unless", "until"}:
            return syntax.right[clause]
    return last


def gerund(syntax: Syntax, i: int, lemma: str) -> Content | None:
    """ "suggested splitting the article", "described hearing him": what the source says it does."""
    cue, below = lexicon().verb(lemma, "object"), syntax.child(i, "xcomp", "ccomp")
    if cue is None or below is None or below < i or cue.act in _DONE_TO:
        return None
    own = syntax.child(below, "nsubj", "nsubjpass") is not None
    own = own or _says_that(syntax, below)
    if syntax.tokens[_verb_first(syntax, below)].tag != "VBG" or own or is_passive(syntax, i):
        return None
    first, last = syntax.edges(below)
    return Content(cue, first, _with_heard(syntax, last), i, "gerund below the verb", 0.7)


def _says_that(syntax: Syntax, below: int) -> bool:
    """ "denied saying that …": the two verbs are one cue."""
    saying = lexicon().verb(syntax.tokens[below].lemma.lower(), "quote") is not None
    return saying and syntax.child(below, "ccomp") is not None


def _with_heard(syntax: Syntax, last: int) -> int:
    """ "hearing an officer say that …": the bare verb behind belongs to what was heard."""
    after = last + 1
    if after < syntax.sentence(last).last and heard(syntax, after) is not None:
        return syntax.right[after]
    return last


_DONE_TO = {"hope", "think", "know", "show", "relay", "ask", "intend", "fear"}


def _verb_first(syntax: Syntax, i: int) -> int:
    """The first word of a verb group: "being" of "being told"."""
    return min([i, *syntax.all_children(i, "aux", "auxpass")])


def predicate(syntax: Syntax, i: int, lemma: str) -> Content | None:
    """ "called it unfair", "described it as unfair": object and predicate are the content."""
    behind = [n for n in syntax.all_children(i, "dobj", "nsubj") if n > i]
    noun = behind[0] if behind and not is_passive(syntax, i) else None
    for frame, deps in (("call", ("oprd", "ccomp", "xcomp", "acomp")), ("as", ("prep",))):
        cue = lexicon().verb(lemma, frame)
        below = syntax.child(i, *deps) if cue else None
        if cue is None or below is None or below < i:
            continue
        if frame == "as" and syntax.lower[below] != "as":
            continue
        first = syntax.left[noun] if noun is not None and noun > i else syntax.left[below]
        last = syntax.right[below]
        return Content(cue, min(first, syntax.left[below]), last, i, f"predicate ({frame})", 0.75)
    return None


def noun_object(syntax: Syntax, i: int, lemma: str) -> Content | None:
    """ "rejected the plan": a noun phrase."""
    cue, noun = lexicon().verb(lemma, "object"), syntax.child(i, "dobj")
    if cue is None or noun is None or noun < i or is_passive(syntax, i):
        return None
    if is_relative(syntax, noun) or _own_text(syntax, noun, cue):
        return None
    if syntax.lower[noun].endswith(("self", "selves")):
        return None
    first, last = syntax.edges(noun)
    quoted_as = _as_saying(syntax, i, last) if "relay" in cue.frames else None
    if quoted_as is not None:
        return Content(cue, first, max(last, quoted_as), i, "whom and what it quotes", 0.8)
    return Content(cue, first, _with_tail(syntax, i, last), i, "object of the verb", 0.65)


def _own_text(syntax: Syntax, noun: int, cue: Cue) -> bool:
    """ "published a report": a text of one's own is made, not reported on."""
    carrier = syntax.tokens[noun].lemma in lexicon().phrases["carriers"]
    return carrier and cue.act in {"say", "report", "claim"}


_TAILS = {"for", "of", "to", "as", "with", "over", "from", "against", "about"}


_OUTER = {"DATE", "TIME", "GPE", "LOC", "FAC"}


def _with_tail(syntax: Syntax, i: int, last: int) -> int:
    """ "criticised him for leaving": prepositional phrases right behind the object belong to it."""
    for prep in syntax.all_children(i, "prep"):
        noun = syntax.child(prep, "pobj", "pcomp")
        if prep != last + 1 or syntax.lower[prep] not in _TAILS or noun is None:
            continue
        if syntax.tokens[noun].entity not in _OUTER:
            last = syntax.right[prep]
    return last


def _as_saying(syntax: Syntax, i: int, last: int) -> int | None:
    """Last token of "as saying …" below the verb at i, or of the words behind a colon."""
    if last + 1 < syntax.sentence(i).last and syntax.tokens[last + 1].text == ":":
        return syntax.sentence(i).last - 1
    for prep in syntax.all_children(i, "prep"):
        if syntax.lower[prep] == "as" and syntax.child(prep, "pcomp") is not None:
            return syntax.right[prep]
    return None


def prepositional(syntax: Syntax, i: int, lemma: str) -> Content | None:
    """ "called for a pause", "warned of delays": the preposition belongs to the cue."""
    for prep in _prepositions(syntax, i):
        word = syntax.lower[prep]
        cue = lexicon().verb(lemma, "prep-to" if word == "to" else word)
        below = syntax.child(prep, "pobj", "pcomp") or syntax.child(i, "dobj")
        if cue is None or below is None or prep < i or below < prep:
            continue
        if syntax.lower[below].endswith(("self", "selves")):
            continue
        whom = syntax.child(i, "dobj")
        if whom is not None and i < whom < prep and word not in {"on", "upon"}:
            return Content(cue, syntax.left[whom], syntax.right[below], i, "whom, and of what", 0.7)
        first, last = syntax.left[below], _with_tail(syntax, i, syntax.right[below])
        return Content(cue, first, last, prep, f"phrase after “{syntax.lower[prep]}”", 0.65)
    return None


def _prepositions(syntax: Syntax, i: int) -> list[int]:
    """Prepositions below the verb, or (in the passive) wrongly below its agent."""
    found = syntax.all_children(i, "prep", "prt", "agent")
    if syntax.tokens[i].lemma in ACCUSING:
        for noun in syntax.all_children(i, "dobj"):
            found.extend(syntax.all_children(noun, "prep"))
    for by in syntax.all_children(i, "agent"):
        for noun in syntax.all_children(by, "pobj"):
            found.extend(syntax.all_children(noun, "prep"))
    return found
