"""Who the source words mean: each attribution's source -> a `Speaker` of this document.

By the head of the source: a pronoun goes to the best character before it (pronouns.py), a relative
pronoun to its antecedent, "I" and "we" to the speaker of the words they stand in, a name or title
to its character (cast.py), "the two leaders" to the last two, a text ("a report by X") to its
author, a body to itself; what is left is an unnamed source, a party of its own and of its outlet.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from travaux.core.parties import PartyKind, party_id
from travaux.core.statements import Speaker
from travaux.discourse.attribution import Attribution
from travaux.discourse.authors import again, author_of, group
from travaux.discourse.bodies import body_phrase, carried_by, group_of, is_carrier
from travaux.discourse.cast import Cast
from travaux.discourse.characters import Character
from travaux.discourse.noun_phrases import root_of
from travaux.discourse.pronouns import FIRST, NEUTER, PLURAL, SINGULAR, Pronouns
from travaux.discourse.replies import is_reply
from travaux.discourse.standing import NO_PARTY, Standing, is_label, standing
from travaux.discourse.syntax import Syntax
from travaux.discourse.titles import owned, possessive
from travaux.discourse.turns import Turns, is_turn
from travaux.discourse.unnamed import DESCRIBED, Nameless, outlet

_RELATIVE = {"who", "which", "that", "whom", "whose"}
_SECOND = {"you", "yourself", "yourselves"}
_NOBODY = {"nobody", "none", "no-one", "this", "there", "what", "everything", "nothing"}


def speakers_of(
    syntax: Syntax, found: Sequence[Attribution], above: Sequence[int]
) -> list[Speaker | None]:
    """One speaker (or None, where nobody is named) for each of the sorted attributions."""
    return _Casting(syntax, found, above).all()


class _Casting:
    def __init__(self, syntax: Syntax, found: Sequence[Attribution], above: Sequence[int]) -> None:
        self.syntax = syntax
        self.found = found
        self.above = above
        self.cast = Cast(syntax)
        self.pronouns = Pronouns(syntax, self.cast)
        self.turns = Turns(syntax, self.cast, found)
        self.unnamed = Nameless(syntax, self.cast)
        self.done: dict[int, Speaker | None] = {}
        self.floor: Speaker | None = None

    def all(self) -> list[Speaker | None]:
        """Every speaker, in text order; who encloses is resolved before who is enclosed."""
        for index in range(len(self.found)):
            self._speaker(index)
        return [self.done[index] for index in range(len(self.found))]

    def _speaker(self, index: int) -> Speaker | None:
        if index not in self.done:
            self.done[index] = None
            self.done[index] = self._resolve(index)
            if self.above[index] < 0 and self._outside_marks(index):
                self.floor = self.done[index]
        return self.done[index]

    def _outside_marks(self, index: int) -> bool:
        """Whether its source is the article's own word: one inside a quotation that goes on over
        several paragraphs does not take the floor from who is quoted."""
        source = self.found[index].source
        if source is None:
            return False
        root = root_of(self.syntax, source)
        return root is None or self.syntax.quotation_index(root) < 0

    def _resolve(self, index: int) -> Speaker | None:
        each = self.found[index]
        if each.source is None:
            return self._unsaid(index)
        handle = self.syntax.text[slice(*each.source)]
        if "@" in handle or is_reply(each):
            return self._handle(handle, each.source[0])
        turn = self.turns.speaker(each) if is_turn(each) else None
        if turn is not None:
            return self._of(turn, "the turn's label") if isinstance(turn, Character) else turn
        root = root_of(self.syntax, each.source)
        return None if root is None else self._who(root, index)

    def _handle(self, words: str, offset: int) -> Speaker:
        """ "Lena Aho (@lena_aho)", "Lena Aho <lena@aho.example>", "@LenaAho": the person of that
        name, or the handle itself."""
        shown = re.split(r"[(<]", words)[0].strip()
        account = words.partition("@")[2].strip(" )")
        spaced = re.sub(r"(?<=[a-z])(?=[A-Z])|_", " ", account)
        name = shown if shown and not shown.startswith("@") else spaced
        who = self.cast.person_named(name)
        if who is not None:
            return self._of(who, f"“{words}” is the account of {who.name}")
        name = name if " " in name or "<" in words else words
        return Speaker(party_id(name), name, True, PartyKind.UNKNOWN, "the name of an account")

    def _unsaid(self, index: int) -> Speaker | None:
        """A quotation that floats inherits the last speaker; hearsay has none."""
        each = self.found[index]
        if each.cue is not None or self.floor is None:
            return None
        return again(self.floor, f"goes on from {self.floor.name}")

    def _who(self, root: int, index: int, depth: int = 0) -> Speaker | None:
        word = self.syntax.lower[root]
        if word in FIRST:
            return self._first_person(root, index)
        if word in SINGULAR or word in PLURAL or word in NEUTER:
            return self._third_person(root, index)
        if word in _RELATIVE and self.syntax.tokens[root].pos in {"PRON", "DET", "SCONJ"}:
            antecedent = self._antecedent(root)
            return (
                self._who(antecedent, index, depth + 1)
                if antecedent is not None and depth < 3
                else None
            )
        if word in _SECOND:
            return self._addressed(root, index)
        if word in _NOBODY or standing(self.syntax, root) in NO_PARTY:
            return self._labelled(root, index, depth)
        beside = self._named_beside(root, index)
        if beside is not None:
            return beside
        several = self._several(root) or self._carried(root, index, depth)
        return several or self._character(root, index) or self._noun(root, index)

    def _labelled(self, root: int, index: int, depth: int) -> Speaker | None:
        """ "Point 26 of the American draft": the text speaks, its points do not."""
        if depth > 2 or not is_label(self.syntax, root):
            return None
        texts = [
            noun
            for prep in self.syntax.all_children(root, "prep")
            for noun in self.syntax.all_children(prep, "pobj")
            if standing(self.syntax, noun) is Standing.TEXT
        ]
        return self._who(texts[0], index, depth + 1) if texts else None

    def _addressed(self, root: int, index: int) -> Speaker | None:
        """ "Do you expect a treaty?": in an interview, the one who is asked."""
        turn = index
        while self.above[turn] >= 0 and not is_turn(self.found[turn]):
            turn = self.above[turn]
        last = self.syntax.sentence(root).last - 1
        other = self.turns.other(turn) if self.syntax.tokens[last].text == "?" else None
        who = self._speaker(other) if other is not None else None
        return (
            again(who, f"“{self.syntax.lower[root]}” is {who.name}, who is asked") if who else None
        )

    def _named_beside(self, root: int, index: int) -> Speaker | None:
        """ "The drug firm Novalis": a name that ends the phrase of a noun for a body or person."""
        syntax, source = self.syntax, self.found[index].source
        after = root + 1
        if source is None or syntax.tokens[root].pos != "NOUN" or after >= len(syntax.tokens):
            return None
        if syntax.tokens[after].start >= source[1] or not syntax.tokens[after].text[:1].isupper():
            return None
        who = self.cast.at(after)
        return self._of(who, f"name behind “{syntax.lower[root]}”") if who and who.named else None

    def _first_person(self, root: int, index: int) -> Speaker | None:
        above = self.above[index]
        if above >= 0:
            outer = self._speaker(above)
            return (
                again(outer, f"“{self.syntax.lower[root]}” in words of {outer.name}")
                if outer
                else None
            )
        if self.syntax.quotation_index(root) >= 0:
            return again(self.floor, "first person in a quotation") if self.floor else None
        return author_of(self.syntax, root)

    def _third_person(self, root: int, index: int) -> Speaker | None:
        word, content = self.syntax.lower[root], self.found[index].content
        self.pronouns.within_words_of(self._own_words(root, index))
        if word in SINGULAR:
            who = self.pronouns.singular(root, content)
        elif word in PLURAL:
            pair = group_of(self.syntax, self.cast, root, content)
            if pair is not None:
                return pair
            who = self.pronouns.plural(root, content)
        else:
            who = self.pronouns.neuter(root, content)
        if who is None:
            return None
        self.pronouns.spoke(who)
        return self._of(who, f"“{word}” is {who.name}, the best mention before it")

    def _own_words(self, root: int, index: int) -> str:
        """The speaker of the quotation or turn that token `root` stands in, or ""."""
        above = self.above[index]
        if above < 0:
            return ""
        cue = self.found[above].cue
        turn = cue is not None and self.syntax.text[slice(*cue)] == ":"
        quoted = self.syntax.quotation_index(root) >= 0
        outer = self._speaker(above) if turn or quoted else None
        return outer.name if outer else ""

    def _antecedent(self, root: int) -> int | None:
        for verb in self.syntax.ancestors(root):
            if self.syntax.tokens[verb].dep == "relcl":
                return self.syntax.heads[verb]
        return None

    def _several(self, root: int) -> Speaker | None:
        """ "A and B": a group of the two."""
        syntax = self.syntax
        joined = [root]
        for at in joined:
            joined.extend(syntax.all_children(at, "conj")) if len(joined) < 8 else None
        members = [self.cast.at(token) for token in joined]
        known = [m for m in members if m is not None and m.named]
        if len(known) < 2 or len(known) < len(joined):
            return None
        names = list(dict.fromkeys(m.name for m in known))
        return group(names, "names joined by “and”") if len(names) > 1 else None

    def _character(self, root: int, index: int) -> Speaker | None:
        who = self.cast.at(root)
        if who is None:
            return None
        self.pronouns.spoke(who)
        printed = self.syntax.tokens[root].text
        how = f"“{printed}” is {who.name}" if who.named else DESCRIBED
        return self._of(who, how, self._owner(root, index) if not who.named else "")

    def _carried(self, root: int, index: int, depth: int) -> Speaker | None:
        """A text or an act of saying: its author, or whose it is, speaks."""
        owner = carried_by(self.syntax, self.cast, root)
        if owner is not None:
            return self._of(owner, f"author of the {self.syntax.lower[root]}")
        poss = self.syntax.child(root, "poss") if is_carrier(self.syntax, root) else None
        return self._who(poss, index, depth + 1) if poss is not None and depth < 3 else None

    def _noun(self, root: int, index: int) -> Speaker | None:
        """A noun that is no person: a text, a body, a group, or an unnamed source."""
        made = group_of(self.syntax, self.cast, root, self.found[index].content)
        made = made or body_phrase(self.syntax, self.cast, root, self._owner(root, index))
        return made or self._nameless(root, index)

    def _nameless(self, root: int, index: int) -> Speaker | None:
        found = self.unnamed.speaker(root, self._owner(root, index))
        if isinstance(found, Character):
            return self._of(found, f"“{self.syntax.tokens[root].text}” is {found.name}")
        return found

    def _owner(self, head: int, index: int) -> str:
        """The name behind the possessive pronoun of a noun phrase ("his office"), or ""."""
        poss = possessive(self.syntax, head)
        if poss is None:
            return ""
        word = self.syntax.lower[poss]
        if word in FIRST:
            who = self._first_person(poss, index)
            return who.name if who and who.named else ""
        pronouns = self.pronouns
        find = pronouns.singular if word in SINGULAR else pronouns.plural
        find = pronouns.neuter if word in NEUTER else find
        known = find(poss, ()) if word in SINGULAR or word in PLURAL or word in NEUTER else None
        return known.name if known and known.named else ""

    def _of(self, who: Character, how: str, owner: str = "") -> Speaker:
        role = who.roles[0] if who.roles and who.named else None
        affiliation = next((r.affiliation for r in who.roles if r.affiliation), "")
        scope = "" if who.named else outlet(self.syntax, who.tokens[0])
        name = owned(self.syntax, who.tokens[0], who.name, owner)
        key = party_id(name, "" if who.named else who.kind, scope)
        text = role.text if role else ""
        return Speaker(key, name, who.named, who.kind, how, text, affiliation)
