"""The shipped fonts as a part of a page's style, cut down to what the page uses: it looks the same on every machine.

They stand under their own names, which the drawings ask for first, so what is drawn is as wide as it was measured.
"""

from base64 import b64encode
from collections.abc import Iterator

from relmap.rendering import shipped_fonts
from relmap.rendering.shipped_fonts import FILES, FONTS

WEIGHTS = ("400", "700")
# Whoever searches types letters that no text of the page has.
ALWAYS = frozenset(range(0x20, 0x7F))
# It is small, and to set a letter takes others that no text has: SARA AM is a ring and SARA AA.
WHOLE = "Noto Sans Thai"


def font_faces(text: str) -> str:
    """The licence of the fonts, and a rule for each font that has letters of `text` which none before it has."""
    return "\n".join((f"/*\n{(FONTS / 'OFL.txt').read_text('utf-8')}*/", *_rules(ALWAYS | frozenset(map(ord, text)))))


def _rules(left: frozenset[int]) -> Iterator[str]:
    for name, files in FILES.items():
        wanted = left & shipped_fonts.characters(name, False)
        left -= wanted
        if wanted and name == WHOLE:
            wanted = shipped_fonts.characters(name, False)
        # A family of one weight leaves it to the browser to make the other.
        for bold in range(len(set(files)) if wanted else 0):
            font = b64encode(shipped_fonts.subset(name, bool(bold), wanted)).decode()
            yield (
                f'@font-face{{font-family:"{name}";font-weight:{WEIGHTS[bold]};'
                f"src:url(data:font/{files[bold][-3:]};base64,{font})}}"
            )
