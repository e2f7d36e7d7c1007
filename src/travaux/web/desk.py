"""What the server knows: the living record, who may come in, what was already worked out."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from travaux.core.record import Record
from travaux.core.steps import Step
from travaux.reports.indexed import Indexed
from travaux.web.attempts import Attempts
from travaux.web.kept import Kept
from travaux.web.sessions import OneTimeToken, Sessions
from travaux.web.users import User
from travaux.workbench.adding import Adding
from travaux.workbench.live import LiveRecord
from travaux.workbench.saved_views import SavedViews
from travaux.workbench.searching import Searcher

T = TypeVar("T")


@dataclass
class Desk:
    """One server's state. users: empty where one person works on their own machine; `owner` is
    then that person, and `token` the secret of the opened address."""

    live: LiveRecord
    search: Searcher
    users: Mapping[str, User] = field(default_factory=dict)
    owner: str = ""
    cookie: str = "travaux"
    secure: bool = False
    token: OneTimeToken = field(default_factory=OneTimeToken)
    sessions: Sessions = field(default_factory=Sessions)
    attempts: Attempts = field(default_factory=Attempts)
    kept: Kept = field(default_factory=Kept)
    _said: dict[str, str] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    adding: Adding = field(init=False)
    views: SavedViews = field(init=False)

    def __post_init__(self) -> None:
        self.adding = Adding(self.live.path, self.live.catch_up)
        self.views = SavedViews(self.live.path)

    @property
    def index(self) -> Indexed:
        """The record with the standing judgements applied, and its look-ups. Take it once in a
        request: the next judgement makes another."""
        return self.live.index

    @property
    def record(self) -> Record:
        """The record with the standing judgements applied."""
        return self.live.index.record

    def following(
        self,
        name: str,
        make: Callable[[Indexed], T],
        follow: Callable[[T, Indexed, Step], T],
    ) -> T:
        """The kept value of `name` for the newest record (`Kept.following`)."""
        return self.kept.following(name, self.live.since, make, follow)

    def tell(self, session: str, words: str) -> None:
        """Keep `words` for the next page of a session."""
        with self._lock:
            self._said[session] = words

    def told(self, session: str) -> str:
        """What the next page of a session is to say, once."""
        with self._lock:
            return self._said.pop(session, "")
