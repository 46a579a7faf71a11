"""Which people a map shows, where it was asked for fewer than all of them."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from relmap.analysis.map_ties import links, reporting_lines
from relmap.analysis.standing import standing_of
from relmap.model.book import Book
from relmap.model.records import Deal, Person
from relmap.model.text import search_key


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """`people` are full references, None for everybody; `top` of them are shown, None for all."""

    people: frozenset[str] | None = None
    top: int | None = None

    def of(self, people: Iterable[Person], book: Book, deal: Deal | None) -> list[Person]:
        """Those of `people` who are shown, in their order."""
        kept = [person for person in people if self.people is None or person.ref in self.people]
        if self.top is None:
            return kept
        first = {person.ref for person in _most_influential(kept, book, deal)[: self.top]}
        return [person for person in kept if person.ref in first]


def around(book: Book, centres: Iterable[str], steps: int, today: date) -> frozenset[str]:
    """Everybody within so many ties of `centres`, and these: links of any kind, and reporting lines."""
    tied = _tied(book, today)
    found = level = set(centres)
    for _ in range(steps):
        level = {other for ref in level for other in tied.get(ref, ())} - found
        found = found | level
    return frozenset(found)


def of_department(book: Book, account: str, department: str, today: date) -> frozenset[str]:
    """The people of a department, as it is written in the book, and whoever is tied to one of them."""
    key = search_key(department)
    inside = [person.ref for person in book.people_of(account) if search_key(person.department) == key]
    return around(book, inside, 1, today)


def _tied(book: Book, today: date) -> Mapping[str, Collection[str]]:
    tied: dict[str, set[str]] = {}
    for arrow in (*reporting_lines(book), *links(book, today)):
        tied.setdefault(arrow.source, set()).add(arrow.target)
        tied.setdefault(arrow.target, set()).add(arrow.source)
    return tied


def _most_influential(people: Iterable[Person], book: Book, deal: Deal | None) -> list[Person]:
    """By influence (the default where nobody has said it), then the weight of their roles; who has left comes last."""
    constants = book.settings.strength

    def place(person: Person) -> tuple[bool, float, bool, float, str]:
        standing = standing_of(person, deal)
        unsaid = standing.influence is None
        influence = constants.default_influence if standing.influence is None else standing.influence
        weight = max(map(constants.of_role, standing.roles), default=constants.other_role_weight)
        return person.has_left, -influence, unsaid, -weight, person.ref

    return sorted(people, key=place)
