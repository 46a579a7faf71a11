from pathlib import Path

import pytest

from tests.cli.runner import Runner, assert_dry_run_tells_all


def test_writes_every_field_in_the_fixed_order(relmap: Runner) -> None:
    said = relmap.tell(
        *("add-account", "โรงแรมริมน้ำ", "--id", "rim-nam", "--notes", "quiet", "--goal", "first order"),
        *("--referred-by", "มาลี", "--parent", "สยามแกรนด์", "--owner", "team/nok", "--bond", "personal"),
        *(
            "--strategy",
            "basic",
            "--department",
            "Kitchen",
            "--department",
            "Finance",
            "--website",
            "https://r.example",
        ),
        *("--employees", "80", "--industry", "hospitality", "--alias", "ริมน้ำ", "--segment", "opinion leader"),
    )
    assert said == "added โรงแรมริมน้ำ (rim-nam)\n"
    assert relmap.read("accounts/rim-nam/account.yaml") == (
        "name: โรงแรมริมน้ำ\n"
        "aliases: [ริมน้ำ]\n"
        "industry: hospitality\n"
        "employees: 80\n"
        "website: https://r.example\n"
        "departments: [Kitchen, Finance]\n"
        "segment: opinion_leader\n"
        "strategy: basic\n"
        "bond: 2\n"
        "owner: nok\n"
        "parent: siam-grand\n"
        "referred_by: มาลี\n"
        "goal: first order\n"
        "notes: quiet\n"
    )


def test_an_id_is_made_from_the_name(relmap: Runner) -> None:
    assert relmap.tell("add-account", "Riverside Hotel & Spa") == (
        "added Riverside Hotel & Spa (riverside-hotel-spa)\n"
    )
    assert relmap.tell("add-account", "河畔酒店") == "added 河畔酒店 (河畔酒店)\n"


def test_an_id_that_exists_is_refused(relmap: Runner) -> None:
    said = relmap.refuse("add-account", "Siam Grand")
    assert said == "the account siam-grand exists already; give another --id"


@pytest.mark.parametrize("arguments", [("Team",), ("Blue Team", "--id", "team")])
def test_an_account_cannot_be_called_as_our_own_people_are(relmap: Runner, arguments: tuple[str, ...]) -> None:
    said = relmap.refuse("add-account", *arguments, status=2)
    assert said == "the id team means our own people; give the account another one with --id"


def test_an_unknown_segment_is_wrong_usage(relmap: Runner) -> None:
    assert "did you mean regular?" in relmap.refuse("add-account", "X", "--segment", "reglar", status=2)


def test_an_unknown_owner_is_refused(relmap: Runner) -> None:
    said = relmap.refuse("add-account", "X", "--owner", "nook")
    assert said == "no member is found by 'nook'; did you mean nok (Nok Sukjai)?"


def test_dry_run(relmap: Runner, tmp_path: Path) -> None:
    diff = assert_dry_run_tells_all(relmap, tmp_path, "add-account", "โรงแรมริมน้ำ")
    assert diff == "--- /dev/null\n+++ b/accounts/โรงแรมริมน้ำ/account.yaml\n@@ -0,0 +1 @@\n+name: โรงแรมริมน้ำ\n"
