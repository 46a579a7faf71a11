"""`--at`: the answer of the book as it was committed, by every command that reads."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from relmap.cli.app import COMMANDS
from relmap.storage.manifest import MANIFEST
from tests.cli.runner import Done, Runner, hotel
from tests.storage.repositories import commit, git, repository

FIRST, SECOND = "2026-10-01T09:00:00+0700", "2026-11-02T09:00:00+0700"
MALEE = "accounts/siam-grand/people/malee.yaml"
# No day is set: what else the past would count for is the machine's own.
OPEN = {"RELMAP_TODAY": ""}
READING = {
    "show": ["show", "malee"],
    "list": ["list", "--all"],
    "path": ["path", "--to", "GM"],
    "influence": ["influence", "--on", "GM"],
    "gaps": ["gaps", "--all"],
    "portfolio": ["portfolio"],
    "coverage": ["coverage"],
    "next": ["next"],
    "check": ["check"],
    "history": ["history", "malee"],
}


@pytest.fixture
def past(tmp_path: Path) -> Runner:
    """The hotel's book with two commits, and changes since: on disk nearly nothing of it is left."""
    relmap = hotel(repository(tmp_path / "book"))
    commit(relmap.folder, {}, at=FIRST)
    relmap.tell("set", "malee", "stance", "2")
    commit(relmap.folder, {}, at=SECOND)
    git(relmap.folder, "tag", "q4")
    return relmap


def stance_of_malee(done: Done) -> int:
    (record,) = done.json["records"]
    return int(record["stance"])


def as_it_was(past: Runner, revision: str, folder: Path) -> Runner:
    """The book of a commit as a folder of its own."""
    git(past.folder, "worktree", "add", "--quiet", "--detach", str(folder), revision)
    return Runner(folder)


def test_a_command_answers_from_the_commit(past: Runner) -> None:
    past.tell("set", "malee", "stance", "-2")
    for at, stance in (("HEAD~1", 1), ("HEAD", 2), ("q4", 2), ("2026-10-31", 1), ("2569-11-02", 2)):
        done = past("show", "malee", "--at", at, "--json")
        assert (done.status, done.stderr, stance_of_malee(done)) == (0, "", stance), at
    assert stance_of_malee(past("show", "malee", "--json")) == -2


@pytest.mark.parametrize("command", READING.values(), ids=READING)
def test_every_reading_command_answers_as_it_did_then(past: Runner, tmp_path: Path, command: list[str]) -> None:
    then = as_it_was(past, "HEAD~1", tmp_path / "then")
    for path in past.folder.rglob("*.yaml"):
        path.write_text("relmap: 1\n" if path.name == "relmap.yaml" else "broken: [\n")
    before = past.files()
    for form in ([], ["--json"]):
        told, known = past(*command, *form, "--at", "HEAD~1", "--today", "2026-11-23"), then(*command, *form)
        assert told.status == known.status
        if form:
            document = dict(told.json)
            whole = git(past.folder, "rev-parse", "HEAD~1")
            assert document.pop("at") == {"commit": whole, "day": "2026-10-01"}
            assert document == known.json
            assert list(told.json)[:2] == ["schema", "at"]
        else:
            assert told.stdout == known.stdout
    assert past.files() == before


def test_every_command_that_reads_takes_it_and_no_other() -> None:
    taking = {name for name, command in COMMANDS.items() if command.past}
    assert taking == READING.keys() | {"map", "atlas"}
    text = (Path(__file__).parents[2] / "docs" / "cli.md").read_text("utf-8")
    paragraph = text.partition("**The past.**")[2].partition("\n\n")[0]
    assert {name for name in COMMANDS if f"`{name}`" in paragraph} == taking


@pytest.mark.parametrize("name", [name for name, command in COMMANDS.items() if not command.past])
def test_other_commands_refuse_it_wherever_it_stands(past: Runner, name: str) -> None:
    for arguments in ((name, "--at", "HEAD"), ("--at", "HEAD", name)):
        said = past.refuse(*arguments, status=2)
        assert said.startswith("--at shows what the book said in the past, and"), arguments
        assert f"`relmap {name}`" in said


def test_it_may_stand_before_the_command(past: Runner) -> None:
    assert stance_of_malee(past("--at", "HEAD~1", "show", "malee", "--json")) == 1
    assert stance_of_malee(past("--at", "HEAD", "show", "malee", "--json", "--at", "HEAD~1")) == 1, "the last one holds"


def test_nothing_of_it_is_in_the_help_of_commands_that_write(past: Runner) -> None:
    assert "--at" in past("show", "--help").stdout
    assert "--at" not in past("set", "--help").stdout


def test_the_day_follows_the_past_unless_it_is_set(past: Runner) -> None:
    def today(*arguments: str, **fields: object) -> str:
        return str(past("path", "--to", "GM", "--json", *arguments, **fields).json["today"])  # type: ignore[arg-type]

    assert today("--at", "HEAD", environment=OPEN) == "2026-11-02"
    assert today("--at", "2026-10-15", environment=OPEN) == "2026-10-15"
    assert today("--at", "2026-10-15", "--today", "2026-12-01", environment=OPEN) == "2026-12-01"
    assert today("--at", "2026-10-15") == "2026-11-23", "RELMAP_TODAY"
    assert today("--at", "yesterday", "--today", "2026-11-02") == "2026-11-02"


def test_yesterday_is_counted_from_the_day_that_is_set(past: Runner) -> None:
    done = past("show", "malee", "--at", "yesterday", "--today", "2026-11-02", "--json")
    assert stance_of_malee(done) == 1


def test_one_quiet_line_says_which_commit_and_which_day(past: Runner) -> None:
    short = git(past.folder, "rev-parse", "HEAD~1")[:7]
    done = past("path", "--to", "GM", "--at", "2026-10-31", environment=OPEN)
    assert done.stderr == f"note: the book as committed on 2026-10-01 ({short}), weighed for 2026-10-31\n"
    with_thai = past("show", "malee", "--at", "HEAD", "--lang", "th", environment=OPEN)
    assert "สมุดตามที่คอมมิตเมื่อ 2026-11-02" in with_thai.stderr
    assert past("path", "--to", "GM", "--at", "HEAD", "--what-if", "set malee stance 2").stderr.count("\n") == 1


def test_the_language_and_calendar_are_those_of_the_book_then(past: Runner) -> None:
    commit(past.folder, {"relmap.yaml": "relmap: 1\nlanguage: zh\ncalendar: buddhist\n"}, at="2026-11-05T09:00:00+0700")
    no_language = {**OPEN, "RELMAP_LANG": ""}
    assert "客户簿取自 2569-11-05" in past("list", "--at", "HEAD", environment=no_language).stderr
    assert "2026-11-02" in past("list", "--at", "HEAD~1", "--lang", "en", environment=no_language).stderr


def test_a_file_that_could_not_be_read_then_is_checked_then(past: Runner) -> None:
    commit(past.folder, {MALEE: "name: [broken\n"}, at="2026-11-05T09:00:00+0700")
    short = git(past.folder, "rev-parse", "HEAD")[:7]
    git(past.folder, "revert", "--no-edit", "HEAD", at="2026-11-06T09:00:00+0700")
    done = past("list", "--at", "2026-11-05")
    assert f"left out, because it cannot be read: {MALEE}; `relmap check --at {short}` says why" in done.stderr
    told = past("check", "--at", short)
    assert told.status == 1
    assert f"{MALEE}:1:" in told.stdout


def test_a_map_names_the_commit_and_the_day(past: Runner) -> None:
    short = git(past.folder, "rev-parse", "HEAD~1")[:7]
    done = past("map", "--at", "2026-10-31", "-o", "-", "--format", "json", environment=OPEN)
    assert (done.json["commit"], done.json["today"]) == (short, "2026-10-31")
    svg = past("map", "--at", "2026-10-31", "-o", "-", environment=OPEN).stdout
    assert short in svg
    assert "2026-10-31" in svg


def test_a_map_of_the_past_cannot_be_watched(past: Runner) -> None:
    said = past.refuse("map", "--at", "HEAD", "--watch", status=2)
    assert said == "--watch and --at do not go together: the past does not change; leave one of them out"


def texts_of_pages(folder: Path) -> dict[str, list[str]]:
    """What stands on each page and picture of an atlas but for the commit, for whose line some are wider."""
    commit = re.compile(r"the book as committed on 2026-10-01 \(\w{7}\), weighed for | · commit \w{7}")
    files = (file for file in folder.rglob("*.*") if file.name != MANIFEST)
    texts = {file.name: commit.sub("", file.read_text(encoding="utf-8")) for file in files}
    return {name: re.findall(r">([^<>]*[^<>\s])", text) for name, text in texts.items()}


def test_an_atlas_of_the_past(past: Runner, tmp_path: Path) -> None:
    then = as_it_was(past, "HEAD~1", tmp_path / "then")
    git(past.folder, "rm", "-r", "--quiet", "accounts")
    done = past("atlas", "-o", tmp_path / "one", "--at", "HEAD~1", "--today", "2026-11-23")
    assert done.status == 0
    assert then("atlas", "-o", tmp_path / "other").status == 0
    one, other = (texts_of_pages(tmp_path / name) for name in ("one", "other"))
    assert other["quadrant.svg"]
    assert one == other
    again = past("atlas", "-o", tmp_path / "one", "--at", "HEAD~1", "--today", "2026-11-23", "--json")
    assert again.json["drawn"] == []


def test_the_account_of_the_folder_counts_then_too(past: Runner) -> None:
    commit(
        past.folder,
        {"accounts/b/account.yaml": "name: B\n", "relmap.yaml": "relmap: 1\n"},
        at="2026-11-05T09:00:00+0700",
    )
    done = past("path", "--to", "GM", "--at", "HEAD", "--json", at="accounts/siam-grand/people")
    assert done.json["account"] == "siam-grand"


def test_a_bare_repository(past: Runner, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", "--bare", "book", "book.git")
    (tmp_path / "elsewhere").mkdir()
    for runner, arguments in (
        (Runner(tmp_path), ["--book", "book.git"]),
        (Runner(tmp_path / "elsewhere"), ["--book", "../book.git"]),
        (Runner(tmp_path / "book.git"), []),
        (Runner(tmp_path / "book.git" / "refs"), ["--book", ".."]),
    ):
        done = runner("show", "malee", "--json", "--at", "main~1", *arguments)
        assert stance_of_malee(done) == 1
    done = Runner(tmp_path)("show", "malee", "--json", "--at", "main~1", environment={"RELMAP_BOOK": "book.git"})
    assert stance_of_malee(done) == 1
    for runner, arguments in ((Runner(tmp_path), ["--book", "book.git"]), (Runner(tmp_path / "book.git"), [])):
        said = runner("show", "malee", *arguments)
        assert (said.status, said.stdout) == (1, "")
        assert "is a bare repository" in said.stderr
        assert "--at HEAD" in said.stderr


def test_a_book_that_is_gone_now(past: Runner) -> None:
    git(past.folder, "rm", "-r", "--quiet", ".")
    assert stance_of_malee(past("show", "malee", "--json", "--at", "HEAD~1")) == 1


def test_a_book_that_has_moved(past: Runner) -> None:
    (past.folder / "ours").mkdir()
    git(past.folder, "mv", "relmap.yaml", "team", "accounts", "campaigns", "ours")
    commit(past.folder, {}, at="2026-11-05T09:00:00+0700")
    said = past.refuse("show", "malee", "--at", "q4", at="ours")
    assert said.endswith(f"then it lay elsewhere: say --book {past.folder}")
    assert stance_of_malee(past("show", "malee", "--at", "q4", "--book", "..", "--json", at="ours")) == 2
    git(past.folder, "switch", "--quiet", "--detach", "q4")
    assert stance_of_malee(past("show", "malee", "--at", "main", "--book", "ours", "--json")) == 2


def test_outside_any_book(tmp_path: Path) -> None:
    said = Runner(tmp_path).refuse("list", "--at", "HEAD")
    assert said.startswith(f"no book found in {tmp_path} or any folder above")


def test_a_book_that_is_not_in_git(relmap: Runner) -> None:
    assert "lies in no git repository" in relmap.refuse("list", "--at", "HEAD")
    assert "lies in no git repository" in relmap.refuse("list", "--at", "HEAD", "--book", relmap.folder)


@pytest.mark.parametrize("text", ["2026-02-30", "31/31/2026"])
def test_a_day_that_does_not_exist(past: Runner, text: str) -> None:
    assert "a date that does not exist" in past.refuse("list", "--at", text, status=2)


def test_what_was_typed_is_shown_escaped(past: Runner) -> None:
    assert "\x1b" not in past.refuse("list", "--at", "\x1b[31m")
    assert "no commit is found by" in past.refuse("list", "--at", "-n1")


def completed(folder: Path, *words: str) -> list[str]:
    """What a shell offers for the last of the words."""
    typed = {"_RELMAP_COMPLETE": "complete_bash", "COMP_WORDS": " ".join(words), "COMP_CWORD": str(len(words) - 1)}
    command = [sys.executable, "-m", "relmap"]
    done = subprocess.run(command, cwd=folder, env={**os.environ, **typed}, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    return done.stdout.split()


def test_tags_and_branches_are_completed(past: Runner, tmp_path: Path) -> None:
    git(past.folder, "branch", "ไตรมาส")
    assert completed(past.folder, "relmap", "list", "--at", "q") == ["q4"]
    assert set(completed(past.folder, "relmap", "list", "--at", "")) == {"q4", "ไตรมาส", "main", "yesterday", "HEAD"}
    git(tmp_path, "clone", "--quiet", "--bare", "book", "book.git")
    assert completed(tmp_path, "relmap", "list", "--book", "book.git", "--at", "q") == ["q4"]
    assert completed(tmp_path, "relmap", "list", "--at", "q") == []


def test_names_are_completed_from_the_past(past: Runner) -> None:
    (past.folder / MALEE).unlink()
    assert completed(past.folder, "relmap", "show", "--at", "q4", "mal") == ["malee"]


def test_without_at_git_is_not_asked(past: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert past("path", "--to", "GM").status == 0
    assert json.loads(past("list", "--json").stdout)["schema"] == "relmap.list/1"
    assert shutil.which("git") is None
    assert "git was not found" in past.refuse("list", "--at", "HEAD")


def test_a_mistyped_book_outside_of_git_is_no_book(tmp_path: Path) -> None:
    said = Runner(tmp_path)("list", "--book", "nosuch", "--at", "HEAD").stderr
    assert "no book found in " in said
    assert "nosuch" in said
