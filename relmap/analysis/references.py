"""Who names whom: every reference in a book, found through the fields table, so that no kind of file is forgotten."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, NamedTuple, TypeVar

from relmap.analysis.subjects import bare_id
from relmap.model.book import Book
from relmap.model.changes import Updated
from relmap.model.fields import FIELDS
from relmap.model.kinds import MENTIONED, Field, KeyPath, Kind, Listed, Nested, Scalar
from relmap.model.records import Campaign, Deal, Named, Record, Touch
from relmap.model.settings import Settings

R = TypeVar("R", bound=Record | Settings)


class Reference(NamedTuple):
    """`record` names `target` at `path`.

    `to` is a type of record, or MENTIONED for a text that may be a full reference; a person's target is `account/id`,
    the others' an id.
    """

    record: Record | Settings
    path: KeyPath
    to: str
    target: str


def references_of(record: Record | Settings) -> Iterator[Reference]:
    """Every reference that `record` holds, and every text that may be one, in the order of its fields."""
    for path, kind, value in _values(_REFERRING[record.TYPE], record):
        if value:
            yield Reference(record=record, path=path, to=kind.refers_to, target=value)


def references_to(book: Book, target: Named) -> list[Reference]:
    """Every reference to `target`, and for an account to its people, from outside of itself."""
    bare = bare_id(book, target)
    return [
        reference
        for record in records_of(book)
        if record is not target and not _inside(record, target)
        for reference in references_of(record)
        if _names(reference, target) or (bare and record is book.settings and reference[2:] == (MENTIONED, bare))
    ] + _mentions(book, target)


def renaming(book: Book, target: Named, new: str) -> list[Updated]:
    """The updates that make every record name `target` by its new id.

    Inside an account the short form names its people, so a renamed account's own files need no update. A waiver may
    name somebody by an id that nobody else has; by the new id it then names them in full.
    """
    bare = bare_id(book, target)
    return [
        Updated(before=record, after=after)
        for record in records_of(book)
        if not _inside(record, target)
        and (after := _renamed(record, target, new, bare if record is book.settings else "")) != record
    ]


def with_references(record: R, renamed: Callable[[str, str], str]) -> R:
    """`record` with `renamed(to, text)` in the place of every reference, and of every text that may be one."""
    found: R = _mapped_record(_REFERRING[record.TYPE], record, lambda kind, text: renamed(kind.refers_to, text))
    return found


def records_of(book: Book) -> Iterator[Record | Settings]:
    """Every record of the book, settings first."""
    yield book.settings
    yield from book.members.values()
    yield from book.accounts.values()
    yield from book.people.values()
    yield from book.deals.values()
    yield from book.all_touches()
    yield from book.campaigns.values()


def _names(reference: Reference, target: Named) -> bool:
    return _named(reference.to, reference.target, target, "?") != reference.target


def _named(to: str, text: str, target: Named, new: str) -> str:
    """`text`, a reference of the kind `to`, once `target` has the id `new`: the same where it names something else."""
    if target.TYPE == "account" and to in ("person", MENTIONED) and text.startswith(f"{target.id}/"):
        return f"{new}/{text.removeprefix(f'{target.id}/')}"
    if to == MENTIONED or to == target.TYPE == "person":
        return replace(target, id=new).ref if text == target.ref else text
    return new if to == target.TYPE and text == target.id else text


def _inside(record: Record | Settings, target: Named) -> bool:
    return target.TYPE == "account" and getattr(record, "account", None) == target.id


def _mentions(book: Book, target: Named) -> list[Reference]:
    """The touches that name a deal or a campaign, whose fields hold a plain id."""
    return [
        Reference(record=touch, path=(target.TYPE,), to=target.TYPE, target=target.id)
        for touch in book.all_touches()
        if _mentioned(touch, target)
    ]


def _mentioned(record: Record | Settings, target: Named) -> bool:
    if not isinstance(record, Touch):
        return False
    if isinstance(target, Deal):
        return record.account == target.account and record.deal == target.id
    return isinstance(target, Campaign) and record.campaign == target.id


def _renamed(record: Record | Settings, target: Named, new: str, bare: str) -> Record | Settings:
    if isinstance(record, Touch) and _mentioned(record, target):
        return replace(record, deal=new) if isinstance(target, Deal) else replace(record, campaign=new)

    def rename(to: str, text: str) -> str:
        full = target.ref if bare and to == MENTIONED and text == bare else text
        return _named(to, full, target, new)

    return with_references(record, rename)


def _values(fields: tuple[Field, ...], record: Any) -> Iterator[tuple[KeyPath, Scalar, Any]]:
    for field in fields:
        value = getattr(record, field.slot)
        if value is not None:
            for path, kind, inner in _leaves(field.kind, value):
                yield (field.name, *path), kind, inner


def _leaves(kind: Kind, value: Any) -> Iterator[tuple[KeyPath, Scalar, Any]]:
    if isinstance(kind, Scalar):
        yield (), kind, value
    elif isinstance(kind, Nested):
        yield from _values(kind.fields, value)
    else:
        inner = kind.item if isinstance(kind, Listed) else kind.value
        items = enumerate(value) if isinstance(kind, Listed) else value.items()
        for place, item in items:
            for path, leaf, leaf_value in _leaves(inner, item):
                yield (place, *path), leaf, leaf_value


def _mapped_record(fields: tuple[Field, ...], record: Any, change: Callable[[Scalar, Any], Any]) -> Any:
    """`record` with `change` applied to every leaf; the same object where nothing differs."""
    new = {field.slot: _mapped(field.kind, getattr(record, field.slot), change) for field in fields}
    differing = {slot: value for slot, value in new.items() if value != getattr(record, slot)}
    return replace(record, **differing) if differing else record


def _mapped(kind: Kind, value: Any, change: Callable[[Scalar, Any], Any]) -> Any:
    if value is None or value == "":
        return value
    if isinstance(kind, Scalar):
        return change(kind, value)
    if isinstance(kind, Nested):
        return _mapped_record(kind.fields, value, change)
    if isinstance(kind, Listed):
        return tuple(_mapped(kind.item, item, change) for item in value)
    return {key: _mapped(kind.value, item, change) for key, item in value.items()}


def _referring(table: tuple[Field, ...]) -> tuple[Field, ...]:
    """The fields that hold references, without anything else in them."""
    pruned = ((field, _only_references(field.kind)) for field in table)
    return tuple(field._replace(kind=kind) for field, kind in pruned if kind is not None)


def _only_references(kind: Kind) -> Any:
    if isinstance(kind, Scalar):
        return kind if kind.refers_to else None
    if isinstance(kind, Nested):
        fields = _referring(kind.fields)
        return kind._replace(fields=fields) if fields else None
    if isinstance(kind, Listed):
        item = _only_references(kind.item)
        return kind._replace(item=item) if item else None
    value = _only_references(kind.value)
    return kind._replace(value=value) if value else None


_REFERRING = {type_: _referring(table) for type_, table in FIELDS.items()}
