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
from tests.storage.merging.crowds import NOTHING, Item, truth_of
from tests.storage.merging.expectation import (
    OPEN,
    Facts,
    Known,
    dangling,
    decided,
    expected,
    facts_of,
    keyed_items,
    known_of,
    texts_of,
)
from tests.storage.merging.random_edits import OTHERS, PEOPLE, Editor, comments_of

_RENAMED = re.compile(rf"\b({'|'.join((*PEOPLE, *OTHERS))})(?:-[ab])+\b")

_MARK = re.compile(r"\bc\d+n\b")  # as random edits write them into each comment
_COMMENT = re.compile(r"(?:^|(?<=\s))# .*c\d+n$|^\s*#.*$")


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

    def _branch(self, rng: random.Random, name: str, subjects: list[str], edits: int) -> dict[str, str]:
        self.git("checkout", "-q", "-f", "--detach", "base")
        editor = Editor(Runner(self._folder), rng, name, subjects)
        for _ in range(rng.randint(1, edits)):
            editor.edit()
        return self._commit(name)

    def run(self, seed: int, *, people: int = 4, edits: int = 6) -> tuple[Verdict, Verdict]:
        """The verdicts on the merge of two branches: with relmap as git's driver, and with git alone.

        Each has one to `edits` edits, of one to `people` people in common.
        """
        rng = random.Random(seed)
        subjects = rng.sample(PEOPLE, rng.randint(1, people))
        ours, theirs = (self._branch(rng, name, subjects, edits) for name in ("a", "b"))
        return self._merged(ours, theirs, self._driver), self._merged(ours, theirs, [])

    def _merged(self, ours: dict[str, str], theirs: dict[str, str], driver: list[str]) -> Verdict:
        self.git("checkout", "-q", "-f", "--detach", "a")
        status = self.git(*driver, "merge", "-q", "--no-edit", "b")
        found = texts_of(self._folder)
        told = self._told_as_dangling() if driver and status == 0 else Counter()
        self.git("reset", "-q", "--hard")
        if status not in (0, 1):
            return Verdict(True, False, (f"git ended with {status}",))
        verdict = judged(self._base, ours, theirs, found, conflict=status == 1)
        if verdict.faults or verdict.conflict or not driver or told == dangling(found):
            return verdict._replace(dangling=told.total())
        return verdict._replace(faults=(f"check told of {told}, not of {dangling(found)}",))

    def _told_as_dangling(self) -> Counter[str]:
        problems = Runner(self._folder)("check", "--json").json["problems"]
        return Counter(problem["file"] for problem in problems if problem["code"] == "dangling-reference")


def judged(
    base: dict[str, str], ours: dict[str, str], theirs: dict[str, str], found: dict[str, str], *, conflict: bool
) -> Verdict:
    """Whether `found` is what the merge of three books must be."""
    given = ours, theirs
    ours, theirs, found = (_as_named_in_the_base(texts) for texts in (ours, theirs, found))
    try:
        sides = [_decided(found, side) for side in (1, 2)]
        known = known_of(base, ours, theirs, *sides)
        one, two = (facts_of(side, known) for side in sides)
    except yaml.YAMLError as error:
        return Verdict(conflict, True, (f"broken: {error}",))
    before = facts_of(base, known)
    wanted = expected(before, facts_of(ours, known), facts_of(theirs, known))
    wanted = _with_crowds(known, wanted, [keyed_items(texts) for texts in (base, ours, theirs)], one, conflict=conflict)
    wanted |= _open_to_git(base, before, *given)
    meant = OPEN in wanted.values()
    # Where a question was left open, one of its answers must be the right one.
    second = set(_differences(wanted, two))
    faults = [fault for fault in _differences(wanted, one) if fault in second or not conflict]
    if meant and not conflict:
        faults.append("guessed: " + "; ".join(" ".join(place) for place, fact in wanted.items() if fact == OPEN))
    faults += _lost_comments(base, ours, theirs, found)
    faults += [] if conflict else _misplaced_comments(base, ours, theirs, found)
    return Verdict(conflict, meant, tuple(dict.fromkeys(faults)))


def _with_crowds(
    known: Known,
    wanted: Facts,
    versions: list[dict[tuple[str, ...], list[Item]]],
    found: Facts,
    *,
    conflict: bool,
) -> Facts:
    """The facts with those of items that share what they are told apart by; of what may come out, that which did."""
    facts = {place: fact for place, fact in wanted.items() if place not in known.crowds}
    for place in known.crowds:
        truth = truth_of(*(items.get(place, []) for items in versions))
        outcome = found.get(place, NOTHING)
        is_open = truth.open and (conflict or outcome not in truth.outcomes)
        fact = OPEN if is_open or wanted.get(place[:1]) == OPEN else outcome if truth.open else min(truth.outcomes)
        if fact != NOTHING:
            facts[place] = fact
    return facts


def _decided(texts: dict[str, str], side: int) -> dict[str, str]:
    """The texts with every conflict decided for ours (1) or theirs (2)."""
    return {path: decided(text, side) for path, text in texts.items()}


def _as_named_in_the_base(texts: dict[str, str]) -> dict[str, str]:
    """Whoever was renamed goes by the old id, as a file and wherever somebody names them."""
    found: dict[str, str] = {}
    for path, text in texts.items():
        old = _RENAMED.sub(r"\1", path)
        # Two diaries, where somebody began theirs on one side and has another id on the other.
        found[old] = found.get(old, "") + _RENAMED.sub(r"\1", text)
    return found


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


def _misplaced_comments(
    base: dict[str, str], ours: dict[str, str], theirs: dict[str, str], found: dict[str, str]
) -> Iterable[str]:
    before, one, two, now = (_comments(texts) for texts in (base, ours, theirs, found))
    for comment, times in now.items():
        if times > max(one[comment], two[comment], 1):
            yield f"doubled the comment {comment}"
        if comment in before and 0 in (one[comment], two[comment]):
            yield f"brought back the comment {comment}"
    for path in found:
        lines = [_anchored(texts.get(path, "")) for texts in (base, ours, theirs, found)]
        for side, other in (lines[1:3], lines[2:0:-1]):
            for mark, line in side.items():
                unchanged = line in _contents(base.get(path, "")) and line in _contents(found[path])
                if mark in lines[3] and mark not in other and unchanged and lines[3][mark] != line:
                    yield f"moved the comment {mark} from {line} to {lines[3][mark]}: {path}"


def _contents(text: str) -> set[str]:
    """The lines that say something, without their comments."""
    return {bare for line in text.splitlines() if (bare := _COMMENT.sub("", line).strip())}


def _anchored(text: str) -> dict[str, str]:
    """Each mark in a comment, and the line that it stands above or behind."""
    found: dict[str, str] = {}
    waiting: list[str] = []
    for line in text.splitlines():
        bare = _COMMENT.sub("", line).strip()
        waiting += _MARK.findall(line)
        if bare:
            found |= dict.fromkeys(waiting, bare)
            waiting = []
    return found


def _comments(texts: dict[str, str]) -> Counter[str]:
    return Counter(mark for text in texts.values() for mark in comments_of(text))
