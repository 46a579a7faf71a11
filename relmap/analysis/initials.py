"""A person as two letters, for those who may not know the name."""

from collections.abc import Iterable

from relmap.model.text import search_key

HIDDEN = "…"
"""What stands where nothing may be said."""

# Thai and Lao write these vowels before the consonant that they follow in speech, which is the one people go by.
_VOWELS_BEFORE = "เแโใไເແໂໃໄ"


def initials(name: str) -> str:
    """The first letters of the first and the last word, without honorific; of a Chinese name, the first sign.

    >>> initials("คุณมาลี ใจดี"), initials("罗正平"), initials("Somchai K.")
    ('ม.จ.', '罗.', 'S.K.')
    """
    words = search_key(name).split()
    return "".join(f"{_first_letter(word)}." for word in (*words[:1], *words[1:][-1:])) or HIDDEN


def _first_letter(word: str) -> str:
    return next((sign for sign in word if sign.isalnum() and sign not in _VOWELS_BEFORE), word[0]).upper()


def told_apart(short: Iterable[str]) -> list[str]:
    """The same initials in the same order, from the second of equal ones on with a number: `S.K.`, `S.K.2`."""
    seen: dict[str, int] = {}
    made = []
    for each in short:
        seen[each] = seen.get(each, 0) + 1
        made.append(f"{each}{seen[each]}" if seen[each] > 1 else each)
    return made
