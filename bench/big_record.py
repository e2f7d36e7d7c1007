"""A large record, made up from a seed: what the local app must stay quick on.

Nothing is read: the nouns are written straight to the store, with offsets that fit their texts.
`python -m bench.big_record OUT.travaux` writes one of 2,000 documents and 100,000 statements.
"""

from __future__ import annotations

import random
import sys
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

from travaux.core.anchors import Anchor, anchor
from travaux.core.commitments import CardSlot, Commitment, CommitmentKind
from travaux.core.comparing import Edit, EditKind, Redline, Thread
from travaux.core.documents import Document, Part, PartKind
from travaux.core.drafts import Change, ChangeKind, Draft, DraftStatus, Finding, Provision, Witness
from travaux.core.ids import content_id, digest
from travaux.core.issues import (
    Account,
    Discrepancy,
    Event,
    Issue,
    Option,
    Position,
    ProvisionLink,
    Stance,
    StanceReading,
)
from travaux.core.parties import Party, PartyKind
from travaux.core.record import Record
from travaux.core.statements import Speaker, Statement, StatementKind, statement_id
from travaux.issues.gathering import issue_id
from travaux.store import replace_record

WORDS = """accord aid airport annex army authority ballot bank barrage basin border bridge budget
cabinet canal census ceasefire charter clause coast commission compensation corridor council court
crossing customs dam debt decree delay delegation delta deposit depot detainee district dredger
embassy envoy escrow exchange export ferry fishery flood fund garrison gate grain guarantee harbour
hostage inspector island judge lake levy licence lighthouse lock mandate market mediator militia
mine minister observer oil orchard outpost parliament patrol payment peace pension pier pipeline
police pollution port prison prisoner province quay quota railway refugee region reservoir return
revenue river road route sanction school sea secretary ship shore soldier station strait summit
supply tariff tax territory toll town trade treaty tribunal troop truce union vessel veto village
visa voter wage water weapon well withdrawal zone agreed refused offered promised warned considered
rejected accepted demanded proposed early final joint local national partial previous public secret
several strict temporary whole""".split()  # noqa: SIM905 - it reads better so
FIRST = "Ada Boro Cilla Dann Edda Faro Gil Hedda Ivo Jutta Kolo Lena Miro Nadia Orin Pell".split()  # noqa: SIM905
LAST = "Arden Brask Corvo Dunmore Elwin Fenn Garrow Holt Irsay Jessop Karden Lomas Marek".split()  # noqa: SIM905
DRAFTS, PROVISIONS, PARTIES = 6, 80, 1_200


@dataclass
class Pile:
    """The nouns made so far."""

    chance: random.Random
    documents: list[Document] = field(default_factory=list)
    parties: list[Party] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    witnesses: list[Witness] = field(default_factory=list)
    provisions: list[Provision] = field(default_factory=list)
    links: list[ProvisionLink] = field(default_factory=list)
    stances: list[StanceReading] = field(default_factory=list)

    def sentence(self, words: int) -> str:
        """So many words, never the same ones twice in a record's life."""
        said = self.chance.choices(WORDS, k=words)
        return f"{said[0].capitalize()} {' '.join(said[1:])} {self.chance.randrange(10**6)}"


def big_record(documents: int = 2_000, statements: int = 100_000, seed: int = 1) -> Record:
    """A record of that many documents and statements; the same for the same seed."""
    pile = Pile(random.Random(seed))
    _parties(pile)
    for number in range(DRAFTS):
        _draft(pile, number)
    for number in range(documents):
        share = statements * (number + 1) // documents - statements * number // documents
        _article(pile, number, share)
    return _record(pile)


def _parties(pile: Pile) -> None:
    for number in range(PARTIES):
        person = number % 4 != 0
        name = f"{FIRST[number % 16]} {LAST[number // 16 % 13]} {number}"
        kind = PartyKind.PERSON if person else PartyKind.ORGANISATION
        side = f"side {number % 5}" if number < 40 else ""
        pile.parties.append(Party(content_id("party", name), name, kind, side=side))


def _draft(pile: Pile, number: int) -> None:
    """A draft with its document: each provision keeps most words of the draft before."""
    day = (date(2031, 1, 10) + timedelta(days=40 * number)).isoformat()
    texts = [pile.sentence(30) for _ in range(PROVISIONS)]
    lines = [f"{n}. {text}." for n, text in enumerate(texts, 1)]
    text = "\n".join(lines) + "\n"
    key = digest(text.encode())
    pile.documents.append(
        Document(key, f"draft-{number}.txt", f"Draft {number + 1}", "", day, "en", text)
    )
    draft = content_id("draft", number)
    at = 0
    for order, line in enumerate(lines):
        start = at + line.index(" ") + 1
        place = anchor(key, text, start, at + len(line))
        label = str(order + 1)
        name = content_id("provision", draft, label)
        pile.provisions.append(
            Provision(name, draft, label, (label,), place.exact, (place,), order)
        )
        at += len(line) + 1
    witness = content_id("witness", key)
    pile.witnesses.append(Witness(witness, key, 0, len(text), ()))
    status = DraftStatus.LEAKED if number < DRAFTS - 1 else DraftStatus.AGREED
    pile.drafts.append(Draft(draft, f"Draft {number + 1}", day, status, witnesses=(witness,)))


def _article(pile: Pile, number: int, share: int) -> None:
    day = (date(2031, 1, 1) + timedelta(days=number % 360)).isoformat()
    outlet = f"Outlet {number % 60}"
    pieces, spans, at = [f"Report {number}\n\n"], [], len(f"Report {number}\n\n")
    for _ in range(share):
        speaker = pile.chance.choice(pile.parties[: 1 + int(pile.chance.random() ** 3 * PARTIES)])
        content = pile.sentence(pile.chance.randrange(8, 30))
        head = f"{speaker.name} said that "
        piece = f"{head}{content}.\n"
        if pile.chance.random() < 0.3:
            piece += pile.sentence(20) + ".\n"
        spans.append((at, speaker, len(speaker.name), len(head), len(content)))
        pieces.append(piece)
        at += len(piece)
    text = "".join(pieces)
    key = digest(text.encode())
    title = f"Report {number}: {pile.sentence(5)}"
    part = Part(0, len(text), PartKind.ARTICLE, title, outlet, "", day)
    pile.documents.append(
        Document(key, f"reports/{number:05}.txt", title, outlet, day, "en", text, parts=(part,))
    )
    for start, party, name, lead, length in spans:
        _statement(pile, key, text, day, party, (start, name, lead, length))


def _statement(
    pile: Pile, key: str, text: str, day: str, party: Party, place: tuple[int, int, int, int]
) -> None:
    start, name, head, length = place
    source = anchor(key, text, start, start + name)
    cue = anchor(key, text, start + name + 1, start + name + 5)
    content = (anchor(key, text, start + head, start + head + length),)
    found = statement_id(key, content, source, cue)
    chance = pile.chance
    kind = chance.choice(tuple(StatementKind))
    pile.statements.append(
        Statement(found, key, kind, content, source, cue, Speaker(party.id, party.name), date=day,
                  confidence=round(chance.uniform(0.4, 1), 3), made_by=("rules/1",))
    )  # fmt: skip
    for _ in range(chance.choice((0, 1, 1, 2))):
        provision = chance.choice(pile.provisions)
        how = chance.choice(("reference", "likeness", "paraphrase"))
        score = round(chance.uniform(0.5, 1), 3)
        pile.links.append(
            ProvisionLink(
                found, provision.draft, provision.id, provision.label, how, score, "words"
            )
        )
        if chance.random() < 0.6:
            stance = chance.choice(tuple(Stance))
            pile.stances.append(
                StanceReading(found, party.id, provision.id, stance, reason="words")
            )


def _record(pile: Pile) -> Record:
    changes, redlines, threads = _compared(pile)
    issues, positions = _issues(pile)
    return Record(
        name="A large negotiation",
        documents=tuple(pile.documents),
        parties=tuple(pile.parties),
        statements=tuple(pile.statements),
        drafts=tuple(pile.drafts),
        witnesses=tuple(pile.witnesses),
        provisions=tuple(pile.provisions),
        changes=changes,
        threads=threads,
        redlines=redlines,
        findings=_findings(pile),
        links=tuple(pile.links),
        stances=tuple(pile.stances),
        issues=issues,
        positions=positions,
        discrepancies=_discrepancies(pile, issues),
        events=_events(pile),
        commitments=_commitments(pile),
    )


def _compared(pile: Pile) -> tuple[tuple[Change, ...], tuple[Redline, ...], tuple[Thread, ...]]:
    drafts = [d.id for d in pile.drafts]
    rows = [[d * PROVISIONS + n for d in range(DRAFTS)] for n in range(PROVISIONS)]
    changes, redlines, threads = [], [], []
    for row in rows:
        cells = [pile.provisions[n] for n in row]
        linked = []
        for old, new in pairwise(cells):
            key = content_id("change", old.id, new.id)
            kinds = (ChangeKind.REWORDED,)
            changes.append(
                Change(key, old.draft, (old.id,), new.draft, (new.id,), kinds, 0.8, "words")
            )
            edits = (Edit(EditKind.EQUAL, old.text[:20], old.text[:20]),
                     Edit(EditKind.REPLACE, old.text[20:], new.text[20:]))  # fmt: skip
            redlines.append(Redline(key, edits))
            linked.append(key)
        threads.append(
            Thread(content_id("thread", cells[0].id), tuple(drafts), tuple((c.id,) for c in cells),
                   tuple(linked))
        )  # fmt: skip
    return tuple(changes), tuple(redlines), tuple(threads)


def _issues(pile: Pile) -> tuple[tuple[Issue, ...], tuple[Position, ...]]:
    of: dict[str, str] = {}
    issues = []
    for n in range(PROVISIONS):
        row = [pile.provisions[d * PROVISIONS + n] for d in range(DRAFTS)]
        key = issue_id([p.id for p in row])  # as the machine calls it, else judging makes it anew
        options = tuple(Option(p.text, (p.draft,), (), p.anchors) for p in row)
        issues.append(Issue(key, f"Provision {n + 1}", tuple(p.id for p in row), options))
        of |= dict.fromkeys((p.id for p in row), key)
    groups: dict[tuple[str, str, Stance], list[str]] = {}
    for s in pile.stances:
        groups.setdefault((s.party, of[s.provision], s.stance), []).append(s.statement)
    positions = tuple(
        Position(
            content_id("position", *key), key[0], key[1], key[2], "", "", tuple(said), "2031-03-01"
        )
        for key, said in groups.items()
    )
    return tuple(issues), positions


def _account(pile: Pile, statement: Statement, value: int) -> Account:
    place: Anchor = statement.content[0]
    speaker = statement.speaker.party if statement.speaker else ""
    return Account(str(value), "crowns", place.exact, place, speaker, statement.document,
                   statement.date, statement.id)  # fmt: skip


def _discrepancies(pile: Pile, issues: tuple[Issue, ...]) -> tuple[Discrepancy, ...]:
    found = []
    for number in range(min(2_000, len(pile.statements) // 4)):
        values = [_account(pile, pile.chance.choice(pile.statements), number + k) for k in range(3)]
        about = pile.chance.choice(issues).id
        reason = pile.chance.choice(("version", "date", "scope", "contradiction"))
        key = content_id("discrepancy", number)
        found.append(Discrepancy(key, about, f"number {number}", tuple(values), reason, "words"))
    return tuple(found)


def _events(pile: Pile) -> tuple[Event, ...]:
    found = []
    for number in range(min(8_000, len(pile.statements))):
        statement = pile.chance.choice(pile.statements)
        day = (date(2031, 1, 1) + timedelta(days=number % 365)).isoformat()
        parties = (statement.speaker.party,) if statement.speaker else ()
        words = statement.words
        found.append(
            Event(content_id("event", number), day, "day", words, statement.content, parties)
        )
    return tuple(found)


def _findings(pile: Pile) -> tuple[Finding, ...]:
    return tuple(
        Finding(content_id("finding", p.id, n), f"rule-{n}", p.draft, p.id, p.label,
                f"Who decides about “{p.text[:40]}”?", p.anchors[0])
        for p in pile.provisions for n in range(4)
    )  # fmt: skip


def _commitments(pile: Pile) -> tuple[Commitment, ...]:
    last = pile.provisions[-PROVISIONS:]
    return tuple(
        Commitment(content_id("commitment", p.id), p.id, CommitmentKind.DUTY,
                   (CardSlot("bearer", p.text[:10], p.anchors[0]),
                    CardSlot("act", p.text, p.anchors[0]), CardSlot("due", "", None, False)),
                   name=f"c{n}", bearer=f"side {n % 5}")
        for n, p in enumerate(last)
    )  # fmt: skip


def written(path: Path, documents: int = 2_000, statements: int = 100_000) -> Path:
    """Write the large record to `path`."""
    replace_record(path, big_record(documents, statements), {}, {})
    return path


if __name__ == "__main__":
    written(Path(sys.argv[1]), *(int(n) for n in sys.argv[2:4]))
