"""A file as an editor's YAML reader takes it: types by the core schema of YAML 1.2, as JSON has them, with places."""

import re
from typing import Any

import yaml

_NULL = re.compile(r"~|null|Null|NULL|")
_TRUE, _FALSE = re.compile("true|True|TRUE"), re.compile("false|False|FALSE")
_WHOLE = re.compile(r"[-+]?[0-9]+")
_BASES = {"0o": 8, "0x": 16}
_NUMBER = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_INFINITE = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")

Place = tuple[str | int, ...]


def read(text: str) -> tuple[Any, dict[Place, int]]:
    """The value, and the line from 1 on which the value at each path begins. Raises yaml.YAMLError."""
    root = yaml.compose(text, Loader=yaml.BaseLoader)
    lines: dict[Place, int] = {(): 1}
    return (None if root is None else _value(root, (), lines)), lines


def _value(node: yaml.Node, path: Place, lines: dict[Place, int]) -> Any:
    lines[path] = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        for key, _ in node.value:
            lines[(*path, key.value)] = key.start_mark.line + 1
        return {key.value: _value(value, (*path, key.value), lines) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, (*path, place), lines) for place, item in enumerate(node.value)]
    assert isinstance(node, yaml.ScalarNode)
    return node.value if node.style else scalar(node.value)


def scalar(text: str) -> Any:
    """A plain scalar."""
    if _NULL.fullmatch(text):
        return None
    if _TRUE.fullmatch(text) or _FALSE.fullmatch(text):
        return bool(_TRUE.fullmatch(text))
    if _WHOLE.fullmatch(text):
        return int(text)
    if re.fullmatch("0o[0-7]+|0x[0-9a-fA-F]+", text):
        return int(text[2:], _BASES[text[:2]])
    if _NUMBER.fullmatch(text):
        return float(text)
    return float(text.replace(".", "")) if _INFINITE.fullmatch(text) else text
