"""From what the user named to the files that are read: order, names, sizes, links.

Files are read in the order of their names, hidden ones and settings are left aside, links are not
followed (a crawled folder may hold one that leads anywhere, or in a circle).
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from travaux.core.documents import SourceNote
from travaux.core.errors import UsageError
from travaux.core.problems import Problem
from travaux.core.talks import Talks
from travaux.workbench.settings import SOURCES, TALKS, read_notes, read_talks

RECORD = "record.travaux"
MADE_BY_US = {RECORD, ".travaux-files"}
"""Files that only Travaux writes: a folder that holds one is what a build made, no material."""
SIZE_LIMIT = 64 * 1024 * 1024  # bytes; a book of a million words is 6 MB of text, 40 MB of PDF


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file to be read: where it is, the name it goes by, what sources.csv says of it."""

    path: Path
    file: str
    note: SourceNote | None = None


@dataclass(frozen=True, slots=True)
class Pile:
    """What is to be read, with the settings found beside it."""

    files: tuple[SourceFile, ...]
    talks: Talks
    problems: tuple[Problem, ...]


def gather(named: Iterable[Path], out: Path | None = None, limit: int = SIZE_LIMIT) -> Pile:
    """The pile that the user named: one folder, or files. `out` inside the folder is left aside.

    Raises UsageError where there is nothing to read, SettingsError for a faulty settings file.
    """
    paths = tuple(named)
    missing = [str(p) for p in paths if not p.exists()]
    if missing:
        raise UsageError(f"There is no {', no '.join(missing)}.", "Name a folder, or files.")
    root, listed = _listed(paths, out)
    notes, talks = read_notes(root), read_talks(root)
    problems = [*_unused_notes(notes, root)]
    files = []
    for path in listed:
        name = _name_of(path, root)
        if name in _attached(talks):
            continue
        problem = _unreadable(path, name, limit)
        if problem:
            problems.append(problem)
        else:
            files.append(SourceFile(path, name, notes.get(name)))
    if not files and not problems:
        raise UsageError(
            f"There is nothing to read in {', '.join(map(str, paths))}.",
            "Put articles, drafts or statements there (txt, md, html, pdf, docx, eml, odt, rtf).",
        )
    return Pile(tuple(files), talks, tuple(problems))


def _name_of(path: Path, root: Path) -> str:
    """The name that a file goes by. Bytes of it that are no UTF-8, which no record and no page
    could hold, are written out (`caf\\xe9.txt`)."""
    return os.fsencode(path.relative_to(root).as_posix()).decode("utf-8", "backslashreplace")


def _attached(talks: Talks) -> set[str]:
    """Files that talks.toml names as settings: no material."""
    watch = talks.watch
    return {file.file for file in (watch.cards, watch.log) if file} if watch else set()


def _listed(paths: tuple[Path, ...], out: Path | None) -> tuple[Path, tuple[Path, ...]]:
    """The folder that names are relative to, and the files, in the order of their names."""
    if not paths:
        raise UsageError("No folder or file was named.", "Name a folder, or files.")
    folders = [p for p in paths if p.is_dir()]
    if folders and len(paths) > 1:
        raise UsageError(
            "Several folders, or a folder with files, were named.",
            "Name one folder, or files only.",
        )
    if folders:
        return folders[0], tuple(sorted(_walk(folders[0], out), key=lambda p: p.as_posix()))
    root = Path(os.path.commonpath([p.absolute().parent for p in paths]))
    return root, tuple(sorted({p.absolute() for p in paths}, key=lambda p: p.as_posix()))


def _walk(folder: Path, out: Path | None) -> Iterator[Path]:
    aside = out.resolve() if out else None
    for at, folders, names in os.walk(folder, followlinks=False):
        here = Path(at)
        links = [here / name for name in folders if (here / name).is_symlink()]
        folders[:] = [
            name
            for name in folders
            if not name.startswith(".") and (aside is None or (here / name).resolve() != aside)
        ]
        closed = [here / name for name in folders if not os.access(here / name, os.R_OK | os.X_OK)]
        folders[:] = [name for name in folders if here / name not in closed]
        yield from (*links, *(path for path in closed if path not in links))
        if MADE_BY_US & set(names):  # an earlier build's output, wherever it was put
            folders[:] = [name for name in folders if name != "dossier"]
            continue
        yield from (here / n for n in names if not n.startswith(".") and n not in (TALKS, SOURCES))


def _unreadable(path: Path, name: str, limit: int) -> Problem | None:
    """Why `path` is not read, or None where it is."""
    if path.is_symlink():
        said = (
            f"{name} is a link to somewhere else and was not followed; copy the file itself here."
        )
        return Problem("link-not-followed", said, name)
    if not path.is_dir() and not path.is_file():
        return Problem("not-a-file", f"{name} is not an ordinary file and was not read.", name)
    if path.is_dir() or not os.access(path, os.R_OK):
        said = f"{name} may not be read by this user; change its permissions and build again."
        return Problem("no-permission", said, name)
    size = path.stat().st_size
    if size > limit:
        said = (
            f"{name} has {size / 1e6:.0f} MB, more than the {limit / 1e6:.0f} MB that one document "
            "may have; split it, or leave out what is not text."
        )
        return Problem("file-too-large", said, name)
    return None


def _unused_notes(notes: dict[str, SourceNote], root: Path) -> Iterator[Problem]:
    for name in notes:
        if not (root / name).exists():
            said = f"{SOURCES} describes {name}, and there is no such file; correct the name."
            yield Problem("note-without-file", said, SOURCES)
