"""Kinds of values: how a field's text is read, written and explained.

The schema decides types, not YAML: every scalar reaches a field as text. A kind turns the text into a value, or raises
`BadValue` with the reason and the mend; `write` is its inverse.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from relmap.errors import BadValue, InvalidValue
from relmap.model.dates import BUDDHIST_OFFSET, FIRST_BUDDHIST_YEAR, read_date
from relmap.model.ids import check_id
from relmap.model.settings import FORMAT
from relmap.model.text import search_key
from relmap.model.vocabulary import STANCE_SYNONYMS, UNKNOWN_WORDS
from relmap.spoken import _, in_order, later

KeyPath = tuple[str | int, ...]
"""Where a value stands in a file, by keys and list places: `("links", 0, "to")`."""

UNKNOWN = "unknown"
"""A stance somebody looked for and could not tell; an absent stance is `None`."""

MENTIONED = "anything"
"""Of a text that is a reference only where it is the full one of somebody or something."""


class Scalar(NamedTuple):
    """One value.

    `expects` completes "write ..."; `bare` values stand without quotes in a file (numbers, dates, yes and no);
    `choices` feed completion and prompts, `also` are other words for them; `refers_to` is "person", "member",
    "account", MENTIONED or "". `told` says `expects` in other languages where that has fields to fill in.
    """

    expects: str
    read: Callable[[str], Any]
    write: Callable[[Any], str] = str
    bare: bool = False
    choices: tuple[str, ...] = ()
    refers_to: str = ""
    also: tuple[str, ...] = ()
    told: Callable[[], str] | None = None

    def expected(self) -> str:
        """`expects` in the language that is spoken."""
        return self.told() if self.told is not None else _(self.expects)


class Nested(NamedTuple):
    """A mapping with fields of its own, read into `record`."""

    record: type
    fields: tuple["Field", ...]


class Listed(NamedTuple):
    """A list, read into a tuple. Items that share the values of `identity` are the same item."""

    item: "Scalar | Nested"
    identity: tuple[str, ...] = ()


class Mapped(NamedTuple):
    """A mapping from keys of the user's own choice (`key` checks them) to values of one kind, read into a dict."""

    key: Scalar
    value: "Scalar | Nested | Listed"


Kind = Scalar | Nested | Listed | Mapped


class Field(NamedTuple):
    """One key of a file. `attribute` is its name in the record where the key is a Python keyword.

    A key that is `required` has to be there; one to be `filled` has to have a value where it is there.
    """

    name: str
    kind: Kind
    required: bool = False
    attribute: str = ""
    filled: bool = False

    @property
    def slot(self) -> str:
        return self.attribute or self.name


def _text(text: str) -> str:
    return text


def whole(low: int, high: int, names: Mapping[int, str]) -> Scalar:
    by_name = {name.replace("_", " "): number for number, name in names.items()}
    listing = ", ".join(f"{number} {name.replace('_', ' ')}" for number, name in names.items())

    def read(text: str) -> int:
        number = by_name.get(text.strip().lower().replace("_", " "))
        if number is None and re.fullmatch(r"[+-]?[0-9]{1,3}", text):
            number = int(text)
        if number is None or not low <= number <= high:
            raise BadValue(
                _("is not a whole number from {low} to {high}").format(low=low, high=high),
                _("write one of {listing}").format(listing=listing),
            )
        return number

    return Scalar(
        expects=f"a whole number from {low} to {high} ({listing})",
        read=read,
        bare=True,
        choices=tuple(str(number) for number in names),
        also=tuple(names.values()),
        told=lambda: _("a whole number from {low} to {high} ({listing})").format(low=low, high=high, listing=listing),
    )


def choice(*values: str, synonyms: Mapping[str, str] | None = None, own: bool = False) -> Scalar:
    """One of `values`. With `own`, the book's vocabulary may add more, so any other word is left to `check`."""
    exact = {value: value for value in values}

    # Only a word in another spelling needs it, and all of them together would cost every start 0.4 ms.
    @cache
    def known() -> dict[str, str]:
        keys = {search_key(value.replace("_", " ")): value for value in values}
        return keys | {search_key(word): value for word, value in (synonyms or {}).items()}

    def read(text: str) -> str:
        found = exact.get(text) or known().get(search_key(text.replace("_", " ")))
        if found is None:
            if own and text.strip():
                return _own_word(text)
            near = nearest(text, [*values, *(synonyms or ())])
            meant = _("did you mean {near}?").format(near=near) if near else _("write one of them")
            raise BadValue(_("is not one of {values}").format(values=in_order(values)), meant)
        return found

    return Scalar(
        expects=f"one of {', '.join(values)}",
        read=read,
        choices=values,
        also=tuple(synonyms or ()),
        told=lambda: _("one of {values}").format(values=in_order(values)),
    )


def _own_word(text: str) -> str:
    """A word that the user made, spelled like relmap's own: `Kitchen boss` is `kitchen_boss`."""
    if not text.strip():
        raise BadValue(_("is empty"), _("write a word"))
    return text.strip().lower().replace(" ", "_").replace("-", "_")


def nearest(text: str, words: list[str], *, likeness: float = 0.6) -> str:
    """The word of `words` that `text` most likely was meant to be, or ""; `likeness` 0-1 is what it takes."""
    # Imported here: only a fault needs it, and it costs 2 ms of every start.
    from difflib import get_close_matches

    found = get_close_matches(text.lower(), words, n=1, cutoff=likeness)
    return found[0] if found else ""


def one_of(field: str, text: str, known: Sequence[str]) -> str:
    """`text`, if it is among the words that `field` may have; raises InvalidValue with the nearest of them."""
    if text in known:
        return text
    near = nearest(text, list(known)) or known[0]
    raise InvalidValue(
        field=field,
        text=text,
        reason=_("is not one of {known}").format(known=in_order(known)),
        mend=_("try {near}").format(near=near),
    )


def _stance(text: str) -> int | str:
    key = text.strip().lower()
    if key in UNKNOWN_WORDS:
        return UNKNOWN
    if key in STANCE_SYNONYMS:
        return STANCE_SYNONYMS[key]
    if re.fullmatch(r"[+-]?[0-2]", key):
        return int(key)
    raise BadValue(
        _("is not a stance"),
        _("write -2 (opponent), -1 (non-supporter), 0 (neutral), 1 (supporter), 2 (advocate) or unknown"),
    )


def _ratio(text: str) -> float:
    if not re.fullmatch(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?", text) or not text.isascii():
        raise BadValue(_("is not a number"), _("write a number from 0 to 1, for example 0.6"))
    number = float(text)
    if not 0 <= number <= 1:
        raise BadValue(_("is not between 0 and 1"), _("write a number from 0 to 1, for example 0.6"))
    return number


def _number(text: str) -> int | float:
    if not re.fullmatch(r"[+-]?(\d+(\.\d*)?|\.\d+)", text) or not text.isascii() or len(text) > 30:
        raise BadValue(_("is not a number"), _("write digits only, for example 1250000 or 0.5"))
    return float(text) if "." in text else int(text)


def _points(text: str) -> int | float:
    number = _number(text)
    if number < 0:
        raise BadValue(_("is below 0"), _("write 0 or more, for example 2"))
    return number


def _above_zero(text: str) -> int | float:
    number = _number(text)
    if number <= 0:
        raise BadValue(_("is not above 0"), _("write a number above 0, for example 6"))
    return number


def _days(text: str) -> int:
    if not re.fullmatch(r"\d{1,5}", text) or not text.isascii() or int(text) < 1:
        raise BadValue(_("is not a number of days"), _("write a whole number of days, for example 30"))
    return int(text)


_TRUTH = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}


def _truth(text: str) -> bool:
    if text.lower() not in _TRUTH:
        raise BadValue(_("is neither true nor false"), _("write true or false"))
    return _TRUTH[text.lower()]


def _reference(text: str) -> str:
    parts = text.split("/")
    if len(parts) > 2 or not all(parts):
        raise BadValue(_("is not a reference"), _("write person, or account/person for another account"))
    for part in parts:
        check_id(part)
    return text


def _member(text: str) -> str:
    return check_id(text.removeprefix("team/"))


def _year(text: str) -> str:
    if not re.fullmatch(r"\d{4}", text) or not text.isascii():
        raise BadValue(_("is not a year"), _("write four digits, for example 2026"))
    if int(text) >= FIRST_BUDDHIST_YEAR:
        raise BadValue(
            _("is a Buddhist-era year"),
            _("write the Common Era year: {year}").format(year=int(text) - BUDDHIST_OFFSET),
        )
    return text


def _format(text: str) -> str:
    if text != FORMAT:
        raise BadValue(_("is not a format of relmap"), _("write {format}").format(format=FORMAT))
    return text


def _as_written(value: bool) -> str:
    return "true" if value else "false"


TEXT = Scalar(expects=later("text"), read=_text)
TEXT_OR_REFERENCE = Scalar(expects=later("text, or a full reference"), read=_text, refers_to=MENTIONED)
DATE = Scalar(expects=later("a date such as 2026-11-22"), read=read_date, write=lambda day: day.isoformat(), bare=True)
STANCE = Scalar(
    expects=later("a stance from -2 (opponent) to 2 (advocate), or unknown"),
    read=_stance,
    bare=True,
    choices=("-2", "-1", "0", "1", "2", UNKNOWN),
    also=(*STANCE_SYNONYMS, *UNKNOWN_WORDS),
)
RATIO = Scalar(expects=later("a number from 0 to 1"), read=_ratio, bare=True)
NUMBER = Scalar(expects=later("a number"), read=_number, bare=True)
POINTS = Scalar(expects=later("a number of 0 or more"), read=_points, bare=True)
ABOVE_ZERO = Scalar(expects=later("a number above 0"), read=_above_zero, bare=True)
DAYS = Scalar(expects=later("a number of days"), read=_days, bare=True)
TRUTH = Scalar(expects=later("true or false"), read=_truth, write=_as_written, bare=True, choices=("true", "false"))
PERSON = Scalar(expects=later("a person's id"), read=_reference, refers_to="person")
MEMBER = Scalar(expects=later("a member's id"), read=_member, refers_to="member")
BOOK_FORMAT = Scalar(expects=f"the number of the format, {FORMAT}", read=_format, bare=True)
ACCOUNT = Scalar(expects=later("an account's id"), read=check_id, refers_to="account")
YEAR = Scalar(expects=later("a year"), read=_year)
OWN_WORD = Scalar(expects=later("a word of your own"), read=_own_word)
TEXTS = Listed(item=TEXT)
