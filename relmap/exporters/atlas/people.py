"""The people of an account as a table: what the maps show, for whoever reads or searches."""

from collections.abc import Iterator

from relmap.analysis.map_contents import Card
from relmap.analysis.wording import stance_in_words
from relmap.exporters.atlas.figures import badge, meter
from relmap.exporters.atlas.markup import Markup, joined, row, table, tag
from relmap.model.saying import _, heading, in_order, in_words, pgettext
from relmap.model.vocabulary import INFLUENCE_NAMES
from relmap.usecases.atlas import AccountPages


def people_table(pages: AccountPages) -> Markup:
    """Everybody on any of the account's maps but our own; of a redacted edition without stances and gaps."""
    redact = pages.edition.redact
    cards = {card.key: card for contents in pages.maps for card in contents.cards if card.kind == "person"}
    if not cards:
        return tag("p", _("nobody yet"))
    ordered = sorted(cards.values(), key=lambda card: (card.left, -(card.influence or 0), card.key))
    rows = [row(_name(card), *_cells(card, redact=redact)) for card in ordered]
    return table(_("People of {account}").format(account=pages.name), list(_headings(redact=redact)), rows)


def _headings(*, redact: bool) -> Iterator[str]:
    yield heading(pgettext("column", "person"))
    for name in ("title", "department", "roles", "influence"):
        yield heading(in_words("field", name))
    if not redact:
        yield heading(in_words("field", "stance"))
    yield heading(pgettext("column", "coverage"))
    if not redact:
        yield _("Gaps")


def _name(card: Card) -> Markup:
    name = _("Not named yet") if card.placeholder else card.name
    beside = [card.second_name] if card.second_name else []
    if card.left:
        beside.append(in_words("status", "left"))
    small = (joined(" ", tag("small", word)) for word in beside)
    return joined(tag("strong", name) if card.key_place else name, *small)


def _cells(card: Card, *, redact: bool) -> Iterator[str]:
    yield card.title or ""
    yield card.department or ""
    yield in_order(in_words("role", role) for role in card.roles)
    yield in_words("influence", INFLUENCE_NAMES[card.influence]) if card.influence is not None else ""
    if not redact:
        yield stance_in_words(card.stance)
    yield meter(card.coverage) if card.coverage is not None else ""
    if not redact:
        yield joined(badge(card.severity), " ", " ".join(card.gaps)) if card.gaps else ""
