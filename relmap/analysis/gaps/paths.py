"""G2xx: how well the decision makers are reached."""

from collections.abc import Iterator

from relmap.analysis.actions import Trials
from relmap.analysis.gaps.advice import detour, introduction
from relmap.analysis.gaps.record import Missing, Step, shortfall
from relmap.analysis.gaps.situation import Situation
from relmap.analysis.graph import TEAM
from relmap.analysis.wording import figure, listed
from relmap.model.saying import _


def decision_maker_unreachable(situation: Situation) -> Iterator[Missing]:
    """No path of ours leads to a decision maker. Have 0 of 1 paths."""
    for decider in situation.deciders:
        if situation.reaches[decider.ref].route is None:
            yield Missing(
                about=(decider.ref,),
                importance=situation.importance(decider),
                shortfall=1.0,
                overdue=decider.ref,
                message=_("No path leads from us to {person}, who decides").format(person=situation.name(decider.ref)),
                step=introduction(situation, decider.ref),
            )


def decision_maker_never_met(situation: Situation) -> Iterator[Missing]:
    """A path leads to a decision maker, yet none of us has a tie or a touch with them. Have 0 of 1 ties."""
    for decider in situation.deciders:
        ref = decider.ref
        met = situation.ties(ref) or situation.last_touch(ref)
        if situation.reaches[ref].route is not None and not met:
            yield Missing(
                about=(ref,),
                importance=situation.importance(decider),
                shortfall=1.0,
                overdue=ref,
                message=_("None of us has ever met {person}, who decides").format(person=situation.name(ref)),
                step=introduction(situation, ref),
            )


def path_through_opponent(situation: Situation) -> Iterator[Missing]:
    """Every good path to a decision maker crosses somebody with a stance below 0.

    Good is a score of weak_path (.10) or more; where no path is, those as good as the best. Have: the best score
    around them; target: weak_path, or the best score where that is smaller.
    """
    against = {ref for ref, standing in situation.graph.standings.items() if standing.is_against}
    for decider in situation.deciders:
        ref = decider.ref
        reach = situation.reaches[ref]
        crossed = [person for person in reach.carriers if person in against]
        if reach.route is None or not crossed:
            continue
        around = situation.searches[ref].best(TEAM, without=against - {ref})
        have = situation.graph.score(around.nodes[1:]) if around else 0.0
        target = min(reach.score, situation.constants.weak_path)
        # Compared as products: equal ones are equal there to the last digit.
        if around is None or (have < target and around.product < reach.route.product):
            names = listed([*map(situation.name, crossed)])
            yield Missing(
                about=(ref, *crossed),
                importance=situation.importance(decider),
                shortfall=shortfall(have, target),
                overdue=ref,
                message=_("Every good path to {person} goes through {others}, against us").format(
                    person=situation.name(ref), others=names
                ),
                step=detour(situation, ref, crossed),
            )


def bottleneck(situation: Situation) -> Iterator[Missing]:
    """One person carries every path to a decision maker: without them, none is left. Have 1 of 2 ways.

    One gap per decision maker, about them and about everybody who alone carries all.
    """
    for decider in situation.deciders:
        ref = decider.ref
        reach = situation.reaches[ref]
        alone = [person for person in reach.carriers if situation.searches[ref].best(TEAM, without={person}) is None]
        if alone:
            yield Missing(
                about=(ref, *alone),
                importance=situation.importance(decider),
                shortfall=0.5,
                overdue=ref,
                message=_("Every path to {person} hangs on {others}").format(
                    person=situation.name(ref), others=listed([*map(situation.name, alone)])
                ),
                step=detour(situation, ref, alone),
            )


def path_weak(situation: Situation) -> Iterator[Missing]:
    """The best path to a decision maker scores below weak_path. Have: its score; target: weak_path (.10)."""
    target = situation.constants.weak_path
    for decider in situation.deciders:
        reach = situation.reaches[decider.ref]
        if reach.route is not None and reach.score < target:
            yield Missing(
                about=(decider.ref,),
                importance=situation.importance(decider),
                shortfall=shortfall(reach.score, target),
                overdue=decider.ref,
                message=_("The best path to {person} scores only {score}").format(
                    person=situation.name(decider.ref), score=figure(reach.score)
                ),
                step=_strengthen(situation, decider.ref),
            )


def _strengthen(situation: Situation, target: str) -> Step:
    """What `relmap path` advises, so that the two never differ."""
    route = situation.reaches[target].route
    action = Trials(
        graph=situation.graph,
        book=situation.book,
        search=situation.searches[target],
        target=target,
        nodes=route.nodes[1:] if route else (),
        today=situation.today,
    ).best()
    if action is None:
        return introduction(situation, target)
    sentence = f"{action.sentence}, then `{action.command}`"
    if action.kind != "visit":
        return Step(sentence)
    return Step(sentence, action.target, action.source.removeprefix("team/"))
