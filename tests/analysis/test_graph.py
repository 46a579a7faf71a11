"""Which edges a book gives."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from relmap.analysis.graph import InfluenceGraph, influence_graph
from relmap.model.book import Book
from relmap.model.records import Person

from .books import TODAY, book, days_ago, deal, knows, link, person, ref, seat, touch


def graph(*people: Person, **fields: Any) -> InfluenceGraph:
    return influence_graph(book(people), "acme", today=TODAY, **fields)


def edges(found: InfluenceGraph) -> dict[tuple[str, str], tuple[str, float]]:
    """Every edge, as it looks from both ends."""
    nodes = [*(f"team/{name}" for name in found.members), *found.standings]
    leaving = {(node, target): edge for node in nodes for target, edge in found.out_of(node).items()}
    assert leaving == {(source, node): edge for node in nodes for source, edge in found.into(node).items()}
    assert all(pair == (edge.source, edge.target) for pair, edge in leaving.items())
    return {
        (source.removeprefix("acme/"), target.removeprefix("acme/")): (edge.kind, edge.strength)
        for (source, target), edge in leaving.items()
    }


def test_reporting_lines_carry_both_ways() -> None:
    assert edges(graph(person("a", reports_to="b"), person("b"))) == {
        ("a", "b"): ("reports_to", 0.45),
        ("b", "a"): ("manages", 0.70),
    }


def test_links_carry_one_way_and_symmetric_ones_both() -> None:
    a = person("a", links=(link("b", level=3), link("c", "friend", level=1), link("d", "conflicts", level=4)))
    assert edges(graph(a, person("b"), person("c"), person("d"))) == {
        ("a", "b"): ("influences", 0.70),
        ("a", "c"): ("friend", 0.20),
        ("c", "a"): ("friend", 0.20),
    }


def test_a_link_holds_from_since_to_until_inclusive() -> None:
    tomorrow = TODAY + timedelta(days=1)
    for fields, holds in [
        ({"since": TODAY}, True),
        ({"since": tomorrow}, False),
        ({"until": TODAY}, True),
        ({"until": days_ago(1)}, False),
    ]:
        found = graph(person("a", links=(link("b", **fields),)), person("b"))
        assert bool(edges(found)) is holds


def test_the_strongest_member_stands_for_the_team() -> None:
    kim = person("kim", known_by=(knows("bob", level=2), knows("ann", level=1)))
    assert edges(graph(kim)) == {("team/bob", "kim"): ("known_by", 0.45)}
    assert edges(graph(kim, member="ann")) == {("team/ann", "kim"): ("known_by", 0.20)}
    assert edges(graph(kim, without=["team/bob"])) == {("team/ann", "kim"): ("known_by", 0.20)}
    even = person("kim", known_by=(knows("bob", level=2), knows("ann", level=2)))
    assert edges(graph(even)) == {("team/ann", "kim"): ("known_by", 0.45)}


def test_a_touch_alone_is_an_edge() -> None:
    small = book([person("kim")], touches=[touch("ann", "kim")])
    assert list(edges(influence_graph(small, "acme", today=TODAY))) == [("team/ann", "kim")]


def test_parallel_edges_collapse_to_the_strongest_and_reporting_loses_ties() -> None:
    def kind_of(*kinds: tuple[str, float], boss: str = "") -> str:
        links = tuple(link("b", kind, strength=strength) for kind, strength in kinds)
        return edges(graph(person("a", reports_to=boss, links=links), person("b")))["a", "b"][0]

    assert kind_of(("refers", 0.5), ("influences", 0.4)) == "refers"
    assert kind_of(("refers", 0.5), ("influences", 0.5)) == "influences"
    assert kind_of(("zither_club", 0.45), boss="b") == "zither_club"
    assert kind_of(("zither_club", 0.45), ("alumni", 0.45), ("family", 0.45), boss="b") == "family"
    assert kind_of(("zither_club", 0.45), ("alumni", 0.45), boss="b") == "alumni"
    assert kind_of(("refers", 0.44), boss="b") == "reports_to"


def test_nothing_comes_of_strength_zero_self_links_and_unknown_people() -> None:
    assert edges(graph(person("a", links=(link("b", strength=0.0), link("a"), link("x"))), person("b"))) == {}


def test_who_left_carries_nothing() -> None:
    people = [person("a", reports_to="b", links=(link("b"),)), person("b", known_by=(knows("ann"),), status="left")]
    assert edges(graph(*people)) == {}
    stays = replace(people[1], status="active")
    assert edges(graph(people[0], stays, without=[ref("b")])) == {}
    assert len(edges(graph(people[0], stays))) == 3


def test_stance_in_the_deal_wins() -> None:
    two = [person("a", stance=-2), person("b", stance=1)]
    found = graph(*two, deal=deal(committee=(seat("a", stance=2), seat("b", stance="unknown"))))
    assert found.carriers == {"acme/a": 1.0, "acme/b": 0.6}
    assert graph(*two).carriers == {"acme/a": 0.1, "acme/b": 0.9}


def test_a_placeholder_carries_like_anybody_whose_stance_is_unknown() -> None:
    found = graph(person("a", reports_to="b"), person("b", name="?", reports_to="c"), person("c"))
    assert ("b", "c") in edges(found)
    assert found.carriers["acme/b"] == 0.6


def world() -> Book:
    far = person("far/x", links=(link("acme/b"), link("farther/y")), reports_to="far/boss")
    people = [person("a", links=(link("far/x"),)), person("b"), far, person("far/boss"), person("farther/y")]
    before = [person("near/w", links=(link("nearer/z"),)), person("nearer/z", links=(link("acme/a"),))]
    return book([*people, *before, person("seat/s"), person("nowhere/z")])


def test_people_elsewhere_take_part_where_ties_join_them_whoever_wrote_these_down() -> None:
    found = influence_graph(world(), "acme", today=TODAY)
    there = {"acme/a", "acme/b", "far/x", "far/boss", "farther/y", "near/w", "nearer/z"}
    assert set(found.standings) == there
    assert set(influence_graph(world(), "far", today=TODAY).standings) == there
    assert ("far/x", "b") in edges(found)


def test_the_deal_and_the_target_bring_their_accounts() -> None:
    committee = deal(committee=(seat("seat/s"),))
    assert "seat/s" in influence_graph(world(), "acme", today=TODAY, deal=committee).standings
    assert "nowhere/z" in influence_graph(world(), "acme", today=TODAY, target="nowhere/z").standings
