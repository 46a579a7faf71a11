"""What tests of writing share: carrying changes out, and what became of the files."""

from datetime import date
from typing import Any

from relmap.model.changes import Change
from relmap.model.records import Person, Touch
from relmap.storage.workspace import Workspace
from tests.books import files_of

MALEE = "accounts/siam-grand/people/malee.yaml"
TOUCHES = "accounts/siam-grand/touches/2026-nok.yaml"


def done(workspace: Workspace, *changes: Change) -> dict[str, str]:
    """Carry the changes out; return the texts of the files that differ, "" for those that are gone."""
    before = files_of(workspace.root)
    workspace.commit(workspace.plan(changes))
    after = files_of(workspace.root)
    differing = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    return {path: after.get(path, b"").decode("utf-8", "replace") for path in sorted(differing)}


def person(workspace: Workspace, identifier: str = "malee") -> Person:
    return workspace.load().book.people[f"siam-grand/{identifier}"]


def touch(**values: Any) -> Touch:
    given = {"on": date(2026, 11, 20), "people": ("siam-grand/malee",), "channel": "visit", "note": "left samples"}
    return Touch(account="siam-grand", member="nok", **(given | values))
