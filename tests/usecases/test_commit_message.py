"""What a commit says, and what it keeps to itself."""

from dataclasses import replace

from relmap.model.changes import Added, Renamed, Updated
from relmap.model.fields import FIELDS
from relmap.model.records import KnownBy, Link, Person
from relmap.usecases.commit_message import _TOLD, commit_message, with_trailer
from tools.catalogues import field_names

MALEE = Person(id="malee", account="siam-grand", name="Malee Jaidee", stance=0, influence=1)


def said(**fields: object) -> str:
    return commit_message([Updated(before=MALEE, after=replace(MALEE, **fields))], "set").split("\n\nRelmap-Command")[0]  # type: ignore[arg-type]


def test_what_may_be_told_are_fields() -> None:
    assert {name for table in FIELDS.values() for name in field_names(table)} >= _TOLD


def test_no_field_of_free_text_about_somebody_is_told() -> None:
    private = {"notes", "note", "needs", "concerns", "temperament", "source", "reason", "what", "result", "goal"}
    assert not _TOLD & (private | {"channels", "aliases", "names", "revenue"})


def test_facts_are_told_in_words() -> None:
    assert said(stance=1) == "Malee Jaidee: stance neutral -> supporter"
    assert said(stance="unknown", influence=4) == (
        "Malee Jaidee: influence low -> inner circle, stance neutral -> unknown"
    )
    assert said(roles=("user", "coach")) == "Malee Jaidee: roles nothing -> user, coach"
    assert said(reports_to="siam-grand/anucha") == "Malee Jaidee: reports to nothing -> anucha"
    assert said(needs=("a secret",)) == "Malee Jaidee: needs changed"


def test_ties_are_told_by_who_they_are_to() -> None:
    link = Link(to="siam-grand/anucha", kind="friend", level=2, note="a secret")
    assert said(links=(link,)) == "Malee Jaidee: links + friend anucha"
    before = replace(MALEE, known_by=(KnownBy(member="nok", level=1, note="a secret"),))
    after = replace(MALEE, known_by=(KnownBy(member="nok", level=3, note="another"),))
    message = commit_message([Updated(before=before, after=after)], "know")
    assert message.startswith("Malee Jaidee: known by nok: level acquainted -> trusted, note changed\n")


def test_names_of_several_lines_make_one_line() -> None:
    assert commit_message([Added(record=replace(MALEE, name="Malee\nJaidee"))], "add-contact").startswith(
        "added Malee Jaidee (siam-grand/malee)\n\n"
    )


def test_what_was_asked_for_comes_first() -> None:
    boss = replace(MALEE, id="boss", name="Boss", reports_to="siam-grand/malee")
    changes = [
        Updated(before=boss, after=replace(boss, reports_to="siam-grand/mali")),
        Renamed(record=MALEE, to="mali"),
    ]
    assert commit_message(changes, "rename") == (
        "renamed siam-grand/malee to mali (and 1 more)\n\nrenamed siam-grand/malee to mali\n"
        "Boss: reports to malee -> mali\n\nRelmap-Command: rename\n"
    )


def test_the_trailer_joins_those_that_are_there() -> None:
    assert with_trailer("Why", "set") == "Why\n\nRelmap-Command: set\n"
    assert with_trailer("Why\n\nSigned-off-by: N", "set") == "Why\n\nSigned-off-by: N\nRelmap-Command: set\n"
    assert with_trailer("Note: why", "set") == "Note: why\n\nRelmap-Command: set\n"
