"""Which engine finds the attributions: a table of names."""

from __future__ import annotations

from collections.abc import Callable

from travaux.core.errors import UsageError
from travaux.discourse.attribution import Attribution
from travaux.discourse.linker import attribute_by_tagger
from travaux.discourse.merge import merge
from travaux.discourse.rules import by_rules
from travaux.discourse.syntax import Syntax
from travaux.discourse.tagger import has_weights

Engine = Callable[[Syntax], tuple[Attribution, ...]]


def by_tagger(syntax: Syntax) -> tuple[Attribution, ...]:
    """The attributions of the trained tagger. Raises MissingExtra without its weights."""
    return attribute_by_tagger(syntax.document, syntax.annotation)


def by_both(syntax: Syntax) -> tuple[Attribution, ...]:
    """What the tagger and the rules find, as one set."""
    return merge(by_tagger(syntax), by_rules(syntax))


def by_what_is_installed(syntax: Syntax) -> tuple[Attribution, ...]:
    """Both engines where the tagger's weights are installed, the rules where they are not."""
    return by_both(syntax) if has_weights() else by_rules(syntax)


ENGINES: dict[str, Engine] = {
    "auto": by_what_is_installed,
    "both": by_both,
    "tagger": by_tagger,
    "rules": by_rules,
}


def engine_named(name: str) -> Engine:
    """The engine of that name. Raises UsageError for any other."""
    if name not in ENGINES:
        raise UsageError(f"There is no engine “{name}”.", f"Choose one of {', '.join(ENGINES)}.")
    return ENGINES[name]
