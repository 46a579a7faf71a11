"""`gaps` as a value and as JSON."""

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from relmap.errors import InvalidValue, NobodyFound, NoRuleLeft, SeveralGaps, UnknownGap
from relmap.model.book import Book
from relmap.model.settings import GapSettings, Settings, Waiver
from relmap.usecases.gaps import Asked, Books, gaps, rule_of, to_json
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
    settings=Settings(gaps=GapSettings(waivers=(WAIVER,), ignore=("G3", "G5", "G6"))),
)


def with_settings(**fields: Any) -> Book:
    return replace(BOOK, settings=Settings(gaps=GapSettings(**fields)))


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
        "expired_waivers": [],
        "void_waivers": [],
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
    def fails(severity: str, **asked: Any) -> bool:
        return gaps(BOOK, "acme", today=TODAY, asked=Asked(fail_on=severity, **asked)).fails

    assert [fails(severity) for severity in ("critical", "high", "medium", "low", "")] == [
        False,
        True,
        True,
        True,
        False,
    ]
    assert not fails("low", min_severity="critical")
    assert gaps(with_settings(fail_on="high"), "acme", today=TODAY).fails
    assert not gaps(with_settings(fail_on="high"), "acme", today=TODAY, asked=Asked(fail_on="critical")).fails


def test_what_is_below_the_least_severity_is_counted() -> None:
    result = gaps(BOOK, "acme", today=TODAY, asked=Asked(select=("G403", "G401"), min_severity="critical"))
    assert (result.gaps, result.waived, result.hidden) == ([], [], 1)
    assert gaps(with_settings(min_severity="critical"), "acme", today=TODAY, asked=Asked(select=("G403",))).hidden == 1


def test_what_is_typed_beats_what_the_book_chooses() -> None:
    def codes(book: Book, **asked: Any) -> list[str]:
        return sorted(gap.code for _, gap in gaps(book, "acme", today=TODAY, asked=Asked(**asked)).gaps)

    assert codes(with_settings(select=("G3",), ignore=("G301",))) == ["G302", "G305"]
    assert codes(with_settings(select=("G3",), ignore=("G301",)), select=("g301,single-thread-ours",)) == [
        "G301",
        "G302",
    ]
    assert codes(with_settings(select=("G3",), ignore=("G301",)), ignore=("G302",)) == ["G305"]
    assert codes(with_settings(ignore=("G999",)), select=("G403",)) == ["G403"]


def test_a_choice_that_leaves_nothing_is_refused() -> None:
    with pytest.raises(NoRuleLeft, match="--select and --ignore leave no rule"):
        gaps(BOOK, "acme", today=TODAY, asked=Asked(select=("G2",), ignore=("G2",)))
    with pytest.raises(NoRuleLeft, match=r"`gaps` in relmap\.yaml leave no rule"):
        gaps(with_settings(ignore=("all",)), "acme", today=TODAY)
    with pytest.raises(UnknownGap, match="no gap has the code 'botleneck'; did you mean G204"):
        gaps(BOOK, "acme", today=TODAY, asked=Asked(ignore=("G101", "botleneck")))


@pytest.mark.parametrize(
    ("about", "until", "expired", "void"),
    [
        ("acme/gm", TODAY, False, False),
        ("acme/gm", TODAY - timedelta(days=1), True, False),
        ("acme/gone", TODAY, False, True),
        ("beta/gone", TODAY - timedelta(days=1), False, False),
        ("acme", TODAY - timedelta(days=1), True, False),
        ("beta", TODAY - timedelta(days=1), False, False),
        ("approver", TODAY - timedelta(days=1), True, False),
    ],
)
def test_waivers_that_do_nothing_any_more(about: str, until: date, expired: bool, void: bool) -> None:
    waiver = Waiver(code="G401", about=about, reason="asked", until=until)
    book = with_settings(waivers=(waiver,))
    result = gaps(book, "acme", today=TODAY)
    assert (result.expired, result.void) == ((waiver,) * expired, (waiver,) * void)
    document = to_json(gaps(book, None, today=TODAY))
    entry = {"code": "G401", "about": about, "reason": "asked", "until": until.isoformat()}
    assert document["expired_waivers"] == [entry] * (until < TODAY)
    assert document["void_waivers"] == [entry] * ("gone" in about)


def test_a_waiver_of_no_rule_or_nothing_is_void() -> None:
    strange = Waiver(code="G999", about="gm", reason="x", until=TODAY)
    nobody = Waiver(code="G401", about="Kitchen", reason="x", until=TODAY)
    book = with_settings(waivers=(strange, nobody))
    assert gaps(book, "acme", today=TODAY).void == (strange,)
    assert gaps(book, None, today=TODAY).void == (strange, nobody)
    cook = person("cook", department="Kitchen")
    assert gaps(replace(book, people={**book.people, cook.ref: cook}), None, today=TODAY).void == (strange,)


def test_the_accounts_may_be_watched() -> None:
    seen: list[str] = []

    def watched(books: Books) -> Books:
        for name, part in books:
            seen.append(name)
            yield name, part

    assert gaps(BOOK, None, today=TODAY, watched=watched) == gaps(BOOK, None, today=TODAY)
    assert seen == ["acme", "beta"]


def test_rules_are_found_by_code_or_name() -> None:
    assert rule_of("g202").name == "decision-maker-never-met"
    assert rule_of("bottleneck").code == "G204"
    with pytest.raises(UnknownGap, match="no gap has the code 'G999'; choose one of G101, "):
        rule_of("G999")
    with pytest.raises(SeveralGaps, match=r"'g2' names 5 gaps, and one is meant; choose one of G201, .*, G205$"):
        rule_of("g2")
    assert rule_of("G6").code == "G601"


@pytest.mark.parametrize("text", ["", " ", ","])
def test_an_empty_variable_selects_nothing_and_is_refused(text: str) -> None:
    with pytest.raises(InvalidValue, match=f"--select: '{text}' names no gap; write for example G2"):
        gaps(BOOK, "acme", today=TODAY, asked=Asked(select=("G4", text)))
    assert gaps(BOOK, "acme", today=TODAY, asked=Asked(ignore=(text,))) == gaps(BOOK, "acme", today=TODAY)
