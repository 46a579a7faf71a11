"""Two records made one, field by field: what both say stays, what one says is taken, what they contradict is asked."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from relmap.analysis.addresses import address_key
from relmap.model import kinds
from relmap.model.fields import KNOWN_BY, LINK
from relmap.model.kinds import Field, Kind, Listed, Mapped, Nested, Scalar

JOINED = {"notes": "\n", "note": "; ", "source": "; ", "reason": "; "}
"""Texts of which both hold, and what is put between them."""

EVERYTHING = ""
"""Stands for every path."""

Choice = Callable[[Any, Any], Any]


class Conflict(NamedTuple):
    """A field in which the record that stays and the one that goes differ, by its dotted path."""

    path: str
    kept: Any
    gone: Any


class Uniting:
    """Unites records; `conflicts` gathers what nobody decided, `differing` the paths of all that may be decided.

    `theirs`: by path, whether the record that goes is right; under EVERYTHING for all else that must be decided.
    `tie` makes one of two entries, such as links, to the same person.
    """

    def __init__(self, theirs: Mapping[str, bool], tie: Choice) -> None:
        self._theirs = theirs
        self._tie = tie
        self.conflicts: list[Conflict] = []
        self.differing: list[str] = []

    def record(self, fields: tuple[Field, ...], kept: Any, gone: Any, above: str = "") -> Any:
        """`kept` with what `gone` adds; `above` is the path that leads to both."""
        new = {
            field.slot: self.value(
                field.kind, f"{above}{field.name}", getattr(kept, field.slot), getattr(gone, field.slot)
            )
            for field in fields
        }
        return replace(kept, **new)

    def value(self, kind: Kind, path: str, kept: Any, gone: Any) -> Any:
        if kept == gone or _blank(kind, path, gone):
            return kept
        if _blank(kind, path, kept):
            return gone
        if isinstance(kind, Listed):
            return self._listed(kind, path, kept, gone)
        if isinstance(kind, Mapped):
            return {**kept, **{key: self.value(kind.value, f"{path}.{key}", kept.get(key), gone[key]) for key in gone}}
        if isinstance(kind, Nested):
            return self.record(kind.fields, kept, gone, f"{path}.")
        return self._scalar(kind, path, kept, gone)

    def entry(self, kind: Nested, above: str, kept: Any, gone: Any) -> Any:
        """Two entries of a list that are about the same, as one."""
        return self._tie(kept, gone) if kind in (LINK, KNOWN_BY) else self.record(kind.fields, kept, gone, above)

    def _listed(self, kind: Listed, path: str, kept: tuple[Any, ...], gone: tuple[Any, ...]) -> tuple[Any, ...]:
        if isinstance(kind.item, Nested) and kind.identity:
            return self._entries(kind.item, kind.identity, f"{path}.", kept, gone)
        first: dict[Any, Any] = {}
        for item in (*kept, *gone):
            first.setdefault(_key(path, item), item)
        return tuple(first.values())

    def _entries(
        self, item: Nested, identity: tuple[str, ...], path: str, kept: tuple[Any, ...], gone: tuple[Any, ...]
    ) -> tuple[Any, ...]:
        found = {identified(entry, identity): entry for entry in kept}
        for entry in gone:
            key = identified(entry, identity)
            found[key] = self.entry(item, path, found[key], entry) if key in found else entry
        return tuple(found.values())

    def _scalar(self, kind: Scalar, path: str, kept: Any, gone: Any) -> Any:
        last = path.rpartition(".")[2]
        self.differing.append(path)
        if path in self._theirs:
            return gone if self._theirs[path] else kept
        if kind is kinds.DATE:
            return max(kept, gone)
        if last in JOINED:
            return joined(last, kept, gone)
        if path == "name" or path.startswith("names."):
            return kept
        if EVERYTHING not in self._theirs:
            self.conflicts.append(Conflict(path, kept, gone))
        return gone if self._theirs.get(EVERYTHING) else kept


def joined(name: str, kept: str, gone: str) -> str:
    """Two texts of a field that holds both, without saying anything twice."""
    return kept if gone in kept else f"{kept}{JOINED[name]}{gone}" if kept else gone


def identified(entry: Any, identity: tuple[str, ...]) -> tuple[Any, ...]:
    """What tells an entry of a list from the others."""
    return tuple(getattr(entry, name) for name in identity)


def _blank(kind: Kind, path: str, value: Any) -> bool:
    """Whether nothing is said, or next to nothing: that somebody could not tell, or did not hear the name."""
    unsaid = value is None or value in ("", (), {})
    return unsaid or (kind is kinds.STANCE and value == kinds.UNKNOWN) or (path == "name" and value == "?")


def _key(path: str, item: Any) -> Any:
    """What two spellings of one item of a list share: numbers and addresses may be written in several ways."""
    head, _, channel = path.partition(".")
    return (address_key(channel, item) or item) if head == "channels" else item
