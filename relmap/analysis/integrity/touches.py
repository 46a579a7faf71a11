"""Touches that name what is not there, stand in the wrong place or have not happened yet."""

from collections.abc import Iterator

from relmap.analysis.circle import account_of
from relmap.analysis.integrity.facts import Facts, error, warning
from relmap.model.problems import Finding
from relmap.model.saying import _


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
            yield error("dangling-reference", touch, (), message, mend, ("member", touch.member))


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
            yield error(
                "dangling-reference", touch, ("deal",), message, mend, ("deal", f"{touch.account}/{touch.deal}")
            )
        if facts.whole and touch.campaign and not facts.has("campaign", touch.campaign):
            message = _("{ref} names the campaign {campaign}, which is not in the book").format(
                ref=touch.ref, campaign=touch.campaign
            )
            mend = facts.mend(touch.campaign, book.campaigns, _("correct it, or remove it"))
            yield error("dangling-reference", touch, ("campaign",), message, mend, ("campaign", touch.campaign))


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
                yield warning("touch-elsewhere", touch, ("with", place), message, mend)


def touches_to_come(facts: Facts) -> Iterator[Finding]:
    """A touch says what has passed; what is planned stands under `next`."""
    for touch in facts.book.all_touches():
        if touch.on > facts.today:
            message = _("the touch is dated {on}, after today ({today})").format(on=touch.on, today=facts.today)
            mend = _("correct the date, or write what is planned under `next` of an earlier touch")
            yield warning("touch-in-future", touch, ("on",), message, mend)
