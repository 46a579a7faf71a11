"""`relmap path`: how to reach whoever was asked for."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from relmap.analysis.actions import Action
from relmap.analysis.finding import deal_meant, described, find_member, find_person, one_person, people_meant
from relmap.analysis.path_question import PathQuestion
from relmap.analysis.paths import Path, PathAnswer, Step, find_paths
from relmap.errors import Ambiguous, HasLeft, NobodyFound, NotTogether
from relmap.model.book import Book
from relmap.model.records import Deal
from relmap.model.saying import _, name_of

SCHEMA = "relmap.path/1"


class PathResult(NamedTuple):
    """`answer` is about the target reached best; `others` about the further holders of the role, best first."""

    today: date
    account: str
    question: PathQuestion
    answer: PathAnswer
    others: tuple[PathAnswer, ...]


class WhatIf(NamedTuple):
    """What an answer assumes: each command with what it changes, in words; and the answer without that.

    `before` is None where `book`, as it is, does not tell who or what is meant.
    """

    assumed: Sequence[tuple[str, Sequence[str]]]
    book: Book
    before: PathResult | None


def path(
    book: Book,
    account: str,
    to: str,
    *,
    today: date,
    k: int | None = None,
    source: str | None = None,
    deal: str | None = None,
    without: Sequence[str] = (),
    most_steps: int | None = None,
    independent: bool = False,
    explain: bool = False,
) -> PathResult:
    """The best paths to `to`, as PathQuestion has it; people, members and deals are given as typed.

    Only a role may be held by several: then each is a target. Raises NobodyFound, Ambiguous, DealElsewhere, HasLeft or
    NotTogether.
    """
    if independent and most_steps is not None:
        raise NotTogether(
            first="--independent", second="--max-steps", reason=_("a set of short routes takes too long to find")
        )
    within = deal_meant(book, deal, account=account)
    targets = people_meant(book, to, account=account, deal=within)
    question = PathQuestion(
        source=None if source is None else _begins(book, source),
        deal=within,
        without=[_gone(book, text, account, within) for text in without],
        k=k,
        most_steps=most_steps,
        independent=independent,
        explain=explain,
    )
    answers = [find_paths(book, account, target.ref, question, today=today) for target in targets]
    # Targets come by reference, and sorting keeps the order of equals.
    first, *others = sorted(answers, key=lambda answer: -answer.score)
    return PathResult(today=today, account=account, question=question, answer=first, others=tuple(others))


def to_json(result: PathResult, what_if: WhatIf | None = None) -> dict[str, Any]:
    """The document of `relmap path --json`; `result` is the answer with what `what_if` assumes."""
    return {
        "schema": SCHEMA,
        "today": result.today.isoformat(),
        "account": result.account,
        "deal": result.question.deal.id if result.question.deal else None,
        **_answers(result),
        "max_steps": result.question.most_steps,
        "independent": result.question.independent,
        "what_if": _what_if(what_if) if what_if else None,
    }


def _what_if(what_if: WhatIf) -> dict[str, Any]:
    return {
        "assumed": [{"command": command, "changes": list(changes)} for command, changes in what_if.assumed],
        "before": _answers(what_if.before) if what_if.before else None,
    }


def _answers(result: PathResult) -> dict[str, Any]:
    return {**_answer(result.answer), "others": [_answer(other) for other in result.others]}


def _begins(book: Book, text: str) -> str:
    member = find_member(book, text)
    if member.has_left:
        raise HasLeft(person=name_of(member), ref=member.ref, text=text)
    return member.id


def _gone(book: Book, text: str, account: str, deal: Deal | None) -> str:
    """Who is left out: a person, else one of ours."""
    found = find_person(book, text, account=account, deal=deal).people
    if len(found) > 1:
        raise Ambiguous(what="people", text=text, found=[described(person) for person in found])
    if found:
        return found[0].ref
    try:
        return find_member(book, text).ref
    except NobodyFound:
        return one_person(book, text, account=account, deal=deal).ref


def _answer(answer: PathAnswer) -> dict[str, Any]:
    return {
        "target": answer.target,
        "paths": [_path(path) for path in answer.paths],
        "bottlenecks": [{"person": one.person, "loss": one.loss} for one in answer.bottlenecks],
        "action": _action(answer.action) if answer.action else None,
        "ours": _action(answer.ours) if answer.ours else None,
        "reachable": list(answer.reachable),
        "nearest": answer.nearest,
        "fewest_steps": answer.fewest_steps,
        "best_score": answer.score,
    }


def _path(path: Path) -> dict[str, Any]:
    return {
        "rank": path.rank,
        "score": path.score,
        "weakest": path.weakest,
        "steps": [_step(step) for step in path.steps],
    }


def _step(step: Step) -> dict[str, Any]:
    return {
        "from": step.source,
        "to": step.target,
        "kind": step.kind,
        "strength": step.strength,
        "carrier_factor": step.carrier_factor,
        "why": step.why,
        "declared": step.declared,
        "observed": step.observed,
    }


def _action(action: Action) -> dict[str, Any]:
    return {
        "kind": action.kind,
        "from": action.source,
        "to": action.target,
        "score": action.score,
        "sentence": action.sentence,
        "command": action.command,
    }
