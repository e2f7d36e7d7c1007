"""The rule engine: every rule over one document, joined into one set of attributions.

Order matters only where two rules find the same cue: the first keeps its spans, the others only
add to its content. Each rule is a generator over the whole syntax, so a new one is one line here.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence

from travaux.core.annotation import Annotation
from travaux.core.documents import Document
from travaux.discourse.asides import aside_attributions
from travaux.discourse.attribution import Attribution, Span, in_order
from travaux.discourse.blocks import ITEM
from travaux.discourse.carried import with_carriers
from travaux.discourse.clauses import adjective_attributions, verb_attributions
from travaux.discourse.hearing import hearing_attributions
from travaux.discourse.idioms import IDIOM, idiom_attributions
from travaux.discourse.interrupted import interrupted_attributions
from travaux.discourse.layouts import layout_attributions
from travaux.discourse.noun_cues import noun_attributions
from travaux.discourse.noun_phrases import root_of
from travaux.discourse.phrases import phrase_attributions
from travaux.discourse.quoting import quoted
from travaux.discourse.relays import with_relays
from travaux.discourse.replies import reply_attributions
from travaux.discourse.showing import showing_attributions
from travaux.discourse.standing import Standing, standing
from travaux.discourse.syntax import Syntax

Rule = Callable[[Syntax], Iterator[Attribution]]

RULES: tuple[Rule, ...] = (
    aside_attributions,
    phrase_attributions,
    hearing_attributions,
    showing_attributions,
    idiom_attributions,
    interrupted_attributions,
    reply_attributions,
    verb_attributions,
    adjective_attributions,
    noun_attributions,
    layout_attributions,
)


def attribute_by_rules(document: Document, annotation: Annotation) -> tuple[Attribution, ...]:
    """The attributions that the rules find in a document, sorted (see `in_order`).

    Empty where the annotation was not analysed. Nothing that touches residue is kept.
    """
    if not annotation.analysed or not annotation.tokens:
        return ()
    return by_rules(Syntax(document, annotation))


def by_rules(syntax: Syntax) -> tuple[Attribution, ...]:
    """As `attribute_by_rules`, over a syntax that was made already."""
    plain = _without_parts(unique(each for rule in RULES for each in rule(syntax)))
    found = with_carriers(syntax, with_relays(syntax, plain))
    kept = (
        each
        for each in quoted(syntax, found)
        if not _in_residue(syntax, each) and _has_voice(syntax, each)
    )
    return tuple(sorted(unique(kept), key=in_order))


def unique(found: Iterable[Attribution]) -> list[Attribution]:
    """One attribution a cue: of several whose cues begin alike, the first."""
    seen: set[object] = set()
    kept = []
    for each in found:
        listed = ("content", ITEM) in each.why
        key = each.content if listed or not each.cue else each.cue[0]
        if key not in seen:
            seen.add(key)
            kept.append(each)
    return kept


def _without_parts(found: list[Attribution]) -> list[Attribution]:
    """Without attributions of a word inside the cue of an idiom: "let the chair know"."""
    idioms = sorted(each.cue for each in found if each.cue and ("cue", IDIOM) in each.why)
    return [each for each in found if each.cue is None or not _inside_one(each.cue, idioms)]


def _inside_one(cue: Span, around: Sequence[Span]) -> bool:
    at = bisect_left(around, cue) - 1
    return at >= 0 and around[at][0] < cue[0] and cue[1] <= around[at][1]


def _has_voice(syntax: Syntax, each: Attribution) -> bool:
    """Whether its source can speak: "24 per cent back the plan" attributes nothing to anybody."""
    root = root_of(syntax, each.source) if each.source else None
    return root is None or standing(syntax, root) is not Standing.MUTE


def _in_residue(syntax: Syntax, each: Attribution) -> bool:
    return any(syntax.in_residue(start) or syntax.in_residue(end - 1) for start, end in each.parts)
