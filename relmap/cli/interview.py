"""Asking for a new contact step by step, with the guidance needed to judge role, stance and influence."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import typer

from relmap.analysis.finding import one_person
from relmap.cli.assignments import given
from relmap.cli.output import prose, say
from relmap.errors import RelmapError
from relmap.model.book import Book
from relmap.model.fields import INFLUENCE, LEVEL, ROLE
from relmap.model.kinds import STANCE, Scalar
from relmap.usecases.values import Assignment, Typing, typed

ROLE_GUIDE = """
Which part do they play in buying? (several: with commas; empty: not known yet)
  decision_maker  Can this person alone release the money?
  approver        Must they say yes before it goes on?
  influencer      Do the others listen to them about it?
  evaluator       Do they test it, or compare us with others?
  user            Will they work with it?
  purchaser       Do they handle offers, prices and orders?
  gatekeeper      Do they decide who gets through to the others?
  champion        Do they have power, sell for us, and win something themselves?
  coach           Do they tell us how things go over there?
  adviser         Are they asked for advice, from inside or outside?
  sponsor         Do they back it from higher up?
  blocker         Do they work against it?"""
STANCE_GUIDE = """
Where do they stand towards us? Judge by what they did, not by how friendly
they are.
  2 advocate (argues for us)   1 supporter   0 neutral
  -1 non-supporter   -2 opponent   unknown"""
INFLUENCE_GUIDE = """
How much do they move the decision?
  0 none   1 low   2 medium   3 high
  4 inner circle (the decision maker asks them first)"""
LEVEL_GUIDE = """
How well do you know them?
  1 acquainted   2 working (they answer)   3 trusted (they tell you things)
  4 adviser (they ask you)"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    name: str
    fields: Sequence[Assignment]
    known_by: Sequence[str]


def can_ask() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def interview(book: Book, *, account: str) -> Answers:
    """Asks until every answer fits its field; an empty answer leaves the field out."""
    typing = Typing(book=book, account=account)
    prose(f"A new contact at {book.accounts[account].name}. Leave empty what you do not know yet; Ctrl-C stops.")
    name = _required("Name")
    fields = given(
        title=_ask("Title", _anything),
        department=_ask("Department", _anything),
        reports_to=_ask("Reports to (a name or id)", lambda text: one_person(book, text, account=account).id),
        roles=_list(_ask("Roles", _each("roles", ROLE, typing), guide=ROLE_GUIDE) or ""),
        stance=_ask("Stance", _one("stance", STANCE, typing), guide=STANCE_GUIDE),
        influence=_ask("Influence", _one("influence", INFLUENCE, typing), guide=INFLUENCE_GUIDE),
        channels__phone=_ask("Phone", _anything),
        channels__email=_ask("E-mail", _anything),
        source=_ask("Where does this come from (a visit, LinkedIn, their site)", _anything),
    )
    return Answers(name=name, fields=fields, known_by=_knowing(book, typing))


def _knowing(book: Book, typing: Typing) -> list[str]:
    ties: list[str] = []
    guide = LEVEL_GUIDE
    for member in book.members.values():
        if member.has_left:
            continue
        level = _ask(f"Level for {member.name}", _one("level", LEVEL, typing), guide=guide)
        guide = ""
        if level:
            ties.append(f"{member.id}:{level}")
    return ties


def _ask(label: str, check: Callable[[str], object], *, guide: str = "") -> str | None:
    """The answer once it passes `check`; None where it was left empty."""
    if guide:
        say(guide)
    while True:
        answer: str = typer.prompt(label, default="", show_default=False).strip()
        if not answer:
            return None
        try:
            check(answer)
        except RelmapError as error:
            prose(str(error), "warn", start="  ", indent=2)
        else:
            return answer


def _required(label: str) -> str:
    while not (answer := _ask(label, _anything)):
        pass
    return answer


def _anything(text: str) -> str:
    return text


def _one(label: str, kind: Scalar, typing: Typing) -> Callable[[str], object]:
    return lambda text: typed(kind, text, field=label, typing=typing)


def _each(label: str, kind: Scalar, typing: Typing) -> Callable[[str], object]:
    return lambda text: [typed(kind, part, field=label, typing=typing) for part in _list(text)]


def _list(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]
