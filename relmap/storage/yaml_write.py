"""Writing YAML that reads the same under YAML 1.1 and 1.2, and never otherwise than as the text it stands for.

Plain data in: text, `Bare` text, None (left out), lists, and mappings from text. Lines out, without line ends.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from relmap.model.text import escaped

Data: TypeAlias = "str | Sequence[Data] | Mapping[str, Data] | None"


class Bare(str):
    """A number, a truth value or a date: written without quotes, because its field reads it as what it looks like."""

    __slots__ = ()


class AsTyped(str):
    """A text that stood without quotes in a file, in a key of the user's own, and may stand for a number."""

    __slots__ = ()


class OneLine(dict[str, "Data"]):
    """A mapping that takes one line whatever its texts hold and however its neighbours are written, as touches do."""


class Look(NamedTuple):
    """How things are laid out in lines."""

    step: int = 2  # how much deeper a mapping in a mapping stands
    dash: int = 2  # the same for the dashes of a list in a mapping
    gap: int = 2  # from a dash to its item
    blocks: bool = True  # whether texts of several lines may be `|` blocks


HOUSE = Look()

_WORD = re.compile(r"-?\w[\w.+-]*", re.ASCII)
_NULL = re.compile(r"~|null|Null|NULL")
# Looser than any reader's own rule: whatever begins like a number and holds nothing but what numbers, dates
# and times hold.
_NUMBER_LIKE = re.compile(r"[-+]?(?:\.?[0-9][0-9a-fA-FxXoO_.,:+\-TtZz \t]*|\.(?:inf|nan))", re.IGNORECASE)
_OTHER_TYPE = re.compile(r"~|null|true|false|yes|no|on|off|y|n|=|<<", re.IGNORECASE)
_INDICATORS = "-?:,[]{}#&*!|>'\"%@`"
# Control and bidirectional characters, everything YAML 1.1 takes for a line end, and what no YAML file may hold.
_ESCAPED = re.compile("[\0-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]")
_SHORT = {"\t": "\\t", "\n": "\\n", "\r": "\\r", "\0": "\\0", "\x1b": "\\e", "\\": "\\\\", '"': '\\"'}


def scalar(text: str, *, flow: bool = False) -> str:
    """`text` on one line: plain where no reader takes it for anything else, else in double quotes.

    `flow` is for a place inside `[ ]` or `{ }`, where more characters end a plain text.
    """
    return text if is_plain(text, flow=flow) else double_quoted(text)


def is_plain(text: str, *, flow: bool = False) -> bool:
    """Whether `text` can stand without quotes."""
    if isinstance(text, Bare) and _WORD.fullmatch(text) and not _NULL.fullmatch(text):
        return True
    if isinstance(text, AsTyped) and _NUMBER_LIKE.fullmatch(text) and not (flow and "," in text) and ": " not in text:
        return True
    return (
        bool(text)
        and text[0] not in _INDICATORS
        and not text.startswith("...")
        and text.strip() == text
        and ": " not in text
        and " #" not in text
        and not text.endswith(":")
        and not (flow and any(sign in text for sign in ",[]{}:?"))
        and not _ESCAPED.search(text)
        and (isinstance(text, AsTyped) or not _OTHER_TYPE.fullmatch(text))
        and not _NUMBER_LIKE.fullmatch(text)
    )


def double_quoted(text: str) -> str:
    inside = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{_ESCAPED.sub(lambda hit: _SHORT.get(hit[0]) or escaped(hit[0]), inside)}"'


def single_quoted(text: str) -> str | None:
    """`text` in single quotes, or None if it holds what only an escape can write."""
    return None if _ESCAPED.search(text) else "'" + text.replace("'", "''") + "'"


def literal(text: str, column: int) -> tuple[str, list[str]] | None:
    """`text` as a `|` block whose lines stand at `column`: its header and lines; None if it cannot be so written."""
    body = text.removesuffix("\n")
    lines = body.split("\n")
    # Indentation is found from the first line, and blank lines at the end would be taken for the file's own.
    if not lines[-1].strip() or lines[0][:1] in ("", " "):
        return None
    if any(line[:1] == "\t" or (line and not line.strip()) or _ESCAPED.search(line) for line in lines):
        return None
    return "|" if text.endswith("\n") else "|-", [" " * column + line if line else "" for line in lines]


def flow(value: Data) -> str:
    """`value` on one line, as it stands inside `[ ]` or `{ }`; a text of several words is quoted for the eye."""
    if value is None:
        return "null"
    if isinstance(value, str):
        return double_quoted(value) if " " in value else scalar(value, flow=True)
    if isinstance(value, Mapping):
        return flow_mapping(value.items())
    return f"[{', '.join(map(flow, value))}]"


def flow_mapping(pairs: Iterable[tuple[str, Data]]) -> str:
    """`{on: 2026-11-03, with: [malee], note: "left samples"}`."""
    return "{" + ", ".join(f"{key_text(key)}: {flow(value)}" for key, value in pairs) + "}"


def key_text(key: str) -> str:
    """A key; `on` stays bare, as the format's own keys are."""
    return key if key == "on" else scalar(key, flow=True)


def document(pairs: Iterable[tuple[str, Data]]) -> str:
    """A new file: one `key: value` per line in the order given, ending in a newline."""
    return "".join(f"{line}\n" for line in mapping_lines(pairs, 0, HOUSE))


def mapping_lines(pairs: Iterable[tuple[str, Data]], column: int, look: Look) -> list[str]:
    lines: list[str] = []
    for key, value in pairs:
        inline, below = lay_out(value, column, look)
        lines += [f"{' ' * column}{key_text(key)}:{inline and ' ' + inline}", *below]
    return lines


def lay_out(value: Data, column: int, look: Look) -> tuple[str, list[str]]:
    """What follows `key:` on its line, and the lines below it, for a key (or a dash) at `column`."""
    if value is None:
        return "", []
    if isinstance(value, str):
        block = literal(value, column + look.step) if look.blocks and "\n" in value else None
        return block or (scalar(value), [])
    if isinstance(value, Mapping):
        if all(isinstance(item, Bare) for item in value.values()):
            return flow(value), []
        return "", mapping_lines(value.items(), column + look.step, look)
    if all(isinstance(item, str | None) and "\n" not in (item or "") for item in value):
        return flow(value), []
    return "", [line for item in value for line in item_lines(item, column + look.dash, look)]


def item_lines(value: Data, column: int, look: Look, *, block: bool = False) -> list[str]:
    """A list item whose dash stands at `column`; a mapping on one line unless `block` or it holds lines."""
    dash = " " * column + "-" + " " * (look.gap - 1)
    if isinstance(value, Mapping) and value and not isinstance(value, OneLine) and (block or _has_lines(value)):
        first, *rest = mapping_lines(value.items(), column + look.gap, look)
        return [dash + first.lstrip(" "), *rest]
    if isinstance(value, str):
        inline, below = lay_out(value, column, look)
        return [dash + inline, *below]
    return [(dash + ("" if value is None else flow(value))).rstrip(" ")]


def _has_lines(value: Data) -> bool:
    if value is None or isinstance(value, str):
        return "\n" in (value or "")
    return any(map(_has_lines, value.values() if isinstance(value, Mapping) else value))
