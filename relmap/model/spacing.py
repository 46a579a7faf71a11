"""Spaces where scripts meet: one between Chinese or Thai and a name or number in other signs, none within Chinese."""

import re
from collections.abc import Iterator
from string import Formatter

from relmap.model.saying import Catalogue

# What a text begins or ends with, as far as it decides on a space; a figure may begin with its sign or its point.
_SCRIPTS = {
    "chinese": r"[\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]",
    "thai": r"[\u0e01-\u0e3a\u0e40-\u0e5b]",
    "other": r"[+-]?\.?[^\W_]|(?<=\d)%",
}
_BEGINNING = re.compile("|".join(f"(?P<{name}>{signs})" for name, signs in _SCRIPTS.items()))
_END = re.compile("|".join(f"(?P<{name}>{signs})$" for name, signs in _SCRIPTS.items()))


class Spaced(str):
    """A text whose fields are set off from it by a space where another script begins, and within Chinese by none.

    >>> said = Spaced("{who}拜访{whom}")
    >>> said.format(who="林一帆", whom="Malee"), said.format(who="Nok", whom="何建新")
    ('林一帆拜访 Malee', 'Nok 拜访何建新')
    """

    __slots__ = ()

    def format(self, *args: object, **fields: object) -> str:
        """As `str.format`; only named fields are known."""
        whole = ""
        for part in _parts(self, fields):
            whole = _joined(whole, part)
        return whole


class SpacedCatalogue:
    """A catalogue whose texts are Spaced."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def gettext(self, message: str, /) -> str:
        return Spaced(self._catalogue.gettext(message))

    def ngettext(self, msgid1: str, msgid2: str, n: int, /) -> str:
        return Spaced(self._catalogue.ngettext(msgid1, msgid2, n))

    def pgettext(self, context: str, message: str, /) -> str:
        return Spaced(self._catalogue.pgettext(context, message))


def _parts(text: str, fields: dict[str, object]) -> Iterator[str]:
    formatter = Formatter()
    for literal, name, spec, conversion in formatter.parse(text):
        yield literal
        if name is not None:
            yield format(formatter.convert_field(fields[name], conversion), spec or "")


def _joined(left: str, right: str) -> str:
    before, after = left.rstrip(" "), right.lstrip(" ")
    end, beginning = _END.search(before), _BEGINNING.match(after)
    spaces = len(left) - len(before) + len(right) - len(after)
    if end is None or beginning is None or spaces > 1:
        return left + right
    if end.lastgroup != beginning.lastgroup:
        return f"{before} {after}"
    return before + after if end.lastgroup == "chinese" else left + right
