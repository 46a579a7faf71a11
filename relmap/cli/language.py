"""Which language and calendar people are spoken to in: as asked, the book's, the system's. Machines get English."""

import os
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from relmap.errors import RelmapError
from relmap.model.kinds import one_of
from relmap.model.saying import Catalogue, speak
from relmap.model.settings import Settings
from relmap.model.vocabulary import LANGUAGES

ENGLISH, GREGORIAN = "en", "gregorian"
_LOCALES = Path(__file__).parents[1] / "locales"
_LOCALE_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
_FOR_MACHINES = ("json", "github", "sarif")


class Speech(NamedTuple):
    """How a command speaks: `names` is the language of people's names, "" as they are written.

    `own_words` are the labels of the book's own words.
    """

    language: str = ENGLISH
    calendar: str = GREGORIAN
    names: str = ""
    own_words: Mapping[str, str] = {}


def chosen(
    given: str | None, settings: Callable[[], Settings], options: Mapping[str, Any], *, given_as: str = "--lang"
) -> Speech:
    """How this command speaks: `given` is --lang or its variable, as `given_as` says, `options` are its own.

    Raises InvalidValue where `given` is no language of relmap.
    """
    typed = None if given is None else _typed(given, given_as)
    if is_for_machines(options):
        return Speech()
    book = _of_book(settings)
    language = typed or book.language or _of_system(os.environ)
    # Words of the book's own are for those who may see the book.
    own_words = {} if options.get("redact") else book.vocabulary.called(language)
    return Speech(language, book.calendar, language, own_words)


def is_for_machines(options: Mapping[str, Any]) -> bool:
    """Whether a command with these options of its own answers other programs."""
    return bool(options.get("as_json")) or options.get("form") in _FOR_MACHINES


def speak_at_first() -> None:
    """Until a command knows its book: that of RELMAP_LANG, else the system's, so that no fault is in another."""
    asked = _head(os.environ.get("RELMAP_LANG", ""))
    speak(catalogue_of(asked if asked in LANGUAGES else _of_system(os.environ)))


@cache
def catalogue_of(language: str) -> Catalogue | None:
    """The translations into a language; None for English, which needs none."""
    if language == ENGLISH:
        return None
    from gettext import GNUTranslations

    from relmap.model.spacing import SpacedCatalogue

    with (_LOCALES / language / "LC_MESSAGES" / "relmap.mo").open("rb") as file:
        return SpacedCatalogue(GNUTranslations(file))


def _typed(text: str, given_as: str) -> str:
    """`th`, `TH` and `th_TH.UTF-8` are the same."""
    return one_of(given_as, _head(text), LANGUAGES)


def _of_book(settings: Callable[[], Settings]) -> Settings:
    try:
        return settings()
    except (RelmapError, OSError):  # no book, or none that can be read: the command says so itself
        return Settings()


def _of_system(environment: Mapping[str, str]) -> str:
    named = next(filter(None, map(environment.get, _LOCALE_VARIABLES)), "")
    return _head(named) if _head(named) in LANGUAGES else ENGLISH


def _head(text: str) -> str:
    return text.strip().lower().replace("-", "_").partition("_")[0].partition(".")[0]
