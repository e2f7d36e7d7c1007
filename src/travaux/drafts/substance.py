"""Say what changed in substance: values, modality, actors, options; and then the wording.

A figure is compared with a figure of its kind and unit, in order of reading; its bound (a cap, a
floor) and its scope ("in peacetime") are part of it. Modality is compared in order, with the
strength of each word; a denial that comes or goes is no change of strength but of sense. An option
is closed where its brackets are gone: adopted if its words stayed, dropped if they went too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import zip_longest

from rapidfuzz import fuzz

from travaux.core.comparing import EditKind, SubstanceChange, SubstanceKind
from travaux.core.drafts import Provision, Slot, SlotKind
from travaux.drafts.redline import redline
from travaux.drafts.sides import normal, words_of
from travaux.drafts.slots import read_slots

VALUES = (
    SlotKind.NUMBER,
    SlotKind.MONEY,
    SlotKind.SHARE,
    SlotKind.DATE,
    SlotKind.DEADLINE,
    SlotKind.DURATION,
)
BOUND = re.compile(
    r"^(?:(?:an? |the )?(?:cap|limit|maximum|ceiling|minimum|floor|total) of|limited|capped|"
    r"restricted|at |up to|no |not |more|less|within|by|over|under)"
)
OPTION = re.compile(r"\[([^\[\]]*)\]")
JOINT = re.compile(r"^(?:(?:,|and\b|or\b|the\b)\s*)+")  # what joins a name to those before it
NESTED = re.compile(r"\[((?:[^\[\]]*\[[^\[\]]*\])+[^\[\]]*)\]")
SHOWN = 2  # edits of wording that are quoted


def substance(
    before: Sequence[Provision], after: Sequence[Provision]
) -> tuple[SubstanceChange, ...]:
    """What changed from `before` to `after` (both ends of a change), substance before wording.

    Empty where one end is empty (what is added or deleted is its own substance) and where the
    words are the same. Slots that the provisions do not carry are read from their text.
    """
    if not before or not after:
        return ()
    chosen, alternatives = _chosen(before, after)
    before = chosen or before
    old, new = _slots(before), _slots(after)
    said = " ".join(p.text for p in before), " ".join(p.text for p in after)
    options = [*_options(*said)]
    told = [*_values(old, new), *_modality(old, new), *_actors(old, new)]
    found = [*alternatives, *(s for s in told if not _in_options(s, options)), *options]
    return (*found, *_wording(*said, found))


def _slots(provisions: Iterable[Provision]) -> list[Slot]:
    return [s for p in provisions for s in p.slots or read_slots(p.text, p.anchors[0].document)]


def _chosen(
    before: Sequence[Provision], after: Sequence[Provision]
) -> tuple[list[Provision], list[SubstanceChange]]:
    """Of alternatives ("Option 1", "Option 2") of which one provision is left: the one that it is
    most like, and what became of each. ([], []) where there are no such alternatives."""
    listed = [p for p in before if _is_option(p)]
    if len(listed) < 2 or len(listed) != len(before) or any(map(_is_option, after)):
        return [], []
    words = normal(" ".join(p.text for p in after))
    best = max(listed, key=lambda p: (fuzz.ratio(normal(p.text), words), -p.order))
    told = [
        SubstanceChange(
            SubstanceKind.OPTION,
            "option",
            p.text,
            p.text if p is best else "",
            f"option closed: {p.path[-1].capitalize()} {'adopted' if p is best else 'dropped'}",
        )
        for p in listed
    ]
    return [best], told


def _is_option(provision: Provision) -> bool:
    return bool(provision.path) and provision.path[-1].startswith("option ")


def _in_options(one: SubstanceChange, options: Sequence[SubstanceChange]) -> bool:
    """Whether a value or word that only came or only went did so with an option in brackets."""
    if one.before and one.after:
        return False
    said = one.before or one.after
    words = [(o.before or o.after).strip("[]") for o in options]
    return any(said in option or (option and option in said) for option in words)


def _values(old: Sequence[Slot], new: Sequence[Slot]) -> Iterator[SubstanceChange]:
    for kind in VALUES:
        gone, come = _unequal(
            [s for s in old if s.kind is kind], [s for s in new if s.kind is kind]
        )
        units = list(dict.fromkeys(s.unit for s in (*gone, *come)))
        loose: tuple[list[Slot], list[Slot]] = ([], [])
        for unit in units:
            ours, theirs = [s for s in gone if s.unit == unit], [s for s in come if s.unit == unit]
            both = min(len(ours), len(theirs))
            yield from (_changed(a, b) for a, b in zip(ours[:both], theirs[:both], strict=True))
            loose[0].extend(ours[both:])
            loose[1].extend(theirs[both:])
        yield from (_changed(a, b) for a, b in zip_longest(*loose))


def _unequal(old: list[Slot], new: list[Slot]) -> tuple[list[Slot], list[Slot]]:
    """What is left of both after equal values are taken away, one for one."""
    same = Counter(map(_value, old)) & Counter(map(_value, new))
    return _without(old, same.copy()), _without(new, same.copy())


def _without(slots: list[Slot], taken: Counter[tuple[object, ...]]) -> list[Slot]:
    left = []
    for slot in slots:
        if taken[_value(slot)]:
            taken[_value(slot)] -= 1
        else:
            left.append(slot)
    return left


def _value(slot: Slot) -> tuple[object, ...]:
    return slot.value, slot.low, slot.high, slot.unit, _scope(slot)


def _scope(slot: Slot) -> str:
    """The part of the qualifier that says where or when the figure holds."""
    parts = [part.strip() for part in slot.qualifier.split(";")]
    return ", ".join(part for part in parts if part and not BOUND.match(part))


def _changed(old: Slot | None, new: Slot | None) -> SubstanceChange:
    one = old or new
    assert one is not None
    aspect = _aspect(new or one)
    before, after = _shown(old), _shown(new)
    if old is None or new is None:
        what = f"{aspect} {after} added" if new else f"{aspect} {before} dropped"
        return SubstanceChange(SubstanceKind.SLOT, aspect, before, after, _with_scope(what, one))
    scopes = _scope(old), _scope(new)
    if scopes[0] != scopes[1]:
        before, after = f"{before} {scopes[0]}".strip(), f"{after} {scopes[1]}".strip()
        what = f"{aspect} {before} → {after}"
    else:
        what = _with_scope(f"{aspect} {before} → {after}", new)
    return SubstanceChange(SubstanceKind.SLOT, aspect, before, after, what, _way(old, new))


def _aspect(slot: Slot) -> str:
    """What the figure is: a cap, a floor, or just its kind."""
    if slot.kind in (SlotKind.DATE, SlotKind.DEADLINE, SlotKind.DURATION):
        return slot.kind.value
    if slot.low is None and slot.high is not None:
        return "cap"
    return "floor" if slot.high is None and slot.low is not None else slot.kind.value


def _shown(slot: Slot | None) -> str:
    return " ".join(slot.anchor.exact.split()) if slot else ""


def _with_scope(words: str, slot: Slot) -> str:
    scope = _scope(slot)
    return f"{words}, {scope}" if scope and scope not in words else words


def _way(old: Slot, new: Slot) -> str:
    figures = [s.high if s.high is not None else s.low for s in (old, new)]
    if figures[0] is None or figures[1] is None or figures[0] == figures[1]:
        return ""
    return "up" if figures[1] > figures[0] else "down"


def _modality(old: Sequence[Slot], new: Sequence[Slot]) -> Iterator[SubstanceChange]:
    ours, theirs = _fused(old), _fused(new)
    values = [s.value for s in ours], [s.value for s in theirs]
    for tag, a, b, c, d in SequenceMatcher(None, *values, autojunk=False).get_opcodes():
        if tag != "equal":
            yield from (_modal(x, y) for x, y in zip_longest(ours[a:b], theirs[c:d]))


def _fused(slots: Sequence[Slot]) -> list[Slot]:
    """The modalities in order; one right behind another is one with it, as weak as the weaker
    ("shall endeavour to")."""
    found: list[Slot] = []
    for slot in (s for s in slots if s.kind is SlotKind.MODALITY):
        last = found[-1] if found else None
        if last and 0 <= slot.anchor.start - last.anchor.end <= 1:
            weaker = min(last.strength or 0, slot.strength or 0)
            value = f"{last.value} {slot.value}"
            found[-1] = replace(slot, value=value, strength=weaker)
        else:
            found.append(slot)
    return found


def _modal(old: Slot | None, new: Slot | None) -> SubstanceChange:
    before, after = (old.value if old else ""), (new.value if new else "")
    denied = before.endswith(" not") != after.endswith(" not")
    toward, words = "", f"{before} → {after}"
    if old is None or new is None:
        words = f"“{after}” added" if new else f"“{before}” dropped"
    elif denied:
        words = f"{words}: denied" if after.endswith(" not") else f"{words}: no longer denied"
    elif old.strength != new.strength:
        toward = "stronger" if new.strength > old.strength else "weaker"
        words = f"{words}: {toward}"
    return SubstanceChange(SubstanceKind.MODALITY, "modality", before, after, words, toward)


def _actors(old: Sequence[Slot], new: Sequence[Slot]) -> Iterator[SubstanceChange]:
    """Parties named in one wording only."""
    ours, theirs = _parties(old), _parties(new)
    for name in sorted(theirs.keys() ^ ours.keys()):
        gone, come = ours.get(name, ""), theirs.get(name, "")
        words = f"{come} added" if come else f"{gone} dropped"
        yield SubstanceChange(SubstanceKind.ACTOR, "actor", gone, come, words)


def _parties(slots: Sequence[Slot]) -> dict[str, str]:
    return {s.value.casefold(): s.value for s in slots if s.kind is SlotKind.PARTY}


def _options(before: str, after: str) -> Iterator[SubstanceChange]:
    """Brackets that went, with or without their words, and brackets that came."""
    ours, theirs = Counter(_bracketed(before)), Counter(_bracketed(after))
    for option in (ours - theirs).elements():
        kept = bool(option.strip()) and _stands_in(option, after)
        words = f"option closed: “{option}” {'adopted' if kept else 'dropped'}"
        yield SubstanceChange(
            SubstanceKind.OPTION, "option", f"[{option}]", option if kept else "", words
        )
    for option in (theirs - ours).elements():
        if _was_nested(option, before):
            continue  # only options within it were closed
        words = f"option opened: “{option}”"
        yield SubstanceChange(SubstanceKind.OPTION, "option", "", f"[{option}]", words)


def _bracketed(text: str) -> list[str]:
    """The options of a text; a full stop in the bracket or behind it makes no difference."""
    return [option.rstrip(" .;,") or option for option in OPTION.findall(text)]


def _stands_in(option: str, text: str) -> bool:
    """Whether the words of an option stand in a text, no longer as an option of their own."""
    plain = normal(text.replace("[", "").replace("]", ""))
    return f" {normal(option)} " in f" {plain} " and option not in _bracketed(text)


def _was_nested(option: str, before: str) -> bool:
    """Whether a bracket of `before` held these words and options within them."""
    return any(
        OPTION.sub("", outer).strip() and set(OPTION.sub("", outer).split()) <= set(option.split())
        for outer in NESTED.findall(before)
    )


def _wording(
    before: str, after: str, found: Sequence[SubstanceChange]
) -> Iterator[SubstanceChange]:
    """The first edits of the wording, but for those of the values already told."""
    if words_of(normal(before)) == words_of(normal(after)):
        return
    changed = (e for e in redline(before, after) if e.kind is not EditKind.EQUAL)
    edits = [e for e in changed if not any(_tells(one, e.before, e.after) for one in found)]
    if found and not edits:
        return
    shown = "; ".join(_edit(e.before.strip(), e.after.strip()) for e in edits[:SHOWN])
    rest = f" and {len(edits) - SHOWN} more" if len(edits) > SHOWN else ""
    aspect = "wording besides" if found else "wording"
    yield SubstanceChange(SubstanceKind.WORDING, aspect, before, after, f"{shown}{rest}")


def _tells(one: SubstanceChange, before: str, after: str) -> bool:
    """Whether an edit only changes words that `one` names on both sides."""
    was, now = (JOINT.sub("", words.strip(" []")) for words in (before, after))
    return (was in one.before and now in one.after) if was or now else True


def _edit(before: str, after: str) -> str:
    short = [f"“{t if len(t) <= 60 else t[:57] + '…'}”" if t else "" for t in (before, after)]
    if all(short):
        return " → ".join(short)
    return f"{short[1]} added" if short[1] else f"{short[0]} dropped"
