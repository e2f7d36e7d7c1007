"""The words that name who a cue's words come from: the subject, wherever the clause puts it."""

from __future__ import annotations

from travaux.discourse.attribution import Span
from travaux.discourse.cues import VERBAL, is_passive
from travaux.discourse.lexicon import lexicon
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


def root_of(syntax: Syntax, span: tuple[int, int]) -> int | None:
    """The token of the source that its other words hang on."""
    inside = syntax.words(span)
    if not inside:
        return None
    low, high = inside[0], inside[-1]
    tops = [i for i in inside if not low <= syntax.heads[i] <= high or syntax.heads[i] == i]
    nominal = [i for i in tops if syntax.tokens[i].pos in {"NOUN", "PROPN", "PRON"}]
    return (nominal or tops or inside)[0]


def noun_phrase(syntax: Syntax, i: int, without: tuple[int, ...] = ()) -> Span:
    """Characters of the noun phrase at i with titles, appositions and relative clauses.

    without: tokens (the cue) that must stay outside; the phrase ends before the first of them to
    its right and begins after the last to its left. A comma that closes an apposition in front
    of the cue belongs to the source, as PolNeAR has it.
    """
    first, last = syntax.edges(i)
    for token in without:
        if i < token <= last:
            last = token - 1
        if first <= token < i:
            first = token + 1
    first, last = _same_side(syntax, i, first, last)
    first, last = _shorn(syntax, i, first, last)
    start, end = syntax.chars(first, last)
    return start, end + _closing_comma(syntax, first, last, without)


def _same_side(syntax: Syntax, i: int, first: int, last: int) -> tuple[int, int]:
    """Without words on the other side of the quotation marks around or beside token i."""
    side = syntax.quotation_index(i)
    while first < i and syntax.quotation_index(first) != side:
        first += 1
    while last > i and syntax.quotation_index(last) != side:
        last -= 1
    return first, last


def _shorn(syntax: Syntax, i: int, first: int, last: int) -> tuple[int, int]:
    """Without punctuation and conjunctions at the rims."""
    while last > i and syntax.tokens[last].pos in {"PUNCT", "CCONJ", "SPACE", "ADP", "SCONJ"}:
        last -= 1
    while first < i and syntax.tokens[first].pos in {"PUNCT", "CCONJ", "SPACE", "SCONJ"}:
        first += 1
    return first, last


def _closing_comma(syntax: Syntax, first: int, last: int, without: tuple[int, ...]) -> int:
    end = syntax.tokens[last].end
    inner = syntax.text[syntax.tokens[first].start : end]
    behind = last + 2 in without
    return 1 if "," in inner and behind and syntax.text[end : end + 1] == "," else 0
