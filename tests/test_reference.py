"""docs/cli.md and the help: complete, and the same."""

import importlib.util
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from relmap.cli.app import COMMANDS, program

ROOT = Path(__file__).parents[1]


def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("cli_reference", ROOT / "tools" / "cli_reference.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def command(name: str) -> Any:
    group = program()
    return group.get_command(group.make_context("relmap", [], resilient_parsing=True), name)


def test_the_page_is_what_the_tool_writes() -> None:
    written = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    assert written == tool().page(), "run `python tools/cli_reference.py`"


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_explains_itself(name: str) -> None:
    help_text = command(name).help
    first = " ".join(help_text.split("\n\n")[0].split())
    assert first.startswith(COMMANDS[name].summary.removesuffix("."))
    for parameter in command(name).params:
        if parameter.name != "help":
            assert parameter.help, (name, parameter.name)
            assert parameter.help.endswith((".", "]")), (name, parameter.help)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_shows_at_least_two_examples(name: str) -> None:
    lines = import_module(f"relmap.cli.{COMMANDS[name].module}").EXAMPLES.strip().splitlines()
    assert len(lines) >= 2
    assert all(line.split()[:2] == ["relmap", name] for line in lines)
    assert len(set(lines)) == len(lines)
    assert all(line in command(name).epilog for line in lines)


def test_the_options_that_the_contract_names_are_there() -> None:
    """Every command takes the book and the day; those that read print JSON, those that write show a dry run."""
    reads = {
        "show",
        "list",
        "path",
        "influence",
        "gaps",
        "portfolio",
        "coverage",
        "next",
        "check",
        "atlas",
        "diff",
        "history",
    }
    neither = {"schema"}  # speaks of files in general, and reads no book
    for name in COMMANDS.keys() - neither:
        options = {option for parameter in command(name).params for option in getattr(parameter, "opts", ())}
        assert {"--book", "--today"} <= options
        writes = "--dry-run" in options and name not in {"init", "atlas", "git", "undo"}
        assert ({"--commit", "--message"} <= options) == writes, name
        assert ("--json" in options) == (name in reads), name
        shown = name not in {*reads, "map"} - {"atlas"} and not COMMANDS[name].hidden
        assert ("--dry-run" in options) == shown, name
    assert {"--install-completion", "--show-completion", "--version"} <= {
        option for parameter in program().params for option in parameter.opts
    }
