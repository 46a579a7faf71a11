"""`relmap coverage`: who of us knows whom, how well, and what losing one of us would cut."""

from collections.abc import Iterator
from typing import Annotated

import typer

from relmap.analysis.committee import BestPath
from relmap.analysis.coverage import Coverage
from relmap.analysis.coverage_matrix import HandOver, Loss, PathChange, Row
from relmap.analysis.finding import find_member
from relmap.analysis.strength import Tie
from relmap.analysis.wording import figure, listed, named
from relmap.cli import completion
from relmap.cli.options import Account, Deal, Json
from relmap.cli.output import print_json, prose, say, table
from relmap.cli.session import Session
from relmap.errors import NotTogether
from relmap.model.book import Book
from relmap.model.saying import _, in_words, name_of, ngettext, on_day, pgettext
from relmap.model.text import visible
from relmap.usecases.coverage import CoverageResult, coverage, to_json

EXAMPLES = """
relmap coverage
relmap coverage siam-grand --deal ceramic-plates
relmap coverage --without-member nok
relmap coverage --without-member nok --all
relmap coverage --all --json
"""


def run(
    ctx: typer.Context,
    which: Annotated[
        str | None,
        typer.Argument(metavar="[ACCOUNT]", help="The same as --account.", autocompletion=completion.accounts),
    ] = None,
    without_member: Annotated[
        str | None,
        typer.Option(metavar="MEMBER", help="What losing this one of us would cut.", autocompletion=completion.members),
    ] = None,
    everybody: Annotated[
        bool,
        typer.Option(
            "--all",
            help="Also people who are no key players and whom none of us knows; with --without-member, where no account"
            " or deal is named, every account.",
        ),
    ] = False,
    deal: Deal = None,
    account: Account = None,
    as_json: Json = False,
) -> None:
    """Show who of us knows whom at an account, and how far it is covered.

    A cell holds the strength of the tie (0 to 1), the level and the level wanted (2>3), and `!` where it is the only
    thread to that person. With --without-member also the list of what that member would have to hand over: of every
    account, with what they own and promised, where nothing says which account is meant, and with --all.
    """
    if which is not None and account is not None:
        raise NotTogether(first="ACCOUNT", second="--account", reason=_("both say which account is meant"))
    session = Session.of(ctx)
    is_open = which is None and account is None and deal is None
    if without_member is not None and is_open and (everybody or not session.scope(None)):
        _hand_over_all(session, without_member, as_json=as_json)
        return
    chosen = session.account(which or account, deal=deal)
    book, result = session.find(
        lambda book: (
            book,
            coverage(book, chosen, today=session.today, deal=deal, without_member=without_member, everybody=everybody),
        ),
        session.reach(chosen, deal),
    )
    if as_json:
        print_json(session.document(to_json(result)))
    else:
        _say_result(book, result)


def _hand_over_all(session: Session, text: str, *, as_json: bool) -> None:
    from relmap.cli.hand_over import say_hand_over
    from relmap.usecases import hand_over

    member = find_member(session.read(()), text)
    result = hand_over.hand_over(session.read_each(), today=session.today, member=member.id)
    if as_json:
        print_json(session.document(hand_over.to_json(result)))
    else:
        say_hand_over(result, visible(name_of(member)))


def _say_result(book: Book, result: CoverageResult) -> None:
    matrix = result.matrix
    head = _("{account}, deal {deal}: coverage {share}") if matrix.deal else _("{account}: coverage {share}")
    say(head.format(account=matrix.account, deal=matrix.deal, share=_percent(matrix.coverage)), "strong")
    for line in _beneath(book, result):
        prose(line, indent=2)
    if result.rows:
        _say_matrix(book, result)
    if result.loss is not None:
        say()
        _say_loss(book, result.loss)


def _beneath(book: Book, result: CoverageResult) -> Iterator[str]:
    """What the table cannot say, as there is no row for it."""
    matrix = result.matrix
    if not matrix.rows:
        add = f'relmap add-contact "NAME" --account {matrix.account}'
        yield _("nobody there is in the book yet; add somebody with `{command}`").format(command=add)
    elif not matrix.members:
        yield _("none of us has a tie to anybody there; write one down with `relmap know MEMBER PERSON --level 1`")
    if matrix.rows and matrix.unfilled:
        roles = listed([in_words("role", role) for role in matrix.unfilled])
        yield _("required roles that nobody with a name fills, each of which counts as 0: {roles}").format(roles=roles)


def _say_matrix(book: Book, result: CoverageResult) -> None:
    members = result.matrix.members
    say()
    columns = (
        pgettext("column", "who"),
        pgettext("column", "stance"),
        *(named(book, f"team/{member}") for member in members),
        pgettext("column", "covered"),
        pgettext("column", "last touch"),
    )
    table(columns, [_cells(book, row, members) for row in result.rows], [_style(row) for row in result.rows])
    hidden = len(result.matrix.rows) - len(result.rows)
    thread = figure(book.settings.strength.thread)
    legend = _("* key player; in a cell strength, level>level wanted; ! the only thread (a tie of {thread} or more)")
    prose(legend.format(thread=thread), "dim")
    if hidden:
        others = ngettext(
            "{n} person whom none of us knows is not shown: --all",
            "{n} people whom none of us knows are not shown: --all",
            hidden,
        )
        prose(others.format(n=hidden), "dim")


def _cells(book: Book, row: Row, members: tuple[str, ...]) -> list[str]:
    standing = row.standing
    return [
        # Without a space, at which a narrow column would break and leave the mark alone.
        f"{'*' if standing.is_key_player else ''}{named(book, row.ref)}",
        "?" if standing.stance is None else f"{standing.stance:+}" if standing.stance else "0",
        *(_cell(row, row.ties.get(member)) for member in members),
        f"{row.coverage:.0%}",
        on_day(row.last_touch) if row.last_touch else _("never"),
    ]


def _cell(row: Row, tie: Tie | None) -> str:
    if tie is None:
        return ""
    known_by = tie.known_by
    level = "" if known_by is None or known_by.level is None else str(known_by.level)
    wanted = "" if known_by is None or known_by.target is None else f">{known_by.target}"
    mark = "!" if row.single_thread == tie.member else ""
    return " ".join(filter(None, (figure(tie.value) + mark, level + wanted)))


def _style(row: Row) -> str:
    if row.standing.is_key_player and not row.threads:
        return "bad"
    return "warn" if row.single_thread else ""


def _say_loss(book: Book, loss: Loss) -> None:
    member = named(book, f"team/{loss.member}")
    before_after = _change(_percent(loss.before), _percent(loss.after))
    say(_("Without {member}: coverage {change}").format(member=member, change=before_after), "strong")
    if loss.people:
        say()
        columns = (
            pgettext("column", "to hand over"),
            pgettext("column", "why"),
            pgettext("column", "strength"),
            pgettext("column", "covered"),
            pgettext("column", "next best of us"),
        )
        table(columns, [_hand_over(book, one) for one in loss.people])
    else:
        said = _("Nothing to hand over: nobody there is known to {member} better than to any other of us.")
        prose(said.format(member=member))
    if loss.paths:
        say()
    for change in loss.paths:
        prose(_path_change(book, change), indent=2)


def _hand_over(book: Book, one: HandOver) -> list[str]:
    best = one.next_best
    only = _("only tie") if best is None else _("only thread") if one.is_only_thread else _("strongest tie")
    return [
        named(book, one.row.ref),
        only,
        figure(one.tie.value),
        _change(f"{one.row.coverage:.0%}", f"{one.after:.0%}"),
        f"{named(book, f'team/{best.member}')} {figure(best.value)}" if best else _("nobody"),
    ]


def _path_change(book: Book, change: PathChange) -> str:
    target = named(book, change.person)
    if change.before is None:
        return _("Best path to {person}: none, as before").format(person=target)
    before = _path(book, change.before)
    if change.before == change.after:
        return _("Best path to {person}: stays {before}").format(person=target, before=before)
    if change.after is None:
        return _("Best path to {person}: {before}; then none is left").format(person=target, before=before)
    after = _path(book, change.after)
    return _("Best path to {person}: {before}; then {after}").format(person=target, before=before, after=after)


def _path(book: Book, path: BestPath) -> str:
    through = " > ".join(named(book, node) for node in path.nodes[:-1])
    return _("{score} through {people}").format(score=figure(path.score), people=through)


def _change(before: str, after: str) -> str:
    return f"{before} -> {after}"


def _percent(coverage: Coverage) -> str:
    said = _("{value} (with supporters {supportive})")
    return said.format(value=f"{coverage.value:.0%}", supportive=f"{coverage.supportive:.0%}")
