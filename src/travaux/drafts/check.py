"""Check a draft: ask the questions a careful drafter would ask.

Each rule is a row of `rules.toml` (question, rationale with its source, good and bad examples) and
a function from a `Page` to the places it asks about. A finding is a question: ambiguity may be
meant, and a finding can be acknowledged for good.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cache
from importlib import resources

from travaux.core.comparing import DraftingRule
from travaux.core.drafts import Draft, DraftStatus, Finding, Provision
from travaux.core.errors import UsageError
from travaux.core.ids import content_id
from travaux.core.parties import Party
from travaux.core.plain import restored
from travaux.drafts import (
    question_duties,
    question_numbering,
    question_pairs,
    question_parties,
    question_references,
    question_terms,
)
from travaux.drafts.page import Hit, Page, place

Asker = Callable[[Page], Iterator[Hit]]

ASKERS: Mapping[str, Asker] = {
    "no-actor": question_duties.no_actor,
    "weak-modality": question_duties.weak_modality,
    "vague-qualifier": question_duties.vague_qualifier,
    "no-deadline": question_duties.no_deadline,
    "no-verifier": question_duties.no_verifier,
    "no-consequence": question_duties.no_consequence,
    "consequence-without-actor": question_duties.consequence_without_actor,
    "undefined-term": question_terms.undefined_term,
    "unused-term": question_terms.unused_term,
    "twice-defined-term": question_terms.twice_defined_term,
    "dangling-reference": question_references.dangling_reference,
    "circular-reference": question_references.circular_reference,
    "wrong-reference": question_references.wrong_reference,
    "numbering-hole": question_numbering.numbering_hole,
    "duplicate-label": question_numbering.duplicate_label,
    "unmatched-bracket": question_numbering.unmatched_bracket,
    "placeholder": question_numbering.placeholder,
    "contradiction": question_pairs.contradiction,
    "third-party-condition": question_parties.third_party_condition,
    "unnamed-party": question_parties.unnamed_party,
    "one-sided": question_parties.one_sided,
}
# A draft that is only reported has holes of its own: these rules would ask about the report.
WHOLE_TEXT = frozenset({"numbering-hole", "dangling-reference", "no-consequence", "unused-term"})
IN_PART = frozenset({DraftStatus.DESCRIBED, DraftStatus.REPORTED})


@cache
def rules() -> tuple[DraftingRule, ...]:
    """All rules in the order of `rules.toml`."""
    file = resources.files("travaux.drafts").joinpath("rules.toml")
    rows = tomllib.loads(file.read_text(encoding="utf-8"))["rule"]
    return tuple(restored(DraftingRule, row) for row in rows)


def check(
    provisions: Sequence[Provision],
    drafts: Sequence[Draft] = (),
    parties: Sequence[Party] = (),
    off: Collection[str] = (),
) -> tuple[Finding, ...]:
    """The questions that `provisions` raise, draft by draft in reading order.

    drafts: their order, and which are known in part only; drafts that only provisions name come
    after. parties: who is a party, where that is known. off: ids of rules that are switched off;
    UsageError for an unknown one. The same input gives the same findings with the same ids.
    """
    _known(off)
    known = {d.id: d for d in drafts}
    named = dict.fromkeys([*known, *sorted({p.draft for p in provisions})])
    names = [n for party in _bound(parties) for n in (party.name, *party.aliases)]
    found: list[Finding] = []
    for draft in named:
        page = Page.of(draft, provisions, names)
        in_part = draft in known and known[draft].status in IN_PART
        found += _findings(page, {*off, *(WHOLE_TEXT if in_part else ())})
    return tuple(found)


def _bound(parties: Sequence[Party]) -> Sequence[Party]:
    """Who may be a party to a text: those whose word binds, where that is said of any."""
    return [p for p in parties if p.can_bind] or parties


def _known(off: Collection[str]) -> None:
    strange = sorted(set(off) - ASKERS.keys())
    if strange:
        raise UsageError(
            f"There is no drafting rule named {', '.join(strange)}.",
            f"The rules are {', '.join(ASKERS)}.",
        )


def _findings(page: Page, off: Collection[str]) -> list[Finding]:
    made: dict[str, tuple[int, int, int, Finding]] = {}
    for rank, rule in enumerate(rules()):
        for hit in () if rule.id in off or not page.provisions else ASKERS[rule.id](page):
            finding = _finding(page.draft, rule, hit)
            made.setdefault(finding.id, (hit.provision.order, finding.anchor.start, rank, finding))
    return [entry[-1] for entry in sorted(made.values(), key=lambda e: e[:3])]


def _finding(draft: str, rule: DraftingRule, hit: Hit) -> Finding:
    where = place(hit)
    quote = hit.quote if len(hit.quote) <= 90 else f"{hit.quote[:87]}…"
    question = rule.question.format(quote=quote, more=hit.more, label=hit.provision.label)
    key = content_id("finding", rule.id, where.document, where.start, where.end)
    owner = hit.provision
    return Finding(key, rule.id, draft, owner.id, owner.label, question, where)
