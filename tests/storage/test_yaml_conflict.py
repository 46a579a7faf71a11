import pytest

from relmap.storage.yaml_conflict import conflict_faults
from relmap.storage.yaml_source import read_source


def conflict(ours: str, theirs: str, size: int = 7, names: tuple[str, str] = (" main", " topic")) -> str:
    return f"{'<' * size}{names[0]}\n{ours}{'=' * size}\n{theirs}{'>' * size}{names[1]}\n"


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("name: A\n" + conflict("stance: 1\n", "stance: 2\n"), 2, 'stance is "1" in main and "2" in topic'),
        (conflict("stance: 1\n", "") + "name: A\n", 1, 'stance is "1" in main and nothing in topic'),
        (
            "links:\n" + conflict("- {to: a, kind: friend, level: 1}\n", "- {to: a, kind: friend, level: 2}\n"),
            2,
            'links.a.level is "1" in main and "2" in topic',
        ),
        ("links:\n- {to: b}\n" + conflict("", "- {to: a, kind: friend}\n"), 3, "links.a is in topic and not in main"),
        (conflict("a: 1\nb: 1\n", "a: 2\nb: 1\n", 12, ("", "")), 1, 'a is "1" in ours and "2" in theirs'),
        (conflict("a: 1\n||||||| base\na: 0\n", "a: 2\n"), 1, 'a is "1" in main and "2" in topic'),
        (conflict("a: 1\n", "a: 2\n").replace("\n", "\r\n"), 1, 'a is "1" in main and "2" in topic'),
        (
            conflict("a: 1\nb: 1\nc: 1\nd: 1\n", "{a: 2, b: 2, c: 2, d: 2}\n"),
            1,
            'a is "1" in main and "2" in topic; b is "1" in main and "2" in topic; '
            'c is "1" in main and "2" in topic; and more',
        ),
        (
            conflict("a: x\u202ey\n", "a: " + "l" * 50 + "\n"),
            1,
            'a is "x\\u202ey" in main and "' + "l" * 40 + '…" in topic',
        ),
        (
            conflict("notes: |\n  one\n  two\n  four\n", "notes: |\n  one\n  three\n"),
            1,
            'notes is "two" in main and "three" in topic, and other lines of it differ',
        ),
        (conflict("notes: |\n  one\n  two\n", "notes: |\n  one\n"), 1, 'notes is "two" in main and nothing in topic'),
        (conflict("a: [\n", "a: 2\n"), 1, "both versions stand here"),
        ("a: 1\n<<<<<<< main\nb: 2\n", 2, "both versions stand here"),
    ],
)
def test_a_conflict_says_what_there_is_to_decide(text: str, line: int, told: str) -> None:
    (fault,) = read_source(text.encode()).faults
    assert (fault.line, fault.code) == (line, "yaml-merge-conflict")
    assert fault.reason == f"an unfinished git merge: {told}"


def test_every_conflict_is_told_as_the_others_are_in_ours() -> None:
    text = conflict("a: 1\n", "a: 2\n") + "b: 1\n" + conflict("c: 1\n", "c: 2\n")
    assert [fault.reason.rpartition(": ")[2] for fault in conflict_faults(text)] == [
        'a is "1" in main and "2" in topic',
        'c is "1" in main and "2" in topic',
    ]


def test_a_long_wreck_takes_no_time() -> None:
    assert len(conflict_faults(conflict("a: 1\n", "a: 2\n") * 20_000)) == 20
