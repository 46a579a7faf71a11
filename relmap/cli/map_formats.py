"""The formats of a map: which a file's ending means, and the bytes of each."""

from collections.abc import Mapping
from pathlib import Path
from typing import Literal, get_args

from relmap.analysis.map_contents import Card, MapContents
from relmap.cli.output_file import is_stdout
from relmap.errors import InvalidValue, OptionOfFormat
from relmap.model.kinds import one_of
from relmap.rendering.draw import Format, drawing, render
from relmap.rendering.theme import Theme

DRAWN: tuple[Format, ...] = get_args(Format)
FORMATS = (*DRAWN, "pdf", "html", "mermaid", "graphml", "gexf", "json")
ENDINGS = {name: "mmd" if name == "mermaid" else name for name in FORMATS}
SHOWN_BY_BROWSERS = ("svg", "png", "pdf", "html")
LEAST_DPI, MOST_DPI = 72, 600

Page = Literal["fit", "a4", "a3"]
PAGES: tuple[Page, ...] = get_args(Page)


def format_of(file: Path | None, given: str | None) -> str:
    """The format that is asked for, or that the file's ending says; a pipe gets SVG. Raises InvalidValue."""
    if given is not None:
        return one_of("--format", given, FORMATS)
    if file is None or is_stdout(file):
        return "svg"
    ending = one_of("--output", file.suffix.removeprefix(".").lower(), list(ENDINGS.values()))
    return next(name for name in FORMATS if ENDINGS[name] == ending)


def dots(given: str | int) -> int:
    """Reads --dpi. Raises InvalidValue."""
    text = str(given)
    if text.isascii() and text.isdecimal() and len(text) <= 3 and LEAST_DPI <= int(text) <= MOST_DPI:
        return int(text)
    raise InvalidValue(
        field="--dpi", text=text, reason=f"is not a number from {LEAST_DPI} to {MOST_DPI}", mend="write for example 300"
    )


def page_of(kind: str, dpi: int | None, page: str | None) -> Page:
    """The page that is asked for. Raises InvalidValue, and OptionOfFormat where an option says nothing of `kind`."""
    if dpi is not None and kind != "png":
        raise OptionOfFormat(option="--dpi", wanted="png", given=kind)
    if page is None:
        return "fit"
    if kind != "pdf":
        raise OptionOfFormat(option="--page", wanted="pdf", given=kind)
    one_of("--page", page, PAGES)
    return next(known for known in PAGES if known == page)


def written(
    contents: MapContents,
    kind: str,
    labels: Mapping[str, str],
    theme: Theme,
    *,
    dpi: int | None = None,
    page: Page = "fit",
) -> bytes:
    """The bytes of a map, but for HTML, which shows more than one. Raises what `render` and the exporters raise."""
    if kind == "pdf":
        from relmap.rendering import pdf

        return pdf.from_svg(drawing(contents, labels, theme), page)
    if kind == "mermaid":
        from relmap.exporters.mermaid import mermaid

        return mermaid(contents, labels, lambda card: _colour(card, theme)).encode()
    if kind == "graphml":
        from relmap.exporters.graphml import graphml

        return graphml(contents, labels)
    if kind == "gexf":
        from relmap.exporters.gexf import gexf

        return gexf(contents, labels, lambda card: _colour(card, theme))
    if kind == "json":
        from relmap.exporters.map_json import map_json

        return map_json(contents).encode()
    return render(contents, next(known for known in DRAWN if known == kind), labels, theme, dpi=dpi)


def _colour(card: Card, theme: Theme) -> str:
    if card.kind == "member":
        return theme.team.ground
    return theme.stances[card.stance].line
