"""The same book, date, language and version give the same bytes, wherever they are drawn; and silence on stderr.

Two processes draw everything that relmap draws, as two people on two machines would: the second has another clone of
the book, another installation of relmap and everything else different that must not matter.
"""

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from benchmarks.large import write_book
from relmap.usecases.map import VIEWS
from tests.books import files_of
from tests.end_to_end.command import environment, relmap

REPOSITORY = Path(__file__).parents[2]
EXAMPLES = REPOSITORY / "examples"
DRIVER = Path(__file__).parent / "map_driver.py"
BOOKS = {"hotel": ("th", "GM"), "manufacturer": ("zh", "decision_maker")}
# Graphviz' own fontconfig would complain of the last element, as it does of a file that is missing.
MANY_FONTS = "<fontconfig><dir>/usr/share/fonts</dir><dir>{shipped}</dir><reset-dirs/></fontconfig>"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where somebody draws: their Python, their folder with the books, what their shell says, in which order."""

    root: Path
    python: Path = Path(sys.executable)
    order: str = "forwards"
    umask: int = 0o022
    variables: dict[str, str] = field(default_factory=dict)

    @property
    def maps(self) -> Path:
        return self.root / "maps"

    def draws(self) -> subprocess.Popen[str]:
        for folder in ("home", "temporary", "maps"):
            (self.root / folder).mkdir(exist_ok=True)
        asked = [word for name, words in BOOKS.items() for word in (str(self.root / name), *words)]
        mine = {"HOME": str(self.root / "home"), "TMPDIR": str(self.root / "temporary"), "PATH": os.environ["PATH"]}
        return subprocess.Popen(
            [str(self.python), str(DRIVER), str(self.maps), self.order, *asked],
            cwd=self.root / "home",
            env={**mine, **self.variables},
            umask=self.umask,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    files: dict[str, bytes]
    status: int
    stderr: str


def git(*arguments: str, folder: Path) -> None:
    subprocess.run(["git", *arguments], cwd=folder, env=environment(), check=True)


def here(root: Path) -> Place:
    for name in BOOKS:
        book = root / name
        shutil.copytree(EXAMPLES / name, book)
        git("init", "-q", folder=book)
        git("add", ".", folder=book)
        git("-c", "user.name=Nok", "-c", "user.email=nok@example.com", "commit", "-q", "-m", "The book", folder=book)
    variables = {
        "PYTHONPATH": str(REPOSITORY),
        "PYTHONHASHSEED": "1",
        "LANG": "C.UTF-8",
        "TZ": "Pacific/Kiritimati",
        "FONTCONFIG_FILE": str(root / "missing.conf"),
    }
    return Place(root=root, variables=variables)


def elsewhere(root: Path, first: Place) -> Place:
    for name in BOOKS:
        git("clone", "-q", str(first.root / name), str(root / name), folder=first.root)
        for file in (root / name).rglob("*.yaml"):
            os.utime(file, (1_000_000_000, 1_000_000_000))
    (root / "home").mkdir()
    (root / "home" / ".gitconfig").write_text("[core]\n\tabbrev = 12\n")
    (root / "fonts.conf").write_text(MANY_FONTS.format(shipped=REPOSITORY / "relmap" / "rendering" / "fonts"))
    installed = root / "installed"
    shutil.copytree(REPOSITORY / "relmap", installed / "relmap", ignore=shutil.ignore_patterns("__pycache__"))
    venv.create(root / "venv")
    variables = {
        # What relmap needs is the same for both: another Graphviz may draw other lines.
        "PYTHONPATH": os.pathsep.join(
            [str(installed), *{sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}]
        ),
        "PYTHONHASHSEED": "4242",
        "LC_ALL": "C",
        "TZ": "Etc/GMT+12",
        "FONTCONFIG_FILE": str(root / "fonts.conf"),
        "RELMAP_LANG": "en",
        "RELMAP_TODAY": "2020-02-29",
        "COLUMNS": "40",
        "FORCE_COLOR": "1",
    }
    python = root / "venv" / ("Scripts" if os.name == "nt" else "bin") / "python"
    return Place(root=root, python=python, order="backwards", umask=0o077, variables=variables)


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Drawn, Drawn]:
    first = here(tmp_path_factory.mktemp("here"))
    second = elsewhere(tmp_path_factory.mktemp("elsewhere") / "a longer way" / "บ้าน", first)
    running = [(place, place.draws()) for place in (first, second)]
    said = [(place, process.communicate(timeout=120)[1], process.returncode) for place, process in running]
    one, other = (Drawn(files=files_of(place.maps), status=status, stderr=stderr) for place, stderr, status in said)
    return one, other


def test_nothing_is_said_on_stderr(both: tuple[Drawn, Drawn]) -> None:
    assert [(each.status, each.stderr) for each in both] == [(0, ""), (0, "")]


def test_every_file_is_the_same_byte_for_byte(both: tuple[Drawn, Drawn]) -> None:
    one, other = (each.files for each in both)
    assert one.keys() == other.keys()
    assert len(one) > 2 * 9 * len(VIEWS)
    assert [path for path in one if one[path] != other[path]] == []


@pytest.mark.parametrize("folding", [(), ("--all-people",)], ids=["folded", "whole"])
@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("people", [150, 500])
def test_large_books_are_drawn_in_silence(people: int, view: str, folding: tuple[str, ...], tmp_path: Path) -> None:
    write_book(tmp_path, people)
    asked = ("map", "--view", view, *folding, "--path-to", "decision_maker", "-o", "map.svg")
    done = relmap(*asked, folder=tmp_path, FONTCONFIG_FILE=str(tmp_path / "missing.conf"))
    assert (done.returncode, done.stderr) == (0, "")


def test_what_graphviz_complains_of_would_be_seen(tmp_path: Path) -> None:
    # It writes to the file descriptor, past Python: that it has no fonts for a word, that two cards touch.
    pytest.importorskip("pygraphviz")
    cards = 'a [pos="9,9", label="a word"] b [pos="12,9"] c [pos="200,9"]'
    dot = f"digraph {{ graph [splines=true] {cards} a -> c }}"
    done = subprocess.run(
        [sys.executable, "-c", f"from relmap.rendering.graphviz import routes; routes({dot!r})"],
        env=environment(FONTCONFIG_FILE=str(tmp_path / "missing.conf")),
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr != ""
