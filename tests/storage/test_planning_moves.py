"""Records that go, and records that get another id."""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from relmap.analysis.references import renaming
from relmap.errors import RecordExists, UnknownFiles
from relmap.model.changes import Added, Removed, Renamed, Updated
from relmap.model.changing import changed
from relmap.model.records import Account, Member
from relmap.storage.workspace import Workspace
from tests.books import HOTEL, book_on_disk, files_of
from tests.storage.changes_done import MALEE, TOUCHES, done, person, touch


def test_a_removed_record_takes_its_file_along(workspace: Workspace) -> None:
    book = workspace.load().book
    assert done(workspace, Removed(record=book.people["siam-grand/malee"])) == {MALEE: ""}
    assert done(workspace, Removed(record=book.members["nok"])) == {"team/nok.yaml": ""}


def test_a_removed_account_takes_its_folder_along(workspace: Workspace) -> None:
    done(workspace, Removed(record=workspace.load().book.accounts["siam-grand"]))
    assert not (workspace.root / "accounts" / "siam-grand").exists()
    assert list(files_of(workspace.root)) == ["relmap.yaml", "team/nok.yaml"]


def test_an_account_with_files_of_others_is_not_removed(workspace: Workspace) -> None:
    account = workspace.load().book.accounts["siam-grand"]
    (workspace.root / "accounts/siam-grand/contract.pdf").write_text("x")
    (workspace.root / "accounts/siam-grand/people/malee.yaml~").write_text("x")
    before = files_of(workspace.root)
    with pytest.raises(UnknownFiles, match=r"contract\.pdf, .*malee\.yaml~"):
        workspace.plan([Removed(record=account)])
    assert files_of(workspace.root) == before


def test_removed_touches_are_counted_by_their_old_places(workspace: Workspace) -> None:
    done(workspace, Added(record=touch()))
    one, two, three = workspace.load().book.touches["siam-grand"]
    texts = done(
        workspace, Removed(record=one), Updated(before=three, after=replace(three, note="x")), Removed(record=two)
    )
    assert texts == {TOUCHES: '- {on: 2026-11-20, with: [malee], channel: visit, note: "x"}\n'}


def test_the_last_touch_takes_the_file_along(workspace: Workspace) -> None:
    one, two = workspace.load().book.touches["siam-grand"]
    assert done(workspace, Removed(record=two), Removed(record=one)) == {TOUCHES: ""}


# Renaming


def test_a_renamed_person_keeps_every_byte(workspace: Workspace) -> None:
    texts = done(workspace, Renamed(record=person(workspace), to="malee-2"))
    assert texts == {MALEE: "", "accounts/siam-grand/people/malee-2.yaml": HOTEL[MALEE]}


def test_a_renamed_member_takes_the_touches_along(workspace: Workspace) -> None:
    texts = done(workspace, Renamed(record=workspace.load().book.members["nok"], to="noi"))
    assert texts == {
        "team/nok.yaml": "",
        "team/noi.yaml": HOTEL["team/nok.yaml"],
        TOUCHES: "",
        "accounts/siam-grand/touches/2026-noi.yaml": HOTEL[TOUCHES],
    }


def test_a_renamed_account_moves_whole_and_names_itself_in_short(tmp_path: Path) -> None:
    files = HOTEL | {
        MALEE: "name: X # siam-grand/x\nreports_to: siam-grand/prasert\nlinks: [{to: siam-grand/x, kind: friend}]\n",
        TOUCHES: "- {on: 2026-11-03, with: siam-grand/malee, channel: visit}\n",
        "accounts/siam-grand/map.png": b"\x89PNG",
    }
    workspace = Workspace(book_on_disk(tmp_path, files))
    done(workspace, Renamed(record=workspace.load().book.accounts["siam-grand"], to="grand"))
    texts = files_of(workspace.root)
    assert texts["accounts/grand/people/malee.yaml"].decode() == (
        "name: X # siam-grand/x\nreports_to: prasert\nlinks: [{to: x, kind: friend}]\n"
    )
    assert texts["accounts/grand/touches/2026-nok.yaml"] == b"- {on: 2026-11-03, with: malee, channel: visit}\n"
    assert texts["accounts/grand/map.png"] == b"\x89PNG"
    assert not (workspace.root / "accounts" / "siam-grand").exists()
    assert workspace.load().problems == ()


def test_a_name_that_is_taken_is_refused(workspace: Workspace) -> None:
    book = workspace.load().book
    done(workspace, Added(record=Account(id="b", name="B")), Added(record=Member(id="pim", name="P")))
    for record, to in [
        (book.people["siam-grand/malee"], "anucha"),
        (book.members["nok"], "pim"),
        (book.accounts["siam-grand"], "b"),
    ]:
        with pytest.raises(RecordExists):
            workspace.plan([Renamed(record=record, to=to)])


def test_updates_follow_a_renaming(workspace: Workspace) -> None:
    book = workspace.load().book
    malee = book.people["siam-grand/malee"]
    done(
        workspace,
        Renamed(record=malee, to="may"),
        Updated(before=malee, after=replace(malee, title="GM")),
        Renamed(record=book.accounts["siam-grand"], to="grand"),
        Renamed(record=book.members["nok"], to="noi"),
        Updated(before=malee, after=replace(malee, stance=2)),
    )
    now = workspace.load()
    assert (now.book.people["grand/may"].title, now.book.people["grand/may"].stance) == ("GM", 2)
    assert {touch.member for touch in now.book.touches["grand"]} == {"noi"}


def test_the_book_in_memory_changes_as_the_files_do(workspace: Workspace) -> None:
    book = workspace.load().book
    malee, nok, account = book.people["siam-grand/malee"], book.members["nok"], book.accounts["siam-grand"]
    for changes in (
        [Renamed(record=account, to="grand")],
        [Updated(before=malee, after=replace(malee, title="GM")), Removed(record=book.deals["siam-grand/plates"])],
        [*renaming(book, malee, "may"), Renamed(record=malee, to="may")],
        [*renaming(book, nok, "noi"), Renamed(record=nok, to="noi")],
        [Added(record=Member(id="pim", name="Pim")), Removed(record=nok)],
    ):
        with TemporaryDirectory() as folder:
            other = Workspace(book_on_disk(Path(folder), HOTEL))
            other.commit(other.plan(changes))
            assert other.load().book == changed(book, changes)
