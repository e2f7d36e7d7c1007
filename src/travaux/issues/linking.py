"""Statements and provisions -> links: which provisions each statement speaks about.

In this order: explicit references; likeness of words, numbers, concepts and slots (likeness.py);
the text as a whole. A statement about none of these has no link, which is an answer too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import exp

from travaux.core.documents import Document
from travaux.core.drafts import Change, Draft, DraftStatus, Provision, Slot
from travaux.core.issues import ProvisionLink
from travaux.core.parties import Party, PartyKind
from travaux.core.statements import Statement
from travaux.issues.likeness import Index, Match, background, indexed, matches, shared
from travaux.issues.mentions import current_draft, named_draft, speaks_of_text
from travaux.issues.profiles import names, profiles, slot_terms
from travaux.issues.references import named_by, references
from travaux.issues.terms import terms
from travaux.issues.threads import threads

# Top link right for .87 of ukraine-2025's development half (55 statements) at 5.5, .86 at 6, .87 at
# 6.5, and 19, 18 and 16 of the 27 planted links of the Vela talks.
THRESHOLD = 5.5
NEAR = 0.72  # a second provision is linked when it scores at least this part of the best
FIGURE = 3  # characters of a term beyond which a figure tells one draft from another
MOST = 3  # provisions linked by likeness
BESIDE = 240  # characters before a statement, and half as many behind, that help to place it
AROUND = 160  # characters around a statement in which its text or draft may be named


REFERENCE = 0.97
MANNER = {"=": "paraphrase", "@": "slot", "#": "slot"}  # by the mark of a term; words: likeness


@dataclass(frozen=True, slots=True)
class Heard:
    """A statement, its words as terms, and the texts of the documents by id."""

    statement: Statement
    terms: Sequence[str]
    texts: Mapping[str, str]

    @property
    def words(self) -> str:
        return self.statement.words

    @property
    def near(self) -> str:
        """The words around the statement, its own among them."""
        text = self.texts.get(self.statement.document, "")
        start, end = self.statement.start - AROUND, self.statement.end + AROUND
        return text[max(0, start) : end] or self.words


@dataclass(frozen=True, slots=True)
class Texts:
    """The drafts as links see them: provisions in order, their drafts, their threads; the first
    provision of each draft in each thread."""

    provisions: tuple[Provision, ...]
    drafts: tuple[Draft, ...]
    thread: Mapping[str, int]
    of_draft: Mapping[str, tuple[Provision, ...]]
    in_thread: Mapping[tuple[str, int], Provision]
    figures: tuple[frozenset[str], ...]


def link(
    statements: Sequence[Statement],
    provisions: Sequence[Provision],
    drafts: Sequence[Draft],
    *,
    documents: Iterable[Document] = (),
    changes: Iterable[Change] = (),
    parties: Iterable[Party] = (),
    slots: Mapping[str, tuple[Slot, ...]] | None = None,
) -> tuple[ProvisionLink, ...]:
    """Every link of every statement, sorted by statement in the given order, best link first.

    documents: their texts tell how common a word is and which draft is spoken of nearby.
    parties: their names count little, as they tell no provision from another. slots: the typed
    values in each statement's words, by statement id. Provisions of drafts that are not given are
    left aside.
    """
    around = {d.id: d.text for d in documents}
    texts, groups = _texts(provisions, drafts, tuple(changes))
    heard = [[*terms(s.words), *slot_terms((slots or {}).get(s.id, ()))] for s in statements]
    index = _index(heard, texts, groups, around.values(), _party_terms(parties))
    beside = [terms(_beside(s, around)) for s in statements] if around else None
    found = (
        matches(index, heard, THRESHOLD, beside) if texts.provisions else ([] for _ in statements)
    )
    return tuple(
        item
        for statement, said, likely in zip(statements, heard, found, strict=True)
        for item in _links(Heard(statement, said, around), likely, texts, index)
    )


def _beside(statement: Statement, texts: Mapping[str, str]) -> str:
    """The words right before and behind a statement, without its own; none where the statement
    speaks of the text as a whole."""
    if speaks_of_text(statement.words):
        return ""
    text = texts.get(statement.document, "")
    before = text[max(0, statement.start - BESIDE) : statement.start]
    return before + " " + text[statement.end : statement.end + BESIDE // 2]


def _texts(
    provisions: Sequence[Provision], drafts: Sequence[Draft], changes: tuple[Change, ...]
) -> tuple[Texts, tuple[tuple[str, ...], ...]]:
    drafts = _named_ones(drafts)
    known = {d.id for d in drafts}
    kept = tuple(p for p in provisions if p.draft in known)
    groups = threads(kept, changes)
    thread = {member: at for at, group in enumerate(groups) for member in group}
    of_draft = {d: tuple(p for p in kept if p.draft == d) for d in known}
    in_thread = {(p.draft, thread[p.id]): p for p in reversed(kept)}
    figures = tuple(_figures(terms(p.text)) for p in kept)
    return Texts(kept, tuple(drafts), thread, of_draft, in_thread, figures), groups


def _figures(found: Iterable[str]) -> frozenset[str]:
    """The large figures among terms: they tell one draft from another."""
    return frozenset(t for t in found if t[0] == "#" and len(t) > FIGURE)


def _named_ones(drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    """The drafts that someone said are drafts of the talks; all where nobody said of any.

    Other numbered texts (a communiqué, a list of demands) are not what speakers mean by the text.
    """
    stated = tuple(d for d in drafts if d.status is not DraftStatus.UNKNOWN)
    return stated or tuple(drafts)


def _index(
    heard: Sequence[Sequence[str]],
    texts: Texts,
    groups: Sequence[Sequence[str]],
    read: Iterable[str],
    faint: frozenset[str],
) -> Index:
    known = profiles(texts.provisions, groups)
    common = background(heard, (list(p) for p in known), (terms(text) for text in read))
    return indexed(known, common, names(texts.provisions), faint)


def _party_terms(parties: Iterable[Party]) -> frozenset[str]:
    """The terms of which names of bodies are made."""
    bodies = [p for p in parties if p.kind not in (PartyKind.PERSON, PartyKind.UNNAMED)]
    return frozenset(t for p in bodies for name in (p.name, *p.aliases) for t in terms(name))


def _links(
    heard: Heard, likely: Sequence[Match], texts: Texts, index: Index
) -> Iterator[ProvisionLink]:
    draft = _draft(heard, texts)
    if draft is None:
        return
    explicit = list(_by_reference(heard, draft, texts))
    alike = _by_likeness(heard, likely, draft, texts)
    named = {item.provision for item in explicit}
    others = [_alike(heard, p, m, index) for p, m in alike if p.id not in named]
    yield from [*explicit, *others] or _whole(heard, draft)


def _draft(heard: Heard, texts: Texts) -> Draft | None:
    """The draft a statement speaks of: named in its words, named nearby, or current."""
    if len(texts.drafts) == 1:
        return texts.drafts[0]
    return (
        named_draft(heard.words, texts.drafts)
        or named_draft(heard.near, texts.drafts)
        or current_draft(texts.drafts, heard.statement.date)
    )


def _by_reference(heard: Heard, draft: Draft, texts: Texts) -> Iterator[ProvisionLink]:
    for reference in references(heard.words):
        for provision in named_by(reference, texts.of_draft[draft.id]):
            said = heard.words[reference.start : reference.end]
            yield _made(heard, provision, "reference", REFERENCE, f"says “{said}”")


def _by_likeness(
    heard: Heard, likely: Sequence[Match], draft: Draft, texts: Texts
) -> list[tuple[Provision, Match]]:
    """The best provisions, one a thread."""
    best: dict[int, list[Match]] = {}
    for match in likely:
        thread = texts.thread[texts.provisions[match.at].id]
        if match.score >= NEAR * likely[0].score or thread in best:
            best.setdefault(thread, []).append(match)
    chosen = list(best.items())[:MOST]
    return [_of_thread(heard, thread, found, draft, texts) for thread, found in chosen]


def _of_thread(
    heard: Heard, thread: int, found: Sequence[Match], draft: Draft, texts: Texts
) -> tuple[Provision, Match]:
    """The provision of a thread that is meant: the one whose figure the statement gives, else that
    of the draft spoken of, else the one most like it."""
    known = [(texts.provisions[m.at], m) for m in found]
    if len(texts.drafts) == 1:
        return known[0]
    figures = _figures(heard.terms)
    told = [k for k in known if figures & texts.figures[k[1].at]]
    if told and not any(p.draft == draft.id for p, _ in told):
        return told[0]
    mine = [k for k in known if k[0].draft == draft.id]
    absent = texts.in_thread.get((draft.id, thread))
    return mine[0] if mine else (absent, found[0]) if absent else known[0]


def _alike(heard: Heard, provision: Provision, match: Match, index: Index) -> ProvisionLink:
    common = shared(index, heard.terms, match.at)
    sums: dict[str, float] = {}
    for term, value in common:
        how = MANNER.get(term[0], "likeness")
        sums[how] = sums.get(how, 0.0) + value
    how = max(sums, key=lambda k: (sums[k], k))
    shown = ", ".join(term.lstrip("=@#") for term, _ in common[:5])
    return _made(heard, provision, how, sureness(match.score), f"shares {shown}")


def sureness(score: float) -> float:
    """A likeness score as a number from 0 to 1; one half at the threshold."""
    return round(1 / (1 + exp(-(score - THRESHOLD) / 2)), 3)


def _whole(heard: Heard, draft: Draft) -> Iterator[ProvisionLink]:
    said = speaks_of_text(heard.words)
    beside = said or speaks_of_text(heard.near)
    if beside:
        score, how = (0.8, "says") if said else (0.5, "next to")
        statement = heard.statement.id
        reason = f"{how} “{beside}”"
        yield ProvisionLink(statement, draft.id, "", "", "whole text", score, reason)


def _made(heard: Heard, provision: Provision, how: str, score: float, reason: str) -> ProvisionLink:
    return ProvisionLink(
        heard.statement.id, provision.draft, provision.id, provision.label, how, score, reason
    )
