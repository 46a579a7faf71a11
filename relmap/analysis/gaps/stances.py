"""G4xx: who is for us, who against, and what we do not know."""

from collections.abc import Iterator
from statistics import fmean

from relmap.analysis.gaps.advice import beware, informant, introduction, member_for, visit
from relmap.analysis.gaps.record import Missing, Step, shortfall
from relmap.analysis.gaps.situation import Situation
from relmap.analysis.standing import INNER_CIRCLE, KEY_INFLUENCE, Standing
from relmap.analysis.wording import listed, stance_in_words
from relmap.model.records import Touch
from relmap.model.saying import _, in_order, in_words, labelled, on_day


def stance_unknown(situation: Situation) -> Iterator[Missing]:
    """A key player's stance is unknown, or nobody wrote any. Have 0 of 1 stances."""
    for standing in situation.key_players:
        if standing.stance is None:
            yield Missing(
                about=(standing.ref,),
                importance=situation.importance(standing),
                shortfall=1.0,
                overdue=standing.ref,
                message=_("Whether {person} is for us or against us is unknown").format(
                    person=situation.name(standing.ref)
                ),
                step=_ask_for_stance(situation, standing),
            )


def _ask_for_stance(situation: Situation, standing: Standing) -> Step:
    """Of somebody who decides and never met us nobody else's word will do: whoever can, introduces us first."""
    ref, command = standing.ref, f"relmap set {standing.ref} stance=STANCE"
    asked = informant(situation, ref)
    if asked == ref:
        return Step(_("Ask them, or somebody close to them: then `{command}`").format(command=command), ref)
    if not asked or standing.holds("decision_maker"):
        meeting = introduction(situation, ref)
        said = _("{meeting}; once you know where they stand, `{command}`")
        return meeting._replace(sentence=said.format(meeting=meeting.sentence, command=command))
    said = _("Ask {asked} how {person} sees us, then `{command}`")
    sentence = said.format(asked=situation.name(asked), person=situation.name(ref), command=command)
    return Step(beware(situation, sentence, asked), asked)


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
                    message=_("{person} is against us, and no supporter has the ear of {others}").format(
                        person=situation.name(standing.ref), others=names
                    ),
                    step=_after(
                        _("Find a supporter with a tie to {people}").format(people=names),
                        introduction(situation, free[0]),
                    ),
                )


def no_supporter(situation: Situation) -> Iterator[Missing]:
    """Nobody among deciders, approvers and the inner circle (influence 4) supports us. Have 0 of 1 supporters."""
    circle = [standing for standing in situation.key_players if _is_inner(standing)]
    if circle and not any(standing.is_supportive for standing in circle):
        # As in docs/method.md, where less is expected of somebody unknown than of somebody neutral.
        softest = max(circle, key=lambda standing: -0.5 if standing.stance is None else standing.stance)
        stance = stance_in_words(softest.stance)
        yield Missing(
            about=tuple(standing.ref for standing in circle),
            importance=max(map(situation.importance, circle)),
            shortfall=1.0,
            message=_("Nobody among those who decide, approve or belong to the inner circle supports us"),
            step=_after(
                _("Begin with {person}, whose stance is {stance}").format(
                    person=situation.name(softest.ref), stance=stance
                ),
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
                message=_(
                    "The mood with {person} is lower than before: {have} on average in the last {days} days ({now}), "
                    "{target} in the {days} before ({before}); lowest at the {channel} of {day}"
                ).format(
                    person=situation.name(ref),
                    have=f"{have:+.2g}",
                    target=f"{target:+.2g}",
                    now=_feelings(now),
                    before=_feelings(before),
                    days=days,
                    channel=in_words("channel", worst.channel),
                    day=on_day(worst.on),
                ),
                step=Step(
                    _("{member} asks what has gone wrong, before anything else: `{command}`").format(
                        member=situation.name(f"team/{member}"), command=visit(ref, member)
                    ),
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
    return in_order(f"{touch.feeling or 0:+d}" for touch in touches)


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
    return step._replace(sentence=labelled(aim, told))
