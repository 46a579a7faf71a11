"""Writing YAML: what is written reads back as the same text, by every reader, and looks as the format says."""

from typing import Any

import pytest
import ruamel.yaml
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from relmap.storage.yaml_sheet import data_of
from relmap.storage.yaml_source import read_source
from relmap.storage.yaml_write import Bare, document, flow_mapping, is_plain, literal, scalar

HOSTILE = (
    "", " ", "No", "no", "on", "OFF", "y", "N", "yes", "true", "False", "null", "NULL", "~", "0212345677",
    "12:30", "08", "010", "1e3", "1E5", "+1", "-1", ".5", "5.", "0x1F", "0b11", "0o17", "1_000", "1,000",
    ".inf", "-.INF", ".NaN", "2026-11-03", "2026-11-03 10:00:00", "2001-12-14t21:59:43.10-05:00",
    "190:20:30", "1.2.3", "=", "<<", "-", "--", "---", "...", "- a", "?", "? a", ":", ": a", "a:", "a: b",
    "a:b", "a #b", "a#b", "#a", "&a", "*a", "!a", "!!str a", "|", ">", "%a", "@a", "`a`", "'", "''", "'a'",
    '"', '"a"', 'say "x"', "it's", "\\", "\\n", "a\\", ",", "a,b", "a, b", "[", "]", "[a]", "{", "}", "{a}",
    "a]", "a}", "a\nb", "a\n", "\na", "a\n\nb", "\t", "a\tb", "\ta", " a", "a ", "\u00a0a", "a\u3000", "\r",
    "a\r\nb", "\0", "\x1b[0m", "\x7f", "\x85", "a\u2028b", "\u2029", "\ufeff", "a\ufeff", "\u202eabc",
    "a\u200fb", "\u061c", "\u2066x\u2069", "\ufffe", "\uffff", "😀", "มาลี ใจดี", "น้ำ", "王经理", "𠮷",
    "e\u0301", "x" * 500, "a b " * 300, "http://x.y/z?a=b", "user@example.com", "1:2", "+66 2 123 4567",
    "12 Sukhumvit Rd", "3D", "0", "-", "+", ".", "1.", "e", "E5", "0x", "1e", "Infinity", "NaN", "nan",
    "inf", "０１２", "١٢",
)  # fmt: skip


def readings(text: str) -> list[Any]:
    """The value by relmap, by PyYAML (YAML 1.1, C and Python) and by ruamel (YAML 1.2)."""
    newer = ruamel.yaml.YAML(typ="safe", pure=True)
    return [
        data_of(read_source(text.encode()).root),
        yaml.load(text, Loader=yaml.CSafeLoader),
        yaml.load(text, Loader=yaml.SafeLoader),
        newer.load(text),
    ]


def check(text: str) -> None:
    for written in (f"k: {scalar(text)}\n", f"k: {scalar(text)} # c\n", f"- {scalar(text)}\n"):
        for value in readings(written):
            assert value in ({"k": text}, [text]), written
    for value in readings(f"k: [{scalar(text, flow=True)}, {{a: {scalar(text, flow=True)}, b: c}}]\n"):
        assert value == {"k": [text, {"a": text, "b": "c"}]}
    for value in readings(document([("k", text), ("l", [text, text]), ("m", [{"n": text}]), ("o", "end")])):
        assert value == {"k": text, "l": [text, text], "m": [{"n": text}], "o": "end"}


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_read_back_as_themselves(text: str) -> None:
    check(text)


ALPHABET = st.one_of(
    st.sampled_from("-+.:#,[]{}&*!|>'\"%@`?\\ \n\t~=<0123456789eExob_TZnulyo\x85\u2028\u202e\ufeffกี王😀"),
    st.characters(exclude_categories=["Cs"]),
)


@settings(max_examples=600, deadline=None)
@given(st.text(ALPHABET, max_size=12))
@example("1 2:3")
def test_any_text_reads_back_as_itself(text: str) -> None:
    check(text)


@pytest.mark.parametrize("key", ["No", "a: b", "12:30", "", "null", "- a", "ชื่อ", "?", "#", "a b", "{"])
def test_keys_are_texts_too(key: str) -> None:
    for value in readings(document([(key, "v"), ("m", {key: "v"}), ("n", [{key: "v"}])])):
        assert value == {key: "v", "m": {key: "v"}, "n": [{key: "v"}]}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Front Office", "Front Office"),
        ("มาลี ใจดี", "มาลี ใจดี"),
        ("王经理", "王经理"),
        ("12/3 Rama IV Rd", "12/3 Rama IV Rd"),
        ("0212345677", '"0212345677"'),
        ("No", '"No"'),
        ('say "x"\\', 'say "x"\\'),
        ('"x" said \\', '"\\"x\\" said \\\\"'),
        ("a\u202eb\x85\x1b", '"a\\u202eb\\x85\\e"'),
        ("\u00a0a", '"\u00a0a"'),
        (Bare("3"), "3"),
        (Bare("-2"), "-2"),
        (Bare("0.45"), "0.45"),
        (Bare("2026-11-03"), "2026-11-03"),
        (Bare("true"), "true"),
        (Bare("null"), '"null"'),
        (Bare("a: b"), '"a: b"'),
        (Bare(""), '""'),
    ],
)
def test_a_scalar_looks_plain_where_it_can(text: str, expected: str) -> None:
    assert scalar(text) == expected


def test_a_touch_is_one_line_as_the_format_shows() -> None:
    pairs = [
        ("on", Bare("2026-11-03")),
        ("with", ["malee"]),
        ("channel", "visit"),
        ("two_way", Bare("true")),
        ("feeling", Bare("1")),
        ("note", "left samples"),
    ]
    assert flow_mapping(pairs) == (
        '{on: 2026-11-03, with: [malee], channel: visit, two_way: true, feeling: 1, note: "left samples"}'
    )


def test_a_new_file_looks_as_the_format_says() -> None:
    pairs = [
        ("name", "มาลี ใจดี"),
        ("aliases", ["พี่มาลี", "Malee"]),
        ("names", {"en": "Malee", "no": "Malee"}),
        ("roles", []),
        ("influence", Bare("3")),
        ("champion", {"has_power": Bare("true"), "own_win": Bare("true")}),
        ("channels", {"phone": "0212345677", "email": ["a@b.c"]}),
        ("links", [{"to": "prasert", "kind": "refers", "level": Bare("3")}, {"to": "x", "note": "one\ntwo\n"}]),
        ("title", None),
        ("notes", "line: one\n\n  line # two\nlast"),
    ]
    assert document(pairs) == (
        "name: มาลี ใจดี\n"
        "aliases: [พี่มาลี, Malee]\n"
        "names:\n"
        "  en: Malee\n"
        '  "no": Malee\n'
        "roles: []\n"
        "influence: 3\n"
        "champion: {has_power: true, own_win: true}\n"
        "channels:\n"
        '  phone: "0212345677"\n'
        "  email: [a@b.c]\n"
        "links:\n"
        "  - {to: prasert, kind: refers, level: 3}\n"
        "  - to: x\n"
        "    note: |\n"
        "      one\n"
        "      two\n"
        "title:\n"
        "notes: |-\n"
        "  line: one\n"
        "\n"
        "    line # two\n"
        "  last\n"
    )


@pytest.mark.parametrize(
    "text", ["", "\n", " a\nb", "a\n\n", "a\n \nb", "a\n\tb", "a\n\x85", "\na", "a\nb ", "a\u2028\nb"]
)
def test_a_block_is_not_used_where_it_would_change_the_text(text: str) -> None:
    block = literal(text, 2)
    if block is not None:
        header, lines = block
        assert all(
            value == {"a": text, "b": "c"} for value in readings("\n".join([f"a: {header}", *lines, "b: c", ""]))
        )
    assert (block is None) == (text != "a\nb ")


def test_long_texts_are_never_folded() -> None:
    assert document([("notes", "word " * 200 + "end"), ("l", ["x" * 99] * 9)]).count("\n") == 2


def test_plain_is_refused_for_every_other_type() -> None:
    """Whatever a reader takes for another type must not be plain: asked of PyYAML and ruamel themselves."""
    newer = ruamel.yaml.YAML(typ="safe", pure=True)
    for text in HOSTILE:
        if is_plain(text):
            assert yaml.load(text, Loader=yaml.CSafeLoader) == newer.load(text) == text
