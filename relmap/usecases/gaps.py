"""`relmap gaps`: whom and what we are missing, at one account or at all of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from relmap.analysis.circle import books_by_account
from relmap.analysis.finding import deal_meant
from relmap.analysis.gaps import RULES, SEVERITIES, Gap, GapReport, Rule, find_gaps
from relmap.errors import UnknownGap
from relmap.model.book import Book
from relmap.model.kinds import nearest

SCHEMA = "relmap.gaps/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class GapsResult:
    """One report per account, by id; exactly one where the question was about one account."""

    today: date
    account: str | None
    deal: str | None
    reports: tuple[GapReport, ...]

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

    def fails(self, severity: str) -> bool:
        """True if any gap that is not waived is of this severity or worse."""
        serious = SEVERITIES[: SEVERITIES.index(severity) + 1]
        return any(gap.severity in serious for report in self.reports for gap in report.gaps)


def gaps(book: Book, account: str | None, *, today: date, deal: str | None = None) -> GapsResult:
    """The gaps of one account (in a deal, as typed), or of every account of the book when `account` is None.

    Raises NobodyFound, Ambiguous or DealElsewhere for a deal that cannot be told.
    """
    within = deal_meant(book, deal, account=account)
    one = within.account if within else account
    books = books_by_account(book) if one is None else [(one, book)]
    return GapsResult(
        today=today,
        account=one,
        deal=within.id if within else None,
        reports=tuple(find_gaps(part, name, today=today, deal=within) for name, part in books),
    )


def rule_of(code: str) -> Rule:
    """The rule with this code or name, for `--explain`; raises UnknownGap."""
    wanted = code.strip().casefold()
    found = next((rule for rule in RULES if wanted in (rule.code.casefold(), rule.name)), None)
    if found is None:
        codes = {name: rule.code for rule in RULES for name in (rule.code.casefold(), rule.name)}
        near = codes.get(nearest(wanted, list(codes)), "")
        raise UnknownGap(code=code, known=[rule.code for rule in RULES], nearest=near)
    return found


def to_json(result: GapsResult) -> dict[str, Any]:
    """The document of `relmap gaps --json`. Where it is about all accounts, each gap names its own."""
    several = result.account is None
    return {
        "schema": SCHEMA,
        "today": result.today.isoformat(),
        "account": result.account,
        "deal": result.deal,
        "gaps": [_gap(account, gap, several) for account, gap in result.gaps],
        "waived": [_gap(account, gap, several) | _waiver(gap) for account, gap in result.waived],
        "coverage": _coverage(result.reports, several),
    }


def _merged(found: Iterable[tuple[str, Gap]]) -> list[tuple[str, Gap]]:
    return sorted(found, key=lambda pair: (-pair[1].score, pair[1].code, pair[0], pair[1].about))


def _gap(account: str, gap: Gap, several: bool) -> dict[str, Any]:
    return {
        **({"account": account} if several else {}),
        "code": gap.code,
        "name": gap.name,
        "severity": gap.severity,
        "score": gap.score,
        "about": list(gap.about),
        "message": gap.message,
        "do_next": gap.do_next,
    }


def _waiver(gap: Gap) -> dict[str, Any]:
    until = gap.waiver.until if gap.waiver else None
    return {"reason": gap.waiver.reason if gap.waiver else "", "until": until.isoformat() if until else None}


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
