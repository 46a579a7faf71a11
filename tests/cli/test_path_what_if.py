"""`relmap path --what-if`: the answer that the commands themselves would bring, and a book that stays as it is."""

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from relmap.cli.rehearsal import COMMANDS
from relmap.storage.reader import Loaded
from relmap.storage.workspace import Workspace
from tests.cli.runner import HOTEL, Runner
from tests.end_to_end.command import relmap as in_a_process
from tests.programs import unprivileged

EXAMPLES = HOTEL.parent
ANSWER = ["target", "paths", "bottlenecks", "action", "ours", "reachable", "nearest"]
ANSWER += ["fewest_steps", "best_score", "others"]
HOTEL_COMMANDS = [
    ("add-contact", "Anong Srisuk", "--title", "Owner", "--reports-to", "GM", "--known-by", "nok:4"),
    ("add-contact", "?", "--title", "Banquet manager", "--role", "decision_maker"),
    ("add-member", "Ton Meesuk", "--id", "ton"),
    ("add-deal", "Tea cups", "--committee", "GM:decision_maker", "--committee", "prasert:purchaser,approver"),
    ("link", "เชฟใหญ่", "gm", "--kind", "influences", "--level", "3"),
    ("link", "malee", "kanya", "--kind", "friend", "--remove"),
    ("know", "nok", "GM", "wichai", "--level", "2"),
    ("know", "nok", "malee", "--remove"),
    ("touch", "gm", "--by", "nok", "--channel", "visit"),
    ("touch", "มาลี", "kanya", "--by", "พิม", "--channel", "call", "--on", "yesterday", "--note", 'he said "yes"'),
    ("set", "wichai", "stance", "-2"),
    ("set", "malee,kanya", "stance=0", "influence=4"),
    ("set", "book", "strength.reporting_up", "0.9"),
    ("set", "anucha", "reports_to", "malee"),
    ("set", "wichai", "stance", "1"),
    ("remove", "pim"),
    ("remove", "malee", "--left"),
    ("remove", "nok", "--left"),
]
MANUFACTURER_COMMANDS = [
    ("add-contact", "钱多多", "--reports-to", "总裁", "--known-by", "lin-yifan:4", "--stance", "2"),
    ("link", "顾老", "Kong Fanrong", "--kind", "classmate", "--level", "4"),
    ("know", "sun-bowen", "Gu Mingyuan", "--level", "4"),
    ("touch", "Gu Mingyuan", "--by", "sun-bowen", "--channel", "meeting"),
    ("set", "cloud-migration", "committee.Gu Mingyuan.stance", "-2"),
    ("set", "Gu Mingyuan", "stance", "-2"),
    ("remove", "sun-bowen", "--left"),
    ("add-deal", "二期", "--id", "second", "--committee", "Luo Zhengping:decision_maker"),
]


def book(folder: Path, example: str) -> Runner:
    shutil.copytree(EXAMPLES / example, folder)
    return Runner(folder)


def typed(command: tuple[str, ...]) -> str:
    """The command as one would write it inside a shell's quotes."""
    return " ".join(f"'{word}'" if " " in word or word == "?" else word for word in command)


def tree(root: Path) -> dict[str, tuple[int, int, bytes]]:
    """Mode, time of change and content of everything below `root`, and of itself."""
    return {
        str(place): (place.stat().st_mode, place.stat().st_mtime_ns, place.read_bytes() if place.is_file() else b"")
        for place in (root, *root.rglob("*"))
    }


def asked(relmap: Runner, *arguments: str) -> dict[str, Any]:
    done = relmap("path", "--json", *arguments)
    assert done.stderr == ""
    document: dict[str, Any] = done.json
    assert done.status == (0 if document["paths"] else 1)
    return document


def refused(relmap: Runner, *commands: str, status: int = 1) -> list[str]:
    """What is said of what-ifs that cannot be assumed."""
    files = tree(relmap.folder)
    done = relmap("path", "--to", "GM", *(option for command in commands for option in ("--what-if", command)))
    assert (done.status, done.stdout) == (status, "")
    assert tree(relmap.folder) == files
    return done.stderr.splitlines()


def answers(document: dict[str, Any]) -> dict[str, Any]:
    return {key: document[key] for key in ANSWER}


@pytest.mark.parametrize(
    ("example", "command"),
    [
        *(pytest.param("hotel", command, id=typed(command)) for command in HOTEL_COMMANDS),
        *(pytest.param("manufacturer", command, id=typed(command)) for command in MANUFACTURER_COMMANDS),
    ],
)
@pytest.mark.parametrize("question", [("--to", "decision_maker"), ("--to", "purchaser", "-k", "2")], ids=" ".join)
def test_what_if_is_what_the_command_brings(
    tmp_path: Path, example: str, command: tuple[str, ...], question: tuple[str, ...]
) -> None:
    relmap = book(tmp_path / "book", example)
    before, files = asked(relmap, *question), tree(relmap.folder)
    assumed = asked(relmap, *question, "--what-if", typed(command))
    assert tree(relmap.folder) == files
    done = relmap.tell(*command)
    after = asked(relmap, *question)
    assert answers(assumed) == answers(after)
    assert assumed["what_if"] == {
        "assumed": [{"command": typed(command), "changes": done.splitlines()}],
        "before": answers(before),
    }
    assert (before["what_if"], after["what_if"]) == (None, None)


def test_every_command_that_may_be_assumed_is_tried() -> None:
    assert {command[0] for command in HOTEL_COMMANDS} == set(COMMANDS)


def test_says_what_is_assumed_and_the_scores_before_and_after(relmap: Runner) -> None:
    said = relmap.tell("path", "--to", "GM", "-k", "1", "--what-if", "set wichai stance -2")
    assert said.startswith(
        "What if: siam-grand/wichai: stance 1 -> -2\n"
        "Before: .18 by Nok Sukjai > Malee Jaidee > Kanya Rotloet > Wichai Khruathong > Anucha Mankhong\n"
        "After:  .06 by Nok Sukjai > Malee Jaidee > Somchai Khayanngan > Prasert Ropkhop > Anucha Mankhong  (-.12)\n"
        "\n"
        "To Anucha Mankhong, ผู้จัดการทั่วไป (siam-grand/anucha)\n"
    )
    relmap.tell("set", "wichai", "stance", "-2")
    assert said.partition("\n\n")[2] == relmap.tell("path", "--to", "GM", "-k", "1")


@pytest.mark.parametrize(
    ("command", "change"),
    [
        ("know nok GM --level 4", "(+.72)"),
        ("set wichai stance 1", "(the best path stays)"),
        ("touch malee --by nok --channel social --one-way --on 2025-06-01", "(a little more)"),
        ("set malee stance -2", "(-.16)"),
    ],
)
def test_says_how_far_the_score_moves(relmap: Runner, command: str, change: str) -> None:
    assert relmap.tell("path", "--to", "GM", "--what-if", command).splitlines()[2].endswith(f"  {change}")


def test_nothing_to_change_is_said(relmap: Runner) -> None:
    said = relmap.tell("path", "--to", "GM", "--what-if", "set wichai stance 1")
    assert said.startswith("What if: nothing to change\nBefore: ")


def test_each_builds_on_those_before(relmap: Runner) -> None:
    commands = (
        ("add-contact", "Anong Srisuk", "--id", "anong", "--known-by", "nok:4", "--stance", "2"),
        ("link", "anong", "GM", "--kind", "friend", "--level", "4"),
        ("set", "Anong", "title", "Owner"),
    )
    texts = [option for command in commands for option in ("--what-if", typed(command))]
    said = relmap.tell("path", "--to", "GM", *texts).splitlines()
    assert said[:5] == [
        "What if: added Anong Srisuk (siam-grand/anong)",
        "         siam-grand/anong: links + friend siam-grand/anucha (level 4)",
        "         siam-grand/anong: title nothing -> Owner",
        "Before: .18 by Nok Sukjai > Malee Jaidee > Kanya Rotloet > Wichai Khruathong > Anucha Mankhong",
        "After:  .81 by Nok Sukjai > Anong Srisuk > Anucha Mankhong  (+.63)",
    ]
    document = asked(relmap, "--to", "Owner", *texts)
    assert [len(one["changes"]) for one in document["what_if"]["assumed"]] == [1, 1, 1]


def test_somebody_removed_is_gone_whoever_refers_to_them(relmap: Runner) -> None:
    before = asked(relmap, "--to", "GM")
    assumed = asked(relmap, "--to", "GM", "--what-if", "remove malee")
    assert assumed["what_if"]["assumed"] == [{"command": "remove malee", "changes": ["removed siam-grand/malee"]}]
    assert answers(before) == assumed["what_if"]["before"]
    assert answers(asked(relmap, "--to", "GM", "--without", "malee")) == answers(assumed)
    (relmap.folder / "accounts/siam-grand/people/malee.yaml").unlink()
    gone = relmap("path", "--json", "--to", "GM")
    assert answers(gone.json) == answers(assumed)
    assert "names siam-grand/malee, who is not in the book" in gone.stderr


def test_a_member_removed_knows_nobody_any_more(tmp_path: Path) -> None:
    relmap = book(tmp_path / "book", "manufacturer")
    assumed = asked(relmap, "--to", "Luo Zhengping", "--what-if", "remove sun-bowen")
    assert assumed["what_if"]["assumed"][0]["changes"] == ["removed team/sun-bowen"]
    without = asked(relmap, "--to", "Luo Zhengping", "--without", "sun-bowen")
    assert [path["steps"] for path in assumed["paths"]] == [path["steps"] for path in without["paths"]]
    assert assumed["paths"] != assumed["what_if"]["before"]["paths"]


def test_nobody_may_be_named_who_was_removed(relmap: Runner) -> None:
    said = refused(relmap, "remove malee", "link kanya malee --kind friend")
    assert said == [
        "error: --what-if: no person is found by 'malee'; `relmap list` shows every person",
        "  link kanya malee --kind friend",
        "             ^^^^^",
    ]


def test_a_target_that_comes_with_the_what_if(relmap: Runner) -> None:
    command = "add-contact Anong --title Owner --known-by nok:2"
    document = asked(relmap, "--to", "Owner", "--what-if", command)
    assert (document["target"], document["what_if"]["before"]) == ("siam-grand/anong", None)
    assert relmap.tell("path", "--to", "Owner", "--what-if", command).splitlines()[:3] == [
        "What if: added Anong (siam-grand/anong)",
        "Before: no answer: the book as it is does not tell who or what is meant",
        "After:  .45 by Nok Sukjai > Anong",
    ]


@pytest.mark.parametrize(
    ("question", "command"),
    [
        pytest.param(("--to", "GM", "--from", "pim"), "set pim status active", id="somebody who comes back"),
        pytest.param(("--to", "Anan"), "remove anan-2", id="one of two of that name who goes"),
    ],
)
def test_what_only_the_what_if_makes_answerable(relmap: Runner, question: tuple[str, ...], command: str) -> None:
    relmap.tell("remove", "pim", "--left")
    relmap.tell("add-contact", "Anan", "--id", "anan-1", "--known-by", "nok:2")
    relmap.tell("add-contact", "Anan", "--id", "anan-2")
    relmap.refuse("path", *question)
    document = asked(relmap, *question, "--what-if", command)
    assert document["what_if"]["before"] is None


def test_a_target_that_goes_with_the_what_if(relmap: Runner) -> None:
    assert relmap.refuse("path", "--to", "GM", "--what-if", "remove anucha") == (
        "'GM' finds nobody once --what-if has happened; name them otherwise, or leave that out"
    )
    assert relmap.refuse("path", "--to", "Zzyzx", "--what-if", "remove anucha").startswith(
        "no person is found by 'Zzyzx'; "
    )


@pytest.mark.parametrize("command", ["remove pim", "remove pim --left", "set pim status left"])
def test_a_beginning_that_goes_with_the_what_if(relmap: Runner, command: str) -> None:
    assert relmap.refuse("path", "--to", "GM", "--from", "pim", "--what-if", command) == (
        "'pim' finds nobody once --what-if has happened; name them otherwise, or leave that out"
    )
    relmap.tell("remove", "pim", "--left")
    said = relmap.refuse("path", "--to", "GM", "--from", "pim", "--what-if", "set malee stance 2")
    assert said.startswith("Pim Ngamta has left; ")


def test_no_path_any_more(relmap: Runner) -> None:
    done = relmap("path", "--to", "GM", "--what-if", "remove malee")
    assert (done.status, done.stderr) == (1, "")
    assert done.stdout.splitlines()[2:6] == [
        "After:  no path  (-.18)",
        "",
        "To Anucha Mankhong, ผู้จัดการทั่วไป (siam-grand/anucha)",
        "No path: nobody we know leads there.",
    ]


def test_holders_of_a_role_are_compared_one_by_one(relmap: Runner) -> None:
    commands = ("--what-if", "set malee roles purchaser", "--what-if", "set somchai roles user")
    malee, prasert, somchai = "Malee Jaidee", "Prasert Ropkhop", "Somchai Khayanngan"
    assert relmap.tell("path", "--to", "purchaser", *commands).splitlines()[2:9] == [
        f"Before: {malee} is not among those asked for",
        f"After:  .67 to {malee} by Nok Sukjai > {malee}",
        f"Before: .21 to {prasert} by Nok Sukjai > {malee} > {somchai} > {prasert}",
        f"After:  .21 to {prasert} by Nok Sukjai > {malee} > {somchai} > {prasert}  (the best path stays)",
        f"Before: .42 to {somchai} by Nok Sukjai > {malee} > {somchai}",
        f"After:  {somchai} is not among those asked for",
        "",
    ]


def test_a_deal_that_is_only_assumed(relmap: Runner) -> None:
    command = "add-deal 'Tea cups' --committee malee:decision_maker"
    document = asked(relmap, "--to", "decision_maker", "--deal", "tea-cups", "--what-if", command)
    assert (document["deal"], document["target"]) == ("tea-cups", "siam-grand/malee")
    assert document["what_if"]["before"] is None


def test_the_command_that_is_printed_may_be_pasted(relmap: Runner) -> None:
    action = asked(relmap, "--to", "GM")["action"]
    assert action["command"].startswith("relmap ")
    document = asked(relmap, "--to", "GM", "--what-if", action["command"])
    assert document["paths"][0]["score"] == pytest.approx(action["score"])
    assert document["paths"][0]["score"] > document["what_if"]["before"]["paths"][0]["score"]


def test_the_account_of_the_question_is_meant(tmp_path: Path) -> None:
    relmap = book(tmp_path / "book", "manufacturer")
    relmap.tell("add-contact", "He Jianxin", "--id", "he-jianxin", "--account", "hedu-foods", "--title", "厂长")
    command = "know lin-yifan he-jianxin --level 4"
    for question in (("--to", "he-jianxin", "--account", "hedu-foods"), ("--to", "hedu-foods/he-jianxin")):
        document = asked(relmap, *question, "--what-if", command)
        assert document["what_if"]["assumed"][0]["changes"][0].startswith("hedu-foods/he-jianxin: ")
        assert document["paths"][0]["score"] == pytest.approx(0.9)
    elsewhere = asked(relmap, "--to", "hedu-foods/he-jianxin", "--what-if", command.replace("he-", "lanshi-heavy/he-"))
    assert elsewhere["what_if"]["assumed"][0]["changes"][0].startswith("lanshi-heavy/he-jianxin: ")


def test_a_book_that_may_only_be_read() -> None:
    folder = Path(tempfile.mkdtemp())
    try:
        shutil.copytree(HOTEL, folder / "book")
        for place in (folder, *folder.rglob("*")):
            place.chmod(0o555 if place.is_dir() else 0o444)
        before = tree(folder)
        command = ("path", "--to", "GM", "--what-if", "touch GM --by nok --channel visit")
        done = in_a_process(*command, folder=folder / "book", before=unprivileged())
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.startswith("What if: logged visit of team/nok with siam-grand/anucha on 2026-11-22\n")
        assert tree(folder) == before
    finally:
        for place in (folder, *folder.rglob("*")):
            place.chmod(0o755)
        shutil.rmtree(folder)


def test_a_name_is_not_asked_for_on_a_terminal(relmap: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("relmap.cli.add_contact.can_ask", lambda: True)
    assert refused(relmap, "add-contact", status=2)[0].startswith("error: --what-if: no name given; ")


def test_files_that_cannot_be_read_are_named_once(relmap: Runner) -> None:
    (relmap.folder / "accounts/siam-grand/people/kanya.yaml").write_text("name: [\n")
    done = relmap("path", "--to", "GM", "--what-if", "set malee stance 2", "--what-if", "remove pim")
    assert done.stderr.count("warning: ") == done.stderr.count("kanya.yaml") == 1
    assert done.stdout.startswith("What if: siam-grand/malee: stance 1 -> 2\n")


def test_a_book_of_a_later_format_is_no_fault_of_the_what_if(relmap: Runner) -> None:
    (relmap.folder / "relmap.yaml").write_text("relmap: 2\n")
    said = relmap.refuse("path", "--to", "GM", "--account", "siam-grand", "--what-if", "set malee stance 2")
    assert said.endswith("relmap.yaml is a book of format 2, and this relmap reads format 1; upgrade relmap")


def test_no_more_is_read_than_the_commands_and_the_question_need(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    relmap, load, read = book(tmp_path / "book", "manufacturer"), Workspace.load, []

    def noted(workspace: Workspace, accounts: Sequence[str] | None = None, **how: bool) -> Loaded:
        read.append(accounts)
        return load(workspace, accounts, **how)

    monkeypatch.setattr(Workspace, "load", noted)
    texts = (
        "add-member Wang",
        "know wang Gu Mingyuan --level 3",
        "touch hedu-foods/qiu-hedong --by wang --channel call",
    )
    asked(relmap, "--to", "Luo Zhengping", *(option for text in texts for option in ("--what-if", text)))
    assert [set(accounts or ["all"]) for accounts in read[1:]] == [
        {"lanshi-heavy"},
        {"lanshi-heavy", "hedu-foods"},
    ]


def test_what_a_deal_overrules_is_said(relmap: Runner) -> None:
    command = ("path", "--to", "GM", "-k", "1", "--what-if", "set prasert stance -2")
    said = relmap.tell(*command, "--deal", "ceramic-plates")
    assert (
        "\n         In the deal ceramic-plates the stance of Prasert Ropkhop is the committee's own: "
        "try `set ceramic-plates committee.prasert.stance VALUE`\n" in said
    )
    assert "committee" not in relmap.tell(*command)


def test_what_a_chinese_keyboard_types(relmap: Runner) -> None:
    plain = asked(relmap, "--to", "GM", "--what-if", "set malee stance -2")
    assert answers(asked(relmap, "--to", "GM", "--what-if", "set malee\u3000stance\u3000-2")) == answers(plain)
    done = relmap("path", "--to", "GM", "--what-if", "link malee gm \u2014kind friend")
    assert done.status == 2
    first, *pointer = done.stderr.splitlines()
    assert first.startswith("error: --what-if: No such option: \u2014kind; did you mean --kind? ")
    assert pointer == ["  link malee gm \u2014kind friend", "                ^^^^^"]
