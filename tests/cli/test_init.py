import subprocess
from pathlib import Path

from relmap.exporters.json_schema.document import json_schema
from relmap.model.fields import FIELDS
from tests.cli.runner import Runner

FILES = {
    ".gitattributes": (
        b"*.yaml text eol=lf\n"
        b"/relmap.yaml merge=relmap\n"
        b"/team/*.yaml merge=relmap\n"
        b"/accounts/**/*.yaml merge=relmap\n"
        b"/campaigns/*.yaml merge=relmap\n"
        b"/relmap.yaml diff=relmap\n"
        b"/team/*.yaml diff=relmap\n"
        b"/accounts/**/*.yaml diff=relmap\n"
        b"/campaigns/*.yaml diff=relmap\n"
    ),
    ".gitignore": b".relmap/\n.relmap-tmp-*\n",
    "relmap.yaml": (
        b"# yaml-language-server: $schema=schemas/settings.json\nrelmap: 1\nname: Nok's book\nlanguage: th\n"
    ),
    **{f"schemas/{type_}.json": json_schema(type_).encode() for type_ in FIELDS},
}
HINT = "# yaml-language-server: $schema=schemas/settings.json\n"


def test_makes_a_book_in_a_git_repository(empty: Runner) -> None:
    said = empty.tell("init", "my-book", "--name", "Nok's book", "--language", "th")
    assert said == f'made a book in {empty.folder}/my-book\nnext: cd my-book && relmap add-member "Your Name"\n'
    assert Runner(empty.folder / "my-book").files() == FILES
    assert (empty.folder / "my-book" / ".git").is_dir()


def test_in_the_folder_itself_named_after_it(empty: Runner) -> None:
    said = empty.tell("init")
    assert said == f'made a book in {empty.folder}\nnext: relmap add-member "Your Name"\n'
    assert empty.read("relmap.yaml") == HINT + "relmap: 1\nname: empty\n"


def test_takes_a_calendar(empty: Runner) -> None:
    empty.tell("init", "--calendar", "buddhist")
    assert empty.read("relmap.yaml") == HINT + "relmap: 1\nname: empty\ncalendar: buddhist\n"


def test_inside_a_repository_makes_no_other(empty: Runner) -> None:
    subprocess.run(["git", "init", "-q"], cwd=empty.folder, check=True)
    done = empty("init", "my-book")
    assert (done.status, done.stderr) == (
        0,
        f"note: the book is inside the git repository {empty.folder}: commits go there\n",
    )
    assert not (empty.folder / "my-book" / ".git").exists()


def test_its_own_repository_is_no_surprise(empty: Runner) -> None:
    subprocess.run(["git", "init", "-q"], cwd=empty.folder, check=True)
    empty.tell("init")


def test_no_book_inside_a_book(relmap: Runner) -> None:
    said = relmap.refuse("init", "accounts/siam-grand/new")
    assert said.startswith(f"{relmap.folder}/accounts/siam-grand/new lies inside the book {relmap.folder}, ")


def test_leaves_files_alone_that_are_there(empty: Runner) -> None:
    (empty.folder / ".gitignore").write_text("mine\n")
    (empty.folder / "letter.txt").write_text("dear\n")
    empty.tell("init")
    assert empty.read(".gitignore") == "mine\n"
    assert empty.read("letter.txt") == "dear\n"


def test_refuses_a_book(relmap: Runner) -> None:
    assert relmap.refuse("init") == (". already holds a book; use it with --book ., or choose another folder")


def test_an_unknown_language_is_wrong_usage(empty: Runner) -> None:
    said = empty.refuse("init", "b", "--language", "de", status=2)
    assert said == "language: 'de' is not one of en, th, zh; write one of them"
    assert not (empty.folder / "b").exists()


def test_dry_run_shows_the_files_and_makes_none(empty: Runner, tmp_path: Path) -> None:
    diff = empty.tell("init", "my-book", "--dry-run")
    assert f"+++ b/relmap.yaml\n@@ -0,0 +1,3 @@\n+{HINT}+relmap: 1\n+name: my-book\n" in diff
    assert list(empty.folder.iterdir()) == []


def test_the_next_step_can_be_copied_whatever_the_folder_is_called(relmap: Runner, tmp_path: Path) -> None:
    said = relmap.tell("init", str(tmp_path / "my customers"))
    assert f"next: cd '{tmp_path / 'my customers'}' && relmap add-member" in said
