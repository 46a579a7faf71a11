"""Runs relmap's commands in this process, in a folder of the test's own."""

import io
import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from contextlib import chdir, redirect_stderr, redirect_stdout
from contextvars import copy_context
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from relmap.cli.app import program
from relmap.cli.boundary import run
from relmap.storage.reader import load
from tests.books import files_of

HOTEL = Path(__file__).parents[2] / "examples" / "hotel"
TODAY = "2026-11-23"


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What a command did: its exit status and what it printed."""

    status: int
    stdout: str
    stderr: str

    @property
    def json(self) -> Any:
        """The one document on stdout; a number counts only if it was printed in full."""
        return json.loads(self.stdout)


def with_names(text: str, language: str) -> str:
    """`text` with the people of the hotel called as a reader of that language calls them."""
    book = load(HOTEL).book
    for one in (*book.people.values(), *book.members.values()):
        text = text.replace(one.name, one.names.get(language, one.name)) if one.name != "?" else text
    return text


class Terminal(io.TextIOWrapper):
    """Standard output that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@dataclass(frozen=True, slots=True)
class Runner:
    """Commands in one folder; `tell` is a call that must succeed in silence on stderr."""

    folder: Path

    def __call__(
        self, *arguments: str | Path, at: str = "", environment: Mapping[str, str] | None = None, terminal: bool = False
    ) -> Done:
        """Runs `relmap ARGUMENTS` in the folder, or below it `at` some path."""
        out = (Terminal if terminal else io.TextIOWrapper)(io.BytesIO(), "utf-8", newline="", write_through=True)
        err = io.StringIO()
        given = [str(argument) for argument in arguments]
        with (
            chdir(self.folder / at),
            patch.dict(os.environ, {"RELMAP_TODAY": TODAY, "RELMAP_LANG": "en", **(environment or {})}),
            redirect_stdout(out),
            redirect_stderr(err),
        ):
            # In a context of its own: a language that one command speaks ends with it.
            status = copy_context().run(run, lambda: program()(args=given, prog_name="relmap", standalone_mode=False))
        return Done(status=status, stdout=out.buffer.getvalue().decode(), stderr=err.getvalue())  # type: ignore[attr-defined]

    def tell(self, *arguments: str | Path, **fields: Any) -> str:
        """What a command that succeeds without a warning prints."""
        done = self(*arguments, **fields)
        assert (done.status, done.stderr) == (0, ""), done
        return done.stdout

    def refuse(self, *arguments: str | Path, status: int = 1, **fields: Any) -> str:
        """The one line of error of a command that fails, says so once and leaves every file as it was."""
        before = self.files()
        done = self(*arguments, **fields)
        assert (done.status, done.stdout) == (status, ""), done
        assert done.stderr.startswith("error: "), done
        assert done.stderr.count("\n") == 1, done
        assert self.files() == before
        return done.stderr.removeprefix("error: ").rstrip("\n")

    def files(self) -> dict[str, bytes]:
        return files_of(self.folder)

    def read(self, path: str) -> str:
        return (self.folder / path).read_bytes().decode()


def hotel(folder: Path) -> Runner:
    """A fresh copy of the hotel's book."""
    shutil.copytree(HOTEL, folder, dirs_exist_ok=True)
    return Runner(folder)


def assert_dry_run_tells_all(relmap: Runner, scratch: Path, *arguments: str, at: str = "") -> str:
    """`--dry-run` leaves every byte, and its diff through `git apply` brings what the command itself brings.

    Returns the diff; afterwards the command has been run.
    """
    before = relmap.files()
    twin = scratch / "twin"
    shutil.copytree(relmap.folder, twin)
    diff = relmap.tell(*arguments, "--dry-run", at=at)
    assert relmap.files() == before
    relmap.tell(*arguments, at=at)
    (scratch / "change.diff").write_bytes(diff.encode())
    # Without the variable, git would look for a repository above the temporary folder.
    environment = {**os.environ, "GIT_CEILING_DIRECTORIES": str(scratch)}
    subprocess.run(
        ["git", "apply", "--whitespace=nowarn", str(scratch / "change.diff")], cwd=twin, env=environment, check=True
    )
    assert files_of(twin) == relmap.files()
    assert relmap.files() != before
    return diff
