"""Attributions of any engine -> statements: anchors, kind, mode, speakers, nesting, ids."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from travaux.core.anchors import Anchor, anchor
from travaux.core.statements import Speaker, Statement, statement_id
from travaux.discourse.attribution import Attribution, Span, in_order
from travaux.discourse.dating import date_of
from travaux.discourse.judging import factuality_of, kind_of, mode_of
from travaux.discourse.nesting import parents
from travaux.discourse.speakers import speakers_of
from travaux.discourse.syntax import Syntax


def statements_of(syntax: Syntax, found: Sequence[Attribution]) -> tuple[Statement, ...]:
    """The statements of `found`, sorted by place. Deterministic; each attribution gives one."""
    found = sorted(set(found), key=in_order)
    above = parents(found)
    speakers = speakers_of(syntax, found, above)
    bare = [_statement(syntax, each, who) for each, who in zip(found, speakers, strict=True)]
    nested = [
        _nested(statement, bare[parent].id if parent >= 0 else "")
        for statement, parent in zip(bare, above, strict=True)
    ]
    return tuple(sorted({s.id: s for s in nested}.values(), key=lambda s: (s.start, -s.end, s.id)))


def _statement(syntax: Syntax, each: Attribution, speaker: Speaker | None) -> Statement:
    content = tuple(_anchor(syntax, span) for span in each.content)
    source = _anchor(syntax, each.source) if each.source else None
    cue = _anchor(syntax, each.cue) if each.cue else None
    why = (*each.why, ("speaker", speaker.how if speaker else "nobody is named"))
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


def _nested(statement: Statement, within: str) -> Statement:
    return replace(statement, within=within) if within else statement


def _anchor(syntax: Syntax, span: Span) -> Anchor:
    return anchor(syntax.document.id, syntax.text, *span)
