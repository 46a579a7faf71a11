"""G4xx: who is for us, who against, and what we do not know."""

from collections.abc import Iterator
from statistics import fmean

from relmap.analysis.gaps.advice import beware, informant, introduction, member_for, visit
from relmap.analysis.gaps.record import Missing, Step, shortfall
from relmap.analysis.gaps.situation import Situation
from relmap.analysis.standing import INNER_CIRCLE, KEY_INFLUENCE, Standing
from relmap.analysis.wording import listed, stance_in_words
from relmap.model.records import Touch


def stance_unknown(situation: Situation) -> Iterator[Missing]:
    """A key player's stance is unknown, or nobody wrote any. Have 0 of 1 stances."""
    for standing in situation.key_players:
        if standing.stance is None:
            yield Missing(
                about=(standing.ref,),
                importance=situation.importance(standing),
                shortfall=1.0,
                overdue=standing.ref,
                message=f"Whether {situation.name(standing.ref)} is for us or against us is unknown",
                step=_ask_for_stance(situation, standing),
            )


def _ask_for_stance(situation: Situation, standing: Standing) -> Step:
    """Of somebody who decides and never met us nobody else's word will do: whoever can, introduces us first."""
    ref, command = standing.ref, f"`relmap set {standing.ref} stance=STANCE`"
    asked = informant(situation, ref)
    if asked == ref:
        return Step(f"Ask them, or somebody close to them: then {command}", ref)
    if not asked or standing.holds("decision_maker"):
        meeting = introduction(situation, ref)
        return meeting._replace(sentence=f"{meeting.sentence}; once you know where they stand, {command}")
    warning = beware(situation, asked)
    return Step(f"Ask {situation.name(asked)} how {situation.name(ref)} sees us, then {command}{warning}", asked)


def opponent_unanswered(situation: Situation) -> Iterator[Missing]:
    """Somebody of influence 3 or more is against us, and no supporter has a tie to the same decision maker.

    The same: whom the opponent has a tie to, or is; every decision maker, where the opponent's ties are unknown.
    Have 0 of 1 supporters.
    """
    deciders = [decider.ref for decider in situation.deciders]
    answered = {decider for decider in deciders if _answered(situation, decider)}
    for standing in situation.named:
        if standing.is_against and (standing.influence or 0) >= KEY_INFLUENCE:
            free = [decider for decider in _swayed(situation, standing, deciders) if decider not in answered]
            if free:
                names = listed([situation.name(ref) for ref in free])
                yield Missing(
                    about=(standing.ref, *(ref for ref in free if ref != standing.ref)),
                    importance=situation.importance(standing),
                    shortfall=1.0,
                    overdue=standing.ref,
                    message=f"{situation.name(standing.ref)} is against us, and no supporter has the ear of {names}",
                    step=_after(f"Find a supporter with a tie to {names}", introduction(situation, free[0])),
                )


def no_supporter(situation: Situation) -> Iterator[Missing]:
    """Nobody among deciders, approvers and the inner circle (influence 4) supports us. Have 0 of 1 supporters."""
    circle = [standing for standing in situation.key_players if _is_inner(standing)]
    if circle and not any(standing.is_supportive for standing in circle):
        softest = max(circle, key=lambda standing: -3 if standing.stance is None else standing.stance)
        stance = stance_in_words(softest.stance)
        yield Missing(
            about=tuple(standing.ref for standing in circle),
            importance=max(map(situation.importance, circle)),
            shortfall=1.0,
            message="Nobody among those who decide, approve or belong to the inner circle supports us",
            step=_after(
                f"Begin with {situation.name(softest.ref)}, whose stance is {stance}",
                introduction(situation, softest.ref),
            ),
        )


def mood_falling(situation: Situation) -> Iterator[Missing]:
    """The mean feeling of the touches with somebody, in the last mood_days (90), is below that of as many days before.

    Have: the one; target: the other; both counted from -2, the worst there is. A touch of today is 0 days old.
    """
    days = situation.constants.mood_days
    for standing in situation.named:
        ref = standing.ref
        now, before = (_felt(situation, ref, first, first + days) for first in (0, days))
        have, target = _mean(now), _mean(before)
        if now and before and have < target:
            member = member_for(situation, ref)
            worst = min(now, key=lambda touch: touch.feeling or 0)
            yield Missing(
                about=(ref,),
                importance=situation.importance(standing),
                shortfall=shortfall(have - _WORST, target - _WORST),
                overdue=ref,
                message=f"The mood with {situation.name(ref)} is lower than before: {have:+.2g} on average in the last "
                f"{days} days ({_feelings(now)}), {target:+.2g} in the {days} before ({_feelings(before)}); "
                f"lowest at the {worst.channel} of {worst.on.isoformat()}",
                step=Step(
                    f"{situation.name(f'team/{member}')} asks what has gone wrong, before anything else: "
                    f"`{visit(ref, member)}`",
                    ref,
                    member,
                ),
            )


_WORST = -2
"""The lowest feeling there is."""


def _felt(situation: Situation, ref: str, youngest: int, oldest: int) -> list[Touch]:
    """The touches with a person that tell a feeling, from `youngest` days old to below `oldest`; oldest first."""
    told = (touch for touch in situation.touches.get(ref, ()) if touch.feeling is not None)
    return [touch for touch in told if youngest <= (situation.today - touch.on).days < oldest]


def _feelings(touches: list[Touch]) -> str:
    return ", ".join(f"{touch.feeling or 0:+d}" for touch in touches)


def _mean(touches: list[Touch]) -> float:
    return fmean(touch.feeling or 0 for touch in touches) if touches else 0.0


def _is_inner(standing: Standing) -> bool:
    inner = standing.influence is not None and standing.influence >= INNER_CIRCLE
    return inner or standing.holds("decision_maker") or standing.holds("approver")


def _swayed(situation: Situation, opponent: Standing, deciders: list[str]) -> list[str]:
    followers = situation.graph.out_of(opponent.ref)
    tied = [ref for ref in deciders if ref in followers or ref == opponent.ref]
    return tied or deciders


def _answered(situation: Situation, decider: str) -> bool:
    speaking = (situation.graph.standings.get(source) for source in situation.graph.into(decider))
    return any(one is not None and one.is_supportive and one.is_named for one in speaking)


def _after(aim: str, step: Step) -> Step:
    """A step with what it is for before it."""
    sentence = step.sentence
    told = sentence[:1].lower() + sentence[1:] if sentence.startswith(("Ask ", "Find ")) else sentence
    return step._replace(sentence=f"{aim}: {told}")
