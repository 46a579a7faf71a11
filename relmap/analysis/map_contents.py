"""What a map shows, before anything is measured or drawn."""

from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from relmap.analysis.coverage import Coverage

INFLUENCE = "influence"
ORG = "org"
COVERAGE = "coverage"
QUADRANT = "quadrant"

FOLD = "fold"

KNOWS = "knows"
REPORTS = "reports"

ADDED = "added"
CHANGED = "changed"
REMOVED = "removed"
CHANGE_SIGNS = {ADDED: "+", CHANGED: "~", REMOVED: "−"}
"""What tells changes apart without colours."""


class Told(NamedTuple):
    """What is not as it was of somebody: the field of their record, and a sentence."""

    field: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One person on the map.

    `key` is the full reference (`siam-grand/malee`, `team/nok`); `kind` is `person`, `member` or, on a map as it is
    drawn, `fold`: a department, or "" for none, of whose people `folded` are not shown one by one; `stance` is -2..2,
    None when unknown; `influence` is 0-4, None when nobody has said. `outside` are people of another
    account whom a tie, the path or the deal's committee brings in. `key_place`: their influence or a role makes them a
    key player, named or still to be found. `coverage` is 0-1, None for our own people and whoever does not count.
    `gaps` are the codes of the gaps about this person that nobody waived, worst first, and `severity` is that of the
    worst, "" without any. `lit` cards lie on the path that the map was asked to show; `dimmed` ones lie neither on it
    nor on a detour. `redacted`: what is not said is hidden, so no stance does not mean an unknown one.

    Of a map that shows changes, `change` is "added", "changed" or "removed", "" for who is as before; `was` has what
    the card said before, by the names of its own fields, and `changes` tell it all. Who was removed is `dimmed`.
    """

    key: str
    kind: str = "person"
    name: str
    second_name: str | None = None
    title: str | None = None
    department: str | None = None
    roles: tuple[str, ...] = ()
    stance: int | None = None
    influence: int | None = None
    placeholder: bool = False
    left: bool = False
    outside: bool = False
    key_place: bool = False
    folded: int = 0
    coverage: float | None = None
    gaps: tuple[str, ...] = ()
    severity: str = ""
    lit: bool = False
    dimmed: bool = False
    redacted: bool = False
    change: str = ""
    was: tuple[tuple[str, Any], ...] = ()
    changes: tuple[Told, ...] = ()

    @property
    def decides(self) -> bool:
        """Whether they are a decision maker of the account itself, and still there."""
        return "decision_maker" in self.roles and not self.left and not self.outside


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrow:
    """One tie: `knows` (a member and a person), `reports` (person to boss), or a kind of link. `strength` is 0-1.

    `step` numbers the arrow on the lit path, from 1. `detour` is the rank, from 2, of the best path on which an arrow
    lies that is not lit; the first tie of such a path that no better one has `begins` it. `change` is as of a card, and
    `was` the strength before, of a tie whose strength changed.
    """

    source: str
    target: str
    kind: str
    strength: float
    both_ways: bool = False
    lit: bool = False
    dimmed: bool = False
    step: int | None = None
    detour: int | None = None
    begins: bool = False
    change: str = ""
    was: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """People drawn inside one frame: a department in the org view."""

    name: str
    cards: tuple[str, ...]


class CellBefore(NamedTuple):
    """What a cell said before."""

    level: int | None
    target: int | None
    strength: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What one of us is to one of them; `member` and `person` are keys of cards. No cell: they have nothing to do.

    `level` and `target` are 1-4, None where nobody said; `strength` is 0-1. `single` is the person's only thread.
    `overdue`: the last touch is longer ago than the cadence of the account allows. `change` is as of a card; of a
    changed cell `was` tells level, target and strength as they were.
    """

    member: str
    person: str
    level: int | None
    target: int | None
    strength: float
    last_touch: date | None
    single: bool
    overdue: bool = False
    change: str = ""
    was: CellBefore | None = None


class Moment(NamedTuple):
    """A state of the book: its day and the short id of its commit, "" outside git."""

    day: date
    commit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MapContents:
    """Everything on one map; cards, arrows, groups and cells come sorted.

    `view` is `influence`, `org`, `coverage` or `quadrant`; `account` and `deal` are ids, "" where there is none, and
    `title` and `subtitle` say them in words. `unplaced` are the keys of the cards that the view has no place for: they
    stand in a list beside it. `left_out` counts the account's people whom the map was asked not to show. `commit` is
    that of the book, "" outside git; where the past was asked for, `committed` is its day. Of a `whole` map no
    department is folded. `cells` are those of the coverage view.
    A map that shows changes shows those `since` that moment; `changes` tell what changed of the account itself and of
    the deal, and `uncompared` names what could not be read at one of the two moments.
    """

    view: str
    title: str
    subtitle: tuple[str, ...] = ()
    account: str = ""
    deal: str = ""
    today: date | None = None
    calendar: str = "gregorian"
    commit: str = ""
    committed: date | None = None
    coverage: Coverage | None = None
    cards: tuple[Card, ...]
    arrows: tuple[Arrow, ...] = ()
    groups: tuple[Group, ...] = ()
    cells: tuple[Cell, ...] = ()
    unplaced: tuple[str, ...] = ()
    left_out: int = 0
    whole: bool = False
    since: Moment | None = None
    changes: tuple[str, ...] = ()
    uncompared: tuple[str, ...] = ()

    @property
    def shows_change(self) -> bool:
        """Whether anything on the map is marked, or told of the whole."""
        marks = [card.change for card in self.cards] + [arrow.change for arrow in self.arrows]
        return bool(self.changes) or any(marks) or any(cell.change for cell in self.cells)
