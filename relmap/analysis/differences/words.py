"""A difference in the words of the field: `stance neutral -> supporter`, `link added: influences Anucha, trusted`.

What notes say is private, so only that they differ is told.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from relmap.analysis.differences.record import Difference, Entry, FieldChange
from relmap.analysis.value_words import value_in_words
from relmap.analysis.wording import named
from relmap.model.book import Book
from relmap.model.fields import FIELDS
from relmap.model.kinds import MENTIONED, Field, Kind, Listed, Mapped, Nested, Scalar
from relmap.model.records import Deal, Person, Touch
from relmap.model.saying import _, as_listed, in_order, in_words, in_year, later, name_of, on_day
from relmap.model.settings import Settings
from relmap.model.text import visible

PRIVATE = ("note", "notes")
"""Fields whose texts are not told."""
# An entry that is new, one that is gone, and one that says something else.
_ENTRIES = {
    "links": (later("link added: {entry}"), later("link gone: {entry}"), later("link {entry}: {changes}")),
    "known_by": (later("known by {entry}"), later("no longer known by {entry}"), later("known by {entry}: {changes}")),
    "committee": (
        later("in the committee: {entry}"),
        later("no longer in the committee: {entry}"),
        later("in the committee, {entry}: {changes}"),
    ),
    "results": (later("result added: {entry}"), later("result gone: {entry}"), later("result of {entry}: {changes}")),
    "waivers": (later("waiver added: {entry}"), later("waiver gone: {entry}"), later("waiver {entry}: {changes}")),
}


@dataclass(frozen=True, slots=True)
class Words:
    """Tells differences between two books, of which the earlier one has the references of the later one."""

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
        if isinstance(record, Settings):
            return _("the book's settings")
        if isinstance(record, Touch):
            return self.touch(record)
        title = visible(record.title) if isinstance(record, Person) else ""
        said = _("{name}, {title} ({record})") if title else _("{name} ({record})")
        who = self.name(record.ref) if isinstance(record, Person) else visible(name_of(record))
        return said.format(name=who, title=title, record=record.ref)

    def touch(self, touch: Touch) -> str:
        return _("{channel} by {member} with {people} on {day}").format(
            channel=in_words("channel", touch.channel),
            member=self.name(f"team/{touch.member}"),
            people=in_order(map(self.name, touch.people)),
            day=on_day(touch.on),
        )

    def told(self, one: Difference) -> list[str]:
        """What differs, the most telling first; a record that is new or gone is told of in one."""
        if one.before is None or one.after is None:
            return [self._whole(one)]
        return [*self._turn(one), *(text for change in one.changes for text in self.change(one, change))]

    def _whole(self, one: Difference) -> str:
        said = {
            "person": (later("new person"), later("gone from the book")),
            "account": (later("new account"), later("account gone from the book")),
            "member": (later("new on our team"), later("gone from our team")),
            "deal": (later("new deal"), later("deal gone from the book")),
            "campaign": (later("new campaign"), later("campaign gone from the book")),
            "touch": (later("new touch"), later("touch gone from the book")),
        }[one.type]
        return _(said[one.before is not None])

    def _turn(self, one: Difference) -> Iterator[str]:
        """What became of the record as a whole."""
        record = one.record
        if one.kind == "named":
            yield _("has a name now, was ?")
        if not one.was:
            return
        account, _slash, old = one.was.rpartition("/")
        if account == record.ref.rpartition("/")[0] or not isinstance(record, Person | Deal):
            yield _("has another id, was {id}").format(id=old)
        else:
            yield _("moved here from {account}, was {record}").format(account=self.name(account), record=one.was)

    def change(self, one: Difference, change: FieldChange) -> Iterator[str]:
        """A sentence, or several, about one field of a record that is in both books."""
        field = next(field for field in FIELDS[one.type] if field.name == change.field)
        if change.path == ("name",) and one.kind == "named":
            return
        if change.path == ("status",):
            yield _("has left") if change.after == "left" else _("is here again")
        elif one.type == "person" and change.path == ("department",) and change.before and change.after:
            old, new = (visible(text) for text in (change.before, change.after))
            yield _("moved from {department} to {other}").format(department=old, other=new)
        else:
            yield from self._field(field, change)

    def _field(self, field: Field, change: FieldChange) -> Iterator[str]:
        kind, label = _place(field, change)
        last = str(change.path[-1])
        if isinstance(change.path[-1], Entry):
            yield self._entry(kind, change)
        elif last in PRIVATE:
            yield _("{field} not as before, and not told here").format(field=label)
        elif isinstance(kind, Listed) and isinstance(kind.item, Scalar):
            yield from self._list(kind.item, label, change, str(change.path[0]))
        else:
            old, new = (self.value(kind, last, value) or _("unsaid") for value in (change.before, change.after))
            yield f"{label} {old} -> {new}"

    def _list(self, item: Scalar, label: str, change: FieldChange, name: str) -> Iterator[str]:
        before, after = change.before or (), change.after or ()
        gone = [self.value(item, name, value) for value in before if value not in after]
        new = [self.value(item, name, value) for value in after if value not in before]
        if new:
            yield _("{field} added: {values}").format(field=label, values=in_order(new))
        if gone:
            yield _("{field} gone: {values}").format(field=label, values=in_order(gone))
        if not new and not gone:
            values = in_order(self.value(item, name, value) for value in after)
            yield _("{field} in another order: {values}").format(field=label, values=values)

    def _entry(self, kind: Kind, change: FieldChange) -> str:
        assert isinstance(kind, Nested)
        new, gone, other = _ENTRIES[str(change.path[-2])]
        if change.before is None or change.after is None:
            said, entry = (new, change.after) if change.before is None else (gone, change.before)
            return _(said).format(entry=self._nested(kind, entry))
        mark = change.path[-1]
        assert isinstance(mark, Entry)
        known = [
            field for field in kind.fields if getattr(change.after, field.slot) in mark.identity and field.required
        ]
        differing = in_order(self._differing(kind, change))
        return _(other).format(entry=self._entry_name(known, change.after), changes=differing)

    def _entry_name(self, fields: list[Field], entry: Any) -> str:
        # The kind of a tie is said before whom it leads to.
        ordered = sorted(fields, key=lambda field: field.name == "to")
        return " ".join(self.value(field.kind, field.name, getattr(entry, field.slot)) for field in ordered)

    def _differing(self, kind: Nested, change: FieldChange) -> Iterator[str]:
        for field in kind.fields:
            old, new = getattr(change.before, field.slot), getattr(change.after, field.slot)
            if old != new:
                yield from self._field(field, FieldChange((field.name,), old, new))

    def _nested(self, kind: Nested, value: Any) -> str:
        """An entry, or what is nested in a field, in one line: what it needs, then what else it says."""
        said = [(field, getattr(value, field.slot)) for field in kind.fields]
        head = self._entry_name([field for field, item in said if field.required and item], value)
        rest = [
            self._part(field, item) for field, item in said if not field.required and item not in (None, "", (), {})
        ]
        return in_order(part for part in (head, *rest) if part)

    def _part(self, field: Field, value: Any) -> str:
        label = in_words("field", field.name)
        if field.name in PRIVATE:
            return label
        text = self.value(field.kind, field.name, value)
        # A level, a role or a currency says by itself what it is.
        return text if field.name in ("level", "roles", "stance", "currency", "what") else f"{label} {text}"

    def value(self, kind: Kind, name: str, value: Any) -> str:
        """A value of the field called `name` in one line, "" for none."""
        if value is None or value in ("", (), {}):
            return ""
        if isinstance(kind, Listed):
            return in_order(self.value(kind.item, name, item) for item in value)
        if isinstance(kind, Nested):
            return self._nested(kind, value)
        if isinstance(kind, Mapped):
            return in_order(f"{_key(name, key)} {self.value(kind.value, name, item)}" for key, item in value.items())
        return self._scalar(kind, name, value)

    def _scalar(self, kind: Scalar, name: str, value: Any) -> str:
        if kind.refers_to in ("person", "account", MENTIONED):
            return self.name(value)
        if kind.refers_to == "member":
            return self.name(f"team/{value}")
        return visible(" ".join(value_in_words(name, value).split()))


def _has(book: Book, ref: str) -> bool:
    tables = (book.people, book.accounts, book.deals)
    return any(ref in table for table in tables) or ref.removeprefix("team/") in book.members


def _place(field: Field, change: FieldChange) -> tuple[Kind, str]:
    """The kind of what changed, and what to call its place."""
    kind, labels = field.kind, [in_words("field", field.name)]
    for step in change.path[1:]:
        if isinstance(kind, Mapped):
            labels.append(_key(field.name, str(step)))
            kind = kind.value
        elif isinstance(kind, Listed):
            kind = kind.item
        elif isinstance(kind, Nested):
            inner = next(inner for inner in kind.fields if inner.name == step)
            labels.append(in_words("field", inner.name))
            kind = inner.kind
    return kind, labels[-1] if field.name == "channels" and len(labels) > 1 else " ".join(labels)


def _key(name: str, key: str) -> str:
    """A key of a table: a way to reach somebody, a year, a language, a role."""
    if name == "revenue":
        return in_year(key)
    return as_listed("channel", key) if name in ("channels", "touch_weights") else visible(key)
