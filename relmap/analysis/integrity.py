"""Faults that one sees only in the book as a whole: references to nobody, cycles, dates that cannot be.

One rule per function; a rule takes the facts and yields findings. What is missing in an account (nobody decides, a
champion is not proven) is no fault of the book but a gap.
"""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from relmap.analysis.circle import account_of
from relmap.analysis.references import Reference, records_of, references_of
from relmap.analysis.subjects import is_full_reference
from relmap.model.book import Book
from relmap.model.kinds import MENTIONED, KeyPath
from relmap.model.problems import Finding, mend_for
from relmap.model.records import Record
from relmap.model.saying import _
from relmap.model.settings import Settings

Broken = Container[tuple[str, str]]
Nearest = Callable[[str, list[str]], str]
"""Of some words the one that another was most likely meant to be, or ""."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a rule may look at.

    `broken`: type and ref of records that exist although they could not be read. `whole`: the book is all there is,
    campaigns included, which no smaller part of a book has. `nearest`: which of some words another was meant to be.
    """

    book: Book
    today: date
    broken: Broken
    whole: bool
    nearest: Nearest

    def mend(self, target: str, known: Iterable[str], otherwise: str, prefix: str = "") -> str:
        """What is nearest to `target`, or else what to do."""
        near = self.nearest(target, list(known))
        return mend_for(near and prefix + near, otherwise)

    def has(self, type_: str, target: str) -> bool:
        """Whether the book, or a file of it that could not be read, holds this person, member, account or deal."""
        prefix = {"member": "team/", "campaign": "campaigns/"}.get(type_, "")
        return target in _table(self.book, type_) or (type_, prefix + target) in self.broken


def findings(
    book: Book, *, today: date, broken: Broken = frozenset(), whole: bool = False, nearest: Nearest = lambda *_: ""
) -> list[Finding]:
    """Every finding of every rule, in the order of rules and records; references to campaigns only with `whole`.

    Without `nearest` the mends offer no other word.
    """
    facts = Facts(book=book, today=today, broken=broken, whole=whole, nearest=nearest)
    return [finding for rule in RULES for finding in rule(facts)]


def dangling_references(facts: Facts) -> Iterator[Finding]:
    """Whoever or whatever is named and is not in the book; of a text, only where it has the form of a reference."""
    ids = _Ids(facts)
    for record in records_of(facts.book):
        for reference in references_of(record):
            if reference.to == MENTIONED:
                if is_full_reference(reference.target) and not _leads_somewhere(facts, reference.target):
                    message = _("{ref} names {target} ({field}), which is not in the book").format(
                        ref=record.ref, target=reference.target, field=_field(reference)
                    )
                    mend = ids.mend(reference.target, _("correct it, or write it as plain words"))
                    yield _warning("dangling-reference", record, reference.path, message, mend)
            elif not facts.has(reference.to, reference.target):
                yield _dangling(facts, reference, ids)


def touches_of_strangers(facts: Facts) -> Iterator[Finding]:
    """A file of touches whose member is not in the team; once per file."""
    seen = set()
    for touch in facts.book.all_touches():
        if touch.ref not in seen and not facts.has("member", touch.member):
            seen.add(touch.ref)
            message = _("the name of this file says that {member} wrote it, who is not in the team").format(
                member=touch.member
            )
            mend = facts.mend(touch.member, facts.book.members, _("rename the file, or add the member"))
            yield _error("dangling-reference", touch, (), message, mend, ("member", touch.member))


def touches_of_nothing(facts: Facts) -> Iterator[Finding]:
    """A touch for a deal or campaign that is not there."""
    book = facts.book
    for touch in book.all_touches():
        if touch.deal and not facts.has("deal", f"{touch.account}/{touch.deal}"):
            message = _("{ref} names the deal {deal}, and {account} has none of that id").format(
                ref=touch.ref, deal=touch.deal, account=touch.account
            )
            known = [deal.id for deal in book.deals_of(touch.account)]
            mend = facts.mend(touch.deal, known, _("correct it, or add the deal with `relmap add-deal`"))
            yield _error(
                "dangling-reference", touch, ("deal",), message, mend, ("deal", f"{touch.account}/{touch.deal}")
            )
        if facts.whole and touch.campaign and not facts.has("campaign", touch.campaign):
            message = _("{ref} names the campaign {campaign}, which is not in the book").format(
                ref=touch.ref, campaign=touch.campaign
            )
            mend = facts.mend(touch.campaign, book.campaigns, _("correct it, or remove it"))
            yield _error("dangling-reference", touch, ("campaign",), message, mend, ("campaign", touch.campaign))


def touches_of_another_account(facts: Facts) -> Iterator[Finding]:
    """Somebody of another account in a touch: what is asked of theirs does not look into this file."""
    for touch in facts.book.all_touches():
        for place, person in enumerate(touch.people):
            # What is left of a touch with a fault keeps the place of somebody who could not be read.
            account = account_of(person) if person else touch.account
            if account != touch.account and facts.has("person", person):
                message = _("{ref} names {person}, and of {account} only its own touches are read").format(
                    ref=touch.ref, person=person, account=account
                )
                mend = _(
                    "take them out here, and log it over there: `relmap touch {person} --by {member} "
                    "--channel {channel} --on {on}`"
                ).format(person=person, member=touch.member, channel=touch.channel, on=touch.on)
                yield _warning("touch-elsewhere", touch, ("with", place), message, mend)


def reporting_cycles(facts: Facts) -> Iterator[Finding]:
    """People who report to each other in a circle, or to themselves."""
    people = facts.book.people
    for cycle in _cycles({ref: person.reports_to for ref, person in people.items()}):
        names = " -> ".join([*cycle, cycle[0]])
        message = (
            _("{person} reports to itself").format(person=cycle[0])
            if len(cycle) == 1
            else _("these people report in a circle: {names}").format(names=names)
        )
        mend = _("remove one `reports_to` of them") if len(cycle) > 1 else _("name the boss, or remove the line")
        yield _error("reporting-cycle", people[cycle[0]], ("reports_to",), message, mend)


def parent_cycles(facts: Facts) -> Iterator[Finding]:
    """Accounts that are each other's parent."""
    accounts = facts.book.accounts
    for cycle in _cycles({account.id: account.parent for account in accounts.values()}):
        names = " -> ".join([*cycle, cycle[0]])
        message = _("an account cannot belong to itself: {names}").format(names=names)
        yield _error("parent-cycle", accounts[cycle[0]], ("parent",), message, _("remove one `parent` of them"))


def links_to_self(facts: Facts) -> Iterator[Finding]:
    for person in facts.book.people.values():
        for place, link in enumerate(person.links):
            if link.to == person.ref:
                message = _("{ref} has a link to itself").format(ref=person.ref)
                yield _error(
                    "link-to-self", person, ("links", place, "to"), message, _("name the other one, or remove it")
                )


def reversed_dates(facts: Facts) -> Iterator[Finding]:
    """A link that ends before it begins; a campaign, too."""
    for person in facts.book.people.values():
        for place, link in enumerate(person.links):
            if link.since and link.until and link.until < link.since:
                message = _("the link to {to} ends ({until}) before it begins ({since})").format(
                    to=link.to, until=link.until, since=link.since
                )
                yield _error(
                    "dates-reversed", person, ("links", place, "until"), message, _("correct one of the dates")
                )
    for campaign in facts.book.campaigns.values():
        if campaign.starts_on and campaign.ends_on and campaign.ends_on < campaign.starts_on:
            message = _("the campaign ends ({ends_on}) before it starts ({starts_on})").format(
                ends_on=campaign.ends_on, starts_on=campaign.starts_on
            )
            yield _error("dates-reversed", campaign, ("ends_on",), message, _("correct one of the dates"))


def touches_to_come(facts: Facts) -> Iterator[Finding]:
    """A touch says what has passed; what is planned stands under `next`."""
    for touch in facts.book.all_touches():
        if touch.on > facts.today:
            message = _("the touch is dated {on}, after today ({today})").format(on=touch.on, today=facts.today)
            mend = _("correct the date, or write what is planned under `next` of an earlier touch")
            yield _warning("touch-in-future", touch, ("on",), message, mend)


RULES: tuple[Callable[[Facts], Iterator[Finding]], ...] = (
    dangling_references,
    touches_of_strangers,
    touches_of_nothing,
    touches_of_another_account,
    reporting_cycles,
    parent_cycles,
    links_to_self,
    reversed_dates,
    touches_to_come,
)


def _table(book: Book, type_: str) -> Mapping[str, Record]:
    tables: dict[str, Mapping[str, Record]] = {
        "person": book.people,
        "member": book.members,
        "account": book.accounts,
        "deal": book.deals,
        "campaign": book.campaigns,
    }
    return tables[type_]


class _Ids:
    """The ids of each account's people, put together once somebody is missed."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._of: dict[str, list[str]] = {}

    def mend(self, ref: str, otherwise: str) -> str:
        account, _slash, identifier = ref.partition("/")
        if not self._of:
            for person in self._facts.book.people.values():
                self._of.setdefault(person.account, []).append(person.id)
        return self._facts.mend(identifier, self._of.get(account, ()), otherwise, f"{account}/")


def _field(reference: Reference) -> str:
    return next(str(step) for step in reversed(reference.path) if isinstance(step, str))


def _dangling(facts: Facts, reference: Reference, ids: _Ids) -> Finding:
    book = facts.book
    field = _field(reference)
    head, _slash, person = reference.target.partition("/")
    message = _("{ref} names {target} ({field}), who is not in the book").format(
        ref=reference.record.ref, target=reference.target, field=field
    )
    known = () if reference.to == "person" else _table(book, reference.to)
    mend = facts.mend(reference.target, known, _("correct the id, or add them"))
    if reference.to == "account":
        message = _("{ref} names the account {target} ({field}), which is not in the book").format(
            ref=reference.record.ref, target=reference.target, field=field
        )
    elif reference.to == "person" and head == "team":
        message = _("{ref} names {target} ({field}), who is one of ours, not of theirs").format(
            ref=reference.record.ref, target=reference.target, field=field
        )
        mend = _("write ties of our own people under `known_by`")
    elif reference.to == "person" and head not in book.accounts:
        message = _("{ref} names {target} ({field}), and there is no account {head}").format(
            ref=reference.record.ref, target=reference.target, field=field, head=head
        )
        mend = facts.mend(head, book.accounts, _("correct the account, or add it with `relmap add-account`"))
    elif reference.to == "person":
        add = _("correct the id, or add them: `relmap add-contact --id {person}`").format(person=person)
        mend = ids.mend(reference.target, add)
    return _error(
        "dangling-reference", reference.record, reference.path, message, mend, (reference.to, reference.target)
    )


def _leads_somewhere(facts: Facts, ref: str) -> bool:
    folder, _slash, identifier = ref.partition("/")
    if folder == "team":
        return facts.has("member", identifier)
    return facts.has("person", ref) or facts.has("deal", ref)


def _cycles(above: Mapping[str, str]) -> Iterator[list[str]]:
    """Each circle once, from its first member in code point order on; `above` leads from each to at most one."""
    done: set[str] = set()
    for start in sorted(above):
        way: dict[str, int] = {}
        at = start
        while at in above and at not in done and at not in way:
            way[at] = len(way)
            at = above[at]
        if at in way:
            circle = list(way)[way[at] :]
            first = circle.index(min(circle))
            yield circle[first:] + circle[:first]
        done.update(way)


def _error(
    code: str, record: Record | Settings, path: KeyPath, message: str, mend: str, missing: tuple[str, str] | None = None
) -> Finding:
    return Finding(severity="error", code=code, record=record, path=path, message=message, mend=mend, missing=missing)


def _warning(code: str, record: Record | Settings, path: KeyPath, message: str, mend: str) -> Finding:
    return Finding(severity="warning", code=code, record=record, path=path, message=message, mend=mend)
