"""Attributions of any engine -> statements: anchors, kind, mode, speakers, nesting, ids."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from travaux.core.anchors import Anchor, anchor
from travaux.core.statements import Speaker, Statement, statement_id
from travaux.discourse.attribution import Attribution, Span, in_order
from travaux.discourse.dating import date_of
from travaux.discourse.judging import factuality_of, kind_of, mode_of
from travaux.discourse.nesting import parents
from travaux.discourse.speakers import speakers_of
from travaux.discourse.standins import filled
from travaux.discourse.substance import is_mute, says_something, speaks_for
from travaux.discourse.syntax import Syntax


def statements_of(syntax: Syntax, found: Sequence[Attribution]) -> tuple[Statement, ...]:
    """The statements of `found`, sorted by place. Deterministic; each attribution gives one, but
    those whose content says nothing (see standins.py, substance.py)."""
    found = sorted(set(found), key=in_order)
    above = parents(found)
    speakers = speakers_of(syntax, found, above)
    meant = _telling(syntax, filled(syntax, found), speakers, above)
    bare = [
        _statement(syntax, each, who, words) if words else None
        for each, who, words in zip(found, speakers, meant, strict=True)
    ]
    nested = [
        _nested(*_upwards(bare, above, number))
        for number, statement in enumerate(bare)
        if statement is not None
    ]
    return tuple(sorted({s.id: s for s in nested}.values(), key=lambda s: (s.start, -s.end, s.id)))


def _telling(
    syntax: Syntax,
    meant: Sequence[Attribution | None],
    speakers: Sequence[Speaker | None],
    above: Sequence[int],
) -> list[Attribution | None]:
    """What is worth a statement (see substance.py), None elsewhere."""
    kept: list[Attribution | None] = []
    for each, who, outer in zip(meant, speakers, above, strict=True):
        host = meant[outer] if outer >= 0 and speakers[outer] is None else None
        tells = each is not None and says_something(syntax, each, who)
        kept.append(each if tells and not _echoes(syntax, each, host) else None)
    return kept


def _echoes(syntax: Syntax, each: Attribution | None, host: Attribution | None) -> bool:
    """Whether it is said by the "they" of something around it that cannot speak."""
    if each is None or host is None:
        return False
    return is_mute(syntax, host) and speaks_for(syntax, each)


def _upwards(
    bare: Sequence[Statement | None], above: Sequence[int], number: int
) -> Iterator[Statement]:
    """The statements from attribution `number` up to the outermost, the innermost first."""
    while number >= 0:
        statement = bare[number]
        if statement is not None:
            yield statement
        number = above[number]


def _nested(statement: Statement, *around: Statement) -> Statement:
    """The statement within the nearest `around` it. Where its own clause states no date it has that
    of the nearest that does: "He told them on Sunday that the board could agree" was agreed by
    Sunday, whenever it was printed."""
    stated = (each.date for each in (statement, *around) if each.date)
    within = around[0].id if around else ""
    return replace(statement, within=within, date=next(stated, ""))


def _statement(
    syntax: Syntax, each: Attribution, speaker: Speaker | None, meant: Attribution
) -> Statement:
    """meant: the same attribution with the words that its content stands for."""
    content = tuple(_anchor(syntax, span) for span in meant.content)
    source = _anchor(syntax, each.source) if each.source else None
    cue = _anchor(syntax, each.cue) if each.cue else None
    why = (*meant.why, ("speaker", speaker.how if speaker else "nobody is named"))
    return Statement(
        statement_id(syntax.document.id, content, source, cue),
        syntax.document.id,
        kind_of(syntax, each),
        content,
        source,
        cue,
        speaker,
        date=date_of(syntax, each),
        mode=mode_of(syntax, each),
        factuality=factuality_of(syntax, each),
        confidence=each.confidence,
        made_by=each.made_by,
        why=why,
    )


def _anchor(syntax: Syntax, span: Span) -> Anchor:
    return anchor(syntax.document.id, syntax.text, *span)
