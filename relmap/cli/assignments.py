"""Options of a command as assignments to fields."""

from collections.abc import Sequence

from relmap.usecases.assigning import Assignment

# Fields that hold a list are called by one item on the command line.
_PLURALS = {
    "aliases": "alias",
    "roles": "role",
    "needs": "need",
    "concerns": "concern",
    "departments": "department",
    "required_roles": "required_role",
}
Given = str | None | Sequence[str]


def given(**options: Given) -> list[Assignment]:
    """An assignment for every option that was given; the option's name is the field's, `__` for a dot."""
    found = []
    for name, value in options.items():
        texts = [value] if isinstance(value, str) else list(value or ())
        if texts:
            found.append(Assignment(path=name.replace("__", "."), texts=texts, option=_option(name)))
    return found


def _option(field: str) -> str:
    name = field.rpartition("__")[2]
    return "--" + _PLURALS.get(name, name).replace("_", "-")
