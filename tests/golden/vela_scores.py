"""How much of the planted truth of `examples/vela-river` a record holds: shares from 0 to 1.

Each function compares one table of the key with the record; the rules of comparison stand in its
docstring. Quotes are compared without regard to white space.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from tests.golden.vela_key import flat
from travaux.core.drafts import Change
from travaux.core.record import Record
from travaux.core.statements import Statement

Key = dict[str, Any]
DRAFT_NAMES = {"A": "Sundholm outline", "B": "April text", "C": "June treaty"}


def bare(words: str) -> str:
    """Letters and digits only, in small letters: quotes compare whatever their marks."""
    return "".join(c for c in words.casefold() if c.isalnum())


def share(flags: Iterable[bool]) -> float:
    """The share of true ones; 1.0 of nothing."""
    said = list(flags)
    return sum(said) / len(said) if said else 1.0


def likeness(one: str, other: str) -> float:
    """Jaccard likeness of two texts as bags of words."""
    a, b = set(flat(one).casefold().split()), set(flat(other).casefold().split())
    return len(a & b) / len(a | b) if a | b else 1.0


STAND_INS = {"it", "this", "that", "so"}


def _same_words(statement: Statement, planted: Key) -> bool:
    """Whether source and cue are printed as planted."""
    source, cue = statement.source, statement.cue
    said = (source.exact if source else "", cue.exact if cue else "")
    wanted = (planted.get("source") or "", planted.get("cue") or "")
    return all(bare(w) in bare(s) for s, w in zip(said, wanted, strict=True)) and all(wanted)


class Truth:
    """The key beside a record, with look-ups made once."""

    def __init__(self, key: Key, record: Record) -> None:
        self.key = key
        self.record = record
        self.file = {d.id: d.file for d in record.documents}
        self.parties = {p.id: p for p in record.parties}
        self.drafts = {name: self._draft(name) for name in DRAFT_NAMES}
        self.labels = {p.id: p.label for p in record.provisions}
        self.found = {s["id"]: self.statement(s) for s in key["statements"]}

    def _draft(self, letter: str) -> str:
        wanted = DRAFT_NAMES[letter]
        return next((d.id for d in self.record.drafts if d.name == wanted), "")

    def statement(self, planted: Key) -> Statement | None:
        """The statement of the same file whose content is likest, if at least .5 like; where the
        planted content is only a word for other words ("denied it"), the one with its source and
        cue, whose content is what the word stands for."""
        words = " ".join(planted["content"])
        near = [s for s in self.record.statements if self.file[s.document] == planted["file"]]
        if bare(words) in STAND_INS:
            return next((s for s in near if _same_words(s, planted)), None)
        best = max(near, key=lambda s: likeness(s.words, words), default=None)
        return best if best and likeness(best.words, words) >= 0.5 else None


def statements(truth: Truth) -> float:
    """Share of planted attributions found: content likeness at least .5 in the right file."""
    return share(found is not None for found in truth.found.values())


def speakers(truth: Truth) -> float:
    """Of those found: share whose speaker carries the full name, as name or alias."""
    return share(
        _named(truth, found, planted["speaker"])
        for planted in truth.key["statements"]
        if (found := truth.found[planted["id"]]) and planted.get("speaker")
    )


def _named(truth: Truth, found: Statement, name: str) -> bool:
    if found.speaker is None:
        return False
    party = truth.parties.get(found.speaker.party)
    names = [found.speaker.name, *((party.name, *party.aliases) if party else ())]
    return any(bare(name) in bare(n) or bare(n) in bare(name) for n in names if bare(n))


def nesting(truth: Truth) -> float:
    """Of the planted pairs (inner, outer) both found: share in which inner is nested in outer."""
    above = {s.id: s.within for s in truth.record.statements}

    def inside(inner: Statement, outer: Statement) -> bool:
        at = above.get(inner.id, "")
        while at and at != outer.id:
            at = above.get(at, "")
        return bool(at)

    pairs = [
        (truth.found[s["id"]], truth.found[s["within"]])
        for s in truth.key["statements"]
        if s.get("within")
    ]
    return share(inside(i, o) for i, o in pairs if i is not None and o is not None)


def links(truth: Truth) -> float:
    """Of the planted (statement, provision) pairs with the statement found: share linked."""
    linked = {
        (link.statement, link.draft, link.label.removeprefix("Article ").strip())
        for link in truth.record.links
    }
    return share(
        (found.id, truth.drafts[draft], label.removeprefix("Article ").strip()) in linked
        for planted in truth.key["statements"]
        if (found := truth.found[planted["id"]])
        for draft, label in planted.get("provisions", ())
    )


def changes(truth: Truth) -> float:
    """Share of planted changes whose provisions on both sides and kinds are all right. What was
    added or deleted counts provision by provision: no link says which came together."""
    return share(
        all(_change_found(truth, one) for one in _single(planted))
        for planted in truth.key["changes"]
    )


def _single(planted: Key) -> list[Key]:
    """A planted change as one entry a provision, where one of its sides is empty."""
    (one, before), (other, after) = [(k, planted[k]) for k in ("A", "B", "C") if k in planted]
    if before and after:
        return [planted]
    rest = {key: value for key, value in planted.items() if key not in "ABC"}
    return [
        *({**rest, one: [label], other: []} for label in before),
        *({**rest, one: [], other: [label]} for label in after),
    ]


def _change_found(truth: Truth, planted: Key) -> bool:
    (one, before), (other, after) = [(k, planted[k]) for k in ("A", "B", "C") if k in planted]
    wanted = {truth.drafts[one], truth.drafts[other]}
    for change in truth.record.changes:
        if {change.from_draft, change.to_draft} <= wanted and _sides(truth, change) == (
            sorted(before),
            sorted(after),
        ):
            kinds = {kind.value for kind in change.kinds}
            any_of = set(planted.get("any_of", ()))
            return set(planted["kinds"]) <= kinds and (not any_of or bool(any_of & kinds))
    return False


def _sides(truth: Truth, change: Change) -> tuple[list[str], list[str]]:
    before, after = (
        sorted(truth.labels.get(p, "") for p in side) for side in (change.before, change.after)
    )
    return before, after


def labels(truth: Truth) -> float:
    """Share of the drafts' planted provisions that are there, minus the share invented."""
    right = wanted = found = 0
    for letter, draft in truth.drafts.items():
        planted = truth.key["drafts"][letter]["labels"]
        there = [p.label for p in truth.record.provisions if p.draft == draft]
        right += len(set(planted) & set(there))
        wanted += len(set(planted))
        found += len(set(there))
    return 2 * right / (wanted + found) if wanted + found else 0.0


def findings(truth: Truth) -> float:
    """Share of planted drafting faults asked about at the right provision."""
    return share(_asked(truth, planted) for planted in truth.key["findings"])


def clean(truth: Truth) -> float:
    """Share of the planted innocent places where the rule is silent."""
    return share(not _asked(truth, planted) for planted in truth.key["clean"])


def _asked(truth: Truth, planted: Key) -> bool:
    draft, label = planted["at"]
    return any(
        finding.rule == planted["rule"]
        and finding.draft == truth.drafts[draft]
        and (finding.label == label or finding.label.startswith(f"{label}."))
        for finding in truth.record.findings
    )


def quiet(truth: Truth) -> float:
    """Share of residue and scare quotes from which no statement was made."""
    return share(
        not _spoken(truth, p) for p in [*truth.key["residue"], *truth.key["not_quotations"]]
    )


def _spoken(truth: Truth, planted: Key) -> bool:
    """Whether a statement's content is (nearly) these words."""
    said = (s for s in truth.record.statements if truth.file[s.document] == planted["file"])
    return any(likeness(s.words, planted["quote"]) > 0.6 for s in said)


def discrepancies(truth: Truth) -> float:
    """Share of planted differences found: at least two of the quoted values in one discrepancy."""
    return share(_difference(truth, planted) is not None for planted in truth.key["discrepancies"])


def reasons(truth: Truth) -> float:
    """Of those found: share that are called a contradiction exactly where they are one."""
    found = [(p, _difference(truth, p)) for p in truth.key["discrepancies"]]
    return share(
        (d.likely_reason == "contradiction") == p["contradiction"]
        for p, d in found
        if d is not None
    )


def _difference(truth: Truth, planted: Key) -> Any:
    places = [(v["file"], bare(v["quote"])) for v in planted["values"]]

    def hits(found: Any) -> int:
        said = {(truth.file[a.anchor.document], bare(a.anchor.exact)) for a in found.values}
        return sum(
            any(f == file and (quote in words or words in quote) for f, words in said if words)
            for file, quote in places
        )

    best = max(truth.record.discrepancies, key=hits, default=None)
    return best if best is not None and hits(best) >= 2 else None


def events(truth: Truth) -> float:
    """Share of planted events with the right date at a passage that holds the planted words."""
    return share(
        any(
            event.date == planted["date"]
            and any(
                truth.file[a.document] == planted["file"]
                and (
                    bare(planted["quote"]) in bare(a.exact)
                    or bare(a.exact) in bare(planted["quote"])
                )
                for a in event.anchors
            )
            for event in truth.record.events
        )
        for planted in truth.key["events"]
    )


SCORES: dict[str, Callable[[Truth], float]] = {
    "statements": statements,
    "speakers": speakers,
    "nesting": nesting,
    "links": links,
    "labels": labels,
    "changes": changes,
    "findings": findings,
    "clean": clean,
    "quiet": quiet,
    "discrepancies": discrepancies,
    "reasons": reasons,
    "events": events,
}
