from pathlib import Path

from tests.cli.runner import Runner, assert_dry_run_tells_all


def test_writes_every_field_in_the_fixed_order(relmap: Runner) -> None:
    said = relmap.tell(
        *(
            "add-member",
            "ต้น มีสุข",
            "--id",
            "ton",
            "--notes",
            "new",
            "--email",
            "ton@example.com",
            "--phone",
            "0200000001",
        ),
        *("--phone", "0200000002", "--alias", "ต้น", "--department", "Sales", "--title", "Account manager"),
    )
    assert said == "added ต้น มีสุข (team/ton)\n"
    assert relmap.read("team/ton.yaml") == (
        "name: ต้น มีสุข\n"
        "aliases: [ต้น]\n"
        "title: Account manager\n"
        "department: Sales\n"
        "channels:\n"
        '  phone: ["0200000001", "0200000002"]\n'
        "  email: ton@example.com\n"
        "notes: new\n"
    )


def test_ids_that_differ_in_case_only_may_not_coexist(relmap: Runner) -> None:
    said = relmap.refuse("add-member", "Nok")
    assert said == "the member nok exists already; give another --id"


def test_an_invalid_id_is_wrong_usage(relmap: Runner) -> None:
    for identifier, reason in {
        "Ton": "has capital letters; use ton",
        "../x": "is not an id: letters and digits, words joined by -; use x",
        "con": "is a device name on Windows; use con-1",
        "a" * 61: f"is longer than 60 characters; use {'a' * 60}",
    }.items():
        said = relmap.refuse("add-member", "Ton", "--id", identifier, status=2)
        assert said == f"--id: {identifier!r} {reason}"


def test_a_name_without_letters_needs_an_id(relmap: Runner) -> None:
    said = relmap.refuse("add-member", "!!", status=2)
    assert said == "the name '!!' has no letter or digit to make an id of; give one with --id"


def test_works_in_a_book_without_accounts(empty: Runner) -> None:
    empty.tell("init")
    assert empty.tell("add-member", "นก สุขใจ", "--id", "nok") == "added นก สุขใจ (team/nok)\n"


def test_dry_run(relmap: Runner, tmp_path: Path) -> None:
    diff = assert_dry_run_tells_all(relmap, tmp_path, "add-member", "Ton")
    assert diff == "--- /dev/null\n+++ b/team/ton.yaml\n@@ -0,0 +1 @@\n+name: Ton\n"
