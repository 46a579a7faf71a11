"""How the words of a book, its names, days and lists are said to people, in the language that is spoken now."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from typing import Protocol

from relmap.model.dates import shown_date, shown_year
from relmap.spoken import Catalogue, _, both, either, in_order, later, ngettext, pgettext, spoken, use

__all__ = [
    "Catalogue",
    "HasName",
    "_",
    "as_listed",
    "both",
    "either",
    "heading",
    "in_clauses",
    "in_order",
    "in_sentences",
    "in_words",
    "in_year",
    "labelled",
    "later",
    "name_of",
    "ngettext",
    "on_day",
    "pgettext",
    "remarked",
    "speak",
    "speaking",
]


class HasName(Protocol):
    """A record; people, members and accounts have `names` by language, too."""

    @property
    def name(self) -> str: ...


_NOTHING: Mapping[str, str] = {}
# The lists that a book may add words of its own to.
_OPEN_LISTS = ("role", "kind", "channel")
_calendar: ContextVar[str] = ContextVar("calendar", default="gregorian")
_names: ContextVar[str] = ContextVar("names", default="")
_own_words: ContextVar[Mapping[str, str]] = ContextVar("own_words", default=_NOTHING)


def speak(
    catalogue: Catalogue | None,
    calendar: str = "gregorian",
    names: str = "",
    own_words: Mapping[str, str] = _NOTHING,
) -> None:
    """From now on. No catalogue is English; `names` is the language of the names of records, "" as they are written.

    `own_words` are the labels that the book gives words of its own.
    """
    use(catalogue)
    _calendar.set(calendar)
    _names.set(names)
    _own_words.set(own_words)


@contextmanager
def speaking(
    catalogue: Catalogue | None,
    calendar: str = "gregorian",
    names: str = "",
    own_words: Mapping[str, str] = _NOTHING,
) -> Iterator[None]:
    """For as long as the block runs."""
    before = spoken(), _calendar.get(), _names.get(), _own_words.get()
    speak(catalogue, calendar, names, own_words)
    try:
        yield
    finally:
        speak(*before)


def in_words(context: str, word: str) -> str:
    """A word of the closed lists as a sentence says it; one of the book's own by its label, else as it is written.

    >>> in_words("role", "decision_maker"), in_words("stance", "non_supporter")
    ('decision maker', 'non-supporter')
    """
    own = _own_words.get().get(word) if context in _OPEN_LISTS else None
    return own or pgettext(context, word.replace("non_", "non-").replace("_", " "))


def as_listed(context: str, word: str) -> str:
    """A word of the closed lists for a table: in English as it is typed and written in files, else translated."""
    return word if spoken() is None else in_words(context, word)


def name_of(record: HasName) -> str:
    """What somebody or something is called in the language that is spoken, else as it is written."""
    names: Mapping[str, str] = getattr(record, "names", _NOTHING)
    return names.get(_names.get()) or record.name


def on_day(day: date) -> str:
    """A day in the calendar that is spoken."""
    return shown_date(day, _calendar.get())


def in_year(year: str) -> str:
    """A year, as files have it, in the calendar that is spoken."""
    return shown_year(year, _calendar.get())


def in_clauses(parts: Iterable[str]) -> str:
    """Parts of a sentence, one after the other."""
    return pgettext("clauses", ", ").join(parts)


def in_sentences(parts: Iterable[str]) -> str:
    """What could stand alone, one after the other, without the last full stop."""
    return pgettext("sentences", "; ").join(parts)


def labelled(label: str, text: str) -> str:
    """
    >>> labelled("Malee Jaidee", "phone 0212345677")
    'Malee Jaidee: phone 0212345677'
    """
    return pgettext("labelled", "{label}: {text}").format(label=label, text=text)


def remarked(text: str, remark: str) -> str:
    """
    >>> remarked("reports to", ".45")
    'reports to (.45)'
    """
    return pgettext("remarked", "{text} ({remark})").format(text=text, remark=remark)


def heading(text: str) -> str:
    """
    >>> heading("decision maker")
    'Decision maker'
    """
    return text[:1].upper() + text[1:]
