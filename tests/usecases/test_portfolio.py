"""`portfolio` as a value and as JSON: what is listed, and in which order."""

import json
from typing import Any

import pytest

from relmap.analysis.circle import books_by_account
from relmap.errors import InvalidValue, NobodyFound, UnknownGap
from relmap.model.book import Book
from relmap.model.records import Account, Deal, KnownBy, Member, Money, Person, Touch
from relmap.usecases.portfolio import ORDERS, Portfolio, portfolio, to_json, wanted
from tests.analysis.books import TODAY, days_ago
from tests.books import book_of


def boss(account: str, **fields: Any) -> Person:
    return Person(id="boss", account=account, name="Boss", roles=("decision_maker",), influence=4, **fields)


def deal(account: str, amount: float | None, currency: str = "THB") -> Deal:
    return Deal(id="d", account=account, name="D", amount=amount, currency=currency)


def worth(amount: float) -> dict[str, Money]:
    return {"2025": Money(amount=amount, currency="THB")}


BOOK = book_of(
    Member(id="ann", name="Ann"),
    Member(id="bob", name="Bob"),
    Account(id="big", name="Big", segment="fan", owner="ann", revenue=worth(90)),
    Account(id="mid", name="Mid", segment="new", owner="bob", revenue=worth(10)),
    Account(id="poor", name="Poor", segment="new", owner="ann"),
    Account(id="quiet", name="Quiet"),
    boss("big", known_by=(KnownBy(member="ann", level=3), KnownBy(member="bob", level=3)), stance=1),
    boss("mid", known_by=(KnownBy(member="ann", level=1),)),
    boss("poor"),
    deal("big", 500),
    deal("mid", 700),
    deal("poor", None),
    Touch(account="big", member="ann", on=days_ago(2), people=("big/boss",), channel="visit"),
    Touch(account="mid", member="ann", on=days_ago(9), people=("mid/boss",), channel="email"),
)


def ask(within: Book = BOOK, **fields: Any) -> Portfolio:
    return portfolio(books_by_account(within), today=TODAY, wanted=wanted(within, **fields))


def listed(**fields: Any) -> list[str]:
    return [line.account.id for line in ask(**fields).lines]


def test_by_default_the_largest_open_amount_then_the_worst_gap_comes_first() -> None:
    assert listed() == ["mid", "big", "poor", "quiet"]
    # No deal is open; that nobody knows who decides is less bad than never to have met who does.
    bare = book_of(*(Account(id=name, name=name) for name in "abc"), boss("c"))
    assert [line.account.id for line in ask(bare).lines] == ["c", "a", "b"]
    # A deal comes before none, even if nobody knows what it is worth.
    more = book_of(*bare.accounts.values(), *bare.people.values(), deal("b", None))
    assert [line.account.id for line in ask(more).lines] == ["b", "c", "a"]


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("account", ["big", "mid", "poor", "quiet"]),
        ("coverage", ["poor", "quiet", "mid", "big"]),
        ("supportive", ["mid", "poor", "quiet", "big"]),
        ("path", ["quiet", "poor", "mid", "big"]),
        ("threads", ["mid", "poor", "quiet", "big"]),
        ("theirs", ["mid", "poor", "quiet", "big"]),
        ("touch", ["poor", "quiet", "mid", "big"]),
        ("roles", ["quiet", "big", "mid", "poor"]),
        ("revenue", ["big", "mid", "poor", "quiet"]),
        ("segment", ["big", "mid", "poor", "quiet"]),
        ("owner", ["big", "poor", "mid", "quiet"]),
    ],
)
def test_of_each_column_the_worst_comes_first(sort: str, order: list[str]) -> None:
    assert listed(sort=sort) == order
    assert listed(sort=sort, reverse=True) == order[::-1]


def test_by_the_worst_gap() -> None:
    scores = [line.gaps.worst.score if line.gaps.worst else 0 for line in ask(sort="gap").lines]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) > 1


def test_filters() -> None:
    assert listed(segment="new") == ["mid", "poor"]
    assert listed(owner="Ann") == ["big", "poor"]
    assert listed(owner="ann", segment="new") == ["poor"]
    assert listed(gaps=["G101"]) == ["quiet"]
    assert listed(gaps=["g1"]) == listed(gaps=["no-decision-maker"]) == ["quiet"]
    assert "quiet" not in listed(gaps=["G30"])
    assert set(listed(gaps=["G1,G30"])) == set(listed(gaps=["G1", "G30"])) == {"quiet", *listed(gaps=["G30"])}


def test_revenue_is_that_of_the_whole_book() -> None:
    found = ask(segment="new")
    assert (len(found.lines), found.known) == (2, 4)
    share = found.share(found.lines[0])
    assert share is not None
    assert (share.share, share.cumulated, share.abc) == (0.1, 1.0, "B")
    assert found.share(found.lines[1]) is None


def test_several_currencies_are_compared_one_at_a_time() -> None:
    accounts = [Account(id=name, name=name) for name in ("a", "b", "c", "d")]
    amounts = {"a": (5, "THB"), "b": (900, "CNY"), "c": (50, "THB"), "d": (1000, "CNY")}
    deals = [deal(name, amount, currency) for name, (amount, currency) in amounts.items()]
    found = ask(book_of(*accounts, *deals, Deal(id="e", account="d", name="E", amount=1, currency="THB")))
    assert found.currencies == ("THB", "CNY")
    assert [line.account.id for line in found.lines] == ["c", "a", "d", "b"]
    assert found.open_amounts == {"THB": 56, "CNY": 1900}


def test_what_cannot_be_meant_is_refused() -> None:
    with pytest.raises(InvalidValue, match=r"--sort: 'covrage' is not one of .*; try coverage"):
        wanted(BOOK, sort="covrage")
    with pytest.raises(InvalidValue, match="--segment"):
        wanted(BOOK, segment="nwe")
    with pytest.raises(NobodyFound):
        wanted(BOOK, owner="anne-marie")
    for code in ("X1", "G2022", "G1,X1"):
        with pytest.raises(UnknownGap):
            wanted(BOOK, gaps=[code])
    with pytest.raises(InvalidValue, match="--gap: '' names no gap"):
        wanted(BOOK, gaps=[""])


def test_every_column_sorts_an_empty_book() -> None:
    for sort in ORDERS:
        assert ask(Book(), sort=sort).lines == ()


def test_json_document() -> None:
    document = to_json(ask())
    assert json.loads(json.dumps(document)) == document
    accounts = document.pop("accounts")
    assert document == {
        "schema": "relmap.portfolio/1",
        "today": "2026-11-23",
        "segment": None,
        "owner": None,
        "gap_codes": None,
        "sort": "open",
        "reverse": False,
        "totals": {
            "accounts": 4,
            "of": 4,
            "open_deals": 3,
            "open_amounts": [{"currency": "THB", "amount": 1200}],
            "without_decision_maker": 1,
            "never_touched": 2,
        },
        "revenue": {"year": "2025", "currencies": ["THB"], "total": 100},
    }
    big, quiet = accounts[1], accounts[3]
    assert big.pop("worst_gap").keys() == {"code", "name", "severity", "score", "about", "message", "do_next"}
    assert big.pop("gaps").keys() == {"critical", "high", "medium", "low"}
    assert big == {
        "account": "big",
        "name": "Big",
        "segment": "fan",
        "owner": "team/ann",
        "coverage": {"value": pytest.approx(0.91), "supportive": pytest.approx(0.91)},
        "decision_makers": [{"person": "big/boss", "score": 0.7, "path": ["team/ann", "big/boss"]}],
        "no_decision_maker": False,
        "threads": {"ours": 2, "theirs": 1},
        "last_touch": days_ago(2).isoformat(),
        "open_deals": 1,
        "open_amounts": [{"currency": "THB", "amount": 500}],
        "roles": {"required": ["decision_maker"], "filled": ["decision_maker"], "unnamed": []},
        "revenue": {"amount": 90, "share": 0.9, "cumulated": 0.9, "class": "A"},
    }
    assert (quiet["decision_makers"], quiet["no_decision_maker"], quiet["revenue"]) == ([], True, None)
    assert to_json(ask(gaps=["G10"], owner="ann"))["gap_codes"] == ["G101", "G102", "G103", "G104", "G105"]
    assert to_json(ask(Book()))["revenue"] is None
    accounts = [Account(id=c, name=c, revenue={"2025": Money(amount=1, currency=c)}) for c in ("CNY", "THB")]
    assert to_json(ask(book_of(*accounts)))["revenue"] == {"year": "2025", "currencies": ["CNY", "THB"], "total": None}
