"""relmap undo, in real repositories."""

from pathlib import Path

import pytest

from tests.cli.books_in_git import MALEE, commits, committed_hotel, files_of_last, git, hook, message
from tests.cli.runner import Runner

TOUCHES = "accounts/siam-grand/touches/2026-nok.yaml"
CHANGE = ("set", "malee", "stance", "0", "--commit")
SUBJECT = "มาลี ใจดี: stance supporter -> neutral"


@pytest.fixture
def relmap(tmp_path: Path) -> Runner:
    return committed_hotel(tmp_path / "book")


def committed(relmap: Runner, *arguments: str) -> None:
    """A change made with relmap and committed by hand."""
    relmap.tell(*arguments)
    git(relmap.folder, "add", ".")
    git(relmap.folder, "commit", "--quiet", "-m", "by hand")


def test_takes_the_last_change_back_by_a_new_commit_and_does_it_again(relmap: Runner) -> None:
    before = relmap.files()
    relmap.tell(*CHANGE)
    changed = relmap.files()
    said = relmap.tell("undo")
    assert said.startswith(f'took back "{SUBJECT}" (')
    assert relmap.files() == before
    commit = git(relmap.folder, "rev-parse", "HEAD~1").strip()
    assert message(relmap.folder) == f'Undo "{SUBJECT}"\n\nThis takes back commit {commit}.\n\nRelmap-Command: undo\n'
    relmap.tell("undo")
    assert relmap.files() == changed
    relmap.tell("undo")
    assert relmap.files() == before
    assert commits(relmap.folder)[:4] == [f'Undo "{SUBJECT}"', f'Redo "{SUBJECT}"', f'Undo "{SUBJECT}"', SUBJECT]


@pytest.mark.parametrize(
    "arguments",
    [
        ("add-contact", "Dao Dee"),
        ("add-account", "Chang Hotel"),
        ("rename", "malee", "มาลี"),
        ("rename", "siam-grand", "siam"),
        ("merge-people", "malee", "kanya", "--take", "A"),
        ("remove", "finance-director", "--left"),
        ("touch", "malee", "--by", "pim", "--channel", "visit"),
        ("set", "book", "name", "Ours"),
        ("waive", "G104", "Front Office", "--until", "2027-01-01", "--reason", "no say"),
    ],
    ids=" ".join,
)
def test_every_kind_of_change_is_taken_back_to_the_byte(relmap: Runner, arguments: tuple[str, ...]) -> None:
    before = relmap.files()
    done = relmap(*arguments, "--commit")
    if done.status:
        pytest.fail(done.stderr)
    assert relmap.files() != before
    relmap.tell("undo")
    assert relmap.files() == before
    assert git(relmap.folder, "status", "--porcelain") == ""


def test_dry_run_shows_the_patch_and_the_message(relmap: Runner) -> None:
    relmap.tell(*CHANGE)
    before = relmap.files()
    done = relmap("undo", "--dry-run")
    assert (done.status, relmap.files()) == (0, before)
    assert "-stance: 0\n+stance: 1\n" in done.stdout
    assert done.stderr.startswith(f'would be committed with this message:\n  Undo "{SUBJECT}"\n')
    assert len(commits(relmap.folder)) == 2


def test_what_came_later_stays(relmap: Runner) -> None:
    relmap.tell(*CHANGE)
    committed(relmap, "set", "malee", "influence", "4")
    committed(relmap, "set", "kanya", "influence", "4")
    relmap.tell("undo")
    text = relmap.read(MALEE)
    assert "stance: 1\n" in text
    assert "influence: 4\n" in text
    assert files_of_last(relmap.folder) == [MALEE]


def test_a_later_touch_stays_in_a_file_that_the_change_had_made(relmap: Runner) -> None:
    pim = ("touch", "malee", "--by", "pim")
    relmap.tell(*pim, "--channel", "visit", "--on", "2025-11-20", "--commit")
    committed(relmap, *pim, "--channel", "call", "--on", "2025-11-21")
    relmap.tell("undo")
    assert relmap.read("accounts/siam-grand/touches/2025-pim.yaml") == (
        "- {on: 2025-11-21, with: [malee], channel: call}\n"
    )


def test_a_fault_is_found_before_anything_is_written(relmap: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    relmap.tell("add-contact", "Dao Dee", "--commit")
    committed(relmap, "link", "malee", "dao-dee", "--kind", "friend")
    monkeypatch.setattr("relmap.storage.workspace.Workspace.commit", lambda *_: pytest.fail("written"))
    assert "then there would be a fault at" in relmap.refuse("undo")


def test_a_fault_that_is_there_already_is_in_nobodys_way(relmap: Runner) -> None:
    relmap.tell("add-account", "Chang Hotel", "--commit")
    file = relmap.folder / "accounts/siam-grand/people/kanya.yaml"
    file.write_bytes(file.read_bytes() + b"links: [{to: nobody, kind: friend, level: 1}]\n")
    relmap.tell("undo")
    assert not (relmap.folder / "accounts/chang-hotel").exists()


def test_where_both_meet_nothing_is_done(relmap: Runner) -> None:
    relmap.tell(*CHANGE)
    committed(relmap, "set", "malee", "stance", "2")
    said = relmap.refuse("undo")
    assert said.startswith(f'cannot take back "{SUBJECT}": {MALEE} was changed since, in the same place; ')
    assert "git revert" in said
    assert git(relmap.folder, "status", "--porcelain") == ""


def test_a_new_person_that_was_worked_on_since_is_not_deleted(relmap: Runner) -> None:
    relmap.tell("add-contact", "Dao Dee", "--commit")
    committed(relmap, "set", "dao-dee", "title", "Concierge")
    assert "was changed since" in relmap.refuse("undo")


def test_changes_by_hand_are_in_the_way(relmap: Runner) -> None:
    relmap.tell(*CHANGE)
    file = relmap.folder / MALEE
    file.write_bytes(file.read_bytes() + b"# by hand\n")
    assert "not committed yet" in relmap.refuse("undo")


def test_nobody_is_left_pointing_at_nobody(relmap: Runner) -> None:
    relmap.tell("add-contact", "Dao Dee", "--commit")
    committed(relmap, "link", "malee", "dao-dee", "--kind", "friend")
    said = relmap.refuse("undo")
    assert said.startswith('cannot take back "added Dao Dee (siam-grand/dao-dee)": then there would be a fault at ')
    assert MALEE in said
    assert relmap.refuse("undo", "--dry-run") == said
    assert git(relmap.folder, "status", "--porcelain") == ""


def test_nothing_to_undo(relmap: Runner) -> None:
    said = relmap.refuse("undo")
    assert said.startswith("git knows of no commit that relmap made in ")
    git(relmap.folder, "commit", "--quiet", "--allow-empty", "-m", "x\n\nRelmap-Command: set is a line of mine\n\nend")
    assert relmap.refuse("undo") == said


def test_a_damaged_history_is_not_an_empty_one(relmap: Runner) -> None:
    relmap.tell(*CHANGE)
    git(relmap.folder, "checkout", "--quiet", "--orphan", "new")
    assert relmap.refuse("undo").startswith("git knows of no commit that relmap made in ")
    git(relmap.folder, "checkout", "--quiet", "main")
    head = git(relmap.folder, "rev-parse", "HEAD").strip()
    (relmap.folder / ".git" / "objects" / head[:2] / head[2:]).unlink()
    assert relmap.refuse("undo").startswith("`git rev-list` failed in ")
    (relmap.folder / ".git" / "refs" / "heads" / "main").write_text("")
    assert relmap.refuse("undo").startswith("`git rev-list` failed in ")


def test_what_is_back_already_is_said(relmap: Runner) -> None:
    relmap.tell(*CHANGE)
    committed(relmap, "set", "malee", "stance", "1")
    said = relmap.tell("undo", "--dry-run")
    assert said.startswith(f'nothing is left of "{SUBJECT}" (')
    assert relmap.tell("undo") == said
    assert commits(relmap.folder)[0] == "by hand"


def test_another_book_of_the_same_repository_is_another_matter(tmp_path: Path) -> None:
    one = committed_hotel(tmp_path, "one")
    two = Runner(tmp_path / "two")
    two.folder.mkdir()
    for path, data in one.files().items():
        file = two.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "-m", "two")
    before = one.files()
    one.tell(*CHANGE)
    two.tell("set", "malee", "influence", "4", "--commit")
    one.tell("undo")
    assert one.files() == before
    assert "influence: 4" in two.read(MALEE)


def test_a_hook_may_refuse_that_too(relmap: Runner) -> None:
    relmap.tell(*CHANGE)
    hook(relmap.folder, "pre-commit", "echo no >&2; exit 1")
    done = relmap("undo")
    assert done.status == 1
    assert "the change is written, but git did not commit it: no" in done.stderr


def test_line_ends_of_windows_come_back(tmp_path: Path) -> None:
    relmap = committed_hotel(tmp_path)
    file = relmap.folder / MALEE
    git(relmap.folder, "config", "core.autocrlf", "true")
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    git(relmap.folder, "add", ".")
    before = relmap.files()
    relmap.tell(*CHANGE)
    relmap.tell("undo")
    assert relmap.files() == before


def test_a_shallow_clone_does_not_lose_what_its_oldest_commit_seems_to_have_made(
    relmap: Runner, tmp_path: Path
) -> None:
    relmap.tell(*CHANGE)
    git(tmp_path, "clone", "--quiet", "--depth=1", relmap.folder.as_uri(), "shallow")
    clone = Runner(tmp_path / "shallow")
    said = clone.refuse("undo")
    assert said.startswith(f'cannot take back "{SUBJECT}": this clone does not have what was before ')
    assert "git fetch --unshallow" in said


def test_the_first_commit_of_all_can_be_taken_back(tmp_path: Path) -> None:
    relmap = committed_hotel(tmp_path)
    git(relmap.folder, "update-ref", "-d", "HEAD")
    git(relmap.folder, "rm", "-r", "--quiet", "--cached", ".")
    relmap.tell("add-contact", "Dao Dee", "--commit")
    relmap.tell("undo")
    assert not (relmap.folder / "accounts/siam-grand/people/dao-dee.yaml").exists()


SETTINGS = {
    "log.showSignature": "true",
    "log.follow": "true",
    "trailer.separators": "%",
    "trailer.ifexists": "replace",
    "i18n.commitEncoding": "TIS-620",
    "i18n.logOutputEncoding": "TIS-620",
    "format.pretty": "X%h",
    "color.ui": "always",
    "commit.cleanup": "strip",
    "commit.template": "/nowhere",
    "diff.relative": "true",
    "diff.noprefix": "true",
    "diff.external": "false",
    "status.short": "true",
    "status.showUntrackedFiles": "no",
    "core.quotePath": "false",
    "core.commentChar": "R",
}


@pytest.mark.parametrize("key", SETTINGS)
def test_no_setting_of_the_users_is_in_the_way(relmap: Runner, key: str, tmp_path: Path) -> None:
    signing = tmp_path / "sign"
    signing.write_text(
        "#!/bin/sh\ncat > /dev/null\necho 'gpg: made, or good' >&2\n"
        "case \"$*\" in *verify*) echo '[GNUPG:] GOODSIG x y';;\n"
        "*) echo '[GNUPG:] SIG_CREATED ' >&2; printf -- '-----BEGIN PGP SIGNATURE-----\\n\\nx\\n';;\nesac\n"
    )
    signing.chmod(0o755)
    git(relmap.folder, "config", "gpg.program", str(signing))
    git(relmap.folder, "config", "commit.gpgSign", "true")
    git(relmap.folder, "config", key, SETTINGS[key])
    before = relmap.files()
    relmap.tell(*CHANGE)
    relmap.tell("add-contact", "Dao Dee", "--commit")
    for said in ("added Dao Dee (siam-grand/dao-dee)", 'Undo "added Dao Dee (siam-grand/dao-dee)"'):
        assert relmap.tell("undo").startswith(f'took back "{said}" (')
    relmap.tell("remove", "dao-dee", "--commit")
    relmap.tell("undo")
    git(relmap.folder, "reset", "--quiet", "--hard", "HEAD~5")
    assert relmap.tell("undo").startswith(f'took back "{SUBJECT}" (')
    assert relmap.files() == before
    assert b"\nencoding" not in git(relmap.folder, "cat-file", "commit", "HEAD").encode()


def test_the_last_change_is_the_last_also_where_a_merge_took_nothing_of_it(relmap: Runner) -> None:
    git(relmap.folder, "checkout", "--quiet", "-b", "topic")
    relmap.tell("set", "malee", "stance", "-1", "-m", "hers")
    git(relmap.folder, "checkout", "--quiet", "main")
    relmap.tell("set", "malee", "stance", "2", "-m", "his")
    git(relmap.folder, "merge", "--quiet", "--no-commit", "-s", "ours", "topic")
    git(relmap.folder, "checkout", "topic", "--", MALEE)
    git(relmap.folder, "commit", "--quiet", "--message=merged")
    before = relmap.files()
    undone = relmap("undo")
    assert undone.status == 1
    assert '"his"' in undone.stderr
    assert relmap.files() == before
