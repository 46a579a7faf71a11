from pathlib import Path

import pytest

from tests.cli.runner import Runner, assert_dry_run_tells_all


@pytest.mark.parametrize(
    ("who", "new", "old_file", "new_file"),
    [
        ("malee", "malee-j", "accounts/siam-grand/people/malee.yaml", "accounts/siam-grand/people/malee-j.yaml"),
        ("prasert", "ประเสริฐ", "accounts/siam-grand/people/prasert.yaml", "accounts/siam-grand/people/ประเสริฐ.yaml"),
        ("GM", "gm", "accounts/siam-grand/people/anucha.yaml", "accounts/siam-grand/people/gm.yaml"),
        ("nok", "nok-s", "team/nok.yaml", "team/nok-s.yaml"),
        ("siam-grand", "grand", "accounts/siam-grand/account.yaml", "accounts/grand/account.yaml"),
        (
            "ceramic-plates",
            "plates",
            "accounts/siam-grand/deals/ceramic-plates.yaml",
            "accounts/siam-grand/deals/plates.yaml",
        ),
        ("new-year-tableware", "ny", "campaigns/new-year-tableware.yaml", "campaigns/ny.yaml"),
    ],
)
def test_every_reference_follows(
    relmap: Runner, tmp_path: Path, who: str, new: str, old_file: str, new_file: str
) -> None:
    checked = relmap.tell("check")
    assert_dry_run_tells_all(relmap, tmp_path, "rename", who, new)
    assert old_file not in relmap.files()
    assert new_file in relmap.files()
    # Whatever still named the old id would dangle.
    assert relmap.tell("check") == checked


def test_says_what_followed(relmap: Runner) -> None:
    said = relmap.tell("rename", "prasert", "prasert-r").splitlines()
    assert said[-1] == "renamed siam-grand/prasert to prasert-r"
    assert "siam-grand/somchai: reports_to siam-grand/prasert -> siam-grand/prasert-r" in said


def test_comments_stay(relmap: Runner) -> None:
    before = relmap.read("accounts/siam-grand/deals/ceramic-plates.yaml")
    relmap.tell("rename", "prasert", "pr")
    after = relmap.read("accounts/siam-grand/deals/ceramic-plates.yaml")
    assert after == before.replace("{person: prasert,", "{person: pr,")
    assert "# เรื่องนี้ประเสริฐ" in after


def test_an_account_takes_its_people_and_its_place_as_default_along(relmap: Runner) -> None:
    relmap.tell("rename", "siam-grand", "grand")
    assert "default_account: grand\n" in relmap.read("relmap.yaml")
    assert "people: [grand/malee, grand/kanya, grand/wichai]\n" in relmap.read("campaigns/new-year-tableware.yaml")
    assert relmap.tell("show", "malee").startswith("Malee Jaidee  (grand/malee)\n")
    assert not (relmap.folder / "accounts" / "siam-grand").exists()


def test_a_member_takes_their_touches_along(relmap: Runner) -> None:
    before = relmap.read("accounts/siam-grand/touches/2026-nok.yaml")
    relmap.tell("rename", "nok", "nok-s")
    assert relmap.read("accounts/siam-grand/touches/2026-nok-s.yaml") == before
    assert "accounts/siam-grand/touches/2026-nok.yaml" not in relmap.files()


def test_the_same_id_changes_nothing(relmap: Runner) -> None:
    before = relmap.files()
    assert relmap.tell("rename", "malee", "malee") == "nothing to change\n"
    assert relmap.files() == before


@pytest.mark.parametrize(
    ("who", "new", "status", "said"),
    [
        ("malee", "kanya", 1, "the person kanya exists already"),
        ("malee", "Kanya", 2, "has capital letters; use kanya"),
        ("malee", "../x", 2, "is not an id"),
        ("malee", "con", 2, "is a device name on Windows"),
        ("nobody", "x", 1, "no person is found by 'nobody'"),
        ("purchaser", "x", 1, "'purchaser' is 2 people"),
        ("book", "x", 2, "is the book itself"),
    ],
)
def test_refusals(relmap: Runner, who: str, new: str, status: int, said: str) -> None:
    assert said in relmap.refuse("rename", who, new, status=status)
