"""Reading: what a book's files say, and what is wrong with them."""

import gc
from datetime import date
from pathlib import Path

import pytest

from relmap.model.records import CampaignResult, Champion, KnownBy, Link, Money, Reminder, Seat, Touch
from relmap.model.settings import Cadence, Waiver
from relmap.storage.reader import load, load_settings
from tests.books import HOTEL, book_on_disk
from tests.storage.reading import CORPUS, PLACES, codes, person, read, told


@pytest.mark.parametrize("file", sorted(CORPUS.glob("*.yaml")), ids=lambda file: file.stem)
def test_every_invalid_file_gets_its_places_reasons_and_mends(file: Path, tmp_path: Path) -> None:
    place = PLACES[file.stem.partition("-")[0]]
    loaded = load(book_on_disk(tmp_path, HOTEL | {place: file.read_bytes()}))
    assert told(loaded.problems) == file.with_suffix(".txt").read_text()
    assert {problem.file for problem in loaded.problems} == {place}


def test_a_sound_book_has_no_problems(tmp_path: Path) -> None:
    loaded = read(tmp_path)
    assert loaded.problems == ()
    assert loaded.broken == frozenset()
    assert list(loaded.book.people) == ["siam-grand/anucha", "siam-grand/malee", "siam-grand/prasert"]


def test_every_key_of_a_person_is_read(tmp_path: Path) -> None:
    text = """\
name: No
aliases: [May, "12:30"]
names: {en: Malee, th: มาลี}
title: 1e5
department: on
seniority: executive
reports_to: anucha
roles: [economic buyer, ผู้ใช้, purchasing]
champion: {has_power: yes, sells_for_us: true, own_win: no}
influence: inner circle
stance: supporter
status: left
needs: [price]
concerns: [delivery]
temperament: 0x1F
channels: {phone: ["0212345677", 08], line: malee}
links: [{to: other/x, kind: friend, strength: .5, since: 2020-01-01, until: 2030-01-01, note: n, source: s}]
known_by: [{member: team/nok, level: trusted, target: 4, assessed_on: 2026-11-03, note: n}]
verified_on: 2026-11-01
source: LinkedIn
notes: |
  two
  lines
"""
    loaded = person(tmp_path, text)
    assert loaded.problems == ()
    found = loaded.book.people["siam-grand/case"]
    assert (found.id, found.account, found.name, found.title, found.department) == (
        "case",
        "siam-grand",
        "No",
        "1e5",
        "on",
    )
    assert found.aliases == ("May", "12:30")
    assert found.names == {"en": "Malee", "th": "มาลี"}
    assert (found.seniority, found.reports_to) == ("executive", "siam-grand/anucha")
    assert found.roles == ("decision_maker", "user", "purchaser")
    assert found.champion == Champion(has_power=True, sells_for_us=True, own_win=False)
    assert (found.influence, found.stance, found.status) == (4, 1, "left")
    assert (found.needs, found.concerns, found.temperament) == (("price",), ("delivery",), "0x1F")
    assert found.channels == {"phone": ("0212345677", "08"), "line": ("malee",)}
    assert found.links == (
        Link(
            to="other/x",
            kind="friend",
            strength=0.5,
            since=date(2020, 1, 1),
            until=date(2030, 1, 1),
            note="n",
            source="s",
        ),
    )
    assert found.known_by == (KnownBy(member="nok", level=3, target=4, assessed_on=date(2026, 11, 3), note="n"),)
    assert (found.verified_on, found.source, found.notes) == (date(2026, 11, 1), "LinkedIn", "two\nlines\n")


def test_an_empty_value_is_an_absent_one(tmp_path: Path) -> None:
    loaded = person(tmp_path, "name: X\ntitle:\nroles:\nstance: ~\nlinks: null\nchannels:\nnames: ~\nchampion:\n")
    assert loaded.problems == ()
    found = loaded.book.people["siam-grand/case"]
    assert (found.title, found.roles, found.stance, found.links, found.channels) == ("", (), None, (), {})
    assert found.champion is None


def test_quoted_words_for_nothing_are_text(tmp_path: Path) -> None:
    found = person(tmp_path, "name: 'null'\ntitle: \"~\"\n").book.people["siam-grand/case"]
    assert (found.name, found.title) == ("null", "~")


def test_a_lone_value_stands_for_a_list_of_one(tmp_path: Path) -> None:
    loaded = person(tmp_path, "name: X\nroles: user\nneeds: price\n")
    assert loaded.problems == ()
    found = loaded.book.people["siam-grand/case"]
    assert (found.roles, found.needs) == (("user",), ("price",))


def test_a_file_with_an_error_is_left_out_and_one_with_a_warning_is_not(tmp_path: Path) -> None:
    loaded = read(
        tmp_path,
        **{
            "accounts/siam-grand/people/bad.yaml": "name: X\nstance: 7\n",
            "accounts/siam-grand/people/odd.yaml": "name: X\ncolour: red\n",
        },
    )
    assert "siam-grand/bad" not in loaded.book.people
    assert "siam-grand/odd" in loaded.book.people
    assert loaded.broken == {("person", "siam-grand/bad")}
    assert [problem.severity for problem in loaded.problems] == ["error", "warning"]


def test_text_that_is_not_composed_is_read_composed_with_a_warning(tmp_path: Path) -> None:
    loaded = person(tmp_path, "name: Rene\u0301\n")
    assert loaded.book.people["siam-grand/case"].name == "Ren\u00e9"
    assert [problem.severity for problem in loaded.problems] == ["warning"]


def test_one_broken_touch_leaves_the_others_at_their_places(tmp_path: Path) -> None:
    path = "accounts/siam-grand/touches/2026-nok.yaml"
    loaded = read(tmp_path, **{path: HOTEL[path] + "- {on: never}\n- {on: 2026-11-20, with: malee, channel: call}\n"})
    assert [touch.index for touch in loaded.book.touches["siam-grand"]] == [0, 1, 3]


def test_every_key_of_a_touch_is_read(tmp_path: Path) -> None:
    line = (
        "- {on: 2026-11-03, with: [malee, other/x], channel: event, two_way: false, feeling: -1, note: n, "
        "deal: plates, campaign: c, together: [pim], next: {on: 2026-12-01, what: call}}\n"
    )
    loaded = read(tmp_path, **{PLACES["touch"]: line})
    assert loaded.problems == ()
    assert (
        Touch(
            account="siam-grand",
            member="case",
            on=date(2026, 11, 3),
            people=("siam-grand/malee", "other/x"),
            channel="event",
            two_way=False,
            feeling=-1,
            note="n",
            deal="plates",
            campaign="c",
            together=("pim",),
            next=Reminder(on=date(2026, 12, 1), what="call"),
            index=0,
            year=2026,
        )
        in loaded.book.touches["siam-grand"]
    )


def test_account_deal_campaign_and_settings_are_read(tmp_path: Path) -> None:
    loaded = read(
        tmp_path,
        **{
            "relmap.yaml": (
                "relmap: 1\nname: B\nlanguage: th\ncadence: {fan: {max_days: 20}}\nstrength: {levels: {2: .5}}\n"
                "gaps: {ignore: [G205], waivers: [{code: G104, about: HR, reason: none, until: 2027-01-01}]}\n"
                "vocabulary: {roles: [king], labels: {king: {th: ราชา}}}\nrequired_roles: [king]\n"
            ),
            PLACES["account"]: "name: S\nrevenue: {2026: {amount: 12.5, currency: THB}}\nbond: 2\nparent: group\n",
            PLACES["deal"]: "name: D\namount: 100\ncommittee: [{person: malee, roles: [], stance: -2}]\n",
            PLACES["campaign"]: "name: C\npeople: [siam-grand/malee]\nresults: [{person: siam-grand/malee}]\n",
        },
    )
    assert loaded.problems == ()
    settings = loaded.book.settings
    assert (settings.name, settings.language, settings.required_roles) == ("B", "th", ("king",))
    assert settings.cadence_of("fan") == Cadence(ideal_days=14, max_days=20)
    assert settings.strength.of_level(2) == 0.5
    assert settings.gaps.waivers == (Waiver(code="G104", about="HR", reason="none", until=date(2027, 1, 1)),)
    assert settings.vocabulary.labels["king"].th == "ราชา"
    account = loaded.book.accounts["siam-grand"]
    assert account.revenue == {"2026": Money(amount=12.5, currency="THB")}
    assert (account.bond, account.parent) == (2, "group")
    assert loaded.book.deals["siam-grand/case"].committee == (Seat(person="siam-grand/malee", roles=(), stance=-2),)
    assert loaded.book.campaigns["case"].results == (CampaignResult(person="siam-grand/malee"),)


def test_an_account_without_its_own_file_is_there_under_its_id(tmp_path: Path) -> None:
    files = {"accounts/b/people/x.yaml": "name: X\n"}
    loaded = load(book_on_disk(tmp_path, files))
    assert loaded.book.accounts["b"].name == "b"
    assert list(loaded.book.people) == ["b/x"]
    assert codes(loaded) == ["missing-file"]
    assert loaded.broken == {("account", "b")}


def test_empty_folders_are_no_accounts(tmp_path: Path) -> None:
    root = book_on_disk(tmp_path, {})
    (root / "accounts" / "gone" / "people").mkdir(parents=True)
    loaded = load(root)
    assert (loaded.problems, loaded.book.accounts) == ((), {})


TWO_MORE = {
    "accounts/b/account.yaml": "name: B\nparent: c\n",
    "accounts/b/people/x.yaml": "name: X\nlinks: [{to: siam-grand/malee, kind: friend}]\n",
    "accounts/c/account.yaml": "name: C\n",
    "accounts/d/account.yaml": "name: [broken\n",
    "campaigns/new.yaml": "name: New\n",
}


def test_some_accounts_bring_those_they_name_and_nothing_else(tmp_path: Path) -> None:
    root = book_on_disk(tmp_path, HOTEL | TWO_MORE)
    loaded = load(root, ["b"])
    assert sorted(loaded.book.accounts) == ["b", "c", "siam-grand"]
    assert (loaded.problems, loaded.whole, loaded.book.campaigns) == ((), False, {})
    assert list(loaded.book.members) == ["nok"]
    alone = load(root, ["siam-grand"])
    assert list(alone.book.accounts) == ["siam-grand"]
    assert list(load(root, []).book.accounts) == []
    assert list(load(root, ["nowhere"]).book.accounts) == []


def test_touches_can_be_left_out(tmp_path: Path) -> None:
    root = book_on_disk(tmp_path, HOTEL)
    assert load(root, touches=False).book.touches == {}
    assert len(load(root).book.touches["siam-grand"]) == 2


def test_the_settings_alone(tmp_path: Path) -> None:
    root = book_on_disk(tmp_path, HOTEL | {"relmap.yaml": "relmap: 1\nlanguage: zh\n"})
    assert load_settings(root).language == "zh"


def test_the_collector_is_left_as_it_was(tmp_path: Path) -> None:
    root = book_on_disk(tmp_path, HOTEL)
    assert gc.isenabled()
    load(root)
    assert gc.isenabled()
    gc.disable()
    try:
        load(root)
        assert not gc.isenabled()
    finally:
        gc.enable()
