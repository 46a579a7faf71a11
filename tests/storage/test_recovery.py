"""What a command finds after a crash, and what it leaves."""

from pathlib import Path

import pytest

from relmap.storage.files import FileChange, pending
from relmap.storage.journal import write_journal
from relmap.storage.recovery import KeptFile
from relmap.storage.transaction import recover
from tests.end_to_end.crash_driver import tree

CHANGES = [
    FileChange(path="relmap.yaml", before=b"old", after=b"new"),
    FileChange(path="team/mew.yaml", before=None, after=b"mew"),
    FileChange(path="team/nok.yaml", before=b"nok", after=None),
]
DONE = {"relmap.yaml": b"new", "team": None, "team/mew.yaml": b"mew"}


@pytest.fixture
def crashed(tmp_path: Path) -> Path:
    """A book whose journal is written and nothing else."""
    for folder in (".relmap", "team"):
        (tmp_path / folder).mkdir()
    (tmp_path / "relmap.yaml").write_bytes(b"old")
    (tmp_path / "team/nok.yaml").write_bytes(b"nok")
    write_journal(tmp_path, CHANGES)
    return tmp_path


def test_the_change_is_finished(crashed: Path) -> None:
    recovery = recover(crashed)
    assert recovery.finished == ("relmap.yaml", "team/mew.yaml", "team/nok.yaml")
    assert recovery.kept == ()
    assert tree(crashed) == DONE
    assert not pending(crashed)


def test_finishing_twice_does_no_harm(crashed: Path) -> None:
    journal = (crashed / ".relmap/journal").read_bytes()
    recover(crashed)
    (crashed / ".relmap/journal").write_bytes(journal)
    assert recover(crashed).kept == ()
    assert tree(crashed) == DONE


def test_nothing_is_done_without_a_journal(crashed: Path) -> None:
    recover(crashed)
    assert recover(crashed).finished == ()


def test_a_torn_journal_is_thrown_away(crashed: Path) -> None:
    before = tree(crashed)
    whole = (crashed / ".relmap/journal").read_bytes()
    (crashed / ".relmap/journal").write_bytes(whole[:-1])
    assert recover(crashed).finished == ()
    assert tree(crashed) == before
    assert not pending(crashed)


def test_files_edited_by_hand_since_are_kept(crashed: Path) -> None:
    (crashed / "relmap.yaml").write_bytes(b"mine")
    (crashed / "team/nok.yaml").write_bytes(b"mine too")
    recovery = recover(crashed)
    assert recovery.finished == ("team/mew.yaml",)
    assert recovery.kept == (
        KeptFile(path="relmap.yaml", beside="relmap.yaml.relmap-recovered"),
        KeptFile(path="team/nok.yaml", beside=None),
    )
    assert tree(crashed) == DONE | {
        "relmap.yaml": b"mine",
        "relmap.yaml.relmap-recovered": b"new",
        "team/nok.yaml": b"mine too",
    }


def test_a_deleted_file_stays_deleted_and_its_new_version_is_kept(crashed: Path) -> None:
    (crashed / "relmap.yaml").unlink()
    assert recover(crashed).kept == (KeptFile(path="relmap.yaml", beside="relmap.yaml.relmap-recovered"),)
    assert not (crashed / "relmap.yaml").exists()
    assert (crashed / "relmap.yaml.relmap-recovered").read_bytes() == b"new"


def test_an_earlier_recovered_file_is_not_overwritten(crashed: Path) -> None:
    (crashed / "relmap.yaml").write_bytes(b"mine")
    (crashed / "relmap.yaml.relmap-recovered").write_bytes(b"from another crash")
    (crashed / "relmap.yaml.relmap-recovered-2").symlink_to("nowhere")
    assert recover(crashed).kept == (KeptFile(path="relmap.yaml", beside="relmap.yaml.relmap-recovered-3"),)
    assert (crashed / "relmap.yaml.relmap-recovered").read_bytes() == b"from another crash"
    assert (crashed / "relmap.yaml.relmap-recovered-3").read_bytes() == b"new"


def test_the_same_recovered_file_is_not_written_twice(crashed: Path) -> None:
    (crashed / "relmap.yaml").write_bytes(b"mine")
    (crashed / "relmap.yaml.relmap-recovered").write_bytes(b"new")
    recover(crashed)
    assert [place.name for place in crashed.glob("relmap.yaml*")].count("relmap.yaml.relmap-recovered-2") == 0


def test_a_link_put_there_since_is_not_followed(crashed: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    stranger = tmp_path_factory.mktemp("elsewhere") / "file"
    stranger.write_bytes(b"old")
    (crashed / "relmap.yaml").unlink()
    (crashed / "relmap.yaml").symlink_to(stranger)
    assert len(recover(crashed).kept) == 1
    assert stranger.read_bytes() == b"old"
    assert (crashed / "relmap.yaml").is_symlink()
