"""Write files into a folder, each whole or as it was, and remove what an earlier run left there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from travaux.core.errors import RecordError

MADE_BY_US = ".travaux-files"  # names of the files that the last run wrote into a folder


def write_files(files: Iterable[tuple[str, bytes]], folder: Path) -> tuple[str, ...]:
    """Write files into `folder`, each in one step; remove those of an earlier run that are gone.

    Files that Travaux did not write are never touched. Raises RecordError where writing fails.
    """
    with writing_to(folder):
        names = write_each(files, folder)
        remove_others(folder, names)
    return tuple(names)


@contextmanager
def writing_to(folder: Path) -> Iterator[None]:
    """Make `folder`; turn what fails while writing to it into a RecordError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        yield
    except OSError as error:
        raise RecordError(
            f"{folder} could not be written: {error}.", "Free some space or choose another folder."
        ) from error


def write_each(files: Iterable[tuple[str, bytes]], folder: Path) -> list[str]:
    """Write files into `folder`, each in one step; their names."""
    names = []
    for name, data in files:
        _replace(folder / name, data)
        names.append(name)
    return names


def remove_others(folder: Path, names: Sequence[str]) -> None:
    """Remove from `folder` what an earlier run wrote there and is not among `names`, which are
    noted for the next run."""
    listing = folder / MADE_BY_US
    before = set(listing.read_text("utf-8").split("\n")) if listing.exists() else set()
    for name in before - set(names) - {""}:
        if "/" not in name and "\\" not in name:
            (folder / name).unlink(missing_ok=True)
    _replace(listing, "\n".join(names).encode())


def _replace(path: Path, data: bytes) -> None:
    """Write `data` to `path` so that a kill leaves the old file or the new one, never half."""
    if path.exists() and path.read_bytes() == data:
        return
    beside = path.with_name(f".{path.name}.new")
    beside.write_bytes(data)
    beside.replace(path)
