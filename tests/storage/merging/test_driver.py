"""git's side of a merge: real repositories, with relmap as their driver."""

import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from relmap.storage.git_attributes import LINES, USES, with_attributes, without_attributes
from relmap.storage.merging.driver import merge_files, place_in_book
from tests.cli.runner import Runner
from tests.end_to_end.command import environment, relmap
from tests.storage.merging.versions import LABELS, around

PERSON = "accounts/siam-grand/people/malee.yaml"
MALEE = "name: Malee\nstance: 1\nnotes: n\n"


def git(folder: Path, *arguments: str, check: bool = True, **variables: str) -> subprocess.CompletedProcess[str]:
    who = ("-c", "user.name=n", "-c", "user.email=n@example.org", "-c", "merge.conflictStyle=merge")
    return subprocess.run(
        ["git", *who, *arguments], cwd=folder, env=environment(**variables), capture_output=True, text=True, check=check
    )


class Repository:
    """A book in git, in which two branches change one file."""

    def __init__(self, folder: Path, inside: str = "") -> None:
        self.folder = folder
        self.book = folder / inside
        self.book.mkdir(parents=True)
        git(folder, "init", "-q", "-b", "main")
        assert relmap("init", ".", folder=self.book).returncode == 0
        self.write(MALEE)
        self.commit("base")

    @property
    def file(self) -> Path:
        return self.book / PERSON

    def write(self, text: str) -> None:
        self.file.parent.mkdir(parents=True, exist_ok=True)
        self.file.write_text(text, encoding="utf-8")

    def commit(self, message: str) -> None:
        git(self.folder, "add", "-A")
        git(self.folder, "commit", "-q", "-m", message)

    def merge(self, ours: str, theirs: str, **variables: str) -> subprocess.CompletedProcess[str]:
        git(self.folder, "checkout", "-q", "-b", "topic")
        self.write(theirs)
        self.commit("theirs")
        git(self.folder, "checkout", "-q", "main")
        self.write(ours)
        self.commit("ours")
        return git(self.folder, "merge", "-q", "--no-edit", "topic", check=False, **variables)


OURS, THEIRS = MALEE.replace("stance: 1", "stance: 2"), MALEE.replace("notes: n", "notes: m").replace("Malee", "Mali")


@pytest.mark.parametrize("inside", ["", "sub folder/คุณ's book"])
def test_git_merges_by_field_what_lines_would_not(tmp_path: Path, inside: str) -> None:
    repository = Repository(tmp_path / "r", inside)
    done = repository.merge(OURS, THEIRS)
    assert (done.returncode, done.stderr) == (0, "")
    assert repository.file.read_text() == "name: Mali\nstance: 2\nnotes: m\n"


def test_an_open_question_stops_the_merge_with_marks_round_the_field(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "r")
    done = repository.merge(OURS, MALEE.replace("stance: 1", "stance: 0").replace("Malee", "Mali"))
    assert done.returncode == 1
    text = repository.file.read_text()
    assert text.startswith("name: Mali\n<<<<<<< ")
    assert text.count("\n") == MALEE.count("\n") + 4
    assert relmap("check", folder=repository.book).returncode == 1


def test_without_the_program_git_merges_lines(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "r")
    driver = git(repository.folder, "config", "merge.relmap.driver").stdout.strip()
    assert sys.executable in driver
    bin_ = tmp_path / "bin"
    bin_.mkdir()
    for name in ("git", "sh", "grep", "test"):
        (bin_ / name).symlink_to(str(shutil.which(name)))
    git(repository.folder, "config", "merge.relmap.driver", driver.replace(sys.executable, "/nowhere/python"))
    done = repository.merge(
        OURS, MALEE.replace("stance: 1", "stance: 0").replace("notes: n", "notes: m"), PATH=str(bin_)
    )
    assert done.returncode == 1
    assert "relmap cannot be run" in done.stderr
    assert "<<<<<<< ours\nstance: 2\nnotes: n\n=======\nstance: 0\nnotes: m\n>>>>>>> theirs\n" in (
        repository.file.read_text()
    )


def test_without_the_setting_git_merges_lines(tmp_path: Path) -> None:
    Repository(tmp_path / "r")
    git(tmp_path, "clone", "-q", "r", "copy")
    copy = tmp_path / "copy"
    git(copy, "checkout", "-q", "-b", "topic")
    (copy / PERSON).write_text(MALEE + "source: web\n")
    git(copy, "commit", "-q", "-a", "-m", "theirs")
    git(copy, "checkout", "-q", "main")
    (copy / PERSON).write_text("# new\n" + MALEE)
    git(copy, "commit", "-q", "-a", "-m", "ours")
    assert git(copy, "merge", "-q", "--no-edit", "topic").stderr == ""
    assert (copy / PERSON).read_text() == "# new\n" + MALEE + "source: web\n"


@pytest.mark.parametrize(
    ("ours", "theirs", "status", "result"),
    [
        ("name: [\nstance: 1\nx: y\n", "name: [\nstance: 1\nx: z\n", 1, None),
        (b"name: \xff\n", b"name: Malee\nstance: 1\nnotes: n\nsource: w\n", 1, None),
        (MALEE.replace("1", "1\n1"), MALEE, 0, MALEE.replace("1", "1\n1")),
    ],
)
def test_what_cannot_be_read_is_left_to_git(
    tmp_path: Path, ours: str | bytes, theirs: str | bytes, status: int, result: str | None
) -> None:
    files = [tmp_path / name for name in ("base", "ours", "theirs")]
    for file, content in zip(files, (MALEE, ours, theirs), strict=True):
        file.write_bytes(content.encode() if isinstance(content, str) else content)
    assert merge_files(*files, PERSON, LABELS) == status
    merged = files[1].read_bytes().decode(errors="replace")
    assert merged == result if result is not None else "<<<<<<< main\n" in merged
    assert sorted(tmp_path.iterdir()) == sorted(files), "no temporary file stays"


def test_a_fault_of_relmaps_own_is_left_to_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr("relmap.storage.merging.driver.merged_bytes", fail)
    files = [tmp_path / name for name in ("base", "ours", "theirs")]
    for file, content in zip(files, (MALEE, OURS, OURS.replace("2", "0")), strict=True):
        file.write_text(content)
    assert merge_files(*files, PERSON, LABELS) == 1
    assert files[1].read_text() == MALEE.replace("stance: 1\n", around("stance: 2\n", "stance: 0\n"))


@pytest.mark.parametrize(
    "wrong", ["# a\nname: somebody else\nstance: 1\nnotes: n\nsource: w\n", MALEE + "source: w\n", "a: [\n"]
)
def test_a_result_that_is_not_what_it_must_be_is_left_to_git(
    wrong: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Other values, a comment less, and no YAML."""
    monkeypatch.setattr("relmap.storage.merging.texts.merged_block", lambda *_: [wrong])
    files = [tmp_path / name for name in ("base", "ours", "theirs")]
    for file, content in zip(files, (MALEE, "# a\n" + MALEE, MALEE + "source: w\n"), strict=True):
        file.write_text(content)
    assert merge_files(*files, PERSON, LABELS) == 0
    assert files[1].read_text() == "# a\n" + MALEE + "source: w\n"


def test_the_file_is_replaced_and_keeps_its_mode(tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("base", "ours", "theirs")]
    for file, content in zip(files, (MALEE, OURS, THEIRS), strict=True):
        file.write_text(content)
    files[1].chmod(0o640)
    (tmp_path / "before").hardlink_to(files[1])
    assert merge_files(*files, PERSON, LABELS) == 0
    assert (tmp_path / "before").read_text() == OURS, "the file is put in place whole, never written into"
    assert stat.S_IMODE(files[1].stat().st_mode) == 0o640


def test_the_place_in_the_book_is_told_from_the_path_in_the_repository() -> None:
    for path in ("relmap.yaml", "deep/down/relmap.yaml", "team/nok.yaml", f"customers/{PERSON}", f"accounts/{PERSON}"):
        assert place_in_book(path) is not None, path
    assert place_in_book("notes/malee.yaml") is None
    assert place_in_book("README.md") is None


def test_attributes_are_added_behind_the_users_own_and_taken_away_alone() -> None:
    ours = "".join(f"{line}\n" for line in LINES).encode()
    for held in (b"", b"*.yaml text\n", b"*.png binary", b"# merge by hand\n*.yaml text eol=lf\n"):
        added = with_attributes(held)
        assert added.endswith(ours)
        assert added.startswith(held)
        assert with_attributes(added) == added
        assert (without_attributes(added) or b"").rstrip() == held.rstrip()
    assert with_attributes(None) == ours
    assert without_attributes(ours) is None
    for use in USES:
        for own in (f"*.yaml {use}=union\n", f"*.yaml text -{use}\n", f"* !{use} eol=lf\n"):
            added = with_attributes(own.encode())
            assert added.startswith(own.encode())
            assert f"{use}=relmap".encode() not in added
            assert added.count(b"=relmap\n") == len(LINES) // len(USES)


def test_a_merge_driver_needs_no_book_and_says_nothing(tmp_path: Path) -> None:
    for name, content in (("o", MALEE), ("a", OURS), ("b", THEIRS)):
        (tmp_path / name).write_text(content)
    done = Runner(tmp_path)("merge-driver", "o", "a", "b", PERSON)
    assert (done.status, done.stdout, done.stderr) == (0, "", "")
    assert (tmp_path / "a").read_text() == "name: Mali\nstance: 2\nnotes: m\n"
    (tmp_path / "b").write_text(THEIRS.replace("stance: 1", "stance: 0"))
    done = Runner(tmp_path)(
        "merge-driver", "o", "a", "b", PERSON, "--ours", "%X", "--theirs", "%Y", "--marker-size", "9"
    )
    assert (done.status, done.stdout, done.stderr) == (1, "", "")
    assert (tmp_path / "a").read_text() == (
        f"name: Mali\n{'<' * 9} ours\nstance: 2\n{'=' * 9}\nstance: 0\n{'>' * 9} theirs\nnotes: m\n"
    ), "a git that does not know %X leaves it as it is"
