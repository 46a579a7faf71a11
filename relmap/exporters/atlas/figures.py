"""The figures of an account as the index and its own page show them."""

from collections.abc import Mapping

from relmap.analysis.portfolio import AccountLine
from relmap.analysis.revenue import Share
from relmap.exporters.atlas.frame import RULES_PAGE
from relmap.exporters.atlas.markup import Markup, joined, tag, text
from relmap.model.saying import _, heading, in_words, pgettext
from relmap.usecases import portfolio_words

PRIVATE = frozenset({"gap", "supportive", "path", "touch", "owner", "open", "revenue", "segment"})
"""What tells of somebody's stance, of when and by whom they were met, or of what the customer is worth to us."""


def called(*, redact: bool) -> dict[str, str]:
    """By column, in order, as `relmap portfolio --sort` names them."""
    words = {}
    for name, word in portfolio_words.headings().items():
        words[name] = heading(pgettext("column", "account") if name == "account" else word)
        if name == "coverage":
            words["supportive"] = _("With supporters")
    return {name: word for name, word in words.items() if not (redact and name in PRIVATE)}


def figures(line: AccountLine, share: Share | None, *, above: str = "") -> Mapping[str, Markup]:
    """By column, but for the account itself. `above` leads to the folder of the index."""
    cells = portfolio_words.cells(line, share)
    shown = {name: text(cell) for name, cell in cells.items() if name != "account"}
    worst = line.gaps.worst
    return {
        **shown,
        "gap": joined(badge(worst.severity), " ", rule_link(worst.code, above=above)) if worst else shown["gap"],
        "coverage": meter(line.coverage.value),
        "supportive": meter(line.coverage.supportive),
    }


def meter(share: float) -> Markup:
    """A share of 0-1 as a bar with its percentage; the bar alone says nothing to a reader of screens."""
    said = f"{share:.0%}"
    return tag("span", tag("meter", value=f"{share:.2f}", aria_hidden="true"), f" {said}", class_="share")


def badge(severity: str) -> Markup:
    return tag("span", in_words("severity", severity), class_=f"badge {severity}")


def rule_link(code: str, *, above: str = "") -> Markup:
    return tag("a", code, href=f"{above}{RULES_PAGE}#{code}")
