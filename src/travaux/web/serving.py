"""Run the server: which address, which secrets, which browser; stop it cleanly.

By default it listens on this machine only, for the person who started it. Anywhere else it asks
for named users and for TLS, or for an explicit word that the network is trusted.
"""

from __future__ import annotations

import getpass
import ipaddress
import logging
import os
import socket
import stat
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import uvicorn
from markupsafe import escape

from travaux.core.errors import UsageError
from travaux.web.app import create_app
from travaux.web.desk import Desk
from travaux.web.guards import Doors, Guard
from travaux.web.users import User, read_users
from travaux.web.warming import made_to_stay, warm
from travaux.workbench.live import LiveRecord
from travaux.workbench.searching import Searcher

LOOPBACK = "127.0.0.1"
PORT = 8437
OPENING = "travaux-opening.html"
OPENING_PAGE = (
    '<!doctype html><meta charset="utf-8"><meta http-equiv="refresh" content="0;url={0}">\n'
)
STOPPING = 5  # seconds that requests under way may take when the server is stopped


@dataclass(frozen=True, slots=True)
class Wishes:
    """What `travaux serve` was told. names: further names that the server is reached by."""

    record: Path
    host: str = LOOPBACK
    port: int = PORT
    users: Path | None = None
    cert: Path | None = None
    key: Path | None = None
    names: tuple[str, ...] = ()
    trusted_network: bool = False
    browser: bool = True


def serve(wishes: Wishes, tell: Callable[[str], None]) -> None:
    """Serve a record until the user stops it. tell: shows one sentence on the terminal.

    Raises RecordError where the record cannot be used, UsageError where it may not be served so.
    """
    users = users_of(wishes)
    with listening(wishes.host, wishes.port) as door:
        port = door.getsockname()[1]
        with made_to_stay():
            live = LiveRecord.open(wishes.record)
            desk = desk_for(live, wishes, users, port)
            warm(desk)
        try:
            address = opened_address(desk, doors_for(wishes, port))
            tell(address)
            with _shown_in_browser(address, wishes):
                _run(create_app(desk, doors_for(wishes, port)), wishes, door)
        finally:
            desk.search.close()
            live.close()


def users_of(wishes: Wishes) -> dict[str, User]:
    """The named users, none for one person on their own machine.

    Raises UsageError where the server would be reached from elsewhere without users or TLS.
    """
    elsewhere = not _is_loopback(wishes.host)
    if elsewhere and not wishes.users:
        raise UsageError(
            f"{wishes.host} can be reached from other machines, and nobody would have to log in.",
            "Add --users FILE (travaux users makes one).",
        )
    if elsewhere and not (wishes.cert and wishes.key) and not wishes.trusted_network:
        raise UsageError(
            f"Passwords for {wishes.host} would travel in the clear.",
            "Add --cert FILE --key FILE, or --trusted-network where that is no danger.",
        )
    if bool(wishes.cert) != bool(wishes.key):
        raise UsageError("TLS takes a certificate and its key.", "Give both --cert and --key.")
    return read_users(_private_text(wishes.users), wishes.users.name) if wishes.users else {}


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


def _private_text(path: Path) -> str:
    try:
        if os.name == "posix" and path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            raise UsageError(
                f"{path.name} can be read by others on this machine.", f"Run: chmod 600 {path}"
            )
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read: {error}.", "Make it: travaux users.") from error


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens at `host` and `port` (0: any free one).

    Raises UsageError where that is not possible.
    """
    try:
        family, kind, _, _, address = socket.getaddrinfo(
            host.strip("[]"), port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        door = socket.socket(family, kind)
    except OSError as error:
        raise UsageError(f"There is no address {host} here: {error}.") from error
    try:
        if os.name == "posix":
            door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        door.bind(address)
        door.listen(128)
    except OSError as error:
        door.close()
        raise UsageError(
            f"{host}:{port} cannot be used: {error.strerror or error}.",
            "Stop what runs there, or choose another one with --port.",
        ) from error
    return door


def doors_for(wishes: Wishes, port: int) -> Doors:
    """The names that requests must call this server by."""
    names = {wishes.host.strip("[]"), *wishes.names}
    if _is_loopback(wishes.host):
        names |= {"localhost", LOOPBACK}
    standard = 443 if wishes.cert else 80
    hosts = {f"[{name}]" if ":" in name else name.lower() for name in names}
    with_port = {f"{host}:{port}" for host in hosts}
    bare = hosts if port == standard else set()
    return Doors(frozenset(with_port | bare), "https" if wishes.cert else "http")


def desk_for(live: LiveRecord, wishes: Wishes, users: dict[str, User], port: int) -> Desk:
    """The state of a new server. Its cookie carries the port: cookies know no ports themselves."""
    secure = wishes.cert is not None
    name = f"travaux-{port}"
    return Desk(
        live=live,
        search=Searcher(live.path),
        users=users,
        owner=_owner(),
        cookie=f"__Host-{name}" if secure else name,
        secure=secure,
    )


def opened_address(desk: Desk, doors: Doors) -> str:
    """The address to open: with the one-time token where there are no named users."""
    host = next(h for h in sorted(doors.hosts, key=lambda h: (not h.startswith(LOOPBACK), h)))
    way = f"{doors.scheme}://{host}"
    return f"{way}/login" if desk.users else f"{way}/enter?token={desk.token.value}"


@contextmanager
def _shown_in_browser(address: str, wishes: Wishes) -> Iterator[None]:
    """Open the browser at `address`, through a file that only its owner can read: as an argument
    of the browser's command line, the token would be seen by every user of the machine."""
    page = wishes.record.with_name(OPENING)
    try:
        if wishes.browser:
            _write_privately(page, OPENING_PAGE.format(escape(address)))
            webbrowser.open(page.resolve().as_uri())
        yield
    finally:
        page.unlink(missing_ok=True)


def _write_privately(path: Path, text: str) -> None:
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as handle:
        handle.write(text)


def _owner() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "owner"


def _run(app: Guard, wishes: Wishes, door: socket.socket) -> None:
    logging.getLogger("uvicorn.error").setLevel(logging.WARNING)
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        ws="none",
        lifespan="off",
        timeout_graceful_shutdown=STOPPING,
        timeout_keep_alive=20,
        h11_max_incomplete_event_size=32 * 1024,
        ssl_certfile=wishes.cert,
        ssl_keyfile=wishes.key,
    )
    uvicorn.Server(config).run(sockets=[door])
