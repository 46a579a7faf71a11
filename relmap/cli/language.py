"""Which language people are spoken to in: --lang, RELMAP_LANG, the book's own, the system's. Machines get English."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from relmap.errors import RelmapError
from relmap.model.kinds import one_of
from relmap.model.saying import Catalogue
from relmap.model.vocabulary import LANGUAGES

ENGLISH = "en"
_LOCALES = Path(__file__).parents[1] / "locales"
_LOCALE_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
_FOR_MACHINES = ("json", "github", "sarif")


def chosen_language(given: str | None, of_book: Callable[[], str], options: Mapping[str, Any]) -> str:
    """The language of this command: `given` is --lang or its variable, `options` are the command's own.

    Raises InvalidValue where `given` is no language of relmap.
    """
    typed = None if given is None else _typed(given)
    if options.get("as_json") or options.get("form") in _FOR_MACHINES:
        return ENGLISH
    return typed or _of_book(of_book) or _of_system(os.environ)


def catalogue_of(language: str) -> Catalogue | None:
    """The translations into a language; None for English, which needs none."""
    if language == ENGLISH:
        return None
    from gettext import GNUTranslations

    with (_LOCALES / language / "LC_MESSAGES" / "relmap.mo").open("rb") as file:
        return GNUTranslations(file)


def _typed(text: str) -> str:
    """`th`, `TH` and `th_TH.UTF-8` are the same."""
    return one_of("--lang", _head(text), LANGUAGES)


def _of_book(language: Callable[[], str]) -> str:
    try:
        return language()
    except (RelmapError, OSError):  # no book, or none that can be read: the command says so itself
        return ""


def _of_system(environment: Mapping[str, str]) -> str:
    named = next(filter(None, map(environment.get, _LOCALE_VARIABLES)), "")
    return _head(named) if _head(named) in LANGUAGES else ENGLISH


def _head(text: str) -> str:
    return text.strip().lower().replace("-", "_").partition("_")[0].partition(".")[0]
