"""What the parser complains about, and what the writer of the file can do about it."""

import re
from typing import NamedTuple

from relmap.model.saying import _, later, ngettext
from relmap.storage.yaml_faults import Fault, fault_at


class _Sentence(NamedTuple):
    says: str  # a piece of the parser's own message
    at_start: bool  # the mistake is where the thing began, not where the parser gave up
    reason: str
    mend: str


_NOT_KEYED = later("put `: ` after the key; or indent it if it belongs to the text above; or put # before a remark")

_SYNTAX = tuple(
    _Sentence(*row)
    for row in (
        (
            "while scanning a quoted scalar found unexpected end of stream",
            True,
            later("a quotation mark is opened here and never closed"),
            later("close it with the same mark, or remove it"),
        ),
        (
            "while scanning a quoted scalar found unexpected document",
            True,
            later("a quotation mark is opened here and never closed"),
            later("close it with the same mark, or remove it"),
        ),
        (
            "escape character",
            False,
            later("a backslash inside double quotes is followed by a character it cannot stand before"),
            later("write \\\\ for a backslash, or use 'single quotes'"),
        ),
        (
            "hexdecimal",
            False,
            later("\\x, \\u or \\U is not followed by enough of the digits 0-9 and a-f"),
            later("write \\\\ for a backslash, or use 'single quotes'"),
        ),
        (
            "Unicode character escape",
            False,
            later("this \\u number is not a character"),
            later("write the character itself, or \\\\ for a backslash"),
        ),
        (
            "flow sequence",
            True,
            later("the list opened by this [ is not closed, or a comma is missing in it"),
            later("put a comma between the items and ] at the end"),
        ),
        (
            "flow mapping",
            True,
            later("the group opened by this { is not closed, or a comma is missing in it"),
            later("put a comma between the entries and } at the end"),
        ),
        (
            "flow node",
            False,
            later("something is missing here inside [ ] or { }"),
            later("write the missing value, or remove the extra comma or bracket"),
        ),
        (
            "block sequence entries are not allowed",
            False,
            later("a list item cannot start here"),
            later("start the list on the line below its key, each item on its own line after `- `"),
        ),
        (
            "mapping keys are not allowed",
            False,
            later("a key cannot start here"),
            later("start the key on its own line, indented like its neighbours"),
        ),
        (
            "could not find expected ':'",
            True,
            later("this line is not `key: value`"),
            _NOT_KEYED,
        ),
        (
            "'-' indicator",
            False,
            later("this line stands in a list but is not one of its items"),
            later("start it with `- `, or indent it like the lines it belongs to"),
        ),
        (
            "block scalar",
            False,
            later("the text below | or > does not start as it must"),
            later("write the text on the lines below, indented by spaces alone"),
        ),
        (
            "expected a single document",
            False,
            later("`---` starts a second document; a file holds one"),
            later("remove the `---` line, or move what follows into its own file"),
        ),
        (
            "directive",
            False,
            later("a line that starts with % is an instruction to the reader, which is not allowed"),
            later('remove the line, or put the text in quotes: "%..."'),
        ),
    )
)


def syntax_fault(text: str, message: str, problem: int, context: int | None) -> Fault:
    """The fault behind a parser's complaint.

    `message` is the parser's context and problem, `problem` and `context` the character indexes of its two marks.
    """
    index = _on_content(text, problem)
    special = _wrong_start(text, message, index, context) or _stray_bracket(text, message, index)
    if special is not None:
        return special
    known = next((row for row in _SYNTAX if row.says in message), None)
    if known is not None:
        index = _on_content(text, context if known.at_start and context is not None else problem)
        code = "yaml-documents" if "single document" in known.says else "yaml-syntax"
        if "\\" in known.reason:
            index = max(text.rfind("\\", 0, index + 1), 0)
        mend = (known.mend == _NOT_KEYED and _below_its_key(text, index)) or _(known.mend)
        return fault_at(text, index, code, _(known.reason), mend)
    tab = _tab_in_indentation(text, index)
    if tab is not None:
        return fault_at(text, tab, "yaml-tab", _("the line is indented by a tab"), _("use spaces in place of the tab"))
    if "mapping values" in message:
        return _second_colon(text, index)
    if "expected key" in message:
        return _ill_fitting(text, index)
    if "document start" in message:
        return _after_the_end(text, index)
    mend = _("put the text in quotes, or check its indentation")
    return fault_at(text, index, "yaml-syntax", _("this cannot be read"), mend)


def _below_its_key(text: str, index: int) -> str | None:
    """What to do with a line at `index` that may be the value of the key above it."""
    key = re.search(r"(?:^|\n)[ \t]*([^\s:#-][^\s:]*):[ \t]*\r?\n$", text[max(index - 80, 0) : index])
    return _("write it behind `{key}: `, on the same line").format(key=key[1]) if key else None


def _wrong_start(text: str, message: str, index: int, context: int | None) -> Fault | None:
    """A text that begins with a sign that YAML keeps for itself."""
    if "cannot start any token" in message or ("mapping keys are not allowed" in message and text[index] == "?"):
        at = index
    elif context is not None and ("an alias" in message or "an anchor" in message or "a block scalar" in message):
        at = context
    else:
        return None
    sign = text[at]
    if sign == "\t":
        return None
    line = text.rfind("\n", 0, at) + 1
    if sign in ">|":
        if "comment or line break" not in message:
            return None
        reason = _("a text on the same line cannot start with {sign}").format(sign=sign)
        return fault_at(text, index, "yaml-syntax", reason, _in_quotes(text, at))
    if sign == "*" and text[at + 1 : at + 2] == " " and not text[line:at].strip(" -"):
        return fault_at(text, at, "yaml-syntax", _("an item of a list does not start with *"), _("start it with `- `"))
    return fault_at(
        text, at, "yaml-syntax", _("a text cannot start with {sign}").format(sign=sign), _in_quotes(text, at)
    )


def _stray_bracket(text: str, message: str, index: int) -> Fault | None:
    sign = text[index : index + 1]
    told = ("expected key", "node content", "document start", "'-' indicator")
    if not sign or sign not in "]}" or "flow" in message or not any(words in message for words in told):
        return None
    opening = "[" if sign == "]" else "{"
    reason = _("this {sign} closes nothing: there is no {opening} before it").format(sign=sign, opening=opening)
    return fault_at(
        text, index, "yaml-syntax", reason, _("remove it, or put {opening} where it belongs").format(opening=opening)
    )


_LONGEST_EXAMPLE = 50


def _in_quotes(text: str, index: int) -> str:
    """The advice to put the text that starts at `index` in quotes, shown if it is short."""
    start = text.rfind("\n", 0, index) + 1
    before, value = text[start:index], re.split(r"\s#|[\r\n]", text[index : index + 2 * _LONGEST_EXAMPLE])[0].rstrip()
    key = re.search(r"[^\s:,\[\]{}\"']+:[ \t]+$", before[-_LONGEST_EXAMPLE:])
    if any(bracket in before for bracket in "[{"):
        value = re.split(r"[,\]}]", value)[0].rstrip()
    if not value or any(sign in value for sign in '"\\') or len(value) > _LONGEST_EXAMPLE:
        return _("put the whole text in quotes")
    return _('put it in quotes: {key}"{value}"').format(key=key[0] if key else "", value=value)


def _second_colon(text: str, index: int) -> Fault:
    start = text.rfind("\n", 0, index) + 1
    first = re.search(r":[ \t]+", text[start:index])
    if first:
        return fault_at(
            text, index, "yaml-syntax", _("a second `: ` in one line"), _in_quotes(text, start + first.end())
        )
    if text[start] not in " \t":
        return _unkeyed(text, start)
    index = _first_sign(text, start)
    reason = _("the line is indented deeper than the line above, which already has its value")
    return fault_at(text, index, "yaml-syntax", reason, _(_ALIGN))


_ALIGN = later("indent it exactly like its neighbours")


def _ill_fitting(text: str, index: int) -> Fault:
    """Something at `index` does not go on with the lines above or with the same line before it."""
    start = text.rfind("\n", 0, index) + 1
    if not text[start:index].strip():
        spaces = index - start
        if text.startswith("- ", index):
            reason, mend = (
                _("a list item stands below a key that already has its value"),
                _("indent it like the other items"),
            )
        else:
            reason = ngettext(
                "the line is indented by {n} space, which fits no line above it",
                "the line is indented by {n} spaces, which fits no line above it",
                spaces,
            ).format(n=spaces)
            mend = _(_ALIGN)
        return fault_at(text, index, "yaml-syntax", reason, mend)
    first = re.search(r":[ \t]+", text[start:index])
    mend = _in_quotes(text, start + first.end()) if first else _("put the whole text in quotes")
    return fault_at(text, index, "yaml-syntax", _("the text goes on after its closing bracket or mark"), mend)


def _after_the_end(text: str, index: int) -> Fault:
    """What stands after a tree that is complete: mostly because its first line is indented."""
    first = re.search(r"^(?![ \t]*(?:#|\r?$))", text, re.MULTILINE)
    start = first.start() if first else 0
    if text[start : start + 1] == " " and start < index:
        reason = _("the line is indented, the lines below it are not")
        return fault_at(text, _first_sign(text, start), "yaml-syntax", reason, _("remove the spaces before it"))
    reason = _("this does not belong to the lines above it")
    mend = _("indent it like its neighbours, and write one `key: value` per line")
    return fault_at(text, index, "yaml-syntax", reason, mend)


def _unkeyed(text: str, below: int) -> Fault:
    """The first line above `below` with something in it: it is no entry, so that the next cannot follow it."""
    first = re.search(r"^(?![ \t]*(?:#|\r?$))", text, re.MULTILINE)
    index = first.start() if first and first.start() < below else below
    return fault_at(text, index, "yaml-syntax", _("this line is not `key: value`"), _(_NOT_KEYED))


def _first_sign(text: str, start: int) -> int:
    sign = re.compile(r"[ \t]*").match(text, start)
    return sign.end() if sign else start


def _on_content(text: str, index: int) -> int:
    """`index`, moved back to the last visible character if the parser only gave up at the end of the file."""
    return index if text[index:].strip() else max(len(text[:index].rstrip()) - 1, 0)


def _tab_in_indentation(text: str, index: int) -> int | None:
    start = text.rfind("\n", 0, index) + 1
    indentation = re.compile(r"[ \t-]*").match(text, start)
    tab = text.find("\t", start, indentation.end()) if indentation else -1
    return tab if tab >= 0 else None


def without_signs(text: str, faults: list[Fault]) -> str:
    """`text` with each forbidden sign made harmless, so that nothing else seems wrong because of it."""
    starts = [hit.start() for hit in re.finditer(r"^", text, re.MULTILINE)] if faults else []
    for fault in faults:
        index = starts[fault.line - 1] + fault.column - 1
        if fault.code in ("yaml-anchor", "yaml-tag"):
            word = re.compile(r"[^\s,\[\]{}]+").match(text, index)
            end = word.end() if word else index
            text = text[:index] + " " * (end - index) + text[end:]
        elif fault.code in ("yaml-alias", "yaml-question-mark"):
            text = text[:index] + "x" + text[index + 1 :]
    return text


def without_bad_part(text: str, line: int) -> str:
    """`text` with the top-level entry around `line` blanked, character by character, so that all indexes stay."""
    start, end = _top_level_entry(text, line)
    return text[:start] + re.sub(r"[^\r\n]", " ", text[start:end]) + text[end:]


# Lines that go on with the entry above: indented, empty, remarks, and text with no key.
_IN_LIST = re.compile(r"[ \t\r\n#\]}]|\Z|[^\s-][^:：=\n]*$", re.MULTILINE)
_IN_MAPPING = re.compile(r"[ \t\r\n#\]}]|-(?=[ \t\r\n])|\Z|[^\s-][^:：=\n]*$", re.MULTILINE)


def _top_level_entry(text: str, line: int) -> tuple[int, int]:
    starts = [hit.start() for hit in re.finditer(r"^", text, re.MULTILINE)]
    first = min(line, len(starts)) - 1
    while first > 0 and text[starts[first] : starts[first] + 1] in " \t\r\n#]}":
        first -= 1
    # In a mapping a `- ` at the margin goes on with the key above it; in a list it is the next item.
    goes_on = _IN_LIST if text[starts[first] : starts[first] + 1] == "-" else _IN_MAPPING
    after = max(first, min(line, len(starts)) - 1) + 1
    while after < len(starts) and goes_on.match(text, starts[after]):
        after += 1
    return starts[first], starts[after] if after < len(starts) else len(text)
