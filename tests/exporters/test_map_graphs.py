"""GraphML, GEXF and JSON of a map, read back by the programs that they are for."""

import io
import json
import re
import xml.etree.ElementTree as ET
from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from typing import Any

import igraph
import networkx
import pytest

from relmap.analysis.coverage import Coverage
from relmap.analysis.map_contents import Card, Cell, MapContents
from relmap.exporters.gexf import NAMESPACE, VIZ, gexf
from relmap.exporters.graphml import graphml
from relmap.exporters.map_graph import xml_text
from relmap.exporters.map_json import map_json
from relmap.rendering.labels import ENGLISH
from tests.rendering.contents import arrow, contents, hostile, hotel, person

GEXF = {"g": NAMESPACE, "viz": VIZ}


def colour(card: Card) -> str:
    return "#1463ff" if card.stance else "#64748b"


def written(of: MapContents, kind: str) -> bytes:
    return graphml(of, ENGLISH) if kind == "graphml" else gexf(of, ENGLISH, colour)


def graph(of: MapContents, kind: str) -> Any:
    read = networkx.read_graphml if kind == "graphml" else networkx.read_gexf
    return read(io.BytesIO(written(of, kind)))


@pytest.mark.parametrize("kind", ["graphml", "gexf"])
def test_people_and_ties_come_with_their_types(kind: str) -> None:
    told = replace(hotel().cards[2], coverage=0.25, gaps=("G101", "G203"), key="hotel/told")
    found = graph(contents(*hotel().cards, told, arrows=hotel().arrows), kind)
    assert found.is_directed()
    people = {data["ref"]: data for _, data in found.nodes(data=True)}
    chef = people["hotel/chef"]
    assert (chef["name"], chef["title"], chef["label"]) == ("วิชัย ครัวทอง", "หัวหน้าเชฟ", "วิชัย ครัวทอง")
    assert chef["roles"] == "influencer|evaluator"
    assert (chef["stance"], chef["influence"], chef["on_path"], chef["left"]) == (1, 3, True, False)
    assert "coverage" not in chef
    assert (people["hotel/told"]["coverage"], people["hotel/told"]["gaps"]) == (0.25, "G101|G203")
    assert "stance" not in people["hotel/boss"]
    assert people["hotel/money"]["label"] == "Not named yet"
    assert people["team/nok"]["kind"] == "member"
    names = {node: data["ref"] for node, data in found.nodes(data=True)}
    ties = {(names[one], names[other], data["kind"]): data for one, other, data in found.edges(data=True)}
    assert len(ties) == len(hotel().arrows)
    friend = ties["hotel/front", "hotel/chef", "friend"]
    assert (friend["strength"], friend["both_ways"], friend["step"]) == (0.7, True, 2)
    assert "step" not in ties["hotel/chef", "hotel/boss", "reports"]


@pytest.mark.parametrize("kind", ["graphml", "gexf"])
def test_hostile_text_is_text(kind: str) -> None:
    of = hostile()
    found = graph(of, kind)
    people = {data["ref"]: data for _, data in found.nodes(data=True)}
    for card in of.cards:
        assert people[card.key].get("name", "") in (xml_text(card.name), re.sub("[ \r\n]+", " ", xml_text(card.name)))
    assert found.number_of_edges() == len(of.arrows)


@pytest.mark.parametrize("kind", ["graphml", "gexf"])
def test_the_same_map_gives_the_same_bytes(kind: str) -> None:
    assert written(hotel(), kind) == written(hotel(), kind)


def test_igraph_reads_graphml(tmp_path: Path) -> None:
    file = tmp_path / "map.graphml"
    file.write_bytes(graphml(hotel(), ENGLISH))
    found = igraph.Graph.Read_GraphML(str(file))
    assert found.is_directed()
    assert (found.vcount(), found.ecount()) == (len(hotel().cards), len(hotel().arrows))
    assert found.vs.find(ref="hotel/chef")["influence"] == 3
    assert sum(found.es["both_ways"]) == 2


def test_graphml_ids_are_name_tokens() -> None:
    root = ET.fromstring(graphml(hotel(), ENGLISH))
    ids = [element.attrib["id"] for element in root.iter() if "id" in element.attrib]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[\w.:-]+", each) for each in ids)


def test_gexf_keeps_its_rules() -> None:
    """Of https://gexf.net/1.3/gexf.xsd, those that are about what we write."""
    root = ET.fromstring(written(replace(hotel(), today=date(2026, 11, 23)), "gexf"))
    assert (root.tag, root.attrib["version"]) == (f"{{{NAMESPACE}}}gexf", "1.3")
    assert [child.tag.split("}")[1] for child in root] == ["meta", "graph"]
    meta = root.find("g:meta", GEXF)
    assert meta is not None
    assert meta.attrib == {"lastmodifieddate": "2026-11-23"}
    for place in ("node", "edge"):
        declared = {
            each.attrib["id"]: each.attrib["type"]
            for each in root.findall(f"g:graph/g:attributes[@class='{place}']/g:attribute", GEXF)
        }
        assert set(declared.values()) <= {"string", "integer", "double", "boolean"}
        elements = root.findall(f"g:graph/g:{place}s/g:{place}", GEXF)
        assert elements
        assert len({each.attrib["id"] for each in elements}) == len(elements)
        for value in root.findall(f"g:graph/g:{place}s/g:{place}/g:attvalues/g:attvalue", GEXF):
            pattern = {"integer": r"-?\d+", "double": r"[\d.e-]+", "boolean": "true|false", "string": "(?s).+"}
            assert re.fullmatch(pattern[declared[value.attrib["for"]]], value.attrib["value"])
    people = {each.attrib["id"] for each in root.findall("g:graph/g:nodes/g:node", GEXF)}
    for tie in root.findall("g:graph/g:edges/g:edge", GEXF):
        assert {tie.attrib["source"], tie.attrib["target"]} <= people
        assert float(tie.attrib["weight"]) > 0


def test_gexf_has_colours() -> None:
    root = ET.fromstring(written(hotel(), "gexf"))
    found = root.find("g:graph/g:nodes/g:node[@id='hotel/chef']/viz:color", GEXF)
    assert found is not None
    assert found.attrib == {"r": "20", "g": "99", "b": "255"}


def test_json_has_everything_on_the_map() -> None:
    cell = Cell(
        member="team/nok",
        person="hotel/a",
        level=2,
        target=None,
        strength=0.5,
        last_touch=date(2026, 11, 3),
        single=True,
    )
    of = contents(
        person("a", "มาลี", stance=1, gaps=("G101",), lit=True),
        person("b"),
        arrows=(arrow("a", "b", detour=2),),
        account="hotel", today=date(2026, 11, 23), coverage=Coverage(0.5, 0.25), cells=(cell,),
        left_out=3,
    )  # fmt: skip
    of = replace(of, unplaced=("hotel/b",))
    text = map_json(of)
    found = json.loads(text)
    assert text == map_json(of)
    assert "มาลี" in text
    assert (found["schema"], found["today"], found["deal"]) == ("relmap.map/1", "2026-11-23", None)
    assert found["coverage"] == {"value": 0.5, "supportive": 0.25}
    assert found["people"][0] | {"ref": "hotel/a", "name": "มาลี", "stance": 1, "on_path": True} == found["people"][0]
    assert found["people"][0]["gaps"] == ["G101"]
    tie = {"source": "hotel/a", "target": "hotel/b", "kind": "influences", "both_ways": False, "on_path": False}
    assert found["ties"][0] | tie | {"strength": 0.7, "step": None, "detour": 2} == found["ties"][0]
    assert found["cells"][0]["last_touch"] == "2026-11-03"
    assert (found["unplaced"], found["left_out"]) == (["hotel/b"], 3)


def test_every_key_of_the_json_is_documented() -> None:
    page = (Path(__file__).parents[2] / "docs" / "format.md").read_text("utf-8").partition("## A map as JSON")[2]
    found = json.loads(map_json(hotel("org")))
    keys = {*found, *found["people"][0], *found["ties"][0], *found["departments"][0]}
    keys |= {field.name for field in fields(Cell)}
    assert {key for key in keys if f"`{key}`" not in page} - {"schema"} == set()


def test_json_of_hostile_text_is_read_back_as_it_was() -> None:
    of = hostile()
    text = map_json(of)
    assert text.isprintable() or not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
    text.encode()
    assert [one["name"] for one in json.loads(text)["people"]] == [card.name for card in of.cards]
