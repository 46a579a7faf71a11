"""`relmap coverage`: who of us knows whom at an account, and what losing one of us would cut."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from relmap.analysis.committee import BestPath
from relmap.analysis.coverage import Coverage
from relmap.analysis.coverage_matrix import CoverageMatrix, HandOver, Loss, Row, coverage_matrix, loss_without
from relmap.analysis.finding import deal_meant, find_member
from relmap.analysis.strength import Tie
from relmap.model.book import Book

SCHEMA = "relmap.coverage/1"


class CoverageResult(NamedTuple):
    """`rows` are those of the matrix that were asked for; `loss` is there if a member was named."""

    today: date
    matrix: CoverageMatrix
    rows: tuple[Row, ...]
    loss: Loss | None


def coverage(
    book: Book,
    account: str,
    *,
    today: date,
    deal: str | None = None,
    without_member: str | None = None,
    everybody: bool = False,
) -> CoverageResult:
    """The matrix of an account; deal and member are given as typed. Raises NobodyFound, Ambiguous or DealElsewhere.

    Without `everybody` only key players, and people whom one of us knows.
    """
    within = deal_meant(book, deal, account=account)
    member = None if without_member is None else find_member(book, without_member).id
    matrix = coverage_matrix(book, account, today=today, deal=within)
    return CoverageResult(
        today=today,
        matrix=matrix,
        rows=tuple(row for row in matrix.rows if everybody or row.is_shown),
        loss=None if member is None else loss_without(book, account, member, today=today, deal=within),
    )


def to_json(result: CoverageResult) -> dict[str, Any]:
    """The document of `relmap coverage --json`."""
    matrix = result.matrix
    return {
        "schema": SCHEMA,
        "today": result.today.isoformat(),
        "account": matrix.account,
        "deal": matrix.deal,
        "members": [f"team/{member}" for member in matrix.members],
        "people": [_row(row) for row in result.rows],
        "unfilled_roles": list(matrix.unfilled),
        "coverage": _coverage(matrix.coverage),
        "without_member": None if result.loss is None else loss_json(result.loss),
    }


def _row(row: Row) -> dict[str, Any]:
    return {
        "person": row.ref,
        "key_player": row.standing.is_key_player,
        "roles": list(row.standing.roles),
        "stance": row.standing.stance,
        "influence": row.standing.influence,
        "coverage": row.coverage,
        "single_thread": None if row.single_thread is None else f"team/{row.single_thread}",
        "last_touch": _day(row.last_touch),
        "ties": [_tie(tie) for tie in row.ties.values()],
    }


def _tie(tie: Tie) -> Mapping[str, Any]:
    """`declared` is what is left of it today."""
    return {
        "member": f"team/{tie.member}",
        "strength": tie.value,
        "declared": tie.faded,
        "observed": tie.observed,
        "level": tie.known_by.level if tie.known_by else None,
        "target": tie.known_by.target if tie.known_by else None,
        "last_touch": _day(tie.last_touch.on if tie.last_touch else None),
    }


def loss_json(loss: Loss) -> dict[str, Any]:
    """What losing a member cuts at one account, as every document has it."""
    return {
        "member": f"team/{loss.member}",
        "coverage": {"before": _coverage(loss.before), "after": _coverage(loss.after)},
        "people": [_hand_over(one) for one in loss.people],
        "paths": [
            {"person": change.person, "before": _path(change.before), "after": _path(change.after)}
            for change in loss.paths
        ],
    }


def _hand_over(one: HandOver) -> dict[str, Any]:
    best = one.next_best
    return {
        "person": one.row.ref,
        "strength": one.tie.value,
        "only_thread": one.is_only_thread,
        "coverage": {"before": one.row.coverage, "after": one.after},
        "lost": one.lost,
        "next_best": None if best is None else {"member": f"team/{best.member}", "strength": best.value},
    }


def _coverage(coverage: Coverage) -> dict[str, float]:
    return {"value": coverage.value, "supportive": coverage.supportive}


def _path(path: BestPath | None) -> dict[str, Any] | None:
    return None if path is None else {"score": path.score, "nodes": list(path.nodes)}


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
