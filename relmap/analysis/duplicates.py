"""Two records that look like one person: the same number or address, the same name, nearly the same name.

Nothing compares everybody with everybody: people are looked up by what they would share. A tie between two people, or
a touch with both, says that they are two.
"""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import combinations
from typing import NamedTuple

from relmap.model.book import Book
from relmap.model.fields import FIELDS
from relmap.model.kinds import KeyPath
from relmap.model.problems import Finding
from relmap.model.records import Person
from relmap.model.text import normal, search_key, words

Likeness = Callable[[str, str], float]
"""0-1, of two words: see `name_likeness`."""

_NEAR = 0.82
"""What it takes. Chosen on invented names (tests/analysis/test_duplicates.py): Jon is John, Karin is not Karen."""
_CROWD = 100
"""So many people who share all words of their names but one: that is a naming scheme, not a slip."""
_OF_ONE = 2
"""A number that more people share is a place's, such as a switchboard."""

_PHONES = ("phone", "mobile", "whatsapp")
_OF_PLACES = ("fax", "address", "website")
_EXTENSION = re.compile(r"(?:ext|x|#|ต่อ|转|轉|分机|分機)")
_COUNTRY = re.compile(r"00(?=[1-9])|(?=66\d{8,9}$)|(?=86\d{10,11}$)")
_FEWEST_DIGITS = 7
_MEN = (re.compile(r"(?:mr|sir)\b|นาย"), "先生")
_WOMEN = (re.compile(r"(?:mrs|ms|miss|madam)\b|นาง"), ("女士", "小姐", "太太"))


class _Sign(NamedTuple):
    """Why `second` may be `first`, by reference in code point order; `path` leads to it in the file of `second`."""

    first: str
    second: str
    path: KeyPath
    text: str


class _Spelling(NamedTuple):
    """One name of somebody; `full` where it is no mere alias."""

    person: Person
    path: KeyPath
    text: str
    full: bool = True


_Block = dict[tuple[str, str], _Spelling]
"""Names that differ in one word at most: by the person's reference and that word."""


def duplicates(book: Book, likeness: Likeness) -> list[Finding]:
    """A warning for every two records that look like one person, by reference, with all that speaks for it."""
    people = [person for _, person in sorted(book.people.items()) if not person.is_placeholder]
    found: dict[tuple[str, str], list[_Sign]] = {}
    for signs in (_same_addresses(people), _same_names(people), _near_names(people, likeness)):
        for sign in signs:
            found.setdefault((sign.first, sign.second), []).append(sign)
    apart = _told_apart(book) if found else set()
    return [_finding(book, signs) for pair, signs in sorted(found.items()) if pair not in apart]


def address_key(channel: str, text: str) -> str:
    """What two ways to write one number or address share; "" where it is none that belongs to one person.

    Numbers by their digits, in any script: without the country code of Thailand or China, and without the zero that
    stands for it. What follows an extension's sign counts. E-mail and the like without regard to case.

    >>> address_key("mobile", "+66 (0)81-234-5678") == address_key("phone", "081 234 5678")
    True
    """
    folded = unicodedata.normalize("NFKC", text).casefold().strip()
    if channel in _OF_PLACES:
        return ""
    if channel not in _PHONES:
        return f"{channel}:{folded}" if folded else ""
    number, *extension = _EXTENSION.split(folded, maxsplit=1)
    digits = _digits(number)
    if len(digits) < _FEWEST_DIGITS:
        return ""
    return f"phone:{_national(digits, abroad=number.lstrip(' (').startswith('+'))}" + "".join(
        f"x{_digits(part)}" for part in extension
    )


def _digits(text: str) -> str:
    return "".join(str(unicodedata.digit(c)) for c in text if c.isdigit())


def _national(digits: str, *, abroad: bool) -> str:
    marked = _COUNTRY.match(digits)
    if abroad or marked:
        digits = digits[marked.end() if marked else 0 :]
        digits = digits[2:] if digits.startswith(("66", "86")) else digits
    return digits.removeprefix("0")


def _same_addresses(people: Iterable[Person]) -> Iterator[_Sign]:
    holders: dict[str, dict[str, tuple[Person, KeyPath, str]]] = {}
    for person in people:
        for channel, texts in person.channels.items():
            for place, text in enumerate(texts):
                key = address_key(channel, text)
                if key:
                    path: KeyPath = ("channels", channel, place)
                    holders.setdefault(key, {}).setdefault(person.ref, (person, path, f"the same {channel} {text}"))
    for found in holders.values():
        if len(found) == _OF_ONE:
            (one, _, _), (other, path, text) = found.values()
            if one.account == other.account or not (one.has_left or other.has_left):
                yield _Sign(one.ref, other.ref, path, text)


def _same_names(people: Iterable[Person]) -> Iterator[_Sign]:
    """By all their words in any order, or by all their letters; of an alias, what is somebody else's name."""
    called: dict[tuple[str, str], dict[str, _Spelling]] = {}
    for person in people:
        for spelling in _spellings(person):
            for key in _keys(spelling.text):
                of_key = called.setdefault((person.account, key), {})
                if spelling.full or person.ref not in of_key:
                    of_key[person.ref] = spelling
    seen = set()
    for found in called.values():
        for one, other in _pairs(found):
            pair = (one.person.ref, other.person.ref)
            if pair not in seen and not _of_two_genders(one.text, other.text):
                seen.add(pair)
                yield _Sign(*pair, other.path, f"the same name {other.text}")


def _pairs(found: Mapping[str, _Spelling]) -> Iterator[tuple[_Spelling, _Spelling]]:
    """Everybody with the first whose full name it is; in the order of references."""
    first = next((spelling for spelling in found.values() if spelling.full), None)
    for other in found.values():
        if first is not None and other is not first:
            yield (first, other) if first.person.ref < other.person.ref else (other, first)


def _near_names(people: Iterable[Person], likeness: Likeness) -> Iterator[_Sign]:
    """All words but one are the same, and that one is spelled nearly so, beginning and ending as the other does.

    Paul and Paula, Mario and Maria are two; so are Chinese names of which one character differs, and people whose
    titles or departments differ.
    """
    blocks: dict[tuple[str, ...], _Block] = {}
    for person in people:
        for spelling in _spellings(person):
            parts = search_key(spelling.text).split()
            for place, word in enumerate(parts if spelling.full else ()):
                if len(parts) > 1 and not any(map(_tells_apart, word)):
                    rest = sorted(parts[:place] + parts[place + 1 :])
                    block = blocks.setdefault((person.account, word[0], word[-1], *rest), {})
                    block.setdefault((person.ref, word), spelling)
    for block in blocks.values():
        for ((ref, word), one), ((other_ref, other_word), other) in combinations(_unless_a_crowd(block), 2):
            differ = ref != other_ref and word != other_word and abs(len(word) - len(other_word)) <= 1
            if differ and _may_be_one(one, other) and likeness(word, other_word) >= _NEAR:
                yield _Sign(ref, other_ref, other.path, f"nearly the same name, {one.text} and {other.text}")


def _unless_a_crowd(block: _Block) -> Collection[tuple[tuple[str, str], _Spelling]]:
    return block.items() if len(block) <= _CROWD else ()


def _spellings(person: Person) -> Iterator[_Spelling]:
    yield _Spelling(person, ("name",), person.name)
    yield from (_Spelling(person, ("names", language), text) for language, text in person.names.items())
    yield from (_Spelling(person, ("aliases", place), text, False) for place, text in enumerate(person.aliases))


def _keys(name: str) -> set[str]:
    """A surname of one character alone names nobody."""
    parts = search_key(name).split()
    return {"".join(parts), " ".join(sorted(parts))} if len("".join(parts)) > 1 else set()


def _tells_apart(character: str) -> bool:
    """One digit or one Chinese character makes another name."""
    return character.isdigit() or unicodedata.name(character, "").startswith("CJK")


def _may_be_one(one: _Spelling, other: _Spelling) -> bool:
    pairs = ((one.person.title, other.person.title), (one.person.department, other.person.department))
    facts = all(search_key(a) == search_key(b) for a, b in pairs if a and b)
    return facts and not _of_two_genders(one.text, other.text)


def _of_two_genders(one: str, other: str) -> bool:
    """Mr. Smith is not Mrs. Smith."""
    return {_gender(one), _gender(other)} == {"man", "woman"}


def _gender(name: str) -> str:
    text = " ".join(words(normal(name)))
    for gender, (before, behind) in (("man", _MEN), ("woman", _WOMEN)):
        if before.match(text) or text.endswith(behind):
            return gender
    return ""


def _told_apart(book: Book) -> set[tuple[str, str]]:
    apart: set[tuple[str, str]] = set()
    for ref, person in book.people.items():
        for other in (person.reports_to, *(link.to for link in person.links)):
            apart.add((min(ref, other), max(ref, other)))
    for touch in book.all_touches():
        apart.update(combinations(sorted(touch.people), 2))
    return apart


def _finding(book: Book, signs: list[_Sign]) -> Finding:
    first, second, path, _ = signs[0]
    one, other = book.people[first], book.people[second]
    if one.account == other.account:
        keep, gone = sorted((one, other), key=_rank)
        mend = (
            f"if they are one, `relmap merge-people {keep.ref} {gone.ref}`; "
            "a tie between them, or a touch with both, says that they are two"
        )
    else:
        mend = (
            "if they are one, who moved, mark the old record as left: `relmap remove REF --left`; "
            "a tie between them says that they are two"
        )
    reasons = list(dict.fromkeys(sign.text for sign in signs))
    return Finding(
        severity="warning",
        code="duplicate-person",
        record=other,
        path=path,
        message=f"{first} and {second} look like one person: {', '.join(reasons)}",
        mend=mend,
    )


def _rank(person: Person) -> tuple[int, int, str]:
    """Whoever is better known is kept."""
    return -sum(bool(getattr(person, field.slot)) for field in FIELDS["person"]), len(person.id), person.id
