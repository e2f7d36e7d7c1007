"""Makes witnesses of located stretches: provisions with labels, paths, lead-ins and anchors."""

from __future__ import annotations

import re
from dataclasses import replace

from travaux.core.anchors import Anchor, anchor
from travaux.core.documents import Document
from travaux.core.drafts import Provision, Slot, SlotKind, Witness
from travaux.core.ids import content_id
from travaux.drafts.items import Item, Paragraph
from travaux.drafts.likeness import is_heading, pattern
from travaux.drafts.locate import Stretch
from travaux.drafts.numerals import rank_of
from travaux.drafts.passages import Passage, passages
from travaux.drafts.recitals import recital_provisions, recitals
from travaux.drafts.slots import read_slots

EMPHASIS = re.compile(r"(?<![\w*])(\*{1,3}|_{1,2})(?=\S)(.+?)(?<=\S)\1(?![\w*])")
FOOTNOTE_MARK = re.compile(r"\[\^[\w-]{1,12}\](?!:)")
RUN_IN = re.compile(r"\*\*(?P<title>[^*\n]{2,80})\*\*[:.]?\s+(?=\S)")
LEADS = (":", "—", "–", ",", ";", "-")
CONTAINER = 4  # keywords up to this rank hold articles; labels of articles leave them out


def witness(document: Document, stretch: Stretch) -> Witness:
    """The witness a stretch of `document` makes, provisions in reading order."""
    found = passages(document.text, stretch)
    chapeau = _chapeau(document.text, stretch)
    heading = _heading(document.text, stretch, found)
    opening = recitals(document.text, stretch.before)
    start = min(p.start for p in (chapeau, heading, stretch, *opening[:1]) if p)
    end = found[-1].end if found else stretch.items[-1].label.end
    identity = content_id("witness", document.id, start, end)
    lead = plain_words(document.text[chapeau.start : chapeau.end]) if chapeau else ""
    said = [plain_words(document.text[p.start : p.end]) for p in opening]
    preamble = recital_provisions(document, identity, opening, said)
    points = _Maker(document, identity, stretch, found, lead).all(heading)
    provisions = [*preamble, *(replace(p, order=p.order + len(preamble)) for p in points)]
    notes = [p for p in found if p.kind in ("note", "heading")]
    anchors = [anchor(document.id, document.text, p.start, p.end) for p in notes]
    name = _name(document, stretch, (chapeau, heading, *opening))
    return Witness(identity, document.id, start, end, tuple(provisions), name, tuple(anchors))


def plain_words(words: str) -> str:
    """`words` on one line, without Markdown emphasis, footnote marks and borders of a table."""
    return EMPHASIS.sub(r"\2", " ".join(FOOTNOTE_MARK.sub("", words).split())).strip("| ")


def _chapeau(text: str, stretch: Stretch) -> Paragraph | None:
    """The paragraph that leads in the whole text ("The Parties agree as follows:"), if any.

    A heading may stand between it and the first point.
    """
    for paragraph in reversed(stretch.before[-2:]):
        words = text[paragraph.start : paragraph.end]
        reported = pattern("introduction", "reporting").search(words)
        formula = pattern("introduction", "formula").search(words)
        if words.endswith(":") and formula and not reported:
            return paragraph
        if not is_heading(words):
            return None
    return None


def _heading(text: str, stretch: Stretch, found: list[Passage]) -> Paragraph | None:
    """The heading of the first point, in a text that has headings between its points."""
    last = stretch.before[-1] if stretch.before else None
    if last is None or not any(p.kind == "heading" for p in found):
        return None
    return last if is_heading(text[last.start : last.end]) else None


def _name(document: Document, stretch: Stretch, taken: tuple[Paragraph | None, ...]) -> str:
    """What introduces the text: the heading or announcing line before it, else the title."""
    before = [p for p in stretch.before if p not in taken]
    if before:
        words = plain_words(document.text[before[-1].start : before[-1].end]).lstrip("# ")
        if is_heading(words) or words.endswith(":"):
            return words[-200:]
    part = document.part_at(stretch.start)
    return (part.title if part else "") or document.title


def _continues(text: str, slots: tuple[Slot, ...]) -> bool:
    """Whether a point goes on with the sentence of the chapeau, and is none of its own."""
    return text[:1].islower() or not any(slot.kind is SlotKind.MODALITY for slot in slots)


class _Maker:
    """Makes the provisions of one stretch; holds what they share."""

    def __init__(
        self,
        document: Document,
        draft: str,
        stretch: Stretch,
        found: list[Passage],
        lead: str,
    ) -> None:
        self.document = document
        self.draft = draft
        self.items = {item.at: item for item in stretch.items}
        self.by_item: dict[int, list[Passage]] = {}
        for passage in found:
            self.by_item.setdefault(passage.item, []).append(passage)
        self.passages = found
        self.lead = lead
        self.made: dict[int, Provision] = {}
        self.bullets: dict[int, int] = {}

    def all(self, first: Paragraph | None) -> list[Provision]:
        """Every provision, in reading order; `first`: the heading before the first of them."""
        found: list[Provision] = []
        heading = plain_words(self.document.text[first.start : first.end]) if first else ""
        heading = heading.lstrip("# ")
        for passage in self.passages:
            if passage.kind == "heading":
                heading = self.words(passage).lstrip("# ")
            elif passage.kind == "label":
                item = self.items[passage.item]
                provision = replace(self.made_from(item), order=len(found))
                if heading and not provision.title:
                    provision = replace(provision, title=heading)
                self.made[item.at] = provision
                if item.named:
                    found.append(provision)
                heading = ""
            elif passage.kind == "wrap" and passage.item in self.made:
                found.append(self.wrap_up(passage, len(found)))
        return found

    def words(self, passage: Passage) -> str:
        return plain_words(self.document.text[passage.start : passage.end])

    def made_from(self, item: Item) -> Provision:
        """The provision of one item, its order still to be set."""
        above = self.above(item)
        label, path = self.label(item, above), self.path(item, above)
        title, own = self.title_and_words(item)
        place = own or self.label_anchor(item)
        text = self.own_words(item, own) if own and not (title and own.exact == title.exact) else ""
        slots = self.slots(place) if text else ()
        return Provision(
            content_id("provision", self.document.id, item.start, label),
            self.draft,
            label,
            path,
            text,
            (place,),
            0,
            above.id if above and self.items[item.parent].named else "",
            plain_words(title.exact).strip("()*. ") if title else "",
            self.lead_in(above) if above else self.lead if _continues(text, slots) else "",
            slots,
        )

    def above(self, item: Item) -> Provision | None:
        return self.made.get(item.parent)

    def label_anchor(self, item: Item) -> Anchor:
        label = item.label
        return anchor(self.document.id, self.document.text, label.start, label.end)

    def title_and_words(self, item: Item) -> tuple[Anchor | None, Anchor | None]:
        """Anchors of the title and of the item's own words; a title alone is both."""
        mine = self.by_item.get(item.at, [])
        titles = [p for p in mine if p.kind == "title"]
        words = [p for p in mine if p.kind == "words"]
        text, document = self.document.text, self.document.id
        title = anchor(document, text, titles[0].start, titles[0].end) if titles else None
        if not words:
            return title, title
        start, end = words[0].start, words[-1].end
        run_in = RUN_IN.match(text, start, end)
        if run_in and title is None:
            title = anchor(document, text, run_in.start("title"), run_in.end("title"))
            start = run_in.end()
        return title, anchor(document, text, start, end)

    def own_words(self, item: Item, own: Anchor) -> str:
        """The words of `own` without the notes that stand in it."""
        pieces = [p for p in self.by_item.get(item.at, ()) if p.kind in ("words", "title")]
        kept = [
            self.document.text[max(p.start, own.start) : p.end] for p in pieces if p.end > own.start
        ]
        return plain_words("".join(k if k[0] in ",;.:" else f" {k}" for k in kept))

    def wrap_up(self, passage: Passage, order: int) -> Provision:
        """Words of an item that stand behind its sub-points, as a provision under it."""
        above = self.made[passage.item]
        label = f"{above.label} end"
        place = anchor(self.document.id, self.document.text, passage.start, passage.end)
        return Provision(
            content_id("provision", self.document.id, passage.start, label),
            self.draft,
            label,
            (*above.path, "end"),
            plain_words(place.exact),
            (place,),
            order,
            above.id if self.items[passage.item].named else "",
            lead_in=self.lead_in(above),
            slots=self.slots(place),
        )

    def slots(self, place: Anchor) -> tuple[Slot, ...]:
        """The typed values of the words at `place`, those of notes left out."""
        found = read_slots(place.exact, self.document.id, place.start)
        notes = [(p.start, p.end) for p in self.passages if p.kind == "note"]
        return tuple(s for s in found if not any(a <= s.anchor.start < b for a, b in notes))

    def lead_in(self, above: Provision) -> str:
        """The words of `above` (and of its own ancestors) that a sub-point continues."""
        words = above.text.rstrip()
        if not words:
            return above.lead_in
        if not words.endswith(LEADS) and words[-1:] in '.!?”"' and not words.endswith(":”"):
            return ""
        last = re.split(r"(?<=[.!?])\s+(?=[A-Z])", words)[-1]
        return f"{above.lead_in} {last}".strip()

    def path(self, item: Item, above: Provision | None) -> tuple[str, ...]:
        """Canonical path: numbers without punctuation, in lower case, keywords before them."""
        held = above.path if above else ()
        core = item.label.core.casefold().replace(" ", "").replace("-", "")
        kind = item.reading.kind
        if kind == "bullet":
            self.bullets[item.list] = self.bullets.get(item.list, 0) + 1
            return (*held, f"•{self.bullets[item.list]}")
        if kind == "solo":
            return (*held, item.label.keyword)
        if kind == "word":
            core = str(item.reading.values[0])
        if len(item.reading.values) > 1:
            prefix = tuple(str(v) for v in item.reading.values[:-1])
            tail = core.rsplit(".", 1)[-1]
            return (*held, tail) if held[-len(prefix) :] == prefix else (*held, *prefix, tail)
        return (*held, f"{item.label.keyword} {core}".strip())

    def label(self, item: Item, above: Provision | None) -> str:
        """The label as printed, with its ancestors: "13.b", "Article 4(2)", "Annex I, 3"."""
        own = self.printed(item)
        if above is None:
            return own
        parent = self.items[item.parent]
        if item.label.keyword and not rank_of(item.label.keyword) > 8:
            return own if self.is_container(parent) else f"{above.label}, {own}"
        if item.label.keyword:
            return f"{above.label} {own}"
        if parent.label.keyword in ("annex", "preamble") or self.is_container(parent):
            return f"{above.label}, {own}"
        if len(item.reading.values) > 1:
            return own
        if parent.label.keyword or above.label.endswith(")"):
            return f"{above.label}({own})"
        return f"{above.label}.{own}"

    def is_container(self, item: Item) -> bool:
        keyword = item.label.keyword
        return bool(keyword) and keyword != "annex" and rank_of(keyword) <= CONTAINER

    def printed(self, item: Item) -> str:
        """The item's own number as printed, with its keyword."""
        label = item.label
        core = " ".join(label.core.split())
        if item.reading.kind == "bullet":
            return f"•{self.bullets.get(item.list, 0) + 1}"
        if not label.keyword or item.reading.kind == "solo":
            return core
        keyword = self.document.text[label.start : label.end].split(core)[0].strip(" \t\u2009*[_")
        return " ".join(f"{keyword} {core}".split())
