"""The settings of a new book."""

from relmap.model.book import Book
from relmap.model.settings import Settings
from relmap.usecases.add import clean_name
from relmap.usecases.assigning import Assignment, assigned
from relmap.usecases.values import Typing


def new_settings(*, name: str, language: str | None, calendar: str | None) -> Settings:
    given = {"language": language, "calendar": calendar}
    fields = [Assignment(path=path, texts=[text]) for path, text in given.items() if text is not None]
    return assigned(Settings(name=clean_name(name)), fields, typing=Typing(book=Book()))
