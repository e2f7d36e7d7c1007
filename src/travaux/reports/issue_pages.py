"""Issues: who stands where (a matrix), each issue with its evidence, what contradicts what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from travaux.core.issues import (
    Account,
    Discrepancy,
    Issue,
    Option,
    Position,
    Stance,
    most_open_first,
)
from travaux.core.parties import PartyKind
from travaux.reports import addresses
from travaux.reports.indexed import Indexed, grouped, shortened
from travaux.reports.naming import figure_words, newest
from travaux.reports.standing import LITTLE, Pair, Standing, in_time, standing_of
from travaux.reports.views import last_word, statement_view, words_of

Page = tuple[str, str, dict[str, Any]]
ROWS, COLUMNS = 60, 10  # of the matrix: parties and issues, those with most evidence first
FIRST = 12  # parties that the page opens on
STRONG = (5, 3, 1)  # statements from which a cell is of strength 3, 2, 1
SIGNS = {Stance.SUPPORT: "+", Stance.OPPOSE: "−", Stance.DEMAND: "→", Stance.CONDITIONAL: "?"}
FOLDED = 2  # accounts of one value that stand open; the others are folded
SHOWN_VALUE = 60  # characters of a demand or condition


def issue_pages(index: Indexed) -> Iterator[Page]:
    """The matrix of positions, the page of issues, the page of discrepancies."""
    looks = IssueViews(index)
    yield "positions.html", "positions.html", looks.matrix()
    issues = [looks.issue(issue) for issue in index.record.issues if looks.has_anything(issue)]
    quiet = [i for i in issues if not (i["positions"] or i["discrepancies"] or i["moves"])]
    spoken = [i for i in issues if i not in quiet]
    yield "issues.html", "issues.html", {"issues": spoken, "quiet": quiet, "title": "Issues"}
    found = sorted(index.record.discrepancies, key=most_open_first)
    shown = [looks.discrepancy(d) for d in found]
    reasons = sorted(Counter(d.likely_reason for d in found).items())
    yield "discrepancies.html", "discrepancies.html", {"discrepancies": shown, "reasons": reasons}


class IssueViews:
    """Issues and positions as their pages show them, over look-ups made once.

    most: statements shown for one position; all by default.
    """

    def __init__(self, index: Indexed, most: int | None = None) -> None:
        record = index.record
        self.index = index
        self.most = most
        self.redlines = {redline.change: redline for redline in record.redlines}
        self.arriving = grouped((c for c in record.changes if c.after), lambda c: c.after[0])
        self.names = {issue.id: issue.name for issue in record.issues}

    @cached_property
    def by_issue(self) -> dict[str, list[Position]]:
        """Positions by issue."""
        return grouped(self.index.record.positions, lambda p: p.issue)

    @cached_property
    def differing(self) -> dict[str, list[Discrepancy]]:
        """Discrepancies by what they are about."""
        return grouped(self.index.record.discrepancies, lambda d: d.about)

    def has_anything(self, issue: Issue) -> bool:
        return bool(issue.id in self.by_issue or issue.id in self.differing)

    def matrix(
        self,
        standing: Standing | None = None,
        turns: Sequence[Sequence[Pair]] | None = None,
        everybody: bool = True,
        steps: int | None = None,
    ) -> dict[str, Any]:
        """Parties by issues: the newest stance, its strength, and where its evidence stands.

        Parties with little evidence stand apart, so that the page opens on those that matter.
        standing: where it is known already; turns: the changes of mind to tell, all by default;
        everybody: also those that stand apart; steps: told of each change, the newest, all by
        default.
        """
        found = standing or standing_of(self.index.record.positions)
        weight, spoken, stated = found.weight, found.spoken, found.stated
        parties, issues = _most(weight, ROWS), _most(spoken, COLUMNS)
        heard = [party for party in parties if weight[party] >= LITTLE]
        first = heard[:FIRST] or parties[:FIRST]
        apart = [party for party in parties if party not in first]
        return {
            "heads": [{"name": self.label(i), "href": f"issues.html#{i}"} for i in issues],
            "rows": [self.row(party, issues, stated) for party in first],
            "folded": [self.row(p, issues, stated) for p in apart] if everybody else [],
            "apart": len(apart),
            "changes": [
                self.change_of_mind(pairs, stated[pairs[0]], steps)
                for pairs in (found.newest_turns if turns is None else turns)
            ],
            "left_out": max(0, len(weight) - ROWS),
            "more_issues": max(0, len(spoken) - COLUMNS),
            "signs": [{"stance": s.value, "sign": sign} for s, sign in SIGNS.items()],
            "strengths": [{"least": least, "strength": 3 - n} for n, least in enumerate(STRONG)],
        }

    def row(
        self, party: str, issues: Sequence[str], stated: Mapping[Pair, Sequence[Position]]
    ) -> dict[str, Any]:
        known = self.index.parties.get(party)
        return {
            "party": self.party(party),
            "group": known is not None and known.kind is PartyKind.GROUP,
            "href": addresses.party_place(party if known else ""),
            "cells": [self.cell(stated.get((party, issue), ())) for issue in issues],
        }

    def label(self, issue: str) -> str:
        return shortened(self.names.get(issue, "the whole text"), 40)

    def party(self, party: str) -> str:
        found = self.index.parties.get(party)
        return found.name if found else party

    def cell(self, positions: Sequence[Position]) -> dict[str, Any] | None:
        if not positions:
            return None
        last = newest(positions)
        number = sum(len(p.statements) for p in positions)
        stances = {p.stance.value for p in positions}
        return {
            "stance": last.stance.value,
            "sign": SIGNS[last.stance],
            "strength": next((3 - n for n, least in enumerate(STRONG) if number >= least), 1),
            "number": number,
            "mixed": len(stances) > 1,
            "href": f"issues.html#{last.id}",
            "said": "; ".join(_said(p) for p in positions),
        }

    def change_of_mind(
        self, pairs: Sequence[Pair], stated: Sequence[Position], most: int | None = None
    ) -> dict[str, Any]:
        """How a stance changed, step by step, the newest `most`. pairs: of party and issue, all of
        which rest on the same words (of a person, and so of their body; about several issues)."""
        dated = in_time(stated)
        told = dated if most is None else dated[-most:]
        return {
            "parties": dict.fromkeys(self.party(party) for party, _ in pairs),
            "issues": dict.fromkeys(self.label(issue) for _, issue in pairs),
            "issue_href": f"issues.html#{pairs[0][1]}",
            "earlier": len(dated) - len(told),
            "steps": [self.stance_taken(position) for position in told],
        }

    def stance_taken(self, position: Position) -> dict[str, Any]:
        """One step of a change of mind, with the first words it rests on."""
        known = map(self.index.statements.get, position.statements)
        said = next((statement for statement in known if statement), None)
        return {
            "stance": position.stance.value,
            "value": shortened(position.value, SHOWN_VALUE * 3),
            "since": position.since,
            "words": words_of(said) if said else None,
        }

    def issue(self, issue: Issue) -> dict[str, Any]:
        positions = sorted(
            self.by_issue.get(issue.id, ()), key=lambda p: (p.since, p.party), reverse=True
        )
        stated = [p for p in positions if p.stance is not Stance.NONE_STATED]
        return {
            "id": issue.id,
            "name": issue.name,
            "provisions": [self.provision(p) for p in issue.provisions],
            "moves": list(self.moves(issue)),
            "options": [self.option(option) for option in issue.options],
            "positions": [self.position(p) for p in stated],
            "stances": Counter(p.stance.value for p in stated).most_common(),
            "silent": len(positions) - len(stated),
            "discrepancies": [self.discrepancy(d) for d in self.differing.get(issue.id, ())],
        }

    def provision(self, provision: str) -> dict[str, str]:
        found = self.index.provisions[provision]
        draft = self.index.drafts.get(found.draft)
        name = f"{draft.name if draft else ''} {found.label}".strip()
        return {"name": name, "href": addresses.provision_place(found.draft, found.id)}

    def moves(self, issue: Issue) -> Iterator[dict[str, Any]]:
        """What changed in substance from draft to draft along the issue's thread."""
        for change in (c for p in issue.provisions for c in self.arriving.get(p, ())):
            line = self.redlines.get(change.id)
            if line and line.substance and change.after[0] in issue.provisions:
                yield self.provision(change.after[0]) | {
                    "words": "; ".join(part.words for part in line.substance)
                }

    def option(self, option: Option) -> dict[str, Any]:
        drafts = [self.index.drafts[d].name for d in option.drafts if d in self.index.drafts]
        return {
            "text": shortened(option.text, 300),
            "by": ", ".join([*drafts, *map(self.party, option.parties)]),
            "href": addresses.place(option.anchors[0]) if option.anchors else "",
        }

    def position(self, position: Position) -> dict[str, Any]:
        known = (self.index.statements.get(s) for s in position.statements[: self.most])
        return {
            "id": position.id,
            "party": self.party(position.party) or "(nobody named)",
            "stance": position.stance.value,
            "value": shortened(position.value, SHOWN_VALUE * 3),
            "since": position.since,
            "until": position.until,
            "views": [statement_view(self.index, s) for s in known if s],
            "number": len(position.statements),
            "judged": last_word(self.index, position.id),
        }

    def discrepancy(self, found: Discrepancy) -> dict[str, Any]:
        """Its accounts by value, of each value a few; the others apart, to be folded."""
        by_value = grouped(found.values, lambda a: (a.value, a.unit)).values()
        return {
            "id": found.id,
            "slot": found.title or found.slot,
            "about": self.label(found.about) if found.about in self.names else "",
            "about_href": f"issues.html#{found.about}" if found.about in self.names else "",
            "reason": found.likely_reason,
            "explanation": found.explanation,
            "score": found.score,
            "accounts": [self.account(account) for same in by_value for account in same[:FOLDED]],
            "more": [self.account(account) for same in by_value for account in same[FOLDED:]],
        }

    def account(self, account: Account) -> dict[str, str]:
        document = account.document or account.anchor.document
        return {
            "value": _value(account),
            "text": shortened(account.text or account.anchor.exact, 260),
            "href": addresses.place(account.anchor),
            "who": self.party(account.party),
            "source": self.index.title(document, account.anchor.start),
            "date": account.date,
        }


def _most(counts: Counter[str], limit: int) -> list[str]:
    return sorted(counts, key=lambda key: (-counts[key], key))[:limit]


def _said(position: Position) -> str:
    value = f" ({shortened(position.value, SHOWN_VALUE)})" if position.value else ""
    since = f" since {position.since}" if position.since else ""
    return f"{position.stance.value}{value}{since}"


def _value(account: Account) -> str:
    """A value for reading: as the account shows it, else large numbers in groups of three."""
    if account.shown:
        return account.shown
    return figure_words(account)
