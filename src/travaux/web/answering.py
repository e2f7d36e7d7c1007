"""Addresses and answers: a handler is a plain function from what is asked to what is answered.

A handler never sees the network. It takes the `Desk` (what the server knows) and an `Asked` (one
request, its person known and admitted) and returns a `Page`, `Moved`, `Data` or `Download`. Who may
ask, and whether a change carries its token, is decided here from the table of addresses, so that
no handler can forget it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from starlette.datastructures import FormData, QueryParams

from travaux.core.errors import TravauxError
from travaux.web.guards import LARGEST, SAFE
from travaux.web.sessions import Session
from travaux.web.users import Role

if TYPE_CHECKING:
    from travaux.web.desk import Desk

CSRF_FIELD, CSRF_HEADER = "csrf", "x-csrf-token"


class NotThere(TravauxError):
    """Nothing stands at the address that was asked for."""


class NotAllowed(TravauxError):
    """The person may not do this."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One request. parts: pieces of the path; query: the rest of the address; form: what a form
    sent; data: what a script sent as JSON; session: who asks (None only at open addresses)."""

    path: str
    parts: Mapping[str, str] = field(default_factory=dict)
    query: QueryParams = field(default_factory=QueryParams)
    form: FormData = field(default_factory=FormData)
    data: Any = None
    session: Session | None = None
    cookie: str = ""
    client: str = ""

    @property
    def who(self) -> str:
        """The name of the person who asks."""
        return self.session.user if self.session else ""

    def sent(self, name: str) -> str:
        """The text field `name` of the form, "" where there is none (a file is none)."""
        value = self.form.get(name, "")
        return value if isinstance(value, str) else ""


@dataclass(frozen=True, slots=True)
class Page:
    """An HTML page: a template and its values. current: the entry of the menu it stands under;
    cookie: the key that the browser is to send from now on, "" where that stays as it is."""

    template: str
    values: Mapping[str, Any] = field(default_factory=dict)
    title: str = ""
    current: str = ""
    status: int = 200
    cookie: str = ""


@dataclass(frozen=True, slots=True)
class Moved:
    """“See there”, after a change: the address, and what to tell the person on that page."""

    to: str
    said: str = ""


@dataclass(frozen=True, slots=True)
class Data:
    """JSON."""

    value: Any
    status: int = 200


@dataclass(frozen=True, slots=True)
class Download:
    """A file to keep."""

    name: str
    content: bytes
    media: str = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Asset:
    """A file of the package; its address changes with its content."""

    content: bytes
    media: str


@dataclass(frozen=True, slots=True)
class Entered:
    """A log-in that succeeded: the session that begins."""

    session: Session
    to: str = "/"


@dataclass(frozen=True, slots=True)
class Left:
    """A log-out: the session that ends."""

    session: Session | None


Answer = Page | Moved | Data | Download | Asset | Entered | Left
Handler = Callable[["Desk", Asked], Answer]


@dataclass(frozen=True, slots=True)
class Parameter:
    """One part of an address's query (or path), for the description of the API."""

    name: str
    words: str
    schema: Mapping[str, Any] = field(default_factory=lambda: {"type": "string"})
    within: str = "query"


@dataclass(frozen=True, slots=True)
class Address:
    """One line of the table of addresses.

    path: with `{name}` for its pieces; least: the least role that may ask, None where anybody may;
    largest: bytes of a body; parameters, answer, body: for the API's description (JSON Schema).
    """

    path: str
    handler: Handler
    method: str = "GET"
    least: Role | None = Role.READER
    words: str = ""
    largest: int = LARGEST
    parameters: tuple[Parameter, ...] = ()
    answer: Mapping[str, Any] | None = None
    body: Mapping[str, Any] | None = None

    @property
    def changes(self) -> bool:
        """Whether it changes anything, and so must carry the token of its session."""
        return self.method not in SAFE

    @property
    def is_api(self) -> bool:
        """Whether programs ask here: errors are JSON then."""
        return self.path.startswith("/api/")


def whole_number(query: QueryParams, name: str, default: int, most: int = 1_000_000) -> int:
    """A number from 1 to `most` in the address; `default` where it is not one."""
    text = query.get(name, "")[:9]
    return min(int(text), most) if text.isdecimal() and int(text) else default
