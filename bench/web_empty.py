"""A server that answers every request at once with the same bytes: what `web_load` is held against.

It is run by the same uvicorn as the app; `python -m bench.web_empty` prints its address.
"""

from __future__ import annotations

import json
import socket
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

import uvicorn

PAGE = b"<p>nothing</p>" * 3_000  # about as long as a page of the app
JUDGED = json.dumps({"judgements": []}).encode()
Message = MutableMapping[str, Any]


async def app(
    scope: Message,
    receive: Callable[[], Awaitable[Message]],
    send: Callable[[Message], Awaitable[None]],
) -> None:
    """Read the whole request, answer the same as ever."""
    while (await receive()).get("more_body"):
        pass
    body = PAGE if scope["method"] == "GET" else JUDGED
    length = (b"content-length", str(len(body)).encode())
    await send({"type": "http.response.start", "status": 200, "headers": [length]})
    await send({"type": "http.response.body", "body": body})


if __name__ == "__main__":
    door = socket.socket()
    door.bind(("127.0.0.1", 0))
    door.listen(128)
    print(f"127.0.0.1:{door.getsockname()[1]}", flush=True)
    uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="off")).run(sockets=[door])
