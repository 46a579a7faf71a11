"""A map as GraphML, which yEd, igraph, networkx and many more read."""

import xml.etree.ElementTree as ET
from collections.abc import Mapping

from relmap.analysis.map_contents import MapContents
from relmap.exporters.map_graph import Value, columns, heading, shown_name, written, xml_text

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
TYPES: Mapping[type, str] = {str: "string", int: "int", float: "double", bool: "boolean"}


def graphml(contents: MapContents, labels: Mapping[str, str]) -> bytes:
    """A directed graph; a tie that holds both ways is one edge that says so. `label` is what stands on a map."""
    root = ET.Element("graphml", xmlns=NAMESPACE)
    people, ties = columns(contents)
    keys = [("node", column.name, column.type) for column in people] + [("node", "label", str)]
    keys += [("edge", column.name, column.type) for column in ties]
    for place, name, kind in keys:
        attributes = {"id": f"{place}.{name}", "for": place, "attr.name": name, "attr.type": TYPES[kind]}
        ET.SubElement(root, "key", attributes)
    graph = ET.SubElement(root, "graph", id="map", edgedefault="directed")
    ET.SubElement(graph, "desc").text = xml_text(heading(contents))
    for card in contents.cards:
        node = ET.SubElement(graph, "node", id=_name(card.key))
        _data(node, "node.label", shown_name(card, labels))
        for person in people:
            _data(node, f"node.{person.name}", person.of(card))
    for number, arrow in enumerate(contents.arrows, 1):
        edge = ET.SubElement(graph, "edge", id=f"e{number}", source=_name(arrow.source), target=_name(arrow.target))
        for tie in ties:
            _data(edge, f"edge.{tie.name}", tie.of(arrow))
    ET.indent(root)
    document: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return document + b"\n"


def _name(reference: str) -> str:
    """An id of GraphML is a name token, which has no slash."""
    return reference.replace("/", ":")


def _data(parent: ET.Element, key: str, value: Value) -> None:
    if value is not None and value != "":
        ET.SubElement(parent, "data", key=key).text = written(value)
