"""Questions about undertakings: by whom, how firmly, by what measure, by when, or else what.

Each function takes a `Page` and yields `Hit`s: places to ask about, never verdicts.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from travaux.core.drafts import Provision
from travaux.drafts.duties import Duty, agent
from travaux.drafts.page import Hit, Page
from travaux.drafts.passives import passive_spans
from travaux.drafts.vocabulary import pattern, stems

MEASURE = re.compile(
    r"\b\d[\d.,]*\b|\b(?:half|third|quarter|fifth|tenth|percent|per cent|"
    r"two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|fifty|hundred|thousand)\b",
    re.I,
)


TIMED = re.compile(
    r"\b(?:19|20)\d\d\b|(?:at least |no more than |up to |within |every )?"
    r"\b(?:\d+|one|two|three|four|five|six|ten|twelve|thirty|sixty|ninety) "
    r"(?:hours?|days?|weeks?|months?|years?)|\bday \d+",
    re.I,
)


def no_actor(page: Page) -> Iterator[Hit]:
    """Undertakings that name nobody who is to perform them; once a sentence."""
    seen: set[tuple[str, int]] = set()
    for duty in page.every_duty:
        key = (duty.provision.id, duty.start)
        agentless = duty.voice != "active" or _is_measured(duty)
        if agentless and not duty.actor and duty.force == "duty" and key not in seen:
            if _sentence_has_actor(page, duty):
                continue
            seen.add(key)
            yield Hit(duty.provision, duty.at, duty.until)


def _is_measured(duty: Duty) -> bool:
    first = duty.subject.split(" of ")[0].split()
    return bool(first) and bool(pattern(("agent", "measures")).fullmatch(first[-1]))


def _sentence_has_actor(page: Page, duty: Duty) -> bool:
    """Whether another undertaking of the same sentence has an actor before this one."""
    same = (d for d in page.duties[duty.provision.id] if d.start == duty.start and d.at < duty.at)
    return any(d.actor and d.voice == "active" for d in same)


def weak_modality(page: Page) -> Iterator[Hit]:
    """Wording that looks like an undertaking and binds nobody; once a sentence."""
    weak = pattern(("weak", "phrases"))
    for provision, start, end in page.sentences:
        for match in weak.finditer(provision.text, start, end):
            if not _is_condition(provision.text, start, match):
                yield Hit(provision, match.start(), match.end())
                break


def _is_condition(text: str, start: int, match: re.Match[str]) -> bool:
    """ "Should a Party fail", "if it would": conditions, not undertakings."""
    modal = match.group().split()[0].lower() in ("should", "would", "could", "might")
    before = text[start : match.start()]
    opened = re.search(r"\b(?:if|where|when|in case)\b[^,]*$", before, re.I)
    return modal and (not before.strip() or bool(opened))


def vague_qualifier(page: Page) -> Iterator[Hit]:
    """Standards without a yardstick; the same words are asked about once a draft."""
    seen: set[str] = set()
    for provision, start, end in page.sentences:
        text = provision.text
        found = list(pattern(("vague", "words")).finditer(text, start, end))
        fresh = [m for m in found if _with_noun(text, m, end).lower() not in seen]
        open_ones = [m for m in fresh if not _is_measured_by(page, provision, start, end, m)]
        seen |= {_with_noun(text, m, end).lower() for m in found}
        for match in open_ones[:1]:
            yield Hit(provision, match.start(), match.start() + len(_with_noun(text, match, end)))


def _with_noun(text: str, match: re.Match[str], end: int) -> str:
    """The qualifier and the word after it: what is vague about what."""
    noun = re.compile(r"\s+\w[\w-]*").match(text, match.end(), end)
    return text[match.start() : noun.end() if noun else match.end()]


def _is_measured_by(
    page: Page, provision: Provision, start: int, end: int, match: re.Match[str]
) -> bool:
    """Whether the sentence gives a yardstick, or the words are a name or a defined term."""
    sentence = provision.text[start:end]
    rest = provision.text[match.end() : end]
    if match.group()[0].isupper() and match.start() > start:
        return True
    if pattern(("vague", "yardsticks"), whole=False).search(rest):
        return True
    if re.match(r"\s+than\b", rest):
        return True  # "no less favourable than the treatment of its own suppliers"
    timely = pattern(("vague", "time_words"), whole=False).search(match.group())
    numbered = re.search(r"\b(?:\d|within|no later|not later|at the latest)", sentence)
    return bool(timely and numbered) or match.group().split()[0].lower() in page.quoted


def no_deadline(page: Page) -> Iterator[Hit]:
    """Things to be done once with no date, period or trigger in sight; once a provision."""
    seen: set[str] = set()
    for duty in page.every_duty:
        firm = duty.force == "duty" and not duty.negative and duty.provision.id not in seen
        if firm and _is_once(duty) and not _has_time(page, duty.provision):
            seen.add(duty.provision.id)
            yield Hit(duty.provision, duty.at, duty.until)


def _is_once(duty: Duty) -> bool:
    act = re.sub(r"^(?:also|then|ensure(?: the)?|jointly|be|have)\s+", "", duty.act, flags=re.I)
    return bool(stems("acts", "once").match(act))


def _has_time(page: Page, provision: Provision) -> bool:
    return bool(pattern(("time", "words"), whole=False).search(page.family(provision)))


def no_verifier(page: Page) -> Iterator[Hit]:
    """Measurable undertakings that nobody is to check; once a provision."""
    seen: set[str] = set()
    checked = _Checked(p for p in page.provisions if _verifies(p.text))
    for duty in page.every_duty:
        if duty.force != "duty" or duty.provision.id in seen or not _is_checkable(duty):
            continue
        if _verifies(page.family(duty.provision)) or checked.names(duty):
            continue
        seen.add(duty.provision.id)
        yield Hit(duty.provision, duty.at, max(duty.until, _measure_end(duty)))


def _verifies(words: str) -> bool:
    return bool(stems("acts", "verifying").search(words))


def _is_checkable(duty: Duty) -> bool:
    if stems("acts", "unchecked").match(duty.act):
        return False
    deed = bool(stems("acts", "checkable").search(" ".join(duty.act.split()[:5])))
    untimed = TIMED.sub("", duty.act)
    measured = bool(MEASURE.search(untimed))
    return deed or (measured and stems("acts", "checkable").search(untimed) is not None)


class _Checked:
    """What the verifying provisions of a draft say that they verify."""

    def __init__(self, checks: Iterable[Provision]) -> None:
        whole = re.compile(r"\b(?:this|the) (?:agreement|treaty|accord|plan|text)\b", re.I)
        self.all = False
        self.where: dict[str, list[int]] = defaultdict(list)
        for at, check in enumerate(checks):
            self.all = self.all or bool(whole.search(check.text))
            for word in _heads(check.text):
                self.where[word].append(at)

    def names(self, duty: Duty) -> bool:
        """Whether one of them names two words of the act of `duty`, or the text as a whole."""
        deed = " ".join(duty.act.split()[:6])
        shared = Counter(at for w in _heads(f"{duty.subject} {deed}") for at in self.where[w])
        return self.all or any(count >= 2 for count in shared.values())


def _heads(text: str) -> set[str]:
    """The first six letters of the longer words of a text."""
    return {w[:6] for w in re.findall(r"[a-z]{5,}", text.lower())}


def _measure_end(duty: Duty) -> int:
    found = MEASURE.search(duty.provision.text, duty.until, duty.end)
    return found.end() if found else duty.until


def no_consequence(page: Page) -> Iterator[Hit]:
    """A text of two duties or more in which nothing follows from a breach; once a draft."""
    firm = [d for d in page.every_duty if d.force == "duty"]
    if len({d.provision.id for d in firm}) < 2 or any(map(_is_consequence, _sentences(page))):
        return
    yield Hit(firm[0].provision, firm[0].start, min(firm[0].end, max(firm[0].until, firm[0].end)))


def _sentences(page: Page) -> Iterator[str]:
    return (p.text[start:end] for p, start, end in page.sentences)


def _is_consequence(sentence: str) -> bool:
    breach = stems("consequence", "breach").search(sentence)
    whoever = re.match(r"(?:a|any|each|the) \w+ (?:that|which|who) \w+", sentence, re.I)
    follow = pattern(("consequence", "follow"), whole=False).search(sentence)
    return bool((breach or whoever) and follow) or bool(re.search(r"\bwhoever\b", sentence, re.I))


def consequence_without_actor(page: Page) -> Iterator[Hit]:
    """Sanctions and remedies that nobody decides or carries out; once a sentence."""
    for provision, start, end in page.sentences:
        text = provision.text
        breach = stems("consequence", "breach").search(text, start, end)
        condition = re.compile(rf"(?:^|\s){CONDITION}", re.I).search(text, start, end)
        if not breach and not condition:
            continue
        void = pattern(("consequence", "void")).search(text, start, end) if breach else None
        if void and not agent(text, void.end(), end):
            yield Hit(provision, start, void.end())
            continue
        for first, last in passive_spans(text, *_main_clause(text, start, end)):
            verb = text[first:last].split()[-1]
            asked = bool(breach) and not stems("consequence", "procedure").match(verb)
            sanction = stems("consequence", "sanctions").match(verb)
            if (asked or sanction) and not agent(text, last, end):
                yield Hit(provision, first, last)
                break


CONDITION = r"(?:if|should|where|when|in (?:the )?(?:case|event)|unless|upon|on|in the absence)\b"


def _main_clause(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence without the condition that opens or closes it."""
    opening = re.match(rf"{CONDITION}[^,]*,\s*", text[start:end], re.I)
    start += opening.end() if opening else 0
    closing = re.search(rf",?\s\b(?!on\b|upon\b){CONDITION}", text[start:end], re.I)
    return start, start + closing.start() if closing else end
