"""Ids: the names of files. Letters and digits of any script in NFC, lower case, words joined by `-`."""

import re
import unicodedata

from relmap.errors import BadValue
from relmap.model.text import normal
from relmap.spoken import _

MAX_LENGTH = 60
SHORT_ID = 7
"""Letters of a commit's id that people see: always as many, or a map would differ from one clone to the next."""
TEAM = "team"
"""Stands for our own people in a reference (`team/nok`), so no account can have this id."""

DEVICES = frozenset(
    ["con", "prn", "aux", "nul", *(f"{name}{number}" for name in ("com", "lpt") for number in range(10))]
)

# What almost every id looks like, so that reading a large book need not look at each character.
_LATIN = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def _belongs(character: str) -> bool:
    # Marks are letters' parts in Thai and other scripts; without them a Thai id could not be spelled.
    return character.isalnum() or _is_mark(character)


def _is_mark(character: str) -> bool:
    return unicodedata.category(character) in ("Mn", "Mc")


def make_id(name: str) -> str:
    """The id that a name gives, or "" where the name has no letter or digit at all (such as "?").

    >>> make_id("Nok's Book")
    'nok-s-book'
    """
    # NFKC first: full-width letters and ligatures would make ids that look alike but differ.
    lowered = unicodedata.normalize("NFKC", name).lower()
    # NFKC splits Thai and Lao "am" in two, which no keyboard types and many fonts draw in the wrong place.
    lowered = lowered.replace("\u0e4d\u0e32", "\u0e33").replace("\u0ecd\u0eb2", "\u0eb3")
    spelled = "".join(c if _belongs(c) else " " for c in lowered)
    parts = filter(None, map(_from_first_letter, spelled.split()))
    cut = normal("-".join(parts))[:MAX_LENGTH].rstrip("-")
    return f"{cut}-1" if cut in DEVICES else cut


def _from_first_letter(word: str) -> str:
    """`word` without the marks at its start, which have no letter to stand on."""
    while word and _is_mark(word[0]):
        word = word[1:]
    return word


def check_id(text: str) -> str:
    """`text` if it is a valid id; raises BadValue with the nearest valid one otherwise."""
    if len(text) <= MAX_LENGTH and _LATIN.fullmatch(text) and text not in DEVICES:
        return text
    suggestion = make_id(text)
    offered = _("use {suggestion}").format(suggestion=suggestion) if suggestion else _("use letters and digits")
    if text.lower() in DEVICES:
        raise BadValue(_("is a device name on Windows"), offered)
    if len(text) > MAX_LENGTH:
        raise BadValue(_("is longer than {max_length} characters").format(max_length=MAX_LENGTH), offered)
    if text != normal(text):
        raise BadValue(_("is not in Unicode's composed form (NFC)"), offered)
    if text != text.lower():
        raise BadValue(_("has capital letters"), offered)
    parts = text.split("-")
    well_formed = all(part and all(map(_belongs, part)) for part in parts)
    if not well_formed or _is_mark(text[0]):
        raise BadValue(_("is not an id: letters and digits, words joined by -"), offered)
    return text


def is_id(text: str) -> bool:
    try:
        return bool(check_id(text))
    except BadValue:
        return False


def clash_key(identifier: str) -> str:
    """Ids with the same key would be one file on some disks, so they may not coexist."""
    if identifier.isascii():
        return identifier.lower()
    return unicodedata.normalize("NFKC", identifier).casefold()
