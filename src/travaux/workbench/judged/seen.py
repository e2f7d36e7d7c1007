"""What a person saw of a target, as a short token: how much was said of it, and what stood there.

A page puts the token beside each thing that can be judged, and a judgement brings it back. Where
it no longer fits, somebody else has judged meanwhile (or the record was built anew), and the
judgement is refused before it can overwrite what its author never saw. A page with many things on
it may carry one token for all of them: how many judgements there were when it was made.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from travaux.core.errors import JudgedMeanwhile
from travaux.core.ids import content_id
from travaux.core.judgements import Judgement
from travaux.core.plain import plain
from travaux.reports.indexed import Indexed
from travaux.workbench.judged.kinds import found


def seen(index: Indexed, noun: str, target: str) -> str:
    """The token of what stands now."""
    said = spoken(index, noun, target)
    shown = content_id("seen", *(j.id for j in said), _shown(index, noun, target))
    return f"{len(said)}.{shown.removeprefix('seen-')}"


def spoken(index: Indexed, noun: str, target: str) -> list[Judgement]:
    """Everything said of a target openly, oldest first."""
    return [j for j in index.judged.get(target, ()) if j.noun == noun and not j.blind]


PAGE = "page"


def page_seen(index: Indexed, built: str) -> str:
    """The token of a whole page. built: names the build of the record."""
    return f"{PAGE}.{len(index.record.judgements)}.{built}"


def check_seen(index: Indexed, noun: str, target: str, token: str, built: str = "") -> None:
    """Raises JudgedMeanwhile where `token` is not what stands now; "" is never checked."""
    if token.startswith(f"{PAGE}."):
        _check_page(index, noun, target, token, built)
    elif token and token != seen(index, noun, target):
        raise JudgedMeanwhile(noun, target, tuple(_since(spoken(index, noun, target), token)))


def _check_page(index: Indexed, noun: str, target: str, token: str, built: str) -> None:
    _, number, same = (*token.split(".", 2), "", "")[:3]
    before = int(number) if number.isdecimal() else 0
    new = {j.id for j in index.record.judgements[before:]}
    since = tuple(j for j in spoken(index, noun, target) if j.id in new)
    if since or same != built:
        raise JudgedMeanwhile(noun, target, since)


def _since(said: Sequence[Judgement], token: str) -> Sequence[Judgement]:
    number = token.split(".")[0]
    return said[int(number) :] if number.isdecimal() else said


def _shown(index: Indexed, noun: str, target: str) -> Any:
    if noun == "statement":
        return _statement(index, target)
    return plain(found(index, noun, target))


def _statement(index: Indexed, target: str) -> Any:
    statement = index.statements.get(target)
    if statement is None:
        return None
    return (
        statement.speaker.name if statement.speaker else "",
        [(place.start, place.end) for place in statement.content],
        statement.date,
        sorted(link.provision for link in index.links_of.get(target, ())),
        sorted((r.provision, r.stance.value) for r in index.stances_of.get(target, ())),
    )
