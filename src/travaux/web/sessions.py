"""Sessions: who is at the other end, and the secrets that prove it.

A session's key travels in a cookie that no script can read (`HttpOnly`) and no other site can make
a browser send (`SameSite=Strict`). The token that every change must carry is a keyed hash of the
session's key, so that nothing more is kept and one session's token is of no use in another
(OWASP, Cross-Site Request Forgery Prevention, signed tokens).
"""

from __future__ import annotations

import hmac
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from travaux.web.users import Role

LIFETIME = 12 * 3600.0  # seconds: a working day
MOST = 2_000  # sessions at once; the oldest give way, so that nobody can fill the memory
Clock = Callable[[], float]


@dataclass(frozen=True, slots=True)
class Session:
    """One open session. until: when it ends, by the clock of `Sessions`. csrf: its token."""

    key: str
    user: str
    role: Role
    until: float
    csrf: str


class Sessions:
    """The open sessions of one server; safe to use from several threads."""

    def __init__(self, clock: Clock = time.monotonic) -> None:
        self._clock = clock
        self._secret = secrets.token_bytes(32)
        self._open: dict[str, Session] = {}
        self._lock = threading.Lock()

    def open(self, user: str, role: Role) -> Session:
        """A new session of `user`, with a key nobody can guess."""
        key = secrets.token_urlsafe(32)
        session = Session(key, user, role, self._clock() + LIFETIME, self.token_for(key))
        with self._lock:
            while len(self._open) >= MOST:
                del self._open[next(iter(self._open))]
            self._open[key] = session
        return session

    def of(self, key: str) -> Session | None:
        """The session with that key, None where there is none or its time is over."""
        session = self._open.get(key)
        if session and self._clock() >= session.until:
            self.close(key)
            return None
        return session

    def close(self, key: str) -> None:
        """End a session."""
        with self._lock:
            self._open.pop(key, None)

    def token_for(self, key: str) -> str:
        """The token that a change must carry when the cookie is `key`."""
        return hmac.new(self._secret, b"csrf" + key.encode(), "sha256").hexdigest()


def same(given: str, expected: str) -> bool:
    """Whether two secrets are equal, in a time that tells nothing of where they differ."""
    return hmac.compare_digest(given.encode("utf-8", "replace"), expected.encode())


class OneTimeToken:
    """A secret that opens the door once."""

    def __init__(self) -> None:
        self.value = secrets.token_urlsafe(32)
        self._lock = threading.Lock()
        self._used = False

    def take(self, given: str) -> bool:
        """Whether `given` is the token and nobody has used it before; from then on it is void."""
        with self._lock:
            if self._used or not same(given, self.value):
                return False
            self._used = True
            return True
