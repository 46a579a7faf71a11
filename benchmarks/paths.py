"""How long the five best paths take, against networkx and igraph: python benchmarks/paths.py [PEOPLE ...]

By default accounts of 50, 500 and 5,000 people, with ten links each. All run in turn in one process, and the smallest
time of each counts; each builds its own graph every time, and all must find the same scores. The list of edges is what
a search starts from (source, target, strength x carrier factor); the book is what relmap starts from.
"""

import gc
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from itertools import islice, pairwise
from math import exp, isclose, log

import igraph
import networkx as nx

from relmap.analysis.graph import TEAM, influence_graph
from relmap.analysis.path_question import PathQuestion
from relmap.analysis.paths import find_paths
from relmap.analysis.search import PathSearch, exact
from relmap.analysis.standing import standing_of
from relmap.analysis.strength import link_strength, ties_of
from relmap.model.book import Book
from relmap.model.records import Account, KnownBy, Link, Member, Person, Touch
from relmap.model.vocabulary import SYMMETRIC_KINDS

TODAY = date(2026, 11, 23)
K = 5
TOP = "big/p0"
LINKS_EACH = 10
RANDOM_TARGETS = 10
# Each a list and how often its entries come.
KINDS = (
    ("influences", "advises", "refers", "friend", "former_colleague", "family", "conflicts"),
    (40, 20, 14, 10, 10, 3, 3),
)
LEVELS = ((1, 2, 3, 4), (35, 40, 20, 5))
STANCES = ((None, -2, -1, 0, 1, 2), (40, 4, 9, 25, 17, 5))
CHANNELS = ("visit", "meeting", "call", "email", "chat")
MEMBERS = tuple(f"m{number}" for number in range(12))

Edge = tuple[str, str, float]
Scores = list[float]


# ---- the book ----------------------------------------------------------------------------------------------------


def a_book(people: int) -> Book:
    """One account: everybody reports to somebody, has links mostly to people near them, and few are known to us."""
    rng = random.Random(people)
    persons = {f"big/p{number}": person(rng, number, people) for number in range(people)}
    return Book(
        members={name: Member(id=name, name=name) for name in MEMBERS},
        accounts={"big": Account(id="big", name="Big", segment="regular")},
        people=persons,
        touches={"big": tuple(touch(rng, people) for _ in range(max(5, people * 8 // 100)))},
    )


def person(rng: random.Random, number: int, people: int) -> Person:
    known = number and rng.random() < 0.06
    return Person(
        id=f"p{number}",
        account="big",
        name=f"Person {number}",
        reports_to=f"big/p{(number - 1) // 8}" if number else "",
        stance=rng.choices(*STANCES)[0],
        links=tuple(link(rng, number, people) for _ in range(LINKS_EACH)),
        known_by=(KnownBy(member=rng.choice(MEMBERS), level=rng.randint(1, 3), assessed_on=day(rng)),) if known else (),
    )


def link(rng: random.Random, number: int, people: int) -> Link:
    near = rng.random() < 0.8
    low, high = (max(0, number - 40), min(people, number + 41)) if near else (0, people)
    to = rng.choice([low, high - 1]) if high - low < 3 else rng.randrange(low, high)
    to = to if to != number else (number + 1) % people
    stated = rng.random()
    return Link(
        to=f"big/p{to}",
        kind=rng.choices(*KINDS)[0],
        level=rng.choices(*LEVELS)[0] if stated < 0.8 else None,
        strength=round(rng.uniform(0.1, 0.9), 2) if stated > 0.9 else None,
        until=day(rng) if rng.random() < 0.03 else None,
    )


def touch(rng: random.Random, people: int) -> Touch:
    met = f"big/p{rng.randrange(1, people)}"
    return Touch(account="big", member=rng.choice(MEMBERS), on=day(rng), people=(met,), channel=rng.choice(CHANNELS))


def day(rng: random.Random) -> date:
    return TODAY - timedelta(days=rng.randint(1, 400))


# ---- from a list of edges ----------------------------------------------------------------------------------------


def relmap_search(edges: list[Edge], target: str) -> Scores:
    weights: dict[str, dict[str, Decimal]] = {}
    written = cache(exact)
    for source, to, weight in edges:
        weights.setdefault(source, {})[to] = written(weight)
    return [float(route.product) for route in PathSearch(weights, target).k_best(TEAM, K)]


def networkx_search(edges: Iterable[Edge], target: str) -> Scores:
    graph = nx.DiGraph()
    graph.add_weighted_edges_from((source, to, -log(weight)) for source, to, weight in edges)
    if target not in graph:
        return []
    try:
        found = list(islice(nx.shortest_simple_paths(graph, TEAM, target, weight="weight"), K))
    except nx.NetworkXNoPath:
        return []
    return [exp(-sum(graph[source][to]["weight"] for source, to in pairwise(path))) for path in found]


def igraph_search(edges: Iterable[Edge], target: str) -> Scores:
    numbers = {TEAM: 0, target: 1}
    pairs, lengths = [], []
    for source, to, weight in edges:
        pairs.append((numbers.setdefault(source, len(numbers)), numbers.setdefault(to, len(numbers))))
        lengths.append(-log(weight))
    graph = igraph.Graph(n=len(numbers), edges=pairs, directed=True)
    found = graph.get_k_shortest_paths(numbers[TEAM], numbers[target], k=K, weights=lengths, output="epath")
    return [exp(-sum(lengths[edge] for edge in path)) for path in found if path]


# ---- from the book -----------------------------------------------------------------------------------------------


def plain_edges(book: Book) -> Iterator[Edge]:
    """What somebody would write who has the book and another library: the strongest of each pair, nothing else."""
    constants = book.settings.strength
    carriers = {
        ref: constants.of_carrier(standing_of(person).stance_name)
        for ref, person in book.people.items()
        if not person.has_left
    }
    strengths: dict[tuple[str, str], float] = {}

    def add(source: str, to: str, strength: float) -> None:
        if strength > strengths.get((source, to), 0.0):
            strengths[source, to] = strength

    for ref, person in book.people.items():
        if ref not in carriers:
            continue
        for link in person.links:
            if link.to in carriers and link.kind != "conflicts" and link.holds_on(TODAY):
                strength = link_strength(link, constants)
                add(ref, link.to, strength)
                if link.kind in SYMMETRIC_KINDS:
                    add(link.to, ref, strength)
        if person.reports_to in carriers:
            add(ref, person.reports_to, constants.reporting_up)
            add(person.reports_to, ref, constants.reporting_down)
    for (source, to), strength in strengths.items():
        yield source, to, strength * carriers[source]
    for ref, ties in ties_of(book, book.people.values(), TODAY).items():
        yield TEAM, ref, max((tie.value for tie in ties.values()), default=0.0)


def relmap_paths(book: Book, target: str) -> Scores:
    routes = influence_graph(book, "big", today=TODAY, target=target).search(target).k_best(TEAM, K)
    return [float(route.product) for route in routes]


def relmap_answer(book: Book, target: str) -> Scores:
    return [path.score for path in find_paths(book, "big", target, PathQuestion(k=K), today=TODAY).paths]


# ---- measuring ---------------------------------------------------------------------------------------------------


Contest = dict[str, Callable[[str], Scores]]


def contests(book: Book) -> dict[str, Contest]:
    """What is measured, by what it starts from; the first of each is what the others are compared with."""
    edges = list(plain_edges(book))
    return {
        f"from a list of {len(edges):,} edges": {
            "relmap": lambda target: relmap_search(edges, target),
            "networkx": lambda target: networkx_search(edges, target),
            "igraph": lambda target: igraph_search(edges, target),
        },
        "from the book": {
            "relmap": lambda target: relmap_paths(book, target),
            "networkx": lambda target: networkx_search(plain_edges(book), target),
            "igraph": lambda target: igraph_search(plain_edges(book), target),
            "relmap, the whole answer": lambda target: relmap_answer(book, target),
        },
    }


def compete(contest: Contest, target: str, rounds: int) -> dict[str, float]:
    """Seconds of each, the smallest of some rounds; they take turns, so that a slow moment meets all alike."""
    times: dict[str, list[float]] = {name: [] for name in contest}
    for _ in range(rounds):
        scores = []
        for name, run in contest.items():
            gc.collect()
            start = time.perf_counter()
            scores.append(run(target))
            times[name].append(time.perf_counter() - start)
        for other in scores[1:]:
            if len(other) != len(scores[0]) or not all(map(isclose, scores[0], other)):
                raise SystemExit(f"Scores to {target} differ: {scores[0]} and {other}")
    return {name: min(taken) for name, taken in times.items()}


def measure(people: int) -> None:
    book = a_book(people)
    rng = random.Random(K)
    others = rng.sample(sorted(set(book.people) - {TOP}), RANDOM_TARGETS)
    print(f"{people:,} people, {sum(len(person.links) for person in book.people.values()):,} links")
    for start, contest in contests(book).items():
        top = compete(contest, TOP, 7)
        each = [compete(contest, target, 3) for target in others]
        middle = {name: statistics.median(times[name] for times in each) for name in contest}
        print(f"  {start:<32}{'to the top':>20}{f'to {RANDOM_TARGETS} others, median':>26}")
        for name in contest:
            print(f"    {name:<30}" + "".join(row(times, name) for times in (top, middle)))


def row(times: dict[str, float], name: str) -> str:
    return f"{times[name] * 1e3:10.2f} ms {times[name] / next(iter(times.values())):6.2f} x"


if __name__ == "__main__":
    # As relmap's own start does.
    gc.set_threshold(50_000)
    for argument in sys.argv[1:] or ("50", "500", "5000"):
        measure(int(argument))
