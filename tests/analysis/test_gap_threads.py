"""G3xx: threads: every rule with a book that has the gap and one that just does not."""

from dataclasses import replace

import pytest

from relmap.model.records import Person
from relmap.model.settings import Settings

from .books import book, days_ago, deal, seat, touch
from .gap_books import GUIDE, boss, found, knows, mate, one


def test_g301_only_one_of_theirs_has_a_thread() -> None:
    assert found(book([boss(), mate(known_by=(knows("bob", strength=0.29),))]), "G301") == [("gm",)]
    assert found(book([boss(), mate(known_by=(knows("bob", strength=0.30),))]), "G301") == []
    assert found(book([boss(known_by=())]), "G301") == []
    assert one(book([boss(), mate(known_by=())]), "G301").score == 0.5
    assert found(book([boss(), mate(name="?")]), "G301") == [("gm",)]


def test_what_hangs_on_an_account_is_its_most_important_role_also_if_nobody_holds_it() -> None:
    only = mate(reports_to="")
    asks = Settings(required_roles=("approver",))
    assert one(book([only], settings=asks), "G301").score == pytest.approx(0.9 * 2 / 4 * 0.5)


def test_g302_only_one_of_ours_has_threads() -> None:
    only = (knows("ann", level=3), knows("bob", strength=0.29))
    gap = one(book([boss(known_by=only), mate(known_by=())]), "G302")
    assert (gap.about, gap.do_next) == (("team/ann",), "Ann takes Bob along to the next meeting")
    assert found(book([boss(known_by=only), mate()]), "G302") == []
    assert found(book([boss(known_by=only), mate(name="?")]), "G302") == [("team/ann",)]


def test_g303_a_key_player_without_a_thread() -> None:
    almost = book([boss(known_by=(knows("ann", strength=0.15),))])
    assert one(almost, "G303").score == pytest.approx(0.5)
    assert one(almost, "G303").message == "Gm is a key player without a thread to us: our strongest tie is .15"
    assert found(book([boss(known_by=(knows("ann", strength=0.30),))]), "G303") == []
    assert found(book([boss(), mate(known_by=(), influence=3)]), "G303") == [("mate",)]
    assert found(book([boss(), mate(known_by=(), influence=2)]), "G303") == []
    assert found(book([boss(), mate(known_by=(), roles=("approver",))]), "G303") == [("mate",)]
    assert found(book([boss(), mate(known_by=())]), "G303", deal=deal(committee=(seat("mate", influence=4),))) == [
        ("mate",)
    ]


def test_g304_a_tie_below_its_target() -> None:
    near = mate(known_by=(knows("bob", level=2, target=3), knows("ann", level=3, target=3)))
    gap = one(book([boss(), near]), "G304")
    assert gap.about == ("acme/mate", "team/bob")
    assert gap.score == pytest.approx(0.4 * 1 / 4 * (1 - 0.45 / 0.70))
    assert gap.message == "Bob's tie to Mate is .45, and the target is level 3 (trusted, .7)"
    assert gap.do_next == (
        "Bob sees Mate: `relmap touch acme/mate --by bob --channel visit`; "
        "once it is level 3 (trusted), `relmap know bob acme/mate --level 3`"
    )
    met = [touch("bob", "mate", on=days_ago(days)) for days in (1, 2, 3)]
    assert found(book([boss(), near], touches=met), "G304") == []
    assert found(book([boss(), replace(near, known_by=(knows("bob", level=2),))]), "G304") == []
    assert found(book([boss(), replace(near, status="left")]), "G304") == []


def test_g304_a_tie_that_has_faded_wants_a_meeting_only() -> None:
    old = mate(known_by=(knows("bob", level=3, target=3, assessed_on=days_ago(200)),))
    assert (
        one(book([boss(), old]), "G304").do_next == "Bob sees Mate: `relmap touch acme/mate --by bob --channel visit`"
    )


def test_g305_a_key_player_without_a_channel() -> None:
    assert found(book([boss(channels={})]), "G305") == [("gm",)]
    assert found(book([boss(channels={"phone": ()})]), "G305") == [("gm",)]
    assert found(book([boss(channels={"phone": ("",)})]), "G305") == [("gm",)]
    assert found(book([boss(channels={"phone": (" ",)})]), "G305") == [("gm",)]
    assert found(book([boss(), mate()]), "G305") == []


def test_g305_asks_somebody_who_can_tell() -> None:
    def told(*people: Person) -> str:
        return one(book(people), "G305").do_next.partition(", and write it down: ")[0]

    assert told(boss(channels={})) == "Look at their card, their site or LinkedIn"
    stranger = boss(channels={}, known_by=())
    assert told(stranger) == "Look on their site or LinkedIn"
    assert told(stranger, GUIDE) == "Ask Guide for the number of Gm, or look on their site or LinkedIn"
