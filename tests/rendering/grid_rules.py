"""What holds of every map that lays people out in a grid, whoever they are."""

import xml.etree.ElementTree as ET
from itertools import pairwise

from hypothesis import strategies as st

from relmap.analysis.map_contents import MapContents
from tests.rendering import pictures
from tests.rendering.groups import group

sizes = st.tuples(st.integers(0, 60), st.integers(0, 9), st.integers(0, 10_000))
"""How many of theirs and of ours, and which chance."""


def drawn_group(size: tuple[int, int, int], view: str) -> MapContents:
    people, members, seed = size
    return group(people, members, view, seed=seed)


def check_frames(document: bytes) -> None:
    """No two cards or cells lie on each other, and all lie on the page."""
    root = ET.fromstring(document)
    width, height = float(root.attrib["width"]), float(root.attrib["height"])
    found = pictures.frames(document)
    for frame in found:
        assert frame.left >= 0, frame
        assert frame.right <= width, frame
        assert frame.top >= 0, frame
        assert frame.foot <= height, frame
    by_top = sorted(found, key=lambda frame: (frame.top, frame.left))
    for place, one in enumerate(by_top):
        for other in by_top[place + 1 :]:
            if other.top >= one.foot:
                break
            assert not one.lies_on(other), (one, other)


def check_ids(document: bytes) -> None:
    """Nothing is there twice."""
    ids = sorted(element.attrib["id"] for element in ET.fromstring(document).iter() if "id" in element.attrib)
    assert [one for one, other in pairwise(ids) if one == other] == []


def check_texts(document: bytes) -> None:
    """Every text is inside its card, and no two of one card's lines lie on each other."""
    for card in pictures.cards(document).values():
        for text in card.texts:
            assert card.left <= text.left, (card.ref, text)
            assert text.right <= card.right + 0.05, (card.ref, text)
            assert card.top < text.y - 8, (card.ref, text)
            assert text.y <= card.foot, (card.ref, text)
        by_place = sorted(card.texts, key=lambda text: (text.y, text.left))
        for one, other in pairwise(by_place):
            assert other.y - one.y >= 3 or other.left >= one.right - 0.05, (card.ref, one, other)


def read(document: bytes) -> str:
    """A drawing for people to compare: one element per line."""
    root = ET.fromstring(document)
    ET.indent(root)
    return ET.tostring(root, encoding="unicode").replace("ns0:", "").replace(":ns0=", "=") + "\n"
