import pytest

from relmap.storage.merging.comments import added_comments, merged_lines, merged_remark


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "merged"),
    [
        ("a b", "a b x", "y a b", "y a b x"),
        ("a b a", "b a", "a b a x", "b x a"),
        ("a", "x", "y", "x y"),
        ("a", "", "b", "b"),
        ("a b", "a", "b", ""),
        ("", "x x", "x", "x x"),
    ],
)
def test_lines_of_both_sides(base: str, ours: str, theirs: str, merged: str) -> None:
    versions = ("".join(f"# {word}\n" for word in text.split()) for text in (base, ours, theirs, merged))
    one, two, three, expected = versions
    assert merged_lines(one, two, three) == expected


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "merged"),
    [
        ("", " # x", " # y", " # x # y"),
        (" # a", " # a", "", ""),
        (" # a", " # a # x", " # a # y", " # a # x # y"),
        (" # a", " # b", "   # a", " # b"),
        ("", " # x", " # x", " # x"),
    ],
)
def test_remarks_of_both_sides(base: str, ours: str, theirs: str, merged: str) -> None:
    assert merged_remark(base, ours, theirs) == merged


def test_of_the_lines_of_a_side_its_new_comments() -> None:
    assert added_comments("# a\n\n", "\n# b\n# a\n# a\n") == "# b\n# a\n"
