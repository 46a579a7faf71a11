"""What cannot be so, whoever is meant: circles, a link to oneself, an end before the beginning."""

from collections.abc import Iterator, Mapping

from relmap.analysis.integrity.facts import Facts, error
from relmap.model.problems import Finding
from relmap.model.saying import _


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
        yield error("reporting-cycle", people[cycle[0]], ("reports_to",), message, mend)


def parent_cycles(facts: Facts) -> Iterator[Finding]:
    """Accounts that are each other's parent."""
    accounts = facts.book.accounts
    for cycle in _cycles({account.id: account.parent for account in accounts.values()}):
        names = " -> ".join([*cycle, cycle[0]])
        message = _("an account cannot belong to itself: {names}").format(names=names)
        yield error("parent-cycle", accounts[cycle[0]], ("parent",), message, _("remove one `parent` of them"))


def links_to_self(facts: Facts) -> Iterator[Finding]:
    """Somebody tied to themselves."""
    for person in facts.book.people.values():
        for place, link in enumerate(person.links):
            if link.to == person.ref:
                message = _("{ref} has a link to itself").format(ref=person.ref)
                yield error(
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
                yield error("dates-reversed", person, ("links", place, "until"), message, _("correct one of the dates"))
    for campaign in facts.book.campaigns.values():
        if campaign.starts_on and campaign.ends_on and campaign.ends_on < campaign.starts_on:
            message = _("the campaign ends ({ends_on}) before it starts ({starts_on})").format(
                ends_on=campaign.ends_on, starts_on=campaign.starts_on
            )
            yield error("dates-reversed", campaign, ("ends_on",), message, _("correct one of the dates"))


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
