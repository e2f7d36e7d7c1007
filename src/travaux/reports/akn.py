"""A draft as Akoma Ntoso 3.0 XML (OASIS LegalDocML, 2018), and back to the same provisions.

    element   by the keyword of the label (article, section, chapter …); a bare number is a point
    eId       by the naming convention: art_4__point_2__point_a, as numbered now
    wId       the eId under which the provision first stood, where that was another one
    words     <num>, <heading>, then <content>; over sub-points <intro>, behind them <wrapUp>

What Akoma Ntoso has no place for (anchors, slots, canonical paths) stands as JSON in <proprietary>,
by eId. A file without it, from elsewhere, is read all the same.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from lxml import etree

from travaux.core.anchors import Anchor
from travaux.core.drafts import Change, Draft, Provision
from travaux.core.ids import content_id
from travaux.core.plain import plain, restored
from travaux.reports.table_xlsx import UNHELD

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
OWN = "urn:travaux"
SHORT = {
    "article": "art", "section": "sec", "chapter": "chp", "part": "part", "title": "title",
    "paragraph": "para", "clause": "cl", "point": "point", "subparagraph": "subpara",
    "rule": "rule", "book": "book", "list": "list", "hcontainer": "hcontainer",
}  # fmt: skip
HIERARCHY = tuple(SHORT)
IN_BODY = ("text", "title", "label")  # fields that stand in the body, not in the JSON
UNDATED = "1000-01-01"  # the schema wants a date; readers of ours take the true one from the JSON


def akoma_ntoso(
    draft: Draft, provisions: Iterable[Provision], changes: Iterable[Change] = ()
) -> bytes:
    """The draft as an Akoma Ntoso 3.0 bill. provisions: of all drafts, those of others give the
    old numbers by way of `changes`."""
    every = list(provisions)
    mine = sorted((p for p in every if p.draft == draft.id), key=lambda p: (p.order, p.id))
    ids = eids(mine)
    firsts = _first_ids(mine, every, list(changes))
    root = etree.Element(_q("akomaNtoso"), nsmap={None: AKN, "tv": OWN})
    bill = etree.SubElement(root, _q("bill"), name="draft")
    bill.append(_meta(draft, mine, ids))
    body = etree.SubElement(bill, _q("body"))
    _fill(body, mine, ids, firsts)
    return bytes(
        etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=False) + b"\n"
    )


def _q(name: str, space: str = AKN) -> str:
    return f"{{{space}}}{name}"


def element_of(provision: Provision) -> str:
    """The name of the element for a provision, by the keyword of its last label."""
    keyword = provision.path[-1].rpartition(" ")[0] if provision.path else ""
    if not keyword:
        return "point"
    return keyword if keyword in HIERARCHY else "hcontainer"


def eids(provisions: Sequence[Provision]) -> dict[str, str]:
    """eId by provision id; a second provision of one path gets a number behind it."""
    by_id = {p.id: p for p in provisions}
    seen: Counter[str] = Counter()
    found: dict[str, str] = {}
    for provision in provisions:
        steps = [_step(provision)]
        parent = by_id.get(provision.parent)
        prefix = f"{found[parent.id]}__" if parent and parent.id in found else ""
        name = prefix + steps[-1]
        seen[name] += 1
        found[provision.id] = name if seen[name] == 1 else f"{name}_{seen[name]}"
    return found


def _step(provision: Provision) -> str:
    core = provision.path[-1].rpartition(" ")[2] if provision.path else "0"
    plain_core = re.sub(r"[^\w.-]", "", core.replace("•", "b").replace("¶", "p")) or "0"
    return f"{SHORT[element_of(provision)]}_{plain_core}"


def _first_ids(
    mine: Sequence[Provision], every: Sequence[Provision], changes: Sequence[Change]
) -> dict[str, str]:
    """For each provision, the eId under which the earliest draft that has it numbers it."""
    before = {a: c.before[0] for c in changes for a in c.after if c.before}
    drafts: dict[str, list[Provision]] = {}
    for provision in sorted(every, key=lambda p: (p.order, p.id)):
        drafts.setdefault(provision.draft, []).append(provision)
    ids = {p: eid for held in drafts.values() for p, eid in eids(held).items()}
    found = {}
    for provision in mine:
        at, seen = provision.id, {provision.id}
        while at in before and before[at] not in seen:
            at = before[at]
            seen.add(at)
        found[provision.id] = ids.get(at, "")
    return found


def _meta(draft: Draft, mine: Sequence[Provision], ids: Mapping[str, str]) -> Any:
    meta = etree.Element(_q("meta"))
    identification = etree.SubElement(meta, _q("identification"), source="#travaux")
    uri = f"/akn/xx/bill/{_date(draft)}/{draft.id}"
    language = (("FRBRlanguage", "language", "eng"),)
    levels = (
        ("FRBRWork", uri, ()),
        ("FRBRExpression", f"{uri}/eng@", language),
        ("FRBRManifestation", f"{uri}/eng@.xml", ()),
    )
    for level, address, more in levels:
        node = etree.SubElement(identification, _q(level))
        etree.SubElement(node, _q("FRBRthis"), value=f"{address}/!main")
        etree.SubElement(node, _q("FRBRuri"), value=address)
        etree.SubElement(node, _q("FRBRdate"), date=_date(draft), name="draft")
        etree.SubElement(node, _q("FRBRauthor"), href="#authors", **{"as": "#author"})
        for name, attribute, value in more:
            etree.SubElement(node, _q(name), **{attribute: value})
        if level == "FRBRWork":
            etree.SubElement(node, _q("FRBRcountry"), value="xx")
    references = etree.SubElement(meta, _q("references"), source="#travaux")
    authors = ", ".join(draft.authors) or "unknown"
    for key, shown in (("travaux", "Travaux"), ("authors", authors)):
        etree.SubElement(
            references,
            _q("TLCOrganization"),
            eId=key,
            href=f"/ontology/{key}",
            showAs=_clean(shown),
        )
    etree.SubElement(
        references, _q("TLCRole"), eId="author", href="/ontology/author", showAs="Author"
    )
    own = etree.SubElement(meta, _q("proprietary"), source="#travaux")
    etree.SubElement(own, _q("draft", OWN)).text = _json(plain(draft))
    for provision in mine:
        data = {k: v for k, v in plain(provision).items() if k not in IN_BODY}
        etree.SubElement(own, _q("provision", OWN), eId=ids[provision.id]).text = _json(data)
    return meta


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=True)


def _date(draft: Draft) -> str:
    return f"{draft.date}-01-01"[:10] if draft.date else UNDATED


def _clean(text: str) -> str:
    return UNHELD.sub("", text)


def _fill(
    body: Any, mine: Sequence[Provision], ids: Mapping[str, str], firsts: Mapping[str, str]
) -> None:
    """The provisions under `body`, each under its parent."""
    known = {p.id for p in mine}
    below: dict[str, list[Provision]] = {}
    for provision in mine:
        below.setdefault(provision.parent if provision.parent in known else "", []).append(
            provision
        )

    def put(under: Any, provision: Provision) -> None:
        tail = [p for p in below.get(provision.id, ()) if _is_wrap_up(p) and p.id not in below]
        inner = [p for p in below.get(provision.id, ()) if p not in tail]
        node = _element(under, provision, ids, firsts)
        if inner:
            _words(node, "intro", provision.text)
            for child in inner:
                put(node, child)
            for end in tail:
                _words(node, "wrapUp", end.text, ids[end.id])
        else:
            _words(node, "content", provision.text or " ")
            # A wrap-up without sub-points is a point of its own.
        for end in tail if not inner else ():
            put(under, end)

    for provision in below.get("", ()):
        put(body, provision)
    if not mine:
        empty = etree.SubElement(body, _q("point"), eId="point_0")
        _words(empty, "content", " ")


def _is_wrap_up(provision: Provision) -> bool:
    return provision.path[-1:] == ("end",)


def _element(
    under: Any, provision: Provision, ids: Mapping[str, str], firsts: Mapping[str, str]
) -> Any:
    name = element_of(provision)
    node = etree.SubElement(under, _q(name), eId=ids[provision.id])
    first = firsts.get(provision.id, "")
    if first and first != ids[provision.id]:
        node.set("wId", first)
    if name == "hcontainer":
        node.set("name", provision.path[-1].rpartition(" ")[0] or "provision")
    if provision.label:
        etree.SubElement(node, _q("num")).text = _clean(provision.label)
    if provision.title:
        etree.SubElement(node, _q("heading")).text = _clean(provision.title)
    return node


def _words(node: Any, name: str, text: str, eid: str = "") -> None:
    if not text:
        return
    holder = etree.SubElement(node, _q(name))
    if eid:
        holder.set("eId", eid)
    for line in _clean(text).split("\n"):
        etree.SubElement(holder, _q("p")).text = line


def read_akoma_ntoso(data: bytes) -> tuple[Draft, tuple[Provision, ...]]:
    """The draft and the provisions that an Akoma Ntoso file holds, in reading order.

    Raises ValueError where the bytes are not Akoma Ntoso. External entities are not read.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(f"This is not XML: {error}.") from error
    if etree.QName(root).localname != "akomaNtoso":
        raise ValueError("This XML is not Akoma Ntoso: its root is not akomaNtoso.")
    kept = {node.get("eId"): json.loads(node.text) for node in root.iter(_q("provision", OWN))}
    owned = root.find(f".//{_q('draft', OWN)}")
    draft = restored(Draft, json.loads(owned.text)) if owned is not None else _stranger(root)
    made: list[Provision] = []
    body = next(iter(root.iter(_q("body"), _q("mainBody"))), None)
    if body is not None and (kept or owned is None):
        _read(body, draft.id, (), "", kept, made)
    return draft, tuple(sorted(made, key=lambda p: p.order))


def _stranger(root: Any) -> Draft:
    address = next((n.get("value") for n in root.iter(_q("FRBRuri"))), "")
    return Draft(content_id("draft", address), address or "Akoma Ntoso")


def _read(
    node: Any,
    draft: str,
    path: tuple[str, ...],
    parent: str,
    kept: Mapping[str, Any],
    made: list[Provision],
) -> None:
    for child in node:
        name = etree.QName(child).localname if isinstance(child.tag, str) else ""
        if name == "wrapUp" and child.get("eId") in kept:
            made.append(_provision(child, draft, (*path, "end"), parent, kept, len(made)))
        elif name in HIERARCHY or child.find(_q("num")) is not None:
            here = (*path, _path_step(child, name))
            made.append(_provision(child, draft, here, parent, kept, len(made)))
            _read(child, draft, here, made[-1].id, kept, made)


def _path_step(node: Any, name: str) -> str:
    number = node.findtext(_q("num")) or node.get("eId") or ""
    core = re.sub(r"[^\w•¶]", "", number.casefold().rpartition(" ")[2])
    return core if name in ("point", "paragraph") else f"{name} {core}"


def _provision(
    node: Any,
    draft: str,
    path: tuple[str, ...],
    parent: str,
    kept: Mapping[str, Any],
    order: int,
) -> Provision:
    """One provision: words from the body, the rest from what was kept beside it."""
    wrap_up = etree.QName(node).localname == "wrapUp"
    holders = [node] if wrap_up else [node.find(_q(n)) for n in ("intro", "content")]
    lines = ["".join(p.itertext()) for h in holders if h is not None for p in h.iter(_q("p"))]
    text = "\n".join(lines)
    label, title = node.findtext(_q("num")) or "", node.findtext(_q("heading")) or ""
    data = kept.get(node.get("eId"))
    if data is None:
        key = content_id("provision", draft, node.get("eId") or order)
        place = Anchor(draft, 0, len(text), text)
        return Provision(key, draft, label, path, text.strip(), (place,), order, parent, title)
    if wrap_up:
        label = f"{parent_label(node)} end"
    fields = {**data, "text": "" if text == " " else text, "label": label, "title": title}
    return restored(Provision, fields)


def parent_label(node: Any) -> str:
    """The label of the element around `node`."""
    return node.getparent().findtext(_q("num")) or ""
