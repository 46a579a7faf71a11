"""What docs/ci.md offers, run with real git and the real pre-commit: a dangling reference does not get through."""

import json
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


def documents(key: str) -> list[Any]:
    """The YAML documents of the page that have a key: workflows have `jobs`, configurations of pre-commit `repos`."""
    return [document for block in blocks("yaml") if key in (document := yaml.safe_load(block))]


def steps(name: str) -> list[Any]:
    """The steps of the one job of a workflow, by the workflow's name."""
    (job,) = next(document["jobs"] for document in documents("jobs") if document["name"] == name).values()
    return list(job["steps"])


def commands(name: str) -> list[str]:
    return [step["run"] for step in steps(name) if "run" in step]


HOOKS = {hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))}


class Repository:
    """A git repository in a folder, whose programs find relmap first of all."""

    def __init__(self, folder: Path, tools: Path) -> None:
        self.folder = folder
        plain = {name: value for name, value in os.environ.items() if not name.startswith(("RELMAP_", "GIT_"))}
        path = os.pathsep.join([str(tools), str(Path(sys.executable).parent), os.environ["PATH"]])
        self.environment = {**plain, "PATH": path, "HOME": str(tools), "LC_ALL": "C.UTF-8", "RELMAP_LANG": "en"}

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
        file.parent.mkdir(exist_ok=True)
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


@pytest.mark.parametrize(
    "script", [f"#!/bin/sh\nexec {HOOKS['relmap-check']['entry']}\n", *blocks("sh")], ids=["entry", "page"]
)
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


@pytest.mark.parametrize("hook", HOOKS.values(), ids=str)
def test_a_hook_runs_for_the_book_s_files_alone(hook: Any) -> None:
    assert hook["pass_filenames"] is False
    tracked = [path.relative_to(HOTEL).as_posix() for path in HOTEL.rglob("*") if path.is_file()]
    for path in (*tracked, *(f"books/nok/{path}" for path in tracked), "accounts/a/people/x.yml"):
        assert re.search(hook["files"], path), path
    for path in ("README.md", "docs/relmap.yaml.md", "pyproject.toml", "src/teams.yaml"):
        assert not re.search(hook["files"], path), path


def relmap_s_repository(folder: Path, tag: str) -> Repository:
    """What is here to install from, in a git repository of its own, with a tag."""
    parts = ("pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml", "relmap")
    folder.mkdir()
    for part in parts:
        source, target = ROOT / part, folder / part
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, target)
    (folder.parent / "empty").mkdir()
    made = Repository(folder, folder.parent / "empty")
    made.git("init", "--quiet", "--initial-branch", "main")
    made.git("add", "--all")
    made.git("commit", "--quiet", "--message", "relmap")
    made.git("tag", tag)
    return made


def test_pre_commit_as_the_page_sets_it_up(repository: Repository, tmp_path: Path) -> None:
    *_, config = documents("repos")
    (source,) = config["repos"]
    source["repo"] = str(relmap_s_repository(tmp_path / "relmap", source["rev"]).folder)
    (repository.folder / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")
    # The real tool installs relmap from there, and what relmap needs from the package index.
    repository.environment |= {"PRE_COMMIT_HOME": str(tmp_path / "installed"), "PIP_NO_COMPILE": "1"}
    for kind in ("pre-commit", "pre-push"):
        # A test dependency: it lies beside this Python, which need not be on the PATH.
        assert repository.run(sys.executable, "-m", "pre_commit", "install", "--hook-type", kind).returncode == 0
    refused = repository.commit(DANGLING, "reports_to: nobody\n")
    said = refused.stdout + refused.stderr
    assert refused.returncode == 1, said
    assert "names siam-grand/nobody" in said
    assert "mutable" not in said
    repository.git("checkout", "--quiet", "HEAD", "--", DANGLING)
    assert repository.commit(DANGLING, "reports_to: prasert\n").returncode == 0
    repository.git("init", "--quiet", "--bare", str(tmp_path / "shared"))
    pushed = repository.run("git", "push", "--quiet", str(tmp_path / "shared"), "main")
    assert pushed.returncode == 1
    assert "G102" in pushed.stdout + pushed.stderr


def test_the_page_pins_what_it_installs() -> None:
    sources = [source for config in documents("repos") for source in config["repos"]]
    assert {hook["id"] for source in sources for hook in source["hooks"]} == set(HOOKS)
    (tag,) = {source["rev"] for source in sources}
    assert {commands(name)[0] for name in ("Book", "Gaps", "Change")} == {
        f'pip install "git+{sources[0]["repo"]}@{tag}"'
    }


def test_the_workflow_of_gaps_in_a_clone(repository: Repository, tmp_path: Path) -> None:
    _, sarif, github = commands("Gaps")
    (upload,) = [step["with"] for step in steps("Gaps") if "upload-sarif" in step.get("uses", "")]
    assert (repository.folder / "relmap.yaml").read_text(encoding="utf-8").count("default_account: siam-grand\n") == 1
    repository.commit("accounts/river/account.yaml", "name: River House\nsegment: new\n")
    assert run_in_clone(repository, tmp_path / "gaps", [sarif]) == [0]
    (run,) = json.loads((tmp_path / "gaps" / upload["sarif_file"]).read_text(encoding="utf-8"))["runs"]
    files = {
        place["physicalLocation"]["artifactLocation"]["uri"] for one in run["results"] for place in one["locations"]
    }
    assert {"accounts/river/account.yaml", "accounts/siam-grand/people/anucha.yaml"} <= files
    shown = Repository(tmp_path / "gaps", Path(repository.environment["HOME"])).run("bash", "-c", github)
    assert shown.returncode == 1
    assert "::error file=accounts/river/account.yaml,line=1" in shown.stdout


def test_the_workflow_s_commands_in_a_clone(repository: Repository, tmp_path: Path) -> None:
    given = commands("Book")
    assert given[1:] == ["relmap check --fail-on error"]
    # relmap is installed already; what stands in for pip says what it was to install.
    pip = tmp_path / "tools" / "pip"
    pip.write_text('#!/bin/sh\necho "pip $*"\n', encoding="utf-8")
    pip.chmod(0o755)
    assert run_in_clone(repository, tmp_path / "one", given) == [0, 0]
    assert repository.commit(DANGLING, "reports_to: nobody\n").returncode == 0  # nobody has the hook
    assert run_in_clone(repository, tmp_path / "two", given) == [0, 1]


def run_in_clone(repository: Repository, folder: Path, commands: list[str]) -> list[int]:
    """The exit status of each command, run as GitHub's runner does."""
    repository.git("clone", "--quiet", str(repository.folder), str(folder))
    clone = Repository(folder, Path(repository.environment["HOME"]))
    return [
        clone.run("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", command).returncode for command in commands
    ]


def test_the_workflow_of_a_pull_request_says_what_it_means(repository: Repository, tmp_path: Path) -> None:
    repository.git("checkout", "--quiet", "-b", "kanya")
    repository.commit("accounts/siam-grand/people/kanya.yaml", "x-seat: window\n")
    repository.git("clone", "--quiet", "--branch", "main", str(repository.folder), str(tmp_path / "run"))
    merged = Repository(tmp_path / "run", tmp_path / "tools")
    merged.git("checkout", "--quiet", "--detach")
    merged.git("merge", "--quiet", "--no-ff", "--message", "as GitHub tries it", "origin/kanya")
    gh = tmp_path / "tools" / "gh"
    gh.write_text('#!/bin/sh\necho "$*"\ncat change.md\n', encoding="utf-8")
    gh.chmod(0o755)
    summary = tmp_path / "summary.md"
    merged.environment |= {"BASE": "main", "NUMBER": "7", "GITHUB_STEP_SUMMARY": str(summary)}
    _install, *given = commands("Change")
    said = [merged.run("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", command) for command in given]
    assert [one.returncode for one in said] == [0, 0, 0]
    assert said[-1].stdout == f"pr comment 7 --body-file change.md --edit-last --create-if-none\n{summary.read_text()}"
    assert "x-seat" in summary.read_text()
