"""Shares of revenue and the classes A, B and C, by hand."""

import pytest

from relmap.analysis.revenue import Revenue, revenue_of
from relmap.model.records import Account, Money


def account(name: str, currency: str = "THB", **years: float) -> Account:
    revenue = {year.strip("y"): Money(amount=amount, currency=currency) for year, amount in years.items()}
    return Account(id=name, name=name, revenue=revenue)


def revenue(*accounts: Account) -> Revenue:
    found = revenue_of(accounts)
    assert found is not None
    return found


def classes(*amounts: float) -> str:
    found = revenue(*(account(f"a{place}", y2025=amount) for place, amount in enumerate(amounts)))
    return "".join(share.abc for share in found.shares.values())


def test_shares_come_largest_first_and_add_up() -> None:
    found = revenue(account("small", y2025=10), account("large", y2025=60), account("middle", y2025=30))
    assert list(found.shares) == ["large", "middle", "small"]
    assert [share.share for share in found.shares.values()] == [0.6, 0.3, 0.1]
    assert [share.cumulated for share in found.shares.values()] == pytest.approx([0.6, 0.9, 1.0])
    assert (found.year, found.currencies, found.total) == ("2025", ("THB",), 100)
    # Added up in another order, these are more than the whole by the last bit of a float.
    parts = revenue(account("a", y2025=0.04), account("b", y2025=0.04), account("c", y2025=0.55))
    assert [share.cumulated for share in parts.shares.values()][-1] == 1.0


def test_whoever_crosses_a_line_is_above_it() -> None:
    assert classes(100) == "A"
    assert classes(60, 30, 10) == "AAB"  # before them: 0, 60, 90 %
    assert classes(50, 30, 15, 5) == "AABC"  # 0, 50, 80, 95 %
    assert classes(*[10] * 8, 9, 6, 5) == "AAAAAAAABBC"  # 80, 89, 95 %


def test_whoever_brings_as_much_is_of_the_same_class() -> None:
    assert classes(70, 10, 10, 10) == "AAAA"
    assert classes(80, 10, 10) == "ABB"


def test_rounding_moves_nobody_over_a_line() -> None:
    # 139.48 of 174.35 is 80 %, yet as floats the three add up to a little less.
    assert classes(51.12, 45.12, 43.24, 34.87) == "AAAB"


def test_the_newest_year_that_any_has_counts() -> None:
    found = revenue(account("old", y2023=50, y2024=70), account("new", y2025=20), account("both", y2024=1, y2025=30))
    assert (found.year, list(found.shares)) == ("2025", ["both", "new"])


def test_nothing_and_less_are_no_revenue() -> None:
    assert revenue_of([]) is None
    assert revenue_of([account("none"), account("zero", y2025=0)]) is None
    found = revenue(account("loss", y2025=-5), account("zero", y2026=0), account("some", y2025=5))
    assert (found.year, list(found.shares)) == ("2025", ["some"])


def test_several_currencies_give_no_shares() -> None:
    found = revenue(account("a", "THB", y2025=5), account("b", "CNY", y2025=5), account("c", "USD", y2024=5))
    assert (found.currencies, found.shares) == (("CNY", "THB"), {})
    assert len(revenue(account("a", "THB", y2025=5), account("b", "thb", y2025=5)).shares) == 2
    assert revenue(account("a", "THB", y2025=5), account("b", "", y2025=5)).currencies == ("", "THB")
