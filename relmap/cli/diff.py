"""`relmap diff`: what changed between two states of the book, and what it means."""

from collections.abc import Collection
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from relmap.analysis.differences.effect import Days
from relmap.cli import completion
from relmap.cli.options import Account, Json
from relmap.cli.output import print_json, say, warn
from relmap.cli.session import Session
from relmap.cli.shared import shared
from relmap.errors import BookMoved, BookNotFound, NoBookNow, NoBookThen, NoFilesInBare, NothingAfterInBare, NotTogether
from relmap.model.saying import _
from relmap.model.text import visible
from relmap.storage.book_files import BookFiles
from relmap.storage.layout import SETTINGS_FILE, account_of_path, find_book, named_book, place_of
from relmap.storage.reader import Loaded
from relmap.usecases.diff import DiffResult, diff
from relmap.usecases.diff_json import to_json
from relmap.usecases.diff_sides import Side, State, Unread
from relmap.usecases.diff_words import unread_in_words

if TYPE_CHECKING:
    from relmap.storage.git_history import Revision

EXAMPLES = """
relmap diff
relmap diff 2026-09-30
relmap diff q3..HEAD --account siam-grand
relmap diff main...new-contacts --markdown
relmap diff q3 2026-10-31 --json
"""

_LATEST = "HEAD"


class Asked(NamedTuple):
    """The two states as they were typed; "" for the files as they are. `fork`: from where the two went apart."""

    before: str = _LATEST
    after: str = ""
    fork: bool = False


def run(
    ctx: typer.Context,
    before: Annotated[
        str | None,
        typer.Argument(
            metavar="[A]",
            help="A commit, tag, branch or day; or A..B, A...B. [default: HEAD]",
            autocompletion=completion.revisions,
        ),
    ] = None,
    after: Annotated[
        str | None,
        typer.Argument(
            metavar="[B]",
            help="The other one. [default: the files as they are]",
            autocompletion=completion.revisions,
        ),
    ] = None,
    account: Account = None,
    own_days: Annotated[
        bool, typer.Option("--own-days", help="Weigh each state for its own day, so that time passing counts, too.")
    ] = False,
    effect: Annotated[
        bool, typer.Option("--effect/--no-effect", help="What the changes mean for each account.")
    ] = True,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit with 1 where anything changed.")] = False,
    markdown: Annotated[bool, typer.Option("--markdown", help="For a pull request: parts that fold.")] = False,
    as_json: Json = False,
) -> None:
    """Show what changed in the book, in the words of the field, and what it means.

    Without anything, from the last commit to the files as they are; with A, from A to them. A..B goes from A to B, and
    A...B from where the two went apart to B, as a pull request shows it. A day means the last commit of that day.
    Formatting is no change, and neither is a new id where the content says who it is. What notes say is not shown.
    """
    if markdown and as_json:
        raise NotTogether(first="--json", second="--markdown", reason=_("an answer has one form"))
    asked = asked_for(before, after)
    session = _session(ctx, asked)
    try:
        result = _result(session, asked, account=account, own_days=own_days, with_effect=effect)
    except NoBookThen as error:
        raise _mended(error) from None
    for line in unread_in_words(result):
        warn(line)
    if as_json:
        print_json(to_json(result))
    elif markdown:
        from relmap.exporters.diff_markdown import diff_markdown

        say(diff_markdown(result), ending="")
    else:
        from relmap.cli.diff_text import say_diff

        say_diff(result)
    if exit_code and result.is_any:
        raise typer.Exit(1)


def asked_for(before: str | None, after: str | None) -> Asked:
    """What git means by the same; a side left out of a range is HEAD."""
    if before is None:
        return Asked()
    if after is not None:
        return Asked(before, after)
    for sign in ("...", ".."):
        first, found, second = before.partition(sign)
        if found:
            return Asked(first or _LATEST, second or _LATEST, fork=sign == "...")
    return Asked(before)


def _session(ctx: typer.Context, asked: Asked) -> Session:
    options = shared(ctx)
    absent = _without_files(options.get("book"))
    if absent and not asked.after:
        raise absent
    if absent:
        # Without files, the settings are those of the later state; the facts are still weighed for today.
        options.setdefault("today", date.today().isoformat())
        options["at"] = asked.after
    try:
        return Session.of(ctx)
    except NoBookThen as error:
        raise _mended(error) from None


def _without_files(book: Path | None) -> NothingAfterInBare | NoBookNow | None:
    """Why there is nothing but commits to compare: a bare repository, or a named folder without a book now."""
    try:
        find_book(Path.cwd(), book)
    except NoFilesInBare as error:
        return NothingAfterInBare(folder=error.folder)
    except BookNotFound:
        named = named_book(Path.cwd(), book)
        return NoBookNow(folder=str(named)) if named else None
    return None


def _mended(error: NoBookThen) -> NoBookThen | BookMoved:
    """To name the other folder does not help: the other state has no book there."""
    if not error.found:
        return error
    return BookMoved(commit=error.commit, day=error.day, folder=error.folder, found=error.found[0])


def _result(session: Session, asked: Asked, *, account: str | None, own_days: bool, with_effect: bool) -> DiffResult:
    from relmap.storage.git_changes import accounts_of, common_commit, files_touched
    from relmap.storage.git_history import resolve
    from relmap.storage.git_place import git_place
    from relmap.storage.own_keys import own_keys
    from relmap.storage.snapshot import Snapshot

    place = git_place(session.root)
    old = resolve(place.folder, asked.before, today=session.today)
    new = resolve(place.folder, asked.after, today=session.today) if asked.after else None
    if new is not None and asked.fork:
        old = common_commit(place, old, new)
    earlier = Snapshot(place, old)
    files: tuple[BookFiles, BookFiles] = (earlier, Snapshot(place, new) if new else session.workspace)
    differing = files_touched(earlier.place, old, new)
    touched = accounts_of(differing)
    # One that is gone has an id only in the past.
    scope = "" if account is None else account if account in (touched or ()) else session.account(account)
    wanted = None if touched is None else [*touched, *filter(None, [scope])]
    earlier_state = _state(asked.before, old, session)._replace(parted_from=asked.after if asked.fork else "")
    sides = [
        side_of(source.load(wanted, both_ways=True), state, differing)._replace(
            own_keys=own_keys(source.source, differing)
        )
        for source, state in zip(files, (earlier_state, _state(asked.after, new, session)), strict=True)
    ]
    days = Days(*(side.state.day if own_days else session.today for side in sides))
    return diff(*sides, days=days, touched=touched, account=scope, with_effect=with_effect)


def _state(asked: str, revision: "Revision | None", session: Session) -> State:
    if revision is None:
        return State(asked="", commit="", day=session.today)
    return State(asked=asked, commit=revision.commit, day=revision.day)


def side_of(loaded: Loaded, state: State, differing: Collection[str] | None = None) -> Side:
    """A side with what of it cannot be read, of the files `differing`; None stands for all files.

    Settings that cannot be read are told among the records that cannot.
    """
    files = {problem.file for problem in loaded.problems if problem.severity == "error"}
    broken = loaded.broken | ({("settings", "book")} if SETTINGS_FILE in files else frozenset())
    unread = {_unread(file, broken) for file in files if differing is None or _is_among(file, differing)}
    return Side(state, loaded.book, broken, tuple(sorted(unread)))


def _unread(file: str, broken: Collection[tuple[str, str]]) -> Unread:
    """The reference of the record in a file; the file itself where it can be none's."""
    place = place_of(file)
    is_record = place is not None and place.type != "settings" and (place.type, place.ref) in broken
    return Unread(place.ref if place and is_record else file, account_of_path(file))


def _is_among(file: str, paths: Collection[str]) -> bool:
    # A fault, and what git tells of, may each be that of a whole folder; a fault names what cannot be printed as shown.
    whole = [f"{visible(path).rstrip('/')}/" for path in paths]
    return any(path.startswith(f"{file}/") or f"{file}/".startswith(path) for path in whole)
