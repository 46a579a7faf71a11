"""How `--deal` is understood, by every command that reads: one deal, of the account that is meant."""

from pathlib import Path

import pytest

from tests.books import book_on_disk
from tests.cli.runner import Runner

TWO_ACCOUNTS = {
    "team/nok.yaml": "name: Nok\n",
    "accounts/siam-grand/account.yaml": "name: Siam Grand\n",
    "accounts/siam-grand/people/gm.yaml": (
        "name: Anucha\ntitle: GM\nroles: [decision_maker]\nknown_by: [{member: nok, level: 1}]\n"
    ),
    "accounts/siam-grand/deals/plates.yaml": "name: Plates\n",
    "accounts/lanshi/account.yaml": "name: Lanshi\n",
    "accounts/lanshi/people/gm.yaml": "name: Luo\nroles: [decision_maker]\n",
    "accounts/lanshi/deals/cloud.yaml": "name: Cloud\ncommittee: [{person: gm, stance: 1}]\n",
    "accounts/lanshi/deals/plates.yaml": "name: More plates\n",
}
COMMANDS = {
    "path": ("path", "--to", "GM"),
    "gaps": ("gaps",),
    "list": ("list",),
    "show": ("show", "gm"),
    "map": ("map", "--format", "dot", "-o", "-"),
}


@pytest.fixture
def two(tmp_path: Path) -> Runner:
    """Commands in a book of two accounts, neither of which is the default."""
    return Runner(book_on_disk(tmp_path / "two", TWO_ACCOUNTS))


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_a_deal_of_another_account(two: Runner, command: tuple[str, ...]) -> None:
    for deal in ("cloud", "lanshi/cloud", "Cloud"):
        assert two.refuse(*command, "--account", "siam-grand", "--deal", deal) == (
            f"'{deal}' is not a deal of siam-grand but of lanshi (lanshi/cloud); say --account lanshi, "
            "or take one of siam-grand's own: plates"
        )


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_an_id_that_two_accounts_have(two: Runner, command: tuple[str, ...]) -> None:
    assert two.refuse(*command, "--deal", "plates") == (
        "'plates' is 2 deals: lanshi/plates (More plates), siam-grand/plates (Plates); "
        "write one of these references in full"
    )
    assert two(*command, "--deal", "siam-grand/plates").status == 0
    assert two(*command, "--deal", "plates", "--account", "siam-grand").status == 0


def test_a_deal_of_another_account_is_not_shown_either(two: Runner) -> None:
    said = two.refuse("show", "cloud", "--account", "siam-grand")
    assert said.startswith("'cloud' is not a deal of siam-grand but of lanshi (lanshi/cloud)")


def test_a_deal_that_one_account_has_says_which_account_is_meant(two: Runner) -> None:
    assert two("gaps", "--deal", "cloud", "--json").json["account"] == "lanshi"
