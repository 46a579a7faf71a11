"""`relmap git setup` in real repositories of every kind."""

import os
import shutil
import stat
import subprocess
from pathlib import Path

import pytest

from relmap.errors import FilesElsewhere, GitFailed, HookExists, HooksElsewhere, NotInGit
from relmap.storage.git_attributes import LINES
from relmap.storage.git_setup import set_up, state_of, take_back
from tests.books import HOTEL, book_on_disk
from tests.cli.runner import Runner
from tests.end_to_end.command import environment

PROGRAM = "'/opt/rel map/bin/relmap'"


def git(folder: Path, *arguments: str) -> str:
    who = ("-c", "user.name=n", "-c", "user.email=n@example.org", "-c", "protocol.file.allow=always")
    return subprocess.run(
        ["git", *who, *arguments], cwd=folder, env=environment(), capture_output=True, text=True, check=True
    ).stdout


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A book in a repository of its own."""
    root = book_on_disk(tmp_path / "book", HOTEL)
    git(root, "init", "-q")
    return root


def hook_of(book: Path) -> Path:
    return book / ".git" / "hooks" / "post-merge"


def test_set_up_and_taken_back(book: Path) -> None:
    before = (book / ".git" / "config").read_bytes()
    assert state_of(book) == ("", "", "", "", False, hook_of(book))
    set_up(book, PROGRAM, hook=True)
    state = state_of(book)
    assert (state.merge, state.hook) == ("relmap", True)
    assert f"{PROGRAM} merge-driver" in state.driver
    assert hook_of(book).read_text().endswith(f"\n{PROGRAM} check --book .\n")
    assert stat.S_IMODE(hook_of(book).stat().st_mode) & 0o111
    take_back(book)
    assert state_of(book) == ("", "", "", "", False, hook_of(book))
    assert not hook_of(book).exists()
    assert not (book / ".gitattributes").exists()
    assert (book / ".git" / "config").read_bytes() == before


def test_a_second_time_changes_nothing(book: Path) -> None:
    set_up(book, PROGRAM, hook=True)
    files = {path: path.read_bytes() for path in (book / ".gitattributes", book / ".git/config", hook_of(book))}
    set_up(book, PROGRAM, hook=True)
    assert files == {path: path.read_bytes() for path in files}


def test_a_moved_program_is_called_where_it_is_now(book: Path) -> None:
    set_up(book, "/old/relmap", hook=True)
    set_up(book, "/new/relmap", hook=True)
    assert "/old" not in hook_of(book).read_text() + (book / ".git" / "config").read_text()


def test_a_program_with_a_per_cent_sign_reaches_the_shell(book: Path) -> None:
    set_up(book, "'/opt/100%A/relmap'")
    assert "'/opt/100%%A/relmap' merge-driver" in state_of(book).driver


def test_the_users_own_lines_stay(book: Path) -> None:
    (book / ".gitattributes").write_text("*.png binary")
    set_up(book, PROGRAM)
    assert (book / ".gitattributes").read_text() == "*.png binary\n" + "".join(f"{line}\n" for line in LINES)
    take_back(book)
    assert (book / ".gitattributes").read_text() == "*.png binary\n"


def test_who_merges_in_another_way_keeps_it(book: Path) -> None:
    (book / ".gitattributes").write_text("*.yaml merge=union\n")
    set_up(book, PROGRAM)
    assert (book / ".gitattributes").read_text() == "*.yaml merge=union\n" + "".join(
        f"{line}\n" for line in LINES if "merge" not in line
    )
    assert state_of(book).merge == "union"


def test_a_hook_of_the_users_own_is_never_overwritten(book: Path) -> None:
    hook_of(book).write_text("#!/bin/sh\necho mine\n")
    with pytest.raises(HookExists, match=r"post-merge; nothing was changed; put this line into it yourself: .*check"):
        set_up(book, PROGRAM, hook=True)
    assert not (book / ".gitattributes").exists()
    assert hook_of(book).read_text() == "#!/bin/sh\necho mine\n"
    set_up(book, PROGRAM)
    take_back(book)
    assert hook_of(book).read_text() == "#!/bin/sh\necho mine\n"
    hook_of(book).write_text(f"#!/bin/sh\n{PROGRAM} check --book .\n")
    set_up(book, PROGRAM, hook=True)
    assert state_of(book).hook


def test_hooks_are_put_where_git_looks_for_them_inside_the_repository(book: Path, tmp_path: Path) -> None:
    git(book, "config", "core.hooksPath", ".hooks")
    set_up(book, PROGRAM, hook=True)
    assert state_of(book).hook_file == book / ".hooks" / "post-merge"
    assert (book / ".hooks" / "post-merge").is_file()
    git(book, "config", "core.hooksPath", str(tmp_path / "everywhere"))
    with pytest.raises(HooksElsewhere, match=r"core\.hooksPath"):
        set_up(book, PROGRAM, hook=True)
    assert not (tmp_path / "everywhere").exists()


def test_two_books_in_one_repository_share_a_hook(tmp_path: Path) -> None:
    books = [book_on_disk(tmp_path / "r" / name, HOTEL) for name in ("north", "the south")]
    git(tmp_path / "r", "init", "-q")
    for book in books:
        set_up(book, PROGRAM, hook=True)
    hook = hook_of(tmp_path / "r")
    assert hook.read_text().endswith(f"\n{PROGRAM} check --book north\n{PROGRAM} check --book 'the south'\n")
    take_back(books[0])
    assert "north" not in hook.read_text()
    assert state_of(books[1]).hook
    take_back(books[1])
    assert not hook.exists()


def test_a_worktree_and_a_submodule(book: Path, tmp_path: Path) -> None:
    git(book, "add", "-A")
    git(book, "commit", "-q", "-m", "first")
    git(book, "worktree", "add", "-q", str(tmp_path / "tree"))
    set_up(tmp_path / "tree", PROGRAM, hook=True)
    assert state_of(tmp_path / "tree").hook
    assert state_of(book).driver, "the settings are those of all work trees"
    outer = tmp_path / "outer"
    outer.mkdir()
    git(outer, "init", "-q")
    git(outer, "submodule", "add", "-q", str(book), "customers")
    set_up(outer / "customers", PROGRAM, hook=True)
    state = state_of(outer / "customers")
    assert (state.merge, state.diff, state.hook) == ("relmap", "relmap", True)
    assert (outer / ".git" / "modules" / "customers" / "hooks" / "post-merge").is_file()
    assert "merge.relmap" not in (outer / ".git" / "config").read_text()


def test_a_repository_that_keeps_its_files_elsewhere(book: Path, tmp_path: Path) -> None:
    for elsewhere in (tmp_path / "nowhere", tmp_path / "other"):
        (tmp_path / "other").mkdir(exist_ok=True)
        git(book, "config", "core.worktree", str(elsewhere))
        for ask in (state_of, take_back, lambda book: set_up(book, PROGRAM)):
            with pytest.raises(FilesElsewhere, match=r"git config --unset core\.worktree"):
                ask(book)
    assert not (book / ".gitattributes").exists()


@pytest.mark.parametrize("name", [b"book", b"a\nbook", b"\xe0\xb8\x81\xff", "in\u2028two\x85".encode(), b"end\n"])
def test_folders_of_any_name_have_their_line_in_the_hook(tmp_path: Path, name: bytes) -> None:
    top = tmp_path / os.fsdecode(name)
    books = [book_on_disk(top / one, HOTEL) for one in (os.fsdecode(name), "other")]
    git(top, "init", "-q")
    for book in books * 2:
        set_up(book, PROGRAM, hook=True)
    written = hook_of(top).read_bytes()
    assert [written.count(each) for each in (b" check --book ", b" check --book other\n")] == [2, 1]
    assert name in written.split(b" check --book ", 1)[1]
    take_back(books[0])
    assert hook_of(top).read_bytes().endswith(f"by --remove.\n{PROGRAM} check --book other\n".encode())
    assert [state_of(book).hook for book in books] == [False, True]


def test_what_git_cannot_tell_stops_it_before_anything_is_changed(book: Path) -> None:
    (book / ".git" / "index").write_bytes(b"garbage")
    before = Runner(book).files(), (book / ".git" / "config").read_bytes()
    for ask in (take_back, lambda book: set_up(book, PROGRAM, hook=True)):
        with pytest.raises(GitFailed, match="index"):
            ask(book)
    assert (Runner(book).files(), (book / ".git" / "config").read_bytes()) == before


def test_the_repository_of_a_running_hook_is_not_mistaken_for_the_books(
    book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(tmp_path, "init", "-q", "other")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "other" / ".git"))
    set_up(book, PROGRAM)
    assert "merge-driver" in (book / ".git" / "config").read_text()


def test_outside_of_git_and_in_a_broken_repository(tmp_path: Path) -> None:
    book = book_on_disk(tmp_path / "book", HOTEL)
    for ask in (state_of, take_back, lambda book: set_up(book, PROGRAM)):
        with pytest.raises(NotInGit, match="make one there with `git init`"):
            ask(book)
    (book / ".git").write_text("gitdir: nowhere\n")
    with pytest.raises(NotInGit):
        set_up(book, PROGRAM)
    assert not (book / ".gitattributes").exists()


def test_a_git_that_is_too_old_is_said_before_anything_is_changed(
    book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = Runner(book).files()
    real = shutil.which("git")
    programs = tmp_path / "bin"
    programs.mkdir()
    (programs / "git").write_text(
        f'#!/bin/sh\ncase $1 in version) echo git version 2.25.1;; *) exec {real} "$@";; esac\n'
    )
    (programs / "git").chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}:{os.environ['PATH']}")
    said = Runner(book).refuse("git", "setup")
    assert said.startswith("relmap needs git 2.30 or newer for this, and this is git 2.25; update git")
    assert Runner(book).files() == before


def test_the_hook_checks_the_book_after_a_merge(book: Path) -> None:
    relmap = Runner(book)
    git(book, "checkout", "-q", "-b", "main")
    relmap.tell("git", "setup", "--hooks")
    git(book, "add", "-A")
    git(book, "commit", "-q", "-m", "first")
    git(book, "checkout", "-q", "-b", "topic")
    relmap.tell("link", "anucha", "prasert", "--kind", "influences")
    git(book, "commit", "-q", "-a", "-m", "link")
    git(book, "checkout", "-q", "main")
    (book / "accounts/siam-grand/people/prasert.yaml").unlink()
    git(book, "commit", "-q", "-a", "-m", "remove")
    done = subprocess.run(
        ["git", "-c", "user.name=n", "-c", "user.email=n@example.org", "merge", "-q", "--no-edit", "topic"],
        cwd=book,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0
    assert "anucha.yaml:6:" in done.stdout + done.stderr
    assert "siam-grand/prasert" in done.stdout + done.stderr
    gone = git(book, "rev-parse", "--short=7", "HEAD^1").strip()
    assert f"(accounts/siam-grand/people/prasert.yaml went with commit {gone} of " in done.stdout + done.stderr


def test_the_command_says_how_things_are(book: Path) -> None:
    relmap = Runner(book)
    lines = "git gives the book's files to relmap to merge: {}\nthis clone knows the program for it: {}\n"
    lines = lines.replace("\nthis", "\ngit shows changes of the book in the field's words: {}\nthis")
    lines += "the book is checked after a merge: {}\n"
    done = relmap("git")
    assert (done.status, done.stdout) == (0, lines.format("no", "no", "no", "no"))
    assert done.stderr == "note: run `relmap git setup` to have git merge by person and field\n"
    before = relmap.files()
    assert "+/relmap.yaml merge=relmap\n" in relmap.tell("git", "setup", "--hooks", "--dry-run")
    assert relmap.files() == before
    assert relmap.tell("git", "setup") == lines.format("yes", "yes", "yes", "no")
    assert relmap.tell("git", "setup", "--hooks") == lines.format("yes", "yes", "yes", "yes")
    assert relmap("git", "setup", "--remove").stdout == lines.format("no", "no", "no", "no")
    assert relmap.files() == before
    relmap.refuse("git", "setup", "--hooks", "--remove", status=2)
    relmap.refuse("git", "push", status=2)
    (book / ".gitattributes").write_text("*.yaml -merge\n")
    assert relmap("git", "status").stderr == "note: your own .gitattributes say merge=unset for these files\n"
