"""Reading YAML: what is refused, where, and that nothing else ever happens."""

import subprocess
import sys
from random import Random
from time import monotonic

import pytest

from relmap.storage.yaml_source import MappingNode, Source, is_absent, position, read_source

DEEP = "[" * 21 + "]" * 21


def places(data: bytes) -> list[tuple[int, int, str]]:
    return [(fault.line, fault.column, fault.code) for fault in read_source(data).faults]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\nb: 2\na: 3\n", [(3, 1, "yaml-duplicate-key")]),
        ("มาลี: {a: 1, 'a': 2}\n", [(1, 14, "yaml-duplicate-key")]),
        ("a: 1\na: 2\na: 3\n", [(2, 1, "yaml-duplicate-key"), (3, 1, "yaml-duplicate-key")]),
        ("a: &x 1\nb: *x\n", [(1, 4, "yaml-anchor"), (2, 4, "yaml-alias")]),
        ("a: *nobody\n", [(1, 4, "yaml-alias")]),
        ("*x: 1\n", [(1, 1, "yaml-alias")]),
        ("a: [b, &c d]\n", [(1, 8, "yaml-anchor")]),
        ("a: !!int 3\nb: ! x\n", [(1, 4, "yaml-tag"), (2, 4, "yaml-tag")]),
        ("- !x\n", [(1, 3, "yaml-tag")]),
        ("<<: {a: 1}\nb: 2\n", [(1, 1, "yaml-merge-key")]),
        ("? a\n: b\n", [(1, 1, "yaml-complex-key")]),
        ("{? a : b}\n", [(1, 2, "yaml-complex-key")]),
        ("[a]: b\n", [(1, 1, "yaml-complex-key")]),
        ("a: 1\n---\nb: 2\n", [(2, 1, "yaml-documents")]),
        ("%YAML 1.2\n---\na: 1\n", [(1, 1, "yaml-directive")]),
        ("a: 1\nb: x\0y\n", [(2, 5, "yaml-control-character")]),
        ("a: \x1b\nb: \x07\n", [(1, 4, "yaml-control-character"), (2, 4, "yaml-control-character")]),
        ("a: 'x\u2028y'\n", [(1, 6, "yaml-control-character")]),
        ("a: 'x\x85y'\n", [(1, 6, "yaml-control-character")]),
        ("a: b\rc: d\n", [(1, 5, "yaml-control-character")]),
        ("a: b\ufeffc\n", [(1, 5, "yaml-control-character")]),
        ("\ufeffa: 1\na: 2\n", [(1, 1, "yaml-bom"), (2, 1, "yaml-duplicate-key")]),
        ("a: e\u0301\n", [(1, 4, "yaml-not-nfc")]),
        ("b: 1\n<<<<<<< HEAD\na: 1\n=======\na: 2\n>>>>>>> x\n", [(2, 1, "yaml-merge-conflict")]),
        ("a:\n\tb: 1\n", [(2, 1, "yaml-tab")]),
        ("a:\n- b\n\t- c\n", [(3, 1, "yaml-tab")]),
        ("a: b: c\n", [(1, 5, "yaml-syntax")]),
        ("name: x\n  title: y\n", [(2, 3, "yaml-syntax")]),
        ("a: 'b\nc: d\n", [(1, 4, "yaml-syntax")]),
        ("a: [b\nc: d\n", [(1, 4, "yaml-syntax")]),
        ("a: {b: c\nd: e\n", [(1, 4, "yaml-syntax")]),
        ("a: @b\n", [(1, 4, "yaml-syntax")]),
        ("a: %b\n", [(1, 4, "yaml-syntax")]),
        ('a: "\\q"\n', [(1, 5, "yaml-syntax")]),
        ('a: "\\ud800"\n', [(1, 5, "yaml-syntax")]),
        ('a: "b" c\n', [(1, 8, "yaml-syntax")]),
        ("a: 1\njunk\nb: 2\n", [(2, 1, "yaml-syntax")]),
        ("a: - b\n", [(1, 4, "yaml-syntax")]),
        ("- a\nb: c\n", [(2, 1, "yaml-syntax")]),
        ("a: |x\n  b\n", [(1, 5, "yaml-syntax")]),
        (f"a: {DEEP}\n", [(1, 23, "yaml-too-deep")]),
        ("[" * 500_000, [(1, 21, "yaml-too-deep")]),
        ("- " * 500_000, [(1, 41, "yaml-too-deep")]),
        ("? " * 500_000, [(1, 41, "yaml-too-deep")]),
        ("{a: " * 200_000, [(1, 81, "yaml-too-deep")]),
        ("a: x\u2028  &x y\n", [(1, 5, "yaml-control-character")]),
    ],
)  # fmt: skip
def test_a_fault_stands_where_an_editor_shows_it(text: str, expected: list[tuple[int, int, str]]) -> None:
    assert places(text.encode()) == expected


BELOW = "needs: a\nlinks:\n  - {to: b, kind: refers}\nnotes: |\n  it:is\nstatus: active\n"


@pytest.mark.parametrize(
    ("slip", "place", "mend"),
    [
        ("name: ?", (2, 7), 'name: "?"'),
        ("name: ? # who", (2, 7), 'name: "?"'),
        ("x: [?, b]", (2, 5), '"?"'),
        ("x: {to: ?, kind: x}", (2, 9), '"?"'),
        ("x:\n  - ?", (3, 5), '"?"'),
        ("name:Ploy", (2, 5), "put a space after `name:`"),
        ("name:[a, b]", (2, 5), "put a space after `name:`"),
        ("x: {to:gm, kind: x}", (2, 7), "put a space after `to:`"),
        ("x: {to: gm, kind:x}", (2, 17), "put a space after `kind:`"),
        ("x:\n  - to:gm\n    kind: x", (3, 7), "put a space after `to:`"),
        ("x:\n  th: a\n  en:Ploy", (4, 5), "put a space after `en:`"),
        ("x: \"abc\ny: \"z\"", (2, 4), "close it with the same mark"),
        ("x: \"abc\ny: \"z\"\nw: \"v\"", (2, 4), "close it with the same mark"),
        ("x: 'abc\ny: it's", (2, 4), "close it with the same mark"),
        ("x:\n  - {to: \"a, kind: b}\n  - {to: b, kind: \"y\"}", (3, 10), "close it with the same mark"),
        ("x: \"he said \"no\" to it\"", (2, 14), "put the whole text in quotes"),
        ("x: 'it's so'", (2, 8), "write '' for a ' inside it"),
        ("x: \"b\",", (2, 7), "remove it"),
        ("x:\n  - a\n  -b", (4, 3), "put a space after the `-`"),
        ("x:\n  -{to: a, kind: b}", (3, 3), "put a space after the `-`"),
        ("x:\n  * a", (3, 3), "start it with `- `"),
        ("x:\n  en: a\n th: b", (4, 2), "indent it"),
        ("x: Manager: Sales", (2, 11), 'x: "Manager: Sales"'),
        ("x: {note: he said: no}", (2, 14), "put a comma before said"),
        ("x: {to: a kind: b}", (2, 11), "put a comma before kind"),
        ("x: [a, #b]", (2, 8), "put the text with the # in quotes"),
        ("x: %5", (2, 4), 'x: "%5"'),
        ("x: @ploy", (2, 4), 'x: "@ploy"'),
        ("x: `b`", (2, 4), 'x: "`b`"'),
        ("x: **b**", (2, 4), 'x: "**b**"'),
        ("x: & co", (2, 4), 'x: "& co"'),
        ("x: > 5", (2, 6), 'x: "> 5"'),
        ("x: “a: b”", (2, 4), 'write " in its place'),
        ("x: b\n}", (3, 1), "remove it"),
        ("x: [b]]", (2, 7), "remove it"),
        ("x:\nSales", (3, 1), "write it behind `x: `"),
        ("x: |\nfirst\nsecond", (3, 1), "indent it"),
        ('x: "C:\\Users"', (2, 7), "single quotes"),
        ("x：b", (2, 2), "ordinary colon"),
        ("x: {to：b}", (2, 7), "ordinary colon"),
        ("x: {to: a，kind: b}", (2, 10), "write , in its place"),
        ("x: [a, b］", (2, 9), "write ] in its place"),
        ("x:\u3000b", (2, 3), "press the space bar"),
        ("x = b", (2, 2), "ordinary colon"),
        ("What I know", (2, 1), "put # before a remark"),
        ("// what I know", (2, 1), "start it with #"),
    ],
)  # fmt: skip
def test_an_everyday_slip_is_one_fault_at_its_place(slip: str, place: tuple[int, int], mend: str) -> None:
    for above, lines in (("", 1), ("title: GM\n", 0), ('a: "b: c"\ntitle: GM\n', -1)):
        faults = read_source(f"{above}{slip}\n{BELOW}".encode()).faults
        assert [(fault.line + lines, fault.column) for fault in faults] == [place]
        assert mend in faults[0].mend


def test_every_line_without_a_space_is_named_where_all_are_so() -> None:
    expected = [(1, 5, "yaml-syntax"), (2, 6, "yaml-syntax")]
    assert places(b"name:Ploy\ntitle:GM\n") == expected
    assert places(f"name:Ploy\ntitle:GM\n{BELOW}".encode()) == expected


def test_an_indented_first_line_is_one_fault() -> None:
    assert places(f" x: a\n{BELOW}".encode()) == [(1, 2, "yaml-syntax")]


def test_all_faults_of_a_file_come_at_once() -> None:
    text = "a: [1, 2\nb: 'x\nc: d: e\nd: @f\n- g\ne: 1\ne: 2\nf: g\n\th: ok\n"
    assert [line for line, _, _ in places(text.encode())] == [1, 2, 3, 4, 7, 9]


def test_each_broken_line_of_a_list_is_named() -> None:
    text = "- {a: b\n- {c: d}\n- {e: 'f}\n- {a: x}\n- {a: b, a: c}\n"
    assert places(text.encode()) == [
        (1, 3, "yaml-syntax"),
        (3, 7, "yaml-syntax"),
        (5, 10, "yaml-duplicate-key"),
    ]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"a: \xff\nb: '\xe9'\n", [(1, 4, "yaml-not-utf8"), (2, 5, "yaml-not-utf8")]),
        (b"a: \xff\na: 1\n", [(1, 4, "yaml-not-utf8"), (2, 1, "yaml-duplicate-key")]),
        ("ก: ".encode() + b"\xa1\n", [(1, 4, "yaml-not-utf8")]),
        ("มาลี".encode("tis-620"), [(1, column, "yaml-not-utf8") for column in range(1, 5)]),
        ("a: 1\n".encode("utf-16"), [(1, 1, "yaml-not-utf8")]),
        ("a: 1\n".encode("utf-16-le"), [(1, 1, "yaml-not-utf8")]),
        ("a: 1\n".encode("utf-16-be"), [(1, 1, "yaml-not-utf8")]),
        (b"a: \xed\xa0\x80\n", [(1, 4, "yaml-not-utf8"), (1, 5, "yaml-not-utf8"), (1, 6, "yaml-not-utf8")]),
        (b"x" * (1024 * 1024 + 1), [(1, 1, "yaml-too-big")]),
    ],
)  # fmt: skip
def test_bytes_that_are_no_text_are_faults(data: bytes, expected: list[tuple[int, int, str]]) -> None:
    assert places(data) == expected


@pytest.mark.parametrize(
    "text",
    [
        "note: Q & A! is it * or ? 100% <b>\n",
        "a: b&c\nd: what?\ne: wow!\nf: 5*3\n",
        "a: '&x'\nb: \"*y\"\nc: '!z'\nd: |\n  &x *y !z << ?\n",
        "---\na: 1\n...\n",
        "a: 1\r\nb: 2\r\n",
        "a: b\n# <<<< look\n",
        "พี่: น้ำ\n王: 经理\n",
        "a: " + "[" * 19 + "]" * 19,
        "# only\n",
        "",
        "- {a: 1, b: [c]}\n" * 3000,
        "note: " + "x" * 5000 + "\n",
    ],
)
def test_what_people_write_is_no_fault(text: str) -> None:
    assert read_source(text.encode()).faults == ()


def test_every_scalar_is_text_and_absent_is_told_from_empty() -> None:
    text = "a: No\nb: 0212345677\nc: 12:30\nd:\ne: ~\nf: null\ng: ''\nh: '~'\ni: \"null\"\nj: 1e5\n"
    root = read_source(text.encode()).root
    assert isinstance(root, MappingNode)
    values = [None if is_absent(value) else value.value for _, value in root.value]
    assert values == ["No", "0212345677", "12:30", None, None, None, "", "~", "null", "1e5"]


@pytest.mark.parametrize("text", ["", "# c\n", "---\n", "~\n", " \n\n"])
def test_an_empty_file_has_no_root(text: str) -> None:
    assert read_source(text.encode()) == Source(text, None, ())


def test_marks_count_characters() -> None:
    source = read_source("ชื่อ: มาลี\r\n王: 经理 # c\r\n".encode())
    assert isinstance(source.root, MappingNode)
    marks = [(node.start_mark.index, node.end_mark.index) for pair in source.root.value for node in pair]
    assert [source.text[start:end] for start, end in marks] == ["ชื่อ", "มาลี", "王", "经理"]
    assert position(source.text, marks[3][0]) == (2, 4)


def test_an_unsafe_tree_is_not_handed_out() -> None:
    bomb = "a: &a [x, x]\n" + "".join(f"{n}: &{n} [*{p}, *{p}]\n" for p, n in zip("abcdefgh", "bcdefghi", strict=True))
    for text in (bomb, "a: &a [*a]\n", "<<: [{a: 1}]\n", "a: !!python/name:os.system x\n"):
        assert read_source(text.encode()).root is None


def test_every_fault_says_how_to_mend_it_in_plain_words() -> None:
    texts = ["a: b: c", "a: [", "a: '", "a: {", "a: @", "a: x\n\ty", "a: |x", "- a\nb", "a\nb: c", "a: &x", "? a"]
    for text in texts:
        for fault in read_source(text.encode()).faults:
            assert fault.reason
            assert fault.mend
            for jargon in ("token", "scalar", "scanning", "parsing", "indicator", "sequence", "flow", "mapping"):
                assert jargon not in fault.reason + fault.mend


@pytest.mark.parametrize(
    "line", ["- {a: b\n", "- [\n", "k: v\n", "<<<<<<< a\n", "- {a: 1, a: 2}\n", "- !\n", "a: b: c\n", '- "x\n', "\0"]
)
def test_a_mebibyte_of_mistakes_is_read_in_bounded_time(line: str) -> None:
    """Each took a minute or more where something was looked up again for every fault."""
    started = monotonic()
    source = read_source((line * (1024 * 1024 // len(line))).encode())
    assert 1 <= len(source.faults) <= 60
    assert monotonic() - started < 20


PIECES = [*"\t\n\r\0 :-?[]{},#&*!|>'\"%@`<~\\\x85\u2028\ufeff", "\n  ", ": ", "- ", "---\n", "e\u0301", "&a ", "<<: "]


def test_damaged_files_give_faults_and_nothing_else() -> None:
    rnd = Random(2026)
    whole = (
        'name: "มาลี ใจดี"\nroles: [gatekeeper, user]\nlinks:\n  - {to: a, kind: refers}\n'
        "  - to: b\n    note: |\n      x\n      y\nnames: {zh: 玛丽}\nnotes: 'it''s' # c\n"
    ).encode()
    sound = 0
    for _ in range(2_000):
        data = bytearray(whole)
        for _ in range(rnd.randint(1, 4)):
            at = rnd.randrange(len(data))
            match rnd.randrange(4):
                case 0:
                    data[at] = rnd.randrange(256)
                case 1:
                    del data[at : at + rnd.randint(1, 8)]
                case 2:
                    data[at:at] = rnd.choice(PIECES).encode()
                case _:
                    data[at:at] = data[rnd.randrange(len(data)) :][: rnd.randint(1, 30)]
        source = read_source(bytes(data))
        sound += not source.faults
        lines = source.text.split("\n")
        for fault in source.faults:
            assert 1 <= fault.line <= len(lines)
            assert 1 <= fault.column <= len(lines[fault.line - 1]) + 1
        assert list(source.faults) == sorted(set(source.faults))
    assert 100 < sound < 1_500  # the damage is neither always fatal nor never seen


def test_without_the_c_parser_the_same_is_read() -> None:
    texts = ["a: [b, 'c']\n", "a: 1\na: 2\n", "a: &x 1\n", "a: [" * 400, "[" * 990, "a: \0\n", "a: b: c\n", "\ta: b\n"]
    script = (
        "import sys; sys.modules['yaml._yaml'] = None\n"
        "from relmap.storage.yaml_source import read_source\n"
        "from relmap.storage.yaml_parser import _Composer\n"
        "assert not any('_yaml' in base.__module__ for base in _Composer.__mro__)\n"
        f"for text in {texts!r}: print([fault[:3] for fault in read_source(text.encode()).faults])"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (run.stderr, run.stdout.splitlines()) == ("", [str(places(text.encode())) for text in texts])
