"""`relmap add-contact`: somebody at a customer."""

from typing import Annotated

import typer

from relmap.cli import completion
from relmap.cli.assignments import given
from relmap.cli.interview import can_ask, interview
from relmap.cli.options import Account, DryRun, Id
from relmap.cli.session import Session
from relmap.errors import InvalidValue, NameMissing
from relmap.model.saying import _, later
from relmap.model.vocabulary import SENIORITIES
from relmap.usecases.add import add_contact
from relmap.usecases.assigning import Assignment

EXAMPLES = """
relmap add-contact
relmap add-contact "Anong Srisuk" --title "Sous chef" --reports-to wichai --role user --known-by nok:1
relmap add-contact "ดวงใจ สายชล" --id duangjai --department การเงิน --stance 0 --influence 2 --phone 0212345688
relmap add-contact "?" --account siam-grand --title "Banquet manager" --role influencer
"""


def run(
    ctx: typer.Context,
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help='The name in any script, or "?" for somebody not yet known.')
    ] = None,
    account: Account = None,
    identifier: Id = None,
    title: Annotated[str | None, typer.Option(help="Job title.")] = None,
    department: Annotated[str | None, typer.Option(help="Department.")] = None,
    seniority: Annotated[
        str | None,
        typer.Option(
            help=later("executive, director, manager, staff or external."),
            autocompletion=completion.one_of(*SENIORITIES),
        ),
    ] = None,
    reports_to: Annotated[
        str | None, typer.Option(metavar="PERSON", help="The boss.", autocompletion=completion.people)
    ] = None,
    role: Annotated[
        list[str] | None,
        typer.Option(help=later("A buying role; repeat for several."), autocompletion=completion.roles),
    ] = None,
    stance: Annotated[
        str | None,
        typer.Option(help=later("-2 opponent, -1 non-supporter, 0 neutral, 1 supporter, 2 advocate, unknown.")),
    ] = None,
    influence: Annotated[
        str | None, typer.Option(help=later("0 none, 1 low, 2 medium, 3 high, 4 inner circle."))
    ] = None,
    known_by: Annotated[
        list[str] | None,
        typer.Option(
            metavar="MEMBER:LEVEL",
            help=later("Who of us knows them: 1 acquainted, 2 working, 3 trusted, 4 adviser; repeat for several."),
        ),
    ] = None,
    alias: Annotated[list[str] | None, typer.Option(help="A nickname or another spelling; repeat for several.")] = None,
    names: Annotated[
        list[str] | None, typer.Option("--name-in", metavar="LANGUAGE=NAME", help="The name in en, th or zh.")
    ] = None,
    need: Annotated[list[str] | None, typer.Option(help="What they need; repeat for several.")] = None,
    concern: Annotated[list[str] | None, typer.Option(help="What worries them; repeat for several.")] = None,
    temperament: Annotated[str | None, typer.Option(help="How they are to deal with.")] = None,
    phone: Annotated[list[str] | None, typer.Option(help="A phone number; repeat for several.")] = None,
    mobile: Annotated[list[str] | None, typer.Option(help="A mobile number; repeat for several.")] = None,
    email: Annotated[list[str] | None, typer.Option(help="An e-mail address; repeat for several.")] = None,
    line: Annotated[list[str] | None, typer.Option(help="A LINE id.")] = None,
    wechat: Annotated[list[str] | None, typer.Option(help="A WeChat id.")] = None,
    linkedin: Annotated[list[str] | None, typer.Option(help="A LinkedIn address.")] = None,
    channel: Annotated[
        list[str] | None, typer.Option(metavar="KIND=VALUE", help="Any other way to reach them, such as fax=021234.")
    ] = None,
    source: Annotated[str | None, typer.Option(help="Where this comes from: a visit, LinkedIn, their site.")] = None,
    verified_on: Annotated[str | None, typer.Option(metavar="DATE", help="When it was last checked.")] = None,
    notes: Annotated[str | None, typer.Option(help="Anything else.")] = None,
    dry_run: DryRun = False,
) -> None:
    """Add somebody at a customer. On a terminal, without a name, relmap asks step by step.

    Buying roles: decision_maker, approver, influencer, evaluator, user, purchaser, gatekeeper, champion, coach,
    adviser, sponsor, blocker. Names such as "economic buyer", ผู้มีอำนาจตัดสินใจ or 决策者 are understood too.
    """
    session = Session.of(ctx)
    chosen = session.account(account)
    ties = known_by or []
    if name is None:
        if not (session.may_ask and can_ask()):
            raise NameMissing
        answers = interview(session.read([chosen], touches=False), account=chosen)
        name, fields, ties = answers.name, list(answers.fields), list(answers.known_by)
    else:
        fields = given(
            aliases=alias,
            title=title,
            department=department,
            seniority=seniority,
            reports_to=reports_to,
            roles=role,
            influence=influence,
            stance=stance,
            needs=need,
            concerns=concern,
            temperament=temperament,
            channels__phone=phone,
            channels__mobile=mobile,
            channels__email=email,
            channels__line=line,
            channels__wechat=wechat,
            channels__linkedin=linkedin,
            verified_on=session.dated(verified_on),
            source=source,
            notes=notes,
        )
        fields += _pairs("--name-in", "names", names) + _pairs("--channel", "channels", channel)
    person_name = name
    session.write(
        lambda book: add_contact(
            book, account=chosen, name=person_name, identifier=identifier, fields=fields, known_by=ties
        ),
        accounts=[chosen],
        dry_run=dry_run,
    )


def _pairs(option: str, field: str, texts: list[str] | None) -> list[Assignment]:
    """Assignments of `key=value` options; several values of one key go together."""
    values: dict[str, list[str]] = {}
    for text in texts or ():
        key, equals, value = text.partition("=")
        if not equals or not key.strip() or not value.strip():
            raise InvalidValue(field=option, text=text, reason=_("has no ="), mend=_("write it as kind=value"))
        values.setdefault(key.strip(), []).append(value.strip())
    return [Assignment(path=f"{field}.{key}", texts=found) for key, found in values.items()]
