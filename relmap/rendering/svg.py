"""Writes SVG: shapes and measured text. Every text is shown with its control and bidi characters written out."""

import xml.etree.ElementTree as ET
from collections.abc import Iterable

from relmap.rendering import text_width, theme

NAMESPACE = "http://www.w3.org/2000/svg"
# The shipped Chinese font has one weight: a thin outline makes it bold in PNG.
EMBOLDEN = 0.035


def number(value: float) -> str:
    """At most two decimals, no trailing zeros: short, and the same on every machine."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def add(parent: ET.Element, tag: str, **attributes: str | float | None) -> ET.Element:
    """A child element; `stroke_width=2` becomes `stroke-width="2"`, None is left out."""
    written = {
        name.rstrip("_").replace("_", "-"): value if isinstance(value, str) else number(value)
        for name, value in attributes.items()
        if value is not None
    }
    return ET.SubElement(parent, tag, written)


def moved(parent: ET.Element, left: float, top: float, scale: float = 1.0) -> ET.Element:
    """A group whose origin is at (left, top), drawn `scale` times as large."""
    place = f"translate({number(left)} {number(top)})"
    return add(parent, "g", transform=place if scale == 1.0 else f"{place} scale({number(scale)})")


def identity(kind: str, *names: str) -> str:
    """An id made of what it stands for, so that it stays when others come and go: `card..siam-grand.malee`.

    No sign that means something in a selector or a link is left in it.
    """
    return "..".join((kind, *("".join(map(_safe, name)) for name in names)))


def _safe(letter: str) -> str:
    if letter == "/":
        return "."
    return letter if letter.isalnum() or letter in "-_" else f".{ord(letter):x}."


def document(width: float, height: float, title: str, description: str = "") -> ET.Element:
    """An empty picture; assistive software reads its title and description."""
    root = ET.Element(
        "svg",
        {
            "xmlns": NAMESPACE,
            "width": number(width),
            "height": number(height),
            "viewBox": f"0 0 {number(width)} {number(height)}",
            "role": "img",
            "font-family": theme.FAMILIES["latin"],
        },
    )
    tooltip(root, title)
    if description:
        ET.SubElement(root, "desc").text = text_width.visible(description)
    return root


def tooltip(parent: ET.Element, text: str) -> None:
    """The name that assistive software reads and that viewers show on hovering."""
    ET.SubElement(parent, "title").text = text_width.visible(text)


class Pen:
    """Draws into one document: its theme, and how text is written.

    With `shipped_fonts` it is written for a program that has those and no others: bold Chinese is thickened, as that
    font has no bold, and letters that no shipped font has become boxes.
    """

    def __init__(self, colours: theme.Theme = theme.LIGHT, *, shipped_fonts: bool = False) -> None:
        self.theme = colours
        self.shipped_fonts = shipped_fonts

    def text(
        self,
        parent: ET.Element,
        x: float,
        y: float,
        text: str,
        *,
        size: float,
        fill: str,
        room: float,
        bold: bool = False,
        anchor: str | None = None,
    ) -> ET.Element:
        """One line on the baseline `y`. It must fit in `room` as measured; a line that a reader's wider fonts could
        push out is held to its measured length."""
        if self.shipped_fonts:
            text = text_width.drawable(text)
        measured = text_width.width(text, size, bold=bold)
        held = measured * theme.FONT_SLACK > room or not text_width.known(text)
        line = add(
            parent,
            "text",
            x=x,
            y=y,
            font_size=size,
            fill=fill,
            font_weight="700" if bold else None,
            text_anchor=anchor,
            textLength=min(measured, room) if held else None,
            lengthAdjust="spacingAndGlyphs" if held else None,
        )
        self._fill(line, text_width.runs(text), fill, size, bold)
        return line

    def cut(
        self,
        parent: ET.Element,
        x: float,
        y: float,
        text: str,
        *,
        size: float,
        fill: str,
        room: float,
        bold: bool = False,
        anchor: str | None = None,
    ) -> float:
        """As much of a text from the book as fits in `room`; returns the pixels that it takes."""
        short = text_width.shorten(text_width.visible(text), size, room, bold=bold)
        if short:
            self.text(parent, x, y, short, size=size, fill=fill, room=room, bold=bold, anchor=anchor)
        return min(text_width.width(short, size, bold=bold), room)

    def _fill(self, line: ET.Element, runs: Iterable[tuple[str, str]], fill: str, size: float, bold: bool) -> None:
        runs = list(runs)
        if len(runs) == 1 and runs[0][0] == "latin":
            line.text = runs[0][1]
            return
        for script, part in runs:
            thick = bold and self.shipped_fonts and script == "han"
            run = add(
                line,
                "tspan",
                font_family=theme.FAMILIES[script],
                stroke=fill if thick else None,
                stroke_width=size * EMBOLDEN if thick else None,
            )
            run.text = part


def serialise(root: ET.Element) -> bytes:
    """UTF-8 with an XML declaration; one element per line would break text apart, so shapes share lines."""
    body = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'.encode()
