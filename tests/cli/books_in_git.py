"""Books in real repositories."""

import os
import subprocess
from pathlib import Path

from tests.cli.runner import Runner, hotel

MALEE = "accounts/siam-grand/people/malee.yaml"


def git(folder: Path, *arguments: str, check: bool = True) -> str:
    """What git prints, run by somebody called Nok."""
    who = {f"GIT_{role}_{what}": value for role in ("AUTHOR", "COMMITTER") for what, value in WHO.items()}
    done = subprocess.run(
        ["git", *arguments], cwd=folder, env={**os.environ, **who}, capture_output=True, text=True, check=False
    )
    assert not check or done.returncode == 0, done.stderr
    return done.stdout


WHO = {"NAME": "Nok", "EMAIL": "nok@example.com"}


def committed_hotel(folder: Path, book: str = "") -> Runner:
    """The hotel's book, committed in a repository of `folder`, in which it lies at `book`."""
    runner = hotel(folder / book)
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "config", "user.name", "Nok")
    git(folder, "config", "user.email", "nok@example.com")
    # What a rule of the machine's own says must not decide a test.
    git(folder, "config", "commit.gpgSign", "false")
    git(folder, "config", "core.hooksPath", ".git/hooks")
    (folder / ".gitignore").write_text(".relmap/\n")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--message=The book as it was")
    return runner


def commits(folder: Path) -> list[str]:
    """The subjects, the newest first."""
    return git(folder, "log", "--format=%s").splitlines()


def message(folder: Path, revision: str = "HEAD") -> str:
    return git(folder, "log", "-1", "--format=%B", revision).rstrip("\n") + "\n"


def files_of_last(folder: Path) -> list[str]:
    return git(folder, "-c", "core.quotePath=false", "show", "--format=", "--name-only").splitlines()


def hook(folder: Path, name: str, script: str) -> None:
    file = folder / ".git" / "hooks" / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(f"#!/bin/sh\n{script}\n")
    file.chmod(0o755)
