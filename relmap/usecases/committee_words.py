"""A deal's buying committee in words, for a table or a page."""

from collections.abc import Iterator

from relmap.analysis.committee import Committee, Place
from relmap.analysis.standing import Standing
from relmap.analysis.wording import figure, listed, named, stance_in_words
from relmap.model.book import Book
from relmap.model.saying import _, in_order, in_words, labelled, ngettext, pgettext


def columns() -> list[str]:
    return [
        pgettext("column", "role"),
        pgettext("column", "person"),
        pgettext("column", "stance"),
        pgettext("column", "influence"),
        pgettext("column", "coverage"),
        pgettext("column", "best path through"),
    ]


def row(book: Book, place: Place) -> list[str]:
    """The cells of somebody, or of a role that nobody holds, by `columns`."""
    standing = place.standing
    return [
        in_order(in_words("role", role) for role in place.roles),
        _person(book, place),
        _stance(standing) if standing else "",
        _influence(standing) if standing else "",
        f"{place.coverage:.0%}" if place.person else "",
        _path(book, place),
    ]


def _person(book: Book, place: Place) -> str:
    if not place.person:
        return _("nobody")
    left = place.standing is not None and place.standing.person.has_left
    who = named(book, place.person)
    return _("{person} (has left)").format(person=who) if left else who


def _stance(standing: Standing) -> str:
    stance, own = stance_in_words(standing.stance), stance_in_words(standing.person.known_stance)
    return stance if own == stance else _("{value} (own: {own})").format(value=stance, own=own)


def _influence(standing: Standing) -> str:
    own, influence = standing.person.influence, standing.influence
    text, of_own = (_("unsaid") if value is None else str(value) for value in (influence, own))
    return text if own == influence else _("{value} (own: {own})").format(value=text, own=of_own)


def _path(book: Book, place: Place) -> str:
    if not place.person:
        return ""
    if place.path is None:
        return _("none")
    return labelled(figure(place.path.score), " > ".join(named(book, node) for node in place.path.nodes[:-1]))


def beneath(book: Book, committee: Committee) -> Iterator[str]:
    """What the table has no room for, a sentence each."""
    ref = committee.deal.ref
    for place in committee.places:
        if place.note:
            yield labelled(named(book, place.person), place.note)
        if place.standing is not None and place.standing.unproven:
            said = _("{person} is called a champion without proof, and counts as a coach.")
            yield said.format(person=named(book, place.person))
    for role, people in committee.outside.items():
        who = listed([named(book, person) for person in people])
        yield ngettext(
            "Outside the committee, {who} is {role}.", "Outside the committee, {who} are {role}.", len(people)
        ).format(who=who, role=in_words("role", role))
    for place in committee.places:
        if not place.person:
            (role,) = place.roles
            command = f"relmap set {ref} committee.PERSON.roles {role}"
            said = _("Nobody is {role}: find out who, then `{command}`")
            yield said.format(role=in_words("role", role), command=command)
