"""The document of `relmap history --json`."""

from typing import Any

from relmap.analysis.differences import Difference
from relmap.analysis.timeline import Entry
from relmap.model.records import Touch
from relmap.usecases.as_json import as_json
from relmap.usecases.diff_json import difference_json, own_key_json
from relmap.usecases.history import History

SCHEMA = "relmap.history/1"


def to_json(found: History) -> dict[str, Any]:
    """The document of `relmap history --json`."""
    wanted = found.wanted
    return {
        "schema": SCHEMA,
        "type": found.subject.TYPE,
        "ref": found.subject.ref,
        "field": wanted.field or None,
        "since": wanted.since.isoformat() if wanted.since else None,
        "until": wanted.until.isoformat() if wanted.until else None,
        "gone": found.gone,
        "shallow": found.shallow,
        "entries": [_entry(found, entry) for entry in found.entries],
    }


def _difference(entry: Entry, one: Difference) -> dict[str, Any]:
    said = {**difference_json(one), "again": (one.type, one.record.ref) in entry.again}
    # A touch has no id: which one it is, what it says tells.
    return {**said, "record": as_json(one.record)} if isinstance(one.record, Touch) else said


def _entry(found: History, entry: Entry) -> dict[str, Any]:
    if entry.touch is not None:
        return {"kind": "touch", "day": entry.day.isoformat(), "touch": as_json(entry.touch)}
    commit = entry.commit
    return {
        "kind": "commit" if commit else "uncommitted",
        "day": entry.day.isoformat(),
        "commit": commit.id if commit else None,
        "author": commit.author if commit else None,
        "subject": commit.subject if commit else None,
        "begins": entry.begins,
        "records": [_difference(entry, one) for one in entry.found],
        "own_keys": [own_key_json(one, change) for one in entry.own_keys for change in one.changes],
        "unread": [
            {"file": problem.file, "line": problem.line, "message": problem.message}
            for version in entry.unread
            for problem in found.faults[version][:1]
        ],
        "mended": list(dict.fromkeys(found.files[version] for version in entry.mended)),
    }
