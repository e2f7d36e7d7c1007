"""Titles and descriptions: the noun phrases that say what somebody is.

"Foreign minister", "the envoy of Norway", "a senior official": their words, the body they name, the
name they stand beside, and how they read as the description of an unnamed source.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from travaux.discourse.gazetteer import look_up, state_named
from travaux.discourse.roles import gender_of, is_class
from travaux.discourse.runs import Run
from travaux.discourse.syntax import Syntax


@dataclass(slots=True)
class Role:
    """A title as printed, its words in lower case, and the body it names, as printed."""

    text: str
    words: frozenset[str]
    head: str
    affiliation: str = ""


def apposed(syntax: Syntax, run: Run) -> list[int]:
    """Title nouns beside a name: "X, the foreign minister", "the foreign minister, X", "X is the
    minister". The parser hangs a name on the last noun before it ("the minister of trade, X"), so
    the noun is looked for upwards from there."""
    last = run.last
    candidates = syntax.all_children(last, "appos", "attr")
    head = syntax.heads[last]
    if syntax.tokens[last].dep in {"appos", "attr"} and syntax.tokens[head].pos == "NOUN":
        candidates.append(head)
    if syntax.tokens[last].dep == "nsubj" and syntax.tokens[head].lemma == "be":
        candidates.extend(syntax.all_children(head, "attr"))
    candidates.extend(_before_comma(syntax, run))
    if syntax.tokens[last].dep in {"oprd", "dobj"} and syntax.lower[head] in {"named", "called"}:
        candidates.append(syntax.heads[head])
    titles = [c for c in candidates if _is_title_noun(syntax, c)][:1]
    above = [syntax.heads[c] for c in titles if syntax.tokens[c].dep == "appos"]
    return titles + [c for c in above if _is_title_noun(syntax, c)]


def _is_title_noun(syntax: Syntax, i: int) -> bool:
    return is_class(syntax.lower[i], "office", "person") and syntax.tokens[i].pos in {
        "NOUN",
        "PROPN",
    }


def _before_comma(syntax: Syntax, run: Run) -> list[int]:
    """Nouns of the phrase that ends at the comma before a name set off by commas."""
    comma, behind = run.first - 1, run.last + 1
    if comma <= syntax.sentence(run.first).first or syntax.tokens[comma].text != ",":
        return []
    if behind < len(syntax.tokens) and syntax.tokens[behind].text not in {",", ".", ":", "—", "–"}:
        return []
    found = [comma - 1]
    for at in syntax.ancestors(comma - 1):
        if at >= run.first or syntax.tokens[at].pos in {"VERB", "AUX"}:
            break
        found.append(at)
    return [at for at in reversed(found) if comma - syntax.left[at] < 12]


def is_titled(syntax: Syntax, role: tuple[int, int]) -> bool:
    words = syntax.lower[role[0] : role[1] + 1]
    return any(is_class(word, "office", "honorific", "person") for word in words)


def state_words(role: Role) -> set[str]:
    return {word for word in role.words if state_named(word.capitalize()) or word == "us"}


def role_of(syntax: Syntax, first: int, last: int) -> Role:
    """The role that tokens [first, last] name, with the body named in it."""
    while first < last and syntax.tokens[first].pos == "DET":
        first += 1
    text = " ".join(syntax.text[slice(*syntax.chars(first, last))].split())
    words = [syntax.lower[i].rstrip(".") for i in range(first, last + 1)]
    heads = [w for w in words if is_class(w, "office", "person")]
    head = heads[-1] if heads else (words[-1] if words else "")
    printed = {w.strip(" ,.") for w in text.lower().split()}
    kept = frozenset(with_synonyms(printed | {w for w in words if w.isalnum()}))
    return Role(text.strip(" ,"), kept, head, _affiliation(syntax, first, last))


def with_synonyms(words: Iterable[str]) -> set[str]:
    """Title words with what else such a person is called: a president is a leader."""
    found = set(words)
    if {"prime", "minister"} <= found or "premier" in found:
        found |= {"prime", "minister", "premier"}
    if found & {"president", "premier", "chancellor", "king", "queen", "emir", "sultan"}:
        found |= {"leader"}
    return found


def _affiliation(syntax: Syntax, first: int, last: int) -> str:
    """The state or body that a title names: "Ukrainian", "Kremlin", "the foreign ministry"."""
    for i in range(first, last + 1):
        token = syntax.tokens[i]
        if token.text[:1].isupper() and (state_named(token.text) or look_up(token.text)):
            return token.text
    names = [i for i in range(first, last + 1) if _names_body(syntax, i)]
    if names and names[-1] - names[0] < 8:
        return syntax.text[slice(*syntax.chars(names[0], names[-1]))].strip()
    bodies = [i for i in range(first, last + 1) if is_class(syntax.lower[i], "body")]
    if not bodies or bodies[0] == first == last:
        return ""
    low = max(first, syntax.left[bodies[-1]])
    return syntax.text[slice(*syntax.chars(low, bodies[-1]))]


def _names_body(syntax: Syntax, i: int) -> bool:
    named = (
        syntax.tokens[i].entity in {"ORG", "GPE", "NORP"} and syntax.tokens[i].text[:1].isupper()
    )
    return named and not is_class(syntax.lower[i], "portfolio", "office", "honorific")


def gender_in(words: Iterable[str]) -> str:
    return next((g for g in map(gender_of, sorted(words)) if g), "")


def heads_phrase(syntax: Syntax, i: int) -> bool:
    """Whether the noun heads its phrase (and is no title in front of a name)."""
    token = syntax.tokens[i]
    if token.dep in {"compound", "amod", "nmod"} and syntax.heads[i] > i:
        return False
    return not any(syntax.tokens[c].pos == "PROPN" for c in syntax.all_children(i, "appos"))


def is_plural(syntax: Syntax, i: int) -> bool:
    """Whether the noun at i is plural."""
    return syntax.tokens[i].tag in {"NNS", "NNPS"} or syntax.lower[i] in {
        "people",
        "police",
        "pair",
    }


def is_indefinite(syntax: Syntax, i: int) -> bool:
    return syntax.lower[syntax.left[i]] in {
        "a",
        "an",
        "another",
        "some",
        "one",
        "no",
        "any",
        "every",
    }


def before_clause(syntax: Syntax, i: int, last: int) -> int:
    """The last token of the phrase at i before a relative clause, apposition or comma."""
    for child in syntax.children[i]:
        cut = syntax.tokens[child].dep in {"relcl", "acl", "appos", "cc", "conj", "punct"}
        cut = cut or syntax.child(child, "pcomp") is not None
        if syntax.tokens[child].dep == "relcl" and _restricts(syntax, child):
            continue
        if child > i and cut and syntax.tokens[child].text != "-":
            return min(last, max(i, syntax.left[child] - 1))
    return last


def _restricts(syntax: Syntax, clause: int) -> bool:
    """A short relative clause without a comma tells which one ("a friend who was there")."""
    first, last = syntax.edges(clause)
    short = last - first < 7 and syntax.tokens[first].tag in {"WP", "WDT"}
    held = syntax.lower[first] == "that" and syntax.tokens[first].dep != "nsubj"  # what is said
    return short and not held and first > 0 and syntax.tokens[first - 1].text != ","


_NAMES = {"PERSON", "ORG", "GPE", "NORP", "LOC", "FAC"}
_SMALL = {"DET", "ADJ", "NUM", "NOUN", "PRON", "ADV"}  # printed small but for their place


def _before_relative(syntax: Syntax, i: int, last: int) -> int:
    """The last token before ", who …" or "as …", whatever word of the phrase that hangs on."""
    for at in range(i + 1, last):
        comma = syntax.tokens[at].text == "," and syntax.tokens[at + 1].tag in {"WP", "WDT"}
        if comma or (syntax.lower[at] == "as" and syntax.tokens[at].pos == "SCONJ"):
            return at - 1
    return last


def description(syntax: Syntax, i: int) -> str:
    """The words of an unnamed source, without what is said of it in clauses."""
    first, last = syntax.left[i], before_clause(syntax, i, syntax.right[i])
    last = _before_relative(syntax, i, last)
    first = max([first, *(t + 1 for t in range(first, i) if syntax.tokens[t].text == ":")])
    while first < i and syntax.tokens[first].pos in {"PUNCT", "CCONJ", "SCONJ"}:
        first += 1
    words = " ".join(syntax.text[slice(*syntax.chars(first, last))].split())
    words = words.rstrip(" ,;—–-")
    words = words[:-2] if words.endswith(("'s", "’s")) else words.rstrip("'’")
    lowered = syntax.tokens[first].pos in _SMALL and syntax.tokens[first].entity not in _NAMES
    return words[:1].lower() + words[1:] if lowered else words


def owned(syntax: Syntax, head: int, name: str, owner: str) -> str:
    """ "his office" -> "Danil Hask's office"; without a known owner as it is."""
    first, _, rest = name.partition(" ")
    poss = possessive(syntax, head)
    if not owner or not rest or poss is None or first.lower() != syntax.lower[poss]:
        return name
    return f"{owner}'s {rest}"


def possessive(syntax: Syntax, head: int) -> int | None:
    """The possessive pronoun of a noun phrase, or None."""
    owners = syntax.all_children(head, "poss")
    return next((c for c in owners if syntax.tokens[c].tag == "PRP$"), None)


def without_article(words: str) -> str:
    """The words without a leading article."""
    first, _, rest = words.partition(" ")
    return rest if first.lower() in {"a", "an", "the"} and rest else words
