"""Whose stance a sentence reports: the party it names as the one who accepts or refuses.

Rules: "acceptable to X", "for X a red line", "X('s leaders) will not accept", "X rejects". X must
be a known party's name or alias, right before the words of attitude or right after "to".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from travaux.core.parties import Party
from travaux.issues.naming import Names, names_of

AUXILIARY = r"(?:will|would|has|have|had|is|are|was|can|could|does|do|did|may|might|must|remains?)"
NEGATION = r"(?:n['’]t|\s+not|\s+never|not)?"
ATTITUDE = (
    r"(?:accept\w*|agree\w*|reject\w*|oppos\w*|support\w*|insist\w*|demand\w*|endors\w*|refus\w*|"
    r"consent\w*|sign\b|signs\b|back(?:s|ed)\b|wants?\b|wanted\b|welcom\w*|object\w*|tolerat\w*|"
    r"put up with|(?:content|happy|satisfied|comfortable) with|(?:dead )?set against|"
    r"against\b|behind\b|in favou?r|c(?:ome|ame|oming) (?:a)?round|hold(?:s|ing)? out|"
    r"held out|turn(?:s|ed) down|recogni[sz]\w*|ced\w*|hand over|give (?:up|amnesty)|"
    r"ready to|willing to|open to)"
)
FOLLOWED = re.compile(
    rf"(?:['’]s (?:(?!(?:we|i|they|he|she|it|you)\b)\w+ ){{1,2}})?\s*(?:{AUXILIARY}{NEGATION}\s+)?"
    rf"(?:(?:ever|never|also|already|reportedly|going to|be going to|\w+ly)\s+){{0,2}}{ATTITUDE}",
    re.IGNORECASE,
)
AFTER = re.compile(
    r"(?:(?:acceptable|intolerable|palatable) (?:to|for)"
    r"|(?:turned down|rejected|accepted|opposed|supported|backed|welcomed|endorsed|approved|refused"
    r"|dismissed|resisted|vetoed) by) (?:the )?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Holders:
    """The parties that may hold a stance, and whom each speaks for."""

    names: Names
    bodies: Mapping[str, str]

    def ascribed(self, clause: str) -> str:
        """The id of the party to which the clause ascribes an attitude, "" if to none."""
        for party, match in self.names.places(clause):
            after, before = clause[match.end() :], clause[: match.start()]
            if FOLLOWED.match(after) or AFTER.search(before):
                return party
        return ""

    def speaks_for(self, speaker: str, party: str) -> bool:
        """Whether `speaker` is that party or belongs to it, over any number of steps."""
        seen: set[str] = set()
        while speaker and speaker not in seen:
            if speaker == party:
                return True
            seen.add(speaker)
            speaker = self.bodies.get(speaker, "")
        return False


def holders(parties: Iterable[Party]) -> Holders:
    """The lookup over `parties`; unnamed ones hold no stance that others report."""
    known = tuple(parties)
    return Holders(names_of(known), {p.id: p.affiliation for p in known if p.affiliation})
