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
    "accounts/siam-grand/people/aide.yaml": "name: Aide\nlinks: [{to: gm, kind: advises}]\n",
    "accounts/siam-grand/deals/plates.yaml": "name: Plates\n",
    "accounts/lanshi/account.yaml": "name: Lanshi\n",
    "accounts/lanshi/people/gm.yaml": "name: Luo\nroles: [decision_maker]\n",
    "accounts/lanshi/deals/cloud.yaml": "name: Cloud\ncommittee: [{person: gm, stance: 1}]\n",
    "accounts/lanshi/deals/plates.yaml": "name: More plates\n",
}
COMMANDS = {
    "path": ("path", "--to", "GM"),
    "influence": ("influence", "--on", "GM"),
    "gaps": ("gaps",),
    "list": ("list",),
    "show": ("show", "gm"),
    "map": ("map", "--format", "dot", "-o", "-"),
}


OWN_AND_DEAL = {
    **{name: text for name, text in TWO_ACCOUNTS.items() if "lanshi" not in name},
    "accounts/siam-grand/people/mal.yaml": (
        "name: Mal\nstance: 1\ninfluence: 1\nroles: [user]\nknown_by: [{member: nok, level: 3}]\n"
        "links: [{to: cfo, kind: influences, level: 3}]\n"
    ),
    "accounts/siam-grand/people/cfo.yaml": "name: Cfo\n",
    "accounts/siam-grand/deals/plates.yaml": (
        "name: Plates\ncommittee:\n  - {person: mal, stance: -2, influence: 4}\n  - {person: cfo, roles: [approver]}\n"
    ),
}


@pytest.fixture
def one(tmp_path: Path) -> Runner:
    """Commands in a book of one account whose deal sees its people otherwise than they are at large."""
    return Runner(book_on_disk(tmp_path / "one", OWN_AND_DEAL))


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


def test_the_stance_in_the_deal_carries_the_path(one: Runner) -> None:
    def score(*deal: str) -> float:
        return float(one("path", "--to", "cfo", "--json", *deal).json["paths"][0]["score"])

    assert score() == pytest.approx(0.7 * 0.9 * 0.7)
    assert score("--deal", "plates") == pytest.approx(0.7 * 0.1 * 0.7)
    said = one.tell("path", "--to", "cfo", "--explain", "--deal", "plates")
    assert (
        "Mal: stance opponent, passes on .1 of it; from the deal's committee (own: supporter), nobody wrote why\n"
        in said
    )


@pytest.mark.parametrize("command", [("path", "--to", "approver"), ("show", "approver")])
def test_a_role_held_only_in_the_deal_is_found_in_it(one: Runner, command: tuple[str, ...]) -> None:
    one.refuse(*command)
    assert "siam-grand/cfo" in one.tell(*command, "--deal", "plates")
    one.tell("set", "plates", "committee.gm.roles", "user")
    one.refuse("path", "--to", "decision_maker", "--deal", "plates")
    assert one("path", "--to", "decision_maker").status == 0


def test_gaps_are_those_of_the_people_as_they_stand_in_the_deal(one: Runner) -> None:
    def found(*deal: str) -> set[tuple[str, str]]:
        gaps = one("gaps", "--json", *deal).json["gaps"]
        return {(gap["code"], about.removeprefix("siam-grand/")) for gap in gaps for about in gap["about"]}

    at_large, in_deal = found(), found("--deal", "plates")
    # By influence and stance, Mal becomes an opponent to answer; by role, Cfo becomes somebody to know.
    assert in_deal - at_large >= {("G402", "mal"), ("G303", "cfo"), ("G401", "cfo")}
    coverages = [one("gaps", "--json", *deal).json["coverage"] for deal in ((), ("--deal", "plates"))]
    assert coverages[0] != coverages[1]
