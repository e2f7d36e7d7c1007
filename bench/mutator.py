"""A seeded mutator: self-written treaty texts, and versions of them with known changes.

Every sentence is an atom with an identity. A provision holds one or more atoms; each version step
moves, drops, adds, splits, merges and rewords provisions and numbers them anew. Two provisions of
different versions belong together exactly where they share an atom: that is the gold.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from travaux.core.anchors import Anchor
from travaux.core.drafts import ChangeKind, Draft, Provision

PARTIES = (
    "Arvenia", "Belmark", "the Northern Council", "the Joint Commission", "the Guarantors",
    "the United Movement", "both Parties", "the Government of Arvenia", "the Monitoring Mission",
    "the Transitional Authority", "the River States", "the signatories",
)  # fmt: skip
ACTS = (
    ("withdraw its heavy weapons from", "pull back all heavy weapons from",
     "remove its artillery from"),
    ("release all detainees held in", "free every person detained in",
     "let go all prisoners held in"),
    ("reopen the crossing points along", "open again the crossings on", "restore traffic across"),
    ("clear mines and unexploded ordnance from", "remove all mines from", "demine"),
    ("guarantee safe passage of relief convoys to", "ensure free movement of relief to",
     "grant relief convoys access to"),
    ("hand over the administration of", "transfer administrative control of",
     "cede the government of"),
    ("hold local elections in", "organise municipal elections in", "conduct a local vote in"),
    ("rebuild the power lines that serve", "repair the electricity grid of",
     "restore power supply to"),
    ("limit the number of soldiers stationed in", "cap the forces deployed in",
     "reduce the garrison of"),
    ("return the archives and cultural property taken from", "give back the archives removed from",
     "restore to their owners the collections taken from"),
    ("submit a report every month on the situation in", "report monthly on conditions in",
     "file a monthly account of developments in"),
    ("protect the language rights of residents of", "safeguard the languages spoken in",
     "respect the linguistic rights of the people of"),
    ("compensate owners for property damaged in", "pay damages for property lost in",
     "indemnify the owners of damaged property in"),
    ("suspend all sanctions on trade with", "lift the trade restrictions on",
     "end the embargo on commerce with"),
    ("share the revenue from the fisheries of", "divide the fishing income of",
     "split the proceeds of fishing in"),
    ("establish a joint registry of land titles for", "set up a common land register for",
     "create a shared cadastre for"),
    ("refrain from flights of military aircraft over", "keep military aircraft away from",
     "not fly combat aircraft above"),
    ("appoint an ombudsman for complaints from", "name an ombudsman to hear complaints from",
     "designate a person to receive complaints from"),
    ("vaccinate the livestock of herders in", "immunise the herds grazing in",
     "carry out veterinary vaccination in"),
    ("restore the water allocation agreed for", "reinstate the water quota of",
     "bring back the former share of water for"),
)  # fmt: skip
PLACES = (
    "the Halden valley", "the eastern districts", "the port of Sella", "the buffer zone",
    "the upper Tamar basin", "the two enclaves", "the city of Orvik", "the border strip",
    "the island of Kerra", "the mining region", "the contested plateau", "the coastal towns",
    "the railway corridor", "the Lesser Marshes", "the free port", "the highland pastures",
)  # fmt: skip
TIMES = (
    "within {n} days of signature", "no later than {n} days after the entry into force",
    "before the end of the year", "by 1 March of the following year", "over a period of {n} months",
    "as soon as the Commission has met", "at the latest {n} weeks after the ceasefire", "",
)  # fmt: skip
TAILS = (
    "under the supervision of the Monitoring Mission",
    "provided that the other Party does the same",
    "in consultation with representatives of the communities concerned",
    "up to an amount of {n} million crowns",
    "in accordance with the map in Annex {m}",
    "without prejudice to the final status of the territory",
    "with the exception of units of fewer than {n} persons",
    "on the basis of lists exchanged in advance",
    "and shall inform the depositary of each step",
    "", "", "",
)  # fmt: skip
SECONDS = (
    "The Joint Commission shall decide any dispute about {place} by a majority of {n} members.",
    "Details shall be laid down in a protocol on {place} to be concluded within {n} days.",
    "Observers may visit {place} at any time after giving {n} hours' notice.",
    "The costs, estimated at {n} million crowns, shall be borne equally as regards {place}.",
    "A breach in {place} shall be reported to the Guarantors within {n} hours.",
    "This obligation does not extend to {place} until {n} months have passed.",
    "Residents of {place} may appeal to the panel within {n} days of the decision.",
    "An inventory of {place} shall be made by {n} experts chosen by lot.",
)
MODALS = ("shall", "will", "undertakes to", "agrees to", "may", "should", "is expected to")
SWAPS = (
    ("within", "not later than"), (" all ", " any and all "), ("in accordance with", "pursuant to"),
    ("without prejudice to", "without affecting"), ("provided that", "on condition that"),
    ("at any time", "at all times"), ("in consultation with", "after consulting"),
    ("on the basis of", "using"), ("any dispute about", "disputes concerning"),
    ("shall be reported to", "must be notified to"), ("before the end of", "prior to the end of"),
    ("This obligation", "The duty above"), ("An inventory", "A full inventory"),
    ("at the latest", "no more than"), ("Observers", "Accredited observers"),
    ("under the supervision of", "overseen by"), ("as soon as", "once"),
)  # fmt: skip


@dataclass(frozen=True)
class Atom:
    """One sentence with an identity that rewording keeps. spec: what it was written from."""

    key: int
    text: str
    spec: tuple[int, ...] = ()


@dataclass(frozen=True)
class Unit:
    """One provision: its atoms, what was done to it in the last step."""

    atoms: tuple[Atom, ...]
    article: int
    done: frozenset[ChangeKind] = frozenset()
    origin: frozenset[int] = frozenset()  # keys of the units it comes from
    key: int = 0

    @property
    def text(self) -> str:
        return " ".join(atom.text for atom in self.atoms)


@dataclass
class Gold:
    """What a run should find between two versions, by provision ids."""

    pairs: dict[tuple[str, str], frozenset[ChangeKind]] = field(default_factory=dict)
    added: set[str] = field(default_factory=set)
    deleted: set[str] = field(default_factory=set)


class Mutator:
    """Writes versions of one text; everything follows from the seed."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.next = 0

    def fresh(self) -> int:
        self.next += 1
        return self.next

    def sentence(self) -> Atom:
        """A new undertaking of one sentence."""
        d = self.dice
        spec = tuple(d.randrange(len(t)) for t in (PARTIES, ACTS, PLACES, TIMES, TAILS))
        return Atom(self.fresh(), self.written(spec, 0, "shall"), spec)

    def written(self, spec: tuple[int, ...], phrasing: int, modal: str) -> str:
        """The sentence for a specification in one of three phrasings."""
        party, act, place, time, tail = spec
        parts = (
            PARTIES[party],
            modal,
            ACTS[act][phrasing],
            PLACES[place],
            TIMES[time],
            TAILS[tail],
        )
        words = " ".join(part for part in parts if part) + "."
        return self.numbered(words[0].upper() + words[1:])

    def numbered(self, words: str) -> str:
        return words.replace("{n}", str(self.dice.randint(2, 90))).replace(
            "{m}", str(self.dice.randint(1, 9))
        )

    def second(self) -> Atom:
        """A sentence that goes with an undertaking."""
        words = self.dice.choice(SECONDS).replace("{place}", self.dice.choice(PLACES))
        return Atom(self.fresh(), self.numbered(words))

    def unit(self, article: int) -> Unit:
        """A new provision of one to three sentences."""
        atoms = [self.sentence()]
        atoms += [self.second() for _ in range(self.dice.choice((0, 0, 1, 1, 2)))]
        return Unit(tuple(atoms), article, key=self.fresh())

    def base(self, size: int, articles: int) -> list[Unit]:
        """The first version: `size` provisions spread over `articles` (0: a flat list)."""
        return [self.unit(i * articles // size if articles else 0) for i in range(size)]

    def step(self, units: list[Unit], rate: float = 0.3) -> list[Unit]:
        """The next version: about `rate` of the provisions changed, in all the ways there are."""
        units = [replace(u, done=frozenset(), origin=frozenset({u.key}), key=self.fresh())
                 for u in units]  # fmt: skip
        times = max(1, round(len(units) * rate / 7))
        for name in ("reword", "reword", "split", "merge", "move", "drop", "insert"):
            for _ in range(times):
                units = getattr(self, f"_{name}")(units)
        return units

    def _untouched(self, units: list[Unit]) -> list[int]:
        return [i for i, u in enumerate(units) if not u.done and u.origin]

    def _reword(self, units: list[Unit]) -> list[Unit]:
        free = self._untouched(units)
        if not free:
            return units
        at = self.dice.choice(free)
        words = self.reworded(units[at])
        done = frozenset({ChangeKind.REWORDED}) if words.text != units[at].text else frozenset()
        return [*units[:at], replace(words, done=done), *units[at + 1 :]]

    def reworded(self, unit: Unit) -> Unit:
        """The same provision in other words: lightly, or with its main sentence rephrased."""
        return replace(unit, atoms=tuple(self._said_anew(a) for a in unit.atoms))

    def _said_anew(self, atom: Atom) -> Atom:
        text = atom.text
        if atom.spec and self.dice.random() < 0.35:
            text = self.written(atom.spec, self.dice.randint(0, 2), self.dice.choice(MODALS))
        for old, new in self.dice.sample(SWAPS, 8):
            text = text.replace(old, new, 1)
        if self.dice.random() < 0.3:
            text = text.replace(" shall ", f" {self.dice.choice(MODALS)} ", 1)
        return replace(atom, text=text)

    def _split(self, units: list[Unit]) -> list[Unit]:
        free = [i for i in self._untouched(units) if len(units[i].atoms) > 1]
        if not free:
            return units
        at = self.dice.choice(free)
        unit, cut = units[at], self.dice.randint(1, len(units[at].atoms) - 1)
        done = frozenset({ChangeKind.SPLIT})
        one = replace(unit, atoms=unit.atoms[:cut], done=done)
        other = replace(unit, atoms=unit.atoms[cut:], done=done, key=self.fresh())
        return [*units[:at], one, other, *units[at + 1 :]]

    def _merge(self, units: list[Unit]) -> list[Unit]:
        free = set(self._untouched(units))
        near = [
            i for i in sorted(free) if i + 1 in free and units[i].article == units[i + 1].article
        ]
        if not near:
            return units
        at = self.dice.choice(near)
        one, other = units[at], units[at + 1]
        both = replace(one, atoms=one.atoms + other.atoms, origin=one.origin | other.origin,
                       done=frozenset({ChangeKind.MERGED}))  # fmt: skip
        return [*units[:at], both, *units[at + 2 :]]

    def _move(self, units: list[Unit]) -> list[Unit]:
        free = self._untouched(units)
        if not free or len(units) < 8:
            return units
        at = self.dice.choice(free)
        places = [p for p in range(len(units)) if abs(p - at) >= 3]
        to = self.dice.choice(places)
        rest = units[:at] + units[at + 1 :]
        article = rest[min(to, len(rest) - 1)].article
        gone = replace(units[at], done=frozenset({ChangeKind.MOVED}), article=article)
        return sorted([*rest[:to], gone, *rest[to:]], key=lambda u: u.article)

    def _drop(self, units: list[Unit]) -> list[Unit]:
        free = self._untouched(units)
        at = self.dice.choice(free) if free else -1
        return units[:at] + units[at + 1 :] if free else units

    def _insert(self, units: list[Unit]) -> list[Unit]:
        at = self.dice.randint(0, len(units))
        article = units[min(at, len(units) - 1)].article
        return sorted([*units[:at], self.unit(article), *units[at:]], key=lambda u: u.article)


@dataclass
class Story:
    """Versions of one text: drafts, provisions, and the gold between neighbours."""

    drafts: list[Draft]
    provisions: list[Provision]
    gold: list[Gold]


def story(seed: int, size: int = 40, versions: int = 6, articles: int = 0) -> Story:
    """`versions` versions of a text of `size` provisions, numbered flat or under articles."""
    mutator = Mutator(seed)
    units = mutator.base(size, articles)
    drafts, provisions, gold = [], [], []
    earlier: list[tuple[Unit, Provision]] = []
    for version in range(versions):
        units = mutator.step(units) if version else units
        drafts.append(Draft(f"d{version}", f"Draft {version}", f"2020-0{version + 1}-01"))
        heads, numbered = provided(f"d{version}", units, articles)
        provisions += [*heads, *numbered]
        now = list(zip(units, numbered, strict=True))
        if version:
            gold.append(_gold(earlier, now))
        earlier = now
    return Story(drafts, provisions, gold)


def provided(
    draft: str, units: list[Unit], articles: int
) -> tuple[list[Provision], list[Provision]]:
    """Article headings (if any) and the provisions of one version, numbered in order."""
    heads = (
        {a: _head(draft, a) for a in dict.fromkeys(u.article for u in units)} if articles else {}
    )
    counts: dict[int, int] = {}
    made = []
    for order, unit in enumerate(units):
        counts[unit.article] = number = counts.get(unit.article, 0) + 1
        head = heads.get(unit.article)
        path = (*head.path, str(number)) if head else (str(number),)
        made.append(_provision(draft, path, unit.text, 10 * order + 5, head.id if head else ""))
    for article, head in heads.items():
        first = min(p.order for p, u in zip(made, units, strict=True) if u.article == article)
        heads[article] = replace(head, order=first - 1)
    return list(heads.values()), made


def _head(draft: str, article: int) -> Provision:
    return replace(_provision(draft, (f"Article {article + 1}",), "", 0), title="")


def _provision(
    draft: str, path: tuple[str, ...], text: str, order: int, parent: str = ""
) -> Provision:
    key = f"{draft}:{'.'.join(path)}"
    anchors = (Anchor(draft, 0, len(text), text),)
    return Provision(key, draft, ".".join(path), path, text, anchors, order, parent)


def _gold(old: list[tuple[Unit, Provision]], new: list[tuple[Unit, Provision]]) -> Gold:
    gold = Gold()
    by_key = {u.key: p for u, p in old}
    kept: set[str] = set()
    for unit, after in new:
        for key in sorted(unit.origin):
            before = by_key[key]
            kept.add(before.id)
            gold.pairs[before.id, after.id] = unit.done
        if not unit.origin:
            gold.added.add(after.id)
    gold.deleted = {p.id for _, p in old} - kept
    return gold


def pieces(story: Story) -> Iterator[frozenset[str]]:
    """Gold threads: sets of provision ids connected by the gold pairs of all steps."""
    group: dict[str, set[str]] = {p.id: {p.id} for p in story.provisions if p.text}
    for gold in story.gold:
        for one, other in gold.pairs:
            if group[one] is not group[other]:
                group[one] |= group[other]
                for member in group[other]:
                    group[member] = group[one]
    yield from {frozenset(g) for g in group.values()}
