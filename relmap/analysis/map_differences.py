"""What changed since an earlier state of the book, marked on a map: people, ties and cells, and what the cards said."""

from collections.abc import Collection, Iterator
from dataclasses import replace

from relmap.analysis.differences import Difference
from relmap.analysis.map_building import departments
from relmap.analysis.map_card_changes import CardChanges
from relmap.analysis.map_choosing import Choice
from relmap.analysis.map_contents import COVERAGE, ORG, Arrow, MapContents, Moment
from relmap.analysis.map_earlier import Earlier
from relmap.analysis.map_facts import MapFacts
from relmap.analysis.map_gone import Gone
from relmap.analysis.map_placing import unplaced
from relmap.analysis.map_tie_changes import TieChanges
from relmap.model.records import Deal
from relmap.model.saying import _, in_clauses, labelled, on_day

# Of a deal: its committee is told on the cards.
_ON_CARDS = "committee"


def marked(
    contents: MapContents, since: Earlier, facts: MapFacts, *, choice: Choice, choice_before: Choice
) -> MapContents:
    """The map with what changed since an earlier state; who and what is gone is drawn where it would stand. `dated`
    says in its heading from when to when.

    `facts` are those of the map, `choice` and `choice_before` say whom of each state it was asked to show.
    """
    then = MapFacts(book=since.book, account=facts.account, today=facts.today, deal=_deal_before(since, facts.deal))
    cards = CardChanges(since=since, then=then, deal=facts.deal)
    ties = TieChanges(view=contents.view, then=then, now=facts)
    gone = Gone(then=then, now=facts, cards=cards, ties=ties, choice=choice, choice_before=choice_before)
    there = [cards.marked(card) for card in contents.cards]
    shown = sorted([*there, *gone.shown({card.key for card in there})], key=lambda card: card.key)
    keys = {card.key for card in shown}
    arrows = sorted(_arrows(contents, ties, keys), key=lambda arrow: (arrow.source, arrow.target, arrow.kind))
    aside = unplaced(contents.view, shown, arrows)
    return replace(
        contents,
        cards=tuple(shown),
        arrows=tuple(arrows),
        groups=departments(shown, aside) if contents.view == ORG else (),
        cells=tuple(ties.cells(contents.cells, keys)) if contents.view == COVERAGE else (),
        unplaced=aside,
        since=since.moment,
        changes=tuple(_of_the_whole(since, facts)),
        uncompared=since.unread,
    )


def dated(contents: MapContents, since: Earlier) -> MapContents:
    """The map with from when to when it shows changes in its heading, without its day where that says it as well."""
    said = contents.subtitle[:-1] if since.later.day == contents.today else contents.subtitle
    return replace(contents, subtitle=(*said, span(since, contents.shows_change)))


def _deal_before(since: Earlier, deal: Deal | None) -> Deal | None:
    """The deal as it was; one that is new changed nobody's standing, but was not there."""
    return since.book.deals.get(deal.ref, deal) if deal else None


def _arrows(contents: MapContents, ties: TieChanges, keys: Collection[str]) -> Iterator[Arrow]:
    yield from map(ties.marked, contents.arrows)
    if contents.view != COVERAGE:  # which has cells for them
        yield from (arrow for arrow in ties.lost if arrow.source in keys and arrow.target in keys)


def _of_the_whole(since: Earlier, facts: MapFacts) -> Iterator[str]:
    """What changed of the account itself, and of the deal, each in one line."""
    wanted = {("account", facts.account), ("deal", facts.deal.ref if facts.deal else "")}
    for one in since.found.of("account", "deal"):
        texts = since.words.told(_without_committee(one))
        if texts and one.after is not None and (one.type, one.record.ref) in wanted:
            yield labelled(since.words.name(one.record.ref), in_clauses(texts))


def _without_committee(one: Difference) -> Difference:
    return one._replace(changes=tuple(change for change in one.changes if change.field != _ON_CARDS))


def span(since: Earlier, is_changed: bool) -> str:
    """From when to when a map shows changes, or that it shows none; the rest of the book may have changed."""
    if is_changed:
        said = _("changes from {before} to {after}")
    elif since.unread:
        said = _("of what can be read, nothing on this map changed from {before} to {after}")
    else:
        said = _("nothing on this map changed from {before} to {after}")
    return said.format(before=_in_words(since.moment), after=_in_words(since.later))


def _in_words(moment: Moment) -> str:
    return f"{on_day(moment.day)} ({moment.commit})" if moment.commit else on_day(moment.day)
