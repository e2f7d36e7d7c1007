"""Words passed on: "Axios, citing a US official, reported that …" gives the official a say too.

The one who is cited says what the clause around the citation says, so a relay shares the content
of its host: the attribution of the same sentence whose cue the participle hangs on.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from travaux.discourse.attribution import Attribution, Span
from travaux.discourse.clauses import MADE_BY, speaks
from travaux.discourse.cues import verb_lemma
from travaux.discourse.lexicon import lexicon
from travaux.discourse.nesting import RELAY
from travaux.discourse.noun_phrases import noun_phrase
from travaux.discourse.syntax import Syntax

_NEAR = 4  # tokens


def with_relays(syntax: Syntax, found: Sequence[Attribution]) -> list[Attribution]:
    """`found`, and for each "citing X" the attribution of X inside its host."""
    at_cue = _by_sentence(syntax, found)
    relays = list(_relays(syntax, at_cue))
    cues = {each.cue[0] for each in relays if each.cue}
    kept = [each for each in found if each.cue is None or each.cue[0] not in cues]
    trailing = [each for each in kept if _trails(syntax, each)]
    return _hosts_cleared(syntax, kept, [*relays, *trailing]) + relays


def _trails(syntax: Syntax, each: Attribution) -> bool:
    """ "…, according to X.": after a comma the phrase speaks of the whole sentence before it."""
    if each.cue is None or each.source is None or each.cue[0] < each.content[-1][1]:
        return False
    phrase = each.cue[1] <= each.source[0]
    return phrase and syntax.text[max(0, each.cue[0] - 4) : each.cue[0]].rstrip()[-1:] == ","


def _hosts_cleared(
    syntax: Syntax, found: Sequence[Attribution], relays: Sequence[Attribution]
) -> list[Attribution]:
    """Hosts without the citation in their content, where it stood at its rim."""
    taken = sorted(hull for hull in (_citation(each) for each in relays) if hull)
    cleared = []
    for each in found:
        inside = [t for t in _between(taken, *each.content[-1]) if t[1] == each.content[-1][1]]
        inside += [t for t in _between(taken, *each.content[0]) if t[0] == each.content[0][0]]
        content = _left_over(syntax, each.content, inside[0]) if inside else each.content
        each = replace(each, content=content) if content else each
        cleared.append(replace(each, source=_source_alone(syntax, each.source, taken)))
    return cleared


def _source_alone(syntax: Syntax, source: Span | None, taken: list[Span]) -> Span | None:
    """ "Local media, quoting police," without the citation."""
    inside = _between(taken, *source) if source else []
    if source is None or not inside:
        return source
    alone = syntax.trim(source[0], inside[0][0]) or source
    last = syntax.words(alone)[-1:]
    if last and syntax.lower[last[0]] in {"which", "who", "that"}:
        return syntax.trim(alone[0], syntax.tokens[last[0]].start) or alone
    return alone


def _citation(each: Attribution) -> Span | None:
    return (each.cue[0], each.source[1]) if each.cue and each.source else None


def _between(spans: list[Span], start: int, end: int) -> list[Span]:
    return spans[bisect_left(spans, (start, 0)) : bisect_left(spans, (end, 0))]


def _by_sentence(syntax: Syntax, found: Sequence[Attribution]) -> dict[int, list[Attribution]]:
    table: dict[int, list[Attribution]] = {}
    for each in found:
        if each.cue is not None:
            first = syntax.token_from(each.cue[0])
            if passes_on(syntax, first):
                continue
            table.setdefault(syntax.sentence_of[first], []).append(each)
    return table


def _relays(syntax: Syntax, table: dict[int, list[Attribution]]) -> Iterator[Attribution]:
    for i, token in enumerate(syntax.tokens):
        if not passes_on(syntax, i):
            continue
        noun = cited(syntax, i)
        host = _host(syntax, i, table.get(syntax.sentence_of[i], []))
        if noun is None or host is None or _says_itself(syntax, i, noun):
            continue
        if _only_means(syntax, i, noun, host):
            continue
        source = noun_phrase(syntax, noun, (i,))
        content = _left_over(syntax, host.content, (token.start, source[1]))
        if content:
            why = (
                ("cue", RELAY),
                ("content", "that of its host"),
                ("source", "object of the verb"),
            )
            cue = (token.start, token.end)
            yield Attribution(source, cue, content, MADE_BY, 0.8, why)


def passes_on(syntax: Syntax, i: int) -> bool:
    """Whether the word is "citing", "which cited" or "based on": it has no clause of its own."""
    token = syntax.tokens[i]
    passing = (
        token.tag == "VBG" or token.dep == "relcl" or (token.tag == "VBN" and token.dep in _LOOSE)
    )
    return passing and verb_lemma(token) in _relay_verbs() and cited(syntax, i) is not None


_LOOSE = {"acl", "advcl", "prep"}


@cache
def _relay_verbs() -> dict[str, set[str]]:
    """For each relay verb the prepositions it takes, "" for a plain object."""
    table: dict[str, set[str]] = {}
    for phrase in lexicon().phrases["relays"]:
        verb, _, preposition = phrase.partition(" ")
        table.setdefault(verb, set()).add(preposition)
    return table


def cited(syntax: Syntax, i: int) -> int | None:
    """The head of the noun phrase that the relay verb at i passes on."""
    allowed = _relay_verbs()[verb_lemma(syntax.tokens[i])]
    noun = syntax.child(i, "dobj") if "" in allowed else None
    below = [i, *syntax.all_children(i, "dobj")]
    for prep in (p for at in below for p in syntax.all_children(at, "prep")):
        if noun is None and syntax.lower[prep] in allowed:
            noun = syntax.child(prep, "pobj")
    return noun


def _only_means(syntax: Syntax, i: int, noun: int, host: Attribution) -> bool:
    """ "…, she said, referring to the clause" names nobody who said it."""
    if verb_lemma(syntax.tokens[i]) not in lexicon().phrases["meaning"]:
        return False
    behind = host.cue is not None and host.cue[1] <= syntax.tokens[i].start
    return behind or not speaks(syntax, noun)


def _says_itself(syntax: Syntax, i: int, noun: int) -> bool:
    """ "citing X as saying that …" has a content of its own."""
    preps = [*syntax.all_children(i, "prep"), *syntax.all_children(noun, "prep")]
    return any(syntax.child(p, "pcomp") is not None for p in preps if syntax.lower[p] == "as")


def _host(syntax: Syntax, i: int, near: list[Attribution]) -> Attribution | None:
    """The attribution whose cue holds the head of token i, else the nearest cue of the sentence."""
    head = syntax.tokens[syntax.heads[i]].start
    own = syntax.tokens[i].start
    others = [e for e in near if e.cue and not e.cue[0] <= own < e.cue[1] and e.source]
    beside = [e for e in others if _touches(syntax, e, own)]
    held = [e for e in others if e.cue and e.cue[0] <= head < e.cue[1]]
    return min(beside or held or others, key=lambda e: abs(_gap(e, own)), default=None)


def _touches(syntax: Syntax, each: Attribution, offset: int) -> bool:
    """Whether only a comma and perhaps a date stand between the cue or source and the citation."""
    ends = [span[1] for span in (each.cue, each.source) if span and span[1] <= offset]
    return any(len(syntax.words((end, offset))) <= _NEAR for end in ends)


def _gap(each: Attribution, offset: int) -> int:
    return each.cue[0] - offset if each.cue else 0


def _left_over(syntax: Syntax, spans: tuple[Span, ...], taken: Span) -> tuple[Span, ...]:
    """The spans without the characters of the citation itself."""
    pieces = []
    for start, end in spans:
        for low, high in ((start, min(end, taken[0])), (max(start, taken[1]), end)):
            piece = syntax.trim(low, high) if low < high else None
            if piece is not None:
                pieces.append(piece)
    return tuple(sorted(set(pieces)))
