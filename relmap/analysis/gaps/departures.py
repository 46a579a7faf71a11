"""G503: who has left, and is still counted on."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from typing import NamedTuple

from relmap.analysis.gaps.advice import informant
from relmap.analysis.gaps.record import Missing, Step
from relmap.analysis.gaps.situation import Situation
from relmap.analysis.standing import seat_of, standing_of
from relmap.analysis.strength import has_left
from relmap.analysis.wording import called, listed
from relmap.model.records import Deal, Link, Person
from relmap.model.saying import _, in_words


class _Place(NamedTuple):
    """What somebody who left still holds, in words, and what to do about it."""

    held: str
    mend: str


def person_left(situation: Situation) -> Iterator[Missing]:
    """Somebody who left sits in an open deal, is a boss, or is an end of a tie in force. Have 0 of 1 successors.

    One gap for each such person, with all their places; the next step is about the first of them.
    """
    deals = _open_deals(situation)
    gone = _gone(situation, deals)
    reports, links = _reports(situation, gone), _links(situation, gone)
    for person in gone.values():
        seats = [deal for deal in deals if seat_of(person, deal)]
        places = [
            *_seats(person, seats),
            *_boss(situation, reports[person.ref]),
            *_linked(situation, person, links[person.ref]),
            *_known(situation, person),
        ]
        if places:
            standings = [standing_of(person), *(standing_of(person, deal) for deal in seats)]
            yield Missing(
                about=(person.ref,),
                importance=max(map(situation.importance, standings)),
                shortfall=1.0,
                overdue=person.ref,
                message=_("{person} has left, and still {what}").format(
                    person=called(person), what=listed([place.held for place in places])
                ),
                step=Step(places[0].mend),
            )


def _open_deals(situation: Situation) -> list[Deal]:
    deals = [situation.deal] if situation.deal else situation.book.deals_of(situation.account)
    return sorted((deal for deal in deals if deal.is_open), key=lambda deal: deal.ref)


def _gone(situation: Situation, deals: Iterable[Deal]) -> dict[str, Person]:
    """Everybody who left the account, or a seat in one of its deals, by reference."""
    people = {person.ref: person for person in situation.book.people_of(situation.account)}
    seated = (situation.book.people.get(seat.person) for deal in deals for seat in deal.committee)
    people |= {person.ref: person for person in seated if person is not None}
    return {ref: person for ref, person in sorted(people.items()) if person.has_left}


def _reports(situation: Situation, gone: Mapping[str, Person]) -> dict[str, list[Person]]:
    """Who is still there and reports to somebody gone, by the boss."""
    found: dict[str, list[Person]] = {ref: [] for ref in gone}
    for person in situation.book.people.values():
        if person.reports_to in gone and not person.has_left:
            found[person.reports_to].append(person)
    return found


def _links(situation: Situation, gone: Mapping[str, Person]) -> dict[str, list[tuple[Person, Link]]]:
    """The ties in force between somebody gone and somebody still there, with whoever holds them, by who is gone."""
    people = situation.book.people
    found: dict[str, list[tuple[Person, Link]]] = {ref: [] for ref in gone}
    for holder in people.values():
        for link in holder.links:
            held_by_gone = holder.ref in gone
            other = people.get(link.to) if held_by_gone else holder
            if other is None or other.has_left or not link.holds_on(situation.today):
                continue
            if held_by_gone or link.to in gone:
                found[holder.ref if held_by_gone else link.to].append((holder, link))
    return found


def _seats(person: Person, deals: Iterable[Deal]) -> Iterator[_Place]:
    for deal in deals:
        yield _Place(
            _("sits in the committee of {deal}").format(deal=deal.ref),
            _("Find out who has taken over from {person}, and clear the seat: `{command}`").format(
                person=called(person), command=f"relmap set {deal.ref} committee.{person.ref} --unset"
            ),
        )


def _boss(situation: Situation, reports: Sequence[Person]) -> Iterator[_Place]:
    if reports:
        first = reports[0]
        yield _Place(
            _("is the boss of {person}").format(person=listed([*map(called, reports)])),
            _ask(
                situation,
                first,
                themselves=_("Ask {person} whom they report to now, and write it down: `{command}`"),
                others=_("Ask {asked} whom {person} reports to now, and write it down: `{command}`"),
                nobody=_("Find out whom {person} reports to now, and write it down: `{command}`"),
                command=f"relmap set {first.ref} reports_to=BOSS",
            ),
        )


def _linked(situation: Situation, person: Person, links: Iterable[tuple[Person, Link]]) -> Iterator[_Place]:
    yesterday = (situation.today - timedelta(days=1)).isoformat()
    for holder, link in links:
        other = situation.book.people[link.to] if holder is person else holder
        command = f"relmap link {holder.ref} {link.to} --kind {link.kind} --until {yesterday}"
        yield _Place(
            _("has a tie with {person} ({kind})").format(person=called(other), kind=in_words("kind", link.kind)),
            _ask(
                situation,
                other,
                themselves=_("Ask {person} whether the two still meet; if not, end the tie: `{command}`"),
                others=_("Ask {asked} whether {person} and {gone} still meet; if not, end the tie: `{command}`"),
                nobody=_("Find out whether {person} and {gone} still meet; if not, end the tie: `{command}`"),
                gone=called(person),
                command=command,
            ),
        )


def _ask(situation: Situation, person: Person, themselves: str, others: str, nobody: str, **fields: str) -> str:
    """A question about somebody: as they are asked it themselves, as anybody else is, and where there is nobody."""
    asked = informant(situation, person.ref)
    said = themselves if asked == person.ref else others if asked else nobody
    return said.format(person=called(person), asked=situation.name(asked) if asked else "", **fields)


def _known(situation: Situation, person: Person) -> Iterator[_Place]:
    until = (situation.today + timedelta(days=situation.constants.stale_days)).isoformat()
    keeping = f'relmap waive G503 {person.ref} --until {until} --reason "REASON"'
    for member in sorted({known_by.member for known_by in person.known_by}):
        if not has_left(situation.book, member):
            name = situation.name(f"team/{member}")
            yield _Place(
                _("is known by {member}").format(member=name),
                _(
                    "{member} asks where they went and who took over, then takes the tie out here: `{command}`; "
                    "or keeps it on purpose: `{keeping}`"
                ).format(member=name, command=f"relmap know {member} {person.ref} --remove", keeping=keeping),
            )
