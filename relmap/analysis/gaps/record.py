"""What a rule finds, and the gap that comes of it."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from relmap.analysis.gaps.situation import Situation
from relmap.model.settings import Waiver
from relmap.model.vocabulary import SEVERITIES

_FLOORS = (("critical", 0.8), ("high", 0.5), ("medium", 0.25))


def shortfall(have: float, target: float) -> float:
    """1 - have / target: 0-1; whole where the book's settings make the target 0."""
    return 1 - have / target if target else 1.0


class Step(NamedTuple):
    """What to do, in one sentence; with `person` (a reference) by `member` (an id), "" where it is nobody's own.

    Whom a step is with is often not whom the gap is about: one person introduces us to another.
    """

    sentence: str
    person: str = ""
    member: str = ""


class Missing(NamedTuple):
    """One finding of a rule.

    `about` holds full references, roles or departments; `importance` (role weight x influence / 4) and `shortfall`
    (1 - have / target) are 0-1; `overdue` is the person whose last touch tells how urgent it is, "" for the account.
    """

    about: tuple[str, ...]
    importance: float
    shortfall: float
    message: str
    step: Step
    overdue: str = ""


class Gap(NamedTuple):
    """A gap with its severity; `score` is 0-1. `waiver` is the book's own word that it is accepted for now."""

    code: str
    name: str
    severity: str
    score: float
    about: tuple[str, ...]
    message: str
    step: Step
    waiver: Waiver | None = None

    @property
    def do_next(self) -> str:
        return self.step.sentence


class Rule(NamedTuple):
    """A rule's code never changes its meaning. `what` says in one line when it finds something."""

    code: str
    name: str
    what: str
    find: Callable[[Situation], Iterator[Missing]]

    def gaps(self, situation: Situation) -> Iterator[Gap]:
        for missing in self.find(situation):
            urgency = situation.urgency(missing.overdue)
            score = min(1.0, missing.importance * missing.shortfall * urgency)
            yield Gap(
                code=self.code,
                name=self.name,
                severity=severity_of(score),
                score=score,
                about=missing.about,
                message=missing.message,
                step=missing.step,
            )


def severity_of(score: float) -> str:
    # Rounded, so that .1 x 8 is not below .8 by the last bit of a float.
    return next((name for name, floor in _FLOORS if round(score, 9) >= floor), "low")


def at_least(floor: str) -> tuple[str, ...]:
    """The severities from `floor` up."""
    return SEVERITIES[: SEVERITIES.index(floor) + 1]
