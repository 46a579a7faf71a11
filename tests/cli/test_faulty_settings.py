"""A file that has faults and is used all the same is never written to: what was read does not tell its places."""

from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cli.runner import Runner, hotel

WHY = ("--until", "2027-01-31", "--reason", "new")
SOUND = {
    "G401": "{code: G401, about: siam-grand/prasert, reason: a, until: 2027-01-01}",
    "G102": "{code: G102, about: approver, reason: b, until: 2027-01-02}  # who signs?",
    "G403": "{code: G403, about: siam-grand/anucha, reason: c, until: 2027-01-03}",
    "G305": "{code: G305, about: siam-grand/malee, reason: d, until: 2027-01-04}",
}
FAULTY = (
    "{code: G401, about: siam-grand/anucha, reason: x}",
    "{code: G305, about: siam-grand/anucha, until: 2027-01-01}",
    "{code: G102, about: approver, reason: [x], until: 2027-01-01}",
    "{code: G403, about: siam-grand/anucha, reason: x, until: 2570-01-01}",
    "just words",
    "",
)
SUBJECTS = {"G401": "prasert", "G102": "approver", "G403": "anucha", "G305": "malee"}


def with_settings(relmap: Runner, more: str) -> str:
    path = relmap.folder / "relmap.yaml"
    text = f"{path.read_text(encoding='utf-8')}{more}"
    path.write_bytes(text.encode())
    return text


@pytest.mark.parametrize(
    ("more", "command", "line", "said"),
    [
        (
            f"gaps:\n  waivers:\n    - {{code: G401, about: siam-grand/prasert, reason: x}}\n    - {SOUND['G102']}\n",
            ("waive", "--remove", "G102", "approver"),
            3,
            "7: until is missing; add `until:` with a date such as 2026-11-22, then try again",
        ),
        (
            f"gaps:\n  fail_on: hihg\n  waivers:\n    - {SOUND['G102']}\n",
            ("waive", "G102", "approver", *WHY),
            2,
            '12: fail_on: "hihg" is not one of critical, high, medium, low, never; '
            "did you mean high? Correct it, then try again",
        ),
        (
            "departments: [A, [x], B, C]\n",
            ("set", "book", "departments", "C", "--drop"),
            1,
            '18: departments is a list here, and takes text; write one text, in quotes: "...", then try again',
        ),
        (
            f"gaps:\n  waivers:\n    - just words\n    - {SOUND['G102']}\n",
            ("set", "book", "name", "Other"),
            3,
            "7: waivers is a single text here, and takes keys with values; "
            "write it like `{code: ..., about: ..., reason: ..., until: ...}`, then try again",
        ),
    ],
)
def test_relmap_yaml_with_a_fault_is_not_written(
    relmap: Runner, more: str, command: tuple[str, ...], line: int, said: str
) -> None:
    start = relmap.read("relmap.yaml").count("\n")
    text = with_settings(relmap, more)
    done = relmap(*command)
    assert (done.status, done.stdout) == (1, "")
    assert done.stderr.splitlines()[-1] == f"error: relmap.yaml:{start + line}:{said}"
    assert relmap.read("relmap.yaml") == text


def test_an_account_s_own_file_with_a_fault_is_not_written(relmap: Runner) -> None:
    text = "name: X\ndepartments: [A, [x], B]\n"
    (relmap.folder / "accounts/siam-grand/account.yaml").write_text(text)
    done = relmap("set", "siam-grand", "departments", "D", "--add")
    assert done.status == 1
    assert done.stderr.splitlines()[-1].startswith(
        "error: accounts/siam-grand/account.yaml:2:18: departments is a list here, and takes text"
    )
    assert relmap.read("accounts/siam-grand/account.yaml") == text


def test_what_seems_not_to_be_there_is_said_to_have_a_fault(relmap: Runner) -> None:
    (relmap.folder / "accounts/siam-grand/account.yaml").write_text("name: X\ndepartments: [A, [x], C]\n")
    said = relmap("set", "siam-grand", "departments", "C", "--drop").stderr.splitlines()[-1]
    assert said.startswith("error: accounts/siam-grand/account.yaml:2:18: departments is a list here, and takes text")
    with_settings(relmap, "departments: [A, [x], B]\n")
    said = relmap("set", "book", "departments", "D", "--drop").stderr.splitlines()[-1]
    assert said.startswith("error: relmap.yaml:")


def test_an_error_behind_a_hundred_warnings(relmap: Runner) -> None:
    keys = "".join(f"odd{number}: 1\n" for number in range(120))
    text = with_settings(relmap, f"{keys}departments: [A, [x], B]\n")
    assert relmap("set", "book", "departments", "B", "--drop").status == 1
    assert relmap.read("relmap.yaml") == text


def waivers_of(text: str) -> list[Any]:
    return (yaml.safe_load(text).get("gaps") or {}).get("waivers") or []


@settings(max_examples=80, deadline=None)
@given(st.integers())
def test_only_what_was_meant_changes_or_nothing(seed: int) -> None:
    rnd = Random(seed)
    items = rnd.sample(list(SOUND.values()), rnd.randint(1, 4)) + rnd.choices(FAULTY, k=rnd.choice((0, 0, 1, 3)))
    rnd.shuffle(items)
    code = rnd.choice(list(SOUND))
    removes = rnd.random() < 0.5
    with TemporaryDirectory() as folder:
        relmap = hotel(Path(folder))
        text = with_settings(relmap, "gaps:\n  waivers:\n" + "".join(f"    - {item}\n" for item in items))
        done = relmap("waive", code, SUBJECTS[code], *(("--remove",) if removes else WHY))
        now = relmap.read("relmap.yaml")
        before, after = waivers_of(text), waivers_of(now)
    broken, held = any(item in FAULTY for item in items), SOUND[code] in items
    if broken or (removes and not held):
        assert (done.status, now) == (1, text)
        return
    others = [one for one in before if one["code"] != code]
    assert [one for one in after if one["code"] != code] == others
    assert [one["reason"] for one in after if one["code"] == code] == ([] if removes else ["new"])
    assert [line for line in text.split("\n") if code not in line and "gaps" not in line and "waivers" not in line] == [
        line for line in now.split("\n") if code not in line and "gaps" not in line and "waivers" not in line
    ]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (
            "gaps: {fail_on: hihg}\n",
            '1:17: fail_on: "hihg" is not one of critical, high, medium, low, never; did you mean high?',
        ),
        (
            'gaps: {fail_on: ""}\n',
            "1:17: fail_on has no value; write one of critical, high, medium, low, never, then try again",
        ),
        ("gaps: {fail_on: null}\n", "1:17: fail_on has no value; write one of"),
        ("gaps:\n  fail_on:\n", "2:11: fail_on has no value; write one of"),
        (
            'gaps: {min_severity: ""}\n',
            "1:22: min_severity has no value; write one of critical, high, medium, low, then",
        ),
        ("gaps: {min_severity: [low]}\n", "1:22: min_severity is a list here, and takes one of critical"),
        ("gaps: {select: {G2: x}}\n", "1:16: select is a group of keys here, and takes a list"),
        ("gaps: {ignore: [[G2]]}\n", "1:17: ignore is a list here, and takes text"),
        ("gaps: [G2]\n", "1:7: gaps is a list here, and takes keys with values"),
        ("gaps: {fail_on: high\n", ":"),
    ],
)
def test_gaps_fails_where_its_own_settings_cannot_be_read(relmap: Runner, more: str, said: str) -> None:
    start = relmap.read("relmap.yaml").count("\n")
    with_settings(relmap, more)
    line, _, rest = said.partition(":")
    assert relmap.refuse("gaps", "--all").startswith(
        f"relmap.yaml:{int(line) + start}:{rest}" if line else "relmap.yaml:"
    )
    for command in ("next", "portfolio"):
        assert relmap(command).status == 0


def test_gaps_goes_on_where_only_something_else_cannot_be_read(relmap: Runner) -> None:
    with_settings(relmap, "gaps:\n  waivers:\n    - {code: G401}\ndepartments: [[x]]\n")
    assert relmap("gaps").status == 0


def test_a_misspelled_key_is_named_where_it_would_pass_in_silence(relmap: Runner) -> None:
    with_settings(relmap, "odd: 1\ngaps: {ignor: [G1], x-own: 1, waivers: []}\n")
    done = relmap("gaps", "--all")
    assert done.status == 0
    line = relmap.read("relmap.yaml").count("\n")
    assert done.stderr == (
        f'warning: relmap.yaml:{line}:8: "ignor" is not a key that belongs here; did you mean ignore? Else '
        "write x-ignor to keep it as a key of your own\n"
    )


def test_the_book_may_say_that_nothing_fails(relmap: Runner) -> None:
    with_settings(relmap, "gaps: {fail_on: never}\n")
    relmap.tell("check")
    relmap.tell("gaps", "--all")
    assert relmap("gaps", "--all", "--fail-on", "low").status == 1
