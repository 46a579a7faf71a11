"""Asking for a new contact step by step, with the guidance needed to judge role, stance and influence."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import typer

from relmap.analysis.finding import one_person
from relmap.cli.assignments import given
from relmap.cli.output import prose
from relmap.errors import RelmapError
from relmap.model.book import Book
from relmap.model.fields import INFLUENCE, LEVEL, ROLE
from relmap.model.kinds import STANCE, UNKNOWN, Scalar
from relmap.model.saying import _, in_words, name_of
from relmap.model.vocabulary import INFLUENCE_NAMES, LEVEL_NAMES, STANCE_NAMES
from relmap.usecases.assigning import Assignment
from relmap.usecases.values import Typing, typed


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
    said = _("A new contact at {account}. Leave empty what you do not know yet; Ctrl-C stops.")
    prose(said.format(account=name_of(book.accounts[account])))
    name = _required(_("Name"))
    fields = given(
        title=_ask(_("Title"), _anything),
        department=_ask(_("Department"), _anything),
        reports_to=_ask(_("Reports to (a name or id)"), lambda text: one_person(book, text, account=account).id),
        roles=_list(_ask(_("Roles"), _each("roles", ROLE, typing), guide=_role_guide()) or ""),
        stance=_ask(_("Stance"), _one("stance", STANCE, typing), guide=_stance_guide()),
        influence=_ask(_("Influence"), _one("influence", INFLUENCE, typing), guide=_influence_guide()),
        channels__phone=_ask(_("Phone"), _anything),
        channels__email=_ask(_("E-mail"), _anything),
        source=_ask(_("Where does this come from (a visit, LinkedIn, their site)"), _anything),
    )
    return Answers(name=name, fields=fields, known_by=_knowing(book, typing))


def _knowing(book: Book, typing: Typing) -> list[str]:
    ties: list[str] = []
    guide = _level_guide()
    for member in book.members.values():
        if member.has_left:
            continue
        level = _ask(_("Level for {member}").format(member=name_of(member)), _one("level", LEVEL, typing), guide=guide)
        guide = ""
        if level:
            ties.append(f"{member.id}:{level}")
    return ties


def _ask(label: str, check: Callable[[str], object], *, guide: str = "") -> str | None:
    """The answer once it passes `check`; None where it was left empty."""
    for line in guide.split("\n") if guide else ():
        text = line.lstrip()
        prose(text, start=line[: len(line) - len(text)], indent=4)
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


def _role_guide() -> str:
    questions = {
        "decision_maker": _("Can this person alone release the money?"),
        "approver": _("Must they say yes before it goes on?"),
        "influencer": _("Do the others listen to them about it?"),
        "evaluator": _("Do they test it, or compare us with others?"),
        "user": _("Will they work with it?"),
        "purchaser": _("Do they handle offers, prices and orders?"),
        "gatekeeper": _("Do they decide who gets through to the others?"),
        "champion": _("Do they have power, sell for us, and win something themselves?"),
        "coach": _("Do they tell us how things go over there?"),
        "adviser": _("Are they asked for advice, from inside or outside?"),
        "sponsor": _("Do they back it from higher up?"),
        "blocker": _("Do they work against it?"),
    }
    head = _("Which part do they play in buying? (several: with commas; empty: not known yet)")
    return "\n".join(["", head, *(f"  {role:<15} {question}" for role, question in questions.items())])


def _stance_guide() -> str:
    head = _("Where do they stand towards us? Judge by what they did, not by how friendly they are.")
    names = [f"{number} {in_words('stance', name)}" for number, name in reversed(STANCE_NAMES.items())]
    names[0] = _("{advocate} (argues for us)").format(advocate=names[0])
    return "\n".join(["", head, f"  {'   '.join([*names, UNKNOWN])}"])


def _influence_guide() -> str:
    names = [f"{number} {in_words('influence', name)}" for number, name in INFLUENCE_NAMES.items()]
    names[-1] = _("{inner_circle} (the decision maker asks them first)").format(inner_circle=names[-1])
    return "\n".join(["", _("How much do they move the decision?"), f"  {'   '.join(names)}"])


def _level_guide() -> str:
    signs = {2: _("they answer"), 3: _("they tell you things"), 4: _("they ask you")}
    names = [f"{number} {in_words('level', name)}" for number, name in LEVEL_NAMES.items()]
    told = [f"{name} ({signs[number]})" if number in signs else name for number, name in enumerate(names, 1)]
    return "\n".join(["", _("How well do you know them?"), f"  {'   '.join(told)}"])
