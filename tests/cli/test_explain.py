"""`--explain` on the shipped books: every formula redone from its own printed numbers."""

from pathlib import Path

import pytest

from tests.analysis.test_explaining import assert_can_be_redone
from tests.cli.runner import Runner

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.mark.parametrize(
    ("name", "account", "deal", "least"),
    [("hotel", "siam-grand", "ceramic-plates", 40), ("manufacturer", "lanshi-heavy", "cloud-migration", 100)],
)
def test_every_formula_of_an_example_can_be_redone(name: str, account: str, deal: str, least: int) -> None:
    relmap = Runner(EXAMPLES / name)
    people = relmap("list", "--account", account, "--json").json["items"]
    done = 0
    for person in people:
        said = relmap("path", "--to", person["ref"], "--account", account, "--deal", deal, "--explain").stdout
        # The facts of a step stand four columns in; what else is indented so is none of them.
        facts = [line.removeprefix("    ") for line in said.splitlines() if line.startswith("    ")]
        done += assert_can_be_redone([fact for fact in facts if " = " in fact])
    assert done > least
