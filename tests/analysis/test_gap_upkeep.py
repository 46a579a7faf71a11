"""G5xx and G6xx: every rule with a book that has the gap and one that just does not."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from relmap.model.settings import Cadence, Settings, Strength

from . import books
from .books import TODAY, book, days_ago, deal, link, person, seat, touch
from .gap_books import GUIDE, PHONE, boss, found, knows, mate, one, report

# ---- G501: regular customers may wait 30 days ideally, 60 at most -------------------------------------------------

MET = mate(known_by=(books.knows("bob", level=2),))


def after(days: int, **fields: Any) -> Any:
    return book([boss(), MET], touches=[touch("ann", "mate", on=days_ago(days))], **fields)


def test_g501_grows_from_the_ideal_wait_to_the_longest() -> None:
    assert found(after(30), "G501") == []
    assert one(after(31), "G501").score == pytest.approx(0.1 * 1 / 30)
    assert one(after(45), "G501").score == pytest.approx(0.1 * 1 / 2)
    assert one(after(60), "G501").score == pytest.approx(0.1)
    # Beyond it presses more: half of what is over the longest wait comes on top.
    assert one(after(90), "G501").score == pytest.approx(0.1 * 1.25)
    assert one(after(500), "G501").score == pytest.approx(0.1 * 1.5)


def test_g501_says_for_how_long_and_who_is_to_call() -> None:
    gap = one(after(45), "G501")
    assert gap.about == ("acme/mate",)
    assert gap.message == "Nobody has been in touch with Mate for 45 days, since 2026-10-09: ideally 30"
    assert gap.do_next == "Bob gets in touch, then `relmap touch acme/mate --by bob --channel call`"
    assert one(after(61), "G501").message.endswith(": at most 60")


def test_g501_any_touch_resets_it_whoever_logged_it() -> None:
    old = touch("bob", "mate", on=days_ago(80))
    people = [boss(), MET]
    assert found(book(people, touches=[old]), "G501") == [("mate",)]
    for last in (touch("ann", "gm", "mate"), touch("gone", "mate", channel="email", two_way=False)):
        assert found(book(people, touches=[last, old]), "G501") == []
    assert found(book(people, touches=[old, touch("ann", "gm")]), "G501") == [("mate",)]
    assert found(book(people, touches=[old, touch("ann", "mate", on=TODAY + timedelta(days=1))]), "G501") == [("mate",)]


def test_g501_never_touched_counts_from_the_judgement_of_the_tie() -> None:
    judged = mate(known_by=(knows("bob", assessed_on=days_ago(70)), knows("ann", assessed_on=days_ago(45))))
    gap = one(book([boss(), judged]), "G501")
    assert gap.message == (
        "No touch with Mate was ever logged, and the tie was judged 45 days ago (2026-10-09): ideally 30"
    )
    # A judgement is no contact where there was one.
    assert found(book([boss(), mate()], touches=[touch("ann", "mate", on=days_ago(70))]), "G501") == [("mate",)]
    assert found(book([boss(), MET]), "G501") == []
    assert found(book([boss(), mate(known_by=(), influence=4, source="x", verified_on=TODAY)]), "G501") == []


def test_g501_by_the_segment_of_the_person_s_account() -> None:
    assert found(after(500, segment="bargain"), "G501") == []
    assert found(after(45, segment="repeat"), "G501") == []
    assert found(after(61, segment="repeat"), "G501") == [("mate",)]
    odd = Settings(cadence={"": Cadence(ideal_days=60, max_days=20)})
    assert found(after(20, settings=odd), "G501") == []
    assert found(after(21, settings=odd), "G501") == [("mate",)]


def test_g501_a_touch_logged_at_another_account_counts() -> None:
    sits = deal(committee=(seat("other/max", influence=1),))
    guest = person("other/max", known_by=(knows("bob", assessed_on=days_ago(90)),), reports_to="other/x")
    late = book([boss(), guest], deals=[sits])
    assert found(late, "G501", deal=sits) == [("other/max",)]
    there = replace(touch("ann", "other/max"), account="other")
    assert found(replace(late, touches={"other": (there,)}), "G501", deal=sits) == []


def test_a_touch_logged_at_another_account_is_none_with_this_one() -> None:
    sits = deal(stage="won", committee=(seat("other/max"),))
    quiet = book([boss(influence=2, channels={}), person("other/max")], touches=[touch("ann", "x", on=days_ago(90))])
    there = replace(touch("ann", "other/max"), account="other")
    both = replace(quiet, touches={**quiet.touches, "other": (there,)})
    assert one(both, "G305", deal=sits).score == one(quiet, "G305", deal=sits).score
    here = replace(quiet, touches={"acme": (touch("ann", "x"),)})
    assert one(here, "G305", deal=sits).score < one(quiet, "G305", deal=sits).score


def test_g501_nobody_calls_who_has_left() -> None:
    old = touch("ann", "mate", on=days_ago(90))
    assert found(book([boss(), replace(MET, status="left")], touches=[old]), "G501") == []


# ---- G502 ---------------------------------------------------------------------------------------------------------


def test_g502_verified_long_ago() -> None:
    def verified(days: int) -> Any:
        return book([boss(), mate(verified_on=days_ago(days))])

    assert found(verified(180), "G502") == []
    gap = one(verified(225), "G502")
    assert gap.about == ("acme/mate",)
    assert gap.score == pytest.approx(0.1 * 45 / 180)
    assert gap.message == "What is written about Mate was last verified 225 days ago (2026-04-12)"
    assert "`relmap set acme/mate verified_on=2026-11-23`" in gap.do_next
    assert one(verified(360), "G502").score == one(verified(3600), "G502").score == pytest.approx(0.1)
    assert gap.do_next.startswith("Check title, boss, roles and stance with them or somebody close to them: then ")
    assert found(book([boss(), mate()]), "G502") == []
    shorter = Settings(strength=Strength(stale_days=90))
    assert found(replace(verified(91), settings=shorter), "G502") == [("mate",)]


def test_g502_of_somebody_whom_nobody_met_somebody_else_tells() -> None:
    stranger = person("x", reports_to="guide", verified_on=days_ago(300))
    told = one(book([boss(), GUIDE, stranger]), "G502").do_next
    assert told.startswith("Check title, boss, roles and stance with Guide: then ")
    alone = one(book([boss(), replace(stranger, reports_to="")]), "G502").do_next
    assert alone.startswith("Check title and boss on their site or LinkedIn: then ")


# ---- G503 ---------------------------------------------------------------------------------------------------------

GONE = person("gone", title="Director", status="left", influence=3)


def test_g503_who_left_and_is_counted_on_nowhere_is_no_gap() -> None:
    ended = (link("mate", until=days_ago(1)), link("old", "friend"))
    old = person("old", status="left", reports_to="gone", links=(link("gone"),))
    past = deal(stage="lost", committee=(seat("gone"),))
    gone = replace(GONE, reports_to="acme/gm", links=ended, known_by=(knows("zoe"),))
    within = book([boss(), mate(), old, gone], deals=[past])
    left = replace(within.members["ann"], id="zoe", status="left")
    assert found(replace(within, members={**within.members, "zoe": left}), "G503") == []
    assert found(replace(within, deals={past.ref: replace(past, stage="")}), "G503") == [("gone",)]
    assert found(within, "G503") == [("gone",)], "a member whom no file describes has not left"


def test_g503_names_every_place_and_begins_with_the_seat() -> None:
    gone = replace(GONE, links=(link("mate"),), known_by=(knows("ann"),))
    people = [boss(links=(link("gone", "friend"),)), mate(reports_to="gone"), gone]
    seated = deal(committee=(seat("gone", roles=("approver",)),))
    gap = one(book(people, deals=[seated]), "G503")
    assert gap.about == ("acme/gone",)
    assert gap.score == 1.0  # .9 x 3/4, and a deal is open: 1.0125
    assert gap.message == (
        "Gone (Director) has left, and still sits in the committee of acme/plates, is the boss of Mate, "
        "has a tie with Gm (friend), has a tie with Mate (influences) and is known by Ann"
    )
    assert gap.do_next == (
        "Find out who has taken over from Gone (Director), and clear the seat: "
        "`relmap set acme/plates committee.acme/gone --unset`"
    )
    assert one(book(people), "G503").score == pytest.approx(0.4 * 3 / 4)


@pytest.mark.parametrize(
    ("people", "command"),
    [
        ([mate(reports_to="gone"), GONE], "relmap set acme/mate reports_to=BOSS"),
        (
            [mate(links=(link("gone", "refers"),)), GONE],
            "relmap link acme/mate acme/gone --kind refers --until 2026-11-22",
        ),
        (
            [mate(), replace(GONE, links=(link("mate", "friend", until=TODAY),))],
            "relmap link acme/gone acme/mate --kind friend --until 2026-11-22",
        ),
        ([mate(), replace(GONE, known_by=(knows("bob"),))], "relmap know bob acme/gone --remove"),
    ],
)
def test_g503_one_place_and_what_to_do_about_it(people: list[Any], command: str) -> None:
    assert (
        one(book([boss(), *people]), "G503")
        .do_next.partition("; or keeps it on purpose: ")[0]
        .endswith(f": `{command}`")
    )


@pytest.mark.parametrize(
    ("links", "asked"),
    [
        (("mate",), "Ask Guide whom Mate reports to now"),
        ((), "Find out whom Mate reports to now"),
    ],
)
def test_g503_whoever_was_never_met_is_not_asked(links: tuple[str, ...], asked: str) -> None:
    guide = replace(GUIDE, links=tuple(map(link, links)))
    within = book([boss(), guide, mate(reports_to="gone", known_by=()), GONE])
    assert one(within, "G503").do_next.startswith(asked)
    friend = replace(GONE, links=(link("mate", "friend"),))
    tied = book([boss(), guide, mate(reports_to="", known_by=()), friend])
    how = "Ask Guide whether" if links else "Find out whether"
    assert one(tied, "G503").do_next.startswith(f"{how} Mate and Gone (Director) still meet; if not, end the tie: ")


def test_g503_somebody_of_another_account_who_left_a_seat() -> None:
    sits = deal(committee=(seat("other/max"),))
    people = [boss(), mate(), person("other/max", status="left")]
    assert found(book(people, deals=[sits]), "G503") == [("other/max",)]
    assert found(book(people, deals=[sits]), "G503", deal=sits) == [("other/max",)]
    assert found(book(people, deals=[sits]), "G503", deal=deal("tea")) == []


# ---- G504 ---------------------------------------------------------------------------------------------------------


def test_g504_a_tie_without_a_day_and_without_a_touch() -> None:
    gap = one(book([boss(), MET]), "G504")
    assert gap.about == ("acme/mate", "team/bob")
    assert gap.score == pytest.approx(0.1)
    assert gap.message == "Nobody wrote when Bob last judged the tie to Mate, and no touch between them tells"
    assert "`relmap know bob acme/mate --level LEVEL --assessed-on 2026-11-23`" in gap.do_next
    assert found(book([boss(), mate()]), "G504") == []
    assert found(book([boss(), MET], touches=[touch("bob", "mate")]), "G504") == []
    assert found(book([boss(), MET], touches=[touch("ann", "mate")]), "G504") == [("mate", "team/bob")]
    assert found(book([boss(), replace(MET, status="left")]), "G504") == []


# ---- G601 ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "score", "what", "command"),
    [
        ({"source": ""}, 0.5, "who told us the role and stance of Gm", 'relmap set acme/gm source="SOURCE"'),
        (
            {"verified_on": None},
            0.5,
            "when we last checked the role and stance of Gm",
            "relmap set acme/gm verified_on=2026-11-23",
        ),
        (
            {"source": " ", "verified_on": None},
            1.0,
            "who told us the role and stance of Gm, nor when",
            'relmap set acme/gm source="SOURCE" verified_on=2026-11-23',
        ),
    ],
)
def test_g601_a_key_player_s_part_without_source_or_day(
    fields: dict[str, Any], score: float, what: str, command: str
) -> None:
    gap = one(book([boss(**fields)]), "G601")
    assert (gap.about, gap.score) == (("acme/gm",), score)
    assert gap.message == f"Nobody wrote {what}"
    assert gap.do_next == f"Ask whoever wrote the role and stance down, then `{command}`"


def test_g601_speaks_of_what_is_told() -> None:
    assert one(book([boss(source="", stance=None)]), "G601").message == "Nobody wrote who told us the role of Gm"
    bare = boss(source="", roles=())
    assert one(book([bare, boss("chief")]), "G601").message == "Nobody wrote who told us the stance of Gm"


def test_g601_comes_last_of_what_is_missing_about_somebody_new() -> None:
    new = boss(known_by=(), channels={}, stance=None, source="", verified_on=None)
    gaps = report(book([new, GUIDE])).gaps
    assert {gap.severity for gap in gaps if gap.code in ("G202", "G601")} == {"critical"}
    equals = [gap.code for gap in gaps if gap.score == 1.0]
    assert equals == ["G202", "G303", "G305", "G401", "G403", "G601"]


def test_g601_is_about_key_players_who_have_a_part() -> None:
    assert found(book([boss(), mate()]), "G601") == []
    strong = person("x", influence=3, reports_to="gm", channels=PHONE, known_by=(knows("ann", level=3),))
    assert found(book([boss(), strong]), "G601") == []
    assert found(book([boss(), replace(strong, roles=("user",))]), "G601") == [("x",)]
    assert found(book([boss(), replace(strong, stance=-1)]), "G601") == [("x",)]
