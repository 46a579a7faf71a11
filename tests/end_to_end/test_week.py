"""A week of two people on one account, each in a clone of their own: no editor is opened but where they disagree.

Whatever way their work comes together, the book must say in the end what it says where one of them did it all.
"""

import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.runner import HOTEL, Runner
from tests.end_to_end.command import environment, relmap
from tests.storage.merging.expectation import MARKS, Facts, dangling, decided, facts_of, known_of, texts_of
from tests.storage.merging.random_edits import comments_of

BOOK = "books of 'us'/โรงแรม"
PEOPLE = "accounts/siam-grand/people"
RENAMED = {"finance-director": "kamol", "malee": "malee-jaidee"}

ByHand = tuple[str, str, str]
"""A file below PEOPLE, what stands in it, and what shall stand there."""
Day = list[str | ByHand]

NOK: list[Day] = [
    [
        "touch malee --by nok --channel visit --on 2026-11-16 --note samples --deal ceramic-plates",
        "set malee influence=2 title=Reception",
        "add-contact Duangjai --id duangjai --title Housekeeping --reports-to anucha",
        "link malee duangjai --kind friend --level 2",
        "know nok malee --level 3",
        ("malee", "\nstance:", "\n# she laughs with us now\nstance:"),
    ],
    [
        "set ceramic-plates stage negotiation",
        "set ceramic-plates committee.wichai.stance 2",
        "touch wichai --by nok --channel visit --on 2026-11-17 --feeling 1",
        "set wichai needs darker-plates --add",
        "waive G303 prasert --until 2027-01-31 --reason leave",
        ("kanya", "level: 3", "level: 4"),
    ],
    [
        "set finance-director name=Kamol stance=0",
        "rename finance-director kamol",
        "link kamol anucha --kind advises --level 3",
        "touch kamol --by nok --channel call --on 2026-11-18",
        "set anucha stance 0",
        ("kamol", "# ต้องมีคนเซ็น", "# found!\n# ต้องมีคนเซ็น"),
    ],
    [
        "set prasert stance -1",
        "rename malee malee-jaidee",
        "touch prasert --by nok --channel meeting --on 2026-11-19 --feeling -1 --together pim",
        "set duangjai stance 1",
        "set ceramic-plates committee.prasert.note stalls",
        ("prasert", "title: หัวหน้าฝ่ายจัดซื้อ", "title: หัวหน้าฝ่ายจัดซื้อ  # on his card"),
    ],
    [
        "remove somchai --left",
        "set siam-grand goal=more employees=260",
        "touch anucha --by nok --channel meeting --on 2026-11-20",
        "set anucha verified_on 2026-11-20",
        "set book departments Spa --add",
        ("anucha", "needs: [ห้องอาหารได้รางวัล]", "needs:\n  - ห้องอาหารได้รางวัล  # said twice"),
    ],
]
PIM: list[Day] = [
    [
        "touch malee --by pim --channel call --on 2026-11-16 --note hello",
        "set malee temperament=cheerful stance=2",
        "add-contact Suda --id suda --title Events",
        "link malee anucha --kind former_colleague --level 2",
        "know pim malee --level 2",
        ("malee", "department: Front Office", "department: Front Office # for now"),
    ],
    [
        "set ceramic-plates amount 520000",
        "set ceramic-plates committee.kanya.note tries",
        "touch kanya --by pim --channel visit --on 2026-11-17 --deal ceramic-plates --campaign new-year-tableware",
        "set wichai concerns late --add",
        "set kanya phone 0200000199",
        ("kanya", "needs: [จานที่เก็บความร้อนได้นาน]", "needs:\n  - จานที่เก็บความร้อนได้นาน\n  - light plates"),
    ],
    [
        "link prasert finance-director --kind influences --level 2",
        "touch anucha --by pim --channel call --on 2026-11-18",
        "add-deal Glasses --id glasses --committee anucha:decision_maker --committee kanya",
        "touch kanya --by pim --channel chat --on 2026-11-18 --deal glasses",
        "set prasert line p.example",
        ("anucha", "\nroles: [decision_maker]", "\n# asks Wichai first\nroles: [decision_maker]"),
    ],
    [
        "set prasert stance 1",
        "set malee notes quiet-on-mondays",
        "touch malee --by pim --channel chat --on 2026-11-19",
        "set glasses amount 90000",
        "set kanya verified_on 2026-11-19",
        ("suda", "name: Suda\n", "# met at the fair\nname: Suda\n"),
    ],
    [
        "set kanya department=จัดเลี้ยง reports_to=anucha",
        "touch suda --by pim --channel email --on 2026-11-20 --note menu",
        "set suda stance 1",
        "link suda kanya --kind friend --level 3",
        "set pim title Sales",
        ("somchai", "  - {to: kanya, kind: conflicts, level: 2, source: มาลีเล่า, note: ทะเลาะกันเรื่องจานบิ่น}\n", ""),
    ],
]


class Clone:
    """Somebody's own copy of the repository, with the book in it."""

    def __init__(self, remote: Path, folder: Path, name: str) -> None:
        self._name = name
        self.folder = folder
        self.git("clone", "-q", str(remote), str(folder), at=remote.parent)
        for key, value in {"user.name": name, "user.email": f"{name}@example.org"}.items():
            self.git("config", key, value)
        self.book = folder / BOOK
        if self.book.exists():
            assert relmap("git", "setup", folder=self.book).returncode == 0

    def git(self, *arguments: str, at: Path | None = None, check: bool = True, editor: str = "false") -> int:
        done = subprocess.run(
            ["git", *arguments],
            cwd=at or self.folder,
            env=environment(GIT_EDITOR=editor),
            capture_output=True,
            text=True,
            check=False,
        )
        assert not check or done.returncode == 0, (arguments, done.stdout, done.stderr)
        return done.returncode

    def work(self, day: Day, ids: dict[str, str] | None = None) -> None:
        """A day's work and its commit; `ids` are what people are called by now."""
        names = ids or {}
        for step in day:
            if isinstance(step, str):
                words = [names.get(word, word) for word in step.split()]
                done = Runner(self.book)(*words)
                assert done.status == 0, (step, done)
            else:
                file = self.book / PEOPLE / f"{names.get(step[0], step[0])}.yaml"
                text = file.read_text("utf-8")
                assert text.count(step[1]) == 1, step
                file.write_text(text.replace(*step[1:]), "utf-8")
        self.git("add", "-A")
        self.git("commit", "-q", "-m", f"{self._name}'s day")

    def share(self, bring: Callable[["Clone"], None]) -> None:
        self.git("fetch", "-q")
        bring(self)
        self.git("push", "-q", "origin", "HEAD:main")

    def decide(self, side: int) -> None:
        """Keep one side of the one question that is open: what Prasert thinks."""
        file = self.book / PEOPLE / "prasert.yaml"
        text = file.read_text("utf-8")
        assert [hit.groups() for hit in MARKS.finditer(text)] in (
            [("stance: -1\n", "stance: 1\n")],
            [("stance: 1\n", "stance: -1\n")],
        )
        told = relmap("check", folder=self.book).stdout
        assert re.search(r"/prasert.yaml:\d+:1: error: an unfinished git merge: stance is ", told)
        assert told.count("unfinished git merge") == 1
        file.write_text(decided(text, side), "utf-8")
        self.git("add", "-A")


def merging(clone: Clone) -> None:
    if clone.git("merge", "-q", "--no-edit", "origin/main", check=False):
        clone.decide(1)  # HEAD is Pim's, who is right
        clone.git("commit", "-q", "--no-edit")


def rebasing(clone: Clone) -> None:
    if clone.git("rebase", "-q", "origin/main", check=False):
        clone.decide(2)  # in a rebase what is put on top are "theirs"
        clone.git("rebase", "--continue", editor="true")


def picking(clone: Clone) -> None:
    """As rebase does it, by hand: commit by commit on top of what the other did."""
    if not clone.git("merge-base", "--is-ancestor", "origin/main", "HEAD", check=False):
        return
    clone.git("branch", "week")
    clone.git("reset", "-q", "--hard", "origin/main")
    if clone.git("cherry-pick", "origin/main..week", check=False):
        clone.decide(2)
        clone.git("cherry-pick", "--continue", editor="true")


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The book where one does it all, one after the other."""
    clone = Clone(_remote(tmp_path_factory.mktemp("alone")), tmp_path_factory.mktemp("one") / "clone", "nok")
    names: dict[str, str] = {}
    for nok, pim in zip(NOK, PIM, strict=True):
        clone.work(nok, names)
        names = {old: new for old, new in RENAMED.items() if (clone.book / PEOPLE / f"{new}.yaml").exists()}
        clone.work(pim, names)
    return texts_of(clone.book)


def _remote(folder: Path) -> Path:
    made = folder / "made"
    shutil.copytree(HOTEL, made / BOOK)
    remote = folder / "remote.git"
    subprocess.run(["git", "init", "-q", "--bare", "-b", "main", str(remote)], check=True, env=environment())
    subprocess.run(["git", "init", "-q", "-b", "main"], cwd=made, check=True, env=environment())
    assert relmap("git", "setup", folder=made / BOOK).returncode == 0
    who = ("-c", "user.name=n", "-c", "user.email=n@example.org")
    for command in (["add", "-A"], [*who, "commit", "-q", "-m", "The book"], ["push", "-q", str(remote), "main"]):
        subprocess.run(["git", *command], cwd=made, check=True, env=environment())
    return remote


@pytest.mark.parametrize(
    ("bring", "daily", "style"),
    [
        (merging, True, "merge"),
        (merging, False, "zdiff3"),
        (rebasing, True, "zdiff3"),
        (rebasing, False, "merge"),
        (picking, False, "diff3"),
    ],
)
def test_a_week_on_one_account(
    bring: Callable[[Clone], None], daily: bool, style: str, tmp_path: Path, alone: dict[str, str]
) -> None:
    remote = _remote(tmp_path)
    nok, pim = (Clone(remote, tmp_path / name, name) for name in ("nok", "pim"))
    pim.git("config", "merge.conflictStyle", style)
    for his, hers in zip(NOK, PIM, strict=True):
        nok.work(his)
        pim.work(hers)
        if daily:
            nok.share(bring)
            pim.share(bring)
            nok.git("pull", "-q", "--ff-only")
    if not daily:
        nok.share(bring)
        pim.share(bring)
    told = Runner(pim.book)("check", "--json").json["problems"]
    left = Counter(problem["file"] for problem in told if problem["code"] == "dangling-reference")
    assert left == dangling(texts_of(pim.book))
    assert all(any(f"siam-grand/{old} " in problem["message"] for old in RENAMED) for problem in told)
    assert all("since commit" in problem["message"] for problem in told), "who gave them another id is said"
    _mend(pim.book)
    assert Runner(pim.book).tell("check") == "no faults found\n"
    found = texts_of(pim.book)
    assert _facts(found) == _facts(alone)
    assert _comments(found) == _comments(alone)


def _mend(book: Path) -> None:
    """Whoever is named by an id that was theirs is named by the one that is."""
    for file in book.rglob("*.yaml"):
        text = file.read_text("utf-8")
        for old, new in RENAMED.items():
            text = re.sub(rf"\b{old}(?!-jaidee|\.example)\b(?=[],}}])", new, text)
        file.write_text(text, "utf-8")


def _facts(texts: dict[str, str]) -> Facts:
    return facts_of(texts, known_of({}))


def _comments(texts: dict[str, str]) -> Counter[str]:
    return Counter(comment for text in texts.values() for comment in comments_of(text))
