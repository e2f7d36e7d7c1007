"""Numbers as people write them, read exactly: 3, 2.5, "1/3", "40%", "1 000"."""

from __future__ import annotations

from fractions import Fraction


def exact(value: object) -> Fraction:
    """`value` (int, float, Fraction or text) as a fraction; a decimal number means what it
    shows (0.1 is one tenth), a per cent sign divides by 100.

    Raises ValueError when it is not a finite number.
    """
    if isinstance(value, bool) or value is None:
        raise ValueError(f"{value!r} is not a number")
    text = str(value).replace(" ", "").replace("_", "").replace(" ", "")
    try:
        if text.endswith("%"):
            return Fraction(text[:-1]) / 100
        return Fraction(text)
    except (ValueError, ZeroDivisionError):
        raise ValueError(f"{value!r} is not a number") from None


def shown(number: Fraction, places: int = 2) -> str:
    """`number` for reading: whole numbers plain, others rounded half to even to `places`."""
    if number.denominator == 1:
        return str(number.numerator)
    return f"{float(round(number, places)):.{places}f}".rstrip("0").rstrip(".")
