"""`relmap map`: the account as a picture."""

import sys
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from relmap.cli import completion
from relmap.cli.map_drawing import Drawing, redraw
from relmap.cli.map_formats import ENDINGS, FORMATS, PAGES, SHOWN_BY_BROWSERS, dots, format_of, page_of
from relmap.cli.options import Account, Deal, at_least_one
from relmap.cli.output_file import is_stdout
from relmap.cli.session import Session
from relmap.cli.shared import shared
from relmap.errors import NobodyFound, NotTogether, OptionOfFormat
from relmap.model.kinds import one_of
from relmap.model.saying import _, later
from relmap.rendering.theme import THEMES
from relmap.usecases.map import VIEWS, MapQuestion

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
relmap map --diff HEAD -o what-changed.svg
relmap map --diff 2026-09-30..HEAD --view org --format json -o -
relmap map --redact -o for-a-partner.svg
relmap map --path-to GM -o to-click-through.html
relmap map --format mermaid -o -
relmap map -o for-gephi.gexf
"""


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
    diff: Annotated[
        str | None,
        typer.Option(
            metavar="A[..B]",
            help="Mark what changed since A, a commit, tag, branch or day; with ..B on the map as it was at B.",
            autocompletion=completion.revisions,
            show_default=False,
        ),
    ] = None,
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
            "titles, departments, influence and roles that take no side stay, but for names that name somebody.",
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
    compared = None
    if diff is not None:
        from relmap.cli.map_past import asked_of_map

        compared = asked_of_map(ctx, diff)
    if watch and shared(ctx).get("at") is not None:
        raise NotTogether(first="--watch", second="--at", reason=_("the past does not change"))
    session = Session.of(ctx)
    try:
        chosen = session.account(account, path_to, around, deal=deal)
    except NobodyFound as error:
        if compared is not None:
            from relmap.cli.map_past import refuse_gone

            refuse_gone(session, compared, error)
        raise
    kind = format_of(output, picture)
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
    drawing = Drawing(
        account=chosen,
        question=question,
        file=output or Path(f"{chosen}.{ENDINGS[kind]}"),
        kind=kind,
        theme=theme,
        dpi=dpi,
        page=page_of(kind, dpi, page),
        diff=compared,
    )
    _agree(drawing, show=show, watch=watch)
    drawn = drawing.drawn(session)
    if is_stdout(drawing.file):
        sys.stdout.buffer.write(drawn.data)
        return
    drawing.write(session.root, drawn)
    if show:
        from relmap.cli.browser import show_in_browser

        show_in_browser(drawing.file)
    if watch:
        from relmap.cli.watching import keep_drawn

        keep_drawn(session.root, partial(redraw, drawing, ctx), session.unread)


def _agree(drawing: Drawing, *, show: bool, watch: bool) -> None:
    """Raises NotTogether or OptionOfFormat where --open and --watch say nothing of what is drawn."""
    for option in (["--open"] if show else []) + (["--watch"] if watch else []):
        if is_stdout(drawing.file):
            raise NotTogether(first=option, second="--output -", reason=_("a pipe is no file"))
    if show and drawing.kind not in SHOWN_BY_BROWSERS:
        raise OptionOfFormat(option="--open", wanted="html", given=drawing.kind)
