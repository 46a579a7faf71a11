"""The gaps of an account on a page, worst first, with those that were accepted for now."""

from collections import Counter
from collections.abc import Iterator

from relmap.analysis.gaps import SEVERITIES, Gap, GapReport
from relmap.exporters.atlas.account import ABOVE, gaps_in_words
from relmap.exporters.atlas.figures import badge, rule_link
from relmap.exporters.atlas.frame import INDEX_PAGE, document
from relmap.exporters.atlas.markup import Markup, joined, row, sentence, table, tag
from relmap.model.saying import _, heading, in_words, on_day
from relmap.usecases.atlas import AccountPages


def gaps_page(pages: AccountPages, report: GapReport) -> bytes:
    title = _("Gaps: {account}").format(account=pages.name)
    return document(
        title,
        tag("p", tag("a", pages.name, href=INDEX_PAGE)),
        tag("h1", title),
        tag("p", *_counts(report), class_="soft"),
        tag("ol", *map(_item, report.gaps), class_="gaps"),
        *_waived(report),
        edition=pages.edition,
        above=f"{ABOVE}{INDEX_PAGE}",
    )


def _counts(report: GapReport) -> Iterator[str]:
    yield gaps_in_words(len(report.gaps))
    counts = Counter(gap.severity for gap in report.gaps)
    for severity in SEVERITIES:
        if counts[severity]:
            yield joined(" · ", str(counts[severity]), " ", badge(severity))


def _item(gap: Gap) -> Markup:
    head = joined(
        badge(gap.severity), " ", rule_link(gap.code, above=ABOVE), " ", in_words("gap", gap.name.replace("-", " "))
    )
    return tag(
        "li",
        tag("h2", head),
        tag("p", sentence(gap.message)),
        tag("p", tag("strong", _("Next: ")), sentence(gap.do_next)),
        tag("p", ", ".join(gap.about), class_="soft small"),
    )


def _waived(report: GapReport) -> Iterator[Markup]:
    if not report.waived:
        return
    headings = [heading(in_words("field", name)) for name in ("code", "about", "until", "reason")]
    rows = [
        row(
            rule_link(gap.code, above=ABOVE),
            ", ".join(gap.about),
            on_day(gap.waiver.until) if gap.waiver.until else "",
            gap.waiver.reason,
        )
        for gap in report.waived
        if gap.waiver
    ]
    yield tag("h2", _("Accepted for now"))
    yield table(_("Accepted for now"), headings, rows)
