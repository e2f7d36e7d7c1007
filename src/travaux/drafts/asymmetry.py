"""The table of asymmetry: what each party carries, provision by provision.

Duties, prohibitions, permissions, deadlines, conditions and sanctions are counted by the actor of
each undertaking; an undertaking of "both Parties" counts for the parties together.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from travaux.core.comparing import Burden
from travaux.core.drafts import Provision
from travaux.drafts.duties import ARTICLE, Duty, actors, duties
from travaux.drafts.vocabulary import pattern, stems

OPENED = re.compile(  # "During a dry season Lowmark": the name behind what the sentence opens with
    r"(?:During|In|From|After|Until|Within|Upon|On|Before|At|For|Under|By|Between)\s.*\s"
    r"(?P<last>[A-Z][\w'-]+)$"
)
EACH = re.compile(
    r"(?:(?:each|either|every|no|neither|any|both|all|the other) )?part(?:y|ies)", re.I
)
Lists = dict[str, dict[str, None]]


def asymmetry(draft: str, provisions: Iterable[Provision]) -> tuple[Burden, ...]:
    """One row a party of the draft with id `draft`, the most burdened first."""
    mine = sorted((p for p in provisions if p.draft == draft), key=lambda p: (p.order, p.id))
    rows: dict[str, Lists] = defaultdict(lambda: defaultdict(dict))
    names: dict[str, str] = {}
    by_id = {p.id: p.text for p in mine}
    for provision in mine:
        for duty in duties(provision, by_id.get(provision.parent, "")):
            for actor in actors(duty.actor) if duty.actor else ():
                name = _name(actor)
                names.setdefault(name.lower(), name)
                for column in _columns(duty):
                    rows[name.lower()][column][provision.id] = None
    made = [_burden(draft, names[key], lists) for key, lists in rows.items()]
    return tuple(sorted(made, key=lambda b: (-len(b.duties) - len(b.prohibitions), b.party)))


def _name(actor: str) -> str:
    """The actor without article, possessive and what follows a comma."""
    plain = ARTICLE.sub("", actor.split(",")[0].strip())
    if EACH.fullmatch(plain):
        return "Parties"
    opened = OPENED.match(plain)
    plain = opened["last"] if opened else plain
    return re.sub(r"['’]s\b.*", "", plain)


def _columns(duty: Duty) -> Iterable[str]:
    if duty.force == "soft":
        return
    yield _kind(duty)
    sentence = duty.sentence
    if pattern(("time", "words"), whole=False).search(sentence) and duty.force == "duty":
        yield "deadlines"
    if re.search(r"\b(?:if|unless|provided that|subject to|on condition|until)\b", sentence, re.I):
        yield "conditions"
    if stems("consequence", "breach").search(sentence):
        yield "sanctions"


def _kind(duty: Duty) -> str:
    if duty.force == "permission":
        return "prohibitions" if duty.negative else "permissions"
    refrains = re.match(r"(?:refrain|abstain|not)\b", duty.act)
    return "prohibitions" if duty.negative or refrains else "duties"


def _burden(draft: str, party: str, lists: Lists) -> Burden:
    return Burden(party, **{column: tuple(ids) for column, ids in lists.items()}, draft=draft)
