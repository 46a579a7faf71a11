"""What the parser says, and what that means for the writer of the file."""

from typing import NamedTuple

from relmap.model.saying import later


class Sentence(NamedTuple):
    says: str  # a piece of the parser's own message
    at_start: bool  # the mistake is where the thing began, not where the parser gave up
    reason: str
    mend: str


NOT_KEYED = later("put `: ` after the key; or indent it if it belongs to the text above; or put # before a remark")

SENTENCES = tuple(
    Sentence(*row)
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
            NOT_KEYED,
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
