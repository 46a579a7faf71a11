"""People as the cards of a map."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from relmap.analysis.map_contents import Card
from relmap.analysis.paths import Path
from relmap.analysis.standing import standing_of
from relmap.model.book import Book
from relmap.model.records import Deal, Member, Person
from relmap.model.saying import name_of


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonGaps:
    """The codes of the gaps about one person, worst first, and the severity of the worst."""

    codes: tuple[str, ...] = ()
    severity: str = ""


NO_GAPS = PersonGaps()


@dataclass(frozen=True, slots=True, kw_only=True)
class CardMaker:
    """What the cards of a map are made of; `coverage` (0-1) and `gaps` are by reference, `paths` come best first."""

    book: Book
    account: str
    deal: Deal | None
    paths: Sequence[Path]
    coverage: Mapping[str, float]
    gaps: Mapping[str, PersonGaps]

    def of_person(self, person: Person) -> Card:
        standing = standing_of(person, self.deal)
        gaps = self.gaps.get(person.ref, NO_GAPS)
        return Card(
            key=person.ref,
            name=name_of(person),
            second_name=self._second_name(person),
            title=person.title or None,
            department=self._department(person),
            roles=standing.roles,
            stance=standing.stance,
            influence=standing.influence,
            placeholder=person.is_placeholder,
            left=person.has_left,
            outside=person.account != self.account,
            key_place=standing.has_key_place and not person.has_left,
            coverage=self.coverage.get(person.ref),
            gaps=gaps.codes,
            severity=gaps.severity,
            lit=self._is_lit(person.ref),
            dimmed=self._is_dimmed(person.ref),
        )

    def of_member(self, member: Member) -> Card:
        gaps = self.gaps.get(member.ref, NO_GAPS)
        return Card(
            key=member.ref,
            kind="member",
            name=name_of(member),
            second_name=self._second_name(member),
            title=member.title or None,
            left=member.has_left,
            gaps=gaps.codes,
            severity=gaps.severity,
            lit=self._is_lit(member.ref),
            dimmed=self._is_dimmed(member.ref),
        )

    def account_name(self, account: str) -> str:
        return name_of(self.book.accounts[account]) if account in self.book.accounts else account

    def _second_name(self, record: Person | Member) -> str | None:
        """The name in another script: as it was written down, else in English, Chinese or Thai."""
        shown = name_of(record)
        others = (record.name, *(record.names.get(language) for language in ("en", "zh", "th")))
        return next((name for name in others if name and name != shown), None)

    def _department(self, person: Person) -> str | None:
        if person.account == self.account:
            return person.department or None
        return " · ".join(part for part in (self.account_name(person.account), person.department) if part)

    def _is_lit(self, ref: str) -> bool:
        return bool(self.paths) and ref in self.paths[0].nodes

    def _is_dimmed(self, ref: str) -> bool:
        return bool(self.paths) and ref not in _nodes(self.paths)


def _nodes(paths: Sequence[Path]) -> Collection[str]:
    return {node for path in paths for node in path.nodes}
