"""Puts the map together: heading, frames, ties, cards, the people without ties, the legend."""

import xml.etree.ElementTree as ET
from collections.abc import Mapping
from dataclasses import dataclass, replace

from relmap.analysis.map_contents import ORG, Arrow, MapContents
from relmap.rendering import (
    arrows,
    card_svg,
    cards,
    dot_layout,
    elbows,
    graphviz,
    heading,
    legend,
    shelf,
    svg,
    text_width,
    theme,
)

Plans = Mapping[str, cards.CardPlan]
MINIMUM_WIDTH = 900.0
HEADING_GAP = 30.0
BAND_PADDING = 18.0
BAND_FOOT = 30.0
SECTION_GAP = 24.0
# On maps wider than this, heading and legend grow with the map, so that they stay readable when it is shown small.
COMFORTABLE_WIDTH = 1600.0
LARGEST_SCALE = 1.8


def draw(
    contents: MapContents, labels: Mapping[str, str], colours: theme.Theme, *, shipped_fonts: bool = False
) -> bytes:
    """The map as a self-standing SVG document, UTF-8. `shipped_fonts`: for a program that has no others."""
    framed = {key for group in contents.groups for key in group.cards}
    plans = _of_one_height(
        {card.key: cards.plan(card, labels, with_department=card.key not in framed) for card in contents.cards}
    )
    alone = frozenset(contents.unplaced)
    laid_out = {key: (plan.width, plan.height) for key, plan in plans.items() if key not in alone}
    graph = (
        graphviz.layout(dot_layout.layout_text(contents, laid_out)) if laid_out else graphviz.Layout(width=0, height=0)
    )
    page = _Page(
        contents=contents,
        labels=labels,
        plans=plans,
        ids=dot_layout.node_ids(contents),
        graph=graph,
        pen=svg.Pen(colours, shipped_fonts=shipped_fonts),
    )
    return page.document()


def _of_one_height(plans: Plans) -> Plans:
    """Rows of cards stand straight when all are as tall as the tallest."""
    tallest = max((plan.height for plan in plans.values() if plan.card.kind == "person"), default=0.0)
    return {key: replace(plan, height=tallest) if plan.card.kind == "person" else plan for key, plan in plans.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    contents: MapContents
    labels: Mapping[str, str]
    plans: Plans
    ids: Mapping[str, str]
    graph: graphviz.Layout
    pen: svg.Pen

    def document(self) -> bytes:
        own_kinds = tuple(sorted({arrow.kind for arrow in self.contents.arrows} - theme.LINES.keys()))
        inner = max(self.graph.width + 2 * BAND_PADDING, MINIMUM_WIDTH)
        scale = min(max(1.0, inner / COMFORTABLE_WIDTH), LARGEST_SCALE)
        aside = shelf.place(self.contents, self.plans, self.labels, inner)
        key = legend.place(legend.rows(self.contents, own_kinds, self.labels), inner / scale)
        graph_top = theme.MARGIN + scale * heading.HEIGHT + HEADING_GAP
        foot = BAND_FOOT if self._members() else 0.0
        shelf_top = graph_top + self.graph.height + foot + (SECTION_GAP if self.graph.height else 0)
        key_top = shelf_top + aside.height + (SECTION_GAP if aside.height else 0)
        width, height = inner + 2 * theme.MARGIN, key_top + scale * key.height + theme.MARGIN

        root = svg.document(
            width, height, heading.title(self.contents, self.labels), heading.description(self.contents, self.labels)
        )
        svg.add(root, "rect", width=width, height=height, fill=self.pen.theme.page)
        top = svg.moved(root, theme.MARGIN, theme.MARGIN, scale)
        heading.draw(top, self.pen, self.contents, self.labels, inner / scale)
        self._draw_team_band(root, graph_top, inner)
        left = theme.MARGIN + (inner - self.graph.width) / 2
        self._draw_graph(svg.moved(root, left, graph_top), own_kinds)
        shelf.draw(svg.moved(root, theme.MARGIN, shelf_top), self.pen, aside, self.labels)
        if key.lines:
            legend.draw(svg.moved(root, theme.MARGIN, key_top, scale), self.pen, key)
        return svg.serialise(root)

    def _members(self) -> list[cards.CardPlan]:
        return [
            plan for key, plan in self.plans.items() if plan.card.kind == "member" and self._centre(key) is not None
        ]

    def _centre(self, key: str) -> graphviz.Point | None:
        return self.graph.nodes.get(self.ids[key])

    def _draw_team_band(self, root: ET.Element, graph_top: float, inner: float) -> None:
        members, band = self._members(), self.pen.theme.team_band
        if not members:
            return
        top = graph_top + self.graph.height - max(plan.height for plan in members) - BAND_PADDING
        bottom = graph_top + self.graph.height + BAND_FOOT
        svg.add(
            root, "rect", class_="team", x=theme.MARGIN, y=top, width=inner, height=bottom - top,
            rx=theme.PANEL_RADIUS, fill=band.ground, stroke=band.line,
        )  # fmt: skip
        text = text_width.visible(self.labels["map.team"])
        self.pen.text(
            root, theme.MARGIN + BAND_PADDING, bottom - 10, text, size=theme.TEXT_SIZE, fill=band.ink,
            room=inner / 2, bold=True,
        )  # fmt: skip

    def _boxes(self) -> dict[str, graphviz.Box]:
        """The place of every card that Graphviz placed."""
        boxes = {}
        for key, plan in self.plans.items():
            centre = self._centre(key)
            if centre is not None:
                left, top = centre[0] - plan.width / 2, centre[1] - plan.height / 2
                boxes[key] = graphviz.Box(left=left, top=top, width=plan.width, height=plan.height)
        return boxes

    def _curves(self, boxes: Mapping[str, graphviz.Box]) -> list[tuple[Arrow, graphviz.Curve]]:
        laid_out = {int(edge[1:]): curve for edge, curve in self.graph.edges.items()}
        if self.contents.view == ORG:
            missing = frozenset(range(1, len(self.contents.arrows) + 1)) - laid_out.keys()
            laid_out |= elbows.reporting_lines(self.contents, boxes, missing)
        numbered = enumerate(self.contents.arrows, 1)
        return [(arrow, laid_out[place]) for place, arrow in numbered if place in laid_out]

    def _draw_graph(self, body: ET.Element, own_kinds: tuple[str, ...]) -> None:
        boxes = self._boxes()
        curves = self._curves(boxes)
        self._draw_frames(body)
        for key, box in boxes.items():
            if self.plans[key].card.lit:
                card_svg.draw_halo(body, self.pen, self.plans[key], box.left, box.top)
        for arrow, curve in sorted(curves, key=lambda each: (each[0].lit, not each[0].dimmed)):
            arrows.draw(body, self.pen, arrow, curve, arrows.look(self.pen, arrow.kind, own_kinds), self.labels)
        self._draw_group_names(body)
        for key, box in boxes.items():
            card_svg.draw(body, self.pen, self.plans[key], box.left, box.top, self.labels)
        taken = list(boxes.values())
        for arrow, curve in curves:
            if arrow.step is not None:
                arrows.draw_step(body, self.pen, arrow, curve, taken)

    def _frames(self) -> list[tuple[str, graphviz.Box]]:
        return [
            (group.name, self.graph.clusters[f"cluster{place}"])
            for place, group in enumerate(self.contents.groups, 1)
            if f"cluster{place}" in self.graph.clusters
        ]

    def _draw_frames(self, body: ET.Element) -> None:
        for text, frame in self._frames():
            svg.add(
                body, "rect", id=svg.identity("group", text), class_="group",
                x=frame.left, y=frame.top, width=frame.width, height=frame.height,
                rx=theme.PANEL_RADIUS, fill=self.pen.theme.ground, stroke=self.pen.theme.rule, stroke_width=0.8,
            )  # fmt: skip

    def _draw_group_names(self, body: ET.Element) -> None:
        """Above the ties, on a patch of the frame's own ground, so that no line runs through a name."""
        for text, frame in self._frames():
            room = frame.width - 28
            name = text_width.shorten(text_width.visible(text), theme.TEXT_SIZE, room, bold=True)
            width = min(text_width.width(name, theme.TEXT_SIZE, bold=True) * 1.05, room)
            svg.add(
                body, "rect", x=frame.left + 10, y=frame.top + 8, width=width + 8, height=20, rx=4,
                fill=self.pen.theme.ground,
            )  # fmt: skip
            self.pen.text(
                body, frame.left + 14, frame.top + 22, name, size=theme.TEXT_SIZE, fill=self.pen.theme.soft, room=width,
                bold=True,
            )  # fmt: skip
