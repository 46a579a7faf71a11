"""Accounts and open deals that nobody looks after any more: whoever owns them has left us."""

from collections.abc import Iterator

from relmap.analysis.strength import has_left
from relmap.analysis.wording import named
from relmap.model.book import Book
from relmap.model.problems import Finding
from relmap.model.records import Account, Deal
from relmap.model.saying import _


def owners_who_left(book: Book) -> Iterator[Finding]:
    """What `relmap check` says of each; a deal that is closed may keep the name it was closed under."""
    owned: list[Account | Deal] = [*book.accounts.values(), *(deal for deal in book.deals.values() if deal.is_open)]
    for record in owned:
        if has_left(book, record.owner):
            yield Finding(
                severity="warning",
                code="owner-left",
                record=record,
                path=("owner",),
                message=_("{ref} is owned by {member}, who has left").format(
                    ref=record.ref, member=named(book, f"team/{record.owner}")
                ),
                mend=_(
                    "name another with `relmap set {ref} owner=MEMBER`; "
                    "`relmap coverage --without-member {owner} --all` says what else was theirs"
                ).format(ref=record.ref, owner=record.owner),
            )
