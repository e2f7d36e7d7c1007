"""Joining what rules and tagger found."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from travaux.discourse.attribution import Attribution, Span
from travaux.discourse.merge import merge
from travaux.discourse.nesting import RELAY


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


def relay(cue: Span, *content: Span, source: Span) -> Attribution:
    return Attribution(source, cue, content, ("rules/1",), 0.6, (("cue", RELAY),))


def test_inside_another_the_rules_know_better() -> None:
    outer = ruled((10, 14), (15, 60), source=(0, 9))
    inner = ruled((25, 30), (31, 60), source=(15, 24))
    found = merge([tagged((25, 30), (31, 60), source=(0, 9))], [outer, inner])
    assert [each.source for each in found] == [(0, 9), (15, 24)]
    assert [len(each.made_by) for each in found] == [1, 2]


def test_an_outer_attribution_of_the_rules_needs_both_to_see_the_inner() -> None:
    outer = ruled((10, 14), (15, 60), source=(0, 9))
    mine = tagged((25, 30), (31, 60), source=(15, 24))
    assert merge([mine], [outer]) == (mine,)


def test_a_relay_keeps_the_words_of_its_host() -> None:
    host = tagged((50, 58), (59, 90), source=(0, 4))
    wrong = tagged((6, 12), (13, 40), source=(0, 4))
    right = relay((6, 12), (59, 90), source=(13, 40))
    found = {each.cue: each for each in merge([host, wrong], [right])}
    assert found[6, 12].content == ((59, 90),) and found[6, 12].source == (13, 40)


def test_a_gap_that_holds_an_attribution_is_closed() -> None:
    outer = ruled((10, 15), (16, 90), source=(0, 9))
    inner = ruled((21, 33), (50, 90), source=(34, 48))
    (whole, within) = merge([tagged((10, 15), (16, 20), (50, 90))], [outer, inner])
    assert whole.content == ((16, 90),)
    assert within == inner


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
    signed = [each for each in merge(one, other) if "tagger/1" in each.made_by]
    assert len(signed) == len(one)


@given(RULED)
def test_alone_the_rules_stand_as_they_are(other: list[Attribution]) -> None:
    assert set(merge([], other)) == set(other)


def test_a_content_that_holds_the_name_of_a_relay_is_the_rules() -> None:
    host = ruled((0, 12), (60, 90), source=(13, 24))
    passed = relay((32, 38), (60, 90), source=(39, 58))
    found = merge([tagged((0, 12), (39, 90), source=(13, 24))], [host, passed])
    assert found[0].content == ((60, 90),)


def test_a_that_alone_is_no_content() -> None:
    outer, inner = ruled((10, 14), (15, 80)), ruled((20, 32), (40, 80), source=(33, 38))
    assert merge([tagged((10, 14), (15, 19))], [outer, inner])[0].content == ((15, 80),)
