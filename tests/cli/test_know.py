from pathlib import Path

import pytest

from tests.cli.runner import Runner, assert_dry_run_tells_all


def ties(relmap: Runner, person: str) -> list[dict[str, object]]:
    (record,) = relmap("show", person, "--json").json["records"]
    return [{key: value for key, value in tie.items() if value is not None} for tie in record["known_by"]]


def test_a_new_tie_to_several(relmap: Runner) -> None:
    said = relmap.tell(
        *("know", "นก", "kanya", "หัวหน้าเชฟ", "--level", "acquainted", "--target", "3"),
        *("--assessed-on", "2569-11-20", "--note", "met in the kitchen"),
    )
    assert said == (
        "siam-grand/kanya: known_by + team/nok (level 1, target 3)\n"
        "siam-grand/wichai: known_by + team/nok (level 1, target 3)\n"
    )
    assert ties(relmap, "kanya") == [
        {"member": "team/nok", "level": 1, "target": 3, "assessed_on": "2026-11-20", "note": "met in the kitchen"}
    ]
    written = 'known_by:\n  - {member: nok, level: 1, target: 3, assessed_on: 2026-11-20, note: "met in the kitchen"}\n'
    assert written in relmap.read("accounts/siam-grand/people/wichai.yaml")


def test_a_strength_replaces_a_level_and_keeps_the_rest(relmap: Runner) -> None:
    said = relmap.tell("know", "nok", "malee", "--strength", "0.45")
    assert said == (
        "siam-grand/malee: known_by nok: level 2 -> nothing, strength nothing -> .45, "
        "assessed_on 2026-11-03 -> 2026-11-23\n"
    )
    assert ties(relmap, "malee") == [{"member": "team/nok", "strength": 0.45, "target": 3, "assessed_on": "2026-11-23"}]
    relmap.tell("know", "nok", "malee", "--level", "3")
    assert ties(relmap, "malee")[0]["level"] == 3
    assert "strength" not in ties(relmap, "malee")[0]


def test_the_same_again_changes_nothing_but_the_day(relmap: Runner) -> None:
    before = relmap.files()
    assert relmap.tell("know", "nok", "malee", "--target", "3", "--note", "") == "nothing to change\n"
    assert relmap.files() == before
    same = ("know", "nok", "malee", "--level", "2", "--target", "3")
    assert relmap.tell(*same) == "siam-grand/malee: known_by nok: assessed_on 2026-11-03 -> 2026-11-23\n"
    assert relmap.tell(*same) == "nothing to change\n"


def test_a_level_is_of_today_and_so_not_faded(relmap: Runner) -> None:
    relmap.tell("know", "nok", "malee", "--level", "3", "--assessed-on", "2020-01-01")
    assert ties(relmap, "malee")[0]["assessed_on"] == "2020-01-01"
    relmap.tell("know", "nok", "malee", "--target", "4")
    assert ties(relmap, "malee")[0]["assessed_on"] == "2020-01-01"
    relmap.tell("know", "nok", "malee", "kanya", "--level", "3")
    assert [ties(relmap, name)[0]["assessed_on"] for name in ("malee", "kanya")] == ["2026-11-23", "2026-11-23"]


def test_remove(relmap: Runner) -> None:
    assert (
        relmap.tell("know", "nok", "malee", "--remove") == "siam-grand/malee: known_by - team/nok (level 2, target 3)\n"
    )
    assert ties(relmap, "malee") == []
    assert "siam-grand/malee has no tie of team/nok" in relmap.refuse("know", "nok", "malee", "--remove")


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("nobody", "malee", "--level", "1"), 1, "no member is found by 'nobody'"),
        (("nok", "nobody", "--level", "1"), 1, "no person is found by 'nobody'"),
        (("nok", "malee", "--level", "9"), 2, "is not a whole number from 1 to 4"),
        (("nok", "malee", "--strength", "-0.1"), 2, "is not between 0 and 1"),
        (("nok",), 2, "Missing argument"),
    ],
)
def test_refusals(relmap: Runner, arguments: tuple[str, ...], status: int, said: str) -> None:
    assert said in relmap.refuse("know", *arguments, status=status)


def test_dry_run(relmap: Runner, tmp_path: Path) -> None:
    assert_dry_run_tells_all(relmap, tmp_path, "know", "nok", "malee", "kanya", "--level", "4")


def test_nobody_has_judged_anything_on_a_day_to_come(relmap: Runner) -> None:
    said = relmap.refuse("know", "nok", "malee", "--level", "2", "--assessed-on", "2026-11-24", status=2)
    assert "--assessed-on: '2026-11-24' is in the future (today is 2026-11-23); give the day it was judged" in said
    relmap.tell("know", "nok", "malee", "--level", "2", "--assessed-on", "today")
