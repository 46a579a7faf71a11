"""Which book, which account, which day."""

from datetime import date

import pytest

from tests.cli.runner import Runner


@pytest.fixture
def two(relmap: Runner) -> Runner:
    """The hotel's book with a second account and without a default one."""
    relmap.tell("add-account", "River House", "--id", "river")
    relmap.tell("add-contact", "Somsak", "--account", "river")
    relmap.tell("set", "book", "default_account", "--unset")
    return relmap


def accounts(relmap: Runner, *arguments: str, **fields: str) -> set[str]:
    """The accounts whose people are listed."""
    return {item["ref"].partition("/")[0] for item in relmap("list", "--json", *arguments, **fields).json["items"]}


def test_the_account_given_beats_the_folder_beats_the_default(two: Runner) -> None:
    assert accounts(two) == {"siam-grand", "river"}
    assert accounts(two, "--account", "river") == {"river"}
    assert accounts(two, at="accounts/river/people") == {"river"}
    assert accounts(two, "-a", "siam-grand", at="accounts/river") == {"siam-grand"}
    two.tell("set", "book", "default_account", "river")
    assert accounts(two) == {"river"}
    assert accounts(two, at="accounts/siam-grand") == {"siam-grand"}
    assert accounts(two, "--all", at="accounts/siam-grand") == {"siam-grand", "river"}


def test_the_only_account_is_the_default(relmap: Runner) -> None:
    relmap.tell("set", "book", "default_account", "--unset")
    assert relmap("path", "--to", "GM").status == 0


def test_no_account_that_can_be_meant_is_an_error(two: Runner, empty: Runner) -> None:
    for command in (("path", "--to", "GM"), ("map",), ("add-contact", "X"), ("add-deal", "X")):
        assert two.refuse(*command) == (
            "which account? the book has several; name one with --account (river, siam-grand), "
            "or set default_account in relmap.yaml"
        )
    empty.tell("init")
    assert empty.refuse("path", "--to", "GM") == (
        'which account? the book has none yet; add one with `relmap add-account "NAME"`'
    )


def test_a_full_reference_says_which_account_is_meant(two: Runner) -> None:
    two.tell("set", "book", "default_account", "river")
    for arguments in (
        ("path", "--to", "siam-grand/anucha"),
        ("path", "--to", "GM", "--deal", "siam-grand/ceramic-plates"),
        ("path", "--to", "GM", "--without", "siam-grand/prasert"),
    ):
        expected = (*arguments, "--account", "siam-grand", "--json")
        assert two(*arguments, "--json") == two(*expected), arguments
    assert two("gaps", "--deal", "siam-grand/ceramic-plates", "--json").json["account"] == "siam-grand"
    assert two.tell("map", "--path-to", "siam-grand/anucha").endswith(" in siam-grand.svg\n")


def test_a_deal_of_one_account_only_says_which_is_meant(two: Runner) -> None:
    assert two("path", "--to", "GM", "--deal", "ceramic-plates", "--json").json["account"] == "siam-grand"
    assert two.tell("map", "--deal", "ceramic-plates").endswith(" in siam-grand.svg\n")
    two.tell("add-deal", "Plates", "--id", "ceramic-plates", "--account", "river")
    said = two.refuse("path", "--to", "GM", "--deal", "ceramic-plates")
    assert said.startswith("'ceramic-plates' is 2 deals: river/ceramic-plates (Plates), siam-grand/ceramic-plates (")


def test_people_are_found_in_every_account_where_none_is_meant(two: Runner) -> None:
    assert two.tell("show", "somsak").startswith("Somsak  (river/somsak)\n")
    assert two.tell("touch", "malee", "--by", "nok", "--channel", "call").endswith("siam-grand/malee on 2026-11-23\n")


def test_the_book_is_found_upwards(relmap: Runner) -> None:
    assert relmap.tell("list", at="accounts/siam-grand/people") == relmap.tell("list")


def test_the_book_may_be_named_before_and_after_the_command(relmap: Runner, empty: Runner) -> None:
    listed = relmap.tell("list")
    assert empty.tell("--book", relmap.folder, "list") == listed
    assert empty.tell("list", "--book", relmap.folder) == listed
    assert empty.tell("list", f"--book={relmap.folder}") == listed
    assert empty.tell("list", environment={"RELMAP_BOOK": str(relmap.folder)}) == listed


def test_what_is_typed_beats_the_variable_beats_the_folder(relmap: Runner, empty: Runner) -> None:
    empty.tell("init")
    other = {"RELMAP_BOOK": str(empty.folder)}
    assert relmap.tell("list", environment=other) == "no people here yet\n"
    assert "Malee" in relmap.tell("--book", relmap.folder, "list", environment=other)
    assert "Malee" in relmap.tell("list", "--book", relmap.folder, environment=other)


def test_no_book_is_an_error(empty: Runner) -> None:
    assert empty.refuse("list") == (
        f"no book found in {empty.folder} or any folder above; "
        "make one with `relmap init my-book`, or name one with --book DIR"
    )
    assert f"no book found in {empty.folder}/x; " in empty.refuse("list", "--book", "x")


@pytest.mark.parametrize(
    "arguments",
    [("--today", "2027-01-05", "path"), ("path", "--today", "2027-01-05"), ("path", "--today", "2570-01-05")],
)
def test_today_may_be_given_before_and_after_the_command(relmap: Runner, arguments: tuple[str, ...]) -> None:
    assert relmap(*arguments, "--to", "GM", "--json").json["today"] == "2027-01-05"


@pytest.mark.parametrize("day", ["20-11-2569", "2569/11/20", "20/11/2026", "2026/11/20", "20.11.2026"])
def test_a_day_may_be_written_as_people_do(relmap: Runner, day: str) -> None:
    assert relmap("gaps", "--json", "--today", day).json["today"] == "2026-11-20"


def test_yesterday_is_the_day_before_today(relmap: Runner) -> None:
    said = relmap.tell("touch", "malee", "--by", "nok", "--channel", "call", "--on", "yesterday")
    assert said.endswith(" on 2026-11-22\n")
    said = relmap.tell("set", "malee", "verified_on", "Today")
    assert said == "siam-grand/malee: verified_on 2026-11-03 -> 2026-11-23\n"
    relmap.tell("know", "pim", "malee", "--assessed-on", "yesterday")
    assert "assessed_on: 2026-11-22" in relmap.read("accounts/siam-grand/people/malee.yaml")
    today = date.today().isoformat()
    assert relmap("gaps", "--json", "--today", "today").json["today"] == today


def test_a_person_of_another_account_is_pointed_at(two: Runner) -> None:
    two.tell("set", "book", "default_account", "siam-grand")
    for command in (("path", "--to", "somsak"), ("map", "--path-to", "somsak"), ("set", "somsak", "stance", "1")):
        assert two.refuse(*command) == (
            "no person of siam-grand is found by 'somsak'; there is one in river (river/somsak); "
            "write river/somsak, or add --account river"
        )


def test_today_typed_beats_the_variable(relmap: Runner) -> None:
    later = {"RELMAP_TODAY": "2027-01-05"}
    assert relmap("gaps", "--json", environment=later).json["today"] == "2027-01-05"
    assert relmap("gaps", "--json", "--today", "2027-01-06", environment=later).json["today"] == "2027-01-06"


def test_ties_fade_with_the_day(relmap: Runner) -> None:
    scores = [
        relmap("path", "--to", "GM", "--json", "--today", day).json["paths"][0]["score"]
        for day in ("2026-11-23", "2027-03-23")
    ]
    assert scores[0] > scores[1]


@pytest.mark.parametrize("day", ["tomorrow", "2026-02-30", "22/11/26", "11.22.2026", ""])
def test_a_day_that_is_none_is_wrong_usage(relmap: Runner, day: str) -> None:
    assert relmap.refuse("gaps", "--today", day, status=2).startswith(f"--today: {day!r} is ")
