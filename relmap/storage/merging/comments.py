"""Comments and blank lines of three versions made into one; what either side wrote is never left out."""

import re
from collections import Counter
from collections.abc import Iterator

from relmap.storage.merging.matching import matched
from relmap.storage.yaml_parser import MappingNode, Node, ScalarNode, SequenceNode


def merged_lines(base: str, ours: str, theirs: str) -> str:
    """Whole lines: without what either side took out, with what either wrote, both where they wrote differently."""
    if base == theirs or ours == theirs:
        return ours
    if base == ours:
        return theirs
    before, one, two = ([*text.splitlines(keepends=True)] for text in (base, ours, theirs))
    found = []
    for first, second, third in matched([*before], [*one], [*two]):
        if second is not None and (first is None or third is not None):
            found.append(one[second])
        elif third is not None and first is None:
            found.append(two[third])
    return "".join(found)


def merged_remark(base: str, ours: str, theirs: str) -> str:
    """What stands behind a value on its line: of two new remarks both, what they share once."""
    before, one, two = base.strip(), ours.strip(), theirs.strip()
    if two == before:
        return ours
    if one == before:
        return theirs
    if two in one:
        return ours
    if one in two:
        return theirs
    end = "\n" if ours.endswith("\n") else ""
    return f"{ours.rstrip()} {two.removeprefix(before).strip()}{end}" if two else theirs


def added_comments(base: str, side: str) -> str:
    """The comment lines of `side` that the base does not have."""
    left = Counter(base.splitlines(keepends=True))
    found = []
    for line in side.splitlines(keepends=True):
        if left[line]:
            left[line] -= 1
        elif line.strip():
            found.append(line)
    return "".join(found)


def still_there(lead: str, base: str, side: str) -> set[str]:
    """The comments of an entry's `lead` that `side`, which took the entry out, has left standing, without indents."""
    before, now = (Counter(line.strip() for line in text.splitlines()) for text in (base, side))
    comments = {line.strip() for line in lead.splitlines() if line.strip()}
    return {comment for comment in comments if now[comment] >= before[comment]}


def without_lines(text: str, comments: set[str]) -> str:
    """`text` without the lines that are one of `comments`."""
    return "".join(line for line in text.splitlines(keepends=True) if line.strip() not in comments)


def comments_in(text: str, root: Node | None) -> list[str]:
    """Every comment of a text, in parts from one `#` to the next; `root` is the tree of the text."""
    rest, at = [], 0
    for start, end in sorted(_texts(text, root)):
        rest.append(text[at:start])
        at = max(at, end)
    return [hit[0].rstrip() for hit in re.finditer("#[^#\n]*", "".join([*rest, text[at:]]))]


def _texts(text: str, node: Node | None) -> Iterator[tuple[int, int]]:
    if type(node) is ScalarNode:
        start, end = node.start_mark.index, node.end_mark.index
        # Behind the sign of a block of text there may be a comment.
        yield text.find("\n", start) + 1 if node.style in ("|", ">") else start, end
    elif type(node) is MappingNode:
        for pair in node.value:
            for one in pair:
                yield from _texts(text, one)
    elif type(node) is SequenceNode:
        for item in node.value:
            yield from _texts(text, item)


def lost_comments(base: list[str], ours: list[str], theirs: list[str], result: str) -> list[str]:
    """What a side wrote, or both kept, and the result has not."""
    known, one, two = set(base), set(ours), set(theirs)
    return [comment for comment in sorted((one & two) | (one - known) | (two - known)) if comment not in result]
