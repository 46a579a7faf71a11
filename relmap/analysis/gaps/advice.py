"""What to do next about a gap: one sentence, with the figure and the command where there is one."""

from collections.abc import Sequence

from relmap.analysis.gaps.situation import Situation
from relmap.analysis.wording import figure, listed


def introduction(situation: Situation, target: str) -> str:
    """Who should introduce us to somebody, with the score of that path; or how to find somebody who can."""
    reach = situation.reach(target)
    name = situation.name(target)
    if reach.route is None:
        return _way_in(situation, target)
    member = situation.name(reach.route.nodes[1])
    if not reach.carriers:
        return f"{member} meets {name} and writes it down: `{visit(target, member_for(situation, target))}`"
    first, *others = map(situation.name, reach.carriers)
    way = f"open the way to {name} through {listed(others)}" if others else f"introduce you to {name}"
    warning = beware(situation, *reach.carriers)
    return f"Ask {first} to {way}: path score {figure(reach.score)}, `relmap path --to {target}`{warning}"


def detour(situation: Situation, target: str, crossed: Sequence[str]) -> str:
    """A second way to a key player: to meet whoever comes, on the best path, after the last of those it `crossed`."""
    onward = (*situation.reaches[target].carriers, target)
    past = onward[onward.index(crossed[-1]) + 1]
    around = listed([*map(situation.name, crossed)])
    command = visit(past, member_for(situation, past))
    return f"Build a way around {around}: meet {situation.name(past)} yourselves, then `{command}`"


def ask_best_contact(situation: Situation, question: str, command: str) -> str:
    """A question to whoever is closest to one of us over there, and the command that records the answer."""
    tie = situation.best_contact()
    if tie is None:
        return (
            f"None of us knows anybody there yet: find out {question} (front desk, website, whoever knows them), "
            f"and write it down: `{command}`"
        )
    member = situation.name(f"team/{tie.member}")
    return (
        f"{member} asks {situation.name(tie.person)}, with whom the tie is closest ({figure(tie.value)}), {question}, "
        f"and writes it down: `{command}`"
    )


def informant(situation: Situation, person: str) -> str:
    """Whom to ask about somebody: themselves where one of us met them, else who begins the best path; "" for nobody."""
    if situation.has_met(person):
        return person
    return next(iter(situation.reach(person).carriers), "")


def beware(situation: Situation, *asked: str) -> str:
    """A word about whoever of those `asked` is against us: they are the best there is, and still against us."""
    against = [ref for ref in asked if situation.graph.standings[ref].is_against]
    if not against:
        return ""
    return f"; but {listed([*map(situation.name, against)])} {'is' if len(against) == 1 else 'are'} against us"


def member_for(situation: Situation, person: str) -> str:
    """The id of whoever of us knows somebody best, else of our first member."""
    ties = situation.ties(person)
    return ties[0].member if ties else next(iter(situation.graph.members), "MEMBER")


def visit(person: str, member: str) -> str:
    """The command that records a visit."""
    return f"relmap touch {person} --by {member} --channel visit"


def _way_in(situation: Situation, target: str) -> str:
    name = situation.name(target)
    near = [edge for edge in situation.graph.edges_into(target) if situation.graph.carrier_factor(edge.source) > 0]
    if near:
        best = near[0]
        return (
            f"Get to know {situation.name(best.source)}, who has the strongest tie to {name} ({figure(best.strength)})"
            f"{beware(situation, best.source)}"
        )
    return f"Find out who has the ear of {name}, and write it down: `relmap link PERSON {target} --kind influences`"
