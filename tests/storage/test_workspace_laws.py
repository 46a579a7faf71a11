"""Whatever is written: read again it is what it was, and what was not meant stays byte for byte."""

import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relmap.model.changes import Added, Updated
from relmap.storage.layout import path_of
from relmap.storage.workspace import Workspace
from tests.books import book_on_disk
from tests.storage.record_strategies import RECORDS, records


@pytest.mark.parametrize("type_", sorted(RECORDS))
def test_an_added_record_is_read_as_it_was(type_: str) -> None:
    @settings(max_examples=60, deadline=None)
    @given(records(type_))
    def law(record: Any) -> None:
        with TemporaryDirectory() as folder:
            workspace = Workspace(book_on_disk(Path(folder), {"accounts/siam-grand/account.yaml": "name: S\n"}))
            if type_ == "account":
                (workspace.root / path_of(record)).unlink()
            workspace.commit(workspace.plan([Added(record=record)]))
            loaded = workspace.load()
            assert [problem for problem in loaded.problems if problem.severity == "error"] == []
            assert _only(loaded.book, type_) == record

    law()


@pytest.mark.parametrize("type_", sorted(RECORDS))
def test_an_updated_record_is_read_as_it_is_now_and_the_rest_stays(type_: str) -> None:
    @settings(max_examples=60, deadline=None)
    @given(records(type_), records(type_), st.booleans())
    def law(before: Any, after: Any, windows: bool) -> None:
        with TemporaryDirectory() as folder:
            workspace = Workspace(book_on_disk(Path(folder), {"accounts/siam-grand/account.yaml": "name: S\n"}))
            file = workspace.root / path_of(before)
            file.unlink(missing_ok=True)
            workspace.commit(workspace.plan([Added(record=before)]))
            file.write_bytes(_annotated(file.read_bytes(), windows))
            old = file.read_bytes()
            workspace.commit(workspace.plan([Updated(before=before, after=after)]))
            assert _only(workspace.load().book, type_) == after
            new = file.read_bytes()
            assert re.findall(rb"^# note \d+\r?\n", new, re.MULTILINE) == re.findall(
                rb"^# note \d+\r?\n", old, re.MULTILINE
            )
            if before == after:
                assert new == old
            if type_ != "touch":
                _unchanged_keys_keep_their_bytes(before, after, old, new)

    law()


def _only(book: Any, type_: str) -> Any:
    if type_ == "touch":
        return book.touches["siam-grand"][0]
    tables = {"member": "members", "account": "accounts", "person": "people", "deal": "deals", "campaign": "campaigns"}
    (record,) = getattr(book, tables[type_]).values()
    return record


def _annotated(data: bytes, windows: bool) -> bytes:
    """A comment line before every top-level key or item; Windows' line ends if asked for."""
    lines = []
    for number, line in enumerate(data.split(b"\n")):
        if line[:1] not in (b"", b" "):
            lines.append(b"# note %d" % number)
        lines.append(line)
    return (b"\r\n" if windows else b"\n").join(lines)


def _unchanged_keys_keep_their_bytes(before: Any, after: Any, old: bytes, new: bytes) -> None:
    old_chunks, new_chunks = _chunks(old), _chunks(new)
    for key, chunk in old_chunks.items():
        slot = key.decode()
        if getattr(before, slot) == getattr(after, slot):
            assert new_chunks[key] == chunk


def _chunks(data: bytes) -> dict[bytes, bytes]:
    """The lines of each top-level key."""
    parts = re.split(rb"^(?=[a-z_]+:)", data, flags=re.MULTILINE)
    return {part.partition(b":")[0]: part.partition(b"# note")[0] for part in parts[1:]}
