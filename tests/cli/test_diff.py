"""`relmap diff`: two states of a book in git, told in the words of the field."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from relmap.cli.diff import Asked, asked_for
from tests.books import HOTEL as BOOK
from tests.cli.runner import Runner
from tests.storage.repositories import commit, git, repository

PEOPLE = "accounts/siam-grand/people"
MALEE = f"{PEOPLE}/malee.yaml"
ANUCHA = f"{PEOPLE}/anucha.yaml"
TOUCHES = "accounts/siam-grand/touches/2026-nok.yaml"


@pytest.fixture
def book(tmp_path: Path) -> Runner:
    """The small book, committed on the last day of the third quarter."""
    folder = repository(tmp_path / "book")
    commit(folder, {"relmap.yaml": "relmap: 1\n", **BOOK}, at="2026-09-30T12:00:00+0700")
    git(folder, "tag", "q3")
    return Runner(folder)


def write(relmap: Runner, files: Mapping[str, str | None]) -> None:
    for path, text in files.items():
        file = relmap.folder / path
        if text is None:
            file.unlink()
        else:
            file.write_text(text, "utf-8")


def changed(path: str, old: str, new: str) -> dict[str, str]:
    assert old in BOOK[path]
    return {path: BOOK[path].replace(old, new)}


def test_the_files_against_the_last_commit(book: Runner) -> None:
    write(book, changed(MALEE, "stance: 1", "stance: 2\nnotes: Knows the owner."))
    write(book, {f"{PEOPLE}/kanya.yaml": "name: Kanya Suk\ntitle: Chef\n"})
    write(book, {TOUCHES: BOOK[TOUCHES] + "- {on: 2026-11-20, with: [anucha], channel: meeting, note: Secret}\n"})
    assert book.tell("diff", "--no-effect") == (
        "From HEAD ({}, 2026-09-30) to the files as they are\n"
        "\n"
        "โรงแรมสยามแกรนด์  (siam-grand)\n"
        "  + Kanya Suk, Chef (siam-grand/kanya): new person\n"
        "  ~ มาลี ใจดี, พนักงานต้อนรับ (siam-grand/malee)\n"
        "      stance supporter -> advocate\n"
        "      notes not as before, and not told here\n"
        "  + touches: 1 new, the latest: meeting by นก สุขใจ with อนุชา on 2026-11-20\n"
    ).format(git(book.folder, "rev-parse", "HEAD")[:7])


def test_what_it_means(book: Runner) -> None:
    write(book, changed(ANUCHA, "influence: 4\n", "influence: 4\nknown_by:\n  - {member: nok, level: 3}\n"))
    said = book.tell("diff")
    assert "  ~ อนุชา, ผู้จัดการทั่วไป (GM) (siam-grand/anucha): known by นก สุขใจ, trusted\n" in said
    assert "    best path to อนุชา: .08 -> .7 by นก สุขใจ > อนุชา\n" in said
    assert "    coverage 0% -> 70%, with supporters 0% -> 0%\n" in said
    assert "    gap closed: G202 decision-maker-never-met: " in said
    assert "    gap opened: G504 tie-undated: " in said
    assert "What it means for the deal" not in said


def test_the_committee_s_own_stance_counts_for_the_deal(book: Runner) -> None:
    plates = "accounts/siam-grand/deals/plates.yaml"
    write(book, changed(plates, "stance: 0", "stance: -2"))
    effects = book("diff", "--json").json["effects"]
    assert [effect["deal"] for effect in effects] == [None, "plates"]
    assert [gap["code"] for gap in effects[0]["gaps"]["opened"]] == []
    assert "G402" in [gap["code"] for gap in effects[1]["gaps"]["opened"]]


def test_nothing_changed_but_how_it_is_written(book: Runner) -> None:
    write(book, changed(MALEE, "roles: [gatekeeper]", "# the desk\nroles:\n  - 'gatekeeper'"))
    commit_id = git(book.folder, "rev-parse", "HEAD")[:7]
    said = f"nothing changed from HEAD ({commit_id}, 2026-09-30) to the files as they are\n"
    assert book("diff", "--exit-code").stdout == said
    assert book("diff", "--exit-code").status == 0
    assert book("diff", "--json").json["changed"] is False
    assert "Nothing changes but how things are written." in book.tell("diff", "--markdown")


def test_a_new_id_that_nobody_followed_is_no_change_of_others(book: Runner) -> None:
    other = {
        "accounts/other/account.yaml": "name: Other\n",
        "accounts/other/people/a.yaml": "name: Ann\nlinks:\n  - {to: siam-grand/malee, kind: friend, level: 2}\n",
    }
    commit(book.folder, other, at="2026-10-01T12:00:00+0700")
    git(book.folder, "mv", MALEE, f"{PEOPLE}/mali.yaml")
    assert book.tell("diff", "--no-effect").split("\n", 1)[1] == (
        "\n"
        "Other  (other)\n"
        "  ~ มาลี ใจดี (siam-grand/mali): siam-grand/malee leads nowhere now, and is still named by Ann; `relmap check`"
        " says where\n"
        "\n"
        "โรงแรมสยามแกรนด์  (siam-grand)\n"
        "  ~ มาลี ใจดี, พนักงานต้อนรับ (siam-grand/mali)\n"
        "      has another id, was malee\n"
        "      siam-grand/malee leads nowhere now, and is still named by 2 touches; `relmap check` says where\n"
    )
    found = book("diff", "--json").json
    assert [(one["ref"], one["was"], one["changes"]) for one in found["records"]] == [
        ("siam-grand/mali", "siam-grand/malee", [])
    ]
    assert [(one["ref"], one["path"], one["reference"], one["now"]) for one in found["stranded"]] == [
        ("other/a", ["links", 0, "to"], "siam-grand/malee", "siam-grand/mali"),
        ("siam-grand/touches/2026-nok", ["with", 0], "siam-grand/malee", "siam-grand/mali"),
        ("siam-grand/touches/2026-nok", ["with", 0], "siam-grand/malee", "siam-grand/mali"),
    ]


def test_what_leads_nowhere_counts_for_nothing_in_both_directions(book: Runner) -> None:
    file = f"{PEOPLE}/prasert.yaml"
    git(book.folder, "mv", file, f"{PEOPLE}/prasert-two.yaml")
    git(book.folder, "commit", "-qm", "Renamed")
    lost = book("diff", "q3", "HEAD", "--json").json["effects"][0]["paths"]
    found = book("diff", "HEAD", "q3", "--json").json["effects"][0]["paths"]
    assert [(way["before"] is None, way["after"] is None) for way in lost] == [(False, True)]
    assert [(way["before"] is None, way["after"] is None) for way in found] == [(True, False)]


def test_keys_of_the_user_s_own_are_told(book: Runner) -> None:
    write(book, {MALEE: BOOK[MALEE].replace("stance: 1", "stance: 2") + "x-score: 1\n"})
    write(book, {"accounts/siam-grand/account.yaml": BOOK["accounts/siam-grand/account.yaml"] + "club: [a, {b: c}]\n"})
    write(book, {"relmap.yaml": "relmap: 1\nx-mine: yes\n"})
    assert book("diff", "--exit-code", "--no-effect").stdout.split("\n", 1)[1] == (
        "~ the book's settings: own key x-mine: unsaid -> yes\n"
        "\n"
        "โรงแรมสยามแกรนด์  (siam-grand)\n"
        "  ~ มาลี ใจดี, พนักงานต้อนรับ (siam-grand/malee)\n"
        "      stance supporter -> advocate\n"
        "      own key x-score: unsaid -> 1\n"
        "  ~ โรงแรมสยามแกรนด์ (siam-grand): own key club: unsaid -> [a, {b: c}]\n"
    )
    assert book("diff", "--exit-code").status == 1
    assert "own key x-score: unsaid -&gt; 1" in book.tell("diff", "--markdown")
    said = json.loads(book.tell("diff", "--json", "--account", "siam-grand"))
    assert said["changed"]
    assert [(one["type"], one["ref"], one["key"], one["before"], one["after"]) for one in said["own_keys"]] == [
        ("account", "siam-grand", "club", None, ["a", {"b": "c"}]),
        ("person", "siam-grand/malee", "x-score", None, "1"),
    ]
    git(book.folder, "commit", "-qam", "two")
    write(book, {MALEE: BOOK[MALEE].replace("stance: 1", "stance: 2") + "x-score:   '1' # as before\n"})
    assert "nothing changed" in book.tell("diff")


def test_keys_of_the_user_s_own_in_lists_touches_and_files_of_another_name(book: Runner) -> None:
    links = "links:\n  - {to: prasert, kind: refers, level: 3}\n"
    assert links in BOOK[MALEE]
    commit(book.folder, {MALEE: BOOK[MALEE] + "x-note: a\n"}, at="2026-10-01T12:00:00+0700")
    write(book, {MALEE: BOOK[MALEE].replace("level: 3}", "level: 3, x-met: golf}") + "x-note: b\n"})
    git(book.folder, "mv", MALEE, f"{PEOPLE}/mali.yaml")
    first, *rest = BOOK[TOUCHES].splitlines()
    write(
        book, {TOUCHES: "\n".join([first.replace("on:", "x-mood: [good], on:").replace("malee", "mali"), *rest]) + "\n"}
    )
    said = book.tell("diff", "--no-effect")
    assert "      own key x-note: a -> b\n      links refers ประเสริฐ: own key x-met: unsaid -> golf\n" in said
    assert "own key x-mood: unsaid -> [good]\n" in said
    found = book("diff", "--json").json["own_keys"]
    assert [(one["ref"], one["path"], one["key"]) for one in found] == [
        ("siam-grand/mali", [], "x-note"),
        ("siam-grand/mali", ["links", {"to": "siam-grand/prasert", "kind": "refers"}], "x-met"),
        ("siam-grand/touches/2026-nok", [], "x-mood"),
    ]
    assert found[2]["touch"]["channel"] == "visit"


def test_own_keys_of_what_cannot_be_read_are_not_told(book: Runner) -> None:
    commit(book.folder, {MALEE: BOOK[MALEE] + "x-note: a\n"}, at="2026-10-01T12:00:00+0700")
    write(book, {MALEE: "name: [Malee\n"})
    assert book("diff", "--json").json["own_keys"] == []


def test_own_keys_are_compared_where_git_does_not_say_what_differs(book: Runner) -> None:
    git(book.folder, "update-index", "--assume-unchanged", MALEE)
    write(book, {MALEE: BOOK[MALEE] + "x-note: a\n"})
    assert [one["key"] for one in book("diff", "--json").json["own_keys"]] == ["x-note"]


def test_what_cannot_be_read_elsewhere_does_not_count_for_an_account(book: Runner) -> None:
    (book.folder / "accounts/other/people").mkdir(parents=True)
    write(book, {"accounts/other/account.yaml": "name: Other\n", "accounts/other/people/a.yaml": "name: [A\n"})
    done = book("diff", "-a", "siam-grand", "--exit-code")
    assert (done.status, done.stderr) == (0, "")
    assert book("diff", "-a", "siam-grand", "--json").json["changed"] is False
    assert book("diff", "-a", "other", "--exit-code").status == 1
    write(book, {"team/nok.yaml": "name: [Nok\n"})
    done = book("diff", "-a", "siam-grand", "--exit-code")
    assert done.status == 0
    assert "not compared, because it cannot be read: team/nok; " in done.stderr


def test_the_exit_status_tells_whether_anything_changed(book: Runner) -> None:
    write(book, changed(MALEE, "stance: 1", "stance: 2"))
    assert book("diff").status == 0
    assert book("diff", "--exit-code").status == 1


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ((None, None), Asked("HEAD", "")),
        (("q3", None), Asked("q3", "")),
        (("q3", "HEAD"), Asked("q3", "HEAD")),
        (("q3..", None), Asked("q3", "HEAD")),
        (("..q3", None), Asked("HEAD", "q3")),
        (("a..b", None), Asked("a", "b")),
        (("a...b", None), Asked("a", "b", fork=True)),
        (("...b", None), Asked("HEAD", "b", fork=True)),
        (("2026-09-30..2026-10-31", None), Asked("2026-09-30", "2026-10-31")),
        (("30.09.2569..31.10.2569", None), Asked("30.09.2569", "31.10.2569")),
    ],
)
def test_which_two_states_are_meant(typed: tuple[str | None, str | None], asked: Asked) -> None:
    assert asked_for(*typed) == asked


def test_two_commits_days_and_branches(book: Runner) -> None:
    git(book.folder, "switch", "-q", "-c", "work")
    commit(book.folder, changed(MALEE, "stance: 1", "stance: 2"), at="2026-10-10T12:00:00+0700")
    git(book.folder, "switch", "-q", "main")
    commit(book.folder, changed(ANUCHA, "influence: 4", "influence: 3"), at="2026-10-20T12:00:00+0700")

    def told(*asked: str) -> list[tuple[str, str, str]]:
        records = book("diff", *asked, "--json", "--no-effect").json["records"]
        return [(one["ref"], change["field"], change["after"]) for one in records for change in one["changes"]]

    malee, anucha = ("siam-grand/malee", "stance", 2), ("siam-grand/anucha", "influence", 3)
    assert told() == []
    assert told("q3", "work") == told("q3..work") == told("main...work") == [malee]
    assert told("q3") == told("2026-09-30") == told("2569-09-30", "2026-10-20") == told("q3..") == [anucha]
    assert told("work..main") == [anucha, ("siam-grand/malee", "stance", 1)]
    assert told("work...main") == [anucha]
    (book.folder / MALEE).write_text("not: [read", "utf-8")
    assert told("q3", "work") == [malee]


def test_each_state_may_be_weighed_for_its_own_day(book: Runner) -> None:
    commit(book.folder, changed(ANUCHA, "influence: 4", "influence: 3"), at="2026-12-24T12:00:00+0700")
    same, own = (book("diff", "q3", "HEAD", "--json", *more).json for more in ((), ("--own-days",)))
    assert [same[side]["today"] for side in ("before", "after")] == ["2026-11-23", "2026-11-23"]
    assert [own[side]["today"] for side in ("before", "after")] == ["2026-09-30", "2026-12-24"]
    ways = [document["effects"][0]["paths"][0]["after"]["score"] for document in (same, own)]
    assert ways[0] > ways[1] > 0


def test_one_account_alone(book: Runner) -> None:
    write(book, changed(MALEE, "stance: 1", "stance: 2"))
    write(book, {"team/nok.yaml": "name: Nok\n"})
    (book.folder / "accounts/other").mkdir()
    write(book, {"accounts/other/account.yaml": "name: Other\n"})
    assert {one["ref"] for one in book("diff", "--json").json["records"]} == {"siam-grand/malee", "team/nok", "other"}
    assert {one["ref"] for one in book("diff", "-a", "other", "--json").json["records"]} == {"other"}


def test_a_file_that_cannot_be_read_is_not_taken_for_gone(book: Runner) -> None:
    write(book, changed(ANUCHA, "influence: 4", "influence: 3"))
    write(book, {MALEE: "name: [Malee\n<<<<<<< ours\n"})
    done = book("diff", "--json")
    assert [one["ref"] for one in done.json["records"]] == ["siam-grand/anucha"]
    assert done.json["unread"] == ["siam-grand/malee"]
    assert "not compared, because it cannot be read: siam-grand/malee; `relmap check` says why" in done.stderr
    write(book, {"relmap.yaml": "relmap: 1\nname: [Book\n"})
    assert book("diff", "--json").json["unread"] == ["relmap.yaml", "siam-grand/malee"]


@pytest.mark.parametrize("name", ["New Boss.yaml", "a\"b'c.yaml", "dir.yaml/x"])
def test_a_file_that_can_hold_nobody_is_told_of(book: Runner, name: str) -> None:
    file = f"{PEOPLE}/{name}"
    (book.folder / file).parent.mkdir(exist_ok=True)
    write(book, {file: "name: New Boss\nroles: [decision_maker]\n"})
    told = "siam-grand/dir" if name.startswith("dir") else file
    _told_as_unread(book, told, "diff")
    git(book.folder, "add", ".")
    git(book.folder, "commit", "-qm", "More")
    _told_as_unread(book, told, "diff", "q3..HEAD")
    # What is as it was needs no reading.
    assert book("diff", "--exit-code").stdout.startswith("nothing changed from HEAD")


def test_an_account_that_is_another_repository_is_told_of(book: Runner) -> None:
    inner = repository(book.folder / "accounts/inner")
    commit(inner, {"account.yaml": "name: Inner\n"}, at="2026-10-01T12:00:00+0700")
    git(book.folder, "-c", "advice.addEmbeddedRepo=false", "add", ".")
    git(book.folder, "commit", "-qm", "More")
    _told_as_unread(book, "accounts/inner", "diff", "q3..HEAD")


def test_a_file_that_cannot_be_read_may_have_changed(book: Runner) -> None:
    write(book, {MALEE: "name: Malee\n<<<<<<< ours\n"})
    _told_as_unread(book, "siam-grand/malee", "diff")


def _told_as_unread(book: Runner, name: str, *arguments: str) -> None:
    done = book(*arguments, "--exit-code")
    assert done.status == 1
    assert done.stdout.startswith("in what can be read, nothing changed from ")
    assert f"not compared, because it cannot be read: {name}; `relmap check" in done.stderr
    found = book(*arguments, "--json").json
    assert (found["changed"], found["records"], found["unread"]) == (True, [], [name])
    markdown = book(*arguments, "--markdown").stdout
    assert "\n- ⚠️ not compared, because it cannot be read: " in markdown
    assert "Nothing changes" not in markdown


def test_what_could_not_be_read_then_is_looked_for_then(book: Runner) -> None:
    commit(book.folder, {"relmap.yaml": "relmap: 1\nname: [Book\n"}, at="2026-10-01T12:00:00+0700")
    write(book, {"relmap.yaml": "relmap: 1\n"})
    said = book("diff").stderr
    commit_id = git(book.folder, "rev-parse", "HEAD")[:7]
    assert f"it cannot be read: relmap.yaml; `relmap check --at {commit_id}` says why" in said


def test_to_read_only_what_git_says_differs_gives_the_same_answer(
    book: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As reading everything does, also where other accounts are named, renamed, new and gone."""
    files = {
        f"accounts/{name}/{path}": text
        for name in ("alpha", "beta", "gamma")
        for path, text in {
            "account.yaml": f"name: {name.title()} Hotels\n",
            "people/boss.yaml": f"name: Boss of {name}\nroles: [decision_maker]\ninfluence: 4\n",
            "people/desk.yaml": "name: Desk\nlinks:\n  - {to: boss, kind: refers, level: 2}\n",
        }.items()
    }
    commit(book.folder, files, at="2026-10-01T12:00:00+0700")
    write(
        book, {"accounts/alpha/people/desk.yaml": "name: Desk\nlinks:\n  - {to: beta/boss, kind: friend, level: 4}\n"}
    )
    write(book, {"accounts/gamma/people/desk.yaml": "name: Desk\nreports_to: siam-grand/anucha\n"})
    write(book, {f"{PEOPLE}/new.yaml": "name: New\nlinks:\n  - {to: alpha/boss, kind: friend, level: 4}\n"})
    git(book.folder, "mv", "accounts/beta", "accounts/delta")
    some = book("diff", "--json")
    assert len(some.json["records"]) >= 4
    monkeypatch.setattr("relmap.storage.git_changes.files_touched", lambda *_: None)
    assert book("diff", "--json").stdout == some.stdout


def test_files_that_git_was_told_not_to_look_at_are_compared(book: Runner) -> None:
    git(book.folder, "update-index", "--assume-unchanged", MALEE)
    write(book, changed(MALEE, "stance: 1", "stance: 2"))
    assert [one["ref"] for one in book("diff", "--json").json["records"]] == ["siam-grand/malee"]


def test_files_that_git_ignores_are_compared(book: Runner) -> None:
    write(book, {".gitignore": "kanya.yaml\n", f"{PEOPLE}/kanya.yaml": "name: Kanya\n"})
    assert [one["ref"] for one in book("diff", "--json").json["records"]] == ["siam-grand/kanya"]


def test_a_book_in_a_folder_of_a_larger_repository(tmp_path: Path) -> None:
    folder = repository(tmp_path / "all")
    files = {"relmap.yaml": "relmap: 1\n", **BOOK}
    commit(folder, {f"sales/ลูกค้า/{path}": text for path, text in files.items()}, at="2026-09-30T12:00:00+0700")
    relmap = Runner(folder / "sales/ลูกค้า")
    write(relmap, changed(MALEE, "stance: 1", "stance: 2"))
    assert [one["ref"] for one in relmap("diff", "--json").json["records"]] == ["siam-grand/malee"]


def test_two_commits_of_a_bare_repository(book: Runner, tmp_path: Path) -> None:
    commit(book.folder, changed(MALEE, "stance: 1", "stance: 2"), at="2026-10-10T12:00:00+0700")
    git(tmp_path, "clone", "--quiet", "--bare", str(book.folder), "book.git")
    bare = Runner(tmp_path)
    found = bare("diff", "q3", "main", "--book", "book.git", "--json").json
    assert [(one["ref"], one["changes"][0]["after"]) for one in found["records"]] == [("siam-grand/malee", 2)]
    assert found["before"]["today"] == found["after"]["today"] == "2026-11-23"
    assert bare("diff", "q3..", "-a", "siam-grand", "--book", "book.git").stdout == book("diff", "q3..").stdout
    done = bare("diff", "--book", "book.git")
    assert (done.status, done.stdout) == (1, "")
    assert "is a bare repository" in done.stderr
    assert "`relmap diff A..B`" in done.stderr
    said = bare("set", "siam-grand", "goal=More", "--book", "book.git").stderr
    assert "has no files that `relmap set` could work on; run it in a clone: `git clone " in said


def test_an_account_that_is_gone(book: Runner) -> None:
    git(book.folder, "rm", "-rq", "accounts/siam-grand")
    records = book("diff", "-a", "siam-grand", "--json").json["records"]
    assert {one["kind"] for one in records} == {"removed"}
    assert {one["type"] for one in records} == {"account", "person", "deal", "touch"}
    assert "  - โรงแรมสยามแกรนด์ (siam-grand): account gone from the book\n" in book.tell("diff")


@pytest.mark.parametrize(
    ("asked", "status", "reason"),
    [
        (("nonsense",), 1, "no commit is found by 'nonsense'"),
        (("2026-01-01",), 1, "the book's history begins on 2026-09-30"),
        (("q3..nonsense",), 1, "no commit is found by 'nonsense'"),
        (("--json", "--markdown"), 2, "an answer has one form"),
        (("main...other",), 1, "no commit in common"),
    ],
)
def test_what_cannot_be_compared(book: Runner, asked: tuple[str, ...], status: int, reason: str) -> None:
    git(book.folder, "switch", "-q", "--orphan", "other")
    commit(book.folder, {"relmap.yaml": "relmap: 1\n"}, at="2026-10-01T12:00:00+0700")
    git(book.folder, "switch", "-q", "main")
    done = book("diff", *asked)
    assert (done.status, done.stdout) == (status, "")
    assert reason in done.stderr


def test_a_book_outside_git(relmap: Runner) -> None:
    done = relmap("diff")
    assert done.status == 1
    assert "lies in no git repository" in done.stderr


def test_markdown_for_a_pull_request(book: Runner) -> None:
    hostile = "@boss #1 <b>x</b> [a](http://x.example) `c` |d| *e* :smile: &amp; www.x.example"
    write(book, {f"{PEOPLE}/x.yaml": f"name: {json.dumps(hostile)}\ntitle: '- # 1. x'\n"})
    write(book, {"accounts/siam-grand/account.yaml": "name: '<img src=x> @all'\nnotes: Secret\n"})
    said = book.tell("diff", "--markdown")
    assert "<details open><summary><b>&lt;img src=x&gt; @&#8203;all  (siam-grand)</b>: 2 changes</summary>\n\n" in said
    assert said.rstrip().endswith("</details>")
    for active in ("@boss", "#1", "<b>x", "](", "://x", " `c`", " |d|", " *e*", ":smile", "@all", "www.x", "Secret"):
        assert active not in said.replace(r"\[", "").replace(r"\]", "\\"), active


def test_the_document_carries_every_change(book: Runner) -> None:
    write(book, changed(MALEE, "level: 3", "level: 4"))
    (record,) = book("diff", "--json").json["records"]
    assert record["changes"] == [
        {
            "field": "links",
            "path": [{"to": "siam-grand/prasert", "kind": "refers"}],
            "before": _link(3),
            "after": _link(4),
        }
    ]
    assert {key: record[key] for key in ("kind", "type", "ref", "was", "account", "record")} == {
        "kind": "changed",
        "type": "person",
        "ref": "siam-grand/malee",
        "was": None,
        "account": "siam-grand",
        "record": None,
    }


def _link(level: int) -> dict[str, object]:
    said = {"to": "siam-grand/prasert", "kind": "refers", "level": level}
    return said | dict.fromkeys(("strength", "since", "until", "verified_on", "source", "note"))


def test_where_two_branches_parted_is_no_state_of_either(book: Runner) -> None:
    git(book.folder, "branch", "other")
    commit(book.folder, changed(MALEE, "stance: 1", "stance: 2"), at="2026-10-10T12:00:00+0700")
    fork = git(book.folder, "rev-parse", "q3")
    said = book.tell("diff", "other...main", "--no-effect")
    assert said.startswith(f"From where other and main parted ({fork[:7]}, 2026-09-30) to main (")
    before = book("diff", "other...main", "--json").json["before"]
    assert (before["asked"], before["parted_from"], before["commit"]) == ("other", "main", fork.strip())


def test_a_folder_that_held_the_book_then(book: Runner) -> None:
    commit(book.folder, changed(MALEE, "stance: 1", "stance: 2"), at="2026-10-10T12:00:00+0700")
    git(book.folder, "tag", "here")
    (book.folder / "sales").mkdir()
    git(book.folder, "mv", "relmap.yaml", "team", "accounts", "sales")
    git(book.folder, "commit", "-qm", "Moved")
    there = Runner(book.folder / "sales")
    found = there("diff", "q3..here", "--book", "..", "--json").json
    assert [one["ref"] for one in found["records"]] == ["siam-grand/malee"]
    said = there("diff", "q3", "--book", "..").stderr
    assert "holds no book now" in said
    assert "`relmap diff A..B --book " in said
    for asked in ("q3", "q3..HEAD"):
        said = there("diff", asked).stderr
        assert "has no book in the folder sales of the repository" in said
        assert "say --book" not in said
        assert "`relmap list --at " in said


def test_each_touch_is_told_by_what_it_says(book: Runner) -> None:
    more = "".join(
        f"- {{on: 2026-11-{day:02}, with: [anucha], channel: meeting, note: Secret}}\n" for day in range(1, 14)
    )
    write(book, {TOUCHES: BOOK[TOUCHES] + more})
    said = book.tell("diff", "--no-effect")
    assert "      new: meeting by นก สุขใจ with อนุชา on 2026-11-01\n" in said
    assert said.count("      new: ") == 10
    assert "      and 3 more; --json has all\n" in said
    git(book.folder, "add", ".")
    git(book.folder, "commit", "-qm", "Met")
    write(
        book,
        {
            TOUCHES: BOOK[TOUCHES]
            + more.replace("2026-11-05, with: [anucha], channel: meeting", "2026-11-05, with: [anucha], channel: call")
        },
    )
    said = book.tell("diff", "--no-effect")
    assert "corrected: call by นก สุขใจ with อนุชา on 2026-11-05: channel meeting -> call" in said
    assert "Secret" not in said


def test_the_document_has_the_gaps_of_a_deal_whole(book: Runner) -> None:
    write(book, changed(ANUCHA, "influence: 4\n", "influence: 4\nknown_by:\n  - {member: nok, level: 3}\n"))
    at_large, deal = (effect["gaps"] for effect in book("diff", "--json").json["effects"])
    assert "G202" in [gap["code"] for gap in at_large["closed"]]
    assert "G202" in [gap["code"] for gap in deal["closed"]]
    assert deal["after"] - deal["before"] == len(deal["opened"]) - len(deal["closed"]) - len(deal["accepted"])
