"""Puts the map together: heading, frames, ties, cards, the people without ties, the legend."""

import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from relmap.analysis.map_contents import INFLUENCE, ORG, Arrow, MapContents
from relmap.analysis.map_framing import framed
from relmap.rendering import (
    arrows,
    card_legend,
    card_svg,
    cards,
    change_legend,
    change_marks,
    heading,
    influence_lines,
    legend,
    shelf,
    step_marks,
    svg,
    text_width,
    theme,
)
from relmap.rendering.graphviz import Box, Curve
from relmap.rendering.labels import label
from relmap.rendering.org_parts import Frame
from relmap.rendering.page_plan import BAND_FOOT, BAND_PADDING, OUTSET, PagePlan, Planner, Plans
from relmap.rendering.places import Placed, influence_picture, org_picture


def draw(
    contents: MapContents, labels: Mapping[str, str], colours: theme.Theme, *, shipped_fonts: bool = False
) -> bytes:
    """The map as a self-standing SVG document, UTF-8. `shipped_fonts`: for a program that has no others."""
    if contents.view == ORG:
        contents = framed(contents)
    frame = {key: group.name for group in contents.groups for key in group.cards}
    plans: Plans = {
        card.key: cards.plan(card, labels, with_department=card.department != frame.get(card.key))
        for card in contents.cards
    }
    own_kinds = tuple(sorted({arrow.kind for arrow in contents.arrows} - theme.LINES.keys()))
    changes = change_legend.row(contents, labels)
    rows = [*card_legend.rows(contents, own_kinds, labels), *([changes] if changes.items else [])]
    if contents.view == ORG:
        plans = _of_one_height(plans)
    planner = Planner(contents=contents, labels=labels, plans=plans, rows=rows)
    sizes = {key: (plan.width, plan.height) for key, plan in plans.items()}
    if contents.view == ORG:
        placed = org_picture(contents, sizes, label(labels, "aside", ORG), planner.fit)
    else:
        kept = {key: size for key, size in sizes.items() if key not in contents.unplaced}
        placed = influence_picture(contents, kept, planner.fit)
    page = _Page(
        contents=contents,
        labels=labels,
        plans={key: _as_placed(plan, placed) for key, plan in plans.items()},
        placed=placed,
        plan=planner.plan(placed),
        own_kinds=own_kinds,
        pen=svg.Pen(colours, shipped_fonts=shipped_fonts),
    )
    return page.document()


def _as_placed(plan: cards.CardPlan, placed: Placed) -> cards.CardPlan:
    """The card as tall as its place."""
    box = placed.boxes.get(plan.card.key)
    return replace(plan, height=box.height) if box and plan.card.kind != "member" else plan


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
    plan: PagePlan
    own_kinds: tuple[str, ...]
    pen: svg.Pen

    def document(self) -> bytes:
        plan, margin = self.plan, theme.MARGIN
        root = svg.document(
            plan.inner + 2 * margin,
            plan.height + 2 * margin,
            heading.title(self.contents, self.labels),
            heading.description(self.contents, self.labels),
        )
        svg.add(root, "rect", width=plan.inner + 2 * margin, height=plan.height + 2 * margin, fill=self.pen.theme.page)
        top = svg.moved(root, margin, margin, plan.scale)
        heading.draw(top, self.pen, self.contents, self.labels, plan.heading_room / plan.scale)
        self._draw_team_band(root)
        self._draw_graph(svg.moved(root, margin + plan.left, margin + plan.above))
        beside = svg.moved(root, margin - OUTSET, margin + plan.shelf_top)
        shelf.draw(beside, self.pen, plan.aside, self.labels)
        if plan.key.legend.lines:
            key = svg.moved(root, margin + plan.key.left, margin + plan.key.top, plan.scale)
            legend.draw(key, self.pen, plan.key.legend)
        return svg.serialise(root)

    def _members(self) -> list[cards.CardPlan]:
        return [self.plans[key] for key in self.placed.boxes if self.plans[key].card.kind == "member"]

    def _draw_team_band(self, root: ET.Element) -> None:
        members, band = self._members(), self.pen.theme.team_band
        if not members:
            return
        above = theme.MARGIN + self.plan.above
        top = above + min(self.placed.boxes[plan.card.key].top for plan in members) - BAND_PADDING
        bottom = above + self.placed.height + BAND_FOOT
        svg.add(
            root, "rect", class_="team", x=theme.MARGIN - OUTSET, y=top, width=self.plan.inner + 2 * OUTSET,
            height=bottom - top, rx=theme.PANEL_RADIUS, fill=band.ground, stroke=band.line,
        )  # fmt: skip
        text = text_width.visible(self.labels["map.team"])
        self.pen.text(
            root, theme.MARGIN, bottom - 8, text, size=theme.TEXT_SIZE, fill=band.ink, room=self.plan.inner / 2,
            bold=True,
        )  # fmt: skip

    def _draw_graph(self, body: ET.Element) -> None:
        boxes = self.placed.boxes
        self._draw_frames(body)
        for key, box in boxes.items():
            if self.plans[key].card.lit:
                card_svg.draw_halo(body, self.pen, self.plans[key], box.left, box.top)
        self._draw_ties(body)
        self._draw_group_names(body)
        for key, box in boxes.items():
            card_svg.draw(body, self.pen, self.plans[key], box.left, box.top, self.labels)
        taken = [
            *boxes.values(),
            *(
                mark
                for key, box in boxes.items()
                for mark in card_svg.marks(self.plans[key], box.left, box.top, self.labels)
            ),
            *(self._name_patch(frame) for frame in self.placed.frames if frame.name),
        ]
        on_ways = [(arrow, curve) for _, arrow, curve in self._curves() if arrow.lit or arrow.detour]
        points = {id(curve): step_marks.points(curve) for _, curve in on_ways}
        for arrow, curve in on_ways:
            if arrow.step is not None or arrow.begins:
                others = [points[id(other)] for _, other in on_ways if other is not curve]
                step_marks.draw(body, self.pen, arrow, curve, taken, others)
        for _, arrow, curve in self._curves():
            if arrow.change:
                change_marks.draw_tie_sign(body, self.pen, arrow, curve, taken, list(points.values()))

    def _curves(self) -> Iterator[tuple[int, Arrow, Curve]]:
        """The ties that are drawn, with their numbers and lines."""
        for place, arrow in enumerate(self.contents.arrows, 1):
            if place in self.placed.curves:
                yield place, arrow, self.placed.curves[place]

    def _draw_ties(self, body: ET.Element) -> None:
        pale = influence_lines.pale(self.contents) if self.contents.view == INFLUENCE else frozenset[int]()
        others: arrows.Weight = "slim" if pale else "full"
        ordered = sorted(self._curves(), key=lambda each: (each[1].lit, each[0] not in pale, not each[1].dimmed))
        for place, arrow, curve in ordered:
            look = arrows.look(self.pen, arrow.kind, self.own_kinds)
            weight = "pale" if place in pale else others
            arrows.draw(body, self.pen, arrow, curve, look, self.labels, weight=weight)

    def _draw_frames(self, body: ET.Element) -> None:
        for frame in self.placed.frames:
            box = frame.box
            svg.add(
                body, "rect", id=None if frame.aside or not frame.name else svg.identity("group", frame.name),
                class_="shelf" if frame.aside else "group", x=box.left, y=box.top, width=box.width, height=box.height,
                rx=theme.PANEL_RADIUS, fill=self.pen.theme.page if frame.aside else self.pen.theme.ground,
                stroke=self.pen.theme.rule, stroke_width=1.2 if frame.aside else 0.8,
                stroke_dasharray="5 4" if frame.aside else None,
            )  # fmt: skip

    def _draw_group_names(self, body: ET.Element) -> None:
        """Above the ties, on a patch of the frame's own ground, so that no line runs through a name."""
        for frame in (each for each in self.placed.frames if each.name):
            patch = self._name_patch(frame)
            svg.add(
                body, "rect", x=patch.left, y=patch.top, width=patch.width, height=patch.height, rx=4,
                fill=self.pen.theme.page if frame.aside else self.pen.theme.ground,
            )  # fmt: skip
            name = self._name(frame)
            self.pen.text(
                body, patch.left + 4, patch.top + 14, name, size=theme.TEXT_SIZE, fill=self.pen.theme.soft,
                room=patch.width - 8, bold=True,
            )  # fmt: skip

    def _name(self, frame: Frame) -> str:
        return text_width.shorten(text_width.visible(frame.name), theme.TEXT_SIZE, frame.box.width - 28, bold=True)

    def _name_patch(self, frame: Frame) -> Box:
        width = text_width.width(self._name(frame), theme.TEXT_SIZE, bold=True) * 1.05
        room = min(width, frame.box.width - 28)
        return Box(left=frame.box.left + 10, top=frame.box.top + 4, width=room + 8, height=20)
