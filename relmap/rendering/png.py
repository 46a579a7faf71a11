"""The one door to resvg, which turns our SVG into PNG with the shipped fonts and no other."""

import xml.etree.ElementTree as ET
from pathlib import Path

import resvg_py

from relmap.errors import PictureFailed

FONTS = Path(__file__).parent / "fonts"
# Two pixels of the picture per pixel of the map are sharp on screens and on paper; big maps get fewer, but at least
# one, up to the size at which programs that show pictures start to fail.
SCALE = 2.0
COMFORTABLE_SIDE = 5_000.0
LONGEST_SIDE = 12_000.0


def from_svg(document: bytes) -> bytes:
    """PNG bytes of an SVG document that states its width and height in pixels. Raises PictureFailed."""
    root = ET.fromstring(document)
    longest = max(float(root.attrib["width"]), float(root.attrib["height"]))
    zoom = min(SCALE, max(1.0, COMFORTABLE_SIDE / longest), LONGEST_SIDE / longest)
    fonts = sorted(str(path) for path in FONTS.iterdir() if path.suffix in (".ttf", ".otf"))
    try:
        drawn: bytes = resvg_py.svg_to_bytes(
            svg_string=document.decode(),
            skip_system_fonts=True,
            font_files=fonts,
            sans_serif_family="Noto Sans",
            zoom=zoom,
        )
    except ValueError as error:
        raise PictureFailed(reason=str(error)) from error
    return drawn
