"""Which model serves, and that parsing in batches gives what parsing alone gives."""

from __future__ import annotations

import pytest

from travaux.core.errors import MissingExtra
from travaux.corpus import annotate, parser, read_document


def test_any_installed_english_model_serves() -> None:
    installed = parser.installed_models()
    assert installed
    assert parser.resolved(installed[0]) == installed[0]
    assert parser.resolved("en_core_web_none") in installed


def test_without_a_model_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parser, "installed_models", list)
    parser.resolved.cache_clear()
    with pytest.raises(MissingExtra, match="Install the package"):
        parser.resolved("en_core_web_sm")
    parser.resolved.cache_clear()


def test_the_batch_does_not_change_what_is_found() -> None:
    lines = [f"The envoy of state {i} said on Sunday that it would sign." for i in range(400)]
    whole = read_document("\n".join(lines).encode(), "a.txt").document
    alone = read_document(lines[217].encode(), "b.txt").document
    assert whole is not None
    assert alone is not None
    annotation = annotate(whole)
    sentence = annotation.sentences[217]
    tokens = annotation.tokens[sentence.first : sentence.last]
    expected = annotate(alone).tokens
    assert [(t.text, t.pos, t.dep, t.lemma) for t in tokens] == [
        (t.text, t.pos, t.dep, t.lemma) for t in expected
    ]
    assert [t.head - sentence.first for t in tokens] == [t.head for t in expected]
