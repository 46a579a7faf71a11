"""Whom or what the typed words mean."""

from relmap.errors.base import RelmapError, UsageError, meant_by, some
from relmap.spoken import _, both, either, in_order, pgettext


class AmbiguousRecord(RelmapError):
    def __init__(self, *, text: str, refs: list[str]) -> None:
        super().__init__(
            _("{text!r} names several: {refs}; write the reference in full"), text=text, refs=", ".join(refs)
        )
        self.word = text


class NoAccount(RelmapError):
    lacks_word = True

    def __init__(self, *, known: list[str]) -> None:
        said = _('which account? the book has none yet; add one with `relmap add-account "NAME"`')
        if known:
            said = _(
                "which account? the book has several; name one with --account ({known}), "
                "or set default_account in relmap.yaml"
            )
        super().__init__(said, known=some(known))


_LISTS = {
    "person": "relmap list",
    "account": "relmap list accounts",
    "member": "relmap list members",
    "deal": "relmap list deals",
    "campaign": "relmap list campaigns",
}


class NobodyFound(RelmapError):
    """Nothing in the book answers to what was typed. `what` is "person", "account", "member", "deal" or "campaign"."""

    def __init__(self, *, what: str, text: str, nearest: list[str], account: str = "") -> None:
        """`account`: the only one whose people were meant."""
        kind = pgettext("record", what)
        mend = meant_by(either(nearest), _("`{command}` shows every {kind}").format(command=_LISTS[what], kind=kind))
        if what == "person" and "," in text.strip(","):
            mend = _("leave a space between people, not a comma")
        super().__init__(_("no {kind} is found by {text!r}; {mend}"), kind=kind, text=text, mend=mend)
        self.what = what
        self.account = account
        self.text = self.word = text
        self.nearest = nearest


class FoundElsewhere(RelmapError):
    """Nobody of the account that is meant, but of others."""

    def __init__(self, *, text: str, account: str, found: list[tuple[str, str]]) -> None:
        """`found`: the account and the full reference of each."""
        other, ref = found[0]
        super().__init__(
            _(
                "no person of {account} is found by {text!r}; there is one in {others}; write {ref}, "
                "or add --account {other}"
            ),
            account=account,
            text=text,
            others=some([f"{other} ({ref})" for other, ref in found], most=3),
            ref=ref,
            other=other,
        )
        self.word = text


class NotOneOfUs(RelmapError):
    """A person at a customer, where one of our members is meant."""

    def __init__(self, *, text: str, person: str, members: list[str]) -> None:
        """`person`: the name and reference; `members`: the ids of all who could be meant."""
        mend = _('add one with `relmap add-member "NAME"`')
        if members:
            mend = _("name one of ours: {members}").format(members=some(members))
        super().__init__(
            _("{person} is somebody at a customer, and one of us is meant here; {mend}"), person=person, mend=mend
        )
        self.word = text


class OneOfUs(RelmapError):
    """One of our members, where a person at a customer is meant."""

    def __init__(self, *, text: str, member: str) -> None:
        """`member`: the name and reference."""
        super().__init__(
            _("{member} is one of us, and somebody at a customer is meant here; `relmap list` shows them"),
            member=member,
        )
        self.word = text


class HasLeft(RelmapError):
    """Somebody who left is treated as if they were still there."""

    def __init__(self, *, text: str, person: str, ref: str) -> None:
        super().__init__(
            _("{person} has left; name somebody who is there, or, if they came back, `relmap set {ref} status active`"),
            person=person,
            ref=ref,
        )
        self.word = text


class Ambiguous(RelmapError):
    """Several answer to what was typed, so nothing was done. `what` is a plural such as "people"."""

    def __init__(self, *, what: str, text: str, found: list[str]) -> None:
        mend = _("write one of these references in full") if what == "deals" else _("name one by its id")
        super().__init__(
            _("{text!r} is {n} {what}: {found}; {mend}"),
            text=text,
            n=len(found),
            what=pgettext("record", what),
            found=in_order(found),
            mend=mend,
        )
        self.word = text
        self.found = found


class WhoOfUs(UsageError):
    lacks_word = True

    def __init__(self, *, members: list[str]) -> None:
        said = _("which of us was it? add one with `relmap add-member NAME`")
        if members:
            said = _("which of us was it? name one with --by ({members})")
        super().__init__(said, members=in_order(members[:5]))


class DealElsewhere(RelmapError):
    """A deal that only other accounts than the one that is meant have."""

    def __init__(self, *, text: str, account: str, found: list[tuple[str, str]], own: list[str]) -> None:
        """`found`: the account and the full reference of each; `own`: the ids of the deals of `account`."""
        said = _("{text!r} is not a deal of {account} but of {others}; say --account {other}")
        if own:
            said = _(
                "{text!r} is not a deal of {account} but of {others}; say --account {other}, "
                "or take one of {account}'s own: {own}"
            )
        super().__init__(
            said,
            text=text,
            account=account,
            others=both([f"{other} ({ref})" for other, ref in found[:3]]) + (", ..." if len(found) > 3 else ""),
            other=found[0][0],
            own=in_order(own[:3]),
        )
        self.word = text
