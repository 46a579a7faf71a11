"""Faults that one sees only in the book as a whole: references to nobody, cycles, dates that cannot be.

One rule per function; a rule takes the facts and yields findings. What is missing in an account (nobody decides, a
champion is not proven) is no fault of the book but a gap.
"""

from relmap.analysis.integrity.facts import Nearest
from relmap.analysis.integrity.rules import findings

__all__ = ["Nearest", "findings"]
