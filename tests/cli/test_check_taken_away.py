"""Whoever is named and was taken away: `relmap check` tells both ends of it, for every field that can name somebody."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from relmap.model.fields import FIELDS
from relmap.model.kinds import Field, Listed, Mapped, Nested, Scalar
from tests.cli.runner import Runner
from tests.storage.repositories import commit, git, repository

HOME = "accounts/a"
GONE = {
    f"{HOME}/people/gone.yaml": "name: Gone\n",
    f"{HOME}/deals/lost.yaml": "name: Lost\n",
    "accounts/b/account.yaml": "name: B\n",
    "accounts/b/people/far.yaml": "name: Far\n",
    "team/old.yaml": "name: Old\n",
    "campaigns/past.yaml": "name: Past\n",
}
PERSON, DEAL, ACCOUNT = f"{HOME}/people/p.yaml", f"{HOME}/deals/d.yaml", f"{HOME}/account.yaml"
DIARY, CAMPAIGN = f"{HOME}/touches/2026-nok.yaml", "campaigns/c.yaml"
WAIVER = "    - {code: G104, reason: r, until: 2027-01-01, about: %s}\n"
TOUCH = "- {on: 2026-11-20, with: [%s], channel: visit, together: [%s], deal: %s, campaign: %s}\n"
STAYING = {
    "team/nok.yaml": "name: Nok\n",
    "relmap.yaml": "relmap: 1\ndefault_account: b\ngaps:\n  waivers:\n"
    + "".join(WAIVER % about for about in ("a/gone", "a/lost", "team/old", "gone", "b", "b/far")),
    ACCOUNT: "name: A\nowner: old\nparent: b\nreferred_by: a/gone\n",
    PERSON: "name: P\nreports_to: gone\nlinks:\n  - {to: gone, kind: friend}\n  - {to: b/far, kind: friend}\n"
    "known_by:\n  - {member: old, level: 1}\n",
    DEAL: "name: D\nowner: old\ncommittee:\n  - {person: gone}\n",
    DIARY: TOUCH % ("p, gone", "old", "lost", "past"),
    f"{HOME}/touches/2026-old.yaml": "- {on: 2026-11-20, with: [p], channel: visit}\n",
    CAMPAIGN: "name: C\nowner: old\npeople: [a/gone]\nresults:\n  - {person: b/far}\n",
}
NOBODY, LOST, B, FAR, OLD, PAST = GONE
WANTED = {
    "relmap.yaml": [(2, B), *enumerate((NOBODY, LOST, OLD, NOBODY, B, FAR), start=5)],
    ACCOUNT: [(2, OLD), (3, B), (4, NOBODY)],
    PERSON: [(2, NOBODY), (4, NOBODY), (5, FAR), (7, OLD)],
    DEAL: [(2, OLD), (4, NOBODY)],
    DIARY: [(1, NOBODY), (1, OLD), (1, LOST), (1, PAST)],
    f"{HOME}/touches/2026-old.yaml": [(1, OLD)],
    CAMPAIGN: [(2, OLD), (3, NOBODY), (5, FAR)],
}


@pytest.fixture
def book(tmp_path: Path) -> Path:
    folder = repository(tmp_path / "r") / "the [book] of *"
    folder.mkdir()
    commit(folder, STAYING | GONE, at="2026-11-19T12:00:00+0700")
    return folder


def _told(folder: Path) -> dict[str, list[tuple[int, str]]]:
    """By file the lines that name somebody who is not there, and which file went with which commit."""
    found: dict[str, list[tuple[int, str]]] = {}
    for problem in Runner(folder)("check", "--json").json["problems"]:
        if problem["code"] in ("dangling-reference", "waiver-of-nothing"):
            found.setdefault(problem["file"], []).append((problem["line"], problem["message"].rpartition(" (")[2]))
    return found


def _wanted(removal: str) -> dict[str, list[tuple[int, str]]]:
    said = f"{{}} went with commit {removal} of 2026-11-20)"
    return {file: [(line, said.format(path)) for line, path in ends] for file, ends in WANTED.items()}


def _sorted(told: dict[str, list[tuple[int, str]]]) -> dict[str, list[tuple[int, str]]]:
    return {file: sorted(ends) for file, ends in told.items()}


def test_every_reference_to_what_went_is_told_with_both_ends(book: Path) -> None:
    assert Runner(book).tell("check", "--fail-on", "error") is not None
    removal = commit(book, dict.fromkeys(GONE), at="2026-11-20T12:00:00+0700")[:7]
    assert _sorted(_told(book)) == _sorted(_wanted(removal))


def test_in_the_midst_of_a_merge_too(book: Path) -> None:
    git(book, "checkout", "--quiet", "-b", "topic")
    removal = commit(book, dict.fromkeys(GONE), at="2026-11-20T12:00:00+0700")[:7]
    git(book, "checkout", "--quiet", "main")
    commit(book, {"README.md": "x"}, at="2026-11-21T12:00:00+0700")
    git(book, "merge", "--quiet", "--no-commit", "topic")
    assert _sorted(_told(book)) == _sorted(_wanted(removal))


def test_every_field_that_can_name_somebody_is_among_these() -> None:
    named = {(type_, path) for type_, fields in FIELDS.items() for path in _referring(fields)}
    assert named == {
        ("settings", "default_account"),
        ("settings", "gaps.waivers.about"),
        ("account", "owner"),
        ("account", "parent"),
        ("account", "referred_by"),
        ("person", "reports_to"),
        ("person", "links.to"),
        ("person", "known_by.member"),
        ("deal", "owner"),
        ("deal", "committee.person"),
        ("touch", "with"),
        ("touch", "together"),
        ("campaign", "owner"),
        ("campaign", "people"),
        ("campaign", "results.person"),
    }, "write a new one into STAYING and WANTED, too"


def _referring(fields: tuple[Field, ...]) -> Iterator[str]:
    for field in fields:
        kind = field.kind
        while isinstance(kind, Listed | Mapped):
            kind = kind.item if isinstance(kind, Listed) else kind.value
        if isinstance(kind, Nested):
            yield from (f"{field.name}.{path}" for path in _referring(kind.fields))
        elif isinstance(kind, Scalar) and kind.refers_to:
            yield field.name
