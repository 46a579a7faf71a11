"""What one of us would have to hand over, account by account, for people to read."""

from collections.abc import Iterator, Sequence

from relmap.analysis.coverage_matrix import PathChange
from relmap.analysis.hand_over import Holding
from relmap.analysis.wording import figure, listed
from relmap.cli.output import prose, say
from relmap.model.saying import _, in_order, ngettext, on_day
from relmap.usecases.hand_over import HandOverResult


def say_hand_over(result: HandOverResult, name: str) -> None:
    """One part for each account, then a line of what it comes to; `name` is the member's."""
    if not result.accounts:
        said = ngettext(
            "Without {member}: nothing to hand over at {n} account",
            "Without {member}: nothing to hand over at {n} accounts",
            result.known,
        )
        say(said.format(member=name, n=result.known))
        return
    number = len(result.accounts)
    among = str(number) if number == result.known else _("{n} of {all}").format(n=number, all=result.known)
    said = ngettext(
        "Without {member}: something to hand over at {among} account",
        "Without {member}: something to hand over at {among} accounts",
        result.known,
    )
    say(said.format(member=name, among=among), "strong")
    for one in result.accounts:
        say()
        share = f"{one.loss.before.value:.0%} -> {one.loss.after.value:.0%}"
        say(_("{account}: coverage {share}").format(account=one.account.id, share=share), "strong")
        for line in _lines(one):
            prose(line, start="  ", indent=4)
    say()
    prose(_total(result), "strong", indent=2)
    command = f"relmap coverage ACCOUNT --without-member {result.member}"
    prose(_("one account in full: `{command}`").format(command=command), "dim", indent=2)


def _lines(one: Holding) -> Iterator[str]:
    deals = (_("the deal {deal}").format(deal=deal.id) for deal in one.deals)
    owned = [*([_("the account")] if one.owns_account else []), *deals]
    others = [other for other in one.loss.people if not other.is_only_thread]
    if owned:
        yield _("owns {what}").format(what=listed(owned))
    if one.only_threads:
        yield _("only thread to {people}").format(people=_people(one, [other.row.ref for other in one.only_threads]))
    if others:
        yield _("strongest tie to {people}").format(people=_people(one, [other.row.ref for other in others]))
    for change in one.worse_paths:
        person = _people(one, [change.person])
        yield _("best path to {person}: {change}").format(person=person, change=_path_change(change))
    for promise in one.promises:
        yield _("promised {people} for {day}: {what}").format(
            people=_people(one, promise.about), day=on_day(promise.due_on), what=promise.do
        )


def _people(one: Holding, refs: Sequence[str]) -> str:
    return listed([one.names[ref] for ref in refs])


def _path_change(change: PathChange) -> str:
    before, after = (figure(path.score) if path else _("none") for path in (change.before, change.after))
    return f"{before} -> {after}"


def _total(result: HandOverResult) -> str:
    owned = sum(one.owns_account for one in result.accounts)
    deals = sum(len(one.deals) for one in result.accounts)
    threads = sum(len(one.only_threads) for one in result.accounts)
    promises = sum(len(one.promises) for one in result.accounts)
    counts = {
        ngettext("{n} owned account", "{n} owned accounts", owned): owned,
        ngettext("{n} owned deal", "{n} owned deals", deals): deals,
        ngettext("{n} only thread", "{n} only threads", threads): threads,
        ngettext("{n} promise", "{n} promises", promises): promises,
    }
    told = in_order(said.format(n=number) for said, number in counts.items() if number)
    return _("in all: {counts}").format(counts=told or _("stronger ties alone"))
