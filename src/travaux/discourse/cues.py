"""Cue verbs in their clause: the words that make up a cue, its voice, polarity and reality."""

from __future__ import annotations

from travaux.core.annotation import Token
from travaux.core.statements import Factuality
from travaux.discourse.lexicon import lexicon
from travaux.discourse.syntax import Syntax

VERBAL = {"VERB", "AUX"}
_BEFORE = {"aux", "auxpass", "neg", "advmod"}
_UNREAL = {"would", "could", "might", "may", "should", "will", "shall", "'ll", "’ll", "'d", "’d"}
_NEVER = {"never", "hardly", "nobody", "neither", "nor"}
_RELATIVE = {"who", "which", "that", "whom", "whose"}


def cue_lemma(syntax: Syntax, i: int) -> str:
    """The lexicon's lemma of the verb at i: with its particle where the lexicon knows the pair."""
    lemma = verb_lemma(syntax.tokens[i])
    for child in syntax.children[i]:
        token = syntax.tokens[child]
        near = child > i and (token.dep == "prt" or child <= i + 2)
        if near and (pair := f"{lemma}_{syntax.lower[child]}") in lexicon().verbs:
            return pair
    return lemma


def verb_lemma(token: Token) -> str:
    """The parser's lemma, or where the lexicon lacks it ("hop" for "hoped") the regular one."""
    lemma, word = token.lemma.lower(), token.text.lower()
    if lemma in lexicon().verbs:
        return lemma
    stems = [(word[: -len(end)], back) for end, back in _ENDINGS if word.endswith(end)]
    forms = [stem + back for stem, back in stems]
    forms += [stem[:-1] for stem, back in stems if not back and stem[-1:] == stem[-2:-1]]
    return next((form for form in forms if form in lexicon().verbs), lemma)


_ENDINGS = (("d", ""), ("ed", ""), ("s", ""), ("es", ""), ("ing", "e"), ("ing", ""))


def cue_first(syntax: Syntax, i: int) -> int:
    """The first token of the verb group of i: auxiliaries, negation and adverbs just before."""
    first = i
    while first > syntax.sentence(i).first:
        before = first - 1
        token = syntax.tokens[before]
        if syntax.heads[before] != i or token.dep not in _BEFORE or syntax.children[before]:
            break
        if token.tag in {"WRB", "WDT"}:
            break
        first = before
    return first


def cue_last(syntax: Syntax, i: int) -> int:
    """The last token of the verb group of i: its particle, and an adverb right behind."""
    last = i
    for child in syntax.children[i]:
        dep = syntax.tokens[child].dep
        bare = not syntax.children[child]
        if child == last + 1 and bare and (dep == "prt" or _manner(syntax, child)):
            last = child
    return last


def _manner(syntax: Syntax, i: int) -> bool:
    token = syntax.tokens[i]
    return (
        token.dep == "advmod"
        and token.tag == "RB"
        and token.text.islower()
        and syntax.lower[i] not in {"so", "not"}
    )


def is_passive(syntax: Syntax, i: int) -> bool:
    """Whether the verb at i is in the passive voice."""
    return syntax.child(i, "auxpass", "nsubjpass") is not None


def is_idiom(syntax: Syntax, i: int) -> bool:
    """Whether the word at i stands in an idiom of the lexicon that reports nothing."""
    first, last = max(0, i - 4), min(len(syntax.tokens), i + 4)
    words = " ".join(syntax.lower[first:last]).replace("’", "'")
    word = syntax.lower[i]
    if word not in words:
        return False
    return any(f" {idiom} " in f" {words} " for idiom in _idioms().get(word, ()))


def _idioms() -> dict[str, tuple[str, ...]]:
    if not _IDIOMS:
        for idiom in lexicon().phrases["idioms"]:
            for word in idiom.replace("-", " - ").split():
                _IDIOMS[word] = (*_IDIOMS.get(word, ()), idiom)
    return _IDIOMS


_IDIOMS: dict[str, tuple[str, ...]] = {}


def factuality(syntax: Syntax, i: int) -> Factuality:
    """Whether the cue at token i is asserted, denied ("did not say") or unreal ("would say").

    A verb under another ("refused to say", "wanted to say") takes what that verb makes of it.
    """
    if _denied(syntax, i):
        return Factuality.NEGATED
    if _unreal(syntax, i):
        return Factuality.HYPOTHETICAL
    head = syntax.heads[i]
    if syntax.tokens[i].dep == "xcomp" and head != i:
        return _under(syntax, head)
    if syntax.tokens[i].dep == "conj" and syntax.tokens[head].pos in VERBAL and not _own(syntax, i):
        return Factuality.HYPOTHETICAL if _unreal(syntax, head) else Factuality.ASSERTED
    return Factuality.ASSERTED


def _own(syntax: Syntax, i: int) -> bool:
    """Whether the verb at i has a subject or an auxiliary of its own."""
    return syntax.child(i, "nsubj", "nsubjpass", "aux") is not None


def _under(syntax: Syntax, head: int) -> Factuality:
    lemma = syntax.tokens[head].lemma.lower()
    if lexicon().verb(lemma, "to") and lemma in {"refuse", "decline", "fail", "hesitate"}:
        return Factuality.NEGATED
    if lemma in {"fail", "stop", "avoid"} or _denied(syntax, head):
        return Factuality.NEGATED
    if lemma in _WISHED or _unreal(syntax, head):
        return Factuality.HYPOTHETICAL
    return Factuality.ASSERTED


_WISHED = {
    "want", "plan", "intend", "hope", "expect", "wish", "promise", "threaten", "seek", "ask",
    "urge", "try", "need", "like", "prepare", "agree",
}  # fmt: skip


def _denied(syntax: Syntax, i: int) -> bool:
    for child in syntax.children[i]:
        token = syntax.tokens[child]
        if token.dep == "neg" or (token.dep == "advmod" and syntax.lower[child] in _NEVER):
            return True
        if token.dep in {"nsubj", "nsubjpass"} and _no_one(syntax, child):
            return True
    return False


def _no_one(syntax: Syntax, i: int) -> bool:
    words = {"nobody", "none", "neither"}
    lowest = syntax.lower[syntax.left[i]]
    return syntax.lower[i] in words or lowest in {"no", "neither"}


def _unreal(syntax: Syntax, i: int) -> bool:
    for child in syntax.children[i]:
        token = syntax.tokens[child]
        if token.dep == "aux" and syntax.lower[child] in _UNREAL:
            return True
        if token.dep == "mark" and syntax.lower[child] in {"if", "unless", "should"}:
            return syntax.tokens[i].dep in {"advcl", "ROOT", "mark"}
    return False


def is_relative(syntax: Syntax, i: int) -> bool:
    """Whether token i is a relative pronoun."""
    return syntax.lower[i] in _RELATIVE and syntax.tokens[i].tag in {"WP", "WDT", "WP$", "IN"}
