"""What a book holds: accounts, people, members, deals, touches, campaigns and settings.

References inside a record are full: people are `account/person`, whoever wrote the short form. Members, accounts and
deals' people are ids. Every record is a value; a change makes a new one with `dataclasses.replace`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from relmap.model.vocabulary import CLOSED_STAGES

Stance = int | str | None
"""-2 to 2; "unknown" where somebody looked and could not tell; None where nobody wrote anything."""


def _known(stance: Stance) -> int | None:
    return stance if isinstance(stance, int) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A tie from the person who holds it to `to`; friend, family, former_colleague and conflicts hold both ways."""

    to: str
    kind: str
    level: int | None = None
    strength: float | None = None
    since: date | None = None
    until: date | None = None
    verified_on: date | None = None
    source: str = ""
    note: str = ""

    def holds_on(self, day: date) -> bool:
        """Whether it exists on `day`: from `since` to `until`, both included."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownBy:
    """A tie of one of our members to the person who holds it."""

    member: str
    level: int | None = None
    strength: float | None = None
    target: int | None = None
    assessed_on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Champion:
    """The three tests of a champion; without all three, the person counts as a coach."""

    has_power: bool | None = None
    sells_for_us: bool | None = None
    own_win: bool | None = None

    @property
    def proven(self) -> bool:
        return bool(self.has_power and self.sells_for_us and self.own_win)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody at a customer. `influence` is 0-4, `stance` -2..2; `account` and `id` come from the file's place."""

    TYPE: ClassVar[str] = "person"
    id: str
    account: str
    name: str
    aliases: tuple[str, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    title: str = ""
    department: str = ""
    seniority: str = ""
    reports_to: str = ""
    roles: tuple[str, ...] = ()
    champion: Champion | None = None
    influence: int | None = None
    stance: Stance = None
    status: str = "active"
    needs: tuple[str, ...] = ()
    concerns: tuple[str, ...] = ()
    temperament: str = ""
    channels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    links: tuple[Link, ...] = ()
    known_by: tuple[KnownBy, ...] = ()
    verified_on: date | None = None
    source: str = ""
    notes: str = ""

    @property
    def ref(self) -> str:
        return f"{self.account}/{self.id}"

    @property
    def known_stance(self) -> int | None:
        return _known(self.stance)

    @property
    def is_placeholder(self) -> bool:
        """A role that somebody must fill, whom nobody has named yet."""
        return self.name == "?"

    @property
    def has_left(self) -> bool:
        return self.status == "left"


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One of our own people."""

    TYPE: ClassVar[str] = "member"
    id: str
    name: str
    aliases: tuple[str, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    title: str = ""
    department: str = ""
    status: str = "active"
    channels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    notes: str = ""

    @property
    def ref(self) -> str:
        return f"team/{self.id}"

    @property
    def has_left(self) -> bool:
        return self.status == "left"


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """An amount in a currency; `currency` is an ISO 4217 code such as THB."""

    amount: int | float
    currency: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A customer."""

    TYPE: ClassVar[str] = "account"
    id: str
    name: str
    aliases: tuple[str, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    industry: str = ""
    employees: int | float | None = None
    website: str = ""
    departments: tuple[str, ...] = ()
    segment: str = ""
    revenue: Mapping[str, Money] = field(default_factory=dict)
    strategy: str = ""
    bond: int | None = None
    owner: str = ""
    parent: str = ""
    referred_by: str = ""
    goal: str = ""
    notes: str = ""

    @property
    def ref(self) -> str:
        return self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """One person's place in a deal's buying committee; what is set here overrides the person's own for this deal."""

    person: str
    roles: tuple[str, ...] | None = None
    stance: Stance = None
    influence: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deal:
    """One opportunity with its buying committee."""

    TYPE: ClassVar[str] = "deal"
    id: str
    account: str
    name: str
    stage: str = ""
    amount: int | float | None = None
    currency: str = ""
    close_on: date | None = None
    owner: str = ""
    goal: str = ""
    required_roles: tuple[str, ...] = ()
    committee: tuple[Seat, ...] = ()
    notes: str = ""

    @property
    def ref(self) -> str:
        return f"{self.account}/{self.id}"

    @property
    def is_open(self) -> bool:
        return self.stage.strip().lower() not in CLOSED_STAGES


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """What is to be done next, and when."""

    on: date
    what: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Touch:
    """What passed between us and `people` on a day.

    `index` is its place in its file, from 0, or -1 before it is written; `year` is the file's, 0 for that of `on`.
    """

    TYPE: ClassVar[str] = "touch"
    account: str
    member: str
    on: date
    people: tuple[str, ...]
    channel: str
    two_way: bool | None = None
    feeling: int | None = None
    note: str = ""
    deal: str = ""
    campaign: str = ""
    together: tuple[str, ...] = ()
    next: Reminder | None = None
    index: int = -1
    year: int = 0

    @property
    def ref(self) -> str:
        return f"{self.account}/touches/{self.year or self.on.year}-{self.member}"


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignResult:
    """What came of contacting one person in a campaign."""

    person: str
    channel: str = ""
    result: str = ""
    satisfaction: int | None = None
    revenue: int | float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Campaign:
    """Whom we contact through which channel, to which end, and what came of it."""

    TYPE: ClassVar[str] = "campaign"
    id: str
    name: str
    starts_on: date | None = None
    ends_on: date | None = None
    channel: str = ""
    target: str = ""
    owner: str = ""
    people: tuple[str, ...] = ()
    results: tuple[CampaignResult, ...] = ()
    notes: str = ""

    @property
    def ref(self) -> str:
        return f"campaigns/{self.id}"


Named = Person | Member | Account | Deal | Campaign
"""A record with an id: a file of its own."""

Record = Named | Touch
