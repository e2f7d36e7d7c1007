"""The folder of documents that were added in the app: `added/` beside the record.

A build of the same output folder reads it too, so that what was added is not lost by the next
build. Names come from outside: only their letters, digits and a few marks are kept.
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path, PurePosixPath, PureWindowsPath

from travaux.core.errors import UsageError
from travaux.core.ids import digest
from travaux.workbench.folder import SourceFile

ADDED = "added"
LARGEST = 64 * 1024 * 1024  # bytes of one document, as a build takes them
LONGEST = 100  # characters of a name, without its ending
ENDINGS = frozenset({".txt", ".md", ".html", ".htm", ".xhtml", ".pdf", ".docx", ".odt", ".rtf",
                     ".eml", ".xml"})  # fmt: skip
RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")  # names that Windows keeps


def folder_of(record: Path) -> Path:
    """Where documents that are added to `record` are kept."""
    return record.parent / ADDED


def added_files(record: Path) -> tuple[SourceFile, ...]:
    """The documents that were added to `record`, by name."""
    folder = folder_of(record)
    if not folder.is_dir() or folder.is_symlink():
        return ()
    files = sorted(p for p in folder.iterdir() if p.is_file() and not p.is_symlink())
    return tuple(_source(p) for p in files if p.suffix.lower() in ENDINGS)


def _source(path: Path) -> SourceFile:
    return SourceFile(path, f"{ADDED}/{path.name}")


def put(record: Path, name: str, data: bytes) -> SourceFile:
    """Keep a document beside `record` under a safe name like its own; the file.

    One that is there already, byte for byte, is kept once. Raises UsageError for a kind of file
    that is not read, an empty or a too large one.
    """
    safe = safe_name(name)
    if not data:
        raise UsageError(f"{safe} is empty.", "Choose a file with text in it.")
    if len(data) > LARGEST:
        said = f"{safe} has {len(data) / 1e6:.0f} MB, more than {LARGEST / 1e6:.0f} MB."
        raise UsageError(said, "Split it.")
    folder = folder_of(record)
    folder.mkdir(exist_ok=True)
    for path in _places(folder, safe):
        if not path.exists():
            beside = folder / f".{path.name}.part"
            beside.write_bytes(data)
            beside.replace(path)
            return _source(path)
        if digest(path.read_bytes()) == digest(data):
            return _source(path)
    raise UsageError(f"There are too many files called {safe}.", "Give it another name.")


def _places(folder: Path, name: str) -> list[Path]:
    path = Path(name)
    others = (f"{path.stem} ({n}){path.suffix}" for n in range(2, 100))
    return [folder / name, *(folder / other for other in others)]


def safe_name(name: str) -> str:
    """A file name made of `name` that leads nowhere else. Raises UsageError for its ending."""
    last = PureWindowsPath(PurePosixPath(name).name).name
    flat = unicodedata.normalize("NFC", last)
    kept = "".join(c if c.isalnum() or c in " ._-()," else "_" for c in flat).rstrip(" .")
    stem, dot, ending = kept.rpartition(".")
    suffix = f".{ending.lower()}" if dot else ""
    if suffix not in ENDINGS:
        known = ", ".join(sorted(e[1:] for e in ENDINGS))
        raise UsageError(f"“{kept[:60]}” is no kind of file that is read.", f"Add one of: {known}.")
    stem = stem.strip(" .")[:LONGEST] or "document"
    return f"_{stem}{suffix}" if RESERVED.fullmatch(f"{stem}{suffix}") else f"{stem}{suffix}"
