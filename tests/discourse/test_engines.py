"""Choosing an engine, and doing without the trained weights."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from travaux.core.annotation import Annotation
from travaux.core.documents import Document
from travaux.core.errors import MissingExtra, UsageError
from travaux.discourse import attribute, tagger
from travaux.discourse.tagger import has_weights, load_tagger

Reading = Callable[..., tuple[Document, Annotation]]
TEXT = "The minister said the talks would resume in May."

needs_weights = pytest.mark.skipif(not has_weights(), reason="the weights are left out")


@pytest.fixture
def no_weights(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tagger, "FILES", ("no such file",))
    load_tagger.cache_clear()


def test_an_unknown_engine_is_wrong_use(read: Reading) -> None:
    with pytest.raises(UsageError, match="auto, both, tagger, rules"):
        attribute(*read(TEXT), engine="magic")


@pytest.mark.usefixtures("no_weights")
def test_without_weights_the_rules_do_it_alone(read: Reading) -> None:
    rules = attribute(*read(TEXT), engine="rules")
    assert rules and attribute(*read(TEXT)) == rules
    assert all(made.startswith("rules") for each in rules for made in each.made_by)


@pytest.mark.usefixtures("no_weights")
@pytest.mark.parametrize("engine", ["tagger", "both"])
def test_asking_for_the_tagger_without_weights_says_so(read: Reading, engine: str) -> None:
    with pytest.raises(MissingExtra, match="weights"):
        attribute(*read(TEXT), engine=engine)


@needs_weights
def test_both_engines_sign_what_both_found(read: Reading) -> None:
    (found,) = attribute(*read(TEXT), engine="both")
    assert {made.partition("/")[0] for made in found.made_by} == {"tagger", "rules"}
    assert found.cue is not None and found.cue.exact == "said"


@needs_weights
def test_the_tagger_alone_signs_alone(read: Reading) -> None:
    (found,) = attribute(*read(TEXT), engine="tagger")
    assert [made.partition("/")[0] for made in found.made_by] == ["tagger"]
    assert found.source is not None and found.source.exact == "The minister"
