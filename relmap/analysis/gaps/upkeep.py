"""G5xx and G6xx: what was true once, and whether it still is."""

from collections.abc import Iterator
from datetime import date

from relmap.analysis.gaps.advice import informant, member_for
from relmap.analysis.gaps.record import Missing, Step
from relmap.analysis.gaps.situation import Situation
from relmap.analysis.standing import Standing
from relmap.analysis.strength import cadence_of, ideal_wait
from relmap.analysis.wording import listed
from relmap.model.records import Person
from relmap.model.saying import _, on_day
from relmap.model.settings import Cadence


def contact_overdue(situation: Situation) -> Iterator[Missing]:
    """No touch with somebody for longer than ideal_days, whoever of us logged the last one.

    Have: the days left until max_days; target: those between ideal_days and max_days. So the shortfall grows from 0 at
    the one to 1 at the other. Where no touch was ever logged, the days count from our newest judgement of a tie to
    them; without either there is none to count (G504, or G303 for a key player).
    """
    for standing in situation.named:
        ref = standing.ref
        cadence = cadence_of(situation.book, standing.person.account)
        since = situation.last_contact(ref)
        late = _lateness(situation.today, since, cadence)
        if since is not None and late > 0:
            member = member_for(situation, ref)
            yield Missing(
                about=(ref,),
                importance=situation.importance(standing),
                shortfall=late,
                overdue=ref,
                message=_how_long(situation, ref, since, cadence),
                step=Step(
                    _("{member} gets in touch, then `{command}`").format(
                        member=situation.name(f"team/{member}"),
                        command=f"relmap touch {ref} --by {member} --channel call",
                    ),
                    ref,
                    member,
                ),
            )


def fact_stale(situation: Situation) -> Iterator[Missing]:
    """What is written about somebody was last verified more than stale_days (180) ago.

    Have: the days left until twice as long; target: stale_days. Never verified is not this: it is G601's.
    """
    limit = situation.constants.stale_days
    for standing in situation.named:
        verified = standing.person.verified_on
        age = (situation.today - verified).days if verified else 0
        if verified and age > limit:
            yield Missing(
                about=(standing.ref,),
                importance=situation.importance(standing),
                shortfall=min(1.0, (age - limit) / limit),
                overdue=standing.ref,
                message=_("What is written about {person} was last verified {days} days ago ({day})").format(
                    person=situation.name(standing.ref), days=age, day=on_day(verified)
                ),
                step=Step(_check_facts(situation, standing.ref)),
            )


def _check_facts(situation: Situation, person: str) -> str:
    asked = informant(situation, person)
    if not asked:
        said = _("Check title and boss on their site or LinkedIn: then `{command}`")
    elif asked == person:
        said = _("Check title, boss, roles and stance with them or somebody close to them: then `{command}`")
    else:
        said = _("Check title, boss, roles and stance with {asked}: then `{command}`")
    command = f"relmap set {person} verified_on={situation.today.isoformat()}"
    return said.format(asked=situation.name(asked) if asked else "", command=command)


def tie_undated(situation: Situation) -> Iterator[Missing]:
    """A declared tie of ours without a day and without a touch, so that it never fades. Have 0 of 1 days."""
    for standing in situation.named:
        for tie in situation.graph.ties.get(standing.ref, {}).values():
            if tie.known_by is not None and tie.days is None:
                member = situation.name(f"team/{tie.member}")
                yield Missing(
                    about=(standing.ref, f"team/{tie.member}"),
                    importance=situation.importance(standing),
                    shortfall=1.0,
                    overdue=standing.ref,
                    message=_(
                        "Nobody wrote when {member} last judged the tie to {person}, and no touch between them tells"
                    ).format(member=member, person=situation.name(standing.ref)),
                    step=Step(
                        _("Ask {member} how close the two are today: `{command}`").format(
                            member=member,
                            command=f"relmap know {tie.member} {standing.ref} --level LEVEL "
                            f"--assessed-on {situation.today.isoformat()}",
                        ),
                        member=tie.member,
                    ),
                )


def unsourced(situation: Situation) -> Iterator[Missing]:
    """A key player's roles or stance, and no word of who said so, or of when. Have: source and day; target: both."""
    for standing in situation.key_players:
        person = standing.person
        missing = _unproved(person)
        if missing and (standing.roles or standing.stance is not None):
            blanks = {"source": 'source="SOURCE"', "verified_on": f"verified_on={situation.today.isoformat()}"}
            yield Missing(
                about=(standing.ref,),
                importance=situation.importance(standing),
                shortfall=len(missing) / 2,
                overdue=standing.ref,
                message=_unproved_in_words(missing).format(facts=_told(standing), person=situation.name(standing.ref)),
                step=Step(
                    _("Ask whoever wrote the {facts} down, then `{command}`").format(
                        facts=_told(standing),
                        command=f"relmap set {standing.ref} {' '.join(blanks[name] for name in missing)}",
                    )
                ),
            )


def _unproved(person: Person) -> tuple[str, ...]:
    found = {"source": bool(person.source.strip()), "verified_on": person.verified_on is not None}
    return tuple(name for name, written in found.items() if not written)


def _told(standing: Standing) -> str:
    facts = {_("role"): bool(standing.roles), _("stance"): standing.stance is not None}
    return listed([fact for fact, is_told in facts.items() if is_told])


def _unproved_in_words(missing: tuple[str, ...]) -> str:
    """With `{facts}` and `{person}` to be filled in."""
    if "source" not in missing:
        return _("Nobody wrote when we last checked the {facts} of {person}")
    if "verified_on" not in missing:
        return _("Nobody wrote who told us the {facts} of {person}")
    return _("Nobody wrote who told us the {facts} of {person}, nor when")


def _lateness(today: date, since: date | None, cadence: Cadence) -> float:
    """0 at ideal_days, 1 at max_days and beyond; 0 where no cadence applies."""
    if since is None or cadence.max_days is None:
        return 0.0
    days, ideal = (today - since).days, ideal_wait(cadence) or 0
    if days <= ideal:
        return 0.0
    return min(1.0, (days - ideal) / (cadence.max_days - ideal)) if cadence.max_days > ideal else 1.0


def _how_long(situation: Situation, ref: str, since: date, cadence: Cadence) -> str:
    days = (situation.today - since).days
    most = cadence.max_days or 0
    wanted = _("at most {n}").format(n=most) if days > most else _("ideally {n}").format(n=ideal_wait(cadence))
    said = _("No touch with {person} was ever logged, and the tie was judged {days} days ago ({day}): {wanted}")
    if situation.last_touch(ref):
        said = _("Nobody has been in touch with {person} for {days} days, since {day}: {wanted}")
    return said.format(person=situation.name(ref), days=days, day=on_day(since), wanted=wanted)
