"""Where people stand between the others, in the terms of network research. The one door to networkx."""

from collections.abc import Collection, Mapping
from typing import NamedTuple

import networkx

from relmap.analysis.influence import Strengths

EXACT_UP_TO = 1_000
"""People; above, betweenness is estimated, as its time grows with people x ties."""

PIVOTS = 500
_SEED = 0


class NetworkMeasures(NamedTuple):
    """Of each person: `betweenness` 0-1; `constraint` from 0 up, None for somebody without ties.

    `pivots` is the number of people whose shortest paths betweenness was estimated from, None where it is exact.
    """

    betweenness: Mapping[str, float]
    constraint: Mapping[str, float | None]
    pivots: int | None


def network_measures(people: Collection[str], strengths: Strengths) -> NetworkMeasures:
    """The same for the same people and strengths, in whatever order they come."""
    pivots = PIVOTS if len(people) > EXACT_UP_TO else None
    return NetworkMeasures(
        betweenness=_betweenness(people, strengths, pivots), constraint=_constraint(people, strengths), pivots=pivots
    )


def _betweenness(people: Collection[str], strengths: Strengths, pivots: int | None) -> dict[str, float]:
    """The share of all shortest paths, by steps, that lead through somebody (Freeman 1977).

    Estimated from the paths of some people drawn at random (Brandes and Pich 2007), the same in every run.
    """
    graph = networkx.DiGraph()
    graph.add_nodes_from(sorted(people))
    graph.add_edges_from((source, target) for source in sorted(strengths) for target in sorted(strengths[source]))
    found: dict[str, float] = networkx.betweenness_centrality(graph, k=pivots, seed=_SEED)
    return found


def _constraint(people: Collection[str], strengths: Strengths) -> dict[str, float | None]:
    """sum over j of (p_ij + sum over q of p_iq x p_qj) ** 2, p_ij the share of i's ties that j has (Burt 1992).

    networkx's own takes minutes for some thousand people, and its last digits change from run to run.
    """
    shares = _shares(strengths)
    return {person: _constraint_of(shares[person], shares) if person in shares else None for person in sorted(people)}


def _constraint_of(own: Mapping[str, float], shares: Mapping[str, Mapping[str, float]]) -> float:
    spent = dict(own)
    for between, share in own.items():
        for other, onward in shares[between].items():
            if other in own:
                spent[other] += share * onward
    return sum(part**2 for part in spent.values())


def _shares(strengths: Strengths) -> dict[str, dict[str, float]]:
    """Of each person's ties, how much each other has; a tie is as strong as the stronger of its directions."""
    ties: dict[str, dict[str, float]] = {}
    for source in sorted(strengths):
        for target in sorted(strengths[source]):
            strength = strengths[source][target]
            for one, other in ((source, target), (target, source)):
                known = ties.setdefault(one, {})
                known[other] = max(strength, known.get(other, 0.0))
    whole = {person: sum(known.values()) for person, known in ties.items()}
    return {
        person: {other: strength / whole[person] for other, strength in known.items()} for person, known in ties.items()
    }
