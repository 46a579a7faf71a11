"""What becomes of two people's changes to one file."""

import pytest

from relmap.storage.layout import Place
from relmap.storage.merging.texts import CannotMerge
from tests.storage.merging.versions import ACCOUNT, DEAL, SETTINGS, around, conflicts, merged

MALEE = """\
# The first person we met there
name: มาลี ใจดี
title: Receptionist # on her card
roles: [gatekeeper]
stance: 1

links:
  # sends people on
  - {to: prasert, kind: refers, level: 3}
  - to: wichai
    kind: friend
    level: 2
known_by:
- {member: nok, level: 2}
channels: {phone: "0212345677"}
notes: |
  Never before ten.
  Afternoons are quiet.
"""


def both(old: str, *changes: tuple[str, str]) -> list[str]:
    """`old` after each of the two changes, one for each side."""
    for before, _ in changes:
        assert old.count(before) == 1, before
    return [old.replace(before, after) for before, after in changes]


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (("stance: 1", "stance: 2"), ("roles: [gatekeeper]", "roles: [gatekeeper, coach]")),
        (("title: Receptionist", "title: Desk"), ("stance: 1\n", "stance: 1 # as she says\n")),
        (("# The first", "# One of the first"), ("name: มาลี ใจดี", "name: มาลี ใจเย็น")),
        (("level: 3}", "level: 4}"), ("    level: 2\n", "    level: 2\n    note: same town\n")),
        (("  - to: wichai\n    kind: friend\n    level: 2\n", ""), ("level: 3}", "level: 4}")),
        (("known_by:\n- {member: nok, level: 2}\n", ""), ("stance: 1", "stance: 2")),
        (("Never before ten", "Never before eleven"), ("\nlinks:", "\n# who knows whom\nlinks:")),
        (("  # sends people on\n", ""), ("level: 3}", "level: 3} # so she says")),
        (("stance: 1\n\n", "stance: 1\n"), ("    kind: friend", "    kind: family")),
    ],
)
def test_changes_of_different_things_come_together_byte_for_byte(
    ours: tuple[str, str], theirs: tuple[str, str]
) -> None:
    one, two = both(MALEE, ours, theirs)
    expected = one.replace(*theirs)
    assert merged(MALEE, one, two) == expected
    assert merged(MALEE, two, one) == expected


def test_what_one_side_alone_changed_is_theirs_to_the_byte() -> None:
    changed = MALEE.replace("links:\n", "links:   # all\n").replace("  - {", "  -   {").replace("\n", "\r\n")
    assert merged(MALEE, MALEE, changed) == changed
    assert merged(MALEE, changed, MALEE) == changed


def test_one_field_changed_differently_is_open_and_nothing_else() -> None:
    one, two = both(MALEE, ("stance: 1", "stance: 2"), ("stance: 1", "stance: -1 # heard it"))
    one, two = one.replace("Never", "Not"), two.replace("Receptionist", "Desk")
    assert merged(MALEE, one, two) == MALEE.replace("Never", "Not").replace("Receptionist", "Desk").replace(
        "stance: 1\n", around("stance: 2 # heard it\n", "stance: -1 # heard it\n")
    )


def test_the_same_value_in_two_spellings_is_no_conflict() -> None:
    one, two = both(MALEE, ("stance: 1", "stance: 2"), ("stance: 1", 'stance: "advocate"'))
    assert merged(MALEE, one, two) == one
    reference = [("to: wichai", "to: anucha"), ("to: wichai", "to: siam-grand/anucha")]
    assert conflicts(MALEE, *both(MALEE, *reference)) == 0


def test_one_field_of_a_link_changed_differently_is_open_with_the_rest_merged() -> None:
    one, two = both(MALEE, ("level: 3}", "level: 4}"), ("level: 3}", "level: 2, note: weaker}"))
    assert merged(MALEE, one, two) == MALEE.replace(
        "  - {to: prasert, kind: refers, level: 3}\n",
        around(
            "  - {to: prasert, kind: refers, level: 4, note: weaker}\n",
            "  - {to: prasert, kind: refers, level: 2, note: weaker}\n",
        ),
    )
    one, two = both(MALEE, ("    level: 2\n", "    level: 3\n"), ("    level: 2\n", "    level: 1\n"))
    assert merged(MALEE, one, two) == MALEE.replace("    level: 2\n", around("    level: 3\n", "    level: 1\n"))


def test_the_first_key_of_an_item_is_open_with_its_whole_item() -> None:
    base = "name: A\nknown_by:\n  - note: old\n    member: nok\n"
    one, two = base.replace("old", "x"), base.replace("old", "y")
    assert merged(base, one, two) == "name: A\nknown_by:\n" + around(
        "  - note: x\n    member: nok\n", "  - note: y\n    member: nok\n"
    )


@pytest.mark.parametrize(
    ("field", "changed"),
    [
        ("  - to: wichai\n    kind: friend\n    level: 2\n", ("    level: 2\n", "    level: 4\n")),
        ("title: Receptionist # on her card\n", ("Receptionist", "Desk")),
    ],
)
def test_taken_out_here_and_changed_there_is_open(field: str, changed: tuple[str, str]) -> None:
    gone, other = MALEE.replace(field, ""), MALEE.replace(*changed)
    assert merged(MALEE, gone, other) == MALEE.replace(field, around("", field.replace(*changed)))
    assert merged(MALEE, other, gone) == MALEE.replace(field, around(field.replace(*changed), ""))


def test_an_item_that_names_somebody_else_in_its_place_is_the_same_item() -> None:
    renamed = MALEE.replace("to: prasert", "to: prasert-2")
    assert merged(MALEE, renamed, MALEE.replace("level: 3}", "level: 4}")) == renamed.replace("level: 3}", "level: 4}")
    line = "  - {to: prasert, kind: refers, level: 3}\n"
    assert around(line.replace("prasert", "prasert-2"), "") in merged(MALEE, renamed, MALEE.replace(line, ""))
    other = MALEE.replace("to: prasert, kind: refers, level: 3", "to: prasert-2, kind: advises, level: 1")
    assert around("", line.replace("3", "4")) in merged(MALEE, other, MALEE.replace("level: 3}", "level: 4}"))


def test_a_list_taken_out_here_keeps_what_was_added_there() -> None:
    gone = MALEE.replace("known_by:\n- {member: nok, level: 2}\n", "")
    more = MALEE.replace("level: 2}\n", "level: 2}\n- {member: pim}\n")
    expected = MALEE.replace("- {member: nok, level: 2}", "- {member: pim}")
    assert merged(MALEE, gone, more) == merged(MALEE, more, gone) == expected


def test_both_sides_add_to_a_list_and_ours_stands_first() -> None:
    one, two = both(
        MALEE, ("level: 2}\n", "level: 2}\n- {member: pim}\n"), ("level: 2}\n", "level: 2}\n- {member: ek}\n")
    )
    assert "- {member: nok, level: 2}\n- {member: pim}\n- {member: ek}\n" in merged(MALEE, one, two)
    one, two = both(MALEE, ("[gatekeeper]", "[gatekeeper, user]"), ("[gatekeeper]", "[coach]"))
    assert "roles: [user, coach]\n" in merged(MALEE, one, two)


def test_one_value_alone_is_a_list_of_one() -> None:
    base = 'name: A\nroles: gatekeeper\nchannels:\n  phone: "021"\n'
    one = base.replace("roles: gatekeeper", "roles: [gatekeeper, user]")
    two = base.replace("roles: gatekeeper", "roles:\n- gatekeeper\n- coach # she says").replace(
        '"021"', '["021", "022"]'
    )
    assert merged(base, one, two) == (
        'name: A\nroles:\n- gatekeeper\n- user\n- coach # she says\nchannels:\n  phone: ["021", "022"]\n'
    )


def test_new_keys_of_both_sides_stand_in_the_order_of_the_format() -> None:
    base = "name: A\nnotes: n\n"
    one, two = base.replace("notes", "stance: 1\nnotes"), base.replace("notes", "title: T\nnotes")
    expected = "name: A\ntitle: T\nstance: 1\nnotes: n\n"
    assert merged(base, one, two) == merged(base, two, one) == expected


def test_comments_of_both_sides_stay() -> None:
    base = "name: A\ntitle: T\n"
    one = "# ours\nname: A # we\ntitle: T\n# end\n"
    two = "# theirs\nname: A # they\n# about the title\ntitle: T\n# the end\n"
    assert merged(base, one, two) == (
        "# ours\n# theirs\nname: A # we # they\n# about the title\ntitle: T\n# end\n# the end\n"
    )


def test_a_comment_above_what_the_other_side_took_out_moves_on() -> None:
    gone = MALEE.replace("stance: 1\n", "")
    assert "# she told us\n\nlinks:" in merged(MALEE, gone, MALEE.replace("stance: 1", "# she told us\nstance: 1"))


def test_a_comment_that_stays_when_its_item_goes_is_there_once() -> None:
    base = "name: A\nlinks:\n  # an old friend\n  - {to: x, kind: friend, level: 1}\n"
    changed = base.replace("level: 1", "level: 2")
    other = base.replace("{to: x, kind: friend, level: 1}", "{to: y, kind: advises}")
    for found in (merged(base, changed, other), merged(base, other, changed)):
        assert "<<<<<<<" in found
        assert found.count("# an old friend\n") == 1


def test_a_comment_on_what_the_other_side_took_out_is_open() -> None:
    gone, remarked = MALEE.replace("stance: 1\n", ""), MALEE.replace("stance: 1", "stance: 1 # sure")
    assert around("", "stance: 1 # sure\n") in merged(MALEE, gone, remarked)


def test_a_file_that_both_sides_made() -> None:
    one = "name: A\nroles: [user]\nlinks: [{to: x, kind: friend}]\n"
    two = "# new\nname: A\ntitle: T\nroles: [coach]\nlinks:\n- {to: y, kind: friend}\n"
    assert merged("", one, two) == (
        "# new\nname: A\ntitle: T\nroles: [user, coach]\nlinks:\n- {to: x, kind: friend}\n- {to: y, kind: friend}\n"
    )
    assert conflicts("", one, two.replace("name: A", "name: B")) == 1


def test_a_list_that_is_laid_out_anew_here_and_changed_there() -> None:
    lines = MALEE.replace("roles: [gatekeeper]", "roles:\n  - gatekeeper # at the door")
    other = MALEE.replace("[gatekeeper]", "[gatekeeper, coach]")
    assert "roles:\n  - gatekeeper # at the door\n  - coach\n" in merged(MALEE, lines, other)
    assert "roles:\n  - gatekeeper # at the door\n  - coach\n" in merged(MALEE, other, lines)


def test_indentation_follows_ours() -> None:
    deep = MALEE.replace("- {member: nok, level: 2}", "    - {member: nok, level: 2}")
    more = MALEE.replace("level: 2}\n", "level: 2}\n- member: pim\n  level: 1\n")
    assert "known_by:\n    - {member: nok, level: 2}\n    - member: pim\n      level: 1\n" in merged(MALEE, deep, more)


def test_line_ends_and_the_end_of_the_file_stay_as_they_are() -> None:
    base = "name: A\r\ntitle: T\r\nstance: 1"
    one, two = base.replace("T", "U"), base.replace("A", "B # b")
    assert merged(base, one, two) == "name: B # b\r\ntitle: U\r\nstance: 1"
    assert merged(base, one, two + "\r\n") == "name: B # b\r\ntitle: U\r\nstance: 1\r\n"
    assert (
        merged("name: A\nnotes: |\n  x", "name: B\nnotes: |\n  x", "name: A\nnotes: |\n  y") == "name: B\nnotes: |\n  y"
    )


def test_the_last_entry_of_a_list_goes_with_either_side() -> None:
    base = "name: A\nlinks:\n  - {to: x, kind: friend}\n  - {to: y, kind: friend}\nnotes: n\n"
    one = base.replace("  - {to: x, kind: friend}\n", "")
    two = base.replace("  - {to: y, kind: friend}\n", "")
    assert merged(base, one, two) == "name: A\nlinks: []\nnotes: n\n"


def test_a_key_of_ones_own_is_merged_by_key_and_its_lists_as_a_whole() -> None:
    base = "name: A\nx-own: {a: 1, b: 2, c: [1]}\n"
    assert merged(base, base.replace("a: 1", "a: 3"), base.replace("b: 2", "b: 4")) == (
        "name: A\nx-own: {a: 3, b: 4, c: [1]}\n"
    )
    assert conflicts(base, base.replace("[1]", "[1, 2]"), base.replace("[1]", "[1, 3]")) == 1


@pytest.mark.parametrize(
    ("place", "base", "ours", "theirs", "expected"),
    [
        (
            ACCOUNT,
            "name: A\nrevenue:\n  2025: {amount: 1}\n",
            "name: A\nrevenue:\n  2025: {amount: 1}\n  2026: {amount: 2}\n",
            "name: A\nrevenue:\n  2025: {amount: 1, currency: THB}\n",
            "name: A\nrevenue:\n  2025: {amount: 1, currency: THB}\n  2026: {amount: 2}\n",
        ),
        (
            DEAL,
            "name: D\ncommittee:\n  - {person: a, stance: 0}\n",
            "name: D\ncommittee:\n  - {person: a, stance: 1}\n",
            "name: D\ncommittee:\n  - {person: siam-grand/a, stance: 0, influence: 3}\n  - {person: b}\n",
            "name: D\ncommittee:\n  - {person: siam-grand/a, stance: 1, influence: 3}\n  - {person: b}\n",
        ),
        (
            SETTINGS,
            "relmap: 1\ngaps:\n  waivers:\n    - {code: G104, about: x, reason: r, until: 2027-01-01}\n",
            "relmap: 1\ngaps:\n  waivers:\n    - {code: G104, about: x, reason: r, until: 2027-02-01}\n",
            "relmap: 1\ngaps:\n  waivers:\n    - {code: G104, about: x, reason: s, until: 2027-01-01}\n",
            "relmap: 1\ngaps:\n  waivers:\n    - {code: G104, about: x, reason: s, until: 2027-02-01}\n",
        ),
    ],
    ids=["account", "deal", "settings"],
)
def test_other_files(place: Place, base: str, ours: str, theirs: str, expected: str) -> None:
    found = merged(base, ours, theirs, place)
    assert found == expected or merged(base, theirs, ours, place) == expected
    assert conflicts(base, ours, theirs, place) == conflicts(base, theirs, ours, place) == 0


@pytest.mark.parametrize(
    "broken",
    [
        "name: [\n",
        "name: A\nname: B\n",
        "<<<<<<< x\nname: [\n=======\n>>>>>>> y\n",
        "just words\n",
        "- a\n",
        "a: &x 1\n",
    ],
)
def test_what_cannot_be_read_is_not_merged(broken: str) -> None:
    for versions in ((broken, MALEE, MALEE + "x-a: 1\n"), (MALEE, broken, MALEE + "x-a: 1\n")):
        with pytest.raises(CannotMerge):
            merged(*versions)
