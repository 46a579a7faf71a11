"""Who has no place of their own in a view, because what the view goes by is not known of them."""

from collections.abc import Iterable

from relmap.analysis.map_contents import COVERAGE, QUADRANT, Arrow, Card


def unplaced(view: str, cards: Iterable[Card], arrows: Iterable[Arrow]) -> tuple[str, ...]:
    """The keys of the people whom a view cannot place, in the order of the cards. Our own people always have a place.

    Without a tie nobody stands in an influence map or an org chart; in the matrix nobody who has left; in the quadrant
    nobody either, nor anybody whose influence nobody knows. There an unknown stance has a column of its own: how much a
    decision maker counts is known before what they think.
    """
    people = [card for card in cards if card.kind == "person"]
    if view == COVERAGE:
        return tuple(card.key for card in people if card.left)
    if view == QUADRANT:
        return tuple(card.key for card in people if card.left or card.influence is None)
    tied = {key for arrow in arrows for key in (arrow.source, arrow.target)}
    return tuple(card.key for card in people if card.key not in tied)
