"""The table of a deal's buying committee, for `relmap show DEAL`."""

from collections.abc import Iterator

from relmap.analysis.committee import Committee, Place
from relmap.analysis.standing import Standing
from relmap.analysis.wording import figure, listed, named, stance_in_words
from relmap.cli.output import prose, say, table
from relmap.model.book import Book

_COLUMNS = ("role", "person", "stance", "influence", "coverage", "best path through")


def say_committee(book: Book, committee: Committee) -> None:
    """The table, what it has no room for, and how far the deal is covered."""
    places, coverage = committee.places, committee.coverage
    say()
    table(_COLUMNS, [_row(book, place) for place in places], [_style(place) for place in places])
    for line in _beneath(book, committee):
        prose(line, start="  ", indent=4)
    say(f"coverage {coverage.value:.0%}, with supporters {coverage.supportive:.0%}", "strong")


def _row(book: Book, place: Place) -> list[str]:
    standing = place.standing
    return [
        ", ".join(role.replace("_", " ") for role in place.roles),
        _person(book, place),
        _stance(standing) if standing else "",
        _influence(standing) if standing else "",
        f"{place.coverage:.0%}" if place.person else "",
        _path(book, place),
    ]


def _person(book: Book, place: Place) -> str:
    if not place.person:
        return "nobody"
    left = place.standing is not None and place.standing.person.has_left
    return f"{named(book, place.person)} (has left)" if left else named(book, place.person)


def _stance(standing: Standing) -> str:
    own = standing.person.known_stance
    stance = stance_in_words(standing.stance)
    return stance if own == standing.stance else f"{stance} (own: {stance_in_words(own)})"


def _influence(standing: Standing) -> str:
    own, influence = standing.person.influence, standing.influence
    text = "unsaid" if influence is None else str(influence)
    return text if own == influence else f"{text} (own: {'unsaid' if own is None else own})"


def _path(book: Book, place: Place) -> str:
    if not place.person:
        return ""
    if place.path is None:
        return "none"
    return f"{figure(place.path.score)}: {' > '.join(named(book, node) for node in place.path.nodes[:-1])}"


def _style(place: Place) -> str:
    if not place.person:
        return "warn"
    return "dim" if place.standing is None or place.standing.person.has_left else ""


def _beneath(book: Book, committee: Committee) -> Iterator[str]:
    ref = committee.deal.ref
    for place in committee.places:
        if place.note:
            yield f"{named(book, place.person)}: {place.note}"
        if place.standing is not None and place.standing.unproven:
            yield f"{named(book, place.person)} is called a champion without proof, and counts as a coach."
    for role, people in committee.outside.items():
        who = listed([named(book, person) for person in people])
        yield f"Outside the committee, {who} {'is' if len(people) == 1 else 'are'} {role.replace('_', ' ')}."
    for place in committee.places:
        if not place.person:
            (role,) = place.roles
            command = f"relmap set {ref} committee.PERSON.roles {role}"
            yield f"Nobody is {role.replace('_', ' ')}: find out who, then `{command}`"
