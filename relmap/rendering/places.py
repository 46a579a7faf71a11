"""Where everything on an influence map or an org chart stands, whoever worked it out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from relmap.analysis.map_contents import MapContents
from relmap.rendering import influence_layout, influence_lines, org_layout, org_lines
from relmap.rendering.graphviz import Box, Curve
from relmap.rendering.org_layout import Frame

# How far a line may run into the margin of the page.
OVERHANG = 26.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """In pixels from the top left: `boxes` are those of the cards, by key; `curves` those of the arrows, by their
    number from 1; `frames` are departments, and whoever has no place in an org chart."""

    width: float = 0.0
    height: float = 0.0
    boxes: Mapping[str, Box] = field(default_factory=dict)
    curves: Mapping[int, Curve] = field(default_factory=dict)
    frames: Sequence[Frame] = ()


def org_picture(contents: MapContents, sizes: Mapping[str, tuple[float, float]], aside: str) -> Placed:
    """The org chart of the cards, `sizes` (width and height) by key; whoever has no place stands under `aside`."""
    if not sizes:
        return Placed()
    chart = org_layout.place(contents, sizes, aside)
    return Placed(
        width=chart.width,
        height=chart.height,
        boxes=chart.boxes,
        curves=org_lines.curves(contents, chart),
        frames=[frame for frame in chart.frames if frame.name],
    )


def influence_picture(contents: MapContents, sizes: Mapping[str, tuple[float, float]]) -> Placed:
    """The influence map of the cards in `sizes`. Raises GraphvizMissing or GraphvizFailed (`relmap.errors`)."""
    if not sizes:
        return Placed()
    rows = influence_layout.place(contents, sizes)
    curves = influence_lines.curves(contents, rows)
    # Some ways lead round the outermost cards.
    across = [x for curve in curves.values() for x, _ in curve.points]
    left, right = min([0.0, *(x + OVERHANG for x in across)]), max([rows.width, *(x - OVERHANG for x in across)])
    return Placed(
        width=right - left,
        height=rows.height,
        boxes={key: replace(box, left=box.left - left) for key, box in rows.boxes.items()},
        curves={place: influence_lines.moved(curve, -left, 0.0) for place, curve in curves.items()},
    )
