"""A map as SVG, PNG or DOT."""

from collections.abc import Mapping
from typing import Literal

from relmap.analysis.map_contents import MapContents
from relmap.rendering import dot, page, png
from relmap.rendering.labels import ENGLISH

Format = Literal["svg", "png", "dot"]


def render(contents: MapContents, picture: Format, labels: Mapping[str, str] = ENGLISH) -> bytes:
    """The map's bytes: the same contents and labels give the same bytes.

    Raises GraphvizMissing, GraphvizFailed or PictureFailed (`relmap.errors`).
    """
    if picture == "dot":
        return dot.readable_text(contents, labels).encode()
    if picture == "svg":
        return page.draw(contents, labels)
    return png.from_svg(page.draw(contents, labels, shipped_fonts=True))
