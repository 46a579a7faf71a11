"""`path` as a value and as JSON."""

import json
from typing import Any

import pytest

from relmap.errors import Ambiguous, NobodyFound
from relmap.usecases.path import PathResult, path, to_json
from tests.analysis.books import TODAY, book, deal, knows, link, person, seat

HOTEL = book(
    [
        person("mal", stance=1, known_by=(knows("ann", level=2),), links=(link("pra", "refers", level=3),)),
        person("pra", title="Head of Purchasing", stance=0, reports_to="gm", roles=("approver",)),
        person("cfo", title="CFO", roles=("approver",), known_by=(knows("bob", level=1),)),
        person("gm", title="GM", roles=("decision_maker",)),
        person("twin-1", name="Twin"),
        person("twin-2", name="Twin", roles=("approver",)),
    ],
    deals=[deal("plates", committee=(seat("pra", stance=2),))],
)


def ask(to: str, **fields: Any) -> PathResult:
    return path(HOTEL, "acme", to, today=TODAY, **fields)


def test_json_document() -> None:
    document = to_json(ask("ผู้จัดการทั่วไป", k=1))
    assert list(document) == [
        "schema",
        "today",
        "account",
        "deal",
        "target",
        "paths",
        "bottlenecks",
        "action",
        "ours",
        "reachable",
        "nearest",
        "fewest_steps",
        "best_score",
        "others",
        "max_steps",
        "independent",
        "what_if",
    ]
    assert json.loads(json.dumps(document)) == document
    (only,) = document["paths"]
    assert document["schema"] == "relmap.path/1"
    assert (document["today"], document["account"], document["deal"]) == ("2026-11-23", "acme", None)
    assert (document["target"], document["others"]) == ("acme/gm", [])
    assert only == {
        "rank": 1,
        "score": pytest.approx(0.45 * 0.7 * 0.9 * 0.45 * 0.7),
        "weakest": 0,
        "steps": [
            {
                "from": "team/ann",
                "to": "acme/mal",
                "kind": "known_by",
                "strength": 0.45,
                "carrier_factor": 1.0,
                "why": "working tie (level 2, .45)",
                "declared": 0.45,
                "observed": None,
            },
            {
                "from": "acme/mal",
                "to": "acme/pra",
                "kind": "refers",
                "strength": 0.7,
                "carrier_factor": 0.9,
                "why": "refers, trusted (level 3, .7); supporter: carries at .9",
                "declared": None,
                "observed": None,
            },
            {
                "from": "acme/pra",
                "to": "acme/gm",
                "kind": "reports_to",
                "strength": 0.45,
                "carrier_factor": 0.7,
                "why": "reports to (.45); neutral: carries at .7",
                "declared": None,
                "observed": None,
            },
        ],
    }
    assert document["bottlenecks"] == [{"person": "acme/mal", "loss": 1.0}, {"person": "acme/pra", "loss": 1.0}]
    assert document["action"] == {
        "kind": "strengthen",
        "from": "acme/pra",
        "to": "acme/gm",
        "score": pytest.approx(0.45 * 0.7 * 0.9 * 0.7 * 0.7),
        "sentence": "Bring Pra (Head of Purchasing) and Gm (GM) closer, say at a meeting of both: "
        "with a tie of level 3 (trusted) the score becomes .14",
        "command": "relmap link acme/pra acme/gm --kind influences --level 3",
    }


def test_a_role_that_several_hold_gives_one_answer_each_best_first() -> None:
    result = ask("approver")
    assert [result.answer.target, *(other.target for other in result.others)] == ["acme/pra", "acme/cfo", "acme/twin-2"]
    document = to_json(result)
    assert [(other["target"], len(other["paths"])) for other in document["others"]] == [
        ("acme/cfo", 1),
        ("acme/twin-2", 0),
    ]
    assert document["others"][1]["reachable"] == ["acme/cfo", "acme/gm", "acme/mal", "acme/pra"]
    assert set(document["others"][0]) == {
        *("target", "paths", "bottlenecks", "action", "ours", "reachable", "nearest", "fewest_steps", "best_score")
    }


def test_several_of_one_name_are_listed() -> None:
    with pytest.raises(Ambiguous, match="'Twin' is 2 people"):
        ask("Twin")
    with pytest.raises(NobodyFound):
        ask("Zzyzx")


def test_options_are_what_people_type() -> None:
    assert ask("gm", source="Bob").answer.paths == ()
    assert ask("gm", without=["Head of Purchasing"]).answer.paths == ()
    assert ask("gm", without=["team/ann"]).answer.paths == ()
    assert ask("gm", without=["Ann"]).answer.paths == ()
    assert ask("gm", deal="plates").answer.score > ask("gm").answer.score
    assert ask("gm", deal="plates").question.deal == HOTEL.deals["acme/plates"]
    for bad in ({"source": "x"}, {"deal": "x"}, {"without": ["x"]}):
        with pytest.raises(NobodyFound):
            ask("gm", **bad)
    with pytest.raises(Ambiguous):
        ask("gm", without=["Twin"])
