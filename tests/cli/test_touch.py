from pathlib import Path

import pytest

from tests.cli.runner import Runner, assert_dry_run_tells_all

FILE = "accounts/siam-grand/touches/2026-nok.yaml"


def test_appends_one_line_to_the_member_s_file_of_the_year(relmap: Runner) -> None:
    before = relmap.read(FILE)
    said = relmap.tell(
        *("touch", "malee", "--by", "nok", "--channel", "visit", "--on", "2026-11-03", "--feeling", "1"),
        *("--note", "left samples"),
    )
    assert said == "logged visit of team/nok with siam-grand/malee on 2026-11-03\n"
    line = '- {on: 2026-11-03, with: [malee], channel: visit, feeling: 1, note: "left samples"}\n'
    assert relmap.read(FILE) == before + line


def test_every_detail(relmap: Runner) -> None:
    said = relmap.tell(
        *("touch", "คุณมาลี", "เชฟกัญ", "malee", "--by", "พิม", "--channel", "call", "--on", "2568-12-30", "--one-way"),
        *("--feeling", "-2", "--note", 'no answer: busy, "later"', "--deal", "ceramic-plates", "--together", "nok"),
        *("--campaign", "new-year-tableware", "--next", "2570-01-05 call again"),
    )
    assert said == "logged call of team/pim with siam-grand/malee, siam-grand/kanya on 2025-12-30\n"
    assert relmap.read("accounts/siam-grand/touches/2025-pim.yaml") == (
        "- {on: 2025-12-30, with: [malee, kanya], channel: call, two_way: false, feeling: -2, "
        'note: "no answer: busy, \\"later\\"", deal: ceramic-plates, campaign: new-year-tableware, together: [nok], '
        'next: {on: 2027-01-05, what: "call again"}}\n'
    )
    assert "error" not in relmap.tell("check")


def test_today_is_the_default_day(relmap: Runner) -> None:
    assert relmap.tell("touch", "malee", "--by", "nok", "--channel", "chat").endswith(" on 2026-11-23\n")
    said = relmap.tell("touch", "malee", "--by", "nok", "--channel", "chat", "--today", "2026-11-30")
    assert said.endswith(" on 2026-11-30\n")


def test_the_only_member_is_the_default(relmap: Runner) -> None:
    said = relmap.refuse("touch", "malee", "--channel", "call", status=2)
    assert said == "which of us was it? name one with --by (nok, pim)"
    relmap.tell("remove", "pim", "--left")
    assert relmap.tell("touch", "malee", "--channel", "call").startswith("logged call of team/nok ")


def test_a_touch_takes_one_line_whatever_its_note_and_its_neighbours(relmap: Runner) -> None:
    relmap.tell("touch", "malee", "--by", "pim", "--channel", "call", "--on", "2026-11-20", "--note", "l1\nl2")
    file = relmap.folder / "accounts/siam-grand/touches/2026-pim.yaml"
    file.write_text(file.read_text() + "- on: 2026-11-21\n  with: [malee]\n  channel: call\n")
    relmap.tell("touch", "malee", "--by", "pim", "--channel", "call", "--on", "2026-11-22")
    assert relmap.read("accounts/siam-grand/touches/2026-pim.yaml") == (
        '- {on: 2026-11-20, with: [malee], channel: call, note: "l1\\nl2"}\n'
        "- on: 2026-11-21\n"
        "  with: [malee]\n"
        "  channel: call\n"
        "- {on: 2026-11-22, with: [malee], channel: call}\n"
    )


def test_two_touches_of_one_day_are_two_lines(relmap: Runner) -> None:
    before = relmap.read(FILE).count("\n")
    for note in ("in the morning", "in the evening"):
        relmap.tell("touch", "malee", "--by", "nok", "--channel", "chat", "--note", note)
    assert relmap.read(FILE).count("\n") == before + 2


def test_the_very_same_touch_is_logged_again_and_said_to_be_there(relmap: Runner) -> None:
    same = ("touch", "malee", "kanya", "--by", "nok", "--channel", "chat")
    relmap.tell(*same)
    before = relmap.read(FILE).count("\n")
    warning = f"warning: the same touch is logged already: {FILE}; if it happened once, take one line out\n"
    for arguments in (same, ("touch", "kanya", "malee", *same[3:], "--note", "samples")):
        done = relmap(*arguments)
        assert (done.status, done.stderr) == (0, warning)
    assert relmap.read(FILE).count("\n") == before + 2


@pytest.mark.parametrize(
    "other",
    [
        ("malee", "kanya", "--by", "pim", "--channel", "chat"),
        ("malee", "kanya", "--by", "nok", "--channel", "call"),
        ("malee", "kanya", "--by", "nok", "--channel", "chat", "--on", "yesterday"),
        ("malee", "--by", "nok", "--channel", "chat"),
    ],
)
def test_what_differs_is_not_the_same_touch(relmap: Runner, other: tuple[str, ...]) -> None:
    relmap.tell("touch", "malee", "kanya", "--by", "nok", "--channel", "chat")
    relmap.tell("touch", *other)


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("malee", "--by", "nok"), 2, "Missing option '--channel'"),
        (("malee", "--by", "nok", "--channel", "vist"), 2, "did you mean visit?"),
        (("malee", "--by", "nook", "--channel", "visit"), 1, "no member is found by 'nook'"),
        (("nobody", "--by", "nok", "--channel", "visit"), 1, "no person is found by 'nobody'"),
        (
            ("malee", "--by", "nok", "--channel", "visit", "--on", "2026-11-24"),
            2,
            "leave --on out to try it as of today",
        ),
        (("malee", "--by", "nok", "--channel", "visit", "--on", "24.11.26"), 2, "--on: '24.11.26' is not a date"),
        (("malee,kanya", "--by", "nok", "--channel", "visit"), 1, "leave a space between people, not a comma"),
        (("malee", "--by", "nok", "--channel", "visit", "--campaign", "zz"), 1, "no campaign is found by 'zz'"),
        (
            ("malee", "--by", "nok", "--channel", "visit", "--campaign", "new-year"),
            1,
            "did you mean new-year-tableware?",
        ),
        (("malee", "--by", "nok", "--channel", "visit", "--feeling", "3"), 2, "from -2 to 2"),
        (("malee", "--by", "nok", "--channel", "visit", "--next", "tomorrow"), 2, "does not begin with a date"),
        (
            ("malee", "--by", "nok", "--channel", "visit", "--next", "2026-12-01 "),
            2,
            "--next: '2026-12-01 ' does not say what is to be done; write \"2026-12-01 call about samples\"",
        ),
        (
            ("malee", "--by", "nok", "--channel", "visit", "--next", "2026-11-22 call"),
            2,
            "--next: '2026-11-22 call' comes before the touch itself (2026-11-23); give a day on which it can still",
        ),
        (("malee", "--by", "nok", "--channel", "visit", "--deal", "nothing"), 1, "nothing"),
    ],
)
def test_refusals(relmap: Runner, arguments: tuple[str, ...], status: int, said: str) -> None:
    assert said in relmap.refuse("touch", *arguments, status=status)


def test_whoever_writes_it_down_is_not_together_with_themselves(relmap: Runner) -> None:
    relmap.tell("touch", "malee", "--by", "nok", "--together", "nok", "--together", "pim", "--channel", "call")
    assert relmap.read(FILE).endswith("- {on: 2026-11-23, with: [malee], channel: call, together: [pim]}\n")


def test_nobody_meets_who_has_left(relmap: Runner) -> None:
    relmap.tell("remove", "malee", "--left")
    assert relmap.refuse("touch", "มาลี", "--by", "nok", "--channel", "call") == (
        "Malee Jaidee (พนักงานต้อนรับ) has left; name somebody who is there, or, if they came back, "
        "`relmap set siam-grand/malee status active`"
    )


def test_people_of_two_accounts_are_two_touches(relmap: Runner) -> None:
    relmap.tell("add-account", "Other", "--id", "other")
    relmap.tell("add-contact", "Somsak", "--account", "other")
    said = relmap.refuse("touch", "malee", "other/somsak", "--by", "nok", "--channel", "event", status=2)
    assert said == "these people are of other and siam-grand; log one touch for each account"
    relmap.tell("touch", "other/somsak", "--by", "nok", "--channel", "event")
    assert "with: [somsak]" in relmap.read("accounts/other/touches/2026-nok.yaml")


def test_dry_run(relmap: Runner, tmp_path: Path) -> None:
    assert_dry_run_tells_all(relmap, tmp_path, "touch", "malee", "--by", "nok", "--channel", "chat")


def test_dry_run_of_a_new_file(relmap: Runner, tmp_path: Path) -> None:
    assert_dry_run_tells_all(relmap, tmp_path, "touch", "malee", "--by", "pim", "--channel", "chat")
