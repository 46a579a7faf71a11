"""Where everything on an influence map or an org chart stands, whoever worked it out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from relmap.analysis.map_contents import MapContents
from relmap.rendering import influence_layout, influence_lines, org_layout, org_lines
from relmap.rendering.graphviz import Box, Curve
from relmap.rendering.org_parts import Frame
from relmap.rendering.paper import Fit

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


def org_picture(contents: MapContents, sizes: Mapping[str, tuple[float, float]], aside: str, fit: Fit) -> Placed:
    """The org chart of the cards, `sizes` (width and height) by key; whoever has no place stands under `aside`.

    Of the ways to place them it is the one of which `fit` says that paper shows it largest.
    """
    if not sizes:
        return Placed()
    chart = org_layout.place(contents, sizes, aside, fit)
    frames = [frame for frame in chart.frames if not frame.bare]
    return _trimmed(
        Placed(
            height=chart.height,
            boxes=chart.boxes,
            curves=org_lines.curves(contents, chart),
            frames=frames,
        )
    )


def influence_picture(contents: MapContents, sizes: Mapping[str, tuple[float, float]], fit: Fit) -> Placed:
    """The influence map of the cards in `sizes`, chosen by `fit` as an org chart is. Raises GraphvizMissing or
    GraphvizFailed (`relmap.errors`)."""
    if not sizes:
        return Placed()
    rows = influence_layout.place(contents, sizes, fit)
    return _trimmed(Placed(height=rows.height, boxes=rows.boxes, curves=influence_lines.curves(contents, rows)))


def _trimmed(placed: Placed) -> Placed:
    """As wide as what is drawn: some lines lead round the outermost cards, a little of that within the margin."""
    across = [x for curve in placed.curves.values() for x, _ in curve.points]
    solid = [*placed.boxes.values(), *(frame.box for frame in placed.frames)]
    left = min([*(box.left for box in solid), *(x + OVERHANG for x in across)])
    right = max([*(box.left + box.width for box in solid), *(x - OVERHANG for x in across)])
    return Placed(
        width=right - left,
        height=placed.height,
        boxes={key: _moved(box, -left) for key, box in placed.boxes.items()},
        curves={place: influence_lines.moved(curve, -left, 0.0) for place, curve in placed.curves.items()},
        frames=[replace(frame, box=_moved(frame.box, -left)) for frame in placed.frames],
    )


def _moved(box: Box, across: float) -> Box:
    return replace(box, left=box.left + across)
