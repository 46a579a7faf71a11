"""Whether a text names somebody of the book: `Assistant to Khun Malee`, `เลขาคุณนก`, `罗总助理`."""

from collections.abc import Iterable, Iterator
from functools import cached_property

from relmap.analysis.initials import HIDDEN
from relmap.model.records import Member, Person
from relmap.model.text import search_key, words
from relmap.model.vocabulary import ROLE_SYNONYMS, ROLES, TITLE_SYNONYMS

# Scripts without spaces between words: a name may stand anywhere in a text. First and last sign, and how many signs
# make a name that is not found within other words by chance.
_UNSPACED = (
    ("\u0e00", "\u0eff", 4),
    ("\u1000", "\u109f", 4),
    ("\u1780", "\u17ff", 4),
    ("\u3040", "\u30ff", 2),
    ("\u3400", "\u9fff", 2),
    ("\uac00", "\ud7a3", 2),
    ("\uf900", "\ufaff", 2),
    ("\U00020000", "\U0003ffff", 2),
)
# A Thai nickname is often two letters, which other words have, too: it counts behind one of these.
_BEFORE_NICKNAMES = ("คุณ", "พี่", "น้อง", "นาย", "นาง", "ท่าน", "ดร")
# What people call each other by and everybody may read: jobs and roles.
_PUBLIC = frozenset(
    tuple(words(word.replace("_", " ")))
    for word in (*ROLES, *ROLE_SYNONYMS, *(title for group in TITLE_SYNONYMS for title in group))
)


class NameMentions:
    """The names, names in other scripts, aliases and ids of these people, to be looked for in texts.

    Of a name every word of two letters or more counts, so that a family name alone is found; an alias or an id counts
    as a whole. Rather too much is found than too little: a job that is somebody's name hides the title.
    """

    def __init__(self, people: Iterable[Person | Member]) -> None:
        self.people = tuple(people)

    def hidden(self, text: str) -> str:
        """The text, or a sign that there is one where it names somebody."""
        return HIDDEN if self.within(text) else text

    def within(self, text: str) -> bool:
        found = words(text)
        runs = (tuple(found[start:end]) for start, end in _spans(len(found), self._most_words))
        if any(run in self._phrases for run in runs):
            return True
        joined = "".join(found)
        return any(joined[start:end] in self._joined for start, end in _spans(len(joined), self._most_signs))

    @cached_property
    def _phrases(self) -> frozenset[tuple[str, ...]]:
        return frozenset(phrase for each in self.people for phrase in _phrases(each)) - _PUBLIC

    @cached_property
    def _joined(self) -> frozenset[str]:
        """Names in scripts without spaces."""
        return frozenset(text for phrase in self._phrases for text in _joined("".join(phrase)))

    @cached_property
    def _most_words(self) -> int:
        return max(map(len, self._phrases), default=0)

    @cached_property
    def _most_signs(self) -> int:
        return max(map(len, self._joined), default=0)


def _phrases(one: Person | Member) -> Iterator[tuple[str, ...]]:
    """What they are called, as words; nothing for a place that nobody fills yet: its id says the place."""
    if isinstance(one, Person) and one.is_placeholder:
        return
    for name in (one.name, *one.names.values()):
        yield from ((word,) for word in search_key(name).split() if len(word) > 1)
    for called in (one.name, *one.names.values(), *one.aliases, one.id):
        for written in (called, search_key(called)):
            if phrase := tuple(words(written)):
                yield phrase


def _joined(text: str) -> Iterator[str]:
    least = min((least for sign in text for first, last, least in _UNSPACED if first <= sign <= last), default=0)
    if least and len(text) >= least:
        yield text
    elif least and len(text) > 1:
        yield from (before + text for before in _BEFORE_NICKNAMES)


def _spans(length: int, longest: int) -> Iterator[tuple[int, int]]:
    """Start and end of every stretch of at most `longest`."""
    return ((start, end) for start in range(length) for end in range(start + 1, min(start + longest, length) + 1))
