"""Texts printed more than once: whole articles, exact or near, and passages within others.

Theory. An agency's copy comes in several outlets, cut, retitled, with a word changed here and
there. Whole articles are compared by word shingles: MinHash with banding finds pairs worth a
look, their exact Jaccard likeness decides. A copy inside a longer page shares too little of that
page for this, so paragraphs are compared besides: runs of the same paragraphs in two articles are
a passage printed twice.

Reads: Documents. Writes: DuplicateGroups. The order of the documents never matters.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from travaux.core.documents import Document, DuplicateGroup, Part, PartKind
from travaux.core.ids import content_id
from travaux.corpus.paragraphs import paragraphs_of
from travaux.corpus.shingles import (
    Numbers,
    bands_of,
    likeness,
    shingles_of,
    sketch_of,
    words_of,
)

NEAR = 0.5  # Jaccard likeness of 4-word shingles from which on two articles are one text
FEWEST_WORDS = 30  # of an article that is compared; shorter ones are alike by chance
PASSAGE_WORDS = 25  # of a paragraph that counts as reprinted
MOST_IN_BAND = 60  # articles sharing a band that are compared pair by pair; of more, each is
LEADERS = 5  # compared with the first few only, so that a thousand copies take a thousand steps

Member = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Article:
    """One article of a document: its range, its date, the set of its shingles."""

    member: Member
    date: str
    shingles: Numbers


def duplicate_groups(documents: Sequence[Document]) -> tuple[DuplicateGroup, ...]:
    """Groups of articles, and of passages, that carry the same text; sorted by id."""
    known = {document.id: document for document in documents}
    ordered = [known[name] for name in sorted(known)]
    dates = {d.id: d.date for d in ordered}
    articles = [article for document in ordered for article in _articles(document)]
    links = dict(_links(articles))
    whole = list(_components(links))
    groups = [_group(members, weight, dates) for members, weight in whole]
    together = [frozenset(name for name, _, _ in members) for members, _ in whole]
    groups += [_group(members, 1.0, dates) for members in _passages(ordered, together)]
    return tuple(sorted(groups))


def _articles(document: Document) -> Iterator[Article]:
    for start, end, date in article_ranges(document):
        words = words_of(document.text[start:end])
        if len(words) >= FEWEST_WORDS:
            yield Article((document.id, start, end), date or document.date, shingles_of(words))


def article_ranges(document: Document) -> list[tuple[int, int, str]]:
    """(start, end, date) of every article, the stretches that residue divides as one."""
    if not document.parts:
        return [(0, len(document.text), document.date)]
    ranges: list[tuple[int, int, str]] = []
    for part in document.parts:
        if part.kind is not PartKind.ARTICLE:
            continue
        if ranges and _continues(part):
            ranges[-1] = (ranges[-1][0], part.end, ranges[-1][2])
        else:
            ranges.append((part.start, part.end, part.date))
    return ranges


def _continues(part: Part) -> bool:
    return any(evidence.field == "continues" for evidence in part.evidence)


def _links(articles: Sequence[Article]) -> Iterator[tuple[tuple[Member, Member], float]]:
    """Pairs of articles that are NEAR, with their likeness."""
    seen: set[tuple[int, int]] = set()
    for indices in _buckets(articles):
        for i, j in _pairs(indices):
            if (i, j) in seen:
                continue
            seen.add((i, j))
            alike = likeness(articles[i].shingles, articles[j].shingles)
            if alike >= NEAR:
                yield (articles[i].member, articles[j].member), alike


def _pairs(indices: Sequence[int]) -> Iterator[tuple[int, int]]:
    if len(indices) <= MOST_IN_BAND:
        return combinations(indices, 2)
    return ((i, j) for i in indices[:LEADERS] for j in indices if i < j)


def _buckets(articles: Sequence[Article]) -> Iterable[list[int]]:
    """Indices of the articles that share a band of their sketches."""
    buckets: dict[tuple[int, bytes], list[int]] = defaultdict(list)
    for index, article in enumerate(articles):
        for number, band in enumerate(bands_of(sketch_of(article.shingles))):
            buckets[number, band].append(index)
    return (indices for indices in buckets.values() if len(indices) > 1)


def _components(
    links: Mapping[tuple[Member, Member], float],
) -> Iterator[tuple[list[Member], float]]:
    """Members that hang together by links, with the least likeness that holds them."""
    leader: dict[Member, Member] = {}
    for one, other in links:
        a, b = _root(leader, one), _root(leader, other)
        leader[max(a, b)] = min(a, b)
    groups: dict[Member, list[Member]] = defaultdict(list)
    for member in sorted({m for pair in links for m in pair}):
        groups[_root(leader, member)].append(member)
    weight: dict[Member, float] = {}
    for (one, _), alike in links.items():
        root = _root(leader, one)
        weight[root] = min(alike, weight.get(root, 1.0))
    return ((members, weight[root]) for root, members in groups.items())


def _root(leader: dict[Member, Member], member: Member) -> Member:
    while (above := leader.setdefault(member, member)) != member:
        leader[member] = leader[above]
        member = leader[member]
    return member


def _group(members: Sequence[Member], alike: float, dates: Mapping[str, str]) -> DuplicateGroup:
    ordered = sorted(members, key=lambda m: (dates.get(m[0]) or "9999", m))
    return DuplicateGroup(content_id("duplicates", *sorted(members)), tuple(ordered), alike)


def _passages(
    documents: Sequence[Document], together: Sequence[frozenset[str]]
) -> list[list[Member]]:
    """Passages of the same paragraphs in documents that are not all `together` in one group."""
    groups: dict[str, set[int]] = defaultdict(set)
    for number, group in enumerate(together):
        for name in group:
            groups[name].add(number)
    where: dict[str, list[tuple[int, Member]]] = defaultdict(list)
    for document in documents:
        for number, (key, member) in enumerate(_long_paragraphs(document)):
            where[key].append((number, member))
    runs: dict[tuple[str, ...], list[list[tuple[int, Member]]]] = defaultdict(list)
    for places in where.values():
        names = tuple(member[0] for _, member in places)
        if len(set(names)) == len(names) > 1 and not set.intersection(*(groups[n] for n in names)):
            runs[names].append(places)
    return [passage for rows in runs.values() for passage in _joined(rows)]


def _long_paragraphs(document: Document) -> Iterator[tuple[str, Member]]:
    """(comparable words, range) of each paragraph of an article long enough to count."""
    for start, end in paragraphs_of(document.text, document.format):
        words = words_of(document.text[start:end])
        if len(words) >= PASSAGE_WORDS and not document.is_residue(start):
            yield " ".join(words), (document.id, start, end)


def _joined(rows: Sequence[list[tuple[int, Member]]]) -> Iterator[list[Member]]:
    """Paragraphs that follow one another in every document, as one passage."""
    passage: list[tuple[int, Member]] = []
    for places in sorted(rows):
        follows = passage and all(b[0] == a[0] + 1 for a, b in zip(passage, places, strict=True))
        if follows:
            passage = [
                (b[0], (a[1][0], a[1][1], b[1][2])) for a, b in zip(passage, places, strict=True)
            ]
            continue
        if passage:
            yield [member for _, member in passage]
        passage = list(places)
    if passage:
        yield [member for _, member in passage]
