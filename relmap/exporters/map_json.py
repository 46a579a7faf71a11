"""A map as JSON, for other programs: everything on it, in English keys that stay."""

import json
from dataclasses import asdict
from datetime import date
from typing import Any

from relmap.analysis.map_contents import Arrow, Card, MapContents
from relmap.model.text import is_control

SCHEMA = "relmap.map/1"


def map_json(contents: MapContents) -> str:
    """One document; people and ties come in the order of their references. docs/format.md says what stands in it."""
    document = {
        "schema": SCHEMA,
        "today": contents.today,
        "account": contents.account,
        "deal": contents.deal or None,
        "view": contents.view,
        "title": contents.title,
        "subtitle": contents.subtitle,
        "commit": contents.commit or None,
        "coverage": contents.coverage and contents.coverage._asdict(),
        "people": [_person(card) for card in contents.cards],
        "ties": [_tie(arrow) for arrow in contents.arrows],
        "departments": [{"name": group.name, "people": group.cards} for group in contents.groups],
        "cells": [asdict(cell) for cell in contents.cells],
        "unplaced": contents.unplaced,
        "left_out": contents.left_out,
    }
    text = json.dumps(document, ensure_ascii=False, indent=2, default=_day)
    # What cannot be UTF-8, or hides something where the file is shown, is escaped, as JSON may do with every letter.
    return "".join(letter if _is_plain(letter) else f"\\u{ord(letter):04x}" for letter in text) + "\n"


def _person(card: Card) -> dict[str, Any]:
    said = asdict(card)
    del said["folded"]  # only pictures have cards of whole departments
    return {"ref": said.pop("key"), "on_path": said.pop("lit"), **said}


def _tie(arrow: Arrow) -> dict[str, Any]:
    said = asdict(arrow)
    return {"on_path": said.pop("lit"), **said}


def _day(value: object) -> str:
    assert isinstance(value, date)
    return value.isoformat()


def _is_plain(letter: str) -> bool:
    return letter == "\n" or (not is_control(letter) and not "\ud800" <= letter <= "\udfff")
