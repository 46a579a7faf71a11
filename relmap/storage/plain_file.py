"""A file of the book as bare data, without the book around it."""

from relmap.storage.merging.comments import comments_in
from relmap.storage.yaml_sheet import data_of
from relmap.storage.yaml_source import read_source
from relmap.storage.yaml_write import Data


def data_and_comments(data: bytes) -> tuple[Data, list[str]]:
    """What the bytes of a file hold, and its comments. Raises ValueError where they cannot be read."""
    source = read_source(data)
    if source.faults or source.root is None:
        raise ValueError("not a file of a book")
    return data_of(source.root), comments_in(source.text, source.root)
