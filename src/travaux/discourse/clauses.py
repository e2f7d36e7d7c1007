"""Attributions whose cue is a verb or a predicate adjective, read off the clause it heads."""

from __future__ import annotations

from collections.abc import Iterator

from travaux.discourse.attribution import Attribution, Span
from travaux.discourse.contents import content_of
from travaux.discourse.cues import VERBAL, cue_first, cue_last, cue_lemma, is_idiom, is_passive
from travaux.discourse.frames import Content
from travaux.discourse.lexicon import lexicon
from travaux.discourse.noun_phrases import noun_phrase
from travaux.discourse.sources import BEFORE_ASIDE, is_asked, quoter, subject
from travaux.discourse.standing import Standing, of_noun
from travaux.discourse.syntax import Syntax

MADE_BY = ("rules/1",)
# A source of thought must be able to think; without a subject a thought verb reports nothing.
_NO_THINKER = {"it", "this", "that", "there", "which", "what"}


def verb_attributions(syntax: Syntax) -> Iterator[Attribution]:
    """One attribution for each cue verb whose content the parse shows."""
    for i, token in enumerate(syntax.tokens):
        verbal = token.pos in VERBAL or token.tag[:2] == "VB" or _has_subject(syntax, i)
        if verbal and token.dep != "amod":
            found = _from_verb(syntax, i)
            if found is not None:
                yield found


def _has_subject(syntax: Syntax, i: int) -> bool:
    """A word with a subject is a verb, whatever the tagger took it for."""
    return syntax.child(i, "nsubj") is not None and syntax.child(i, "ccomp", "xcomp") is not None


def _from_verb(syntax: Syntax, i: int) -> Attribution | None:
    lemma = cue_lemma(syntax, i)
    if lemma not in lexicon().verbs or is_idiom(syntax, i):
        return None
    content = content_of(syntax, i, lemma)
    if content is None:
        return None
    who = None if content.reason.startswith("hearsay") else subject(syntax, i)
    if not _plausible(syntax, i, who, content):
        return None
    return attribution(syntax, i, who, content)


def _plausible(syntax: Syntax, i: int, who: tuple[int, str] | None, content: Content) -> bool:
    """Whether this use of the verb reports anything: thoughts and wishes need a thinker."""
    if who is None:
        nobody = is_passive(syntax, i) or is_asked(syntax, i)
        return content.cue.mode != "thought" and content.score > 0.6 and nobody
    if content.score < 0.8 and _to_do(syntax, i):
        return False
    head = who[0]
    if content.first <= head <= content.last:
        return False
    if "animate" in content.cue.frames and not speaks(syntax, head):
        return False
    if content.score < 0.8:
        return syntax.lower[head] not in _NO_THINKER
    if content.cue.mode == "thought":
        return syntax.lower[head] not in _NO_THINKER - {"it", "which"}
    return True


def speaks(syntax: Syntax, i: int) -> bool:
    """Whether a noun can be who or what speaks: a name, a pronoun, a human, a body, a text."""
    token = syntax.tokens[i]
    if token.pos in {"PROPN", "PRON", "NUM", "DET"} or token.entity or token.text[:1].isupper():
        return True
    return of_noun(token.lemma.lower(), syntax.lower[i]) in {Standing.SPEAKER, Standing.TEXT}


def _to_do(syntax: Syntax, i: int) -> bool:
    """Whether the verb is an infinitive that somebody is only to do ("urged Kyiv to reject it")."""
    to = syntax.child(i, "aux")
    return syntax.tokens[i].tag == "VB" and to is not None and syntax.lower[to] == "to"


def attribution(
    syntax: Syntax, i: int, who: tuple[int, str] | None, content: Content
) -> Attribution | None:
    """The attribution of a verb at i with its subject and content, in characters."""
    first, last = (
        cue_first(syntax, chain_top(syntax, i)),
        max(cue_last(syntax, i), content.cue_last),
    )
    apart = [first, i, content.first, content.last]
    if who and who[1] == BEFORE_ASIDE:
        apart.append(syntax.lower.index(",", who[0]))
    source = noun_phrase(syntax, who[0], tuple(apart)) if who else None
    spans = fragments(syntax, content, _clause_core(syntax, i, content))
    if not spans:
        return None
    why = [("cue", f"“{syntax.tokens[i].lemma}” is a verb of {content.cue.act}")]
    why.append(("content", content.reason))
    why.append(("source", who[1] if who else "nobody is named"))
    cue = syntax.chars(first, last)
    return Attribution(source, cue, spans, MADE_BY, content.score, tuple(why))


def chain_top(syntax: Syntax, i: int) -> int:
    """The verb that i is an infinitive of, where the two make one cue ("declined to say")."""
    head = syntax.heads[i]
    between = {syntax.lower[at] for at in range(head + 1, i)}
    near = 0 < i - head <= 3 and between <= {"to", "not", "as", "publicly", "openly"}
    if syntax.tokens[i].dep == "xcomp" and near and syntax.tokens[head].pos in VERBAL:
        return head
    top = syntax.heads[head]
    if syntax.tokens[i].dep == "pcomp" and near and is_passive(syntax, top):
        return top if quoter(syntax, top) is None else i
    return i


def _clause_core(syntax: Syntax, i: int, content: Content) -> list[tuple[int, int]]:
    """Token ranges of the cue's own clause that may stand inside the content's range."""
    core = [(cue_first(syntax, i), max(cue_last(syntax, i), content.cue_last))]
    for child in syntax.children[i]:
        left, right = syntax.edges(child)
        holds = left <= content.first and content.last <= right
        inside = content.first < left and right < content.last
        if inside and not holds and syntax.tokens[child].dep != "punct":
            core.append((left, right))
    return core


def fragments(syntax: Syntax, content: Content, core: list[tuple[int, int]]) -> tuple[Span, ...]:
    """The content's character spans: its token range without the words of the cue's clause."""
    inside = [c for c in core if c[1] >= content.first and c[0] <= content.last]
    pieces, at = [], content.first
    if inside:
        low, high = min(c[0] for c in inside), max(c[1] for c in inside)
        if low > at:
            pieces.append((at, low - 1))
        at = high + 1
    if at <= content.last:
        pieces.append((at, content.last))
    spans = [trimmed(syntax, *piece) for piece in sorted([*pieces, *content.more])]
    return tuple(span for span in spans if span)


def trimmed(syntax: Syntax, first: int, last: int) -> Span | None:
    """Characters of tokens [first, last] without punctuation at the rims (marks stay)."""
    start, end = syntax.chars(first, last)
    return syntax.trim(start, end, " \t\r\n\u00a0,;:.–—-")


def adjective_attributions(syntax: Syntax) -> Iterator[Attribution]:
    """ "Kyiv is confident that …", "Moscow was ready to …"."""
    for i, token in enumerate(syntax.tokens):
        if token.dep in {"acomp", "attr", "oprd"} or token.pos == "ADJ":
            found = _from_adjective(syntax, i)
            if found is not None:
                yield found


def _from_adjective(syntax: Syntax, i: int) -> Attribution | None:
    verb = syntax.heads[i]
    lemma = syntax.lower[i]
    if lemma not in lexicon().adjectives or syntax.tokens[verb].lemma not in {
        "be",
        "feel",
        "remain",
    }:
        return None
    below, frame = syntax.child(i, "ccomp"), "that"
    if below is None:
        below, frame = syntax.child(i, "xcomp"), "to"
    below = below if below is not None else syntax.child(verb, "ccomp")
    cue, who = lexicon().adjective(lemma, frame), subject(syntax, verb)
    if below is None or cue is None or who is None or below < i:
        return None
    if syntax.lower[who[0]] in _NO_THINKER:
        return None
    content = Content(cue, *syntax.edges(below), i, f"clause below the adjective ({frame})", 0.7)
    return attribution_of_adjective(syntax, verb, i, who, content)


def attribution_of_adjective(
    syntax: Syntax, verb: int, i: int, who: tuple[int, str], content: Content
) -> Attribution | None:
    """The attribution of a predicate adjective at i under the copula `verb`."""
    first = cue_first(syntax, verb)
    spans = fragments(syntax, content, [(first, i)])
    if not spans:
        return None
    source = noun_phrase(syntax, who[0], (first, i, content.first))
    why = (
        ("cue", f"“be {syntax.lower[i]}” reports a state of mind ({content.cue.act})"),
        ("content", content.reason),
        ("source", who[1]),
    )
    return Attribution(source, syntax.chars(first, i), spans, MADE_BY, content.score, why)
