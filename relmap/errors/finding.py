"""Whom or what the typed words mean."""

from relmap.errors.base import RelmapError, UsageError


class AmbiguousRecord(RelmapError):
    def __init__(self, *, text: str, refs: list[str]) -> None:
        super().__init__(f"{text!r} names several: {', '.join(refs)}; write the reference in full")
        self.word = text


class NoAccount(RelmapError):
    lacks_word = True

    def __init__(self, *, known: list[str]) -> None:
        listed = ", ".join(known[:5]) + (" ..." if len(known) > 5 else "")
        if known:
            mend = f"name one with --account ({listed}), or set default_account in relmap.yaml"
        else:
            mend = 'add one with `relmap add-account "NAME"`'
        super().__init__(
            "which account? " + ("the book has several" if known else "the book has none yet") + f"; {mend}"
        )


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
        mend = f"did you mean {' or '.join(nearest)}?" if nearest else f"`{_LISTS[what]}` shows every {what}"
        if what == "person" and "," in text.strip(","):
            mend = "leave a space between people, not a comma"
        super().__init__(f"no {what} is found by {text!r}; {mend}")
        self.what = what
        self.account = account
        self.text = self.word = text
        self.nearest = nearest


class FoundElsewhere(RelmapError):
    """Nobody of the account that is meant, but of others."""

    def __init__(self, *, text: str, account: str, found: list[tuple[str, str]]) -> None:
        """`found`: the account and the full reference of each."""
        others = ", ".join(f"{other} ({ref})" for other, ref in found[:3]) + (", ..." if len(found) > 3 else "")
        super().__init__(
            f"no person of {account} is found by {text!r}; there is one in {others}; "
            f"write {found[0][1]}, or add --account {found[0][0]}"
        )
        self.word = text


class NotOneOfUs(RelmapError):
    """A person at a customer, where one of our members is meant."""

    def __init__(self, *, text: str, person: str, members: list[str]) -> None:
        """`person`: the name and reference; `members`: the ids of all who could be meant."""
        ours = ", ".join(members[:5]) + (", ..." if len(members) > 5 else "")
        mend = f"name one of ours: {ours}" if members else 'add one with `relmap add-member "NAME"`'
        super().__init__(f"{person} is somebody at a customer, and one of us is meant here; {mend}")
        self.word = text


class OneOfUs(RelmapError):
    """One of our members, where a person at a customer is meant."""

    def __init__(self, *, text: str, member: str) -> None:
        """`member`: the name and reference."""
        super().__init__(f"{member} is one of us, and somebody at a customer is meant here; `relmap list` shows them")
        self.word = text


class HasLeft(RelmapError):
    """Somebody who left is treated as if they were still there."""

    def __init__(self, *, text: str, person: str, ref: str) -> None:
        super().__init__(
            f"{person} has left; name somebody who is there, or, if they came back, `relmap set {ref} status active`"
        )
        self.word = text


class Ambiguous(RelmapError):
    """Several answer to what was typed, so nothing was done. `what` is a plural such as "people"."""

    def __init__(self, *, what: str, text: str, found: list[str]) -> None:
        mend = "write one of these references in full" if what == "deals" else "name one by its id"
        super().__init__(f"{text!r} is {len(found)} {what}: {', '.join(found)}; {mend}")
        self.word = text
        self.found = found


class WhoOfUs(UsageError):
    lacks_word = True

    def __init__(self, *, members: list[str]) -> None:
        mend = f"name one with --by ({', '.join(members[:5])})" if members else "add one with `relmap add-member NAME`"
        super().__init__(f"which of us was it? {mend}")


class DealElsewhere(RelmapError):
    """A deal that only other accounts than the one that is meant have."""

    def __init__(self, *, text: str, account: str, found: list[tuple[str, str]], own: list[str]) -> None:
        """`found`: the account and the full reference of each; `own`: the ids of the deals of `account`."""
        others = " and ".join(f"{other} ({ref})" for other, ref in found[:3]) + (", ..." if len(found) > 3 else "")
        instead = f", or take one of {account}'s own: {', '.join(own[:3])}" if own else ""
        super().__init__(f"{text!r} is not a deal of {account} but of {others}; say --account {found[0][0]}{instead}")
        self.word = text
