"""How a command calls somebody in a heading."""

from relmap.analysis.wording import named
from relmap.model.book import Book


def titled(book: Book, ref: str) -> str:
    """`name, title (reference)`."""
    title = book.people[ref].title if ref in book.people else ""
    return f"{named(book, ref)}, {title} ({ref})" if title else f"{named(book, ref)} ({ref})"
