"""Values as people type them, put into a field of a record: one way for `set`, `add-*` and every option."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple, TypeVar

from relmap.analysis.finding import find_account, find_member, one_person
from relmap.errors import BadValue, InvalidValue, NothingThere, NotOneValue, UnknownField
from relmap.model import kinds
from relmap.model.book import Book
from relmap.model.dates import BUDDHIST_OFFSET, FIRST_BUDDHIST_YEAR, typed_date
from relmap.model.fields import FIELDS, VOCABULARY_KEYS, allowed_words
from relmap.model.kinds import Field, Kind, Listed, Mapped, Nested, Scalar, nearest
from relmap.model.records import Record
from relmap.model.saying import _, in_order
from relmap.model.settings import Settings
from relmap.model.text import normal
from relmap.model.vocabulary import CONTACT_CHANNELS

STAND_INS = ("NAME", "NUMBER", "SOURCE", "TEXT", "REASON", "TITLE", "DEPARTMENT", "VALUE", "PERSON", "MEMBER", "BOSS")
"""Words in the commands that relmap prints, each in the place of what only the user knows."""

R = TypeVar("R", bound=Record | Settings)
Item = TypeVar("Item")


class Typing(NamedTuple):
    """How typed text is understood: the book it speaks of, and the account whose people have short names."""

    book: Book
    account: str = ""


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


def typed(kind: Scalar, text: str, *, field: str, typing: Typing) -> Any:
    """The value of `text` for one field; raises InvalidValue, NobodyFound or Ambiguous."""
    text = meant(text, field=field)
    if kind.refers_to == "person":
        return one_person(typing.book, text, account=typing.account).ref
    if kind.refers_to == "member":
        return find_member(typing.book, text).id
    if kind.refers_to == "account":
        return find_account(typing.book, text).id
    try:
        value = typed_date(text) if kind is kinds.DATE else kind.read(_common_era(text) if kind is kinds.YEAR else text)
    except BadValue as fault:
        raise InvalidValue(field=field, text=text, reason=fault.reason, mend=fault.mend) from None
    _check_word(kind, value, text=text, field=field, typing=typing)
    return value


def meant(text: str, *, field: str) -> str:
    """`text` in its stored form; raises InvalidValue for a word of a printed command that was left as it is."""
    text = normal(text).strip()
    if text in STAND_INS:
        what = text.lower()
        reason, mend = (
            _("only stands for the {what}").format(what=what),
            _("write the {what} itself in its place").format(what=what),
        )
        raise InvalidValue(field=field, text=text, reason=reason, mend=mend)
    return text


def _common_era(year: str) -> str:
    """A year as typed, which may be of the Buddhist era."""
    buddhist = len(year) == 4 and year.isdecimal() and int(year) >= FIRST_BUDDHIST_YEAR
    return str(int(year) - BUDDHIST_OFFSET) if buddhist else year


def _check_word(kind: Scalar, value: Any, *, text: str, field: str, typing: Typing) -> None:
    """Raises InvalidValue for a word that neither relmap nor the book's own vocabulary has."""
    key = VOCABULARY_KEYS.get(kind)
    if key is None or value in allowed_words(typing.book.settings.vocabulary)[kind]:
        return
    near = nearest(text, list(kind.choices))
    meant = (
        _("did you mean {near}?").format(near=near)
        if near
        else _("write one of {choices}").format(choices=in_order(kind.choices))
    )
    mend = _("{meant} (a word of your own goes into relmap.yaml under vocabulary: {key})").format(meant=meant, key=key)
    raise InvalidValue(field=field, text=text, reason=_("is not a known word"), mend=mend)


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
    first, _, rest = dotted.partition(".")
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
            raise self._not_settable(f"{self.assignment.path} cannot be empty", "set another value")
        return _default(record, field) if value is None else value

    def _scalar(self, kind: Scalar, path: list[str]) -> Any:
        texts = self.assignment.texts
        if path:
            raise self._not_settable(f"{self.assignment.path} is one value", "leave out what follows the dot")
        if self.assignment.how in ("add", "drop"):
            raise self._not_settable(
                f"{self.assignment.path} is one value, not a list", "set it without --add or --drop"
            )
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
            raise self._not_settable(
                f"{self.assignment.path} has entries of its own", f"name one, such as {self.assignment.path}.NAME"
            )
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
            raise self._not_settable(f"{self.assignment.path} is not one value", f"set one of {offered}")
        field = names[path[0]]
        if value is None:
            return self._begun(kind, field, path)
        new = self.into(field.kind, getattr(value, field.slot), path[1:])
        return replace(value, **{field.slot: self.held(value, field, new)})

    def _begun(self, kind: Nested, field: Field, path: list[str]) -> Any:
        """A nested record that was absent, with its first field."""
        missing = [other.name for other in kind.fields if other.required and other is not field]
        if missing:
            raise self._not_settable(f"{self.assignment.path} needs {missing[0]} first", f"set {missing[0]} first")
        new = self.into(field.kind, None, path[1:])
        return None if new is None else kind.record(**{field.slot: new})

    def _list(self, kind: Listed, value: tuple[Any, ...], path: list[str]) -> Any:
        if isinstance(kind.item, Nested):
            return self._item(kind, kind.item, value, path)
        if path:
            raise self._not_settable(f"{self.assignment.path} is a list of values", "leave out what follows the dot")
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
                held = ", ".join(map(str, value)) or "nothing"
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
                f"{self.assignment.path} is a list with entries of its own",
                f"name one by its {key_name or 'place'}, such as "
                f"{self.assignment.path}.{key_name.upper() or 'PLACE'}.{nested.fields[-1].name}",
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
                f"{self.assignment.path} may be any of {kinds_held}", "change it with `relmap link` and --kind"
            )
        new = None if len(path) == 1 else self._nested(nested, held[0], path[1:])
        if len(path) == 1 and self.assignment.how != "unset":
            raise self._not_settable(
                f"{self.assignment.path} is an entry", f"set one of its fields, such as {self.assignment.path}.note"
            )
        return tuple(new if item is held[0] else item for item in value if new is not None or item is not held[0])

    def _not_settable(self, reason: str, mend: str) -> InvalidValue:
        return InvalidValue(
            field=self.record,
            text=" ".join(self.assignment.texts),
            reason=_("cannot go there: {reason}").format(reason=reason),
            mend=mend,
            word=self.assignment.path,
        )
