"""Whether a line could be the title of an article, by its looks alone."""

from __future__ import annotations

import re

FEWEST_WORDS, MOST_WORDS, MOST_CHARS = 3, 26, 200
_LABELLED = re.compile(r"\s*(?:[-*•–—+]\s|\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]\s|[Pp]oint \d|>)")
_STOP_INSIDE = re.compile(r"[a-z]{3}[.;]\s+[A-Z“\"]")
_ENDS = re.compile(r"[.;:,…–—-][”’\"')\]]*$")
_SHORT_FORM = re.compile(r"(?:\b[A-Z]\.)+$|\b(?:Inc|Jr|Sr|Co|Ltd|v|vs)\.$")


def is_title_like(line: str) -> bool:
    """Whether `line` could be a title by its looks: short, no list item, no final stop."""
    line = line.strip().lstrip("#").strip(" *_")
    words = line.split()
    if not FEWEST_WORDS <= len(words) <= MOST_WORDS or len(line) > MOST_CHARS:
        return False
    if _LABELLED.match(line) or line[0].islower() or _STOP_INSIDE.search(line):
        return False
    if _ENDS.search(line) and not _SHORT_FORM.search(line):
        return False
    return sum(c.isalpha() for c in line) > len(line) / 2 and not _is_speech(line)


def _is_speech(line: str) -> bool:
    """A quoted sentence, or a speaker's label before words."""
    quoted = line[0] in '“"‘«' and line[-1] in '”"’»'
    return quoted or bool(re.match(r"[A-Z][A-Z .]{2,20}:\s", line))
