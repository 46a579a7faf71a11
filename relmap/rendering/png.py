"""The one door to resvg, which turns our SVG into PNG with the shipped fonts and no other."""

import struct
import xml.etree.ElementTree as ET
import zlib
from pathlib import Path

import resvg_py

from relmap.errors import PictureFailed, PictureTooLarge

FONTS = Path(__file__).parent / "fonts"
# Two pixels of the picture per pixel of the map are sharp on screens and on paper; big maps get fewer, but at least
# one, up to the size at which programs that show pictures start to fail. Nearly all the time goes into pixels.
SCALE = 2.0
COMFORTABLE_SIDE = 4_000.0
LONGEST_SIDE = 12_000.0


# Of CSS: a pixel of the map is a 96th of an inch.
PIXELS_PER_INCH = 96
# Each takes four bytes while it is drawn.
MOST_DOTS = 100_000_000
# After the signature and the header, which is always this long.
HEADER_END = 33


def from_svg(document: bytes, dpi: int | None = None) -> bytes:
    """PNG bytes of an SVG document that states its width and height in pixels; without `dpi`, sharp on a screen.

    Raises PictureFailed, and PictureTooLarge where `dpi` dots per inch would take too much memory.
    """
    root = ET.fromstring(document)
    width, height = float(root.attrib["width"]), float(root.attrib["height"])
    fonts = sorted(str(path) for path in FONTS.iterdir() if path.suffix in (".ttf", ".otf"))
    try:
        drawn: bytes = resvg_py.svg_to_bytes(
            svg_string=document.decode(),
            skip_system_fonts=True,
            font_files=fonts,
            sans_serif_family="Noto Sans",
            zoom=_zoom(width, height, dpi),
        )
    except ValueError as error:
        raise PictureFailed(reason=str(error)) from error
    return drawn if dpi is None else drawn[:HEADER_END] + _density(dpi) + drawn[HEADER_END:]


def _zoom(width: float, height: float, dpi: int | None) -> float:
    if dpi is None:
        longest = max(width, height)
        return min(SCALE, max(1.0, COMFORTABLE_SIDE / longest), LONGEST_SIDE / longest)
    zoom = dpi / PIXELS_PER_INCH
    if width * height * zoom**2 > MOST_DOTS:
        fitting = int(PIXELS_PER_INCH * (MOST_DOTS / width / height) ** 0.5)
        raise PictureTooLarge(dpi=dpi, width=round(width * zoom), height=round(height * zoom), fitting=fitting)
    return zoom


def _density(dpi: int) -> bytes:
    """The chunk that says how large the picture is on paper, in dots per metre."""
    per_metre = round(dpi / 0.0254)
    chunk = b"pHYs" + struct.pack(">IIB", per_metre, per_metre, 1)
    return struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk))
