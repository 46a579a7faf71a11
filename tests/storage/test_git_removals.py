import subprocess
from datetime import date
from pathlib import Path

import pytest

from relmap.storage.git_place import git_place
from relmap.storage.git_removals import Removal, removals
from relmap.storage.layout import path_of_ref
from tests.end_to_end.command import environment


def git(folder: Path, *arguments: str) -> str:
    who = ("-c", "user.name=n", "-c", "user.email=n@example.org")
    dated = environment(GIT_COMMITTER_DATE="2026-11-20T23:30:00+0700")
    return subprocess.run(
        ["git", *who, *arguments], cwd=folder, env=dated, capture_output=True, text=True, check=True
    ).stdout.strip()


def test_the_last_commit_that_took_each_file_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = tmp_path / "คุณ"
    names = ["team/นก.yaml", 'team/"quoted".yaml', "team/kept.yaml", "team/never.yaml"]
    (book / "team").mkdir(parents=True)
    git(tmp_path, "init", "-q")
    place = git_place(book)
    assert removals(place, names) == {}, "no commit yet"
    for name in names[:3]:
        (book / name).write_text("name: x\n", encoding="utf-8")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-q", "-m", "first")
    git(tmp_path, "mv", f"{book.name}/{names[0]}", "elsewhere.yaml")
    git(tmp_path, "commit", "-q", "-m", "moved")
    git(tmp_path, "config", "diff.relative", "true")
    git(tmp_path, "config", "log.follow", "true")
    moved = Removal(git(tmp_path, "rev-parse", "--short=7", "HEAD"), date(2026, 11, 20))
    git(tmp_path, "rm", "-q", f"{book.name}/{names[1]}")
    git(tmp_path, "commit", "-q", "-m", "removed")
    removed = Removal(git(tmp_path, "rev-parse", "--short=7", "HEAD"), date(2026, 11, 20))
    assert removals(place, names) == {names[0]: moved, names[1]: removed}
    assert removals(place, names, "HEAD~1") == removals(place, names[:1]) == {names[0]: moved}
    git(tmp_path, "clone", "-q", "--bare", ".", "bare.git")
    bare = git_place(tmp_path / "bare.git" / book.name)
    assert removals(bare, names, "HEAD") == {names[0]: moved, names[1]: removed}
    monkeypatch.setenv("PATH", str(tmp_path))
    assert removals(place, names) == {}


@pytest.mark.parametrize(
    ("type_", "ref", "path"),
    [
        ("person", "siam-grand/malee", "accounts/siam-grand/people/malee.yaml"),
        ("deal", "siam-grand/plates", "accounts/siam-grand/deals/plates.yaml"),
        ("account", "siam-grand", "accounts/siam-grand/account.yaml"),
        ("member", "nok", "team/nok.yaml"),
        ("campaign", "new-year", "campaigns/new-year.yaml"),
    ],
)
def test_every_reference_has_a_file(type_: str, ref: str, path: str) -> None:
    assert path_of_ref(type_, ref) == path
