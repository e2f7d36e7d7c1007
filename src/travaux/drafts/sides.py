"""One draft made ready for comparing: normalised texts, words, parents, neighbours."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from travaux.core.drafts import Provision
from travaux.drafts.block import Index

_MARKS = str.maketrans("‘’‚‛“”„‟«»‐‑‒–—―\u00a0", '\'\'\'\'""""""------ ')
_TAIL = re.compile(r"[\s.;:,]+(?:and|or)?[\s.;:,]*$")
_WORD = re.compile(r"\w+(?:[.,'\-]\w+)*")


def normal(text: str) -> str:
    """`text` as compared: one case, one kind of mark, single spaces, no closing punctuation.

    A closing "; and" goes too: it says where a list ends, not what a provision says.
    """
    folded = unicodedata.normalize("NFKC", text).translate(_MARKS).casefold()
    return _TAIL.sub("", " ".join(folded.split()))


def words_of(text: str) -> list[str]:
    """The words of a normalised text; figures keep their inner marks."""
    return _WORD.findall(text)


@dataclass(frozen=True)
class Side:
    """The provisions of one draft in reading order, and what comparing asks of them."""

    provisions: tuple[Provision, ...]

    @classmethod
    def of(cls, provisions: Iterable[Provision]) -> Side:
        """The side that holds `provisions`, sorted by reading order."""
        return cls(tuple(sorted(provisions, key=lambda p: (p.order, p.id))))

    def __len__(self) -> int:
        return len(self.provisions)

    @cached_property
    def texts(self) -> list[str]:
        """Normalised own text of each provision, its title where it has no text."""
        said = [normal(p.text) for p in self.provisions]
        titled = zip(said, self.titles, strict=True)
        return [text if words_of(text) else title for text, title in titled]

    @cached_property
    def titles(self) -> list[str]:
        return [normal(p.title) for p in self.provisions]

    @cached_property
    def tops(self) -> list[int]:
        """Index of the outermost provision that each stands under, its own at the top."""
        return [([i, *self.ancestors(i)])[-1] for i in range(len(self))]

    @cached_property
    def articles(self) -> list[str]:
        """The first step of each provision's path ("article 4"), "" at the top itself."""
        return [p.path[0] if len(p.path) > 1 else "" for p in self.provisions]

    @cached_property
    def in_article(self) -> dict[str, set[int]]:
        """Indices of the provisions under each article; none for ""."""
        found: dict[str, set[int]] = defaultdict(set)
        for at, article in enumerate(self.articles):
            if article:
                found[article].add(at)
        return found

    @cached_property
    def words(self) -> list[list[str]]:
        return [words_of(text) for text in self.texts]

    @cached_property
    def index(self) -> Index:
        """Where the words, pairs and triples of words stand."""
        return Index(self.words)

    @cached_property
    def at(self) -> dict[str, int]:
        """Index by provision id."""
        return {p.id: i for i, p in enumerate(self.provisions)}

    @cached_property
    def parents(self) -> list[int]:
        """Index of each provision's parent, -1 at the top or where the parent is unknown."""
        return [self.at.get(p.parent, -1) for p in self.provisions]

    @cached_property
    def before(self) -> list[int]:
        """Index of the sibling before each provision, -1 for the first."""
        return _siblings(self.parents, range(len(self.provisions)))

    @cached_property
    def after(self) -> list[int]:
        """Index of the sibling after each provision, -1 for the last."""
        return _siblings(self.parents, range(len(self.provisions) - 1, -1, -1))

    def ancestors(self, index: int) -> Iterable[int]:
        """Indices of the ancestors of a provision, nearest first."""
        seen = {index}
        while (index := self.parents[index]) >= 0 and index not in seen:
            seen.add(index)
            yield index


def _siblings(parents: Sequence[int], way: Iterable[int]) -> list[int]:
    """For each index, the last index with the same parent met before it on the way."""
    last: dict[int, int] = {}
    found = [-1] * len(parents)
    for index in way:
        found[index] = last.get(parents[index], -1)
        last[parents[index]] = index
    return found
