"""One person, body or unnamed source of a document, and what tells it from another."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from travaux.core.parties import PartyKind
from travaux.discourse.gazetteer import look_up, state_named, state_of_demonym
from travaux.discourse.roles import is_class
from travaux.discourse.runs import Run, is_numbered
from travaux.discourse.syntax import Syntax
from travaux.discourse.titles import Role, state_words


@dataclass(slots=True)
class Character:
    """A person, body or unnamed source of this document. tokens: heads of its mentions, sorted."""

    number: int
    name: str
    kind: PartyKind
    named: bool = True
    gender: str = ""
    plural: bool = False
    head: str = ""
    roles: list[Role] = field(default_factory=list)
    tokens: list[int] = field(default_factory=list)

    def last_before(self, token: int) -> int:
        """The head token of its last mention before `token`, or -1."""
        at = bisect_left(self.tokens, token)
        return self.tokens[at - 1] if at else -1

    @property
    def human(self) -> bool:
        """Whether "he" or "she" may mean it."""
        return self.kind in {PartyKind.PERSON, PartyKind.UNNAMED} and not self.plural


def shares_title(syntax: Syntax, run: Run, character: Character) -> bool:
    """Whether "Dr Yusuf" carries a title that this bearer of the name was given."""
    if run.role is None:
        return False
    words = set(syntax.lower[run.role[0] : run.role[1] + 1])
    return any(words & role.words for role in character.roles)


def kind_of(syntax: Syntax, run: Run, name: str) -> PartyKind:
    """What a name is, by the table, its last word and the entity label."""
    entry = look_up(name)
    if entry is not None:
        return entry.kind
    if state_of_demonym(name):
        return PartyKind.GROUP
    if run.first < run.last and is_numbered(syntax, run.last - 1):
        return PartyKind.ORGANISATION
    last = syntax.lower[run.last]
    for word_class, kind in (
        ("outlet_name", PartyKind.OUTLET), ("outlet", PartyKind.OUTLET),
        ("body_name", PartyKind.ORGANISATION), ("body", PartyKind.ORGANISATION),
    ):  # fmt: skip
        if is_class(last, word_class):
            return kind
    the = run.first > 0 and syntax.lower[run.first - 1] == "the"
    if run.label == "PERSON" and the:
        return PartyKind.UNKNOWN
    labels = {"PERSON": PartyKind.PERSON, "ORG": PartyKind.ORGANISATION}
    return labels.get(run.label, PartyKind.UNKNOWN)


def heads(short: str, name: str) -> bool:
    """Whether a longer name has the short one for its head: "League" of "League of Elders"."""
    head = re.split(r" (?:of|for) ", name)[0]
    return name != short and f" {head}".endswith(f" {short}")


def is_turn_label(syntax: Syntax, i: int) -> bool:
    """ "REPORTER:": the label of a turn, which mentions nobody that a pronoun could mean."""
    after = i + 1
    colon = after < len(syntax.tokens) and syntax.tokens[after].text == ":"
    return colon and syntax.tokens[i].text.isupper()


def is_predicate(syntax: Syntax, i: int) -> bool:
    """ "She works as a nurse", "he is a farmer": the noun tells what somebody is, nobody new."""
    head = syntax.heads[i]
    if syntax.tokens[i].dep == "pobj":
        return syntax.lower[head] == "as"
    return syntax.tokens[i].dep in {"attr", "oprd"} and syntax.child(head, "nsubj") is not None


def bears(character: Character, asked: Role) -> bool:
    """Whether one of the character's titles holds all the words asked for."""
    wanted = frozenset(asked.text.lower().split()) - _EMPTY
    state = state_named(asked.affiliation) if asked.affiliation else ""
    for role in character.roles:
        known = set(role.words)
        own = state_named(role.affiliation) if role.affiliation else ""
        if state and own == state:
            known |= {w.lower() for w in asked.affiliation.split()} | wanted & state_words(asked)
        if wanted <= known:
            return True
    return False


_EMPTY = frozenset(
    """the this that 's ’s own country of its his her former ex then outgoing new veteran late
    acting interim embattled senior top incoming newly elected""".split()  # noqa: SIM905
)


NUMBERS = {"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"}
