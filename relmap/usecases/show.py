"""Everything the book knows of one record, from its own file and from the others'."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from relmap.analysis.finding import deal_meant
from relmap.analysis.references import references_to
from relmap.analysis.standing import in_deal, seat_of
from relmap.errors import InvalidValue
from relmap.model.book import Book
from relmap.model.records import Account, Deal, Member, Named, Person, Touch
from relmap.model.saying import _
from relmap.model.settings import Settings
from relmap.usecases.as_json import as_json
from relmap.usecases.naming import one_record

# For an annotation only: what is shown of anything but a deal needs no graph.
if TYPE_CHECKING:
    from relmap.analysis.committee import Committee, Place

CommitteeOf = Callable[[Book, Deal], "Committee"]


class Mention(NamedTuple):
    """Somebody else's record that names the one shown: at which field, with which values."""

    by: str
    field: str
    values: dict[str, Any]


class Shown(NamedTuple):
    """A record, who refers to it, and the newest touches with it (newest first).

    With `deal`, `record` is a person as they stand in it, and `own` the person at large. `committee` is a deal's.
    """

    record: Named | Settings
    deal: Deal | None = None
    own: Person | None = None
    mentions: tuple[Mention, ...] = ()
    people: tuple[Person, ...] = ()
    deals: tuple[Deal, ...] = ()
    touches: tuple[Touch, ...] = ()
    committee: "Committee | None" = None

    def json(self) -> dict[str, Any]:
        return {
            **as_json(self.record),
            **self._in_deal(),
            "mentions": [{"by": mention.by, "field": mention.field, **mention.values} for mention in self.mentions],
            "people": [person.ref for person in self.people],
            "deals": [deal.ref for deal in self.deals],
            "touches": [as_json(touch) for touch in self.touches],
            **(_committee(self.committee) if self.committee else {}),
        }

    def _in_deal(self) -> dict[str, Any]:
        if self.deal is None or self.own is None:
            return {}
        own = {"roles": list(self.own.roles), "stance": self.own.stance, "influence": self.own.influence}
        return {"deal": self.deal.ref, "own": own}


def show(book: Book, *, account: str, name: str, committee_of: CommitteeOf, deal: str | None = None) -> Shown:
    """All about what `name` names; `deal`, as typed, is for people only, and has them as they stand in it.

    `committee_of` works out the committee of a deal.
    """
    within = deal_meant(book, deal, account=account)
    record = one_record(book, name, account=account, deal=within)
    if within is not None:
        return _standing_in(book, record, within)
    if isinstance(record, Settings):
        return Shown(record=record)
    of_account = isinstance(record, Account)
    return Shown(
        record=record,
        mentions=() if of_account else tuple(_mentions(book, record)),
        people=tuple(book.people_of(record.id)) if of_account else (),
        deals=tuple(book.deals_of(record.id)) if of_account else (),
        touches=tuple(_touches(book, record)),
        committee=committee_of(book, record) if isinstance(record, Deal) else None,
    )


def _standing_in(book: Book, record: Named | Settings, deal: Deal) -> Shown:
    if not isinstance(record, Person):
        raise InvalidValue(
            field="--deal",
            text=deal.id,
            reason=_("is for people, and {ref} is not one").format(ref=record.ref),
            mend=_("leave it out"),
        )
    return Shown(
        record=in_deal(record, seat_of(record, deal)),
        deal=deal,
        own=record,
        mentions=tuple(_mentions(book, record)),
        touches=tuple(_touches(book, record)),
    )


def newest_first(touches: Iterable[Touch]) -> list[Touch]:
    return sorted(touches, key=lambda touch: touch.on, reverse=True)


def _mentions(book: Book, record: Named) -> list[Mention]:
    found = []
    for reference in references_to(book, record):
        if isinstance(reference.record, Touch | Settings):
            continue
        field = str(reference.path[0])
        found.append(Mention(by=reference.record.ref, field=field, values=_entry(reference.record, reference.path)))
    return found


def _entry(record: Named, path: tuple[str | int, ...]) -> dict[str, Any]:
    """The list entry that a reference stands in, such as the whole link."""
    if len(path) < 3 or not isinstance(path[1], int):
        return {}
    entry = as_json(record)[str(path[0])][path[1]]
    return {key: value for key, value in entry.items() if value is not None and key != path[2]}


def _touches(book: Book, record: Named) -> list[Touch]:
    def concerns(touch: Touch) -> bool:
        if isinstance(record, Person):
            return record.ref in touch.people
        if isinstance(record, Member):
            return record.id == touch.member or record.id in touch.together
        if isinstance(record, Deal):
            return touch.account == record.account and touch.deal == record.id
        return isinstance(record, Account) and touch.account == record.id

    return newest_first(filter(concerns, book.all_touches()))


def _committee(committee: "Committee") -> dict[str, Any]:
    coverage = committee.coverage
    return {
        "buying_committee": [_place(place) for place in committee.places],
        "outside": [{"role": role, "people": list(people)} for role, people in committee.outside.items()],
        "coverage": {"value": coverage.value, "supportive": coverage.supportive},
    }


def _place(place: "Place") -> dict[str, Any]:
    standing = place.standing
    return {
        "person": place.person or None,
        "roles": list(place.roles),
        "stance": standing.stance if standing else None,
        "influence": standing.influence if standing else None,
        "coverage": place.coverage,
        "path": {"score": place.path.score, "nodes": list(place.path.nodes)} if place.path else None,
        "note": place.note or None,
    }
