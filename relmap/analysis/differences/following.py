"""Which references of a book lead to nobody because somebody has another id there, and whom they meant."""

from collections.abc import Sequence

from relmap.analysis.differences.renames import NewName, Renames, new_name, with_names
from relmap.model.book import Book
from relmap.model.kinds import MENTIONED


def following(after: Book, renames: Sequence[Renames]) -> NewName:
    """Gives of a reference in `after` the one that it would have had it followed the renames that led there."""

    def name(to: str, text: str) -> str:
        for some in renames:
            text = text if _is_there(after, to, text) else new_name(to, text, some)
        return text

    return name


def followed(after: Book, renames: Sequence[Renames]) -> Book:
    """`after` as if everything in it had followed the renames; what is there by its old name is not meant."""
    return _with_names(after, following(after, renames)) if any(renames) else after


def without_revived(before: Book, then: Book) -> Book:
    """`before` without what leads to nobody in it, and would in `then`, where its records have other references."""

    def name(to: str, text: str) -> str:
        return f"{text}?" if _is_there(then, to, text) and not _is_there(before, to, text) else text

    return _with_names(before, name)


def _with_names(book: Book, name: NewName) -> Book:
    return Book(
        settings=with_names(book.settings, name),
        members={key: with_names(one, name) for key, one in book.members.items()},
        accounts={key: with_names(one, name) for key, one in book.accounts.items()},
        people={key: with_names(one, name) for key, one in book.people.items()},
        deals={key: with_names(one, name) for key, one in book.deals.items()},
        touches={key: tuple(with_names(one, name) for one in own) for key, own in book.touches.items()},
        campaigns={key: with_names(one, name) for key, one in book.campaigns.items()},
    )


def _is_there(book: Book, to: str, text: str) -> bool:
    match to:
        case "person":
            return text in book.people
        case "member":
            return text in book.members
        case "account":
            return text in book.accounts
        case "deal":
            return text in book.deals
        case "campaign":
            return text.removeprefix("campaigns/") in book.campaigns
    tables = (("person", text), ("account", text), ("deal", text), ("campaign", text))
    ours = to == MENTIONED and text.startswith("team/") and text.removeprefix("team/") in book.members
    return ours or any(_is_there(book, *one) for one in tables)
