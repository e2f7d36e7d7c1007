"""How far two coders agree."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.core.networks import CodedStatement
from travaux.issues.agreement import alpha, confusion, paired, per_category


def test_alpha_of_a_worked_example() -> None:
    """Krippendorff (2011), example with two coders and nominal data: alpha = 0.095."""
    one, other = "0100000010", "1110010000"
    assert alpha(list(zip(one, other, strict=True))) == pytest.approx(0.095, abs=0.001)


def test_alpha_with_missing_values_and_more_coders() -> None:
    """Krippendorff (2011), example with four coders, missing data, nominal: alpha = 0.743."""
    coders = ["123321412...", "1233224125.3", ".3332342251.", "12332441251."]
    units = [[c for c in unit if c != "."] for unit in zip(*coders, strict=True)]
    assert alpha(units) == pytest.approx(0.743, abs=0.001)


def test_alpha_ends() -> None:
    assert alpha([("a", "a"), ("b", "b")]) == 1.0
    assert alpha([("a", "a")]) == 1.0
    assert alpha([]) == 1.0
    assert alpha([("a", "b"), ("b", "a")]) < 0


@given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from("ab")), max_size=20))
def test_alpha_does_not_depend_on_who_is_first(pairs: list[tuple[str, str]]) -> None:
    turned = [(b, a) for a, b in pairs]
    assert alpha(pairs) == pytest.approx(alpha(turned))
    assert alpha(pairs) <= 1.0


def test_confusion_per_category() -> None:
    pairs = [("yes", "yes"), ("yes", "no"), ("no", "no"), ("no", "no")]
    assert confusion(pairs)["yes", "no"] == 1
    no, yes = per_category(pairs)
    assert (no.both, no.only_one, no.only_other) == (2, 0, 1)
    assert (yes.precision, yes.recall) == (0.5, 1.0)


def test_statements_that_both_coded_are_paired() -> None:
    def row(ident: str, coder: str, agreement: int) -> CodedStatement:
        return CodedStatement(ident, "d", "2031-01-01", "p", "o", "c", agreement, coder)

    rows = [row("1", "machine", 1), row("1", "Mara", 0), row("2", "machine", 1)]
    assert paired(rows, "machine", "Mara") == [("1", "0")]
