"""How far long work is: a bar on stderr, for whoever waits at a terminal."""

import os
import sys
import time
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

T = TypeVar("T")

_PATIENCE_SECONDS = 1.0


def watched(items: Iterable[T], *, doing: str, total: int) -> Iterator[T]:
    """`items` as they come. On a terminal, once they have taken a second, a bar says how many of `total` are done."""
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield from items
        return
    bar: Any = None
    start = time.monotonic()
    try:
        for done, item in enumerate(items):
            if bar is None and time.monotonic() - start > _PATIENCE_SECONDS:
                bar = _bar(doing, total)
            if bar is not None:
                bar.update(bar.task_ids[0], completed=done)
            yield item
    finally:
        if bar is not None:
            bar.stop()


def _bar(doing: str, total: int) -> Any:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    # Gone when the work is done: the answer is what stays on the screen.
    bar = Progress(*columns, console=Console(stderr=True, no_color="NO_COLOR" in os.environ), transient=True)
    bar.add_task(doing, total=total)
    bar.start()
    return bar
