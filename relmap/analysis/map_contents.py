"""What a map shows, before anything is measured or drawn."""

from dataclasses import dataclass

INFLUENCE = "influence"
ORG = "org"

KNOWS = "knows"
REPORTS = "reports"


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One person on the map.

    `key` is the full reference (`siam-grand/malee`, `team/nok`); `kind` is `person` or `member`; `stance` is -2..2,
    None when unknown; `influence` is 0-4, None when nobody has said. `outside` are people of another
    account whom a tie brings in. `lit` cards lie on the path that the map was
    asked to show, `dimmed` ones do not.
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
    lit: bool = False
    dimmed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrow:
    """One tie: `knows` (a member and a person), `reports` (person to boss), or a kind of link. `strength` is 0-1.

    `step` numbers the arrow on the lit path, from 1.
    """

    source: str
    target: str
    kind: str
    strength: float
    both_ways: bool = False
    lit: bool = False
    dimmed: bool = False
    step: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """People drawn inside one frame: a department in the org view."""

    name: str
    cards: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MapContents:
    """Everything on one map. `view` is `influence` or `org`; cards, arrows and groups come sorted."""

    view: str
    title: str
    subtitle: tuple[str, ...] = ()
    cards: tuple[Card, ...]
    arrows: tuple[Arrow, ...] = ()
    groups: tuple[Group, ...] = ()
