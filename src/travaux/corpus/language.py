"""Which language a text is in, offline (py3langid: Lui & Baldwin 2012, `langid.py`)."""

from __future__ import annotations

import re
from functools import cache

SAMPLE = 20_000  # characters looked at; a language shows itself in far fewer
FEWEST_LETTERS = 60  # below it a guess is worth nothing
FEWEST_WORDS = 8  # different ones; a script without spaces has few "words", so its own bar
ENGLISH_SHARE = 0.12  # of these words in running English prose lies between 0.2 and 0.35
_ENGLISH = frozenset({"the", "of", "and", "that", "with", "which", "from", "this", "said", "by"})
_WORD = re.compile(r"[^\W\d_]{1,40}")


def language_of(text: str) -> str:
    """ISO 639-1 code of the language most of `text` is in, "" where there is too little of it."""
    words = _WORD.findall(text[:SAMPLE])
    letters = " ".join(words)
    if len(letters) < FEWEST_LETTERS:
        return ""
    if sum(w.lower() in _ENGLISH for w in words) >= ENGLISH_SHARE * len(words):
        return "en"
    enough = len({w.lower() for w in words}) >= FEWEST_WORDS or letters[0] > "\u2e7f"
    return _classified(letters) if enough else ""


def language_name(code: str) -> str:
    """The English name of an ISO 639-1 code, the code itself where it is not in the table."""
    return NAMES.get(code, f"language {code!r}")


def language_code(value: str) -> str:
    """ISO 639-1 code for what a person may write: "en", "EN-gb", "English"; "" if unknown."""
    value = value.strip().lower()
    if re.fullmatch(r"[a-z]{2}(?:[-_].*)?", value):
        return value[:2]
    return next((code for code, name in NAMES.items() if name.lower() == value), "")


def _classified(letters: str) -> str:
    label, _ = _identifier()(letters)
    return str(label)


@cache
def _identifier():  # type: ignore[no-untyped-def]  # the library carries no types
    import py3langid

    py3langid.set_languages(sorted(NAMES))
    return py3langid.classify


NAMES = {
    "ar": "Arabic",
    "bg": "Bulgarian",
    "bs": "Bosnian",
    "cs": "Czech",
    "da": "Danish",
    "de": "German",
    "el": "Greek",
    "en": "English",
    "es": "Spanish",
    "et": "Estonian",
    "fa": "Persian",
    "fi": "Finnish",
    "fr": "French",
    "he": "Hebrew",
    "hi": "Hindi",
    "hr": "Croatian",
    "hu": "Hungarian",
    "hy": "Armenian",
    "id": "Indonesian",
    "it": "Italian",
    "ja": "Japanese",
    "ka": "Georgian",
    "ko": "Korean",
    "lt": "Lithuanian",
    "lv": "Latvian",
    "nl": "Dutch",
    "no": "Norwegian",
    "pl": "Polish",
    "pt": "Portuguese",
    "ro": "Romanian",
    "ru": "Russian",
    "sk": "Slovak",
    "sl": "Slovene",
    "sq": "Albanian",
    "sr": "Serbian",
    "sv": "Swedish",
    "th": "Thai",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "ur": "Urdu",
    "vi": "Vietnamese",
    "zh": "Chinese",
}
