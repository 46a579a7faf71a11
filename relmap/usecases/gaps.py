"""`relmap gaps`: whom and what we are missing, at one account or at all of them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from relmap.analysis.circle import books_by_account
from relmap.analysis.finding import deal_meant
from relmap.analysis.gaps import RULES, Choice, Gap, GapReport, Rule, find_gaps
from relmap.analysis.gaps.choosing import CODES, Selectors, chosen, selector_of
from relmap.analysis.gaps.record import at_least
from relmap.analysis.gaps.report import own_choice
from relmap.analysis.gaps.waivers import code_meant, concerns, is_about_something, nearest_code
from relmap.analysis.subjects import only_one_named
from relmap.errors import InvalidValue, NoRuleLeft, SeveralGaps, UnknownGap
from relmap.model.book import Book
from relmap.model.kinds import KeyPath
from relmap.model.records import Record
from relmap.model.saying import _
from relmap.model.settings import NEVER, GapSettings, Waiver

SCHEMA = "relmap.gaps/1"
Books = Iterable[tuple[str, Book]]
"""The books of some accounts, each with the account's id."""


class Asked(NamedTuple):
    """What was typed on top of the book's own `gaps`: selectors, and severities or "" for the book's."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    min_severity: str = ""
    fail_on: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GapsResult:
    """One report per account, by id; exactly one where the question was about one account.

    `fail_on` is the severity that fails a script, NEVER or "". Of the waivers that concern these accounts, `expired`
    have run out, and `void` name no rule or nothing of the book.
    """

    today: date
    account: str | None
    deal: str | None
    reports: tuple[GapReport, ...]
    fail_on: str = ""
    min_severity: str = "low"
    expired: tuple[Waiver, ...] = ()
    void: tuple[Waiver, ...] = ()

    @property
    def gaps(self) -> list[tuple[str, Gap]]:
        """Every gap with its account, worst first."""
        return _merged((report.account, gap) for report in self.reports for gap in report.gaps)

    @property
    def waived(self) -> list[tuple[str, Gap]]:
        return _merged((report.account, gap) for report in self.reports for gap in report.waived)

    def worst(self, number: int) -> "GapsResult":
        """The same reports with the worst gaps of all only."""
        kept = {id(gap) for _, gap in self.gaps[:number]}
        reports = (
            report._replace(gaps=tuple(gap for gap in report.gaps if id(gap) in kept)) for report in self.reports
        )
        return replace(self, reports=tuple(reports))

    @property
    def hidden(self) -> int:
        """How many gaps are below `min_severity`."""
        return sum(report.hidden for report in self.reports)

    @property
    def fails(self) -> bool:
        """True if any gap that is reported, and not waived, is as bad as `fail_on`."""
        serious = at_least(self.fail_on) if self.fail_on not in ("", NEVER) else ()
        return any(gap.severity in serious for report in self.reports for gap in report.gaps)


def gaps(
    book: Book,
    account: str | None,
    *,
    today: date,
    deal: str | None = None,
    asked: Asked = Asked(),  # noqa: B008 - a value that nobody can change
    watched: Callable[[Books], Books] = iter,
) -> GapsResult:
    """The gaps of one account (in a deal, as typed), or of every account of the book when `account` is None.

    The accounts are taken from `watched`, which may tell somebody how far the work is. Raises NobodyFound, Ambiguous or
    DealElsewhere for a deal that cannot be told, UnknownGap or NoRuleLeft for what is selected and ignored.
    """
    choice = _choice(book.settings.gaps, asked)
    within = deal_meant(book, deal, account=account)
    one = within.account if within else account
    books = books_by_account(book) if one is None else [(one, book)]
    return GapsResult(
        today=today,
        account=one,
        deal=within.id if within else None,
        reports=tuple(find_gaps(part, name, today=today, deal=within, choice=choice) for name, part in watched(books)),
        fail_on=asked.fail_on or book.settings.gaps.fail_on,
        min_severity=choice.min_severity,
        expired=tuple(waiver for waiver in _waivers(book, one) if waiver.has_run_out(today)),
        void=tuple(waiver for waiver in _waivers(book, one) if _is_void(waiver, book, one)),
    )


def rule_of(code: str) -> Rule:
    """The one rule with this code or name; raises UnknownGap or SeveralGaps."""
    meant = chosen(Selectors(select=(_selector(code),)))
    if len(meant) > 1:
        raise SeveralGaps(code=code, codes=sorted(meant))
    return next(rule for rule in RULES if rule.code in meant)


def selectors_of(texts: Iterable[str]) -> tuple[str, ...]:
    """Codes, beginnings of codes, names and `all`, with commas or without, as selectors; raises UnknownGap."""
    return tuple(_selector(part) for text in texts for part in text.split(",") if part.strip())


def typed_selectors(option: str, texts: Iterable[str]) -> tuple[str, ...]:
    """As `selectors_of`, of an option that narrows: an empty one, of an empty variable, raises InvalidValue."""
    each = [(text, selectors_of([text])) for text in texts]
    for text, found in each:
        if not found:
            mend = _("write for example G2, or leave the option out")
            raise InvalidValue(field=option, text=text, reason=_("names no gap"), mend=mend)
    return tuple(selector for _, found in each for selector in found)


def unknown_selectors(book: Book) -> list[str]:
    """What relmap.yaml selects or ignores, and no rule is called."""
    settings = book.settings.gaps
    return [text for text in (*settings.select, *settings.ignore) if not selector_of(text)]


def _selector(text: str) -> str:
    found = selector_of(text)
    if not found:
        raise UnknownGap(code=text.strip(), known=list(CODES), nearest=nearest_code(text))
    return found


def _choice(settings: GapSettings, asked: Asked) -> Choice:
    typed = Selectors(select=typed_selectors("--select", asked.select), ignore=selectors_of(asked.ignore))
    choice = own_choice(settings, typed, min_severity=asked.min_severity)
    if not choice.codes:
        raise NoRuleLeft(typed=bool(typed.select or typed.ignore))
    return choice


def _waivers(book: Book, account: str | None) -> list[Waiver]:
    return [one for one in book.settings.gaps.waivers if account is None or concerns(one, book, account)]


def _is_void(waiver: Waiver, book: Book, account: str | None) -> bool:
    # The book of one account does not have the departments and people of all; but somebody's name is none of those.
    is_known = account is None or "/" in waiver.about or bool(only_one_named(book, waiver.about))
    return not code_meant(waiver.code) or (is_known and not is_about_something(waiver, book))


def subject(book: Book, gap: Gap, account: str, deal: str | None) -> tuple[Record, KeyPath]:
    """The record that a gap is about, and the value in it: of a role or department, the deal's or the account's."""
    for ref in gap.about:
        record = book.people.get(ref) or book.accounts.get(ref) or book.members.get(ref.removeprefix("team/"))
        if record is not None:
            return record, ()
    within = book.deals.get(f"{account}/{deal}")
    if within is not None and any(about in within.required_roles for about in gap.about):
        return within, ("required_roles",)
    return within or book.accounts[account], ("departments",) if within is None else ()


def to_json(result: GapsResult) -> dict[str, Any]:
    """The document of `relmap gaps --json`. Where it is about all accounts, each gap names its own."""
    several = result.account is None
    return {
        "schema": SCHEMA,
        "today": result.today.isoformat(),
        "account": result.account,
        "deal": result.deal,
        "gaps": [_gap(account, gap, several) for account, gap in result.gaps],
        "waived": [_gap(account, gap, several) | _terms(gap.waiver) for account, gap in result.waived if gap.waiver],
        "expired_waivers": [_waiver(waiver) for waiver in result.expired],
        "void_waivers": [_waiver(waiver) for waiver in result.void],
        "coverage": _coverage(result.reports, several),
    }


def _merged(found: Iterable[tuple[str, Gap]]) -> list[tuple[str, Gap]]:
    return sorted(found, key=lambda pair: (-pair[1].score, pair[1].code, pair[0], pair[1].about))


def _gap(account: str, gap: Gap, several: bool) -> dict[str, Any]:
    return {**({"account": account} if several else {}), **gap_json(gap)}


def gap_json(gap: Gap) -> dict[str, Any]:
    """A gap as every document has it."""
    return {
        "code": gap.code,
        "name": gap.name,
        "severity": gap.severity,
        "score": gap.score,
        "about": list(gap.about),
        "message": gap.message,
        "do_next": gap.do_next,
    }


def _waiver(waiver: Waiver) -> dict[str, Any]:
    return {"code": waiver.code, "about": waiver.about, **_terms(waiver)}


def _terms(waiver: Waiver) -> dict[str, Any]:
    return {"reason": waiver.reason, "until": waiver.until.isoformat() if waiver.until else None}


def _coverage(reports: Sequence[GapReport], several: bool) -> dict[str, Any]:
    """`value` and `supportive`, 0-1; over several accounts their plain means, with each account's own."""
    number = max(1, len(reports))
    mean = {
        "value": sum(report.coverage.value for report in reports) / number,
        "supportive": sum(report.coverage.supportive for report in reports) / number,
    }
    if not several:
        return mean
    own = [
        {"account": report.account, "value": report.coverage.value, "supportive": report.coverage.supportive}
        for report in reports
    ]
    return {**mean, "accounts": own}
