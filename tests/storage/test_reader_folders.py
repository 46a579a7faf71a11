"""Names, places and kinds of files: what is read, what is told, and what is left in peace."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from relmap.storage.reader import load
from tests.books import HOTEL, book_on_disk
from tests.programs import unprivileged
from tests.storage.reading import codes, person, read


@pytest.mark.parametrize(
    ("path", "code", "severity"),
    [
        ("accounts/siam-grand/people/Mal.yaml", "bad-id", "error"),
        ("accounts/siam-grand/people/Malee.yaml", "id-clash", "error"),
        ("accounts/siam-grand/people/a b.yaml", "bad-id", "error"),
        ("accounts/siam-grand/people/con.yaml", "bad-id", "error"),
        ("accounts/siam-grand/people/rene\u0301.yaml", "bad-id", "error"),
        ("accounts/Siam/account.yaml", "bad-id", "error"),
        ("accounts/team/account.yaml", "bad-id", "error"),
        ("accounts/siam-grand/touches/nok.yaml", "bad-id", "error"),
        ("accounts/siam-grand/touches/2026-Nok.yaml", "id-clash", "error"),
        ("accounts/siam-grand/people/somchai.yml", "wrong-ending", "warning"),
        ("team/somchai.YAML", "wrong-ending", "warning"),
        ("accounts/siam-grand/somchai.yaml", "stray-file", "warning"),
        ("accounts/somchai.yaml", "stray-file", "warning"),
        ("accounts/siam-grand/persons/somchai.yaml", "stray-folder", "warning"),
        ("accounts/siam-grand/people/folder.yaml/x.txt", "not-plain", "error"),
    ],
)
def test_names_and_places_that_are_not_the_books(path: str, code: str, severity: str, tmp_path: Path) -> None:
    loaded = read(tmp_path, **{path: "name: X\n"})
    assert [(problem.code, problem.severity) for problem in loaded.problems] == [(code, severity)]
    assert path.startswith(loaded.problems[0].file.rstrip("/"))
    assert len(loaded.book.people) == 3


@pytest.mark.parametrize(
    "path",
    [
        "README.md",
        "notes.yaml",
        "accounts/siam-grand/people/malee.yaml~",
        "accounts/siam-grand/people/.malee.yaml.swp",
        "accounts/siam-grand/people/#malee.yaml#",
        "accounts/siam-grand/people/.DS_Store",
        "accounts/siam-grand/people/.hidden.yaml",
        "accounts/siam-grand/people/photo.jpg",
        "accounts/siam-grand/contracts/plates.pdf",
        "accounts/.idea/x.yaml",
    ],
)
def test_backups_hidden_files_and_what_is_not_yaml_is_left_in_peace(path: str, tmp_path: Path) -> None:
    assert read(tmp_path, **{path: "x"}).problems == ()


def test_ids_that_some_disks_take_for_one_clash(tmp_path: Path) -> None:
    loaded = read(
        tmp_path,
        **{
            "accounts/siam-grand/people/strasse.yaml": "name: A\n",
            "accounts/siam-grand/people/straße.yaml": "name: B\n",
        },
    )
    assert codes(loaded) == ["id-clash"]
    assert "siam-grand/strasse" in loaded.book.people
    assert "siam-grand/straße" not in loaded.book.people


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["Malee"], {"Malee": ("malee", "malee-2")}),
        (["MALEE", "Malee", "malee-3"], {"MALEE": ("malee", "malee-2"), "Malee": ("malee", "malee-4")}),
        (["jos\u00e9", "jose\u0301"], {"jose\u0301": ("jos\u00e9", "jos\u00e9-2")}),
        (["a-b", "a b"], {"a b": ("a-b", "a-b-2")}),
        (["Ann", "aNN"], {"aNN": ("Ann", "ann-2")}),
    ],
)
def test_a_name_whose_right_form_another_has_is_told_a_free_one(
    names: list[str], said: dict[str, tuple[str, str]], tmp_path: Path
) -> None:
    folder = "accounts/siam-grand/people"
    loaded = read(tmp_path, **{f"{folder}/{name}.yaml": "name: X\n" for name in names})
    clashes = [problem for problem in loaded.problems if problem.code == "id-clash"]
    assert {problem.file for problem in clashes} == {f"{folder}/{name}.yaml" for name in said}
    for problem in clashes:
        twin, free = said[problem.file.removeprefix(f"{folder}/").removesuffix(".yaml")]
        assert problem.message.endswith(f', and "{twin}" stands beside it')
        assert problem.mend == (
            f"rename this one to {free}.yaml, then merge them if they are one: "
            f"`relmap merge-people siam-grand/{twin.lower()} siam-grand/{free}`"
        )


def test_touches_beside_those_of_the_same_member_are_moved_there(tmp_path: Path) -> None:
    (problem,) = read(tmp_path, **{"accounts/siam-grand/touches/2026-Nok.yaml": "[]\n"}).problems
    assert problem.mend == "put its lines into 2026-nok.yaml"


def test_accounts_that_clash_are_told_a_free_name(tmp_path: Path) -> None:
    loaded = read(tmp_path, **{"accounts/Siam-Grand/account.yaml": "name: X\n"})
    assert [(problem.code, problem.mend) for problem in loaded.problems] == [
        ("id-clash", "rename this one to siam-grand-2")
    ]


def test_links_pipes_and_linked_folders_are_not_followed(tmp_path: Path) -> None:
    root = book_on_disk(tmp_path / "book", HOTEL)
    outside = book_on_disk(tmp_path / "outside", {"people/x.yaml": "name: X\n", "secret.yaml": "name: Secret\n"})
    people = root / "accounts" / "siam-grand" / "people"
    (people / "link.yaml").symlink_to(outside / "secret.yaml")
    os.mkfifo(people / "pipe.yaml")
    (root / "accounts" / "linked").symlink_to(outside)
    (root / "campaigns").symlink_to(outside)
    loaded = load(root)
    assert codes(loaded) == ["not-plain"] * 4
    assert len(loaded.book.people) == 3


def test_names_that_are_no_text_are_shown_escaped(tmp_path: Path) -> None:
    people = os.fsencode(book_on_disk(tmp_path, HOTEL)) + b"/accounts/siam-grand/people/"
    for name in (b"caf\xe9.yaml", b"a\x1b[31m.yaml", b"b\n.yml"):
        Path(os.fsdecode(people + name)).write_text("name: X\n")
    problems = load(tmp_path).problems
    assert [problem.file.rpartition("/")[2] for problem in problems] == [
        "a\\x1b[31m.yaml",
        "b\\x0a.yml",
        "caf\\udce9.yaml",
    ]
    assert all((problem.file + problem.message + problem.mend).isprintable() for problem in problems)


def test_a_file_over_a_mebibyte_is_not_read(tmp_path: Path) -> None:
    loaded = person(tmp_path, b"name: X\nnotes: " + b"x" * (1 << 20))
    assert codes(loaded) == ["yaml-too-big"]
    assert person(tmp_path / "below", b"name: X\nnotes: " + b"x" * 1_000_000).problems == ()


def test_what_the_user_may_not_read_is_a_problem(tmp_path: Path) -> None:
    """Run as nobody, because root may read everything."""
    root = book_on_disk(tmp_path, HOTEL)
    folder = tmp_path
    while folder != folder.parent:
        folder.chmod(folder.stat().st_mode | 0o055)
        folder = folder.parent
    (root / "accounts/siam-grand/people/malee.yaml").chmod(0)
    (root / "accounts/siam-grand/deals").chmod(0)
    program = (
        "import sys; from pathlib import Path; from relmap.storage.reader import load; "
        "print(*[f'{problem.code} {problem.file}' for problem in load(Path(sys.argv[1])).problems], sep='\\n')"
    )
    command = [*unprivileged(), sys.executable, "-c", program, str(root)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd="/")
    assert done.stdout.splitlines() == [
        "unreadable accounts/siam-grand/deals",
        "unreadable accounts/siam-grand/people/malee.yaml",
    ]
