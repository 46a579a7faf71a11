"""Reading YAML: bytes in, a tree of nodes and every fault out.

What relmap refuses is looked for only where a cheap byte test says it could be.
"""

# What only a file with faults needs is imported where one is met: a command on a sound book does not wait for it.

import re
from typing import NamedTuple
from unicodedata import is_normalized

from relmap.model.saying import _
from relmap.storage.yaml_faults import MAX_BYTES, MAX_FAULTS, Fault, fault_at, position
from relmap.storage.yaml_parser import (
    PARSE_ERRORS,
    CollectionNode,
    MappingNode,
    Node,
    ScalarNode,
    SequenceNode,
    compose,
)
from relmap.storage.yaml_text import (
    SAVE_AS_UTF8,
    byte_order_mark,
    deep_faults,
    forbidden_faults,
    in_utf16,
    invisible_faults,
    too_big,
    unnormalized_faults,
)
from relmap.storage.yaml_tree import tree_faults

__all__ = [
    "CollectionNode",
    "Fault",
    "MappingNode",
    "Node",
    "ScalarNode",
    "SequenceNode",
    "Source",
    "is_absent",
    "position",
    "read_source",
]


class Source(NamedTuple):
    """A file as it was read.

    `text` is the decoded text. `root` is its tree, or None when the file is empty, holds only comments or cannot be
    read as one tree. A node has `value` (str; list of nodes; list of pairs of nodes), `start_mark.index` and
    `end_mark.index` (character indexes into `text`); `position` turns an index into line and column.
    """

    text: str
    root: Node | None
    faults: tuple[Fault, ...]


def is_absent(node: Node) -> bool:
    """Whether a value was left out: `title:`, `title: ~` or `title: null`. In quotes they are text."""
    return type(node) is ScalarNode and not node.style and node.value in _ABSENT


_ABSENT = frozenset(("", "~", "null", "Null", "NULL"))


def read_source(data: bytes) -> Source:
    """Read the bytes of one file. Never raises: whatever is wrong is a fault."""
    if len(data) > MAX_BYTES:
        return Source("", None, (too_big(len(data)),))
    if data.startswith(b"\xef\xbb\xbf"):
        rest = read_source(data[3:])
        return Source(rest.text, rest.root, (byte_order_mark(), *rest.faults))
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return _undecodable(data)
    if _may_be_too_deep(data):
        deep = deep_faults(text)
        if deep:
            return Source(text, None, tuple(deep))
    try:
        root = compose(data)
    except PARSE_ERRORS:
        from relmap.storage.yaml_broken import broken_faults

        return Source(text, None, tuple(broken_faults(text)))
    faults: list[Fault] = []
    if _SEPARATORS.search(data) or (b"\r" in data and data.count(b"\r") != data.count(b"\r\n")):
        return Source(text, None, tuple(invisible_faults(text)))
    if _may_be_forbidden(data):
        from relmap.storage.yaml_conflict import conflict_faults

        faults += forbidden_faults(text)
        faults += conflict_faults(text)
        if faults:
            return Source(text, None, tuple(sorted(faults)))
    if root is None or is_absent(root):
        return Source(text, None, tuple(faults))
    if type(root) is ScalarNode:
        from relmap.storage.yaml_slips import line_slips

        if slips := tuple(line_slips(text)):
            return Source(text, None, slips)
    faults += tree_faults(root, text)
    if not data.isascii() and not is_normalized("NFC", text):
        faults += unnormalized_faults(text)
    return Source(text, root, tuple(sorted(faults)) if faults else ())


_SEPARATORS = re.compile(rb"\xe2\x80[\xa8\xa9]|\xc2\x85|\xef\xbb\xbf")


# & and * before a word, ! and a lone ? where a text could start, % at the start of a line.
_START = rb"(?<![^\s\[\]{},:?-].)"
_SUSPECT = re.compile(rb"[&*]%(start)b(?=\S)|!%(start)b|\?%(start)b(?=\s|\Z)|^%%" % {b"start": _START}, re.MULTILINE)


def _may_be_forbidden(data: bytes) -> bool:
    """Whether a closer look is worth its time. It is for few files: most have none of these signs."""
    if b"<<" in data:
        return True
    some = b"&" in data or b"*" in data or b"!" in data or b"?" in data or b"%" in data
    return some and _SUSPECT.search(data) is not None


# What editors show in the place of bytes that are no text.
_REPLACEMENT = "\ufffd".encode()


def _undecodable(data: bytes) -> Source:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return Source("", None, (in_utf16(),))
    faults: list[Fault] = []
    while len(faults) < MAX_FAULTS:
        try:
            text = data.decode()
        except UnicodeDecodeError as error:
            before = data[: error.start].decode()
            shown = " ".join(f"{byte:02X}" for byte in data[error.start : error.end])
            reason = _("the byte {shown} is not UTF-8").format(shown=shown)
            faults.append(fault_at(before, len(before), "yaml-not-utf8", reason, _(SAVE_AS_UTF8)))
            data = data[: error.start] + _REPLACEMENT + data[error.end :]
        else:
            return Source(text, None, tuple(sorted({*faults, *read_source(data).faults})))
    return Source("", None, tuple(faults))


def _may_be_too_deep(data: bytes) -> bool:
    """Whether composing could overflow the C stack: true for a few harmless files, false for no harmful one."""
    if len(data) < 2_000:
        return False
    if data.count(b"[") + data.count(b"{") > 1_000:
        return True
    return max(map(len, data.split(b"\n"))) > 2_000
