"""What to do next about a gap: one sentence, with the figure and the command where there is one."""

from collections.abc import Sequence

from relmap.analysis.edges import MANAGES, REPORTS_TO
from relmap.analysis.gaps.record import Step
from relmap.analysis.gaps.situation import Situation
from relmap.analysis.visits import Visit
from relmap.analysis.wording import figure, listed


def introduction(situation: Situation, target: str) -> Step:
    """How to come closer to somebody: whoever leads to them introduces us, or where that is weak, whom to visit first.

    An introduction takes a good path (weak_path or more) with nobody against us on it; else the visit that helps most
    comes first, as `relmap path` has it.
    """
    reach = situation.reach(target)
    if reach.route is None:
        return _way_in(situation, target)
    name = situation.name(target)
    begins = reach.route.nodes[1]
    if not reach.carriers:
        member = member_for(situation, target)
        return Step(
            f"{situation.name(begins)} meets {name} and writes it down: `{visit(target, member)}`", target, member
        )
    is_good = reach.score >= situation.constants.weak_path and not _against(situation, reach.carriers)
    helping = None if is_good else situation.visits.best(target, reach.route.nodes[1:])
    if helping is not None and helping.score > reach.score:
        return _visiting(situation, helping, reach.score)
    first, *others = map(situation.name, reach.carriers)
    way = f"open the way to {name} through {listed(others)}" if others else f"introduce you to {name}"
    after = situation.visits.first(target, reach.route.nodes[1:])
    score = f"score {figure(reach.score)} -> {figure(after)} after one visit"
    worth = score if after > reach.score else f"path score {figure(reach.score)}"
    return Step(
        f"Ask {first} to {way}: {worth}, `relmap path --to {target}`{beware(situation, *reach.carriers)}",
        reach.carriers[0],
        begins.removeprefix("team/"),
    )


def _visiting(situation: Situation, helping: Visit, score: float) -> Step:
    """A visit, and what it does for the best score, which is `score` before."""
    person, *through = helping.nodes
    member = situation.name(f"team/{helping.member}")
    worth = f"score {figure(score)} -> {figure(helping.score)}, then `{visit(person, helping.member)}`"
    whom = f"{situation.name(person)}{_first_time(situation, helping)}"
    on = f", who {_leads_on(situation, helping.nodes)}" if through else ""
    warning = beware(situation, *helping.nodes[:-1])
    return Step(f"{member} visits {whom}{on}: {worth}{warning}", person, helping.member)


def _first_time(situation: Situation, helping: Visit) -> str:
    if situation.graph.ties.get(helping.person, {}).get(helping.member):
        return ""
    carriers = situation.reach(helping.person).carriers
    # Whoever is to be reached could not introduce us on the way to them, and whoever is against us would not.
    if not carriers or helping.nodes[-1] in carriers or _against(situation, carriers[-1:]):
        return " for the first time"
    return f" (for the first time, introduced by {situation.name(carriers[-1])})"


def _leads_on(situation: Situation, nodes: Sequence[str]) -> str:
    """What somebody is to the last of `nodes`: by a tie of their own, or through others."""
    person, *between, target = nodes
    name = situation.name(target)
    if between:
        return f"leads on to {name} through {listed([*map(situation.name, between)])}"
    kind = situation.graph.edge(person, target).kind
    return f"{'reports to' if kind == REPORTS_TO else 'is the boss of' if kind == MANAGES else 'knows'} {name}"


def detour(situation: Situation, target: str, crossed: Sequence[str]) -> Step:
    """A second way to a key player: to meet whoever comes, on the best path, after the last of those it `crossed`."""
    onward = (*situation.reaches[target].carriers, target)
    past = onward[onward.index(crossed[-1]) + 1]
    around = listed([*map(situation.name, crossed)])
    member = member_for(situation, past)
    sentence = f"Build a way around {around}: meet {situation.name(past)} yourselves, then `{visit(past, member)}`"
    return Step(sentence, past, member)


def ask_best_contact(situation: Situation, question: str, command: str) -> Step:
    """A question to whoever is closest to one of us over there, and the command that records the answer."""
    tie = situation.best_contact()
    if tie is None:
        return Step(
            f"None of us knows anybody there yet: find out {question} (front desk, website, whoever knows them), "
            f"and write it down: `{command}`"
        )
    member = situation.name(f"team/{tie.member}")
    return Step(
        f"{member} asks {situation.name(tie.person)}, with whom the tie is closest ({figure(tie.value)}), {question}, "
        f"and writes it down: `{command}`",
        member=tie.member,
    )


def informant(situation: Situation, person: str) -> str:
    """Whom to ask about somebody: themselves where one of us met them, else who begins the best path; "" for nobody."""
    if situation.has_met(person):
        return person
    return next(iter(situation.reach(person).carriers), "")


def beware(situation: Situation, *asked: str) -> str:
    """A word about whoever of those `asked` is against us: they are the best there is, and still against us."""
    against = _against(situation, asked)
    if not against:
        return ""
    return f"; but {listed([*map(situation.name, against)])} {'is' if len(against) == 1 else 'are'} against us"


def member_for(situation: Situation, person: str) -> str:
    """The id of whoever of us knows somebody best, else of our first member."""
    ties = situation.ours(person)
    return ties[0].member if ties else next(iter(situation.graph.members), "MEMBER")


def visit(person: str, member: str) -> str:
    """The command that records a visit."""
    return f"relmap touch {person} --by {member} --channel visit"


def _against(situation: Situation, people: Sequence[str]) -> list[str]:
    return [ref for ref in people if situation.graph.standings[ref].is_against]


def _way_in(situation: Situation, target: str) -> Step:
    """To somebody whom no path of ours reaches: whom to visit first, of those who have their ear."""
    helping = situation.visits.best(target, ())
    if helping is None:
        name = situation.name(target)
        command = f"relmap link PERSON {target} --kind influences"
        return Step(f"Find out who has the ear of {name}, and write it down: `{command}`")
    return _visiting(situation, helping, 0.0)
