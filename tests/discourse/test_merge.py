"""Joining what rules and tagger found."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from travaux.discourse.attribution import Attribution, Span
from travaux.discourse.merge import merge


def tagged(cue: Span | None, *content: Span, source: Span | None = None) -> Attribution:
    return Attribution(source, cue, content, ("tagger/1",), 0.8, (("cue", "tagged"),))


def ruled(cue: Span | None, *content: Span, source: Span | None = None) -> Attribution:
    return Attribution(source, cue, content, ("rules/1",), 0.6, (("cue", "a verb"),))


def test_one_attribution_found_twice_is_one() -> None:
    (found,) = merge([tagged((10, 14), (15, 40))], [ruled((10, 16), (17, 40), source=(0, 9))])
    assert (found.cue, found.content, found.source) == ((10, 14), ((15, 40),), (0, 9))
    assert found.made_by == ("tagger/1", "rules/1")
    assert found.why == (("cue", "tagged"), ("cue", "a verb"))
    assert found.confidence > 0.8


def test_the_taggers_source_wins() -> None:
    mine = tagged((10, 14), (15, 40), source=(0, 9))
    (found,) = merge([mine], [ruled((10, 14), (15, 40), source=(4, 9))])
    assert found.source == (0, 9)


def test_what_a_rule_finds_inside_a_content_stays() -> None:
    inner = ruled((24, 28), (29, 40), source=(20, 23))
    assert merge([tagged((10, 14), (15, 40))], [inner])[1] == inner


def test_what_a_rule_finds_apart_stays() -> None:
    apart = ruled((50, 54), (55, 70))
    assert apart in merge([tagged((10, 14), (15, 40))], [apart])


def test_a_rule_that_crosses_the_tagger_gives_way() -> None:
    mine = tagged((10, 14), (15, 40))
    assert merge([mine], [ruled((42, 45), (30, 41))]) == (mine,)


def test_without_a_cue_contents_decide() -> None:
    (found,) = merge([tagged(None, (15, 40))], [ruled(None, (14, 40))])
    assert found.made_by == ("tagger/1", "rules/1")


SPANS = st.tuples(st.integers(0, 60), st.integers(1, 20)).map(lambda s: (s[0], s[0] + s[1]))
TAGGED = st.lists(st.builds(tagged, SPANS, SPANS), max_size=6)
RULED = st.lists(st.builds(ruled, SPANS, SPANS), max_size=6)


@given(TAGGED, RULED)
def test_order_never_changes_the_result(one: list[Attribution], other: list[Attribution]) -> None:
    assert merge(one, other) == merge(one[::-1], other[::-1])


@given(TAGGED, RULED)
def test_nothing_of_the_tagger_is_lost(one: list[Attribution], other: list[Attribution]) -> None:
    found = {each.parts for each in merge(one, other)}
    assert {each.parts for each in one} <= found | {
        (each.source, *parts.parts) for each in other for parts in one if each.source
    }


@given(RULED)
def test_alone_the_rules_stand_as_they_are(other: list[Attribution]) -> None:
    assert set(merge([], other)) == set(other)
