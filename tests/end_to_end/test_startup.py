"""What a command imports: starting up is most of what a short command costs. Held down without a clock."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

HOTEL = Path(__file__).parents[2] / "examples" / "hotel"
PROGRAM = """
import json, sys
sys.argv = ["relmap", *sys.argv[1:]]
from relmap.cli.app import main
try:
    main()
except SystemExit as done:
    assert done.code in (0, None), done.code
finally:
    print(json.dumps(sorted(sys.modules)), file=sys.stderr)
"""
ENDING = """
import atexit, gc, sys
atexit.register(lambda: print(gc.get_freeze_count(), len(gc.get_objects()), file=sys.stderr))  # the last to be called
sys.argv = ["relmap", *sys.argv[1:]]
from relmap.__main__ import main
main()
"""
HEAVY = {"networkx", "pygraphviz", "resvg_py", "icalendar", "rich", "asyncio", "rapidfuzz", "http", "email"}
HEAVY |= {"watchfiles", "webbrowser", "uharfbuzz"}
DRAWS = {"pygraphviz", "resvg_py", "uharfbuzz"}


def modules_of(*arguments: str, folder: Path = HOTEL) -> set[str]:
    """The top-level and dotted names of everything that `relmap ARGUMENTS` imported."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *arguments], cwd=folder, capture_output=True, text=True, check=True
    )
    return set(json.loads(done.stderr.splitlines()[-1]))


@pytest.mark.parametrize(
    "arguments",
    [
        ["--version"],
        ["--help"],
        ["list"],
        ["show", "malee"],
        ["path", "--to", "GM"],
        ["path", "--to", "GM", "--what-if", "set malee stance 2"],
        ["influence", "--on", "GM"],
        ["gaps"],
        ["portfolio"],
        ["coverage", "--without-member", "nok"],
        ["next"],
        ["check"],
        ["add-contact", "Anong", "--dry-run"],
        ["add-member", "Anong", "--dry-run"],
        ["add-account", "Anong", "--dry-run"],
        ["add-deal", "Anong", "--dry-run"],
        ["set", "malee", "stance", "-1", "--dry-run"],
    ],
    ids=" ".join,
)
def test_a_plain_command_imports_nothing_heavy(arguments: list[str]) -> None:
    assert modules_of(*arguments) & HEAVY == set()


def test_nothing_is_searched_for_garbage_at_the_end() -> None:
    done = subprocess.run(
        [sys.executable, "-c", ENDING, "path", "--to", "GM"], cwd=HOTEL, capture_output=True, text=True, check=True
    )
    frozen, searched = map(int, done.stderr.split())
    assert frozen > 10_000 > 100 > searched


def test_git_is_asked_only_where_something_is_committed() -> None:
    assert not modules_of("set", "malee", "stance", "-1", "--dry-run") & {
        "relmap.storage.git_process",
        "relmap.storage.git_commit",
    }


def test_version_reads_no_yaml_and_no_model() -> None:
    imported = modules_of("--version")
    assert "yaml" not in imported
    assert "relmap.model.fields" not in imported


def test_a_command_loads_no_other_command() -> None:
    loaded = {name for name in modules_of("path", "--to", "GM") if name.startswith("relmap.cli.")}
    assert "relmap.cli.path" in loaded
    assert not loaded & {"relmap.cli.map", "relmap.cli.set", "relmap.cli.add_contact"}


@pytest.mark.parametrize("arguments", [["show", "malee"], ["list", "--deal", "ceramic-plates"]], ids=" ".join)
def test_records_are_shown_without_the_graph(arguments: list[str]) -> None:
    assert "relmap.analysis.graph" not in modules_of(*arguments)


def test_a_sound_book_needs_no_words_for_faults() -> None:
    assert not {name for name in modules_of("path", "--to", "GM") if name.startswith("relmap.storage.yaml_")} & {
        "relmap.storage.yaml_broken",
        "relmap.storage.yaml_slips",
        "relmap.storage.yaml_syntax",
    }


def test_the_advanced_columns_do_import_networkx() -> None:
    assert "networkx" in modules_of("influence", "--on", "GM", "--advanced")


@pytest.mark.parametrize("ending", ["json", "dot", "mmd", "graphml", "gexf"])
def test_a_map_in_words_needs_nothing_that_draws(ending: str, tmp_path: Path) -> None:
    imported = modules_of("map", "-o", str(tmp_path / f"map.{ending}"))
    assert imported & DRAWS == set()
    assert "relmap.rendering.svg" not in imported


@pytest.mark.parametrize(
    ("ending", "needed"),
    [
        ("svg", {"pygraphviz"}),
        ("html", {"pygraphviz", "uharfbuzz"}),
        ("png", {"pygraphviz", "resvg_py"}),
        ("pdf", {"pygraphviz", "uharfbuzz"}),
    ],
)
def test_a_picture_needs_what_draws_it(ending: str, needed: set[str], tmp_path: Path) -> None:
    assert modules_of("map", "-o", str(tmp_path / f"map.{ending}")) & DRAWS == needed
