from pathlib import Path

import pytest

from tests.cli.runner import Runner, assert_dry_run_tells_all


def test_writes_every_field_in_the_fixed_order(relmap: Runner) -> None:
    said = relmap.tell(
        *("add-deal", "ถ้วยชา", "--id", "tea-cups", "--notes", "small", "--committee", "GM:decision_maker"),
        *("--committee", "prasert:purchaser,approver", "--committee", "กัญญา", "--required-role", "economic buyer"),
        *("--required-role", "user", "--goal", "200 cups", "--owner", "นก", "--close-on", "2570-01-31"),
        *("--currency", "THB", "--amount", "12500.50", "--stage", "proposal"),
    )
    assert said == "added ถ้วยชา (siam-grand/tea-cups)\n"
    assert relmap.read("accounts/siam-grand/deals/tea-cups.yaml") == (
        "name: ถ้วยชา\n"
        "stage: proposal\n"
        "amount: 12500.5\n"
        "currency: THB\n"
        "close_on: 2027-01-31\n"
        "owner: nok\n"
        "goal: 200 cups\n"
        "required_roles: [decision_maker, user]\n"
        "committee:\n"
        "  - {person: anucha, roles: [decision_maker]}\n"
        "  - {person: prasert, roles: [purchaser, approver]}\n"
        "  - {person: kanya}\n"
        "notes: small\n"
    )


def test_somebody_named_twice_has_one_seat_as_named_last(relmap: Runner) -> None:
    relmap.tell("add-deal", "X", "--committee", "malee", "--committee", "มาลี:user")
    assert relmap.read("accounts/siam-grand/deals/x.yaml") == (
        "name: X\ncommittee:\n  - {person: malee, roles: [user]}\n"
    )


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("Ceramic plates",), 1, "the deal ceramic-plates exists already"),
        (("X", "--amount", "much"), 2, "amount: 'much' is not a number; write digits only"),
        (("X", "--committee", "nobody"), 1, "no person is found by 'nobody'"),
        (("X", "--committee", "malee:cook"), 2, "--committee: 'cook' is not a known word"),
        (("X", "--close-on", "2027-02-30"), 2, "is a date that does not exist"),
    ],
)
def test_refusals(relmap: Runner, arguments: tuple[str, ...], status: int, said: str) -> None:
    assert said in relmap.refuse("add-deal", *arguments, status=status)


def test_dry_run(relmap: Runner, tmp_path: Path) -> None:
    assert_dry_run_tells_all(relmap, tmp_path, "add-deal", "Tea cups", "--committee", "GM:approver")
