"""What one of us would have to hand over, account by account, for people to read."""

from collections.abc import Iterator, Sequence

from relmap.analysis.coverage_matrix import PathChange
from relmap.analysis.hand_over import Holding
from relmap.analysis.wording import figure, listed
from relmap.cli.output import prose, say
from relmap.usecases.hand_over import HandOverResult


def say_hand_over(result: HandOverResult, name: str) -> None:
    """One part for each account, then a line of what it comes to; `name` is the member's."""
    if not result.accounts:
        say(f"Without {name}: nothing to hand over at {_count(result.known, 'account')}")
        return
    number = len(result.accounts)
    among = str(number) if number == result.known else f"{number} of {result.known}"
    say(f"Without {name}: something to hand over at {among} {'account' if result.known == 1 else 'accounts'}", "strong")
    for one in result.accounts:
        say()
        say(f"{one.account.id}: coverage {one.loss.before.value:.0%} -> {one.loss.after.value:.0%}", "strong")
        for line in _lines(one):
            prose(line, start="  ", indent=4)
    say()
    prose(_total(result), "strong", indent=2)
    prose(f"one account in full: `relmap coverage ACCOUNT --without-member {result.member}`", "dim", indent=2)


def _lines(one: Holding) -> Iterator[str]:
    owned = [*(["the account"] if one.owns_account else []), *(f"the deal {deal.id}" for deal in one.deals)]
    others = [other for other in one.loss.people if not other.is_only_thread]
    if owned:
        yield f"owns {listed(owned)}"
    if one.only_threads:
        yield f"only thread to {_people(one, [other.row.ref for other in one.only_threads])}"
    if others:
        yield f"strongest tie to {_people(one, [other.row.ref for other in others])}"
    for change in one.worse_paths:
        yield f"best path to {_people(one, [change.person])}: {_path_change(change)}"
    for promise in one.promises:
        yield f"promised {_people(one, promise.about)} for {promise.due_on}: {promise.do}"


def _people(one: Holding, refs: Sequence[str]) -> str:
    return listed([one.names[ref] for ref in refs])


def _path_change(change: PathChange) -> str:
    before, after = (figure(path.score) if path else "none" for path in (change.before, change.after))
    return f"{before} -> {after}"


def _total(result: HandOverResult) -> str:
    owned = sum(one.owns_account for one in result.accounts)
    counts = [
        (owned, "owned account"),
        (sum(len(one.deals) for one in result.accounts), "owned deal"),
        (sum(len(one.only_threads) for one in result.accounts), "only thread"),
        (sum(len(one.promises) for one in result.accounts), "promise"),
    ]
    return "in all: " + (", ".join(_count(number, what) for number, what in counts if number) or "stronger ties alone")


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
