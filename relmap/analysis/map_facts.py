"""What every view of a map is made of, worked out once for all of them."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from relmap.analysis.coverage_matrix import CoverageMatrix, coverage_matrix
from relmap.analysis.gaps import Gap, find_gaps
from relmap.model.book import Book
from relmap.model.records import Deal


@dataclass(frozen=True, kw_only=True)
class MapFacts:
    """Of an account on a day, as its people stand in `deal` if given."""

    book: Book
    account: str
    today: date
    deal: Deal | None = None

    @cached_property
    def matrix(self) -> CoverageMatrix:
        return coverage_matrix(self.book, self.account, today=self.today, deal=self.deal)

    @cached_property
    def gaps(self) -> tuple[Gap, ...]:
        """Those that nobody waived, worst first."""
        return find_gaps(self.book, self.account, today=self.today, deal=self.deal).gaps
