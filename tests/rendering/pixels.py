"""What a PNG shows, dot by dot."""

import struct
import zlib


def grey(picture: bytes) -> tuple[int, bytes]:
    """How many columns an 8-bit RGBA PNG has, and its dots, row by row."""
    columns, rows = struct.unpack(">II", picture[16:24])
    assert picture[24:26] == b"\x08\x06"
    packed, place = b"", 8
    while place < len(picture):
        (length,) = struct.unpack(">I", picture[place : place + 4])
        if picture[place + 4 : place + 8] == b"IDAT":
            packed += picture[place + 8 : place + 8 + length]
        place += length + 12
    return columns, _unfiltered(zlib.decompress(packed), rows, columns)


def _unfiltered(raw: bytes, rows: int, columns: int) -> bytes:
    wide = columns * 4
    before = bytearray(wide)
    grey = bytearray()
    for row in range(rows):
        kind = raw[row * (wide + 1)]
        line = bytearray(raw[row * (wide + 1) + 1 : (row + 1) * (wide + 1)])
        for place in range(wide):
            left = line[place - 4] if place >= 4 else 0
            corner = before[place - 4] if place >= 4 else 0
            line[place] = (line[place] + _guess(kind, left, before[place], corner)) & 255
        before = line
        grey += bytes((line[n] * 299 + line[n + 1] * 587 + line[n + 2] * 114) // 1000 for n in range(0, wide, 4))
    return bytes(grey)


def _guess(kind: int, left: int, above: int, corner: int) -> int:
    if kind == 4:
        middle = left + above - corner
        return min((left, above, corner), key=lambda each: abs(middle - each))
    return (0, left, above, (left + above) // 2)[kind]
