"""Accounts that differ in words -> discrepancies: yes against no, actor against actor, all against
a part, readings of one text, sums that do not add up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from travaux.core.anchors import Anchor
from travaux.core.issues import Discrepancy
from travaux.core.parties import Party
from travaux.issues import titles
from travaux.issues.acceptances import acceptances, opposed
from travaux.issues.accounts import account, discrepancy, measured
from travaux.issues.acts import Act, done_by_others
from travaux.issues.arithmetic import Slip
from travaux.issues.claims import Opposed
from travaux.issues.denials import Dispute, denies
from travaux.issues.extents import Extent, at_odds
from travaux.issues.naming import names_of
from travaux.issues.passages import Passage
from travaux.issues.renderings import Rendering
from travaux.issues.scenes import Scene
from travaux.issues.translations import Reading
from travaux.issues.venues import Venue, elsewhere

TAKEN = {
    "date": ("date", "accounts of different days: the party may have changed its mind"),
    "contradiction": ("contradiction", "accounts of one day say yes and no"),
}
RENDERED = {
    "version": ("version", "what is told of the text is what another draft says"),
    "contradiction": ("contradiction", "the text itself says otherwise"),
}
NOT_YET = re.compile(r"\b(?:not yet|yet to|still not|so far)\b")


def translated_apart(reading: Reading, scene: Scene) -> Discrepancy:
    """Values in which the witnesses of one draft differ."""
    accounts = []
    for slot in reading.slots:
        place = slot.anchor
        passage = Passage(place.document, place.start, place.end, place.exact)
        accounts.append(account(slot.value, slot.unit, place, passage, scene.voices))
    about = scene.issue_of.get(reading.provision, "")
    why = "witnesses of one draft differ, as translations do"
    title = titles.of_readings(slot.anchor.exact for slot in reading.slots)
    return discrepancy(about, reading.family, accounts, "translation", why, title)


def disputed(dispute: Dispute, scene: Scene) -> Discrepancy:
    """What one account says and another denies, or another actor."""
    pairs = zip((dispute.said, dispute.against), dispute.values, strict=True)
    accounts = [
        account(value, "", Anchor(p.document, p.start, p.end, p.text), p, scene.voices)
        for p, value in pairs
    ]
    title = titles.of_dispute(dispute)
    return discrepancy("", dispute.slot, accounts, dispute.reason, dispute.explanation, title)


def in_part(found: Sequence[Extent], scene: Scene) -> Iterator[Discrepancy]:
    """Accounts of all of a thing against a part of it; in one document only of two speakers."""
    for one, other in at_odds(found):
        places = [_place(e.passage, e.start, e.end) for e in (one, other)]
        elsewhere = one.passage.document != other.passage.document
        if elsewhere or scene.voices.speaker(places[0]) != scene.voices.speaker(places[1]):
            accounts = [
                account(
                    "all" if e.whole else "part", "", place, e.passage, scene.voices, place.exact
                )
                for e, place in zip((one, other), places, strict=True)
            ]
            why = "one account speaks of all of it, the other of a part"
            title = titles.of_extents(one, other)
            yield discrepancy("", "extent", accounts, "scope", why, title)


def by_others(found: Sequence[Act], scene: Scene) -> Iterator[Discrepancy]:
    """Accounts of one act that name other actors."""
    for pair in done_by_others(found):
        accounts = [
            account(a.who, "", _place(a.passage, a.start, a.end), a.passage, scene.voices)
            for a in pair
        ]
        why = "the accounts name another actor for the same act"
        title = titles.of_acts(*pair)
        yield discrepancy("", "actor", accounts, "contradiction", why, title)


def placed_apart(found: Sequence[Venue], scene: Scene) -> Iterator[Discrepancy]:
    """Accounts that place one meeting differently."""
    for pair in elsewhere(found):
        places = [_place(v.passage, v.start, v.end) for v in pair]
        accounts = [
            account(place.exact, "", place, v.passage, scene.voices, place.exact)
            for place, v in zip(places, pair, strict=True)
        ]
        why = "the accounts name another place for the same meeting"
        title = titles.of_venues(*pair)
        yield discrepancy("", "place", accounts, "contradiction", why, title)


def taken_apart(
    told: Sequence[Passage], parties: Sequence[Party], scene: Scene
) -> Iterator[Discrepancy]:
    """Accounts that a party has taken the text, against accounts that it has not."""
    bodies = {p.id: p.affiliation for p in parties if p.affiliation}
    called = {p.id: p.name for p in parties}
    for group in opposed([*acceptances(told, names_of(parties), bodies)]):
        places = [_place(a.passage, a.start, a.end) for a in group]
        voices = {
            (a.passage.document, scene.voices.speaker(p))
            for a, p in zip(group, places, strict=True)
        }
        if len(voices) > 1:
            accounts = [
                account("yes" if a.taken else "no", "", p, a.passage, scene.voices)
                for a, p in zip(group, places, strict=True)
            ]
            days = {a.passage.written for a in group}
            reason, why = TAKEN["date" if len(days) > 1 else "contradiction"]
            title = f"Whether {called[group[0].party]} has accepted the text: yes or no"
            yield discrepancy("", "yes or no", accounts, reason, why, title)


def _place(passage: Passage, start: int, end: int) -> Anchor:
    first, last = passage.start + start, passage.start + end
    return Anchor(passage.document, first, last, passage.text[start:end])


def slipped(slip: Slip, scene: Scene) -> Discrepancy:
    """A share that does not follow from the figures beside it."""
    accounts = [measured(measure, scene.voices) for measure in (slip.share, *slip.others)]
    title = titles.of_slip(slip.share)
    return discrepancy("", "share", accounts, "arithmetic", slip.explanation, title)


def rendered(rendering: Rendering, scene: Scene) -> Discrepancy:
    """What a report says of a provision otherwise than it is printed."""
    place = rendering.provision.anchors[0]
    printed = Passage(place.document, place.start, place.end, place.exact)
    told, mine = rendering.values
    accounts = [
        account(mine, "", rendering.printed, printed, scene.voices, mine),
        account(told, "", rendering.told, rendering.passage, scene.voices, told),
    ]
    reason, why = RENDERED["version" if rendering.other else "contradiction"]
    about = scene.issue_of.get(rendering.provision.id, "")
    title = titles.of_rendering(rendering)
    return discrepancy(about, rendering.slot, accounts, reason, why, title)


def claimed(found: Sequence[Opposed], scene: Scene) -> Iterator[Discrepancy]:
    """Claims of two documents of which both cannot be so."""
    for pair in found:
        told = (pair.yes, pair.no)
        deeds = tuple(c.passage.text[c.start : c.end] for c in told)
        values = ("yes", "no") if pair.yes.yes != pair.no.yes else deeds
        places = [_place(c.passage, 0, len(c.passage.text)) for c in told]
        accounts = [
            account(value, "", place, c.passage, scene.voices)
            for value, place, c in zip(values, places, told, strict=True)
        ]
        reason, why = _claimed(pair, scene)
        title = titles.of_claims(pair)
        yield discrepancy("", "yes or no", accounts, reason, why, title)


def _claimed(pair: Opposed, scene: Scene) -> tuple[str, str]:
    """Why two claims may differ: things moved on, someone denies it, or neither."""
    later = pair.yes.passage.written > pair.no.passage.written
    if later and NOT_YET.search(pair.no.passage.text):
        return "date", "the earlier account says that it was not so yet"
    place = _place(pair.no.passage, pair.no.start, pair.no.end)
    if denies(pair.no.passage) or scene.voices.innermost(place):
        return "denial", "one account denies what the other says"
    return "contradiction", "the accounts say of one thing that it is so, and that it is not"
