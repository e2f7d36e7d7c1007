from __future__ import annotations

from travaux.core.anchors import anchor, relocate
from travaux.core.drafts import Provision, Slot, SlotKind
from travaux.core.plain import plain, restored

TEXT = "The cap is 600 boats. Nobody likes the cap."


def provision() -> Provision:
    words = anchor("doc", TEXT, 0, 21)
    slot = Slot(SlotKind.NUMBER, anchor("doc", TEXT, 11, 20), "600", 600.0, 600.0, "boats")
    return Provision("p", "d", "3.a", ("3", "a"), words.exact, (words,), 4, slots=(slot,))


def test_what_plain_makes_restored_reads_back() -> None:
    assert restored(Provision, plain(provision())) == provision()


def test_fields_of_newer_data_are_left_aside() -> None:
    assert restored(Provision, {**plain(provision()), "colour": "red"}) == provision()


def test_an_anchor_is_found_again_after_the_text_has_shifted() -> None:
    old = anchor("doc", TEXT, TEXT.rindex("the cap"), TEXT.rindex("the cap") + 7)
    new = relocate(old, "doc2", "A new first line, with the cap named. " + TEXT)
    assert new is not None
    assert new.start == old.start + len("A new first line, with the cap named. ")


def test_words_that_are_gone_are_not_found() -> None:
    assert relocate(anchor("doc", TEXT, 0, 7), "doc2", "Quite another text.") is None
