"""The fields table made into functions that read nodes into values; every microsecond here counts per field.

A reader takes a node, the report of the file at hand and the name of the field. It returns None for a value that is
absent or wrong; what is wrong has then been reported.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from relmap.errors import BadValue
from relmap.model import kinds
from relmap.model.fields import allowed_words
from relmap.model.kinds import Field, Kind, Listed, Mapped, Nested, Scalar
from relmap.model.saying import _
from relmap.model.settings import Vocabulary
from relmap.storage.reader_report import Report
from relmap.storage.yaml_source import MappingNode, Node, ScalarNode, SequenceNode, is_absent

Reader = Callable[[Node, Report, str], Any]
ValuesReader = Callable[[Node, Report, str], dict[str, Any]]


class FieldReaders:
    """The readers of a book, whose own words (None: any word will do) are allowed beside the standard ones.

    What is left of a list's broken items keeps their places for further checks, or goes with `sound_items`: `left_out`
    says where in the file those begin.
    """

    def __init__(self, own: Vocabulary | None, *, sound_items: bool = False) -> None:
        self._words = allowed_words(own) if own is not None else {}
        self._sound_items = sound_items
        self.left_out: set[int] = set()

    def of(self, table: tuple[Field, ...]) -> ValuesReader:
        """A reader of mappings with these fields, into the arguments of a record."""
        slots = {field.name: (field.slot, *self._scalar_or_reader(field.kind)) for field in table}
        example = _example(table)
        required = [(field.name, field.slot, partial(_expected, field.kind)) for field in table if field.required]
        filled = [(field.name, partial(_expected, field.kind)) for field in table if field.filled]

        def read(node: Node, report: Report, name: str) -> dict[str, Any]:
            values: dict[str, Any] = {}
            if type(node) is not MappingNode:
                report.wrong_shape(
                    node, name, _("keys with values"), _("write it like `{example}`").format(example=example)
                )
                return values
            for key, value in node.value:
                entry = slots.get(key.value)
                if entry is None:
                    report.unknown_key(key, slots)
                    continue
                slot, known, reader = entry
                if known is None or type(value) is not ScalarNode:
                    found = reader(value, report, key.value)
                else:
                    found = known.get(value.value)
                    if found is None:
                        found = reader(value, report, key.value)
                if found is not None:
                    values[slot] = found
            for key_name, slot, expected in required:
                if values.get(slot) in _EMPTY:
                    report.missing(node, key_name, expected)
            for key_name, expected in filled:
                report.unfilled(node, key_name, expected)
            return values

        return read

    def _scalar_or_reader(self, kind: Kind) -> tuple[dict[str, Any] | None, Reader]:
        """What is known to be right (texts with their values), and the reader of everything else."""
        if isinstance(kind, Scalar) and kind is not kinds.TEXT and kind is not kinds.PERSON:
            known: dict[str, Any] = {}
            return known, self._scalar(kind, known)
        return None, self._reader(kind)

    def _reader(self, kind: Kind) -> Reader:
        if kind is kinds.TEXT:
            return _text
        if kind is kinds.PERSON:
            return _person
        if isinstance(kind, Scalar):
            return self._scalar(kind, {})
        if isinstance(kind, Nested):
            return self._nested(kind)
        if isinstance(kind, Listed):
            return self._listed(kind)
        return self._mapped(kind)

    def _scalar(self, kind: Scalar, known: dict[str, Any]) -> Reader:
        read, own = kind.read, self._words.get(kind)

        def scalar(node: Node, report: Report, name: str) -> Any:
            if type(node) is not ScalarNode:
                report.wrong_shape(node, name, kind.expected(), _("write that one value alone"))
                return None
            text = node.value
            if not text or is_absent(node):
                return None
            try:
                value = read(text)
            except BadValue as bad:
                report.bad_value(node, name, bad.reason, bad.mend)
                return None
            if own is not None and value not in own:
                report.unknown_word(node, name, kind, own)
                return None
            if len(known) < _MOST_KNOWN:
                known[text] = value
            return value

        return scalar

    def _nested(self, kind: Nested) -> Reader:
        read, record = self.of(kind.fields), kind.record
        blank = _blank(kind)

        def nested(node: Node, report: Report, name: str) -> Any:
            if type(node) is ScalarNode and is_absent(node):
                return None
            before, report.broken = report.broken, False
            values = read(node, report, name)
            # What is left of a broken one is never used, but its references are checked with all others.
            made = record(**{**blank, **values}) if report.broken else record(**values)
            report.broken = report.broken or before
            return made

        return nested

    def _listed(self, kind: Listed) -> Reader:
        item, identity = self._reader(kind.item), kind.identity
        if isinstance(kind.item, Scalar) and kind.item is not kinds.TEXT and kind.item is not kinds.PERSON:
            known: dict[str, Any] = {}
            item = _remembering(known, self._scalar(kind.item, known))
        item = _sound(item) if self._sound_items else item
        single = isinstance(kind.item, Scalar)

        def listed(node: Node, report: Report, name: str) -> tuple[Any, ...] | None:
            if type(node) is SequenceNode:
                values = tuple([item(element, report, name) for element in node.value])
                if None in values:
                    report.empty_items(node, name)
                    values = self._without_none(kind.item, values, node)
                elif len(values) > 1:
                    marks = _marks(values, identity)
                    if len(set(marks)) != len(marks):
                        report.repeated_items(node, name, marks)
                return values
            if type(node) is ScalarNode and is_absent(node):
                return None
            if not single or type(node) is MappingNode:
                report.wrong_shape(node, name, _("a list"), _("write each item on a line of its own after `- `"))
                return None
            value = item(node, report, name)
            return None if value is None else (value,)

        return listed

    def _without_none(self, item: Scalar | Nested, values: tuple[Any, ...], node: SequenceNode) -> tuple[Any, ...]:
        if self._sound_items:
            broken = (element for element, value in zip(node.value, values, strict=True) if value is None)
            self.left_out.update(element.start_mark.index for element in broken)
            return tuple(value for value in values if value is not None)
        blank = item.record(**_blank(item)) if isinstance(item, Nested) else None
        return tuple(blank if value is None else value for value in values)

    def _mapped(self, kind: Mapped) -> Reader:
        read_key, read_value, own = kind.key.read, self._reader(kind.value), self._words.get(kind.key)

        def mapped(node: Node, report: Report, name: str) -> dict[str, Any] | None:
            if type(node) is not MappingNode:
                if type(node) is ScalarNode and is_absent(node):
                    return None
                report.wrong_shape(node, name, _("keys with values"), _("write it like `{key: value}`"))
                return None
            values = {}
            for key, value in node.value:
                if report.full:
                    break
                try:
                    place = read_key(key.value)
                except BadValue as bad:
                    report.bad_value(key, name, bad.reason, bad.mend)
                    continue
                if own is not None and place not in own:
                    report.unknown_word(key, name, kind.key, own)
                    continue
                found = read_value(value, report, f"{name}.{key.value}")
                if found is not None:
                    values[place] = found
            return values

        return mapped


_EMPTY: tuple[Any, ...] = (None, "", ())
# Enough for the distinct dates and figures of any book, and a bound for a hostile one.
_MOST_KNOWN = 20_000


def _blank(kind: Nested) -> dict[str, Any]:
    """What stands for required values that are missing or wrong."""
    return {field.slot: "" for field in kind.fields if field.required}


def _example(table: tuple[Field, ...]) -> str:
    """What a mapping with these fields looks like: those it must have, or the first."""
    names = [field.name for field in table if field.required] or [table[0].name]
    entries = ", ".join(f"{name}: ..." for name in names)
    return f"{{{entries}}}" if len(names) > 1 else entries


def _expected(kind: Kind) -> str:
    if isinstance(kind, Scalar):
        return kind.expected()
    return _("a list") if isinstance(kind, Listed) else _("keys with values")


def _text(node: Node, report: Report, name: str) -> str | None:
    if type(node) is not ScalarNode:
        report.wrong_shape(node, name, _("text"), _('write one text, in quotes: "..."'))
        return None
    text: str = node.value
    return text if node.style or text else None


def _person(node: Node, report: Report, name: str) -> str | None:
    """A full reference; the short form means the account in whose folder the file lies."""
    if type(node) is not ScalarNode:
        report.wrong_shape(node, name, kinds.PERSON.expected(), _("write that one value alone"))
        return None
    text: str = node.value
    if text not in report.checked:
        if not text or is_absent(node):
            return None
        try:
            kinds.PERSON.read(text)
        except BadValue as bad:
            report.bad_value(node, name, bad.reason, bad.mend)
            return None
        report.checked.add(text)
    if "/" in text:
        report.named_accounts.add(text.partition("/")[0])
        return text
    if report.account:
        return f"{report.account}/{text}"
    report.bad_value(node, name, _("does not say which account"), _("write account/{text}").format(text=text))
    return None


def _remembering(known: dict[str, Any], reader: Reader) -> Reader:
    def remembered(node: Node, report: Report, name: str) -> Any:
        if type(node) is ScalarNode and node.value in known:
            return known[node.value]
        return reader(node, report, name)

    return remembered


def _sound(reader: Reader) -> Reader:
    """`reader`, but None for what has a fault anywhere in it."""

    def sound(node: Node, report: Report, name: str) -> Any:
        before, report.broken = report.broken, False
        value = reader(node, report, name)
        found = None if report.broken else value
        report.broken = report.broken or before
        return found

    return sound


def _marks(values: tuple[Any, ...], identity: tuple[str, ...]) -> list[Any]:
    """What makes each item of a list the same as another."""
    if not identity:
        return list(values)
    return [tuple([getattr(value, name) for name in identity]) for value in values]
