"""What stands before every page: which requests are answered at all, and with which headers.

The rules, in the order they are applied:

1. Only HTTP; a web socket is refused.
2. `Host` must name this server as it was started: a page elsewhere that points its own name at
   this machine (DNS rebinding) gets nothing.
3. A request that a page of another site made the browser send (`Sec-Fetch-Site`) gets nothing,
   save a person following a link; a change must carry an `Origin` that is this server.
4. A body over the limit of its address is refused before it is read (bounded where unannounced).
5. Every answer, an error too, carries the headers below: nothing is run that is not a file of this
   package, nothing is framed, nothing is kept by the browser, no address is told to others.

Sessions, roles and the token of a change are checked an address at a time (answering.py).
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from dataclasses import dataclass
from typing import Any

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
    "object-src 'none'"
)
HEADERS: Mapping[str, str] = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",  # with no-referrer a form's `Origin` would be null
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "x-robots-tag": "noindex",
    "cache-control": "no-store",
}
SAFE = frozenset({"GET", "HEAD"})
LARGEST = 256 * 1024  # bytes of a request's body where its address says nothing else


class TooLarge(Exception):
    """A body went over the limit while it was read."""


@dataclass(frozen=True, slots=True)
class Doors:
    """How this server is reached. hosts: values of `Host`; scheme: http or https.

    larger: limit of the body in bytes, for the addresses that take more than LARGEST.
    """

    hosts: frozenset[str]
    scheme: str = "http"
    larger: Mapping[str, int] | None = None

    @property
    def origins(self) -> frozenset[str]:
        """The values of `Origin` that are this server."""
        return frozenset(f"{self.scheme}://{host}" for host in self.hosts)

    def largest(self, path: str) -> int:
        """How many bytes a body sent to `path` may have."""
        return (self.larger or {}).get(path, LARGEST)


class Guard:
    """The app behind the rules at the top of this file."""

    def __init__(self, app: App, doors: Doors) -> None:
        self.app = app
        self.doors = doors

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One connection, as ASGI has it."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return
        guarded = _with_headers(send)
        refused = refusal(scope, self.doors)
        if refused:
            await _plain(guarded, *refused)
            return
        limit = self.doors.largest(scope["path"])
        started: list[bool] = []

        async def noted(message: Message) -> None:
            started.append(True)
            await guarded(message)

        try:
            await self.app(scope, _bounded(receive, limit), noted)
        except TooLarge:
            if not started:
                await _plain(guarded, 413, f"More than {limit:,} bytes are not taken here.")


def refusal(scope: Scope, doors: Doors) -> tuple[int, str] | None:
    """Why a request is not answered (status, sentence), None if it is."""
    hosts = _all(scope, b"host")
    if len(hosts) != 1 or hosts[0].lower() not in doors.hosts:
        return 400, "This server is not known under that name."
    if _all(scope, b"sec-fetch-site") == ["cross-site"] and not _followed_link(scope):
        return 403, "Another site made this request; it is not answered."
    if scope["method"] not in SAFE and _all(scope, b"origin") != _own(scope, doors):
        return 403, "A change must come from a page of this server."
    length = _all(scope, b"content-length")
    if length and (not length[0].isdigit() or int(length[0]) > doors.largest(scope["path"])):
        return 413, f"More than {doors.largest(scope['path']):,} bytes are not taken here."
    return None


def _own(scope: Scope, doors: Doors) -> list[str]:
    """The one `Origin` that a request to this `Host` may have."""
    return [f"{doors.scheme}://{_all(scope, b'host')[0].lower()}"]


def _followed_link(scope: Scope) -> bool:
    """Whether a person followed a link: they get a page, but no cookie goes along."""
    return scope["method"] in SAFE and _all(scope, b"sec-fetch-mode") == ["navigate"]


def _all(scope: Scope, name: bytes) -> list[str]:
    return [value.decode("latin-1") for key, value in scope["headers"] if key.lower() == name]


def _bounded(receive: Receive, limit: int) -> Receive:
    """`receive`, raising TooLarge once the body is over `limit` bytes."""
    taken = 0

    async def bounded() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > limit:
            raise TooLarge
        return message

    return bounded


def _with_headers(send: Send) -> Send:
    """`send`, with HEADERS on the answer; what the answer says itself stands."""

    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            own = {key.lower() for key, _ in message.get("headers", ())}
            more = [(k.encode(), v.encode()) for k, v in HEADERS.items() if k.encode() not in own]
            message = {**message, "headers": [*message.get("headers", ()), *more]}
        await send(message)

    return sent


async def _plain(send: Send, status: int, sentence: str) -> None:
    body = (sentence + "\n").encode()
    headers = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", str(len(body)).encode()),
        (b"connection", b"close"),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
