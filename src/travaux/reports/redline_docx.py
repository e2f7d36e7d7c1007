"""A redline as tracked changes of a Word file: accept all and it is the new text, reject all and
it is the old one (ECMA-376 part 1 §17.13.5: ins, del, moveFrom, moveTo).

    order     changes whose old and new places rise together stand once, as edited text; all else
              stands at its old place as gone and at its new place as come
    moves     what went elsewhere unchanged is moveFrom and moveTo, so that Word shows a move
    breaks    a paragraph mark is tracked too: a split inserts one, a merger deletes one
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from docx.document import Document as WordFile
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from travaux.core.comparing import Edit, EditKind
from travaux.core.drafts import Change, Draft, Provision
from travaux.reports.order import chained
from travaux.reports.table_xlsx import UNHELD
from travaux.reports.tabled import Comparison, worded

AUTHOR = "Travaux"
BREAK = "\n"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text, or a paragraph break. state: "", ins, del, moveFrom or moveTo."""

    state: str
    text: str
    move: str = ""


def add_redline(document: WordFile, found: Iterable[Piece], first: int = 0, name: str = "") -> int:
    """Add a redline at the end of `document`; how many paragraphs have been added so far.

    first: how many there were before, so that ids differ; name: what sets its moves apart.
    """
    body, number = document.element.body, first
    named = (replace(piece, move=piece.move and name + piece.move) for piece in found)
    for paragraph in _paragraphs(named):
        body.insert(len(body) - 1, _paragraph(paragraph, number))  # the last child is the section
        number += 1
    return number


def pieces(comparison: Comparison, old: Draft, new: Draft) -> list[Piece]:
    """The whole redline from `old` to `new` as runs and paragraph breaks."""
    of = {p.id: p for p in comparison.provisions}
    changes = [c for c in comparison.changes if (c.from_draft, c.to_draft) == (old.id, new.id)]
    ranks = _ranks(comparison.provisions)
    linked = [c for c in changes if c.before and c.after and _runs_on(c, ranks)]
    chain = chained(linked, lambda c: of[c.before[0]].order, lambda c: of[c.after[0]].order)
    moves = _moves(changes, chain, of)
    found: list[Piece] = []
    for change, ours, theirs in _merged(chain, comparison.provisions, of, old, new):
        found += (piece for p in ours for piece in alone(p, "del", moves))
        found += (piece for p in theirs for piece in alone(p, "ins", moves))
        if change:
            found += _edited(change, comparison.edits.get(change.id, ()), of)
    return found


def _ranks(provisions: Iterable[Provision]) -> dict[str, int]:
    """The place of each provision in its draft, counted without holes."""
    counts: dict[str, int] = {}
    found: dict[str, int] = {}
    for provision in sorted(provisions, key=lambda p: (p.order, p.id)):
        found[provision.id] = counts.get(provision.draft, 0)
        counts[provision.draft] = found[provision.id] + 1
    return found


def _runs_on(change: Change, ranks: Mapping[str, int]) -> bool:
    """Whether no other provision stands between those of either end."""
    places = [sorted(ranks[p] for p in ids) for ids in (change.before, change.after)]
    return all(side[-1] - side[0] == len(side) - 1 for side in places)


def _moves(
    changes: Sequence[Change], chain: Sequence[Change], of: Mapping[str, Provision]
) -> dict[str, str]:
    """Provision id -> name of its move, for texts that went elsewhere unchanged."""
    kept = {c.id for c in chain}
    found: dict[str, str] = {}
    for change in changes:
        single = len(change.before) == len(change.after) == 1 and change.id not in kept
        if single and worded(of[change.before[0]]) == worded(of[change.after[0]]):
            found[change.before[0]] = found[change.after[0]] = f"move{len(found) // 2 + 1}"
    return found


def _merged(
    chain: Sequence[Change],
    provisions: Iterable[Provision],
    of: Mapping[str, Provision],
    old: Draft,
    new: Draft,
) -> Iterator[tuple[Change | None, list[Provision], list[Provision]]]:
    """Each change of the chain with what stands before it in one draft only; at the end the
    rest, with None."""
    used = {p for c in chain for p in (*c.before, *c.after)}
    ours = sorted((p for p in provisions if p.draft == old.id), key=lambda p: p.order)
    theirs = sorted((p for p in provisions if p.draft == new.id), key=lambda p: p.order)
    left = [p for p in ours if p.id not in used], [p for p in theirs if p.id not in used]
    for change in chain:
        bounds = of[change.before[0]].order, of[change.after[0]].order
        here = tuple(
            [p for p in side if p.order < bound] for side, bound in zip(left, bounds, strict=True)
        )
        left = left[0][len(here[0]) :], left[1][len(here[1]) :]
        yield change, here[0], here[1]
    yield None, left[0], left[1]


def alone(provision: Provision, state: str, moves: Mapping[str, str]) -> Iterator[Piece]:
    """A provision that stands in one draft only, at this place; state "" for no change."""
    move = moves.get(provision.id, "") if state else ""
    if move:
        state = "moveFrom" if state == "del" else "moveTo"
    yield Piece(state, _label(provision) + worded(provision).replace("\n", " "), move)
    yield Piece(state, BREAK, move)


def _label(provision: Provision) -> str:
    return f"{provision.label}\t" if provision.label else ""


def _edited(change: Change, edits: Sequence[Edit], of: Mapping[str, Provision]) -> Iterator[Piece]:
    """A change at its place: edits with labels, each paragraph's label where it begins."""
    before, after = [of[p] for p in change.before], [of[p] for p in change.after]
    labels = [iter([_label(p) for p in side]) for side in (before, after)]
    yield from _labels(next(labels[0]), next(labels[1]))
    for edit in edits or (Edit(EditKind.EQUAL, worded(before[0]), worded(after[0])),):
        for state, text in _states(edit):
            if text != BREAK:
                yield Piece(state, text)
                continue
            yield Piece(state, BREAK)
            if state == "":
                yield from _labels(next(labels[0], ""), next(labels[1], ""))
            else:
                yield Piece(state, next(labels[state == "ins"], ""))
    yield Piece("", BREAK)


def _labels(old: str, new: str) -> Iterator[Piece]:
    if old == new:
        yield Piece("", old)
    else:
        yield Piece("del", old)
        yield Piece("ins", new)


def _states(edit: Edit) -> Iterator[tuple[str, str]]:
    """An edit as (state, text) with paragraph breaks apart."""
    if edit.kind is EditKind.EQUAL and edit.before == edit.after:
        yield from (("", part) for part in _parts(edit.after))
    elif edit.kind is EditKind.EQUAL:
        yield from _spaced(edit)
    else:
        yield from (("del", part) for part in _parts(edit.before))
        yield from (("ins", part) for part in _parts(edit.after))


def _spaced(edit: Edit) -> Iterator[tuple[str, str]]:
    """Equal words with other white space between them: the white space alone is tracked."""
    tokens = _tokens(edit.before), _tokens(edit.after)
    if edit.before.split() != edit.after.split():  # white space came or went within a word
        tokens = [edit.before], [edit.after]
    for old, new in zip(*tokens, strict=True):
        if old == new:
            yield from (("", part) for part in _parts(old))
        else:
            yield from (("del", part) for part in _parts(old))
            yield from (("ins", part) for part in _parts(new))


def _tokens(text: str) -> list[str]:
    """Words and the white space around them, by turns, white space first and last."""
    words = text.split()
    tokens, at = [], 0
    for word in words:
        start = text.index(word, at)
        tokens += [text[at:start], word]
        at = start + len(word)
    return [*tokens, text[at:]]


def _parts(text: str) -> Iterator[str]:
    """The text cut at its line breaks, which stand as parts of their own."""
    for at, line in enumerate(text.split(BREAK)):
        if at:
            yield BREAK
        if line:
            yield line


def _paragraphs(found: Iterable[Piece]) -> Iterator[tuple[list[Piece], Piece]]:
    """Runs of each paragraph and the break that ends it."""
    runs: list[Piece] = []
    for piece in found:
        if piece.text == BREAK:
            yield runs, piece
            runs = []
        elif piece.text:
            runs.append(piece)
    if runs:
        yield runs, Piece("", BREAK)


def _paragraph(paragraph: tuple[list[Piece], Piece], number: int) -> object:
    runs, end = paragraph
    element = OxmlElement("w:p")
    if end.state:
        mark = OxmlElement("w:rPr")
        mark.append(_tracked(end.state, 3 * number))
        properties = OxmlElement("w:pPr")
        properties.append(mark)
        element.append(properties)
    for at, run in enumerate(runs):
        for node in _run(run, 100_000 + 1000 * number + 3 * at):
            element.append(node)
    return element


def _tracked(state: str, number: int) -> object:
    element = OxmlElement(f"w:{state}")
    element.set(qn("w:id"), str(number))
    element.set(qn("w:author"), AUTHOR)
    return element


def _run(piece: Piece, number: int) -> Iterator[object]:
    """The run of a piece, within its mark of change; a move has its range marked."""
    run = OxmlElement("w:r")
    for at, part in enumerate(UNHELD.sub("", piece.text).split("\t")):
        if at:
            run.append(OxmlElement("w:tab"))
        text = OxmlElement("w:delText" if piece.state == "del" else "w:t")
        text.set(qn("xml:space"), "preserve")
        text.text = part
        run.append(text)
    if not piece.state:
        yield run
        return
    mark = _tracked(piece.state, number)
    mark.append(run)  # type: ignore[attr-defined]
    if not piece.move:
        yield mark
        return
    start = _tracked(f"{piece.state}RangeStart", number + 1)
    start.set(qn("w:name"), piece.move)  # type: ignore[attr-defined]
    close = OxmlElement(f"w:{piece.state}RangeEnd")
    close.set(qn("w:id"), str(number + 1))
    yield from (start, mark, close)
