"""What a commit says of a change: whom it is about and what became of them, never the text of a note.

Facts are told by name: one that is not listed here is only said to have changed, so that a new field is private until
somebody decides otherwise. A trailer names the command, by which `relmap undo` knows relmap's own commits.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from relmap.analysis.differences import Entry, FieldChange
from relmap.analysis.differences.values import changes as changes_between
from relmap.analysis.differences.values import field_changes
from relmap.analysis.value_words import value_in_words
from relmap.model.changes import Change, Changes, Updated
from relmap.model.fields import KNOWN_BY, LINK, SEAT
from relmap.model.kinds import Nested
from relmap.model.records import Record, Touch
from relmap.model.saying import _, in_order, in_words, labelled, ngettext, remarked
from relmap.model.settings import Settings
from relmap.usecases.change_words import change_in_words

TRAILER = "Relmap-Command"

_TOLD = frozenset(
    {"name", "title", "department", "departments", "seniority", "status", "industry", "employees", "verified_on"}
    | {"roles", "required_roles", "influence", "stance", "reports_to", "has_power", "sells_for_us", "own_win"}
    | {"to", "kind", "level", "strength", "since", "until", "member", "target", "assessed_on", "person", "people"}
    | {"segment", "strategy", "bond", "owner", "parent", "stage", "close_on", "amount", "currency"}
    | {"channel", "starts_on", "ends_on", "language", "calendar", "default_account", "auto_commit"}
)
_ENTRIES: Mapping[str, Nested] = {"links": LINK, "known_by": KNOWN_BY, "committee": SEAT}
_LONGEST_SUBJECT = 100
_TRAILERS = re.compile(r"(?:^|\n\n)(?:[A-Za-z][\w-]*: .*(?:\n|$))+$")


def commit_message(changes: Changes, command: str, own: str = "") -> str:
    """What a commit of `changes`, made by `relmap COMMAND`, says; `own` is the user's message, or ""."""
    return with_trailer(own or _in_words(changes), command)


def with_trailer(text: str, command: str) -> str:
    """A message that says which command made the commit."""
    text = text.strip()
    gap = "\n" if "\n\n" in text and _TRAILERS.search(text) else "\n\n"
    return f"{text}{gap}{TRAILER}: {command}\n"


def _in_words(changes: Changes) -> str:
    # What a renaming or a removal did to those who name the record comes behind it.
    told = sorted(changes, key=lambda change: isinstance(change, Updated))
    lines = list(dict.fromkeys(_plain(_line(change)) for change in told))
    subject = lines[0]
    if len(lines) > 1:
        subject = remarked(subject, ngettext("and {n} more", "and {n} more", len(lines) - 1).format(n=len(lines) - 1))
    elif len(subject) > _LONGEST_SUBJECT and isinstance(told[0], Updated):
        subject = _plain(labelled(_called(told[0].after), in_order(_fields(told[0]))))
    return subject if [subject] == lines else "\n".join([subject, "", *lines])


def _plain(text: str) -> str:
    """In one line."""
    return " ".join(text.split())


def _line(change: Change) -> str:
    if not isinstance(change, Updated):
        return change_in_words(change)
    return labelled(_called(change.after), in_order(_told(change, getattr(change.after, "account", ""))))


def _called(record: Record | Settings) -> str:
    if isinstance(record, Settings | Touch):
        return record.ref
    return record.ref if record.name == "?" else record.name


def _fields(change: Updated) -> Iterator[str]:
    """The fields alone, where all that became of them is too long for one line."""
    yield from dict.fromkeys(in_words("field", found.field) for found in field_changes(change.before, change.after))


def _told(change: Updated, account: str) -> list[str]:
    """One text for each difference; the same text once."""
    found = field_changes(change.before, change.after)
    return list(dict.fromkeys(_difference(one, account) for one in found)) or [_("nothing")]


def _difference(change: FieldChange, account: str) -> str:
    field = in_words("field", change.field)
    step = change.path[-1]
    if isinstance(step, Entry) and change.field in _ENTRIES:
        return f"{field} {_entry(change, step, _ENTRIES[change.field], account)}"
    leaf = str(step)
    if {str(name) for name in change.path} <= _TOLD | {"champion"}:
        return f"{field if len(change.path) == 1 else in_words('field', leaf)} {_turn(leaf, change, account)}"
    return _("{field} changed").format(field=field)


def _entry(change: FieldChange, entry: Entry, kind: Nested, account: str) -> str:
    """A tie or a seat: new, gone, or with what of it differs."""
    named = " ".join(_short(part, account) for part in reversed(entry.identity))
    if change.before is None:
        return f"+ {named}"
    if change.after is None:
        return f"- {named}"
    inner = [
        _turn(str(one.path[-1]), one, account, named=True) if str(one.path[-1]) in _TOLD else _changed(one)
        for one in changes_between(kind, change.before, change.after)
    ]
    return labelled(named, in_order(inner))


def _changed(change: FieldChange) -> str:
    return _("{field} changed").format(field=in_words("field", str(change.path[-1])))


def _turn(leaf: str, change: FieldChange, account: str, *, named: bool = False) -> str:
    before, after = (_value(leaf, value, account) for value in (change.before, change.after))
    start = f"{in_words('field', leaf)} " if named else ""
    return f"{start}{before} -> {after}"


def _value(leaf: str, value: Any, account: str) -> str:
    if isinstance(value, tuple):
        return in_order(_value(leaf, item, account) for item in value) or value_in_words(leaf, None)
    return _short(value_in_words(leaf, value), account)


def _short(ref: str, account: str) -> str:
    """A reference as the files of the account write it."""
    return ref.removeprefix(f"{account}/") if account else ref
