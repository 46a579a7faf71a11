"""Git repositories for tests, made with real git: every commit on a day of its own choosing."""

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

_WHO = {
    f"GIT_{role}_{part}": value
    for role in ("AUTHOR", "COMMITTER")
    for part, value in (("NAME", "Nok"), ("EMAIL", "n@example.org"))
}


def git(folder: Path, *arguments: str, at: str = "", environment: Mapping[str, str] | None = None) -> str:
    """What git prints. `at`: the moment of a commit, as `2026-09-30T12:00:00+0700`."""
    moment = {"GIT_AUTHOR_DATE": at, "GIT_COMMITTER_DATE": at} if at else {}
    plain = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    done = subprocess.run(
        ["git", *arguments],
        cwd=folder,
        env={**os.environ, **plain, **_WHO, **moment, **(environment or {})},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.removesuffix("\n")


def repository(folder: Path, *arguments: str) -> Path:
    """A new one in `folder`, whose branch is `main`."""
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "--quiet", "--initial-branch=main", *arguments)
    return folder


def commit(folder: Path, files: Mapping[str, str | bytes | None], *, at: str, subject: str = "work") -> str:
    """Writes files below `folder` (None: removes them), commits everything there, and gives the commit's id."""
    for path, content in files.items():
        file = folder / path
        if content is None:
            file.unlink()
            continue
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
    git(folder, "add", "--all", ".")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", subject, at=at)
    return git(folder, "rev-parse", "HEAD")
