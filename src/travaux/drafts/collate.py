"""Makes drafts of witnesses: which texts are one draft, its best reading, and the variants.

Steps: witnesses the user assigned (`talks.toml`: files, names) are grouped first; then full
witnesses by kinship; then partial ones go to the draft whose points they quote. Of a draft's
readings of a provision, with three or more the one nearest to all others is best (the medoid);
with two, that of the leading witness: named first by the user, most complete, earliest, then by
id. What the leading witness lacks (sub-points, say) is taken from the others.

The result does not depend on the order of the input.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from travaux.core.anchors import Anchor, anchor
from travaux.core.documents import Document
from travaux.core.drafts import Draft, DraftStatus, KnownDraft, Provision, Variant, Witness
from travaux.core.ids import content_id
from travaux.drafts.described import describing, worded
from travaux.drafts.kinship import Key, is_partial, keyed, kinship, likeness
from travaux.drafts.likeness import pattern
from travaux.drafts.titled import title_of, told_apart
from travaux.drafts.unprinted import unprinted


@dataclass(frozen=True, slots=True)
class Collation:
    """drafts: sorted by date, then name; provisions: owned by drafts, one anchor a witness, the
    best reading first; variants: where a witness reads otherwise; witnesses: without provisions.
    """

    drafts: tuple[Draft, ...]
    provisions: tuple[Provision, ...]
    variants: tuple[Variant, ...]
    witnesses: tuple[Witness, ...]


@dataclass(slots=True)
class _Group:
    """Witnesses of one draft, the leading one first once sorted."""

    members: list[Witness]
    known: KnownDraft | None = None


def collate(
    witnesses: Sequence[Witness],
    documents: Mapping[str, Document],
    known: Sequence[KnownDraft] = (),
) -> Collation:
    """Group `witnesses` into drafts and give each draft one reading.

    documents: by id, each witness's must be there (KeyError if not). known: what the user said
    beforehand; each becomes a draft even where no document holds its text: then the sentences
    that name it are its evidence. A draft that reports count by its points ("the 19-point plan")
    and no document prints is found too (described.py).
    """
    ordered = sorted(witnesses, key=lambda w: _rank(w, documents))
    groups = _grouped(ordered, documents, known)
    drafts, provisions, variants = [], [], []
    for group in groups:
        draft = _draft(group, documents)
        drafts.append(draft)
        best, others = _readings(group, draft.id)
        provisions += best
        variants += others
    drafts += unprinted(list(documents.values()), drafts, provisions, known, _counts(groups))
    bare = tuple(sorted((replace(w, provisions=()) for w in witnesses), key=lambda w: w.id))
    order = told_apart(sorted(drafts, key=lambda d: (d.date or "9999", d.name, d.id)))
    place = {draft.id: at for at, draft in enumerate(order)}
    provisions.sort(key=lambda p: (place[p.draft], p.order, p.id))
    variants.sort(key=lambda v: (v.provision, v.witness, v.anchor.start))
    return Collation(tuple(order), tuple(provisions), tuple(variants), bare)


def _rank(witness: Witness, documents: Mapping[str, Document]) -> tuple[object, ...]:
    """Leading witnesses first: whole, complete, early; then by id."""
    document = documents[witness.document]
    return (
        is_partial(witness),
        -len(witness.provisions),
        document.date or "9999",
        witness.document,
        witness.start,
    )


# ---------------------------------------------------------------- which witnesses are one draft


def _grouped(
    ordered: list[Witness], documents: Mapping[str, Document], known: Sequence[KnownDraft]
) -> list[_Group]:
    groups = [_Group([], k) for k in sorted(known, key=lambda k: (k.date, k.name))]
    free: list[Witness] = []
    for witness in ordered:
        named = [g for g in groups if g.known and _is_named(g.known, witness, documents)]
        taken = named and not any(w.document == witness.document for w in named[0].members)
        (named[0].members if taken else free).append(witness)
    for witness in free:
        home = _home(witness, groups, documents)
        if home:
            home.members.append(witness)
        else:
            groups.append(_Group([witness]))
    return groups


def _is_named(known: KnownDraft, witness: Witness, documents: Mapping[str, Document]) -> bool:
    """Whether the user named the witness's file for this draft."""
    file = documents[witness.document].file
    return any(file == f or file.endswith("/" + f) for f in known.files)


def _home(
    witness: Witness, groups: list[_Group], documents: Mapping[str, Document]
) -> _Group | None:
    """The group that `witness` belongs to: kin of every member that it shares points with."""
    best: tuple[float, _Group] | None = None
    for group in groups:
        found = [kinship(witness, m, _days_apart(documents, witness, m)) for m in group.members]
        shared = [k for k in found if k.score > 0]
        if not shared or not all(k.same for k in shared):
            continue
        score = max(k.score for k in shared)
        if best is None or score > best[0]:
            best = (score, group)
    return best[1] if best else None


def _days_apart(documents: Mapping[str, Document], one: Witness, other: Witness) -> int | None:
    try:
        days = [date.fromisoformat(documents[w.document].date) for w in (one, other)]
    except ValueError:
        return None
    return abs((days[0] - days[1]).days)


# ---------------------------------------------------------------- the draft


def _draft(group: _Group, documents: Mapping[str, Document]) -> Draft:
    known = group.known
    if known:
        group.members.sort(key=lambda w: _file_order(known, documents[w.document].file))
    ids = tuple(w.id for w in group.members)
    if known:
        evidence = () if group.members else describing(known, documents.values())
        identity = content_id("draft", known.name)
        return Draft(identity, known.name, known.date, known.status, known.authors, ids, evidence)
    lead = group.members[0]
    name, evidence = _named(group, documents)
    dates = sorted(d for w in group.members if (d := documents[w.document].date))
    status = DraftStatus.REPORTED if is_partial(lead) else DraftStatus.UNKNOWN
    identity = content_id("draft", lead.document, lead.start)
    return Draft(identity, name, dates[0] if dates else "", status, (), ids, evidence)


def _file_order(known: KnownDraft, file: str) -> int:
    return next((i for i, f in enumerate(known.files) if file.endswith(f)), len(known.files))


_COUNTED = r"(?i)(?<!\w)(?:{n}|{word})[- ]points?\s+(?:[\w'’]+\s+){{0,3}}?(?:{nouns})\b"


def _named(group: _Group, documents: Mapping[str, Document]) -> tuple[str, tuple[Anchor, ...]]:
    """A name for a draft nobody named: "28-point peace plan" where a document says so, else
    what introduces its witnesses, else its paper's title, else the number of its points."""
    lead = group.members[0]
    count = max(_last_number(w) for w in group.members)
    nouns = pattern("introduction").pattern[len(r"(?<!\w)(?:") : -len(r")(?!\w)")]
    form = re.compile(_COUNTED.format(n=count, word=worded(count), nouns=nouns))
    for witness in group.members:
        document = documents[witness.document]
        match = form.search(document.text)
        if match and count >= 4:
            place = anchor(document.id, document.text, *match.span())
            return " ".join(match.group().split()), (place,)
    telling = [w.name for w in group.members if pattern("introduction").search(w.name)]
    own = [name for name in telling if name.upper() != name]
    if own:
        return own[0].rstrip(": "), ()
    title = title_of(lead, documents[lead.document])
    return title or f"{len([p for p in lead.provisions if not p.parent])} points", ()


def _counts(groups: Sequence[_Group]) -> set[int]:
    """By how many points a text that is printed may go."""
    tops = {sum(not p.parent for p in w.provisions) for g in groups for w in g.members}
    return tops | {_last_number(w) for g in groups for w in g.members}


def _last_number(witness: Witness) -> int:
    numbers = [
        int(p.path[0]) for p in witness.provisions if p.path[0].isdigit() and len(p.path) == 1
    ]
    return max(numbers, default=0)


# ---------------------------------------------------------------- the readings


def _readings(group: _Group, draft: str) -> tuple[list[Provision], list[Variant]]:
    """The best reading of each provision of a draft, in order, and the other readings."""
    tables = [(w, keyed(w.provisions)) for w in group.members]
    chosen: dict[Key, Provision] = {}
    variants: list[Variant] = []
    for key in _order([list(t) for _, t in tables]):
        found = [(w, t[key]) for w, t in tables if key in t]
        best = _best([p for _, p in found])
        anchors = (best.anchors[0], *(p.anchors[0] for _, p in found if p is not best))
        parent = chosen.get((key[0][:-1], 0))
        chosen[key] = replace(
            best, draft=draft, anchors=anchors, order=len(chosen), parent=_parent(best, parent)
        )
        variants += [
            _variant(best, w, p) for w, p in found if p is not best and p.text != best.text
        ]
    return list(chosen.values()), variants


def _parent(best: Provision, above: Provision | None) -> str:
    """The chosen provision above, where the reading's own parent lost to another reading."""
    return above.id if best.parent and above else best.parent


def _order(rows: list[list[Key]]) -> list[Key]:
    """All keys, in the order of the first row; others behind what precedes them in their row."""
    merged: list[Key] = list(rows[0]) if rows else []
    known = set(merged)
    for row in rows[1:]:
        before: Key | None = None
        for key in row:
            if key not in known:
                at = _place(merged, key, before)
                merged.insert(at, key)
                known.add(key)
            before = key
    return merged


def _place(merged: list[Key], key: Key, before: Key | None) -> int:
    """Where a key goes: by number among its siblings, else behind `before`."""
    siblings = [
        (at, k) for at, k in enumerate(merged) if k[0][:-1] == key[0][:-1] and k[1] == key[1]
    ]
    later = [at for at, k in siblings if _number(k) > _number(key)]
    if siblings and later:
        return later[0]
    if not siblings and len(key[0]) > 1 and (key[0][:-1], key[1]) in merged:
        return merged.index((key[0][:-1], key[1])) + 1
    held = [at for at, k in enumerate(merged) if k[0][: len(key[0]) - 1] == key[0][:-1]]
    if siblings and held:
        return held[-1] + 1
    return merged.index(before) + 1 if before in merged else len(merged)


def _number(key: Key) -> tuple[int, str]:
    last = key[0][-1]
    digits = re.search(r"\d+", last)
    return (int(digits.group()) if digits else 0, last)


def _best(readings: list[Provision]) -> Provision:
    """The best of readings sorted by rank of their witnesses: the medoid of three or more."""
    if len(readings) < 3:
        return next((r for r in readings if not _is_cut(r.text)), readings[0])
    nearness = [sum(likeness(r.text, o.text) for o in readings) for r in readings]
    return readings[nearness.index(max(nearness))]


def _is_cut(text: str) -> bool:
    """Whether a reading breaks off ("…"), or is empty."""
    return not text or text.rstrip().endswith(("…", "...", "[...]"))


def _variant(best: Provision, witness: Witness, reading: Provision) -> Variant:
    score = round(likeness(best.text, reading.text), 4)
    return Variant(best.id, witness.id, reading.text, reading.anchors[0], score)
