"""The document of `relmap diff --json`."""

from datetime import date
from typing import Any

from relmap.analysis.committee import BestPath
from relmap.analysis.coverage import Coverage
from relmap.analysis.differences import Difference, Entry, FieldChange
from relmap.analysis.differences.effect import Effect, WayChange
from relmap.analysis.differences.gap_changes import GapChanges
from relmap.analysis.differences.record import FieldPath
from relmap.analysis.differences.stranded import Stranded
from relmap.model.fields import FIELDS
from relmap.model.kinds import Kind, Listed, Mapped, Nested
from relmap.model.records import Touch
from relmap.usecases.as_json import as_json, value_as_json
from relmap.usecases.diff import DiffResult
from relmap.usecases.diff_sides import State
from relmap.usecases.gaps import gap_json

SCHEMA = "relmap.diff/1"


def to_json(result: DiffResult) -> dict[str, Any]:
    """The document of `relmap diff --json`. References of the earlier state are those that its records have now."""
    return {
        "schema": SCHEMA,
        "before": _state(result.before, result.days.before),
        "after": _state(result.after, result.days.after),
        "account": result.account or None,
        "changed": result.is_any,
        "records": [difference_json(one) for one in result.found.found],
        "own_keys": [own_key_json(one, change) for one in result.own_keys.found for change in one.changes],
        "stranded": [_stranded(one) for one in result.stranded],
        "effects": [_effect(effect) for account in result.accounts for effect in result.effects.get(account, ())],
        "unread": list(result.unread),
    }


def _state(state: State, weighed: date) -> dict[str, Any]:
    return {
        "asked": state.asked or None,
        "parted_from": state.parted_from or None,
        "commit": state.commit or None,
        "day": state.day.isoformat(),
        "today": weighed.isoformat(),
    }


def difference_json(one: Difference) -> dict[str, Any]:
    """A record that differs, with every value before and after, as they are stored."""
    return {
        "kind": one.kind,
        "type": one.type,
        "ref": one.record.ref,
        "was": one.was or None,
        "account": one.account or None,
        "changes": [_change(one.type, change) for change in one.changes],
        "record": as_json(one.record) if one.before is None or one.after is None else None,
    }


def _stranded(one: Stranded) -> dict[str, Any]:
    """A reference that leads to nobody, and whom it would name."""
    return {
        "type": one.record.TYPE,
        "ref": one.record.ref,
        "account": one.account or None,
        "path": list(one.path),
        "reference": one.old,
        "now": one.now,
    }


def own_key_json(one: Difference, change: FieldChange) -> dict[str, Any]:
    """What stands under the key is as the file has it, every scalar as text."""
    record, (*path, key) = one.record, change.path
    return {
        "type": one.type,
        "ref": record.ref,
        "account": one.account or None,
        "touch": as_json(record) if isinstance(record, Touch) else None,
        "path": _walked(one.type, tuple(path))[0],
        "key": key,
        "before": change.before,
        "after": change.after,
    }


def _change(type_: str, change: FieldChange) -> dict[str, Any]:
    path, kind = _walked(type_, change.path)
    before, after = (value_as_json(kind, value) for value in (change.before, change.after))
    return {"field": change.field, "path": path[1:], "before": before, "after": after}


def _walked(type_: str, path: FieldPath) -> tuple[list[Any], Kind]:
    """A path in a record of a type, each entry by what tells it from the others; and what kind of value is there."""
    kind: Kind = Nested(record=object, fields=FIELDS[type_])
    steps: list[Any] = []
    for step in path:
        if isinstance(step, Entry) and isinstance(kind, Listed):
            steps.append(dict(zip(kind.identity, step.identity, strict=True)))
        else:
            steps.append(step)
        kind = _inner(kind, step)
    return steps, kind


def _inner(kind: Kind, step: str | Entry) -> Kind:
    if isinstance(kind, Nested):
        return next(field.kind for field in kind.fields if field.name == step)
    return kind.value if isinstance(kind, Mapped) else kind.item if isinstance(kind, Listed) else kind


def _effect(effect: Effect) -> dict[str, Any]:
    return {
        "account": effect.account,
        "deal": effect.deal,
        "paths": [_way(way) for way in effect.ways],
        "coverage": {"before": _coverage(effect.coverage[0]), "after": _coverage(effect.coverage[1])},
        "gaps": _gaps(effect.gaps),
    }


def _gaps(gaps: GapChanges) -> dict[str, Any]:
    return {
        "before": gaps.before,
        "after": gaps.after,
        "opened": [gap_json(gap) for gap in gaps.opened],
        "closed": [gap_json(gap) for gap in gaps.closed],
        "accepted": [gap_json(gap) for gap in gaps.accepted],
        "shifted": [{"from": shift.before.severity, "gap": gap_json(shift.after)} for shift in gaps.shifted],
    }


def _way(way: WayChange) -> dict[str, Any]:
    return {"target": way.person, "before": _path(way.before), "after": _path(way.after)}


def _path(path: BestPath | None) -> dict[str, Any] | None:
    return {"score": path.score, "path": list(path.nodes)} if path else None


def _coverage(coverage: Coverage | None) -> dict[str, float] | None:
    return {"value": coverage.value, "supportive": coverage.supportive} if coverage else None
