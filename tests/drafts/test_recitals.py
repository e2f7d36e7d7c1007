from __future__ import annotations

from tests.drafts.test_find_witnesses import labels, only

TREATY = """\
TREATY OF THE TWO SHORES

The Parties to this Treaty,

Recalling the accord of 2019,

Deeply concerned at the loss of fish stocks,

[Recognizing the special needs of small islands,]

Have agreed as follows:

Article 1
The Parties shall close the strait to trawlers.

Article 2
Each Party shall report every year.

Article 3
Disputes shall be settled by the Commission.

Article 4
This Treaty enters into force on signature.
"""


def test_the_paragraphs_of_a_preamble_are_provisions() -> None:
    witness = only(TREATY)
    assert labels(witness)[:4] == ["preamble ¶1", "preamble ¶2", "preamble ¶3", "Article 1"]
    assert [p.order for p in witness.provisions] == list(range(7))
    third = witness.provisions[2]
    assert third.text == "[Recognizing the special needs of small islands,]"
    assert TREATY[third.anchors[0].start : third.anchors[0].end] == third.anchors[0].exact
    assert TREATY[witness.start :].startswith("Recalling")


def test_one_sentence_that_opens_like_a_recital_is_no_preamble() -> None:
    lone = TREATY.replace("Recalling the accord", "The accord").replace("[Recognizing", "[All see")
    assert labels(only(lone))[0] == "Article 1"


def test_words_of_a_reporter_before_a_list_are_no_preamble() -> None:
    told = "Noting the mood, the envoys met twice over the week and said nothing. " * 4
    text = TREATY.replace("The Parties to this Treaty,", told)
    text = text.replace("Recalling the", "The").replace("[Recognizing", "[All see")
    assert labels(only(text))[0] == "Article 1"
