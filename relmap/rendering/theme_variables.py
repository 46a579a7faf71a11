"""A theme as variables of a style sheet, so that one drawing changes its colours with the page that it stands on."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from relmap.rendering.theme import LIGHT, Theme


def variables(colours: Theme) -> Mapping[str, str]:
    """Every colour of a theme by the name of its variable: `{"--map-ink": COLOUR, "--map-team-ink": ...}`."""
    return dict(_variables(colours, "--map"))


def _variables(value: Any, name: str) -> Iterator[tuple[str, str]]:
    if _is_colour(value):
        yield name, value
    for part, inner in _parts(value):
        yield from _variables(inner, f"{name}-{part}")


def _named(value: Any, name: str) -> Any:
    """`value` with the name of its variable in place of each colour."""
    if _is_colour(value):
        return f"var({name})"
    inner = {part: _named(each, f"{name}-{part}") for part, each in _parts(value)}
    if isinstance(value, tuple):
        return tuple(inner.values())
    if isinstance(value, Mapping):
        return inner
    return replace(value, **inner) if is_dataclass(value) and not isinstance(value, type) else value


def _parts(value: Any) -> Iterator[tuple[Any, Any]]:
    if isinstance(value, Mapping):
        yield from value.items()
    elif isinstance(value, tuple):
        yield from enumerate(value)
    elif is_dataclass(value):
        yield from ((field.name, getattr(value, field.name)) for field in fields(value))


def _is_colour(value: Any) -> bool:
    return isinstance(value, str) and value.startswith("#")


_TAG = re.compile(r"<[^>]*>")
_NAMED = re.compile(r'="var\(([^)"]*)\)"')


def in_colours(drawing: bytes, colours: Theme) -> bytes:
    """A drawing by `BY_NAME` as the theme would have drawn it."""
    known = variables(colours)

    # No text is taken for a colour: what a reader sees stands outside of tags, and in them every quote is escaped.
    def coloured(tag: re.Match[str]) -> str:
        return _NAMED.sub(lambda found: f'="{known[found[1]]}"', tag[0]) if "var(" in tag[0] else tag[0]

    return _TAG.sub(coloured, drawing.decode()).encode()


BY_NAME: Theme = _named(LIGHT, "--map")
"""Draws with `var(--map-...)` where another theme has a colour."""
