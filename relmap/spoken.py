"""The language that is spoken now: English stands in the code, a catalogue brings another.

Sentences are whole, with named fields that are filled in afterwards: `_("{who} has left").format(who=name)`.
"""

from collections.abc import Iterable
from contextvars import ContextVar
from typing import Protocol


class Catalogue(Protocol):
    """Translations as the standard library's `gettext` gives them; a text without one comes back as it is."""

    def gettext(self, message: str, /) -> str: ...

    def ngettext(self, msgid1: str, msgid2: str, n: int, /) -> str: ...

    def pgettext(self, context: str, message: str, /) -> str: ...


_spoken: ContextVar[Catalogue | None] = ContextVar("spoken", default=None)


def use(catalogue: Catalogue | None) -> None:
    """From now on; None is English."""
    _spoken.set(catalogue)


def spoken() -> Catalogue | None:
    """The catalogue in use; None is English."""
    return _spoken.get()


def _(text: str) -> str:
    catalogue = _spoken.get()
    return text if catalogue is None else catalogue.gettext(text)


def later(text: str) -> str:
    """Marks a text that is made before the language is known; whoever shows it says `_(text)`."""
    return text


def ngettext(singular: str, plural: str, n: int) -> str:
    """The form that goes with the number; `{n}` in it is still to be filled in."""
    catalogue = _spoken.get()
    if catalogue is None:
        return singular if n == 1 else plural
    return catalogue.ngettext(singular, plural, n)


def pgettext(context: str, text: str) -> str:
    """A word that means different things in different places, as it is meant in `context`."""
    catalogue = _spoken.get()
    return text if catalogue is None else catalogue.pgettext(context, text)


def in_order(words: Iterable[str]) -> str:
    """
    >>> in_order(["a", "b", "c"])
    'a, b, c'
    """
    return pgettext("list", ", ").join(words)


def either(words: Iterable[str]) -> str:
    """
    >>> either(["a", "b"])
    'a or b'
    """
    return pgettext("either", " or ").join(words)


def both(words: Iterable[str]) -> str:
    """
    >>> both(["a", "b"])
    'a and b'
    """
    return pgettext("both", " and ").join(words)
