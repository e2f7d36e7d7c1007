"""Chromium, and the local app for it: for the measure of first paint and for the browser tests.

The browser is the system's (`.ci/debian-packages`); playwright only drives it.
"""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from playwright.sync_api import Browser, sync_playwright

from travaux.web.app import create_app
from travaux.web.desk import Desk
from travaux.web.serving import Wishes, desk_for, doors_for, listening, opened_address
from travaux.web.warming import warm
from travaux.workbench.live import LiveRecord

CHROMIUM = next(
    (b for b in ("chromium", "chromium-browser", "google-chrome") if shutil.which(b)), ""
)
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


@contextmanager
def started() -> Iterator[Browser]:
    """One Chromium, which ends with the block. Raises RuntimeError where there is none."""
    if not CHROMIUM:
        raise RuntimeError("There is no Chromium on this machine.")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which(CHROMIUM), args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def serving(record: Path, ready: bool = False) -> Iterator[tuple[Desk, str]]:
    """The app over `record`, in this process: what it knows, and the address that opens it.

    ready: work out beforehand what `travaux serve` does.
    """
    wishes = Wishes(record, port=0)
    with listening(wishes.host, 0) as door:
        port = door.getsockname()[1]
        live = LiveRecord.open(record)
        desk, doors = desk_for(live, wishes, {}, port), doors_for(wishes, port)
        if ready:
            warm(desk)
        config = uvicorn.Config(create_app(desk, doors), log_level="error", lifespan="off")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [door]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.05)
        try:
            yield desk, opened_address(desk, doors)
        finally:
            server.should_exit = True
            thread.join(10)
            live.close()
