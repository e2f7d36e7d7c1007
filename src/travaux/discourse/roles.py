"""Word classes of roles.toml: what a noun tells about who is speaking."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from travaux.discourse.names import fold


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


@cache
def _given_names() -> dict[str, str]:
    """Given names by levelled spelling, with "m" or "f"."""
    file = files("travaux.discourse").joinpath("given_names.toml")
    table = tomllib.loads(file.read_text("utf-8"))
    pairs = (("he", "m"), ("she", "f"))
    return {fold(name): sex for key, sex in pairs for name in table[key].split()}


def gender_of_given(name: str) -> str:
    """ "m" or "f" where the first word of a full name usually goes with it, else "" ."""
    words = name.split()
    if len(words) < 2:
        return ""
    known = _given_names().get(fold(words[0]), "")
    return known or ("f" if fold(words[0]).endswith(_FEMININE) else "")


_FEMININE = ("ina", "ela", "eta", "ete", "ele", "isha", "iana", "mila", "slava")  # folded
