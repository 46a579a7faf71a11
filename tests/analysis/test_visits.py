"""The best visit on the way to somebody, found for everybody at once, against those that `relmap path` tries."""

from hypothesis import given

from relmap.analysis.actions import Trials
from relmap.analysis.graph import TEAM, influence_graph
from relmap.analysis.visits import Visitors, Visits
from relmap.model.book import Book
from relmap.model.records import Deal

from .books import TODAY, book, knows, link, person
from .random_books import books, deals


@given(books(), deals())
def test_it_is_the_one_that_path_finds(found: Book, deal: Deal | None) -> None:
    graph = influence_graph(found, "acme", today=TODAY, deal=deal)
    visits = Visits(Visitors(graph, found, TODAY))
    for target in graph.standings:
        search = graph.search(target)
        route = search.best(TEAM)
        nodes = route.nodes[1:] if route else ()
        trials = Trials(graph, found, search, target, nodes, TODAY)
        tried = next((one for one in trials.best_and_ours() if one is not None and one.kind == "visit"), None)
        visit = visits.best(target, nodes)
        if visit is None or visit.score <= graph.score(nodes):
            assert tried is None
        else:
            assert tried is not None
            assert (tried.source, tried.target, tried.score) == (f"team/{visit.member}", visit.person, visit.score)


def test_a_first_visit_to_the_target_is_none_on_the_way_to_it() -> None:
    people = [
        person("guide", known_by=(knows("bob", level=1),), links=(link("clerk", level=4), link("gm", level=1))),
        person("clerk", links=(link("gm", level=4),)),
        person("gm"),
    ]
    found = book(people)
    graph = influence_graph(found, "acme", today=TODAY)
    visits = Visits(Visitors(graph, found, TODAY))
    visit = visits.best("acme/gm", ("team/bob", "acme/guide", "acme/gm"))
    assert visit is not None
    assert visit.nodes == ("acme/clerk", "acme/gm")
    known = visits.best("acme/guide", ("team/bob", "acme/guide"))
    assert known is not None
    assert known.nodes == ("acme/guide",)
