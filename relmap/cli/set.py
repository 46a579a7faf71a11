"""`relmap set`: any field of any record."""

import re
from collections.abc import Iterable, Sequence
from typing import Annotated, Any

import typer
from typer.core import TyperCommand

from relmap.cli import completion
from relmap.cli.options import Account, DryRun
from relmap.cli.session import Session
from relmap.errors import InvalidValue, UnknownOption, ValueMissing
from relmap.model.kinds import nearest
from relmap.model.saying import _
from relmap.usecases.assigning import Assignment
from relmap.usecases.set import set_fields

_SELECTORS = ("gaps.select", "gaps.ignore")
_LIKE_AN_OPTION = re.compile(r"--?[A-Za-z][\w-]*")


class _SetCommand(TyperCommand):
    """Takes a value that begins with a dash (`relmap set wipa stance -2`), and no slip in --dry-run for a value."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Raises UnknownOption."""
        if ctx.resilient_parsing:  # while a shell completes
            return super().parse_args(ctx, args)
        known = _options(self.get_params(ctx))
        options: list[str] = []
        values: list[str] = []
        words = iter(args)
        for word in words:
            name, equals, _ = word.partition("=")
            if word == "--":
                values += words
            elif name in known:
                options.append(word)
                if not (equals or known[name].is_flag):
                    value = next(words, None)
                    if value is None:
                        return super().parse_args(ctx, options)
                    options.append(value)
            elif _LIKE_AN_OPTION.fullmatch(name):
                raise UnknownOption(name=name, nearest=nearest(name, list(known)))
            else:
                values.append(word)
        return super().parse_args(ctx, [*options, "--", *values] if values else options)


def _options(parameters: Iterable[Any]) -> dict[str, Any]:
    """By each of its names."""
    options = (param for param in parameters if param.param_type_name == "option")
    return {name: option for option in options for name in (*option.opts, *option.secondary_opts)}


SHAPE = _SetCommand
EXAMPLES = """
relmap set malee stance -1
relmap set malee stance=1 influence=2 phone=0898765432
relmap set malee,kanya verified_on 2026-11-20
relmap set malee roles gatekeeper coach
relmap set malee roles influencer --add
relmap set malee known_by.nok.target 4
relmap set kanya champion.has_power yes
relmap set ceramic-plates committee.kanya.stance 2
relmap set siam-grand segment regular
relmap set book default_account siam-grand
relmap set malee temperament --unset
"""


def run(
    ctx: typer.Context,
    who: Annotated[
        str,
        typer.Argument(
            metavar="WHO",
            help="A person, account, deal or member by id or name, or `book` for the settings; several with commas.",
            autocompletion=completion.records,
        ),
    ],
    field: Annotated[
        str,
        typer.Argument(
            metavar="FIELD",
            help="A field of its file, with dots inside; or several fields at once as FIELD=VALUE.",
            autocompletion=completion.fields,
        ),
    ],
    values: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[VALUE]...", help="The new value; several for a list.", autocompletion=completion.values
        ),
    ] = None,
    add: Annotated[bool, typer.Option("--add", help="Add the values to a list.")] = False,
    drop: Annotated[bool, typer.Option("--drop", help="Take the values out of a list.")] = False,
    unset: Annotated[bool, typer.Option("--unset", help="Take the field out.")] = False,
    account: Account = None,
    dry_run: DryRun = False,
) -> None:
    """Change any field of a person, an account, a deal, a member or the book's settings.

    A field is called as in its file, with dots for what lies inside: champion.has_power, known_by.nok.target. Phone,
    email and the other channels go by their own name. Several values replace a list; --add and --drop change it.
    """
    session = Session.of(ctx)
    scope = session.scope(account)
    how = "add" if add else "drop" if drop else "unset" if unset else "set"
    assignments = _pairs([field, *(values or ())], how) if "=" in field else _one(field, values or (), how)
    assignments = [_dated(one, session) for one in assignments]
    assignments = [
        _known_codes(one) if one.path in _SELECTORS and one.how in ("set", "add") else one for one in assignments
    ]
    texts = [text for assignment in assignments for text in assignment.texts]
    session.write(
        lambda book: set_fields(book, account=scope, names=_names(who), assignments=assignments),
        accounts=session.reach(scope, *_names(who), *texts),
        dry_run=dry_run,
    )


def _dated(assignment: Assignment, session: Session) -> Assignment:
    """With `today` and `yesterday` as dates, where a date goes."""
    name = assignment.path.rpartition(".")[2].replace("-", "_")
    if not (name.endswith("_on") or name in ("since", "until")):
        return assignment
    return assignment._replace(texts=[session.dated(text) or "" for text in assignment.texts])


def _known_codes(assignment: Assignment) -> Assignment:
    """An assignment of gap codes, their beginnings or names, as selectors; raises UnknownGap."""
    from relmap.usecases.gaps import selectors_of

    return assignment._replace(texts=selectors_of(assignment.texts))


def _one(field: str, values: Sequence[str], how: str) -> list[Assignment]:
    if not values and how != "unset":
        raise ValueMissing(field=field)
    return [Assignment(path=field, texts=values, how=how)]


def _pairs(texts: Sequence[str], how: str) -> list[Assignment]:
    """Assignments of FIELD=VALUE; a field given again takes a further value."""
    found: dict[str, list[str]] = {}
    for text in texts:
        field, equals, value = text.partition("=")
        if not equals:
            raise InvalidValue(field="VALUE", text=text, reason=_("has no ="), mend=_("write every one as FIELD=VALUE"))
        if not value and how != "unset":
            raise ValueMissing(field=field)
        found.setdefault(field, []).append(value)
    return [Assignment(path=field, texts=values, how=how) for field, values in found.items()]


def _names(text: str) -> list[str]:
    return [name.strip() for name in text.split(",") if name.strip()]
