"""Two records that look like one person: the same number or address, the same name, nearly the same name.

Nothing compares everybody with everybody: people are looked up by what they would share. A tie between two people, or
a touch with both, says that they are two.
"""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import combinations
from typing import NamedTuple

from relmap.analysis.addresses import address_key
from relmap.analysis.simplified import SIMPLIFIED, TRADITIONAL
from relmap.model.book import Book
from relmap.model.fields import FIELDS
from relmap.model.kinds import KeyPath
from relmap.model.problems import Finding
from relmap.model.records import Person
from relmap.model.saying import _, in_order, in_words
from relmap.model.text import normal, search_key, words

Likeness = Callable[[str, str], float]
"""0-1, of two words: see `name_likeness`."""

_NEAR = 0.82
"""What it takes. Chosen on invented names (tests/analysis/test_duplicates.py): Jon is John, Karin is not Karen."""
_CROWD = 100
"""So many people who share all words of their names but one: that is a naming scheme, not a slip."""
_OF_ONE = 2
"""A number that more people share is a place's, such as a switchboard."""

# And letters that no normal form takes apart; search keys are in small letters already.
_SIMPLER = str.maketrans(dict(zip(TRADITIONAL, SIMPLIFIED, strict=True)) | dict(zip("łøđðħıŧ", "loddhit", strict=True)))
_LIGATURES = (("æ", "ae"), ("œ", "oe"), ("þ", "th"))
_ACCENTS = re.compile("[\u0300-\u036f]")
_ASPIRATES = re.compile(r"(?<=[kpt])h")
_VOICED = str.maketrans("bdg", "ptk")
_LONG_THAI = re.compile("[\u0e00-\u0e7f]{6,}")
_FEWEST_SOUNDS = 5
_VERY_NEAR = 0.85
"""What it takes of two long Thai words that end otherwise."""
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


def _same_addresses(people: Iterable[Person]) -> Iterator[_Sign]:
    holders: dict[str, dict[str, tuple[Person, KeyPath, str]]] = {}
    for person in people:
        for channel, texts in person.channels.items():
            for place, text in enumerate(texts):
                key = address_key(channel, text)
                if key:
                    path: KeyPath = ("channels", channel, place)
                    same = _("the same {channel} {text}").format(channel=in_words("channel", channel), text=text)
                    holders.setdefault(key, {}).setdefault(person.ref, (person, path, same))
    for found in holders.values():
        if len(found) == _OF_ONE:
            one, (other, path, text) = next(iter(found.values()))[0], list(found.values())[1]
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
                yield _Sign(*pair, other.path, _("the same name {name}").format(name=other.text))


def _pairs(found: Mapping[str, _Spelling]) -> Iterator[tuple[_Spelling, _Spelling]]:
    """Everybody with the first whose full name it is; in the order of references."""
    first = next((spelling for spelling in found.values() if spelling.full), None)
    for other in found.values():
        if first is not None and other is not first:
            yield (first, other) if first.person.ref < other.person.ref else (other, first)


def _near_names(people: Iterable[Person], likeness: Likeness) -> Iterator[_Sign]:
    """All words but one are the same, and that one is spelled nearly so, beginning and ending as the other does.

    Long Thai words, which have no endings for men and women, may end otherwise; of long Latin ones, which may write
    Thai, the sound counts: Ropkhop is Ropkob. Paul and Paula, Mario and Maria are two; so are Chinese names of which
    one character differs, and people whose titles or departments differ.
    """
    blocks: dict[tuple[str, ...], _Block] = {}
    for person in people:
        for spelling in _spellings(person):
            parts = _key(spelling.text).split()
            for place, word in enumerate(parts if spelling.full else ()):
                if len(parts) > 1 and not any(map(_tells_apart, word)):
                    rest = sorted(parts[:place] + parts[place + 1 :])
                    for ends in _ends(word):
                        block = blocks.setdefault((person.account, *ends, *rest), {})
                        block.setdefault((person.ref, word), spelling)
    for block in blocks.values():
        for ((ref, word), one), ((other_ref, other_word), other) in combinations(_unless_a_crowd(block), 2):
            differ = ref != other_ref and word != other_word
            if differ and _alike(word, other_word, likeness) and _may_be_one(one, other):
                yield _Sign(
                    ref,
                    other_ref,
                    other.path,
                    _("nearly the same name, {one} and {other}").format(one=one.text, other=other.text),
                )


def _ends(word: str) -> list[tuple[str, str]]:
    """What two words must share to be compared: how they begin and end, and of a long Thai word how it begins."""
    sound = _sound(word)
    return [(sound[0], sound[-1]), *([(sound[0], "")] if _LONG_THAI.fullmatch(word) else [])]


def _alike(one: str, other: str, likeness: Likeness) -> bool:
    sounds = _sound(one), _sound(other)
    enough = _NEAR if sounds[0][-1] == sounds[1][-1] else _VERY_NEAR
    close = abs(len(one) - len(other)) <= 1 and likeness(one, other) >= enough
    return close or (sounds[0] == sounds[1] and len(sounds[0]) >= _FEWEST_SOUNDS)


def _sound(word: str) -> str:
    """A word as it sounds in a Thai mouth: kh, ph and th are k, p and t, and no word ends in b, d or g."""
    plain = _ASPIRATES.sub("", word)
    return plain[:-1] + plain[-1].translate(_VOICED)


def _unless_a_crowd(block: _Block) -> Collection[tuple[tuple[str, str], _Spelling]]:
    return block.items() if len(block) <= _CROWD else ()


def _spellings(person: Person) -> Iterator[_Spelling]:
    yield _Spelling(person, ("name",), person.name)
    yield from (_Spelling(person, ("names", language), text) for language, text in person.names.items())
    yield from (_Spelling(person, ("aliases", place), text, False) for place, text in enumerate(person.aliases))


def _keys(name: str) -> set[str]:
    """A surname of one character alone names nobody."""
    parts = _key(name).split()
    return {"".join(parts), " ".join(sorted(parts))} if len("".join(parts)) > 1 else set()


def _key(name: str) -> str:
    """The search key in simplified Chinese, and in the Latin letters that every keyboard has."""
    key = search_key(name)
    if key.isascii():
        return key
    plain = normal(_ACCENTS.sub("", unicodedata.normalize("NFD", key))).translate(_SIMPLER)
    for letters, apart in _LIGATURES:
        plain = plain.replace(letters, apart)
    return plain


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
    first, second, path = signs[0][:3]
    one, other = book.people[first], book.people[second]
    if one.account == other.account:
        keep, gone = sorted((one, other), key=_rank)
        mend = _(
            "if they are one, `relmap merge-people {keep} {gone}`; a tie between them, or a touch "
            "with both, says that they are two"
        ).format(keep=keep.ref, gone=gone.ref)
    else:
        mend = _(
            "if they are one, who moved, mark the old record as left: `relmap remove REF "
            "--left`; a tie between them says that they are two"
        )
    reasons = list(dict.fromkeys(sign.text for sign in signs))
    return Finding(
        severity="warning",
        code="duplicate-person",
        record=other,
        path=path,
        message=_("{first} and {second} look like one person: {reasons}").format(
            first=first, second=second, reasons=in_order(reasons)
        ),
        mend=mend,
    )


def _rank(person: Person) -> tuple[int, int, str]:
    """Whoever is better known is kept."""
    return -sum(bool(getattr(person, field.slot)) for field in FIELDS["person"]), len(person.id), person.id
