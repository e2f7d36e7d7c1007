"""Attributions without a cue verb: "according to X", "in X's words", "as X put it"."""

from __future__ import annotations

from collections.abc import Iterator

from travaux.discourse.attribution import Attribution, Span
from travaux.discourse.clauses import MADE_BY, trimmed
from travaux.discourse.cues import VERBAL
from travaux.discourse.lexicon import lexicon
from travaux.discourse.noun_cues import without_possessive
from travaux.discourse.noun_phrases import noun_phrase
from travaux.discourse.standing import Standing, standing
from travaux.discourse.syntax import Syntax


def phrase_attributions(syntax: Syntax) -> Iterator[Attribution]:
    """Attributions of prepositional phrases, adverbs and "as X put it"."""
    table = lexicon().phrases
    openers = {phrase.split()[0] for phrase in table["before"]}
    for i, word in enumerate(syntax.lower):
        found = _before(syntax, i) if word in openers else None
        if found is None and word in table["possessed_prepositions"]:
            found = _possessed(syntax, i)
        if found is None and word == "as":
            found = _as_put(syntax, i)
        if found is None and word in table["adverbs"]:
            found = _adverb(syntax, i)
        if found is None and word == "for":
            found = _for_whom(syntax, i)
        if found is not None:
            yield found


def _before(syntax: Syntax, i: int) -> Attribution | None:
    """ "according to X, …" and its like; the source is the noun phrase behind."""
    for phrase in lexicon().phrases["before"]:
        words = phrase.split()
        last = i + len(words) - 1
        if syntax.lower[i : last + 1] == words and last + 1 < syntax.sentence(i).last:
            noun = _noun_behind(syntax, i, last)
            if noun is not None and not (phrase == "per" and _is_measure(syntax, noun)):
                source = noun_phrase(syntax, noun, tuple(range(i, last + 1)))
                source = _with_relative(syntax, _without_subject(syntax, source))
                return _beside(syntax, i, (i, last), source, f"“{phrase}”", 0.9)
    return None


_MEASURES = {"head", "person", "capita", "household", "family", "cent", "centum"}


def _is_measure(syntax: Syntax, i: int) -> bool:
    """ "Per second", "per head": no name, and no noun that is known to speak."""
    known = standing(syntax, i) in {Standing.SPEAKER, Standing.TEXT}
    return not known or syntax.lower[i] in _MEASURES


def _without_subject(syntax: Syntax, source: Span) -> Span:
    """ "According to insiders, Putin came": the parser may take the subject for an apposition; a
    finite verb right behind the source shows it."""
    behind = syntax.token_from(source[1])
    comma = syntax.text.rfind(",", *source)
    if behind >= len(syntax.tokens) or comma < 0:
        return source
    finite = syntax.tokens[behind].tag in {"VBD", "VBZ", "VBP", "MD"}
    return (source[0], comma) if finite else source


def _with_relative(syntax: Syntax, source: Span) -> Span:
    """ "According to the agency, which named nobody, …": the clause the parser hung elsewhere."""
    at = syntax.token_from(source[1])
    last = syntax.sentence(at).last if at < len(syntax.tokens) else 0
    if at + 1 >= last or syntax.tokens[at].text != ",":
        return source
    if syntax.lower[at + 1] not in {"which", "who", "whose"}:
        return source
    closing = next((t for t in range(at + 2, last) if syntax.tokens[t].text == ","), None)
    return (source[0], syntax.tokens[closing - 1].end) if closing else source


def _noun_behind(syntax: Syntax, i: int, last: int) -> int | None:
    """The head of the noun phrase right behind token `last`."""
    at = last + 1
    while at != syntax.heads[at] and syntax.left[syntax.heads[at]] == last + 1:
        head = syntax.heads[at]
        if syntax.tokens[head].pos in VERBAL:
            break
        at = head
    usable = syntax.tokens[at].pos in {"NOUN", "PROPN", "PRON", "NUM", "ADJ", "X", "DET"}
    while not usable and at + 1 < syntax.sentence(i).last and syntax.tokens[at].pos != "PUNCT":
        at += 1
        usable = syntax.tokens[at].pos in {"NOUN", "PROPN", "PRON"}
    return at if usable else None


def _beside(
    syntax: Syntax, i: int, cue: tuple[int, int], source: Span | None, what: str, score: float
) -> Attribution | None:
    """The attribution of the clause around a phrase that starts at token i."""
    start, end = syntax.tokens[cue[0]].start, syntax.tokens[cue[1]].end
    if source is not None:
        start, end = min(start, source[0]), max(end, source[1])
    spans = _rest_of_clause(syntax, i, start, end)
    if not spans:
        return None
    why = (("cue", what), ("content", "the rest of the clause"))
    return Attribution(source, syntax.chars(*cue), spans, MADE_BY, score, why)


def _rest_of_clause(syntax: Syntax, i: int, start: int, end: int) -> tuple[Span, ...]:
    """The clause that the phrase at i hangs on, without the phrase at [start, end)."""
    first, last = _clause(syntax, i)
    low, high = syntax.chars(first, last)
    drop = " \t\r\n\u00a0,;:.–—-()"
    opens = syntax.tokens[first].dep == "mark" or syntax.lower[first] == "that"
    low = syntax.tokens[first].end if opens and first < i else low
    pieces = (syntax.trim(low, start, drop), syntax.trim(end, high, drop))
    return tuple(
        piece for piece in pieces if piece and any(c.isalnum() for c in _text(syntax, piece))
    )


def _text(syntax: Syntax, span: Span) -> str:
    return syntax.text[span[0] : span[1]]


def _clause(syntax: Syntax, i: int) -> tuple[int, int]:
    """First and last token of the clause around i: the whole sentence, but only what is inside
    the quotation where the phrase stands in one, or the coordinate clause it belongs to."""
    sentence = syntax.sentence(i)
    first, last = sentence.first, sentence.last - 1
    behind_comma = syntax.tokens[i - 1].text == ","
    mark = i - 2 if behind_comma else i - 1
    if mark >= first and syntax.heads[mark] > i and _opens(syntax, mark, behind_comma):
        return mark, syntax.right[syntax.heads[mark]]
    reported = _reported_clause(syntax, i)
    if reported is not None:
        return reported
    quotation = syntax.quotation_index(i)
    if quotation >= 0:
        inside = [t for t in range(first, last + 1) if syntax.quotation_index(t) == quotation]
        return inside[0], inside[-1]
    for at in syntax.ancestors(i):
        if syntax.tokens[at].pos not in VERBAL or syntax.tokens[at].dep != "conj":
            continue
        if syntax.child(at, "nsubj", "nsubjpass") is not None:
            return syntax.left[at], syntax.right[at]
    return first, _before_new_clause(syntax, i, last)


def _reported_clause(syntax: Syntax, i: int) -> tuple[int, int] | None:
    """ "She reports that the talks, in the view of most, are over": the phrase stands between the
    subject and the verb of a clause that is itself reported."""
    for at in syntax.ancestors(i):
        if syntax.tokens[at].dep != "ccomp" or at < i:
            continue
        who = syntax.child(at, "nsubj", "nsubjpass")
        if who is not None and syntax.heads[at] < who < i:
            return syntax.left[at], syntax.right[at]
    return None


def _opens(syntax: Syntax, mark: int, behind_comma: bool) -> bool:
    """Whether a word opens a clause; a "that" with a comma behind it always does."""
    return syntax.tokens[mark].dep == "mark" or (behind_comma and syntax.lower[mark] == "that")


def _before_new_clause(syntax: Syntax, i: int, last: int) -> int:
    """ "…, according to X, but Y did": stop before a coordinate clause with its own subject."""
    for at in range(i + 1, last):
        if syntax.tokens[at].pos in {"CCONJ"} and syntax.tokens[at - 1].text in {",", ";"}:
            below = next((c for c in range(at + 1, last + 1) if _has_subject(syntax, c)), None)
            if below is not None and syntax.left[below] == at + 1 and syntax.heads[at] < i:
                return at - 1
    return last


def _has_subject(syntax: Syntax, i: int) -> bool:
    conjoined = syntax.tokens[i].dep == "conj" and syntax.tokens[i].pos in VERBAL
    return conjoined and syntax.child(i, "nsubj", "nsubjpass") is not None


def _possessed(syntax: Syntax, i: int) -> Attribution | None:
    """ "in X's words", "by their own account", "to his mind"."""
    noun = syntax.child(i, "pobj")
    if noun is None or syntax.tokens[noun].lemma not in lexicon().phrases["possessed"]:
        return None
    owner = syntax.child(noun, "poss")
    if owner is None or noun - i > 12:
        return None
    if syntax.tokens[owner].pos == "PRON" and not _stands_alone(syntax, i):
        return None  # the words of whom the clause speaks anyway
    start, end = noun_phrase(syntax, owner, (noun,))
    source = syntax.trim(start, end, " '’")
    source = without_possessive(syntax, source) if source else None
    behind = syntax.right[noun] if syntax.right[noun] - noun <= 3 else noun
    first, last = syntax.tokens[i].start, syntax.tokens[behind].end
    spans = _rest_of_clause(syntax, i, first, last)
    if source is None or not spans:
        return None
    why = (("cue", f"“{syntax.lower[i]} X’s {syntax.lower[noun]}”"), ("content", "the clause"))
    return Attribution(source, (first, last), spans, MADE_BY, 0.8, why)


def _stands_alone(syntax: Syntax, i: int) -> bool:
    """Whether "in his words" opens a sentence that nobody says: not "In his letter, he said …"."""
    verb = syntax.tokens[syntax.heads[i]]
    return i == syntax.sentence(i).first and lexicon().verb(verb.lemma.lower(), "quote") is None


def _as_put(syntax: Syntax, i: int) -> Attribution | None:
    """ "as X put it", "as X has said"."""
    verb = syntax.heads[i]
    if syntax.tokens[i].dep not in {"mark", "advmod"} or not i < verb <= i + 12:
        return None
    if syntax.tokens[verb].lemma not in lexicon().phrases["as_verbs"]:
        return None
    noun = syntax.child(verb, "nsubj")
    told = syntax.tokens[verb].lemma in {"tell", "inform", "remind"}  # whom, and not what
    whole = syntax.child(verb, "ccomp", *(() if told else ("dobj",))) is None or _it(syntax, verb)
    if noun is None or not whole:
        return None
    last = verb + 1 if _it(syntax, verb) else verb
    source = noun_phrase(syntax, noun, (i, verb))
    end = syntax.tokens[max(last, _until_comma(syntax, verb))].end
    spans = _rest_of_clause(syntax, i, syntax.tokens[i].start, end)
    why = (("cue", "“as X put it”"), ("content", "the clause beside it"))
    cue = syntax.chars(verb, last)
    return Attribution(source, cue, spans, MADE_BY, 0.8, why) if spans else None


def _until_comma(syntax: Syntax, verb: int) -> int:
    """The last token of the verb's own clause: "as I stated in a previous article, …"."""
    for at in range(verb, syntax.right[verb]):
        if syntax.tokens[at + 1].text == ",":
            return at
    return syntax.right[verb] if syntax.tokens[syntax.right[verb]].pos != "PUNCT" else verb


def _it(syntax: Syntax, verb: int) -> bool:
    return verb + 1 < len(syntax.lower) and syntax.lower[verb + 1] in {"it", "this", "that"}


def _adverb(syntax: Syntax, i: int) -> Attribution | None:
    """ "reportedly": attributed, but to nobody."""
    if syntax.tokens[i].dep != "advmod":
        return None
    head = syntax.heads[i]
    if syntax.tokens[head].pos not in VERBAL:
        return None
    top = head
    first, last = syntax.edges(top)
    pieces = (trimmed(syntax, first, i - 1) if first < i else None,
              trimmed(syntax, i + 1, last) if i < last else None)  # fmt: skip
    spans = tuple(piece for piece in pieces if piece)
    why = (("cue", "adverb of hearsay"), ("source", "nobody is named"))
    return Attribution(None, syntax.chars(i, i), spans, MADE_BY, 0.7, why) if spans else None


def _for_whom(syntax: Syntax, i: int) -> Attribution | None:
    """ "For Kyiv, the plan is a trap": a name in front of a clause about what is or must be."""
    sentence = syntax.sentence(i)
    noun = syntax.child(i, "pobj")
    opens = i == sentence.first or (
        i == sentence.first + 1 and syntax.lower[i - 1] in {"but", "and"}
    )
    if noun is None or not opens or not syntax.tokens[noun].entity:
        return None
    behind = syntax.right[noun] + 1
    if (
        syntax.tokens[noun].entity not in {"PERSON", "GPE", "ORG", "NORP"}
        or behind >= sentence.last
    ):
        return None
    main = syntax.heads[i]
    if syntax.tokens[behind].text != "," or syntax.tokens[main].lemma not in {
        "be",
        "mean",
        "remain",
    }:
        return None
    source = noun_phrase(syntax, noun)
    return _beside(syntax, i, (i, i), source, "“for X,” before a judgement", 0.5)
