"""Full-text search over a record, without loading it."""

from __future__ import annotations

from pathlib import Path

from travaux.store import open_archive

SHOWN = 50  # of each kind, best first


def search(path: Path, words: str) -> list[dict[str, str]]:
    """Statements, then documents, that hold all of `words`: kind, id, who, words, file."""
    with open_archive(path) as archive:
        files = {d.id: d for d in archive.nouns("documents")}
        said = {s.id: s for s in archive.nouns("statements")}
        statements = [said[key] for key in archive.search_statements(words, SHOWN)]
        documents = [files[key] for key in archive.search_documents(words, SHOWN)]
    return [
        *(
            {
                "kind": "statement",
                "id": s.id,
                "who": s.speaker.name if s.speaker else "",
                "words": " ".join(s.words.split()),
                "file": files[s.document].file,
            }
            for s in statements
        ),
        *(
            {"kind": "document", "id": d.id, "who": d.publisher, "words": d.title, "file": d.file}
            for d in documents
        ),
    ]
