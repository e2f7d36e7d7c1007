"""Who a pronoun in a source means: the best of the characters mentioned shortly before.

Candidates are scored by distance, grammatical role (a subject before an object), whether they
were the last to speak, and gender where anything in the text tells it (a title, "spokeswoman",
"his" beside a single name); after Lappin & Leass (1994). The weights were
set by hand on the half of bench/gold/speakers.toml that is not held out; bench/floors.toml has
the figures of both halves.
Characters inside the words attributed are no candidates.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator

from travaux.core.parties import PartyKind
from travaux.discourse.attribution import Span
from travaux.discourse.cast import Cast
from travaux.discourse.characters import Character
from travaux.discourse.roles import gender_of_given
from travaux.discourse.syntax import Syntax

SINGULAR = {"he": "m", "him": "m", "his": "m", "himself": "m",
            "she": "f", "her": "f", "hers": "f", "herself": "f"}  # fmt: skip
PLURAL = {"they", "them", "their", "theirs", "themselves"}
NEUTER = {"it", "its", "itself"}
FIRST = {"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"}
_BODIES = {PartyKind.ORGANISATION, PartyKind.OUTLET, PartyKind.STATE, PartyKind.UNKNOWN}
_SENTENCES = 6  # how far back a pronoun reaches
_MENTIONS = 40
_WEIGHTS = {
    "sentence": -2.0,  # a sentence farther away
    "subject": 3.0,
    "possessor": -2.0,
    "object": -0.5,
    "modifier": -6.0,
    "in_quotation": -4.0,
    "spoke_last": 1.5,
    "gender": 2.0,
    "unnamed": -0.5,
    "plural": 3.0,
}


class Pronouns:
    """Resolves pronouns of one document; `spoke` is told each speaker in text order."""

    def __init__(self, syntax: Syntax, cast: Cast) -> None:
        self.syntax = syntax
        self.cast = cast
        self.last: Character | None = None
        self.absent: str = ""
        self._learn_genders()

    def within_words_of(self, name: str) -> None:
        """Whose own words the next pronoun stands in: it cannot mean them. "" for nobody's."""
        self.absent = name

    def spoke(self, who: Character | None) -> None:
        """Note who spoke last."""
        self.last = who or self.last

    def _learn_genders(self) -> None:
        """ "Rydell met her colleague": a pronoun behind a single human of its sentence."""
        for i, word in enumerate(self.syntax.lower):
            gender = SINGULAR.get(word)
            if gender and self.syntax.tokens[i].dep in {"nsubj", "nsubjpass", "poss"}:
                humans = self._humans_before(i)
                if len(humans) == 1 and _may_be(humans[0], gender):
                    humans[0].gender = gender

    def _humans_before(self, i: int) -> list[Character]:
        first = self.syntax.sentence(i).first
        heads = self.cast.heads
        near = heads[
            max(bisect_left(heads, first), bisect_left(heads, i) - 6) : bisect_left(heads, i)
        ]
        found = {c.number: c for c in map(self.cast.at, near) if c is not None and c.human}
        return list(found.values())

    def singular(self, i: int, content: tuple[Span, ...]) -> Character | None:
        """Who "he" or "she" at token i means; content: the words attributed to them."""
        gender = SINGULAR[self.syntax.lower[i]]
        best = self._best(i, content, lambda c: _is_one(c) and _may_be(c, gender), gender)
        if best is not None and not best.gender and best.kind is PartyKind.PERSON:
            best.gender = gender
        return best

    def plural(self, i: int, content: tuple[Span, ...]) -> Character | None:
        """Who "they" at token i means: a plural source or a body."""
        return self._best(i, content, _may_be_they, "")

    def neuter(self, i: int, content: tuple[Span, ...]) -> Character | None:
        """Who "it" at token i means: a body, a state, an outlet."""
        return self._best(i, content, lambda c: c.kind in _BODIES, "")

    def _best(
        self, i: int, content: tuple[Span, ...], fits: Callable[[Character], bool], gender: str
    ) -> Character | None:
        scored: list[tuple[float, int, Character]] = []
        for token, character in self._candidates(i):
            inside = any(a <= self.syntax.tokens[token].start < b for a, b in content)
            if not inside and character.name != self.absent and fits(character):
                scored.append((self._score(i, token, character, gender), token, character))
        return max(scored, key=lambda s: (s[0], s[1]), default=(0.0, 0, None))[2]

    def _candidates(self, i: int) -> Iterator[tuple[int, Character]]:
        heads, low = self.cast.heads, self.syntax.sentence_of[i] - _SENTENCES
        at = bisect_left(heads, i)
        for token in reversed(heads[max(0, at - _MENTIONS) : at]):
            if self.syntax.sentence_of[token] < low:
                return
            character = self.cast.at(token)
            if character is not None:
                yield token, character

    def _score(self, i: int, token: int, character: Character, gender: str) -> float:
        syntax = self.syntax
        score = _WEIGHTS["sentence"] * (syntax.sentence_of[i] - syntax.sentence_of[token])
        score += _WEIGHTS.get(_GRAMMAR.get(syntax.tokens[token].dep, ""), 0.0)
        if syntax.quotation_index(token) not in {-1, syntax.quotation_index(i)}:
            score += _WEIGHTS["in_quotation"]
        if self.last is character:
            score += _WEIGHTS["spoke_last"]
        if gender and (character.gender or gender_of_given(character.name)) == gender:
            score += _WEIGHTS["gender"]
        if not character.named:
            score += _WEIGHTS["unnamed"]
        return score + (_WEIGHTS["plural"] if character.plural else 0.0)


_GRAMMAR = {
    "nsubj": "subject", "nsubjpass": "subject", "poss": "possessor", "dobj": "object",
    "pobj": "object", "dative": "object", "compound": "modifier", "amod": "modifier",
    "nmod": "modifier", "agent": "subject",
}  # fmt: skip


def _is_one(character: Character) -> bool:
    """A person, or a single name that nothing tells of ("Hask did not stand. He …")."""
    unknown = character.kind is PartyKind.UNKNOWN and character.named
    return character.human or (unknown and character.name.isalpha())


def _may_be_they(character: Character) -> bool:
    """A plural, a group or a named body; a text without a name ("the plan") is "it"."""
    body = character.named and character.kind in _BODIES | {PartyKind.GROUP}
    return character.plural or body


def _may_be(character: Character, gender: str) -> bool:
    """Whether "he" or "she" may mean the character: what the text says, else the given name."""
    known = character.gender or gender_of_given(character.name)
    return known in {"", gender}
