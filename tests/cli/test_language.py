"""Which language an answer speaks."""

import shutil
from pathlib import Path

import pytest

from relmap.cli.language import catalogue_of, chosen
from relmap.model.saying import in_words, speaking
from relmap.model.settings import Settings
from relmap.storage.recovery import Recovery
from tests.cli.books_in_git import committed_hotel, git
from tests.cli.runner import HOTEL, Runner

NO_WISH = {"RELMAP_LANG": "", "LC_ALL": "", "LC_MESSAGES": "", "LANG": ""}
SAID = {"en": "decision maker", "th": "ผู้มีอำนาจตัดสินใจ", "zh": "决策人"}


@pytest.fixture(autouse=True)
def _no_wish(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in NO_WISH.items():
        monkeypatch.setenv(name, value)


@pytest.mark.parametrize(("language", "word"), SAID.items())
def test_a_word_in_each_language(language: str, word: str) -> None:
    with speaking(catalogue_of(language)):
        assert in_words("role", "decision_maker") == word
        assert in_words("role", "kitchen_boss") == "kitchen boss"


def test_what_was_asked_for_then_the_book_then_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    assert chosen(None, Settings, {})[:2] == ("en", "gregorian")
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert chosen(None, Settings, {})[:2] == ("zh", "gregorian")
    monkeypatch.setenv("LC_ALL", "th_TH")
    assert chosen(None, Settings, {})[:2] == ("th", "gregorian")
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    assert chosen(None, Settings, {})[:2] == ("en", "gregorian")
    assert chosen(None, lambda: Settings(language="zh", calendar="buddhist"), {})[:2] == ("zh", "buddhist")
    assert chosen("th_TH", lambda: Settings(language="zh"), {})[:2] == ("th", "gregorian")


@pytest.mark.parametrize("options", [{"as_json": True}, {"form": "sarif"}, {"form": "github"}, {"form": "json"}])
def test_machines_are_spoken_to_in_english(options: dict[str, object]) -> None:
    assert chosen("th", lambda: Settings(calendar="buddhist"), options) == ("en", "gregorian", "", {})


def test_an_unknown_language_is_refused(relmap: Runner) -> None:
    for arguments in (("--lang", "zhh"), ("--lang", "zhh", "--json")):
        said = relmap.refuse("list", *arguments, status=2)
        assert said == "--lang: 'zhh' is not one of en, th, zh; try zh"
    variable = {"RELMAP_LANG": "deutsch"}
    said = relmap.refuse("list", environment=variable, status=2)
    assert said == "RELMAP_LANG: 'deutsch' is not one of en, th, zh; try en"
    assert relmap.refuse("list", "--lang", "zhh", environment=variable, status=2).startswith("--lang: 'zhh' ")
    assert relmap("list", "--lang", "th", environment=variable).status == 0


def test_a_day_that_is_none_is_named_by_what_gave_it(relmap: Runner) -> None:
    assert relmap.refuse("list", environment={"RELMAP_TODAY": "soon"}, status=2).startswith("RELMAP_TODAY: 'soon' ")
    assert relmap.refuse("list", "--today", "soon", status=2).startswith("--today: 'soon' ")


def test_no_book_no_language_of_it(empty: Runner) -> None:
    assert "no book found" in empty.refuse("list", environment=NO_WISH)


@pytest.mark.parametrize(
    "command",
    [
        ("path", "--to", "GM", "--explain", "--json"),
        ("gaps", "--json"),
        ("gaps", "--format", "sarif"),
        ("gaps", "--format", "github"),
        ("next", "--json"),
        ("influence", "--on", "GM", "--json"),
        ("show", "malee", "--json"),
        ("coverage", "--json"),
        ("portfolio", "--json"),
        ("check", "--json"),
        ("list", "--json"),
        ("list", "touches", "--json"),
        ("list", "deals", "--json"),
    ],
)
def test_documents_for_machines_are_the_same_in_every_language(relmap: Runner, command: tuple[str, ...]) -> None:
    relmap.tell("set", "book", "calendar", "buddhist")
    english = relmap(*command)
    assert english.stdout
    assert relmap(*command, environment={"RELMAP_LANG": "th"}) == english


def test_faults_are_told_to_machines_in_english_and_to_people_in_their_language(tmp_path: Path) -> None:
    relmap = committed_hotel(tmp_path)
    people = relmap.folder / "accounts" / "siam-grand" / "people"
    git(relmap.folder, "rm", "--quiet", "accounts/siam-grand/people/kanya.yaml")
    git(relmap.folder, "commit", "--quiet", "--message=gone")
    (people / "malee.yaml").write_text("name: [\n")
    (people / "somchai.yaml").write_text("name: Somchai\nstance: 7\nwho: x\nlinks: [{to: somchai, kind: friend}]\n")
    for command in (("check", "--json"), ("gaps", "--format", "github"), ("gaps", "--format", "sarif")):
        english = relmap(*command)
        assert english.stdout
        for language in ("th", "zh", ""):
            assert relmap(*command, environment={**NO_WISH, "RELMAP_LANG": language}) == english, (command, language)
    told = relmap("check", environment=NO_WISH).stdout
    assert "อ้างถึง siam-grand/kanya" in told
    assert " of 20" not in told
    assert told != relmap("check").stdout


def test_an_answer_speaks_the_language_and_the_calendar_of_the_book(relmap: Runner) -> None:
    relmap.tell("set", "book", "calendar", "buddhist")
    said = relmap.tell("path", "--to", "GM", environment=NO_WISH)
    assert "สิ่งที่ควรทำต่อไป: นก สุขใจ เข้าพบ วิชัย ครัวทอง (หัวหน้าเชฟ) เป็นครั้งแรก" in said
    assert "ล่าสุดแชท 2569-11-18" in said
    assert "last chat 2569-11-18" in relmap.tell("path", "--to", "GM")


def test_each_command_says_anew_which_language_it_speaks(relmap: Runner) -> None:
    assert relmap.tell("list", "deals", "--lang", "zh").startswith("标识")
    assert relmap.tell("list", "deals").startswith("ID")


def test_the_option_beats_the_variable(relmap: Runner) -> None:
    said = relmap.tell("check", "--lang", "zh", environment={"RELMAP_LANG": "th"})
    assert said == "未发现错误\n"


def test_notes_beside_the_answer_speak_the_language(relmap: Runner) -> None:
    deal = relmap.folder / "accounts/siam-grand/deals/ceramic-plates.yaml"
    deal.write_text(deal.read_text("utf-8").replace("committee:", "committee:\n  - {person: gone}"), "utf-8")
    said = relmap("coverage", environment={"RELMAP_LANG": "zh"}).stderr
    assert said == "警告：商机 ceramic-plates 提到的 siam-grand/gone 不在客户簿中；`relmap check` 会指出位置\n"
    file = relmap.folder / "accounts/siam-grand/people/malee.yaml"
    file.write_text("name: [", "utf-8")
    said = relmap("coverage", environment={"RELMAP_LANG": "th"}).stderr
    assert said.startswith("คำเตือน: อ่านไม่ได้จึงข้ามไป: accounts/siam-grand/people/malee.yaml; `relmap check` บอกสาเหตุ\n")


@pytest.mark.parametrize(
    ("options", "said"), [((), "หมายเหตุ: ทำการเปลี่ยนแปลง"), (("--json",), "note: finished a change")]
)
def test_what_was_finished_is_said_once_in_the_book_s_language(
    relmap: Runner, monkeypatch: pytest.MonkeyPatch, options: tuple[str, ...], said: str
) -> None:
    monkeypatch.setattr("relmap.storage.workspace.pending", lambda root: True)
    monkeypatch.setattr("relmap.storage.transaction.recover", lambda root: Recovery(finished=("team/nok.yaml",)))
    done = relmap("list", *options, environment=NO_WISH)
    assert done.stderr.startswith(said)
    assert done.stderr.count("\n") == 1


def test_a_new_book_is_told_of_in_the_language_asked_for_or_its_own(empty: Runner) -> None:
    assert empty.tell("init", "one", "--lang", "zh").endswith('下一步：cd one && relmap add-member "您的姓名"\n')
    assert "สร้างสมุดไว้ที่" in empty.tell("init", "two", "--language", "th", environment=NO_WISH)
    assert "made a book in" in empty.tell("init", "three", "--language", "th", "--lang", "en")


def test_years_stand_in_the_calendar_of_the_book(tmp_path: Path) -> None:
    folder = tmp_path / "book"
    shutil.copytree(HOTEL.parent / "manufacturer", folder)
    book = Runner(folder)
    book.tell("set", "book", "calendar", "buddhist")
    assert "รายได้ปี 2568: 3,800,000 CNY" in book.tell("portfolio", "--lang", "th")
    assert "2567 มูลค่า 900000" in book.tell("show", "hedu-foods", "--lang", "th")
    assert "revenue 2568" in book.tell("portfolio", "--lang", "en")
