"""The one place where an error becomes an exit status: 1 known error, 2 wrong usage, 3 a bug, 130 interrupted."""

import os
import sys
from collections.abc import Callable
from io import TextIOWrapper
from typing import Any

import typer

from relmap.cli.language import speak_at_first
from relmap.cli.usage import usage_message
from relmap.errors import CannotPrint, CannotRead, Interrupted, NotText, RelmapError
from relmap.model.text import visible

BUG = 3
# Typer's own usage error, which it does not export: the base of the one that it does.
TyperUsageError: Any = typer.BadParameter.__base__


def run(command: Callable[[], Any]) -> int:
    """Runs `command` and gives the exit status; known errors become one line on stderr."""
    _ready_output()
    speak_at_first()
    try:
        _check_arguments()
        status = command()
        sys.stdout.flush()
        if status == Interrupted.exit_status:  # Typer's way to tell of a KeyboardInterrupt
            raise Interrupted
        return status if isinstance(status, int) else 0
    except RelmapError as error:
        return _fail(error)
    except TyperUsageError as error:
        return _usage(error)
    except (KeyboardInterrupt, typer.Abort):
        return _fail(Interrupted())
    except BrokenPipeError:
        _silence_output()
        return 0
    except SystemExit as leaving:
        # Typer's way to tell of a broken pipe; its status 1 would say that the answer is no.
        if isinstance(leaving.__context__, BrokenPipeError):
            return 0
        raise
    except OSError as error:
        return _refused(error)
    except Exception as error:
        return _bug(error)


def _ready_output() -> None:
    """Thai and Chinese go out whole wherever they go: as UTF-8, or on a terminal that is poorer, as escapes."""
    if sys.stdout is None:  # closed by `>&-`
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - for as long as the program runs
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            encoding = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


def _check_arguments() -> None:
    for argument in sys.argv[1:]:
        try:
            argument.encode()
        except UnicodeEncodeError:
            raise NotText(argument=argument) from None


def _fail(error: RelmapError) -> int:
    return _say_error(str(error), error.exit_status, error.below)


def _say_error(message: str, status: int, below: tuple[str, ...] = ()) -> int:
    for line in (f"error: {message}", *below):
        print(visible(line), file=sys.stderr)
    return status


def _refused(error: OSError) -> int:
    """What the system refused and storage did not expect: a file's own name tells reading from printing."""
    reason = error.strerror or str(error)
    if error.filename is not None or isinstance(error, FileNotFoundError):  # without a name where `cd` led is gone
        return _fail(CannotRead(file=str(error.filename or "the current folder"), reason=reason))
    _silence_output()
    return _fail(CannotPrint(reason=reason))


def _usage(error: Any) -> int:
    if type(error).__name__ == "NoArgsIsHelpError":
        print(error.ctx.get_help())
        return 2
    return _say_error(usage_message(error), 2)


def _silence_output() -> None:
    """The reader (such as `head`) has enough, or the disk is full: Python would complain again when it exits."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _bug(error: Exception) -> int:
    import platform
    import traceback

    from relmap import __version__

    print("error: this is a bug in relmap; please report the lines below", file=sys.stderr)
    print(f"relmap {__version__}, Python {platform.python_version()}, {platform.system()}", file=sys.stderr)
    for line in traceback.format_exception(error):
        print(visible(line.rstrip("\n")).replace("\\x0a", "\n"), file=sys.stderr)
    return BUG
