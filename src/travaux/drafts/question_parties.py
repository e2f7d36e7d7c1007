"""Questions about who stands behind the text: third parties, unnamed parties, one-sidedness."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from travaux.drafts.asymmetry import asymmetry
from travaux.drafts.duties import ARTICLE, Duty, actors
from travaux.drafts.page import Hit, Page, is_own
from travaux.drafts.vocabulary import pattern, union, words

TERM = re.compile(r"\bPart(?:y|ies)\b")  # a term for those to the treaty that this is a part of
LOPSIDED = 2  # deadlines on one side, and duties without any on the other, that make a question


def third_party_condition(page: Page) -> Iterator[Hit]:
    """Duties or starts that hang on somebody who is not a party; once a sentence."""
    for provision, start, end in page.sentences:
        hit = _consent(page, provision.text, start, end) or _event(page, provision.text, start, end)
        if hit:
            yield Hit(provision, *hit)


def _consent(page: Page, text: str, start: int, end: int) -> tuple[int, int, str] | None:
    """Somebody else's consent, approval or agreement."""
    for form in _consents():
        for match in form.finditer(text, start, end):
            if not is_own(match["who"], page.parties):
                return match.start(), match.end(), match["who"]
    return None


@cache
def _consents() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(form, re.I) for form in words("consent", "patterns"))


@cache
def _opened() -> re.Pattern[str]:
    openers = union(("consent", "openers"))
    return re.compile(rf"\b(?:{openers})\s+(?P<who>{_somebody()})\s+(?P<does>\w+)")


def _event(page: Page, text: str, start: int, end: int) -> tuple[int, int, str] | None:
    """A clause of condition whose subject is somebody else. Asked only where parties are named."""
    if not page.parties:
        return None
    for match in _opened().finditer(text, start, end):
        if not is_own(match["who"], page.parties) and match["does"] not in ("of", "in", "and"):
            stop = re.compile(r"[,.;]").search(text, match.end(), end)
            return match.start(), stop.start() if stop else end, match["who"]
    return None


def _somebody() -> str:
    """A name, or a noun for a body that acts."""
    name = r"(?:[Tt]he )?[A-Z][\w'-]+(?: (?:of )?(?:the )?[A-Z][\w'-]+)*"
    body = rf"(?:the|a|an|any|its|their) (?:\w+ ){{0,2}}(?:{union(('parties', 'nouns'))})"
    return rf"(?:{name}|{body})"


def unnamed_party(page: Page) -> Iterator[Hit]:
    """Somebody bound who has not been named a party; once a name.

    Where the text names no parties at all, one question about the first "both sides".
    """
    if page.parties:
        yield from _strangers(page)
        return
    collective = pattern(("parties", "collective"))
    for provision, start, end in page.sentences:
        match = collective.search(provision.text, start, end)
        if match and not TERM.search(match[0]):
            yield Hit(provision, match.start(), match.end())
            return


def _strangers(page: Page) -> Iterator[Hit]:
    seen: set[str] = set()
    for whole in page.every_duty:
        bound = whole.voice == "active" and whole.force == "duty" and bool(whole.actor)
        for duty in _apart(whole) if bound else ():
            if duty.actor.lower() in seen or is_own(duty.actor, page.parties):
                continue
            seen.add(duty.actor.lower())
            if _is_somebody(duty) and not _is_created(page, duty):
                yield Hit(duty.provision, duty.at, duty.until, duty.actor)


def _apart(duty: Duty) -> Iterator[Duty]:
    """The undertaking of each of several actors ("the Company and the Port Authority")."""
    for who in actors(duty.actor):
        yield replace(duty, actor=who)


def _is_somebody(duty: Duty) -> bool:
    """Whether the subject is a name, or a noun for a body that acts."""
    head = duty.actor.split(" of ")[0]
    noun = pattern(("parties", "nouns")).search(head)
    name = re.match(r"[A-Z][\w-]+(?: [A-Z][\w-]+)*$", ARTICLE.sub("", head))
    starts = duty.provision.text[duty.at :]
    named = name and (duty.at > duty.start or not starts.startswith(("The ", "A ", "An ")))
    return bool(noun) or bool(named)


def _is_created(page: Page, duty: Duty) -> bool:
    """Whether the text itself sets up that body ("Norland and Ostland set up a Commission")."""
    head = re.escape(
        duty.actor.split()[0] if len(duty.actor.split()) == 1 else duty.actor.split(" set")[0]
    )
    made = r"(?:set up|sets up|establish|create|appoint|form|elect|name|consist|compos|member)\w*"
    either = rf"{made}[^.]*\b{head}|\b{head}\b[^.]*\b{made}"
    return bool(re.search(either, page.words, re.I))


def one_sided(page: Page) -> Iterator[Hit]:
    """Deadlines for one party only, while another has duties as well; once a draft."""
    burdens = [b for b in asymmetry(page.draft, page.provisions) if len(b.duties) >= LOPSIDED]
    timed = [b for b in burdens if len(b.deadlines) >= LOPSIDED]
    free = [b for b in burdens if not b.deadlines]
    if len(timed) == 1 and free:
        first = page.by_id[timed[0].deadlines[0]]
        other = ", ".join(b.party for b in free)
        yield Hit(first, 0, len(first.text), f"{timed[0].party}, not for {other}")
