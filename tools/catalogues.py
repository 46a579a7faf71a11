"""Bring the catalogues of relmap/locales up to the code: `python tools/catalogues.py`.

New texts are added to each `.po` without a translation, texts that are gone are taken out, and the `.mo` that relmap
reads are written. Both are committed, so that a fresh clone runs without a build. Nothing in them depends on the day,
the machine or the place of a text in the code.
"""

import struct
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from babel.messages.extract import extract_from_dir
from babel.messages.pofile import escape, read_po

from relmap.analysis.gaps.rules import RULES
from relmap.analysis.influence import ALLY, NEUTRAL, THREAT, UNKNOWN
from relmap.model import vocabulary
from relmap.model.fields import FIELDS
from relmap.model.kinds import Field, Listed, Mapped, Nested
from relmap.model.settings import NEVER
from relmap.usecases.list import KINDS

PACKAGE = Path(__file__).parents[1] / "relmap"
LOCALES = PACKAGE / "locales"
LANGUAGES = [language for language in vocabulary.LANGUAGES if language != "en"]
KEYWORDS = {"_": None, "later": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}
HEADER = """\
Language: {language}
MIME-Version: 1.0
Content-Type: text/plain; charset=UTF-8
Content-Transfer-Encoding: 8bit
Plural-Forms: nplurals=1; plural=0;
"""
# Thai and Chinese have no plural: one form for every number.


class Message(NamedTuple):
    """`context` and `plural` are "" where there is none."""

    context: str
    text: str
    plural: str = ""


def messages() -> list[Message]:
    """Every text of the code, and every word of the closed lists; by text."""
    return sorted({*_in_code(), *_in_lists()}, key=lambda message: (message.text, message.context))


def catalogue_file(language: str) -> Path:
    return LOCALES / language / "LC_MESSAGES" / "relmap.po"


def translations(language: str) -> dict[tuple[str, str], str]:
    """By context and text, as the `.po` has them."""
    with catalogue_file(language).open("rb") as file:
        read = read_po(file, locale=language)
    return {(one.context or "", _first(one.id)): _first(one.string) for one in read if one.id}


def written(language: str, known: dict[tuple[str, str], str]) -> str:
    """The `.po` with what is known of every message."""
    parts = [_entry(Message("", ""), HEADER.format(language=language))]
    parts += [_entry(one, known.get((one.context, one.text), "")) for one in messages()]
    return "\n".join(parts)


def compiled(language: str, known: dict[tuple[str, str], str]) -> bytes:
    """The `.mo`, as the standard library's gettext reads it."""
    texts = {"": HEADER.format(language=language)}
    for one in messages():
        if translation := known.get((one.context, one.text)):
            head = f"{one.context}\x04{one.text}" if one.context else one.text
            texts[f"{head}\x00{one.plural}" if one.plural else head] = translation
    return _binary(sorted((text.encode(), translation.encode()) for text, translation in texts.items()))


def _binary(pairs: list[tuple[bytes, bytes]]) -> bytes:
    count, place = len(pairs), 28 + 16 * len(pairs)
    tables: list[bytes] = []
    for side in (0, 1):
        for pair in pairs:
            tables.append(struct.pack("<II", len(pair[side]), place))
            place += len(pair[side]) + 1
    head = struct.pack("<IIIIIII", 0x950412DE, 0, count, 28, 28 + 8 * count, 0, 28 + 16 * count)
    return b"".join([head, *tables, *(pair[side] + b"\x00" for side in (0, 1) for pair in pairs)])


def _entry(one: Message, translation: str) -> str:
    lines = [f"msgctxt {_quoted(one.context)}"] if one.context else []
    lines.append(f"msgid {_quoted(one.text)}")
    if one.plural:
        lines += [f"msgid_plural {_quoted(one.plural)}", f"msgstr[0] {_quoted(translation)}"]
    else:
        lines.append(f"msgstr {_quoted(translation)}")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """On one line, but several where the text has several."""
    lines = text.splitlines(keepends=True)
    return escape(text) if len(lines) < 2 else "\n".join(['""', *map(escape, lines)])


def _first(text: str | Sequence[str] | None) -> str:
    return text if isinstance(text, str) else (text or ("",))[0]


def _in_code() -> Iterator[Message]:
    for _, _, found, _, context in extract_from_dir(PACKAGE, [("**.py", "python")], keywords=KEYWORDS):
        text, plural = found if isinstance(found, tuple) else (found, "")
        yield Message(context or "", text, plural)


def _in_lists() -> Iterator[Message]:
    """The words that `in_words` is asked for, by context."""
    lists = {
        "role": vocabulary.ROLES,
        "stance": (*vocabulary.STANCE_NAMES.values(), "unknown"),
        "influence": tuple(vocabulary.INFLUENCE_NAMES.values()),
        "level": tuple(vocabulary.LEVEL_NAMES.values()),
        "bond": tuple(vocabulary.BOND_NAMES.values()),
        "kind": (*vocabulary.LINK_KINDS, "reports_to", "manages"),
        "channel": (*vocabulary.TOUCH_CHANNELS, *vocabulary.CONTACT_CHANNELS),
        "segment": (*vocabulary.SEGMENTS, "none"),
        "strategy": vocabulary.STRATEGIES,
        "seniority": vocabulary.SENIORITIES,
        "gap": tuple(rule.name.replace("-", " ") for rule in RULES),
        "side": (ALLY, THREAT, NEUTRAL, UNKNOWN),
        "record": tuple(
            dict.fromkeys([*KINDS, *FIELDS, *(f"{one}s" for one in ("account", "member", "deal", "campaign"))])
        ),
        "status": vocabulary.STATUSES,
        "severity": (*vocabulary.SEVERITIES, NEVER),
        "language": vocabulary.LANGUAGES,
        "calendar": vocabulary.CALENDARS,
        "field": tuple(sorted({"ref", "id", *(name for fields in FIELDS.values() for name in field_names(fields))})),
    }
    for context, words in lists.items():
        yield from (Message(context, word.replace("non_", "non-").replace("_", " ")) for word in words)


def field_names(fields: Iterable[Field]) -> Iterator[str]:
    """Of a table of fields, and of all those inside of it."""
    for field in fields:
        yield field.name
        kind = field.kind
        while isinstance(kind, Listed | Mapped):
            kind = kind.item if isinstance(kind, Listed) else kind.value
        if isinstance(kind, Nested):
            yield from field_names(kind.fields)


def main() -> None:
    for language in LANGUAGES:
        known = translations(language)
        file = catalogue_file(language)
        file.write_text(written(language, known), "utf-8")
        file.with_suffix(".mo").write_bytes(compiled(language, known))
        missing = [one for one in messages() if not known.get((one.context, one.text))]
        print(f"{file.relative_to(PACKAGE.parent)}: {len(missing)} of {len(messages())} to be translated")


if __name__ == "__main__":
    main()
