from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from relmap.errors import JournalTooNew
from relmap.storage.files import FileChange, pending
from relmap.storage.journal import close_journal, read_journal, write_journal

CHANGES = [
    FileChange(path="team/nok.yaml", before=None, after="name: นก\n".encode()),
    FileChange(path="relmap.yaml", before=b"relmap: 1\n", after=None),
]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / ".relmap").mkdir()
    return tmp_path


@given(after=st.one_of(st.none(), st.binary(), st.text().map(str.encode)))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
def test_any_bytes_come_back(after: bytes | None, root: Path) -> None:
    write_journal(root, [FileChange(path="a.yaml", before=b"", after=after)])
    (entry,) = read_journal(root)
    assert (entry.path, entry.after) == ("a.yaml", after)


def test_the_old_contents_are_known_by_their_sum(root: Path) -> None:
    write_journal(root, CHANGES)
    added, removed = read_journal(root)
    (root / "relmap.yaml").write_bytes(b"relmap: 1\n")
    assert removed.was_before(root / "relmap.yaml")
    assert added.was_before(root / "none")
    assert not added.was_before(root / "relmap.yaml")
    assert not removed.was_before(root / "none")
    assert not added.was_before(root)


def test_a_journal_cut_off_anywhere_is_ignored(root: Path) -> None:
    write_journal(root, CHANGES)
    journal = root / ".relmap" / "journal"
    whole = journal.read_bytes()
    for length in range(len(whole)):
        journal.write_bytes(whole[:length])
        assert read_journal(root) == [], length
    for place in range(len(b"relmap-journal 1 "), len(whole)):
        journal.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert read_journal(root) == [], place


def test_a_journal_of_a_newer_relmap_is_left_to_it(root: Path) -> None:
    (root / ".relmap" / "journal").write_bytes(b"relmap-journal 2 whatever comes\nthen")
    with pytest.raises(JournalTooNew, match="update relmap"):
        read_journal(root)


@pytest.mark.parametrize("path", ["../outside", ".git/hooks/post-commit", "/etc/passwd"])
def test_a_forged_journal_that_leaves_the_book_is_ignored(path: str, root: Path) -> None:
    write_journal(root, [*CHANGES, FileChange(path=path, before=None, after=b"#!")])
    assert read_journal(root) == []


def test_a_closed_journal_is_gone(root: Path) -> None:
    write_journal(root, CHANGES)
    assert pending(root)
    close_journal(root)
    assert not pending(root)
    close_journal(root)
