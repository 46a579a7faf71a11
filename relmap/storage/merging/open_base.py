"""A base that was itself left open: of a criss-cross merge git makes one base of two, with marks where they conflict.

Nobody knows what the two sides really started from there. So what is open in the base counts as changed by both: they
say the same, or it stays open.
"""

import re

from relmap.storage.merging.shapes import Shape, value_of
from relmap.storage.yaml_diff import collection_edits
from relmap.storage.yaml_edit import edit
from relmap.storage.yaml_source import read_source
from relmap.storage.yaml_write import Data

_LINES = rb"(?:(?![<=>|]{7}).*\n)*"
_OPEN = re.compile(
    rb"^<{7,}.*\n(?P<one>%b)(?:\|{7,}.*\n%b)?={7,}\n(?P<two>%b)>{7,}.*(?:\n|\Z)" % (_LINES, _LINES, _LINES),
    re.MULTILINE,
)
_UNKNOWN = "x-unknown"


def without_marks(shape: Shape, data: bytes) -> bytes:
    """A base in which a value that no side has stands for each that is open, with newlines alone.

    `data` itself if there are no marks, or one of the versions between them cannot be read.
    """
    if b"<<<<<<<" not in data:
        return data
    lines = data.replace(b"\r\n", b"\n")
    one, two = (_OPEN.sub(side, lines) for side in (rb"\g<one>", rb"\g<two>"))
    sources = [read_source(text) for text in (one, two)]
    if one == two or any(source.faults for source in sources):
        return data
    first, second = (value_of(source.root) for source in sources)
    return edit(sources[0].text, collection_edits((), first, _unknown(shape, first, second))).encode()


def _unknown(shape: Shape, one: Data, two: Data) -> Data:
    """What both say; where they differ, what neither says."""
    if shape.meaning(one) == shape.meaning(two):
        return one
    if shape.is_list and not any(isinstance(data, dict) for data in (one, two)):
        return _items(shape, one, two)
    if all(isinstance(data, dict | None) for data in (one, two)):
        first, second = (data if isinstance(data, dict) else {} for data in (one, two))
        return {key: _unknown(shape.below(key), first.get(key), second.get(key)) for key in {**first, **second}}
    return f"{_UNKNOWN} {one} {two}"


def _items(shape: Shape, one: Data, two: Data) -> Data:
    """The items of both, and for each that only one of them has a mapping that is not as it is there.

    Of a list of words only what both have: whatever a side has besides it has added.
    """
    first, second = shape.items(one), shape.items(two)
    there, here = ([shape.item.meaning(item) for item in items] for items in (second, first))
    found = [item if shape.item.meaning(item) in there else _changed(item) for item in first]
    found += [_changed(item) for item in second if shape.item.meaning(item) not in here]
    return [item for item in found if item is not None]


def _changed(item: Data) -> Data:
    return {**item, _UNKNOWN: _UNKNOWN} if isinstance(item, dict) else None
