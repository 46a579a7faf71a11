"""A map as GEXF 1.3, which Gephi reads: with colours by stance, and lines by strength."""

import xml.etree.ElementTree as ET
from collections.abc import Mapping

from relmap.analysis.map_contents import Arrow, Card, MapContents
from relmap.exporters.map_graph import Colour, Value, columns, heading, shown_name, written, xml_text

NAMESPACE = "http://gexf.net/1.3"
VIZ = "http://gexf.net/1.3/viz"
TYPES: Mapping[type, str] = {str: "string", int: "integer", float: "double", bool: "boolean"}
# An edge without any weight is left out by some layouts.
LEAST_WEIGHT = 0.01


def gexf(contents: MapContents, labels: Mapping[str, str], colour: Colour) -> bytes:
    """A directed graph; a tie that holds both ways is one edge that says so. No date of writing stands in it."""
    ET.register_namespace("viz", VIZ)
    root = ET.Element("gexf", {"xmlns": NAMESPACE, "version": "1.3"})
    meta = ET.SubElement(root, "meta", {"lastmodifieddate": contents.today.isoformat()} if contents.today else {})
    ET.SubElement(meta, "creator").text = "relmap"
    ET.SubElement(meta, "description").text = xml_text(heading(contents))
    graph = ET.SubElement(root, "graph", defaultedgetype="directed", mode="static")
    people, ties = columns(contents)
    for place, declaring in (("node", people), ("edge", ties)):
        declared = ET.SubElement(graph, "attributes", {"class": place})
        for column in declaring:
            ET.SubElement(declared, "attribute", id=column.name, title=column.name, type=TYPES[column.type])
    nodes, edges = ET.SubElement(graph, "nodes"), ET.SubElement(graph, "edges")
    for card in contents.cards:
        node = _node(nodes, card, shown_name(card, labels))
        _values(node, {column.name: column.of(card) for column in people})
        _colour(node, colour(card))
    for number, arrow in enumerate(contents.arrows, 1):
        edge = _edge(edges, f"e{number}", arrow, labels)
        _values(edge, {column.name: column.of(arrow) for column in ties})
    ET.indent(root)
    document: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return document + b"\n"


def _node(nodes: ET.Element, card: Card, name: str) -> ET.Element:
    return ET.SubElement(nodes, "node", id=card.key, label=xml_text(name))


def _colour(node: ET.Element, colour: str) -> None:
    red, green, blue = (str(int(colour[place : place + 2], 16)) for place in (1, 3, 5))
    ET.SubElement(node, f"{{{VIZ}}}color", r=red, g=green, b=blue)


def _edge(edges: ET.Element, name: str, arrow: Arrow, labels: Mapping[str, str]) -> ET.Element:
    weight = str(max(arrow.strength, LEAST_WEIGHT))
    shown = xml_text(labels.get(f"kind.{arrow.kind}", arrow.kind))
    return ET.SubElement(edges, "edge", id=name, source=arrow.source, target=arrow.target, weight=weight, label=shown)


def _values(parent: ET.Element, found: Mapping[str, Value]) -> None:
    values = ET.SubElement(parent, "attvalues")
    for name, value in found.items():
        if value is not None and value != "":
            ET.SubElement(values, "attvalue", {"for": name, "value": written(value)})
