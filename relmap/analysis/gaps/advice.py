"""What to do next about a gap: one sentence, with the figure and the command where there is one."""

from relmap.analysis.gaps.situation import Situation
from relmap.analysis.wording import figure


def introduction(situation: Situation, target: str) -> str:
    """Who should introduce us to a key player, with the score of that path; or how to find somebody who can."""
    reach = situation.reaches[target]
    name = situation.name(target)
    if reach.route is None:
        return _way_in(situation, target)
    member = situation.name(reach.route.nodes[1])
    if not reach.carriers:
        return f"{member} meets {name} and writes it down: `relmap touch {target} --by {_first(reach.route.nodes)}`"
    carrier = situation.name(reach.carriers[-1])
    return f"Ask {carrier} to introduce you to {name}: path score {figure(reach.score)}, `relmap path --to {target}`"


def detour(situation: Situation, target: str) -> str:
    """A second way to a key player: a visit of our own."""
    member = next(iter(situation.graph.members), "MEMBER")
    return f"Build a second way: meet {situation.name(target)} yourself, then `relmap touch {target} --by {member}`"


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


def _first(nodes: tuple[str, ...]) -> str:
    return nodes[1].removeprefix("team/")
