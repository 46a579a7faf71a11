"""`relmap diff`: what differs between two states of a book, and what that means for each account it touches."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple, TypeVar

from relmap.analysis.committee import BestPath
from relmap.analysis.coverage import Coverage
from relmap.analysis.differences import Difference, Differences, Entry, FieldChange
from relmap.analysis.differences.books import aligned, differences_of
from relmap.analysis.differences.effect import Days, Effect, WayChange, effects
from relmap.analysis.differences.gap_changes import GapChanges
from relmap.analysis.differences.words import Words
from relmap.model.book import Book
from relmap.model.fields import FIELDS
from relmap.model.kinds import Kind, Listed, Mapped, Nested
from relmap.usecases.as_json import as_json, value_as_json
from relmap.usecases.gaps import gap_json

SCHEMA = "relmap.diff/1"
R = TypeVar("R")
Broken = Collection[tuple[str, str]]
"""Type and reference of each record that cannot be read."""


class State(NamedTuple):
    """Which state of the book one side is: as `asked` for, of a `commit` (its id), or "" for the files as they are.

    With `parted_from` it is where the history of `asked` and that one went apart.
    """

    asked: str
    commit: str
    day: date
    parted_from: str = ""


class Side(NamedTuple):
    """A state and what was read of it. `unread` names what differs there and cannot be read: a reference, or a file."""

    state: State
    book: Book
    broken: Broken = ()
    unread: tuple[str, ...] = ()


class OwnKey(NamedTuple):
    """A key of the user's own, in a file that both states have; "" where one lacks it, or has it without a value."""

    ref: str
    account: str
    key: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DiffResult:
    """`found` is what differs, at `account` alone where one was asked for; `effects` are those of each account touched.

    `own_keys` are what differs beside the fields.

    `unread_before` and `unread_after` name what could not be compared, because its file cannot be read on that side.
    """

    before: State
    after: State
    days: Days
    account: str
    found: Differences
    own_keys: tuple[OwnKey, ...]
    effects: Mapping[str, list[Effect]]
    unread_before: tuple[str, ...]
    unread_after: tuple[str, ...]
    words: Words

    @property
    def unread(self) -> tuple[str, ...]:
        """What could not be compared."""
        return tuple(sorted({*self.unread_before, *self.unread_after}))

    @property
    def is_any(self) -> bool:
        """Whether anything changed, or may have: of what cannot be read nobody knows."""
        return bool(self.found or self.own_keys or self.unread)

    @property
    def accounts(self) -> list[str]:
        """Those with anything to tell of."""
        shown = {account for account, own in self.effects.items() if any(effect.is_any for effect in own)}
        own = {one.account for one in self.own_keys} - {""}
        return sorted(shown | own | set(self.found.accounts))


def diff(
    before: Side,
    after: Side,
    *,
    days: Days,
    touched: Collection[str] | None = None,
    account: str = "",
    with_effect: bool = True,
    own_keys: tuple[OwnKey, ...] = (),
) -> DiffResult:
    """What differs, of one account if asked for, with its effect on the accounts touched, weighed for `days`.

    `touched`: the accounts in which anything may differ, None where that is not known. Any other account has the same
    files on both sides, and is taken from the one that it was read from.
    """
    old, new = comparable(before, after, touched)
    then = aligned(old, new)
    found = differences_of(then, new)
    shown = Differences(tuple(one for one in found.found if one.account == account)) if account else found
    asked = [account] if account else found.accounts
    return DiffResult(
        before=before.state,
        after=after.state,
        days=days,
        account=account,
        found=shown,
        own_keys=tuple(one for one in own_keys if account in ("", one.account)),
        effects={name: effects(then.book, new, found, name, days) for name in asked} if with_effect else {},
        unread_before=before.unread,
        unread_after=after.unread,
        words=Words(then.book, new),
    )


def comparable(before: Side, after: Side, touched: Collection[str] | None) -> tuple[Book, Book]:
    """Both books without what one of them could not be read of, and with the same accounts where nothing was touched;
    `touched` is as `diff` has it."""
    unread = {*before.broken, *after.broken}
    old, new = _without(before.book, unread), _without(after.book, unread)
    if ("settings", "book") in unread:
        readable = new.settings if ("settings", "book") in before.broken else old.settings
        old, new = replace(old, settings=readable), replace(new, settings=readable)
    if touched is not None:
        old, new = _filled(old, new, touched), _filled(new, old, touched)
    return old, new


def _without(book: Book, broken: Broken) -> Book:
    """What could not be read on one side is no difference."""
    if not broken:
        return book

    def kept(type_: str, table: Mapping[str, R], ref: Callable[[R], str]) -> dict[str, R]:
        return {key: record for key, record in table.items() if (type_, ref(record)) not in broken}

    return replace(
        book,
        members=kept("member", book.members, lambda record: record.ref),
        accounts=kept("account", book.accounts, lambda record: record.ref),
        people=kept("person", book.people, lambda record: record.ref),
        deals=kept("deal", book.deals, lambda record: record.ref),
        campaigns=kept("campaign", book.campaigns, lambda record: record.ref),
        touches={
            account: tuple(touch for touch in own if ("touch", touch.ref) not in broken)
            for account, own in book.touches.items()
        },
    )


def _filled(book: Book, other: Book, touched: Collection[str]) -> Book:
    """`book` with the accounts that only the other one has of those in which nothing differs."""
    lacking = other.accounts.keys() - book.accounts.keys() - set(touched)
    if not lacking:
        return book
    return replace(
        book,
        accounts={**book.accounts, **{name: other.accounts[name] for name in lacking}},
        people={**book.people, **{ref: one for ref, one in other.people.items() if one.account in lacking}},
        deals={**book.deals, **{ref: one for ref, one in other.deals.items() if one.account in lacking}},
        touches={**book.touches, **{name: own for name, own in other.touches.items() if name in lacking}},
    )


def to_json(result: DiffResult) -> dict[str, Any]:
    """The document of `relmap diff --json`. References of the earlier state are those that its records have now."""
    return {
        "schema": SCHEMA,
        "before": _state(result.before, result.days.before),
        "after": _state(result.after, result.days.after),
        "account": result.account or None,
        "changed": result.is_any,
        "records": [difference_json(one) for one in result.found.found],
        "own_keys": [
            {"ref": one.ref, "key": one.key, "before": one.before, "after": one.after} for one in result.own_keys
        ],
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
    return {
        "kind": one.kind,
        "type": one.type,
        "ref": one.record.ref,
        "was": one.was or None,
        "account": one.account or None,
        "changes": [_change(one.type, change) for change in one.changes],
        "record": as_json(one.record) if one.before is None or one.after is None else None,
    }


def _change(type_: str, change: FieldChange) -> dict[str, Any]:
    field = next(field for field in FIELDS[type_] if field.name == change.field)
    path: list[Any] = []
    kind: Kind = field.kind
    for step in change.path[1:]:
        path.append(_step(kind, step))
        kind = _inner(kind, step)
    before, after = (value_as_json(kind, value) for value in (change.before, change.after))
    return {"field": field.name, "path": path, "before": before, "after": after}


def _step(kind: Kind, step: str | Entry) -> Any:
    if isinstance(step, Entry) and isinstance(kind, Listed):
        return dict(zip(kind.identity, step.identity, strict=True))
    return step


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
