"""The share of slots of norm cards drafted right: self-written gold, and the key of the Vela talks.

A card is found where its act shares at least 60 % of its words with a gold card of the same
provision. Of a found card each slot counts: right where its words are those of the gold (without
case, articles and edge words like “by”: at least 80 % of words shared both ways), or where both
have none. Cards not found have all their slots wrong. The gold was written by the hand that wrote
the rules, so it flatters them; the agreements of `minsk.py` do not.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from bench.figures import Figure, f1
from travaux import corpus, drafts
from travaux.core.commitments import Commitment
from travaux.core.drafts import Provision
from travaux.monitoring.draft_cards import cards_in, draft_cards, parties_in

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT / "bench" / "gold" / "commitments.toml"
ASIDE = ROOT / "bench" / "gold" / "commitments_aside.toml"
VELA = ROOT / "examples" / "vela-river" / "draft-c-treaty-text.docx"
KEY = ROOT / "examples" / "keys" / "vela-river.toml"
SLOTS = ("kind", "bearer", "counterparty", "act", "condition", "due", "consequence", "verifier")


def measure(data: Path) -> list[Figure]:
    """Cards found and slots right, on both."""
    figures = []
    for part, file in (("dev", GOLD), ("kept", GOLD), ("aside", ASIDE)):
        gold = tomllib.loads(file.read_text("utf-8"))
        own = [p for p in gold["provisions"] if p.get("part", part) == part]
        counts = [_counted(p, gold["parties"]) for p in own]
        found, made, wanted, right, slots = (sum(c[i] for c in counts) for i in range(5))
        figures += [
            Figure(f"cards.found_f1_{part}", f1(made, found, wanted), "F1", f"{wanted} cards"),
            Figure(f"cards.slots_right_{part}", right / slots, "share", f"{slots} slots"),
        ]
    right, slots, wrong = vela_slots()
    note = f"{slots} slots of 9 commitments" + "".join(f"; {w}" for w in wrong)
    return [*figures, Figure("cards.slots_right_vela", right / slots, "share", note)]


def _counted(
    provision: Mapping[str, Any], parties: Sequence[str]
) -> tuple[int, int, int, int, int]:
    """(cards found, made, wanted, slots right, slots)."""
    made = cards_in(provision["text"], parties)
    wanted = provision["cards"]
    right = found = 0
    for gold in wanted:
        card = best(made, gold["act"])
        found += card is not None
        right += sum(slot_right(card, gold, slot) for slot in SLOTS) if card else 0
    return found, len(made), len(wanted), right, len(wanted) * len(SLOTS)


def best(made: Sequence[Commitment], act: str) -> Commitment | None:
    """The card whose act is most like `act`, if it shares 60 % of its words."""
    scored = [(shared(card.slot("act").text, act), i) for i, card in enumerate(made)]
    score, i = max(scored, default=(0.0, 0))
    return made[i] if score >= 0.6 else None


def slot_right(card: Commitment, gold: Mapping[str, Any], slot: str) -> bool:
    """Whether `slot` of `card` is what `gold` has; a trigger counts as a condition."""
    if slot == "kind":
        return bool(card.kind.value == gold["kind"])
    found = card.slot(slot).text
    if slot == "condition":
        found = found or card.slot("trigger").text
    expected = gold.get(slot, gold.get("trigger", "") if slot == "condition" else "")
    if not found or not expected:
        return not found and not expected
    return shared(found, expected) >= 0.8


def shared(one: str, other: str) -> float:
    """Words in common over the longer of both."""
    a, b = (re.findall(r"\w+", text.lower()) for text in (one, other))
    a, b = ([w for w in words if w not in ("the", "a", "an")] for words in (a, b))
    return sum(min(a.count(w), b.count(w)) for w in set(a)) / max(len(a), len(b), 1)


def vela_cards() -> tuple[tuple[Provision, ...], tuple[Commitment, ...]]:
    """Draft C of the Vela talks, read by the readers, and its cards."""
    document = corpus.read_document(VELA.read_bytes(), VELA.name).document
    assert document is not None
    (witness,) = drafts.find_witnesses(document).witnesses
    return witness.provisions, draft_cards(witness.provisions, parties_in(document.text))


def vela_slots() -> tuple[int, int, list[str]]:
    """(right, all, what is wrong) over the slots that the key names, and those it calls missing."""
    provisions, cards = vela_cards()
    labels = {p.id: p.label for p in provisions}
    right, checks = 0, list(_vela_checks(cards, labels))
    wrong = [name for name, good in checks if not good]
    right = len(checks) - len(wrong)
    return right, len(checks), wrong


def _told(card: Commitment, act: str) -> float:
    """The share of the key's words (it shortens acts, and leaves deadlines in) that act and due
    have."""
    said = re.findall(r"\w+", " ".join(card.slot(s).text for s in ("act", "due")).lower())
    gold = re.findall(r"\w+", act.lower())
    return sum(word in said for word in gold) / len(gold)


def _vela_checks(
    cards: Sequence[Commitment], labels: Mapping[str, str]
) -> Iterator[tuple[str, bool]]:
    for gold in tomllib.loads(KEY.read_text("utf-8"))["commitments"]:
        own = [c for c in cards if labels[c.provision].startswith(gold["at"][1])]
        card = max(own, key=lambda c: _told(c, gold["act"]), default=None)
        card = card if card and _told(card, gold["act"]) >= 0.6 else None
        yield f"{gold['id']}.act", card is not None and _told(card, gold["act"]) >= 0.9
        given = [s for s in ("kind", "condition", "trigger", "due") if s in gold]
        for slot in given:
            as_slot = "condition" if slot == "trigger" else slot
            yield f"{gold['id']}.{slot}", card is not None and slot_right(card, gold, as_slot)
        for slot in ("bearer", "counterparty"):
            if slot in gold:
                text = (card.bearer if slot == "bearer" else card.slot(slot).text) if card else ""
                found = text.split("; ")
                yield f"{gold['id']}.{slot}", sorted(found) == sorted(gold[slot])
        for slot in gold.get("missing", ()):
            yield f"{gold['id']}.no {slot}", card is not None and not card.slot(slot).stated
