import os
import shlex
import subprocess
import sys

import pytest
from icalendar import Calendar

from relmap.cli.output import width
from tests.cli.runner import Runner

TERMINAL = {"TERM": "xterm", "COLUMNS": "80", "NO_COLOR": "1"}
LATER = ("--today", "2026-11-30")


def test_the_week_of_a_salesperson(relmap: Runner) -> None:
    """A week on, the call that was promised is five days late and comes first."""
    head, first, *rest = relmap.tell("next", *LATER).rstrip("\n").split("\n\n")
    assert head == f"Nok Sukjai (team/nok): {len(rest) + 1} things to do"
    assert first.startswith(
        "overdue 5 days  Malee Jaidee (พนักงานต้อนรับ)  siam-grand/malee\n  Do: โทรถามมาลีเรื่องนัดเชฟกัญญา\n"
    )
    assert "\n  Why: promised on 2026-11-18 for 2026-11-25\n" in first
    assert "\n  Reach: line malee.example, phone 0212345677\n" in first
    assert "\n  Last: chat on 2026-11-18 by Nok Sukjai\n" in first
    assert first.endswith("\n  Log: `relmap touch siam-grand/malee --by nok --channel chat`")
    gm = rest[0].split("\n")
    assert gm[0] == "today  Anucha Mankhong (ผู้จัดการทั่วไป)  siam-grand/anucha"
    assert gm[1].startswith("  Do: Ask Malee Jaidee (พนักงานต้อนรับ) to open the way to ")
    assert "  Why: None of us has ever met Anucha Mankhong (ผู้จัดการทั่วไป), who decides [critical G202]" in gm


def test_no_line_says_what_another_said(relmap: Runner) -> None:
    said = relmap.tell("next")
    lines = said.splitlines()
    told = [line for line in lines if line.startswith(("  Do: ", "  Why: "))]
    assert len(set(told)) == len(told) > 10
    # Both ways go through Malee, with whom it stands first.
    wichai = lines.index("today  Wichai Khruathong (หัวหน้าเชฟ)  siam-grand/wichai")
    assert lines[wichai + 1] == "  Do: as for siam-grand/malee above, `relmap path --to siam-grand/wichai`"
    assert "G303" not in said[said.index("siam-grand/anucha") : said.index("siam-grand/finance-director")]
    assert "\ntoday  ? (ผู้อำนวยการฝ่ายการเงิน)  siam-grand/finance-director\n" in said


def test_the_same_step_at_another_account_is_another_one(relmap: Runner) -> None:
    relmap.tell("add-account", "river", "--owner", "nok")
    relmap.tell("add-contact", "Somsri", "--account", "river", "--known-by", "nok:3", "--role", "decision_maker")
    relmap.tell("set", "river/somsri", "influence", "4")
    document = relmap("next", "--all", "--json").json
    along = "{} takes {} along to the next meeting"
    steps = [reason["do"] for item in document["items"] for reason in item["reasons"]]
    assert steps.count(along.format("นก สุขใจ", "พิม งามตา")) == 2
    assert relmap.tell("next", "--all").count(f"  Do: {along.format('Nok Sukjai', 'Pim Ngamta')}\n") == 2


def test_what_two_people_were_promised_is_said_of_both(relmap: Runner) -> None:
    for person in ("malee", "somchai"):
        relmap.tell("touch", person, "--by", "pim", "--channel", "email", "--next", "2026-11-24 call")
    assert relmap.tell("next").count("  Do: call\n") == 2


def test_a_logged_call_takes_it_off_the_list_whoever_made_it(relmap: Runner) -> None:
    before = relmap("next", *LATER, "--json").json["items"]
    assert "reminder" in [reason["kind"] for reason in before[0]["reasons"]]
    relmap.tell("touch", "malee", "--by", "pim", "--channel", "call", *LATER)
    after = relmap("next", *LATER, "--json").json["items"]
    assert "reminder" not in [reason["kind"] for item in after for reason in item["reasons"]]


def test_every_person_appears_once(relmap: Runner) -> None:
    people = [item["person"] for item in relmap("next", "--json").json["items"] if item["person"]]
    assert len(set(people)) == len(people) > 3


def test_every_command_that_logs_runs_as_it_stands(relmap: Runner) -> None:
    commands = [item["command"] for item in relmap("next", *LATER, "--json").json["items"] if item["command"]]
    assert len(commands) > 3
    for command in commands:
        program, *arguments = shlex.split(command.replace('"NAME"', "Somebody"))
        assert program == "relmap"
        assert relmap(*arguments, *LATER).status == 0, command


def test_for_one_of_us(relmap: Runner) -> None:
    assert relmap.tell("next", "--for", "นก").startswith("Nok Sukjai (team/nok): ")
    assert relmap.tell("next", "--for", "pim") == "nothing is due in the next 7 days\n"
    assert relmap.tell("next", "--for", "pim", "--days", "1") == "nothing is due by tomorrow\n"
    document = relmap("next", "--for", "pim", "--json").json
    assert (document["for"], document["items"]) == ("team/pim", [])


def test_only_the_most_urgent(relmap: Runner) -> None:
    everything = relmap("next", "--json").json
    assert relmap("next", "--top", "2", "--json").json == {**everything, "items": everything["items"][:2]}
    hidden = len(everything["items"]) - 2
    assert relmap.tell("next", "--top", "2").endswith(f"\n\nthe most urgent of all; {hidden} more not shown\n")


def test_looking_further_ahead_shows_more(relmap: Runner) -> None:
    relmap.tell("touch", "somchai", "--by", "pim", "--channel", "call")
    assert "somchai" not in relmap.tell("next")
    assert "by 2026-12-07  Somchai Khayanngan" in relmap.tell("next", "--days", "14")


def test_of_every_account_where_none_is_meant(relmap: Runner) -> None:
    relmap.tell("add-account", "River House", "--id", "river")
    relmap.tell("set", "book", "default_account", "--unset")
    document = relmap("next", "--json").json
    assert document["account"] is None
    assert {item["account"] for item in document["items"]} == {"siam-grand", "river"}
    assert "River House  river, decision_maker\n" in relmap.tell("next")
    own = relmap("next", "--account", "river", "--json").json
    assert {item["account"] for item in own["items"]} == {"river"}


def test_all_accounts_are_asked_for_though_one_is_the_default(relmap: Runner) -> None:
    relmap.tell("add-account", "River House", "--id", "river")
    everything = relmap("next", "--all", "--json", at="accounts/siam-grand").json
    assert everything["account"] is None
    assert {item["account"] for item in everything["items"]} == {"siam-grand", "river"}
    assert relmap("next", "--json").json["account"] == "siam-grand"


def test_long_lines_break_between_words_but_not_within_commands(relmap: Runner) -> None:
    done = relmap("next", terminal=True, environment=TERMINAL)
    lines = done.stdout.splitlines()
    assert all(width(line) <= 80 for line in lines if "`" not in line)
    assert all(line.count("`") % 2 == 0 for line in lines)
    assert all(line.count("[") == line.count("]") for line in lines)
    assert done.stdout.split() == relmap.tell("next").split()


def test_a_calendar_in_a_file_and_in_a_pipe(relmap: Runner) -> None:
    items = relmap("next", "--json").json["items"]
    assert relmap.tell("next", "--ics", "week.ics") == f"wrote {len(items)} events to week.ics\n"
    written = (relmap.folder / "week.ics").read_bytes()
    assert len(list(Calendar.from_ical(written).walk("VEVENT"))) == len(items)
    assert relmap.tell("next", "--ics", "-").encode() == written
    assert relmap.tell("next", "--top", "1", "--ics", "week.ics") == "wrote 1 event to week.ics\n"
    assert (relmap.folder / "week.ics").read_bytes() != written
    assert not list(relmap.folder.glob(".relmap-tmp-*"))


@pytest.mark.parametrize("broken", ["account.yaml", "people/malee.yaml", "touches/2026-nok.yaml"])
def test_what_cannot_be_read_is_said_and_the_rest_is_answered(relmap: Runner, broken: str) -> None:
    file = f"accounts/siam-grand/{broken}"
    (relmap.folder / file).write_text("name: [", encoding="utf-8")
    done = relmap("next", "--json")
    assert done.status == 0
    assert done.stderr == f"warning: left out, because it cannot be read: {file}; `relmap check` says why\n"
    assert "siam-grand/prasert" in [item["person"] for item in done.json["items"]]
    assert "siam-grand/prasert\n" in relmap("next").stdout
    assert relmap("next", "--ics", "-").status == 0


def test_an_empty_book(empty: Runner) -> None:
    empty.tell("init", "book")
    assert empty.tell("next", at="book") == "the book has no account yet\n"
    assert empty("next", "--json", at="book").json["items"] == []


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("--for", "nobody"), 1, "no member is found by 'nobody'"),
        (("--days", "0"), 2, "--days: '0' is not a number from 1 up"),
        (("--top", "x"), 2, "--top: 'x' is not a number from 1 up"),
        (("--all", "--account", "siam-grand"), 2, "--all and --account do not go together: one asks for every account"),
        (("--account", "nowhere"), 1, "no account is found by 'nowhere'"),
        (("--json", "--ics", "-"), 2, "--json and --ics do not go together"),
        (("--ics", "no/such/folder.ics"), 1, "no/such/folder.ics"),
        (("--ics", "."), 1, "cannot write the answer to ., which is a folder"),
        (("--ics", ""), 1, "cannot write the answer to ., which is a folder"),
        (("--ics", "/"), 1, "cannot write the answer to /, which is a folder"),
        (("--ics", "relmap.yaml"), 1, "relmap.yaml, which is where the book itself lies"),
        (("--ics", "accounts/siam-grand/people/malee.yaml"), 1, "malee.yaml, which is where the book itself lies"),
        (("--ics", "TEAM/new.ics"), 1, "which is where the book itself lies"),
    ],
)
def test_refusals(relmap: Runner, arguments: tuple[str, ...], status: int, said: str) -> None:
    assert said in relmap.refuse("next", *arguments, status=status)


def test_a_calendar_replaces_nothing_but_a_calendar(relmap: Runner) -> None:
    notes = relmap.folder / "notes.ics"
    notes.write_text("mine")
    said = relmap.refuse("next", "--ics", "notes.ics", status=1)
    assert (
        "notes.ics, which is there already and holds something else; nothing was changed; choose another name" in said
    )
    assert notes.read_text() == "mine"
    notes.unlink()
    for _ in range(2):
        relmap("next", "--ics", "notes.ics")
        assert notes.read_bytes().startswith(b"BEGIN:VCALENDAR")


@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf", b"\xef\xbb\xbfBEGIN:VCALENDAR"])
def test_an_empty_file_or_one_with_a_byte_order_mark_may_become_a_calendar(relmap: Runner, start: bytes) -> None:
    (relmap.folder / "week.ics").write_bytes(start)
    relmap.tell("next", "--ics", "week.ics")
    assert (relmap.folder / "week.ics").read_bytes() == relmap.tell("next", "--ics", "-").encode()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
@pytest.mark.parametrize(
    ("arguments", "begins"),
    [(("next", "--ics", "pipe"), b"BEGIN:VCALENDAR"), (("map", "--format", "json", "-o", "pipe"), b"{")],
)
def test_a_pipe_gets_the_answer_and_is_never_read(relmap: Runner, arguments: tuple[str, ...], begins: bytes) -> None:
    os.mkfifo(relmap.folder / "pipe")
    reader = subprocess.Popen(["cat", "pipe"], cwd=relmap.folder, stdout=subprocess.PIPE)
    command = [sys.executable, "-m", "relmap", *arguments, "--account", "siam-grand"]
    try:
        subprocess.run(command, cwd=relmap.folder, timeout=60, check=True, capture_output=True)
        assert reader.communicate(timeout=10)[0].startswith(begins)
    finally:
        reader.kill()
    assert (relmap.folder / "pipe").is_fifo()


def test_standard_output_has_other_names(relmap: Runner) -> None:
    assert relmap.tell("next", "--ics", "/dev/stdout") == relmap.tell("next", "--ics", "-")
    drawn = relmap.tell("map", "--account", "siam-grand", "-o", "/dev/stdout")
    assert drawn == relmap.tell("map", "--account", "siam-grand", "-o", "-")
    assert "<svg" in drawn
    assert relmap.tell("next", "--ics", "/dev/null").endswith("to /dev/null\n")
