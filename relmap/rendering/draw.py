"""A map as SVG, PNG or DOT."""

from collections.abc import Mapping
from typing import Literal

from relmap.analysis.map_contents import COVERAGE, QUADRANT, MapContents
from relmap.analysis.map_folding import folded
from relmap.errors import TooManyToDraw
from relmap.rendering import dot, matrix, page, png, quadrant
from relmap.rendering.labels import ENGLISH
from relmap.rendering.theme import LIGHT, Theme

# Grids have a row or a name for everybody.
MOST_CARDS = 2_500

# The views that are no picture of ties.
_GRIDS = {COVERAGE: matrix.draw, QUADRANT: quadrant.draw}

Format = Literal["svg", "png", "dot"]


def render(
    contents: MapContents,
    picture: Format,
    labels: Mapping[str, str] = ENGLISH,
    colours: Theme = LIGHT,
    *,
    dpi: int | None = None,
) -> bytes:
    """The map's bytes: the same contents, labels and colours give the same bytes. `dpi` is for PNG.

    Raises TooManyToDraw, GraphvizMissing, GraphvizFailed, PictureFailed or PictureTooLarge (`relmap.errors`).
    """
    if picture == "dot":
        return dot.readable_text(contents, labels, colours).encode()
    if picture == "svg":
        return drawing(contents, labels, colours, shipped_fonts=False)
    return png.from_svg(drawing(contents, labels, colours), dpi)


def drawing(contents: MapContents, labels: Mapping[str, str], colours: Theme, *, shipped_fonts: bool = True) -> bytes:
    """The map as SVG, for a program that has the shipped fonts and no others, or for a reader's own."""
    draw = _GRIDS.get(contents.view)
    if draw is None:
        return page.draw(folded(contents), labels, colours, shipped_fonts=shipped_fonts)
    if len(contents.cards) > MOST_CARDS:
        raise TooManyToDraw(people=len(contents.cards), most=MOST_CARDS)
    return draw(contents, labels, colours, shipped_fonts=shipped_fonts)
