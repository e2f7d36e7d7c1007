"""The words that name who a cue's words come from: the subject, wherever the clause puts it."""

from __future__ import annotations

from travaux.discourse.cues import VERBAL, is_passive
from travaux.discourse.lexicon import lexicon
from travaux.discourse.standing import Standing, of_noun
from travaux.discourse.syntax import Syntax

NOMINAL = {"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ"}
BEFORE_ASIDE = "the noun before an aside"
RELATIVE_SUBJECT = "relative pronoun of the clause"
_RELATIVE = {"who", "which", "that"}
_CLIMB = {
    "acomp",
    "attr",
    "conj",
    "xcomp",
    "advcl",
    "pcomp",
    "prep",
    "ccomp",
    "acl",
    "dep",
    "parataxis",
}
_HOPS = 5  # a verb without a subject borrows that of a verb at most so many heads above


def subject(syntax: Syntax, i: int) -> tuple[int, str] | None:
    """Head token of the noun phrase that speaks through the verb at i, and why; None if nobody.

    In the passive that is the agent; a verb without a subject ("…, adding that") takes the one of
    the verb it hangs on, and a participle after a noun ("a letter saying") takes the noun.
    """
    if is_passive(syntax, i):
        return _agent(syntax, i) or _minded(syntax, i)
    if is_asked(syntax, i):
        return None
    outer = outer_cue(syntax, i)
    if outer is not None:
        return subject(syntax, outer)
    own = syntax.child(i, "nsubj", "csubj")
    if own is not None and syntax.lower[own].endswith(("self", "selves")):
        own = _stressed(syntax, i)
    if own is not None:
        return _real(syntax, own, "subject of the verb")
    odd = heard(syntax, i) or _around_aside(syntax, i)
    if odd is not None:
        return odd
    inverted = _inverted(syntax, i)
    if inverted is not None:
        return inverted, "noun behind the verb"
    return _borrowed(syntax, i) or _loose(syntax, i)


def quoter(syntax: Syntax, i: int) -> int | None:
    """Who or what quotes in "was quoted by the agency", "is quoted in the Herald", whose verb
    stands at i; None where nobody is named."""
    if not is_passive(syntax, i) or syntax.tokens[i].lemma not in _QUOTING:
        return None
    agent = _agent(syntax, i)
    if agent is not None:
        return agent[0]
    for prep in syntax.all_children(i, "prep"):
        noun = syntax.child(prep, "pobj")
        if noun is not None and syntax.lower[prep] in {"in", "on"} and _carries(syntax, noun):
            return noun
    return None


_QUOTING = {"quote", "cite", "report"}


def _carries(syntax: Syntax, noun: int) -> bool:
    """A capitalised name that is no place or date, or a text: "in the Herald", "in a report"."""
    token = syntax.tokens[noun]
    name = token.text[:1].isupper() and token.entity not in {"GPE", "LOC", "FAC", "DATE", "TIME"}
    return name or of_noun(token.lemma.lower(), syntax.lower[noun]) is Standing.TEXT


def _stressed(syntax: Syntax, i: int) -> int | None:
    """ "The accused had himself admitted": the subject beside the word that stresses it."""
    verbs = [i, *syntax.all_children(i, "aux")]
    nouns = [noun for verb in verbs for noun in syntax.all_children(verb, "nsubj")]
    return next((n for n in sorted(nouns) if not syntax.lower[n].endswith("self")), None)


def heard(syntax: Syntax, i: int) -> tuple[int, str] | None:
    """ "heard an officer say that": the one heard, whatever the parser made of the bare verb."""
    if syntax.tokens[i].tag not in {"VB", "VBP", "VBG"} or i == syntax.sentence(i).first:
        return None
    noun = next((h for h in (i - 1, *syntax.ancestors(i - 1)) if syntax.right[h] >= i - 1), i - 1)
    if syntax.tokens[noun].dep != "dobj" or syntax.tokens[noun].pos not in NOMINAL:
        return None
    perceived = syntax.tokens[syntax.heads[noun]].lemma in _PERCEIVING
    return (noun, "the one heard saying it") if perceived else None


_PERCEIVING = {"hear", "overhear", "see", "watch", "catch", "film", "record"}


def _around_aside(syntax: Syntax, i: int) -> tuple[int, str] | None:
    """ "The bishop, Radio Oma reported, had urged …": the parser gave the subject to the aside."""
    aside = syntax.child(i, "parataxis")
    noun = syntax.child(aside, "nsubj") if aside is not None and aside < i else None
    if aside is None or noun is None or syntax.tokens[noun].pos not in NOMINAL:
        return None
    words = [syntax.tokens[t].text for t in range(noun + 1, aside)]
    return (noun, BEFORE_ASIDE) if "," in words else None


def outer_cue(syntax: Syntax, i: int) -> int | None:
    """The cue verb that i continues, where the parser put i inside what that cue reports.

    "She said that it was over and predicted that …", "He said that it was over, adding that …":
    a verb of saying without a subject, in the tense of the cue or as a participle behind a comma.
    """
    head, dep, tag = syntax.heads[i], syntax.tokens[i].dep, syntax.tokens[i].tag
    if syntax.child(i, "nsubj", "aux") is not None or not _reports(syntax, i):
        return None
    participle = tag == "VBG" and dep == "advcl" and syntax.tokens[i - 1].text == ","
    if not participle and not (dep == "conj" and tag in {"VBD", "VBZ"}):
        return None
    for _ in range(_HOPS):
        if syntax.tokens[head].dep == "ccomp" and head < i:
            cue = syntax.heads[head]
            same = participle or syntax.tokens[cue].tag == tag
            same = same and syntax.quotation_index(cue) == syntax.quotation_index(i)
            return cue if same and cue < head and _reports(syntax, cue) else None
        if syntax.tokens[head].dep not in {"conj", "xcomp", "advcl"} or syntax.heads[head] == head:
            return None
        head = syntax.heads[head]
    return None


def _reports(syntax: Syntax, i: int) -> bool:
    lemma = syntax.tokens[i].lemma.lower()
    return lexicon().verb(lemma, "quote") is not None and lexicon().verb(lemma, "that") is not None


def is_asked(syntax: Syntax, i: int) -> bool:
    """ "Asked whether …, he …": a bare participle of asking or telling, whose agent is unnamed."""
    if syntax.tokens[i].lemma not in {"ask", "tell", "press", "urge", "question"}:
        return False
    opens = i == syntax.sentence(i).first or syntax.lower[i - 1] in {",", "“", '"', "when", "if"}
    alone = syntax.child(i, "nsubj", "aux", "auxpass") is None
    return alone and opens and syntax.tokens[i].tag in {"VBN", "VBD"}


def _real(syntax: Syntax, i: int, why: str) -> tuple[int, str] | None:
    if syntax.lower[i] == "there":
        return None
    if syntax.lower[i] in _RELATIVE:
        why = RELATIVE_SUBJECT
    return (i, why) if syntax.tokens[i].pos in NOMINAL | {"X", "ADV", "VERB"} else None


def _agent(syntax: Syntax, i: int) -> tuple[int, str] | None:
    by = syntax.child(i, "agent")
    if by is None:
        return None
    noun = syntax.child(by, "pobj")
    return None if noun is None else (noun, "agent of the passive")


def _minded(syntax: Syntax, i: int) -> tuple[int, str] | None:
    """ "The minister was convinced that …": a state of mind that looks like a passive."""
    if syntax.child(i, "ccomp") is None or lexicon().adjective(syntax.lower[i], "that") is None:
        return None
    noun = syntax.child(i, "nsubjpass", "nsubj")
    return None if noun is None else (noun, "whose state of mind it is")


def _inverted(syntax: Syntax, i: int) -> int | None:
    """ "…”, said the envoy": a name or animate noun right behind a verb without a subject."""
    if syntax.tokens[i].dep in {"xcomp", "pcomp", "acl"} or syntax.tokens[i].tag in {"VB", "VBG"}:
        return None
    noun = syntax.child(i, "dobj", "attr", "oprd", "npadvmod")
    if noun is None or syntax.left[noun] != i + 1 or syntax.tokens[noun].pos not in NOMINAL:
        return None
    at = syntax.tokens[i].start
    before = syntax.text[max(0, at - 4) : at].rstrip(" \u00a0")[-1:]
    return noun if before in "”\"’',»?!—–-" else None


def _borrowed(syntax: Syntax, i: int) -> tuple[int, str] | None:
    at = i
    for _ in range(_HOPS):
        head, dep = syntax.heads[at], syntax.tokens[at].dep
        if head == at or dep not in _CLIMB:
            return None
        if dep == "acl" and syntax.tokens[head].pos in NOMINAL:
            return head, "noun the participle belongs to"
        accused = _accused(syntax, head) if dep == "prep" else None
        if accused is not None:
            return accused, "the one accused of it"
        if dep == "prep" and syntax.lower[at] != "as" and not is_passive(syntax, head):
            found = _subject_of(syntax, head, head)
        else:
            found = _subject_of(syntax, head, at)
        if found is not None:
            return found
        at = head
    return None


ACCUSING = {"accuse", "suspect", "convict", "blame"}


def _accused(syntax: Syntax, head: int) -> int | None:
    """ "accused the premier of having said": the premier, whatever "of" hangs on."""
    if syntax.tokens[head].lemma in ACCUSING:
        return syntax.child(head, "dobj")
    verb = syntax.heads[head]
    return head if syntax.tokens[verb].lemma in ACCUSING and verb != head else None


def _subject_of(syntax: Syntax, head: int, below: int) -> tuple[int, str] | None:
    if syntax.tokens[head].pos not in VERBAL:
        return None
    if syntax.tokens[below].dep in {"xcomp", "ccomp", "prep"} and _controlled(syntax, head):
        noun = syntax.child(head, "dobj", "dative")
        return None if noun is None else (noun, "object that controls the infinitive")
    noun = syntax.child(head, "nsubj", "nsubjpass")
    if noun is None or syntax.lower[noun] == "there":
        return None
    return noun, "subject of the verb above"


def _controlled(syntax: Syntax, head: int) -> bool:
    """Whether the verb's object does what the infinitive says ("urged Kyiv to say")."""
    noun = syntax.child(head, "dobj", "dative")
    return noun is not None and syntax.tokens[head].lemma not in {"promise", "threaten", "vow"}


def _loose(syntax: Syntax, i: int) -> tuple[int, str] | None:
    """A capitalised word at the start of the clause that the parser took for something else."""
    sentence = syntax.sentence(i)
    if syntax.tokens[i].tag not in {"VBD", "VBZ", "VBP"} or syntax.tokens[i].dep == "advcl":
        return None
    at = syntax.left[i]
    limit = min(i, at + 4)
    while at < limit and not syntax.text[syntax.tokens[at].start].isupper():
        at += 1
    if at >= limit or at < sentence.first or syntax.tokens[at].pos in {"ADP", "SCONJ", "CCONJ"}:
        return None
    if syntax.tokens[at].pos in {"PROPN", "ADV", "X", "INTJ", "ADJ"} and at + 1 < len(
        syntax.tokens
    ):
        follows = syntax.tokens[at + 1]
        if follows.text == "," or at + 1 == i:
            return (at, "name before the verb") if syntax.tokens[at].tag != "WRB" else None
    return None
