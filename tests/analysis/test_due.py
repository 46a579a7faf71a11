"""What makes somebody due, and who sees to it, where the agenda's own tests do not go."""

from dataclasses import replace
from datetime import timedelta

import pytest

from relmap.analysis.agenda import Item, agenda
from relmap.model.book import Book
from relmap.model.records import Member, Reminder
from relmap.model.settings import Cadence, GapSettings, Settings, Waiver

from .books import TODAY, book, days_ago, knows, link, person, touch
from .test_agenda import NO_GAPS, due, quiet

CLERK = person("clerk", influence=1, known_by=(knows("ann", level=2),))


@pytest.mark.parametrize("days", [200, 28, None], ids=["overdue", "due in two days", "never touched"])
@pytest.mark.parametrize("about", ["acme/clerk", "clerk", "acme"])
def test_whose_silence_somebody_accepted_is_left_in_peace(about: str, days: int | None) -> None:
    """Until the waiver ends, be it that there is a gap to accept today or not."""
    until = TODAY + timedelta(days=5)
    waiver = Waiver(code="G501", about=about, reason="asked us not to call", until=until)
    touches = [touch("ann", "clerk", on=days_ago(days))] if days else []

    def people(*waivers: Waiver, later: int = 0) -> list[str]:
        settings = Settings(gaps=replace(NO_GAPS.gaps, waivers=waivers))
        within = book([CLERK], touches=touches, settings=settings)
        return [item.person for item in agenda(within, "acme", today=TODAY + timedelta(days=later), days=7)]

    assert people() == ["acme/clerk"]
    assert people(waiver) == []
    assert people(waiver, later=6) == ["acme/clerk"]
    assert people(replace(waiver, about="north/clerk")) == people(replace(waiver, code="G303")) == ["acme/clerk"]


def test_a_cadence_longer_than_the_calendar_makes_nobody_due() -> None:
    patient = replace(NO_GAPS, cadence={"fan": Cadence(ideal_days=10**8, max_days=10**9)})
    assert due(quiet([CLERK], [touch("ann", "clerk")], settings=patient, segment="fan")) == []


def test_a_gap_about_one_of_us_is_theirs_whoever_is_closer() -> None:
    boss = person("boss", roles=("decision_maker",), influence=4, stance=2)
    ties = (knows("ann", level=3), knows("bob", level=1, target=4))
    only = Settings(gaps=GapSettings(select=("G304",)))
    (item,) = due(book([replace(boss, known_by=ties)], settings=only, segment="bargain"))
    assert ([reason.code for reason in item.reasons], item.member, item.others) == (["G304"], "bob", ("ann",))


def test_an_owner_who_left_owns_nothing_any_more() -> None:
    boss = person("boss", influence=3)
    within: Book = quiet([boss], owner="ann", members=("ann", "bob", "cat"))
    (item,) = due(within)
    assert item.member == "ann"
    gone = Member(id="ann", name="Ann", status="left")
    (left,) = due(replace(within, members={**within.members, "ann": gone}))
    assert left.member == ""


def test_where_nobody_was_in_touch_the_days_count_from_when_the_tie_was_judged() -> None:
    """As in G501, so that whoever judges a tie anew is left in peace in both."""

    def items(days: int) -> list[Item]:
        return due(quiet([person("clerk", influence=1, known_by=(knows("ann", level=2, assessed_on=days_ago(days)),))]))

    assert items(0) == []
    (soon,) = items(25)
    assert (soon.due_on, soon.overdue_days) == (TODAY + timedelta(days=5), 0)
    (late,) = items(136)
    assert (late.due_on, late.overdue_days) == (days_ago(106), 76)
    assert late.whys == (
        "no touch was ever logged, and the tie was judged 136 days ago; every 30 days wanted, 60 at most",
    )


def test_whoever_promised_does_it_however_far_ahead_the_promise_is() -> None:
    later = TODAY + timedelta(days=22)
    call = touch("bob", "gm", on=days_ago(40), channel="email", next=Reminder(on=later, what="one page"))
    gm = person("gm", influence=4, known_by=(knows("ann", level=4),))
    week, month = (due(quiet([gm], [call]), days=days) for days in (7, 30))
    assert [(item.member, item.due_on, item.known_by) for item in week] == [
        (item.member, item.due_on, item.known_by) for item in month
    ]
    assert (week[0].member, week[0].due_on) == ("bob", days_ago(10))


def test_what_is_logged_is_with_whom_the_step_is_with() -> None:
    gm = person("gm", roles=("decision_maker",), influence=4, stance=1, channels={"phone": ("1",)})
    guide = person("guide", stance=1, links=(link("gm"),), channels={"email": ("g@x.example",)})
    known = replace(guide, known_by=(knows("bob", level=3), knows("ann", level=3)))
    (asked,) = [item for item in due(book([gm, known])) if item.person == "acme/gm"]
    assert asked.steps[0].startswith("Ask Guide to introduce you to Gm: ")
    assert (asked.contact, asked.command) == ("acme/guide", "relmap touch acme/guide --by ann --channel visit")
    assert asked.channels == (("email", "g@x.example"),)
    (visited,) = [item for item in due(book([gm, guide])) if item.person == "acme/gm"]
    assert visited.steps[0].startswith("Ann visits Guide for the first time, who knows Gm: ")
    assert (visited.contact, visited.member) == ("acme/guide", "ann")
    assert f"`{visited.command}`" in visited.steps[0]


def test_whoever_is_not_in_the_book_gets_no_work() -> None:
    clerk = person("clerk", influence=3, known_by=(knows("gone", level=4), knows("ann", level=1)))
    owed = touch("gone", "clerk", on=days_ago(9), channel="email", next=Reminder(on=TODAY))
    (item,) = due(quiet([clerk], [owed]))
    assert (item.member, item.others) == ("ann", ())
