"""Typed values put into a record, at any depth: one way for `set`, `add-*` and every option."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple, TypeVar

from relmap.errors import InvalidValue, NothingThere, NotOneValue, UnknownField
from relmap.model.fields import FIELDS
from relmap.model.kinds import Field, Kind, Listed, Mapped, Nested, Scalar, nearest
from relmap.model.records import Record
from relmap.model.saying import _, in_order
from relmap.model.settings import Settings
from relmap.model.vocabulary import CONTACT_CHANNELS
from relmap.usecases.values import Typing, typed

R = TypeVar("R", bound=Record | Settings)
Item = TypeVar("Item")


class Assignment(NamedTuple):
    """`texts` go to the field at the dotted `path`. `how` is "set", "add" (to a list), "drop" (from it) or "unset".

    `option` is what the user typed where that is not the path, such as --role.
    """

    path: str
    texts: Sequence[str] = ()
    how: str = "set"
    option: str = ""

    @property
    def name(self) -> str:
        """What to call it in an error."""
        return self.option or self.path


def assigned(record: R, assignments: Sequence[Assignment], *, typing: Typing) -> R:
    """`record` with every assignment made, in order."""
    for assignment in assignments:
        record = _assign(record, assignment, typing)
    return record


def assigned_to(kind: Nested, item: Item, assignments: Sequence[Assignment], *, typing: Typing) -> Item:
    """`item` of a list, such as a link, with every assignment made, in order."""
    for assignment in assignments:
        step = _Step(assignment=assignment, typing=typing, record="")
        item = step.into(kind, item, assignment.path.split("."))
    return item


def _assign(record: R, assignment: Assignment, typing: Typing) -> R:
    fields = FIELDS[record.TYPE]
    names = _path(fields, assignment.path, record.TYPE)
    field = next(field for field in fields if field.name == names[0])
    step = _Step(assignment=assignment, typing=typing, record=record.ref)
    value = step.into(field.kind, getattr(record, field.slot), names[1:])
    return replace(record, **{field.slot: step.held(record, field, value)})


def _path(fields: tuple[Field, ...], dotted: str, record_type: str) -> list[str]:
    """The parts of a dotted path; dashes count as underscores, and `phone` is short for `channels.phone`."""
    first, _dot, rest = dotted.partition(".")
    known = [field.name for field in fields]
    name = first.replace("-", "_")
    if name not in known and "channels" in known and (name in CONTACT_CHANNELS and not rest):
        return ["channels", name]
    if name not in known:
        raise UnknownField(record=record_type, name=first, nearest=nearest(name, known), known=", ".join(known))
    return [name, *(rest.split(".") if rest else [])]


def _begins_with(nested: Nested, identity: tuple[str, ...]) -> bool:
    """True if its identity is all that a new entry needs."""
    return len(identity) == 1 and all(field.name in identity for field in nested.fields if field.required)


def _default(record: Any, field: Field) -> Any:
    """What an absent key stands for in this record."""
    entry = type(record).__dataclass_fields__[field.slot]
    if callable(entry.default_factory):
        return entry.default_factory()
    return entry.default


class _Step(NamedTuple):
    """One assignment on its way down the kinds of a field."""

    assignment: Assignment
    typing: Typing
    record: str

    def into(self, kind: Kind, value: Any, path: list[str]) -> Any:
        """The new value of a field of `kind` that held `value`; None where it is to be absent."""
        if not path and self.assignment.how == "unset":
            return None
        if isinstance(kind, Scalar):
            return self._scalar(kind, path)
        if isinstance(kind, Mapped):
            return self._mapping(kind, value or {}, path)
        if isinstance(kind, Nested):
            return self._nested(kind, value, path)
        return self._list(kind, value or (), path)

    def held(self, record: Any, field: Field, value: Any) -> Any:
        """What the record holds for `value`: its default (empty text, empty list) stands for an absent key."""
        if field.required and (value is None or value == ""):
            raise self._not_settable(_("{path} cannot be empty"), _("set another value"))
        return _default(record, field) if value is None else value

    def _scalar(self, kind: Scalar, path: list[str]) -> Any:
        texts = self.assignment.texts
        if path:
            raise self._not_settable(_("{path} is one value"), _("leave out what follows the dot"))
        if self.assignment.how in ("add", "drop"):
            raise self._not_settable(_("{path} is one value, not a list"), _("set it without --add or --drop"))
        if len(texts) != 1:
            raise NotOneValue(
                field=self.assignment.name,
                count=len(texts),
                mend=_("give one: {expects}").format(expects=kind.expected()),
            )
        return self._typed(kind, texts[0])

    def _typed(self, kind: Scalar, text: str) -> Any:
        return typed(kind, text, field=self.assignment.name, typing=self.typing)

    def _mapping(self, kind: Mapped, value: Mapping[str, Any], path: list[str]) -> Any:
        if not path:
            raise self._not_settable(_("{path} has entries of its own"), _("name one, such as {path}.NAME"))
        key = self._typed(kind.key, path[0])
        new = self.into(kind.value, value.get(key), path[1:])
        rest = {name: old for name, old in value.items() if name != key}
        if new is None or new == ():
            return rest
        return {**value, key: new}

    def _nested(self, kind: Nested, value: Any, path: list[str]) -> Any:
        names = {field.name: field for field in kind.fields}
        if not path or path[0] not in names:
            # What is above this record: the whole path where nothing follows, else what stands before the unknown name.
            above = self.assignment.path.split(".")
            above = above[: len(above) - len(path)] if path else above
            offered = ", ".join(".".join([*above, name]) for name in names)
            raise self._not_settable(_("{path} is not one value"), _("set one of {offered}"), offered=offered)
        field = names[path[0]]
        if value is None:
            return self._begun(kind, field, path)
        new = self.into(field.kind, getattr(value, field.slot), path[1:])
        return replace(value, **{field.slot: self.held(value, field, new)})

    def _begun(self, kind: Nested, field: Field, path: list[str]) -> Any:
        """A nested record that was absent, with its first field."""
        missing = [other.name for other in kind.fields if other.required and other is not field]
        if missing:
            raise self._not_settable(_("{path} needs {missing} first"), _("set {missing} first"), missing=missing[0])
        new = self.into(field.kind, None, path[1:])
        return None if new is None else kind.record(**{field.slot: new})

    def _list(self, kind: Listed, value: tuple[Any, ...], path: list[str]) -> Any:
        if isinstance(kind.item, Nested):
            return self._item(kind, kind.item, value, path)
        if path:
            raise self._not_settable(_("{path} is a list of values"), _("leave out what follows the dot"))
        new = tuple(dict.fromkeys(self._typed(kind.item, text) for text in self._split(kind.item)))
        if self.assignment.how == "add":
            return value + tuple(item for item in new if item not in value)
        if self.assignment.how == "drop":
            return self._dropped(value, new)
        return new

    def _split(self, item: Scalar) -> list[str]:
        """Words with a closed list may be given with commas between them; free text keeps its commas."""
        texts = self.assignment.texts
        parts = [part for text in texts for part in text.split(",")] if item.choices else texts
        return [part.strip() for part in parts if part.strip()]

    def _dropped(self, value: tuple[Any, ...], gone: tuple[Any, ...]) -> tuple[Any, ...]:
        for item in gone:
            if item not in value:
                held = in_order(map(str, value)) or _("nothing")
                raise NothingThere(
                    where=f"{self.record} {self.assignment.path}",
                    what=repr(item),
                    mend=_("it holds {held}").format(held=held),
                )
        return tuple(item for item in value if item not in gone)

    def _item(self, kind: Listed, nested: Nested, value: tuple[Any, ...], path: list[str]) -> Any:
        """One item of a list of mappings, named by its identity: `known_by.nok.target`, `committee.wipa.stance`."""
        key_name = kind.identity[0] if kind.identity else ""
        if not path or not key_name:
            raise self._not_settable(
                _("{path} is a list with entries of its own"),
                _("name one by its {key}, such as {path}.{example}"),
                key=key_name or "place",
                example=f"{key_name.upper() or 'PLACE'}.{nested.fields[-1].name}",
            )
        key_field = next(field for field in nested.fields if field.name == key_name)
        assert isinstance(key_field.kind, Scalar)
        key = self._typed(key_field.kind, path[0])
        held = [item for item in value if getattr(item, key_field.slot) == key]
        if not held and len(path) > 1 and self.assignment.how in ("set", "add") and _begins_with(nested, kind.identity):
            return (*value, self._nested(nested, nested.record(**{key_field.slot: key}), path[1:]))
        if not held:
            raise NothingThere(
                where=f"{self.record} {self.assignment.path.partition('.')[0]}",
                what=_("entry for {key}").format(key=key),
                mend=_("add it first, with link, know or add-deal --committee, or in the file itself"),
            )
        if len(held) > 1:
            kinds_held = ", ".join(str(getattr(item, kind.identity[-1])) for item in held)
            raise self._not_settable(
                _("{path} may be any of {kinds}"), _("change it with `relmap link` and --kind"), kinds=kinds_held
            )
        new = None if len(path) == 1 else self._nested(nested, held[0], path[1:])
        if len(path) == 1 and self.assignment.how != "unset":
            raise self._not_settable(_("{path} is an entry"), _("set one of its fields, such as {path}.note"))
        return tuple(new if item is held[0] else item for item in value if new is not None or item is not held[0])

    def _not_settable(self, reason: str, mend: str, **told: str) -> InvalidValue:
        path = self.assignment.path
        return InvalidValue(
            field=self.record,
            text=" ".join(self.assignment.texts),
            reason=_("cannot go there: {reason}").format(reason=reason.format(path=path, **told)),
            mend=mend.format(path=path, **told),
            word=path,
        )
