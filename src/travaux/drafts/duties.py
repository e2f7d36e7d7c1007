"""Read who is to do what: the undertakings of a provision, by a grammar of a few patterns.

    active      SUBJECT shall [not] ACT            the subject is the actor, unless it is an event
    passive     SUBJECT shall be ACTed [by AGENT]  the actor is the agent; or whoever vouches for it
                                                   earlier in the sentence ("Sudria agrees that …")
    nominal     The lifting of … [by AGENT]        a sentence without a verb of its own
    imperative  Ensure …                           the actor is in the lead-in, or nowhere

"By" names no actor before dates, measures, means and gerunds. States, meanings and legal effects
("is deemed", "is located") are no acts. Words come from `drafting.toml`; nothing is parsed, so a
subject is the stretch of words between the last clause border and the modal.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from travaux.core.drafts import Provision
from travaux.drafts.vocabulary import pattern, stems, union, words

SENTENCE = re.compile(r"[^.;!?]*(?:[.!?;](?!\s|$)[^.;!?]*)*[.!?;]*", re.S)
BORDER = re.compile(
    r"[;:—–]\s*|,\s+(?:and\s+)?|\b(?:that|which|who|if|when|where|unless|and|but)\s"
)
ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.I)
JOINED = re.compile(r",\s+(?:and\s+)?|\s+and\s+")
FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|may|can|does|do|means|should|would)\b", re.I
)
CALLED = re.compile(
    r"\b(?:requests?|invites?|urges?|calls? (?:up)?on|directs?|instructs?|mandates?|encourages?|"
    r"authori[sz]es?|asks?|tasks?)(?: (?:also|further))?\s+(?P<who>[^,;:]+?)\s+to\b",
    re.IGNORECASE,
)
CLAUSE_END = re.compile(r"[.;:]|,\s|\s(?:if|when|once|unless|until|provided)\s", re.I)


@dataclass(frozen=True, slots=True)
class Duty:
    """One undertaking. start, end: its sentence in the provision's text; at, until: the words
    that state it; force: duty, permission or soft; actor: "" where nobody is named."""

    provision: Provision
    start: int
    end: int
    at: int
    until: int
    voice: str
    force: str
    actor: str
    subject: str
    act: str
    negative: bool = False

    @property
    def sentence(self) -> str:
        return self.provision.text[self.start : self.end]

    @property
    def quote(self) -> str:
        return self.provision.text[self.at : self.until]


def actors(subject: str) -> tuple[str, ...]:
    """The names joined in a subject ("the Company and the Port Authority"), else the subject."""
    plain = subject.partition("[")[0].strip() or subject
    parts = [ARTICLE.sub("", part) for part in JOINED.split(plain)]
    return tuple(parts) if all(re.match(r"[A-Z]", part) for part in parts) else (plain,)


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Half-open ranges of the sentences of `text`; a semicolon ends one too."""
    for match in SENTENCE.finditer(text):
        inner = match.group()
        start = match.start() + len(inner) - len(inner.lstrip())
        if inner.strip(" .;!?\n"):
            yield start, match.start() + len(inner.rstrip())


def duties(provision: Provision, above: str = "") -> tuple[Duty, ...]:
    """The undertakings of one provision, in reading order.

    above: the parent's own words, where an actor may be named that the lead-in leaves out.
    """
    found: list[Duty] = []
    for start, end in sentences(provision.text):
        here = list(_modal_duties(provision, start, end, above))
        found += here or list(_verbless(provision, start, end, above))
    return tuple(found)


@cache
def _modal() -> re.Pattern[str]:
    kinds = (("binding", k) for k in ("modals", "undertaking", "permission", "soft"))
    negative = r"(?P<not>\s+not\b|not\b)?"
    return re.compile(
        rf"(?<!\d\s)\b(?P<m>{union(*kinds)})\b{negative}|\b(?P<to>to) (?=be \w)", re.I
    )


@cache
def _passive() -> re.Pattern[str]:
    adverb = f"(?:(?:{union(('passive', 'adverbs'))})\\s+)*"
    verb = rf"(?:\w+ed|{union(('passive', 'irregular'))})"
    return re.compile(rf"\s*{adverb}(?:be|been|get)\s+{adverb}(?P<verb>{verb})\b", re.I)


def _modal_duties(provision: Provision, start: int, end: int, above: str) -> Iterator[Duty]:
    text = provision.text
    last: Duty | None = None
    for match in _modal().finditer(text, start, end):
        if match["to"] and (FINITE.search(text, start, match.start()) or last):
            continue
        if _is_question(text, start, match):
            continue
        since = last.until if last else start
        duty = _duty(provision, (start, since, end), match, above)
        if duty:
            last = duty
            yield duty


def _is_question(text: str, start: int, match: re.Match[str]) -> bool:
    """ "Should a Party fail": a condition turned round, no undertaking."""
    return match.start() == start and match.group().lower() in ("should", "would", "could")


def _duty(
    provision: Provision, within: tuple[int, int, int], match: re.Match[str], above: str
) -> Duty | None:
    """The undertaking at one modal. within: start of the sentence, end of the undertaking before
    it (or the same), end of the sentence."""
    text = provision.text
    start, since, end = within
    at, subject = _subject(text, since, match.start(), since > start)
    passive = _passive().match(text, match.end(), end)
    act = _act(text, passive.start("verb") if passive else match.end(), end)
    if passive and stems("passive", "stative").match(passive["verb"]):
        return None
    until = passive.end() if passive else match.end() + len(act.split(" ")[0]) + 1
    if passive:
        actor = agent(text, passive.end(), end) or _voucher(text, start, match.start())
        actor = actor or _named_above(provision, above) or _owner(text[start : match.start()])
        voice = "passive"
    else:
        actor, voice = _active_actor(subject), "active"
    negative = bool(match["not"]) or bool(re.match(r"(?:no|neither|none)\b", subject, re.I))
    force = _force(match)
    return Duty(
        provision, start, end, at, min(until, end), voice, force, actor, subject, act, negative
    )


def _force(match: re.Match[str]) -> str:
    said = (match["m"] or "").lower()
    if pattern(("binding", "permission")).fullmatch(said):
        return "permission"
    return "soft" if pattern(("binding", "soft")).fullmatch(said) else "duty"


def _subject(text: str, start: int, end: int, later: bool = False) -> tuple[int, str]:
    """Where the subject of the modal at `end` starts, and its words.

    later: whether an undertaking stands before it; then "and" parts the two.
    """
    at = start
    for border in BORDER.finditer(text, start, end):
        parts = later or border.group().strip() not in ("and", "but")
        if text[border.end() : end].strip() and parts:
            at = border.end()
    return at, ARTICLE.sub("", text[at:end].strip())


def _act(text: str, start: int, end: int) -> str:
    stop = CLAUSE_END.search(text, start, end)
    return " ".join(text[start : stop.start() if stop else end].split())


def _active_actor(subject: str) -> str:
    plain = subject.lower()
    if plain in {*words("agent", "events"), ""} or (_is_measure(plain) and not _owner(subject)):
        return ""
    return subject


def _is_measure(subject: str) -> bool:
    head = subject.split(" of ")[0].split()
    return bool(head) and head[-1] in words("agent", "measures")


@cache
def _keeper() -> re.Pattern[str]:
    party = rf"(?:[A-Z]\w+|(?:the|each|every|both) (?:\w+ )?(?:{union(('parties', 'nouns'))}))"
    return re.compile(rf"\b(?:that|which|whom) ({party})\s+\w+s?\b")


def _owner(subject: str) -> str:
    """Who keeps or does the thing ("the guns that Norland keeps"), "" if nobody is named."""
    found = _keeper().search(subject)
    return found[1] if found else ""


def agent(text: str, start: int, end: int) -> str:
    """The first actor that a "by" names in text[start:end], or ""."""
    for match in re.finditer(r"\bby\s+(?=(?P<who>[^,.;]+))", text[start:end]):
        who = match["who"]
        named = not pattern(("agent", "not_actors"), whole=False).match(who)
        if named and not _is_of_another(text[start : start + match.start()]):
            return who.strip()
    return ""


def _is_of_another(between: str) -> bool:
    """Whether a "by" after these words belongs to a second verb further on ("shall be held in
    accordance with the rules and monitored by …"), not to the first one too."""
    verb = rf"(?:\w+ed|{union(('passive', 'irregular'))})"
    second = re.search(rf"\band\s+(?:\w+\s+)?{verb}\s+$", between)
    return second is not None and len(between[: second.start()].split()) > 2


def _voucher(text: str, start: int, end: int) -> str:
    """Who vouches, before `end`, for what follows ("Sudria agrees that")."""
    vouches = union(("binding", "vouching"))
    says = rf"(?:(?:shall|will|must)\s)?(?:{vouches})\s+(?:that|to)\b"
    found = re.search(rf"(?P<who>[^,;]+?)\s{says}", text[start:end])
    who = ARTICLE.sub("", found["who"].strip()) if found else ""
    return "" if who.lower() in ("it", "it is", "it was", "") else who


def _named_above(provision: Provision, above: str) -> str:
    """Who the lead-in or the parent says is to act; a formula that opens the text says nobody."""
    for words_above in (provision.lead_in, above):
        if not words_above or pattern(("agent", "formula"), whole=False).search(words_above):
            continue
        last = list(_modal().finditer(words_above))
        who = _subject(words_above, 0, last[-1].start())[1] if last else ""
        who = who or _voucher(words_above, 0, len(words_above)) or _called(words_above)
        if who and who.lower() not in words("agent", "events"):
            return _active_actor(who)
    return ""


def _called(lead_in: str) -> str:
    """Whom a lead-in calls on to act ("Requests the secretariat to:"), or ""."""
    found = CALLED.search(lead_in)
    return ARTICLE.sub("", found["who"].strip()) if found else ""


@cache
def _act_noun() -> re.Pattern[str]:
    made = union(("acts", "once"), ("acts", "checkable"), ("acts", "imperatives"))
    ends = "|".join(words("acts", "endings"))
    nouns = union(("acts", "nouns"))
    head = rf"(?:{nouns}|(?:{made})\w*(?:{ends}))"
    return re.compile(
        rf"(?:the |an? |all )?(?:[\w-]+(?:,? and |, | )){{0,4}}?(?P<head>{head})\b"
        rf"(?= (?:of|in|from|on|for|with|out|along|between|to|and)\b)",
        re.I,
    )


@cache
def _imperative() -> re.Pattern[str]:
    return re.compile(rf"(?:to )?(?P<head>{union(('acts', 'imperatives'))})\b(?! of\b|:)", re.I)


def _verbless(provision: Provision, start: int, end: int, above: str) -> Iterator[Duty]:
    """A sentence without a modal that starts with an act."""
    text = provision.text
    nominal = _act_noun().match(text, start, end)
    stop = re.search(r",\s|\b(?:provided|if|when|which|that)\b", text[start:end])
    head = end if stop is None else start + stop.start()
    match, voice = _imperative().match(text, start, end), "imperative"
    if match is None and nominal and not FINITE.search(text, start, max(head, nominal.end())):
        match, voice = nominal, "nominal"
    if match is None:
        return
    actor = agent(text, match.end(), end) or _named_above(provision, above)
    until = min(end, _word_end(text, match.end("head"), 3))
    act = " ".join(text[match.start("head") : end].split())
    yield Duty(provision, start, end, start, until, voice, "duty", actor, "", act)


def _word_end(text: str, at: int, count: int) -> int:
    """The end of the `count`th word after `at`."""
    ends = [m.end() for m in re.finditer(r"\w+", text[at:])][:count]
    return at + ends[-1] if ends else at
