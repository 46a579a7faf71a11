"""The gaps as GitHub's workflow commands, which it shows beside the lines of the files."""

from collections.abc import Iterable

from relmap.cli.gap_places import Place, Placed, PlacedWaiver
from relmap.cli.output import say

_LEVELS = {"critical": "error", "high": "error", "medium": "warning", "low": "notice"}


def say_commands(gaps: Iterable[Placed], waivers: Iterable[PlacedWaiver]) -> None:
    for _, gap, place in gaps:
        title = f"{gap.code} {gap.name}"
        say(_command(_LEVELS[gap.severity], place, title, f"{gap.message}\nNext: {gap.do_next}"))
    for code, _, fault, place in waivers:
        say(_command("warning", place, code, fault))


def _command(level: str, place: Place, title: str, message: str) -> str:
    properties = f"file={_property(place.file)},line={place.line},title={_property(title)}"
    return f"::{level} {properties}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
