"""What a change may not do to the book."""

from relmap.errors.base import RelmapError, UsageError
from relmap.spoken import _, both, in_order, pgettext


class AlreadyExists(RelmapError):
    """`option` is where the id came from, such as --id."""

    def __init__(self, *, what: str, identifier: str, option: str) -> None:
        super().__init__(
            _("the {kind} {identifier} exists already; give another {option}"),
            kind=pgettext("record", what),
            identifier=identifier,
            option=option,
        )
        self.word = identifier


class ReservedId(UsageError):
    def __init__(self, *, identifier: str, option: str) -> None:
        super().__init__(
            _("the id {identifier} means our own people; give the account another one with {option}"),
            identifier=identifier,
            option=option,
        )


class NoIdInName(UsageError):
    def __init__(self, *, name: str) -> None:
        super().__init__(_("the name {name!r} has no letter or digit to make an id of; give one with --id"), name=name)
        self.word = name


class NothingThere(RelmapError):
    """A record holds no such item: a link, a tie, a list entry."""

    def __init__(self, *, where: str, what: str, mend: str) -> None:
        super().__init__(_("{where} has no {what}; {mend}"), where=where, what=what, mend=mend)
        self.record = where.partition(" ")[0]


class StillReferenced(RelmapError):
    """`places`: every file that names the record, with the lines."""

    def __init__(self, *, ref: str, places: list[str], mend: str) -> None:
        super().__init__(_("{ref} is still named in {places}; {mend}"), ref=ref, places=in_order(places), mend=mend)


class WouldBreakBook(RelmapError):
    """The change would bring a fault into the book that was not there before."""

    def __init__(self, *, message: str, mend: str) -> None:
        super().__init__(_("{message}; {mend}; nothing was changed"), message=message, mend=mend)


class InTheFuture(UsageError):
    def __init__(self, *, day: str, today: str) -> None:
        super().__init__(
            _(
                "a touch on {day} is in the future (today is {today}); give the day it happened with "
                "--on, leave --on out to try it as of today, or put a plan into --next"
            ),
            day=day,
            today=today,
        )
        self.word = day


class PeopleOfSeveralAccounts(UsageError):
    def __init__(self, *, accounts: list[str]) -> None:
        super().__init__(_("these people are of {accounts}; log one touch for each account"), accounts=both(accounts))


class OwnKeysDiffer(RelmapError):
    """A key of the user's own, about which relmap knows nothing, in two files that shall be one."""

    def __init__(self, *, key: str, files: tuple[str, str]) -> None:
        super().__init__(
            _(
                "{first} and {second} say otherwise under {key}, a key of your own; --take does not "
                "cover those: make them say the same, or rename one of the keys, then try again"
            ),
            first=files[0],
            second=files[1],
            key=key,
        )


class OnePersonTwice(UsageError):
    def __init__(self, *, first: str, second: str, ref: str) -> None:
        super().__init__(
            _("{first!r} and {second!r} are both {ref}; name two records, each by its id"),
            first=first,
            second=second,
            ref=ref,
        )
        self.word = second


class PeopleOfTwoAccounts(RelmapError):
    def __init__(self, *, first: str, second: str) -> None:
        super().__init__(
            _(
                "{first} and {second} are of two accounts, and a record is of one; if it is one "
                "person who moved, mark the old record as left with `relmap remove REF --left`"
            ),
            first=first,
            second=second,
        )
        self.word = second


class MergeConflicts(RelmapError):
    """Two records of one person contradict each other."""

    def __init__(self, *, first: str, second: str, found: list[tuple[str, str, str]]) -> None:
        """`found`: each field, and what the first and the second say, written as for a program."""
        listed = in_order(f"{path} (A: {one}, B: {other})" for path, one, other in found)
        super().__init__(
            _(
                "{first} (A) and {second} (B) differ in {listed}; say whose is right with --take "
                "{field}=A, or B, for each, or --take A for all of it; nothing was changed"
            ),
            first=first,
            second=second,
            listed=listed,
            field=found[0][0],
        )
