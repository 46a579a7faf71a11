"""A gap that is accepted until a day, for a reason."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date

from relmap.analysis.finding import find_account, one_person, role_meant
from relmap.analysis.gaps.waivers import departments, nearest_subject
from relmap.errors import NobodyFound, NothingThere, NothingToWaive, PassedAlready
from relmap.model.book import Book
from relmap.model.changes import Changes, Updated
from relmap.model.settings import Waiver
from relmap.model.text import normal, search_key
from relmap.usecases.gaps import rule_of


def waive(
    book: Book, *, account: str, code: str, names: Sequence[str], reason: str, until: date, today: date
) -> Changes:
    """Waivers of one rule for each name; one that is there already gets the new reason and day.

    Raises UnknownGap, PassedAlready, NothingToWaive or Ambiguous.
    """
    if until < today:
        raise PassedAlready(day=until.isoformat(), today=today.isoformat())
    rule = rule_of(code)
    new = {
        about: Waiver(code=rule.code, about=about, reason=reason, until=until)
        for about in (subject(book, name, account=account) for name in names)
    }
    held = book.settings.gaps.waivers
    kept = tuple(new.pop(one.about) if one.code == rule.code and one.about in new else one for one in held)
    return _with(book, (*kept, *new.values()))


def unwaive(book: Book, *, account: str, code: str, names: Sequence[str]) -> Changes:
    """Takes the waivers of one rule away; raises NothingThere where there is none."""
    rule = rule_of(code)
    left = list(book.settings.gaps.waivers)
    for name in names:
        gone = [one for one in left if one.code.upper() == rule.code and one.about in _called(book, name, account)]
        if not gone:
            known = ", ".join(f"{one.code} {one.about}" for one in left) or "no waiver at all"
            raise NothingThere(where="the book", what=f"waiver of {rule.code} for {name}", mend=f"it has {known}")
        left = [one for one in left if one not in gone]
    return _with(book, tuple(left))


def subject(book: Book, name: str, *, account: str) -> str:
    """What a waiver's `about` says for `name`: a person's full reference, an account's id, a role or a department.

    A role's own word and a department come before people who are found by them. Raises NothingToWaive or Ambiguous.
    """
    text = normal(name).strip()
    if text in book.people or text in book.accounts:
        return text
    if f"{account}/{text}" in book.people:
        return f"{account}/{text}"
    plain = role_meant(book, text) or _department(book, text)
    if plain:
        return plain
    with suppress(NobodyFound):
        return one_person(book, text, account=account).ref
    with suppress(NobodyFound):
        return find_account(book, text).id
    raise NothingToWaive(text=name, nearest=nearest_subject(text, book))


def _department(book: Book, text: str) -> str:
    return next((one for one in sorted(departments(book)) if one and search_key(one) == search_key(text)), "")


def _called(book: Book, name: str, account: str) -> list[str]:
    """Every `about` that `name` may stand for: as it was typed, too, for what is not in the book any more."""
    return [name, *_subjects(book, name, account)]


def _subjects(book: Book, name: str, account: str) -> Iterator[str]:
    with suppress(NothingToWaive):
        found = subject(book, name, account=account)
        yield found
        yield found.removeprefix(f"{account}/")


def _with(book: Book, waivers: tuple[Waiver, ...]) -> Changes:
    before = book.settings
    if waivers == before.gaps.waivers:
        return []
    return [Updated(before=before, after=replace(before, gaps=replace(before.gaps, waivers=waivers)))]
