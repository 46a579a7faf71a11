"""`relmap check`: every fault of the book, with its place and mend."""

import fnmatch
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from relmap.cli import completion
from relmap.cli.options import Json
from relmap.cli.output import print_json, say
from relmap.cli.session import Session
from relmap.cli.spelling import likeness, most_alike
from relmap.errors import RelmapError
from relmap.model.kinds import one_of
from relmap.model.problems import Problem
from relmap.model.saying import _, in_order, ngettext, on_day, remarked
from relmap.storage.layout import paths_of_ref, place_of
from relmap.storage.source import Source
from relmap.usecases.check import check

# It asks git, which only a fault that needs it does.
if TYPE_CHECKING:
    from relmap.storage.git_removals import Removal

EXAMPLES = """
relmap check
relmap check --fail-on error
relmap check --json
"""

_FAIL_ON = {"error": ("error",), "warning": ("error", "warning"), "never": ()}


def run(
    ctx: typer.Context,
    fail_on: Annotated[
        str,
        typer.Option(
            metavar="SEVERITY",
            help="Exit with 1 on an error only, on a warning too, or never.",
            autocompletion=completion.one_of(*_FAIL_ON),
        ),
    ] = "warning",
    as_json: Json = False,
) -> None:
    """Read the whole book and report every fault: files that cannot be read, references to nobody, people twice.

    Two records that look like one person are a warning, with the command that merges them. Exit status 0 where there
    is nothing to report, 1 where there is; with --fail-on error, warnings are shown and pass.
    """
    one_of("--fail-on", fail_on, list(_FAIL_ON))
    session = Session.of(ctx)
    problems = check(session.files, today=session.today, likeness=likeness, nearest=most_alike)
    if any(problem.missing for problem in problems):
        problems = _with_removals(session, problems)
    if not session.past:
        problems = _unmerged(session.root) + problems
    if as_json:
        print_json(session.document({"schema": "relmap.check/1", "problems": [_json(problem) for problem in problems]}))
    else:
        _say(problems)
    if any(problem.severity in _FAIL_ON[fail_on] for problem in problems):
        raise typer.Exit(1)


def _unmerged(book: Path) -> list[Problem]:
    from relmap.storage.git_unmerged import taken_away_by_one_side

    return taken_away_by_one_side(book)


def _with_removals(session: Session, problems: list[Problem]) -> list[Problem]:
    """Beside who names somebody who is not there, what took them away: mostly that came with a merge."""
    from relmap.storage.git_place import git_place
    from relmap.storage.git_removals import removals

    patterns = [paths_of_ref(*problem.missing) if problem.missing else () for problem in problems]
    asked = {path for paths in patterns for path in paths}
    try:
        past = session.past
        gone = removals(past.place, asked, past.revision.commit) if past else removals(git_place(session.root), asked)
    except RelmapError:  # whatever keeps git from telling, the faults are to be told
        return problems
    return [
        _with_removal(problem, gone, paths, session.files.source)
        for problem, paths in zip(problems, patterns, strict=True)
    ]


def _with_removal(problem: Problem, gone: "Mapping[str, Removal]", patterns: Sequence[str], source: Source) -> Problem:
    """With what became of whom it misses: taken away, or under another id now."""
    path = _first(gone, patterns)
    if not path:
        return problem
    one = gone[path]
    there = place_of(one.now) if one.now and _is_there(source, one.now) else None
    said = _("{path} went with commit {commit} of {day}")
    if there is not None:
        said = _("{path} is {now} since commit {commit} of {day}")
    remark = said.format(path=path, now=one.now, commit=one.commit, day=on_day(one.day))
    mend = problem.mend if there is None else _("write {ref} in its place").format(ref=there.ref)
    return replace(problem, message=remarked(problem.message, remark), mend=mend)


def _is_there(source: Source, path: str) -> bool:
    try:
        source.read(path)
    except OSError:
        return False
    return True


def _first(paths: Iterable[str], patterns: Sequence[str]) -> str:
    """The first path that one of these stands for, or ""."""
    known = list(paths)
    for pattern in patterns:
        found = fnmatch.filter(known, pattern) if "*" in pattern else [pattern] if pattern in known else []
        if found:
            return found[0]
    return ""


def _say(problems: list[Problem]) -> None:
    for problem in problems:
        style = "bad" if problem.severity == "error" else "warn"
        say(f"{problem.place}: {problem.severity}: {problem.message}; {problem.mend} [{problem.code}]", style)
        if problem.source:
            say(f"    {problem.source}", "dim")
    errors = sum(problem.severity == "error" for problem in problems)
    if problems:
        say(in_order([_errors(errors), _warnings(len(problems) - errors)]))
    else:
        say(_("no faults found"))


def _errors(number: int) -> str:
    return ngettext("{n} error", "{n} errors", number).format(n=number)


def _warnings(number: int) -> str:
    return ngettext("{n} warning", "{n} warnings", number).format(n=number)


def _json(problem: Problem) -> dict[str, Any]:
    keys = ("severity", "code", "file", "line", "column", "message", "mend")
    return {key: getattr(problem, key) for key in keys}
