import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from relmap.errors import CannotWrite, ChangedOnDisk, ChangeUnfinished, NotPlainFile, OutsideBook
from relmap.storage.files import FileChange, pending
from relmap.storage.journal import write_journal
from relmap.storage.transaction import commit, recover, writing
from tests.end_to_end.crash_driver import leftovers, tree
from tests.programs import private_mounts, unprivileged

CHANGED = FileChange(path="relmap.yaml", before=b"old", after=b"new")
ADDED = FileChange(path="accounts/siam/account.yaml", before=None, after="สยาม".encode())
DELETED = FileChange(path="team/nok.yaml", before=b"nok", after=None)
ALL = [CHANGED, ADDED, DELETED]
ALL_DONE = {"relmap.yaml": b"new", "accounts": None, "accounts/siam": None, ADDED.path: ADDED.after, "empty": None}

# Alone in a mount namespace with a disk of 64 KiB, filled but for some pages of 4 KiB.
ON_A_FULL_DISK = """
import sys
from pathlib import Path
from relmap.errors import CannotWrite
from relmap.storage.files import FileChange
from relmap.storage.transaction import commit, writing
from tests.end_to_end.crash_driver import leftovers, tree

root = Path(sys.argv[1])
with writing(root):
    commit(root, [FileChange(path=f"{name}.yaml", before=None, after=b"old") for name in "ab"])
changes = [
    FileChange(path="a.yaml", before=b"old", after=b"new" * 2000),
    FileChange(path="b.yaml", before=b"old", after=None),
    FileChange(path="c/c.yaml", before=None, after=b"new"),
]
old = tree(root)
seen = []
for free_pages in range(12):
    filler = root / ".relmap" / "filler"
    with filler.open("wb", buffering=0) as stream:
        try:
            while stream.write(bytes(4096)) == 4096:
                pass
        except OSError:
            pass
        stream.truncate(max(0, stream.tell() // 4096 - free_pages) * 4096)
    try:
        with writing(root):
            commit(root, changes)
        seen.append("done")
        break
    except CannotWrite as error:
        assert "no space left on device; nothing was changed; free some space" in str(error), error
        assert tree(root) == old, tree(root)
        assert not list(leftovers(root)), list(leftovers(root))
        seen.append("full")
    filler.unlink()
print(*seen)
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    prepare(tmp_path)
    return tmp_path


def prepare(root: Path) -> None:
    for folder in ("team", "empty"):
        (root / folder).mkdir()
    (root / "relmap.yaml").write_bytes(b"old")
    (root / "team/nok.yaml").write_bytes(b"nok")
    (root / "team/nok.yaml").chmod(0o600)


def write(root: Path, *changes: FileChange) -> None:
    with writing(root):
        commit(root, changes)


def test_files_are_changed_added_and_deleted(root: Path) -> None:
    write(root, *ALL)
    assert tree(root) == ALL_DONE
    assert list(leftovers(root)) == []


def test_a_rename_within_a_folder_keeps_the_folder(root: Path) -> None:
    write(root, DELETED, FileChange(path="team/nan.yaml", before=None, after=b"nok"))
    assert tree(root) == {"relmap.yaml": b"old", "team": None, "team/nan.yaml": b"nok", "empty": None}


def test_a_change_to_the_same_writes_nothing(root: Path) -> None:
    inode = (root / "relmap.yaml").stat().st_ino
    write(root, FileChange(path="relmap.yaml", before=b"old", after=b"old"))
    write(root)
    assert (root / "relmap.yaml").stat().st_ino == inode


@pytest.mark.parametrize(
    "stale",
    [
        FileChange(path="relmap.yaml", before=b"older", after=b"new"),
        FileChange(path="relmap.yaml", before=None, after=b"new"),
        FileChange(path="gone.yaml", before=b"old", after=b"new"),
        FileChange(path="relmap.yaml", before=b"older", after=None),
        FileChange(path="relmap.yaml", before=b"older", after=b"older"),
    ],
)
def test_what_changed_on_disk_is_not_overwritten(stale: FileChange, root: Path) -> None:
    before = tree(root)
    with pytest.raises(ChangedOnDisk, match=f"{stale.path} changed on disk"):
        write(root, ADDED, stale, DELETED)
    assert tree(root) == before


def test_links_and_strangers_are_refused(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "file.yaml").write_bytes(b"old")
    (root / "link.yaml").symlink_to(elsewhere / "file.yaml")
    (root / "folder").symlink_to(elsewhere)
    for path in ("link.yaml", "folder/file.yaml"):
        with pytest.raises(NotPlainFile, match="symbolic link"):
            write(root, CHANGED, FileChange(path=path, before=b"old", after=b"new"))
    with pytest.raises(OutsideBook):
        write(root, CHANGED, FileChange(path="../escaped.yaml", before=None, after=b"new"))
    assert (elsewhere / "file.yaml").read_bytes() == b"old"
    assert (root / "relmap.yaml").read_bytes() == b"old"


def nth_call_fails(times: int, error: BaseException) -> Callable[[Path, Path], Path]:
    """A Path.replace whose `times`-th call raises and does nothing."""
    really = Path.replace
    count = iter(range(1, 1000))

    def replace(self: Path, target: Path) -> Path:
        if next(count) == times:
            raise error
        return really(self, target)

    return replace


@pytest.mark.parametrize("times", [1, 2, 3])
@pytest.mark.parametrize("error", [KeyboardInterrupt(), OSError(5, "Input/output error")])
def test_what_fails_halfway_is_undone(
    times: int, error: BaseException, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tree(root)
    with writing(root):
        monkeypatch.setattr(Path, "replace", nth_call_fails(times, error))
        with pytest.raises((KeyboardInterrupt, CannotWrite)):
            # The deletion comes first, so that it has to be undone with its folder and permissions.
            commit(root, [DELETED, CHANGED, ADDED])
    assert tree(root) == before
    assert (root / "team/nok.yaml").stat().st_mode & 0o777 == 0o600
    assert list(leftovers(root)) == []


def test_what_can_be_neither_done_nor_undone_is_finished_next_time(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(self: Path) -> None:
        raise OSError(28, "No space left on device", str(self))

    # The folder of the deleted file can be neither deleted nor made again.
    with writing(root), monkeypatch.context() as patch:
        patch.setattr(Path, "replace", nth_call_fails(3, OSError(28, "No space left on device")))
        patch.setattr(Path, "mkdir", lambda self: fail(self))
        with pytest.raises(ChangeUnfinished, match=r"half written: .*free some space.*relmap check"):
            commit(root, [DELETED, CHANGED, FileChange(path="empty/x.yaml", before=None, after=b"x")])
    assert pending(root)
    assert recover(root).finished == ("team/nok.yaml", "relmap.yaml", "empty/x.yaml")
    assert tree(root) == {"relmap.yaml": b"new", "empty": None, "empty/x.yaml": b"x"}


def test_an_edit_by_hand_in_the_middle_is_kept(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    really = Path.replace

    def replace(self: Path, target: Path) -> Path:
        if target.name == "account.yaml":
            (root / "relmap.yaml").write_bytes(b"mine")
        return really(self, target)

    with writing(root):
        monkeypatch.setattr(Path, "replace", replace)
        with pytest.raises(ChangedOnDisk):
            commit(root, [ADDED, CHANGED])
    assert tree(root) == {"relmap.yaml": b"mine", "team": None, "team/nok.yaml": b"nok", "empty": None}


def test_writing_finishes_an_earlier_change_first(root: Path) -> None:
    with writing(root):
        write_journal(root, ALL)
    with pytest.raises(RuntimeError, match="writing"):
        commit(root, [CHANGED])
    with writing(root) as recovery:
        assert recovery.finished == tuple(change.path for change in ALL)
        commit(root, [FileChange(path="relmap.yaml", before=b"new", after=b"newer")])
    assert (root / "relmap.yaml").read_bytes() == b"newer"


def test_a_full_disk_changes_nothing(tmp_path: Path) -> None:
    mount = 'mount -t tmpfs -o size=64k tmpfs "$1" && exec "$2" -c "$3" "$1"'
    result = subprocess.run(
        [*private_mounts(), "sh", "-c", mount, "sh", tmp_path, sys.executable, ON_A_FULL_DISK],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
    )
    assert result.returncode == 0, result.stderr
    *full, last = result.stdout.split()
    assert last == "done"
    assert full == ["full"] * len(full)
    assert len(full) >= 3


@pytest.fixture
def read_only() -> Iterator[Path]:
    """A folder that nobody may write to, where everybody may go, unlike pytest's own."""
    folder = Path(tempfile.mkdtemp())
    prepare(folder)
    (folder / "team/nok.yaml").chmod(0o644)
    folder.chmod(0o555)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


@pytest.mark.parametrize("locked_before", [False, True])
def test_a_read_only_folder_is_a_known_error(locked_before: bool, read_only: Path) -> None:
    if locked_before:
        read_only.chmod(0o755)
        with writing(read_only):
            pass
        (read_only / ".relmap" / "lock").chmod(0o666)
        read_only.chmod(0o555)
    before = tree(read_only)
    script = (
        "import sys; from pathlib import Path; from relmap.errors import CannotWrite\n"
        "from relmap.storage.files import FileChange; from relmap.storage.transaction import commit, writing\n"
        "root = Path(sys.argv[1])\n"
        "try:\n    with writing(root): commit(root, [FileChange(path='relmap.yaml', before=b'old', after=b'new')])\n"
        "except CannotWrite as error: sys.exit(str(error))\n"
    )
    result = subprocess.run(
        [*unprivileged(), sys.executable, "-c", script, read_only], capture_output=True, text=True, check=False
    )
    assert result.returncode == 1
    place = "relmap.yaml" if locked_before else ".relmap"
    assert result.stderr.startswith(f"cannot write {read_only / place}: permission denied; nothing was changed; ask")
    assert tree(read_only) == before
