"""Text as people write it: search keys, honorifics, and what may be shown on a terminal."""

import unicodedata

_HONORIFIC_WORDS = frozenset(
    {"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "sir", "madam", "khun", "k"}
    | {"คุณ", "ท่าน", "นาย", "นาง", "นางสาว", "น", "ส", "ดร", "ผศ", "รศ", "ศ", "พี่", "น้อง"}
)
# Thai writes an honorific against the name.
_THAI_PREFIXES = ("นางสาว", "นาง", "นาย", "คุณ", "ท่าน", "พี่")
_CHINESE_SUFFIXES = ("先生", "女士", "小姐", "太太", "老师", "老師")

# Direction marks and overrides, which make text read differently from what it says.
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def normal(text: str) -> str:
    """`text` in NFC, the only form that is stored."""
    return unicodedata.normalize("NFC", text)


def words(text: str) -> list[str]:
    """The words of `text` for searching: compatibility forms folded, no case, no punctuation."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    # A sign between two words ends a word; a combining mark (Thai vowels and tones) belongs to its letter.
    spaced = "".join(c if c.isalnum() or unicodedata.category(c)[0] == "M" else " " for c in folded)
    return spaced.split()


def search_key(text: str) -> str:
    """What two spellings of one name share: no case, spacing, punctuation or honorific.

    >>> search_key("คุณมาลี ใจดี") == search_key("มาลี  ใจดี")
    True
    >>> search_key("Mr. John Smith") == search_key("john smith")
    True
    """
    key = " ".join(words(text))
    while (shorter := _without_honorific(key)) != key:
        key = shorter
    return key


def _without_honorific(key: str) -> str:
    """`key` with one honorific less, unless nothing else would be left."""
    first, _, rest = key.partition(" ")
    if rest and first in _HONORIFIC_WORDS:
        return rest
    for prefix in _THAI_PREFIXES:
        name = key.removeprefix(prefix).lstrip()
        # A name such as นายิกา only begins with these letters: what is left starts with a vowel sign.
        if name != key and len(name) > 1 and unicodedata.category(name[0])[0] != "M":
            return name
    for suffix in _CHINESE_SUFFIXES:
        if key.endswith(suffix) and len(key) > len(suffix):
            return key.removesuffix(suffix).rstrip()
    return key


def is_control(character: str) -> bool:
    """True for C0, C1, bidi controls and line separators: characters that make a terminal or a reader see a lie."""
    code = ord(character)
    return code < 0x20 or 0x7F <= code < 0xA0 or character in _BIDI or code in (0x2028, 0x2029, 0xFEFF)


def visible(text: str) -> str:
    r"""`text` with every control and bidi character shown as an escape such as `\x1b`."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(escaped(c) if is_control(c) or "\ud800" <= c <= "\udfff" else c for c in text)


def escaped(character: str) -> str:
    r"""Its number in hexadecimal: `\x1b`, `\u202e`."""
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
