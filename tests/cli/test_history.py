"""`relmap history`: what became of somebody, from a real repository."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.books import HOTEL as BOOK
from tests.cli.runner import Runner
from tests.storage.repositories import commit, git, repository

PEOPLE = "accounts/siam-grand/people"
MALEE, ANUCHA = f"{PEOPLE}/malee.yaml", f"{PEOPLE}/anucha.yaml"
NEW_MALEE = "new person: gatekeeper, stance supporter, known by นก สุขใจ (working), refers ประเสริฐ (trusted)"


def day(number: int) -> str:
    return f"2026-09-{number:02}T12:00:00+0700"


def replaced(relmap: Runner, path: str, old: str, new: str) -> dict[str, str]:
    text = relmap.read(path)
    assert old in text
    return {path: text.replace(old, new)}


@pytest.fixture
def book(tmp_path: Path) -> Runner:
    """The small book, committed on the first of September."""
    folder = repository(tmp_path / "book")
    commit(folder, {"relmap.yaml": "relmap: 1\n", **BOOK}, at=day(1))
    return Runner(folder)


def lines(relmap: Runner, *arguments: str) -> list[str]:
    """What is told below the heading, with the ids of commits taken out."""
    _, *told = relmap.tell("history", *arguments).splitlines()
    for name in git(relmap.folder, "rev-list", "--all").split():
        told = [line.replace(name[:7], "ID") for line in told]
    return told


def test_the_story_of_somebody(book: Runner) -> None:
    """Somebody goes to our side, the unnamed GM gets a name, one is renamed, one leaves."""
    gm = {f"{PEOPLE}/gm.yaml": 'name: "?"\ntitle: Owner\nroles: [decision_maker]\nstance: unknown\n'}
    commit(book.folder, gm, at=day(2))
    commit(book.folder, replaced(book, MALEE, "stance: 1", "stance: 2"), at=day(3))
    book.tell("set", "gm", "name=Kamol Banchi", "stance=0")
    commit(book.folder, {}, at=day(4))
    book.tell("rename", "gm", "kamol")
    commit(book.folder, {}, at=day(5))
    book.tell("set", "kamol", "status", "left")
    commit(book.folder, {}, at=day(6))
    assert lines(book, "malee", "--until", "2026-10-31") == [
        "2026-09-03  ID  Nok",
        "    stance supporter -> advocate",
        "2026-09-01  ID  Nok",
        f"    {NEW_MALEE}",
    ]
    assert lines(book, "kamol") == [
        "2026-09-06  ID  Nok",
        "    has left",
        "2026-09-05  ID  Nok",
        "    has another id, was gm",
        "2026-09-04  ID  Nok",
        "    ~ Kamol Banchi, Owner (siam-grand/gm)",
        "        has a name now, was ?",
        "        stance unknown -> neutral",
        "2026-09-02  ID  Nok",
        "    + Kamol Banchi, Owner (siam-grand/gm): new person: decision maker, stance unknown",
    ]


def test_one_field_alone(book: Runner) -> None:
    commit(book.folder, replaced(book, MALEE, "stance: 1", "stance: 0\ntemperament: calm"), at=day(3))
    commit(book.folder, replaced(book, MALEE, "calm", "hurried"), at=day(4))
    assert lines(book, "malee", "--field", "stance", "--reverse") == [
        "2026-09-01  ID  Nok",
        "    stance unsaid -> supporter",
        "2026-09-03  ID  Nok",
        "    stance supporter -> neutral",
    ]
    assert "did you mean stance?" in book.refuse("history", "malee", "--field", "stanse", status=2)


def test_touches_stand_on_their_days_and_notes_are_private(book: Runner) -> None:
    commit(book.folder, replaced(book, MALEE, "stance: 1", "stance: 1\nnotes: Owes us one"), at=day(9))
    told = lines(book, "malee", "-n", "3")
    assert told == [
        "2026-11-12  chat by นก สุขใจ with มาลี ใจดี",
        "2026-11-03  visit by นก สุขใจ with มาลี ใจดี, feeling +1",
        "2026-09-09  ID  Nok",
        "    notes not as before, and not told here",
    ]


def test_what_nobody_has_committed_comes_first(book: Runner) -> None:
    book.tell("set", "malee", "stance", "-1")
    told = lines(book, "malee", "--field", "stance")
    assert told[:2] == ["not committed yet", "    stance supporter -> non-supporter"]
    book.tell("rename", "malee", "mali")
    told = lines(book, "mali", "--until", "2026-11-23", "--since", "2026-11-12")
    assert told == [
        "not committed yet",
        "    has another id, was malee",
        "    stance supporter -> non-supporter",
        "2026-11-12  chat by นก สุขใจ with มาลี ใจดี",
    ]
    assert lines(book, "mali")[-1] == f"    + มาลี ใจดี, พนักงานต้อนรับ (siam-grand/malee): {NEW_MALEE}"


def test_another_account_and_a_record_made_one_with_another_are_followed(book: Runner) -> None:
    other = {"accounts/riverside/account.yaml": "name: Riverside\n"}
    person = "name: Somsak Dee\nroles: [user]\nchannels: {email: somsak@example.org}\n"
    commit(book.folder, {**other, "accounts/riverside/people/somsak.yaml": person}, at=day(2))
    moved = {"accounts/riverside/people/somsak.yaml": None, f"{PEOPLE}/somsak.yaml": person + "stance: 1\n"}
    commit(book.folder, moved, at=day(3))
    commit(book.folder, {f"{PEOPLE}/dee.yaml": "name: Mr Dee\nstance: 1\n"}, at=day(4))
    book.tell("merge-people", "siam-grand/somsak", "siam-grand/dee")
    commit(book.folder, {}, at=day(5))
    assert lines(book, "somsak") == [
        "2026-09-05  ID  Nok",
        "    - Mr Dee (siam-grand/dee): made one with siam-grand/somsak",
        "    aliases added: Mr Dee",
        "2026-09-04  ID  Nok",
        "    + Mr Dee (siam-grand/dee): new person: stance supporter",
        "2026-09-03  ID  Nok",
        "    moved here from Riverside, was riverside/somsak",
        "    stance unsaid -> supporter",
        "2026-09-02  ID  Nok",
        "    new person: user",
    ]


def test_an_id_that_somebody_else_had_is_another_story(book: Runner) -> None:
    commit(book.folder, {MALEE: None}, at=day(2))
    commit(book.folder, {MALEE: "name: Malee Wong\ntitle: Accountant\n"}, at=day(3))
    assert [line for line in lines(book, "malee", "--until", "2026-10-31") if "ID" in line] == ["2026-09-03  ID  Nok"]


def test_a_merge_tells_only_what_none_of_its_sides_says(book: Runner) -> None:
    git(book.folder, "checkout", "-q", "-b", "pim")
    commit(book.folder, replaced(book, MALEE, "name: มาลี ใจดี\n", "name: มาลี ใจดี\ninfluence: 3\n"), at=day(2))
    git(book.folder, "checkout", "-q", "main")
    commit(book.folder, replaced(book, MALEE, "stance: 1", "stance: 0"), at=day(3))
    git(book.folder, "merge", "-q", "--no-commit", "pim")
    commit(book.folder, replaced(book, MALEE, "stance: 0", "stance: 2"), at=day(4))
    assert lines(book, "malee", "--until", "2026-10-31") == [
        "2026-09-04  ID  Nok",
        "    stance neutral -> advocate",
        "2026-09-03  ID  Nok",
        "    stance supporter -> neutral",
        "2026-09-02  ID  Nok",
        "    influence unsaid -> high",
        "2026-09-01  ID  Nok",
        f"    {NEW_MALEE}",
    ]
    assert lines(book, "malee", "--field", "influence", "--since", "2026-09-02") == [
        "2026-09-02  ID  Nok",
        "    influence unsaid -> high",
    ]


def test_what_a_merge_joins_of_both_sides_is_told_once(book: Runner) -> None:
    add = ("set", "malee", "needs")
    git(book.folder, "checkout", "-q", "-b", "pim")
    book.tell(*add, "net prices", "--add")
    commit(book.folder, {}, at=day(2))
    git(book.folder, "checkout", "-q", "main")
    book.tell(*add, "sample box", "--add")
    commit(book.folder, {}, at=day(3))
    git(book.folder, "merge", "-q", "--no-commit", "-s", "ours", "pim")
    book.tell(*add, "net prices", "discounts", "--add")
    commit(book.folder, {}, at=day(4))
    assert lines(book, "malee", "--since", "2026-09-02", "--until", "2026-10-01") == [
        "2026-09-04  ID  Nok",
        "    needs added: discounts",
        "2026-09-03  ID  Nok",
        "    needs added: sample box",
        "2026-09-02  ID  Nok",
        "    needs added: net prices",
    ]


def test_an_account_groups_by_commit(book: Runner) -> None:
    both = {**replaced(book, MALEE, "stance: 1", "stance: 2"), **replaced(book, ANUCHA, "influence: 4", "influence: 3")}
    commit(book.folder, both, at=day(2))
    assert lines(book, "siam-grand", "--since", "2026-09-02", "--until", "2026-09-30") == [
        "2026-09-02  ID  Nok",
        "    ~ อนุชา, ผู้จัดการทั่วไป (GM) (siam-grand/anucha): influence inner circle -> high",
        "    ~ มาลี ใจดี, พนักงานต้อนรับ (siam-grand/malee): stance supporter -> advocate",
    ]
    book.tell("rename", "siam-grand", "grand")
    commit(book.folder, {}, at=day(3))
    told = lines(book, "grand", "--until", "2026-09-30")
    assert told[:2] == ["2026-09-03  ID  Nok", "    ~ โรงแรมสยามแกรนด์ (grand): has another id, was siam-grand"]
    assert "    ~ มาลี ใจดี, พนักงานต้อนรับ (siam-grand/malee): stance supporter -> advocate" in told
    assert lines(book, "grand/malee", "--field", "stance")[1].endswith("stance supporter -> advocate")


def test_between_two_commits_only_what_is_new(book: Runner) -> None:
    git(book.folder, "tag", "q3")
    touches = "accounts/siam-grand/touches/2026-nok.yaml"
    more = {touches: book.read(touches) + "- {on: 2026-08-01, with: [malee], channel: call}\n"}
    commit(book.folder, more, at=day(2))
    commit(book.folder, replaced(book, MALEE, "stance: 1", "stance: 2"), at=day(3))
    done = book("history", "malee", "q3..")
    told = done.stdout.splitlines()[1:]
    assert [line for line in told if not line.startswith("2026-09-03")] == [
        "    stance supporter -> advocate",
        "2026-08-01  call by นก สุขใจ with มาลี ใจดี",
    ]
    assert "is no range" in book.refuse("history", "malee", "q3", status=2)
    assert "do not go together" in book.refuse("history", "malee", "q3..", "--at", "q3", status=2)


def test_a_commit_whose_file_cannot_be_read_is_told_and_passed(book: Runner) -> None:
    commit(book.folder, {MALEE: "name: [\n"}, at=day(2))
    commit(book.folder, {MALEE: BOOK[MALEE].replace("stance: 1", "stance: 0")}, at=day(3))
    told = lines(book, "malee", "--until", "2026-10-31")
    assert told[:4] == [
        "2026-09-03  ID  Nok",
        "    stance supporter -> neutral",
        f"    {MALEE} can be read again",
        "2026-09-02  ID  Nok",
    ]
    assert told[4].startswith(f"    {MALEE}, line 1, cannot be read from here on: ")


def test_a_touch_that_was_corrected_or_taken_out_is_told_by_the_commit(book: Runner) -> None:
    diary = "accounts/siam-grand/touches/2026-nok.yaml"
    commit(book.folder, replaced(book, diary, "feeling: 1", "feeling: -1"), at=day(2))
    kept = [line for line in book.read(diary).splitlines(keepends=True) if "chat" not in line]
    commit(book.folder, {diary: "".join(kept)}, at=day(3))
    commit(book.folder, {diary: "".join(kept) + "- {on: 2026-11-20, with: [anucha], channel: call}\n"}, at=day(4))
    expected = [
        "2026-11-03  visit by นก สุขใจ with มาลี ใจดี, feeling -1",
        "2026-09-03  ID  Nok",
        "    - chat by นก สุขใจ with มาลี ใจดี on 2026-11-12: touch gone from the book",
        "2026-09-02  ID  Nok",
        "    ~ visit by นก สุขใจ with มาลี ใจดี on 2026-11-03: corrected: feeling +1 -> -1",
    ]
    assert lines(book, "malee", "--since", "2026-09-02") == expected
    assert lines(book, "nok", "--since", "2026-09-02")[1:] == expected
    assert lines(book, "siam-grand", "--since", "2026-09-02")[1:] == expected
    assert not any("corrected" in line for line in lines(book, "anucha"))
    corrected = book("history", "malee", "--until", "2026-09-02", "--json").json["entries"][0]["records"][0]
    assert (corrected["kind"], corrected["record"]["on"]) == ("changed", "2026-11-03")
    assert corrected["changes"] == [{"field": "feeling", "path": [], "before": 1, "after": -1}]


def test_a_correction_that_nobody_has_committed(book: Runner) -> None:
    diary = "accounts/siam-grand/touches/2026-nok.yaml"
    (book.folder / diary).write_text(book.read(diary).replace("feeling: 1", "feeling: -1"), "utf-8")
    expected = "    ~ visit by นก สุขใจ with มาลี ใจดี on 2026-11-03: corrected: feeling +1 -> -1"
    assert lines(book, "malee")[:2] == ["not committed yet", expected]


def test_that_somebody_or_the_account_has_another_id_corrects_no_touch(book: Runner) -> None:
    book.tell("rename", "malee", "mali")
    commit(book.folder, {}, at=day(2))
    book.tell("rename", "siam-grand", "grand")
    commit(book.folder, {}, at=day(3))
    assert not any("corrected" in line or "touch gone" in line for line in lines(book, "grand"))
    assert not any("corrected" in line or "touch gone" in line for line in lines(book, "mali"))
    git(book.folder, "tag", "before", "HEAD~1")
    assert lines_beside(book, "mali", "before..") == []


def lines_beside(relmap: Runner, *arguments: str) -> list[str]:
    """The days of the touches that are told, and what a note on stderr says is let pass."""
    told = relmap("history", *arguments).stdout.splitlines()[1:]
    return [line[:10] for line in told if " by " in line]


def test_a_place_in_a_committee_is_told_of_whoever_has_it(book: Runner) -> None:
    deal = "accounts/siam-grand/deals/ovens.yaml"
    text = "name: Ovens\ncommittee:\n- {person: malee, roles: [user], stance: -1}\n- {person: anucha}\n"
    commit(book.folder, {deal: text}, at=day(2))
    commit(book.folder, {deal: text.replace("-1", "2")}, at=day(3))
    commit(book.folder, {deal: text.replace("-1", "2").replace("Ovens", "Two ovens")}, at=day(4))
    commit(book.folder, {deal: text.replace("- {person: malee, roles: [user], stance: -1}\n", "")}, at=day(5))
    subject = "    ~ Ovens (siam-grand/ovens): "
    assert lines(book, "malee", "--since", "2026-09-02", "--until", "2026-09-30") == [
        "2026-09-05  ID  Nok",
        f"{subject}no longer in the committee: มาลี ใจดี, user, advocate",
        "2026-09-03  ID  Nok",
        f"{subject}in the committee, มาลี ใจดี: stance non-supporter -> advocate",
        "2026-09-02  ID  Nok",
        f"{subject}in the committee: มาลี ใจดี, user, non-supporter",
    ]
    assert lines(book, "malee", "--field", "stance", "--since", "2026-09-02", "--until", "2026-09-03") == [
        "2026-09-03  ID  Nok",
        f"{subject}in the committee, มาลี ใจดี: stance non-supporter -> advocate",
        "2026-09-02  ID  Nok",
        f"{subject}in the committee, มาลี ใจดี: stance unsaid -> non-supporter",
    ]


def test_whoever_comes_back_has_one_story(book: Runner) -> None:
    commit(book.folder, {MALEE: None}, at=day(2))
    commit(book.folder, {MALEE: BOOK[MALEE].replace("stance: 1", "stance: 0")}, at=day(4))
    commit(book.folder, {MALEE: None}, at=day(5))
    commit(book.folder, {MALEE: BOOK[MALEE].replace("stance: 1", "stance: 0")}, at=day(6))
    assert lines(book, "malee", "--until", "2026-10-31") == [
        "2026-09-06  ID  Nok",
        "    in the book again",
        "2026-09-05  ID  Nok",
        "    gone from the book",
        "2026-09-04  ID  Nok",
        "    in the book again",
        "    stance supporter -> neutral",
        "2026-09-02  ID  Nok",
        "    gone from the book",
        "2026-09-01  ID  Nok",
        f"    {NEW_MALEE}",
    ]


@pytest.mark.parametrize("committed", [True, False])
def test_whoever_is_gone_still_has_a_story(book: Runner, *, committed: bool) -> None:
    """By id, reference and name; not what another file merely says."""
    (book.folder / MALEE).unlink()
    if committed:
        commit(book.folder, {}, at=day(2))
    for typed in ("malee", "siam-grand/malee", "คุณมาลี ใจดี"):
        told = book("history", typed, "--until", "2026-10-31" if committed else "2026-11-23").stdout.splitlines()
        assert told[0] == "มาลี ใจดี  (siam-grand/malee), no longer in the book"
        assert told[2] == "    gone from the book"
        assert told[-1] == f"    {NEW_MALEE}"
    assert book("history", "malee", "--json").json["gone"] is True
    assert "no person is found by 'refers'" in book("history", "refers").stderr
    assert "supporter (2026-09-01)" in book("history", "malee", "--trend").stdout
    assert book("history", "malee", "--trend", "--json").json["trend"][-1]["commit"] is not None


def test_an_id_of_before_leads_to_who_has_another_now(book: Runner) -> None:
    book.tell("rename", "malee", "mali")
    done = book("history", "malee", "--since", "2026-11-13")
    assert done.stderr == "note: malee is siam-grand/mali now\n"
    assert done.stdout.splitlines()[1:] == ["not committed yet", "    has another id, was malee"]
    commit(book.folder, {}, at=day(2))
    book.tell("rename", "siam-grand", "grand")
    commit(book.folder, {}, at=day(3))
    assert book("history", "malee").stderr == "note: malee is grand/mali now\n"
    assert book("history", "siam-grand").stderr == "note: siam-grand is grand now\n"
    assert book("history", "siam-grand/malee", "--at", "HEAD").stdout == book("history", "mali").stdout


def test_whoever_is_spoken_of_has_a_name(book: Runner) -> None:
    """Also when the account has another id since, and when they are gone."""
    commit(book.folder, replaced(book, MALEE, "level: 3}", "level: 3}\n  - {to: anucha, kind: friend}"), at=day(2))
    book.tell("rename", "siam-grand", "grand")
    commit(book.folder, {}, at=day(3))
    grand = MALEE.replace("siam-grand", "grand")
    gone = {
        **replaced(book, grand, "\n  - {to: anucha, kind: friend}", ""),
        ANUCHA.replace("siam-grand", "grand"): None,
    }
    commit(book.folder, gone, at=day(4))
    told = [line for line in book("history", "malee", "--field", "links").stdout.splitlines() if "friend" in line]
    assert [line.split(": ")[-1] for line in told] == ["friend อนุชา", "friend อนุชา"]


def test_keys_of_the_users_own_are_told(book: Runner) -> None:
    """Also across a commit in which nobody could read the file, and in a diary."""
    owned = BOOK[MALEE] + "x-shoe: 42\nx-code: a\n"
    commit(book.folder, {MALEE: owned}, at=day(2))
    commit(book.folder, {MALEE: "name: [\n"}, at=day(3))
    commit(book.folder, {MALEE: owned.replace("42", "43")}, at=day(4))
    diary = "accounts/siam-grand/touches/2026-nok.yaml"
    commit(book.folder, replaced(book, diary, "channel: chat", "channel: chat, x-room: 12"), at=day(5))
    (book.folder / MALEE).write_text(owned.replace("42", "44"), "utf-8")
    told = lines(book, "malee", "--field", "x-shoe")
    assert [line for line in told if "own key" in line or line == "not committed yet"] == [
        "not committed yet",
        "    own key x-shoe: 43 -> 44",
        "    own key x-shoe: 42 -> 43",
        "    own key x-shoe: unsaid -> 42",
    ]
    assert "own key x-room: unsaid -> 12" in lines(book, "siam-grand", "--since", "2026-09-05")[-1]
    entry = book("history", "malee", "--until", "2026-09-02", "--json").json["entries"][0]
    assert [(one["key"], one["before"], one["after"]) for one in entry["own_keys"]] == [
        ("x-code", None, "a"),
        ("x-shoe", None, "42"),
    ]


def test_whose_file_cannot_be_read_is_not_gone(book: Runner) -> None:
    """Not by the id that they have, nor by one of before."""
    book.tell("rename", "malee", "mali")
    commit(book.folder, {}, at=day(2))
    (book.folder / MALEE.replace("malee", "mali")).write_text("name: มาลี ใจดี\n<<<<<<< HEAD\n", "utf-8")
    for typed in ("mali", "malee"):
        done = book("history", typed)
        assert (done.status, done.stdout) == (1, "")
        assert "error: accounts/siam-grand/people/mali.yaml:2:1: " in done.stderr


def test_each_commit_of_an_account_is_told_as_relmap_diff_tells_it(book: Runner) -> None:
    """But for touches that are new, which stand on their days."""
    diary = "accounts/siam-grand/touches/2026-nok.yaml"
    for number, words in enumerate(
        (
            ("set", "malee", "stance=0", "title=Manager"),
            ("add-contact", "陈美丽", "--id", "chen", "--reports-to", "anucha", "--stance", "-1"),
            ("link", "chen", "anucha", "--kind", "influences", "--level", "2"),
            ("rename", "chen", "chen-meili"),
            ("touch", "malee", "--by", "nok", "--channel", "call", "--on", "2026-11-20"),
            ("set", "plates", "stage", "won"),
            ("set", "prasert", "status", "left"),
        ),
        start=2,
    ):
        book.tell(*words)
        commit(book.folder, {}, at=day(number))
    commit(book.folder, replaced(book, diary, "feeling: 1", "feeling: -2"), at=day(20))
    commit(book.folder, replaced(book, MALEE, "stance: 0", "stance: 0\nx-shoe: 42"), at=day(21))
    told = {one["commit"]: one for one in book("history", "siam-grand", "--json").json["entries"] if "commit" in one}
    for name in git(book.folder, "rev-list", "HEAD", "^HEAD~9").split():
        found = book("diff", f"{name}~1", name, "--no-effect", "--json").json
        expected = [one for one in found["records"] if (one["type"], one["kind"]) != ("touch", "added")]
        entry = told.get(name, {"records": [], "own_keys": []})
        assert [(one["ref"], one["kind"], one["changes"]) for one in entry["records"]] == [
            (one["ref"], one["kind"], one["changes"]) for one in expected
        ]
        assert entry["own_keys"] == found["own_keys"]


def test_two_who_are_gone_and_had_one_id_are_told_apart(book: Runner) -> None:
    other = {"accounts/far/account.yaml": "name: Far\n", "accounts/far/people/malee.yaml": "name: Malee Wong\n"}
    commit(book.folder, other, at=day(2))
    commit(book.folder, {MALEE: None, "accounts/far/people/malee.yaml": None}, at=day(3))
    assert "person far/malee, person siam-grand/malee; write the reference" in book.refuse("history", "malee")
    assert book("history", "far/malee").stdout.startswith("Malee Wong  (far/malee)")


def test_by_a_name_only_accounts_that_hold_it_are_read(book: Runner) -> None:
    """Else what is broken there would be named."""
    other = {"accounts/far/account.yaml": "name: Far\n", "accounts/far/people/kim.yaml": "name: [\n"}
    commit(book.folder, other, at=day(2))
    assert book("history", "มาลี ใจดี").stderr == ""
    assert "kim.yaml" in book("history", "GM").stderr


def test_a_shallow_clone_says_where_it_ends(book: Runner, tmp_path: Path) -> None:
    commit(book.folder, replaced(book, MALEE, "stance: 1", "stance: 2"), at=day(2))
    commit(book.folder, replaced(book, MALEE, "stance: 2", "stance: 0"), at=day(3))
    git(tmp_path, "clone", "-q", "--depth=2", f"file://{book.folder}", "shallow")
    clone = Runner(tmp_path / "shallow")
    told = lines(clone, "malee", "--until", "2026-10-31")
    assert told[1:] == [
        "    stance advocate -> neutral",
        "2026-09-02  ID  Nok",
        "    the history that this shallow clone has begins here; `git fetch --unshallow` brings more",
    ]
    assert clone("history", "malee", "--json").json["shallow"]


def test_without_a_commit_the_touches_are_told(tmp_path: Path) -> None:
    folder = repository(tmp_path / "book")
    relmap = Runner(folder)
    for path, text in {"relmap.yaml": "relmap: 1\n", **BOOK}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    assert lines(relmap, "malee") == [
        "not committed yet",
        f"    {NEW_MALEE}",
        "2026-11-12  chat by นก สุขใจ with มาลี ใจดี",
        "2026-11-03  visit by นก สุขใจ with มาลี ใจดี, feeling +1",
    ]


def test_without_a_repository(relmap: Runner) -> None:
    assert "lies in no git repository" in relmap.refuse("history", "malee")


@pytest.mark.parametrize("variables", [{"GIT_DIR": "/nowhere", "GIT_WORK_TREE": "/nowhere"}])
def test_the_variables_of_a_hook_do_not_count(book: Runner, variables: Mapping[str, str]) -> None:
    assert book.tell("history", "malee", environment=variables) == book.tell("history", "malee")


def test_names_of_files_and_settings_of_the_user_s(book: Runner) -> None:
    """In a folder of a larger repository, beside files with any name, whatever git is set to show."""
    folder = book.folder.parent / "larger"
    inner = folder / "ลูกค้า 'ของเรา'"
    repository(folder)
    commit(inner.parent, {f"{inner.name}/{path}": text for path, text in {"relmap.yaml": "relmap: 1\n", **BOOK}.items()}
           | {'odd "file"\n': "x", f"{inner.name}/{PEOPLE}/มา'ลี.txt": "x"}, at=day(1))  # fmt: skip
    relmap = Runner(inner)
    for name, value in (("log.showSignature", "true"), ("diff.renames", "copies"), ("log.showRoot", "false"),
                        ("color.ui", "always"), ("log.mailmap", "false"), ("diff.noprefix", "true")):  # fmt: skip
        git(folder, "config", name, value)
    commit(folder, {".mailmap": "Nok Sukjai <n@example.org>\n"}, at=day(2))
    assert lines(relmap, "malee")[-2:] == ["2026-09-01  ID  Nok Sukjai", f"    {NEW_MALEE}"]


def test_the_document(book: Runner) -> None:
    name = commit(book.folder, replaced(book, MALEE, "stance: 1", "stance: 2"), at=day(2))
    found = book("history", "malee", "--json").json
    assert {key: found[key] for key in ("schema", "type", "ref", "field", "shallow")} == {
        "schema": "relmap.history/1", "type": "person", "ref": "siam-grand/malee", "field": None, "shallow": False,
    }  # fmt: skip
    assert [entry["kind"] for entry in found["entries"]] == ["touch", "touch", "commit", "commit"]
    entry = found["entries"][2]
    assert (entry["commit"], entry["author"], entry["day"], entry["subject"]) == (name, "Nok", "2026-09-02", "work")
    assert entry["records"][0]["changes"] == [{"field": "stance", "path": [], "before": 1, "after": 2}]


def test_the_heading_is_what_it_is_called(book: Runner) -> None:
    commit(book.folder, {"campaigns/fair.yaml": "name: Spring fair\n"}, at=day(2))
    assert book.tell("history", "fair").splitlines()[0] == "Spring fair  (campaigns/fair)"


def test_in_chinese_a_label_ends_as_it_does_there(book: Runner) -> None:
    told = book.tell("history", "siam-grand", "--lang", "zh")
    assert "（siam-grand/malee）：新联系人" in told


def test_in_thai(book: Runner) -> None:
    book.tell("set", "malee", "stance", "2")
    told = book.tell("history", "malee", "--lang", "th")
    assert "ยังไม่ได้คอมมิต" in told
    assert "not committed" not in told


def test_of_an_account_the_files_of_others_are_not_read(book: Runner) -> None:
    """Else what is broken there would be named."""
    other = {"accounts/riverside/account.yaml": "name: Riverside\n", "accounts/riverside/people/kim.yaml": "name: [\n"}
    commit(book.folder, other, at=day(2))
    assert book("history", "siam-grand").stderr == ""
