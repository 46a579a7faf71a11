"""A value as people type it, understood by the field that it is for."""

from typing import Any, NamedTuple

from relmap.analysis.finding import find_account, find_member, one_person
from relmap.errors import BadValue, InvalidValue
from relmap.model import kinds
from relmap.model.book import Book
from relmap.model.dates import BUDDHIST_OFFSET, FIRST_BUDDHIST_YEAR, typed_date
from relmap.model.fields import VOCABULARY_KEYS, allowed_words
from relmap.model.kinds import Scalar, nearest
from relmap.model.saying import _, in_order
from relmap.model.text import normal

STAND_INS = ("NAME", "NUMBER", "SOURCE", "TEXT", "REASON", "TITLE", "DEPARTMENT", "VALUE", "PERSON", "MEMBER", "BOSS")
"""Words in the commands that relmap prints, each in the place of what only the user knows."""


class Typing(NamedTuple):
    """How typed text is understood: the book it speaks of, and the account whose people have short names."""

    book: Book
    account: str = ""


def typed(kind: Scalar, text: str, *, field: str, typing: Typing) -> Any:
    """The value of `text` for one field; raises InvalidValue, NobodyFound or Ambiguous."""
    text = meant(text, field=field)
    if kind.refers_to == "person":
        return one_person(typing.book, text, account=typing.account).ref
    if kind.refers_to == "member":
        return find_member(typing.book, text).id
    if kind.refers_to == "account":
        return find_account(typing.book, text).id
    try:
        value = typed_date(text) if kind is kinds.DATE else kind.read(_common_era(text) if kind is kinds.YEAR else text)
    except BadValue as fault:
        raise InvalidValue(field=field, text=text, reason=fault.reason, mend=fault.mend) from None
    _check_word(kind, value, text=text, field=field, typing=typing)
    return value


def meant(text: str, *, field: str) -> str:
    """`text` in its stored form; raises InvalidValue for a word of a printed command that was left as it is."""
    text = normal(text).strip()
    if text in STAND_INS:
        what = text.lower()
        reason, mend = (
            _("only stands for the {what}").format(what=what),
            _("write the {what} itself in its place").format(what=what),
        )
        raise InvalidValue(field=field, text=text, reason=reason, mend=mend)
    return text


def _common_era(year: str) -> str:
    """A year as typed, which may be of the Buddhist era."""
    buddhist = len(year) == 4 and year.isdecimal() and int(year) >= FIRST_BUDDHIST_YEAR
    return str(int(year) - BUDDHIST_OFFSET) if buddhist else year


def _check_word(kind: Scalar, value: Any, *, text: str, field: str, typing: Typing) -> None:
    """Raises InvalidValue for a word that neither relmap nor the book's own vocabulary has."""
    key = VOCABULARY_KEYS.get(kind)
    if key is None or value in allowed_words(typing.book.settings.vocabulary)[kind]:
        return
    near = nearest(text, list(kind.choices))
    meant = (
        _("did you mean {near}?").format(near=near)
        if near
        else _("write one of {choices}").format(choices=in_order(kind.choices))
    )
    mend = _("{meant} (a word of your own goes into relmap.yaml under vocabulary: {key})").format(meant=meant, key=key)
    raise InvalidValue(field=field, text=text, reason=_("is not a known word"), mend=mend)
