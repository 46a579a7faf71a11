"""What is wrong with the book's own words on gaps: codes of no rule, waivers that ran out or are about nothing."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from relmap.analysis.finding import role_meant
from relmap.analysis.gaps.choosing import CODES, Selectors, chosen, selector_of
from relmap.analysis.gaps.rules import RULES
from relmap.analysis.subjects import called_so, departments, is_everywhere, is_full_reference, only_one_named
from relmap.model.book import Book
from relmap.model.ids import is_id
from relmap.model.kinds import MENTIONED, KeyPath, nearest
from relmap.model.problems import Finding, mend_for
from relmap.model.saying import _, in_order
from relmap.model.settings import Waiver
from relmap.model.vocabulary import ROLES


def code_meant(text: str) -> str:
    """The code of the one rule that `text` names by code or name, or ""."""
    code = selector_of(text)
    return code if code in CODES else ""


def nearest_code(text: str) -> str:
    """The code of the rule that `text` was most likely meant to name, or ""."""
    codes = {name: rule.code for rule in RULES for name in (rule.code.casefold(), rule.name)}
    return codes.get(nearest(text.strip().casefold(), list(codes)), "")


def concerns(waiver: Waiver, book: Book, account: str) -> bool:
    """False where the waiver is about another account than this one, or about its people."""
    head, slash, _ = waiver.about.partition("/")
    return head in (account, "team") if slash or head in book.accounts else True


def is_about_something(waiver: Waiver, book: Book) -> bool:
    """True if the book has a person, deal, account, role, department or member of ours that `about` names."""
    about = waiver.about
    if "/" in about:
        return about in book.people or about in book.deals or about.removeprefix("team/") in book.members
    return is_everywhere(book, about) or bool(called_so(book, about))


def settings_findings(book: Book, *, today: date, unread: frozenset[tuple[str, str]] = frozenset()) -> list[Finding]:
    """What `relmap check` says of `gaps` in relmap.yaml; `unread` are records that exist but could not be read."""
    return [*_unknown_codes(book), *_expired(book, today), *_about_nothing(book, unread)]


def _unknown_codes(book: Book) -> Iterator[Finding]:
    gaps = book.settings.gaps
    for key, texts in (("select", gaps.select), ("ignore", gaps.ignore)):
        for place, text in enumerate(texts):
            if not selector_of(text):
                yield _unknown(book, ("gaps", key, place), text)
    for place, waiver in enumerate(gaps.waivers):
        if not code_meant(waiver.code):
            yield _unknown(book, ("gaps", "waivers", place, "code"), waiver.code)


def _unknown(book: Book, path: KeyPath, text: str) -> Finding:
    family = sorted(chosen(Selectors(select=(selector_of(text),)))) if selector_of(text) else []
    near = "" if family else nearest_code(text)
    mend = (
        _("did you mean {near}?").format(near=near)
        if near
        else _("write one of {codes}").format(codes=in_order(family or CODES))
    )
    if family:
        message = _("{text!r} names {n} gaps, and one is meant").format(text=text, n=len(family))
        return _finding(book, "error", "unknown-gap", path, message, mend)
    return _finding(book, "error", "unknown-gap", path, _("no gap has the code {text!r}").format(text=text), mend)


def _expired(book: Book, today: date) -> Iterator[Finding]:
    for place, waiver in enumerate(book.settings.gaps.waivers):
        if waiver.has_run_out(today):
            message = _("the waiver of {code} for {about} ran out on {until}").format(
                code=waiver.code, about=waiver.about, until=waiver.until
            )
            mend = _("close the gap, or accept it anew with `{command}`, or take the waiver out (--remove)").format(
                command=waive_again(waiver)
            )
            yield _finding(book, "warning", "waiver-expired", ("gaps", "waivers", place, "until"), message, mend)


def waive_again(waiver: Waiver) -> str:
    """The command that begins a new time for a waiver."""
    about = f'"{waiver.about}"' if " " in waiver.about else waiver.about
    return f"relmap waive {waiver.code} {about} --until DATE --reason REASON"


def _about_nothing(book: Book, unread: frozenset[tuple[str, str]]) -> Iterator[Finding]:
    """Full references are left to the rule that finds every dangling one; a name is none, nor `acme/GM`."""
    broken = {part for _, ref in unread for part in (ref, ref.rpartition("/")[2])}
    for place, waiver in enumerate(book.settings.gaps.waivers):
        unknown = waiver.about not in broken and not is_about_something(waiver, book)
        if unknown and not is_full_reference(waiver.about):
            near = nearest_subject(waiver.about, book)
            otherwise = _("write a person, role, department or account of the book, or take it out")
            mend = mend_for(near, otherwise)
            message = _("the waiver of {code} is about {about!r}, and the book has nothing of that name").format(
                code=waiver.code, about=waiver.about
            )
            finding = _finding(book, "warning", "waiver-of-nothing", ("gaps", "waivers", place, "about"), message, mend)
            yield replace(finding, missing=(MENTIONED, waiver.about) if is_id(waiver.about) else None)


def nearest_subject(text: str, book: Book) -> str:
    """What of the book a waiver was most likely meant to be about, or ""."""
    known = [*book.people, *(ref.partition("/")[2] for ref in book.people), *book.accounts, *ROLES, *departments(book)]
    spelled = {word.lower(): word for word in known}
    return role_meant(book, text) or only_one_named(book, text) or spelled.get(nearest(text, list(spelled)), "")


def _finding(book: Book, severity: str, code: str, path: KeyPath, message: str, mend: str) -> Finding:
    return Finding(severity=severity, code=code, record=book.settings, path=path, message=message, mend=mend)
