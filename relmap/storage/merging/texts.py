"""The bytes of three versions of a file made into one, and looked at again before anybody gets to see them."""

from dataclasses import dataclass
from typing import NamedTuple

from relmap.storage.layout import Place
from relmap.storage.merging.chunks import Chunk, Conflict, Labels, as_ours, as_theirs
from relmap.storage.merging.comments import comments_in, lost_comments
from relmap.storage.merging.entries import merged_block
from relmap.storage.merging.open_base import without_marks
from relmap.storage.merging.pieces import cut
from relmap.storage.merging.shapes import Shape, shape_of_file, value_of
from relmap.storage.merging.values import merged_value
from relmap.storage.yaml_diff import edits_between
from relmap.storage.yaml_edit import edit
from relmap.storage.yaml_sheet import Sheet, data_of
from relmap.storage.yaml_source import read_source
from relmap.storage.yaml_write import Data

_NOT_NFC = "yaml-not-nfc"


class CannotMerge(Exception):
    """A version cannot be read, or the result would not be what it has to be: git's own merge of lines must do."""


class Merged(NamedTuple):
    """The merged file, and how many questions in it are open, each between marks."""

    data: bytes
    conflicts: int


@dataclass(frozen=True, slots=True)
class _Version:
    """One version with newlines only, also at its end; `crlf` and `open_end` say how its bytes have them."""

    sheet: Sheet
    data: Data
    crlf: bool
    open_end: bool

    @property
    def comments(self) -> list[str]:
        return comments_in(self.sheet.text, self.sheet.root)


def merged_bytes(place: Place, base: bytes, ours: bytes, theirs: bytes, labels: Labels) -> Merged:
    """The three-way merge of the file at a `place` of the book; `base` is empty where both sides made it anew.

    What neither side changed stays byte for byte as it is in ours. Raises CannotMerge.
    """
    if ours == theirs or theirs == base:
        return Merged(ours, 0)
    if ours == base:
        return Merged(theirs, 0)
    shape = shape_of_file(place)
    versions = [_version(data) for data in (without_marks(shape, base), ours, theirs)]
    chunks = _merged_chunks(shape, *versions)
    _look_again(shape, chunks, *versions)
    before, one, two = versions
    text = labels.marked(chunks)
    if _merged_flag(before.open_end, one.open_end, two.open_end):
        text = _with_open_end(text, chunks, always=one.open_end and two.open_end)
    if _merged_flag(before.crlf, one.crlf, two.crlf):
        text = text.replace("\n", "\r\n")
    return Merged(text.encode(), sum(isinstance(chunk, Conflict) for chunk in chunks))


def _version(data: bytes) -> _Version:
    lines, crlf = data.count(b"\n"), data.count(b"\r\n")
    source = read_source(data.replace(b"\r\n", b"\n"))
    if (crlf and crlf != lines) or any(fault.code != _NOT_NFC for fault in source.faults):
        raise CannotMerge
    text, open_end = source.text, bool(source.text) and not source.text.endswith("\n")
    if open_end:
        text += "\n"
        source = read_source(text.encode())
    return _Version(Sheet(text, source.root), value_of(source.root), bool(crlf), open_end)


def _merged_flag(base: bool, ours: bool, theirs: bool) -> bool:
    return theirs if ours == base else ours


def _with_open_end(text: str, chunks: list[Chunk], *, always: bool) -> str:
    """Without its last newline, unless that says something that both sides do not say."""
    whole = as_ours(chunks)
    same = always or data_of(read_source(whole.encode()).root) == data_of(
        read_source(whole.removesuffix("\n").encode()).root
    )
    return text.removesuffix("\n") if same else text


def _merged_chunks(shape: Shape, base: _Version, ours: _Version, theirs: _Version) -> list[Chunk]:
    before, one, two = (cut(version.sheet, is_list=shape.is_list) for version in (base, ours, theirs))
    if one is not None and two is not None and one.is_list == two.is_list == shape.is_list:
        if before is None or before.is_list != one.is_list:
            raise CannotMerge
        return merged_block(shape, before, one, two)
    outcome = merged_value(shape, base.data, ours.data, theirs.data)
    texts = [_rewritten(ours, outcome.ours), _rewritten(ours, outcome.theirs)]
    return [texts[0] if texts[0] == texts[1] else Conflict(texts[0], texts[1])]


def _rewritten(version: _Version, data: Data) -> str:
    """A whole file of which a part is no block in lines, such as `{}`."""
    before = data_of(version.sheet.root)
    if not isinstance(before, dict) or not isinstance(data, dict):
        raise CannotMerge
    return edit(version.sheet.text, edits_between(before, data))


def _look_again(shape: Shape, chunks: list[Chunk], base: _Version, ours: _Version, theirs: _Version) -> None:
    """The result must say what the values alone make it say, with all comments. Raises CannotMerge."""
    outcome = merged_value(shape, base.data, ours.data, theirs.data)
    texts = as_ours(chunks), as_theirs(chunks)
    of_comments = any(isinstance(chunk, Conflict) and chunk.of_comments for chunk in chunks)
    for text, expected in dict(zip(texts, outcome, strict=True)).items():
        source = read_source(text.encode())
        if any(fault.code != _NOT_NFC for fault in source.faults):
            raise CannotMerge
        if not of_comments and shape.meaning(value_of(source.root)) != shape.meaning(expected):
            raise CannotMerge
    if lost_comments(base.comments, ours.comments, theirs.comments, "".join(texts)):
        raise CannotMerge
