"""`relmap show DEAL`: the deal with its buying committee worked out."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from relmap.analysis.committee import BestPath, Committee, Place, committee_of
from relmap.model.book import Book
from relmap.model.records import Deal
from relmap.usecases.show import Shown


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownDeal(Shown):
    """A deal as any record is shown, and its committee."""

    def json(self) -> dict[str, Any]:
        return {**Shown.json(self), **(_committee(self.committee) if self.committee else {})}


def with_committee(book: Book, one: Shown, *, today: date) -> Shown:
    """What is shown of a deal, with its committee; of anything else as it is."""
    if not isinstance(one.record, Deal):
        return one
    return ShownDeal(
        record=one.record,
        mentions=one.mentions,
        touches=one.touches,
        committee=committee_of(book, one.record, today=today),
    )


def _committee(committee: Committee) -> dict[str, Any]:
    coverage = committee.coverage
    return {
        "buying_committee": [_place(place) for place in committee.places],
        "coverage": {"value": coverage.value, "supportive": coverage.supportive},
    }


def _place(place: Place) -> dict[str, Any]:
    standing = place.standing
    return {
        "person": place.person or None,
        "roles": list(place.roles),
        "stance": standing.stance if standing else None,
        "influence": standing.influence if standing else None,
        "coverage": place.coverage,
        "path": _path(place.path),
        "note": place.note or None,
    }


def _path(path: BestPath | None) -> dict[str, Any] | None:
    return {"score": path.score, "nodes": list(path.nodes)} if path else None
