"""Synthetic articles about one draft, seeded: as many as a run wants, each different, none from
anywhere. All tell of the same few things with other figures and days: the worst case for whatever
compares accounts."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path

PEOPLE = ("Ines Morau", "Tomas Feld", "Ruth Okonjo", "Lars Winde", "Hana Bekri", "Paolo Dray")
BODIES = ("the harbour board", "the dockers' union", "the river ministry", "the port of Arrel",
          "the ferry company", "the fishing guild")  # fmt: skip
VERBS = ("said", "told reporters", "insisted", "warned", "wrote", "argued")
CLAIMS = (
    "the cap of {n} boats would be lifted within {d} days",
    "the toll could not fall below {n} crowns a year",
    "nobody had accepted point {d} of the draft",
    "the inspectors found {n} cases in the first {d} weeks",
    "a second round would open once {n} berths were free",
    "the text left open who pays for the {d} new locks",
    "the board would meet the union again on {day} May",
    "the ferry Ostra ran aground off Vrana on {day} April",
)
SCENES = (
    "Rain fell on the quay for most of the afternoon, and few lorries came through the gate.",
    "The talks, now in their third month, moved to a hotel above the lower basin.",
    "An annex with maps and tables was handed round shortly before midnight.",
    "Traders along the canal have been waiting for a decision since the spring.",
)
DRAFT = (
    "No more than 300 boats shall be admitted to the lower basin in any one year.",
    "The toll shall not fall below 120 crowns a year for any boat.",
    "The inspectors shall report every case to the harbour board within 14 days.",
    "A second round of talks shall open once 40 berths are free.",
    "The parties shall share the cost of 12 new locks.",
    "The union shall be heard before any cap is lifted.",
)
FIRST, DAYS = date(2031, 4, 1), 90  # the articles are of these days


SYLLABLES = ("ka", "ro", "min", "tel", "va", "os", "ber", "lu", "dra", "eth", "no", "wi", "sar",
             "que", "ling", "pa", "zu", "mor", "ist", "ha", "fen", "yo", "tri", "gal")  # fmt: skip


def article(number: int, paragraphs: int = 5) -> str:
    """The article with this number: about 165 words, always the same for the same number."""
    chance = random.Random(number)
    lines = [f"Talks on the lower basin, day {number}", ""]
    for _ in range(paragraphs):
        lines += [_paragraph(chance), ""]
    return "\n".join(lines)


def long_article(number: int, words: int = 700) -> str:
    """An article of at least so many words about people and places that no other article names."""
    chance = random.Random(f"long {number}")
    people = tuple(f"{_name(chance)} {_name(chance)}" for _ in range(6))
    places = tuple(_name(chance) for _ in range(4))
    lines, total = [f"{places[0]} and {places[1]} talk of {_name(chance)}, day {number}", ""], 0
    while total < words:
        person, place, body = chance.choice(people), chance.choice(places), chance.choice(BODIES)
        first, second = (_claim(chance) for _ in range(2))
        lines += [
            f"{chance.choice(SCENES)} {person} of {place} {chance.choice(VERBS)} that {first}. "
            f"“{second[0].upper()}{second[1:]},” the envoy added in {chance.choice(places)}. "
            f"{body.capitalize()} answered in a letter to {chance.choice(people)}, according to "
            f"the {_name(chance)} Gazette, that it had asked {_name(chance)} for advice.",
            "",
        ]
        total += len(lines[-2].split())
    return "\n".join(lines)


def _name(chance: random.Random) -> str:
    return "".join(chance.choice(SYLLABLES) for _ in range(chance.randint(2, 4))).capitalize()


def _paragraph(chance: random.Random) -> str:
    person, body = chance.choice(PEOPLE), chance.choice(BODIES)
    first, second = (_claim(chance) for _ in range(2))
    quoted = f"“{first[0].upper()}{first[1:]},” {person} of {body} {chance.choice(VERBS)}."
    return f"{chance.choice(SCENES)} {quoted} According to {chance.choice(BODIES)}, {second}."


def _claim(chance: random.Random) -> str:
    figures = {"n": chance.randint(20, 900), "d": chance.randint(2, 60)}
    return chance.choice(CLAIMS).format(**figures, day=chance.randint(1, 28))


def draft() -> str:
    """The draft that the articles speak of."""
    return "\n".join(f"{n}. {point}" for n, point in enumerate(DRAFT, 1)) + "\n"


def write_articles(folder: Path, count: int) -> Path:
    """Write the draft and the first `count` articles into `folder`, one file each."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "draft.txt").write_text(draft(), "utf-8")
    for number in range(count):
        day = FIRST + timedelta(number % DAYS)
        (folder / f"{day}-article-{number:05}.txt").write_text(article(number), "utf-8")
    return folder
