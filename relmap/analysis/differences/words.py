"""A difference in the words of the field: `stance neutral -> supporter`, `link added: influences Anucha, trusted`.

What notes say is private, so only that they differ is told.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from relmap.analysis.differences.names import Names
from relmap.analysis.differences.new_records import facts
from relmap.analysis.differences.record import Difference, Entry, FieldChange
from relmap.analysis.differences.value_texts import PRIVATE, ValueTexts, in_one_line, own_text, place_in_words
from relmap.model.book import Book
from relmap.model.fields import FIELDS
from relmap.model.kinds import Field, Kind, Listed, Nested, Scalar
from relmap.model.records import Deal, Person, Record, Touch
from relmap.model.saying import _, in_order, labelled, later
from relmap.model.settings import Settings
from relmap.model.text import visible

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


@dataclass(frozen=True)
class Words:
    """Tells differences between two books, of which the earlier one has the references of the later one.

    Without `facts_of_new` it is told of a record that it is new, and no more.
    """

    before: Book
    after: Book
    facts_of_new: bool = True

    @cached_property
    def _names(self) -> Names:
        return Names(self.before, self.after)

    @cached_property
    def _values(self) -> ValueTexts:
        return ValueTexts(self._names.name)

    def name(self, ref: str) -> str:
        """Somebody or something as the later book calls them, else the earlier one."""
        return self._names.name(ref)

    def subject(self, one: Difference) -> str:
        """Who or what differs, with the reference, by which one can ask on."""
        return self._names.subject(one)

    def short(self, record: Record | Settings) -> str:
        """What a record is called, without anything else."""
        return self._names.short(record)

    def touch(self, touch: Touch) -> str:
        return self._names.touch(touch)

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
        if one.before is not None:
            return _(said[True])
        more = facts(self._values, one.record) if self.facts_of_new else ""
        return labelled(_(said[False]), more) if more else _(said[False])

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

    def own_key(self, one: Difference, change: FieldChange) -> str:
        """A sentence about a key of the user's own; what stands there is told, it is no note of relmap's."""
        *place, key = change.path
        old, new = (own_text(value) or _("unsaid") for value in (change.before, change.after))
        said = _("own key {key}: {before} -> {after}").format(key=in_one_line(str(key)), before=old, after=new)
        where = self._values.place(FIELDS[one.type], tuple(place))
        return labelled(where, said) if where else said

    def _field(self, field: Field, change: FieldChange) -> Iterator[str]:
        kind, label = place_in_words(field, change.path)
        last = str(change.path[-1])
        if isinstance(change.path[-1], Entry):
            yield self._entry(field, kind, change)
        elif last in PRIVATE:
            yield _("{field} not as before, and not told here").format(field=label)
        elif isinstance(kind, Listed) and isinstance(kind.item, Scalar):
            yield from self._list(kind.item, label, change, str(change.path[0]))
        else:
            old, new = (self._values.text(kind, last, value) or _("unsaid") for value in (change.before, change.after))
            yield f"{label} {old} -> {new}"

    def _list(self, item: Scalar, label: str, change: FieldChange, name: str) -> Iterator[str]:
        before, after = change.before or (), change.after or ()
        gone, new = (
            [self._values.text(item, name, value) for value in (Counter(one) - Counter(other)).elements()]
            for one, other in ((before, after), (after, before))
        )
        if new:
            yield _("{field} added: {values}").format(field=label, values=in_order(new))
        if gone:
            yield _("{field} gone: {values}").format(field=label, values=in_order(gone))
        if not new and not gone:
            values = in_order(self._values.text(item, name, value) for value in after)
            yield _("{field} in another order: {values}").format(field=label, values=values)

    def _entry(self, field: Field, kind: Kind, change: FieldChange) -> str:
        assert isinstance(kind, Nested)
        new, gone, other = _ENTRIES[str(change.path[-2])]
        if change.before is None or change.after is None:
            said, entry = (new, change.after) if change.before is None else (gone, change.before)
            return _(said).format(entry=self._values.nested(kind, entry))
        listed, _label = place_in_words(field, change.path[:-1])
        mark = change.path[-1]
        assert isinstance(mark, Entry)
        assert isinstance(listed, Listed)
        differing = in_order(self._differing(kind, change))
        return _(other).format(entry=self._values.entry(listed, mark), changes=differing)

    def _differing(self, kind: Nested, change: FieldChange) -> Iterator[str]:
        for field in kind.fields:
            old, new = getattr(change.before, field.slot), getattr(change.after, field.slot)
            if old != new:
                yield from self._field(field, FieldChange((field.name,), old, new))
