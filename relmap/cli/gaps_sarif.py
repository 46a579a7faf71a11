"""The gaps as SARIF 2.1.0, the format in which checkers hand their findings to code hosts and editors."""

import hashlib
import json
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from relmap import __version__
from relmap.analysis.gaps import RULES, Rule
from relmap.cli.gap_page import page_of
from relmap.cli.gap_places import Place, Placed, PlacedWaiver

_LEVELS = {"critical": "error", "high": "error", "medium": "warning", "low": "note"}
_WAIVER_RULES = {
    "waiver-expired": "a waiver has run out",
    "waiver-of-nothing": "a waiver is of no rule, or about nothing in the book",
}
_NUMBERS = {code: number for number, code in enumerate([*(rule.code for rule in RULES), *_WAIVER_RULES])}


def sarif(
    gaps: Iterable[Placed], waived: Iterable[Placed], waivers: Iterable[PlacedWaiver], *, deal: str | None
) -> dict[str, Any]:
    """One log with one run. Gaps that are waived are suppressed results, with the waiver's reason."""
    rules = [_rule(rule) for rule in RULES] + [_waiver_rule(code, what) for code, what in _WAIVER_RULES.items()]
    results = [_result(one, deal) for one in gaps] + [_suppressed(one, deal) for one in waived]
    return {
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "relmap", "version": __version__, "rules": rules}},
                "columnKind": "unicodeCodePoints",
                "results": [*results, *(_waiver_result(one) for one in waivers)],
            }
        ],
    }


def _rule(rule: Rule) -> dict[str, Any]:
    page = page_of(rule)
    # The page's first paragraph below "## What".
    first = page.split("\n\n")[2].replace("\n", " ")
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": _message(f"{rule.what[0].upper()}{rule.what[1:]}.")},
        "fullDescription": {"text": _message(first)},
        "help": {"text": _message(page), "markdown": _braces(page)},
    }


def _waiver_rule(code: str, what: str) -> dict[str, Any]:
    return {"id": code, "name": code, "shortDescription": {"text": f"{what[0].upper()}{what[1:]}."}}


def _result(placed: Placed, deal: str | None) -> dict[str, Any]:
    gap = placed.gap
    return {
        "ruleId": gap.code,
        "ruleIndex": _NUMBERS[gap.code],
        "level": _LEVELS[gap.severity],
        "rank": round(gap.score * 100, 6),
        "message": {"text": _message(f"{gap.message}. Next: {gap.do_next}")},
        "locations": [_location(placed.place, gap.about)],
        "partialFingerprints": _fingerprint(gap.code, placed.account, deal or "", *gap.about),
        "properties": {"account": placed.account, "severity": gap.severity, "about": list(gap.about)},
    }


def _suppressed(placed: Placed, deal: str | None) -> dict[str, Any]:
    reason = placed.gap.waiver.reason if placed.gap.waiver else ""
    return _result(placed, deal) | {
        "suppressions": [{"kind": "external", "status": "accepted", "justification": reason}]
    }


def _waiver_result(placed: PlacedWaiver) -> dict[str, Any]:
    waiver = placed.waiver
    return {
        "ruleId": placed.code,
        "ruleIndex": _NUMBERS[placed.code],
        "level": "warning",
        "message": {"text": _message(placed.fault)},
        "locations": [_location(placed.place, (waiver.about,))],
        "partialFingerprints": _fingerprint(placed.code, waiver.code, waiver.about),
    }


def _message(text: str) -> str:
    """A plain text message: nothing in it is a placeholder (3.11.5) or, like `[a](1)`, a link (3.11.6)."""
    return _braces(text).replace("](", "\\](")


def _braces(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


def _location(place: Place, about: Iterable[str]) -> dict[str, Any]:
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": quote(place.file), "uriBaseId": "%SRCROOT%"},
            "region": {"startLine": place.line},
        },
        "logicalLocations": [{"fullyQualifiedName": name} for name in about],
    }


def _fingerprint(*parts: str) -> dict[str, str]:
    """What makes a finding the same one tomorrow: neither its words, nor its score, nor its line."""
    return {"relmap/v1": hashlib.sha256(json.dumps(parts).encode()).hexdigest()}
