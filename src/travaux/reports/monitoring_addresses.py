"""Where the pages of monitoring stand, alone and inside a record's dossier, and their titles."""

from __future__ import annotations

from collections.abc import Mapping

TITLES = {
    "cards": "Cards",
    "board": "Is it kept?",
    "chains": "Consequences",
    "scores": "Scoreboard",
    "log": "Log",
    "what_if": "What if",
    "card": "Write a card",
}
ALONE = {
    "board": "index.html",
    "chains": "consequences.html",
    "scores": "scoreboard.html",
    "log": "log.html",
    "what_if": "questions.html",
    "card": "card.html",
}
"""The pages of a run that stands alone: by what they show, their files."""
IN_DOSSIER = {
    "cards": "commitments.html",
    "board": "kept.html",
    "chains": "kept-consequences.html",
    "scores": "kept-scoreboard.html",
    "log": "kept-log.html",
    "what_if": "kept-what-if.html",
    "card": "card.html",
}
"""The same inside a record's dossier."""
ASSETS = ("monitoring.css",)


def tabs(files: Mapping[str, str] = IN_DOSSIER) -> list[dict[str, str]]:
    """The pages of a run as a second row of links."""
    return [{"file": files[key], "title": TITLES[key]} for key in TITLES if key in files]
