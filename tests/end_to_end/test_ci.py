"""The hook and the workflow that docs/ci.md offers, run with real git: a dangling reference does not get through."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.cli.runner import HOTEL

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "ci.md"
DANGLING = "accounts/siam-grand/people/malee.yaml"


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def workflow() -> Any:
    return next(document for block in blocks("yaml") if "jobs" in (document := yaml.safe_load(block)))


def the_hook() -> Any:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    return hook


class Repository:
    """A git repository in a folder, whose programs find relmap first of all."""

    def __init__(self, folder: Path, tools: Path) -> None:
        self.folder = folder
        plain = {name: value for name, value in os.environ.items() if not name.startswith(("RELMAP_", "GIT_"))}
        path = os.pathsep.join([str(tools), str(Path(sys.executable).parent), os.environ["PATH"]])
        self.environment = {**plain, "PATH": path, "HOME": str(tools), "LC_ALL": "C.UTF-8"}

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command, cwd=self.folder, env=self.environment, capture_output=True, text=True, check=False
        )

    def git(self, *arguments: str) -> str:
        done = self.run("git", "-c", "user.name=Nok", "-c", "user.email=nok@example.com", *arguments)
        assert done.returncode == 0, done
        return done.stdout

    def commit(self, path: str, text: str) -> subprocess.CompletedProcess[str]:
        """Adds `text` to the end of a file of the book, and commits that."""
        file = self.folder / path
        file.write_text(file.read_text(encoding="utf-8") + text if file.exists() else text, encoding="utf-8")
        self.git("add", "--all")
        return self.run(
            "git", "-c", "user.name=Nok", "-c", "user.email=nok@example.com", "commit", "--quiet", "--message", path
        )


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """The hotel's book in git, without any hook."""
    tools = tmp_path / "tools"
    tools.mkdir()
    shutil.copytree(HOTEL, tmp_path / "book")
    made = Repository(tmp_path / "book", tools)
    made.git("init", "--quiet", "--initial-branch", "main")
    made.git("add", "--all")
    made.git("commit", "--quiet", "--message", "The book")
    return made


def install(repository: Repository, script: str) -> None:
    hook = repository.folder / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(script, encoding="utf-8")
    hook.chmod(0o755)


@pytest.mark.parametrize("script", [f"#!/bin/sh\nexec {the_hook()['entry']}\n", *blocks("sh")], ids=["entry", "page"])
def test_a_dangling_reference_is_not_committed(repository: Repository, script: str) -> None:
    install(repository, script)
    before = repository.git("rev-parse", "HEAD")
    refused = repository.commit(DANGLING, "reports_to: nobody\n")
    assert refused.returncode == 1
    assert f"{DANGLING}:26:13: error: siam-grand/malee names siam-grand/nobody" in refused.stdout + refused.stderr
    assert repository.git("rev-parse", "HEAD") == before
    repository.git("checkout", "--quiet", "HEAD", "--", DANGLING)
    assert repository.commit(DANGLING, "reports_to: prasert\n").returncode == 0
    assert repository.commit("accounts/siam-grand/people/malee-2.yaml", "name: มาลี ใจดี\n").returncode == 0
    assert repository.git("rev-list", "--count", "HEAD") == "3\n"


def test_the_hook_runs_for_the_book_s_files_alone() -> None:
    hook = the_hook()
    assert (hook["id"], hook["pass_filenames"]) == ("relmap-check", False)
    tracked = [path.relative_to(HOTEL).as_posix() for path in HOTEL.rglob("*") if path.is_file()]
    for path in (*tracked, *(f"books/nok/{path}" for path in tracked), "accounts/a/people/x.yml"):
        assert re.search(hook["files"], path), path
    for path in ("README.md", "docs/relmap.yaml.md", "pyproject.toml", "src/teams.yaml"):
        assert not re.search(hook["files"], path), path


def test_the_page_names_the_hook_that_there_is() -> None:
    config = next(document for block in blocks("yaml") if "repos" in (document := yaml.safe_load(block)))
    (source,) = config["repos"]
    assert [hook["id"] for hook in source["hooks"]] == [the_hook()["id"]]


def test_the_workflow_s_commands_in_a_clone(repository: Repository, tmp_path: Path) -> None:
    (job,) = workflow()["jobs"].values()
    commands = [step["run"] for step in job["steps"] if "run" in step]
    assert commands[1:] == ["relmap check --fail-on error"]
    # relmap is installed already; what stands in for pip says what it was to install.
    pip = tmp_path / "tools" / "pip"
    pip.write_text('#!/bin/sh\necho "pip $*"\n', encoding="utf-8")
    pip.chmod(0o755)
    assert run_in_clone(repository, tmp_path / "one", commands) == [0, 0]
    assert repository.commit(DANGLING, "reports_to: nobody\n").returncode == 0  # nobody has the hook
    assert run_in_clone(repository, tmp_path / "two", commands) == [0, 1]


def run_in_clone(repository: Repository, folder: Path, commands: list[str]) -> list[int]:
    """The exit status of each command, run as GitHub's runner does."""
    repository.git("clone", "--quiet", str(repository.folder), str(folder))
    clone = Repository(folder, Path(repository.environment["HOME"]))
    return [
        clone.run("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", command).returncode for command in commands
    ]
