"""Who moves a person, against brute force over all simple paths, and case by case."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relmap.analysis.influence import InfluenceAnswer, Mover, influence_network, influence_on
from relmap.model.records import Link, Person
from relmap.model.settings import CARRIERS, LEVELS, Settings, Strength, Vocabulary
from relmap.model.vocabulary import LINK_KINDS, STANCE_NAMES, SYMMETRIC_KINDS

from .books import TODAY, book, days_ago, deal, knows, link, person, ref, seat, touch


def moved(*people: Person, on: str = "gm", **fields: Any) -> InfluenceAnswer:
    asked = {name: fields.pop(name) for name in ("deal",) if name in fields}
    known = book(people, **fields)
    return influence_on(influence_network(known, "acme", today=TODAY, target=ref(on), **asked), ref(on))


def short(refs: tuple[str, ...]) -> list[str]:
    return [one.removeprefix("acme/") for one in refs]


def reporting(answer: InfluenceAnswer) -> list[str]:
    return short(tuple(standing.ref for standing in answer.only_reporting))


def ranked(answer: InfluenceAnswer) -> list[tuple[str, Any]]:
    return [(mover.ref.removeprefix("acme/"), pytest.approx(mover.score)) for mover in answer.movers]


def only(answer: InfluenceAnswer) -> Mover:
    (mover,) = answer.movers
    return mover


# Brute force: another reading of the definition, in exact fractions and with nothing clever.


def carried(people: dict[str, Person]) -> dict[tuple[str, str], Fraction]:
    """The strongest tie of influence from one to another."""
    found: dict[tuple[str, str], Fraction] = {}
    for holder in people.values():
        for tie in holder.links:
            if tie.kind not in ("conflicts", "refers") and tie.holds_on(TODAY) and tie.to in people:
                strength = Fraction(str(tie.strength or LEVELS[str(tie.level)]))
                pairs = [(holder.ref, tie.to)] + [(tie.to, holder.ref)] * (tie.kind in SYMMETRIC_KINDS)
                for pair in pairs:
                    found[pair] = max(strength, found.get(pair, Fraction(0)))
    return found


def all_paths(pairs: dict[tuple[str, str], Fraction], path: tuple[str, ...], target: str) -> Iterator[tuple[str, ...]]:
    if path[-1] == target:
        yield path
        return
    for source, other in pairs:
        if source == path[-1] and other not in path:
            yield from all_paths(pairs, (*path, other), target)


def brute_force(people: dict[str, Person], target: str) -> list[tuple[str, Fraction, tuple[str, ...]]]:
    pairs = carried(people)
    best = []
    for one in people.values():
        found = []
        for path in all_paths(pairs, (one.ref,), target):
            product = Fraction(1)
            for place, source in enumerate(path[:-1]):
                product *= pairs[source, path[place + 1]]
                if place:
                    stance = people[source].known_stance
                    name = "unknown" if stance is None else STANCE_NAMES[stance]
                    product *= Fraction(str(CARRIERS[name]))
            found.append((-product, len(path), path))
        if found and one.ref != target:
            product, _, path = min(found)
            best.append((one.ref, -product * Fraction(one.influence or 0, 4), path))
    return sorted(best, key=lambda row: (-row[1], len(row[2]), row[0]))


@st.composite
def crowds(draw: st.DrawFn) -> list[Person]:
    names = "abcdef"[: draw(st.integers(2, 6))]
    links = st.builds(
        link,
        st.sampled_from(names),
        st.sampled_from(LINK_KINDS),
        level=st.integers(1, 4),
        strength=st.sampled_from([None, None, None, 1.0]),
        until=st.sampled_from([None, None, None, TODAY, days_ago(1)]),
    )
    return [
        person(
            name,
            stance=draw(st.sampled_from([-2, -1, 0, 1, 2, "unknown", None])),
            influence=draw(st.integers(0, 4)),
            reports_to=draw(st.sampled_from(["", *names.replace(name, "")])),
            status=draw(st.sampled_from(["active"] * 7 + ["left"])),
            links=tuple(one for one in draw(st.lists(links, max_size=5)) if one.to != ref(name)),
        )
        for name in names
    ]


@settings(max_examples=400, deadline=None)
@given(crowds())
def test_is_brute_force_over_all_simple_paths(crowd: list[Person]) -> None:
    here = {one.ref: one for one in crowd if not one.has_left}
    answer = moved(*crowd, on="a")
    expected = brute_force(here, "acme/a") if "acme/a" in here else []
    assert [(mover.ref, mover.path) for mover in answer.movers] == [(one, path) for one, _, path in expected]
    assert [mover.score for mover in answer.movers] == [float(score) for _, score, _ in expected]


@settings(max_examples=200, deadline=None)
@given(crowds())
def test_whoever_else_reaches_the_target_does_by_reporting_lines(crowd: list[Person]) -> None:
    answer = moved(*crowd, on="a")
    movers = {mover.ref for mover in answer.movers}
    assert movers.isdisjoint(standing.ref for standing in answer.only_reporting)
    # With every reporting line written as a tie as well, they are movers.
    bosses = {one.ref: one.reports_to for one in crowd}
    both_ways = {(one, boss) for one, boss in bosses.items() if boss} | {(boss, one) for one, boss in bosses.items()}
    crowd = [
        replace(one, links=one.links + tuple(link(other) for holder, other in sorted(both_ways) if holder == one.ref))
        for one in crowd
    ]
    assert {mover.ref for mover in moved(*crowd, on="a").movers} == movers.union(
        standing.ref for standing in answer.only_reporting
    )


def test_score_is_path_x_influence_of_whoever_begins() -> None:
    answer = moved(
        person("gm", stance=-2, influence=4),
        person("chef", stance=0, influence=3, links=(link("gm", level=3),)),
        person("cook", stance=-2, influence=2, links=(link("chef", level=4),)),
    )
    assert ranked(answer) == [("chef", 0.7 * 3 / 4), ("cook", 0.9 * 0.7 * 0.7 * 2 / 4)]
    assert short(answer.movers[1].path) == ["cook", "chef", "gm"]
    assert answer.movers[1].path_score == pytest.approx(0.9 * 0.7 * 0.7)


def test_ties_go_by_steps_then_by_reference() -> None:
    # 1 x 1 x .7 and .7 alone are the same product.
    answer = moved(
        person("gm"),
        person("b", stance=2, influence=4, links=(link("gm", level=3),)),
        person("a", stance=2, influence=4, links=(link("b", strength=1.0),)),
        person("c", stance=2, influence=4, links=(link("gm", level=3),)),
    )
    assert [name for name, _ in ranked(answer)] == ["b", "c", "a"]


def test_of_equal_paths_the_shorter_is_shown_then_the_first_by_name() -> None:
    detour = person("b", stance=2, links=(link("gm", level=3),))
    direct = person("c", influence=1, links=(link("gm", level=3), link("b", strength=1.0)))
    assert short(moved(person("gm"), detour, direct).movers[1].path) == ["c", "gm"]
    answer = moved(
        person("gm"),
        person("x", stance=1, links=(link("gm", level=3),)),
        person("m", stance=1, links=(link("gm", level=3),)),
        person("a", links=(link("x", level=3), link("m", level=3))),
    )
    (path,) = (mover.path for mover in answer.movers if mover.ref == "acme/a")
    assert short(path) == ["a", "m", "gm"]


@pytest.mark.parametrize("kind", [*LINK_KINDS, "classmate", "manages"])
def test_which_kinds_carry_influence(kind: str) -> None:
    own = Settings(vocabulary=Vocabulary(link_kinds=("classmate", "manages")))
    forth = moved(person("gm"), person("a", links=(link("gm", kind),)), settings=own)
    back = moved(person("gm", links=(link("a", kind),)), person("a"), settings=own)
    assert bool(forth.movers) is (kind not in ("conflicts", "refers"))
    assert bool(back.movers) is (kind in ("friend", "family", "former_colleague"))


def test_a_boss_is_not_moved_by_reports_nor_they_by_the_boss() -> None:
    people = (person("gm", reports_to="owner"), person("a", reports_to="gm"), person("b", reports_to="a"))
    answer = moved(*people, person("owner"), person("stranger"))
    assert answer.movers == ()
    assert reporting(answer) == ["a", "owner", "b"]


def test_a_tie_beats_the_weaker_of_the_same_kind_and_a_reporting_line_beside_it() -> None:
    boss = person("a", influence=4, reports_to="gm", links=(link("gm", level=1), link("gm", "advises", level=2)))
    answer = moved(person("gm"), boss)
    assert ranked(answer) == [("a", 0.45)]
    assert answer.only_reporting == ()


def test_someone_behind_a_referral_is_named_where_a_reporting_line_leads_on() -> None:
    answer = moved(
        person("gm"),
        person("clerk", reports_to="gm", links=(link("gm", "refers", level=4),)),
        person("desk", links=(link("clerk", "refers", level=4),)),
        person("friend", links=(link("clerk", "friend", level=2),)),
    )
    assert answer.movers == ()
    assert reporting(answer) == ["clerk", "friend"]


@pytest.mark.parametrize(("fields", "counts"), [({"since": TODAY}, True), ({"until": days_ago(1)}, False)])
def test_a_tie_counts_while_it_holds(fields: dict[str, Any], counts: bool) -> None:
    assert bool(moved(person("gm"), person("a", links=(link("gm", **fields),))).movers) is counts


def test_who_left_moves_nobody_and_carries_nothing() -> None:
    gone = person("b", status="left", links=(link("gm"),))
    answer = moved(person("gm"), person("a", links=(link("b"),)), gone)
    assert (answer.movers, answer.only_reporting) == ((), ())
    assert moved(person("gm", status="left"), person("a", links=(link("gm"),))).movers == ()


def test_a_tie_of_strength_0_and_a_carrier_that_passes_nothing_on_do_not_count() -> None:
    nothing = Settings(strength=Strength(carriers={"opponent": 0.0}))
    people = (
        person("gm", stance=-2),
        person("b", stance=-2, reports_to="gm", links=(link("gm"),)),
        person("a", reports_to="b", links=(link("b"),)),
        person("c", links=(link("gm", strength=0.0),)),
    )
    answer = moved(*people, settings=nothing)
    assert [name for name, _ in ranked(answer)] == ["b"]
    assert answer.only_reporting == ()


def test_influence_nobody_has_said_counts_as_the_book_s_default() -> None:
    people = (person("gm"), person("a", links=(link("gm", level=3),)))
    usual, own = only(moved(*people)), only(moved(*people, settings=Settings(strength=Strength(default_influence=1))))
    assert (usual.influence, usual.standing.influence, usual.score) == (2, None, 0.35)
    assert (own.influence, own.score) == (1, 0.175)


def test_without_influence_somebody_is_listed_and_nobody_s_strongest() -> None:
    answer = moved(person("gm"), person("a", stance=1, influence=0, links=(link("gm", level=3),)))
    assert ranked(answer) == [("a", 0.0)]
    assert answer.strongest("ally") is None


@pytest.mark.parametrize(
    ("stance", "side"),
    [
        (2, "ally"),
        (1, "ally"),
        (0, "neutral"),
        (-1, "threat"),
        (-2, "threat"),
        ("unknown", "unknown"),
        (None, "unknown"),
    ],
)
def test_sides(stance: Any, side: str) -> None:
    answer = moved(person("gm"), person("a", stance=stance, links=(link("gm"),)))
    assert only(answer).side == side
    assert answer.strongest(side) == only(answer)


def test_a_deal_s_committee_overrides_stance_and_influence() -> None:
    people = (
        person("gm"),
        person("a", stance=2, influence=1, links=(link("gm", level=3),)),
        person("b", influence=4, links=(link("a", level=4),)),
    )
    plates = deal(committee=(seat("a", stance=-2, influence=4),))
    answer = moved(*people, deal=plates)
    assert ranked(answer) == [("a", 0.7), ("b", 0.9 * 0.1 * 0.7)]
    assert answer.movers[0].side == "threat"
    assert moved(*people).movers[1].side == "ally"


def test_our_strongest_tie_is_shown() -> None:
    known = (knows("ann", level=1), knows("bob", level=2), knows("cy", level=2))
    people = (person("gm"), person("a", known_by=known, links=(link("gm"),)), person("b", links=(link("gm"),)))
    a, b = moved(*people, members=("ann", "bob", "cy"), touches=[touch("ann", "a")]).movers
    assert a.tie is not None
    assert (a.tie.member, a.tie.value, b.tie) == ("bob", 0.45, None)
    nothing = person("a", known_by=(knows("ann", strength=0.0),), links=(link("gm"),))
    assert only(moved(person("gm"), nothing)).tie is None


def test_conflicts_among_those_who_move_the_target_and_with_it() -> None:
    answer = moved(
        person("gm", links=(link("c", "conflicts"),)),
        person("a", influence=4, links=(link("gm"), link("b", "conflicts"), link("c", "conflicts", until=days_ago(1)))),
        person(
            "b", influence=3, links=(link("gm"), *(link(to, "conflicts") for to in ("a", "b", "outside", "nobody")))
        ),
        person("c", influence=1, links=(link("gm"),)),
        person("outside", reports_to="gm", links=(link("gm", "conflicts"),)),
        person("gone", status="left", links=(link("a", "conflicts"),)),
    )
    assert answer.conflicts == (("acme/a", "acme/b"), ("acme/c", "acme/gm"))
    assert [mover.conflicts for mover in answer.movers] == [("acme/b",), ("acme/a",), ("acme/gm",)]


def test_people_of_other_accounts_count_where_ties_lead_there() -> None:
    peer = person("other/peer", influence=4, links=(Link(to="acme/gm", kind="advises", level=3),))
    answer = moved(person("gm", links=(link("other/peer", "refers"),)), peer)
    assert [mover.ref for mover in answer.movers] == ["other/peer"]


def test_a_placeholder_takes_part() -> None:
    answer = moved(person("gm"), person("a", name="?", title="CFO", links=(link("gm"),)))
    assert only(answer).ref == "acme/a"


def test_products_are_exact() -> None:
    # As floats the two products differ in the last bit, and either would come first by it.
    assert 0.1 * 0.2 * 0.3 != 0.3 * 0.2 * 0.1
    up, down = (0.1, 0.2, 0.3), (0.3, 0.2, 0.1)

    def chain(first: str, strengths: tuple[float, float, float]) -> list[Person]:
        names = [first, f"{first}1", f"{first}2"]
        steps = zip(names, [*names[1:], "gm"], strengths, strict=True)
        return [person(one, stance=2, links=(link(to, strength=worth),)) for one, to, worth in steps]

    for first, second in ((up, down), (down, up)):
        answer = moved(person("gm"), *chain("a", first), *chain("b", second))
        last = [mover for mover in answer.movers if len(mover.path) == 4]
        assert short(tuple(mover.ref for mover in last)) == ["a", "b"]
        assert last[0].score == last[1].score == float(Decimal("0.006") * 2 / 4)


def test_what_no_float_can_tell_apart_is_ranked() -> None:
    tiny = link("x", strength=1e-300)
    middle = person("x", stance=2, links=(link("gm", strength=1e-300),))
    people = [person(name, influence=worth, links=(tiny,)) for name, worth in (("a", 1), ("b", 2))]
    answer = moved(person("gm"), middle, *people)
    assert [(mover.ref, mover.score) for mover in answer.movers[1:]] == [("acme/b", 0.0), ("acme/a", 0.0)]
