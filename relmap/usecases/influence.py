"""`relmap influence`: who moves whoever was asked about."""

from collections.abc import Callable, Collection
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from relmap.analysis.finding import deal_meant, people_meant
from relmap.analysis.influence import InfluenceAnswer, Mover, Strengths, influence_network, influence_on
from relmap.model.book import Book

# For annotations only: it brings networkx, which costs more than the rest of the command.
if TYPE_CHECKING:
    from relmap.analysis.network_measures import NetworkMeasures

SCHEMA = "relmap.influence/1"

Measure = Callable[[Collection[str], Strengths], "NetworkMeasures"]


class InfluenceResult(NamedTuple):
    """`answer` is about the target that somebody moves most; `others` about the further holders of the role.

    `measures` are there if they were asked for.
    """

    today: date
    account: str
    deal: str | None
    answer: InfluenceAnswer
    others: tuple[InfluenceAnswer, ...]
    measures: "NetworkMeasures | None"


def influence(
    book: Book, account: str, on: str, *, today: date, deal: str | None = None, measure: Measure | None = None
) -> InfluenceResult:
    """Who moves `on`. People and deals are given as typed; `measure` gives the advanced figures.

    Raises NobodyFound or Ambiguous. Only a role may be held by several: then each is a target.
    """
    within = deal_meant(book, deal, account=account)
    targets = people_meant(book, on, account=account, deal=within)
    # Several hold a role only inside the account, so the network is the same for all of them.
    network = influence_network(book, account, today=today, deal=within, target=targets[0].ref)
    answers = [influence_on(network, target.ref) for target in targets]
    # Targets come by reference, and sorting keeps the order of equals.
    first, *others = sorted(answers, key=lambda answer: -answer.score)
    return InfluenceResult(
        today=today,
        account=account,
        deal=within.id if within else None,
        answer=first,
        others=tuple(others),
        measures=measure(network.graph.standings.keys(), network.strengths) if measure else None,
    )


def to_json(result: InfluenceResult) -> dict[str, Any]:
    """The document of `relmap influence --json`; the measures' keys are there if they were asked for."""
    return {
        "schema": SCHEMA,
        "today": result.today.isoformat(),
        "account": result.account,
        "deal": result.deal,
        **({"betweenness_pivots": result.measures.pivots} if result.measures else {}),
        **_answer(result.answer, result.measures),
        "others": [_answer(other, result.measures) for other in result.others],
    }


def _answer(answer: InfluenceAnswer, measures: "NetworkMeasures | None") -> dict[str, Any]:
    return {
        "target": answer.target,
        "people": [{**_mover(mover), **_measured(mover, measures)} for mover in answer.movers],
        "only_reporting": [standing.ref for standing in answer.only_reporting],
        "conflicts": [{"a": first, "b": second} for first, second in answer.conflicts],
    }


def _mover(mover: Mover) -> dict[str, Any]:
    return {
        "person": mover.ref,
        "side": mover.side,
        "stance": mover.standing.stance,
        "influence": mover.standing.influence,
        "path_score": mover.path_score,
        "score": mover.score,
        "path": list(mover.path),
        "known_by": {"member": f"team/{mover.tie.member}", "strength": mover.tie.value} if mover.tie else None,
        "conflicts": list(mover.conflicts),
    }


def _measured(mover: Mover, measures: "NetworkMeasures | None") -> dict[str, Any]:
    if measures is None:
        return {}
    return {"betweenness": measures.betweenness[mover.ref], "constraint": measures.constraint[mover.ref]}
