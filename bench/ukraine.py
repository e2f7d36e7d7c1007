"""The numbered texts of the five crawled articles of ukraine-2025, through reader and collation.

Gold, by hand: one draft of 28 points; the points another article quotes from it (among them a
point with three sub-points); a list of four headings in an essay, and bulleted demands, that are
no draft. Counted: points 1 to 28 each found once in that draft; quoted sub-points kept under
their point; and provisions that are in no gold (invented).
"""

from __future__ import annotations

from pathlib import Path

from bench.figures import Figure, data_hash
from travaux import corpus, drafts
from travaux.core.documents import Document

POINTS = [str(n) for n in range(1, 29)]
QUOTED = ["13.a", "13.b", "13.c"]


def measure(data: Path) -> list[Figure]:
    """Points found, sub-points kept, provisions invented, drafts."""
    files = sorted((data / "ukraine-2025").glob("*.txt"))
    if not files:
        return []
    read = [corpus.read_document(file.read_bytes(), file.name).document for file in files]
    documents = {d.id: d for d in read if isinstance(d, Document)}
    witnesses = [w for d in documents.values() for w in drafts.find_witnesses(d).witnesses]
    collation = drafts.collate(witnesses, documents, ())
    labels = [p.label for p in collation.provisions]
    by_label = {p.label: p for p in collation.provisions}
    kept = [q for q in QUOTED if q in labels and by_label[q].parent == by_label[q[:2]].id]
    invented = len(labels) - len(set(labels) & {*POINTS, *QUOTED})
    key = data_hash(files)
    return [
        Figure("ukraine.points", sum(labels.count(p) == 1 for p in POINTS), "of 28", "", key),
        Figure("ukraine.sub_points", len(kept), "of 3", "", key),
        Figure("ukraine.invented", invented, "", f"{len(labels)} provisions", key, "low"),
        Figure("ukraine.drafts", len(collation.drafts), "of 1", "", key, "low"),
    ]
