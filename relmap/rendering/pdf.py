"""A map as PDF: our own SVG, shape by shape, with text that is found and copied as it was written."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from relmap.errors import PictureFailed
from relmap.rendering import pdf_file, pdf_glyphs, pdf_path, shipped_fonts, theme
from relmap.rendering.svg import NAMESPACE, number

Page = Literal["fit", "a4", "a3"]

POINTS_PER_PIXEL = 0.75
PAPER: Mapping[str, tuple[float, float]] = {"a4": (595.28, 841.89), "a3": (841.89, 1190.55)}
PAPER_MARGIN = 28.35
# The longest side that every reader shows.
LONGEST_SIDE = 14_400.0

SILENT = frozenset({"title", "desc", "metadata"})
# What says how a shape looks, and holds for all that a group has in it.
LOOKS = frozenset({"fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "stroke-linejoin"})
LETTERING = frozenset({"font-family", "font-size", "font-weight", "text-anchor"})
PLACES: Mapping[str, frozenset[str]] = {
    "svg": frozenset({"width", "height", "viewBox"}),
    "g": frozenset({"transform"}),
    "rect": frozenset({"x", "y", "width", "height", "rx"}),
    "circle": frozenset({"cx", "cy", "r"}),
    "path": frozenset({"d"}),
    "text": frozenset({"x", "y", "textLength", "lengthAdjust"}),
    "tspan": frozenset(),
}
UNSEEN = frozenset({"id", "class", "role", "tabindex", "lang"})
# What SVG fills with where nothing is said.
UNSAID = "black"
CAPS = {"butt": 0, "round": 1, "square": 2}
JOINS = {"miter": 0, "round": 1, "bevel": 2}


def from_svg(document: bytes, page: Page = "fit") -> bytes:
    """PDF bytes of one of our SVG documents, drawn for the shipped fonts.

    The page is as large as the map, or paper that is turned as the map needs it. Raises PictureFailed where the map
    holds a shape that PDFs are not drawn with here.
    """
    root = ET.fromstring(document)
    try:
        return _drawn(root, page)
    except (KeyError, ValueError) as error:
        raise PictureFailed(reason=f"PDF cannot show {error}") from error


def _drawn(root: ET.Element, page: Page) -> bytes:
    width, height = float(root.attrib["width"]), float(root.attrib["height"])
    scale, left, foot, size = _placed(width, height, page)
    drawing = _Drawing()
    drawing.put(f"{_exact(scale)} 0 0 {_exact(-scale)} {number(left)} {number(foot + height * scale)} cm")
    drawing.draw(root, {})
    said = {"Title": root.findtext(f"{{{NAMESPACE}}}title"), "Subject": root.findtext(f"{{{NAMESPACE}}}desc")}
    about = {name: text for name, text in said.items() if text}
    return pdf_file.document("\n".join(drawing.written), size, drawing.glyphs.fonts(), about)


def _placed(width: float, height: float, page: Page) -> tuple[float, float, float, tuple[float, float]]:
    """Points per pixel, the map's lower left corner, and the size of the page."""
    if page == "fit":
        scale = min(POINTS_PER_PIXEL, LONGEST_SIDE / max(width, height))
        return scale, 0.0, 0.0, (width * scale, height * scale)
    short, long = PAPER[page]
    across, up = (long, short) if width > height else (short, long)
    # The map brings a margin of its own, which lies within that of the paper.
    scale = min(
        (across - 2 * PAPER_MARGIN) / (width - 2 * theme.MARGIN), (up - 2 * PAPER_MARGIN) / (height - 2 * theme.MARGIN)
    )
    return scale, (across - width * scale) / 2, (up - height * scale) / 2, (across, up)


@dataclass(slots=True)
class _Drawing:
    written: list[str] = field(default_factory=list)
    glyphs: pdf_glyphs.Glyphs = field(default_factory=pdf_glyphs.Glyphs)

    def put(self, *operators: str) -> None:
        self.written += operators

    def draw(self, element: ET.Element, inherited: Mapping[str, str]) -> None:
        tag = element.tag.removeprefix(f"{{{NAMESPACE}}}")
        if tag in SILENT:
            return
        looks = _looks(element, tag, inherited)
        if tag == "text":
            self._text(element, looks)
        elif tag in ("svg", "g"):
            self.put("q", *_transform(element.get("transform", "")))
            for child in element:
                self.draw(child, looks)
            self.put("Q")
        else:
            self._shape(_outline(tag, element), looks)

    def _shape(self, outline: str, looks: Mapping[str, str]) -> None:
        fill, stroke = looks.get("fill", UNSAID), looks.get("stroke", "none")
        if fill == stroke == "none":
            return
        self.put("q")
        if fill != "none":
            self.put(f"{_colour(fill)} rg")
        if stroke != "none":
            dash = looks.get("stroke-dasharray", "").replace(",", " ")
            cap, join = CAPS[looks.get("stroke-linecap", "butt")], JOINS[looks.get("stroke-linejoin", "miter")]
            self.put(f"{_colour(stroke)} RG {looks.get('stroke-width', '1')} w {cap} J {join} j [{dash}] 0 d")
        self.put(outline, "S" if fill == "none" else "f" if stroke == "none" else "B", "Q")

    def _text(self, element: ET.Element, looks: Mapping[str, str]) -> None:
        set_ = [
            letter
            for text, own in _runs(element, looks)
            for letter in pdf_glyphs.letters(
                text,
                own["font-family"],
                bold=own.get("font-weight") == "700",
                thick=own.get("stroke", "none") != "none",
            )
        ]
        size = float(looks["font-size"])
        measured = sum(letter.advance for letter in set_) * size / shipped_fonts.UNITS
        room = float(element.get("textLength") or measured)
        stretch = room / measured if measured else 1.0
        left = (
            float(element.attrib["x"]) - room * {"start": 0, "middle": 0.5, "end": 1}[looks.get("text-anchor", "start")]
        )
        colour = _colour(looks.get("fill", UNSAID))
        self.put(f"BT {colour} rg {colour} RG")
        self.put(f"{_exact(stretch)} 0 0 -1 {number(left)} {element.attrib['y']} Tm")
        self._show(set_, size)
        self.put("ET")

    def _show(self, set_: list[pdf_glyphs.Letter], size: float) -> None:
        font, codes = -1, ""
        for letter in set_:
            own, code = self.glyphs.place(letter)
            if own != font:
                self.put(*([f"<{codes}> Tj"] if codes else []), f"/F{own} {number(size)} Tf")
                font, codes = own, ""
            codes += f"{code:02x}"
        if codes:
            self.put(f"<{codes}> Tj")


def _looks(element: ET.Element, tag: str, inherited: Mapping[str, str]) -> Mapping[str, str]:
    """How it looks, with what it inherits. Raises ValueError at what would be drawn otherwise than meant."""
    if tag not in PLACES:
        raise ValueError(f"<{tag}>")
    own = {name: value for name, value in element.attrib.items() if name in LOOKS | LETTERING}
    for name in element.attrib.keys() - own.keys() - PLACES[tag] - UNSEEN:
        if not name.startswith(("data-", "aria-")):
            raise ValueError(f"{name} of <{tag}>")
    return {**inherited, **own}


def _runs(element: ET.Element, looks: Mapping[str, str]) -> list[tuple[str, Mapping[str, str]]]:
    runs = [(element.text or "", looks)]
    for child in element:
        runs.append((child.text or "", _looks(child, child.tag.removeprefix(f"{{{NAMESPACE}}}"), looks)))
        runs.append((child.tail or "", looks))
    return runs


def _outline(tag: str, element: ET.Element) -> str:
    if tag == "path":
        return pdf_path.path(element.attrib["d"])
    if tag == "rect":
        x, y, width, height, radius = (float(element.get(name, 0)) for name in ("x", "y", "width", "height", "rx"))
        return pdf_path.rectangle(x, y, width, height, radius)
    x, y, radius = (float(element.get(name, 0)) for name in ("cx", "cy", "r"))
    return pdf_path.rectangle(x - radius, y - radius, 2 * radius, 2 * radius, radius)


def _transform(text: str) -> list[str]:
    written = []
    for name, inside in re.findall(r"(\w+)\(([^)]*)\)", text):
        values = [float(part) for part in inside.replace(",", " ").split()]
        if name == "translate":
            x, y = [*values, 0.0][:2]
            written.append(f"1 0 0 1 {number(x)} {number(y)} cm")
        elif name == "scale":
            written.append(f"{_exact(values[0])} 0 0 {_exact(values[-1])} 0 0 cm")
        else:
            raise ValueError(name)
    return written


def _colour(text: str) -> str:
    if text == UNSAID:
        return "0 0 0"
    if not re.fullmatch("#[0-9a-fA-F]{6}", text):
        raise ValueError(f"the colour {text}")
    return " ".join(_exact(int(text[place : place + 2], 16) / 255) for place in (1, 3, 5))


def _exact(value: float) -> str:
    return f"{value:.5f}".rstrip("0").rstrip(".")
