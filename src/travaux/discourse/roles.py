"""Word classes of roles.toml: what a noun tells about who is speaking."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def _classes() -> dict[str, frozenset[str]]:
    table = tomllib.loads(files("travaux.discourse").joinpath("roles.toml").read_text("utf-8"))
    return {name: frozenset(words.split()) for name, words in table.items()}


def is_class(word: str, *names: str) -> bool:
    """Whether a word, in singular or as printed, belongs to one of the classes of roles.toml."""
    bare = word.lower().rstrip(".")
    forms = {bare, bare[:-1]} if bare.endswith("s") else {bare}
    if bare.endswith("men"):
        forms.add(bare[:-3] + "man")
    return any(forms & _classes()[name] for name in names)


def gender_of(word: str) -> str:
    """ "m" or "f" where the noun or honorific tells, else ""."""
    bare = word.lower().rstrip(".")
    if bare in _classes()["masculine"]:
        return "m"
    return "f" if bare in _classes()["feminine"] else ""
