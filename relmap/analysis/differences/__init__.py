"""What differs between two books, in the words of the field; formatting never does."""

from relmap.analysis.differences.books import differences
from relmap.analysis.differences.record import Difference, Differences, Entry, FieldChange

__all__ = ["Difference", "Differences", "Entry", "FieldChange", "differences"]
