import subprocess

import pytest

from relmap.usecases.map import VIEWS
from tests.cli.runner import Runner

NAMES = ("มาลี ใจดี", "ประเสริฐ รอบคอบ", "สมชาย ขยันงาน", "วิชัย ครัวทอง", "กัญญา รสเลิศ", "อนุชา มั่นคง")


@pytest.mark.parametrize("view", VIEWS)
def test_draws_everybody(relmap: Runner, view: str) -> None:
    said = relmap.tell("map", "--view", view, "-o", "map.svg")
    assert said == "drew 7 people and 1 of us in map.svg\n"
    drawn = relmap.read("map.svg")
    assert drawn.lstrip().startswith("<")
    assert all(name in drawn for name in NAMES)


def test_the_file_is_called_after_the_account(relmap: Runner) -> None:
    relmap.tell("map")
    assert "siam-grand.svg" in relmap.files()
    relmap.tell("map", "--format", "png")
    assert relmap.files()["siam-grand.png"].startswith(b"\x89PNG\r\n")


def test_the_ending_says_the_format(relmap: Runner) -> None:
    relmap.tell("map", "-o", "m.dot")
    assert relmap.read("m.dot").startswith("digraph ")
    relmap.tell("map", "-o", "m.png")
    assert relmap.files()["m.png"].startswith(b"\x89PNG\r\n")


def test_a_pipe(relmap: Runner) -> None:
    relmap.tell("map", "-o", "map.svg")
    assert relmap.tell("map", "-o", "-") == relmap.read("map.svg")
    assert relmap.tell("map", "-o", "-", "--format", "dot").startswith("digraph ")


def test_path_to_lights_a_path_up(relmap: Runner) -> None:
    lit, plain = relmap.tell("map", "-o", "-", "--path-to", "GM"), relmap.tell("map", "-o", "-")
    assert "best path: " in lit
    assert "Detour 3" in lit
    assert "best path: " not in plain
    assert "Detour" not in plain


@pytest.mark.parametrize(
    ("asked", "people"),
    [
        (("--around", "malee", "--steps", "1"), "3 people"),
        (("--around", "malee"), "5 people"),
        (("--department", "front office"), "3 people"),
        (("--around", "malee", "--steps", "1", "--department", "จัดซื้อ"), "3 people"),
        (("--top", "2"), "2 people"),
    ],
)
def test_fewer_than_all(relmap: Runner, asked: tuple[str, ...], people: str) -> None:
    assert relmap.tell("map", *asked, "-o", "map.svg") == f"drew {people} and 1 of us in map.svg\n"


def test_themes_differ(relmap: Runner) -> None:
    light, dark, paper = (relmap.tell("map", "-o", "-", "--theme", name) for name in ("light", "dark", "print"))
    assert relmap.tell("map", "-o", "-") == light
    assert len({light, dark, paper}) == 3


def test_a_book_in_git_has_its_commit_on_the_map(relmap: Runner) -> None:
    git = ("git", "-c", "user.name=n", "-c", "user.email=n@example.org")
    for words in (("init", "-q"), ("add", "."), ("commit", "-q", "-m", "first")):
        subprocess.run([*git, *words], cwd=relmap.folder, check=True)
    head = subprocess.run([*git, "rev-parse", "HEAD"], cwd=relmap.folder, capture_output=True, text=True, check=True)
    assert f"commit {head.stdout[:7]}</text>" in relmap.tell("map", "-o", "-")
    relmap.tell("set", "malee", "stance", "2")
    assert f"commit {head.stdout[:7]}+</text>" in relmap.tell("map", "-o", "-")


def test_in_another_language(relmap: Runner) -> None:
    english, chinese = (relmap.tell("map", "-o", "-", "--lang", language) for language in ("en", "zh"))
    assert "Anucha Mankhong" in english
    assert "阿努查·曼空" in chinese
    assert "阿努查·曼空" not in english
    assert relmap.tell("map", "-o", "-", "--lang", "th") == relmap.tell(
        "map", "-o", "-", environment={"RELMAP_LANG": ""}
    )
    assert relmap.tell("map", "-o", "-") == english


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("--view", "orgg"), 2, "--view: 'orgg' is not one of influence, org, coverage, quadrant; try org"),
        (("-o", "map.gif"), 2, "--output: 'gif' is not one of svg, png, dot, pdf, "),
        (("--format", "jpg"), 2, "--format: 'jpg' is not one of svg, png, dot"),
        (("--lang", "de"), 2, "--lang: 'de' is not one of en, th, zh"),
        (("--path-to", "nobody"), 1, "no person is found by 'nobody'"),
        (("--around", "maleee"), 1, "no person is found by 'maleee'; did you mean siam-grand/malee"),
        (("--around", "malee", "--steps", "0"), 2, "--steps: '0' is not a number from 1 up"),
        (("--theme", "drak"), 2, "--theme: 'drak' is not one of light, dark, print; try dark"),
        (("--steps", "2"), 2, "--steps says how far to go from somebody; add --around PERSON, or leave --steps out"),
        (("--top", "0"), 2, "--top: '0' is not a number from 1 up"),
        (("--department", "Front Ofice"), 1, "in a department 'Front Ofice'; did you mean Front Office?"),
        (("--department", "x"), 1, "in a department 'x'; it has Front Office, "),
        (("--deal", "tea"), 1, "no deal is found by 'tea'"),
        (("-o", "nowhere/map.svg"), 1, "nowhere/map.svg"),
        (("-o", ".", "--format", "svg"), 1, "cannot write the answer to ., which is a folder"),
        (("-o", "accounts/siam-grand/map.svg"), 1, "which is where the book itself lies"),
    ],
)
def test_refusals(relmap: Runner, arguments: tuple[str, ...], status: int, said: str) -> None:
    assert said in relmap.refuse("map", *arguments, status=status)


def test_no_path_to_light_up_is_an_error(relmap: Runner) -> None:
    relmap.tell("remove", "malee", "--left")
    said = relmap.refuse("map", "--path-to", "GM")
    assert said.startswith("there is no path to siam-grand/anucha to light up; ")
