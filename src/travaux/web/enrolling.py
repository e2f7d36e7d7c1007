"""The users file: add a user, change one, take one away; only its owner may read it."""

from __future__ import annotations

import os
from pathlib import Path

from travaux.core.errors import UsageError
from travaux.web.users import (
    LONGEST,
    NAME_LIMIT,
    SHORTEST,
    Role,
    User,
    hashed,
    read_users,
    users_file,
)


def add_user(path: Path, name: str, role: str, password: str) -> None:
    """Put a user with this role and password into the file at `path`; replaces one of that name.

    Raises UsageError for a name, role or password that will not do, SettingsError for a bad file.
    """
    name = name.strip()
    if not 0 < len(name) <= NAME_LIMIT or not name.isprintable():
        raise UsageError(f"A name has 1 to {NAME_LIMIT} printable characters.")
    if role not in set(Role):
        raise UsageError(f"There is no role “{role}”.", f"Choose one of {', '.join(Role)}.")
    if not SHORTEST <= len(password) <= LONGEST:
        raise UsageError(f"A password has {SHORTEST} to {LONGEST} characters.")
    known = _known(path)
    same = next((n for n in known if n.casefold() == name.casefold()), name)
    known[same] = User(same, Role(role), hashed(password))
    _write(path, known)


def remove_user(path: Path, name: str) -> None:
    """Take a user out of the file. Raises UsageError where there is none of that name."""
    known = _known(path)
    if known.pop(name, None) is None:
        raise UsageError(f"{path.name} has no user {name}.", "Look at the names in it.")
    _write(path, known)


def _known(path: Path) -> dict[str, User]:
    return read_users(path.read_text("utf-8"), path.name) if path.exists() else {}


def _write(path: Path, users: dict[str, User]) -> None:
    """Write the file beside the old one and swap it in; only its owner may read it."""
    beside = path.with_name(f".{path.name}.new")
    beside.unlink(missing_ok=True)
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as handle:
        handle.write(users_file(users.values()))
    beside.replace(path)
