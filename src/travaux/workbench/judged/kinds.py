"""Everything that can be judged: for each noun and field, who may say what, and what stands there.

A new kind of judgement is a line here, a check in values.py, and an entry in the table of fields
of the module that applies it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from travaux.core.errors import UsageError
from travaux.core.ids import content_id
from travaux.core.issues import Stance
from travaux.core.judgements import Action
from travaux.core.norm_cards import form_fields
from travaux.core.statements import statement_id
from travaux.reports.indexed import Indexed
from travaux.workbench.judged import cards, said_positions, values
from travaux.workbench.judged.standing import standing, value
from travaux.workbench.judged.values import Check, Now

WORDS = (Action.CONFIRM, Action.REJECT)


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of judgement. check: of its value; now: what stands before it."""

    actions: tuple[Action, ...]
    check: Check = values.nothing
    now: Now = lambda index, target: ""


# Where the targets of each noun stand in the record.
TABLES: Mapping[str, str] = {
    "statement": "statements",
    "party": "parties",
    "change": "changes",
    "finding": "findings",
    "discrepancy": "discrepancies",
    "event": "events",
    "position": "positions",
    "commitment": "commitments",
    "assessment": "commitments",
    "compromise": "threads",
}


def found(index: Indexed, noun: str, target: str) -> Any:
    """The noun with this id as it stands, None if there is none."""
    if noun in ("statement", "party"):
        return getattr(index, TABLES[noun]).get(target)
    table: Iterable[Any] = getattr(index.record, TABLES[noun]) if noun in TABLES else ()
    return next((each for each in table if each.id == target), None)


def _speaker(index: Indexed, target: str) -> str:
    statement = index.statements.get(target)
    return statement.speaker.name if statement and statement.speaker else ""


def _stance(index: Indexed, target: str) -> str:
    stated = {r.stance for r in index.stances_of.get(target, ())} - {Stance.NONE_STATED}
    return " | ".join(sorted(stated)) or Stance.NONE_STATED.value


def _links(index: Indexed, target: str) -> list[str]:
    return sorted({link.label for link in index.links_of.get(target, ())})


def _places(index: Indexed, target: str) -> list[list[int]]:
    statement = index.statements.get(target)
    return [[p.start, p.end] for p in statement.content] if statement else []


def _part(name: str) -> Now:
    def now(index: Indexed, target: str) -> list[list[int]]:
        place = getattr(index.statements.get(target), name, None)
        return [[place.start, place.end]] if place else []

    return now


def _attribute(noun: str, name: str) -> Now:
    def now(index: Indexed, target: str) -> Any:
        return getattr(found(index, noun, target), name, "")

    return now


def _aliases(index: Indexed, target: str) -> list[str]:
    return list(index.parties[target].aliases) if target in index.parties else []


def _aligned(index: Indexed, target: str) -> dict[str, Any]:
    change = found(index, "change", target)
    if change is None:
        return {}
    return {
        "from_draft": change.from_draft,
        "before": list(change.before),
        "to_draft": change.to_draft,
        "after": list(change.after),
    }


def _compromise(index: Indexed, target: str) -> str:
    word = standing(index.judged.get(target, ())).get("text")
    return str(value(word)["text"]) if word else ""


def _change(check: Check, now: Now) -> Kind:
    return Kind((Action.CHANGE,), check, now)


def _of_noun(noun: str, **fields: Check) -> dict[tuple[str, str], Kind]:
    """Fields whose value is the attribute of the same name."""
    kinds = {(noun, f): _change(check, _attribute(noun, f)) for f, check in fields.items()}
    return {(noun, ""): Kind(WORDS), **kinds}


KINDS: Mapping[tuple[str, str], Kind] = {
    ("statement", ""): Kind((*WORDS, Action.ADD), values.statement),
    ("statement", "speaker"): _change(values.a_name, _speaker),
    ("statement", "stance"): _change(values.stance, _stance),
    ("statement", "link"): _change(values.links, _links),
    ("statement", "content"): _change(values.content, _places),
    ("statement", "date"): _change(values.a_date, _attribute("statement", "date")),
    ("statement", "source"): _change(values.one_place, _part("source")),
    ("statement", "cue"): _change(values.one_place, _part("cue")),
    **_of_noun(
        "party",
        name=values.text(values.LONGEST_NAME, 1),
        kind=values.a_party_kind,
        side=values.a_name,
        can_bind=values.truth,
        affiliation=values.maybe_party,
    ),
    ("party", "merge"): _change(values.known_party, lambda index, target: ""),
    ("party", "split"): _change(values.aliases, _aliases),
    ("change", ""): Kind((*WORDS, Action.ADD), values.alignment),
    ("change", "alignment"): _change(values.alignment, _aligned),
    **_of_noun("finding"),
    **_of_noun("discrepancy", likely_reason=values.a_reason),
    **_of_noun("event", status=values.a_status),
    **_of_noun("position", stance=values.a_stance, value=said_positions.a_demand),
    ("position", ""): Kind((*WORDS, Action.ADD), said_positions.a_position),
    ("commitment", ""): Kind((*WORDS, Action.ADD), cards.whole_card),
    ("commitment", "card"): _change(cards.whole_card, cards.form_now),
    **{("commitment", f): _change(cards.card_field(f), cards.field_now(f)) for f in form_fields()},
    ("assessment", "score"): _change(cards.score, cards.score_now),
    ("compromise", "text"): _change(values.compromise, _compromise),
}
"""(noun, field) -> what may be said of it."""


def kind_of(noun: str, field: str, action: Action) -> Kind:
    """The kind of a judgement. Raises UsageError where nobody can say that.

    field: what follows its first word is what it holds for ("score 2031-10-15").
    """
    kind = KINDS.get((noun, field)) or KINDS.get((noun, field.partition(" ")[0]))
    if kind is None or action not in kind.actions:
        fields = sorted({f for n, f in KINDS if n == noun} - {""})
        known = f"Of a {noun} can be changed: {', '.join(fields) or 'nothing'}."
        nouns = f"Judge one of {', '.join(sorted(TABLES))}."
        what = f"{action.value} {field}".strip()
        raise UsageError(f"One cannot {what} of a {noun}.", known if noun in TABLES else nouns)
    return kind


def new_target(index: Indexed, noun: str, given: Any) -> str:
    """The id of what a person adds, from what it says and where."""
    if noun == "statement":
        parts = values.addition(index, given)
        return statement_id(parts.document, parts.content, parts.source, parts.cue)
    if noun == "commitment":
        fields = cards.whole_card(index, "", given)
        return content_id("commitment", *(part for item in sorted(fields.items()) for part in item))
    if noun == "position":
        kept = said_positions.a_position(index, "", given)
        return content_id("position", *(kept[k] for k in ("party", "issue", "stance", "since")))
    kept = values.alignment(index, "", given)
    sides = (kept["from_draft"], *kept["before"], "->", kept["to_draft"], *kept["after"])
    return content_id("change", *sides)
