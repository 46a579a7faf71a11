"""Whether a text names somebody of the book: `Assistant to Khun Malee`, `เลขาคุณนก`, `罗总助理`."""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from unicodedata import normalize

from relmap.analysis.initials import HIDDEN
from relmap.model.records import Account, Member, Person
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
# Behind these only where nothing follows: `ทีม` and a nickname begin many a word, too.
_BEFORE_NAMES_AT_THE_END = (
    "เลขา", "เลขานุการ", "ผู้ช่วย", "หัวหน้า", "ลูกน้อง", "ลูกค้า", "ทีม", "ทีมงาน", "แผนก", "ฝ่าย", "ห้อง", "ของ", "แทน", "กับ",
    "เจ๊", "เจ้", "เฮีย", "ป้า", "ลุง", "น้า", "อา", "ครู", "อาจารย์", "หมอ", "เพื่อน", "ภรรยา", "สามี", "ลูก",
)  # fmt: skip
# In Chinese, and Korean, people go by the given name, which ends the whole name, or by the family name, the first sign
# of it or two, before what they are: 罗总, 罗经理, 欧阳主任. Or behind one of these: 小罗.
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]{2,4}")
_HANGUL = re.compile(r"[\uac00-\ud7a3]{3,4}")
_BEFORE_FAMILY_NAMES = ("老", "小", "阿")
_AFTER_FAMILY_NAMES = (
    "总", "總", "董", "工", "姐", "哥", "经理", "經理", "主任", "主管", "部长", "部長", "处长", "處長", "科长", "科長",
    "局长", "局長", "院长", "院長", "校长", "校長", "厂长", "廠長", "行长", "行長", "店长", "店長", "秘书", "秘書",
    "先生", "女士", "小姐", "太太", "老师", "老師",
)  # fmt: skip
_ACCENTS = re.compile("[\u0300-\u036f]")
# What people call each other by and everybody may read: jobs and roles.
_PUBLIC = frozenset(
    tuple(words(word.replace("_", " ")))
    for word in (*ROLES, *ROLE_SYNONYMS, *(title for group in TITLE_SYNONYMS for title in group))
)


class NameMentions:
    """The names, names in other scripts, aliases and ids of these people, to be looked for in texts.

    Of a name every word of two letters or more counts, so that a family name alone is found, and what a Chinese or
    Korean name is called by; an alias or an id counts as a whole. Accents do not part two spellings. Rather too much is
    found than too little: a job that is somebody's name hides the title. Of `accounts` only the whole names and aliases
    count, for their words are words of every day.
    """

    def __init__(self, people: Iterable[Person | Member], accounts: Iterable[Account] = ()) -> None:
        self.people = tuple(people)
        self._accounts = tuple(accounts)

    def hidden(self, text: str) -> str:
        """The text, or a sign that there is one where it names somebody."""
        return HIDDEN if self.within(text) else text

    def within(self, text: str) -> bool:
        found = _words(text)
        runs = (tuple(found[start:end]) for start, end in _spans(len(found), self._most_words))
        if any(run in self._phrases for run in runs):
            return True
        if any(word[start:] in self._endings for word in found for start in range(len(word))):
            return True
        joined = "".join(found)
        return any(joined[start:end] in self._joined for start, end in _spans(len(joined), self._most_signs))

    @cached_property
    def _phrases(self) -> frozenset[tuple[str, ...]]:
        people = frozenset(phrase for each in self.people for phrase in _phrases(each))
        return (people | frozenset(map(tuple, self._whole_names_of_accounts()))) - _PUBLIC

    def _whole_names_of_accounts(self) -> Iterator[list[str]]:
        called = (text for one in self._accounts for text in (one.name, *one.names.values(), *one.aliases))
        return filter(None, map(_words, called))

    @cached_property
    def _endings(self) -> frozenset[str]:
        """How a word ends that a short Thai nickname was written into, as in `เลขานก`."""
        short = {"".join(phrase) for phrase in self._phrases if _is_short_in_thai("".join(phrase))}
        return frozenset(before + name for before in _BEFORE_NAMES_AT_THE_END for name in short)

    @cached_property
    def _joined(self) -> frozenset[str]:
        """Names in scripts without spaces, and what is made of them."""
        whole = {text for phrase in self._phrases for text in _joined("".join(phrase))}
        return frozenset(whole.union(*map(_short_forms, self.people)))

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
        yield from ((word,) for word in _words(search_key(name)) if len(word) > 1)
    for called in (one.name, *one.names.values(), *one.aliases, one.id):
        for written in (called, search_key(called)):
            if phrase := tuple(_words(written)):
                yield phrase


def _words(text: str) -> list[str]:
    return words(_ACCENTS.sub("", normalize("NFD", text)))


def _joined(text: str) -> Iterator[str]:
    least = min((least for sign in text for first, last, least in _UNSPACED if first <= sign <= last), default=0)
    if least and len(text) >= least:
        yield text
    elif least and len(text) > 1:
        yield from (before + text for before in _BEFORE_NICKNAMES)


def _is_short_in_thai(name: str) -> bool:
    return 1 < len(name) < _UNSPACED[0][2] and all("\u0e00" <= sign <= "\u0eff" for sign in name)


def _short_forms(one: Person | Member) -> Iterator[str]:
    for name in (one.name, *one.names.values()):
        written = "".join(_words(search_key(name)))
        if _HANGUL.fullmatch(written):
            yield written[1:]
        elif _HAN.fullmatch(written):
            yield from _called_in_chinese(written)


def _called_in_chinese(name: str) -> Iterator[str]:
    """The given name, of two signs, and the family name, of one or of two, in company."""
    yield from (name[start:] for start in (1, 2) if len(name) - start > 1)
    for family in {name[:1], name[:2] if len(name) > 2 else name[:1]}:
        yield from (family + after for after in _AFTER_FAMILY_NAMES)
        yield from (before + family for before in _BEFORE_FAMILY_NAMES)


def _spans(length: int, longest: int) -> Iterator[tuple[int, int]]:
    """Start and end of every stretch of at most `longest`."""
    return ((start, end) for start in range(length) for end in range(start + 1, min(start + longest, length) + 1))
