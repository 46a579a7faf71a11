"""Writes a PDF: numbered objects, their places, and no date, so that the same picture gives the same bytes."""

import hashlib
import zlib
from collections.abc import Mapping, Sequence

from relmap.rendering.pdf_glyphs import Letter
from relmap.rendering.shipped_fonts import UNITS
from relmap.rendering.svg import EMBOLDEN, number

MAPPINGS_AT_ONCE = 100


def document(
    content: str, size: tuple[float, float], fonts: Sequence[Sequence[Letter]], about: Mapping[str, str]
) -> bytes:
    """One page of `size` points; fonts are /F0, /F1, ...; `about` has the Title and what else is to be said of it."""
    file = _File()
    catalogue, pages, page = file.reserve(), file.reserve(), file.reserve()
    named = " ".join(f"/F{place} {_font(file, letters)} 0 R" for place, letters in enumerate(fonts))
    drawn = file.stream(content)
    said = " ".join(f"/{name} {_text(value)}" for name, value in about.items())
    information = file.add(f"<< {said} /Creator (relmap) >>")
    file.put(catalogue, f"<< /Type /Catalog /Pages {pages} 0 R /ViewerPreferences << /DisplayDocTitle true >> >>")
    file.put(pages, f"<< /Type /Pages /Kids [{page} 0 R] /Count 1 >>")
    box = f"[0 0 {number(size[0])} {number(size[1])}]"
    file.put(
        page,
        f"<< /Type /Page /Parent {pages} 0 R /MediaBox {box} /Contents {drawn} 0 R "
        f"/Resources << /Font << {named} >> >> >>",
    )
    return file.written(catalogue, information)


class _File:
    def __init__(self) -> None:
        self._objects: list[bytes] = []

    def reserve(self) -> int:
        self._objects.append(b"")
        return len(self._objects)

    def put(self, place: int, text: str) -> None:
        self._objects[place - 1] = text.encode("ascii")

    def add(self, text: str) -> int:
        self._objects.append(text.encode("ascii"))
        return len(self._objects)

    def stream(self, text: str) -> int:
        packed = zlib.compress(text.encode("ascii"), 9)
        head = f"<< /Length {len(packed)} /Filter /FlateDecode >>\nstream\n".encode("ascii")
        self._objects.append(head + packed + b"\nendstream")
        return len(self._objects)

    def written(self, catalogue: int, information: int) -> bytes:
        out = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
        places = []
        for place, held in enumerate(self._objects, 1):
            places.append(len(out))
            out += b"%d 0 obj\n%s\nendobj\n" % (place, held)
        identity = hashlib.sha256(out).hexdigest()[:32]
        begun = len(out)
        table = "".join(f"{place:010} 00000 n \n" for place in places)
        count = len(places) + 1
        out += (
            f"xref\n0 {count}\n0000000000 65535 f \n{table}trailer\n<< /Size {count} /Root {catalogue} 0 R "
            f"/Info {information} 0 R /ID [<{identity}> <{identity}>] >>\nstartxref\n{begun}\n%%EOF\n"
        ).encode("ascii")
        return bytes(out)


def _font(file: _File, letters: Sequence[Letter]) -> int:
    """A Type 3 font: each code draws one letter."""
    drawings = [file.stream(_drawing(letter)) for letter in letters]
    characters = file.stream(_characters(letters))
    names = " ".join(f"/g{code}" for code in range(len(letters)))
    procedures = " ".join(f"/g{code} {drawing} 0 R" for code, drawing in enumerate(drawings))
    widths = " ".join(number(letter.advance) for letter in letters)
    edges = [letter.box for letter in letters]
    box = [f(edge[side] for edge in edges) for side, f in enumerate((min, min, max, max))]
    return file.add(
        f"<< /Type /Font /Subtype /Type3 /FontBBox [{' '.join(map(number, box))}] "
        f"/FontMatrix [{1 / UNITS} 0 0 {1 / UNITS} 0 0] /FirstChar 0 /LastChar {len(letters) - 1} /Widths [{widths}] "
        f"/Encoding << /Type /Encoding /Differences [0 {names}] >> /CharProcs << {procedures} >> "
        f"/Resources << >> /ToUnicode {characters} 0 R >>"
    )


def _drawing(letter: Letter) -> str:
    head = f"{number(letter.advance)} 0 {' '.join(map(number, letter.box))} d1"
    if not letter.outline:
        return head
    return f"{head}\n{number(EMBOLDEN * UNITS)} w 1 j\n{letter.outline} {'B' if letter.thick else 'f'}"


def _characters(letters: Sequence[Letter]) -> str:
    """The CMap that says which characters each code stands for."""
    rows = [f"<{code:02x}> <{_utf16(letter.text)}>" for code, letter in enumerate(letters)]
    blocks = [rows[start : start + MAPPINGS_AT_ONCE] for start in range(0, len(rows), MAPPINGS_AT_ONCE)]
    return "\n".join(
        [
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
            "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
            "1 begincodespacerange\n<00> <ff>\nendcodespacerange",
            *(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks),
            "endcmap CMapName currentdict /CMap defineresource pop end end",
        ]
    )


def _text(text: str) -> str:
    return f"<feff{_utf16(text)}>"


def _utf16(text: str) -> str:
    return text.encode("utf-16-be").hex()
