"""A deal with its buying committee, as a part of its account's page."""

from collections.abc import Iterator

from relmap.analysis.committee import Committee
from relmap.exporters.atlas.figures import meter
from relmap.exporters.atlas.markup import Markup, row, sentence, table, tag
from relmap.model.book import Book
from relmap.model.records import Deal
from relmap.model.saying import _, heading, in_words, on_day, pgettext
from relmap.usecases import committee_words
from relmap.usecases.portfolio_words import money


def deal_section(book: Book, committee: Committee) -> Markup:
    deal, coverage = committee.deal, committee.coverage
    facts = [*_facts(deal), (heading(pgettext("column", "coverage")), meter(coverage.value))]
    facts.append((_("With supporters"), meter(coverage.supportive)))
    return tag(
        "section",
        tag("h3", deal.name, " ", tag("small", deal.id)),
        tag("dl", *(tag("div", tag("dt", word), tag("dd", said)) for word, said in facts), class_="figures"),
        _committee(book, committee),
        *(tag("p", sentence(line), class_="soft") for line in committee_words.beneath(book, committee)),
    )


def _facts(deal: Deal) -> Iterator[tuple[str, str]]:
    if deal.stage:
        yield heading(in_words("field", "stage")), deal.stage
    if deal.amount is not None:
        yield heading(in_words("field", "amount")), money(deal.amount, deal.currency)
    if deal.close_on:
        yield heading(in_words("field", "close_on")), on_day(deal.close_on)
    if deal.owner:
        yield heading(in_words("field", "owner")), deal.owner
    if deal.goal:
        yield heading(in_words("field", "goal")), deal.goal


def _committee(book: Book, committee: Committee) -> Markup:
    """Whom the row is about comes first, as a row's head must."""
    rows = []
    for place in committee.places:
        role, person, *rest = committee_words.row(book, place)
        rows.append(row(person, role, *rest))
    role, person, *rest = map(heading, committee_words.columns())
    caption = _("Buying committee of {deal}").format(deal=committee.deal.name)
    return table(caption, [person, role, *rest], rows)
