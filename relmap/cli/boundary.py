"""The one place where an error becomes an exit status: 1 known error, 2 wrong usage, 3 a bug, 130 interrupted."""

import sys
from collections.abc import Callable
from typing import Any

import typer

from relmap.errors import RelmapError
from relmap.model.text import visible

BUG = 3
INTERRUPTED = 130
# Typer's own usage error, which it does not export: the base of the one that it does.
_TyperUsageError: Any = typer.BadParameter.__base__


def run(command: Callable[[], Any]) -> int:
    """Runs `command` and gives the exit status; known errors become one line on stderr."""
    try:
        status = command()
        sys.stdout.flush()
        return status if isinstance(status, int) else 0
    except RelmapError as error:
        return _fail(str(error), error.exit_status)
    except _TyperUsageError as error:
        return _usage(error)
    except (KeyboardInterrupt, typer.Abort):
        return _fail("interrupted; nothing was changed", INTERRUPTED)
    except BrokenPipeError:
        return _closed_pipe()
    except Exception as error:
        return _bug(error)


def _fail(message: str, status: int) -> int:
    print(f"error: {visible(message)}", file=sys.stderr)
    return status


def _usage(error: Any) -> int:
    context = error.ctx
    if type(error).__name__ == "NoArgsIsHelpError":
        print(context.get_help())
        return 2
    hint = f"; see `{context.command_path} --help`" if context is not None else ""
    return _fail(error.format_message().rstrip(".").replace("\n", " ") + hint, 2)


def _closed_pipe() -> int:
    # The reader (such as `head`) has enough. Python would complain again when it flushes at exit.
    import os

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _bug(error: Exception) -> int:
    import platform
    import traceback

    from relmap import __version__

    print("error: this is a bug in relmap, and nothing was changed; please report the lines below", file=sys.stderr)
    print(f"relmap {__version__}, Python {platform.python_version()}, {platform.system()}", file=sys.stderr)
    for line in traceback.format_exception(error):
        print(visible(line.rstrip("\n")).replace("\\x0a", "\n"), file=sys.stderr)
    return BUG
