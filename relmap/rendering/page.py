"""Puts the map together: heading, frames, ties, cards, the people without ties, the legend."""

import xml.etree.ElementTree as ET
from collections.abc import Mapping
from dataclasses import dataclass, replace

from relmap.analysis.map_contents import ORG, MapContents
from relmap.rendering import (
    arrows,
    card_svg,
    cards,
    corners,
    heading,
    influence_lines,
    legend,
    shelf,
    svg,
    text_width,
    theme,
)
from relmap.rendering.labels import label
from relmap.rendering.places import Placed, influence_picture, org_picture

Plans = Mapping[str, cards.CardPlan]
MINIMUM_WIDTH = 900.0
HEADING_GAP = 22.0
BAND_PADDING = 14.0
BAND_FOOT = 24.0
SECTION_GAP = 20.0
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
    sizes = {key: (plan.width, plan.height) for key, plan in plans.items()}
    if contents.view == ORG:
        placed = org_picture(contents, sizes, label(labels, "aside", ORG))
    else:
        placed = influence_picture(contents, {key: size for key, size in sizes.items() if key not in contents.unplaced})
    page = _Page(
        contents=contents,
        labels=labels,
        plans=plans,
        placed=placed,
        pen=svg.Pen(colours, shipped_fonts=shipped_fonts),
    )
    return page.document()


def _of_one_height(plans: Plans) -> Plans:
    """Rows of cards stand straight when all are as tall as the tallest."""
    tallest = max((plan.height for plan in plans.values() if plan.card.kind != "member"), default=0.0)
    return {key: replace(plan, height=tallest) if plan.card.kind != "member" else plan for key, plan in plans.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    contents: MapContents
    labels: Mapping[str, str]
    plans: Plans
    placed: Placed
    pen: svg.Pen

    def document(self) -> bytes:
        own_kinds = tuple(sorted({arrow.kind for arrow in self.contents.arrows} - theme.LINES.keys()))
        inner = max(self.placed.width + 2 * BAND_PADDING, MINIMUM_WIDTH)
        scale = min(max(1.0, inner / COMFORTABLE_WIDTH), LARGEST_SCALE)
        aside = shelf.place(self._beside(), self.plans, self.labels, inner)
        rows = legend.rows(self.contents, own_kinds, self.labels)
        left = (inner - self.placed.width) / 2
        above = scale * heading.HEIGHT + HEADING_GAP
        corner = corners.legend_corner(rows, self.placed, inner, left, above, scale)
        key = corner.legend if corner else legend.place(rows, inner / scale)
        graph_top = theme.MARGIN + above
        foot = BAND_FOOT if self._members() else 0.0
        shelf_top = graph_top + self.placed.height + foot + (SECTION_GAP if self.placed.height else 0)
        key_top = shelf_top + aside.height + (SECTION_GAP if aside.height else 0)
        width = inner + 2 * theme.MARGIN
        height = (key_top - SECTION_GAP if corner else key_top + scale * key.height) + theme.MARGIN

        root = svg.document(
            width, height, heading.title(self.contents, self.labels), heading.description(self.contents, self.labels)
        )
        svg.add(root, "rect", width=width, height=height, fill=self.pen.theme.page)
        room = corner.left - 2 * theme.MARGIN if corner and corner.top < above else inner
        heading.draw(
            svg.moved(root, theme.MARGIN, theme.MARGIN, scale), self.pen, self.contents, self.labels, room / scale
        )
        self._draw_team_band(root, graph_top, inner)
        self._draw_graph(svg.moved(root, theme.MARGIN + left, graph_top), own_kinds)
        shelf.draw(svg.moved(root, theme.MARGIN, shelf_top), self.pen, aside, self.labels)
        if corner:
            legend.draw(svg.moved(root, theme.MARGIN + corner.left, theme.MARGIN + corner.top, scale), self.pen, key)
        elif key.lines:
            legend.draw(svg.moved(root, theme.MARGIN, key_top, scale), self.pen, key)
        return svg.serialise(root)

    def _beside(self) -> MapContents:
        """What stands below the map: in an org chart those without a place have a frame of their own in it."""
        return replace(self.contents, unplaced=()) if self.contents.view == ORG else self.contents

    def _members(self) -> list[cards.CardPlan]:
        return [self.plans[key] for key in self.placed.boxes if self.plans[key].card.kind == "member"]

    def _draw_team_band(self, root: ET.Element, graph_top: float, inner: float) -> None:
        members, band = self._members(), self.pen.theme.team_band
        if not members:
            return
        top = graph_top + min(self.placed.boxes[plan.card.key].top for plan in members) - BAND_PADDING
        bottom = graph_top + self.placed.height + BAND_FOOT
        svg.add(
            root, "rect", class_="team", x=theme.MARGIN, y=top, width=inner, height=bottom - top,
            rx=theme.PANEL_RADIUS, fill=band.ground, stroke=band.line,
        )  # fmt: skip
        text = text_width.visible(self.labels["map.team"])
        self.pen.text(
            root, theme.MARGIN + BAND_PADDING, bottom - 8, text, size=theme.TEXT_SIZE, fill=band.ink,
            room=inner / 2, bold=True,
        )  # fmt: skip

    def _draw_graph(self, body: ET.Element, own_kinds: tuple[str, ...]) -> None:
        boxes = self.placed.boxes
        numbered = enumerate(self.contents.arrows, 1)
        curves = [(arrow, self.placed.curves[place]) for place, arrow in numbered if place in self.placed.curves]
        self._draw_frames(body)
        for key, box in boxes.items():
            if self.plans[key].card.lit:
                card_svg.draw_halo(body, self.pen, self.plans[key], box.left, box.top)
        for arrow, curve in sorted(curves, key=lambda each: (each[0].lit, not each[0].dimmed)):
            look = arrows.look(self.pen, arrow.kind, own_kinds)
            arrows.draw(body, self.pen, arrow, curve, look, self.labels, slim=len(curves) > influence_lines.TANGLED)
        self._draw_group_names(body)
        for key, box in boxes.items():
            card_svg.draw(body, self.pen, self.plans[key], box.left, box.top, self.labels)
        taken = [
            *boxes.values(),
            *(card_svg.warning_box(self.plans[key], box.left, box.top) for key, box in boxes.items()),
        ]
        for arrow, curve in curves:
            if arrow.step is not None or arrow.begins:
                arrows.draw_step(body, self.pen, arrow, curve, taken)

    def _draw_frames(self, body: ET.Element) -> None:
        for frame in self.placed.frames:
            box = frame.box
            svg.add(
                body, "rect", id=None if frame.aside else svg.identity("group", frame.name),
                class_="shelf" if frame.aside else "group", x=box.left, y=box.top, width=box.width, height=box.height,
                rx=theme.PANEL_RADIUS, fill=self.pen.theme.page if frame.aside else self.pen.theme.ground,
                stroke=self.pen.theme.rule, stroke_width=1.2 if frame.aside else 0.8,
                stroke_dasharray="5 4" if frame.aside else None,
            )  # fmt: skip

    def _draw_group_names(self, body: ET.Element) -> None:
        """Above the ties, on a patch of the frame's own ground, so that no line runs through a name."""
        for frame in self.placed.frames:
            room = frame.box.width - 28
            name = text_width.shorten(text_width.visible(frame.name), theme.TEXT_SIZE, room, bold=True)
            width = min(text_width.width(name, theme.TEXT_SIZE, bold=True) * 1.05, room)
            svg.add(
                body, "rect", x=frame.box.left + 10, y=frame.box.top + 4, width=width + 8, height=20, rx=4,
                fill=self.pen.theme.page if frame.aside else self.pen.theme.ground,
            )  # fmt: skip
            self.pen.text(
                body, frame.box.left + 14, frame.box.top + 18, name, size=theme.TEXT_SIZE, fill=self.pen.theme.soft,
                room=width, bold=True,
            )  # fmt: skip
