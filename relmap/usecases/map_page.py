"""What a map to click through needs beyond its pictures: what is known of everybody, and the ways to them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from relmap.analysis.dossier import Dossier, dossiers
from relmap.analysis.finding import deal_meant
from relmap.analysis.map_contents import QUADRANT, REMOVED, Card, MapContents
from relmap.analysis.map_earlier import Earlier, with_the_gone
from relmap.analysis.map_facts import MapFacts
from relmap.analysis.path_question import PathQuestion
from relmap.analysis.paths import find_paths_to_each
from relmap.analysis.pseudonyms import pseudonyms
from relmap.errors import NoPathToDraw
from relmap.model.book import Book
from relmap.usecases.map import VIEWS, WAYS, MapQuestion, map_contents
from relmap.usecases.map_ways import Ways, WayTeller
from relmap.usecases.path import path

MOST_TARGETS = 60
"""Up to so many people the way to each is worked out; beyond, to the key players alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPage:
    """One map in every view, none of them with a lit path; `first` is the view that was asked for.

    `ways` are by target, as far as they were worked out: `all_targets` says whether that is everybody who has not left.
    `target` is whom --path-to means, "" where nobody is. `names` are those of everybody whom ways and dossiers mention.
    `changes` tell of a map that shows changes what is not as it was, by key. A page for strangers has no dossiers, and
    no view whose places are the stances.
    """

    first: str
    views: tuple[MapContents, ...]
    dossiers: tuple[Dossier, ...]
    ways: Mapping[str, Ways]
    all_targets: bool
    target: str
    names: Mapping[str, str]
    changes: Mapping[str, Sequence[str]]

    @property
    def cards(self) -> Sequence[Card]:
        """Everybody on any view, by key."""
        return _everybody(self.views)

    @property
    def asked(self) -> MapContents:
        """The view that was asked for."""
        return next(contents for contents in self.views if contents.view == self.first)


def map_page(
    book: Book,
    account: str,
    question: MapQuestion,
    *,
    today: date,
    commit: str = "",
    since: Earlier | None = None,
    committed: date | None = None,
) -> MapPage:
    """Raises what `map_contents` does."""
    target = _target(book, account, question, today)
    plain = replace(question, path_to=None)
    shown = [question.view, *(view for view in VIEWS if not (question.redact and view == QUADRANT))]
    deal = deal_meant(book, question.deal, account=account)
    facts = MapFacts(book=book, account=account, today=today, deal=deal)
    contents = {
        view: map_contents(
            book,
            account,
            replace(plain, view=view),
            today=today,
            commit=commit,
            facts=facts,
            since=since,
            committed=committed,
        )
        for view in dict.fromkeys(shown)
    }
    views = tuple(contents[view] for view in VIEWS if view in contents)
    whole = book if since is None else with_the_gone(book, since)
    teller = WayTeller(book=whole, called=pseudonyms(whole, account) if question.redact else None)
    targets, all_targets = _targets(book, _everybody(views), target, teller)
    answers = find_paths_to_each(book, account, targets, PathQuestion(deal=deal, k=WAYS), today=today)
    ways = {teller.key(answer.target): teller.ways(answer) for answer in answers}
    known = () if question.redact else dossiers(facts, (card.key for card in _everybody(views)))
    return MapPage(
        first=question.view,
        views=views,
        dossiers=known,
        ways=dict(sorted(ways.items())),
        all_targets=all_targets,
        target=teller.key(target) if target else "",
        names=_names(teller, known, ways.values()),
        changes={} if since is None else _changes(_everybody(views), since, private=question.redact),
    )


def _target(book: Book, account: str, question: MapQuestion, today: date) -> str:
    if question.path_to is None:
        return ""
    answer = path(book, account, question.path_to, today=today, k=WAYS, deal=question.deal).answer
    if not answer.paths:
        raise NoPathToDraw(target=answer.target)
    return answer.target


def _everybody(views: Iterable[MapContents]) -> Sequence[Card]:
    cards = {card.key: card for contents in reversed(list(views)) for card in contents.cards}
    return [cards[key] for key in sorted(cards)]


def _changes(cards: Iterable[Card], since: Earlier, *, private: bool) -> Mapping[str, Sequence[str]]:
    """What the cards tell and, but for strangers, what the files do: of ties, too."""
    told = {
        card.key: [*(one.text for one in card.changes), *(() if private else since.told(card.key))] for card in cards
    }
    return {key: tuple(dict.fromkeys(texts)) for key, texts in told.items() if texts}


def _targets(book: Book, cards: Iterable[Card], target: str, teller: WayTeller) -> tuple[list[str], bool]:
    """The references of those to whom the ways are worked out, and whether that is everybody on the map."""
    people = {card.key: card for card in cards if _is_target(card)}
    every = len(people) <= MOST_TARGETS
    found = [
        ref for ref in book.people if (card := people.get(teller.key(ref))) is not None and (every or card.key_place)
    ]
    return list(dict.fromkeys([*found, *([target] if target else [])])), every


def _is_target(card: Card) -> bool:
    return card.kind == "person" and not card.left and card.change != REMOVED


def _names(teller: WayTeller, known: Iterable[Dossier], ways: Iterable[Ways]) -> Mapping[str, str]:
    keys = {node for each in ways for way in each.ways for node in way.nodes}
    keys |= {fact.about for dossier in known for section in dossier.sections for fact in section.facts if fact.about}
    refs = [*teller.book.people, *(member.ref for member in teller.book.members.values())]
    names = {teller.key(ref): teller.name(ref) for ref in refs}
    return {key: names.get(key, key) for key in sorted(keys)}
