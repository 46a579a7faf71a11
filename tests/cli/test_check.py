from pathlib import Path

from tests.cli.books_in_git import MALEE, committed_hotel, git
from tests.cli.runner import Runner

PERSON = "accounts/siam-grand/people/new.yaml"


def put(relmap: Runner, path: str, text: str) -> None:
    (relmap.folder / path).write_text(text, encoding="utf-8")


def test_a_sound_book(relmap: Runner) -> None:
    assert relmap.tell("check") == "no faults found\n"
    assert relmap("check", "--json").json == {"schema": "relmap.check/1", "problems": []}


def test_every_fault_of_the_book_in_one_run(relmap: Runner) -> None:
    put(relmap, PERSON, "name: New\nstance: 5\nverified_on: 2569-11-22\nwrong: x\n")
    put(relmap, "accounts/siam-grand/people/other.yaml", "name: Other\nreports_to: nobody\n")
    put(relmap, "team/broken.yaml", "name: [\n")
    done = relmap("check")
    assert (done.status, done.stderr) == (1, "")
    assert f"{PERSON}:2:9: error: " in done.stdout
    assert "accounts/siam-grand/people/other.yaml:2:13: error: " in done.stdout
    assert "write the Common Era date: 2026-11-22" in done.stdout
    assert f"{PERSON}:4:1: warning: " in done.stdout
    assert "\n    stance: 5\n" in done.stdout
    assert "team/broken.yaml:" in done.stdout
    assert done.stdout.endswith("4 errors, 1 warning\n")


def test_json(relmap: Runner) -> None:
    put(relmap, PERSON, "name: New\nstance: 5\n")
    done = relmap("check", "--json")
    assert done.status == 1
    (problem,) = done.json["problems"]
    assert list(problem) == ["severity", "code", "file", "line", "column", "message", "mend"]
    assert (problem["severity"], problem["file"], problem["line"], problem["column"]) == ("error", PERSON, 2, 9)
    assert problem["mend"].startswith("write -2 (opponent)")


def test_what_fails_a_script(relmap: Runner) -> None:
    put(relmap, PERSON, "name: New\nwrong: x\n")
    assert relmap("check").status == 1
    assert relmap("check", "--json").status == 1
    let_pass = relmap("check", "--fail-on", "error")
    assert (let_pass.status, let_pass.stdout) == (0, relmap("check").stdout)
    put(relmap, PERSON, "name: New\nstance: 5\n")
    assert relmap("check", "--fail-on", "error").status == 1
    assert relmap("check", "--fail-on", "never").status == 0
    assert relmap.refuse("check", "--fail-on", "warnings", status=2).endswith("; try warning")


def test_people_who_are_twice_in_the_book_with_the_command_that_merges_them(relmap: Runner) -> None:
    put(relmap, PERSON, "name: นางสาวมาลีใจดี\nchannels: {mobile: '+66 2 123 45677'}\n")
    done = relmap("check")
    assert (done.status, done.stderr) == (1, "")
    assert done.stdout.startswith(f"{PERSON}:2:20: warning: siam-grand/malee and siam-grand/new look like one person: ")
    assert "`relmap merge-people siam-grand/malee siam-grand/new`" in done.stdout
    (problem,) = relmap("check", "--json").json["problems"]
    assert (problem["code"], problem["severity"]) == ("duplicate-person", "warning")


def test_no_book(empty: Runner) -> None:
    assert "no book found" in empty.refuse("check")
    assert "no book found" in empty.refuse("check", "--json")


def test_a_file_that_one_side_changed_and_the_other_took_away_is_named(tmp_path: Path) -> None:
    relmap = committed_hotel(tmp_path / "repository", "book of ours")
    file = relmap.folder / MALEE
    git(relmap.folder, "checkout", "--quiet", "-b", "topic")
    file.write_text(file.read_text() + "x-a: 1\n")
    git(relmap.folder, "commit", "--quiet", "--all", "--message=theirs")
    git(relmap.folder, "checkout", "--quiet", "main")
    (relmap.folder / "README.md").write_text("x")
    relmap.tell("set", "malee", "stance", "0")
    git(relmap.folder, "add", ".")
    git(relmap.folder, "commit", "--quiet", "--message=ours")
    git(relmap.folder, "checkout", "--quiet", "topic")
    git(relmap.folder, "rm", "--quiet", MALEE)
    git(relmap.folder, "commit", "--quiet", "--message=gone")
    git(relmap.folder, "merge", "--quiet", "main", check=False)
    found = [problem for problem in relmap("check", "--json").json["problems"] if problem["code"] == "git-unmerged"]
    assert [(problem["severity"], problem["file"]) for problem in found] == [("error", MALEE)]
    assert found[0]["mend"] == (
        "if it has another name, carry over there what was changed here; "
        f"then keep it with `git add {MALEE}`, or take it away with `git rm {MALEE}`"
    )
    git(relmap.folder, "add", MALEE)
    assert "git-unmerged" not in relmap("check").stdout


def test_the_commit_that_took_somebody_away_is_told_in_the_past_too(tmp_path: Path) -> None:
    relmap = committed_hotel(tmp_path / "repository", "book of ours")
    git(relmap.folder, "rm", "--quiet", MALEE)
    git(relmap.folder, "commit", "--quiet", "--message=gone")
    commit, day = git(relmap.folder, "log", "-1", "--abbrev=7", "--format=%h %cs").split()
    git(relmap.folder, "clone", "--quiet", "--bare", str(tmp_path / "repository"), str(tmp_path / "bare.git"))
    gone = f"({MALEE} went with commit {commit} of {day})"
    assert gone in relmap("check").stdout
    assert gone in relmap("check", "--book", str(tmp_path / "bare.git"), "--at", "HEAD").stdout
    assert f"{MALEE} หายไปกับคอมมิต {commit} เมื่อ {day}" in relmap("check", "--lang", "th").stdout
    relmap.tell("add-contact", "Malee", "--id", "malee", "--commit")
    assert gone not in relmap("check").stdout
    assert gone in relmap("check", "--at", "HEAD~1").stdout
    assert gone not in relmap("check", "--at", "HEAD~2").stdout


def test_who_is_named_by_an_id_of_before_is_told_the_one_of_now(tmp_path: Path) -> None:
    relmap = committed_hotel(tmp_path)
    now = "accounts/siam-grand/people/malee-jaidee.yaml"
    git(tmp_path, "mv", MALEE, now)
    git(tmp_path, "commit", "--quiet", "--message=renamed")
    said = git(tmp_path, "log", "-1", "--abbrev=7", "--format=%h of %cs").strip()
    found = [
        problem for problem in relmap("check", "--json").json["problems"] if "siam-grand/malee " in problem["message"]
    ]
    assert len(found) > 1
    assert {problem["mend"] for problem in found} == {"write siam-grand/malee-jaidee in its place"}
    assert all(f"({MALEE} is {now} since commit {said})" in problem["message"] for problem in found)
    git(tmp_path, "rm", "--quiet", now)
    git(tmp_path, "commit", "--quiet", "--message=gone")
    assert "in its place" not in relmap("check").stdout


def test_one_record_with_two_new_ids_is_named_twice(tmp_path: Path) -> None:
    relmap = committed_hotel(tmp_path)
    for branch, name in (("topic", "there"), ("ours", "here")):
        git(tmp_path, "checkout", "--quiet", "-b", branch, "main")
        relmap.tell("rename", "malee", name)
        git(tmp_path, "add", "--all")
        git(tmp_path, "commit", "--quiet", "--message", branch)
    git(tmp_path, "merge", "--quiet", "topic", check=False)
    found = [problem for problem in relmap("check", "--json").json["problems"] if problem["code"] == "git-unmerged"]
    people = "accounts/siam-grand/people"
    assert [problem["file"] for problem in found] == [f"{people}/here.yaml", f"{people}/there.yaml"]
    assert {problem["message"] for problem in found} == {
        "an unfinished git merge: each side gave what was one file another name, and this is one of them"
    }


def test_somebody_new_in_an_account_that_was_renamed_is_named(tmp_path: Path) -> None:
    relmap = committed_hotel(tmp_path)
    git(tmp_path, "checkout", "--quiet", "-b", "topic")
    relmap.tell("add-contact", "New", "--id", "new")
    git(tmp_path, "add", "--all")
    git(tmp_path, "commit", "--quiet", "--message=new")
    git(tmp_path, "checkout", "--quiet", "main")
    relmap.tell("rename", "siam-grand", "siam")
    git(tmp_path, "add", "--all")
    git(tmp_path, "commit", "--quiet", "--message=renamed")
    merge = ("merge", "--quiet", "--no-edit", "topic")
    git(tmp_path, "-c", "merge.directoryRenames=conflict", *merge, check=False)
    (problem,) = relmap("check", "--json").json["problems"]
    assert (problem["file"], problem["message"]) == (
        "accounts/siam/people/new.yaml",
        "an unfinished git merge: one side added this file to a folder that has another name on the other side",
    )
    git(tmp_path, "merge", "--abort")
    git(tmp_path, "-c", "merge.directoryRenames=true", *merge)
    assert relmap.tell("check") == "no faults found\n"
