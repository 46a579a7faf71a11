"""The one door to PyYAML: text in, a tree of nodes, tokens or events out.

The schema decides types, not YAML: every scalar stays the text that was written, so the tree is composed with a
resolver that does nothing.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from yaml.composer import ComposerError
from yaml.error import MarkedYAMLError, YAMLError
from yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

__all__ = [
    "PARSE_ERRORS",
    "CollectionNode",
    "Complaint",
    "MappingNode",
    "Node",
    "ScalarNode",
    "SequenceNode",
    "complaint",
    "compose",
    "events",
    "tokens",
]

if TYPE_CHECKING:
    from yaml._yaml import CParser as _Parser
else:
    try:
        from yaml._yaml import CParser as _Parser
    except ImportError:
        from yaml.composer import Composer
        from yaml.parser import Parser
        from yaml.reader import Reader
        from yaml.scanner import Scanner

        class _Parser(Reader, Scanner, Parser, Composer):
            def __init__(self, stream: str | bytes) -> None:
                Reader.__init__(self, stream)
                Scanner.__init__(self)
                Parser.__init__(self)
                Composer.__init__(self)


class _Composer(_Parser):
    """A parser that composes nodes without guessing types."""

    def descend_resolver(self, current_node: Any, current_index: Any) -> None: ...

    def ascend_resolver(self) -> None: ...

    def resolve(self, kind: Any, value: Any, implicit: Any) -> str:
        return ""


PARSE_ERRORS = (YAMLError, ValueError, RecursionError)
"""What these functions raise for a text that is no YAML."""


class Complaint(NamedTuple):
    """What the parser says about a text: its words, and the character indexes of the two places that it marks."""

    message: str
    problem: int
    context: int | None
    about_alias: bool


def compose(text: str | bytes) -> Node | None:
    """The tree of a text; None for one that is empty or holds only comments."""
    return _Composer(text).get_single_node()


def events(text: str) -> Iterator[Any]:
    """What the parser meets, one after the other; it needs no stack for what is nested."""
    parser: Any = _Composer(text)
    while (event := parser.get_event()) is not None:
        yield event


def tokens(text: str) -> Iterator[Any]:
    """The signs of a text, of which a tree no longer shows all."""
    parser = _Composer(text)
    while (token := parser.get_token()) is not None:
        yield token


def complaint(error: Exception) -> Complaint | None:
    """What the parser says in one of PARSE_ERRORS; None where it marks no place."""
    if not isinstance(error, MarkedYAMLError) or error.problem_mark is None:
        return None
    message = f"{error.context or ''} {error.problem or ''}"
    context = error.context_mark.index if error.context_mark is not None else None
    about_alias = isinstance(error, ComposerError) and "alias" in message
    return Complaint(message, error.problem_mark.index, context, about_alias)
