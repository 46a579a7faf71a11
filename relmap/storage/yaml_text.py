"""Faults that can be told from the text, or from single signs in it, without its tree."""

import re
from itertools import islice
from typing import Any
from unicodedata import is_normalized, normalize

from relmap.model.saying import _, later
from relmap.storage.yaml_faults import MAX_BYTES, MAX_DEPTH, MAX_FAULTS, Fault, fault_at
from relmap.storage.yaml_parser import PARSE_ERRORS, events, tokens

SAVE_AS_UTF8 = later("open the file in the program that wrote it and save it as UTF-8")


def byte_order_mark() -> Fault:
    return Fault(1, 1, "yaml-bom", _("the file starts with a byte order mark"), _("save it as UTF-8 without BOM"))


def in_utf16() -> Fault:
    return Fault(1, 1, "yaml-not-utf8", _("the file is in UTF-16, not in UTF-8"), _(SAVE_AS_UTF8))


def too_big(size: int) -> Fault:
    reason = _("the file has {size:,} bytes; at most {max_bytes:,} are read").format(size=size, max_bytes=MAX_BYTES)
    return Fault(1, 1, "yaml-too-big", reason, _("move part of it into another file"))


def too_deep(text: str, index: int) -> Fault:
    reason = _("lists and groups inside each other, more than {max_depth} deep").format(max_depth=MAX_DEPTH)
    return fault_at(text, index, "yaml-too-deep", reason, _("write it flatter"))


# What YAML forbids, plus what it takes for the end of a line and editors do not, plus a byte order mark.
_INVISIBLE = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]|\r(?!\n)")
_LINE_ENDS = "\r\x85\u2028\u2029"


def invisible_faults(text: str) -> list[Fault]:
    """Control characters and the like, of which the parser would name only the first, and that without a line."""
    return [_invisible(text, hit.start()) for hit in islice(_INVISIBLE.finditer(text), MAX_FAULTS)]


def _invisible(text: str, index: int) -> Fault:
    code = ord(text[index])
    if text[index] in _LINE_ENDS:
        what = _("an invisible line separator (U+{code:04X})").format(code=code)
        mend = _("press Enter in its place, or delete it")
    else:
        what, mend = _("an invisible control character (U+{code:04X})").format(code=code), _("delete it")
    return fault_at(text, index, "yaml-control-character", what, mend)


def unnormalized_faults(text: str) -> list[Fault]:
    """The first spot of every line whose characters are composed otherwise than in NFC."""
    faults = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not is_normalized("NFC", line):
            same = zip(line, normalize("NFC", line), strict=False)
            column = next((at for at, (old, new) in enumerate(same, start=1) if old != new), len(line))
            reason = _("looks the same as normal text but is stored in another way (not NFC)")
            faults.append(Fault(number, column, "yaml-not-nfc", reason, _("delete the letter and type it again")))
    return faults[:MAX_FAULTS]


def deep_faults(text: str) -> list[Fault]:
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


def forbidden_faults(text: str) -> list[Fault]:
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
            fault = _forbidden_fault(text, token)
            if fault is not None:
                faults.append(fault)
            if len(faults) == MAX_FAULTS or depth > MAX_DEPTH:
                break
    except PARSE_ERRORS:
        pass  # the same error is reported by the composer
    return faults


def _forbidden_fault(text: str, token: Any) -> Fault | None:
    kind = type(token).__name__
    row = _FORBIDDEN.get(kind)
    if kind == "ScalarToken":
        row = _MERGE_KEY if token.plain and token.value == "<<" else None
    elif kind == "KeyToken" and token.start_mark.index == token.end_mark.index:
        return None  # an ordinary `key:`; the token of a `? ` key has a width
    elif kind == "KeyToken" and _LONE_QUESTION_MARK.match(text, token.start_mark.index):
        row = _QUESTION_MARK
    if row is None:
        return None
    code, reason, mend = row
    return fault_at(text, token.start_mark.index, code, _(reason), _(mend))


_FORBIDDEN: dict[str, tuple[str, str, str]] = {
    "AnchorToken": (
        "yaml-anchor",
        later("a text cannot start with & (YAML takes it for an anchor)"),
        later("put the text in quotes, or remove the anchor"),
    ),
    "AliasToken": (
        "yaml-alias",
        later("a text cannot start with * (YAML takes it for an alias)"),
        later("put the text in quotes, or write the value out"),
    ),
    "TagToken": (
        "yaml-tag",
        later("a text cannot start with ! (YAML takes it for a tag)"),
        later("put the text in quotes, or remove the tag"),
    ),
    "KeyToken": ("yaml-complex-key", later("a key cannot start with `? `"), later("write it as `key: value`")),
    "DirectiveToken": (
        "yaml-directive",
        later("a line that starts with % is an instruction to the reader, which is not allowed"),
        later('remove the line, or put the text in quotes: "%..."'),
    ),
}
_MERGE_KEY = (
    "yaml-merge-key",
    later("`<<` would merge another group in here"),
    later("write the keys out"),
)
_QUESTION_MARK = (
    "yaml-question-mark",
    later("a text cannot be a lone ? without quotes"),
    later('put it in quotes: "?"'),
)
_LONE_QUESTION_MARK = re.compile(r"\?[ \t]*(?:[,\]}]|(?:#[^\n]*)?\r?(?:\n|\Z)(?!\s*:))")
