"""How alike words are spelled. The library is loaded where something looks like a slip: no sound book waits for it."""

from collections.abc import Sequence


def most_alike(text: str, words: Sequence[str]) -> str:
    """As `name_likeness.most_alike`."""
    from relmap.analysis.name_likeness import most_alike

    return most_alike(text, words)


def likeness(one: str, other: str) -> float:
    """As `name_likeness.likeness`."""
    from relmap.analysis.name_likeness import likeness

    return likeness(one, other)
