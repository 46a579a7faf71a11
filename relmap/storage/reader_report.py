"""The file being read: what it is about, and the faults found in it so far."""

from collections.abc import Callable, Collection
from typing import Any

from relmap.model.fields import ROLE, VOCABULARY_KEYS
from relmap.model.kinds import Scalar, nearest
from relmap.model.problems import Problem, mend_for
from relmap.model.saying import _, in_order
from relmap.model.text import visible
from relmap.model.vocabulary import CONTACT_CHANNELS, ROLE_SYNONYMS
from relmap.storage.locate import line_of
from relmap.storage.yaml_source import Fault, MappingNode, Node, ScalarNode, SequenceNode, is_absent, position

ERROR, WARNING = "error", "warning"
UNKNOWN_KEY = "unknown-key"
MOST_PER_FILE = 100  # the rest of a wrecked file teaches nothing new, and costs time
_LONGEST_SHOWN = 60


class Report:
    """Collects the problems of one file after another. `broken` says that the record at hand cannot be used.

    `account` is the account in whose folder the file lies, or "". `checked` holds the references that have been found
    well formed, `named_accounts` the other accounts that references name.
    """

    __slots__ = ("_left", "account", "broken", "checked", "named_accounts", "path", "problems", "text")

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.checked: set[str] = set()
        self.named_accounts: set[str] = set()
        self.begin("", "", "")

    def begin(self, path: str, text: str, account: str) -> None:
        self.path = path
        self.text = text
        self.account = account
        self.broken = False
        self._left = MOST_PER_FILE

    @property
    def full(self) -> bool:
        """Whether no more problems of this file are taken."""
        return self._left <= 0

    def add(self, severity: str, code: str, line: int, column: int, message: str, mend: str) -> None:
        """One problem of the current file, up to a hundred; an error breaks the record at hand."""
        if severity == ERROR:
            self.broken = True
        if self.full:
            return
        self._left -= 1
        self.problems.append(
            Problem(
                severity=severity,
                code=code,
                file=self.path,
                line=line,
                column=column,
                message=message,
                mend=mend,
                source=line_of(self.text, line),
            )
        )

    def add_fault(self, fault: Fault, severity: str = ERROR) -> None:
        self.add(severity, fault.code, fault.line, fault.column, fault.reason, fault.mend)

    def error(self, node: Node, code: str, message: str, mend: str) -> None:
        self.broken = True
        self._at(node, ERROR, code, message, mend)

    def warning(self, node: Node, code: str, message: str, mend: str) -> None:
        self._at(node, WARNING, code, message, mend)

    def _at(self, node: Node, severity: str, code: str, message: str, mend: str) -> None:
        if not self.full:
            self.add(severity, code, *position(self.text, node.start_mark.index), message, mend)

    def wrong_shape(self, node: Node, name: str, expects: str, mend: str) -> None:
        self.error(
            node,
            "wrong-type",
            _("{name} is {shape} here, and takes {expects}").format(name=name, shape=_shape(node), expects=expects),
            mend,
        )

    def bad_value(self, node: Node, name: str, reason: str, mend: str) -> None:
        message = _("{name}: {value} {reason}").format(name=name, value=shown(node.value), reason=reason)
        self.error(node, "bad-value", message, mend)

    def unknown_key(self, node: Node, known: Collection[str]) -> None:
        """A key of the user's own: kept, but pointed out unless it begins with `x-`."""
        if node.value.startswith("x-") or self.full:
            return
        near = nearest(node.value, list(known))
        keep = _("write x-{key} to keep it as a key of your own").format(key=node.value)
        mend = mend_for(near, keep) if near else _("remove it, or {keep}").format(keep=keep)
        if node.value in CONTACT_CHANNELS and "channels" in known:
            mend = _("write it under `channels:`")
        self.warning(node, UNKNOWN_KEY, _("{key} is not a key that belongs here").format(key=shown(node.value)), mend)

    def missing(self, node: MappingNode, name: str, expected: Callable[[], str]) -> None:
        if not self.unfilled(node, name, expected):
            self.error(
                node,
                "missing-key",
                _("{name} is missing").format(name=name),
                _("add `{name}:` with {expects}").format(name=name, expects=expected()),
            )

    def unfilled(self, node: MappingNode, name: str, expected: Callable[[], str]) -> bool:
        """Whether the key is there; if it has no value, that is a fault."""
        for key, value in node.value:
            if key.value == name:
                if _is_empty(value):
                    self.error(
                        value,
                        "missing-value",
                        _("{name} has no value").format(name=name),
                        _("write {expects}").format(expects=expected()),
                    )
                return True
        return False

    def empty_items(self, node: SequenceNode, name: str) -> None:
        for item in node.value:
            if type(item) is ScalarNode and _is_empty(item):
                mend = _("write the value or remove the item")
                self.error(item, "empty-item", _("{name} has an item without a value").format(name=name), mend)

    def repeated_items(self, node: SequenceNode, name: str, marks: list[Any]) -> None:
        """`marks`: what makes each item of the list the same as another."""
        seen = set()
        for item, mark in zip(node.value, marks, strict=True):
            # What is left of a broken item has no identity to repeat.
            broken = isinstance(mark, tuple) and "" in mark
            if mark in seen and not broken:
                what = shown(" ".join(mark) if isinstance(mark, tuple) else str(mark))
                self.warning(
                    item,
                    "repeated-item",
                    _("{name}: {what} stands here twice").format(name=name, what=what),
                    _("keep one of the two"),
                )
            seen.add(mark)

    def unknown_word(self, node: Node, name: str, kind: Scalar, allowed: frozenset[str]) -> None:
        """A word for an open list that is neither relmap's nor the book's own: `allowed` holds both."""
        if self.full:
            self.broken = True
            return
        synonyms = ROLE_SYNONYMS if kind is ROLE else {}
        near = nearest(node.value, sorted([*allowed, *synonyms]))
        meant = _("write {near}").format(near=near) if near else _("write one of them")
        known = in_order([*kind.choices, *sorted(allowed.difference(kind.choices))])
        reason = _("is not one of {known}").format(known=known)
        mend = _("{meant}; a word of your own goes under `vocabulary: {key}` in relmap.yaml").format(
            meant=meant, key=VOCABULARY_KEYS[kind]
        )
        self.error(node, "unknown-word", f"{name}: {shown(node.value)} {reason}", mend)


def shown(text: str) -> str:
    """`text` in quotes, for a message: control characters visible, long text cut."""
    whole = visible(text)
    return f'"{whole[:_LONGEST_SHOWN]}…"' if len(whole) > _LONGEST_SHOWN else f'"{whole}"'


def _is_empty(node: Node) -> bool:
    return is_absent(node) or not node.value


def _shape(node: Node) -> str:
    if isinstance(node, SequenceNode):
        return "a list"
    return _("a group of keys") if isinstance(node, MappingNode) else _("a single text") if node.value else _("empty")
