"""Words carried by another: "The company, quoted by the agency, said …" gives the agency a say.

The opposite of a relay: the one behind "by" reports the whole statement, so it stands outside,
and what it reports is the host with its source and cue.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from travaux.discourse.attribution import Attribution, Span
from travaux.discourse.clauses import MADE_BY
from travaux.discourse.noun_phrases import noun_phrase
from travaux.discourse.syntax import Syntax

CARRYING = {"quote", "cite", "carry", "report", "publish", "air", "broadcast", "relay", "print"}


def with_carriers(syntax: Syntax, found: Sequence[Attribution]) -> list[Attribution]:
    """`found`, and for each "quoted by X" the attribution of X around its host."""
    kept = list(found)
    hosts = _by_sentence(syntax, kept)
    for i, token in enumerate(syntax.tokens):
        if token.tag == "VBN" and token.lemma.lower() in CARRYING and token.dep in {"acl", "advcl"}:
            at = _host(syntax, i, hosts.get(syntax.sentence_of[i], []), kept)
            made = _carrier(syntax, i, kept[at]) if at is not None else None
            if made is not None and at is not None:
                kept[at] = _uncarried(syntax, _cleared(syntax, kept[at], made), made)
                kept.append(made)
    return kept


def _by_sentence(syntax: Syntax, found: Sequence[Attribution]) -> dict[int, list[int]]:
    table: dict[int, list[int]] = {}
    for index, each in enumerate(found):
        if each.cue is not None and each.source is not None:
            first = syntax.token_from(each.cue[0])
            table.setdefault(syntax.sentence_of[first], []).append(index)
    return table


def _host(syntax: Syntax, i: int, near: Sequence[int], found: Sequence[Attribution]) -> int | None:
    """The attribution whose source holds the participle, else the first one around it."""
    at = syntax.tokens[i].start
    holding = [n for n in near if (s := found[n].source) is not None and s[0] <= at < s[1]]
    around = [n for n in near if found[n].start <= at < found[n].end]
    outer = [n for n in around if not any(a <= at < b for a, b in found[n].content)]
    beside = [n for n in near if (s := found[n].source) is not None and 0 <= at - s[1] <= 2]
    return min(
        holding or beside or outer, key=lambda n: (found[n].start, -found[n].end), default=None
    )


def _carrier(syntax: Syntax, i: int, host: Attribution) -> Attribution | None:
    by = syntax.child(i, "agent", "prep")
    where = by is not None and syntax.lower[by] == "in" and _is_outlet(syntax, by)
    by_whom = by is not None and (where or syntax.lower[by] == "by")
    noun = syntax.child(by, "pobj") if by is not None and by_whom else None
    if by is None or noun is None:
        return None
    source = noun_phrase(syntax, noun, (i, by))
    phrase = (syntax.tokens[i].start, source[1])
    pieces = (syntax.trim(host.start, phrase[0]), syntax.trim(phrase[1], host.end))
    content = tuple(piece for piece in pieces if piece)
    why = (("cue", "a participle of carrying words"), ("content", "the whole statement it carries"))
    return Attribution(source, syntax.chars(i, by), content, MADE_BY, 0.7, why) if content else None


def _is_outlet(syntax: Syntax, prep: int) -> bool:
    """ "Quoted in the Times of Sund": a name that is no place."""
    noun = syntax.child(prep, "pobj")
    return noun is not None and syntax.tokens[noun].entity in {"ORG", "WORK_OF_ART"}


def _cleared(syntax: Syntax, host: Attribution, made: Attribution) -> Attribution:
    """The host with its source cut in front of the participle."""
    if host.source is None or made.cue is None or not host.source[0] < made.cue[0] < host.source[1]:
        return host
    source: Span | None = syntax.trim(host.source[0], made.cue[0])
    return replace(host, source=source or host.source)


def _uncarried(syntax: Syntax, host: Attribution, made: Attribution) -> Attribution:
    """The host without the participle's phrase at the start of its content."""
    start, end = host.content[0]
    if made.cue is None or made.source is None or made.cue[0] != start:
        return host
    rest = syntax.trim(made.source[1], end)
    return replace(host, content=(rest, *host.content[1:])) if rest else host
