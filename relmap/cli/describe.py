"""What a change was, in the field's words: `siam-grand/malee: stance 1 -> -1`."""

from datetime import date
from typing import Any

from relmap.cli.output import say
from relmap.model.changes import Added, Change, Changes, Removed, Renamed, Updated
from relmap.model.fields import FIELDS
from relmap.model.records import KnownBy, Link, Seat, Touch
from relmap.model.settings import Settings


def say_changes(changes: Changes, *, dry_run: bool = False) -> None:
    """One line a change; a dry run has shown its diff already."""
    if dry_run:
        return
    for change in changes:
        for line in lines(change):
            say(line)
    if not changes:
        say("nothing to change")


def lines(change: Change) -> list[str]:
    if isinstance(change, Updated):
        return _updated(change)
    if isinstance(change, Removed):
        return [f"removed {change.record.ref}"]
    if isinstance(change, Renamed):
        return [f"renamed {change.record.ref} to {change.to}"]
    return [_added(change)]


def shown(value: Any) -> str:
    """A field's value in one line."""
    if value is None or value in ("", (), {}):
        return "nothing"
    if isinstance(value, tuple):
        return ", ".join(shown(item) for item in value)
    if isinstance(value, dict):
        return ", ".join(f"{key} {shown(item)}" for key, item in value.items())
    if isinstance(value, date):
        return value.isoformat()
    return _entry(value)


def _entry(value: Any) -> str:
    if isinstance(value, Link):
        return f"{value.kind} {value.to} ({_strength(value)})"
    if isinstance(value, KnownBy):
        aim = f", target {value.target}" if value.target is not None else ""
        return f"team/{value.member} ({_strength(value)}{aim})"
    if isinstance(value, Seat):
        return value.person + (f" as {', '.join(value.roles)}" if value.roles else "")
    return str(value)


def _strength(tie: Link | KnownBy) -> str:
    return f"strength {tie.strength}" if tie.strength is not None else f"level {tie.level or 'not given'}"


def _added(change: Added) -> str:
    record = change.record
    if isinstance(record, Settings):
        return "added the book's settings"
    if isinstance(record, Touch):
        return f"logged {record.channel} of team/{record.member} with {', '.join(record.people)} on {record.on}"
    return f"added {record.name} ({record.ref})"


def _updated(change: Updated) -> list[str]:
    found = []
    for field in FIELDS[change.before.TYPE]:
        before, after = getattr(change.before, field.slot), getattr(change.after, field.slot)
        if before != after:
            found.append(f"{change.after.ref}: {field.name} {_from_to(before, after)}")
    return found


def _from_to(before: Any, after: Any) -> str:
    if isinstance(before, tuple) and isinstance(after, tuple):
        gone = [f"- {shown(item)}" for item in before if item not in after]
        new = [f"+ {shown(item)}" for item in after if item not in before]
        if gone or new:
            return ", ".join([*gone, *new])
    return f"{shown(before)} -> {shown(after)}"
