"""Three drafts of the Paris Agreement: articles, options and brackets parsed from Markdown.

Gold is what the file prints: every heading that names an article, every line that opens an
option, every square bracket (but footnote marks and links). Brackets balance when each mark is
either paired or reported as lacking its partner, none twice. One draft is also read from its PDF.
"""

from __future__ import annotations

import re
from pathlib import Path

from bench.figures import Figure, data_hash
from travaux import corpus
from travaux.core.documents import Document
from travaux.core.drafts import Provision, Witness
from travaux.core.ids import digest
from travaux.drafts import find_witnesses, read_brackets

ARTICLE = re.compile(r"^## \[?(Article \d+ ?(?:bis|ter)?)", re.M)
OPTION = re.compile(
    r"^[ \t]*(?:\d+\.[ \t]+)?\*\*Option ([\dI]+)|^[ \t]*(?:\d+\. )?Option (\d)", re.M
)
NO_BRACKET = re.compile(r"\[\^[\w-]+\]:?|\[[^\[\]\n]*\]\([^)\s]*\)|^\[[^\[\]\n]*\]:\s", re.M)


def measure(data: Path) -> list[Figure]:
    """Shares over the three drafts; 1.0 is everything."""
    files = sorted((data / "paris-2015").glob("*.md"))
    if not files:
        return []
    articles, options, marks = [0, 0], [0, 0], [0, 0]
    problems = 0
    for file in files:
        text = file.read_text(encoding="utf-8")
        document = Document(digest(file.read_bytes()), file.name, file.stem, "", "", "en", text)
        (witness,) = find_witnesses(document).witnesses
        _add(articles, *_articles(text, witness))
        _add(options, *_options(text, witness.provisions))
        right, printed, lone = _brackets(text, witness)
        _add(marks, right, printed)
        problems += lone
    key = data_hash(files)
    return [
        _share("articles", articles, "", key),
        _share("options", options, "", key),
        _share("brackets", marks, f"{problems} without partner, reported", key),
        _same_articles(data / "paris-2015"),
    ]


def _same_articles(folder: Path) -> Figure:
    """The draft of 4 December from its PDF and from Markdown: articles in the same order."""
    files = [folder / "4-dec-2015.md", folder / "pdf" / "adp_compilation_4dec15_10am.pdf"]
    printed, found = (_article_numbers(file) for file in files)
    same = sum(a == b for a, b in zip(printed, found, strict=False))
    counts = [same, max(len(printed), len(found))]
    return _share("pdf_articles", counts, "", data_hash(files))


def _article_numbers(file: Path) -> list[str]:
    document = corpus.read_document(file.read_bytes(), file.name).document
    witnesses = find_witnesses(document).witnesses if document else ()
    paths = [p.path[-1] for w in witnesses for p in w.provisions]
    return [step.replace(" ", "") for step in paths if step.startswith("article")]


def _add(total: list[int], right: int, gold: int) -> None:
    total[0] += right
    total[1] += gold


def _share(name: str, counts: list[int], note: str, key: str) -> Figure:
    right, gold = counts
    return Figure(f"paris.{name}", right / gold, "share", f"{right} of {gold} {note}".strip(), key)


def _articles(text: str, witness: Witness) -> tuple[int, int]:
    """Articles in order, each under the number its heading prints."""
    printed = [m.group(1).strip() for m in ARTICLE.finditer(text)]
    found = [p.label for p in witness.provisions if p.path[-1].startswith("article")]
    return sum(a == b for a, b in zip(printed, found, strict=False)), max(len(printed), len(found))


def _options(text: str, provisions: tuple[Provision, ...]) -> tuple[int, int]:
    """Options by their line: number and order."""
    printed = [(m.group(1) or m.group(2)).casefold() for m in OPTION.finditer(text)]
    found = [p.path[-1].split()[-1] for p in provisions if p.path[-1].startswith("option")]
    right = sum(a == b for a, b in zip(printed, found, strict=False))
    return right, max(len(printed), len(found))


def _brackets(text: str, witness: Witness) -> tuple[int, int, int]:
    """Marks accounted for once, marks printed, marks without partner."""
    stretch = text[witness.start : witness.end]
    borders = [p.anchors[0].start for p in witness.provisions if not p.parent]
    brackets, problems = read_brackets(stretch, witness.document, witness.start, borders)
    places = [b.anchor.start for b in brackets] + [b.anchor.end - 1 for b in brackets]
    places += [p.anchor.start for p in problems if p.anchor]
    bare = NO_BRACKET.sub(lambda m: " " * len(m.group()), stretch)
    printed = {witness.start + at for at, char in enumerate(bare) if char in "[]"}
    right = len(set(places) & printed) if len(places) == len(set(places)) else 0
    return right, len(printed | set(places)), len(problems)
