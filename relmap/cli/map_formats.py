"""The formats of a map: which a file's ending means, and the bytes of each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

from relmap.analysis.map_contents import Card, MapContents
from relmap.cli.output_file import is_stdout
from relmap.errors import InvalidValue, OptionOfFormat
from relmap.model.kinds import one_of
from relmap.model.saying import _
from relmap.rendering.theme import THEMES, Theme

# For annotations only: all but HTML do without it.
if TYPE_CHECKING:
    from relmap.usecases.map_page import MapPage

FORMATS = ("svg", "png", "dot", "pdf", "html", "mermaid", "graphml", "gexf", "json")
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
        field="--dpi",
        text=text,
        reason=_("is not a number from {least_dpi} to {most_dpi}").format(least_dpi=LEAST_DPI, most_dpi=MOST_DPI),
        mend=_("write for example 300"),
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a map shall look: its words, the name of its theme; `dpi` is for PNG, `page` for PDF, `language` for HTML."""

    labels: Mapping[str, str]
    theme: str
    language: str = "en"
    dpi: int | None = None
    page: Page = "fit"

    @property
    def colours(self) -> Theme:
        return THEMES[self.theme]

    def colour(self, card: Card) -> str:
        """That of somebody in the formats that other programs draw."""
        return self.colours.team.ground if card.kind == "member" else self.colours.stances[card.stance].line


def written(contents: MapContents, kind: str, look: Look) -> bytes:
    """The bytes of a map, but for HTML, which shows more than one. Raises what the format's writer raises."""
    return _WRITERS[kind](contents, look)


def page_written(page: "MapPage", look: Look) -> bytes:
    """The bytes of a map in HTML. Raises what `drawing` does."""
    from relmap.rendering import html

    return html.document(page, look.labels, theme_name=look.theme, language=look.language)


# Each loads only what it needs: no text needs what draws, and no picture but PNG and PDF what reads fonts.


def _svg(contents: MapContents, look: Look) -> bytes:
    from relmap.rendering.draw import drawing

    return drawing(contents, look.labels, look.colours)


def _png(contents: MapContents, look: Look) -> bytes:
    from relmap.rendering import png
    from relmap.rendering.draw import drawing

    return png.from_svg(drawing(contents, look.labels, look.colours, shipped_fonts=True), look.dpi)


def _pdf(contents: MapContents, look: Look) -> bytes:
    from relmap.rendering import pdf
    from relmap.rendering.draw import drawing

    return pdf.from_svg(drawing(contents, look.labels, look.colours, shipped_fonts=True), look.page)


def _dot(contents: MapContents, look: Look) -> bytes:
    from relmap.rendering.dot import readable_text

    return readable_text(contents, look.labels, look.colours).encode()


def _mermaid(contents: MapContents, look: Look) -> bytes:
    from relmap.exporters.mermaid import mermaid

    return mermaid(contents, look.labels, look.colour).encode()


def _graphml(contents: MapContents, look: Look) -> bytes:
    from relmap.exporters.graphml import graphml

    return graphml(contents, look.labels)


def _gexf(contents: MapContents, look: Look) -> bytes:
    from relmap.exporters.gexf import gexf

    return gexf(contents, look.labels, look.colour)


def _json(contents: MapContents, _look: Look) -> bytes:
    from relmap.exporters.map_json import map_json

    return map_json(contents).encode()


_WRITERS: Mapping[str, Callable[[MapContents, Look], bytes]] = {
    "svg": _svg,
    "png": _png,
    "dot": _dot,
    "pdf": _pdf,
    "mermaid": _mermaid,
    "graphml": _graphml,
    "gexf": _gexf,
    "json": _json,
}
