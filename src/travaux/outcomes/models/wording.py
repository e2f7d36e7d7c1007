"""Short names for an issue and its options, made from what differs between the drafts' texts.

“Karsovia will release at least 120 …” and “Karsovia shall release at least 140 …” become the issue
“Karsovia will release at least … cubic metres” with the options “120 cubic metres” and “140 cubic
metres”: words that all texts share name the issue, the rest names the options. A run of
differing words is widened to the quantity it is part of (`widen`: the slots' own words).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from travaux.outcomes.models.quantities import quantities

NAME, LABEL = 90, 80  # characters
SHARED = 0.5  # of the first text's words that all texts must share for a name with gaps
RUNS, BARE = 3, 2  # gaps in a label, with and without a quantity, from which the whole text is told
ALIKE = {"shall": "will"}  # two styles of the same duty
GAP = "…"
Span = tuple[int, int]
WORD = re.compile(r"[^\s]+")


def shortened(text: str, most: int = LABEL) -> str:
    """`text` on one line, cut at a word."""
    line = re.sub(r"\s+", " ", text).strip().rstrip(".;:,")
    if len(line) <= most:
        return line
    return line[: most - 1].rsplit(" ", 1)[0].rstrip(f" ,;:.{GAP}") + GAP


def words(text: str) -> list[str]:
    """The words that are compared: folded, without punctuation, “shall” as “will”."""
    plain = (re.sub(r"[^\w%€$£]", "", w).casefold() for w in WORD.findall(text))
    return [ALIKE.get(w, w) for w in plain]


def named(texts: Sequence[str], widen: Sequence[Iterable[str]]) -> tuple[str, list[str]]:
    """(a name for the issue, a label for each text). widen[k]: words of text k kept together."""
    if len(texts) == 1:
        return shortened(texts[0], NAME), [shortened(texts[0])]
    shared = _shared(texts)
    first = [pair[0] for pair in shared]
    if len(first) < SHARED * len(WORD.findall(texts[0])):
        return shortened(texts[0], NAME), _told_apart(_amounts(widen), texts)
    labels = []
    for k, text in enumerate(texts):
        kept = {row[k] for row in shared}
        labels.append(_label(text, kept, list(widen[k])))
    if any(label.count(GAP) >= (RUNS if quantities(label) else BARE) for label in labels):
        return shortened(texts[0], NAME), _told_apart(_amounts(widen), texts)
    full = [label or _lacking(labels) for label in labels]
    return _capital(shortened(_gapped(texts[0], set(first)), NAME)), _told_apart(full, texts)


def _amounts(widen: Sequence[Iterable[str]]) -> list[str]:
    """The only quantity each text names, in its words; [] where one names none or several."""
    told = [[phrase for phrase in phrases if quantities(phrase)] for phrases in widen]
    return [phrases[0] for phrases in told] if all(len(t) == 1 for t in told) else []


def _shared(texts: Sequence[str]) -> list[tuple[int, ...]]:
    """Places (one a text) of the words that stand in all texts in the same order."""
    rows: list[tuple[int, ...]] = [(i,) for i in range(len(WORD.findall(texts[0])))]
    first = words(texts[0])
    for text in texts[1:]:
        blocks = SequenceMatcher(None, first, words(text), autojunk=False).get_matching_blocks()
        at = {b.a + n: b.b + n for b in blocks for n in range(b.size)}
        rows = [(*row, at[row[0]]) for row in rows if row[0] in at]
    return rows


def _label(text: str, kept: set[int], together: Sequence[str]) -> str:
    """The runs of words of `text` that are not `kept`, widened, joined by gaps."""
    spans = [m.span() for n, m in enumerate(WORD.finditer(text)) if n not in kept]
    spans = [_widened(text, span, together) for span in spans]
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return shortened(f" {GAP} ".join(text[a:b].strip(" ,;:.") for a, b in joined))


def _widened(text: str, span: Span, together: Sequence[str]) -> Span:
    for phrase in together:
        at = text.find(phrase)
        while at >= 0:
            if at < span[1] and span[0] < at + len(phrase):
                return min(at, span[0]), max(at + len(phrase), span[1])
            at = text.find(phrase, at + 1)
    return span


def _gapped(text: str, kept: set[int]) -> str:
    said = [m[0] if n in kept else GAP for n, m in enumerate(WORD.finditer(text))]
    return re.sub(rf"{GAP}(?: {GAP})+", GAP, " ".join(said))


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


def _lacking(labels: Sequence[str]) -> str:
    """A label for a text that only lacks what the others add."""
    added = next((label for label in labels if label), "")
    return f"without “{added}”" if added else ""


def _told_apart(labels: Sequence[str], texts: Sequence[str]) -> list[str]:
    """Labels; where two are alike or one is empty, the texts from the first word that differs."""
    if len(set(labels)) == len(texts) and all(labels):
        return list(labels)
    whole = [shortened(text) for text in texts]
    if len(set(whole)) == len(whole):
        return whole
    alike = next(n for n, row in enumerate(zip(*map(str.split, texts), strict=False))
                 if len(set(row)) > 1)  # fmt: skip
    return [shortened(GAP + " ".join(text.split()[alike:])) for text in texts]
