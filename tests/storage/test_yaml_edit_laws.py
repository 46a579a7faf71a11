"""Random files in random styles, random edits: the data is what was asked for, and every other line stays."""

import re
from random import Random
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from relmap.model.kinds import KeyPath
from relmap.storage.yaml_edit import Edit, InsertItem, Remove, SetValue, edit, edits_between
from relmap.storage.yaml_operations import applied

TEXTS = (
    "a", "malee", "มาลี ใจดี", "王经理", "Front Office", "No", "on", "12:30", "0212345677", "1e3", "null", "~", "",
    "x: y", "x #y", "it's", 'say "hi"', "back\\slash", "- dash", "[b", "{c", "a, b", "&x", "*x", "!x", "?", "<<",
    "line one\nline two", "para\n\npara\n", "  led", "trail ", "\ttab", "nel\x85", "ls\u2028", "\u202ebidi", "😀",
    "#", ":", "a:", "'", "%", "@x", "---", "...", "2026-11-03", "=", "\n", "a\n ", "many words in one text, two",
    "kept\n\n", "also kept\n",
)  # fmt: skip
KEYS = ("name", "title", "roles", "links", "notes", "to", "kind", "x-own", "on", "a b")


class Writer:
    """Writes plain data as YAML, each choice of style left to chance; every comment is unique."""

    def __init__(self, rnd: Random) -> None:
        self.rnd = rnd
        self.comments = 0
        self.step = rnd.choice([2, 4, 3])
        self.dash = rnd.choice([0, 2, 4])
        self.gap = rnd.choice([2, 2, 4])
        self.busy = rnd.choice([0.0, 0.3, 0.6])

    def chance(self, part: float = 0.5) -> bool:
        return self.rnd.random() < part

    def comment(self) -> str:
        self.comments += 1
        return f"#~{self.comments}~{self.rnd.choice(['', ', a', ': b', ']', '- c'])}"

    def behind(self) -> str:
        return (
            self.rnd.choice([" ", "   "]) + self.comment() if self.chance(self.busy) else self.rnd.choice(["", "", " "])
        )

    def between(self, column: int, above: list[str] | None = None) -> list[str]:
        """Comments and blank lines below `above`: deeper than it only where they are not lines of its text."""
        in_text = bool(above) and "#~" not in above[-1] and above[-1].startswith(" ")
        lines = []
        while self.chance(self.busy):
            deeper = 0 if in_text else self.rnd.choice([0, 0, 2])
            lines.append(" " * (column + deeper) + self.comment() if self.chance(0.7) else "")
        return lines

    def text(self, value: str | None, *, flow: bool) -> str:
        if value is None:
            return self.rnd.choice(["null", "~"])
        styles = ['"']
        if not any(ord(c) < 32 or c in "\x85\u2028\u202e" for c in value):
            styles.append("'")
            if reads_plain(value, flow=flow):
                styles += ["p", "p", "p"]
        match self.rnd.choice(styles):
            case "p":
                return value
            case "'":
                return "'" + value.replace("'", "''") + "'"
        escaped = value.encode("unicode_escape").decode() if not value.isascii() else value
        if value.isascii():
            escaped = escaped.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t")
        return '"' + escaped.replace('"', '\\"') + '"'

    def key(self, key: str, *, flow: bool) -> str:
        return self.text(key, flow=flow) + self.rnd.choice(["", "", " "]) + ":"

    def flow_pair(self, key: str, value: Any) -> str:
        if value is None and self.chance():
            return self.text(key, flow=True) + self.rnd.choice(["", ": "])
        return f"{self.key(key, flow=True)} {self.flow(value)}"

    def flow(self, value: Any) -> str:
        if not isinstance(value, dict | list):
            return self.text(value, flow=True)
        is_map = isinstance(value, dict)
        left, right = "{}" if is_map else "[]"
        parts = [self.flow_pair(k, v) for k, v in value.items()] if is_map else [self.flow(item) for item in value]
        pad = self.rnd.choice(["", "", " "])
        tail = self.rnd.choice(["", "", ",", " ,"]) if parts else ""
        return left + pad + self.rnd.choice([", ", ",  ", " , "]).join(parts) + tail + pad + right

    def flow_lines(self, value: Any, column: int) -> tuple[str, list[str]]:
        """A collection on several lines, each with its comment."""
        left, right = "{}" if isinstance(value, dict) else "[]"
        parts = (
            [self.flow_pair(k, v) for k, v in value.items()]
            if isinstance(value, dict)
            else [self.flow(item) for item in value]
        )
        lines = []
        for number, part in enumerate(parts):
            comma = "," if number + 1 < len(parts) or self.chance() else ""
            lines += self.between(column + 2)
            lines.append(" " * (column + 2) + part + comma + self.behind())
        lines += self.between(column + 2)
        return left + self.behind(), [*lines, " " * max(column, 1) + right + self.behind()]

    def value(self, value: Any, column: int) -> tuple[str, list[str]]:
        """What stands behind a key or dash at `column`, and the lines below."""
        if value is None and self.chance():
            return self.behind(), []
        if isinstance(value, dict | list) and value:
            if self.chance(0.25):
                return " " + self.flow(value) + self.behind(), []
            if self.chance(0.25):
                first, lines = self.flow_lines(value, column + 1)
                return " " + first, lines
            below = column + (self.step if isinstance(value, dict) else self.dash)
            return self.behind(), [*self.between(below), *self.block(value, below)]
        if isinstance(value, dict | list):
            return " " + ("{}" if isinstance(value, dict) else "[]") + self.behind(), []
        if value and can_be_literal(value) and self.chance():
            mark = "|" + ("" if value.endswith("\n") else "-")
            if value.endswith("\n") and (value.endswith("\n\n") or self.chance()):
                mark = "|+"
            indent = " " * (column + self.step)
            body = value.removesuffix("\n").split("\n")
            return f" {mark}{self.behind()}", [indent + line if line else "" for line in body]
        if value and " " in value.strip() and "\n" not in value and self.chance(0.3):
            return self.broken(value, " " * (column + self.step))
        if self.chance(0.1):
            return self.behind(), [" " * (column + self.step) + self.text(value, flow=False) + self.behind()]
        return " " + self.text(value, flow=False) + self.behind(), []

    def broken(self, value: str, indent: str) -> tuple[str, list[str]]:
        """A text that goes on in the next line, where YAML reads the line's end as a blank."""
        first, second = value.split(" ", 1)
        if value.strip() == value and can_be_literal(value) and self.chance():
            return f" >-{self.behind()}", [indent + first, indent + second]
        if value.isascii() and value.isprintable() and value.strip() == value:
            quote = "'" if self.chance() or not reads_plain(value, flow=False) else ""
            first, second = (part.replace("'", "''") if quote else part for part in (first, second))
            return f" {quote}{first}", [f"{indent}{second}{quote}{self.behind()}"]
        return " " + self.text(value, flow=False), []

    def block(self, value: Any, column: int) -> list[str]:
        lines: list[str] = []
        pad = " " * column
        if isinstance(value, dict):
            for key, item in value.items():
                inline, below = self.value(item, column)
                lines += [pad + self.key(key, flow=False) + inline, *below, *self.between(column, below)]
            return lines
        for item in value:
            if isinstance(item, dict | list) and item and self.chance():
                first, *below = self.block(item, column + self.gap)
                lines += [pad + "-" + " " * (self.gap - 1) + first.lstrip(" "), *below]
            else:
                inline, below = self.value(item, column if isinstance(item, str | None) else column + 1)
                lines += [pad + "-" + inline, *below]
            lines += self.between(column, lines)
        return lines

    def file(self, data: Any) -> str:
        """A text that stands for `data`; thrown again where a comment fell into a block text."""
        while True:
            text = self.throw(data)
            try:
                if (base(text) or None) == (data or None):
                    return text
            except yaml.YAMLError:
                pass

    def throw(self, data: Any) -> str:
        lines = [*self.between(0), *(["---"] if self.chance(0.1) else [])]
        lines += self.block(data, 0) if data else []
        text = self.rnd.choice(["\n", "\n", "\r\n"]).join([*lines, ""]) if lines else ""
        bare = text.rstrip("\r\n")
        return bare if self.chance(0.3) else text


def reads_plain(value: str, *, flow: bool) -> bool:
    """Whether `value` may stand without quotes, by asking PyYAML rather than relmap."""
    probe = f"[{value}, z]" if flow else f"- {value}\n- z"
    try:
        node = yaml.compose(probe, Loader=yaml.BaseLoader)
    except yaml.YAMLError:
        return False
    if "<<" in value or value[:1] in ("&", "*", "!", "?") or value in ("", "~", "null"):
        return False
    return [item.value for item in node.value] == [value, "z"]


def can_be_literal(value: str) -> bool:
    lines = value.removesuffix("\n").split("\n")
    return bool(lines[0].strip()) and lines[0][0] not in " \t" and not any(
        line.strip() != line or any(ord(c) < 32 or c in "\x85\u2028\u202e" for c in line) for line in lines
    )  # fmt: skip


def random_data(rnd: Random, depth: int = 0) -> Any:
    kind = rnd.random()
    if depth > 2 or kind < 0.5:
        return None if rnd.random() < 0.08 else rnd.choice(TEXTS)
    if kind < 0.75:
        return [random_data(rnd, depth + 1) for _ in range(rnd.choice([0, 1, 2, 3]))]
    return random_mapping(rnd, depth + 1, rnd.choice([0, 1, 2, 3]))


def random_mapping(rnd: Random, depth: int, size: int) -> dict[str, Any]:
    return {key: random_data(rnd, depth) for key in rnd.sample(KEYS, size)}


def places(data: Any, path: KeyPath = ()) -> list[tuple[KeyPath, Any]]:
    found: list[tuple[KeyPath, Any]] = [(path, data)]
    if isinstance(data, dict):
        for key, item in data.items():
            found += places(item, (*path, key))
    elif isinstance(data, list):
        for index, item in enumerate(data):
            found += places(item, (*path, index))
    return found


def random_edit(rnd: Random, data: Any) -> Edit:
    known = places(data)
    inner = [path for path, _ in known if path]
    lists = [(path, item) for path, item in known if isinstance(item, list)]
    maps = [(path, item) for path, item in known if isinstance(item, dict)]
    fresh = random_data(rnd, 1)
    while fresh is None:
        fresh = random_data(rnd, 1)
    kind = rnd.random()
    if kind < 0.3 and inner:
        return SetValue(rnd.choice(inner), fresh)
    if kind < 0.5 and inner:
        return Remove(rnd.choice(inner))
    if kind < 0.75 and lists:
        path, items = rnd.choice(lists)
        return InsertItem(path, fresh, rnd.choice([None, rnd.randint(0, len(items))]))
    if not maps:
        return InsertItem((), fresh)
    path, pairs = rnd.choice(maps)
    key = rnd.choice([key for key in KEYS if key not in pairs])
    return SetValue((*path, key), fresh, rnd.choice([(), KEYS]))


def base(text: str) -> Any:
    """The data of a text by PyYAML alone."""
    return untyped(yaml.compose(text, Loader=yaml.BaseLoader))


def untyped(node: Any) -> Any:
    if node is None or (isinstance(node, yaml.ScalarNode) and not node.style and node.value in ("", "~", "null")):
        return None
    if isinstance(node, yaml.MappingNode):
        return {key.value: untyped(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [untyped(item) for item in node.value]
    return node.value


def lines_at_stake(text: str, one: Edit) -> set[int]:
    """The lines an edit may touch, from PyYAML's own marks."""
    count = text.count("\n") + 1
    path = one.path
    steps = list(path)
    node: Any = yaml.compose(text, Loader=yaml.BaseLoader)
    start = 0
    flow_lines: set[int] | None = None
    siblings: list[Any] = []
    while steps and node is not None:
        if flow_lines is None and not isinstance(node, yaml.ScalarNode) and node.flow_style:
            flow_lines = set(range(start, node.end_mark.line + 1))
        step = steps[0]
        if isinstance(node, yaml.MappingNode):
            pairs = [(key, value) for key, value in node.value if key.value == step]
            siblings = [key for key, _ in node.value]
            if not pairs:
                break
            start, node = pairs[0][0].start_mark.line, pairs[0][1]
        elif isinstance(node, yaml.SequenceNode):
            siblings = node.value
            start = first_line_of_item(node, int(step))
            node = node.value[int(step)]
        else:
            break
        steps.pop(0)
    if flow_lines is not None:
        return flow_lines
    if node is None:
        return set()
    whole = set(range(start, node.end_mark.line + 1))
    empty = node.value in ("", "~", "null") or not node.value
    scalar_or_flow = isinstance(node, yaml.ScalarNode) or node.flow_style
    if steps or isinstance(one, InsertItem):  # something is added inside `node`
        if isinstance(one, InsertItem) and one.index == 0 and not empty:
            return {node.start_mark.line}  # it may stand behind an outer dash: `- - a`
        return whole if empty or scalar_or_flow else set()
    if isinstance(one, Remove) and len(siblings) == 1 and len(path) > 1:
        return {*whole, *own_comments(text, path), *range(_parent_line(text, path), node.end_mark.line + 1)}
    if isinstance(one, Remove) and siblings:
        return {*whole, *own_comments(text, path), *_shared_with_next(text, path)}
    return whole if count else set()


def line_at(lines: list[str], number: int) -> str:
    return lines[min(number, len(lines) - 1)].strip()


def own_comments(text: str, path: KeyPath) -> list[int]:
    """The comments below an entry that are indented deeper than it, up to the first line that is not."""
    lines = stripped(text.split("\n"))
    node: Any = yaml.compose(text, Loader=yaml.BaseLoader)
    for step in path[:-1]:
        node = next(v for k, v in node.value if k.value == step) if isinstance(step, str) else node.value[step]
    column = node.start_mark.column
    number = lines_of(text, path)[1]
    while number and (not line_at(lines, number) or line_at(lines, number).startswith("#")):
        number -= 1  # the end mark of lines stands below comments and blanks
    found = []
    for below in range(number + 1, len(lines)):
        line = lines[below]
        if not line.strip():
            continue
        if not line.strip().startswith("#") or len(line) - len(line.lstrip()) <= column:
            break
        found.append(below)
    return found


def first_line_of_item(node: Any, index: int) -> int:
    if index == 0:
        return int(node.start_mark.line)
    previous = node.value[index - 1]
    in_lines = previous.style in ("|", ">") if isinstance(previous, yaml.ScalarNode) else not previous.flow_style
    return int(previous.end_mark.line) + (0 if in_lines else 1)


def _parent_line(text: str, path: KeyPath) -> int:
    lines = lines_of(text, path[:-1])
    return lines[0]


def _shared_with_next(text: str, path: KeyPath) -> list[int]:
    """Taking out the first key behind a dash pulls the next one up to it."""
    node: Any = yaml.compose(text, Loader=yaml.BaseLoader)
    for step in path[:-1]:
        node = next(v for k, v in node.value if k.value == step) if isinstance(step, str) else node.value[step]
    if isinstance(node, yaml.MappingNode):
        keys = [key for key, _ in node.value]
        if keys[0].value == path[-1] and len(keys) > 1:
            return [keys[1].start_mark.line]
    elif path[-1] == 0 and len(node.value) > 1:
        return [node.value[1].start_mark.line]
    return []


def lines_of(text: str, path: KeyPath) -> tuple[int, int]:
    node: Any = yaml.compose(text, Loader=yaml.BaseLoader)
    start = 0
    for step in path:
        if isinstance(step, str):
            key, node = next((k, v) for k, v in node.value if k.value == step)
            start = key.start_mark.line
        else:
            start = first_line_of_item(node, step)
            node = node.value[step]
    return start, node.end_mark.line


def is_subsequence(part: list[str], whole: list[str]) -> bool:
    rest = iter(whole)
    return all(line in rest for line in part)


def stripped(lines: list[str]) -> list[str]:
    return [line.removesuffix("\r") for line in lines]


@settings(max_examples=1500, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 2**63))
def test_an_edit_changes_the_data_as_asked_and_no_other_line(seed: int) -> None:
    rnd = Random(seed)
    data = random_mapping(rnd, 0, rnd.choice([0, 1, 2, 4, 6]))
    if rnd.random() < 0.2:
        data = [random_mapping(rnd, 1, 2) for _ in range(rnd.choice([1, 2, 4]))]  # type: ignore[assignment]
    before = Writer(rnd).file(data)
    one = random_edit(rnd, data)
    after = edit(before, [one])
    expected = applied(data, one)
    assert (base(after) or None) == (expected or None)
    at_stake = lines_at_stake(before, one)
    old = stripped(before.split("\n"))
    kept = [line for number, line in enumerate(old) if number not in at_stake and line.strip()]
    assert is_subsequence(kept, stripped(after.split("\n")))
    if "\r\n" in before:
        assert "\n" not in after.replace("\r\n", "")
    if expected == data:
        assert after == before
    assert edit(after, [SetValue(one.path, one.value)] if isinstance(one, SetValue) else []) == after


@settings(max_examples=500, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 2**63))
def test_adding_keeps_every_comment(seed: int) -> None:
    rnd = Random(seed)
    data = random_mapping(rnd, 0, rnd.choice([1, 2, 4]))
    before = Writer(rnd).file(data)
    adding = [one for one in (random_edit(rnd, data) for _ in range(20)) if adds(one, data)]
    for one in adding[:3]:
        after = edit(before, [one])
        assert [comment for comment in re.findall(r"#~\d+~", before) if comment not in after] == []


def adds(one: Edit, data: Any) -> bool:
    if isinstance(one, InsertItem):
        return bool(dict(places(data))[one.path])
    return isinstance(one, SetValue) and one.path not in dict(places(data)) and bool(dict(places(data))[one.path[:-1]])


@settings(max_examples=700, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 2**63))
def test_edits_between_lead_from_one_value_to_the_other(seed: int) -> None:
    rnd = Random(seed)
    data = random_mapping(rnd, 0, rnd.choice([0, 2, 4]))
    wanted = data
    for _ in range(rnd.choice([0, 1, 3])):
        wanted = applied(wanted, random_edit(rnd, wanted))  # type: ignore[assignment]
    before = Writer(rnd).file(data)
    steps = edits_between(data, wanted, lambda _, item: item.get("to"))
    after = edit(before, steps)
    assert (base(after) or {}) == (wanted or {})
    assert edits_between(wanted, wanted) == []


@pytest.mark.parametrize("wrong", ["a: 1\nb: 3\n", "b: 2\na: 1\n"])
def test_the_line_check_itself_can_fail(wrong: str) -> None:
    assert not is_subsequence(["a: 1", "b: 2"], wrong.split("\n"))
