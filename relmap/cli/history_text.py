"""A timeline, for people: one entry below the other."""

from relmap.cli.output import fitting, prose, say, width
from relmap.model.records import Person
from relmap.model.saying import _, in_clauses, labelled, name_of
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
    name = found.words.name(subject.ref) if isinstance(subject, Person) else name_of(subject)
    heading = f"{name}  ({subject.ref})"
    return in_clauses([heading, _("no longer in the book")]) if found.gone else heading


def _say_line(line: Line) -> None:
    start = "    "
    if line.subject:
        start += f"{line.sign} "
        style = STYLES[line.sign]
        if len(line.texts) == 1:
            prose(labelled(line.subject, line.texts[0]), style, start=start, indent=len(start) + 2)
            return
        prose(line.subject, style, start=start, indent=len(start) + 2)
        start = " " * (len(start) + 2)
    for text in line.texts:
        prose(text, start=start, indent=len(start) + 2)


def say_trend(found: Trend) -> None:
    """Each value over time, as bars, with where it began and where it is."""
    lines = list(rows(found))
    labels = [f"{label}{' ' * (max(width(other) for other, *_ in lines) - width(label))}" for label, *_ in lines]
    # Where a line has no room for all three, what comes next stands below.
    columns = fitting([labels, *([line[place] for line in lines] for place in (1, 2))])
    breaks = {1: ("\n    ", "\n    "), 2: ("  ", "\n    "), 3: ("  ", "  ")}[columns]
    for label, (name, bars, values) in zip(labels, lines, strict=True):
        say(f"{label if columns > 1 else name}{breaks[0]}{bars}{breaks[1]}{values}")
