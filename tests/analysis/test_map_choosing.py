"""Which people a map shows, where it was asked for fewer than all."""

from relmap.analysis.map_building import build
from relmap.analysis.map_choosing import Choice, around, of_department
from relmap.analysis.map_contents import INFLUENCE, MapContents
from relmap.analysis.paths import find_paths
from relmap.model.book import Book
from relmap.model.settings import Settings, Strength
from tests.analysis.books import TODAY, book, knows, link, person


def chain() -> Book:
    """a - b - c - d, each tied in another way; e stands alone."""
    return book([
        person("a", links=(link("b", "conflicts"),), department="Food & Drink", known_by=(knows("ann", level=2),)),
        person("b", reports_to="c"),
        person("c", links=(link("d", "friend"), link("ghost"))),
        person("d", known_by=(knows("bob", level=2),)),
        person("e", department="food drink"),
    ])  # fmt: skip


def refs(*names: str) -> set[str]:
    return {f"acme/{name}" for name in names}


def shown(of: Book, choice: Choice, to: str = "") -> MapContents:
    paths = find_paths(of, "acme", to, today=TODAY).paths[:1] if to else ()
    return build(of, "acme", view=INFLUENCE, today=TODAY, choice=choice, paths=paths)


def people(contents: MapContents) -> set[str]:
    return {card.key for card in contents.cards if card.kind == "person"}


def test_around_somebody_by_ties_of_any_kind() -> None:
    of = chain()
    for steps, names in ((1, "ab"), (2, "abc"), (3, "abcd"), (9, "abcd")):
        assert around(of, ["acme/a"], steps, TODAY) - refs("ghost") == refs(*names)
    assert around(of, ["acme/e"], 3, TODAY) == refs("e")


def test_a_department_with_whoever_is_tied_to_it() -> None:
    assert of_department(chain(), "acme", "Food  drink", TODAY) == refs("a", "b", "e")


def test_only_those_and_ours_who_know_them_are_shown_and_the_rest_is_counted() -> None:
    of = chain()
    contents = shown(of, Choice(people=around(of, ["acme/a"], 2, TODAY)))
    assert {card.key for card in contents.cards} == {*refs("a", "b", "c"), "team/ann"}
    assert contents.left_out == 2


def test_the_most_influential_by_influence_then_role() -> None:
    of = book(
        [
            person("a", influence=4, status="left"),
            person("b", influence=3),
            person("c", influence=3, roles=("decision_maker",)),
            person("d"),
            person("e", influence=2),
            person("f", influence=1, roles=("decision_maker",)),
        ],
        settings=Settings(strength=Strength(default_influence=2)),
    )
    order = ["c", "b", "e", "d", "f", "a"]
    for number in range(1, len(order) + 1):
        contents = shown(of, Choice(top=number))
        assert people(contents) == refs(*order[:number])
        assert contents.left_out == len(order) - number


def test_the_path_is_whole_whoever_is_chosen() -> None:
    of = book([
        person("boss", influence=4, roles=("decision_maker",)),
        person("guide", influence=0, known_by=(knows("ann", level=3),), links=(link("boss", level=3),)),
        person("other", influence=3),
    ])  # fmt: skip
    assert people(shown(of, Choice(top=1))) == refs("boss")
    assert people(shown(of, Choice(top=1), to="acme/boss")) == refs("boss", "guide")
    assert people(shown(of, Choice(people=frozenset()), to="acme/boss")) == refs("boss", "guide")
