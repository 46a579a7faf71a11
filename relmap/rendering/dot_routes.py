"""Cards that have their places as the DOT text in which Graphviz looks for ways between them.

It is pure and sorted, the same bytes for the same map. It has our own node ids, and no word that a user wrote.
"""

from collections.abc import Mapping

from relmap.analysis.map_contents import MapContents
from relmap.rendering import theme
from relmap.rendering.dot import node_ids
from relmap.rendering.graphviz import Box

POINTS_PER_INCH = 72.0
# How far from a card a line passes.
CLEARANCE = 6


def routing_text(contents: MapContents, boxes: Mapping[str, Box]) -> str:
    """DOT for the cards in `boxes`, in pixels from the top left; Graphviz counts from the foot."""
    ids = {key: node for key, node in node_ids(contents).items() if key in boxes}
    lines = [
        f'graph [splines=true, esep="+{CLEARANCE}"]',
        'node [shape=box, fixedsize=true, label=""]',
        *(f"{node} [{_place(boxes[key])}]" for key, node in ids.items()),
    ]
    for place, arrow in enumerate(contents.arrows, 1):
        if arrow.source in ids and arrow.target in ids:
            both = arrow.both_ways or theme.line_style(arrow.kind).head in ("dot", "cross")
            heads = "both" if both else "forward"
            lines.append(f"{ids[arrow.source]} -> {ids[arrow.target]} [id=e{place}, dir={heads}]")
    return "\n".join(["digraph map {", *(f"  {line}" for line in lines), "}"]) + "\n"


def _place(box: Box) -> str:
    x, y = box.left + box.width / 2, -(box.top + box.height / 2)
    size = f"width={box.width / POINTS_PER_INCH:.4f}, height={box.height / POINTS_PER_INCH:.4f}"
    return f'pos="{x:.2f},{y:.2f}", {size}'
