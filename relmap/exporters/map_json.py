"""A map as JSON, for other programs: everything on it, in English keys that stay."""

import json
from dataclasses import asdict
from datetime import date
from typing import Any

from relmap.analysis.map_contents import Arrow, Card, Cell, MapContents
from relmap.model.text import is_control

SCHEMA = "relmap.map/1"


def map_json(contents: MapContents) -> str:
    """One document; people and ties come in the order of their references. docs/format.md says what stands in it."""
    with_change = contents.since is not None
    document = {
        "schema": SCHEMA,
        "today": contents.today,
        "account": contents.account,
        "deal": contents.deal or None,
        "view": contents.view,
        "title": contents.title,
        "subtitle": contents.subtitle,
        "commit": contents.commit or None,
        **({"committed": contents.committed} if contents.committed else {}),
        **(_since(contents) if contents.since else {}),
        "coverage": contents.coverage and contents.coverage._asdict(),
        "people": [_person(card, with_change=with_change) for card in contents.cards],
        "ties": [_tie(arrow, with_change=with_change) for arrow in contents.arrows],
        "departments": [{"name": group.name, "people": group.cards} for group in contents.groups],
        "cells": [_cell(cell, with_change=with_change) for cell in contents.cells],
        "unplaced": contents.unplaced,
        "left_out": contents.left_out,
    }
    text = json.dumps(document, ensure_ascii=False, indent=2, default=_day)
    # What cannot be UTF-8, or hides something where the file is shown, is escaped, as JSON may do with every letter.
    return "".join(letter if _is_plain(letter) else f"\\u{ord(letter):04x}" for letter in text) + "\n"


def _since(contents: MapContents) -> dict[str, Any]:
    """From when on changes are shown, and what they are of the account and the deal themselves."""
    since = contents.since and contents.since._asdict()
    return {"since": since, "changes": contents.changes, "uncompared": contents.uncompared}


def _person(card: Card, *, with_change: bool) -> dict[str, Any]:
    said = asdict(card)
    del said["folded"]  # only pictures have cards of whole departments
    texts = [one.text for one in card.changes]
    changed = _changed(said, dict(card.was) or None, with_change=with_change)
    if with_change:
        changed["changes"] = texts
    del said["changes"]
    return {"ref": said.pop("key"), "on_path": said.pop("lit"), **said, **changed}


def _tie(arrow: Arrow, *, with_change: bool) -> dict[str, Any]:
    said = asdict(arrow)
    was = None if arrow.was is None else {"strength": arrow.was}
    changed = _changed(said, was, with_change=with_change)
    return {"on_path": said.pop("lit"), **said, **changed}


def _cell(cell: Cell, *, with_change: bool) -> dict[str, Any]:
    said = asdict(cell)
    changed = _changed(said, cell.was and cell.was._asdict(), with_change=with_change)
    return {**said, **changed}


def _changed(said: dict[str, Any], was: Any, *, with_change: bool) -> dict[str, Any]:
    """What changed goes out of `said`; it is told on a map that shows changes."""
    change = said.pop("change") or None
    del said["was"]
    return {"change": change, "was": was} if with_change else {}


def _day(value: object) -> str:
    assert isinstance(value, date)
    return value.isoformat()


def _is_plain(letter: str) -> bool:
    return letter == "\n" or (not is_control(letter) and not "\ud800" <= letter <= "\udfff")
