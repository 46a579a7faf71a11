"""Figures and people as sentences name them; a line break in a name is shown, or it would end the sentence."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from relmap.model.book import Book
from relmap.model.records import Person
from relmap.model.saying import _, in_order, in_words, name_of, on_day, remarked
from relmap.model.text import visible
from relmap.model.vocabulary import STANCE_NAMES


def figure(number: float) -> str:
    """A score for a reader: two places, or two digits where that would show nothing.

    >>> figure(0.1134), figure(1.0), figure(0.00042)
    ('.11', '1', '.00042')
    """
    text = f"{number:.2f}" if number >= 0.01 or number <= 0 else f"{number:.2g}"
    if "e" in text:
        return text
    return text.removeprefix("0").rstrip("0").rstrip(".") or "0"


def precise(number: float, digits: int = 4) -> str:
    """A worked-out number for somebody who goes on with it on paper, to so many digits.

    >>> precise(0.18492), precise(0.45), precise(1.0), precise(12.3456), precise(0.66572889, 5)
    ('.1849', '.45', '1', '12.35', '.66573')
    """
    return written(float(f"{number:.{digits}g}"))


def written(number: float) -> str:
    """A number as somebody wrote it: every digit, never an exponent.

    >>> written(0.45), written(0.123456), written(6.0), written(90), written(0.00001)
    ('.45', '.123456', '6', '90', '.00001')
    """
    text = format(Decimal(repr(number)), "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.removeprefix("0") if text.startswith("0.") else text


def stance_in_words(stance: int | None) -> str:
    """
    >>> stance_in_words(-1), stance_in_words(None)
    ('non-supporter', 'unknown')
    """
    return in_words("stance", "unknown" if stance is None else STANCE_NAMES[stance])


def called(person: Person) -> str:
    """Whom a sentence speaks of: the name, with the title where there is one."""
    title = visible(person.title)
    if person.is_placeholder:
        return _("the {title} nobody has named").format(title=title or person.id)
    name = visible(name_of(person))
    return _("{name} ({title})").format(name=name, title=title) if title else name


def named(book: Book, ref: str) -> str:
    """Somebody of theirs or ours as a chain of people shows them: the name, a title where nobody has named them."""
    if ref.startswith("team/"):
        member = book.members.get(ref.removeprefix("team/"))
        return visible(name_of(member)) if member else ref
    person = book.people.get(ref)
    if person is None or (person.is_placeholder and not person.title):
        return ref
    return remarked("?", visible(person.title)) if person.is_placeholder else visible(name_of(person))


def titled(book: Book, ref: str) -> str:
    """Somebody of theirs in a heading: `name, title (reference)`."""
    title = visible(book.people[ref].title) if ref in book.people else ""
    said = _("{name}, {title} ({record})") if title else _("{name} ({record})")
    return said.format(name=named(book, ref), title=title, record=ref)


def listed(words: Sequence[str]) -> str:
    """
    >>> listed(["a", "b", "c"])
    'a, b and c'
    """
    if len(words) == 1:
        return words[0]
    return _("{others} and {last}").format(others=in_order(words[:-1]), last=words[-1])


def as_committed(day: date, commit: str, today: date) -> str:
    """Which state of the book is told, and the day that its facts are weighed for."""
    said = _("the book as committed on {day} ({commit}), weighed for {today}")
    return said.format(day=on_day(day), commit=commit, today=on_day(today))
