"""Every command that relmap advises is one that it takes."""

import re
import shlex
import shutil
from pathlib import Path

import pytest

from tests.cli.runner import Runner

EXAMPLES = Path(__file__).parents[2] / "examples"
# What the reader is to fill in.
BLANKS = {
    "NAME": "Somebody",
    "STANCE": "1",
    "LEVEL": "1",
    "NUMBER": "0211111111",
    "SOURCE": "Malee",
    "REASON": "we may meet again",
}


@pytest.mark.parametrize(
    ("name", "boss", "targets"),
    [
        ("hotel", "prasert", ["GM", "prasert", "wichai", "approver", "malee"]),
        ("manufacturer", "luo-zhengping", ["decision_maker", "approver", "evaluator", "user", "kong-fanrong"]),
    ],
)
def test_advised_commands_run(name: str, boss: str, targets: list[str], tmp_path: Path) -> None:
    shutil.copytree(EXAMPLES / name, tmp_path / "book")
    relmap = Runner(tmp_path / "book")
    answers = [relmap("path", "--to", target, "--json").json for target in targets]
    actions = [one["action"] for answer in answers for one in (answer, *answer["others"]) if one["action"]]
    advice = [gap["do_next"] for gap in relmap("gaps", "--json").json["gaps"]]
    commands = [action["command"] for action in actions]
    commands += [command for sentence in advice for command in re.findall("`relmap (.*?)`", sentence)]
    assert len(commands) > 10
    for command in dict.fromkeys(commands):
        words = [word.replace("BOSS", boss) for word in shlex.split(command.removeprefix("relmap "))]
        words = [BLANKS.get(word, word) for word in words]
        words = ["=".join(BLANKS.get(part, part) for part in word.split("=")) for word in words]
        dry = [] if words[0] == "path" else ["--dry-run"]
        assert relmap(*words, *dry).status == 0, command
