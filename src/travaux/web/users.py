"""Named users: who they are, what each may do, and their passwords as argon2 hashes.

They stand in a TOML file that only the server reads:

    [[users]]
    name = "Ana"
    role = "coder"
    password = "$argon2id$…"
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from travaux.core.errors import SettingsError

SHORTEST = 10  # characters of a password (NIST SP 800-63B §3.1.1.2 asks for 8 at the very least)
LONGEST = 256  # argon2 would hash more; a log-in need not let anybody post more
NAME_LIMIT = 64


class Role(StrEnum):
    """What a user may do; each may do what those before it may."""

    READER = "reader"
    CODER = "coder"
    EDITOR = "editor"

    @property
    def rank(self) -> int:
        """0 for a reader, rising."""
        return list(Role).index(self)

    def covers(self, least: Role) -> bool:
        """Whether this role may do what `least` may."""
        return self.rank >= least.rank


@dataclass(frozen=True, slots=True)
class User:
    """One user. password: an argon2 hash, never the password."""

    name: str
    role: Role
    password: str


def read_users(text: str, file: str) -> dict[str, User]:
    """The users of a users file by name. Raises SettingsError with every fault of it."""
    try:
        rows = tomllib.loads(text).get("users", [])
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(file, (f"it is not TOML: {error}",)) from error
    rows = rows if isinstance(rows, list) else []
    faults = [fault for number, row in enumerate(rows, 1) for fault in _faults(row, number)]
    names = [str(row.get("name", "")).casefold() for row in rows if isinstance(row, dict)]
    faults += [f"“{name}” stands there twice" for name in sorted(set(names)) if _twice(names, name)]
    if not rows:
        faults.append("it names no user; add one with `travaux users add NAME --to FILE`")
    if faults:
        raise SettingsError(file, tuple(faults))
    return {r["name"]: User(r["name"], Role(r["role"]), r["password"]) for r in rows}


def _twice(names: list[str], name: str) -> bool:
    return bool(name) and names.count(name) > 1


def _faults(row: Any, number: int) -> Iterable[str]:
    if not isinstance(row, dict):
        yield f"user {number} is not a table"
        return
    name = row.get("name")
    if not isinstance(name, str) or not name.strip() or len(name) > NAME_LIMIT:
        yield f"user {number} has no name of 1 to {NAME_LIMIT} characters"
    if row.get("role") not in set(Role):
        yield f"user {number} has no role of {', '.join(Role)}"
    if not str(row.get("password", "")).startswith("$argon2"):
        yield f"user {number} has no argon2 hash as password"


def users_file(users: Iterable[User]) -> str:
    """The text of a users file."""
    lines = ["# Who may use the app; made by `travaux users`. Keep it readable by yourself only."]
    for user in users:
        lines += ["", "[[users]]"]
        pairs = (("name", user.name), ("role", user.role.value), ("password", user.password))
        lines += [f"{key} = {json.dumps(value)}" for key, value in pairs]
    return "\n".join(lines) + "\n"


def hashed(password: str) -> str:
    """The argon2id hash of a password, with its own salt and parameters in it."""
    return _hasher().hash(password)


def admitted(users: Mapping[str, User], name: str, password: str) -> User | None:
    """The user of that name and password, None if there is none.

    An unknown name costs as much time as a wrong password, so that time tells no names.
    """
    user = users.get(name)
    known = user.password if user else _nobody()
    try:
        fits = len(password) <= LONGEST and _hasher().verify(known, password)
    except (VerificationError, InvalidHashError):
        return None
    return user if fits else None


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher()


@cache
def _nobody() -> str:
    return hashed("nobody has this password")
