import subprocess
from pathlib import Path

import pytest

from relmap.storage.git_removals import removals
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
    assert removals(tmp_path, names) == {}
    (book / "team").mkdir(parents=True)
    git(tmp_path, "init", "-q")
    assert removals(book, names) == {}, "no commit yet"
    for name in names[:3]:
        (book / name).write_text("name: x\n", encoding="utf-8")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-q", "-m", "first")
    git(tmp_path, "mv", f"{book.name}/{names[0]}", "elsewhere.yaml")
    git(tmp_path, "commit", "-q", "-m", "moved")
    first = git(tmp_path, "rev-parse", "--short=7", "HEAD")
    git(tmp_path, "rm", "-q", f"{book.name}/{names[1]}")
    git(tmp_path, "commit", "-q", "-m", "removed")
    second = git(tmp_path, "rev-parse", "--short=7", "HEAD")
    assert removals(book, names) == {names[0]: f"{first} of 2026-11-20", names[1]: f"{second} of 2026-11-20"}
    monkeypatch.setenv("PATH", str(tmp_path))
    assert removals(book, names) == {}


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
