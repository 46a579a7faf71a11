"""How alike two words are spelled. The one door to rapidfuzz."""

from rapidfuzz.distance import Indel


def likeness(one: str, other: str) -> float:
    """1 where they are the same, 0 where they share no letter: 2 x common letters in order / letters of both (LCS)."""
    return Indel.normalized_similarity(one, other)
