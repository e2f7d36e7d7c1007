"""Which stretches of a text are articles, each with its own title, publisher, author and date,
and which are residue.

Residue inside an article divides it: the stretches on both sides carry the same facts, and the
later ones say in their evidence that they continue the first.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from travaux.core.documents import Evidence, Part, PartKind
from travaux.corpus.article_facts import facts_of_article
from travaux.corpus.borders import borders_of
from travaux.corpus.headers import crawl_date
from travaux.corpus.reading import Extract, Facts, Range, Section
from travaux.corpus.units import Unit, units_of

PART_FACTS = ("title", "publisher", "author", "date")
_GLUED = re.compile(
    r"(?:Follow|Share|Subscribe|Advertisement|ADVERTISEMENT|Comments?|Print|Listen|Save|Tweet|Email)"
    r"(?=(?:[A-Z][a-z]+|A|I)\s)|(?:</?[A-Za-z]{1,12}(?:\s[^<>\n]{0,200})?/?>|/[a-z][a-z0-9]{0,11}>)+(?=\S)"
)


def find_parts(extract: Extract, noted: Facts) -> tuple[tuple[Part, ...], Facts]:
    """The parts of the text, sorted, and the facts of the file that its text shows.

    noted: what sources.csv says, which overrides the text wherever the file is one article.
    """
    units = units_of(extract)
    spans = _spans(extract, units)
    crawled = _crawled(extract.text, units)
    cuts = [*_residue(units), *_glued(extract.text, units), *crawled[1]]
    after = max((end for _, end in crawled[1]), default=0)
    told = [unit for unit in units if unit.end > after]
    articles = [_article(extract, told, span, spans, noted, crawled[0]) for span in spans]
    residue = [Part(a, b, PartKind.RESIDUE) for a, b in _joined(extract.text, cuts)]
    pieces = [piece for a in articles for piece in _pieces(extract.text, a, residue)]
    return tuple(sorted([*residue, *pieces], key=lambda p: p.start)), _of_file(articles)


def _spans(extract: Extract, units: Sequence[Unit]) -> list[Section]:
    """The ranges of the articles, as the format divides the text or as borders are found."""
    if extract.sections:
        return list(extract.sections)
    firsts = [units[i].start for i in borders_of(extract.text, units)]
    edges = sorted({0, *firsts, len(extract.text)})
    spans = [Section(a, b, Facts()) for a, b in pairwise(edges)]
    kept = [s for s in spans if _holds_article(units, s)]
    return [Section(s.start, s.end, extract.facts if s is kept[0] else Facts()) for s in kept]


def _holds_article(units: Sequence[Unit], span: Section) -> bool:
    return any(not unit.residue for unit in _inside(units, span))


def _inside(units: Sequence[Unit], span: Section) -> Sequence[Unit]:
    """The units that begin in the range of an article. Logarithmic: mailboxes hold thousands."""
    first = bisect_left(units, span.start, key=lambda unit: unit.start)
    return units[first : bisect_left(units, span.end, key=lambda unit: unit.start)]


def _article(
    extract: Extract,
    units: Sequence[Unit],
    span: Section,
    spans: Sequence[Section],
    noted: Facts,
    crawled: Facts,
) -> tuple[Section, Facts]:
    own = _inside(units, span)
    found = span.facts.or_else(facts_of_article(extract.text, own, span is spans[0]))
    alone = len(spans) == 1
    facts = noted.or_else(found) if alone else found
    hints = extract.hints if alone else Facts()
    return span, facts.or_else(crawled).or_else(noted).or_else(hints)


def _crawled(text: str, units: Sequence[Unit]) -> tuple[Facts, list[Range]]:
    """A crawler's date line before the first word: its facts, and its range as residue."""
    found = crawl_date(text, 0, len(text)) if units else None
    return (found[0], [(units[0].start, found[1])]) if found else (Facts(), [])


def _residue(units: Sequence[Unit]) -> list[Range]:
    return [(unit.start, unit.end) for unit in units if unit.residue]


def _glued(text: str, units: Sequence[Unit]) -> list[Range]:
    """What sticks to the first word of a paragraph: the label of a button ("ShareThe river …"),
    or what a crawler left of a tag ("/p>The river …").
    """
    found = (_GLUED.match(text, unit.start, unit.end) for unit in units if not unit.residue)
    return [match.span() for match in found if match]


def _joined(text: str, ranges: Sequence[Range]) -> list[Range]:
    """Ranges in order, those with nothing but white space between them as one."""
    joined: list[Range] = []
    for start, end in sorted(ranges):
        end = start + len(text[start:end].rstrip())
        if joined and not text[joined[-1][1] : start].strip():
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _pieces(text: str, article: tuple[Section, Facts], residue: Sequence[Part]) -> Iterator[Part]:
    """What of an article's range is not residue, as parts with the article's facts."""
    span, facts = article
    kept = tuple(e for e in facts.evidence if e.field in PART_FACTS)
    told = {name: getattr(facts, name) for name in PART_FACTS}
    first: Part | None = None
    for start, end in _outside(span, residue):
        words = text[start:end]
        if not words.strip():
            continue
        start += len(words) - len(words.lstrip())
        part = Part(start, start + len(words.strip()), PartKind.ARTICLE, **told, evidence=kept)
        if first is None:
            first = part
            kept += (Evidence("continues", "goes on after residue", first.start, first.end),)
        yield part


def _outside(span: Section, residue: Sequence[Part]) -> Iterator[Range]:
    at = span.start
    for cut in residue[bisect_right(residue, span.start, key=lambda part: part.end) :]:
        if cut.start >= span.end:
            break
        if at < cut.start:
            yield at, cut.start
        at = max(at, cut.end)
    if at < span.end:
        yield at, span.end


def _of_file(articles: Sequence[tuple[Section, Facts]]) -> Facts:
    """Facts of the whole file: those of its only article; of several, what all agree on and the
    title of the first.
    """
    if not articles:
        return Facts()
    first = articles[0][1]
    agreed = {
        name: getattr(first, name)
        for name in ("publisher", "author", "date")
        if len({getattr(facts, name) for _, facts in articles}) == 1
    }
    evidence = tuple(e for e in first.evidence if e.field == "title" or agreed.get(e.field))
    return Facts(title=first.title, **agreed, evidence=evidence)
