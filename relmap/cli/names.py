"""How a command calls people and members: by name, and by title where nobody knows the name."""

from relmap.model.book import Book


def name_of(book: Book, ref: str) -> str:
    """Of a person or a member (`team/nok`); a placeholder is `? (title)`, somebody unknown the reference."""
    record = book.members.get(ref.removeprefix("team/")) if ref.startswith("team/") else book.people.get(ref)
    return record.name if record is not None and record.name != "?" else _placeholder(book, ref)


def titled(book: Book, ref: str) -> str:
    """`name, title (reference)`."""
    title = book.people[ref].title if ref in book.people else ""
    return f"{name_of(book, ref)}, {title} ({ref})" if title else f"{name_of(book, ref)} ({ref})"


def _placeholder(book: Book, ref: str) -> str:
    title = book.people[ref].title if ref in book.people else ""
    return f"? ({title})" if title else ref
