"""What is read of the settings, broken ones too."""

from datetime import date
from pathlib import Path

import pytest

from relmap.analysis.finding import find_person
from relmap.errors import BookTooNew
from relmap.model.settings import Settings, Vocabulary, Waiver
from relmap.storage.reader import load
from tests.books import HOTEL, book_on_disk
from tests.storage.reading import PLACES, codes, person, read, told


def test_own_words_are_allowed_once_the_settings_list_them(tmp_path: Path) -> None:
    text = "name: X\nroles: [Sales Hero]\nlinks: [{to: malee, kind: classmate}]\n"
    assert codes(person(tmp_path / "without", text)) == ["unknown-word", "unknown-word"]
    settings = "relmap: 1\nvocabulary: {roles: [sales-hero], link_kinds: [classmate]}\n"
    loaded = load(book_on_disk(tmp_path / "with", HOTEL | {"relmap.yaml": settings, PLACES["person"]: text}))
    assert loaded.problems == ()
    assert loaded.book.people["siam-grand/case"].roles == ("sales_hero",)


def test_broken_settings_hide_nothing_else_and_blame_no_words(tmp_path: Path) -> None:
    loaded = read(
        tmp_path,
        **{
            "relmap.yaml": "relmap: 1\nlanguage: xx\nvocabulary: {roles: [king]}\n",
            PLACES["person"]: "name: X\nroles: [king]\ninfluence: 9\n",
        },
    )
    assert [(problem.file, problem.code) for problem in loaded.problems] == [
        (PLACES["person"], "bad-value"),
        ("relmap.yaml", "bad-value"),
    ]
    # What can be read of them counts: falling back to the defaults would change every score without a word.
    assert loaded.book.settings == Settings(vocabulary=Vocabulary(roles=("king",)))


@pytest.mark.parametrize("line", ["relmap: 2", 'relmap: "3"', "relmap: 2\nname: [", "name: x\nrelmap :  10"])
def test_a_book_of_a_newer_format_is_not_read(line: str, tmp_path: Path) -> None:
    with pytest.raises(BookTooNew, match="upgrade relmap"):
        load(book_on_disk(tmp_path, {"relmap.yaml": line + "\n"}))


def test_words_in_the_settings_may_be_spelled_as_anywhere_else(tmp_path: Path) -> None:
    text = (
        "relmap: 1\n"
        "vocabulary: {roles: [Kitchen Boss], channels: [trade-fair], labels: {Kitchen boss: {en: Chef}}}\n"
        "strength: {role_weights: {Economic buyer: 0.9, kitchen boss: 0.7}, touch_weights: {Trade fair: 2, Call: 1}}\n"
    )
    loaded = read(tmp_path, **{"relmap.yaml": text, PLACES["person"]: "name: X\nroles: [kitchen boss]\n"})
    assert told(loaded.problems) == ""
    settings = loaded.book.settings
    assert (settings.vocabulary.roles, settings.vocabulary.channels) == (("kitchen_boss",), ("trade_fair",))
    assert list(settings.vocabulary.labels) == ["kitchen_boss"]
    assert settings.strength.role_weights == {"decision_maker": 0.9, "kitchen_boss": 0.7}
    assert settings.strength.touch_weights == {"trade_fair": 2, "call": 1}
    assert [person.ref for person in find_person(loaded.book, "Kitchen Boss").people] == ["siam-grand/case"]


def test_a_weight_of_an_unknown_word_would_count_for_nothing(tmp_path: Path) -> None:
    loaded = read(tmp_path, **{"relmap.yaml": "relmap: 1\nstrength: {role_weights: {decsion_maker: 1}}\n"})
    (problem,) = loaded.problems
    assert (problem.code, problem.line, problem.column) == ("unknown-word", 2, 27)
    assert problem.mend.startswith("write decision_maker;")


def test_an_item_of_broken_settings_counts_whole_or_not_at_all(tmp_path: Path) -> None:
    whole = "about: Spa, reason: none, until: 2027-01-01"
    waivers = f"[{{code: G101, until: 2569-01-01}}, {{{whole}}}, {{code: G102, about: [x]}}, {{code: G103, {whole}}}]"
    text = "relmap: 1\nrequired_roles: [approver, '', {}, usher, king]\ndepartments: [Spa, {}]\n"
    text += f"vocabulary: {{roles: [king, {{}}]}}\ngaps:\n  waivers: {waivers}\n"
    settings = read(tmp_path, **{"relmap.yaml": text}).book.settings
    assert settings.required_roles == ("approver", "king")
    assert settings.vocabulary.roles == ("king",)
    assert settings.departments == ("Spa",)
    assert settings.gaps.waivers == (Waiver(code="G103", about="Spa", reason="none", until=date(2027, 1, 1)),)
