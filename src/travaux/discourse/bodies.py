"""Sources that are no single person: groups, bodies, and texts that carry someone's words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from travaux.core.parties import PartyKind, party_id
from travaux.core.statements import Speaker
from travaux.discourse.attribution import Span
from travaux.discourse.cast import Cast
from travaux.discourse.characters import Character
from travaux.discourse.gazetteer import state_named, state_of_demonym
from travaux.discourse.lexicon import lexicon
from travaux.discourse.roles import is_class
from travaux.discourse.syntax import Syntax
from travaux.discourse.titles import Role, description, owned, without_article

_COUNTS = {"two": 2, "both": 2, "neither": 2, "pair": 2, "duo": 2, "three": 3, "trio": 3, "four": 4}
_PEOPLE = {"leaders", "men", "women", "presidents", "ministers", "pair", "duo", "trio", "envoys"}
_AUTHORED = {
    "write",
    "publish",
    "issue",
    "release",
    "sign",
    "draft",
    "author",
    "prepare",
    "produce",
}
_LOOK_BACK = 60  # mentions
_PAIR_SENTENCES = 2  # "they" means a coordinated pair at most so many sentences back


def carried_by(syntax: Syntax, cast: Cast, root: int) -> Character | None:
    """Whose words a text carries: "a report by Reuters", "the Foreign Office statement"."""
    if not is_carrier(syntax, root):
        return None
    for token in _owners(syntax, root):
        who = cast.at(token)
        if who is not None:
            return who
    return None


def is_carrier(syntax: Syntax, root: int) -> bool:
    """Whether the noun is a text or an act of saying."""
    noun = syntax.tokens[root].lemma.lower()
    return noun in lexicon().phrases["carriers"] or noun in lexicon().nouns


def _owners(syntax: Syntax, root: int) -> Iterator[int]:
    yield from syntax.all_children(root, "poss")
    for prep in syntax.all_children(root, "prep", "agent"):
        if syntax.lower[prep] in {"by", "from", "in", "of", "on"}:
            yield from syntax.all_children(prep, "pobj")
    for clause in syntax.all_children(root, "acl"):
        if syntax.tokens[clause].lemma not in _AUTHORED:
            continue
        for by in syntax.all_children(clause, "agent"):
            yield from syntax.all_children(by, "pobj")
    yield from reversed(syntax.all_children(root, "compound", "nmod", "amod"))


def group_of(syntax: Syntax, cast: Cast, root: int, content: tuple[Span, ...]) -> Speaker | None:
    """ "the two leaders", "both sides": the last so many characters of the kind; "they": the last
    pair of names joined by "and"."""
    if syntax.tokens[root].pos == "PRON" and syntax.lower[root] != "both":
        return _last_pair(syntax, cast, root)
    words = [syntax.lower[i] for i in range(syntax.left[root], root + 1)]
    count = next((_COUNTS[w] for w in words if w in _COUNTS), 0)
    bare = syntax.lower[root] in _COUNTS
    if not count or (not is_class(syntax.lower[root], "group") and not bare):
        return None
    listed = _last_list(syntax, cast, root, count) if bare else None
    if listed is not None or (bare and count > 2):
        return listed
    people = syntax.lower[root] in _PEOPLE
    members = _recent(syntax, cast, root, count, people, content)
    return _joined(members, f"“{' '.join(words)}”") if len(members) == count else None


def _recent(
    syntax: Syntax, cast: Cast, root: int, count: int, people: bool, content: tuple[Span, ...]
) -> list[Character]:
    at = bisect_left(cast.heads, root)
    found: dict[int, Character] = {}
    for token in reversed(cast.heads[max(0, at - _LOOK_BACK) : at]):
        who = cast.at(token)
        held = any(a <= syntax.tokens[token].start < b for a, b in content)
        if who is not None and not held and who.named and _is_side(who, people):
            found.setdefault(who.number, who)
        if len(found) == count:
            break
    return sorted(found.values(), key=lambda c: c.last_before(root))


def _is_side(who: Character, people: bool) -> bool:
    if people:
        return who.kind is PartyKind.PERSON
    return who.kind in {PartyKind.STATE, PartyKind.ORGANISATION, PartyKind.UNKNOWN}


def _last_pair(syntax: Syntax, cast: Cast, root: int) -> Speaker | None:
    at, low = bisect_left(cast.heads, root), syntax.sentence_of[root] - _PAIR_SENTENCES
    for token in reversed(cast.heads[max(0, at - _LOOK_BACK) : at]):
        if syntax.sentence_of[token] < low:
            return None
        if syntax.tokens[token].dep not in {"nsubj", "nsubjpass"}:
            continue
        members = [cast.at(t) for t in (token, *syntax.all_children(token, "conj"))]
        named = [m for m in members if m is not None and m.named]
        return _joined(named, f"“{syntax.lower[root]}”") if len(named) > 1 else None
    return None


def _last_list(syntax: Syntax, cast: Cast, root: int, count: int) -> Speaker | None:
    """ "The three": the last list of so many names ("Ferrante, Brask and Kaya")."""
    at, low = bisect_left(cast.heads, root), syntax.sentence_of[root] - _PAIR_SENTENCES
    for token in reversed(cast.heads[max(0, at - _LOOK_BACK) : at]):
        if syntax.sentence_of[token] < low:
            return None
        listed = [token]
        for each in listed:
            listed.extend(syntax.all_children(each, "conj") if len(listed) <= count else [])
        members = [m for m in map(cast.at, listed) if m is not None and m.named]
        if len(listed) == len(members) == count:
            return _joined(members, f"“{syntax.lower[root]}”")
    return None


def _joined(members: list[Character], words: str) -> Speaker | None:
    names = list(dict.fromkeys(m.name for m in members))
    if len(names) < 2:
        return None
    name = ", ".join(names[:-1]) + " and " + names[-1]
    how = f"{words} are {name}"
    return Speaker(party_id(name), name, True, PartyKind.GROUP, how)


def body_phrase(syntax: Syntax, cast: Cast, root: int, owner: str = "") -> Speaker | None:
    """ "the foreign ministry", "Norway's government", "the newspaper".

    owner: the name behind its possessive pronoun ("his office"), "" where it has none.
    """
    word = syntax.lower[root]
    if is_class(word, "outlet"):
        return _recent_body(syntax, cast, root, PartyKind.OUTLET)
    if not is_class(word, "body"):
        return None
    phrase = owned(syntax, root, description(syntax, root), owner)
    state = _state_in(syntax, cast, root)
    if not state:
        bare = " " not in without_article(phrase)
        known = _recent_body(syntax, cast, root, PartyKind.ORGANISATION) if bare else None
        if known is not None:
            return known
    if not state:
        key = party_id(phrase, PartyKind.ORGANISATION, syntax.document.id)
        how = "a body without a name"
        return Speaker(key, phrase, False, PartyKind.ORGANISATION, how)
    name = without_article(phrase)
    how = f"a body of {state}"
    return Speaker(party_id(name), name, True, PartyKind.ORGANISATION, how, "", state)


def _state_in(syntax: Syntax, cast: Cast, root: int) -> str:
    tokens = list(range(syntax.left[root], root + 1))
    for prep in syntax.all_children(root, "prep"):
        if syntax.lower[prep] in {"of", "in"}:
            tokens.extend(syntax.all_children(prep, "pobj"))
    for i in tokens:
        text, who = syntax.tokens[i].text, cast.at(i)
        state = state_of_demonym(text) or state_named(text) if text[:1].isupper() else ""
        if not state and who is not None and who.kind is PartyKind.PERSON:
            state = next((s for s in map(_state_of_role, who.roles) if s), "")
        if state:
            return state
    return ""


def _state_of_role(role: Role) -> str:
    return state_named(role.affiliation) if role.affiliation else ""


_GENERAL = {
    "company", "firm", "bank", "group", "organisation", "organization", "agency", "union", "party",
    "corporation", "body", "institute", "charity", "watchdog", "bloc", "alliance",
}  # fmt: skip
_NEAR = 3  # sentences within which "the company" means the last company


def _near(syntax: Syntax, word: str, who: Character, token: int, root: int) -> bool:
    """Whether a body not far above may be meant; one named an "authority" is no "union"."""
    other = is_class(who.name.lower().split()[-1], "body", "body_name")
    far = syntax.sentence_of[root] - syntax.sentence_of[token] > _NEAR
    return word in _GENERAL and not other and not far


def _recent_body(syntax: Syntax, cast: Cast, root: int, kind: PartyKind) -> Speaker | None:
    """The body that "the ministry" or "the newspaper" goes back to."""
    word, at = syntax.lower[root], bisect_left(cast.heads, root)
    for token in reversed(cast.heads[max(0, at - _LOOK_BACK) : at]):
        who = cast.at(token)
        if who is None or who.kind is not kind:
            continue
        if (
            kind is PartyKind.OUTLET
            or word in who.name.lower().split()
            or _near(syntax, word, who, token, root)
        ):
            how = f"“the {word}” is {who.name}"
            return Speaker(party_id(who.name), who.name, True, kind, how)
    return None
