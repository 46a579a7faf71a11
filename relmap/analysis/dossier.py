"""What the book has on each person of a map, in sentences, section by section."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from relmap.analysis.gaps import Gap
from relmap.analysis.map_facts import MapFacts
from relmap.analysis.reaching import ways_to
from relmap.analysis.strength import Tie, link_strength, ties_of
from relmap.analysis.tie_facts import tie_in_words
from relmap.analysis.wording import figure
from relmap.model.book import Book
from relmap.model.records import Link, Member, Person, Touch
from relmap.model.saying import _, heading, in_clauses, in_order, in_words, name_of, on_day
from relmap.model.vocabulary import SYMMETRIC_KINDS

TOUCHES = 6
"""How many of the newest are told."""
TEAM = "team/"


class Fact(NamedTuple):
    """One thing that is known. `about` is the reference of whom it names, `more` goes on in a second line.

    `severity` is that of a gap, `channel` the kind of the address that `text` is, "" of everything else.
    """

    text: str
    about: str = ""
    more: str = ""
    severity: str = ""
    channel: str = ""


class Section(NamedTuple):
    """`name` is for programs, `heading` for readers."""

    name: str
    heading: str
    facts: tuple[Fact, ...]


class Dossier(NamedTuple):
    """Of somebody of theirs or ours, by full reference; sections without facts are left out."""

    ref: str
    also_called: tuple[str, ...]
    sections: tuple[Section, ...]


def dossiers(facts: MapFacts, refs: Iterable[str]) -> tuple[Dossier, ...]:
    """Of those of `refs` who are in the book, in that order; gaps are those of the account, or of the deal."""
    files = _Files(book=facts.book, facts=facts, today=facts.today)
    return tuple(found for ref in refs if (found := files.dossier(ref)) is not None)


@dataclass(frozen=True, kw_only=True)
class _Files:
    book: Book
    facts: MapFacts
    today: date

    def dossier(self, ref: str) -> Dossier | None:
        member = self.book.members.get(ref.removeprefix(TEAM)) if ref.startswith(TEAM) else None
        record = member or self.book.people.get(ref)
        if record is None:
            return None
        found = self._of_member(record) if isinstance(record, Member) else self._of_person(record)
        return Dossier(
            ref=ref,
            also_called=tuple(dict.fromkeys((record.name, *record.names.values(), *record.aliases))),
            sections=tuple(section for section in found if section.facts),
        )

    def _of_person(self, person: Person) -> Iterator[Section]:
        yield Section("gaps", heading(in_words("field", "gaps")), tuple(self._gaps(person.ref)))
        for name, texts in (("needs", person.needs), ("concerns", person.concerns)):
            yield Section(name, heading(in_words("field", name)), tuple(map(Fact, texts)))
        yield _texts("temperament", heading(in_words("field", "temperament")), person.temperament)
        ties = self._ties.get(person.ref, {})
        yield Section("ours", _("Our ties"), tuple(self._tie(f"{TEAM}{member}", ties[member]) for member in ties))
        yield Section("links", _("Ties to others"), (*self._lines(person), *self._links(person)))
        yield Section("touches", _("Last touches"), self._newest(self._touched.get(person.ref, ())))
        yield Section("channels", _("How to reach them"), tuple(self._channels(person)))
        yield _texts("notes", heading(in_words("field", "notes")), person.notes)
        yield _texts("source", heading(in_words("field", "source")), self._source(person))

    def _of_member(self, member: Member) -> Iterator[Section]:
        yield Section("gaps", heading(in_words("field", "gaps")), tuple(self._gaps(member.ref)))
        ties = [(ref, ties[member.id]) for ref, ties in sorted(self._ties.items()) if member.id in ties]
        yield Section("ours", _("Knows"), tuple(self._tie(ref, tie) for ref, tie in ties))
        touches = [touch for touch in self._touches if member.id in (touch.member, *touch.together)]
        yield Section("touches", _("Last touches"), self._newest(touches))

    def _gaps(self, ref: str) -> Iterator[Fact]:
        for gap in self._gaps_about.get(ref, ()):
            name = in_words("gap", gap.name.replace("-", " "))
            text = f"{gap.code} {name}: {gap.message}"
            yield Fact(text, more=_("Next: ") + gap.do_next, severity=gap.severity)

    @cached_property
    def _gaps_about(self) -> Mapping[str, Sequence[Gap]]:
        found: dict[str, list[Gap]] = {}
        for gap in self.facts.gaps:
            for ref in dict.fromkeys(gap.about):
                found.setdefault(ref, []).append(gap)
        return found

    @cached_property
    def _ties(self) -> Mapping[str, Mapping[str, Tie]]:
        return ties_of(self.book, self.book.people.values(), self.today)

    def _tie(self, ref: str, tie: Tie) -> Fact:
        known_by = tie.known_by
        more = []
        if known_by is not None and known_by.target is not None:
            more.append(_("level wanted: {level}").format(level=known_by.target))
        if known_by is not None and known_by.note:
            more.append(known_by.note)
        text = _("strength {strength}: {tie}").format(strength=figure(tie.value), tie=tie_in_words(tie))
        return Fact(text, about=ref, more=in_clauses(more))

    def _lines(self, person: Person) -> Iterator[Fact]:
        if person.reports_to:
            yield Fact(heading(in_words("kind", "reports_to")), about=person.reports_to)
        for other in self._reports.get(person.ref, ()):
            yield Fact(heading(in_words("kind", "manages")), about=other)

    @cached_property
    def _reports(self) -> Mapping[str, Sequence[str]]:
        found: dict[str, list[str]] = {}
        for ref, person in sorted(self.book.people.items()):
            found.setdefault(person.reports_to, []).append(ref)
        return found

    def _links(self, person: Person) -> Iterator[Fact]:
        for link in person.links:
            if link.holds_on(self.today):
                yield self._link(link, link.to, "{kind} ({strength})")
        for other, link in self._links_to.get(person.ref, ()):
            told = any(own.to == other and own.kind == link.kind for own in person.links)
            if not (told and link.kind in SYMMETRIC_KINDS):
                yield self._link(link, other, _("from them: {kind} ({strength})"))

    def _link(self, link: Link, other: str, said: str) -> Fact:
        if link.kind in SYMMETRIC_KINDS:
            said = "{kind} ({strength})"
        strength = figure(link_strength(link, self.book.settings.strength))
        return Fact(
            heading(said.format(kind=in_words("kind", link.kind), strength=strength)), about=other, more=link.note
        )

    @cached_property
    def _links_to(self) -> Mapping[str, Sequence[tuple[str, Link]]]:
        found: dict[str, list[tuple[str, Link]]] = {}
        for ref, person in sorted(self.book.people.items()):
            for link in person.links:
                if link.holds_on(self.today) and link.to != ref:
                    found.setdefault(link.to, []).append((ref, link))
        return found

    @cached_property
    def _touches(self) -> Sequence[Touch]:
        """The newest first; none of days to come."""
        past = (touch for touch in self.book.all_touches() if touch.on <= self.today)
        return sorted(past, key=lambda touch: touch.on, reverse=True)

    @cached_property
    def _touched(self) -> Mapping[str, Sequence[Touch]]:
        found: dict[str, list[Touch]] = {}
        for touch in self._touches:
            for ref in touch.people:
                found.setdefault(ref, []).append(touch)
        return found

    def _newest(self, touches: Sequence[Touch]) -> tuple[Fact, ...]:
        return tuple(map(self._touch, touches[:TOUCHES]))

    def _touch(self, touch: Touch) -> Fact:
        ours = in_order(self._member(member) for member in (touch.member, *touch.together))
        text = _("{channel} on {day} by {member}").format(
            channel=in_words("channel", touch.channel), day=on_day(touch.on), member=ours
        )
        more = [touch.note] if touch.note else []
        if touch.next is not None:
            more.append(_("promised for {day}: {what}").format(day=on_day(touch.next.on), what=touch.next.what))
        return Fact(heading(text), more="\n".join(more))

    def _member(self, member: str) -> str:
        return name_of(self.book.members[member]) if member in self.book.members else member

    def _channels(self, person: Person) -> Iterator[Fact]:
        for kind, text in ways_to(person, ()):
            yield Fact(text, more=in_words("channel", kind), channel=kind)

    def _source(self, person: Person) -> str:
        parts = [person.source] if person.source else []
        if person.verified_on is not None:
            parts.append(_("verified {day}").format(day=on_day(person.verified_on)))
        return in_clauses(parts)


def _texts(name: str, said: str, text: str) -> Section:
    return Section(name, said, (Fact(text),) if text.strip() else ())
