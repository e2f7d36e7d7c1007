"""The persons and bodies of one document, and where each is mentioned.

Two passes over the runs of name words: full names first, so that "Rydell" may stand before or
after "Anja Rydell"; then single names, titles and descriptions ("a senior official") in text
order. A name that fits several persons goes to the one mentioned last.
"""

from __future__ import annotations

from collections.abc import Iterable

from travaux.core.parties import PartyKind
from travaux.discourse.characters import (
    NUMBERS,
    Character,
    bears,
    heads,
    is_predicate,
    is_turn_label,
    kind_of,
    shares_title,
)
from travaux.discourse.gazetteer import look_up, state_named, state_of_demonym
from travaux.discourse.lexicon import lexicon
from travaux.discourse.names import fold, given, initials, plain_key, same_given, surname
from travaux.discourse.roles import gender_of, gender_of_given, is_class
from travaux.discourse.runs import Run, name_runs
from travaux.discourse.standing import is_label
from travaux.discourse.syntax import Syntax
from travaux.discourse.titles import (
    Role,
    apposed,
    before_clause,
    description,
    gender_in,
    heads_phrase,
    is_indefinite,
    is_plural,
    is_titled,
    role_of,
    without_article,
)

_RECENT = 40  # how many earlier bearers of a title are looked at: keeps long documents linear


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

    def bearing(self, name: str) -> Character | None:
        """The person mentioned last of whom a word is the surname, whatever its case, or None."""
        bearers = self._surnames.get(fold(name), [])[-1:]
        return self.characters[bearers[0]] if bearers else None

    def words(self, run: Run) -> str:
        """The name of a run as printed, white space levelled."""
        return " ".join(self.syntax.text[slice(*self.syntax.chars(run.first, run.last))].split())

    def _is_full_person(self, run: Run) -> bool:
        if run.last == run.first or look_up(self.words(run)) is not None:
            return False
        titled = run.role is not None and is_titled(self.syntax, run.role)
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
        if is_label(self.syntax, run.last) or self._is_group(run):
            return
        one = self._one_of(run)
        if one is not None:
            self._note(one, range(run.first, run.last + 1), run.last)
            return
        character = self._full(run) or self._bearer(run) or self._national(run) or self._body(run)
        self._note(character, range(run.first, run.last + 1), run.last)
        if character.kind is PartyKind.PERSON:
            self.by_token.update(dict.fromkeys(apposed(self.syntax, run), character.number))
            for role in self._roles(run):
                self._give(character, role)

    def _is_group(self, run: Run) -> bool:
        """ "The two Parties" of a treaty: whoever they are, the word is no name."""
        return run.first == run.last and is_class(self.syntax.lower[run.last], "group")

    def _one_of(self, run: Run) -> Character | None:
        """ "A Liberal", "one European": somebody of a people or party, not the party itself."""
        syntax, last = self.syntax, run.last
        single = syntax.tokens[last].tag in {"NN", "NNP", "JJ"} and run.role is None
        if not single or not is_indefinite(syntax, last) or not heads_phrase(syntax, last):
            return None
        known = look_up(self.words(run)) is not None or syntax.tokens[last].entity == "PERSON"
        return None if known else self._unnamed(last)

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
        titled = [c for c in fitting if shares_title(self.syntax, run, c)]
        return max(titled or fitting, key=lambda c: (c.last_before(run.first), -c.number))

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
        if run.role is None or not is_titled(self.syntax, run.role):
            return None
        person = self._new(name, PartyKind.PERSON)
        self._surnames.setdefault(fold(surname(name)), []).append(person.number)
        return person

    def _body(self, run: Run) -> Character:
        name = self.words(run)
        entry = look_up(name)
        key = plain_key(entry.name if entry and entry.how != "seat" else name)
        if entry is None and key not in self._names:
            key = self._longer(run, key)
        if key not in self._names:
            self._names[key] = self._new(name, kind_of(self.syntax, run, name)).number
            if self.characters[-1].kind is PartyKind.PERSON:
                self._surnames.setdefault(fold(name), []).append(self._names[key])
            if len(name.split()) > 2:
                self._names.setdefault(plain_key(initials(name)), self._names[key])
        return self.characters[self._names[key]]

    def _longer(self, run: Run, key: str) -> str:
        """ "The Commission" behind "the European Commission": the key of the longer name."""
        lower = self.syntax.lower
        short = run.first == run.last and run.first > 0 and lower[run.first - 1] == "the"
        if not short or not is_class(lower[run.last], "body", "body_name", "outlet_name"):
            return key
        longer = [k for k, n in self._names.items() if heads(key, k) and self._is_body(n)]
        return max(longer, key=lambda k: self._last(k, run.first), default=key)

    def _last(self, key: str, token: int) -> int:
        return self.characters[self._names[key]].last_before(token)

    def _is_body(self, number: int) -> bool:
        return self.characters[number].kind in {PartyKind.ORGANISATION, PartyKind.OUTLET}

    def _roles(self, run: Run) -> list[Role]:
        found = []
        if run.role is not None and is_titled(self.syntax, run.role):
            found.append(role_of(self.syntax, *run.role))
        for noun in apposed(self.syntax, run):
            low, high = self.syntax.edges(noun)
            high = min(high, run.first - 1) if noun < run.first else high
            found.append(role_of(self.syntax, low, before_clause(self.syntax, noun, high)))
        return found

    def _give(self, character: Character, role: Role) -> None:
        if any(role.text == known.text for known in character.roles):
            return
        character.roles.append(role)
        character.gender = character.gender or gender_in(role.words)
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
        if not heads_phrase(syntax, i) or is_predicate(syntax, i) or is_turn_label(syntax, i):
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
        if is_plural(syntax, i) or is_indefinite(syntax, i):
            return None
        asked = role_of(syntax, syntax.left[i], before_clause(syntax, i, syntax.right[i]))
        bearers = self._offices.get(syntax.lower[i], [])[-_RECENT:]
        fitting = [self.characters[n] for n in bearers if bears(self.characters[n], asked)]
        before = [c for c in fitting if c.last_before(i) >= 0]
        return max(before or fitting, key=lambda c: c.last_before(i), default=None)

    def _unnamed(self, i: int) -> Character:
        """The unnamed source described here, or the one that "the official" goes back to."""
        syntax = self.syntax
        name = description(syntax, i)
        key, head = plain_key(without_article(name)), syntax.tokens[i].lemma.lower()
        words = [w for w in key.split() if not w.isdigit() and w not in NUMBERS]
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
        role = role_of(syntax, syntax.left[i], before_clause(syntax, i, syntax.right[i]))
        one = not is_plural(syntax, i) and not is_indefinite(syntax, i)
        office = one and is_class(head, "office") and not is_class(head, "person")
        if office and role.affiliation:
            new = self._new(without_article(name), PartyKind.PERSON)
        else:
            new = self._new(name, PartyKind.UNNAMED, named=False)
        new.plural, new.head = not one and is_plural(syntax, i), head
        new.gender = gender_of(syntax.lower[i])
        new.roles.append(role)
        return new
