"""What the choices of an option mean is said in `--help` in the reader's language."""

import shutil
from pathlib import Path

import pytest

from relmap.cli.language import catalogue_of
from relmap.model import vocabulary
from relmap.model.saying import in_words, speaking
from tests.cli.runner import HOTEL, Runner

NO_WISH = {"RELMAP_LANG": "", "LC_ALL": "", "LC_MESSAGES": "", "LANG": ""}
# By command: the lists that its help explains, by their context in the catalogues.
LISTS = [
    ("add-contact", "role", vocabulary.ROLES),
    ("add-contact", "stance", tuple(vocabulary.STANCE_NAMES.values())),
    ("add-contact", "influence", tuple(vocabulary.INFLUENCE_NAMES.values())),
    ("add-contact", "level", tuple(vocabulary.LEVEL_NAMES.values())),
    ("add-contact", "seniority", vocabulary.SENIORITIES),
    ("add-account", "segment", vocabulary.SEGMENTS),
    ("add-account", "strategy", vocabulary.STRATEGIES),
    ("add-account", "bond", tuple(vocabulary.BOND_NAMES.values())),
    ("add-deal", "role", vocabulary.ROLES),
    ("know", "level", tuple(vocabulary.LEVEL_NAMES.values())),
    ("link", "kind", vocabulary.LINK_KINDS),
    ("link", "level", tuple(vocabulary.LEVEL_NAMES.values())),
    ("touch", "channel", vocabulary.TOUCH_CHANNELS),
    ("gaps", "severity", vocabulary.SEVERITIES),
    ("list", "role", vocabulary.ROLES),
    ("list", "stance", tuple(vocabulary.STANCE_NAMES.values())),
    ("portfolio", "segment", vocabulary.SEGMENTS),
]


@pytest.mark.parametrize("language", ["th", "zh"])
@pytest.mark.parametrize(("command", "context", "words"), LISTS)
def test_help_says_what_every_choice_means(
    empty: Runner, language: str, command: str, context: str, words: tuple[str, ...]
) -> None:
    told = _bare(empty.tell(command, "--help", "--lang", language))
    with speaking(catalogue_of(language)):
        assert [word for word in words if _bare(in_words(context, word)) not in told] == []


def test_help_speaks_as_an_answer_would(empty: Runner, tmp_path: Path) -> None:
    book = tmp_path / "hotel"
    shutil.copytree(HOTEL, book)
    assert "3 ไว้วางใจ" in Runner(book).tell("know", "--help", environment=NO_WISH)
    assert "3 trusted" in empty.tell("know", "--help", environment=NO_WISH)
    assert "3 信任" in empty.tell("--lang", "zh", "know", "-h")
    assert "3 信任" in empty.tell("help", "know", environment={"RELMAP_LANG": "zh"})
    assert "3 ไว้วางใจ" in empty.tell("know", "--lang=th", "--help", environment={"RELMAP_LANG": "zh"})


def test_help_comes_whatever_is_wrong_beside_it(empty: Runner) -> None:
    assert "3 trusted" in empty.tell("know", "--help", environment={"RELMAP_LANG": "deutsch"})
    assert "No such option" in empty.refuse("know", "--help", "--no-such-option", status=2)


def test_the_next_command_is_not_told_in_the_language_of_the_help_before(empty: Runner) -> None:
    assert "3 信任" in empty.tell("know", "--help", "--lang", "zh")
    assert "3 trusted" in empty.tell("know", "--help", "--lang", "en")


def _bare(text: str) -> str:
    """Without the breaks that wrapping puts in."""
    return "".join(text.split())
