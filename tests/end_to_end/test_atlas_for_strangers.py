"""A redacted atlas."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.cli.runner import HOTEL, Runner
from tests.end_to_end.atlases import broken_links

EXAMPLES = HOTEL.parent


@pytest.mark.parametrize("book", ["hotel", "manufacturer"])
@pytest.mark.parametrize("language", ["en", "th", "zh"])
def test_a_redacted_atlas_holds_nothing_private(book: str, language: str, site: Path, tmp_path: Path) -> None:
    shutil.copytree(EXAMPLES / book, tmp_path / "book")
    relmap = Runner(tmp_path / "book")
    relmap.tell("atlas", "-o", site, "--redact", "--lang", language)
    said = "\n".join(page.read_text("utf-8") for page in site.rglob("*") if page.is_file())
    private = sorted({text for text in _private(relmap.folder) if len(text) > 1})
    assert len(private) > 40
    assert [text for text in private if re.search(rf"(?<!\w){re.escape(text)}(?!\w)", said)] == []
    assert broken_links(site) == []
    assert not list(site.rglob("gaps.html"))
    assert "<svg" in said


def _private(book: Path) -> Iterator[str]:
    people = [*book.glob("team/*.yaml"), *book.glob("accounts/*/people/*.yaml")]
    for file in people:
        yield file.stem
    kept = ("title", "department", "roles", "status", "influence", "stance", "seniority", "reports_to", "champion")
    for file in people:
        for key, value in yaml.safe_load(file.read_text("utf-8")).items():
            if key not in kept:
                yield from _texts(value)
    for file in (*book.glob("accounts/*/touches/*.yaml"), *book.glob("accounts/*/deals/*.yaml")):
        yield from _texts(yaml.safe_load(file.read_text("utf-8")), under=("note", "notes", "what", "goal"))


def _texts(value: Any, under: tuple[str, ...] = ()) -> Iterator[str]:
    if isinstance(value, dict):
        for key, one in value.items():
            if key not in ("kind", "channel", "member", "to", "level", "target") and (not under or key in under):
                yield from _texts(one)
            elif isinstance(one, (dict, list)):
                yield from _texts(one, under)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one, under)
    elif isinstance(value, str) and not under:
        yield value
