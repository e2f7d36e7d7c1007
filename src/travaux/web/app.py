"""The app: the table of addresses as a Starlette application behind its guards."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from travaux.core.errors import JudgedMeanwhile, RecordBusy, TravauxError, UsageError
from travaux.web.answering import (
    CSRF_FIELD,
    CSRF_HEADER,
    Address,
    Answer,
    Asked,
    Asset,
    Data,
    Download,
    Entered,
    Left,
    Moved,
    NotAllowed,
    NotThere,
    Page,
)
from travaux.web.desk import Desk
from travaux.web.frames import rendered
from travaux.web.guards import LARGEST, Doors, Guard, TooLarge
from travaux.web.routes import ADDRESSES
from travaux.web.sessions import LIFETIME, same

STATUS: tuple[tuple[type[TravauxError], int], ...] = (
    (NotThere, 404),
    (NotAllowed, 403),
    (JudgedMeanwhile, 409),
    (RecordBusy, 503),
    (UsageError, 400),
    (TravauxError, 500),
)
LOG_IN = "/login"
KEEP = "private, max-age=31536000, immutable"  # an asset's address changes with its content


def create_app(desk: Desk, doors: Doors) -> Guard:
    """The ASGI app for one record, ready to be served (serving.py)."""
    routes = [Route(a.path, _endpoint(desk, a), methods=[a.method]) for a in ADDRESSES]
    handlers: dict[Any, Any] = {
        HTTPException: lambda request, error: _failed(
            desk, request, error.status_code, "", error.headers
        ),
        TooLarge: lambda request, error: _failed(desk, request, 413, "That is too much at once."),
        Exception: lambda request, error: _failed(desk, request, 500, ""),
    }
    larger = {a.path: a.largest for a in ADDRESSES if a.largest != LARGEST}
    inner = Starlette(routes=routes, exception_handlers=handlers)
    return Guard(inner, Doors(doors.hosts, doors.scheme, {**larger, **(doors.larger or {})}))


def _endpoint(desk: Desk, address: Address) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        asked = _asked(desk, request)
        if address.least is not None and asked.session is None:
            return _sent_to_log_in(desk, request, address)
        try:
            asked = await _admitted(desk, request, address, asked)
            answer = await run_in_threadpool(address.handler, desk, asked)
            return await run_in_threadpool(_response, desk, asked, answer)
        except TravauxError as error:
            return _refused(desk, asked, address, error)

    return endpoint


def _asked(desk: Desk, request: Request) -> Asked:
    cookie = request.cookies.get(desk.cookie, "")
    return Asked(
        path=request.url.path,
        parts=request.path_params,
        query=request.query_params,
        session=desk.sessions.of(cookie) if cookie else None,
        cookie=cookie,
        client=request.client.host if request.client else "",
    )


async def _admitted(desk: Desk, request: Request, address: Address, asked: Asked) -> Asked:
    """What is asked, with what was sent along. Raises NotAllowed for a role or a token."""
    session = asked.session
    if address.least and session and not session.role.covers(address.least):
        raise NotAllowed(
            f"This needs the role of {address.least}; yours is {session.role}.",
            "Ask whoever runs this server.",
        )
    if not address.changes:
        return asked
    form, data = await _sent(request)
    given = request.headers.get(CSRF_HEADER) or str(form.get(CSRF_FIELD, ""))
    if not asked.cookie or not same(given, desk.sessions.token_for(asked.cookie)):
        raise NotAllowed("The form was not made by this session.", "Open the page again.")
    return replace(asked, form=form, data=data)


async def _sent(request: Request) -> tuple[FormData, Any]:
    """The form, or the JSON, that came along. Raises UsageError where it is neither."""
    kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if kind == "application/json":
        try:
            return FormData(), await request.json()
        except (ValueError, RecursionError) as error:
            raise UsageError("What was sent is not JSON.") from error
    if kind in ("application/x-www-form-urlencoded", "multipart/form-data"):
        return await request.form(max_files=200, max_fields=5_000), None
    return FormData(), None


def _response(desk: Desk, asked: Asked, answer: Answer) -> Response:
    if isinstance(answer, Page):
        return _page(desk, asked, answer)
    if isinstance(answer, Data):
        return JSONResponse(answer.value, answer.status)
    if isinstance(answer, Asset):
        return Response(answer.content, media_type=answer.media, headers={"cache-control": KEEP})
    if isinstance(answer, Download):
        kept = {"content-disposition": f'attachment; filename="{answer.name}"'}
        return Response(answer.content, media_type=answer.media, headers=kept)
    if isinstance(answer, Moved):
        if answer.said and asked.session:
            desk.tell(asked.session.key, answer.said)
        return RedirectResponse(answer.to, 303)
    if isinstance(answer, Entered):
        page = Page("entered.html", {"to": answer.to}, title="Opening")
        return _with_cookie(desk, HTMLResponse(rendered(desk, asked, page)), answer.session.key)
    return _left(desk, answer)


def _page(desk: Desk, asked: Asked, page: Page) -> Response:
    response = HTMLResponse(rendered(desk, asked, page), page.status)
    return _with_cookie(desk, response, page.cookie) if page.cookie else response


def _with_cookie(desk: Desk, response: Response, key: str) -> Response:
    response.set_cookie(
        desk.cookie,
        key,
        max_age=int(LIFETIME),
        secure=desk.secure,
        httponly=True,
        samesite="strict",
    )
    return response


def _left(desk: Desk, answer: Left) -> Response:
    if answer.session:
        desk.sessions.close(answer.session.key)
    response = RedirectResponse(LOG_IN, 303)
    response.delete_cookie(desk.cookie, secure=desk.secure, httponly=True, samesite="strict")
    return response


def _sent_to_log_in(desk: Desk, request: Request, address: Address) -> Response:
    if address.is_api:
        return JSONResponse({"error": "Nobody is logged in."}, 401)
    if address.changes or not desk.users:
        return _failed(desk, request, 401, "You are not logged in.")
    return RedirectResponse(LOG_IN, 303)


def _refused(desk: Desk, asked: Asked, address: Address, error: TravauxError) -> Response:
    status = next(number for kind, number in STATUS if isinstance(error, kind))
    if address.is_api:
        return JSONResponse({"error": str(error)}, status)
    return _said(desk, asked, status, str(error))


def _failed(
    desk: Desk,
    request: Request,
    status: int,
    sentence: str,
    headers: Mapping[str, str] | None = None,
) -> Response:
    if request.url.path.startswith("/api/"):
        told = {"error": sentence or SENTENCES.get(status, "Not answered.")}
        return JSONResponse(told, status, headers=headers)
    said = _said(desk, _asked(desk, request), status, sentence)
    said.headers.update(headers or {})
    return said


SENTENCES = {
    401: "You are not logged in.",
    404: "There is no such page.",
    405: "That cannot be done here.",
    500: "Something went wrong here. Nothing acknowledged is lost; the terminal says more.",
}


def _said(desk: Desk, asked: Asked, status: int, sentence: str) -> Response:
    values = {"sentence": sentence or SENTENCES.get(status, "That was not understood.")}
    page = Page("error.html", values | {"alone": not desk.users}, title="Not so")
    return HTMLResponse(rendered(desk, asked, page), status)
