"""Three versions of a file's entries made into one text: what nobody changed stays byte for byte."""

from collections.abc import Sequence
from dataclasses import replace

from relmap.storage.merging.chunks import Chunk, Conflict, as_ours, as_theirs, one_of
from relmap.storage.merging.comments import (
    added_comments,
    comments_in,
    lost_comments,
    merged_lines,
    merged_remark,
    still_there,
    without_lines,
)
from relmap.storage.merging.matching import Triple, matched
from relmap.storage.merging.pieces import Block, Entry, Inline, Value, moved
from relmap.storage.merging.shapes import Shape
from relmap.storage.merging.values import in_order, merged_value
from relmap.storage.yaml_diff import collection_edits
from relmap.storage.yaml_edit import edit
from relmap.storage.yaml_sheet import data_of, read_sheet
from relmap.storage.yaml_write import Data

_Sides = tuple[Entry | None, Entry | None, Entry | None]


def merged_block(shape: Shape, base: Block, ours: Block, theirs: Block) -> list[Chunk]:
    """The merged text of a list or mapping in lines, at the column of ours."""
    by = ours.column - theirs.column
    entries = _entries(shape, base, ours, theirs)
    if entries is None:
        return ["", one_of(ours.text, moved(theirs.text, by)), ""]
    chunks: list[Chunk] = []
    homeless = ""  # comments that somebody wrote above an entry which the other side took out
    for sides in entries:
        leads = [side.lead if side is not None else "" for side in sides]
        leads = [leads[0], leads[1], moved(leads[2], by)]
        if sides[0] is not None and None in sides[1:]:
            gone = ours if sides[1] is None else theirs
            leads[1:] = [without_lines(lead, still_there(leads[0], base.comments, gone.comments)) for lead in leads[1:]]
        body = _merged_entry(_below(shape, sides), sides, ours.column)
        if body:
            chunks += [homeless + _merged_lead(sides, leads), *body]
            homeless = ""
        else:
            homeless += added_comments(leads[0], leads[1]) + added_comments(leads[0], leads[2])
    return [*chunks, homeless + merged_lines(base.footer, ours.footer, moved(theirs.footer, by))]


def _entries(shape: Shape, base: Block, ours: Block, theirs: Block) -> list[_Sides] | None:
    blocks = (base, ours, theirs)
    if ours.is_list:
        first, second, third = ([entry.data for entry in block.entries] for block in blocks)
        found = in_order(shape, first, second, third)
        if found is None:
            return None
        triples = found
    else:

        def rank(triple: Triple) -> int:
            found = zip(blocks, triple, strict=True)
            return next(shape.rank_of_key(block.entries[at].key) for block, at in found if at is not None)

        one, two, three = ([entry.key for entry in block.entries] for block in blocks)
        triples = matched(one, two, three, rank)
    return [_sides(blocks, triple) for triple in triples]


def _sides(blocks: Sequence[Block], triple: Triple) -> _Sides:
    one, two, three = (block.entries[at] if at is not None else None for block, at in zip(blocks, triple, strict=True))
    return one, two, three


def _below(shape: Shape, sides: _Sides) -> Shape:
    entry = next(side for side in sides if side is not None)
    return shape.below(entry.key) if entry.key else shape.item


def _merged_lead(sides: _Sides, leads: list[str]) -> str:
    before, ours, theirs = sides
    if ours is None or theirs is None:
        return leads[1] if theirs is None else leads[2]
    return merged_lines(leads[0] if before is not None else "", leads[1], leads[2])


def _merged_entry(shape: Shape, sides: _Sides, column: int) -> list[Chunk]:
    """The merged body of one entry at `column`; nothing where it is taken out."""
    base, ours, theirs = sides
    if ours is None and theirs is None:
        return []
    if base is not None and ours is not None and base.body == ours.body:
        return [theirs.body_at(column)] if theirs is not None else []
    if base is not None and theirs is not None and base.body == theirs.body:
        return [ours.body] if ours is not None else []
    if ours is None or theirs is None:
        return _with_one_side(shape, base, ours, theirs, column)
    if _alike(shape, ours, theirs):
        return [ours.body]
    if _can_be_joined(shape, ours.value, theirs.value):
        return _with_both_sides(shape, base, ours, theirs, column)
    if base is not None and _alike(shape, base, theirs):
        return [ours.body]
    if base is not None and _alike(shape, base, ours):
        return [theirs.body_at(column)]
    return _with_both_sides(shape, base, ours, theirs, column)


def _alike(shape: Shape, one: Entry, two: Entry) -> bool:
    """Whether two versions differ in spelling and layout only."""
    return shape.meaning(one.data) == shape.meaning(two.data) and _comments(one) == _comments(two)


def _comments(entry: Entry | None) -> list[str]:
    return comments_in(entry.body, read_sheet(entry.body).root) if entry is not None and entry.head else []


def _with_one_side(
    shape: Shape, base: Entry | None, ours: Entry | None, theirs: Entry | None, column: int
) -> list[Chunk]:
    """An entry that one side has and changed, while the other took it out, or never had it."""
    there = ours or theirs
    assert there is not None
    if base is None:
        return [there.body_at(column)]
    if _alike(shape, base, there):
        return []
    data = [side.data if side is not None else None for side in (ours, theirs)]
    outcome = merged_value(shape, base.data, *data)
    texts = [_rewritten(shape, there, value, column) if shape.meaning(value) is not None else "" for value in outcome]
    if not texts[0] and not texts[1]:
        # Somebody wrote a comment to what the other took out.
        kept = there.body_at(column)
        return [Conflict(kept, "", True) if there is ours else Conflict("", kept, True)]
    return [one_of(*texts)]


def _with_both_sides(shape: Shape, base: Entry | None, ours: Entry, theirs: Entry, column: int) -> list[Chunk]:
    """An entry that both sides have and changed; where a comment would be lost, both versions stay."""
    chunks = _merged_inside(shape, base, ours, theirs, column)
    said = [_comments(entry) for entry in (base, ours, theirs)]
    if not lost_comments(said[0], said[1], said[2], as_ours(chunks) + as_theirs(chunks)):
        return chunks
    return [Conflict(ours.body, theirs.body_at(column), True)]


def _merged_inside(shape: Shape, base: Entry | None, ours: Entry, theirs: Entry, column: int) -> list[Chunk]:
    """Two versions of an entry of which neither is that of the base."""
    before = base.data if base is not None else None
    one, two = ours.value, theirs.value
    if _can_be_joined(shape, one, two):
        return _merged_lines_of(shape, base, ours, theirs)
    outcome = merged_value(shape, before, ours.data, theirs.data)
    if isinstance(one, Inline) and isinstance(two, Inline):
        rest = _merged_rest(base, ours, theirs)
        ours, theirs = replace(ours, rest=rest), replace(theirs, rest=rest)
    carriers = (ours, theirs)
    if isinstance(one, Block) != isinstance(two, Block):
        carriers = (ours, ours) if isinstance(one, Block) else (theirs, theirs)
    elif shape.meaning(outcome.ours) == shape.meaning(outcome.theirs):
        as_theirs_has_it = shape.meaning(outcome.ours) == shape.meaning(theirs.data)
        carriers = (theirs, theirs) if as_theirs_has_it else (ours, ours)
    texts = [_rewritten(shape, entry, value, column) for entry, value in zip(carriers, outcome, strict=True)]
    return [one_of(*texts)]


def _can_be_joined(shape: Shape, ours: Value, theirs: Value) -> bool:
    """Whether two values are blocks of one sort, and their entries count for themselves."""
    if not isinstance(ours, Block) or not isinstance(theirs, Block):
        return False
    return ours.is_list == theirs.is_list and (shape.is_list or not ours.is_list)


def _merged_lines_of(shape: Shape, base: Entry | None, ours: Entry, theirs: Entry) -> list[Chunk]:
    """Head and entries of a list or mapping in lines."""
    one, two = ours.value, theirs.value
    assert isinstance(one, Block)
    assert isinstance(two, Block)
    chunks = merged_block(shape, _base_block(shape, base, one), one, two)
    head, gap = " " * ours.column + ours.head, _merged_gap(base, ours, theirs)
    if not any(as_ours([chunk]) or as_theirs([chunk]) for chunk in chunks[:-1]):
        empty = " []" if one.is_list else " {}"
        return [head + empty + (gap if "\n" in gap else "\n") + as_ours(chunks)]
    if "\n" in gap:
        return [head + gap, *chunks]
    if chunks[0] or isinstance(chunks[1], Conflict):
        # What must begin on the line of the dash is open, or a comment stands above it.
        start = head + "\n" if chunks[0] else head + gap
        texts = [text if chunks[0] else text.lstrip(" ") for text in (as_ours(chunks), as_theirs(chunks))]
        return [one_of(start + texts[0], start + texts[1])]
    return [head + gap + as_ours(chunks[:2]).lstrip(" "), *chunks[2:]]


def _base_block(shape: Shape, base: Entry | None, like: Block) -> Block:
    """The base as a block such as `like`, if need be without text."""
    if base is not None and isinstance(base.value, Block) and base.value.is_list == like.is_list:
        return base.value
    data = base.data if base is not None else None
    pairs: list[tuple[str, Data]] = [("", item) for item in shape.items(data)]
    if not like.is_list:
        pairs = list(data.items()) if isinstance(data, dict) else []
    bare = [Entry(key, like.column, "", "", "", Inline(""), "", value) for key, value in pairs]
    return Block(like.is_list, like.column, tuple(bare), "")


def _merged_gap(base: Entry | None, ours: Entry, theirs: Entry) -> str:
    if "\n" not in ours.gap or "\n" not in theirs.gap:
        return ours.gap
    return merged_remark(base.gap if base is not None else "", ours.gap, theirs.gap)


def _merged_rest(base: Entry | None, ours: Entry, theirs: Entry) -> str:
    """The remark behind an inline value and the comments below it."""
    parts = [entry.rest.partition("\n") if entry is not None else ("", "", "") for entry in (base, ours, theirs)]
    remark = merged_remark(*(part[0] for part in parts)).rstrip("\n")
    return remark + "\n" + merged_lines(*(part[2] for part in parts))


def _rewritten(shape: Shape, entry: Entry, data: Data, column: int) -> str:
    """The entry's body with another value."""
    if shape.meaning(data) == shape.meaning(entry.data):
        return entry.body_at(column)
    step = entry.key or 0
    before = data_of(read_sheet(entry.body).root)
    assert isinstance(before, dict | list)
    old = before[step]  # type: ignore[index]
    return moved(edit(entry.body, collection_edits((step,), old, data)), column - entry.column)
