import re
import shlex

import pytest

from relmap.cli.output import width
from tests.cli.runner import Runner, with_names

SEVERITIES = ["critical", "high", "medium", "low"]


def test_worst_first_with_what_to_do_next(relmap: Runner) -> None:
    said = relmap.tell("gaps")
    head, *blocks, summary = said.rstrip("\n").split("\n\n")
    assert head.startswith(f"siam-grand: {len(blocks)} gaps; coverage ")
    ranks = [SEVERITIES.index(block.split()[0]) for block in blocks]
    assert ranks == sorted(ranks)
    assert all(block.split("\n")[2].startswith("  Next: ") for block in blocks)
    counts = ((ranks.count(place), name) for place, name in enumerate(SEVERITIES))
    assert summary == ", ".join(f"{count} {name}" for count, name in counts if count) + "; worst first above"


def test_a_step_that_stands_above_is_not_said_again(relmap: Runner) -> None:
    document = {(gap["code"], gap["about"][0]): gap["do_next"] for gap in relmap("gaps", "--json").json["gaps"]}
    gm = "siam-grand/anucha"
    introduced = document["G202", gm]
    assert introduced == document["G303", gm]
    said = relmap.tell("gaps")
    assert said.count(f"  Next: {with_names(introduced, 'en')}\n") == 1
    step = {tuple(block.split()[1:4:2]): block.split("\n")[2] for block in said.split("\n\n")[1:-1]}
    assert step["G303", gm] == "  Next: as for G202 above"
    assert step["G401", gm] == (
        f"  Next: as for G202 above; once you know where they stand, `relmap set {gm} stance=STANCE`"
    )
    assert step["G403", gm].endswith(", whose stance is unknown: as for G202 above")
    assert step["G303", "siam-grand/wichai"] == "  Next: as for G301 siam-grand/malee above"
    assert f"  Next: {with_names(introduced, 'en')}\n" in relmap.tell("gaps", "--select", "G303")


def test_a_step_that_is_the_end_of_one_above_is_not_said_again(relmap: Runner) -> None:
    relmap.tell("set", "anucha", "influence", "1")
    relmap.tell("set", "prasert", "stance=-2", "influence=4")
    for cook in ("wichai", "kanya"):
        relmap.tell("set", cook, "stance", "0")
    opponent, never_met = relmap.tell("gaps", "--select", "G402,G202").split("\n\n")[1:3]
    assert ": ask Malee Jaidee (พนักงานต้อนรับ) to open the way to " in opponent
    assert never_met.endswith("\n  Next: as for G402 siam-grand/prasert above")


def test_what_is_said_of_one_account_is_said_of_another_anew(relmap: Runner) -> None:
    for account in ("river", "lake"):
        relmap.tell("add-account", account)
    said = relmap.tell("gaps", "--all", "--select", "G101")
    assert said.count("Next: None of us knows anybody there yet: find out who alone can release the money (") == 2


def test_only_the_worst(relmap: Runner) -> None:
    everything = relmap.tell("gaps").split("\n\n")
    head, first, second, summary = relmap.tell("gaps", "--top", "2").split("\n\n")
    assert [head, first, second] == everything[:3]
    assert summary.endswith(f"; worst first above, {len(everything) - 4} more not shown\n")
    document = relmap("gaps", "--json").json
    assert relmap("gaps", "--top", "2", "--json").json == {**document, "gaps": document["gaps"][:2]}
    assert relmap("gaps", "--top", "1", "--fail-on", "low").status == 1


def test_long_lines_break_between_words_but_not_within_commands(relmap: Runner) -> None:
    done = relmap("gaps", terminal=True, environment={"TERM": "xterm", "COLUMNS": "80", "NO_COLOR": "1"})
    lines = done.stdout.splitlines()
    assert all(width(line) <= 80 for line in lines if "`" not in line)
    assert all(line.count("`") % 2 == 0 for line in lines)
    assert done.stdout.split() == relmap.tell("gaps").split()


def test_a_terminal_opens_the_file_of_whom_a_gap_is_about(relmap: Runner) -> None:
    known = {"TERM": "xterm-256color", "COLUMNS": "80", "NO_COLOR": ""}
    said = relmap("gaps", "--select", "G202,G101", terminal=True, environment=known).stdout
    file = (relmap.folder / "accounts/siam-grand/people/anucha.yaml").resolve().as_uri()
    assert re.search(rf"\x1b\]8;[^;]*;{re.escape(file)}\x1b\\(\x1b\[[0-9;]*m)?siam-grand/anucha", said)
    assert "\x1b]8" not in relmap("gaps", terminal=True, environment=known | {"TERM": "dumb"}).stdout
    assert "\x1b]8" not in relmap("gaps", environment=known).stdout


def test_a_book_without_an_account_says_so(empty: Runner) -> None:
    empty.tell("init", ".")
    assert empty.tell("gaps") == 'the book has no account yet; add one with `relmap add-account "NAME"`\n'
    done = empty("gaps", "--format", "github")
    assert (done.status, done.stdout) == (0, "")
    assert done.stderr.startswith("warning: the book has no account yet; add one with ")
    empty.tell("add-account", "River House")
    assert empty.tell("gaps").startswith("river-house: 1 gap; coverage 0%, with supporters 0%\n\nhigh     G101 ")


def test_json_is_the_same_as_the_text(relmap: Runner) -> None:
    document = relmap("gaps", "--json").json
    assert list(document) == [
        *("schema", "today", "account", "deal", "gaps", "waived"),
        *("expired_waivers", "void_waivers", "coverage"),
    ]
    assert (document["schema"], document["account"], document["deal"]) == ("relmap.gaps/1", "siam-grand", None)
    said = relmap.tell("gaps")
    for gap in document["gaps"]:
        assert list(gap) == ["code", "name", "severity", "score", "about", "message", "do_next"]
        assert 0 <= gap["score"] <= 1
        assert with_names(gap["message"], "en") in said
        assert all(f"`{command}`" in said for command in gap["do_next"].split("`")[1::2])
    assert set(document["coverage"]) == {"value", "supportive"}


def test_of_a_deal(relmap: Runner) -> None:
    assert relmap.tell("gaps", "--deal", "ceramic-plates").startswith("siam-grand, deal ceramic-plates: ")
    assert relmap("gaps", "--deal", "ceramic-plates", "--json").json["deal"] == "ceramic-plates"


@pytest.mark.parametrize("severity", SEVERITIES)
def test_fail_on_exits_1_where_a_gap_is_as_bad(relmap: Runner, severity: str) -> None:
    worst = min(SEVERITIES.index(gap["severity"]) for gap in relmap("gaps", "--json").json["gaps"])
    assert relmap("gaps", "--fail-on", severity).status == int(worst <= SEVERITIES.index(severity))


def test_a_waived_gap_fails_nothing_and_is_listed_apart(relmap: Runner) -> None:
    codes = {gap["code"] for gap in relmap("gaps", "--json").json["gaps"]}
    waivers = "".join(
        f'    - {{code: {code}, about: siam-grand, reason: "agreed", until: 2026-12-31}}\n' for code in sorted(codes)
    )
    with (relmap.folder / "relmap.yaml").open("a", encoding="utf-8") as settings:
        settings.write(f"gaps:\n  waivers:\n{waivers}")
    done = relmap("gaps", "--fail-on", "low")
    assert done.status == 0
    assert "Accepted for now:\nCODE" in done.stdout
    document = relmap("gaps", "--json").json
    assert document["gaps"] == []
    assert {(gap["code"], gap["reason"], gap["until"]) for gap in document["waived"]} == {
        (code, "agreed", "2026-12-31") for code in codes
    }
    late = relmap("gaps", "--fail-on", "low", "--today", "2027-01-01")
    assert late.status == 1
    assert "Waivers that have run out:\nCODE" in late.stdout
    assert len(relmap("gaps", "--json", "--today", "2027-01-01").json["expired_waivers"]) == len(codes)


def test_rules_are_chosen_by_selectors(relmap: Runner) -> None:
    def codes(*arguments: str) -> set[str]:
        return {gap["code"] for gap in relmap("gaps", "--json", *arguments).json["gaps"]}

    everything = codes()
    chosen = codes("--select", "g2,stance-unknown", "--ignore", "G204")
    assert chosen == {code for code in everything if code.startswith("G2") and code != "G204"} | {"G401"}
    assert codes("--ignore", "all", "--select", "G2", "--select", "G401") == chosen | codes("--select", "G204")
    assert codes("--ignore", "G1", "--ignore", "G2") == {code for code in everything if code > "G3"}


def test_the_book_chooses_too(relmap: Runner) -> None:
    relmap.tell("set", "book", "gaps.select", "G2,single-thread-ours")
    relmap.tell("set", "book", "gaps.min_severity", "high")
    relmap.tell("set", "book", "gaps.fail_on", "critical")
    done = relmap("gaps")
    assert done.status == 1
    assert {gap["code"][:2] for gap in relmap("gaps", "--json").json["gaps"]} <= {"G2", "G3"}
    assert relmap("gaps", "--fail-on", "never").status == 0
    assert "G401 " in relmap("gaps", "--select", "all").stdout


def test_a_code_of_no_rule_in_the_settings_is_said_and_chooses_nothing(relmap: Runner) -> None:
    before = relmap.tell("gaps")
    with (relmap.folder / "relmap.yaml").open("a", encoding="utf-8") as settings:
        settings.write("gaps: {ignore: [G999]}\n")
    done = relmap("gaps")
    assert (done.status, done.stdout) == (0, before)
    assert done.stderr == (
        "warning: relmap.yaml chooses by 'G999', and no gap has that code; `relmap check` says where\n"
    )


def test_what_is_left_out_is_counted(relmap: Runner) -> None:
    below = sum(gap["severity"] in ("medium", "low") for gap in relmap("gaps", "--json").json["gaps"])
    assert relmap.tell("gaps", "--min-severity", "high").endswith(f"; worst first above; {below} below high left out\n")


def test_every_account_where_none_is_meant(relmap: Runner) -> None:
    relmap.tell("add-account", "River House", "--id", "river")
    relmap.tell("set", "book", "default_account", "--unset")
    document = relmap("gaps", "--json").json
    assert document["account"] is None
    assert {gap["account"] for gap in document["gaps"]} == {"siam-grand", "river"}
    assert [own["account"] for own in document["coverage"]["accounts"]] == ["river", "siam-grand"]
    said = relmap.tell("gaps")
    assert "river: " in said
    assert "\nsiam-grand: " in said


def test_all_accounts_are_asked_for_though_one_is_the_default(relmap: Runner) -> None:
    relmap.tell("add-account", "River House", "--id", "river")
    everything = relmap("gaps", "--all", "--json", at="accounts/siam-grand").json
    assert everything["account"] is None
    assert {gap["account"] for gap in everything["gaps"]} == {"siam-grand", "river"}
    assert relmap("gaps", "--json").json["account"] == "siam-grand"
    relmap.tell("set", "book", "default_account", "--unset")
    assert relmap("gaps", "--json").json == everything


def test_every_command_that_it_advises_runs_as_it_stands(relmap: Runner) -> None:
    blanks = {"NUMBER": "0200000009", "NAME": "Somebody", "BOSS": "anucha", "STANCE": "-1", "LEVEL": "1"}
    advised = {
        command: gap["code"]
        for gap in relmap("gaps", "--json").json["gaps"]
        for command in gap["do_next"].split("`")[1::2]
    }
    assert len(advised) > 3
    for command, code in advised.items():
        for blank, filled in blanks.items():
            command = command.replace(blank, filled)
        program, *arguments = shlex.split(command)
        done = relmap(*arguments)
        assert (program, done.status) == ("relmap", 0), (code, command, done)


def test_explain_says_what_a_code_means_outside_any_book(empty: Runner) -> None:
    said = empty.tell("gaps", "--explain", "g202")
    assert said.startswith("# G202 decision-maker-never-met\n\n## What\n")
    assert "\n## How to close it\n" in said
    assert empty.tell("gaps", "--explain", "decision-maker-never-met") == said


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("--fail-on", "hihg"), 2, "--fail-on: 'hihg' is not one of critical, high, medium, low, never; try high"),
        (("--min-severity", "never"), 2, "--min-severity: 'never' is not one of critical, high, medium, low; try"),
        (("--select", "G2,G999"), 2, "no gap has the code 'G999'; choose one of G101, "),
        (("--ignore", "all"), 2, "--select and --ignore leave no rule to look for; select some"),
        (("--select", ""), 2, "--select: '' names no gap; write for example G2, or leave the option out"),
        (("--explain", "G2"), 2, "'G2' names 5 gaps, and one is meant; choose one of G201, "),
        (("--explain", "G999"), 2, "no gap has the code 'G999'; choose one of G101, "),
        (("--all", "--account", "siam-grand"), 2, "--all and --account do not go together: one asks for every account"),
        (("--all", "--deal", "ceramic-plates"), 2, "--all and --deal do not go together"),
        (("--deal", "tea"), 1, "no deal is found by 'tea'"),
        (("--account", "nowhere"), 1, "no account is found by 'nowhere'"),
    ],
)
def test_refusals(relmap: Runner, arguments: tuple[str, ...], status: int, said: str) -> None:
    assert said in relmap.refuse("gaps", *arguments, status=status)


def test_no_line_but_a_command_s_is_wider_than_the_terminal(relmap: Runner) -> None:
    narrow = {"TERM": "xterm", "COLUMNS": "60", "NO_COLOR": "1"}
    lines = relmap("gaps", terminal=True, environment=narrow).stdout.splitlines()
    assert lines[0].startswith("siam-grand: ")
    assert all(width(line) <= 60 for line in lines if "`" not in line)
