from pathlib import Path

import pytest

from tests.cli.runner import Runner, assert_dry_run_tells_all

MALEE = "accounts/siam-grand/people/malee.yaml"
DEAL = "accounts/siam-grand/deals/ceramic-plates.yaml"


def changed(relmap: Runner, file: str, *arguments: str) -> tuple[list[str], list[str]]:
    """The lines of a file that `set` takes out and those that it puts in."""
    before = relmap.read(file).splitlines()
    relmap.tell("set", *arguments)
    after = relmap.read(file).splitlines()
    return [line for line in before if line not in after], [line for line in after if line not in before]


@pytest.mark.parametrize(
    ("file", "arguments", "gone", "new"),
    [
        (MALEE, ("malee", "stance", "-1"), "stance: 1", "stance: -1"),
        (MALEE, ("malee", "stance", "opponent"), "stance: 1", "stance: -2"),
        (MALEE, ("malee", "stance", "ไม่ทราบ"), "stance: 1", "stance: unknown"),
        (MALEE, ("มาลี", "title", "Head of reception"), "title: พนักงานต้อนรับ", "title: Head of reception"),
        (MALEE, ("malee", "roles", "gatekeeper", "coach"), "roles: [gatekeeper]", "roles: [gatekeeper, coach]"),
        (MALEE, ("malee", "roles", "gatekeeper,coach"), "roles: [gatekeeper]", "roles: [gatekeeper, coach]"),
        (MALEE, ("malee", "roles", "ผู้ใช้", "--add"), "roles: [gatekeeper]", "roles: [gatekeeper, user]"),
        (MALEE, ("malee", "phone", "0212345678"), '  phone: "0212345677"', '  phone: "0212345678"'),
        (MALEE, ("malee", "phone", "1", "2"), '  phone: "0212345677"', '  phone: ["1", "2"]'),
        (MALEE, ("malee", "channels.phone", "2", "--add"), '  phone: "0212345677"', '  phone: ["0212345677", "2"]'),
        (MALEE, ("malee", "verified_on", "2569-11-22"), "verified_on: 2026-11-03", "verified_on: 2026-11-22"),
        (MALEE, ("malee", "verified-on", "2026-11-22"), "verified_on: 2026-11-03", "verified_on: 2026-11-22"),
        (
            MALEE,
            ("malee", "known_by.nok.target", "4"),
            "  - {member: nok, level: 2, target: 3, assessed_on: 2026-11-03}",
            "  - {member: nok, level: 2, target: 4, assessed_on: 2026-11-03}",
        ),
        (
            MALEE,
            ("malee", "links.somchai.level", "1"),
            "  - {to: somchai, kind: refers, level: 3, source: มาลีเล่าเอง}",
            "  - {to: somchai, kind: refers, level: 1, source: มาลีเล่าเอง}",
        ),
        (
            MALEE,
            ("malee", "names.en", "M. J."),
            "names: {en: Malee Jaidee, zh: 玛丽·猜迪}",
            "names: {en: M. J., zh: 玛丽·猜迪}",
        ),
        (
            MALEE,
            ("malee", "names.zh", "--unset"),
            "names: {en: Malee Jaidee, zh: 玛丽·猜迪}",
            "names: {en: Malee Jaidee}",
        ),
        (MALEE, ("malee", "temperament", "--unset"), "temperament: ร่าเริง ชอบคุย", None),
        (MALEE, ("malee", "champion.has_power", "yes"), None, "champion: {has_power: true}"),
        (MALEE, ("malee", "reports_to", "GM"), None, "reports_to: anucha"),
        (
            DEAL,
            ("ceramic-plates", "committee.kanya.stance", "2"),
            "  - {person: kanya, roles: [user, champion]}",
            "  - {person: kanya, roles: [user, champion], stance: 2}",
        ),
        (DEAL, ("จานเซรามิกสำหรับห้องอาหาร", "amount", "500000"), "amount: 480000", "amount: 500000"),
        ("accounts/siam-grand/account.yaml", ("siam-grand", "segment", "regular"), "segment: new", "segment: regular"),
        ("accounts/siam-grand/account.yaml", ("siam-grand", "revenue.2569.amount", "5"), None, "  2026: {amount: 5}"),
        ("team/nok.yaml", ("nok", "title", "Account manager"), "title: พนักงานขาย", "title: Account manager"),
        ("relmap.yaml", ("book", "language", "zh"), "language: th", "language: zh"),
        ("relmap.yaml", ("book", "strength.levels.1", ".25"), None, "  levels: {1: 0.25}"),
        ("campaigns/new-year-tableware.yaml", ("new-year-tableware", "target", "buy"), "target: try", "target: buy"),
    ],
)
def test_one_value_changes_one_line(
    relmap: Runner, file: str, arguments: tuple[str, ...], gone: str | None, new: str | None
) -> None:
    old_lines, new_lines = changed(relmap, file, *arguments)
    assert old_lines == ([gone] if gone else [])
    # A first value of a mapping brings the line of its key with it.
    assert new_lines[-1:] == ([new] if new else [])


def test_several_fields_at_once(relmap: Runner) -> None:
    said = relmap.tell("set", "malee", "stance=-1", "influence=low", "phone=1", "phone=2", "notes=a=b")
    assert said == (
        "siam-grand/malee: stance 1 -> -1\n"
        "siam-grand/malee: channels.phone - 0212345677, + 1, + 2\n"
        "siam-grand/malee: notes nothing -> a=b\n"
    )
    assert "notes: a=b\n" in relmap.read(MALEE)


def test_several_records_at_once(relmap: Runner) -> None:
    assert relmap.tell("set", "malee,เชฟใหญ่, GM", "verified_on", "2026-11-22") == (
        "siam-grand/malee: verified_on 2026-11-03 -> 2026-11-22\n"
        "siam-grand/wichai: verified_on 2026-11-12 -> 2026-11-22\n"
        "siam-grand/anucha: verified_on 2026-10-20 -> 2026-11-22\n"
    )


def test_one_unknown_among_several_changes_nobody(relmap: Runner) -> None:
    assert "no person is found by 'nobody'" in relmap.refuse("set", "malee,nobody", "stance", "2")


def test_drop_takes_a_value_out_of_a_list(relmap: Runner) -> None:
    relmap.tell("set", "kanya", "roles", "champion", "--drop")
    assert "roles: [user]\n" in relmap.read("accounts/siam-grand/people/kanya.yaml")
    said = relmap.refuse("set", "kanya", "roles", "champion", "--drop")
    assert said == "siam-grand/kanya roles has no 'champion'; it holds user"
    relmap.tell("set", "kanya", "roles", "user", "--drop")
    assert "roles" not in relmap.read("accounts/siam-grand/people/kanya.yaml")


@pytest.mark.parametrize(
    "arguments",
    [
        ("malee", "stance", "1"),
        ("malee", "stance", "supporter"),
        ("malee", "roles", "gatekeeper"),
        ("malee", "roles", "gatekeeper", "--add"),
        ("malee", "phone", "0212345677"),
        ("malee", "notes", "--unset"),
        ("malee", "name", "มาลี ใจดี"),
        ("ceramic-plates", "amount", "480000"),
        ("book", "calendar", "gregorian"),
        ("siam-grand", "owner", "team/nok"),
    ],
)
def test_the_same_value_writes_nothing(relmap: Runner, arguments: tuple[str, ...]) -> None:
    def stamps() -> dict[Path, int]:
        return {path: path.stat().st_mtime_ns for path in relmap.folder.rglob("*.yaml")}

    files, times = relmap.files(), stamps()
    assert relmap.tell("set", *arguments) == "nothing to change\n"
    assert relmap.files() == files
    assert stamps() == times


@pytest.mark.parametrize("field", ["temperament", "phone", "needs"])
def test_an_empty_value_takes_the_field_out(relmap: Runner, field: str) -> None:
    before = relmap.read(MALEE)
    relmap.tell("set", "malee", field, "")
    after = relmap.read(MALEE).splitlines()
    (gone,) = [line for line in before.splitlines() if line not in after]
    assert gone.strip().startswith(f"{field}:")


def test_a_value_set_twice_is_written_once(relmap: Runner) -> None:
    relmap.tell("set", "malee", "notes", "likes: tea # really")
    files = relmap.files()
    assert relmap.tell("set", "malee", "notes", "likes: tea # really") == "nothing to change\n"
    assert relmap.files() == files


@pytest.mark.parametrize(
    "text", ["-x", "--help me", "-1", "no", "0212", "[a]", "{a: b}", "- a", "#", "a\nb", "ก: ข", "'", '"', "\\"]
)
def test_any_text_comes_back_as_typed(relmap: Runner, text: str) -> None:
    relmap.tell("set", "malee", "notes", "--", text)
    assert relmap("show", "malee", "--json").json["records"][0]["notes"] == text


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("malee", "stance"), 2, "no value given for stance; give one, or take the field out with --unset"),
        (("malee", "stance", "3"), 2, "stance: '3' is not a stance; write -2 (opponent)"),
        (("malee", "stance", "1", "2"), 2, "stance: 2 values given; give one"),
        (("malee", "stance=1", "2"), 2, "VALUE: '2' has no =; write every one as FIELD=VALUE"),
        (("malee", "influence", "-1"), 2, "influence: '-1' is not a whole number from 0 to 4"),
        (("malee", "titel", "x"), 2, "the person has no field 'titel'; did you mean title?"),
        (("malee", "channels", "x"), 2, "channels has entries of its own; name one, such as channels.NAME"),
        (("malee", "title.x", "x"), 2, "title.x is one value; leave out what follows the dot"),
        (("malee", "title", "x", "--add"), 2, "title is one value, not a list; set it without --add or --drop"),
        (("malee", "champion", "yes"), 2, "set one of champion.has_power, champion.sells_for_us, champion.own_win"),
        (("siam-grand", "revenue.2026", "5"), 2, "set one of revenue.2026.amount, revenue.2026.currency"),
        (("siam-grand", "revenue.2026.currency", "THB"), 2, "revenue.2026.currency needs amount first"),
        (("malee", "links", "x"), 2, "name one by its to, such as links.TO.note"),
        (
            ("malee", "links.GM.level", "2"),
            1,
            "siam-grand/malee links has no entry for siam-grand/anucha; add it first",
        ),
        (("malee", "name", "--unset"), 2, "name cannot be empty; set another value"),
        (("malee", "name", ""), 2, "name cannot be empty; set another value"),
        (("malee", "links.kanya.kind", "--unset"), 2, "links.kanya.kind cannot be empty"),
        (("malee", "reports_to", "malee"), 1, "siam-grand/malee reports to itself"),
        (("anucha", "reports_to", "prasert"), 1, "nothing was changed"),
        (("malee", "roles", "coook"), 2, "is not a known word"),
        (("nobody", "stance", "1"), 1, "no person is found by 'nobody'"),
        (("book", "default_account", "nowhere"), 1, "no account is found by 'nowhere'"),
        (("malee", "needs", "x", "--dryrun"), 2, "No such option: --dryrun; did you mean --dry-run?"),
        (("malee", "notes", "--urgent"), 2, "; did you mean --unset? If it is a value, write -- before it"),
        (("--urgent=1", "malee", "notes", "x"), 2, "No such option: --urgent; "),
        (("malee", "notes", "-x"), 2, "No such option: -x; "),
        (("malee", "stance", "-1", "--account"), 2, "Option '--account' requires an argument"),
        (("who", "title", "x"), 1, "no person is found by 'who'"),
    ],
)
def test_refusals(relmap: Runner, arguments: tuple[str, ...], status: int, said: str) -> None:
    assert said in relmap.refuse("set", *arguments, status=status)


@pytest.mark.parametrize(
    "value", [("--", "--urgent"), ("-5 apples",), ("- plates",), ("--",), ("-",), ("notes=--urgent",)]
)
def test_a_value_may_begin_with_a_dash(relmap: Runner, value: tuple[str, ...]) -> None:
    field = () if "=" in value[0] else ("notes",)
    if value == ("--",):
        assert "no value given for notes" in relmap.refuse("set", "malee", "notes", *value, status=2)
        return
    relmap.tell("set", "malee", *field, *value)
    held = relmap("show", "malee", "--json").json["records"][0]["notes"]
    assert held == value[-1].removeprefix("notes=")


def test_own_words_once_the_settings_have_them(relmap: Runner) -> None:
    relmap.tell("set", "book", "vocabulary.roles", "taster")
    assert relmap.tell("set", "wichai", "roles", "taster", "--add") == "siam-grand/wichai: roles + taster\n"
    assert "วิชัย" in relmap.tell("show", "taster")


@pytest.mark.parametrize(
    "arguments",
    [
        ("malee", "stance=-1", "phone=1", "notes=two words"),
        ("malee,kanya,book", "name", "x"),
        ("malee", "links.kanya", "--unset"),
        ("malee", "title", "a\x1b[31mb\u202ec\td"),
    ],
)
def test_dry_run(relmap: Runner, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    assert_dry_run_tells_all(relmap, tmp_path, "set", *arguments)


@pytest.mark.parametrize(
    "text",
    [
        b"name: A\r\ntitle: old\r\n",
        b"name: A\ntitle: old",
        b"name: A\ntitle: old # \xe0\xb8\x81\n\n\n",
    ],
    ids=["carriage returns", "no newline at the end", "blank lines at the end"],
)
def test_dry_run_of_files_from_elsewhere(relmap: Runner, tmp_path: Path, text: bytes) -> None:
    (relmap.folder / "team" / "a.yaml").write_bytes(text)
    assert_dry_run_tells_all(relmap, tmp_path, "set", "team/a", "title", "new")


def test_ignored_gaps_are_real_ones(relmap: Runner) -> None:
    assert relmap.tell("set", "book", "gaps.ignore", "g104,no-channel") == "book: gaps.ignore + G104, + G305\n"
    assert "no gap has the code 'G999'; choose one of G101, " in relmap.refuse(
        "set", "book", "gaps.ignore", "G999", "--add", status=2
    )
    said = relmap.refuse("set", "book", "gaps.ignore", "G1011", status=2)
    assert said == "no gap has the code 'G1011'; did you mean G101?"


def test_a_department_or_an_end_that_is_nearly_right_is_doubted(relmap: Runner) -> None:
    done = relmap("set", "malee", "department", "Front Offise")
    assert (done.status, done.stderr) == (
        0,
        "warning: siam-grand has no department 'Front Offise'; did you mean Front Office?\n",
    )
    done = relmap("add-deal", "Cups", "--stage", "wonn")
    assert done.stdout == "added Cups (siam-grand/cups)\n"
    assert done.stderr == "warning: the stage 'wonn' does not end the deal; did you mean won?\n"
    relmap.tell("set", "cups", "stage", "Won")
    relmap.tell("set", "cups", "stage", "closing")
    relmap.tell("set", "malee", "department", "Spa")


def test_dry_run_of_nothing_says_so(relmap: Runner) -> None:
    done = relmap("set", "malee", "stance", "1", "--dry-run")
    assert (done.status, done.stdout, done.stderr) == (0, "nothing to change\n", "")


def test_an_entry_that_only_needs_to_be_named_begins_with_its_first_field(relmap: Runner) -> None:
    said = relmap.tell("set", "ceramic-plates", "committee.malee.stance", "1")
    assert said == "siam-grand/ceramic-plates: committee + siam-grand/malee (stance 1)\n"
    assert "- {person: malee, stance: 1}\n" in relmap.read("accounts/siam-grand/deals/ceramic-plates.yaml")
    assert relmap.tell("set", "kanya", "known_by.pim.level", "2") == "siam-grand/kanya: known_by + team/pim (level 2)\n"
    said = relmap.refuse("set", "somchai", "known_by.nok.note", "x", "--drop")
    assert said.startswith("siam-grand/somchai known_by has no entry for nok; ")
