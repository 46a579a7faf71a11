"""What makes somebody due, and who sees to it, where the agenda's own tests do not go."""

from dataclasses import replace
from datetime import timedelta

import pytest

from relmap.analysis.agenda import agenda
from relmap.model.book import Book
from relmap.model.records import Member
from relmap.model.settings import Cadence, GapSettings, Settings, Waiver

from .books import TODAY, book, days_ago, knows, person, touch
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
