"""Reading a drawn map back: its cards with their frames and texts."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass

from relmap.rendering import text_width

SVG = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnText:
    text: str
    left: float
    right: float
    y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnCard:
    ref: str
    left: float
    top: float
    right: float
    foot: float
    texts: tuple[DrawnText, ...]
    tooltip: str
    element: ET.Element


def cards(document: bytes) -> dict[str, DrawnCard]:
    return {card.ref: card for card in _cards(ET.fromstring(document))}


def _cards(root: ET.Element) -> Iterator[DrawnCard]:
    for group in root.iter(f"{SVG}g"):
        if "card" not in group.get("class", "").split():
            continue
        frame = next(rect for rect in group.iter(f"{SVG}rect") if rect.get("class") == "frame")
        left, top, width, height = (float(frame.attrib[name]) for name in ("x", "y", "width", "height"))
        yield DrawnCard(
            ref=group.attrib["data-ref"],
            left=left,
            top=top,
            right=left + width,
            foot=top + height,
            texts=tuple(_text(text) for text in group.iter(f"{SVG}text")),
            tooltip=group.findtext(f"{SVG}title") or "",
            element=group,
        )


def _text(element: ET.Element) -> DrawnText:
    """A text with the room that it takes by our own measure, or that it is held to."""
    text = "".join(element.itertext())
    size, bold = float(element.attrib["font-size"]), element.get("font-weight") == "700"
    wide = float(element.get("textLength") or text_width.width(text, size, bold=bold))
    x, y = float(element.attrib["x"]), float(element.attrib["y"])
    left = x - wide / 2 if element.get("text-anchor") == "middle" else x
    return DrawnText(text=text, left=left, right=left + wide, y=y)


def texts(document: bytes) -> list[str]:
    return ["".join(each.itertext()) for each in ET.fromstring(document).iter(f"{SVG}text")]


def acting_parts(document: bytes) -> list[str]:
    """Whatever in an SVG could run, load or lead somewhere."""
    found = []
    for element in ET.fromstring(document).iter():
        name = element.tag.removeprefix(SVG)
        if name not in ("svg", "g", "title", "desc", "rect", "path", "circle", "text", "tspan"):
            found.append(f"<{name}>")
        for key, value in element.attrib.items():
            if key.lower().startswith("on") or "href" in key.lower() or re.search(r"url\(|script:|&#", value):
                found.append(f"{key}={value}")
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The place of a card or cell on the page, with the tops and feet of its texts."""

    id: str
    left: float
    top: float
    right: float
    foot: float

    def lies_on(self, other: "Frame") -> bool:
        return self.left < other.right and other.left < self.right and self.top < other.foot and other.top < self.foot


def frames(document: bytes) -> list[Frame]:
    """Every frame, by where it comes out on the page."""
    return list(_frames(ET.fromstring(document), 0.0, 0.0, 1.0, ""))


def _frames(element: ET.Element, left: float, top: float, scale: float, name: str) -> Iterator[Frame]:
    moved = re.fullmatch(r"translate\((\S+) (\S+)\)(?: scale\((\S+)\))?", element.get("transform", ""))
    if moved:
        left, top = left + scale * float(moved[1]), top + scale * float(moved[2])
        scale *= float(moved[3] or 1)
    if element.get("class") == "frame":
        x, y, width, height = (float(element.attrib[each]) for each in ("x", "y", "width", "height"))
        yield Frame(
            id=name,
            left=left + scale * x,
            top=top + scale * y,
            right=left + scale * (x + width),
            foot=top + scale * (y + height),
        )
    for part in element:
        yield from _frames(part, left, top, scale, element.get("id", name))


def step_marks(document: bytes) -> list[Frame]:
    """The numbers on ways, as they lie on the map."""
    found = [part for part in ET.fromstring(document).iter(f"{SVG}rect") if part.get("class") == "step"]
    sides = [tuple(float(part.attrib[name]) for name in ("x", "y", "width", "height")) for part in found]
    return [Frame(id="", left=x, top=y, right=x + width, foot=y + height) for x, y, width, height in sides]
