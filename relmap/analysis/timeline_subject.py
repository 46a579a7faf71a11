"""What a timeline is of, and what of a commit's differences it tells."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from relmap.analysis.circle import account_of
from relmap.analysis.differences import Difference, Entry
from relmap.analysis.differences.values import field_changes
from relmap.analysis.timeline_steps import Commit, Step, Version
from relmap.analysis.timeline_versions import returns
from relmap.model.records import Deal, Named, Person, Record, Touch

_NEVER: Mapping[tuple[str, str, str], Version] = {}


class Follows(NamedTuple):
    """What a timeline is of: a record of some type in all its `versions`, an account with all that is there.

    `refs` and `accounts` are those that it ever had; `back` says by commit, type and reference where a file of it came
    back, and with which version it had gone.
    """

    type: str
    versions: frozenset[Version] = frozenset()
    refs: frozenset[str] = frozenset()
    accounts: frozenset[str] = frozenset()
    back: Mapping[tuple[str, str, str], Version] = _NEVER

    def owns(self, step: Step) -> bool:
        """Whether a file is its own: an account's are those of its people and deals, too."""
        if self.type == "account":
            return step.type in ("account", "person", "deal") and account_of(step.ref) in self.accounts
        return step.now in self.versions or any(version in self.versions for version in step.was)

    def has(self, step: Step) -> bool:
        """Whether a file may say something of it: beside its own, diaries and for somebody the deals of the account."""
        if step.type == "touch":
            return not self.accounts or account_of(step.ref) in self.accounts
        in_committee = self.type == "person" and step.type == "deal" and account_of(step.ref) in self.accounts
        return in_committee or self.owns(step)

    def told(self, one: Difference, own: Collection[tuple[str, str]]) -> Difference | None:
        """What a difference says of it; `own` are type and reference of its files that a commit touched.

        A touch that is new is told on its day, and one that is corrected or gone by the commit.
        """
        if isinstance(one.record, Touch):
            known = one.before is not None and any(self.concerns(touch) for touch in _touches(one))
            return one if known else None
        if self.type == "account":
            return one if one.account in self.accounts or account_of(one.was) in self.accounts else None
        if (one.type, one.record.ref) in own:
            return one
        return seat(one, self.refs) if self.type == "person" else None

    @property
    def named(self) -> frozenset[str]:
        """The ids by which a touch names it; of what is not named by each none."""
        ids = (ref.rpartition("/")[2] for ref in self.refs)
        return frozenset(ids) if self.type in ("person", "deal") else frozenset()

    def concerns(self, touch: Touch) -> bool:
        return concerns(self.type, self.refs, touch)


def follows(subject: Named, versions: Iterable[Version], commits: Iterable[Commit] = ()) -> Follows:
    """What the timeline of a record is of, whose versions are known."""
    known = frozenset(versions)
    refs = frozenset((subject.ref, *(version.ref for version in known)))
    placed = subject.TYPE in ("account", "person", "deal")
    accounts = frozenset(account_of(ref) for ref in refs) if placed else frozenset[str]()
    return Follows(subject.TYPE, known, refs, accounts, returns(commits, known))


def concerns(type_: str, refs: Collection[str], touch: Touch) -> bool:
    """Whether somebody or something of a type that has one of these references had a part in a touch."""
    match type_:
        case "person":
            return not set(refs).isdisjoint(touch.people)
        case "account":
            return touch.account in refs
        case "deal":
            return f"{touch.account}/{touch.deal}" in refs
        case "campaign":
            return f"campaigns/{touch.campaign}" in refs
    return any(f"team/{member}" in refs for member in (touch.member, *touch.together))


def touches_of(subject: Record, touches: Iterable[Touch]) -> Iterator[Touch]:
    """Those that somebody or something had a part in."""
    return (touch for touch in touches if concerns(subject.TYPE, (subject.ref,), touch))


def seat(one: Difference, refs: Collection[str]) -> Difference | None:
    """Of what differs of a deal, that which is about the places of somebody in its committee."""
    deal = one.record
    if not isinstance(deal, Deal):
        return None
    if one.after is None:
        return one if any(place.person in refs for place in deal.committee) else None
    changes = one.changes if one.before is not None else tuple(field_changes(blank(deal), deal))
    theirs = tuple(
        change
        for change in changes
        if change.field == "committee" and isinstance(change.path[1], Entry) and change.path[1].identity[0] in refs
    )
    return Difference(one.before or blank(deal), deal, theirs) if theirs else None


def blank(record: Named) -> Named:
    """Somebody or something of whom nothing is known but the name."""
    place: dict[str, Any] = {"account": record.account} if isinstance(record, Person | Deal) else {}
    return type(record)(id=record.id, name=record.name, **place)


def _touches(one: Difference) -> Iterator[Touch]:
    return (touch for touch in (one.before, one.after) if isinstance(touch, Touch))
