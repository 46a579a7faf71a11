"""What the parser complains about, and what the writer of the file can do about it."""

import re
from typing import NamedTuple

from relmap.storage.yaml_faults import Fault, fault_at


class _Sentence(NamedTuple):
    says: str  # a piece of the parser's own message
    at_start: bool  # the mistake is where the thing began, not where the parser gave up
    reason: str
    mend: str


_SYNTAX = tuple(
    _Sentence(*row)
    for row in (
        (
            "while scanning a quoted scalar found unexpected end of stream",
            True,
            "a quotation mark is opened here and never closed",
            "close it with the same mark, or remove it",
        ),
        (
            "while scanning a quoted scalar found unexpected document",
            True,
            "a quotation mark is opened here and never closed",
            "close it with the same mark, or remove it",
        ),
        (
            "escape character",
            False,
            "a backslash inside double quotes is followed by a character it cannot stand before",
            "write \\\\ for a backslash, or use 'single quotes'",
        ),
        (
            "hexdecimal",
            False,
            "\\x, \\u or \\U is not followed by enough of the digits 0-9 and a-f",
            "write \\\\ for a backslash, or use 'single quotes'",
        ),
        (
            "Unicode character escape",
            False,
            "this \\u number is not a character",
            "write the character itself, or \\\\ for a backslash",
        ),
        (
            "flow sequence",
            True,
            "the list opened by this [ is not closed, or a comma is missing in it",
            "put a comma between the items and ] at the end",
        ),
        (
            "flow mapping",
            True,
            "the group opened by this { is not closed, or a comma is missing in it",
            "put a comma between the entries and } at the end",
        ),
        (
            "flow node",
            False,
            "something is missing here inside [ ] or { }",
            "write the missing value, or remove the extra comma or bracket",
        ),
        (
            "block sequence entries are not allowed",
            False,
            "a list item cannot start here",
            "start the list on the line below its key, each item on its own line after `- `",
        ),
        (
            "mapping keys are not allowed",
            False,
            "a key cannot start here",
            "start the key on its own line, indented like its neighbours",
        ),
        (
            "could not find expected ':'",
            True,
            "this line is not `key: value`",
            "put `: ` after the key; or, if the line belongs to the text above, indent it",
        ),
        (
            "'-' indicator",
            False,
            "this line stands in a list but is not one of its items",
            "start it with `- `, or indent it like the lines it belongs to",
        ),
        (
            "block scalar",
            False,
            "the text below | or > does not start as it must",
            "write the text on the lines below, indented by spaces alone",
        ),
        (
            "did not find expected key",
            False,
            "this line does not fit the lines above it",
            "indent it exactly like its neighbours, and put a text with quotation marks wholly in quotes",
        ),
        (
            "document start",
            False,
            "this does not belong to the lines above it",
            "indent it like its neighbours, and write one `key: value` per line",
        ),
        (
            "expected a single document",
            False,
            "`---` starts a second document; a file holds one",
            "remove the `---` line, or move what follows into its own file",
        ),
        (
            "directive",
            False,
            "a line that starts with % is an instruction to the reader, which is not allowed",
            'remove the line, or put the text in quotes: "%..."',
        ),
    )
)


def syntax_fault(text: str, message: str, problem: int, context: int | None) -> Fault:
    """The fault behind a parser's complaint.

    `message` is the parser's context and problem, `problem` and `context` the character indexes of its two marks.
    """
    known = next((row for row in _SYNTAX if row.says in message), None)
    if known is not None:
        index = context if known.at_start and context is not None else problem
        code = "yaml-documents" if "single document" in known.says else "yaml-syntax"
        return fault_at(text, _on_content(text, index), code, known.reason, known.mend)
    index = _on_content(text, problem)
    tab = _tab_in_indentation(text, index)
    if tab is not None:
        return fault_at(text, tab, "yaml-tab", "the line is indented by a tab", "use spaces in place of the tab")
    if "mapping values" in message:
        return _second_colon(text, index)
    if "cannot start any token" in message:
        return fault_at(
            text,
            index,
            "yaml-syntax",
            f"a text cannot start with {text[index : index + 1]}",
            "put the whole text in quotes",
        )
    return fault_at(
        text, index, "yaml-syntax", "this cannot be read", "put the text in quotes, or check its indentation"
    )


def _second_colon(text: str, index: int) -> Fault:
    before = text[text.rfind("\n", 0, index) + 1 : index]
    if re.search(r":\s", before):
        reason, mend = "a second `: ` in one line", "put the text after the first `: ` in quotes"
    else:
        reason = "the line is indented deeper than the line above, which already has its value"
        mend = "indent it exactly like its neighbours"
    return fault_at(text, index, "yaml-syntax", reason, mend)


def _on_content(text: str, index: int) -> int:
    """`index`, moved back to the last visible character if the parser only gave up at the end of the file."""
    return index if text[index:].strip() else max(len(text[:index].rstrip()) - 1, 0)


def _tab_in_indentation(text: str, index: int) -> int | None:
    start = text.rfind("\n", 0, index) + 1
    indentation = re.compile(r"[ \t-]*").match(text, start)
    tab = text.find("\t", start, indentation.end()) if indentation else -1
    return tab if tab >= 0 else None


def without_bad_part(text: str, line: int) -> str:
    """`text` with the top-level entry around `line` blanked, character by character, so that all indexes stay."""
    start, end = _top_level_entry(text, line)
    return text[:start] + re.sub(r"[^\r\n]", " ", text[start:end]) + text[end:]


def _top_level_entry(text: str, line: int) -> tuple[int, int]:
    starts = [hit.start() for hit in re.finditer(r"^", text, re.MULTILINE)]
    first = min(line, len(starts)) - 1
    while first > 0 and text[starts[first]] in " \t\r\n#]}":
        first -= 1
    # In a mapping a `- ` at the margin goes on with the key above it; in a list it is the next item.
    goes_on = " \t\r\n#]}" if text[starts[first] : starts[first] + 1] == "-" else " \t\r\n#]}-"
    after = max(first, min(line, len(starts)) - 1) + 1
    while after < len(starts) and text[starts[after] : starts[after] + 1] in goes_on:
        after += 1
    return starts[first], starts[after] if after < len(starts) else len(text)
