"""A gap that is accepted until a day, for a reason."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date

from relmap.analysis.circle import books_by_account
from relmap.analysis.finding import find_account, find_member, one_person, role_meant
from relmap.analysis.gaps import Choice, Rule, find_gaps
from relmap.analysis.gaps.report import waiver_for
from relmap.analysis.gaps.waivers import code_meant, concerns, nearest_subject
from relmap.analysis.subjects import bare_id, departments
from relmap.errors import NobodyFound, NothingThere, NothingToWaive, PassedAlready
from relmap.model.book import Book
from relmap.model.changes import Changes, Updated
from relmap.model.saying import _
from relmap.model.settings import Settings, Waiver
from relmap.model.text import normal, search_key
from relmap.usecases.gaps import rule_of
from relmap.usecases.values import meant


def waive(
    book: Book, *, account: str, code: str, names: Sequence[str], reason: str, until: date, today: date
) -> Changes:
    """Waivers of one rule for each name; one that is there already gets the new reason and day, and its like go.

    Raises UnknownGap, SeveralGaps, PassedAlready, InvalidValue, NothingToWaive or Ambiguous.
    """
    if until < today:
        raise PassedAlready(day=until.isoformat(), today=today.isoformat())
    rule, reason = rule_of(code), meant(reason, field="--reason")
    left = list(book.settings.gaps.waivers)
    for about in dict.fromkeys(subject(book, name, account=account) for name in names):
        like = [place for place, one in enumerate(left) if _is_of(one, rule) and one.about in _names_of(book, about)]
        if like:
            left[like[0]] = replace(left[like[0]], reason=reason, until=until)
            left = [one for place, one in enumerate(left) if place not in like[1:]]
        else:
            left.append(Waiver(code=rule.code, about=about, reason=reason, until=until))
    return _with(book, tuple(left))


def idle(book: Book, changes: Changes, *, today: date) -> list[Waiver]:
    """Of the waivers that `changes` write, those that accept no gap of today, neither at large nor in a deal."""
    held = book.settings.gaps.waivers
    settings = [change.after for change in changes if isinstance(change, Updated)]
    written = [one for after in settings if isinstance(after, Settings) for one in after.gaps.waivers]
    return [one for one in written if one not in held and not _accepts_any(book, one, today)]


def _accepts_any(book: Book, waiver: Waiver, today: date) -> bool:
    waiver = replace(waiver, code=code_meant(waiver.code))
    choice = Choice(codes=frozenset({waiver.code}))
    concerned = ((name, part) for name, part in books_by_account(book) if concerns(waiver, book, name))
    return any(
        waiver_for([waiver], gap.code, account, gap.about)
        for account, part in concerned
        for deal in (None, *part.deals_of(account))
        for report in [find_gaps(part, account, today=today, deal=deal, choice=choice)]
        for gap in (*report.gaps, *report.waived)
    )


def unwaive(book: Book, *, account: str, code: str, names: Sequence[str]) -> Changes:
    """Takes the waivers of one rule away; raises NothingThere where there is none."""
    rule = rule_of(code)
    left = list(book.settings.gaps.waivers)
    for name in names:
        gone = [one for one in left if _is_of(one, rule) and one.about in _called(book, name, account)]
        if not gone:
            known = ", ".join(f"{one.code} {one.about}" for one in left) or "no waiver at all"
            raise NothingThere(
                where="the book",
                what=_("waiver of {code} for {name}").format(code=rule.code, name=name),
                mend=_("it has {known}").format(known=known),
            )
        left = [one for one in left if one not in gone]
    return _with(book, tuple(left))


def subject(book: Book, name: str, *, account: str) -> str:
    """What a waiver's `about` says for `name`: the full reference of a person or of one of us, an account's id, a role
    or a department.

    A role's own word and a department come before people who are found by them. Raises NothingToWaive or Ambiguous.
    """
    text = normal(name).strip()
    if text in book.people or text in book.accounts:
        return text
    if text.startswith("team/") and text.removeprefix("team/") in book.members:
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
    with suppress(NobodyFound):
        return f"team/{find_member(book, text).id}"
    raise NothingToWaive(text=name, nearest=nearest_subject(text, book))


def _is_of(waiver: Waiver, rule: Rule) -> bool:
    return code_meant(waiver.code) == rule.code


def _names_of(book: Book, about: str) -> tuple[str, ...]:
    """What a waiver may say that is about the same and nothing else: an id alone will do where nobody else has it."""
    person = book.people.get(about)
    return (about, bare_id(book, person)) if person else (about,)


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
