"""Regular expressions that mean the same to ECMAScript, where editors run them, and to Python, where tests do.

Both search for them anywhere in a text, so each is anchored. Letters beyond ASCII are let through: what of them an id
may hold is Unicode's to say, and no pattern's.
"""

import re
from collections.abc import Iterable

from relmap.model.ids import DEVICES, MAX_LENGTH

_ASCII_SIGN = r"[\u0000-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u007f]"
_IN_ID = r"[^\u0000-\u002f\u003a-\u0060\u007b-\u007f]"
_DEVICE = "|".join(sorted(DEVICES))
ID = rf"(?!(?:{_DEVICE})(?:/|$))(?![^/]{{{MAX_LENGTH + 1}}}){_IN_ID}+(?:-{_IN_ID}+)*"

_LONG_MONTH, _SHORT_MONTH = "(?:0[13578]|1[02])", "(?:0[469]|11)"
_LEAP_CENTURY, _LEAP_IN_CENTURY = "(?:0[48]|1[26]|20)00", "(?:[01][0-9]|2[0-3])(?:0[48]|[2468][048]|[13579][26])"
COMMON_ERA_YEAR = "(?!0000)(?:[01][0-9]{3}|2[0-3][0-9]{2})"
DATE = (
    rf"{COMMON_ERA_YEAR}-(?:{_LONG_MONTH}-(?:0[1-9]|[12][0-9]|3[01])|{_SHORT_MONTH}-(?:0[1-9]|[12][0-9]|30)"
    rf"|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:{_LEAP_CENTURY}|{_LEAP_IN_CENTURY})-02-29"
)

NUMBER = r"[+-]?(?:[0-9]+(?:[.][0-9]*)?|[.][0-9]+)"
NOT_NEGATIVE = rf"(?!-[0.]*[1-9]){NUMBER}"
ABOVE_ZERO = rf"(?!-)(?=[^1-9]*[1-9]){NUMBER}"
# With an exponent the range cannot be told from the signs; nobody writes 6e-1 in quotes.
RATIO = rf"[+]?(?:0+(?:[.][0-9]*)?|[.][0-9]+|0*1(?:[.]0*)?)|-(?:0+(?:[.]0*)?|[.]0+)|{NUMBER}[eE][+-]?[0-9]+"
DAYS = "(?!0+$)[0-9]{1,5}"
NOT_EMPTY = r"[\s\S]"
NOT_BLANK = r"\S"


def whole_text(*patterns: str) -> str:
    """A text that is one of these from its beginning to its end."""
    return f"^(?:{'|'.join(patterns)})$"


def whole_number(number: int) -> str:
    """A whole number as people write it, with a sign or without, of up to three digits."""
    sign = "-" if number < 0 else "[+-]?" if number == 0 else "[+]?"
    return f"{sign}0{{0,2}}{abs(number)}"


def spelled(words: Iterable[str], *, between: str = f"{_ASCII_SIGN}+", around: str = f"{_ASCII_SIGN}*") -> str:
    """One of these words in small letters or capitals; `between` stands between its parts."""
    joined = (between.join(map(_any_case, re.split("[_ ]", word))) for word in words)
    return f"{around}(?:{'|'.join(joined)}){around}"


def _any_case(part: str) -> str:
    return "".join(
        f"[{sign.lower()}{sign.upper()}]" if sign.isascii() and sign.isalpha() else re.sub(r"[?+*.]", r"[\g<0>]", sign)
        for sign in part
    )
