"""What one of us holds at an account, by hand."""

from dataclasses import replace

import pytest

from relmap.analysis.hand_over import Holding, holding
from relmap.model.book import Book
from relmap.model.records import Reminder

from .books import TODAY, book, days_ago, deal, knows, link, person, touch

PEOPLE = [
    person("boss", roles=("decision_maker",), influence=4, known_by=(knows("ann", level=2), knows("bob", level=1))),
    person("chef", influence=3, known_by=(knows("ann", level=2), knows("bob", level=3))),
    person("gone", status="left", known_by=(knows("ann", level=4),)),
]
PROMISED = touch("ann", "chef", on=days_ago(9), next=Reminder(on=days_ago(-60), what="send the offer"))
ACME = book(
    PEOPLE,
    deals=[deal("plates", owner="ann"), deal("cups", owner="bob"), deal("old", owner="ann", stage="won")],
    touches=[PROMISED, touch("bob", "chef", on=days_ago(9), next=Reminder(on=TODAY, what="call"))],
    owner="ann",
)


def held(member: str, within: Book = ACME) -> Holding:
    return holding(within, "acme", member, today=TODAY)


def test_what_is_theirs() -> None:
    ann = held("ann")
    assert (ann.owns_account, [deal.id for deal in ann.deals]) == (True, ["plates"])
    assert [(promise.do, promise.about) for promise in ann.promises] == [("send the offer", ("acme/chef",))]
    bob = held("bob")
    assert (bob.owns_account, [deal.id for deal in bob.deals]) == (False, ["cups"])
    assert [promise.do for promise in bob.promises] == ["call"]
    assert ann.names == {"acme/boss": "Boss", "acme/chef": "Chef"}


def test_what_is_cut() -> None:
    ann, bob = held("ann"), held("bob")
    assert [one.row.ref for one in ann.only_threads] == ["acme/boss"]
    assert [change.person for change in ann.worse_paths] == ["acme/boss"]
    assert ([one.row.ref for one in bob.loss.people], bob.only_threads, bob.worse_paths) == (["acme/chef"], [], [])


def test_who_has_left_holds_it_still() -> None:
    gone = replace(ACME, members={**ACME.members, "ann": replace(ACME.members["ann"], status="left")})
    assert held("ann", gone) == held("ann")


@pytest.mark.parametrize(
    ("within", "is_any"),
    [
        (book([]), False),
        (book(PEOPLE), True),
        (book([], owner="ann"), True),
        (book([], deals=[deal("plates", owner="ann")]), True),
        (book([], deals=[deal("plates", owner="ann", stage="lost")]), False),
        (book([person("chef")], touches=[touch("ann", "chef", channel="email", next=Reminder(on=TODAY))]), True),
    ],
)
def test_whether_there_is_anything(within: Book, is_any: bool) -> None:
    assert held("ann", within).is_any is is_any


def test_the_way_to_a_decider_elsewhere_in_the_group_counts() -> None:
    # Nobody at acme is known; the way leads through somebody of another account.
    boss = person("boss", roles=("decision_maker",))
    friend = person("north/friend", known_by=(knows("ann", level=3),), links=(link("boss", "friend", level=3),))
    found = held("ann", book([boss, friend]))
    assert (found.loss.people, found.is_any) == ((), True)
    assert [change.person for change in found.worse_paths] == ["acme/boss"]


def test_the_worst_loss_comes_first() -> None:
    alone = book(PEOPLE[:1])
    worst_first = [
        held("ann"),
        held("bob"),
        held("bob", alone),
        held("ann", book([], deals=[deal("plates", owner="ann")])),
        held("ann", book([], owner="ann")),
        held("ann", book([])),
    ]
    ranks = [one.rank for one in worst_first]
    assert ranks == sorted(set(ranks))
