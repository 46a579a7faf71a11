"""Gaps, and waivers of them."""

from relmap.errors.base import RelmapError, UsageError, meant_by
from relmap.spoken import _, in_order


class UnknownGap(UsageError):
    """There is no gap of this code."""

    def __init__(self, *, code: str, known: list[str], nearest: str = "") -> None:
        meant = meant_by(nearest, _("choose one of {known}").format(known=in_order(known)))
        super().__init__(_("no gap has the code {code!r}; {meant}"), code=code, meant=meant)
        self.word = code


class SeveralGaps(UsageError):
    """What was meant to name one gap names several."""

    def __init__(self, *, code: str, codes: list[str]) -> None:
        super().__init__(
            _("{code!r} names {n} gaps, and one is meant; choose one of {codes}"),
            code=code,
            n=len(codes),
            codes=in_order(codes),
        )
        self.word = code


class NoRuleLeft(UsageError):
    """`typed`: the command line had a say in it, not relmap.yaml alone."""

    def __init__(self, *, typed: bool) -> None:
        where = _("--select and --ignore") if typed else _("`gaps` in relmap.yaml")
        super().__init__(_("{where} leave no rule to look for; select some, for example --select G1,G2"), where=where)


class WaiverIncomplete(UsageError):
    """`lacks`: the option that is missing."""

    lacks_word = True

    def __init__(self, *, lacks: str) -> None:
        super().__init__(
            _(
                "{lacks} is missing: a gap is accepted until a day and for a reason; write both, for "
                'example --until 2027-01-31 --reason "on leave"'
            ),
            lacks=lacks,
        )


class PassedAlready(UsageError):
    def __init__(self, *, day: str, today: str) -> None:
        super().__init__(
            _("--until: {day} has passed already (today is {today}); give a day to come"), day=day, today=today
        )
        self.word = day


class NothingToWaive(RelmapError):
    """A waiver names what exists: a person, a role, a department or an account."""

    def __init__(self, *, text: str, nearest: str) -> None:
        meant = meant_by(nearest, _("`relmap gaps` shows what each gap is about"))
        super().__init__(
            _("no person, role, department or account is found by {text!r}; {meant}"), text=text, meant=meant
        )
        self.word = text
