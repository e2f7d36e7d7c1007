"""One line a construction: the source, the cue and the content that the rules must find."""

from __future__ import annotations

import pytest

from tests.discourse.conftest import Reading, Statements
from travaux.core.annotation import Annotation
from travaux.discourse import attribute, attribute_by_rules

CASES = [
    # text, source, cue, content
    ("The envoy said that talks would resume.", "The envoy", "said", "that talks would resume"),
    ("The talks would resume, the envoy said.", "the envoy", "said", "The talks would resume"),
    ("“We want peace,” said the envoy.", "the envoy", "said", "“We want peace,”"),
    ("The envoy said: “We want peace.”", "The envoy", "said", "“We want peace.”"),
    ("“We want peace,” the envoy said. “Nothing else matters.”", "the envoy", "said",
     "“We want peace,” … “Nothing else matters.”"),
    ("According to the ministry, the border is open.", "the ministry", "According to",
     "the border is open"),
    ("The border is open, according to the ministry.", "the ministry", "according to",
     "The border is open"),
    ("Norland’s foreign ministry: “No comment today.”", "Norland’s foreign ministry", ":",
     "“No comment today.”"),
    ("As the minister put it, the plan is a list of topics.", "the minister", "put it",
     "the plan is a list of topics"),
    ("The general has agreed to withdraw his troops.", "The general", "has agreed",
     "to withdraw his troops"),
    ("The president urged the rebels to lay down their arms.", "The president", "urged",
     "the rebels to lay down their arms"),
    ("The minister called for a ceasefire.", "The minister", "called for", "a ceasefire"),
    ("The plan was rejected by the rebels.", "the rebels", "was rejected", "The plan"),
    ("Reporters asked whether the minister would resign.", "Reporters", "asked",
     "whether the minister would resign"),
    ("The minister was quoted as saying that the deal was dead.", "The minister",
     "was quoted as saying", "that the deal was dead"),
    ("The president believes that the war will end soon.", "The president", "believes",
     "that the war will end soon"),
    ("The delegation is confident that a deal is near.", "The delegation", "is confident",
     "that a deal is near"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"), CASES, ids=[c[0][:40] for c in CASES]
)
def test_construction(say: Statements, text: str, source: str, cue: str, content: str) -> None:
    found = [(s.source.exact if s.source else "", s.cue.exact if s.cue else "", s.words)
             for s in say(text)]  # fmt: skip
    assert (source, cue, content) in found


def test_hearsay_has_no_source(say: Statements) -> None:
    (found,) = say("The army reportedly crossed the river.")
    assert found.source is None
    assert found.speaker is None
    assert found.cue is not None
    assert found.cue.exact == "reportedly"


def test_participle_borrows_the_subject(say: Statements) -> None:
    said, added = say("The envoy said the talks failed, adding that nobody was to blame.")
    assert said.source == added.source


def test_quoted_term_is_no_quotation(say: Statements) -> None:
    assert say("The so-called “zone” was crossed by two lorries on their way north.") == ()


def test_not_analysed_gives_nothing(read: Reading) -> None:
    document, _ = read("Der Minister sagte, dass er komme.")
    nothing = Annotation("", (), (), analysed=False)
    assert attribute(document, nothing) == ()
    assert attribute_by_rules(document, nothing) == ()
