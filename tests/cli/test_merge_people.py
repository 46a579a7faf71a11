from pathlib import Path

import pytest
import yaml

from tests.cli.runner import Runner, assert_dry_run_tells_all

PEOPLE = "accounts/siam-grand/people"
TWIN = f"{PEOPLE}/malee-jaidee.yaml"


@pytest.fixture
def twice(relmap: Runner) -> Runner:
    """The hotel, in which Malee stands twice, and others name her second record."""
    (relmap.folder / TWIN).write_text(
        "name: Malee Jaidee\n"
        "title: พนักงานต้อนรับ\n"
        "stance: 1\n"
        "channels: {phone: '+66 2 123 45677', email: malee@siam-grand.example}\n"
        "links:\n  - {to: wichai, kind: refers, level: 2}\n  - {to: malee, kind: friend}\n"
        "known_by:\n  - {member: nok, level: 1}\n  - {member: pim, level: 1}\n",
        encoding="utf-8",
    )
    relmap.tell("link", "kanya", "malee-jaidee", "--kind", "friend", "--level", "1")
    relmap.tell("set", "somchai", "reports_to", "malee-jaidee")
    relmap.tell("set", "ceramic-plates", "committee.malee-jaidee.roles", "gatekeeper")
    relmap.tell("touch", "malee-jaidee", "malee", "--by", "nok", "--channel", "call", "--on", "2026-11-20")
    return relmap


def test_the_command_that_check_offers_makes_one_of_the_two(twice: Runner) -> None:
    twice.tell("remove", "pim", "--left")
    text = (twice.folder / TWIN).read_text(encoding="utf-8")
    (twice.folder / TWIN).write_text(text.replace("  - {to: malee, kind: friend}\n", ""), encoding="utf-8")
    (twice.folder / "accounts/siam-grand/touches/2026-nok.yaml").unlink()
    warning = twice("check").stdout
    offered = warning.partition("`relmap ")[2].partition("`")[0]
    assert offered == "merge-people siam-grand/malee siam-grand/malee-jaidee"
    twice.tell(*offered.split())
    assert twice.tell("check") == "no faults found\n"


def test_every_reference_follows_and_comments_stay(twice: Runner, tmp_path: Path) -> None:
    assert_dry_run_tells_all(twice, tmp_path, "merge-people", "malee", "malee-jaidee")
    assert TWIN not in twice.files()
    assert not [path for path, data in twice.files().items() if b"malee-jaidee" in data]
    kept = twice.read(f"{PEOPLE}/malee.yaml")
    assert kept.startswith("# คนแรกที่เจอในโรงแรม และคนที่เรารู้จักดีที่สุด\nname: มาลี ใจดี\naliases: [พี่มาลี]\n")
    assert '  # มาลีบอกเสมอว่า "เรื่องจานต้องไปคุยกับจัดซื้อ"\n' in kept
    assert 'phone: "0212345677"\n' in kept
    assert "  - {to: wichai, kind: refers, level: 2}\n" in kept
    assert "with: [malee]" in twice.read("accounts/siam-grand/touches/2026-nok.yaml").splitlines()[-1]
    assert twice.tell("check") == "no faults found\n"


def test_says_what_followed_and_what_is_not_carried_over(twice: Runner) -> None:
    said = twice.tell("merge-people", "malee", "malee-jaidee").splitlines()
    assert "siam-grand/somchai: reports_to siam-grand/malee-jaidee -> siam-grand/malee" in said
    assert "siam-grand/malee: channels.email nothing -> malee@siam-grand.example" in said
    assert said[-3:] == [
        "removed siam-grand/malee-jaidee",
        "note: siam-grand/malee-jaidee had a tie (friend) to siam-grand/malee, who is the same person",
        "note: of two ties of team/nok the stronger stays: level 2, not level 1",
    ]


def test_keep_the_other_one(twice: Runner) -> None:
    twice.tell("merge-people", "malee", "malee-jaidee", "--keep", "b")
    assert f"{PEOPLE}/malee.yaml" not in twice.files()
    assert "name: Malee Jaidee\naliases: [พี่มาลี, " in twice.read(TWIN)
    assert twice.tell("check") == "no faults found\n"


def test_contradictions_change_nothing_until_they_are_decided(twice: Runner) -> None:
    twice.tell("set", "malee-jaidee", "stance", "-1")
    said = twice.refuse("merge-people", "malee", "malee-jaidee")
    assert "(A) and siam-grand/malee-jaidee (B) differ in stance (A: 1, B: -1); say whose is right with --take" in said
    twice.tell("merge-people", "malee", "malee-jaidee", "--take", "stance=B")
    assert "stance: -1\n" in twice.read(f"{PEOPLE}/malee.yaml")


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["malee", "malee"], 2, "are both siam-grand/malee; name two records"),
        (["malee", "มาลี ใจดี"], 2, "are both siam-grand/malee"),
        (["malee", "nobody"], 1, "no person is found by 'nobody'"),
        (["malee", "somchai", "--keep", "C"], 2, "--keep: 'C' names neither of the two"),
        (["malee", "nok"], 1, "is one of us"),
        (["malee", "anucha", "--take", "A"], 1, "report in a circle"),
    ],
)
def test_refusals(relmap: Runner, arguments: list[str], status: int, said: str) -> None:
    if "anucha" in arguments:
        relmap.tell("set", "malee", "reports_to", "somchai")
    assert said in relmap.refuse("merge-people", *arguments, status=status)


def test_a_file_that_cannot_be_read_may_name_them(relmap: Runner) -> None:
    (relmap.folder / PEOPLE / "broken.yaml").write_text("name: [\n", encoding="utf-8")
    assert "a reference may stand there" in relmap.refuse("merge-people", "finance-director", "kanya", "--take", "A")


def test_people_of_two_accounts(relmap: Runner) -> None:
    relmap.tell("add-account", "Other", "--id", "other")
    relmap.tell("add-contact", "Malee Jaidee", "--account", "other")
    said = relmap.refuse("merge-people", "malee", "other/malee-jaidee", "--account", "siam-grand")
    assert "are of two accounts, and a record is of one" in said


def with_more(relmap: Runner, path: str, more: str) -> None:
    file = relmap.folder / path
    file.write_bytes(file.read_bytes() + more.encode())


def test_keys_of_the_user_s_own_are_united_and_comments_that_go_are_told(twice: Runner) -> None:
    with_more(twice, f"{PEOPLE}/malee.yaml", "x-rank: '5'\n")
    with_more(twice, TWIN, "x-rank: 5\nx-tags: [a, {b: 'c # d'}]\nfavourite: tea  # green\n")
    text = twice.read(TWIN).replace("{member: pim, level: 1}", "{member: pim, level: 1, x-how: golf}")
    (twice.folder / TWIN).write_bytes(text.encode())
    said = " ".join(twice.tell("merge-people", "malee", "malee-jaidee").split())
    merged = yaml.safe_load(twice.read(f"{PEOPLE}/malee.yaml"))
    assert (merged["x-rank"], merged["x-tags"], merged["favourite"]) == ("5", ["a", {"b": "c # d"}], "tea")
    assert "{member: pim, level: 1, x-how: golf}" in twice.read(f"{PEOPLE}/malee.yaml")
    assert f"keys of your own moved from {TWIN} to {PEOPLE}/malee.yaml: x-tags, favourite, known_by.x-how" in said
    assert f"the comments in {TWIN} went with it; git keeps what was committed" in said


def test_keys_of_the_user_s_own_keep_their_types(twice: Runner) -> None:
    own = """
x-n: {a: [1, 2], d: 2026-01-02, t: 12:30:00, y: yes, q: "7", w: 2026-01-02 10:00:00}
x-list:
  - +5
  - .5
  - '5'
  - 1,000
  - off
  - 12:30:00
x-empty: ~
x-words: |
  two
  lines
"""
    with_more(twice, TWIN, own)
    twice.tell("merge-people", "malee", "malee-jaidee")
    merged = yaml.safe_load(twice.read(f"{PEOPLE}/malee.yaml"))
    assert {key: value for key, value in merged.items() if key.startswith("x-")} == yaml.safe_load(own)


def test_a_tie_that_both_have_keeps_its_own_keys_and_says_which_went(twice: Runner) -> None:
    file = f"{PEOPLE}/malee.yaml"
    text = twice.read(file)
    assert "member: nok" in text
    (twice.folder / file).write_text(text.replace("member: nok", "x-how: tea, member: nok"), encoding="utf-8")
    text = twice.read(TWIN).replace("{member: nok, level: 1}", "{member: team/nok, level: 1, x-how: golf, x-new: 3}")
    text = text.replace("kind: friend}", "kind: friend, x-odd: 1}")
    (twice.folder / TWIN).write_text(text, encoding="utf-8")
    said = " ".join(twice.tell("merge-people", "malee", "malee-jaidee").split())
    assert f"moved from {TWIN} to {file}: known_by.x-new" in said
    assert f"keys of your own within {TWIN} went with it: links.x-odd, known_by.x-how;" in said
    ours = next(one for one in yaml.safe_load(twice.read(file))["known_by"] if one["member"] == "nok")
    assert (ours["x-how"], ours["x-new"]) == ("tea", 3)


def test_a_sign_within_a_text_is_no_comment(twice: Runner) -> None:
    with_more(twice, TWIN, "notes: |\n  # one\nx-a: 'b # c'\n")
    assert "comments" not in twice.tell("merge-people", "malee", "malee-jaidee")


def test_keys_of_the_user_s_own_that_differ_are_refused(twice: Runner) -> None:
    with_more(twice, f"{PEOPLE}/malee.yaml", "x-rank: 4\n")
    with_more(twice, TWIN, "x-rank: 5\n")
    said = twice.refuse("merge-people", "malee", "malee-jaidee")
    assert said.startswith(f"{PEOPLE}/malee.yaml and {TWIN} say otherwise under x-rank, a key of your own; --take does")
