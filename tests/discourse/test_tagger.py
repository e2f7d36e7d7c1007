"""The trained tagger: what it finds in self-written sentences, and that it never refuses."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from travaux.core.errors import MissingExtra
from travaux.discourse import tagger as tagging
from travaux.discourse.tagger import STRIDE, WINDOW, buckets, has_weights, load_tagger, windows

needs_weights = pytest.mark.skipif(not has_weights(), reason="the weights are left out")

SENTENCES = {  # source, the acceptable readings of the cue, content
    "The minister said the talks would resume in May.": (
        "The minister", {"said"}, "the talks would resume in May"),
    "“We will not sign,” the ambassador told reporters.": (
        "the ambassador", {"told", "told reporters"}, "“We will not sign,”"),
    "According to the mediator, both delegations have left Geneva.": (
        "the mediator", {"According to"}, "both delegations have left Geneva"),
    "Olena Moroz insisted that the border clause was not open to debate.": (
        "Olena Moroz", {"insisted"}, "that the border clause was not open to debate"),
}  # fmt: skip


@pytest.mark.parametrize("total", [1, WINDOW, WINDOW + 1, STRIDE * 3, 1999])
def test_windows_decide_every_piece_once_and_in_their_middle(total: int) -> None:
    found = list(windows(total))
    decided = [at for _, _, first, last in found for at in range(first, last)]
    assert decided == list(range(total))
    for start, stop, first, last in found:
        assert stop - start <= WINDOW
        assert first == 0 or first - start >= (WINDOW - STRIDE) // 2
        assert last == total or stop - last >= (WINDOW - STRIDE) // 2


def test_distance_buckets_are_symmetric_and_grow() -> None:
    found = buckets(np.arange(-300, 301))
    middle = found[300]
    assert (np.diff(found) >= 0).all()
    assert (found - middle == -(found - middle)[::-1]).all()
    assert found.min() == 0 and found.max() == 2 * middle


def test_without_weights_the_error_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tagging, "FILES", ("no such file",))
    load_tagger.cache_clear()
    with pytest.raises(MissingExtra, match="--engine rules"):
        load_tagger()
    load_tagger.cache_clear()


@needs_weights
@pytest.mark.parametrize("text", SENTENCES)
def test_finds_source_cue_and_content(text: str) -> None:
    found = {span.role: text[span.start : span.end] for span in load_tagger().tag(text).spans}
    source, cues, content = SENTENCES[text]
    assert (found["source"], found["content"]) == (source, content)
    assert found["cue"] in cues


@needs_weights
def test_finds_nothing_in_plain_narration() -> None:
    found = load_tagger().tag("The river crosses the plain and reaches the sea near the port.")
    assert found.spans == ()


@needs_weights
def test_the_same_text_gives_the_same_spans_and_scores() -> None:
    text = "\n\n".join(SENTENCES) * 3
    assert load_tagger().tag(text) == load_tagger().tag(text)


@needs_weights
def test_a_long_text_is_tagged_to_its_end() -> None:
    sentence = next(iter(SENTENCES))
    text = "\n\n".join([sentence] * 60)
    contents = [s for s in load_tagger().tag(text).spans if s.role == "content"]
    assert len(contents) >= 55
    assert contents[-1].start > len(text) - len(sentence)


@needs_weights
@pytest.mark.parametrize("text", ["", " ", "\n\n", "“”\"''", "“" * 40, "قال الوزير إن المحادثات"])
def test_odd_texts_are_no_error(text: str) -> None:
    for span in load_tagger().tag(text).spans:
        assert 0 <= span.start < span.end <= len(text)


@needs_weights
@given(st.text(max_size=200))
@settings(max_examples=20, deadline=None)
def test_spans_lie_in_the_text_and_never_overlap(text: str) -> None:
    found = load_tagger().tag(text)
    places = [(span.start, span.end) for span in found.spans]
    assert all(0 <= a < b <= len(text) for a, b in places)
    assert all(left[1] <= right[0] for left, right in pairwise(places))
    assert all(0 <= span.score <= 1 for span in found.spans)
    for (cue, other), chance in found.links.items():
        assert found.spans[cue].role == "cue" != found.spans[other].role
        assert 0 <= chance <= 1
