"""What kind of attribution it is: direct or not, speech or thought, asserted or not; and when.

All of it is read off the spans and the parse, so that it holds for any engine's attributions.
"""

from __future__ import annotations

from bisect import bisect_left

from travaux.core.statements import Factuality, Mode, StatementKind
from travaux.discourse.attribution import Attribution, Span
from travaux.discourse.blocks import BLOCK, ITEM
from travaux.discourse.cues import VERBAL, cue_lemma, factuality, is_passive
from travaux.discourse.layouts import POST
from travaux.discourse.lexicon import Cue, lexicon
from travaux.discourse.replies import REPLY
from travaux.discourse.syntax import Syntax
from travaux.discourse.transcripts import TURN

# Reasons of layouts that give words as they were said, without marks.
VERBATIM = {("cue", TURN), ("cue", REPLY), ("cue", POST), ("content", BLOCK), ("content", ITEM)}
_WRITTEN = {
    "letter", "tweet", "post", "op-ed", "article", "memo", "email", "e-mail", "report", "document",
    "editorial", "column", "book", "essay", "message", "communiqué", "communique", "telegram",
    "blog", "twitter", "facebook", "x", "note", "filing", "draft", "text",
}  # fmt: skip


def kind_of(syntax: Syntax, each: Attribution) -> StatementKind:
    """Direct, indirect or mixed, by how much of the content its own quotation marks hold.

    Marks around the cue as well (an attribution inside a quotation) are not its own.
    """
    within = [span for span in (each.cue, each.source) if span]
    if VERBATIM & set(each.why):
        return StatementKind.DIRECT
    words = [t for span in each.content for t in syntax.words(span) if syntax.is_word(t)]
    held = sum(_own_marks(syntax, t, within) for t in words)
    if not held:
        return StatementKind.INDIRECT
    return StatementKind.DIRECT if held == len(words) else StatementKind.MIXED


def _own_marks(syntax: Syntax, i: int, outside: list[Span]) -> bool:
    """Whether a quotation holds token i and none of the spans `outside`."""
    offset = syntax.tokens[i].start
    quotations = syntax.annotation.quotations
    last = bisect_left(quotations, offset + 1, key=lambda q: q.start)
    for quotation in quotations[max(0, last - 3) : last]:
        holds = any(a <= offset < b for a, b in quotation.segments)
        around = any(a <= s < b for s, _ in outside for a, b in quotation.segments)
        if holds and not around:
            return True
    return False


def cue_entry(syntax: Syntax, each: Attribution) -> tuple[int, Cue] | None:
    """The token of the cue that the lexicon knows best, and its entry: a verb before a noun."""
    tokens = syntax.words(each.cue) if each.cue else []
    for i in tokens:
        minded = lexicon().adjective(syntax.lower[i], "that")
        if minded and is_passive(syntax, i) and syntax.child(i, "agent") is None:
            return i, minded
    for i in reversed(tokens):
        entry = lexicon().verbs.get(cue_lemma(syntax, i))
        if entry and syntax.tokens[i].pos in VERBAL:
            return i, entry[0]
    for i in tokens:
        word = syntax.tokens[i].lemma.lower()
        entry = lexicon().nouns.get(word) or lexicon().adjectives.get(syntax.lower[i])
        if entry:
            return i, entry[0]
    return None


def mode_of(syntax: Syntax, each: Attribution) -> Mode:
    """Speech, writing or thought, by the cue; "said in a letter" is writing."""
    found = cue_entry(syntax, each)
    if found is None:
        return Mode.SPEECH
    i, entry = found
    if entry.mode is Mode.SPEECH and _in_writing(syntax, i, each):
        return Mode.WRITING
    return entry.mode


def _in_writing(syntax: Syntax, i: int, each: Attribution) -> bool:
    nouns = [
        syntax.child(prep, "pobj")
        for prep in syntax.all_children(i, "prep")
        if syntax.lower[prep] in {"in", "on", "by"}
    ]
    return any(
        syntax.tokens[noun].lemma.lower() in _WRITTEN and not _held(syntax, noun, each)
        for noun in nouns
        if noun is not None
    )


def _held(syntax: Syntax, i: int, each: Attribution) -> bool:
    at = syntax.tokens[i].start
    return any(start <= at < end for start, end in each.content)


def factuality_of(syntax: Syntax, each: Attribution) -> Factuality:
    """Whether the attribution itself is asserted, denied or unreal."""
    tokens = syntax.words(each.cue) if each.cue else []
    found = cue_entry(syntax, each)
    verb = found[0] if found else next((i for i in tokens if syntax.tokens[i].pos in VERBAL), None)
    if verb is None:
        return Factuality.ASSERTED
    if syntax.tokens[verb].pos not in VERBAL and syntax.tokens[syntax.heads[verb]].lemma == "be":
        verb = syntax.heads[verb]
    return factuality(syntax, verb)
