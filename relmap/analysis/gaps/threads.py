"""G3xx: how many threads hold us together. A thread is a tie of .30 or more."""

from collections.abc import Iterator

from relmap.analysis.gaps.advice import informant, introduction, visit
from relmap.analysis.gaps.record import Missing, Step, shortfall
from relmap.analysis.gaps.situation import Situation
from relmap.analysis.strength import Tie
from relmap.analysis.wording import figure
from relmap.model.saying import _, in_words
from relmap.model.vocabulary import LEVEL_NAMES


def single_thread_theirs(situation: Situation) -> Iterator[Missing]:
    """Only one of their people has a thread. Have 1 of 2; the importance is that of their most important person."""
    people = [ref for ref in situation.group if situation.threads(ref)]
    if len(people) == 1:
        (only,) = people
        yield Missing(
            about=(only,),
            importance=situation.importance_of_account(),
            shortfall=0.5,
            overdue=only,
            message=_("Everything hangs on one person over there: only {person} has a thread with us").format(
                person=situation.name(only)
            ),
            step=_second_person(situation, only),
        )


def single_thread_ours(situation: Situation) -> Iterator[Missing]:
    """Only one of our members has threads. Have 1 of 2; the importance is that of their most important person."""
    members = sorted({tie.member for ref in situation.group for tie in situation.threads(ref)})
    if len(members) == 1:
        (only,) = members
        name = situation.name(f"team/{only}")
        others = [member for member in situation.graph.members if member != only]
        colleague = situation.name(f"team/{others[0]}") if others else _("a colleague")
        yield Missing(
            about=(f"team/{only}",),
            importance=situation.importance_of_account(),
            shortfall=0.5,
            message=_("Everything hangs on one of us: only {member} has threads there").format(member=name),
            step=Step(
                _("{member} takes {colleague} along to the next meeting").format(member=name, colleague=colleague),
                member=only,
            ),
        )


def key_player_uncovered(situation: Situation) -> Iterator[Missing]:
    """A key player without a thread. Have: our strongest tie to them; target: a thread (.30)."""
    target = situation.constants.thread
    for standing in situation.key_players:
        ref = standing.ref
        if not situation.threads(ref):
            have = max((tie.value for tie in situation.ties(ref)), default=0.0)
            said = _("{person} is a key player without a thread to us: our strongest tie is {strength}")
            if not have:
                said = _("{person} is a key player without a thread to us: none of us has any tie")
            yield Missing(
                about=(ref,),
                importance=situation.importance(standing),
                shortfall=shortfall(have, target),
                overdue=ref,
                message=said.format(person=situation.name(ref), strength=figure(have)),
                step=introduction(situation, ref),
            )


def below_target(situation: Situation) -> Iterator[Missing]:
    """A tie of ours below the level that we want it to reach. Have: its strength today; target: that of the level."""
    for standing in situation.named:
        for tie in situation.graph.ties.get(standing.ref, {}).values():
            level = tie.known_by.target if tie.known_by else None
            target = situation.constants.of_level(level) if level else 0.0
            if level and tie.value < target:
                yield Missing(
                    about=(standing.ref, f"team/{tie.member}"),
                    importance=situation.importance(standing),
                    shortfall=shortfall(tie.value, target),
                    overdue=standing.ref,
                    message=_(
                        "{member}'s tie to {person} is {strength}, and the target is level {level} ({name}, {target})"
                    ).format(
                        member=situation.name(f"team/{tie.member}"),
                        person=situation.name(standing.ref),
                        strength=figure(tie.value),
                        level=level,
                        name=in_words("level", LEVEL_NAMES[level]),
                        target=figure(target),
                    ),
                    step=_come_closer(situation, tie, level, target),
                )


def no_channel(situation: Situation) -> Iterator[Missing]:
    """A key player without any way to contact them. Have 0 of 1 channels."""
    for standing in situation.key_players:
        if not any(text.strip() for texts in standing.person.channels.values() for text in texts):
            yield Missing(
                about=(standing.ref,),
                importance=situation.importance(standing),
                shortfall=1.0,
                overdue=standing.ref,
                message=_("There is no phone, e-mail or other channel for {person}").format(
                    person=situation.name(standing.ref)
                ),
                step=Step(_look_for_number(situation, standing.ref)),
            )


def _look_for_number(situation: Situation, person: str) -> str:
    asked = informant(situation, person)
    if asked == person:
        said = _("Look at their card, their site or LinkedIn, and write it down: `{command}`")
    elif asked:
        said = _(
            "Ask {asked} for the number of {person}, or look on their site or LinkedIn, and write it down: `{command}`"
        )
    else:
        said = _("Look on their site or LinkedIn, and write it down: `{command}`")
    return said.format(
        asked=situation.name(asked) if asked else "",
        person=situation.name(person),
        command=f"relmap set {person} phone=NUMBER",
    )


def _come_closer(situation: Situation, tie: Tie, level: int, target: float) -> Step:
    said = _("{member} sees {person}: `{command}`; once it is level {level} ({name}), `{reached}`")
    if (tie.declared or 0.0) >= target:
        said = _("{member} sees {person}: `{command}`")
    sentence = said.format(
        member=situation.name(f"team/{tie.member}"),
        person=situation.name(tie.person),
        command=visit(tie.person, tie.member),
        level=level,
        name=in_words("level", LEVEL_NAMES[level]),
        reached=f"relmap know {tie.member} {tie.person} --level {level}",
    )
    return Step(sentence, tie.person, tie.member)


def _second_person(situation: Situation, only: str) -> Step:
    reached = [standing for standing in situation.key_players if standing.ref != only]
    best = max(reached, key=lambda standing: situation.reaches[standing.ref].score, default=None)
    if best is None:
        said = _("Ask {person} to bring a colleague to the next meeting")
        return Step(said.format(person=situation.name(only)), only)
    return introduction(situation, best.ref)
