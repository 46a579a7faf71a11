"""On a real terminal: being asked step by step, tables, and completion."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.runner import Runner, hotel
from tests.end_to_end.terminal import PROMPT, Terminal
from tests.programs import need

ANONG = "accounts/siam-grand/people/anong-srisuk.yaml"


@pytest.fixture
def book(tmp_path: Path) -> Runner:
    return hotel(tmp_path / "book")


@pytest.fixture
def terminal(book: Runner, tmp_path: Path) -> Iterator[Terminal]:
    with Terminal(need("tmux"), book.folder, tmp_path / "home") as opened:
        yield opened


def test_add_contact_asks_step_by_step(terminal: Terminal, book: Runner) -> None:
    terminal.type("relmap add-contact")
    terminal.press("Enter")
    terminal.answer("Name:", "")  # asked again: a name is needed
    terminal.answer("Name:\nName:", "Anong Srisuk")
    terminal.answer("Title:", "เชฟขนมหวาน")
    terminal.answer("Department:", "ครัว")
    terminal.answer("Reports to (a name or id):", "nobody")
    assert "no person is found by 'nobody'" in terminal.wait_for(lambda screen: screen.count("Reports to") == 2)
    terminal.answer("Reports to (a name or id):", "หัวหน้าเชฟ")
    screen = terminal.wait_for(lambda screen: screen.endswith("Roles:"))
    assert "decision_maker  Can this person alone release the money?" in screen
    terminal.answer("Roles:", "usr")
    terminal.wait_for(lambda screen: screen.count("Roles:") == 2)
    terminal.answer("Roles:", "user, ผู้มีอิทธิพล")
    assert "2 advocate (argues for us)" in terminal.wait_for(lambda screen: screen.endswith("Stance:"))
    terminal.answer("Stance:", "5")
    assert "'5' is not a stance" in terminal.wait_for(lambda screen: screen.count("Stance:") == 2)
    terminal.answer("Stance:", "1")
    assert "4 inner circle" in terminal.wait_for(lambda screen: screen.endswith("Influence:"))
    terminal.answer("Influence:", "2")
    terminal.answer("Phone:", "")
    terminal.answer("E-mail:", "anong@siam-grand.example")
    terminal.answer("Where does this come from (a visit, LinkedIn, their site):", "visit")
    terminal.answer("Level for Nok Sukjai:", "1")
    terminal.answer("Level for Pim Ngamta:", "")
    terminal.wait_for(lambda screen: screen.endswith(f"added Anong Srisuk (siam-grand/anong-srisuk)\n{PROMPT.strip()}"))
    assert book.read(ANONG) == (
        "name: Anong Srisuk\n"
        "title: เชฟขนมหวาน\n"
        "department: ครัว\n"
        "reports_to: wichai\n"
        "roles: [user, influencer]\n"
        "influence: 2\n"
        "stance: 1\n"
        "channels:\n"
        "  email: anong@siam-grand.example\n"
        "known_by:\n"
        "  - {member: nok, level: 1}\n"
        "source: visit\n"
    )


def test_merge_people_asks_whose_is_right(terminal: Terminal, book: Runner) -> None:
    book.tell("set", "prasert", "influence", "1")
    terminal.type("relmap merge-people finance-director prasert --take title=A --take department=A --take seniority=A")
    terminal.press("Enter")
    screen = terminal.wait_for(lambda screen: screen.endswith("Whose is right, A or B:"))
    assert "A is siam-grand/finance-director (?), B is siam-grand/prasert" in screen
    assert screen.endswith("influence\n  A  3\n  B  1\nWhose is right, A or B:")
    terminal.answer("Whose is right, A or B:", "c")
    terminal.wait_for(lambda screen: screen.count("Whose is right, A or B:") == 2)
    terminal.answer("Whose is right, A or B:", "b")
    gone = "note: the comments in accounts/siam-grand/people/prasert.yaml went with it; git keeps what was committed"
    terminal.wait_for(lambda screen: screen.endswith(f"removed siam-grand/prasert\n{gone}\n{PROMPT.strip()}"))
    assert "influence: 1\n" in book.read("accounts/siam-grand/people/finance-director.yaml")


def test_add_contact_takes_a_name_alone(terminal: Terminal, book: Runner) -> None:
    terminal.type("relmap add-contact")
    terminal.press("Enter")
    terminal.answer("Name:", "Anong Srisuk")
    for question in (
        "Title:",
        "Department:",
        "Reports to (a name or id):",
        "Roles:",
        "Stance:",
        "Influence:",
        "Phone:",
    ):
        terminal.answer(question, "")
    terminal.answer("E-mail:", "")
    terminal.answer("Where does this come from (a visit, LinkedIn, their site):", "")
    terminal.answer("Level for Nok Sukjai:", "")
    terminal.answer("Level for Pim Ngamta:", "")
    terminal.wait_for(lambda screen: screen.endswith(f"added Anong Srisuk (siam-grand/anong-srisuk)\n{PROMPT.strip()}"))
    assert book.read(ANONG) == "name: Anong Srisuk\n"


def test_ctrl_c_leaves_nothing_behind(terminal: Terminal, book: Runner) -> None:
    before = book.files()
    terminal.type("relmap add-contact; echo status $?")
    terminal.press("Enter")
    terminal.answer("Name:", "Anong Srisuk")
    terminal.wait_for(lambda screen: screen.endswith("Title:"))
    terminal.press("C-c")
    screen = terminal.wait_for(lambda screen: "status " in screen.replace("echo status", ""))
    assert "status 130\n" in screen
    assert "error: interrupted" in screen
    assert "Traceback" not in screen
    assert book.files() == before


def test_the_end_of_input_stops_as_well(terminal: Terminal, book: Runner) -> None:
    before = book.files()
    terminal.type("relmap add-contact; echo status $?")
    terminal.press("Enter")
    terminal.wait_for(lambda screen: screen.endswith("Name:"))
    terminal.press("C-d")
    assert "status 130\n" in terminal.wait_for(lambda screen: "status " in screen.replace("echo status", ""))
    assert book.files() == before


def test_a_table_has_lines_and_thai_names_in_columns(terminal: Terminal) -> None:
    screen = terminal.command("relmap list --role purchaser")
    head, rule, *rows = [line for line in screen.split("\n") if line.strip()]
    assert head.split() == ["id", "name", "title", "department", "roles", "stance", "influence"]
    assert set(rule.strip()) <= {"─", " "}
    assert [row.split()[0] for row in rows] == ["prasert", "somchai"]
    assert "Prasert Ropkhop" in rows[0]
    assert "หัวหน้าฝ่ายจัดซื้อ" in rows[0]
    assert "ประเสริฐ รอบคอบ" in terminal.command("relmap list --role purchaser --lang th")


def test_markup_in_names_stays_as_typed(terminal: Terminal, book: Runner) -> None:
    book.tell("add-contact", "[/x] :smile: [bold]y[/bold] [link=http://a.example]z", "--id", "mark")
    book.tell("set", "mark", "title", "--", "a\x1b[31mb")
    assert "[/x] :smile: [bold]y[/bold] [link=http://a.example]z" in terminal.command("relmap show mark")
    assert "\\x1b[31m" in terminal.command("relmap show mark")
    table = terminal.command("COLUMNS=300 relmap list")
    assert "[/x]" in table
    assert ":smile:" in table


class TestCompletion:
    """With the script that relmap prints, in bash."""

    @pytest.fixture
    def shell(self, terminal: Terminal) -> Terminal:
        terminal.command('eval "$(relmap --show-completion)"; bind "set bell-style none"; echo done')
        return terminal

    @pytest.mark.parametrize(
        ("typed", "completed"),
        [
            ("relmap chec", "relmap check"),
            ("relmap show kan", "relmap show kanya"),
            ("relmap show วิชั", "relmap show วิชัย"),
            ("relmap show Anuc", "relmap show Anucha"),
            ("relmap show 玛", "relmap show 玛丽·猜迪"),
            ("relmap path --to decis", "relmap path --to decision_maker"),
            ("relmap path --to ผู้จัด", "relmap path --to ผู้จัดการทั่วไป"),
            ("relmap set malee temp", "relmap set malee temperament"),
            ("relmap set malee champion.ow", "relmap set malee champion.own_win"),
            ("relmap set malee reports_to fin", "relmap set malee reports_to finance-director"),
            ("relmap set siam-grand segment opi", "relmap set siam-grand segment opinion_leader"),
            ("relmap touch malee --by ni", "relmap touch malee --by ni"),
            ("relmap touch malee --by no", "relmap touch malee --by nok"),
            ("relmap touch malee --channel vid", "relmap touch malee --channel video"),
            ("relmap link malee prasert --kind form", "relmap link malee prasert --kind former_colleague"),
            ("relmap gaps --deal cer", "relmap gaps --deal ceramic-plates"),
            ("relmap add-contact X --dep", "relmap add-contact X --department"),
        ],
    )
    def test_completes(self, shell: Terminal, typed: str, completed: str) -> None:
        shell.press("C-l")
        shell.wait_for(lambda screen: screen == PROMPT.strip())
        shell.type(typed)
        shell.press("Tab")
        # What is typed next shows that completing has ended.
        shell.type("#")
        screen = shell.wait_for(lambda screen: screen.endswith("#"))
        assert screen.removesuffix("#").rstrip() == f"{PROMPT}{completed}"

    @pytest.mark.parametrize(
        "line", ["relmap frobnicate x", "relmap --book /nowhere show ma", "relmap show --bogus ma"]
    )
    def test_prints_nothing_where_there_is_nothing(self, shell: Terminal, line: str) -> None:
        shell.press("C-l")
        shell.wait_for(lambda screen: screen == PROMPT.strip())
        shell.type(line)
        shell.press("Tab")
        shell.type("#")
        assert shell.wait_for(lambda screen: screen.endswith("#")).startswith(f"{PROMPT}{line}")
        assert shell.screen().count("\n") == 0

    def test_a_broken_book_prints_nothing_either(self, shell: Terminal, book: Runner) -> None:
        (book.folder / "relmap.yaml").write_text("relmap: [")
        (book.folder / "team" / "nok.yaml").write_bytes(b"\xff\xfe")
        self.test_prints_nothing_where_there_is_nothing(shell, "relmap show kany")


def test_installing_completion_writes_to_the_home_folder_only(terminal: Terminal, tmp_path: Path) -> None:
    assert "completion installed" in terminal.command("relmap --install-completion")
    assert (tmp_path / "home" / ".bash_completions" / "relmap.sh").exists()
    assert "relmap.sh" in (tmp_path / "home" / ".bashrc").read_text()
