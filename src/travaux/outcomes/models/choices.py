"""The options on an issue: what each draft says, what parties demand, and leaving it out.

- A draft's option is everything it says on the issue (its own words, without lead-ins). Drafts that
  say the same make one option: the same words but for style, or nearly (ALIKE) with the same
  quantities and no word of refusal or permission more or less.
- A demand is an option of its own unless it names the quantity of another option, or says in other
  words what a draft says (`covering`). A condition is
  none. Demands that nearly say the same (DEMANDS) are one, under the shorter words; one that
  shares neither a kind of quantity nor a quarter of its words (RELATED) with what drafts say on the
  issue is left aside.
- Leaving the provision out is an option where a draft whose whole text is known does so, or a party
  opposes all that drafts say on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from travaux.core.anchors import Anchor
from travaux.core.drafts import DraftStatus, Provision
from travaux.core.issues import Issue, Option, Position, Stance
from travaux.outcomes.models.quantities import WORDS, Quantity, quantities, refused
from travaux.outcomes.models.wording import clause, named, shortened, words

LEFT_OUT = "left out"
WHOLE = {DraftStatus.PUBLISHED, DraftStatus.LEAKED, DraftStatus.AGREED}
ALIKE, DEMANDS = 92, 85  # per cent of likeness above which drafts' texts, demands are one option
GUARDED = {"not", "no", "never", "without", "only", "may", "should", "unless", "except"}
RELATED = 0.25
COVERED = 0.5  # share of the telling words of a demand that an option holds which is asked for
NOT = frozenset(("not", "no", "never", "without"))
BANS = re.compile(r"\b(?:ban|bans|banned|prohibition|moratorium|freeze)\b", re.IGNORECASE)
LONG, STEM = 4, 5  # a telling word has so many letters; words are compared by their first ones
# Long words that tell nothing of what a provision is about.
EMPTY = frozenset(
    words(
        """that this will shall would should could with from have been their there they them what
        when which were your than then into only also more most such some must made make upon over
        about after before between other these those where while under being does give given take
        taken agreement agree agreed text draft point points plan article treaty talks party
        parties"""
    )
)
FIGURE = re.compile(
    r"(?:at least |at most |no more than |no fewer than |no less than )?"
    r"(?<![\w.])(?:[$€£¥]?\d[\d,.]*|\b(?:" + "|".join(WORDS) + r")\b)"
    r"(?:[ -](?!(?:to|for|and|or|from|by|on|with|in|at|of|is|was|as|a|an|the|per(?! cent))\b)"
    r"[\w%]+){0,3}",
    re.IGNORECASE,
)
STATED = re.compile(r"\b(?:is|are|was|were|has|have|had)\b(?! to\b)", re.IGNORECASE)
WANTED = re.compile(
    r"\b(?:must(?! have)|should(?! have)|shall|ought|needs? to|wants?|demands?|insists?|be)\b",
    re.IGNORECASE,
)
SENTENCE = re.compile(r"(?<=[.!?])[\"”]?\s+(?:…\s+)?")
LEADING = re.compile(r"^[\s\-–—•*“”\"'‘’]*(?:that|to|for)?\s+(?=\S)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Choice:
    """One option: what is shown, the words behind it, the drafts and parties (ids) it is from."""

    text: str
    wording: str
    drafts: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    anchors: tuple[Anchor, ...] = ()
    quantities: tuple[Quantity, ...] = ()

    @property
    def left_out(self) -> bool:
        """Whether it is that nothing is said on the issue."""
        return not self.wording

    @property
    def option(self) -> Option:
        """The option as a noun of the record."""
        return Option(self.text, self.drafts, self.parties, self.anchors)


@dataclass(frozen=True, slots=True)
class Menu:
    """An issue (an id) with a readable name and its choices; aside: demands that fit none;
    substantial: whether drafts differ in more than words."""

    issue: str
    name: str
    provisions: tuple[str, ...]
    choices: tuple[Choice, ...]
    aside: tuple[str, ...] = ()
    substantial: bool = False


def menu(
    issue: Issue,
    provisions: Mapping[str, Provision],
    drafts: Mapping[str, str],
    whole: Sequence[str],
    held: Sequence[Position],
    names: frozenset[str],
    called: Mapping[str, str],
) -> Menu:
    """The choices on `issue`. drafts: id -> name; whole: those (ids) known in full; held: positions
    on the issue that count; names: folded words of parties' names, which tell nothing of what a
    demand is about; called: party id -> the name of its side."""
    own = [provisions[p] for p in issue.provisions if p in provisions]
    name, drafted = _drafted(issue, own)
    if len(drafted) == 1:
        said = ", ".join(drafts.get(d, d) for d in drafted[0].drafts)
        drafted = [replace(drafted[0], text=f"as in {said}")]
    else:
        drafted = [_from(c, [drafts.get(d, d) for d in c.drafts]) for c in drafted]
    wanted, aside = _demanded(issue, drafted, held, names)
    wanted = [_from(c, sorted({called.get(p, p) for p in c.parties})) for c in wanted]
    silent = tuple(d for d in whole if not any(d in choice.drafts for choice in drafted))
    refusing = any(p.stance is Stance.OPPOSE and not p.provision for p in held) or (
        len(drafted) == 1 and any(p.stance is Stance.OPPOSE for p in held)
    )
    out = [Choice(LEFT_OUT, "", silent)] if drafted and (silent or refusing) else []
    return Menu(
        issue.id,
        name or issue.name,
        issue.provisions,
        (*drafted, *wanted, *out),
        tuple(aside),
        len({substance(choice, names) for choice in drafted}) > 1,
    )


def _from(choice: Choice, names: Sequence[str]) -> Choice:
    """The choice with those it is from in its text."""
    asked = "" if choice.drafts else "asked by "
    return replace(choice, text=f"{choice.text} ({asked}{', '.join(names)})")


def _drafted(issue: Issue, own: Sequence[Provision]) -> tuple[str, list[Choice]]:
    by_draft: dict[str, list[Provision]] = {}
    for provision in sorted(own, key=lambda p: p.order):
        by_draft.setdefault(provision.draft, []).append(provision)
    ordered = [d for d in dict.fromkeys(p.draft for p in own) if any(q.text for q in by_draft[d])]
    found: list[Choice] = []
    slots: list[list[str]] = []
    for draft in ordered:
        text = " ".join(p.text.strip() for p in by_draft[draft] if p.text.strip())
        anchors = tuple(p.anchors[0] for p in by_draft[draft] if p.anchors)
        same = next((k for k, c in enumerate(found) if same_text(c.wording, text)), None)
        if same is None:
            found.append(Choice("", text, (draft,), (), anchors, quantities(text)))
            slots.append([s.anchor.exact.strip(" .;,") for p in by_draft[draft] for s in p.slots])
        else:
            drafts = (*found[same].drafts, draft)
            found[same] = replace(
                found[same], drafts=drafts, anchors=(*found[same].anchors, *anchors)
            )
    if not found:
        return "", []
    title = next((p.title for p in reversed(own) if p.title), "")
    name, labels = named([c.wording for c in found], slots)
    newest = [p.text for p in by_draft[ordered[-1]] if p.text.strip()]
    if len(newest) > 1:
        name = clause(max(newest, key=len))
    return title or name, [replace(c, text=t) for c, t in zip(found, labels, strict=True)]


def same_text(one: str, other: str) -> bool:
    """Whether two drafts say the same: nearly the same words, and no guarded word or quantity
    differs."""
    here, there = words(one), words(other)
    if here == there:
        return True
    return (
        fuzz.ratio(" ".join(here), " ".join(there)) >= ALIKE
        and quantities(one) == quantities(other)
        and [w for w in here if w in GUARDED] == [w for w in there if w in GUARDED]
    )


def substance(choice: Choice, names: frozenset[str]) -> tuple[object, ...]:
    """What two texts must differ in to differ in more than words: quantities, words of refusal or
    permission, and the parties named."""
    said = words(choice.wording)
    return (
        choice.quantities,
        tuple(w for w in said if w in GUARDED),
        frozenset(w for w in said if w in names),
    )


def _demanded(
    issue: Issue, drafted: Sequence[Choice], held: Sequence[Position], names: frozenset[str]
) -> tuple[list[Choice], list[str]]:
    """(choices that only parties put, demands left aside)."""
    anchors = {option.text: option.anchors for option in issue.options}
    found, aside = list[Choice](), list[str]()
    known = telling(" ".join(c.wording for c in drafted), names)
    for p in sorted(held, key=lambda p: (len(p.value), p.value, p.party)):
        asked, _ = refused(asking(p.value))
        if p.stance is not Stance.DEMAND or not asked.strip():
            continue
        of = quantities(asked)
        if names_one((*drafted, *found), of) is not None:
            continue
        if covering(drafted, asked):
            continue
        about = telling(asked, names)
        if drafted and not comparable(drafted, of) and len(known & about) <= RELATED * len(about):
            aside.append(shortened(demand_words(asked)))
            continue
        text = _asked(asked, drafted, of)
        if not text:
            aside.append(shortened(demand_words(asked)))
            continue
        near = next((k for k, c in enumerate(found) if _near(c, text, of)), None)
        if near is None:
            found.append(Choice(text, asked, (), (p.party,), anchors.get(p.value, ()), of))
        else:
            parties = tuple(dict.fromkeys((*found[near].parties, p.party)))
            found[near] = replace(found[near], parties=parties)
    return found, aside


def asking(value: str) -> str:
    """The sentences of a demand that ask for something, all where none says so."""
    sentences = SENTENCE.split(value)
    return " ".join(s for s in sentences if WANTED.search(s)) or value


def _asked(asked: str, drafted: Sequence[Choice], of: tuple[Quantity, ...]) -> str:
    """The label of a demand: its figure where drafts differ by such; "" where it only tells
    something (“seven years is longer than we wanted”)."""
    figure = FIGURE.search(asked)
    if figure and comparable(drafted, of):
        return figure[0].strip()
    telling_so = STATED.search(asked) and not WANTED.search(asked)
    return "" if telling_so else shortened(demand_words(asked))


def _near(choice: Choice, text: str, of: tuple[Quantity, ...]) -> bool:
    likeness = fuzz.token_set_ratio(choice.text.casefold(), text.casefold())
    return choice.quantities == of and likeness >= DEMANDS


def demand_words(text: str) -> str:
    """The words of a demand without what leads into it (“that”, “to”, a dash, a quotation mark)."""
    cut = LEADING.sub("", text.strip(), count=1).strip(" “”\"'‘’")
    return cut or text.strip()


def telling(text: str, names: frozenset[str]) -> set[str]:
    """The beginnings of the words of `text` that tell what it is about."""
    said = words(text.replace("-", " "))
    return {w[:STEM] for w in said if len(w) >= LONG and w not in names and w not in EMPTY}


def comparable(choices: Iterable[Choice], of: Sequence[Quantity]) -> bool:
    """Whether a draft's option holds a quantity of the kind of the only one in `of`."""
    return len(of) == 1 and any(q.kind == of[0].kind for c in choices for q in c.quantities)


def names_one(choices: Sequence[Choice], of: Sequence[Quantity]) -> int | None:
    """The place of the choice that holds exactly the (one) quantity asked for."""
    if len(of) != 1:
        return None
    return next((k for k, c in enumerate(choices) if of[0] in c.quantities), None)


def covering(choices: Sequence[Choice], asked: str) -> list[int]:
    """The places of the drafted choices that say what is asked for in other words: they hold
    COVERED of the telling words, none of the others more, and refuse no more or less."""
    about = telling(asked, frozenset())
    if not about or quantities(asked):
        return []
    refuses = bool(NOT & set(words(asked.replace("-", " ")))) or bool(BANS.search(asked))
    shares = {
        k: len(about & telling(c.wording, frozenset())) / len(about)
        for k, c in enumerate(choices)
        if c.drafts and c.wording and refuses is bool(NOT & set(words(c.wording)))
    }
    return [k for k, share in shares.items() if share == max(shares.values()) >= COVERED]
