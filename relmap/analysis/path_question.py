"""What is asked about the way to somebody."""

from collections.abc import Collection
from typing import NamedTuple

from relmap.model.records import Deal


class PathQuestion(NamedTuple):
    """Which paths are wanted: at most k (None: 3, or with `independent` all), best first.

    From the member `source` (an id), else from our team as one; as people stand in `deal`; as if those in `without`
    (full references of people and members) had left; of at most `most_steps` steps. `independent` wants the largest
    set in which nobody carries twice, and goes with no `most_steps`. `explain` wants every fact of every step.
    """

    source: str | None = None
    deal: Deal | None = None
    without: Collection[str] = ()
    k: int | None = None
    most_steps: int | None = None
    independent: bool = False
    explain: bool = False
