"""An account's own page: its figures, its maps, its people and its deals."""

from collections.abc import Iterator

from relmap.analysis.map_contents import COVERAGE, INFLUENCE, ORG, QUADRANT, MapContents
from relmap.analysis.portfolio import AccountLine
from relmap.exporters.atlas.deals import deal_section
from relmap.exporters.atlas.figures import called, figures
from relmap.exporters.atlas.frame import INDEX_PAGE, document
from relmap.exporters.atlas.markup import Markup, joined, sentence, tag
from relmap.exporters.atlas.people import people_table
from relmap.model.saying import _, ngettext
from relmap.usecases.atlas import AccountPages, Edition

GAPS_PAGE = "gaps.html"
MAP_PAGE = "map.html"
ABOVE = "../"


def account_page(pages: AccountPages) -> bytes:
    return document(
        pages.name,
        _title(pages.name, pages.account.id, pages.edition),
        _figures(pages.line, pages.edition),
        _contents(pages),
        *(_map(contents, pages.edition) for contents in pages.maps),
        tag("section", tag("h2", _("People")), people_table(pages), id="people"),
        *_deals(pages),
        edition=pages.edition,
        above=f"{ABOVE}{INDEX_PAGE}",
    )


def undrawn_page(name: str, line: AccountLine, edition: Edition, reason: str) -> bytes:
    """The page of an account whose maps could not be drawn; strangers are not told why: it may name people."""
    said = _("The maps of this account could not be drawn.")
    return document(
        name,
        _title(name, line.account.id, edition),
        _figures(line, edition),
        tag("p", said if edition.redact else joined(said, " ", sentence(reason))),
        edition=edition,
        above=f"{ABOVE}{INDEX_PAGE}",
    )


def _title(name: str, account: str, edition: Edition) -> Markup:
    return tag("h1", name) if edition.redact else tag("h1", name, " ", tag("small", account))


def picture_name(view: str, ending: str) -> str:
    """The file of a map's picture; `ending` is one of the edition's."""
    return f"{view}{ending}.svg"


def _figures(line: AccountLine, edition: Edition) -> Markup:
    """Without the share of revenue, which depends on all other accounts: this page must not."""
    shown = figures(line, None, above=ABOVE)
    pairs = (
        tag("div", tag("dt", word), tag("dd", shown[name]))
        for name, word in called(redact=edition.redact).items()
        if name != "account" and shown[name]
    )
    return tag("dl", *pairs, class_="figures")


def _contents(pages: AccountPages) -> Markup:
    links = [tag("a", _titles()[contents.view], href=f"#{contents.view}") for contents in pages.maps]
    links.append(tag("a", _("People"), href="#people"))
    if pages.committees:
        links.append(tag("a", _("Deals"), href="#deals"))
    if pages.gaps is not None:
        links.append(tag("a", gaps_in_words(len(pages.gaps.gaps)), href=GAPS_PAGE, class_="strong"))
    links.append(tag("a", _("Map to click through"), href=MAP_PAGE, class_="strong"))
    return tag("nav", tag("ul", *(tag("li", link) for link in links)), aria_label=_("On this page"), class_="contents")


def gaps_in_words(count: int) -> str:
    return ngettext("{n} gap", "{n} gaps", count).format(n=count) if count else _("no gaps")


def _map(contents: MapContents, edition: Edition) -> Markup:
    title = _titles()[contents.view]
    endings = list(edition.pictures)
    plain = picture_name(contents.view, endings[0])
    alternative = _("{map} of {account}; the table of people below says who is on it")
    picture = tag("img", src=plain, alt=alternative.format(map=title, account=contents.title))
    if len(endings) > 1:
        dark = picture_name(contents.view, endings[1])
        picture = tag("picture", tag("source", srcset=dark, media="(prefers-color-scheme: dark)"), picture)
    link = tag("a", picture, href=plain)
    return tag("section", tag("h2", title), tag("figure", link), id=contents.view, class_="map")


def _titles() -> dict[str, str]:
    return {
        INFLUENCE: _("Influence map"),
        ORG: _("Org chart"),
        COVERAGE: _("Coverage of the buying group"),
        QUADRANT: _("Influence and stance"),
    }


def _deals(pages: AccountPages) -> Iterator[Markup]:
    if pages.committees:
        sections = (deal_section(pages.book, committee) for committee in pages.committees)
        yield tag("section", tag("h2", _("Deals")), joined(*sections), id="deals")
