"""A timeline, for people: one entry below the other."""

from relmap.cli.output import prose, say, width
from relmap.model.saying import _
from relmap.usecases.diff_words import STYLES
from relmap.usecases.history import History
from relmap.usecases.history_words import Line, head, lines
from relmap.usecases.trend import Trend
from relmap.usecases.trend_words import rows


def say_history(found: History) -> None:
    """The heading, then each entry with what it says."""
    say(_heading(found), "strong")
    if not found.entries:
        say(_("nothing is told of them in this time"))
    for entry in found.entries:
        say(head(found, entry), "" if entry.touch else "dim")
        for line in lines(found, entry):
            _say_line(line)


def _heading(found: History) -> str:
    subject = found.subject
    name = found.words.name(subject.ref)
    return subject.ref if name == subject.ref else f"{name}  ({subject.ref})"


def _say_line(line: Line) -> None:
    start = "    "
    if line.subject:
        start += f"{line.sign} "
        style = STYLES[line.sign]
        if len(line.texts) == 1:
            prose(f"{line.subject}: {line.texts[0]}", style, start=start, indent=len(start) + 2)
            return
        prose(line.subject, style, start=start, indent=len(start) + 2)
        start = " " * (len(start) + 2)
    for text in line.texts:
        prose(text, start=start, indent=len(start) + 2)


def say_trend(found: Trend) -> None:
    """Each value over time, as bars, with where it began and where it is."""
    lines = list(rows(found))
    columns = [max(width(line[place]) for line in lines) for place in range(2)]
    for label, bars, ends in lines:
        say(f"{label}{' ' * (columns[0] - width(label))}  {bars}{' ' * (columns[1] - width(bars))}  {ends}")
