"""What tells an editor which schema a file of the book follows: a comment in its first line.

The schemas lie in the book itself and are named from the file's own folder, so the hint holds offline, in every clone
and wherever the book's folder is copied to.
"""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

SCHEMAS = "schemas"
Schemas = Mapping[str, str]
"""The texts of schemas by `Record.TYPE`."""
NO_SCHEMAS: Schemas = MappingProxyType({})


def schema_name(type_: str) -> str:
    """The name of the file that holds the schema of a `Record.TYPE`."""
    return f"{type_}.json"


def schema_files(schemas: Schemas) -> dict[str, str]:
    """The texts of schemas by their places in the book."""
    return {f"{SCHEMAS}/{schema_name(type_)}": text for type_, text in schemas.items()}


def hint(path: str, type_: str) -> str:
    """The first line of the file at `path` in the book, which holds a `Record.TYPE`."""
    return f"# yaml-language-server: $schema={'../' * path.count('/')}{SCHEMAS}/{schema_name(type_)}\n"


def hint_if_there(root: Path, path: str, type_: str) -> str:
    """The same, if the book at `root` holds that schema; else ""."""
    return hint(path, type_) if (root / SCHEMAS / schema_name(type_)).is_file() else ""
