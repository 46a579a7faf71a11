"""`relmap influence`: who moves somebody."""

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from relmap.analysis.influence import ALLY, NEUTRAL, THREAT, UNKNOWN, InfluenceAnswer, Mover, Strengths
from relmap.analysis.standing import Standing
from relmap.analysis.wording import called, figure, listed, named, stance_in_words, titled
from relmap.cli.options import Account, Deal, Json, target
from relmap.cli.output import print_json, prose, say, table
from relmap.cli.session import Session
from relmap.errors import NeedsQuotes, TargetMissing
from relmap.model.book import Book
from relmap.model.saying import _, in_order, in_words, ngettext, pgettext, remarked
from relmap.usecases.influence import InfluenceResult, influence, to_json

if TYPE_CHECKING:
    from relmap.analysis.network_measures import NetworkMeasures

# What is typed without --on is told how to say it.
CONTEXT = {"allow_extra_args": True}
EXAMPLES = """
relmap influence --on GM
relmap influence --on decision_maker --deal ceramic-plates
relmap influence --on GM --advanced
relmap influence --on GM --json
"""

_STYLES = {ALLY: "good", THREAT: "bad", NEUTRAL: "", UNKNOWN: "warn"}
_NAMED = 12
_CLOSEST = 3


def run(
    ctx: typer.Context,
    on: Annotated[str | None, target("--on")] = None,
    advanced: Annotated[
        bool, typer.Option("--advanced", help="Add betweenness and constraint; slow for thousands of people.")
    ] = False,
    deal: Deal = None,
    account: Account = None,
    as_json: Json = False,
) -> None:
    """Rank who moves somebody: the allies, the threats, and those whose side we do not know.

    The score is that of the best path of influence (links, not reporting lines) x the person's influence / 4. It is
    a score for comparing, not a probability. Exit status 1 if nobody moves them.
    """
    if on is None:
        raise TargetMissing(words=ctx.args, command="influence", option="--on")
    if ctx.args:
        raise NeedsQuotes(words=ctx.args)
    session = Session.of(ctx)
    chosen = session.account(account, on, deal=deal)
    measure = _measure if advanced else None
    book, result = session.find(
        lambda book: (book, influence(book, chosen, on, today=session.today, deal=deal, measure=measure)),
        session.reach(chosen, on, deal),
    )
    if as_json:
        print_json(session.document(to_json(result)))
    else:
        _say_result(book, result)
    if not result.answer.movers:
        raise typer.Exit(1)


def _measure(people: Collection[str], strengths: Strengths) -> "NetworkMeasures":
    from relmap.analysis.network_measures import network_measures

    return network_measures(people, strengths)


def _say_result(book: Book, result: InfluenceResult) -> None:
    for place, answer in enumerate((result.answer, *result.others)):
        if place:
            say()
        head = _("Who moves {person}, in the deal {deal}") if result.deal else _("Who moves {person}")
        say(head.format(person=titled(book, answer.target), deal=result.deal), "strong")
        if answer.movers:
            _say_answer(book, answer, result)
        else:
            _say_nobody(book, answer, result.account)
        _say_notes(book, answer, result.account)
    if result.measures:
        say()
        for line in _legend(result.measures):
            prose(line, "dim", indent=2)


def _say_answer(book: Book, answer: InfluenceAnswer, result: InfluenceResult) -> None:
    say()
    for line in _summary(book, answer, result.account):
        prose(line)
    say()
    rows = [_row(book, mover, result) for mover in answer.movers]
    table(_columns(bool(result.measures)), rows, [_STYLES[mover.side] for mover in answer.movers])
    unsaid = next((mover.influence for mover in answer.movers if mover.standing.influence is None), None)
    note = _("score = path x influence / 4")
    if unsaid is not None:
        note = _("score = path x influence / 4; {influence}? where nobody has said it").format(influence=unsaid)
    prose(note, "dim")


def _columns(advanced: bool) -> list[str]:
    measures = [pgettext("column", "between"), pgettext("column", "constraint")] if advanced else []
    return [
        pgettext("column", "score"),
        pgettext("column", "who"),
        pgettext("column", "side"),
        pgettext("column", "path"),
        pgettext("column", "influence"),
        pgettext("column", "known by"),
        *measures,
        pgettext("column", "through"),
    ]


def _summary(book: Book, answer: InfluenceAnswer, account: str) -> Iterator[str]:
    ally, threat = answer.strongest(ALLY), answer.strongest(THREAT)
    first = answer.movers[0]
    if first.side in (NEUTRAL, UNKNOWN) and first.score > 0:
        said = _("Moves them most: {who}, who is neutral.")
        if first.side == UNKNOWN:
            said = _("Moves them most: {who}, whose stance we do not know.")
        yield said.format(who=_weighed(book, first))
    if ally:
        yield _("Strongest ally: {who}.").format(who=_weighed(book, ally))
    else:
        yield _("No ally of ours moves them.")
    near = _against_by_reporting(book, answer, account)
    if threat:
        yield _("Strongest threat: {who}.").format(who=_weighed(book, threat))
    elif near:
        yield _("No threat by links; but {others}").format(others=near)
    else:
        yield _("No threat: nobody against us moves them.")
    if ally and threat and threat.score > ally.score:
        yield _("The strongest threat outweighs the strongest ally.")
    if ally and threat and threat.score == ally.score:
        yield _("The strongest threat weighs as much as the strongest ally.")


def _against_by_reporting(book: Book, answer: InfluenceAnswer, account: str) -> str:
    """What is to be found out about them, for a boss may well listen to a report; "" where there is nobody."""
    names = [_who(book, one, account, *_sided(one)) for one in answer.only_reporting if one.is_against]
    if not names:
        return ""
    return ngettext(
        "{who} reaches them only by way of reporting lines: find out whether their word counts.",
        "{who} reach them only by way of reporting lines: find out whether their word counts.",
        len(names),
    ).format(who=listed(_cut(names, _CLOSEST)))


def _weighed(book: Book, mover: Mover) -> str:
    said = _("{person}, score {score}, known to none of us")
    if mover.tie:
        said = _("{person}, score {score}, known to {member}")
    member = named(book, f"team/{mover.tie.member}") if mover.tie else ""
    return said.format(person=called(mover.standing.person), score=figure(mover.score), member=member)


def _row(book: Book, mover: Mover, result: InfluenceResult) -> list[str]:
    measures = result.measures
    stance = stance_in_words(mover.standing.stance)
    unsaid = "?" if mover.standing.influence is None else ""
    side = in_words("side", mover.side)
    member = f"{named(book, f'team/{mover.tie.member}')} {figure(mover.tie.value)}" if mover.tie else _("nobody")
    between = [named(book, ref) for ref in mover.path[1:-1]]
    return [
        figure(mover.score),
        _who(book, mover.standing, result.account),
        # With the advanced columns there is no room for more on a usual terminal.
        side if measures or side == stance else remarked(side, stance),
        figure(mover.path_score),
        f"{mover.influence}{unsaid}",
        member,
        *(_measured(mover.ref, measures) if measures else ()),
        " > ".join(between) or _("directly"),
    ]


def _who(book: Book, standing: Standing, account: str, *remarks: str) -> str:
    """Their name, and between brackets the account of those who are not of `account`, and the remarks."""
    theirs = standing.person.account
    notes = [*([theirs] if theirs != account else ()), *remarks]
    return remarked(named(book, standing.ref), in_order(notes)) if notes else named(book, standing.ref)


def _measured(ref: str, measures: "NetworkMeasures") -> list[str]:
    constraint = measures.constraint[ref]
    return [figure(measures.betweenness[ref]), "" if constraint is None else figure(constraint)]


def _legend(measures: "NetworkMeasures") -> Iterator[str]:
    said = _("between: betweenness, the share of the shortest ways between all others that lead through them")
    if measures.pivots:
        said = _(
            "between: betweenness, the share of the shortest ways between all others that lead through them, "
            "estimated from {n} people"
        )
    yield said.format(n=measures.pivots)
    yield _("constraint: low for whoever bridges groups, high for whoever has all ties in one")


def _say_nobody(book: Book, answer: InfluenceAnswer, account: str) -> None:
    person = book.people[answer.target]
    if person.has_left:
        say(_("Nobody: {person} has left.").format(person=named(book, answer.target)), "bad")
        return
    say(_("Nobody, as far as the book knows: no tie that carries influence leads to them."), "bad")
    near = _against_by_reporting(book, answer, account)
    if near:
        prose(_("But {others}").format(others=near))
    command = f"relmap link PERSON {answer.target} --kind influences"
    prose(_("If you know of somebody, write it down: `{command}`").format(command=command))


def _say_notes(book: Book, answer: InfluenceAnswer, account: str) -> None:
    if answer.conflicts or answer.only_reporting:
        say()
    for first, second in answer.conflicts:
        both = _("{first} and {second} are in conflict.")
        prose(both.format(first=named(book, first), second=named(book, second)), "warn")
    if answer.only_reporting:
        people = listed(_reporting(book, answer, account))
        prose(_("Only by way of reporting lines: {people}.").format(people=people))


def _reporting(book: Book, answer: InfluenceAnswer, account: str) -> list[str]:
    """Those against us first, so that a long list never hides one of them; the others are cut."""
    # Sorting keeps the order of equals: the closest first.
    standings = sorted(answer.only_reporting, key=lambda standing: not standing.is_against)
    names = [_who(book, standing, account, *_sided(standing)) for standing in standings]
    return _cut(names, max(_NAMED, sum(standing.is_against for standing in standings)))


def _cut(names: list[str], room: int) -> list[str]:
    more = len(names) - room
    return [*names[:room], _("{n} more").format(n=more)] if more > 1 else names


def _sided(standing: Standing) -> Iterator[str]:
    if standing.is_against or standing.is_supportive:
        yield stance_in_words(standing.stance)
