"""Add documents while the record is open: choose or drop files, follow them, see what is new."""

from __future__ import annotations

from starlette.datastructures import UploadFile

from travaux.core.errors import UsageError
from travaux.core.plain import plain
from travaux.web.answering import Address, Answer, Asked, Data, Moved, Page
from travaux.web.desk import Desk
from travaux.web.users import Role
from travaux.workbench.added import ADDED, ENDINGS, LARGEST
from travaux.workbench.limited import LIMITS_MEMORY

MOST = 50  # documents of one form
TOGETHER = 128 * 1024 * 1024  # bytes of one form


def adding_page(desk: Desk, asked: Asked) -> Answer:
    """The form, and how far the documents are that were added last."""
    limits = desk.adding.limits
    values = {
        "standing": desk.adding.standing,
        "endings": ",".join(sorted(ENDINGS)),
        "kinds": ", ".join(sorted(e[1:] for e in ENDINGS)),
        "largest": LARGEST // 1024**2,
        "together": TOGETHER // 1024**2,
        "most": MOST,
        "folder": ADDED,
        "minutes": round(limits.seconds / 60),
        "memory": limits.memory // 1024**3 if LIMITS_MEMORY else 0,
    }
    return Page("adding.html", values, title="Add documents", current="/add-documents")


def add(desk: Desk, asked: Asked) -> Answer:
    """Take the files of a form."""
    files = [file for file in asked.form.getlist("files") if isinstance(file, UploadFile)]
    named = [file for file in files if file.filename]
    if not 0 < len(named) <= MOST:
        raise UsageError(f"There are {len(named)} files.", f"Choose 1 to {MOST}.")
    kept = desk.adding.add([(str(file.filename), file.file.read()) for file in named])
    return Moved("/add-documents", f"Being read: {', '.join(kept)}.")


def progress(desk: Desk, asked: Asked) -> Answer:
    """How far the documents are that were added last."""
    standing = desk.adding.standing
    return Data(plain(standing) | {"busy": standing.busy})


ADDRESSES = (
    Address("/add-documents", adding_page, least=Role.EDITOR, words="Add documents"),
    Address("/add-documents", add, method="POST", least=Role.EDITOR, largest=TOGETHER,
            words="Take documents"),
    Address("/api/adding", progress, least=Role.EDITOR, words="How far added documents are",
            answer={"type": "object", "required": ["step", "files", "busy"]}),
)  # fmt: skip
