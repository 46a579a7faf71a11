"""What to do next about a gap: one sentence, with the figure and the command where there is one."""

from collections.abc import Sequence

from relmap.analysis.gaps.situation import Situation
from relmap.analysis.wording import figure, listed


def introduction(situation: Situation, target: str) -> str:
    """Who should introduce us to a key player, with the score of that path; or how to find somebody who can."""
    reach = situation.reaches[target]
    name = situation.name(target)
    if reach.route is None:
        return _way_in(situation, target)
    member = situation.name(reach.route.nodes[1])
    if not reach.carriers:
        return f"{member} meets {name} and writes it down: `{_visit(situation, target)}`"
    first, *others = map(situation.name, reach.carriers)
    way = f"open the way to {name} through {listed(others)}" if others else f"introduce you to {name}"
    return f"Ask {first} to {way}: path score {figure(reach.score)}, `relmap path --to {target}`"


def detour(situation: Situation, target: str, crossed: Sequence[str]) -> str:
    """A second way to a key player: to meet whoever comes, on the best path, after the last of those it `crossed`."""
    onward = (*situation.reaches[target].carriers, target)
    past = onward[onward.index(crossed[-1]) + 1]
    around = listed([*map(situation.name, crossed)])
    return f"Build a way around {around}: meet {situation.name(past)} yourselves, then `{_visit(situation, past)}`"


def ask_best_contact(situation: Situation, question: str, command: str) -> str:
    """A question for whoever we know best over there, and the command that records the answer."""
    tie = situation.best_contact()
    whom = f"{situation.name(tie.person)}, whom we know best" if tie else "your first contact there"
    return f"Ask {whom}, {question}, and write it down: `{command}`"


def _way_in(situation: Situation, target: str) -> str:
    name = situation.name(target)
    near = [edge for edge in situation.graph.edges_into(target) if situation.graph.carrier_factor(edge.source) > 0]
    if near:
        best = near[0]
        return (
            f"Get to know {situation.name(best.source)}, who has the strongest tie to {name} ({figure(best.strength)})"
        )
    return f"Find out who has the ear of {name}, and write it down: `relmap link PERSON {target} --kind influences`"


def _visit(situation: Situation, person: str) -> str:
    """The command that records a visit by whoever knows the person best, else by our first member."""
    ties = situation.ties(person)
    member = ties[0].member if ties else next(iter(situation.graph.members), "MEMBER")
    return f"relmap touch {person} --by {member} --channel visit"
