"""A limit on failed log-ins: a few in a while for one name, some more for one address."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable

WINDOW = 300.0  # seconds that a failure counts
PER_NAME, PER_ADDRESS = 5, 20  # failures within the window after which one has to wait
MOST = 10_000  # keys remembered; the oldest are forgotten first


class Attempts:
    """Failed attempts by key (a user's name, an address); safe to use from several threads."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._failed: OrderedDict[str, deque[float]] = OrderedDict()
        self._lock = threading.Lock()

    def wait(self, name: str, address: str) -> float:
        """Seconds until `name` at `address` may try again; 0.0 where it may now."""
        with self._lock:
            limits = ((f"name {name}", PER_NAME), (f"address {address}", PER_ADDRESS))
            return max(self._wait(key, limit) for key, limit in limits)

    def failed(self, name: str, address: str) -> None:
        """Note that an attempt has failed."""
        with self._lock:
            for key, limit in ((f"name {name}", PER_NAME), (f"address {address}", PER_ADDRESS)):
                self._failed.setdefault(key, deque(maxlen=limit)).append(self._clock())
                self._failed.move_to_end(key)
            while len(self._failed) > MOST:
                self._failed.popitem(last=False)

    def succeeded(self, name: str) -> None:
        """Forget the failures of `name`; those of the address stay."""
        with self._lock:
            self._failed.pop(f"name {name}", None)

    def _wait(self, key: str, limit: int) -> float:
        times = self._failed.get(key, ())
        recent = [t for t in times if self._clock() - t < WINDOW]
        return recent[0] + WINDOW - self._clock() if len(recent) >= limit else 0.0
