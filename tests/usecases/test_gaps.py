"""`gaps` as a value and as JSON."""

import json
from datetime import date

import pytest

from relmap.errors import NobodyFound, UnknownGap
from relmap.model.settings import GapSettings, Settings, Waiver
from relmap.usecases.gaps import gaps, rule_of, to_json
from tests.analysis.books import TODAY, book, deal, knows, link, person, seat

WAIVER = Waiver(code="G401", about="gm", reason="he never says", until=date(2027, 3, 31))
BOOK = book(
    [
        person(
            "gm",
            roles=("decision_maker",),
            influence=2,
            known_by=(knows("ann", level=2, assessed_on=TODAY),),
            source="Ann",
            verified_on=TODAY,
        ),
        person("beta/chief", roles=("user",)),
    ],
    deals=[deal("plates", stage="won")],
    settings=Settings(gaps=GapSettings(waivers=(WAIVER,), ignore=("G305", "G302", "G301"))),
)


def test_json_document_of_one_account() -> None:
    document = to_json(gaps(BOOK, "acme", today=TODAY))
    assert json.loads(json.dumps(document)) == document
    assert document == {
        "schema": "relmap.gaps/1",
        "today": "2026-11-23",
        "account": "acme",
        "deal": None,
        "gaps": [
            {
                "code": "G403",
                "name": "no-supporter",
                "severity": "high",
                "score": 0.5,
                "about": ["acme/gm"],
                "message": "Nobody among those who decide, approve or belong to the inner circle supports us",
                "do_next": "Begin with Gm, whose stance is unknown: "
                "Ann meets Gm and writes it down: `relmap touch acme/gm --by ann --channel visit`",
            }
        ],
        "waived": [
            {
                "code": "G401",
                "name": "stance-unknown",
                "severity": "high",
                "score": 0.5,
                "about": ["acme/gm"],
                "message": "Whether Gm is for us or against us is unknown",
                "do_next": "Ask them, or somebody close to them: then `relmap set acme/gm stance=STANCE`",
                "reason": "he never says",
                "until": "2027-03-31",
            }
        ],
        "coverage": {"value": pytest.approx(0.45), "supportive": 0.0},
    }


def test_all_accounts_in_one_list_worst_first() -> None:
    result = gaps(BOOK, None, today=TODAY)
    document = to_json(result)
    assert document["account"] is None
    assert [(gap["account"], gap["code"]) for gap in document["gaps"]] == [("beta", "G101"), ("acme", "G403")]
    assert document["coverage"] == {
        "value": pytest.approx(0.225),
        "supportive": 0.0,
        "accounts": [
            {"account": "acme", "value": pytest.approx(0.45), "supportive": 0.0},
            {"account": "beta", "value": 0.0, "supportive": 0.0},
        ],
    }


def test_all_accounts_say_what_each_says_alone() -> None:
    people = [
        person("gm", roles=("decision_maker",)),
        person("guide", links=(link("group/ceo"),), known_by=(knows("ann", level=3),)),
        person("group/ceo", links=(link("acme/gm", "advises"),)),
        person("other/x", links=(link("acme/gm", "friend"),), known_by=(knows("ann", level=4),)),
    ]
    committee = deal(committee=(seat("far/seat", roles=("approver",)),))
    whole = book([*people, person("far/seat", links=(link("other/x"),))], deals=[committee])
    together = gaps(whole, None, today=TODAY).reports
    assert together == tuple(gaps(whole, name, today=TODAY).reports[0] for name in ("acme", "far", "group", "other"))


def test_a_deal_names_its_account() -> None:
    result = gaps(BOOK, None, today=TODAY, deal="plates")
    assert (result.account, result.deal, len(result.reports)) == ("acme", "plates", 1)
    with pytest.raises(NobodyFound):
        gaps(BOOK, "acme", today=TODAY, deal="x")


def test_fails_at_a_severity_and_worse() -> None:
    result = gaps(BOOK, "acme", today=TODAY)
    assert [result.fails(severity) for severity in ("critical", "high", "medium", "low")] == [False, True, True, True]


def test_rules_are_found_by_code_or_name() -> None:
    assert rule_of("g202").name == "decision-maker-never-met"
    assert rule_of("bottleneck").code == "G204"
    with pytest.raises(UnknownGap, match="no gap has the code 'G999'; choose one of G101, "):
        rule_of("G999")
