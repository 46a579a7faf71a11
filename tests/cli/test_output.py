"""What reaches the screen: nobody's data is markup, and no control character gets out."""

import pytest

from tests.cli.runner import Runner

MARKUP = "[/x] :smile: [bold]b[/bold] [link=http://a.example]l"
CONTROLS = "a\x1b[31mb\x07c\x9bd\u202ee\u2066f"
SHOWN = "a\\x1b[31mb\\x07c\\x9bd\\u202ee\\u2066f"


@pytest.fixture
def hostile(relmap: Runner) -> Runner:
    """The hotel's book with a decision maker and a touch made of markup and control characters."""
    relmap.tell("add-contact", MARKUP, "--id", "mark", "--title", CONTROLS, "--role", "decision_maker")
    relmap.tell("know", "nok", "mark", "--level", "1", "--note", CONTROLS)
    relmap.tell("touch", "mark", "--by", "nok", "--channel", "chat", "--note", MARKUP + CONTROLS)
    return relmap


COMMANDS = [
    ("show", "mark"),
    ("list",),
    ("list", "touches"),
    ("path", "--to", "mark", "--explain"),
    ("gaps",),
    ("set", "mark", "notes", "x"),
    ("set", "mark", "title", "x"),
    ("remove", "mark", "--left", "--dry-run"),
    ("check",),
]


@pytest.mark.parametrize("terminal", [False, True], ids=["pipe", "terminal"])
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_control_character_gets_out(hostile: Runner, command: tuple[str, ...], terminal: bool) -> None:
    done = hostile(*command, terminal=terminal, environment={"NO_COLOR": "1", "TERM": "xterm", "COLUMNS": "400"})
    assert done.stderr == ""
    assert not {c for c in done.stdout if c in "\x07\x9b\u202e\u2066" or (c == "\x1b" and not terminal)}
    assert "\x1b[31mb" not in done.stdout


@pytest.mark.parametrize("terminal", [False, True], ids=["pipe", "terminal"])
@pytest.mark.parametrize("command", [("show", "mark"), ("list",), ("path", "--to", "mark")], ids=" ".join)
def test_markup_is_printed_as_typed(hostile: Runner, command: tuple[str, ...], terminal: bool) -> None:
    done = hostile(*command, terminal=terminal, environment={"NO_COLOR": "1", "TERM": "xterm", "COLUMNS": "400"})
    assert MARKUP in done.stdout
    assert SHOWN in done.stdout


def test_json_keeps_the_text_and_escapes_what_a_terminal_would_obey(hostile: Runner) -> None:
    done = hostile("show", "mark", "--json")
    assert done.json["records"][0]["title"] == CONTROLS
    assert done.json["records"][0]["name"] == MARKUP
    assert not set(done.stdout) & set("\x1b\x07\x9b\u202e\u2066")


def test_errors_escape_what_was_typed(relmap: Runner) -> None:
    for text in ("\x1b[31mx", "x\u202ey", "a\nerror: b"):
        said = relmap.refuse("show", text)
        assert not {c for c in said if c < " " or c == "\u202e"}


def test_colours_on_a_terminal_unless_no_color(relmap: Runner) -> None:
    colourful = {"TERM": "xterm-256color", "COLUMNS": "200", "NO_COLOR": ""}
    assert "\x1b[" in relmap("path", "--to", "GM", terminal=True, environment=colourful).stdout
    plain = relmap("path", "--to", "GM", terminal=True, environment={**colourful, "NO_COLOR": "1"}).stdout
    assert "\x1b" not in plain
    assert "\x1b[" not in relmap("path", "--to", "GM", environment=colourful).stdout
    assert "\x1b[" not in relmap("path", "--to", "GM", terminal=True, environment={**colourful, "TERM": "dumb"}).stdout


def test_a_terminal_gets_a_table_with_lines(relmap: Runner) -> None:
    drawn = relmap("list", terminal=True, environment={"TERM": "xterm", "COLUMNS": "200", "NO_COLOR": "1"}).stdout
    assert "──" in drawn
    assert "──" not in relmap.tell("list")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("frobnicate",), "there is no command 'frobnicate'; see `relmap --help`"),
        (("pth",), "there is no command 'pth'; did you mean path?"),
        (("list", "--bogus"), "No such option: --bogus"),
        (("--bogus",), "No such option: --bogus"),
        (("check", "too", "many"), "Got unexpected extra argument"),
    ],
)
def test_wrong_usage_is_one_line_and_status_2(relmap: Runner, arguments: tuple[str, ...], said: str) -> None:
    # Beyond its beginning, some of these sentences are Typer's.
    assert relmap.refuse(*arguments, status=2).startswith(said)


@pytest.mark.parametrize("arguments", [("--help",), ("-h",), ("path", "--help"), ("set", "-h")])
def test_help_goes_to_stdout(empty: Runner, arguments: tuple[str, ...]) -> None:
    assert empty.tell(*arguments).startswith("Usage: relmap ")


def test_help_is_a_word_too(empty: Runner) -> None:
    assert empty.tell("help") == empty.tell("--help")
    assert empty.tell("help", "path") == empty.tell("path", "--help")


def test_version(empty: Runner) -> None:
    from relmap import __version__

    assert empty.tell("--version") == f"relmap {__version__}\n"
    assert empty.tell("-V") == f"relmap {__version__}\n"


def test_no_command_at_all_shows_the_help(empty: Runner) -> None:
    done = empty()
    assert done.status == 2
    assert done.stdout.startswith("Usage: relmap ")
