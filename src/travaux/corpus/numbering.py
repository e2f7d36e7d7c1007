"""Numbers as lists print them: 4, iv, d, IV, D."""

from __future__ import annotations

_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)


def ordinal(number: int, style: str) -> str:
    """`number` in `style`: decimal, lower-alpha, upper-alpha, lower-roman or upper-roman (CSS
    names; -latin and -letter are -alpha). Unknown styles, and numbers a style cannot write, are
    decimal.
    """
    kind = style.lower().replace("latin", "alpha").replace("letter", "alpha")
    if "alpha" in kind and number > 0:
        written = _letters(number)
    elif "roman" in kind and 0 < number < 4000:
        written = _roman(number)
    else:
        return f"{number:02}" if "zero" in kind else str(number)
    return written.upper() if kind.startswith("upper") else written


def _letters(number: int) -> str:
    """a … z, then aa, ab … (as browsers and spreadsheets count)."""
    written = ""
    while number:
        number, rest = divmod(number - 1, 26)
        written = chr(ord("a") + rest) + written
    return written


def _roman(number: int) -> str:
    written = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        written += letters * count
    return written
