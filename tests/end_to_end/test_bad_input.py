"""Bad input, each kind through the real command: the exit status, the words, and a book that stays as it was.

The words are in tests/golden/errors; `RELMAP_GOLDEN=write pytest tests/end_to_end/test_bad_input.py` renews them.
"""

import os
import re
import shlex
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.books import HOTEL, book_on_disk
from tests.end_to_end.command import RELMAP, entries, environment, relmap
from tests.programs import private_mounts, unprivileged

GOLDEN = Path(__file__).parents[1] / "golden" / "errors"
PEOPLE = "accounts/siam-grand/people"
MALEE = f"{PEOPLE}/malee.yaml"
TOUCHES = "accounts/siam-grand/touches/2026-nok.yaml"
SET = ("set", "malee", "stance", "2")
BOMB = "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n"


@dataclass(frozen=True, kw_only=True)
class Bad:
    """One command on one book; `files` come on top of the hotel's, `place` changes the book as nothing else can."""

    name: str
    command: tuple[str | bytes, ...]
    status: int
    files: Mapping[str, str | bytes] = field(default_factory=dict)
    place: Callable[[Path], object] = lambda root: None
    folder: str = "."
    variables: Mapping[str, str] = field(default_factory=dict)


def usage(name: str, *command: str | bytes) -> Bad:
    return Bad(name=name, command=command, status=2)


def known(name: str, *command: str) -> Bad:
    return Bad(name=name, command=command, status=1)


def fault(name: str, content: str | bytes, file: str = MALEE) -> Bad:
    """A file with a fault, which `check` reports."""
    return Bad(name=f"check-{name}", command=("check",), status=1, files={file: content})


def instead(file: str, make: Callable[[Path], object]) -> Callable[[Path], None]:
    """Puts something else in the place of a file."""

    def place(root: Path) -> None:
        (root / file).unlink()
        make(root / file)

    return place


def make_socket(place: Path) -> None:
    here = Path.cwd()
    os.chdir(place.parent)  # a socket's path may be no longer than 108 bytes
    try:
        with socket.socket(socket.AF_UNIX) as one:
            one.bind(place.name)
    finally:
        os.chdir(here)


def link_to_copy(place: Path) -> None:
    copy = place.with_name("elsewhere.txt")
    copy.write_text("name: Elsewhere\n")
    place.symlink_to(copy.name)


COMMAND_LINES = [
    usage("unknown-command", "frobnicate"),
    usage("nearly-a-command", "sho", "malee"),
    usage("unknown-option", "show", "malee", "--nope"),
    usage("missing-argument", "rename", "malee"),
    usage("missing-option", "touch", "malee"),
    usage("not-a-number", "path", "--to", "GM", "-k", "many"),
    usage("not-text", "add-contact", b"A\xffB"),
    usage("today-is-nonsense", "--today", "nonsense", "list"),
    usage("day-is-nonsense", "touch", "malee", "--channel", "visit", "--on", "2026-02-30"),
    usage("day-in-the-future", "touch", "malee", "--channel", "visit", "--on", "2599-12-01"),
    usage("unknown-field", "set", "malee", "stanse", "1"),
    usage("no-value", "set", "malee", "stance"),
    usage("stance-out-of-range", "set", "malee", "stance", "7"),
    usage("influence-out-of-range", "set", "malee", "influence", "5"),
    usage("unknown-role", "set", "malee", "roles", "gatekeper"),
    usage("strength-above-one", "link", "malee", "prasert", "--kind", "refers", "--strength", "1.2"),
    usage("strength-below-zero", "know", "nok", "malee", "--strength", "-0.1"),
    usage("strength-no-number", "know", "nok", "malee", "--strength", "nan"),
    usage("level-out-of-range", "know", "nok", "malee", "--level", "5"),
    usage("unknown-kind", "link", "malee", "prasert", "--kind", "frend"),
    usage("unknown-channel", "touch", "malee", "--channel", "telepathy"),
    usage("name-empty", "add-contact", ""),
    usage("name-only-spaces", "add-contact", "   "),
    usage("name-only-signs", "add-contact", "😀"),
    usage("name-looks-like-option", "add-contact", "-x"),
    usage("id-leaves-folder", "add-contact", "A", "--id", "../x"),
    usage("id-hidden", "add-contact", "A", "--id", ".git"),
    usage("id-device", "add-contact", "A", "--id", "CON"),
    usage("id-empty", "add-contact", "A", "--id", ""),
    usage("id-too-long", "add-contact", "A", "--id", "a" * 61),
    usage("id-capital", "rename", "malee", "Malee-J"),
    usage("rename-out-of-folder", "rename", "malee", "../../malee"),
    usage("unknown-gap", "gaps", "--explain", "G999"),
    usage("gap-family", "gaps", "--explain", "G2"),
    usage("gap-empty", "gaps", "--select", ""),
    usage("unknown-view", "map", "--view", "sideways"),
    usage("unknown-list", "list", "nonsense"),
    known("id-taken", "add-contact", "Somebody", "--id", "malee"),
    known("unknown-person", "show", "nobody"),
    known("unknown-person-json", "show", "nobody", "--json"),
    known("unknown-account", "add-contact", "A", "--account", "nowhere"),
    known("unknown-account-json", "list", "--account", "nowhere", "--json"),
    known("unknown-member", "know", "nobody", "malee", "--level", "2"),
    known("unknown-member-of-contact", "add-contact", "A", "--known-by", "nobody:2"),
    known("unknown-boss", "add-contact", "A", "--reports-to", "nobody"),
    known("unknown-target", "link", "malee", "nobody", "--kind", "refers"),
    known("unknown-goal", "path", "--to", "nobody"),
    known("unknown-deal", "gaps", "--deal", "nothing"),
    known("person-of-two-letters-off", "show", "male"),
    known("link-to-oneself", "link", "malee", "malee", "--kind", "friend"),
    known("boss-of-oneself", "set", "malee", "reports_to", "malee"),
    known("reporting-cycle", "set", "anucha", "reports_to", "prasert"),
    known("remove-referenced", "remove", "anucha"),
    known("rename-to-taken", "rename", "malee", "prasert"),
    known("book-exists", "init"),
    known("init-on-a-file", "init", "relmap.yaml"),
    known("map-into-no-folder", "map", "-o", "nowhere/map.svg"),
    Bad(
        name="deal-of-another-account",
        command=("path", "--to", "GM", "--account", "siam-grand", "--deal", "cloud"),
        status=1,
        files={"accounts/lanshi/account.yaml": "name: Lanshi\n", "accounts/lanshi/deals/cloud.yaml": "name: Cloud\n"},
    ),
    Bad(name="ambiguous-name", command=("show", "มาลี"), status=1, files={f"{PEOPLE}/malee-2.yaml": "name: มาลี ใจดี\n"}),
]
BOOKS = [
    Bad(name="no-book", command=("list",), status=1, place=lambda root: (root / "relmap.yaml").unlink()),
    Bad(name="no-book-named", command=("list", "--book", "nowhere"), status=1),
    Bad(name="no-book-in-environment", command=("list",), status=1, variables={"RELMAP_BOOK": "nowhere"}),
    Bad(name="newer-format", command=("list",), status=1, files={"relmap.yaml": "relmap: 2\nnew: [&a , *a\n"}),
    Bad(name="newer-format-write", command=SET, status=1, files={"relmap.yaml": "relmap: 2\n"}),
    Bad(
        name="newer-journal",
        command=("list",),
        status=1,
        files={".relmap/journal": "relmap-journal 2 whatever\n"},
    ),
    Bad(name="settings-are-junk", command=("check",), status=1, files={"relmap.yaml": bytes(range(256)) * 8}),
    Bad(name="settings-are-a-folder", command=("check",), status=1, place=instead("relmap.yaml", Path.mkdir)),
    Bad(name="settings-are-a-link", command=("check",), status=1, place=instead("relmap.yaml", link_to_copy)),
    Bad(name="check-folder", command=("check",), status=1, place=instead(MALEE, Path.mkdir)),
    Bad(name="check-link", command=("check",), status=1, place=instead(MALEE, link_to_copy)),
    Bad(name="check-pipe", command=("check",), status=1, place=instead(MALEE, os.mkfifo)),
    Bad(name="check-socket", command=("check",), status=1, place=instead(MALEE, make_socket)),
    Bad(
        name="check-linked-account",
        command=("check",),
        status=1,
        place=lambda root: (root / "accounts" / "copy").symlink_to("siam-grand"),
    ),
    Bad(
        name="add-through-a-link", command=("add-member", "Pim"), status=1, place=lambda root: link_folder(root, "team")
    ),
    Bad(name="set-link", command=SET, status=1, place=instead(MALEE, link_to_copy)),
    Bad(name="set-pipe", command=SET, status=1, place=instead(MALEE, os.mkfifo)),
    Bad(name="set-broken", command=SET, status=1, files={MALEE: "name: [มาลี\n"}),
    Bad(name="touch-broken", command=("touch", "malee", "--channel", "call"), status=1, files={TOUCHES: "- {on: [\n"}),
    Bad(
        name="touch-too-big",
        command=("touch", "malee", "--channel", "call", "--on", "2026-11-20"),
        status=1,
        files={TOUCHES: "- {on: 2026-11-03, with: [malee], channel: chat}\n#" + "x" * (1024 * 1024 - 80) + "\n"},
    ),
    Bad(name="rename-beside-broken", command=("rename", "anucha", "a"), status=1, files={MALEE: "name: [มาลี\n"}),
    Bad(
        name="remove-beside-broken",
        command=("remove", "somsri"),
        status=1,
        files={f"{PEOPLE}/somsri.yaml": "name: สมศรี\n", MALEE: "name: [มาลี\n"},
    ),
]
FAULTS = [
    fault("not-closed", "name: [มาลี\n"),
    fault("tab", "name: มาลี\nroles:\n\t- gatekeeper\n"),
    fault("duplicate-key", "name: มาลี\ntitle: a\nname: b\n"),
    fault("bomb", BOMB),
    fault("tag", "name: !!python/object/apply:os.system [ls]\n"),
    fault("merge-key", "name: มาลี\n<<: {stance: 1}\n"),
    fault("two-documents", "name: มาลี\n---\nname: b\n"),
    fault("merge-conflict", "name: มาลี\n<<<<<<< ours\nstance: 1\n=======\nstance: 2\n>>>>>>> theirs\n"),
    fault("latin-1", "name: André\n".encode("latin-1")),
    fault("utf-16", "name: มาลี\n".encode("utf-16")),
    fault("nul", "name: ma\0lee\n"),
    fault("too-deep", "x-a: " + "[" * 50_000 + "\n"),
    fault("too-big", "name: มาลี\n#" + "x" * 1024 * 1024),
    fault("empty", ""),
    fault("a-list", "- name: มาลี\n"),
    fault("a-word", "มาลี\n"),
    fault("no-name", "title: x\n"),
    fault("wrong-type", "name: มาลี\nroles: {gatekeeper: yes}\n"),
    fault("unknown-word", "name: มาลี\nroles: [gatekeper]\n"),
    fault("buddhist-year", "name: มาลี\nverified_on: 2569-11-22\n"),
    fault("no-such-day", "name: มาลี\nverified_on: 2026-02-30\n"),
    fault("strength", "name: มาลี\nlinks:\n  - {to: prasert, kind: refers, strength: 1.2}\n"),
    fault("huge-number", "name: มาลี\ninfluence: " + "9" * 5000 + "\n"),
    fault("dangling", "name: มาลี\nreports_to: nobody\n"),
    fault("self-link", "name: มาลี\nlinks:\n  - {to: malee, kind: friend}\n"),
    fault("cycle", "name: อนุชา\nreports_to: prasert\n", f"{PEOPLE}/anucha.yaml"),
    fault("bad-id", "name: x\n", f"{PEOPLE}/CON.yaml"),
    fault("touches-of-nobody", "- {on: 2026-01-02, with: [malee], channel: call}\n", TOUCHES.replace("nok", "ghost")),
]


def link_folder(root: Path, name: str) -> None:
    (root / name).rename(root / "real")
    (root / name).symlink_to("real")


def golden(bad: Bad, root: Path, status: int, stdout: str, stderr: str) -> str:
    shown = " ".join(
        shlex.quote(part if isinstance(part, str) else repr(part)[2:-1]) for part in ("relmap", *bad.command)
    )
    text = f"$ {shown}\n{stdout}{stderr}[exit status {status}]\n".replace(str(root), "BOOK")
    return "\n".join(line if len(line) < 400 else f"{line[:200]} … {len(line)} characters" for line in text.split("\n"))


@pytest.mark.parametrize("bad", [*COMMAND_LINES, *BOOKS, *FAULTS], ids=lambda bad: bad.name)
def test_bad_input_gets_its_words_and_changes_nothing(bad: Bad, tmp_path: Path) -> None:
    root = book_on_disk(tmp_path / "book", HOTEL | bad.files)
    bad.place(root)
    before = entries(root)
    result = relmap(*bad.command, folder=root, **bad.variables)
    text = golden(bad, root, result.returncode, result.stdout, result.stderr)
    file = GOLDEN / f"{bad.name}.txt"
    if os.environ.get("RELMAP_GOLDEN") == "write":
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")
    assert result.returncode == bad.status
    assert entries(root) == before
    assert "Traceback" not in text
    if bad.command == ("check",) and result.stdout:
        assert re.search(r"^[^ ]+:\d+:\d+: error: .+; .+ \[[a-z0-9-]+\]$", result.stdout, re.MULTILINE)
        assert result.stderr == ""
    else:
        assert result.stdout == ""
        assert [line.split(":")[0] for line in result.stderr.splitlines() if not line.startswith("warning: ")] == [
            "error"
        ]


def test_no_golden_text_is_left_over() -> None:
    assert {file.stem for file in GOLDEN.glob("*.txt")} == {bad.name for bad in [*COMMAND_LINES, *BOOKS, *FAULTS]}


@pytest.mark.parametrize(
    "name",
    [
        "\x1b[31mred\x07",
        "‮live‬",
        "นก " * 100,
        "Nok 😀 👩‍💻",
        "../../etc/passwd",
        "-x",
        "No",
        "null",
        "12:30",
        "[b]Nok[/b] :smile:",
        'a "b" \\N {c} #d',
        "- a: b",
        "é",
        "a\u2028b\x85c",
        "\ufeffNok",
        "\ufffeNok\uffff",
        "𝓝ok \U000e0001",
        "a\tb\nc",
    ],
)
def test_a_strange_name_is_kept_and_shown_without_harm(name: str, tmp_path: Path) -> None:
    root = book_on_disk(tmp_path / "book", {"accounts/a/account.yaml": "name: A\n"})
    added = relmap("add-contact", "--id", "strange", "--account", "a", "--", name, folder=root)
    assert (added.returncode, added.stderr) == (0, "")
    for command in (["check"], ["show", "strange"], ["list"], ["list", "--json"], ["show", "strange", "--json"]):
        shown = relmap(*command, folder=root)
        assert (shown.returncode, shown.stderr) == (0, ""), shown
        assert not re.search(
            "[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029]", shown.stdout
        )
    assert sorted(path.name for path in root.rglob("*.yaml")) == ["account.yaml", "relmap.yaml", "strange.yaml"]


@pytest.fixture
def read_only() -> Iterator[Path]:
    """A book that nobody may write to, where everybody may go, unlike pytest's own folder."""
    folder = Path(tempfile.mkdtemp())
    root = book_on_disk(folder / "book", HOTEL)
    folder.chmod(0o755)
    root.chmod(0o555)
    yield root
    root.chmod(0o755)
    shutil.rmtree(folder)


def test_a_folder_that_may_not_be_written_to(read_only: Path) -> None:
    before = entries(read_only)
    result = relmap(*SET, folder=read_only, before=unprivileged())
    assert result.returncode == 1
    assert result.stderr == (
        f"error: cannot write {read_only}/.relmap: permission denied; nothing was changed; "
        "ask the owner of the book for the right to write there\n"
    )
    assert entries(read_only) == before
    for command in (["list"], [*SET, "--dry-run"], ["check"]):
        reading = relmap(*command, folder=read_only, before=unprivileged())
        assert (reading.returncode, reading.stderr) == (0, "")


FULL_DISK = """
set -e
mount -t tmpfs -o size=160k none "$1"
cp -r "$2" "$1/book"
cd "$1/book"
if cat /dev/zero > filler 2> /dev/null; then exit 78; fi
[ "$(df --output=avail . | tail -n 1 | tr -d ' ')" = 0 ] || exit 79
shift 2
find . -path ./.relmap -prune -o -type f ! -name filler -print0 | sort -z | xargs -0 sha256sum > /dev/shm/$$.before
status=0
"$@" || status=$?
find . -path ./.relmap -prune -o -type f ! -name filler -print0 | sort -z | xargs -0 sha256sum > /dev/shm/$$.after
cmp /dev/shm/$$.before /dev/shm/$$.after || status=77
rm /dev/shm/$$.before /dev/shm/$$.after
exit $status
"""


@pytest.mark.parametrize(
    "command",
    [
        ["set", "malee", "notes", "x" * 5000],
        ["rename", "anucha", "anucha-s"],
        ["add-contact", "A", "--notes", "x" * 5000],
    ],
    ids=lambda command: command[0],
)
def test_a_full_disk(command: list[str], tmp_path: Path) -> None:
    root = book_on_disk(tmp_path / "book", HOTEL)
    assert relmap("set", "malee", "stance", "2", folder=root).returncode == 0  # so that there is a lock already
    disk = tmp_path / "disk"
    disk.mkdir()
    result = subprocess.run(
        [*private_mounts(), "sh", "-c", FULL_DISK, "sh", str(disk), str(root), *RELMAP, *command],
        env=environment(),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert result.returncode == 1, result.stderr
    assert re.fullmatch(
        r"error: cannot write \S+: no space left on device; nothing was changed; free some space and try again\n",
        result.stderr,
    )


def test_a_folder_that_is_gone(tmp_path: Path) -> None:
    run = ["sh", "-c", 'rmdir "$PWD" && exec "$@"', "sh", *RELMAP, "list"]
    result = subprocess.run(run, cwd=tmp_path, env=environment(), capture_output=True, text=True, check=False)
    expected = "error: cannot read the current folder: no such file or directory; mend that and try again\n"
    assert (result.returncode, result.stdout, result.stderr) == (1, "", expected)


def test_names_of_files_that_no_terminal_should_see(tmp_path: Path) -> None:
    root = book_on_disk(tmp_path / "book", HOTEL)
    for name in (b"a\xffb", b"a\nb", b"\x1b[31m", "\u202ea".encode(), "e\u0301".encode(), b"CON", b"A", b"a" * 61):
        (root / PEOPLE / os.fsdecode(name + b".yaml")).write_text("name: x\n")
    result = relmap("check", folder=root)
    assert (result.returncode, result.stderr) == (1, "")
    assert result.stdout.endswith("8 errors, 0 warnings\n")
    # Two of them would be given the same name: whoever followed that would write over one of them.
    assert result.stdout.count("[bad-id]\n") == 6
    assert result.stdout.count("[id-clash]\n") == 2
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\ufffd]", result.stdout)
    assert relmap("list", folder=root).returncode == 0


def test_an_answer_that_cannot_be_printed(tmp_path: Path) -> None:
    root = book_on_disk(tmp_path / "book", HOTEL)
    run = {"cwd": root, "stderr": subprocess.PIPE, "text": True, "check": False}
    with Path("/dev/full").open("w") as full:
        result = subprocess.run([*RELMAP, "list"], stdout=full, env=environment(), **run)
    assert result.returncode == 1
    assert re.fullmatch("error: cannot print the answer: no space left on device; .+\n", result.stderr)
    closed = subprocess.run(["sh", "-c", 'exec "$@" >&-', "sh", *RELMAP, "list"], env=environment(), **run)
    assert (closed.returncode, closed.stderr) == (0, "")
    latin = relmap("show", "malee", folder=root, PYTHONIOENCODING="latin-1")
    assert (latin.returncode, latin.stderr) == (0, "")
    assert "มาลี ใจดี" in latin.stdout
