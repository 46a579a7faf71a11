"""Reading YAML: bytes in, a tree of nodes and every fault out.

What relmap refuses is looked for only where a cheap byte test says it could be.
"""

import re
from typing import NamedTuple
from unicodedata import is_normalized

from relmap.storage.yaml_faults import MAX_BYTES, MAX_DEPTH, MAX_FAULTS, Fault, fault_at, position
from relmap.storage.yaml_parser import (
    PARSE_ERRORS,
    CollectionNode,
    Complaint,
    MappingNode,
    Node,
    ScalarNode,
    SequenceNode,
    complaint,
    compose,
    events,
    tokens,
)
from relmap.storage.yaml_slips import line_slips, quote_fault, slip
from relmap.storage.yaml_syntax import syntax_fault, without_bad_part, without_signs
from relmap.storage.yaml_text import (
    BYTE_ORDER_MARK,
    SAVE_AS_UTF8,
    UTF16,
    conflict_faults,
    forbidden_fault,
    invisible_faults,
    too_big,
    too_deep,
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
        return Source(rest.text, rest.root, (BYTE_ORDER_MARK, *rest.faults))
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return _undecodable(data)
    if _may_be_too_deep(data):
        deep = _deep_faults(text)
        if deep:
            return Source(text, None, tuple(deep))
    try:
        root = compose(data)
    except PARSE_ERRORS:
        return Source(text, None, tuple(_broken(text)))
    faults: list[Fault] = []
    if _SEPARATORS.search(data) or (b"\r" in data and data.count(b"\r") != data.count(b"\r\n")):
        return Source(text, None, tuple(invisible_faults(text)))
    if _may_be_forbidden(data):
        faults += _forbidden(text)
        faults += conflict_faults(text)
        if faults:
            return Source(text, None, tuple(sorted(faults)))
    if root is None or is_absent(root):
        return Source(text, None, tuple(faults))
    if type(root) is ScalarNode and (slips := tuple(line_slips(text))):
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
        return Source("", None, (UTF16,))
    faults: list[Fault] = []
    while len(faults) < MAX_FAULTS:
        try:
            text = data.decode()
        except UnicodeDecodeError as error:
            before = data[: error.start].decode()
            shown = " ".join(f"{byte:02X}" for byte in data[error.start : error.end])
            reason = f"the byte {shown} is not UTF-8"
            faults.append(fault_at(before, len(before), "yaml-not-utf8", reason, SAVE_AS_UTF8))
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


def _deep_faults(text: str) -> list[Fault]:
    """Nesting measured on the parser's events, which need no stack."""
    depth = 0
    try:
        for event in events(text):
            kind = type(event).__name__
            depth += kind.endswith("StartEvent") - kind.endswith("EndEvent")
            if depth > MAX_DEPTH + 2:  # the stream and the document are the outer two
                return [too_deep(text, event.start_mark.index)]
    except PARSE_ERRORS:
        pass  # the same error is reported by the composer
    return []


_LONG = 100_000  # characters


def _broken(text: str) -> list[Fault]:
    """All faults of a text that does not parse: each bad entry is blanked in turn to see what is wrong after it."""
    if "\0" in text[:2]:
        return [UTF16]
    faults = [*conflict_faults(text), *invisible_faults(text)] or _deep_faults(text)
    if faults:
        return sorted(faults)
    found: set[Fault] = set()
    rest = text
    # Each fault costs reading the whole text a few times more.
    for _ in range(MAX_FAULTS if len(text) < _LONG else MAX_FAULTS // 4):
        signs = [fault for fault in _forbidden(rest) if fault.code != "yaml-directive"]
        found.update(signs)
        rest = without_signs(rest, signs)
        try:
            root = compose(rest)
        except PARSE_ERRORS as error:
            fault = _syntax_fault(rest, error)
        else:
            if root is not None and not any(fault.code == "yaml-alias" for fault in found):
                found.update(tree_faults(root, rest))
            break
        if fault is None:
            break
        found.add(fault)
        shorter = without_bad_part(rest, fault.line)
        if shorter == rest:
            break
        rest = shorter
    return sorted(found)


def _syntax_fault(text: str, error: Exception) -> Fault | None:
    """The fault behind an exception, or None for an undefined alias: that one is reported as an alias."""
    said = complaint(error)
    if said is None:
        return Fault(1, 1, "yaml-syntax", "this file cannot be read", "compare it with a file that can")
    if said.about_alias:
        return None
    quoted = _quoted(text, said.problem)
    return quote_fault(text, said, quoted) or slip(text, said, _complaint) or syntax_fault(text, *said[:3])


def _complaint(text: str) -> Complaint | None:
    try:
        compose(text)
    except PARSE_ERRORS as error:
        return complaint(error) or Complaint("", 0, None, about_alias=False)
    return None


def _quoted(text: str, problem: int) -> tuple[int, int] | None:
    """Start and end of the last text in quotes before the place where the parser gives up."""
    last = None
    try:
        for token in tokens(text):
            if token.start_mark.index >= problem:
                break
            if type(token).__name__ == "ScalarToken" and text[token.start_mark.index] in "'\"":
                last = token
    except PARSE_ERRORS:
        pass  # this is where it gives up
    return (last.start_mark.index, last.end_mark.index) if last is not None else None


def _forbidden(text: str) -> list[Fault]:
    """Anchors, aliases, tags, merge keys, directives and `? ` keys: YAML that a composed tree no longer shows.

    Ends where the parser ends, and where brackets nest so deep that scanning on would take time without bound.
    """
    faults: list[Fault] = []
    depth = 0
    try:
        for token in tokens(text):
            kind = type(token).__name__
            if kind.startswith("Flow"):
                depth += kind.endswith("StartToken") - kind.endswith("EndToken")
            fault = forbidden_fault(text, token)
            if fault is not None:
                faults.append(fault)
            if len(faults) == MAX_FAULTS or depth > MAX_DEPTH:
                break
    except PARSE_ERRORS:
        pass  # the same error is reported by the composer
    return faults
