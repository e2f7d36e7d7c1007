"""Drafting findings against self-written gold, the Package of Measures, and passives by people.

Gold: an item speaks of its own rule only; it is right where the rule asks at the quote, wrong where
it asks at a near miss. Half was held out while the rules were written; both halves are shown.
The Package of Measures was labelled before any rule existed, by rule and printed number.
"""

from __future__ import annotations

import csv
import html
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from bench.figures import Figure, data_hash, f1
from travaux.core.anchors import anchor
from travaux.core.drafts import Finding, Provision
from travaux.drafts.check import ASKERS, check
from travaux.drafts.passives import has_passive

GOLD = Path(__file__).parent / "gold"
LABEL = re.compile(
    r"(?:(?P<key>Article|Chapter|Annex|Section)\s+(?P<n>\d+(?:bis)?|[IVX]+|[A-Z])[.:]?|"
    r"(?P<dot>\d+(?:bis)?|[ivx]+|[a-z])\.|\((?P<paren>[a-z]|[ivx]+)\))\s+"
)


def measure(data: Path) -> list[Figure]:
    """Precision and recall over all rules on both sets, and the passive step."""
    return [*gold_figures(), *minsk(data), *passives(data)]


def outlined(text: str) -> list[Provision]:
    """Provisions of a few written lines; words before the first label are the lead-in of all."""
    lead, made = "", list[Provision]()
    over: dict[int, Provision] = {}
    at = 0
    for order, line in enumerate(text.splitlines(keepends=True)):
        label = LABEL.match(line)
        start, end = at + (label.end() if label else 0), at + len(line.rstrip())
        at += len(line)
        if label is None and not made and text.count("\n"):
            lead = line.strip()
            continue
        level = 0 if label is None or label["key"] else 1 if label["dot"] else 2
        core = next(g for g in label.groups()[1:] if g) if label else str(order)
        step = f"{label['key'].lower()} {core.lower()}" if label and label["key"] else core.lower()
        above = next((over[n] for n in range(level - 1, -1, -1) if n in over), None)
        over = {n: p for n, p in over.items() if n < level}
        path = (*(above.path if above else ()), step)
        words = text[start:end]
        place = anchor("gold", text, min(start, end), end)
        over[level] = Provision(
            f"p{order}", "gold", label[0].strip() if label else "", path, words, (place,), order,
            above.id if above else "", "", lead,
        )  # fmt: skip
        made.append(over[level])
    return made


def gold_figures() -> list[Figure]:
    """Precision and recall of all rules on the half kept aside, with each rule in the note."""
    right, found, gold = tallies(held_out=True)
    rules = [f"{r} {right[r]}/{found[r]}/{gold[r]}" for r in ASKERS if gold[r]]
    precision = right.total() / max(1, found.total())
    recall = right.total() / gold.total()
    return [
        Figure(
            "findings.gold_precision", precision, "share", "right/found/gold: " + ", ".join(rules)
        ),
        Figure("findings.gold_recall", recall, "share", f"{gold.total()} to find, half held out"),
    ]


def tallies(held_out: bool) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """Right, found and gold by rule on one half of the gold."""
    right, found, gold = Counter[str](), Counter[str](), Counter[str]()
    for rule, item in items(held_out):
        said = [f for f in asked(item["text"]) if f.rule == rule]
        hit = item["fires"] and any(at_quote(f, item) for f in said)
        gold[rule] += item["fires"]
        right[rule] += hit
        found[rule] += hit or bool(said)
    return right, found, gold


def items(held_out: bool) -> Iterable[tuple[str, dict[str, Any]]]:
    """(rule, item) of one half."""
    tables = tomllib.loads((GOLD / "findings.toml").read_text(encoding="utf-8"))
    for rule, table in tables.items():
        yield from ((rule, item) for item in table["items"] if item["held_out"] == held_out)


def asked(text: str) -> tuple[Finding, ...]:
    """The findings of a written text."""
    return check(outlined(text))


def at_quote(finding: Finding, item: dict[str, Any]) -> bool:
    """Whether a finding stands at the quote; a label quoted alone stands before its words."""
    start: int = item["text"].index(item["quote"])
    end = start + len(item["quote"])
    return finding.anchor.start < end + 3 and start < finding.anchor.end


def minsk(data: Path) -> list[Figure]:
    """Precision and recall on the Package of Measures, by rule and printed number."""
    file = data / "minsk" / "agreements" / "1364.html"
    rows = tomllib.loads((GOLD / "minsk_findings.toml").read_text())["finding"]
    gold = {(r["rule"], r["provision"]) for r in rows if not r.get("optional")}
    left = {(r["rule"], r["provision"]) for r in rows if r.get("optional")}
    said = {(f.rule, number(f)) for f in check(package(file))} - left
    note = f"{len(gold & said)} right of {len(said)} asked, {len(gold)} labelled"
    version = data_hash([file])
    return [
        Figure(
            "findings.minsk_precision", len(gold & said) / max(1, len(said)), "share", note, version
        ),
        Figure("findings.minsk_recall", len(gold & said) / len(gold), "share", "", version),
    ]


def number(finding: Finding) -> str:
    """The printed number of a finding's provision; "*" where its rule asks about the whole."""
    whole = finding.rule in ("no-consequence", "one-sided")
    return "*" if whole else re.split(r"\D", finding.label)[0]


def package(file: Path) -> list[Provision]:
    """The thirteen points of the Package of Measures, a provision a point."""
    page = file.read_text(encoding="utf-8")
    text = html.unescape("\n".join(re.findall(r"<a [^>]*>(.*?)</a>", page, re.S)))
    body = text[: text.index("Participants of the Trilateral")]
    marks = list(re.finditer(r"(?:^|\n)\s*(\d{1,2})\.(?=\s)", body))
    made = []
    for at, mark in enumerate(marks):
        end = marks[at + 1].start() if at + 1 < len(marks) else len(body)
        words = " ".join(body[mark.end() : end].split())
        place = anchor("minsk", text, mark.end(), end)
        made.append(Provision(f"m{mark[1]}", "minsk", mark[1], (mark[1],), words, (place,), at))
    return made


def passives(data: Path) -> list[Figure]:
    """F1 of "has a passive" on sentences judged by people."""
    file = data / "passives" / "crowd_source_dataset.csv"
    with file.open(newline="", encoding="utf-8", errors="replace") as rows:
        judged = [(r["Sentence"], r["human_coding"] == "1") for r in csv.DictReader(rows)]
    said = [has_passive(sentence) for sentence, _ in judged]
    right = sum(s and g for s, (_, g) in zip(said, judged, strict=True))
    score = f1(sum(said), right, sum(g for _, g in judged))
    return [Figure("passives.f1", score, "F1", f"{len(judged)} sentences", data_hash([file]))]


def misses(held_out: bool = False) -> Sequence[str]:
    """What went wrong on one half, for whoever works on the rules (never the half held out)."""
    wrong: dict[str, list[str]] = defaultdict(list)
    for rule, item in items(held_out):
        said = [f for f in asked(item["text"]) if f.rule == rule]
        hit = any(at_quote(f, item) for f in said) if item["fires"] else not said
        if not hit:
            wrong[rule].append(f"{rule} {'missed' if item['fires'] else 'wrong'}: {item['text']!r}")
    return [line for lines in wrong.values() for line in lines]
