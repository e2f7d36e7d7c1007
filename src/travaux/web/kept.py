"""Values made from the record, kept while the nouns they rest on are the very same objects.

A judgement makes a new record, but shares with the old one every tuple that it does not touch; so
what rests on documents or drafts alone is not made again when somebody judges a statement. What
does rest on statements or positions follows the record step by step: only what a judgement touched
is worked out again.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from travaux.core.steps import Step
from travaux.reports.indexed import Indexed

T = TypeVar("T")


class Reached(Protocol):
    """A version of the record, and the step that leads to it from one that was known."""

    @property
    def version(self) -> int: ...
    @property
    def index(self) -> Indexed: ...
    @property
    def step(self) -> Step | None: ...


Since = Callable[[int], Reached]
LATELY = 128  # values that are kept of those asked for under names that people make up


@dataclass(frozen=True, slots=True)
class Worked:
    """A value that takes long to make. fresh: whether it rests on the newest nouns; None: not yet
    there at all."""

    value: Any
    fresh: bool


class Kept:
    """Values by name; each is made once for the nouns it rests on, whoever asks first."""

    def __init__(self) -> None:
        self._values: dict[str, tuple[tuple[object, ...], Any]] = {}
        self._lately: dict[str, tuple[tuple[object, ...], Any]] = {}
        self._followed: dict[str, tuple[int, Any]] = {}
        self._locks: dict[str, threading.Lock] = {}
        self._failed: dict[str, tuple[tuple[object, ...], Exception]] = {}
        self._working: set[str] = set()
        self._lock = threading.Lock()

    def of(self, name: str, rests_on: tuple[object, ...], make: Callable[[], T]) -> T:
        """The value of `name`, made anew where anything in `rests_on` is another object."""
        with self._lock:
            turn = self._locks.setdefault(name, threading.Lock())
        with turn:
            there = self._values.get(name)
            if there is None or not _the_same(there[0], rests_on):
                there = (rests_on, make())
                self._values[name] = there
        value: T = there[1]
        return value

    def following(
        self,
        name: str,
        since: Since,
        make: Callable[[Indexed], T],
        follow: Callable[[T, Indexed, Step], T],
    ) -> T:
        """The value of `name` for the newest record, taken over from the one before.

        since: the newest version, and the step to it from one that is given by number. make: the
        value from the whole record. follow: the value after a step, as another object: those who
        hold the old one go on with it. Whoever judged meets their own judgement here: a value is
        never older than the record when it is asked for.
        """
        with self._lock:
            turn = self._locks.setdefault(name, threading.Lock())
        with turn:
            known: tuple[int, T] | None = self._followed.get(name)
            now = since(known[0] if known else -1)
            if known is None or now.step is None:
                known = now.version, make(now.index)
            elif known[0] != now.version:
                known = now.version, follow(known[1], now.index, now.step)
            self._followed[name] = known
        return known[1]

    def lately(self, name: str, rests_on: tuple[object, ...], make: Callable[[], T]) -> T:
        """As `of`, for names that people make up (what they search): only those that were asked
        for lately are kept."""
        with self._lock:
            there = self._lately.pop(name, None)
        if there is None or not _the_same(there[0], rests_on):
            there = (rests_on, make())
        with self._lock:
            self._lately[name] = there
            if len(self._lately) > LATELY:
                del self._lately[next(iter(self._lately))]
        value: T = there[1]
        return value

    def soon(
        self, name: str, rests_on: tuple[object, ...], make: Callable[[], T], patience: float = 0.1
    ) -> Worked:
        """As `of`, for what takes long: made in the background, the last one shown meanwhile.

        patience: seconds to wait for it. Raises what making it raised, until the nouns change.
        """
        there = self._values.get(name)
        if there and _the_same(there[0], rests_on):
            return Worked(there[1], True)
        failed = self._failed.get(name)
        if failed and _the_same(failed[0], rests_on):
            raise failed[1]
        done = self._begin(name, rests_on, make)
        if done.wait(patience):
            return self.soon_there(name, rests_on)
        return Worked(there[1] if there else None, False)

    def soon_there(self, name: str, rests_on: tuple[object, ...]) -> Worked:
        """The value of `name` as it is now."""
        there = self._values.get(name)
        return Worked(there[1], _the_same(there[0], rests_on)) if there else Worked(None, False)

    def _begin(self, name: str, rests_on: tuple[object, ...], make: Callable[[], Any]) -> Any:
        """Start making a value, unless it is being made; an event that tells when it is there."""
        done = threading.Event()
        with self._lock:
            if name in self._working:
                return done
            self._working.add(name)

        def work() -> None:
            try:
                self.of(name, rests_on, make)
            except Exception as error:  # told to whoever asks next: nobody waits for this thread
                self._failed[name] = (rests_on, error)
            finally:
                self._working.discard(name)
                done.set()

        threading.Thread(target=work, name=f"making {name}", daemon=True).start()
        return done


def _the_same(one: tuple[object, ...], other: tuple[object, ...]) -> bool:
    return len(one) == len(other) and all(a is b for a, b in zip(one, other, strict=True))
