"""Short names for an issue and its options, made from what differs between the drafts' texts.

“Karsovia will release at least 120 …” and “Karsovia shall release at least 140 …” become the issue
“Karsovia shall release at least … cubic metres” with the options “120 cubic metres” and “140 cubic
metres”: the newest text names the issue, up to the end of its first clause and with a gap for each
figure that differs; the words that differ name the options. A run of differing words is widened to
the quantity it is part of (`widen`: the slots' own words), to its unit, and to the preposition
before it. Texts that share too little are told apart by the longest run of words of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from travaux.outcomes.models.quantities import quantities

NAME, LABEL, APART = 80, 80, 72  # characters
EARLY = 25  # characters after which the first clause of a text may end
SHARED = 0.5  # of the newest text's words that all texts must share for labels of what differs
RUNS, BARE = 3, 2  # runs in a label, with and without a quantity, from which texts are told apart
OWN = 0.7  # share of a text in one run of its own words from which its first clause names it
NEAR = 2  # shared words between runs of a text's own words that are one run
ALIKE = {"shall": "will"}  # two styles of the same duty
GAP = "…"
Span = tuple[int, int]
ENDING = re.compile(r"[,;:.]?$")
WORD = re.compile(r"[^\s]+")
POSSESSIVE = re.compile(r"['’]s\b")
DEFINED = re.compile(r"^[“\"‘']([^”\"’']+)[”\"’']\s+(?:shall mean|means?|refers? to|is)\b")
LEADS = re.compile(
    r"^(?:(?:subject to|notwithstanding|without prejudice to|pursuant to|in accordance with|if|"
    r"when|once|after|before|where|with|unless|as soon as|in case)\b[^,]*,"
    r"|it is (?:expected|understood|agreed|envisaged) that)\s+",
    re.IGNORECASE,
)
CHOICES = re.compile(r"\[([^\[\]]*)\](?:\s*\[[^\[\]]*\])+")  # alternatives in brackets
LOOSE_END = re.compile(
    r"(?:\s+(?:a|an|the|of|at|in|on|to|for|and|or|by|from|with|under|over|its|their|all|what))+$"
)
CLAUSE_ENDS = re.compile(
    r"\s*[:;]\s|\.\s|,\s|\s(?:that|which|who|so that|until|unless|where|in order to)\s"
)
PREPOSITION = re.compile(
    r"\b(?:at least|at most|up to|no fewer than|no more than|no less than|by|from|until|before|"
    r"after|within|at|over|on|in)\s+$",
    re.IGNORECASE,
)
UNIT = re.compile(
    r"\s+(?!(?:of|a|an|the|per|at|in|to|for|and|or|from|by|on|with|within|as|is|are|will|shall)\b)"
    r"[a-z]+(?:\s+(?:metres?|tonnes?|feet|miles|hectares|people|members))?"
)


def shortened(text: str, most: int = LABEL) -> str:
    """`text` on one line, cut at a word."""
    line = re.sub(r"\s+", " ", text).strip().rstrip(".;:,")
    if len(line) <= most:
        return line
    return line[: most - 1].rsplit(" ", 1)[0].rstrip(f" ,;:.{GAP}") + GAP


def words(text: str) -> list[str]:
    """The words that are compared: folded, no punctuation or possessives, “shall” as “will”."""
    plain = (re.sub(r"[^\w%€$£]", "", POSSESSIVE.sub("", w)).casefold() for w in WORD.findall(text))
    return [ALIKE.get(w, w) for w in plain]


def clause(text: str, most: int = NAME) -> str:
    """The first clause of a text without what leads into it, as the name of an issue."""
    line = re.sub(r"\s+", " ", text).strip()
    defined = DEFINED.match(line)
    if defined:
        return f"The meaning of “{defined[1]}”"
    line = LEADS.sub("", LEADS.sub("", CHOICES.sub(r"\1", line), count=1), count=1)
    end = next((m.start() for m in CLAUSE_ENDS.finditer(line) if m.start() >= EARLY), len(line))
    cut = shortened(line[:end], most).strip(" ,;:.")
    whole = LOOSE_END.sub("", cut.rstrip(GAP)) if cut.endswith(GAP) else cut
    return _capital(whole + GAP if cut.endswith(GAP) else whole)


def named(texts: Sequence[str], widen: Sequence[Iterable[str]]) -> tuple[str, list[str]]:
    """(a name for the issue, a label for each text). widen[k]: words of text k kept together."""
    if len(texts) == 1:
        return clause(texts[0]), [shortened(texts[0])]
    shared = _shared(texts)
    last = [row[-1] for row in shared]
    if len(last) < SHARED * len(WORD.findall(texts[-1])):
        return clause(texts[-1]), _told_apart(_amounts(widen), texts)
    spans = [_runs(t, {r[k] for r in shared}, list(widen[k])) for k, t in enumerate(texts)]
    labels = [_joined(text, runs) for text, runs in zip(texts, spans, strict=True)]
    many = (
        len(runs) > (RUNS if quantities(label) else BARE)
        for label, runs in zip(labels, spans, strict=True)
    )
    name = clause(_gapped(texts[-1], set(last)))
    if any(many):
        return name, _told_apart(_amounts(widen), texts)
    full = [label or _lacking(labels) for label in labels]
    return name, _told_apart(full, texts)


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


def _runs(text: str, kept: set[int], together: Sequence[str]) -> list[Span]:
    """The runs of words of `text` that are not `kept`, widened."""
    spans = [m.span() for n, m in enumerate(WORD.finditer(text)) if n not in kept]
    spans = [_widened(text, span, together) for span in spans]
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _joined(text: str, runs: Sequence[Span]) -> str:
    parts = [text[a:b].strip(" ,;:.()") for a, b in runs]
    telling = [part for part in parts if LOOSE_END.sub("", f" {part}")]
    return shortened(", ".join(telling or parts))


def _widened(text: str, span: Span, together: Sequence[str]) -> Span:
    start, end = span
    for phrase in together:
        at = text.find(phrase)
        while at >= 0:
            if at < span[1] and span[0] < at + len(phrase):
                start, end = min(at, start), max(at + len(phrase), end)
            at = text.find(phrase, at + 1)
    unit = UNIT.match(text, end) if text[start:end].strip("([")[-1:].isdigit() else None
    before = PREPOSITION.search(text[:start])
    return before.start() if before else start, unit.end() if unit else end


def _gapped(text: str, kept: set[int]) -> str:
    """The text up to its last word that is kept, with a gap for each figure that is not."""
    said = [
        m[0] if n in kept or not _counts(text, m.span()) else GAP + ENDING.findall(m[0])[0]
        for n, m in enumerate(WORD.finditer(text))
        if n <= max(kept, default=0)
    ]
    return re.sub(rf"{GAP}(?: {GAP})+", GAP, " ".join(said))


def _counts(text: str, span: Span) -> bool:
    """Whether the word is or ends a figure; the number of a point is none."""
    return len(quantities(text[: span[1]])) > len(quantities(text[: span[0]]))


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


def _lacking(labels: Sequence[str]) -> str:
    """A label for a text that only lacks what the others add."""
    added = next((label for label in labels if label), "")
    return f"without “{added}”" if added else ""


def _told_apart(labels: Sequence[str], texts: Sequence[str]) -> list[str]:
    """Labels; where two are alike or one is empty, the first clauses; where those are alike, what
    each text alone says; else the texts from the first word that differs."""
    if len(set(labels)) == len(texts) and all(labels):
        return list(labels)
    clauses = [clause(text, APART) for text in texts]
    if len({c.rstrip(GAP) for c in clauses}) == len(texts):
        return clauses
    others = [texts[1 if k == 0 else 0] for k in range(len(texts))]
    own = [_own(text, other) for text, other in zip(texts, others, strict=True)]
    if len(set(own)) == len(own) and all(own):
        return own
    whole = [shortened(text) for text in texts]
    if len(set(whole)) == len(whole):
        return whole
    alike = next(n for n, row in enumerate(zip(*map(str.split, texts), strict=False))
                 if len(set(row)) > 1)  # fmt: skip
    return [shortened(GAP + " ".join(text.split()[alike:])) for text in texts]


def _own(text: str, other: str) -> str:
    """The longest runs of words of `text` that `other` does not have there, in order, while they
    are short; the first clause where it shares nearly nothing."""
    matcher = SequenceMatcher(None, words(text), words(other), autojunk=False)
    blocks = [b for b in matcher.get_matching_blocks() if b.size > NEAR]
    kept = {b.a + n for b in blocks for n in range(b.size)}
    runs = sorted(_runs(text, kept, ()), key=lambda span: span[0] - span[1])
    if not runs or runs[0][1] - runs[0][0] > OWN * len(text):
        return clause(text, APART) if runs else ""
    chosen = [runs[0]]
    for run in runs[1:]:
        if len(_joined(text, [*chosen, run])) <= APART:
            chosen.append(run)
    label = shortened(_joined(text, sorted(chosen)), APART)
    return _capital(label) if min(chosen)[0] == 0 else label
