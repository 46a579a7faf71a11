"""The ways besides `git merge` in which git puts two versions together, and repositories that are not as usual."""

from pathlib import Path

import pytest

from tests.end_to_end.command import relmap
from tests.storage.merging.test_driver import MALEE, PERSON, Repository, git
from tests.storage.merging.versions import around

STANCE, NOTES = MALEE.replace("stance: 1", "stance: 2"), MALEE.replace("notes: n", "notes: m")
BOTH = STANCE.replace("notes: n", "notes: m")


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """The stance is another one on main, the notes on topic, which is not merged; main is checked out."""
    found = Repository(tmp_path / "r")
    git(found.folder, "checkout", "-q", "-b", "topic")
    found.write(NOTES)
    found.commit("notes")
    git(found.folder, "checkout", "-q", "main")
    found.write(STANCE)
    found.commit("stance")
    return found


@pytest.mark.parametrize("way", [["rebase", "-q", "topic"], ["cherry-pick", "topic"], ["merge", "--squash", "topic"]])
def test_lines_side_by_side_come_together(repository: Repository, way: list[str]) -> None:
    git(repository.folder, *way)
    assert repository.file.read_text() == BOTH


def test_a_stash_comes_back_onto_other_work(repository: Repository) -> None:
    git(repository.folder, "checkout", "-q", "topic")
    repository.write(NOTES.replace("Malee", "Mali"))
    git(repository.folder, "stash")
    git(repository.folder, "checkout", "-q", "main")
    git(repository.folder, "stash", "pop")
    assert repository.file.read_text() == STANCE.replace("Malee", "Mali")


def test_a_commit_is_reverted_beside_later_work(repository: Repository) -> None:
    repository.write(BOTH.replace("Malee", "Mali"))
    repository.commit("more")
    git(repository.folder, "revert", "--no-edit", "HEAD~1")
    assert repository.file.read_text() == NOTES.replace("Malee", "Mali")


def test_a_branch_is_changed_with_work_in_hand(repository: Repository) -> None:
    repository.write(STANCE.replace("Malee", "Mali"))
    git(repository.folder, "checkout", "-q", "-m", "topic")
    assert repository.file.read_text() == NOTES.replace("Malee", "Mali")


@pytest.mark.parametrize("style", ["merge", "diff3", "zdiff3"])
def test_whatever_the_style_of_conflicts_the_marks_stand_round_the_field(repository: Repository, style: str) -> None:
    repository.write(STANCE.replace("notes: n", "notes: o"))
    repository.commit("other notes")
    done = git(repository.folder, "-c", f"merge.conflictStyle={style}", "merge", "-q", "topic", check=False)
    assert done.returncode == 1
    ours, theirs = "notes: o\n", "notes: m\n"
    open_ = around(ours, theirs).replace("< main", "< ours").replace("> topic", "> theirs")
    found = repository.file.read_text()
    assert found in (STANCE.replace("notes: n\n", open_), STANCE.replace("notes: n\n", around(ours, theirs)))
    assert 'notes is "o" in' in relmap("check", folder=repository.book).stdout


@pytest.mark.parametrize("convert", ["true", "input", "false"])
def test_files_with_carriage_returns(tmp_path: Path, convert: str) -> None:
    repository = Repository(tmp_path / "r")
    git(repository.folder, "config", "core.autocrlf", convert)
    attributes = repository.book / ".gitattributes"
    attributes.write_text(attributes.read_text().replace("*.yaml text eol=lf\n", ""))
    malee, ours, theirs = (text.replace("\n", "\r\n") for text in (MALEE, STANCE, NOTES))
    for number, (branch, text) in enumerate({"main": malee, "topic": theirs}.items()):
        git(repository.folder, "checkout", "-q", *["-b"][:number], branch)
        repository.file.write_bytes(text.encode())
        git(repository.folder, "add", "-A")
        git(repository.folder, "commit", "-q", "--allow-empty", "-m", branch)
    git(repository.folder, "checkout", "-q", "main")
    repository.file.write_bytes(ours.encode())
    repository.commit("ours")
    git(repository.folder, "merge", "-q", "--no-edit", "topic")
    ends = {"true": "\r\n", "input": "\n", "false": "\r\n"}[convert]
    assert repository.file.read_bytes().decode() == BOTH.replace("\n", ends)


def test_more_branches_than_two_are_merged_by_git_alone_and_nothing_is_lost(repository: Repository) -> None:
    """An octopus asks no driver: where lines meet, git refuses and leaves everything as it was."""
    folder = repository.folder
    git(folder, "checkout", "-q", "-b", "third", "main~1")
    (repository.book / "team").mkdir(exist_ok=True)
    (repository.book / "team" / "pim.yaml").write_text("name: Pim\n")
    repository.commit("pim")
    git(folder, "checkout", "-q", "main")
    before = git(folder, "rev-parse", "HEAD").stdout
    assert git(folder, "merge", "-q", "--no-edit", "topic", "third", check=False).returncode != 0
    assert git(folder, "rev-parse", "HEAD").stdout == before
    git(folder, "reset", "-q", "--hard")
    for branch in ("topic", "third"):
        git(folder, "merge", "-q", "--no-edit", branch)
    assert repository.file.read_text() == BOTH
    assert (repository.book / "team" / "pim.yaml").exists()


@pytest.mark.parametrize(
    "inside",
    ['it\'s "the" book', "a\nb", "-n", "$(touch hacked)", "%P %A", "a;b|c&d", "สมุด ของ นก", "*?[x]", "\\", "~"],
)
def test_folders_with_any_name(tmp_path: Path, inside: str) -> None:
    repository = Repository(tmp_path / "r", inside)
    done = repository.merge(STANCE, NOTES)
    assert (done.returncode, done.stderr) == (0, "")
    assert (repository.folder / inside / PERSON).read_text() == BOTH
    assert not list(tmp_path.rglob("hacked"))
