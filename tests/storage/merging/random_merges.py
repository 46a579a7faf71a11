"""Merges of two branches of random edits with real git, and whether they came out as they must."""

import random
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import yaml

from relmap.storage.git_setup import settings
from tests.cli.runner import HOTEL, Runner
from tests.end_to_end.command import environment
from tests.storage.merging.expectation import OPEN, Facts, dangling, expected, facts_of, texts_of, touches_of
from tests.storage.merging.random_edits import PEOPLE, Editor, comments_of

_MARKS = re.compile(r"^<{7}.*?\n(.*?)^={7}\n(.*?)^>{7}.*?\n", re.MULTILINE | re.DOTALL)
_RENAMED = re.compile(rf"\b({'|'.join(PEOPLE)})(?:-[ab])+\b")


class Verdict(NamedTuple):
    """What became of one merge, and whether a conflict is `meant`; `faults` says what is wrong with it.

    `dangling` is the number of references to nobody that it left, all of which `relmap check` tells of.
    """

    conflict: bool
    meant: bool
    faults: tuple[str, ...]
    dangling: int = 0

    @property
    def false_conflict(self) -> bool:
        return self.conflict and not self.meant


class Merges:
    """A repository with the hotel's book; every merge starts from its first commit."""

    def __init__(self, folder: Path, program: str) -> None:
        self._folder = folder
        self._driver = ["-c", f"merge.relmap.driver={settings(program)['merge.relmap.driver']}"]
        shutil.copytree(HOTEL, folder)
        self.git("init", "-q", "-b", "main")
        for name, value in {"user.name": "n", "user.email": "n@example.org", "gc.auto": "0"}.items():
            self.git("config", name, value)
        Runner(folder)("git", "setup")
        self.git("config", "--remove-section", "merge.relmap")
        self._commit("base")
        self._base = texts_of(folder)

    def git(self, *arguments: str) -> int:
        return subprocess.run(
            ["git", *arguments], cwd=self._folder, env=environment(), capture_output=True, check=False
        ).returncode

    def _commit(self, name: str) -> dict[str, str]:
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", name)
        self.git("tag", "-f", name)
        return texts_of(self._folder)

    def _branch(self, rng: random.Random, name: str, subjects: list[str]) -> dict[str, str]:
        self.git("checkout", "-q", "-f", "--detach", "base")
        editor = Editor(Runner(self._folder), rng, name, subjects)
        for _ in range(rng.randint(1, 6)):
            editor.edit()
        return self._commit(name)

    def run(self, seed: int) -> tuple[Verdict, Verdict]:
        """The verdicts on the merge of two branches: with relmap as git's driver, and with git alone."""
        rng = random.Random(seed)
        subjects = rng.sample(PEOPLE, rng.randint(1, 4))
        ours, theirs = (self._branch(rng, name, subjects) for name in ("a", "b"))
        return self._merged(ours, theirs, self._driver), self._merged(ours, theirs, [])

    def _merged(self, ours: dict[str, str], theirs: dict[str, str], driver: list[str]) -> Verdict:
        self.git("checkout", "-q", "-f", "--detach", "a")
        status = self.git(*driver, "merge", "-q", "--no-edit", "b")
        found = texts_of(self._folder)
        told = self._told_as_dangling() if driver and status == 0 else None
        self.git("reset", "-q", "--hard")
        if status not in (0, 1):
            return Verdict(True, False, (f"git ended with {status}",))
        verdict = judged(self._base, ours, theirs, found, conflict=status == 1)
        if told is None or told == dangling(found):
            return verdict._replace(dangling=sum((told or {}).values()))
        return verdict._replace(faults=(*verdict.faults, f"check told of {told}, not of {dangling(found)}"))

    def _told_as_dangling(self) -> Counter[str]:
        problems = Runner(self._folder)("check", "--json").json["problems"]
        return Counter(problem["file"] for problem in problems if problem["code"] == "dangling-reference")


def judged(
    base: dict[str, str], ours: dict[str, str], theirs: dict[str, str], found: dict[str, str], *, conflict: bool
) -> Verdict:
    """Whether `found` is what the merge of three books must be."""
    mendable = touches_of(base)
    before = facts_of(base, mendable)
    whole = _open_to_git(base, before, ours, theirs)
    ours, theirs, found = (_as_named_in_the_base(texts) for texts in (ours, theirs, found))
    wanted = expected(before, facts_of(ours, mendable), facts_of(theirs, mendable)) | whole
    meant = OPEN in wanted.values()
    try:
        one, two = (facts_of(_decided(found, side), mendable) for side in (1, 2))
    except yaml.YAMLError as error:
        return Verdict(conflict, meant, (f"broken: {error}",))
    # Where a question was left open, one of its answers must be the right one.
    second = set(_differences(wanted, two))
    faults = [fault for fault in _differences(wanted, one) if fault in second or not conflict]
    if OPEN in wanted.values() and not conflict:
        faults.append("guessed: " + "; ".join(" ".join(place) for place, fact in wanted.items() if fact == OPEN))
    faults += _lost_comments(base, ours, theirs, found)
    return Verdict(conflict, meant, tuple(dict.fromkeys(faults)))


def _decided(texts: dict[str, str], side: int) -> dict[str, str]:
    """The texts with every conflict decided for ours (1) or theirs (2)."""
    return {path: _MARKS.sub(lambda hit: hit[side], text) for path, text in texts.items()}


def _as_named_in_the_base(texts: dict[str, str]) -> dict[str, str]:
    """Whoever was renamed goes by the old id, as a file and wherever somebody names them."""
    return {_RENAMED.sub(r"\1", path): _RENAMED.sub(r"\1", text) for path, text in texts.items()}


def _open_to_git(base: dict[str, str], facts: Facts, ours: dict[str, str], theirs: dict[str, str]) -> Facts:
    """What is open because of whole files: one that both sides renamed, or that one took out and the other touched."""
    sides = []
    for texts in (ours, theirs):
        renamed = {_RENAMED.sub(r"\1", path): text for path, text in texts.items() if _RENAMED.search(path)}
        touched = {path for path, text in base.items() if texts.get(path, text) != text}
        gone = {path for path in base if path not in texts and path not in renamed}
        sides.append((set(renamed), touched, gone))
    (renamed, touched, gone), (renamed_there, touched_there, gone_there) = sides
    whole = renamed & renamed_there | gone & (renamed_there | touched_there) | gone_there & (renamed | touched)
    return {place: OPEN for place in facts if place[0] in whole}


def _differences(wanted: Facts, found: Facts) -> Iterable[str]:
    for place in {**wanted, **found}:
        if wanted.get(place) != OPEN and wanted.get(place) != found.get(place):
            yield f"not {wanted.get(place)}: {' '.join(place)}"


def _lost_comments(
    base: dict[str, str], ours: dict[str, str], theirs: dict[str, str], found: dict[str, str]
) -> Iterable[str]:
    before, one, two = (_comments(texts) for texts in (base, ours, theirs))
    now = "\n".join(_comments(found))
    for comment in {**one, **two}:
        kept = comment in one and comment in two
        if (kept or comment not in before) and comment not in now:
            yield f"lost the comment {comment}"


def _comments(texts: dict[str, str]) -> Counter[str]:
    return Counter(mark for text in texts.values() for mark in comments_of(text))
