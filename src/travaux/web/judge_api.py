"""Judging for programs, and for the script of the pages: the same as the forms, as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from typing import Any

from travaux.core.errors import JudgedMeanwhile, UsageError
from travaux.core.judgements import Action
from travaux.core.plain import plain
from travaux.web.answering import Address, Answer, Asked, Data, Parameter, whole_number
from travaux.web.desk import Desk
from travaux.web.inbox_pages import inbox_of
from travaux.web.judge_pages import MOST, action_of, known_target
from travaux.web.users import Role
from travaux.workbench.judged.kinds import KINDS
from travaux.workbench.judged.seen import spoken
from travaux.workbench.judged.wording import Wanted, quote_of

SHOWN = 200  # judgements, or items, of one answer
LONGEST = 2_000  # characters of a reason
TEXT = {"type": "string"}
JUDGEMENT: Mapping[str, Any] = {
    "type": "object",
    "properties": {
        "noun": TEXT | {"enum": sorted({noun for noun, _ in KINDS})},
        "target": TEXT,
        "action": TEXT | {"enum": [a.value for a in Action if a is not Action.UNDO]},
        "field": TEXT,
        "value": {},
        "seen": TEXT,
        "why": TEXT | {"maxLength": LONGEST},
    },
    "required": ["noun", "action"],
}
SEVERAL = {"type": "array", "items": JUDGEMENT, "minItems": 1, "maxItems": MOST}
KEPT = {"type": "object", "required": ["judgements", "seen"]}


def judge(desk: Desk, asked: Asked) -> Answer:
    """Keep one judgement, or a list of them (all or none)."""
    given = asked.data if isinstance(asked.data, list) else [asked.data]
    if not 0 < len(given) <= MOST:
        raise UsageError(f"There are {len(given)} judgements.", f"Send 1 to {MOST}.")
    wanted = [_wanted(one) for one in given]
    try:
        kept = desk.live.judge_all(wanted, asked.who, _reason(given[0]))
    except JudgedMeanwhile as meanwhile:
        since = [plain(j) for j in meanwhile.judgements]
        told = {"error": str(meanwhile), "target": meanwhile.target, "since": since}
        return Data(told, 409)
    return Data({"judgements": [plain(j) for j in kept], "seen": desk.live.page_seen})


def _wanted(given: Any) -> Wanted:
    if not isinstance(given, dict):
        raise UsageError("A judgement is an object.", "See the description of the API.")
    text = {name: given.get(name, "") for name in ("noun", "target", "action", "field", "seen")}
    if not all(isinstance(said, str) for said in text.values()):
        raise UsageError("noun, target, action, field and seen are texts.")
    action = action_of(text["action"])
    if action is Action.UNDO:
        raise UsageError("A judgement is taken back under /api/undo.")
    noun, target = text["noun"], text["target"]
    return Wanted(noun, target, action, text["field"], given.get("value", ""), text["seen"])


def _reason(given: Any) -> str:
    why = given.get("why", "") if isinstance(given, dict) else ""
    if not isinstance(why, str) or len(why) > LONGEST:
        raise UsageError(f"A reason is a text of at most {LONGEST} characters.")
    return why


def undo(desk: Desk, asked: Asked) -> Answer:
    """Take back the newest judgement of whoever asks, or the one named."""
    named = asked.data.get("judgement", "") if isinstance(asked.data, dict) else ""
    if not isinstance(named, str):
        raise UsageError("`judgement` is the id of a judgement.")
    return Data({"judgements": [plain(desk.live.undo(asked.who, named))],
                 "seen": desk.live.page_seen})  # fmt: skip


def judgements(desk: Desk, asked: Asked) -> Answer:
    """Judgements in the order they were given, from number `from` on; blind ones are their
    coder's alone."""
    first = whole_number(asked.query, "from", 1) - 1
    known = desk.index.record.judgements
    found = [j for j in known[first : first + SHOWN] if not j.blind or j.who == asked.who]
    rest = first + SHOWN < len(known)
    return Data({"judgements": [plain(j) for j in found], "number": len(known),
                 "next": first + SHOWN + 1 if rest else None})  # fmt: skip


def target(desk: Desk, asked: Asked) -> Answer:
    """What stands of one thing, what was said of it, and the token to judge it with."""
    index = desk.index
    noun, key = known_target(desk, index, asked)
    now = {field: kind.now(index, key) for (n, field), kind in KINDS.items() if n == noun and field}
    said = [plain(j) for j in spoken(index, noun, key)]
    quote = quote_of(index, desk.live.ground, noun, key)
    return Data({"noun": noun, "target": key, "quote": quote, "now": now,
                 "seen": desk.live.seen(noun, key), "judgements": said})  # fmt: skip


def inbox(desk: Desk, asked: Asked) -> Answer:
    """What most needs a judgement, most urgent first."""
    number = whole_number(asked.query, "number", 20, SHOWN)
    inbox = inbox_of(desk)
    items = islice(inbox.open(inbox.index, asked.query.get("noun", "")), number)
    return Data({"items": [plain(item) for item in items]})


ADDRESSES = (
    Address(
        "/api/judgements", judge, method="POST", least=Role.CODER, words="Judge",
        body={"oneOf": [JUDGEMENT, SEVERAL]}, answer=KEPT,
    ),
    Address(
        "/api/judgements", judgements, words="What was judged",
        parameters=(Parameter("from", "number of the first", {"type": "integer", "minimum": 1}),),
        answer={"type": "object", "required": ["judgements", "number"]},
    ),
    Address(
        "/api/undo", undo, method="POST", least=Role.CODER, words="Take back a judgement",
        body={"type": "object", "properties": {"judgement": TEXT}}, answer=KEPT,
    ),
    Address(
        "/api/judge/{noun}/{target}", target, words="What stands of one thing",
        parameters=(
            Parameter("noun", "what it is", JUDGEMENT["properties"]["noun"], within="path"),
            Parameter("target", "its id", within="path"),
        ),
        answer={"type": "object", "required": ["noun", "target", "now", "seen"]},
    ),
    Address(
        "/api/inbox", inbox, words="What most needs a judgement",
        parameters=(
            Parameter("noun", "of this kind alone"),
            Parameter("number", "how many", {"type": "integer", "minimum": 1, "maximum": SHOWN}),
        ),
        answer={"type": "object", "required": ["items"]},
    ),
)  # fmt: skip
