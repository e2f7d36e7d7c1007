"""The persons and bodies of one document, and where each is mentioned.

Two passes over the runs of name words: full names first, so that "Rydell" may stand before or
after "Anja Rydell"; then single names, titles and descriptions ("a senior official") in text
order. A name that fits several persons goes to the one mentioned last.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field

from travaux.core.parties import PartyKind
from travaux.discourse.gazetteer import look_up, state_named, state_of_demonym
from travaux.discourse.lexicon import lexicon
from travaux.discourse.names import fold, given, initials, plain_key, same_given, surname
from travaux.discourse.roles import gender_of, gender_of_given, is_class
from travaux.discourse.runs import Run, name_runs
from travaux.discourse.syntax import Syntax

_RECENT = 40  # how many earlier bearers of a title are looked at: keeps long documents linear


@dataclass(slots=True)
class Role:
    """A title as printed, its words in lower case, and the body it names, as printed."""

    text: str
    words: frozenset[str]
    head: str
    affiliation: str = ""


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


class Cast:
    """All characters of a document; `at` finds the one mentioned by a token."""

    def __init__(self, syntax: Syntax) -> None:
        self.syntax = syntax
        self.characters: list[Character] = []
        self.by_token: dict[int, int] = {}
        self.heads: list[int] = []
        self._surnames: dict[str, list[int]] = {}
        self._names: dict[str, int] = {}
        self._offices: dict[str, list[int]] = {}
        self._described: dict[str, int] = {}
        self._by_state: dict[str, list[int]] = {}
        self._unnamed_heads: dict[str, int] = {}
        self._fill()

    def _fill(self) -> None:
        runs = list(name_runs(self.syntax))
        for run in runs:
            if not run.bare and self._is_full_person(run):
                self._person(run)
        runs_at = {run.last: run for run in runs if not run.bare}
        beside = {noun for run in runs_at.values() for noun in apposed(self.syntax, run)}
        for i, token in enumerate(self.syntax.tokens):
            if i in runs_at:
                self._mention(runs_at[i])
            elif i in beside:
                continue
            elif token.pos in {"NOUN", "PROPN"} and i not in self.by_token:
                self._describe(i)
        self.heads = sorted({t for c in self.characters for t in c.tokens})
        for character in self.characters:
            character.tokens = sorted(set(character.tokens))

    def at(self, token: int) -> Character | None:
        """The character that the token is part of a mention of, or None."""
        number = self.by_token.get(token)
        return None if number is None else self.characters[number]

    def person_named(self, name: str) -> Character | None:
        """The person of this full name, in any spelling, or None."""
        for number in self._surnames.get(fold(surname(name)), [])[-_RECENT:]:
            if same_given(self.characters[number].name, name):
                return self.characters[number]
        return None

    def words(self, run: Run) -> str:
        """The name of a run as printed, white space levelled."""
        return " ".join(self.syntax.text[slice(*self.syntax.chars(run.first, run.last))].split())

    def _is_full_person(self, run: Run) -> bool:
        if run.last == run.first or look_up(self.words(run)) is not None:
            return False
        titled = run.role is not None and _titled(self.syntax, run.role)
        if titled:
            return True
        if is_class(self.syntax.lower[run.last], "body_name", "outlet_name", "office"):
            return False
        given_name = run.last - run.first < 4 and gender_of_given(self.words(run))
        return run.label == "PERSON" or bool(given_name) or bool(apposed(self.syntax, run))

    def _person(self, run: Run) -> Character:
        """The character of a full name: one that fits already, or a new one."""
        name = self.words(run)
        key = fold(surname(name))
        for number in reversed(self._surnames.get(key, [])[-_RECENT:]):
            if same_given(self.characters[number].name, name) and given(name):
                person = self.characters[number]
                person.name = max(person.name, name, key=lambda n: len(n.split()))
                return person
        person = self._new(name, PartyKind.PERSON)
        self._surnames.setdefault(key, []).append(person.number)
        return person

    def _new(self, name: str, kind: PartyKind, named: bool = True) -> Character:
        character = Character(len(self.characters), name, kind, named)
        self.characters.append(character)
        return character

    def _mention(self, run: Run) -> None:
        character = self._full(run) or self._bearer(run) or self._national(run) or self._body(run)
        self._note(character, range(run.first, run.last + 1), run.last)
        if character.kind is PartyKind.PERSON:
            self.by_token.update(dict.fromkeys(apposed(self.syntax, run), character.number))
            for role in self._roles(run):
                self._give(character, role)

    def _note(self, character: Character, tokens: Iterable[int], head: int) -> None:
        for token in tokens:
            self.by_token[token] = character.number
        character.tokens.append(head)

    def _full(self, run: Run) -> Character | None:
        return self._person(run) if self._is_full_person(run) else None

    def _bearer(self, run: Run) -> Character | None:
        """The person whose surname (or first name) the run is, the one mentioned last."""
        name = self.words(run)
        known = look_up(name)
        if known is not None and run.label != "PERSON":
            return None
        bearers = self._surnames.get(fold(surname(name)), [])[-_RECENT:]
        fitting = [self.characters[n] for n in bearers if same_given(self.characters[n].name, name)]
        if not fitting:
            return self._titled_surname(run, name)
        titled = [c for c in fitting if self._shares_title(run, c)]
        return max(titled or fitting, key=lambda c: (c.last_before(run.first), -c.number))

    def _shares_title(self, run: Run, character: Character) -> bool:
        """Whether "Dr Yusuf" carries a title that this bearer of the name was given."""
        if run.role is None:
            return False
        words = set(self.syntax.lower[run.role[0] : run.role[1] + 1])
        return any(words & role.words for role in character.roles)

    def _national(self, run: Run) -> Character | None:
        """ "The Norwegian": the person last mentioned whose title names that state."""
        syntax, at = self.syntax, run.first
        single = run.first == run.last and not syntax.lower[at].endswith("s")
        state = state_of_demonym(syntax.tokens[at].text) if single else ""
        if not state or at == 0 or syntax.lower[at - 1] != "the" or syntax.right[at] > at:
            return None
        for number in reversed(self._by_state.get(state, [])[-_RECENT:]):
            return self.characters[number]
        return None

    def _titled_surname(self, run: Run, name: str) -> Character | None:
        """ "Mr Brask", "President Brask": a person of whom only the surname is given."""
        if run.role is None or not _titled(self.syntax, run.role):
            return None
        person = self._new(name, PartyKind.PERSON)
        self._surnames.setdefault(fold(surname(name)), []).append(person.number)
        return person

    def _body(self, run: Run) -> Character:
        name = self.words(run)
        entry = look_up(name)
        key = plain_key(entry.name if entry and entry.how != "seat" else name)
        if key not in self._names:
            self._names[key] = self._new(name, self._kind(run, name)).number
            if self.characters[-1].kind is PartyKind.PERSON:
                self._surnames.setdefault(fold(name), []).append(self._names[key])
            if len(name.split()) > 2:
                self._names.setdefault(plain_key(initials(name)), self._names[key])
        return self.characters[self._names[key]]

    def _kind(self, run: Run, name: str) -> PartyKind:
        entry = look_up(name)
        if entry is not None:
            return entry.kind
        if state_of_demonym(name):
            return PartyKind.GROUP
        last = self.syntax.lower[run.last]
        for word_class, kind in (
            ("outlet_name", PartyKind.OUTLET), ("outlet", PartyKind.OUTLET),
            ("body_name", PartyKind.ORGANISATION), ("body", PartyKind.ORGANISATION),
        ):  # fmt: skip
            if is_class(last, word_class):
                return kind
        the = run.first > 0 and self.syntax.lower[run.first - 1] == "the"
        if run.label == "PERSON" and the:
            return PartyKind.UNKNOWN
        labels = {"PERSON": PartyKind.PERSON, "ORG": PartyKind.ORGANISATION}
        return labels.get(run.label, PartyKind.UNKNOWN)

    def _roles(self, run: Run) -> list[Role]:
        found = []
        if run.role is not None and _titled(self.syntax, run.role):
            found.append(role_of(self.syntax, *run.role))
        for noun in apposed(self.syntax, run):
            low, high = self.syntax.edges(noun)
            high = min(high, run.first - 1) if noun < run.first else high
            found.append(role_of(self.syntax, low, _before_clause(self.syntax, noun, high)))
        return found

    def _give(self, character: Character, role: Role) -> None:
        if any(role.text == known.text for known in character.roles):
            return
        character.roles.append(role)
        character.gender = character.gender or _gender(role.words)
        state = state_named(role.affiliation) if role.affiliation else ""
        self._by_state.setdefault(state, []).append(character.number)
        for word in role.words:
            if is_class(word, "office", "person"):
                bearers = self._offices.setdefault(word, [])
                if not bearers or bearers[-1] != character.number:
                    bearers.append(character.number)

    def _describe(self, i: int) -> None:
        """A noun that stands for somebody: a title that someone bears, or an unnamed source."""
        syntax = self.syntax
        if not _heads_phrase(syntax, i):
            return
        if is_class(syntax.lower[i], "person", "office", "group"):
            self._note(self.bearer_of(i) or self._unnamed(i), [i], i)
        elif syntax.tokens[i].lemma.lower() in lexicon().phrases["carriers"]:
            text = self._unnamed(i)
            text.kind = PartyKind.UNKNOWN
            self._note(text, [i], i)

    def bearer_of(self, i: int) -> Character | None:
        """Who bears the title that the noun phrase at i names ("the foreign minister")."""
        syntax = self.syntax
        if is_plural(syntax, i) or _indefinite(syntax, i):
            return None
        asked = role_of(syntax, syntax.left[i], _before_clause(syntax, i, syntax.right[i]))
        bearers = self._offices.get(syntax.lower[i], [])[-_RECENT:]
        fitting = [self.characters[n] for n in bearers if _fits(self.characters[n], asked)]
        before = [c for c in fitting if c.last_before(i) >= 0]
        return max(before or fitting, key=lambda c: c.last_before(i), default=None)

    def _unnamed(self, i: int) -> Character:
        """The unnamed source described here, or the one that "the official" goes back to."""
        syntax = self.syntax
        name = description(syntax, i)
        key, head = plain_key(without_article(name)), syntax.tokens[i].lemma.lower()
        words = [w for w in key.split() if not w.isdigit() and w not in _NUMBERS]
        bare = len(words) == 1 and syntax.lower[syntax.left[i]] in {"the", "this", "that"}
        if bare and head in self._unnamed_heads:
            return self.characters[self._unnamed_heads[head]]
        if key not in self._described:
            self._described[key] = self._new_unnamed(i, name, head).number
        self._unnamed_heads[head] = self._described[key]
        return self.characters[self._described[key]]

    def _new_unnamed(self, i: int, name: str, head: str) -> Character:
        """A new unnamed source; the one holder of an office ("the Danish premier") is no such."""
        syntax = self.syntax
        role = role_of(syntax, syntax.left[i], _before_clause(syntax, i, syntax.right[i]))
        one = not is_plural(syntax, i) and not _indefinite(syntax, i)
        office = one and is_class(head, "office") and not is_class(head, "person")
        if office and role.affiliation:
            new = self._new(without_article(name), PartyKind.PERSON)
        else:
            new = self._new(name, PartyKind.UNNAMED, named=False)
        new.plural, new.head = not one and is_plural(syntax, i), head
        new.gender = gender_of(syntax.lower[i])
        new.roles.append(role)
        return new


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
    titles = [c for c in candidates if _is_title_noun(syntax, c)]
    return titles[:1]


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


def _titled(syntax: Syntax, role: tuple[int, int]) -> bool:
    words = syntax.lower[role[0] : role[1] + 1]
    return any(is_class(word, "office", "honorific", "person") for word in words)


def _fits(character: Character, asked: Role) -> bool:
    """Whether one of the character's titles holds all the words asked for."""
    wanted = frozenset(asked.text.lower().split()) - _EMPTY
    state = state_named(asked.affiliation) if asked.affiliation else ""
    for role in character.roles:
        known = set(role.words)
        own = state_named(role.affiliation) if role.affiliation else ""
        if state and own == state:
            known |= {w.lower() for w in asked.affiliation.split()} | wanted & _state_words(asked)
        if wanted <= known:
            return True
    return False


def _state_words(role: Role) -> set[str]:
    return {word for word in role.words if state_named(word.capitalize()) or word == "us"}


_EMPTY = frozenset(
    """the this that 's ’s own country of its his her former ex then outgoing new veteran late
    acting interim embattled senior top incoming newly elected""".split()  # noqa: SIM905
)


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


def _gender(words: Iterable[str]) -> str:
    return next((g for g in map(gender_of, sorted(words)) if g), "")


def _heads_phrase(syntax: Syntax, i: int) -> bool:
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


def _indefinite(syntax: Syntax, i: int) -> bool:
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


def _before_clause(syntax: Syntax, i: int, last: int) -> int:
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
    return short and first > 0 and syntax.tokens[first - 1].text != ","


def description(syntax: Syntax, i: int) -> str:
    """The words of an unnamed source, without what is said of it in clauses."""
    first, last = syntax.left[i], _before_clause(syntax, i, syntax.right[i])
    while first < i and syntax.tokens[first].pos in {"PUNCT", "CCONJ", "SCONJ"}:
        first += 1
    words = " ".join(syntax.text[slice(*syntax.chars(first, last))].split())
    words = words.rstrip(" ,;")
    words = words[:-2] if words.endswith(("'s", "’s")) else words.rstrip("'’")
    lowered = syntax.tokens[first].pos in {"DET", "ADJ", "NUM"}
    return words[:1].lower() + words[1:] if lowered else words


_NUMBERS = {"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"}


def without_article(words: str) -> str:
    """The words without a leading article."""
    first, _, rest = words.partition(" ")
    return rest if first.lower() in {"a", "an", "the"} and rest else words
