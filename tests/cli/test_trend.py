"""`relmap history --trend`: coverage, best path and stance over the commits, as bars, numbers and a picture."""

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from tests.books import HOTEL as BOOK
from tests.cli.runner import Runner
from tests.cli.test_history import ANUCHA, MALEE, day, replaced
from tests.storage.repositories import commit, repository

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def book(tmp_path: Path) -> Runner:
    """Malee is a supporter, then nobody knows, then against us; the GM is known from the tenth on."""
    folder = repository(tmp_path / "book")
    relmap = Runner(folder)
    commit(folder, {"relmap.yaml": "relmap: 1\n", **BOOK}, at=day(1))
    commit(folder, replaced(relmap, MALEE, "stance: 1", "stance: unknown"), at=day(5))
    commit(folder, replaced(relmap, ANUCHA, "influence: 4", "influence: 4\nknown_by:\n  - {member: nok, level: 3}"),
           at=day(10))  # fmt: skip
    commit(folder, replaced(relmap, MALEE, "stance: unknown", "stance: -1"), at=day(20))
    return relmap


def test_as_bars(book: Runner) -> None:
    told = book.tell("history", "malee", "--trend").splitlines()
    assert told[0] == "มาลี ใจดี  (siam-grand/malee)"
    assert told[3] == "their stance       ▆··▃▃  supporter (2026-09-01) -> non-supporter (2026-11-23)"
    told = book.tell("history", "siam-grand", "--trend").splitlines()
    assert told[1] == "coverage                  ▁▁▆▆▆  0% (2026-09-01) -> 70% (2026-11-23)"
    assert told[3].split() == ["stance", "of", "who", "decides", "·····", "not", "known"]


def test_each_state_is_weighed_for_its_own_day(book: Runner) -> None:
    points = book("history", "malee", "--trend", "--json").json["trend"]
    assert [one["day"][5:] for one in points] == ["09-01", "09-05", "09-10", "09-20", "11-23"]
    for one in points[:-1]:
        (there,) = book("path", "--to", "malee", "--at", one["commit"], "--today", one["day"], "--json").json["paths"][
            :1
        ]
        assert one["path"] == pytest.approx(there["score"])
    shown = book("portfolio", "--at", "HEAD~1", "--today", "2026-09-10", "--json").json["accounts"][0]
    of_account = book("history", "siam-grand", "--trend", "--json").json["trend"][2]
    assert of_account["coverage"] == pytest.approx(shown["coverage"]["value"])
    assert of_account["path"] == pytest.approx(shown["decision_makers"][0]["score"])


def test_of_very_many_states_forty_are_shown(book: Runner) -> None:
    for number in range(60):
        moment = f"2026-10-{1 + number // 2:02}T{9 + number % 2:02}:00:00+0700"
        commit(book.folder, {MALEE: BOOK[MALEE].replace("stance: 1", f"stance: {number % 3}")}, at=moment)
    points = book("history", "malee", "--trend", "--json").json["trend"]
    assert len(points) == 35  # four days of September, thirty of October, and today
    assert points[4]["stance"] == 1  # of a day its last commit
    assert (points[0]["day"], points[-1]["commit"]) == ("2026-09-01", None)


def test_somebody_who_had_another_place_is_followed(book: Runner) -> None:
    book.tell("rename", "malee", "mali")
    book.tell("rename", "siam-grand", "grand")
    commit(book.folder, {}, at=day(25))
    told = book.tell("history", "mali", "--trend")
    assert "▆··▃▃▃  supporter (2026-09-01)" in told


def test_of_two_records_that_became_one_the_one_that_stayed_counts(book: Runner) -> None:
    commit(book.folder, {"accounts/siam-grand/people/m.yaml": "name: Mali\nstance: 2\n"}, at=day(22))
    book.tell("merge-people", "malee", "m", "--take", "A")
    commit(book.folder, {}, at=day(23))
    points = book("history", "malee", "--trend", "--json").json["trend"]
    assert [one["stance"] for one in points if one["day"] > "2026-09-21"] == [-1, -1, -1]


def test_a_format_of_another_time_is_a_gap(book: Runner) -> None:
    commit(book.folder, {"relmap.yaml": "relmap: 0\n", MALEE: BOOK[MALEE]}, at=day(25))
    commit(book.folder, {"relmap.yaml": "relmap: 1\n", MALEE: BOOK[MALEE] + "temperament: calm\n"}, at=day(26))
    assert "▆··▃·▆▆" in book.tell("history", "malee", "--trend")


@pytest.mark.parametrize(
    ("columns", "told"),
    [
        ("100", ["stance of who decides     ·····  not known"]),
        ("40", ["stance of who decides     ·····", "    not known"]),
        ("30", ["stance of who decides", "    ·····", "    not known"]),
    ],
)
def test_no_line_is_wider_than_the_terminal(book: Runner, columns: str, told: list[str]) -> None:
    environment = {"TERM": "xterm", "COLUMNS": columns, "NO_COLOR": "1"}
    shown = book("history", "siam-grand", "--trend", terminal=True, environment=environment).stdout.splitlines()
    assert shown[-len(told) :] == told


@pytest.mark.parametrize("theme", ["light", "dark", "print"])
def test_as_a_picture(book: Runner, theme: str) -> None:
    assert book.tell("history", "malee", "-o", "trend.svg", "--theme", theme) == "drew 5 points in trend.svg\n"
    picture = (book.folder / "trend.svg").read_bytes()
    book.tell("history", "malee", "-o", "trend.svg", "--theme", theme)
    assert (book.folder / "trend.svg").read_bytes() == picture
    root = ET.fromstring(picture)
    assert str(root.findtext(f"{SVG}title")).startswith("มาลี ใจดี · Trend · 2026-09-01 – 2026-11-23 · commit ")
    assert "Their stance: supporter (2026-09-01) -> non-supporter (2026-11-23)" in str(root.findtext(f"{SVG}desc"))
    # Five points of coverage and path, and three stances: what is not known is a gap, and one point alone no line.
    assert len(list(root.iter(f"{SVG}circle"))) == 5 + 5 + 3
    lines = [path.get("d", "") for path in root.iter(f"{SVG}path") if path.get("class") == "line"]
    assert len(lines) == 3


def test_true_to_time(book: Runner) -> None:
    book.tell("history", "malee", "-o", "trend.svg", "--until", "2026-09-30")
    root = ET.fromstring((book.folder / "trend.svg").read_bytes())
    left, _, middle, right = sorted({float(dot.get("cx", "")) for dot in root.iter(f"{SVG}circle")})
    assert (middle - left) / (right - left) == pytest.approx(9 / 19, abs=0.001)


def test_what_has_no_trend_and_what_is_no_picture(book: Runner) -> None:
    for option in (["-n", "3"], ["--reverse"], ["--field", "stance"]):
        assert "do not go together: a trend is of" in book.refuse("history", "malee", "--trend", *option, status=2)
    assert "is no person, account or deal" in book.refuse("history", "team/nok", "--trend", status=2)
    assert ".svg" in book.refuse("history", "malee", "-o", "trend.doc", status=2)
    assert "is where the book itself lies" in book.refuse("history", "malee", "-o", "team/trend.svg")
