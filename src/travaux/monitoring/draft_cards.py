"""Provisions -> norm cards, drafted for a person to correct, with the missing slots marked.

Each sentence that binds somebody becomes one card (`parse_sentence.py`). What one sentence says of
another is carried over: “Compliance will be monitored by X” names the verifier of the duty before
it; “Should X violate …, Y shall …” and “failing which …” are its consequence; “it” is the bearer
before. A condition of another provision that tells of a breach of this duty (same bearer, same
verb) makes that provision's act its consequence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from travaux.core.anchors import Anchor, anchor
from travaux.core.commitments import SLOTS, CardSlot, Commitment
from travaux.core.commitments import CommitmentKind as Kind
from travaux.core.documents import Document
from travaux.core.drafts import Draft, DraftStatus, Provision, Witness
from travaux.core.ids import content_id
from travaux.monitoring.draft_cells import drafted_cells
from travaux.monitoring.parse_sentence import Clause, any_of, clause_of, words

MADE_BY = "monitoring.draft/2"
_END = re.compile(
    r"(?<!\bArt)(?<!\bNo)(?<!\d)[.](?=\s+[“A-Z])|[.;](?=\s*$)|;(?=\s)|(?<=\d)[.](?=\s+[“A-Z])"
)
_PARTIES = re.compile(
    r"((?:[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*)(?:, [A-Z][\w’'-]+)* and (?:the )?[A-Z][\w’'-]+"
    r"(?: [A-Z][\w’'-]+)*)\s*\((?:hereinafter )?(?:referred to as )?[“\"']?the Parties"
)
_ALL = re.compile(
    r"^(?:the|both|all|each|either|any|neither)(?: of the)? (?:two )?(?:part(?:y|ies)|sides?)$",
    re.I,
)
_CHECKED = re.compile(
    r"^(?:compliance|implementation|the implementation|this)\b.*?\bbe \w+ by ", re.I
)


@dataclass(frozen=True, slots=True)
class Drafted:
    """One card as its sentence gives it: kind, slot texts with their ranges in `sentence`."""

    provision: Provision
    sentence: str
    start: int
    clause: Clause
    texts: dict[str, str]


def parties_in(text: str) -> tuple[str, ...]:
    """Whom a text calls “the Parties”, where it says so (“A and B (the Parties)”)."""
    found = _PARTIES.search(text)
    return tuple(re.split(r", | and (?:the )?", found[1])) if found else ()


def draft_cards(
    provisions: Sequence[Provision], parties: Sequence[str] = ()
) -> tuple[Commitment, ...]:
    """The cards of `provisions`, in their order. parties: whom “the Parties” stands for."""
    drafted = [d for provision in provisions for d in _of_provision(provision, parties)]
    drafted = [_with_consequence(d, drafted) for d in drafted]
    return tuple(_commitment(d, parties) for d in drafted)


def commitments_of(
    drafts: Sequence[Draft],
    witnesses: Sequence[Witness],
    provisions: Sequence[Provision],
    documents: Sequence[Document],
) -> tuple[Commitment, ...]:
    """The cards of the agreed drafts; where none is agreed, of the newest."""
    texts = {d.id: d.text for d in documents}
    by_id = {w.id: w for w in witnesses}
    made: list[Commitment] = []
    for draft in chosen_drafts(drafts):
        first = next((by_id[w] for w in draft.witnesses if w in by_id), None)
        own = [p for p in provisions if p.draft == draft.id]
        made += draft_cards(own, parties_in(texts.get(first.document, "")) if first else ())
    return tuple(made)


def chosen_drafts(drafts: Sequence[Draft]) -> list[Draft]:
    """The agreed drafts; where none is agreed, the newest."""
    agreed = [d for d in drafts if d.status is DraftStatus.AGREED]
    return agreed or sorted(drafts, key=lambda d: (d.date, d.name))[-1:]


def cards_in(text: str, parties: Sequence[str] = ()) -> tuple[Commitment, ...]:
    """The cards of one plain text, as if it were one provision without a place."""
    return draft_cards([Provision("", "", "", (), text, (), 0)], parties)


def sentences_of(text: str) -> Iterator[tuple[int, str]]:
    """Sentences (and parts set off by semicolons) of `text` with their starts."""
    at = 0
    for found in _END.finditer(text):
        yield at, text[at : found.end()]
        at = found.end()
    if text[at:].strip():
        yield at, text[at:]


def _of_provision(provision: Provision, parties: Sequence[str]) -> Iterator[Drafted]:
    made: list[Drafted] = []
    text, shift = _continued(provision)
    for start, sentence in sentences_of(text):
        clause = clause_of(sentence)
        other = _otherwise(sentence)
        if made and other:
            made[-1] = _also(made[-1], "consequence", other)
        elif made and _CHECKED.match(sentence.strip()) and clause:
            who = clause.slots.get("bearer") or clause.slots.get("verifier")
            if who:
                made[-1] = _also(made[-1], "verifier", sentence[slice(*who)])
        elif clause is not None and _whole(sentence, clause):
            made.append(_drafted(provision, sentence, start - shift, clause, made, parties))
    yield from made


def _continued(provision: Provision) -> tuple[str, int]:
    """The provision's words, after its lead-in where that ends before its object does
    (“The Parties shall:”). A lead-in that says something whole has a card of its own."""
    own = provision.text
    lead = [s for _, s in sentences_of(provision.lead_in.strip())][-1:]
    opened = clause_of(lead[0]) if lead and lead[0].rstrip().endswith(":") else None
    if opened is None or clause_of(own) is not None or len(_act_words(lead[0], opened)) > 1:
        return own, 0
    joined = lead[0].strip().rstrip(":") + " "
    return joined + own, len(joined)


def _whole(sentence: str, clause: Clause) -> bool:
    """Whether a sentence says an act; one that ends “… to withdraw:” leaves it to its points."""
    return len(_act_words(sentence, clause)) > sentence.rstrip().endswith(":")


def _act_words(sentence: str, clause: Clause) -> list[str]:
    return [w for piece in clause.act for w in re.findall(r"\w+", sentence[slice(*piece)])]


def _otherwise(sentence: str) -> str:
    """What follows “failing which”, "" where the sentence is none of that kind."""
    found = re.match(
        rf"\s*(?:{any_of(tuple(words()['breach']['otherwise']))})\b,?\s*(.*)", sentence, re.S
    )
    return found[1].strip(" .;") if found else ""


def _drafted(
    provision: Provision, sentence: str, start: int, clause: Clause, before: Sequence[Drafted],
    parties: Sequence[str],
) -> Drafted:  # fmt: skip
    texts = {name: _flat(sentence[slice(*span)]) for name, span in clause.slots.items()}
    texts["act"] = _flat(" ".join(sentence[slice(*piece)].strip(" ,.;:\n") for piece in clause.act))
    if texts.get("bearer", "").lower() in ("it", "they") and before:
        texts["bearer"] = before[-1].texts.get("bearer", "") or texts["bearer"]
    other = _counterparty(texts["act"], parties)
    if other:
        texts["counterparty"] = other
    return Drafted(provision, sentence, start, clause, texts)


def _flat(text: str) -> str:
    return " ".join(text.split())


def _counterparty(act: str, parties: Sequence[str]) -> str:
    """The party that an act of giving names, or that something goes “to”."""
    names = any_of(tuple(parties)) if parties else r"(?!)"
    giving = any_of(tuple(words()["roles"]["giving"]))
    found = re.match(rf"(?:{giving}) (?P<who>the other(?: party| side)?|{names})\b", act, re.I)
    found = found or re.search(rf"\bto (?P<who>{names})\b", act)
    return found["who"] if found else ""


def _also(drafted: Drafted, slot: str, text: str) -> Drafted:
    return replace(drafted, texts=drafted.texts | {slot: text})


def _with_consequence(drafted: Drafted, all_: Sequence[Drafted]) -> Drafted:
    """`drafted` with the first conditional act, here or elsewhere, that answers its breach."""
    if "consequence" in drafted.texts or drafted.clause.kind not in (Kind.DUTY, Kind.PROHIBITION):
        return drafted
    for other in all_:
        condition = other.texts.get("condition", "")
        if other is not drafted and condition and _tells_of_breach(drafted, other, condition):
            return _also(drafted, "consequence", other.texts["act"])
    return drafted


def _tells_of_breach(duty: Drafted, other: Drafted, condition: str) -> bool:
    if not re.search("|".join(words()["breach"]["words"]), condition, re.I):
        return False
    if duty.provision is other.provision and other.start > duty.start and duty.provision.id:
        return True
    if duty.provision is other.provision and other.start > duty.start:
        return True
    bearer = duty.texts.get("bearer", "")
    verb = duty.texts["act"].split()[0].lower()[:5] if duty.texts["act"] else ""
    return bool(bearer and bearer in condition and len(verb) > 3 and verb in condition.lower())


def _commitment(drafted: Drafted, parties: Sequence[str]) -> Commitment:
    provision, texts = drafted.provision, dict(drafted.texts)
    everybody = parties and _ALL.match(texts.get("bearer", ""))
    bearer = "; ".join(parties) if everybody else texts.get("bearer", "")
    slots = tuple(_slot(drafted, name, texts.get(name, "")) for name in SLOTS)
    name = _name(provision, texts["act"])
    id_ = content_id("commitment", provision.id, drafted.start, drafted.clause.kind, texts["act"])
    return Commitment(id_, provision.id, drafted.clause.kind, slots, name, bearer,
                      made_by=f"{MADE_BY} {drafted.clause.rule}",
                      cells=drafted_cells({s.name: s for s in slots}))  # fmt: skip


def _name(provision: Provision, act: str) -> str:
    """A short name: the label, and the act's first words."""
    stem = "-".join(re.findall(r"[a-z]+", act.lower())[:4])
    label = re.sub(r"\W+", ".", provision.label).strip(".").lower()
    return f"{label}-{stem}".strip("-")


def _slot(drafted: Drafted, name: str, text: str) -> CardSlot:
    if not text:
        return CardSlot(name, "", None, False)
    return CardSlot(name, text, _place(drafted, name))


def _place(drafted: Drafted, name: str) -> Anchor | None:
    """Where the slot stands in the provision's first witness; None where it is carried over."""
    act, slots = drafted.clause.act, drafted.clause.slots
    span = (act[0][0], act[-1][1]) if name == "act" else slots.get(name)
    whole = drafted.provision.anchors[0] if drafted.provision.anchors else None
    if span is None or whole is None:
        return None
    words_ = drafted.sentence[slice(*span)].strip(" ,.;:\n")
    found = re.search(r"\s+".join(map(re.escape, words_.split())), whole.exact)
    if not found or not words_:
        return None
    inside = anchor(whole.document, whole.exact, *found.span())
    return replace(inside, start=inside.start + whole.start, end=inside.end + whole.start)
