"""Whom and what we are missing: one rule per function, each with a code that is stable for ever."""

from relmap.analysis.gaps.record import Gap, Missing, Rule
from relmap.analysis.gaps.report import Choice, GapReport, find_gaps
from relmap.analysis.gaps.rules import RULES
from relmap.model.vocabulary import SEVERITIES

__all__ = ["RULES", "SEVERITIES", "Choice", "Gap", "GapReport", "Missing", "Rule", "find_gaps"]
