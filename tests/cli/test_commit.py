"""--commit and auto_commit, in real repositories."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.books_in_git import MALEE, commits, committed_hotel, files_of_last, git, hook, message
from tests.cli.runner import Runner, hotel

ROOT = Path(__file__).parents[2]


@pytest.fixture
def relmap(tmp_path: Path) -> Runner:
    return committed_hotel(tmp_path / "book")


def status(relmap: Runner) -> str:
    return git(relmap.folder, "status", "--porcelain")


def test_one_command_one_commit_of_its_own_files(relmap: Runner) -> None:
    (relmap.folder / "letter.txt").write_text("dear\n")
    assert relmap.tell("set", "malee", "stance", "0", "--commit") == "siam-grand/malee: stance 1 -> 0\n"
    assert message(relmap.folder) == "มาลี ใจดี: stance supporter -> neutral\n\nRelmap-Command: set\n"
    assert files_of_last(relmap.folder) == [MALEE]
    assert status(relmap) == "?? letter.txt\n"


def test_without_the_option_nothing_is_committed(relmap: Runner) -> None:
    relmap.tell("set", "malee", "stance", "0")
    assert commits(relmap.folder) == ["The book as it was"]
    assert status(relmap) == f" M {MALEE}\n"


def test_a_message_of_ones_own_commits_too(relmap: Runner) -> None:
    relmap.tell("set", "malee", "stance", "0", "-m", "She was cool today\n\nSigned-off-by: Nok <nok@example.com>")
    assert message(relmap.folder) == (
        "She was cool today\n\nSigned-off-by: Nok <nok@example.com>\nRelmap-Command: set\n"
    )


@pytest.mark.parametrize("text", ["", "  \n"])
def test_an_empty_message_is_wrong_usage(relmap: Runner, text: str) -> None:
    assert relmap.refuse("set", "malee", "stance", "0", "-m", text, status=2).startswith("--message is empty")


def test_a_message_without_a_commit_is_wrong_usage(relmap: Runner) -> None:
    said = relmap.refuse("set", "malee", "stance", "0", "-m", "x", "--no-commit", status=2)
    assert said.startswith("--message and --no-commit do not go together")


def test_a_message_with_signs_arrives_as_it_was_typed(relmap: Runner) -> None:
    text = '# no comment; $(rm) `x` "q" \\ ☃'
    relmap.tell("set", "malee", "stance", "0", "-m", text)
    assert message(relmap.folder).splitlines()[0] == text


def test_new_files_are_committed_and_deleted_ones(relmap: Runner) -> None:
    relmap.tell("add-contact", "Dao Dee", "--commit")
    assert files_of_last(relmap.folder) == ["accounts/siam-grand/people/dao-dee.yaml"]
    relmap.tell("rename", "malee", "มาลี", "--commit")
    assert message(relmap.folder).splitlines()[0].startswith("renamed siam-grand/malee to มาลี (and ")
    assert {MALEE, "accounts/siam-grand/people/มาลี.yaml"} <= set(files_of_last(relmap.folder)) | {MALEE}
    assert status(relmap) == ""
    relmap.tell("remove", "dao-dee", "--commit")
    assert commits(relmap.folder)[0] == "removed siam-grand/dao-dee"
    assert status(relmap) == ""


def test_nothing_to_change_makes_no_commit(relmap: Runner) -> None:
    assert relmap.tell("set", "malee", "stance", "1", "--commit") == "nothing to change\n"
    assert commits(relmap.folder) == ["The book as it was"]


def test_private_texts_stay_out_of_the_message(relmap: Runner) -> None:
    for field in ("notes", "needs", "concerns", "temperament", "source"):
        relmap.tell("set", "malee", field, "Xsecret", "--commit")
    relmap.tell("set", "malee", "phone", "0899999999", "--commit")
    relmap.tell("set", "malee", "known_by.nok.note", "Xsecret", "--commit")
    relmap.tell("link", "malee", "somchai", "--kind", "friend", "--note", "Xsecret", "--commit")
    relmap.tell("touch", "malee", "--by", "nok", "--channel", "visit", "--note", "Xsecret", "--commit")
    said = git(relmap.folder, "log", "--format=%B")
    assert "Xsecret" not in said
    assert "0899999999" not in said
    assert "มาลี ใจดี: notes changed\n" in said
    assert "มาลี ใจดี: links + friend somchai\n" in said


def test_what_is_staged_stays_staged(relmap: Runner) -> None:
    for name in ("account.yaml", "people/kanya.yaml"):
        file = relmap.folder / "accounts/siam-grand" / name
        file.write_bytes(file.read_bytes() + b"# staged\n")
    git(relmap.folder, "add", "accounts/siam-grand/account.yaml")
    (relmap.folder / "new.txt").write_text("new\n")
    git(relmap.folder, "add", "new.txt")
    before = status(relmap)
    relmap.tell("set", "malee", "stance", "0", "--commit")
    relmap.tell("add-contact", "Dao Dee", "--commit")
    assert files_of_last(relmap.folder) == ["accounts/siam-grand/people/dao-dee.yaml"]
    assert status(relmap) == before


@pytest.mark.parametrize("stage", [False, True])
def test_edits_by_hand_are_never_committed_with_it(relmap: Runner, stage: bool) -> None:
    file = relmap.folder / MALEE
    file.write_bytes(file.read_bytes() + b"# by hand\n")
    if stage:
        git(relmap.folder, "add", MALEE)
    before = status(relmap)
    said = relmap.refuse("set", "malee", "stance", "0", "--commit")
    assert said.startswith(f"{MALEE} has changes that are not committed yet, ")
    assert "nothing was written" in said
    assert status(relmap) == before
    relmap.tell("set", "malee", "stance", "0", "--no-commit")


def test_a_file_that_was_never_committed_is_the_users(relmap: Runner) -> None:
    relmap.tell("add-contact", "Dao Dee")
    said = relmap.refuse("set", "dao-dee", "stance", "0", "--commit")
    assert said.startswith("accounts/siam-grand/people/dao-dee.yaml has changes that are not committed yet, ")


def test_a_file_staged_and_then_deleted_by_hand_is_the_users(relmap: Runner) -> None:
    file = relmap.folder / "accounts/siam-grand/people/dao-dee.yaml"
    file.write_text("name: Dao\n")
    git(relmap.folder, "add", ".")
    file.unlink()
    before = status(relmap)
    assert relmap.refuse("add-contact", "Dao Dee", "--commit").startswith("accounts/siam-grand/people/dao-dee.yaml has")
    assert status(relmap) == before


def test_dry_run_shows_the_message_and_the_patch_and_does_neither(relmap: Runner) -> None:
    before = relmap.files()
    done = relmap("set", "malee", "stance", "0", "--commit", "--dry-run")
    assert done.status == 0
    assert done.stdout == relmap("set", "malee", "stance", "0", "--dry-run").stdout
    assert done.stderr == (
        "would be committed with this message:\n  มาลี ใจดี: stance supporter -> neutral\n\n  Relmap-Command: set\n"
    )
    assert relmap.files() == before
    assert commits(relmap.folder) == ["The book as it was"]


def test_dry_run_tells_what_would_stand_in_the_way(relmap: Runner) -> None:
    file = relmap.folder / MALEE
    file.write_bytes(file.read_bytes() + b"# by hand\n")
    done = relmap("set", "malee", "stance", "0", "--commit", "--dry-run")
    assert done.status == 1
    assert "not committed yet" in done.stderr


def test_the_book_may_say_so_once_for_all(relmap: Runner) -> None:
    relmap.tell("set", "book", "auto_commit", "yes", "--commit")
    assert commits(relmap.folder)[0] == "book: auto commit no -> yes"
    relmap.tell("set", "malee", "stance", "0")
    assert commits(relmap.folder)[0] == "มาลี ใจดี: stance supporter -> neutral"
    relmap.tell("set", "malee", "influence", "3", "--no-commit")
    assert commits(relmap.folder)[0] == "มาลี ใจดี: stance supporter -> neutral"
    assert status(relmap) == f" M {MALEE}\n"


def test_what_if_commits_nothing(relmap: Runner) -> None:
    relmap.tell("set", "book", "auto_commit", "yes", "--commit")
    relmap.tell("path", "--to", "GM", "--what-if", "set malee stance 2")
    assert len(commits(relmap.folder)) == 2


def test_in_a_subfolder_of_a_larger_repository(tmp_path: Path) -> None:
    relmap = committed_hotel(tmp_path, "งาน/my 'book'")
    (tmp_path / "accounts").mkdir()
    (tmp_path / "accounts" / "other.txt").write_text("x")
    relmap.tell("set", "malee", "stance", "0", "--commit", at="accounts/siam-grand")
    relmap.tell("add-contact", "Dao Dee", "--commit")
    assert git(tmp_path, "-c", "core.quotePath=false", "log", "-2", "--format=", "--name-only").split("\n")[:2] == [
        "งาน/my 'book'/accounts/siam-grand/people/dao-dee.yaml",
        "งาน/my 'book'/accounts/siam-grand/people/malee.yaml",
    ]
    file = relmap.folder / MALEE
    file.write_bytes(file.read_bytes() + b"# by hand\n")
    assert "not committed yet" in relmap.refuse("set", "malee", "stance", "2", "--commit")


def test_on_a_detached_head_and_on_an_unborn_branch(relmap: Runner, tmp_path: Path) -> None:
    git(relmap.folder, "checkout", "--quiet", "--detach")
    relmap.tell("set", "malee", "stance", "0", "--commit")
    assert len(commits(relmap.folder)) == 2
    new = hotel(tmp_path / "new")
    git(new.folder, "init", "--quiet")
    git(new.folder, "config", "user.name", "Nok")
    git(new.folder, "config", "user.email", "nok@example.com")
    new.tell("add-contact", "Dao Dee", "--commit")
    assert commits(new.folder) == ["added Dao Dee (siam-grand/dao-dee)"]
    assert files_of_last(new.folder) == ["accounts/siam-grand/people/dao-dee.yaml"]


def test_in_a_worktree_and_in_a_submodule(relmap: Runner, tmp_path: Path) -> None:
    git(relmap.folder, "worktree", "add", "--quiet", "-b", "topic", str(tmp_path / "tree"))
    Runner(tmp_path / "tree").tell("set", "malee", "stance", "0", "--commit")
    assert commits(tmp_path / "tree")[0].startswith("มาลี")
    assert len(commits(relmap.folder)) == 1
    outer = tmp_path / "outer"
    outer.mkdir()
    git(outer, "init", "--quiet")
    git(outer, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(relmap.folder), "book")
    inner = Runner(outer / "book")
    git(inner.folder, "config", "user.name", "Nok")
    git(inner.folder, "config", "user.email", "nok@example.com")
    inner.tell("set", "malee", "stance", "0", "--commit")
    assert commits(inner.folder)[0].startswith("มาลี")


def test_an_account_that_is_a_repository_of_its_own_is_refused_before_anything_is_written(relmap: Runner) -> None:
    other = relmap.folder / "accounts" / "siam-grand"
    git(relmap.folder, "rm", "-r", "--quiet", "--cached", "accounts/siam-grand")
    git(other, "init", "--quiet")
    git(other, "add", ".")
    git(other, "commit", "--quiet", "-m", "apart")
    git(relmap.folder, "-c", "advice.addEmbeddedRepo=false", "add", "accounts/siam-grand")
    git(relmap.folder, "commit", "--quiet", "-m", "a link")
    for command in (("add-contact", "Dao Dee"), ("set", "malee", "stance", "0")):
        said = relmap.refuse(*command, "--commit")
        assert "yaml is in the git submodule accounts/siam-grand, which has commits of its own; nothing" in said
        assert "git -C accounts/siam-grand commit" in said
    assert git(other, "status", "--porcelain") == ""
    relmap.tell("set", "malee", "stance", "0", "--no-commit")


HALVES = {
    "am": ("am", "topic.patch"),
    "merge": ("merge", "--no-commit", "--no-ff", "topic"),
    "rebase": ("rebase", "topic"),
    "cherry-pick": ("cherry-pick", "topic"),
    "revert": ("revert", "--no-commit", "HEAD"),
}


@pytest.mark.parametrize("operation", HALVES)
def test_between_the_halves_of_a_merge_nothing_is_written(relmap: Runner, operation: str) -> None:
    git(relmap.folder, "branch", "topic")
    for branch in ("main", "topic"):
        git(relmap.folder, "checkout", "--quiet", branch)
        (relmap.folder / "letter.txt").write_text(branch)
        git(relmap.folder, "add", ".")
        git(relmap.folder, "commit", "--quiet", "-m", branch)
    git(relmap.folder, "checkout", "--quiet", "main")
    (relmap.folder / "topic.patch").write_text(git(relmap.folder, "format-patch", "-1", "--stdout", "topic"))
    git(relmap.folder, *HALVES[operation], check=False)
    said = relmap.refuse("set", "malee", "stance", "0", "--commit")
    assert said.startswith(f"git is in the middle of a {operation} in ")
    assert f"`git {operation} --abort`" in said


def test_outside_git_and_without_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    relmap = hotel(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert "git" in relmap.refuse("set", "malee", "stance", "0", "--commit")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert relmap.refuse("set", "malee", "stance", "0", "--commit").startswith("git was not found")


@pytest.mark.parametrize("missing", ["git", "a program", "a new git", "a repository", "a work tree"])
def test_what_the_book_wants_of_a_git_that_is_not_there_keeps_nobody_from_writing(
    relmap: Runner, missing: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    relmap.tell("set", "book", "auto_commit", "yes", "--commit")
    if missing == "a repository":
        shutil.rmtree(relmap.folder / ".git")
        monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    elif missing == "a work tree":
        git(relmap.folder, "config", "core.bare", "true")
    else:
        programs = tmp_path / "programs"
        programs.mkdir()
        if missing == "a new git":
            (programs / "git").write_text("#!/bin/sh\necho git version 2.29.3\n")
            (programs / "git").chmod(0o755)
        if missing == "a program":
            (programs / "git").write_text("of another machine\n")
            (programs / "git").chmod(0o755)
        monkeypatch.setenv("PATH", str(programs))
    for option in ("--commit", "--message=x"):
        assert relmap("set", "malee", "stance", "2", option).status == 1
    done = relmap("set", "malee", "stance", "0")
    assert (done.status, done.stdout) == (0, "siam-grand/malee: stance 1 -> 0\n")
    (line,) = done.stderr.splitlines()
    assert line.startswith("warning: not committed, although the book says auto_commit: ")
    assert relmap("set", "malee", "stance", "0").stderr == "", "nothing to commit"
    assert relmap("set", "malee", "stance", "1", "--no-commit").stderr == ""
    assert relmap("set", "malee", "stance", "0", "--dry-run").stderr == done.stderr


def test_git_must_know_who_commits(relmap: Runner, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for key in ("user.name", "user.email"):
        git(relmap.folder, "config", "--unset", key)
    git(relmap.folder, "config", "user.useConfigOnly", "true")
    (tmp_path / "none").write_text("")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "none"))
    said = relmap.refuse("set", "malee", "stance", "0", "--commit")
    assert said.startswith("git does not know who commits (")
    assert "git config --global user.name" in said


def test_a_file_that_git_ignores(relmap: Runner) -> None:
    (relmap.folder / ".gitignore").write_text(".relmap/\ndao*.yaml\n")
    said = relmap.refuse("add-contact", "Dao Dee", "--commit")
    assert said.startswith("git ignores accounts/siam-grand/people/dao-dee.yaml, ")
    relmap.tell("add-contact", "Dao Dee")
    said = relmap.refuse("set", "dao-dee", "stance", "0", "--commit")
    assert said.startswith("git ignores accounts/siam-grand/people/dao-dee.yaml, ")


def test_a_hook_may_refuse_and_the_change_stays_written(relmap: Runner) -> None:
    (relmap.folder / "mine.txt").write_text("mine\n")
    git(relmap.folder, "add", "mine.txt")
    hook(relmap.folder, "pre-commit", "echo 'not on a Friday' >&2; exit 1")
    done = relmap("add-contact", "Dao Dee", "--commit")
    assert done.status == 1
    assert done.stdout == "added Dao Dee (siam-grand/dao-dee)\n"
    assert done.stderr.splitlines()[0] == (
        "error: the change is written, but git did not commit it: not on a Friday; mend that, then run "
        "`git add accounts/siam-grand/people/dao-dee.yaml` and `git commit accounts/siam-grand/people/dao-dee.yaml`"
    )
    assert "not on a Friday" in done.stderr.splitlines()[1:]
    assert status(relmap) == "A  mine.txt\n?? accounts/siam-grand/people/dao-dee.yaml\n"
    hook(relmap.folder, "pre-commit", "exit 0")
    git(relmap.folder, "add", "accounts/siam-grand/people/dao-dee.yaml")
    git(relmap.folder, "commit", "--quiet", "-m", "by hand", "accounts/siam-grand/people/dao-dee.yaml")
    assert status(relmap) == "A  mine.txt\n"


def test_hooks_see_the_commit_and_may_add_to_its_message(relmap: Runner) -> None:
    hook(relmap.folder, "commit-msg", "echo 'Reviewed-by: a hook' >> \"$1\"")
    hook(relmap.folder, "pre-commit", "git diff --cached --name-only > seen.txt")
    relmap.tell("set", "malee", "stance", "0", "--commit")
    assert "Reviewed-by: a hook" in message(relmap.folder)
    assert relmap.read("seen.txt") == f"{MALEE}\n"


def test_what_a_hook_adds_to_the_commit_is_nobodys_change_afterwards(relmap: Runner) -> None:
    hook(relmap.folder, "pre-commit", f"echo '# checked' >> {MALEE}; git add {MALEE}")
    (relmap.folder / "mine.txt").write_text("mine\n")
    git(relmap.folder, "add", "mine.txt")
    relmap.tell("set", "malee", "stance", "0", "--commit")
    assert git(relmap.folder, "show", f"HEAD:{MALEE}").endswith("# checked\n")
    assert status(relmap) == "A  mine.txt\n"
    relmap.tell("set", "malee", "stance", "2", "--commit")


@pytest.mark.parametrize("flag", ["--assume-unchanged", "--skip-worktree"])
def test_a_file_that_git_does_not_look_at_is_refused(relmap: Runner, flag: str) -> None:
    git(relmap.folder, "update-index", flag, MALEE)
    file = relmap.folder / MALEE
    file.write_bytes(file.read_bytes() + b"# by hand\n")
    said = relmap.refuse("set", "malee", "stance", "0", "--commit")
    assert said.startswith(f"git was told not to look at {MALEE}, ")
    assert "nothing was written" in said
    relmap.tell("set", "kanya", "stance", "0", "--commit")
    assert f"`git update-index {flag.replace('--', '--no-')} {MALEE}`" in said
    git(relmap.folder, "update-index", flag.replace("--", "--no-"), MALEE)
    assert "not committed yet" in relmap.refuse("set", "malee", "stance", "0", "--commit")


def test_a_hook_may_ask_relmap_itself(relmap: Runner) -> None:
    program = f"env PYTHONPATH={ROOT} {sys.executable} -m relmap"
    hook(relmap.folder, "pre-commit", f"{program} check --fail-on error || exit 1\n{program} show malee > shown.txt")
    relmap.tell("set", "malee", "stance", "0", "--commit")
    assert "stance" in relmap.read("shown.txt")


def test_the_signing_that_the_user_wants_is_done(relmap: Runner, tmp_path: Path) -> None:
    program = tmp_path / "sign"
    program.write_text("#!/bin/sh\ncat > /dev/null\necho '[GNUPG:] SIG_CREATED ' >&2\necho SIGNED BY TEST\n")
    program.chmod(0o755)
    git(relmap.folder, "config", "commit.gpgSign", "true")
    git(relmap.folder, "config", "gpg.program", str(program))
    relmap.tell("set", "malee", "stance", "0", "--commit")
    assert "SIGNED BY TEST" in git(relmap.folder, "cat-file", "commit", "HEAD")
    program.write_text("#!/bin/sh\nexit 1\n")
    done = relmap("set", "malee", "stance", "2", "--commit")
    assert "the change is written, but git did not commit it: gpg failed to sign the data" in done.stderr
    assert status(relmap) == f" M {MALEE}\n"


def test_the_variables_of_a_running_hook_lead_nowhere(
    relmap: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    git(other, "init", "--quiet")
    with monkeypatch.context() as hooked:
        hooked.setenv("GIT_DIR", str(other / ".git"))
        hooked.setenv("GIT_WORK_TREE", str(other))
        hooked.setenv("GIT_INDEX_FILE", str(other / "index"))
        relmap.tell("set", "malee", "stance", "0", "--commit")
    assert len(commits(relmap.folder)) == 2
    assert status(relmap) == ""


def test_it_waits_for_somebody_elses_git(relmap: Runner) -> None:
    lock = relmap.folder / ".git" / "index.lock"
    lock.touch()
    waiting = subprocess.Popen([sys.executable, "-c", f"import time, os; time.sleep(1); os.unlink({str(lock)!r})"])
    relmap.tell("set", "malee", "stance", "0", "--commit")
    waiting.wait()
    assert len(commits(relmap.folder)) == 2


def test_two_commands_at_once_make_two_commits(relmap: Runner) -> None:
    environment = {**os.environ, "RELMAP_TODAY": "2026-11-23", "RELMAP_LANG": "en"}
    fields = ["influence", "stance", "title", "notes", "department", "source"]
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "relmap", "set", "malee", field, "2", "--commit"],
            cwd=relmap.folder,
            env={**environment, "PYTHONPATH": os.pathsep.join(sys.path)},
            stdout=subprocess.DEVNULL,
        )
        for field in fields
    ]
    assert [one.wait() for one in running] == [0] * len(fields)
    assert len(commits(relmap.folder)) == 1 + len(fields)
    assert status(relmap) == ""


def test_many_files_in_one_commit(relmap: Runner) -> None:
    source = relmap.folder / "accounts" / "siam-grand"
    people = source / "people"
    for number in range(300):
        (people / f"guest-{number}.yaml").write_text(f"name: Guest {number}\n")
    git(relmap.folder, "add", ".")
    git(relmap.folder, "commit", "--quiet", "-m", "guests")
    relmap.tell("rename", "siam-grand", "siam", "--commit")
    assert status(relmap) == ""
    assert len(files_of_last(relmap.folder)) > 300
    assert shutil.which("git")
