"""Faults in files that are used although they have some, without the values that have them.

Those are relmap.yaml and an account's own file. What was read of them does not tell the place of anything in them.
"""

from relmap.model.kinds import Field
from relmap.model.problems import Problem
from relmap.storage.reader_fields import FieldReaders
from relmap.storage.reader_records import own_words
from relmap.storage.reader_report import ERROR, Report
from relmap.storage.yaml_source import read_source


def first_error(path: str, text: str, fields: tuple[Field, ...]) -> Problem | None:
    """The first error in those `fields` of a file, or None; `text` is YAML without a fault."""
    root = read_source(text.encode()).root
    if root is None:
        return None
    report = Report()
    report.begin(path, text, "")
    FieldReaders(own_words(root)).of(fields)(root, report, "the file")
    if not report.broken:
        return None
    # A hundred warnings leave no room for an error behind them.
    return next((problem for problem in report.problems if problem.severity == ERROR), report.problems[-1])
