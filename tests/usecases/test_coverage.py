"""`coverage` as a value and as JSON."""

import json
from typing import Any

import pytest

from relmap.errors import DealElsewhere, NobodyFound
from relmap.usecases.coverage import CoverageResult, coverage, to_json
from tests.analysis.books import TODAY, book, days_ago, deal, knows, person, touch

ACME = book(
    [
        person("boss", roles=("decision_maker",), influence=4, stance=1),
        person(
            "desk", influence=1, stance="unknown", known_by=(knows("ann", level=2, target=3), knows("bob", level=1))
        ),
        person("clerk"),
        person("north/far", roles=("decision_maker",)),
    ],
    touches=[touch("bob", "desk", on=days_ago(30), channel="email")],
    deals=[deal("plates"), deal("cups", account="north")],
)


def ask(account: str = "acme", **fields: Any) -> CoverageResult:
    return coverage(ACME, account, today=TODAY, **fields)


def test_json_document() -> None:
    document = to_json(ask(without_member="Ann"))
    assert json.loads(json.dumps(document)) == document
    people, without = document.pop("people"), document.pop("without_member")
    assert document == {
        "schema": "relmap.coverage/1",
        "today": "2026-11-23",
        "account": "acme",
        "deal": None,
        "members": ["team/ann", "team/bob"],
        "unfilled_roles": [],
        "coverage": {"value": 0.0, "supportive": 0.0},
    }
    assert people[0] == {
        "person": "acme/boss",
        "key_player": True,
        "roles": ["decision_maker"],
        "stance": 1,
        "influence": 4,
        "coverage": 0.0,
        "single_thread": None,
        "last_touch": None,
        "ties": [],
    }
    desk = people[1]
    ann, bob = desk.pop("ties")
    observed = bob.pop("observed")
    assert 0 < observed < 0.2
    assert ann == {
        "member": "team/ann",
        "strength": 0.45,
        "declared": 0.45,
        "observed": None,
        "level": 2,
        "target": 3,
        "last_touch": None,
    }
    assert bob == {
        "member": "team/bob",
        "strength": 0.2,
        "declared": 0.2,
        "level": 1,
        "target": None,
        "last_touch": days_ago(30).isoformat(),
    }
    assert (desk["single_thread"], desk["stance"]) == ("team/ann", None)
    (hand_over,) = without.pop("people")
    assert without == {
        "member": "team/ann",
        "coverage": {"before": {"value": 0.0, "supportive": 0.0}, "after": {"value": 0.0, "supportive": 0.0}},
        "paths": [{"person": "acme/boss", "before": None, "after": None}],
    }
    assert hand_over == {
        "person": "acme/desk",
        "strength": 0.45,
        "only_thread": True,
        "coverage": {"before": pytest.approx(0.56), "after": pytest.approx(0.2)},
        "lost": pytest.approx(0.1 * 0.36),
        "next_best": {"member": "team/bob", "strength": 0.2},
    }


def test_declared_is_what_is_left_of_it_today() -> None:
    kim = person("kim", known_by=(knows("ann", strength=0.8, assessed_on=days_ago(10_000)),))
    (row,) = to_json(coverage(book([kim]), "acme", today=TODAY))["people"]
    assert row["ties"][0]["declared"] == pytest.approx(0.2)


def test_everybody_only_where_asked_for() -> None:
    assert [row.ref for row in ask().rows] == ["acme/boss", "acme/desk"]
    assert [row.ref for row in ask(everybody=True).rows] == ["acme/boss", "acme/clerk", "acme/desk"]


def test_deal_and_member_as_typed() -> None:
    assert ask(deal="Plates").matrix.deal == "plates"
    with pytest.raises(DealElsewhere):
        ask(deal="cups")
    with pytest.raises(NobodyFound, match="did you mean ann"):
        ask(without_member="anne")
