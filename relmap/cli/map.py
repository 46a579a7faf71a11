"""`relmap map`: the account as a picture."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from relmap.analysis.map_contents import MapContents
from relmap.analysis.map_folding import is_crowd
from relmap.cli import completion
from relmap.cli.map_formats import ENDINGS, FORMATS, PAGES, SHOWN_BY_BROWSERS, dots, format_of, page_of, written
from relmap.cli.options import Account, Deal, at_least_one
from relmap.cli.output import note, say, warn
from relmap.cli.output_file import is_stdout, write_answer
from relmap.cli.session import Session
from relmap.errors import NotTogether, OptionOfFormat
from relmap.model.book import Book
from relmap.model.kinds import one_of
from relmap.model.saying import _, later, ngettext
from relmap.rendering.labels import book_labels, labels_for
from relmap.rendering.theme import THEMES
from relmap.storage.git import commit_of
from relmap.usecases.map import VIEWS, MapQuestion, in_language, map_contents

EXAMPLES = """
relmap map -o siam-grand.svg
relmap map --view org --deal ceramic-plates -o siam-grand.png
relmap map --view coverage -o who-knows-whom.svg
relmap map --view quadrant --path-to GM -o whom-to-win-over.svg
relmap map --path-to GM -o way-to-the-gm.svg
relmap map --theme print --page a3 -o for-the-wall.pdf
relmap map --dpi 300 -o for-slides.png
relmap map --around prasert --steps 1 -o around-prasert.svg
relmap map --department จัดซื้อ -o purchasing.svg
relmap map --top 3 -o first-three.svg
relmap map --redact -o for-a-partner.svg
relmap map --path-to GM -o to-click-through.html
relmap map --format mermaid -o -
relmap map -o for-gephi.gexf
"""

TOO_MANY = later(
    "{people:,} people are too many for one picture: all but the most influential are folded into their "
    "departments; --department, --around or --top draws fewer"
)


def run(
    ctx: typer.Context,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Where to; `-` for a pipe. [default: ACCOUNT.svg]"),
    ] = None,
    view: Annotated[
        str,
        typer.Option(
            help=later(
                "influence: who moves whom; org: who reports to whom; coverage: who of us knows whom; "
                "quadrant: influence by stance."
            ),
            autocompletion=completion.one_of(*VIEWS),
        ),
    ] = "influence",
    path_to: Annotated[
        str | None,
        typer.Option(
            metavar="PERSON",
            help="Light up the best path to them, with two detours.",
            autocompletion=completion.targets,
        ),
    ] = None,
    around: Annotated[
        str | None,
        typer.Option(
            metavar="PERSON", help="Only them, and everybody a few ties away.", autocompletion=completion.targets
        ),
    ] = None,
    steps: Annotated[
        int | None,
        typer.Option(
            parser=at_least_one("--steps"),
            metavar="N",
            help="How many ties away --around reaches. [default: 2]",
            show_default=False,
        ),
    ] = None,
    department: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="Only its people, and whoever is tied to one of them.",
            autocompletion=completion.departments,
        ),
    ] = None,
    top: Annotated[
        int | None,
        typer.Option(
            parser=at_least_one("--top"), metavar="N", help="Only the N most influential.", show_default=False
        ),
    ] = None,
    all_people: Annotated[
        bool, typer.Option("--all-people", help="Fold no department of a big map into one card.", show_default=False)
    ] = False,
    picture: Annotated[
        str | None,
        typer.Option(
            "--format",
            help="svg, png, pdf, html (to click through), dot, mermaid (.mmd: goes into a fence of that name in a "
            "README), graphml, gexf (for Gephi) or json. [default: by the file's ending]",
            autocompletion=completion.one_of(*FORMATS),
        ),
    ] = None,
    dpi: Annotated[
        int | None,
        typer.Option(
            parser=dots,
            metavar="N",
            help="Of PNG: dots per inch, 72 to 600. [default: sharp on a screen]",
            show_default=False,
        ),
    ] = None,
    page: Annotated[
        str | None,
        typer.Option(
            help="Of PDF: a4, a3, or fit: as large as the map. [default: fit]",
            autocompletion=completion.one_of(*PAGES),
            show_default=False,
        ),
    ] = None,
    theme: Annotated[
        str,
        typer.Option(
            help=later("light, dark, or print: black on white, for paper."), autocompletion=completion.one_of(*THEMES)
        ),
    ] = "light",
    redact: Annotated[
        bool,
        typer.Option(
            "--redact",
            help="For strangers: initials for names and ids; no stance, note, channel, touch or gap. Account, deal, "
            "titles, departments, influence and roles that take no side stay.",
        ),
    ] = False,
    show: Annotated[bool, typer.Option("--open", help="Show the file in the browser.")] = False,
    watch: Annotated[bool, typer.Option("--watch", help="Draw again whenever the book changes, until Ctrl-C.")] = False,
    deal: Deal = None,
    account: Account = None,
) -> None:
    """Draw the map of an account or a deal.

    Whom a view cannot place stands in a list beside it: nobody is dropped. How many people --around, --department and
    --top leave out is said there.

    A map in HTML holds every view and works from disk: click somebody for what is known of them, search and filter, and
    choose anybody to see the way to them.
    """
    one_of("--view", view, VIEWS)
    one_of("--theme", theme, list(THEMES))
    session = Session.of(ctx)
    chosen = session.account(account, path_to, around, deal=deal)
    kind = format_of(output, picture)
    file = output or Path(f"{chosen}.{ENDINGS[kind]}")
    paper = page_of(kind, dpi, page)
    question = MapQuestion(
        view=view,
        deal=deal,
        path_to=path_to,
        around=around,
        steps=steps,
        department=department,
        top=top,
        all_people=all_people,
        redact=redact,
    )
    to_file = not is_stdout(file)
    _agree(kind, to_file=to_file, show=show, watch=watch)

    def drawn_by(session: Session) -> _Drawn:
        commit = commit_of(session.root)

        def asked(book: Book) -> _Drawn:
            book = in_language(book, session.language)
            labels = labels_for() if redact else book_labels(book.settings)
            if kind == "html":
                return _page(book, chosen, question, session, commit, labels, theme)
            contents = map_contents(book, chosen, question, today=session.today, commit=commit)
            if is_crowd(contents) and kind in SHOWN_BY_BROWSERS:
                warn(_(TOO_MANY).format(people=len(contents.cards)))
            return _Drawn(contents, written(contents, kind, labels, THEMES[theme], dpi=dpi, page=paper))

        return session.find(asked, session.reach(chosen, path_to, around, deal))

    def draw_again(accepted: frozenset[str]) -> frozenset[str]:
        now = Session(ctx)
        drawn = drawn_by(now)
        if now.unread - accepted:
            note(_("the last picture is kept until that is mended"))
            return accepted
        write_answer(session.root, file, drawn.data)
        say(_told(drawn.contents, file))
        return now.unread

    drawn = drawn_by(session)
    if not to_file:
        sys.stdout.buffer.write(drawn.data)
        return
    write_answer(session.root, file, drawn.data)
    say(_told(drawn.contents, file))
    if show:
        from relmap.cli.browser import show_in_browser

        show_in_browser(file)
    if watch:
        from relmap.cli.watching import keep_drawn

        keep_drawn(session.root, draw_again, session.unread)


class _Drawn(NamedTuple):
    contents: MapContents
    data: bytes


def _page(
    book: Book,
    account: str,
    question: MapQuestion,
    session: Session,
    commit: str,
    labels: Mapping[str, str],
    theme: str,
) -> _Drawn:
    from relmap.rendering import html
    from relmap.usecases.map_page import map_page

    page = map_page(book, account, question, today=session.today, commit=commit)
    return _Drawn(page.asked, html.document(page, labels, theme_name=theme, language=session.language))


def _agree(kind: str, *, to_file: bool, show: bool, watch: bool) -> None:
    """Raises NotTogether or OptionOfFormat where --open and --watch say nothing of what is drawn."""
    for option in (["--open"] if show else []) + (["--watch"] if watch else []):
        if not to_file:
            raise NotTogether(first=option, second="--output -", reason="a pipe is no file")
    if show and kind not in SHOWN_BY_BROWSERS:
        raise OptionOfFormat(option="--open", wanted="html", given=kind)


def _told(contents: MapContents, file: Path) -> str:
    ours = sum(card.kind == "member" for card in contents.cards)
    theirs = len(contents.cards) - ours
    people = ngettext("{n} person", "{n} people", theirs).format(n=theirs)
    said = _("drew {people} and {n} of us in {file}") if ours else _("drew {people} in {file}")
    return said.format(people=people, n=ours, file=file)
