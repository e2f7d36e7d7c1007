from __future__ import annotations

from travaux.core.anchors import anchor
from travaux.core.drafts import Provision, Witness
from travaux.core.statements import Statement, StatementKind
from travaux.workbench.spoken import spoken

TEXT = "1. Karsovia agrees to open the gate. 2. Merrow will pay. Feld said point 2 was fair."


def statement(words: str) -> Statement:
    start = TEXT.index(words)
    content = (anchor("doc", TEXT, start, start + len(words)),)
    return Statement(words, "doc", StatementKind.INDIRECT, content)


def test_the_words_of_a_provision_are_nobodys_statement() -> None:
    first, second = (
        Provision(label, "w", label, (label,), "", (anchor("doc", TEXT, *place),), 1)
        for label, place in (("1", (3, 36)), ("2", (40, 56)))
    )
    witness = Witness("w", "doc", 0, 56, (first, second))
    inside, after = statement("to open the gate"), statement("point 2 was fair")
    across = statement("to open the gate. 2. Merrow will pay. Feld said point 2 was fair")
    assert spoken([inside, after, across], [witness]) == (after, across)
    from_one_to_the_next = statement("to open the gate. 2. Merrow will pay")
    assert spoken([from_one_to_the_next, after], [witness]) == (after,)
    assert spoken([inside, after], []) == (inside, after)
