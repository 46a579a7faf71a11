import shutil
from datetime import date
from pathlib import Path

import pytest

from relmap.analysis.circle import books_by_account
from relmap.storage.reader import load
from relmap.usecases.portfolio import Wanted, portfolio, to_json
from tests.cli.runner import HOTEL, TODAY, Runner

MANUFACTURER = HOTEL.parent / "manufacturer"


@pytest.fixture
def several(tmp_path: Path) -> Runner:
    """Commands in a fresh copy of the manufacturer's book, which has three accounts."""
    shutil.copytree(MANUFACTURER, tmp_path / "book")
    return Runner(tmp_path / "book")


def ids(said: str) -> list[str]:
    return [line.split()[0] for line in said.split("\n\n")[0].splitlines()[1:]]


def test_one_account(relmap: Runner) -> None:
    head, row, blank, totals, notes = relmap.tell("portfolio").splitlines()
    assert head.startswith(
        "ID          OPEN         WORST GAP      COVERAGE  DECIDER  LAST TOUCH  THREADS  ROLES    SEGM"
    )
    assert row.startswith(
        "siam-grand  480,000 THB  critical G102  0% (0%)   .18      2026-11-18  1/1      4/5, 1?  new"
    )
    assert (blank, totals) == ("", "1 account; 1 open deal, 480,000 THB")
    assert notes.startswith("coverage (with supporters); decider: ")
    assert "; roles: filled/required, ? whom nobody can name; " in notes


def test_several_accounts(several: Runner) -> None:
    table, rest = several.tell("portfolio").split("\n\n")
    assert "REVENUE" in table
    assert ids(table) == ["lanshi-heavy", "hedu-foods", "lanshi-holdings"]
    hedu, holdings = table.splitlines()[2:]
    assert "A 68% (68%)" in hedu
    assert "no deal  " in holdings
    assert "nobody   never" in holdings
    assert rest.splitlines()[:2] == [
        "3 accounts; 1 open deal, 6,800,000 CNY; 1 without a decision maker; 1 never touched",
        "revenue 2025: 3,800,000 CNY; class A, 2 of 2 accounts that have any, brings 100% of it",
    ]


def test_sort_and_filters(several: Runner) -> None:
    said = several.tell("portfolio", "--sort", "revenue")
    assert said.startswith("ID               REVENUE       OPEN  ")
    assert ids(said) == ["hedu-foods", "lanshi-heavy", "lanshi-holdings"]
    assert ids(several.tell("portfolio", "--sort", "revenue", "--reverse"))[0] == "lanshi-holdings"
    theirs = several.tell("portfolio", "--sort", "theirs")
    assert theirs.startswith("ID               THREADS  OPEN  ")
    assert theirs.splitlines()[0].count("THREADS") == 1
    assert ids(several.tell("portfolio", "--owner", "孙博文")) == ["lanshi-holdings"]
    assert ids(several.tell("portfolio", "--segment", "fan")) == ["hedu-foods"]
    filtered = several.tell("portfolio", "--gap", "G101")
    assert ids(filtered) == ["lanshi-holdings"]
    assert set(ids(several.tell("portfolio", "--gap", "G101,G404"))) == {"lanshi-holdings", "lanshi-heavy"}
    assert "\n1 of 3 accounts; no open deals; 1 without a decision maker; 1 never touched\n" in filtered
    assert several.tell("portfolio", "--segment", "dormant") == "no account like that\n"


def test_deals_without_an_amount_and_of_several_currencies(several: Runner) -> None:
    several.tell("add-deal", "茶", "--account", "hedu-foods", "--id", "tea")
    assert "hedu-foods       no amount  " in several.tell("portfolio")
    several.tell("set", "tea", "amount=1200.5", "currency=THB", "--account", "hedu-foods")
    said = several.tell("portfolio")
    assert "2 open deals, 6,800,000 CNY + 1,200.50 THB" in said
    assert said.endswith("\nopen amounts are compared one currency at a time: CNY, THB\n")
    assert "one currency at a time" not in several.tell("portfolio", "--sort", "gap")


def test_revenue_in_several_currencies_is_said(several: Runner) -> None:
    several.tell("set", "hedu-foods", "revenue.2025.currency", "THB")
    said = several.tell("portfolio")
    assert "\nrevenue 2025 is in several currencies (CNY and THB), so there are no shares and classes\n" in said
    assert "REVENUE" not in said


def test_the_revenue_of_one_account_is_said_of_one(relmap: Runner) -> None:
    relmap.tell("set", "siam-grand", "revenue.2025.amount=5000", "revenue.2025.currency=THB")
    said = relmap.tell("portfolio")
    assert "\nrevenue 2025: 5,000 THB; class A, the one account that has any, brings 100% of it\n" in said


def test_an_empty_book(empty: Runner) -> None:
    empty.tell("init", ".", "--name", "Empty")
    assert empty.tell("portfolio") == 'the book has no account yet; `relmap add-account "NAME"`\n'
    assert empty("portfolio", "--json").json["accounts"] == []


def test_json(several: Runner) -> None:
    document = several("portfolio", "--json").json
    assert (document["schema"], len(document["accounts"])) == ("relmap.portfolio/1", 3)


def test_read_one_after_another_it_is_that_of_the_whole_book(several: Runner) -> None:
    # Somebody of another account is the way to whoever decides there.
    several.tell("link", "hedu-foods/qiu-hedong", "lanshi-heavy/luo-zhengping", "--kind", "friend")
    several.tell("add-contact", "蓝总", "--account", "lanshi-holdings", "--id", "lan", "--role", "decision_maker")
    several.tell("link", "lanshi-holdings/lan", "hedu-foods/qiu-hedong", "--kind", "friend")
    day = date.fromisoformat(TODAY)
    whole = books_by_account(load(several.folder).book)
    document = to_json(portfolio(whole, today=day, wanted=Wanted()))
    assert several("portfolio", "--json").json == document
    (decider,) = document["accounts"][-1]["decision_makers"]
    assert decider["path"] == ["team/lin-yifan", "hedu-foods/qiu-hedong", "lanshi-holdings/lan"]


def test_refusals(relmap: Runner) -> None:
    assert relmap.refuse("portfolio", "--sort", "gaps", status=2).endswith("; try gap")
    assert relmap.refuse("portfolio", "--gap", "G209", status=2).startswith("no gap has the code 'G209'; ")
    assert "no member" in relmap.refuse("portfolio", "--owner", "zzz")


def test_a_file_that_cannot_be_read_is_named_once(several: Runner) -> None:
    for account in ("hedu-foods", "lanshi-heavy"):
        (several.folder / "accounts" / account / "people" / "bad.yaml").write_text("name: [\n")
    (several.folder / "team" / "bad.yaml").write_text("name: [\n")
    done = several("portfolio")
    assert (done.status, done.stderr.count("accounts/hedu-foods/people/bad.yaml")) == (0, 1)
    assert done.stderr.count("team/bad.yaml") == 1
    assert len(ids(done.stdout)) == 3


def test_a_narrow_terminal_shows_the_first_columns_whole(several: Runner) -> None:
    environment = {"TERM": "xterm", "COLUMNS": "80", "NO_COLOR": "1"}
    said = several("portfolio", terminal=True, environment=environment).stdout
    assert said.splitlines()[0].split() == ["id", "open", "worst", "gap", "coverage", "decider", "last", "touch"]
    assert "critical G102" in said
    assert "no room here for threads, roles, revenue, segment and owner: " in said
    assert max(map(len, said.splitlines())) <= 80
    wide = several("portfolio", terminal=True, environment=environment | {"COLUMNS": "140"}).stdout
    assert wide.splitlines()[0].split()[-1] == "owner"
    assert "no room" not in wide
