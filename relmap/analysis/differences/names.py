"""What whatever differs is called: by the later book, and what that does not have by the earlier one."""

from dataclasses import dataclass

from relmap.analysis.differences.record import Difference
from relmap.analysis.wording import named
from relmap.model.book import Book
from relmap.model.records import Person, Record, Touch
from relmap.model.saying import _, in_order, in_words, name_of, on_day
from relmap.model.settings import Settings
from relmap.model.text import visible


@dataclass(frozen=True, slots=True)
class Names:
    """Of two books, of which the earlier one has the references of the later one."""

    before: Book
    after: Book

    def name(self, ref: str) -> str:
        """Somebody or something as the later book calls them, else the earlier one."""
        book = self.after if _has(self.after, ref) or not _has(self.before, ref) else self.before
        record = book.accounts.get(ref) or book.deals.get(ref)
        return visible(name_of(record)) if record else named(book, ref)

    def subject(self, one: Difference) -> str:
        """Who or what differs, with the reference, by which one can ask on."""
        record = one.record
        if isinstance(record, Settings | Touch):
            return self.short(record)
        title = visible(record.title) if isinstance(record, Person) else ""
        said = _("{name}, {title} ({record})") if title else _("{name} ({record})")
        return said.format(name=self.short(record), title=title, record=record.ref)

    def short(self, record: Record | Settings) -> str:
        """What a record is called, without anything else."""
        if isinstance(record, Settings):
            return _("the book's settings")
        if isinstance(record, Touch):
            return self.touch(record)
        return self.name(record.ref) if isinstance(record, Person) else visible(name_of(record))

    def touch(self, touch: Touch) -> str:
        return _("{channel} by {member} with {people} on {day}").format(
            channel=in_words("channel", touch.channel),
            member=self.name(f"team/{touch.member}"),
            people=in_order(map(self.name, touch.people)),
            day=on_day(touch.on),
        )


def _has(book: Book, ref: str) -> bool:
    tables = (book.people, book.accounts, book.deals)
    return any(ref in table for table in tables) or ref.removeprefix("team/") in book.members
