"""From changes to files: what is written, what is left as it is, what is refused."""

import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from relmap.errors import ChangedOnDisk, FileHasFaults, RecordExists
from relmap.model.changes import Added, Updated
from relmap.model.problems import Finding
from relmap.model.records import Deal, KnownBy, Link, Person
from relmap.model.settings import Waiver
from relmap.storage.workspace import Workspace
from tests.books import HOTEL, book_on_disk, files_of
from tests.storage.changes_done import MALEE, TOUCHES, done, person, touch

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
