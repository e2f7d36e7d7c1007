"""The tables of the model card: what is still wrong on the dev articles, with counts."""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from bench.polnear import ENGINES, TOKEN, Span, as_document, outermost, pairs, spans, tokens
from training.corpus import ROLES, Article, Relation, read_split
from travaux.corpus import annotate

KINDS = ("exact", "start off", "end off", "both ends off", "missed", "spurious")
COLUMNS = (*ROLES, "none")


def kinds_of(gold: set[Span], said: set[Span]) -> Counter[str]:
    """How each span of one role fared: gold spans by what was said of them, then the spurious."""
    found: Counter[str] = Counter()
    for start, end in gold:
        met = [span for span in said if span[0] < end and start < span[1]]
        best = max(met, key=lambda s: min(s[1], end) - max(s[0], start), default=None)
        if best is None:
            found["missed"] += 1
        else:
            found[KINDS[(best[0] != start) + 2 * (best[1] != end)]] += 1
    found["spurious"] = sum(all(b <= c or d <= a for c, d in gold) for a, b in said)
    return found


def roles_of(text: str, relations: tuple[Relation, ...]) -> dict[int, str]:
    """Start of a word or mark -> the role it has."""
    return {at: role for role in ROLES for at in tokens(text, spans(relations, role))}


def links_of(gold: tuple[Relation, ...], said: tuple[Relation, ...]) -> Counter[str]:
    """Why a gold attribution was not found: the first of these that holds."""
    right = {i for i, _ in pairs(gold, said)}
    found = Counter({"right": len(right)})
    for at, truth in enumerate(gold):
        if at not in right:
            found[_reason(truth, said)] += 1
    return found


def _reason(truth: Relation, said: tuple[Relation, ...]) -> str:
    def met(one: tuple[Span, ...], other: tuple[Span, ...]) -> bool:
        return any(a < d and c < b for a, b in one for c, d in other)

    same_cue = [each for each in said if met(truth.cue, each.cue)]
    if not same_cue:
        return "no attribution at that cue"
    if not any(met(truth.content, each.content) for each in same_cue):
        return "other content"
    sources = (
        met(truth.source, each.source) or not (truth.source or each.source) for each in same_cue
    )
    return "content differs by more than half" if any(sources) else "other source, or none"


def main() -> None:
    """Print the tables in Markdown."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--data", type=Path, required=True, help="folder with the split `dev`")
    options = ask.parse_args()
    kinds: dict[str, Counter[str]] = {role: Counter() for role in ROLES}
    confused: Counter[tuple[str, str]] = Counter()
    links: Counter[str] = Counter()
    for article in read_split(options.data / "dev"):
        said = found_in(article)
        for role in ROLES:
            kinds[role] += kinds_of(spans(article.relations, role), spans(said, role))
        gold, guess = roles_of(article.text, article.relations), roles_of(article.text, said)
        for match in TOKEN.finditer(article.text):
            confused[gold.get(match.start(), "none"), guess.get(match.start(), "none")] += 1
        links += links_of(article.relations, said)
    table("span", KINDS, {role: [kinds[role][kind] for kind in KINDS] for role in ROLES})
    cells = {row: [confused[row, column] for column in COLUMNS] for row in COLUMNS}
    table("gold word \\ said", COLUMNS, cells)
    table("gold attribution", ("count",), {name: [n] for name, n in links.most_common()})


def found_in(article: Article) -> tuple[Relation, ...]:
    """What the tagger finds in an article."""
    document = as_document(article)
    return outermost(ENGINES["tagger"](document, annotate(document)))


def table(corner: str, columns: tuple[str, ...], rows: dict[str, list[int]]) -> None:
    """One Markdown table."""
    print(f"| {corner} | {' | '.join(columns)} |\n|---|{'---:|' * len(columns)}")
    for name, cells in rows.items():
        print(f"| {name} | {' | '.join(map(str, cells))} |")
    print()


if __name__ == "__main__":
    main()
