"""What is due: promises, cadences and the worst gaps, each person once."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from relmap.analysis.agenda import Item, agenda
from relmap.model.book import Book
from relmap.model.records import Member, Person, Reminder, Touch
from relmap.model.settings import Cadence, GapSettings, Settings, Waiver

from .books import TODAY, book, days_ago, deal, knows, link, person, touch

# Without them, a test of promises or cadences would be one of gaps.
CODES = ("G101", "G102", "G103", "G104", "G105", "G201", "G202", "G203", "G204", "G205", "G301", "G302", "G303", "G304")
MORE = ("G305", "G401", "G402", "G403", "G404", "G502", "G503", "G504", "G601")
NO_GAPS = Settings(gaps=GapSettings(ignore=(*CODES, *MORE)))


def due(within: Book, days: int = 7, today: date = TODAY) -> list[Item]:
    return agenda(within, "acme", today=today, days=days)


def quiet(people: Iterable[Person], touches: Iterable[Touch] = (), **fields: Any) -> Book:
    """A book in which no gap is worth a word."""
    return book(people, touches=touches, **{"settings": NO_GAPS, **fields})


def kinds(item: Item) -> list[str]:
    return [reason.code or reason.kind for reason in item.reasons]


def promise(on: date, what: str = "call back") -> Reminder:
    return Reminder(on=on, what=what)


# ---- promises -----------------------------------------------------------------------------------------------------

SET = days_ago(10)
DAY = TODAY + timedelta(days=2)


def promised(*later: Touch, on: date = DAY, with_: tuple[str, ...] = ("malee",), **fields: Any) -> list[Item]:
    first = touch("ann", *with_, on=SET, channel="chat", next=promise(on), index=0)
    people = [person(name, **fields) for name in ("malee", "kanya")]
    return due(quiet(people, [first, *later]))


def test_a_promise_stands_until_its_day_and_beyond() -> None:
    (item,) = promised()
    assert (item.person, item.member, item.due_on, item.overdue_days) == ("acme/malee", "ann", DAY, 0)
    assert (item.steps, kinds(item)) == (("call back",), ["reminder"])
    assert item.reasons[0].text == f"promised on {SET} for {DAY}"
    assert item.reasons[0].since == SET
    (late,) = promised(on=days_ago(3))
    assert (late.due_on, late.overdue_days) == (days_ago(3), 3)
    assert promised(on=TODAY + timedelta(days=8)) == []


@pytest.mark.parametrize(
    "later",
    [
        touch("ann", "malee", on=days_ago(1), channel="call"),
        touch("bob", "malee", on=days_ago(9), channel="chat", two_way=True),
        touch("bob", "kanya", "malee", on=TODAY, channel="visit"),
    ],
    ids=["a call of ours", "an answered chat of a colleague", "a visit to several"],
)
def test_whoever_has_talked_to_them_since_has_kept_it(later: Touch) -> None:
    assert promised(later) == []


@pytest.mark.parametrize(
    "later",
    [
        touch("ann", "malee", on=days_ago(1), channel="email"),
        touch("ann", "kanya", on=TODAY, channel="visit"),
        touch("ann", "malee", on=SET, channel="visit", index=1),
        touch("ann", "malee", on=days_ago(11), channel="visit"),
        touch("ann", "malee", on=TODAY + timedelta(days=1), channel="visit"),
    ],
    ids=["unanswered before its day", "somebody else", "the same day", "before it", "not yet"],
)
def test_what_does_not_keep_a_promise(later: Touch) -> None:
    (item,) = promised(later)
    assert "reminder" in kinds(item)


def test_from_its_day_on_an_unanswered_message_keeps_it() -> None:
    sent = touch("ann", "malee", on=days_ago(3), channel="email")
    assert promised(sent, on=days_ago(3)) == []
    assert promised(sent, on=days_ago(2)) != []


def test_a_promise_for_the_same_day_is_kept_further_down_in_the_same_file() -> None:
    again = touch("ann", "malee", on=SET, channel="call", index=1)
    assert promised(again, on=SET) == []
    assert promised(touch("bob", "malee", on=SET, channel="call", index=1), on=SET) != []


def test_a_promise_to_several_is_one_thing_and_any_of_them_will_do() -> None:
    (item,) = promised(with_=("malee", "kanya"))
    assert (item.person, item.about) == ("acme/malee", ("acme/malee", "acme/kanya"))
    assert item.command == "relmap touch acme/malee acme/kanya --by ann --channel chat"
    assert promised(touch("bob", "kanya", on=TODAY), with_=("malee", "kanya")) == []


def test_nothing_is_promised_to_people_who_have_left() -> None:
    assert promised(status="left") == []


# ---- cadence ------------------------------------------------------------------------------------------------------


def silent(days: int, ahead: int = 7, **fields: Any) -> list[Item]:
    """Of an account without a segment: 30 days are ideal, 60 the most."""
    return due(quiet([person("malee")], [touch("bob", "malee", on=days_ago(days))], **fields), ahead)


def test_due_from_the_ideal_and_overdue_from_the_most() -> None:
    assert silent(22) == []
    (soon,) = silent(23)
    assert (soon.due_on, soon.overdue_days, kinds(soon)) == (TODAY + timedelta(days=7), 0, ["cadence"])
    (item,) = silent(60)
    assert (item.due_on, item.overdue_days, item.reasons[0].since) == (days_ago(30), 0, days_ago(60))
    assert [item.overdue_days for item in silent(61)] == [1]
    assert silent(22, ahead=8) != []


def test_anybody_s_touch_resets_it() -> None:
    assert silent(100) != []
    people = [person("malee", known_by=(knows("ann", level=3),))]
    assert due(quiet(people, [touch("ann", "malee", on=days_ago(100)), touch("bob", "malee")])) == []


def test_a_segment_without_a_cadence_is_for_campaigns_only() -> None:
    assert silent(300, segment="bargain") == []
    assert silent(31, segment="occasional") == []
    own = Settings(cadence={"bargain": Cadence(ideal_days=10)}, gaps=NO_GAPS.gaps)
    (item,) = silent(300, segment="bargain", settings=own)
    assert item.overdue_days == 0
    assert item.whys == ("300 days without a touch; every 10 days wanted",)


def test_never_touched_counts_for_key_players_and_whom_one_of_us_knows() -> None:
    people = [
        person("boss", influence=3),
        person("friend", known_by=(knows("ann", level=1),)),
        person("stranger"),
        person("vacant", name="?", influence=4),
        person("gone", influence=4, status="left"),
    ]
    items = due(quiet(people))
    assert [(item.person, item.due_on, item.reasons[0].since) for item in items] == [
        ("acme/boss", TODAY, None),
        ("acme/friend", TODAY, None),
    ]
    assert {item.reasons[0].text for item in items} == {"no touch with them was ever logged"}
    assert [item.steps for item in items] == [
        ("Get in touch for the first time, `relmap path --to acme/boss` says through whom",),
        ("Get in touch",),
    ]


def test_who_left_is_never_due() -> None:
    assert due(quiet([person("malee", status="left")], [touch("bob", "malee", on=days_ago(99))])) == []


# ---- gaps ---------------------------------------------------------------------------------------------------------


def test_the_worst_gaps_are_due_today_and_low_ones_are_not() -> None:
    items = due(book([person("gm", roles=("decision_maker",), influence=4, channels={"phone": ("1",)})]))
    (item,) = [item for item in items if item.person]
    assert {"G201", "G303", "G401", "cadence"} <= set(kinds(item))
    assert item.due_on == TODAY
    assert len(set(item.steps)) == len(item.steps) < len(item.reasons)
    gaps = [reason for reason in item.reasons if reason.code]
    assert all(reason.text.endswith((f" [critical {reason.code}]", f" [high {reason.code}]")) for reason in gaps)
    (bare,) = due(book([person("clerk")]))
    assert (bare.person, bare.about, kinds(bare)) == ("", ("decision_maker",), ["G101"])
    assert bare.command == 'relmap add-contact "NAME" --account acme --role decision_maker'


def test_that_somebody_is_a_stranger_is_said_once() -> None:
    gm = person("gm", roles=("decision_maker",), influence=4, stance=1, channels={"phone": ("1",)})
    guide = person("guide", stance=1, links=(link("gm"),), known_by=(knows("bob", level=3), knows("ann", level=3)))

    def whys(*people: Person) -> list[str]:
        (item,) = [item for item in due(book(people)) if item.person == "acme/gm"]
        told = dict(zip((reason.text for reason in item.reasons), kinds(item), strict=True))
        return [told[why] for why in item.whys]

    assert whys(gm) == ["G201", "G601"]
    assert whys(gm, guide) == ["G202", "G601", "G204"]
    assert whys(replace(gm, roles=("approver",), source="x", verified_on=TODAY), guide) == ["G303"]
    # Whoever has a tie, however weak, is no stranger: that nobody ever called is worth a word.
    weak = replace(gm, known_by=(knows("bob", strength=0.1),))
    assert {"G303", "cadence"} <= set(whys(weak, guide))


def test_the_silence_of_a_key_player_is_said_once_by_the_cadence() -> None:
    boss = person("gm", roles=("decision_maker",), influence=4, stance=1, known_by=(knows("ann", level=4),))
    (item,) = [item for item in due(book([boss], touches=[touch("ann", "gm", on=days_ago(200))])) if item.person]
    assert "cadence" in kinds(item)
    assert "G501" not in kinds(item)


def test_a_placeholder_is_a_gap_s_and_the_command_is_the_gap_s_own() -> None:
    people = [person("gm", name="?", title="GM", roles=("decision_maker",)), person("malee", known_by=(knows("ann"),))]
    (item,) = [item for item in due(book(people)) if item.person == "acme/gm"]
    assert kinds(item) == ["G102"]
    assert item.command == 'relmap set acme/gm name="NAME"'
    assert (item.member, item.channels) == ("ann", ())


# ---- merging ------------------------------------------------------------------------------------------------------


def test_a_person_appears_once_with_every_reason_the_most_urgent_first() -> None:
    gm = person("gm", roles=("decision_maker",), influence=4)
    touches = [touch("ann", "gm", on=days_ago(70), channel="email", next=promise(days_ago(2), "send the offer"))]
    (item,) = [item for item in due(book([gm], touches=touches)) if item.person]
    assert kinds(item)[0] == "reminder"
    assert {"cadence", "G401"} <= set(kinds(item))
    assert (item.due_on, item.overdue_days) == (days_ago(40), 10)
    assert item.steps[0] == "send the offer"
    assert not any("in touch" in step for step in item.steps)
    assert len(set(item.steps)) == len(item.steps)


def test_the_order_promises_gaps_silence_and_what_is_to_come() -> None:
    gm = person("gm", roles=("decision_maker",), influence=4, channels={"phone": ("1",)}, stance=1)
    people = [gm, *(person(name) for name in ("late", "later", "owed", "soon", "told"))]
    touches = [
        touch("ann", "gm", on=days_ago(1)),
        touch("ann", "later", on=days_ago(90)),
        touch("ann", "late", on=days_ago(70)),
        touch("ann", "soon", on=days_ago(27)),
        touch("ann", "owed", on=days_ago(2), next=promise(days_ago(1))),
        touch("ann", "told", on=days_ago(2), next=promise(TODAY + timedelta(days=6))),
    ]
    everything = [item.person.removeprefix("acme/") for item in due(book(people, touches=touches)) if item.person]
    assert everything[0] == "owed"
    assert [name for name in everything if name != "gm"] == ["owed", "later", "late", "soon", "told"]


# ---- who does it --------------------------------------------------------------------------------------------------


def test_whoever_has_the_strongest_tie_and_the_other_is_named() -> None:
    malee = person("malee", known_by=(knows("bob", level=3), knows("ann", level=2)))
    (item,) = due(quiet([malee]))
    assert (item.member, item.others) == ("bob", ("ann",))


def test_a_promise_stays_with_whoever_gave_it_of_two_with_the_closer_one() -> None:
    malee = person("malee", known_by=(knows("bob", level=4), knows("cat", level=3)))
    one = touch("ann", "malee", on=days_ago(2), channel="email", next=promise(TODAY))
    two = touch("cat", "malee", on=days_ago(2), channel="email", next=promise(TODAY))
    members = ("ann", "bob", "cat")
    (item,) = due(quiet([malee], [one], members=members))
    assert (item.member, item.others) == ("ann", ("bob", "cat"))
    (both,) = due(quiet([malee], [one, two], members=members))
    assert (both.member, both.others) == ("cat", ("ann", "bob"))
    assert [both.concerns(name) for name in members] == [True, False, True]


def test_a_promise_of_somebody_who_left_us_goes_to_whoever_knows_them() -> None:
    malee = person("malee", known_by=(knows("bob", level=2),))
    within = quiet([malee], [touch("ann", "malee", on=days_ago(2), channel="email", next=promise(TODAY))])
    gone = {**within.members, "ann": Member(id="ann", name="Ann", status="left")}
    (item,) = due(
        Book(
            settings=within.settings,
            members=gone,
            accounts=within.accounts,
            people=within.people,
            touches=within.touches,
        )
    )
    assert item.member == "bob"


def test_else_whoever_begins_the_way_else_the_owner() -> None:
    boss = person("boss", influence=3)
    guide = person("guide", links=(link("boss"),), known_by=(knows("bob", level=2),))
    assert {item.person: item.member for item in due(quiet([boss, guide]))}["acme/boss"] == "bob"
    (owned,) = due(quiet([boss], owner="ann"))
    assert owned.member == "ann"
    (dealt,) = due(quiet([boss], deals=[deal("old", owner="ann", stage="lost"), deal(owner="bob")]))
    assert dealt.member == "bob"
    (nobody,) = due(quiet([boss]))
    assert (nobody.member, nobody.command) == ("", "relmap touch acme/boss --by MEMBER --channel visit")
    (only,) = due(quiet([boss], members=("bob",)))
    assert only.member == "bob"


@pytest.mark.parametrize("absent", ["known_by", "owner", "deal", "touch"])
def test_nobody_who_is_not_ours_is_given_anything_to_do(absent: str) -> None:
    boss = person("boss", influence=3, known_by=(knows("gone", level=3),) if absent == "known_by" else ())
    within = quiet(
        [boss],
        [touch("gone", "boss", on=days_ago(200), channel="visit")] if absent == "touch" else (),
        **({"owner": "gone"} if absent == "owner" else {}),
        **({"deals": [deal(owner="gone")]} if absent == "deal" else {}),
    )
    assert [item.member for item in due(within)] == ["ann"]
    assert [item.member for item in agenda(within, "acme", today=TODAY, days=7, unread=["gone"])] == ["gone"]
    with_owner = quiet([boss], within.all_touches(), owner="bob")
    assert [item.member for item in due(with_owner)] == ["bob"]


def test_a_gap_about_nobody_in_particular_is_for_whoever_would_ask() -> None:
    """The same whom its sentence names: not a closer colleague whose contact is against us."""
    foe = person("foe", stance=-2, known_by=(knows("bob", level=4),))
    friend = person("friend", known_by=(knows("ann", level=2),))
    within = book([foe, friend], owner="bob")
    (item,) = [item for item in due(within) if not item.person]
    assert (item.member, item.steps[0].split(",")[0]) == ("ann", "Ann asks Friend")


@pytest.mark.parametrize("least", ["", "critical"], ids=["as it is", "of the least weight"])
def test_a_silence_that_somebody_accepted_is_left_in_peace(least: str) -> None:
    """Until the waiver ends; and however few gaps the book wants to hear of."""
    clerk = person("clerk", influence=1, known_by=(knows("ann", level=2),))
    until = TODAY + timedelta(days=5)
    waived = Waiver(code="G501", about="acme/clerk", reason="asked us not to call", until=until)
    gaps = GapSettings(ignore=NO_GAPS.gaps.ignore, waivers=(waived,), min_severity=least)
    within = book([clerk], touches=[touch("ann", "clerk", on=days_ago(200))], settings=Settings(gaps=gaps))
    assert due(within) == []
    assert [item.person for item in due(within, today=until + timedelta(days=1))] == ["acme/clerk"]


def test_a_book_that_hears_of_critical_gaps_only_hears_of_no_others_here() -> None:
    clerk = book([person("clerk")], settings=Settings(gaps=GapSettings(min_severity="critical")))
    assert due(book([person("clerk")])) != []
    assert due(clerk) == []


def test_the_channel_that_was_answered_last_comes_first() -> None:
    malee = person("malee", channels={"phone": ("1",), "email": ("m@x.example",), "line": ("malee",)})
    touches = [
        touch("ann", "malee", on=days_ago(90), channel="call"),
        touch("ann", "malee", on=days_ago(80), channel="chat", two_way=True),
        touch("ann", "malee", on=days_ago(70), channel="email"),
    ]
    (item,) = due(quiet([malee], touches))
    assert [kind for kind, _ in item.channels] == ["line", "phone", "email"]
    assert item.command == "relmap touch acme/malee --by ann --channel chat"
    assert item.last_touch is touches[-1]


def test_looking_ahead_ends_with_the_calendar() -> None:
    assert len(due(quiet([person("malee")], [touch("ann", "malee")]), days=10**9)) == 1
