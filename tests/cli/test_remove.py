from pathlib import Path

import pytest

from tests.cli.runner import Runner, assert_dry_run_tells_all

PEOPLE = "accounts/siam-grand/people"


def test_takes_files_away(relmap: Runner) -> None:
    relmap.tell("add-contact", "Anong")
    assert relmap.tell("remove", "Anong", "pim") == "removed siam-grand/anong\nremoved team/pim\n"
    assert not {f"{PEOPLE}/anong.yaml", "team/pim.yaml"} & relmap.files().keys()


def test_refused_while_referred_to_with_every_place(relmap: Runner) -> None:
    said = relmap.refuse("remove", "finance-director")
    assert said == (
        "siam-grand/finance-director is still named in accounts/siam-grand/deals/ceramic-plates.yaml:11; "
        "take the references out, or keep the history with `relmap remove finance-director --left`"
    )
    assert "accounts/siam-grand/account.yaml:12, " in relmap.refuse("remove", "nok")
    assert "relmap.yaml:7" in relmap.refuse("remove", "siam-grand")


def test_a_member_is_named_by_the_files_of_their_touches(relmap: Runner) -> None:
    relmap.tell("touch", "malee", "--by", "pim", "--channel", "call")
    assert relmap.refuse("remove", "pim") == (
        "team/pim is still named in accounts/siam-grand/touches/2026-pim.yaml:1; "
        "take the references out, or keep the history with `relmap remove pim --left`"
    )


def test_those_who_refer_to_each_other_go_together(relmap: Runner) -> None:
    relmap.tell("add-contact", "A", "--id", "a")
    relmap.tell("add-contact", "B", "--id", "b", "--reports-to", "a")
    relmap.refuse("remove", "a")
    relmap.tell("remove", "a", "b")


def test_left_keeps_the_history(relmap: Runner) -> None:
    before = relmap.read(f"{PEOPLE}/malee.yaml")
    said = relmap.tell("remove", "malee", "pim", "--left")
    assert said == "siam-grand/malee: status active -> left\nteam/pim: status active -> left\n"
    assert relmap.read(f"{PEOPLE}/malee.yaml") == before.replace("stance: 1\n", "stance: 1\nstatus: left\n")
    assert "malee" not in relmap.tell("list")
    listed = {line.split()[0]: line for line in relmap.tell("list", "--left").splitlines()}
    assert [person for person, line in listed.items() if line.endswith("  left")] == ["malee"]
    assert relmap.tell("remove", "malee", "--left") == "nothing to change\n"


def test_who_left_carries_no_path(relmap: Runner) -> None:
    relmap.tell("remove", "malee", "--left")
    done = relmap("path", "--to", "GM", "--json")
    assert (done.status, done.json["paths"]) == (1, [])


def test_somebody_who_left_may_come_back(relmap: Runner) -> None:
    before = relmap.files()
    relmap.tell("remove", "malee", "--left")
    relmap.tell("set", "malee", "status", "--unset")
    assert relmap.files() == before


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("nobody",), 1, "no person is found by 'nobody'"),
        (("purchaser",), 1, "'purchaser' is 2 people"),
        (("book",), 2, "is the book itself; delete its folder yourself"),
        (("siam-grand", "--left"), 2, "is the account siam-grand; name a person or a member"),
        ((), 2, "Missing argument"),
    ],
)
def test_refusals(relmap: Runner, arguments: tuple[str, ...], status: int, said: str) -> None:
    assert said in relmap.refuse("remove", *arguments, status=status)


def test_dry_run(relmap: Runner, tmp_path: Path) -> None:
    assert_dry_run_tells_all(relmap, tmp_path, "remove", "pim")


def test_dry_run_of_leaving(relmap: Runner, tmp_path: Path) -> None:
    assert_dry_run_tells_all(relmap, tmp_path, "remove", "malee", "nok", "--left")
