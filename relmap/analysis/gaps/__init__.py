"""Whom and what we are missing: one rule per function, each with a code that is stable for ever."""

from relmap.analysis.gaps.record import SEVERITIES, Gap, Missing, Rule
from relmap.analysis.gaps.report import GapReport, find_gaps
from relmap.analysis.gaps.rules import RULES

__all__ = ["RULES", "SEVERITIES", "Gap", "GapReport", "Missing", "Rule", "find_gaps"]
