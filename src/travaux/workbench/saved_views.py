"""Saved views: addresses of the app with a name, kept beside the record.

They are no judgements and say nothing of the negotiation, so they stand in a file of their own,
which a build leaves alone.
"""

from __future__ import annotations

import json
import threading
from dataclasses import asdict, dataclass
from pathlib import Path

from travaux.core.errors import RecordError, UsageError

MOST = 200  # views of one record
NAME, ADDRESS = 80, 2_000  # characters of each at most


@dataclass(frozen=True, slots=True, order=True)
class SavedView:
    """An address of the app (path and query), its name, and who saved it."""

    name: str
    address: str
    who: str


class SavedViews:
    """The views saved beside one record; safe to use from several threads."""

    def __init__(self, record: Path) -> None:
        self._path = record.with_name(f"{record.stem}.views.json")
        self._lock = threading.Lock()
        self._views = self._read()

    def all(self) -> tuple[SavedView, ...]:
        """Every view, by name."""
        return tuple(sorted(self._views.values()))

    def keep(self, view: SavedView) -> None:
        """Save a view; one of the same name gives way.

        Raises UsageError for a name or an address that will not do, RecordError for a full disk.
        """
        if not 0 < len(view.name) <= NAME or not view.name.isprintable():
            raise UsageError(f"A view's name has 1 to {NAME} printable characters.")
        own = view.address.startswith("/") and not view.address.startswith(("//", "/\\"))
        if not own or len(view.address) > ADDRESS or not view.address.isprintable():
            raise UsageError("A view is an address of this server.")
        with self._lock:
            if len(self._views) >= MOST and view.name not in self._views:
                raise UsageError(f"There are {MOST} views already.", "Drop one first.")
            self._write({**self._views, view.name: view})

    def drop(self, name: str) -> None:
        """Forget a view. Raises UsageError where there is none of that name."""
        with self._lock:
            if name not in self._views:
                raise UsageError("There is no such view.")
            self._write({key: view for key, view in self._views.items() if key != name})

    def _read(self) -> dict[str, SavedView]:
        """The views in the file; none where it is not there or not one of ours."""
        try:
            rows = json.loads(self._path.read_text("utf-8"))
            views = [SavedView(str(r["name"]), str(r["address"]), str(r["who"])) for r in rows]
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise RecordError(
                f"{self._path.name} cannot be read: {error}.", "Move it away; it holds views only."
            ) from error
        return {view.name: view for view in views}

    def _write(self, views: dict[str, SavedView]) -> None:
        text = json.dumps([asdict(view) for view in views.values()], ensure_ascii=False, indent=1)
        beside = self._path.with_name(f".{self._path.name}.new")
        try:
            beside.write_text(text, "utf-8")
            beside.replace(self._path)
        except OSError as error:
            raise RecordError(f"The view could not be kept: {error}.") from error
        self._views = views
