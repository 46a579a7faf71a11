"""Options of a command as assignments to fields."""

from collections.abc import Sequence

from relmap.usecases.values import Assignment

Given = str | None | Sequence[str]


def given(**options: Given) -> list[Assignment]:
    """An assignment for every option that was given; the option's name is the field's, `__` for a dot."""
    found = []
    for name, value in options.items():
        texts = [value] if isinstance(value, str) else list(value or ())
        if texts:
            found.append(Assignment(path=name.replace("__", "."), texts=texts))
    return found
