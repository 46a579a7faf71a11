"""What to do next about a gap: one sentence, with the figure and the command where there is one."""

from collections.abc import Sequence

from relmap.analysis.edges import MANAGES, REPORTS_TO
from relmap.analysis.gaps.record import Step
from relmap.analysis.gaps.situation import Situation
from relmap.analysis.visits import Visit
from relmap.analysis.wording import figure, listed
from relmap.model.saying import _, ngettext


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
        said = _("{member} meets {person} and writes it down: `{command}`")
        sentence = said.format(member=situation.name(begins), person=name, command=visit(target, member))
        return Step(sentence, target, member)
    is_good = reach.score >= situation.constants.weak_path and not _against(situation, reach.carriers)
    helping = None if is_good else situation.visits.best(target, reach.route.nodes[1:])
    if helping is not None and helping.score > reach.score:
        return _visiting(situation, helping, reach.score)
    first, *others = map(situation.name, reach.carriers)
    after = situation.visits.first(target, reach.route.nodes[1:])
    worth = _("score {score} -> {after} after one visit") if after > reach.score else _("path score {score}")
    said = _("Ask {first} to introduce you to {person}: {worth}, `{command}`")
    if others:
        said = _("Ask {first} to open the way to {person} through {others}: {worth}, `{command}`")
    sentence = said.format(
        first=first,
        person=name,
        others=listed(others) if others else "",
        worth=worth.format(score=figure(reach.score), after=figure(after)),
        command=f"relmap path --to {target}",
    )
    return Step(beware(situation, sentence, *reach.carriers), reach.carriers[0], begins.removeprefix("team/"))


def _visiting(situation: Situation, helping: Visit, score: float) -> Step:
    """A visit, and what it does for the best score, which is `score` before."""
    person, *through = helping.nodes
    said = _("{member} visits {person}: score {score} -> {after}, then `{command}`")
    if through:
        said = _("{member} visits {person}, who {leads_on}: score {score} -> {after}, then `{command}`")
    sentence = said.format(
        member=situation.name(f"team/{helping.member}"),
        person=_first_time(situation, helping),
        leads_on=_leads_on(situation, helping.nodes) if through else "",
        score=figure(score),
        after=figure(helping.score),
        command=visit(person, helping.member),
    )
    return Step(beware(situation, sentence, *helping.nodes[:-1]), person, helping.member)


def _first_time(situation: Situation, helping: Visit) -> str:
    """Who is visited, and that it is for the first time where it is."""
    person = situation.name(helping.person)
    if situation.graph.ties.get(helping.person, {}).get(helping.member):
        return person
    carriers = situation.reach(helping.person).carriers
    # Whoever is to be reached could not introduce us on the way to them, and whoever is against us would not.
    if not carriers or helping.nodes[-1] in carriers or _against(situation, carriers[-1:]):
        return _("{person} for the first time").format(person=person)
    said = _("{person} (for the first time, introduced by {opener})")
    return said.format(person=person, opener=situation.name(carriers[-1]))


def _leads_on(situation: Situation, nodes: Sequence[str]) -> str:
    """What somebody is to the last of `nodes`: by a tie of their own, or through others."""
    person, *between, target = nodes
    name = situation.name(target)
    if between:
        others = listed([*map(situation.name, between)])
        return _("leads on to {person} through {others}").format(person=name, others=others)
    kind = situation.graph.edge(person, target).kind
    said = {REPORTS_TO: _("reports to {person}"), MANAGES: _("is the boss of {person}")}.get(kind, _("knows {person}"))
    return said.format(person=name)


def detour(situation: Situation, target: str, crossed: Sequence[str]) -> Step:
    """A second way to a key player: to meet whoever comes, on the best path, after the last of those it `crossed`."""
    onward = (*situation.reaches[target].carriers, target)
    past = onward[onward.index(crossed[-1]) + 1]
    around = listed([*map(situation.name, crossed)])
    member = member_for(situation, past)
    said = _("Build a way around {others}: meet {person} yourselves, then `{command}`")
    sentence = said.format(others=around, person=situation.name(past), command=visit(past, member))
    return Step(sentence, past, member)


def ask_best_contact(situation: Situation, question: str, command: str) -> Step:
    """A question to whoever is closest to one of us over there, and the command that records the answer."""
    tie = situation.best_contact()
    if tie is None:
        said = _(
            "None of us knows anybody there yet: find out {question} (front desk, website, whoever knows them), "
            "and write it down: `{command}`"
        )
        return Step(said.format(question=question, command=command))
    said = _(
        "{member} asks {person}, with whom the tie is closest ({strength}), {question}, and writes it down: `{command}`"
    )
    sentence = said.format(
        member=situation.name(f"team/{tie.member}"),
        person=situation.name(tie.person),
        strength=figure(tie.value),
        question=question,
        command=command,
    )
    return Step(sentence, member=tie.member)


def informant(situation: Situation, person: str) -> str:
    """Whom to ask about somebody: themselves where one of us met them, else who begins the best path; "" for nobody.

    Where that is somebody against us, it is whom `introduction` has us visit, or else another carrier.
    """
    if situation.has_met(person):
        return person
    reach = situation.reach(person)
    first = next(iter(reach.carriers), "")
    if reach.route is None or not _against(situation, reach.carriers[:1]):
        return first
    helping = situation.visits.best(person, reach.route.nodes[1:])
    others = [*((helping.person,) if helping else ()), *reach.carriers]
    return next((ref for ref in others if ref != person and not _against(situation, [ref])), first)


def beware(situation: Situation, step: str, *asked: str) -> str:
    """`step` with a word about whoever of those `asked` is against us: they are the best there is, and still that."""
    against = _against(situation, asked)
    if not against:
        return step
    said = ngettext("{step}; but {people} is against us", "{step}; but {people} are against us", len(against))
    return said.format(step=step, people=listed([*map(situation.name, against)]))


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
        said = _("Find out who has the ear of {person}, and write it down: `{command}`")
        return Step(said.format(person=name, command=command))
    return _visiting(situation, helping, 0.0)
