"""From changes to files: what is written, what is left as it is, what is refused."""

import re
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relmap.analysis.references import renaming
from relmap.errors import BookExists, ChangedOnDisk, FileHasFaults, RecordExists, UnknownFiles
from relmap.model.changes import Added, Change, Removed, Renamed, Updated
from relmap.model.changing import changed
from relmap.model.problems import Finding
from relmap.model.records import Account, Deal, KnownBy, Link, Member, Person, Touch
from relmap.model.settings import Settings, Waiver
from relmap.storage.files import FileChange
from relmap.storage.git_attributes import with_attributes
from relmap.storage.init import init_book, planned_files
from relmap.storage.layout import path_of
from relmap.storage.workspace import Workspace
from tests.books import HOTEL, book_on_disk, files_of
from tests.storage.record_strategies import RECORDS, records

MALEE = "accounts/siam-grand/people/malee.yaml"
TOUCHES = "accounts/siam-grand/touches/2026-nok.yaml"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(book_on_disk(tmp_path, HOTEL))


def done(workspace: Workspace, *changes: Change) -> dict[str, str]:
    """Carry the changes out; return the texts of the files that differ, "" for those that are gone."""
    before = files_of(workspace.root)
    workspace.commit(workspace.plan(changes))
    after = files_of(workspace.root)
    differing = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    return {path: after.get(path, b"").decode("utf-8", "replace") for path in sorted(differing)}


def person(workspace: Workspace, identifier: str = "malee") -> Person:
    return workspace.load().book.people[f"siam-grand/{identifier}"]


# Laws


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


# Adding


def test_a_new_person_has_the_fixed_order_and_short_references(workspace: Workspace) -> None:
    new = Person(
        id="somchai",
        account="siam-grand",
        name="No",
        names={"en": "Somchai"},
        reports_to="siam-grand/prasert",
        roles=("purchaser",),
        influence=0,
        channels={"phone": ("0212345677",)},
        links=(Link(to="siam-grand/prasert", kind="refers", level=3), Link(to="b/x", kind="friend", strength=0.6)),
        known_by=(KnownBy(member="nok", level=1, assessed_on=date(2026, 11, 3)),),
    )
    assert done(workspace, Added(record=new)) == {
        "accounts/siam-grand/people/somchai.yaml": (
            'name: "No"\n'
            "names:\n"
            "  en: Somchai\n"
            "reports_to: prasert\n"
            "roles: [purchaser]\n"
            "influence: 0\n"
            "channels:\n"
            '  phone: "0212345677"\n'
            "links:\n"
            "  - {to: prasert, kind: refers, level: 3}\n"
            "  - {to: b/x, kind: friend, strength: 0.6}\n"
            "known_by:\n"
            "  - {member: nok, level: 1, assessed_on: 2026-11-03}\n"
        )
    }


def test_an_id_that_exists_is_refused(workspace: Workspace) -> None:
    with pytest.raises(RecordExists, match="malee"):
        workspace.plan([Added(record=Person(id="malee", account="siam-grand", name="M"))])
    twins = [Added(record=Person(id=name, account="siam-grand", name="M")) for name in ("strasse", "straße")]
    with pytest.raises(RecordExists, match="strasse"):
        workspace.plan(twins)


def touch(**values: Any) -> Touch:
    given = {"on": date(2026, 11, 20), "people": ("siam-grand/malee",), "channel": "visit", "note": "left samples"}
    return Touch(account="siam-grand", member="nok", **(given | values))


def test_a_touch_is_one_more_line(workspace: Workspace) -> None:
    line = '- {on: 2026-11-20, with: [malee], channel: visit, note: "left samples"}\n'
    assert done(workspace, Added(record=touch())) == {TOUCHES: HOTEL[TOUCHES] + line}
    first = done(workspace, Added(record=touch(on=date(2027, 1, 2))))
    assert list(first) == ["accounts/siam-grand/touches/2027-nok.yaml"]


def test_a_touch_after_a_line_without_an_end(tmp_path: Path) -> None:
    workspace = Workspace(book_on_disk(tmp_path, HOTEL | {TOUCHES: HOTEL[TOUCHES].rstrip("\n")}))
    assert done(workspace, Added(record=touch()))[TOUCHES].startswith(HOTEL[TOUCHES] + "- {on: 2026-11-20")


# Updating


def test_only_what_differs_changes(workspace: Workspace) -> None:
    before = person(workspace)
    after = replace(
        before,
        title="Head of reception",
        roles=("gatekeeper", "user"),
        influence=2,
        links=(replace(before.links[0], level=4),),
    )
    assert done(workspace, Updated(before=before, after=after)) == {
        MALEE: (
            "name: มาลี ใจดี\n"
            "title: Head of reception\n"
            "roles: [gatekeeper, user]\n"
            "influence: 2\n"
            "stance: 1\n"
            "links:\n"
            "  - {to: prasert, kind: refers, level: 4}\n"
            "known_by:\n"
            "  - {member: nok, level: 2, assessed_on: 2026-11-03}\n"
        )
    }


def test_the_same_again_changes_nothing(workspace: Workspace) -> None:
    before = person(workspace)
    assert workspace.plan([Updated(before=before, after=replace(before))]) == ()


def test_words_that_mean_the_same_stay_as_they_were_written(tmp_path: Path) -> None:
    text = "name: X\nroles: [economic buyer]\ninfluence: high\nstance: supporter\n"
    workspace = Workspace(book_on_disk(tmp_path, HOTEL | {MALEE: text}))
    before = person(workspace)
    after = replace(before, roles=(*before.roles, "user"), title="GM")
    assert done(workspace, Updated(before=before, after=after)) == {
        MALEE: "name: X\ntitle: GM\nroles: [economic buyer, user]\ninfluence: high\nstance: supporter\n"
    }


def test_a_lone_value_becomes_a_list_when_a_second_comes(tmp_path: Path) -> None:
    workspace = Workspace(book_on_disk(tmp_path, HOTEL | {MALEE: "name: X\nroles: user # for now\nstance: 0\n"}))
    before = person(workspace)
    texts = done(workspace, Updated(before=before, after=replace(before, roles=("user", "approver"))))
    assert texts == {MALEE: "name: X\nroles: [user, approver] # for now\nstance: 0\n"}


def test_a_new_key_takes_its_place_among_keys_that_relmap_does_not_see(tmp_path: Path) -> None:
    workspace = Workspace(book_on_disk(tmp_path, HOTEL | {MALEE: "name: X\nstatus: active\nx-mine: 1\nsource: S\n"}))
    before = person(workspace)
    texts = done(workspace, Updated(before=before, after=replace(before, needs=("price",), status="left")))
    assert texts == {MALEE: "name: X\nstatus: left\nneeds: [price]\nx-mine: 1\nsource: S\n"}


def test_a_touch_is_edited_where_it_stands(workspace: Workspace) -> None:
    before = workspace.load().book.touches["siam-grand"][1]
    first = HOTEL[TOUCHES].splitlines(keepends=True)[0]
    texts = done(workspace, Updated(before=before, after=replace(before, feeling=-1)))
    assert texts == {TOUCHES: first + "- {on: 2026-11-12, with: [malee], channel: chat, feeling: -1, deal: plates}\n"}


def test_settings_are_edited_too(workspace: Workspace) -> None:
    before = workspace.load().book.settings
    gaps = replace(before.gaps, waivers=(Waiver(code="G104", about="HR", reason="none", until=date(2027, 1, 1)),))
    texts = done(workspace, Updated(before=before, after=replace(before, language="th", gaps=gaps)))
    assert texts["relmap.yaml"].startswith("relmap: 1\nlanguage: th\ngaps:\n")
    assert workspace.load().book.settings.gaps == gaps


def test_several_changes_of_one_file_add_up(workspace: Workspace) -> None:
    one = person(workspace)
    two = replace(one, title="GM")
    three = replace(two, known_by=(*two.known_by, KnownBy(member="pim", level=1)))
    (change,) = workspace.plan([Updated(before=one, after=two), Updated(before=two, after=three)])
    assert change.before == HOTEL[MALEE].encode()
    workspace.commit([change])
    assert person(workspace) == three


def test_a_file_with_faults_is_not_edited(workspace: Workspace) -> None:
    before = person(workspace)
    (workspace.root / MALEE).write_text("name: X\nroles: [user\n")
    with pytest.raises(FileHasFaults, match=rf"{MALEE}:2:8: .*list"):
        workspace.plan([Updated(before=before, after=replace(before, title="GM"))])


def test_an_account_whose_file_is_missing_gets_one(tmp_path: Path) -> None:
    workspace = Workspace(book_on_disk(tmp_path, {"accounts/b/people/x.yaml": "name: X\n"}))
    before = workspace.load().book.accounts["b"]
    texts = done(workspace, Updated(before=before, after=replace(before, name="B Ltd", segment="new")))
    assert texts == {"accounts/b/account.yaml": "name: B Ltd\nsegment: new\n"}


# Removing


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


# Writing


def test_a_plan_writes_nothing(workspace: Workspace) -> None:
    before = files_of(workspace.root)
    assert workspace.plan([Added(record=Deal(id="d", account="siam-grand", name="D"))])
    assert files_of(workspace.root) == before


def test_a_file_that_changed_since_the_plan_is_not_overwritten(workspace: Workspace) -> None:
    before = person(workspace)
    plan = workspace.plan([Updated(before=before, after=replace(before, title="GM"))])
    (workspace.root / MALEE).write_text("name: Mine\n")
    with pytest.raises(ChangedOnDisk):
        workspace.commit(plan)
    assert (workspace.root / MALEE).read_text() == "name: Mine\n"


def test_loading_planning_and_committing_under_one_lock(workspace: Workspace) -> None:
    with workspace.locked():
        before = person(workspace)
        workspace.commit(workspace.plan([Updated(before=before, after=replace(before, title="GM"))]))
    assert person(workspace).title == "GM"


def test_opening_a_book_finishes_what_a_crash_left_behind(tmp_path: Path) -> None:
    root = book_on_disk(tmp_path, HOTEL)
    program = (
        "import os, sys; from pathlib import Path; from relmap.storage import transaction; "
        "from relmap.storage.files import FileChange; "
        "transaction._Transaction._apply = lambda self: os._exit(9); root = Path(sys.argv[1])\n"
        "new = [FileChange(path=f'team/{name}.yaml', before=None, after=b'name: A\\n') for name in 'ab']\n"
        "with transaction.writing(root): transaction.commit(root, new)"
    )
    assert subprocess.run(["python", "-c", program, str(root)], check=False).returncode == 9
    assert "team/a.yaml" not in files_of(root)
    workspace = Workspace(root)
    assert workspace.recovery is not None
    assert workspace.recovery.finished == ("team/a.yaml", "team/b.yaml")
    assert sorted(workspace.load().book.members) == ["a", "b", "nok"]
    assert Workspace(root).recovery is None


def test_account_ids_without_reading(workspace: Workspace) -> None:
    (workspace.root / "accounts" / "broken").mkdir()
    (workspace.root / "accounts" / "broken" / "account.yaml").write_text("[")
    (workspace.root / "accounts" / "empty").mkdir()
    assert workspace.account_ids() == ["broken", "siam-grand"]


# Places


def test_findings_get_their_places(workspace: Workspace) -> None:
    book = workspace.load().book
    malee, second = book.people["siam-grand/malee"], book.touches["siam-grand"][1]
    findings = [
        Finding(severity="error", code="c", record=record, path=path, message="m", mend="n")
        for record, path in [
            (malee, ("links", 0, "to")),
            (malee, ("known_by", 0, "target")),
            (second, ("with", 0)),
            (book.settings, ("default_account",)),
        ]
    ]
    places = [(problem.place, problem.source) for problem in workspace.problems_of(findings)]
    assert places == [
        (f"{MALEE}:6:10", "  - {to: prasert, kind: refers, level: 3}"),
        (f"{MALEE}:8:5", "  - {member: nok, level: 2, assessed_on: 2026-11-03}"),
        (f"{TOUCHES}:2:27", "- {on: 2026-11-12, with: [malee], channel: chat, deal: plates}"),
        ("relmap.yaml:1:1", "relmap: 1"),
    ]


# New books


def test_a_new_book(tmp_path: Path) -> None:
    root = tmp_path / "new" / "book"
    made = init_book(root, Settings(name="Nok's book", language="th"), "relmap")
    assert made.notes == ()
    assert files_of(root) == {
        ".gitattributes": with_attributes(b"*.yaml text eol=lf\n"),
        ".gitignore": b".relmap/\n.relmap-tmp-*\n",
        "relmap.yaml": b"relmap: 1\nname: Nok's book\nlanguage: th\n",
    }
    assert (root / "team").is_dir()
    assert (root / "accounts").is_dir()
    assert (root / ".git").is_dir()
    assert Workspace(root).load().problems == ()


def test_a_folder_with_files_becomes_a_book_and_keeps_them(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("mine\n")
    (tmp_path / "README.md").write_text("x")
    init_book(tmp_path, Settings(), "relmap")
    assert (tmp_path / ".gitignore").read_text() == "mine\n"
    assert (tmp_path / "README.md").read_text() == "x"


def test_a_book_is_not_made_twice(workspace: Workspace) -> None:
    before = files_of(workspace.root)
    with pytest.raises(BookExists, match="--book"):
        init_book(workspace.root, Settings(), "relmap")
    assert files_of(workspace.root) == before


def test_a_book_inside_a_repository_gets_none_of_its_own(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    init_book(tmp_path / "book", Settings(), "relmap")
    assert not (tmp_path / "book" / ".git").exists()


def test_a_new_book_can_be_shown_first(tmp_path: Path) -> None:
    files = planned_files(tmp_path / "none", Settings())
    assert [change.path for change in files] == [".gitattributes", ".gitignore", "relmap.yaml"]
    assert all(isinstance(change, FileChange) and change.before is None for change in files)
    assert not (tmp_path / "none").exists()
