"""Provisions from a few written lines, for tests of comparing: `1.a text`, one a line."""

from __future__ import annotations

from travaux.core.anchors import anchor
from travaux.core.drafts import Draft, Provision


def written(draft: str, lines: str) -> list[Provision]:
    """One provision a line: label, then words; "1.a" hangs under "1". Offsets are the text's."""
    made: dict[tuple[str, ...], Provision] = {}
    at = 0
    for order, line in enumerate(lines.splitlines(keepends=True)):
        label, _, words = line.strip().partition(" ")
        start = lines.index(words, at) if words else at
        at += len(line)
        if label:
            path = tuple(label.strip(".").split("."))
            place = anchor(draft, lines, start, start + len(words))
            above = made.get(path[:-1])
            parent, lead = (above.id, above.full_text) if above else ("", "")
            key = f"{draft}:{label.strip('.')}"
            made[path] = Provision(
                key, draft, ".".join(path), path, words, (place,), order, parent, "", lead
            )
    return list(made.values())


def drafts(*texts: str) -> tuple[list[Draft], list[Provision]]:
    """Drafts "d0", "d1" … with the provisions written in `texts`."""
    made = [Draft(f"d{n}", f"Draft {n}") for n in range(len(texts))]
    return made, [p for d, text in zip(made, texts, strict=True) for p in written(d.id, text)]
