"""A map as SVG."""

from collections.abc import Mapping

from relmap.analysis.map_contents import COVERAGE, QUADRANT, MapContents
from relmap.analysis.map_folding import folded
from relmap.rendering import matrix, page, quadrant
from relmap.rendering.labels import ENGLISH
from relmap.rendering.theme import LIGHT, Theme

# The views that are no picture of ties.
_GRIDS = {COVERAGE: matrix.draw, QUADRANT: quadrant.draw}


def drawing(
    contents: MapContents,
    labels: Mapping[str, str] = ENGLISH,
    colours: Theme = LIGHT,
    *,
    shipped_fonts: bool = False,
) -> bytes:
    """The map as SVG: the same contents, labels and colours give the same bytes.

    `shipped_fonts`: for a program that has those and no others. Raises GraphvizMissing or GraphvizFailed
    (`relmap.errors`).
    """
    draw = _GRIDS.get(contents.view, page.draw)
    return draw(folded(contents), labels, colours, shipped_fonts=shipped_fonts)
