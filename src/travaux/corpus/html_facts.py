"""What a web page says of itself: title, publisher, author, date, language; first source wins."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from travaux.corpus.dates import iso_date
from travaux.corpus.reading import Facts, fact

META = {  # field -> names of meta tags, most trusted first
    "title": ("og:title", "citation_title", "dc.title", "dcterms.title", "twitter:title"),
    "publisher": (
        *("og:site_name", "citation_journal_title", "dc.publisher", "dcterms.publisher"),
        *("publisher", "application-name"),
    ),
    "author": (
        "author",
        "article:author",
        "citation_author",
        "dc.creator",
        "byl",
        "parsely-author",
    ),
    "date": (
        *("article:published_time", "datepublished", "citation_publication_date", "dc.date"),
        *("dc.date.issued", "dcterms.created", "dcterms.date", "date", "pubdate", "publish-date"),
        *("parsely-pub-date", "sailthru.date", "og:article:published_time"),
    ),
}
ARTICLE_TYPES = re.compile(r"Article|Report|Posting|Statement|WebPage|Legislation", re.I)
_SPLIT = re.compile(r"\s+[|–—·»:]\s+|\s+-\s+")
MAX_JSON = 500_000  # characters of JSON-LD looked at
MAX_DEPTH = 6


def html_facts(tree: Any) -> Facts:
    """Facts from JSON-LD, meta tags, <time>, <title> and the lang attribute of the page."""
    known = _from_json_ld(tree).or_else(_from_meta(tree))
    known = known.or_else(_from_time(tree))
    known = known.or_else(_from_title(tree, known.publisher))
    return known.or_else(_language(tree))


def _from_meta(tree: Any) -> Facts:
    tags: dict[str, str] = {}
    for tag in tree.iter("meta"):
        name = tag.get("property") or tag.get("name") or tag.get("itemprop") or ""
        tags.setdefault(name.strip().lower(), " ".join((tag.get("content") or "").split()))
    facts = Facts()
    for field, names in META.items():
        for name in names:
            value = tags.get(name, "")
            value = iso_date(value) if field == "date" else _plausible(value)
            facts = facts.or_else(fact(field, value, f"meta tag {name}"))
    return facts


def _plausible(value: str) -> str:
    return "" if len(value) > 400 or value.startswith(("http://", "https://")) else value


def _from_json_ld(tree: Any) -> Facts:
    facts = Facts()
    for tag in tree.iter("script"):
        if "ld+json" in (tag.get("type") or "") and tag.text and len(tag.text) < MAX_JSON:
            for item in _items(_parsed_json(tag.text)):
                facts = facts.or_else(_item_facts(item))
    return facts


def _parsed_json(words: str) -> Any:
    try:
        return json.loads(words, strict=False)
    except (ValueError, RecursionError):
        return None


def _items(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """Objects in `value` that describe an article."""
    if depth > MAX_DEPTH:
        return
    if isinstance(value, list):
        for item in value[:200]:
            yield from _items(item, depth + 1)
    elif isinstance(value, dict):
        if ARTICLE_TYPES.search(str(value.get("@type", ""))):
            yield value
        yield from _items(value.get("@graph"), depth + 1)


def _item_facts(item: dict[str, Any]) -> Facts:
    how = "JSON-LD of the page"
    dated = item.get("datePublished") or item.get("dateCreated") or ""
    facts = fact("title", _named(item.get("headline")), how)
    facts = facts.or_else(fact("publisher", _named(item.get("publisher")), how))
    facts = facts.or_else(fact("author", _named(item.get("author")), how))
    return facts.or_else(fact("date", iso_date(str(dated)), how))


def _named(value: Any, depth: int = 0) -> str:
    if isinstance(value, list) and depth < 2:
        return "; ".join(filter(None, (_named(item, depth + 1) for item in value[:10])))
    if isinstance(value, dict):
        value = value.get("name")
    return _plausible(" ".join(value.split())) if isinstance(value, str) else ""


def _from_time(tree: Any) -> Facts:
    """The date of the first <time> element with a clear one."""
    for tag in tree.iter("time"):
        value = iso_date(tag.get("datetime") or "".join(tag.itertext()))
        if value:
            return fact("date", value, "first time element of the page")
    return Facts()


def _from_title(tree: Any, publisher: str) -> Facts:
    tag = next(tree.iter("title"), None)
    words = " ".join("".join(tag.itertext()).split()) if tag is not None else ""
    heading = next(tree.iter("h1"), None)
    headed = " ".join("".join(heading.itertext()).split()) if heading is not None else ""
    pieces = _SPLIT.split(words)
    if len(pieces) > 1 and (pieces[-1] == publisher or headed.startswith(pieces[0])):
        facts = fact("title", words[: words.rfind(pieces[-1])].rstrip(" |–—·»:-"), "title element")
        return facts.or_else(fact("publisher", pieces[-1], "end of the title element"))
    return fact("title", _plausible(words), "title element").or_else(
        fact("title", _plausible(headed), "first heading of the page")
    )


def _language(tree: Any) -> Facts:
    code = (tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or "")[:2]
    return fact("language", code.lower() if code.isalpha() else "", "lang attribute of the page")
