"""Finding people, accounts, members and deals by what somebody typed: id, name, title, role or one word of a name."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple, TypeVar

from relmap.analysis.circle import committee_accounts
from relmap.analysis.standing import standing_of
from relmap.errors import Ambiguous, DealElsewhere, NobodyFound
from relmap.model.book import Book
from relmap.model.records import Account, Deal, Member, Named, Person
from relmap.model.saying import name_of
from relmap.model.text import normal, search_key, words
from relmap.model.vocabulary import ROLE_SYNONYMS, ROLES, TITLE_SYNONYMS

R = TypeVar("R", bound=Account | Member | Deal)

# The one title of each group of equal ones, by the key of each.
_SAME_TITLE = {search_key(title): search_key(group[0]) for group in TITLE_SYNONYMS for title in group}
# "G.M." as a search key: letters of their own.
_DOTTED = re.compile(r"\b[a-z](?: [a-z]\b)+")
# A hyphen inside a word joins it ("co-founder"); between spaces, or as a dash, it parts a title.
_TITLE_BREAK = re.compile(r"[()\[\]（）【】/／,，、;；|·–—]|\s-\s")

# How alike two names must be, 0-1.
_LIKE = 0.6


class Match(NamedTuple):
    """Who was meant, and by what: "id", "name", "alias", "title", "role" or "word"; "" where nobody was.

    `people` come by reference, in code point order.
    """

    kind: str
    people: tuple[Person, ...]


def find_person(book: Book, text: str, *, account: str | None = None, deal: Deal | None = None) -> Match:
    """The people of the first tier that has any: id, name or alias, title, role (in `deal`), word of a name.

    With `account` only its people are meant, unless `text` is a full reference. Who has left is found by id and by
    name, and by a word of it where nobody else is.
    """
    typed = normal(text.strip())
    if typed in book.people:
        return Match(kind="id", people=(book.people[typed],))
    everybody = book.people_of(account) if account else iter(book.people.values())
    people = sorted(everybody, key=lambda person: person.ref)
    here = [person for person in people if not person.has_left]
    key = search_key(text)
    if not key:
        return Match(kind="", people=())
    tiers: tuple[tuple[str, Sequence[Person], Callable[[Person], bool]], ...] = (
        ("id", people, lambda person: person.id == typed.lower()),
        ("name", people, lambda person: key in _name_keys(person) or key in map(search_key, person.aliases)),
        ("title", here, lambda person: has_title(person, text)),
        ("role", here, _holds_role(book, text, deal)),
        ("word", here, lambda person: key in _words_of(person)),
        ("word", people, lambda person: key in _words_of(person)),
    )
    for kind, candidates, matches in tiers:
        found = tuple(person for person in candidates if matches(person))
        if found:
            by_alias = kind == "name" and not any(key in _name_keys(person) for person in found)
            return Match(kind="alias" if by_alias else kind, people=found)
    return Match(kind="", people=())


def one_person(book: Book, text: str, *, account: str | None = None, deal: Deal | None = None) -> Person:
    """The one person meant; raises NobodyFound with the nearest, or Ambiguous with all of them."""
    people = find_person(book, text, account=account, deal=deal).people
    if not people:
        nearest = _nearest_people(book, text, account=account, deal=deal)
        raise NobodyFound(what="person", text=text, nearest=nearest, account=account or "")
    if len(people) > 1:
        raise Ambiguous(what="people", text=text, found=[described(person) for person in people])
    return people[0]


def people_meant(book: Book, text: str, *, account: str | None = None, deal: Deal | None = None) -> Sequence[Person]:
    """Everybody who holds the role that `text` names, by reference; for anything else as `one_person`."""
    match = find_person(book, text, account=account, deal=deal)
    return match.people if match.kind == "role" else [one_person(book, text, account=account, deal=deal)]


def find_account(book: Book, text: str) -> Account:
    """The account with this id, name, alias or word of one; raises NobodyFound or Ambiguous."""
    return _only("account", text, book.accounts.values())


def find_member(book: Book, text: str) -> Member:
    """Our member with this id (`nok` or `team/nok`), name, alias or word of one; raises NobodyFound or Ambiguous."""
    return _only("member", text.removeprefix("team/"), book.members.values())


def find_deal(book: Book, text: str, *, account: str | None = None) -> Deal:
    """The deal with this id, full reference, name or word of it: one of `account` if given, or of its people.

    Raises NobodyFound, Ambiguous, or DealElsewhere where only other accounts have it.
    """
    here = list(book.deals_of(account)) if account else list(book.deals.values())
    exact = book.deals.get(normal(text.strip()))
    if exact is None:
        elsewhere = [] if _matching(text, here) else _matching(text, book.deals.values())
    else:
        elsewhere = [] if not account or _concerns(exact, account) else [exact]
    if elsewhere:
        found = [(deal.account, deal.ref) for deal in elsewhere]
        raise DealElsewhere(text=text, account=account or "", found=found, own=[deal.id for deal in here])
    return exact or _only("deal", text, here)


def deal_meant(book: Book, text: str | None, *, account: str | None) -> Deal | None:
    """As `find_deal`; None where no deal was asked for."""
    return None if text is None else find_deal(book, text, account=account)


def has_title(person: Person, text: str) -> bool:
    """True if `text` is the person's title, a part of it between brackets, slashes, commas or dashes, or its synonym.

    Never a word of it: a deputy is not found by the title of the one they stand in for.
    """
    wanted = _same_title(text)
    return bool(wanted) and any(_same_title(part) == wanted for part in (person.title, *_parts(person.title)))


def same_titles(title: str) -> list[str]:
    """Every way that relmap knows to write a title or one of its parts, as search keys; none where it knows no other.

    >>> same_titles("Owner / G.M.")[:2], same_titles("Owner")
    (['gm', 'general manager'], [])
    """
    same = {_same_title(part) for part in (title, *_parts(title))}
    return [key for key, first in _SAME_TITLE.items() if first in same]


def described(person: Person) -> str:
    """`ref (name, title)`, for lists of candidates."""
    left = "has left" if person.has_left else ""
    return f"{person.ref} ({', '.join(filter(None, (name_of(person), person.title, left)))})"


def _nearest_people(book: Book, text: str, *, account: str | None, deal: Deal | None) -> list[str]:
    """Up to three whose id or name, else whose title or role looks most like `text`: people described, roles named."""
    # A title or role that is spelled well is no slip in somebody's name: "CEO" is not Cao.
    if _same_title(text) in _SAME_TITLE.values() or role_meant(book, text):
        return []
    people = [person for person in book.people.values() if account in (None, "", person.account)]
    here = [person for person in people if not person.has_left]
    named = [(key, described(person)) for person in people for key in _spellings(person)]
    titled = [(key, described(person)) for person in here for key in _title_keys(person)]
    held = {role for person in here for role in standing_of(person, deal).roles}
    roles = [(key, f"the role {role}") for key, role in _role_keys(book).items() if role in held]
    found = [*_likely(text, named), *_likely(text, titled, _slip(text)), *_likely(text, roles, _slip(text))]
    return list(dict.fromkeys(found))[:3]


def _spellings(person: Person) -> list[str]:
    return [person.id, *_name_keys(person), *map(search_key, person.aliases), *_words_of(person)]


def _title_keys(person: Person) -> list[str]:
    """The title, its parts, and all synonyms of either."""
    parts = filter(None, (person.title, *_parts(person.title)))
    return [*map(search_key, parts), *same_titles(person.title)]


def _likely(text: str, known: Iterable[tuple[str, str]], likeness: float = _LIKE) -> list[str]:
    """What the spellings stand for that look most like `text`, each once."""
    meant: dict[str, str] = {}
    for key, meaning in known:
        meant.setdefault(key, meaning)
    return list(dict.fromkeys(meant[key] for key in _nearest(text, meant, likeness)))


def _slip(text: str) -> float:
    """The likeness of a title or role to `text`: many share a word, so only a slip counts, at least one letter."""
    letters = max(len(search_key(text)), 2)
    return min(0.8, (letters - 1) / letters)


def role_meant(book: Book, text: str) -> str | None:
    """The role that `text` names: the word itself, a synonym in any language, or one of the book's own."""
    return _role_keys(book).get(search_key(text.replace("_", " ")))


def _role_keys(book: Book) -> dict[str, str]:
    """Every role that the book may use, by the keys of its words in all languages."""
    own = book.settings.vocabulary
    known = {search_key(role.replace("_", " ")): role for role in (*ROLES, *own.roles)}
    known.update((search_key(word), role) for word, role in ROLE_SYNONYMS.items())
    for role, label in own.labels.items():
        if role in (*ROLES, *own.roles):
            known.update((search_key(word), role) for word in (label.en, label.th, label.zh) if word)
    return known


def _holds_role(book: Book, text: str, deal: Deal | None) -> Callable[[Person], bool]:
    role = role_meant(book, text)
    if role is None:
        return lambda person: False
    return lambda person: standing_of(person, deal).holds(role)


def _only(what: str, text: str, records: Iterable[R]) -> R:
    known = list(records)
    found = _matching(text, known)
    if not found:
        spelled: dict[str, R] = {}
        for record in known:
            spelled.update((spelling, record) for spelling in (record.id, *_record_keys(record)))
        nearest = dict.fromkeys(_called(spelled[near]) for near in _nearest(text, spelled))
        raise NobodyFound(what=what, text=text, nearest=list(nearest)[:3])
    if len(found) > 1:
        raise Ambiguous(what=f"{what}s", text=text, found=[_called(record) for record in found])
    return found[0]


def _concerns(deal: Deal, account: str) -> bool:
    return account == deal.account or account in committee_accounts([deal])


def _matching(text: str, records: Iterable[R]) -> list[R]:
    """Those with this id; else with this name; else with this word in a name."""
    known = list(records)
    typed, key = normal(text.strip()), search_key(text)
    return (
        [record for record in known if record.id == typed]
        or [record for record in known if key and key in _record_keys(record)]
        or [record for record in known if key and key in _record_words(record)]
    )


def _called(record: Named) -> str:
    return f"{record.ref.removeprefix('team/')} ({name_of(record)})"


def _record_keys(record: Account | Member | Deal) -> Iterator[str]:
    yield search_key(record.name)
    if not isinstance(record, Deal):
        yield from map(search_key, (*record.names.values(), *record.aliases))


def _record_words(record: Account | Member | Deal) -> set[str]:
    return {word for name in _record_keys(record) for word in name.split()}


def _name_keys(person: Person) -> list[str]:
    return [search_key(name) for name in (person.name, *person.names.values())]


def _words_of(person: Person) -> set[str]:
    names = (person.name, *person.names.values(), *person.aliases)
    return {word for name in names for word in words(search_key(name))}


def _parts(title: str) -> list[str]:
    """The parts between signs, and of a "Vice President of Sales" the rank alone."""
    parts = [part for part in _TITLE_BREAK.split(title) if part.strip()]
    return parts + [rank for part in parts for rank, of, _ in [part.partition(" of ")] if of]


def _same_title(text: str) -> str:
    """One key for all ways to write a title: "G.M." is GM, "Vice President of Sales" is "VP Sales"."""
    key = _DOTTED.sub(lambda letters: letters[0].replace(" ", ""), search_key(text))
    for long, short in _SAME_TITLE.items():
        if " " in long and f" {long} " in f" {key} ":
            key = f" {key} ".replace(f" {long} ", f" {short} ").strip()
    return _SAME_TITLE.get(key, key).replace(" of ", " ")


def _nearest(text: str, spellings: Iterable[str], likeness: float = _LIKE) -> list[str]:
    # Imported here: only a miss needs it, and it costs every start 2 ms.
    from difflib import get_close_matches

    return get_close_matches(search_key(text) or text.lower(), list(spellings), n=9, cutoff=likeness)
