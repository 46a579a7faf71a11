"""Byte-exact editing, one style after the other; each case compares the whole text."""

import pytest

from relmap.storage.yaml_edit import Edit, InsertItem, Remove, SetValue, append_line, edit, edits_between
from relmap.storage.yaml_write import Bare

SCALARS = [
    # What stands there, the new value, what stands there afterwards.
    ("title: GM  # boss\n", "CEO", "title: CEO  # boss\n"),
    ("title: 'GM'\n", "CEO", "title: 'CEO'\n"),
    ("title: 'GM'\n", "it's", "title: 'it''s'\n"),
    ("title: 'GM'\n", "a\x1b", 'title: "a\\e"\n'),
    ('title: "GM" # c\n', "CEO", 'title: "CEO" # c\n'),
    ('title: "GM"\n', 'the "GM"', 'title: "the \\"GM\\""\n'),
    ("title: GM\n", "12:30", 'title: "12:30"\n'),
    ("title: GM\n", "No", 'title: "No"\n'),
    ("title: GM\n", "a: b # c", 'title: "a: b # c"\n'),
    ("title: 3\n", Bare("4"), "title: 4\n"),
    ("title: '3'\n", Bare("4"), "title: '4'\n"),
    ("title: 021\n", "022", 'title: "022"\n'),
    ("title: GM", "CEO", "title: CEO"),
    ("title: GM\r\nx: y\r\n", "CEO", "title: CEO\r\nx: y\r\n"),
    ("title:    GM   \n", "CEO", "title:    CEO   \n"),
    ("title : GM\n", "CEO", "title : CEO\n"),
    ('"title": GM\n', "CEO", '"title": CEO\n'),
    ("title:\n  GM  # c\nx: y\n", "CEO", "title:\n  CEO  # c\nx: y\n"),
    ("title: long\n  text # c\nx: y\n", "CEO", "title: CEO # c\nx: y\n"),
    ("title: 'long\n  text'\n", "CEO", "title: 'CEO'\n"),
    ("title:\n", "CEO", "title: CEO\n"),
    ("title:  \n", "CEO", "title: CEO\n"),
    ("title:  # none yet\n", "CEO", "title: CEO  # none yet\n"),
    ("title:", "CEO", "title: CEO"),
    ("title:\r\n", "CEO", "title: CEO\r\n"),
    ("title: ~ # c\n", "CEO", "title: CEO # c\n"),
    ("title: null\n", "null", 'title: "null"\n'),
    ("title: ''\n", "CEO", "title: 'CEO'\n"),
    ("{title: GM, x: y}\n", "CEO", "{title: CEO, x: y}\n"),
    ("{title: GM, x: y}\n", "a, b", '{title: "a, b", x: y}\n'),
    ("{title: , x: y}\n", "CEO", "{title: CEO , x: y}\n"),
    ("{title, x: y}\n", "CEO", "{title: CEO, x: y}\n"),
    ('{"title":"GM","x":"y"}\n', "CEO", '{"title":"CEO","x":"y"}\n'),
    ("title: 'GM'# c\n", "CEO", "title: 'CEO' # c\n"),
    ("title: 'GM'# c\n", [{"to": "a"}], "title: # c\n  - {to: a}\n"),
    ("title: |  # c\n  one\n\n  two\n\nx: y\n", "new\n", "title: |  # c\n  new\n\nx: y\n"),
    ("title: |\n  one\nx: y\n", "new\nlines", "title: |-\n  new\n  lines\nx: y\n"),
    ("title: |\n    one\nx: y\n", "a\nb\n", "title: |\n    a\n    b\nx: y\n"),
    ("title: |-\n  one", "two\n", "title: |\n  two\n"),
    ("title: |-\n  one", "two", "title: |-\n  two"),
    ("title: |+\n  one\n\nx: y\n", "two\n", "title: |\n  two\nx: y\n"),
    ("title: >-\n  one\n  more\nx: y\n", "a b", "title: >-\n  a b\nx: y\n"),
    ("title: >\n  one\n", "a\n\nb\n", "title: >\n  a\n\n\n  b\n"),
    ("title: |\n  one\n# c\nx: y\n", "", 'title: ""\n# c\nx: y\n'),
    ("title: | # c\n  one\nx: y\n", " led", 'title: " led" # c\nx: y\n'),
    ("title: GM # c\nx: y\n", "one\ntwo\n", "title: | # c\n  one\n  two\nx: y\n"),
    ("title: 'GM'\n", "one\ntwo", "title: |-\n  one\n  two\n"),
    ("title: GM", "one\ntwo", "title: |-\n  one\n  two"),
    ("title: GM", "one\ntwo\n", "title: |\n  one\n  two\n"),
    ("title: GM\r\nx: y\r\n", "one\ntwo\n", "title: |\r\n  one\r\n  two\r\nx: y\r\n"),
    ("title: GM\n    # deep\nx: y\n", "one\ntwo\n", 'title: "one\\ntwo\\n"\n    # deep\nx: y\n'),
    ("title:\n    # deep\n  - a\nx: y\n", "one\ntwo\n", 'title: "one\\ntwo\\n"\n    # deep\nx: y\n'),
    ("{title: GM}\n", "one\ntwo", '{title: "one\\ntwo"}\n'),
    ("title: [a, b] # c\n", "CEO", "title: CEO # c\n"),
    ("title:\n  - a # one\n  - b\n# c\nx: y\n", "CEO", "title: CEO\n# c\nx: y\n"),
    ("title: GM # c\nx: y\n", ["a", "b"], "title: [a, b] # c\nx: y\n"),
    ("title: GM # c\nx: y\n", [{"to": "a"}], "title: # c\n  - {to: a}\nx: y\n"),
    ("title: GM\n", {"a": "b"}, "title:\n  a: b\n"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "value", "after"), SCALARS)
def test_a_value_is_replaced_in_its_own_style(before: str, value: str, after: str) -> None:
    assert edit(before, [SetValue(("title",), value)]) == after
    assert edit(after, [SetValue(("title",), value)]) == after


ORDER = ("name", "title", "department", "roles", "notes")
ADDED = [
    ("name: x\nroles: [a]\n", "name: x\ntitle: GM\nroles: [a]\n"),
    ("name: x # c\n  # deep\n# roles\nroles: [a]\n", "name: x # c\n  # deep\ntitle: GM\n# roles\nroles: [a]\n"),
    ("name: x\n# about name\n\nroles: [a]\n", "name: x\n# about name\ntitle: GM\n\nroles: [a]\n"),
    ("name: x\n\n# about roles\nroles: [a]\n", "name: x\ntitle: GM\n\n# about roles\nroles: [a]\n"),
    ("roles: [a]\nx-own: 1\n", "roles: [a]\nx-own: 1\ntitle: GM\n"),
    ("roles: [a]\nname: x\n", "roles: [a]\nname: x\ntitle: GM\n"),
    ("name: x", "name: x\ntitle: GM"),
    ("name: x\r\nroles: [a]\r\n", "name: x\r\ntitle: GM\r\nroles: [a]\r\n"),
    ("name: x\n# the end\n", "name: x\n# the end\ntitle: GM\n"),
    ("name: x\n\n# the end\n", "name: x\ntitle: GM\n\n# the end\n"),
    ("name:\n  - a\n  - b\n\n\nroles: [a]\n", "name:\n  - a\n  - b\ntitle: GM\n\n\nroles: [a]\n"),
    ("name:\n- a\n- b\nroles: [a]\n", "name:\n- a\n- b\ntitle: GM\nroles: [a]\n"),
    ("name: |\n  a\n\n  # text\n\nroles: [a]\n", "name: |\n  a\n\n  # text\ntitle: GM\n\nroles: [a]\n"),
    ("name: |+\n  a\n\nroles: [a]\n", "name: |+\n  a\n\ntitle: GM\nroles: [a]\n"),
    ("name: |\n  a", "name: |-\n  a\ntitle: GM"),
    ("name: >\n  a", "name: >-\n  a\ntitle: GM"),
    ("name: [\n  a, # one\n  b,\n]  # c\nroles: [a]\n", "name: [\n  a, # one\n  b,\n]  # c\ntitle: GM\nroles: [a]\n"),
    ("name: 'a\n  b'\nroles: [a]\n", "name: 'a\n  b'\ntitle: GM\nroles: [a]\n"),
    ("name: x\n...\n", "name: x\ntitle: GM\n...\n"),
    ("---\nname: x\n", "---\nname: x\ntitle: GM\n"),
    ("", "title: GM\n"),
    ("# only\n", "# only\ntitle: GM\n"),
    ("# only", "# only\ntitle: GM"),
    ("{name: x, roles: [a]}\n", "{name: x, title: GM, roles: [a]}\n"),
    ("{name: x}\n", "{name: x, title: GM}\n"),
    ("{name: x, }\n", "{name: x, title: GM, }\n"),
    ("{name: }\n", "{name: , title: GM }\n"),
    ("{\n  name:\n}\n", "{\n  name: ,\n  title: GM\n}\n"),
    ("{}\n", "{title: GM}\n"),
    ("{\n  name: x, # c\n  roles: [a]\n}\n", "{\n  name: x, # c\n  title: GM,\n  roles: [a]\n}\n"),
    ("{\n  name: x # c, d\n}\n", "{\n  name: x, # c, d\n  title: GM\n}\n"),
    ("{\n  name: x,\n}\n", "{\n  name: x,\n  title: GM,\n}\n"),
    ("{ name: x, # c\n  roles: [a] }\n", "{ name: x, # c\n  title: GM,\n  roles: [a] }\n"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after"), ADDED)
def test_a_new_key_goes_behind_its_nearest_forerunner(before: str, after: str) -> None:
    assert edit(before, [SetValue(("title",), "GM", ORDER)]) == after


ITEMS = [
    ("l: [a, b] # c\n", None, "l: [a, b, new] # c\n"),
    ("l: [a, b]\n", 0, "l: [new, a, b]\n"),
    ("l: [a, b]\n", 1, "l: [a, new, b]\n"),
    ("l: [ a , b ]\n", 1, "l: [ a , new, b ]\n"),
    ("l: [a, b,]\n", None, "l: [a, b, new,]\n"),
    ("l: []  # c\n", None, "l: [new]  # c\n"),
    ("l:  # c\n", None, "l: [new]  # c\n"),
    ("l:", None, "l: [new]"),
    ("l: ~\n", None, "l: [new]\n"),
    ("x: y\n", None, "x: y\nl: [new]\n"),
    ("l: [\n  a, # one\n  b # two\n]\n", None, "l: [\n  a, # one\n  b, # two\n  new\n]\n"),
    ("l: [\n  a, # one\n  b, # two\n]\n", None, "l: [\n  a, # one\n  b, # two\n  new,\n]\n"),
    ("l: [\n  a, # one\n  b # two\n]\n", 1, "l: [\n  a, # one\n  new,\n  b # two\n]\n"),
    ("l: [\n  a,\n  b]\n", None, "l: [\n  a,\n  b, new]\n"),
    ("l: [\n    a,\n    b\n    ]\n", 0, "l: [\n    new,\n    a,\n    b\n    ]\n"),
    ("l: [\n  a # one, two\n  , b]\n", 1, "l: [\n  a # one, two\n  , new, b]\n"),
    ("l: [a, b,\n  c, d]\n", 2, "l: [a, b, new,\n  c, d]\n"),
    ("l:\n  - a # one\n  - b # two\nx: y\n", None, "l:\n  - a # one\n  - b # two\n  - new\nx: y\n"),
    ("l:\n- a # one\n- b\nx: y\n", None, "l:\n- a # one\n- b\n- new\nx: y\n"),
    ("l:\n-   a\n-   b\n", None, "l:\n-   a\n-   b\n-   new\n"),
    ("l:\n    - a\n    - b", None, "l:\n    - a\n    - b\n    - new"),
    ("l:\r\n  - a\r\n", None, "l:\r\n  - a\r\n  - new\r\n"),
    ("l:\n  - a\n    # about a\n  # about b\n  - b\n", 1, "l:\n  - a\n    # about a\n  - new\n  # about b\n  - b\n"),
    ("l:\n  # first\n  - a\n", 0, "l:\n  # first\n  - new\n  - a\n"),
    ("l:\n  - a\n  # about a\n\nx: y\n", None, "l:\n  - a\n  # about a\n  - new\n\nx: y\n"),
    ("l:\n  - a\n# about x\nx: y\n", None, "l:\n  - a\n  - new\n# about x\nx: y\n"),
    ("l:\n  -\n  - ~\n", 1, "l:\n  -\n  - new\n  - ~\n"),
    ("l:\n  - |\n    a\n\n  - b\n", 1, "l:\n  - |\n    a\n  - new\n\n  - b\n"),
    ("l:\n  - - a\n  - b\n", 1, "l:\n  - - a\n  - new\n  - b\n"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "index", "after"), ITEMS)
def test_an_item_is_put_in_as_its_neighbours_stand(before: str, index: int | None, after: str) -> None:
    assert edit(before, [InsertItem(("l",), "new", index)]) == after


RECORDS = [
    ("l:\n  - {to: a}\n", "l:\n  - {to: a}\n  - {to: b, kind: refers}\n"),
    ("l:\n  - to: a\n    kind: x\n", "l:\n  - to: a\n    kind: x\n  - to: b\n    kind: refers\n"),
    ("l:\n-   to: a\n", "l:\n-   to: a\n-   to: b\n    kind: refers\n"),
    ("l:\n  -\n    to: a\n", "l:\n  -\n    to: a\n  - to: b\n    kind: refers\n"),
    ("l: [{to: a}]\n", "l: [{to: a}, {to: b, kind: refers}]\n"),
    ("l: [] # c\nx: y\n", "l: # c\n  - {to: b, kind: refers}\nx: y\n"),
    ("l:\nx: y\n", "l:\n  - {to: b, kind: refers}\nx: y\n"),
    ("l:\nm:\n- a\n", "l:\n- {to: b, kind: refers}\nm:\n- a\n"),
    ("x:\n    y: z\n", "x:\n    y: z\nl:\n  - {to: b, kind: refers}\n"),
    ("l:", "l:\n  - {to: b, kind: refers}"),
]


@pytest.mark.parametrize(("before", "after"), RECORDS)
def test_a_record_is_put_in_as_its_neighbours_stand(before: str, after: str) -> None:
    assert edit(before, [InsertItem(("l",), {"to": "b", "kind": "refers"})]) == after


REMOVED: list[tuple[str, tuple[str | int, ...], str]] = [
    ("a: 1 # c\nb: 2\n", ("a",), "b: 2\n"),
    ("a: 1\nb: 2 # c\n", ("b",), "a: 1\n"),
    ("# head\na: 1\n  # mine\n# about b\nb: 2\n", ("a",), "# head\n# about b\nb: 2\n"),
    ("a:\n  - x\n  - y\n\nb: 2\n", ("a",), "\nb: 2\n"),
    ("a: |\n  x\n\n  y\n\nb: 2\n", ("a",), "\nb: 2\n"),
    ("a: |+\n  x\nb: 2\n\nc: 3\n", ("b",), "a: |+\n  x\nc: 3\n"),
    ("a: [\n  x\n]\nb: 2\n", ("a",), "b: 2\n"),
    ("a: 1\r\nb: 2\r\n", ("a",), "b: 2\r\n"),
    ("a: 1\nb: 2", ("b",), "a: 1\n"),
    ("# head\na: 1\n", ("a",), "# head\n"),
    ("a: {b: 1}\n", ("a", "b"), "a: {}\n"),
    ("a: {b: 1, c: 2}\n", ("a", "b"), "a: {c: 2}\n"),
    ("a: {b: 1, c: 2}\n", ("a", "c"), "a: {b: 1}\n"),
    ("a:  # c\n  b: 1\nd: 2\n", ("a", "b"), "a: {}  # c\nd: 2\n"),
    ("l: [a, b, c] # c\n", ("l", 0), "l: [b, c] # c\n"),
    ("l: [a, b, c]\n", ("l", 1), "l: [a, c]\n"),
    ("l: [a, b, c]\n", ("l", 2), "l: [a, b]\n"),
    ("l: [a, b, ]\n", ("l", 1), "l: [a, ]\n"),
    ("l: [a] # c\n", ("l", 0), "l: [] # c\n"),
    ("l: [\n  a, # one\n  b, # two\n  c # three\n]\n", ("l", 1), "l: [\n  a, # one\n  c # three\n]\n"),
    ("l: [\n  a, # one\n  b # two\n]\n", ("l", 1), "l: [\n  a # one\n]\n"),
    ("l: [\n  a, # one\n  b, # two\n]\n", ("l", 1), "l: [\n  a, # one\n]\n"),
    ("l: [a, # one\n  b]\n", ("l", 0), "l: [ # one\n  b]\n"),
    ("l:\n  - a # one\n    # more\n  # next\n  - b\n", ("l", 0), "l:\n  # next\n  - b\n"),
    ("l:\n  - a\n  - b # two\n    # more\nx: y\n", ("l", 1), "l:\n  - a\nx: y\n"),
    ("l:\n- a\n- b\n# x\nx: y\n", ("l", 1), "l:\n- a\n# x\nx: y\n"),
    ("l:  # c\n  # first\n  - a\nx: y\n", ("l", 0), "l: []  # c\n  # first\nx: y\n"),
    ("l:\n- a\nx: y\n", ("l", 0), "l: []\nx: y\n"),
    ("l:\n  - to: a\n    kind: b\n", ("l", 0, "to"), "l:\n  - kind: b\n"),
    ("l:\n  - to: a\n    # about kind\n    kind: b\n", ("l", 0, "to"), "l:\n  -\n    # about kind\n    kind: b\n"),
    ("l:\n  - to: a # c\n", ("l", 0, "to"), "l:\n  - {} # c\n"),
    ("l:\n  - - a\n    - b\n", ("l", 0, 0), "l:\n  - - b\n"),
    ("- {a: 1}\n- {a: 2} # c\n", (0,), "- {a: 2} # c\n"),
    ("# h\n- {a: 1}\n", (0,), "# h\n"),
    ("l: [a: b]\n", ("l", 0, "a"), "l: [{}]\n"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "path", "after"), REMOVED)
def test_what_is_removed_takes_only_its_own_along(before: str, path: tuple[str | int, ...], after: str) -> None:
    assert edit(before, [Remove(path)]) == after


DEEP: list[tuple[str, Edit, str]] = [
    ("a: 1\n", SetValue(("c", "has"), Bare("true")), "a: 1\nc: {has: true}\n"),
    ("c: {has: true}\n", SetValue(("c", "own"), Bare("true")), "c: {has: true, own: true}\n"),
    ("c:\n    has: 1 # x\nd: 1\n", SetValue(("c", "own"), "no way"), "c:\n    has: 1 # x\n    own: no way\nd: 1\n"),
    ("c:\n    d:\n        e: 1\n", SetValue(("f",), {"g": "h"}), "c:\n    d:\n        e: 1\nf:\n    g: h\n"),
    ("l:\n  - {to: a, kind: x} # c\n", SetValue(("l", 0, "kind"), "z"), "l:\n  - {to: a, kind: z} # c\n"),
    ("l:\n  - {to: a} # c\n", SetValue(("l", 0, "note"), "b c"), 'l:\n  - {to: a, note: "b c"} # c\n'),
    ("l:\n  - to: a # c\n  - to: b\n", SetValue(("l", 0, "note"), "x"), "l:\n  - to: a # c\n    note: x\n  - to: b\n"),
    ("l: [a: b]\n", SetValue(("l", 0, "c"), "d"), "l: [{a: b, c: d}]\n"),
    ("roles: [a, b] # c\n", SetValue(("roles",), ["a", "c", "d"]), "roles: [a, c, d] # c\n"),
    ("l:\n  - a # one\n  - b # two\n", SetValue(("l",), ["b", "c"]), "l:\n  - b # two\n  - c\n"),
    ("- {on: x}\n# c\n", InsertItem((), {"on": "z"}), "- {on: x}\n# c\n- {on: z}\n"),
    ("l:\n  - a # x\n", SetValue(("l", 0), {"to": "b"}), "l:\n  - {to: b} # x\n"),
    ("l:\n  - to: a # x\n    k: l # y\n", SetValue(("l", 0), "b"), "l:\n  - b # y\n"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "one", "after"), DEEP)
def test_edits_reach_into_the_depth(before: str, one: Edit, after: str) -> None:
    assert edit(before, [one]) == after


TOUCH = {"on": Bare("2026-11-03"), "with": ["malee"], "note": "left samples"}
LINE = '- {on: 2026-11-03, with: [malee], note: "left samples"}'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", f"{LINE}\n"),
        ("- {on: 2026-11-01}\n", f"- {{on: 2026-11-01}}\n{LINE}\n"),
        ("- {on: 2026-11-01}", f"- {{on: 2026-11-01}}\n{LINE}"),
        ("- {on: 2026-11-01}\r\n", f"- {{on: 2026-11-01}}\r\n{LINE}\r\n"),
        ("# touches\n\n", f"# touches\n\n{LINE}\n"),
        ("- {on: 2026-11-01} # c\n  # more\n", f"- {{on: 2026-11-01}} # c\n  # more\n{LINE}\n"),
    ],
)
def test_a_touch_is_appended_as_one_line(before: str, after: str) -> None:
    assert append_line(before, TOUCH) == after


@pytest.mark.parametrize("text", ["", "a: 1", "a: [b, {c: d}]\r\n", "# c\n", "l:\n- x: |\n   a\n\n"])
def test_no_edit_and_the_same_value_change_nothing(text: str) -> None:
    assert edit(text, []) == text


def test_a_path_that_leads_nowhere_is_an_error() -> None:
    for one in (
        Remove(("b",)),
        Remove(("a", "b")),
        SetValue(("l", 5), "x"),
        SetValue(("l", -1), "x"),
        Remove(("l", -1)),
        InsertItem(("a",), "x"),
        InsertItem(("l",), "x", 7),
        SetValue(("a", "b"), "x"),
    ):
        with pytest.raises((KeyError, IndexError, TypeError)):
            edit("a: 1\nl: [x]\n", [one])


def test_a_broken_file_is_not_edited() -> None:
    for text in ("a: [", "a: &x 1\n", "a: b: c\n"):
        with pytest.raises(ValueError, match="faults"):
            edit(text, [SetValue(("b",), "c")])


def test_a_wrong_edit_is_never_handed_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("relmap.storage.yaml_edit.splice", lambda text, pieces: text + "b: wrong\n")
    with pytest.raises(RuntimeError, match="nothing was changed"):
        edit("a: 1\n", [SetValue(("b",), "right")])


def by_name(path: tuple[str | int, ...], item: object) -> object:
    assert path == ("links",)
    assert isinstance(item, dict)
    return item["to"], item["kind"]


def test_edits_between_are_the_smallest() -> None:
    a, b, c = ({"to": name, "kind": "x"} for name in "abc")
    before = {"name": "n", "roles": ["u", "v"], "links": [a, b], "old": "1"}
    after = {"name": "m", "title": "t", "roles": ["v"], "links": [{**a, "level": "3"}, c, b]}
    assert edits_between(before, after, by_name) == [
        SetValue(("name",), "m"),
        SetValue(("title",), "t", ("name", "title", "roles", "links")),
        Remove(("roles", 0)),
        SetValue(("links", 0, "level"), "3", ("to", "kind", "level")),
        InsertItem(("links",), c, 1),
        Remove(("old",)),
    ]
    assert edits_between(before, dict(reversed(before.items()))) == []


def test_a_changed_record_is_edited_where_it_stands() -> None:
    text = "links:\n  - {to: a, kind: x} # one\n  # two\n  - to: b # b\n    kind: x\n"
    before = {"links": [{"to": "a", "kind": "x"}, {"to": "b", "kind": "x"}]}
    after = {"links": [{"to": "b", "kind": "x", "level": Bare("2")}]}
    assert edit(text, edits_between(before, after, by_name)) == (
        "links:\n  # two\n  - to: b # b\n    kind: x\n    level: 2\n"
    )
