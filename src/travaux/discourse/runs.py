"""Runs of name words in a document, split into the title in front and the name itself.

A run is a stretch of capitalised words that the parser took for a name, joined by particles ("von
der"), hyphens, and the small words inside one entity ("Bank of England"). "US Special Envoy Steve
Witkoff" is one run: role "US Special Envoy", name "Steve Witkoff".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from travaux.discourse.gazetteer import look_up, state_of_demonym
from travaux.discourse.names import PARTICLES
from travaux.discourse.roles import gender_of_given, is_class
from travaux.discourse.syntax import Syntax

_NAMED = {"PERSON", "ORG", "GPE", "NORP", "LOC", "FAC", "PRODUCT", "WORK_OF_ART"}
_NO_NAME = {"DATE", "TIME", "MONEY", "PERCENT", "CARDINAL", "ORDINAL", "QUANTITY"}
_OPENERS = {
    "will", "would", "did", "does", "do", "is", "are", "was", "were", "has", "have", "had", "can",
    "could", "should", "may", "might", "but", "and", "or", "so", "yet", "if", "as", "when", "while",
    "then", "now", "how", "why", "what", "where", "who", "oppose", "support", "only", "even",
    "once",
    "both", "either", "neither", "also", "since", "after", "before", "until", "unless", "like",
}  # fmt: skip
_LONGEST = 14  # words; a longer run is a headline in capitals, not a name


@dataclass(frozen=True, slots=True)
class Run:
    """Tokens [first, last] (inclusive) of a name without its title; label: entity label.

    role: first and last token of the title in front, or None. A run that is only a title ("the
    Foreign Minister") has `bare` True.
    """

    first: int
    last: int
    label: str
    role: tuple[int, int] | None = None
    bare: bool = False


def name_runs(syntax: Syntax) -> Iterator[Run]:
    """The runs of a document in text order. Linear."""
    i, total = 0, len(syntax.tokens)
    before: tuple[int, int] | None = None
    while i < total:
        if not _is_name(syntax, i):
            i += 1
            continue
        last = _end_of_run(syntax, i)
        if last - i < _LONGEST:
            yield _split(syntax, i, last, before)
            before = (i, last)
        i = last + 1


def _is_name(syntax: Syntax, i: int) -> bool:
    token = syntax.tokens[i]
    if is_numbered(syntax, i):
        return True
    if i == syntax.sentence(i).first and _only_capitalised(syntax, i):
        return False
    if not token.text[:1].isupper() or token.entity in _NO_NAME or _is_weekday(syntax, i):
        return False
    if token.pos == "PROPN" or (token.entity in _NAMED and token.pos != "DET"):
        return True
    if _of_many(syntax, i):
        return True
    if token.pos in {"ADV", "ADJ", "NOUN", "X", "INTJ", "VERB"} and len(token.text) > 2:
        known = look_up(token.text) or look_up(_pair(syntax, i))
        return known is not None or bool(state_of_demonym(token.text))
    return False


def _is_weekday(syntax: Syntax, i: int) -> bool:
    """ "On Sun, Mar 2": a shortened day of the week in front of its date; no newspaper."""
    after = i + 1
    comma = after < len(syntax.tokens) and syntax.tokens[after].text == ","
    return comma and syntax.tokens[i].text in {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"}


def is_numbered(syntax: Syntax, i: int) -> bool:
    """Whether a body's number follows the word: "Local 611"."""
    after = i + 1
    if after >= len(syntax.tokens) or not is_class(syntax.lower[i], "numbered_body"):
        return False
    small = not syntax.tokens[i].text[:1].isupper()
    return not small and syntax.tokens[after].text.isdecimal()


def _pair(syntax: Syntax, i: int) -> str:
    """The token and the one behind it, as printed."""
    return syntax.text[slice(*syntax.chars(i, min(i + 1, len(syntax.tokens) - 1)))]


def _only_capitalised(syntax: Syntax, i: int) -> bool:
    """ "Will Trump …?", "Invoking Lenin, …": a small word or participle that opens a sentence."""
    word = syntax.lower[i]
    known = gender_of_given(f"{word.capitalize()} X") or look_up(syntax.tokens[i].text)
    known = known or look_up(_pair(syntax, i))
    return word in _OPENERS or (word.endswith("ing") and len(word) > 5 and not known)


def _end_of_run(syntax: Syntax, first: int) -> int:
    last, limit = first, syntax.sentence(first).last
    person = bool(gender_of_given(f"{syntax.tokens[first].text} X"))
    while last + 1 < limit:
        step = _step(syntax, last, limit, person)
        if step is None:
            break
        last = step
    return last


def _step(syntax: Syntax, last: int, limit: int, person: bool) -> int | None:
    """The token that the run goes on to after `last`, or None where it ends."""
    after = last + 1
    if _is_name(syntax, after) or is_numbered(syntax, last):
        return after
    token = syntax.tokens[after]
    if (
        token.text.lower() in PARTICLES
        and after + 2 < limit
        and syntax.tokens[after + 1].text == "-"
    ):
        return after + 2
    if _of_many(syntax, last):
        return after + 1
    beyond = after + 1 < limit and _is_name(syntax, after + 1)
    if not beyond:
        return _of_what(syntax, last, limit)
    inside = token.entity in _NAMED and not token.opens and not syntax.tokens[after + 1].opens
    hyphen = token.text == "-" and token.start == syntax.tokens[last].end
    if (
        inside
        and not person
        and token.text.lower() in {"of", "the", "for", "and", "&", "to", "on", "-", "in"}
    ):
        return after + 1
    if hyphen or token.text.lower() in PARTICLES:
        return after + 1
    return _of_what(syntax, last, limit)


def _of_many(syntax: Syntax, i: int) -> bool:
    """Whether the plural at i possesses the body named behind it: "the Dockers' Union"."""
    word, mark = syntax.tokens[i], i + 1
    if mark + 1 >= syntax.sentence(i).last or not word.text[:1].isupper():
        return False
    many = syntax.tokens[mark].text in {"'", "’"} and word.text.lower().endswith("s")
    odd = syntax.tokens[mark].text in {"'s", "’s"} and word.text.lower().endswith(_MANY)
    if not (many or odd) or word.text == "States":
        return False
    for at in range(mark + 1, min(mark + 5, syntax.sentence(i).last)):
        if not syntax.tokens[at].text[:1].isupper():
            return False
        if is_class(syntax.lower[at], "body_name"):
            return True
    return False


_MANY = ("men", "people", "children")


def _of_what(syntax: Syntax, last: int, limit: int) -> int | None:
    """The token to which "the League of Elders", "the Office of the Envoy" goes on."""
    prep = last + 1
    if not is_class(syntax.lower[last], "body_name") or syntax.lower[prep] not in {"of", "for"}:
        return None
    at = prep + 2 if prep + 1 < limit and syntax.lower[prep + 1] == "the" else prep + 1
    hangs = syntax.heads[prep] == last and at < limit
    capital = hangs and syntax.tokens[at].text[:1].isupper()
    return at if capital and syntax.tokens[at].entity not in _NO_NAME else None


def _split(syntax: Syntax, first: int, last: int, before: tuple[int, int] | None) -> Run:
    name = _name_start(syntax, first, last)
    label = syntax.tokens[last].entity or syntax.tokens[name].entity
    if name > last:
        return Run(first, last, "", (first, last), True)
    role = (first, name - 1) if name > first else None
    if role is None or not _titled(syntax, *role):
        role = _role_before(syntax, first, name, before) or role
    return Run(name, last, label, role)


def _titled(syntax: Syntax, first: int, last: int) -> bool:
    return any(is_class(syntax.lower[i], "office", "honorific") for i in range(first, last + 1))


def _name_start(syntax: Syntax, first: int, last: int) -> int:
    """Where the name begins: behind the last title word; past `last` for a title alone."""
    if look_up(syntax.text[slice(*syntax.chars(first, last))]) is not None:
        return first
    titles = [i for i in range(first, last + 1) if is_class(syntax.lower[i], "office", "honorific")]
    if titles and is_class(syntax.lower[last], "body_name", "outlet_name"):
        return first
    if titles:
        return titles[-1] + 1 if titles[-1] < last or _is_title(syntax, last) else first
    opens = [i for i in range(first + 1, last + 1)
             if syntax.tokens[i].opens and syntax.tokens[i].entity == "PERSON"]  # fmt: skip
    if opens:
        return opens[-1]
    demonym = first < last and state_of_demonym(syntax.tokens[first].text)
    return first + 1 if demonym and syntax.tokens[last].entity == "PERSON" else first


def _is_title(syntax: Syntax, i: int) -> bool:
    """A title word at the end of a run is a title, unless it is (part of) a person's name."""
    return syntax.tokens[i].entity != "PERSON" or not syntax.tokens[i - 1].text[:1].isupper()


def _role_before(
    syntax: Syntax, first: int, name: int, before: tuple[int, int] | None
) -> tuple[int, int] | None:
    """A title in front of the run: in lower case ("foreign minister X"), or with "of" inside
    ("Secretary of State X", where the run is "State X")."""
    low = _phrase_start(syntax, first, name)
    if low < first and _titled(syntax, low, first - 1):
        return low, name - 1
    if before is None or not 2 <= first - before[1] <= 3 or name == first:
        return None
    joined = syntax.lower[before[1] + 1] in {"of", "for"} and _titled(syntax, *before)
    return (before[0], name - 1) if joined else None


def _phrase_start(syntax: Syntax, first: int, name: int) -> int:
    """The first token of the noun phrase whose premodifiers reach up to the run."""
    low, floor = first, max(syntax.sentence(first).first, first - 8)
    while low - 1 >= floor:
        token = syntax.tokens[low - 1]
        if token.pos not in {"NOUN", "ADJ", "PROPN", "PART"} and token.text not in {
            "-",
            "’s",
            "'s",
        }:
            break
        low -= 1
    while low < first and syntax.tokens[low].text in {"’s", "'s", "-"}:
        low += 1
    return low
