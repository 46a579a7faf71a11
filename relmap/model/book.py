"""The book as an immutable value, and the small questions one asks of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from relmap.model.records import Account, Campaign, Deal, Member, Named, Person, Touch
from relmap.model.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """Everything that was read, or the part of it that a command asked for.

    `members`, `accounts` and `campaigns` are keyed by id; `people` and `deals` by full reference (`account/id`);
    `touches` by account, in the order of files and lines.
    """

    settings: Settings = field(default_factory=Settings)
    members: Mapping[str, Member] = field(default_factory=dict)
    accounts: Mapping[str, Account] = field(default_factory=dict)
    people: Mapping[str, Person] = field(default_factory=dict)
    deals: Mapping[str, Deal] = field(default_factory=dict)
    touches: Mapping[str, tuple[Touch, ...]] = field(default_factory=dict)
    campaigns: Mapping[str, Campaign] = field(default_factory=dict)

    def table(self, type_: str) -> Mapping[str, Named]:
        """The records of a `Record.TYPE` that has ids, keyed as said above."""
        tables: dict[str, Mapping[str, Named]] = {
            "person": self.people,
            "deal": self.deals,
            "account": self.accounts,
            "member": self.members,
            "campaign": self.campaigns,
        }
        return tables[type_]

    def record(self, type_: str, ref: str) -> Named | None:
        """The record of that type that has this `ref`; of a member or a campaign the id alone will do."""
        return self.table(type_).get(ref if type_ in ("person", "deal") else ref.rpartition("/")[2])

    def people_of(self, account: str) -> Iterator[Person]:
        """The people of one account, by id."""
        return (person for person in self.people.values() if person.account == account)

    def deals_of(self, account: str) -> Iterator[Deal]:
        return (deal for deal in self.deals.values() if deal.account == account)

    def all_touches(self) -> Iterator[Touch]:
        return (touch for touches in self.touches.values() for touch in touches)
