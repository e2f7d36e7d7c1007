"""Redlines against human edit spans (arXivEdits, Jiang et al. 2022), with peers in the same run.

A token of either sentence counts as edited where a run marks any of its characters. Token
precision, recall and F1 are pooled over pairs; where annotators gave several readings of a pair
the one nearest to the output counts, for every tool alike.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from bench.figures import Figure, data_hash
from travaux.core.comparing import EditKind
from travaux.drafts.redline import redline

Marks = tuple[frozenset[int], frozenset[int]]
Tool = Callable[[str, str], Marks]


def measure(data: Path) -> list[Figure]:
    """Token F1 on dev (train is for choosing settings), peers in the notes."""
    file = data / "arxiv-edits" / "dev.json"
    pairs = list(json.loads(file.read_text()).values())
    scores = {name: f1_of(pairs, tool) for name, tool in tools().items()}
    ours = scores.pop("travaux")
    note = ", ".join(f"{name} {score:.4f}" for name, score in scores.items())
    return [Figure("arxiv_edits.redline_token_f1", ours, "F1", note, data_hash([file]))]


def tools() -> dict[str, Tool]:
    """Ours first, then every peer that is installed here."""
    found: dict[str, Tool] = {"travaux": travaux_marks, "difflib": difflib_marks}
    try:
        import diff_match_patch  # noqa: F401

        found["diff-match-patch"] = dmp_marks
    except ImportError:
        pass
    try:
        import redlines as peer  # noqa: F401

        found["redlines"] = redlines_marks
    except ImportError:
        pass
    return found


def f1_of(pairs: list[dict[str, Any]], tool: Tool) -> float:
    """Pooled token F1 of `tool` over `pairs`."""
    right = found = gold = 0
    for pair in pairs:
        marks = tool(pair["sentence-1"], pair["sentence-2"])
        best = max(readings(pair), key=lambda g, m=marks: pair_f1(m, g))  # type: ignore[misc]
        right += len(marks[0] & best[0]) + len(marks[1] & best[1])
        found += len(marks[0]) + len(marks[1])
        gold += len(best[0]) + len(best[1])
    return 2 * right / (found + gold)


def pair_f1(marks: Marks, gold: Marks) -> float:
    """Token F1 of one pair; 1.0 where neither marks anything."""
    both = sum(len(m) + len(g) for m, g in zip(marks, gold, strict=True))
    right = sum(len(m & g) for m, g in zip(marks, gold, strict=True))
    return 2 * right / both if both else 1.0


def readings(pair: dict[str, Any]) -> list[Marks]:
    """The annotators' readings; the first always counts, later ones where they are filled."""
    keys = sorted(k for k in pair if k.startswith("edits-combination"))
    filled = [k for k in keys if pair[k]] or keys[:1]
    return [(_gold(pair[k], "sentence-1"), _gold(pair[k], "sentence-2")) for k in filled]


def _gold(edits: dict[str, Any], side: str) -> frozenset[int]:
    ranges = [e[f"{side}-token-indices"] for e in edits.values()]
    return frozenset(i for r in ranges if r for i in range(r[0], r[1]))


def travaux_marks(before: str, after: str) -> Marks:
    """Tokens our redline marks."""
    edits = redline(before, after)
    runs = [(e.kind is not EditKind.EQUAL, e.before, e.after) for e in edits]
    return _tokens(before, [(r[0], r[1]) for r in runs]), _tokens(
        after, [(r[0], r[2]) for r in runs]
    )


def difflib_marks(before: str, after: str) -> Marks:
    """Plain difflib over white-space tokens."""
    old, new = before.split(), after.split()
    codes = SequenceMatcher(None, old, new).get_opcodes()
    changed = [c for c in codes if c[0] != "equal"]
    return (
        frozenset(i for c in changed for i in range(c[1], c[2])),
        frozenset(i for c in changed for i in range(c[3], c[4])),
    )


def dmp_marks(before: str, after: str) -> Marks:
    """diff-match-patch with its semantic clean-up, by character."""
    from diff_match_patch import diff_match_patch

    tool = diff_match_patch()
    runs = tool.diff_main(before, after)
    tool.diff_cleanupSemantic(runs)
    return (
        _tokens(before, [(op != 0, text) for op, text in runs if op <= 0]),
        _tokens(after, [(op != 0, text) for op, text in runs if op >= 0]),
    )


def redlines_marks(before: str, after: str) -> Marks:
    """The `redlines` package, by its own operation codes over its own tokens."""
    from redlines import Redlines

    tool = Redlines(before, after)
    old: list[tuple[bool, str]] = []
    new: list[tuple[bool, str]] = []
    for step in tool._diff_ops:
        tag, a, b, c, d = step.opcodes
        old.append((tag != "equal", "".join(step.source_chunk.text[a:b])))
        new.append((tag != "equal", "".join(step.test_chunk.text[c:d])))
    return _tokens(before, old), _tokens(after, new)


def _tokens(text: str, runs: list[tuple[bool, str]]) -> frozenset[int]:
    """Indices of the white-space tokens of `text` with a character (white space apart) in a
    marked run; runs are aligned to the text with white space left out."""
    marked = [mark for mark, run in runs for char in run if not char.isspace()]
    return frozenset(i for i, chars in enumerate(_places(text)) if any(_at(marked, chars)))


def _at(marked: list[bool], chars: range) -> list[bool]:
    return [marked[c] for c in chars if c < len(marked)]


def _places(text: str) -> Iterator[range]:
    at = 0
    for token in text.split():
        yield range(at, at + len(token))
        at += len(token)
