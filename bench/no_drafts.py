"""Texts that hold no draft: how many are taken for one.

The news articles of polnear (train and dev) and the reports of enb hold listicles, agenda items,
chapter headings and quoted paragraphs, and no negotiating text (looked through by hand where one
was found). Counted: documents with at least one witness.
"""

from __future__ import annotations

from pathlib import Path

from bench.figures import Figure, data_hash
from travaux.core.documents import Document
from travaux.core.ids import digest
from travaux.drafts import find_witnesses


def measure(data: Path) -> list[Figure]:
    """Documents with a witness, of news and of reports; the fewer the better."""
    news = [f for half in ("train", "dev") for f in (data / "polnear" / half).rglob("*.txt")]
    rows = (("news", sorted(news)), ("reports", sorted((data / "enb").rglob("enb*.md"))))
    return [_figure(name, files) for name, files in rows if files]


def _figure(name: str, files: list[Path]) -> Figure:
    taken = [file.name for file in files if _has_draft(file)]
    note = f"of {len(files)}: {', '.join(taken)}" if taken else f"of {len(files)}"
    return Figure(f"no_drafts.{name}", len(taken), "texts", note, data_hash(files), "low")


def _has_draft(file: Path) -> bool:
    text = file.read_bytes().decode("utf-8", "replace")
    document = Document(digest(file.read_bytes()), file.name, "", "", "", "en", text)
    return bool(find_witnesses(document).witnesses)
