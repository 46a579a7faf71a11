"""`influence` as a value and as JSON."""

import json
from typing import Any

import pytest

from relmap.analysis.network_measures import network_measures
from relmap.errors import Ambiguous, NobodyFound
from relmap.usecases.influence import InfluenceResult, influence, to_json
from tests.analysis.books import TODAY, book, deal, knows, link, person, seat

HOTEL = book(
    [
        person("cook", stance=2, known_by=(knows("bob", level=2),), links=(link("chef", level=3),)),
        person("chef", stance=0, influence=3, reports_to="gm", links=(link("gm", "advises", level=3),)),
        person("buyer", stance=-1, influence=1, links=(link("gm", level=1), link("chef", "conflicts"))),
        person("desk", reports_to="gm", roles=("approver",)),
        person("cfo", title="CFO", roles=("approver",), links=(link("cook", "friend"),)),
        person("gm", title="GM", roles=("decision_maker",)),
        person("other/boss", name="Boss"),
        person("other/aide", links=(link("other/boss"),)),
        person("twin-1", name="Twin"),
        person("twin-2", name="Twin"),
    ],
    deals=[deal("plates", committee=(seat("buyer", stance=1, influence=4), seat("desk", roles=("decision_maker",))))],
)


def ask(on: str, **fields: Any) -> InfluenceResult:
    return influence(HOTEL, "acme", on, today=TODAY, **fields)


def test_json_document() -> None:
    document = to_json(ask("ผู้จัดการทั่วไป"))
    assert json.loads(json.dumps(document)) == document
    people = document.pop("people")
    assert document == {
        "schema": "relmap.influence/1",
        "today": "2026-11-23",
        "account": "acme",
        "deal": None,
        "target": "acme/gm",
        "only_reporting": ["acme/desk"],
        "conflicts": [{"a": "acme/buyer", "b": "acme/chef"}],
        "others": [],
    }
    assert [one["person"] for one in people] == ["acme/chef", "acme/cook", "acme/cfo", "acme/buyer"]
    assert people[0] == {
        "person": "acme/chef",
        "side": "neutral",
        "stance": 0,
        "influence": 3,
        "path_score": 0.7,
        "score": 0.525,
        "path": ["acme/chef", "acme/gm"],
        "known_by": None,
        "conflicts": ["acme/buyer"],
    }
    assert people[1] == {
        "person": "acme/cook",
        "side": "ally",
        "stance": 2,
        "influence": None,
        "path_score": 0.343,
        "score": 0.1715,
        "path": ["acme/cook", "acme/chef", "acme/gm"],
        "known_by": {"member": "team/bob", "strength": 0.45},
        "conflicts": [],
    }


def test_advanced_figures_are_added_only_where_they_are_asked_for() -> None:
    plain, advanced = to_json(ask("approver")), to_json(ask("approver", measure=network_measures))
    assert advanced.pop("betweenness_pivots") is None
    for answer in (advanced, *advanced["others"]):
        for one in answer["people"]:
            assert 0 <= one.pop("betweenness") <= 1
            assert one.pop("constraint") > 0
    assert advanced == plain


def test_a_role_that_several_hold_gives_one_answer_each_best_first() -> None:
    result = ask("approver")
    assert [result.answer.target, *(other.target for other in result.others)] == ["acme/cfo", "acme/desk"]
    document = to_json(result)
    (other,) = document["others"]
    assert set(other) == {"target", "people", "only_reporting", "conflicts"}
    assert (other["target"], other["people"]) == ("acme/desk", [])


def test_a_deal_is_what_people_type() -> None:
    assert ask("gm", deal="plates").deal == "plates"
    last = {mover.ref: mover for mover in ask("gm", deal="plates").answer.movers}["acme/buyer"]
    assert (last.side, last.score) == ("ally", 0.2)
    assert [other.target for other in ask("decision_maker", deal="plates").others] == ["acme/desk"]
    assert ask("decision_maker").others == ()


def test_somebody_of_an_account_that_no_tie_leads_to() -> None:
    assert [mover.ref for mover in ask("other/boss").answer.movers] == ["other/aide"]


def test_who_cannot_be_told() -> None:
    with pytest.raises(Ambiguous, match="'Twin' is 2 people"):
        ask("Twin")
    for on, fields in (("Zzyzx", {}), ("gm", {"deal": "x"})):
        with pytest.raises(NobodyFound):
            ask(on, **fields)
