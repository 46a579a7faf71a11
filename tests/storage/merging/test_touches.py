"""Two diaries of one member made into one."""

from tests.storage.merging.versions import TOUCHES, around, merged


def touch(day: int, **more: str) -> str:
    """A line of the diary."""
    rest = "".join(f", {key}: {value}" for key, value in more.items())
    return f"- {{on: 2026-11-{day:02}, with: [malee], channel: visit{rest}}}\n"


BASE = touch(3) + touch(5, note="samples")


def test_new_lines_of_both_sides_stand_in_the_order_of_their_days() -> None:
    ours = BASE + touch(7) + touch(12)
    theirs = BASE + touch(6) + touch(7, note="t") + touch(9) + "# all of this week\n"
    expected = BASE + touch(6) + touch(7) + touch(7, note="t") + touch(9) + touch(12) + "# all of this week\n"
    assert merged(BASE, ours, theirs, TOUCHES) == expected


def test_the_same_new_line_on_both_sides_is_one_touch() -> None:
    assert merged(BASE, BASE + touch(7), BASE + touch(7) + touch(8), TOUCHES) == BASE + touch(7) + touch(8)


def test_two_equal_touches_on_one_day_are_two() -> None:
    assert merged(BASE, BASE + touch(7) * 2, BASE + touch(8), TOUCHES) == BASE + touch(7) * 2 + touch(8)
    assert merged(BASE + touch(7), BASE + touch(7) * 2, BASE + touch(7) + touch(8), TOUCHES) == (
        BASE + touch(7) * 2 + touch(8)
    )
    assert merged(BASE + touch(5, note="samples"), BASE, BASE + touch(5, note="samples") + touch(6), TOUCHES) == (
        BASE + touch(6)
    )


def test_a_line_mended_here_and_there_is_one_touch() -> None:
    ours, theirs = BASE.replace("samples", "two samples"), BASE.replace("note:", "feeling: 1, note:")
    found = merged(BASE, ours + touch(8), theirs + touch(7), TOUCHES)
    assert found == touch(3) + touch(5, feeling="1", note="two samples") + touch(7) + touch(8)
    assert merged(BASE, ours, BASE.replace("samples", "none"), TOUCHES) == touch(3) + around(
        touch(5, note="two samples"), touch(5, note="none")
    )


def test_a_line_struck_out_here_and_mended_there_is_open() -> None:
    assert merged(BASE, touch(3), BASE.replace("samples", "s"), TOUCHES) == touch(3) + around("", touch(5, note="s"))
    assert merged(BASE, touch(3), BASE + touch(6), TOUCHES) == touch(3) + touch(6)


def test_a_diary_that_both_began() -> None:
    assert merged("", touch(9), touch(2) + touch(9), TOUCHES) == touch(2) + touch(9)
