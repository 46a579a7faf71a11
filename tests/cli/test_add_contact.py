from pathlib import Path

import pytest

from tests.cli.runner import Runner, assert_dry_run_tells_all

PEOPLE = "accounts/siam-grand/people"


def test_writes_every_field_in_the_fixed_order(relmap: Runner) -> None:
    said = relmap.tell(
        *("add-contact", "อนงค์ ศรีสุข", "--id", "anong", "--notes", "meets us on Mondays", "--source", "visit"),
        *("--verified-on", "2569-11-20", "--known-by", "nok:2:3", "--known-by", "พิม", "--channel", "fax=0200000003"),
        *("--linkedin", "anong-example", "--wechat", "anong.w", "--line", "anong.l", "--email", "a@siam-grand.example"),
        *("--mobile", "0800000005", "--phone", "0200000004", "--phone", "0200000005", "--temperament", "calm"),
        *("--concern", "price, and delivery", "--need", "plates", "--need", "cups", "--stance", "-1"),
        *("--influence", "high", "--role", "technical buyer", "--role", "ผู้ใช้", "--reports-to", "หัวหน้าเชฟ"),
        *("--seniority", "staff", "--department", "ครัว", "--title", "Sous chef", "--name-in", "en=Anong Srisuk"),
        *("--name-in", "zh=阿农", "--alias", "น้อง"),
    )
    assert said == "added อนงค์ ศรีสุข (siam-grand/anong)\n"
    assert relmap.read(f"{PEOPLE}/anong.yaml") == (
        "name: อนงค์ ศรีสุข\n"
        "aliases: [น้อง]\n"
        "names:\n"
        "  en: Anong Srisuk\n"
        "  zh: 阿农\n"
        "title: Sous chef\n"
        "department: ครัว\n"
        "seniority: staff\n"
        "reports_to: wichai\n"
        "roles: [evaluator, user]\n"
        "influence: 3\n"
        "stance: -1\n"
        "needs: [plates, cups]\n"
        'concerns: ["price, and delivery"]\n'
        "temperament: calm\n"
        "channels:\n"
        '  phone: ["0200000004", "0200000005"]\n'
        '  mobile: "0800000005"\n'
        "  email: a@siam-grand.example\n"
        "  line: anong.l\n"
        "  wechat: anong.w\n"
        "  linkedin: anong-example\n"
        '  fax: "0200000003"\n'
        "known_by:\n"
        "  - {member: nok, level: 2, target: 3}\n"
        "  - {member: pim}\n"
        "verified_on: 2026-11-20\n"
        "source: visit\n"
        "notes: meets us on Mondays\n"
    )
    assert "anong" not in relmap.tell("check")


def test_texts_that_yaml_would_read_as_something_else_come_back_as_typed(relmap: Runner) -> None:
    relmap.tell("add-contact", "No", "--title", "12:30", "--phone", "0212345677", "--alias", "1e5", "--notes", " : #")
    (record,) = relmap("show", "No", "--json").json["records"]
    assert (record["name"], record["title"], record["aliases"]) == ("No", "12:30", ["1e5"])
    assert record["channels"] == {"phone": ["0212345677"]}


def test_somebody_nobody_has_named_yet_gets_an_id_from_the_title(relmap: Runner) -> None:
    assert relmap.tell("add-contact", "?", "--title", "Banquet manager") == ("added ? (siam-grand/banquet-manager)\n")
    assert relmap.read(f"{PEOPLE}/banquet-manager.yaml") == 'name: "?"\ntitle: Banquet manager\n'
    assert "siam-grand/approver" in relmap.tell("add-contact", "?", "--role", "approver")
    assert "give one with --id" in relmap.refuse("add-contact", "?", status=2)


def test_the_id_s_words_may_be_of_any_script(relmap: Runner) -> None:
    relmap.tell("add-contact", "陈 美玲", "--title", "财务经理")
    relmap.tell("add-contact", "สมหญิง ดีใจ")
    assert {f"{PEOPLE}/陈-美玲.yaml", f"{PEOPLE}/สมหญิง-ดีใจ.yaml"} <= relmap.files().keys()


def test_a_member_given_twice_has_one_tie_as_given_last(relmap: Runner) -> None:
    relmap.tell("add-contact", "X", "--known-by", "nok:1", "--known-by", "นก:2")
    assert relmap.read(f"{PEOPLE}/x.yaml") == "name: X\nknown_by:\n  - {member: nok, level: 2}\n"


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("Malee",), 1, "the person malee exists already; give another --id"),
        (("X", "--reports-to", "prasit"), 1, "did you mean siam-grand/prasert"),
        (("X", "--reports-to", "purchaser"), 1, "'purchaser' is 2 people: siam-grand/prasert"),
        (("X", "--known-by", "nook:2"), 1, "no member is found by 'nook'"),
        (("X", "--known-by", "nok:5"), 2, "--known-by: '5' is not a whole number from 1 to 4"),
        (("X", "--known-by", "nok:1:2:3"), 2, "write member:level or member:level:target"),
        (("X", "--role", "decider-in-chief"), 2, "is not a known word"),
        (("X", "--stance", "3"), 2, "stance: '3' is not a stance; write -2 (opponent)"),
        (("X", "--influence", "5"), 2, "is not a whole number from 0 to 4"),
        (("X", "--channel", "fax"), 2, "--channel: 'fax' has no =; write it as kind=value"),
        (("X", "--verified-on", "22/11/26"), 2, "write it as year-month-day"),
        (("",), 2, "name: '' is empty; give a name, or \"?\" for somebody unknown"),
        ((), 2, 'no name given; write `relmap add-contact "NAME"`, or run that on a terminal to be asked'),
        (("X", "--account", "siamese"), 1, "no account is found by 'siamese'"),
        (("Ann", "Bee"), 2, "(Bee); put quotes round a name of several words; see `relmap add-contact --help`"),
    ],
)
def test_refusals(relmap: Runner, arguments: tuple[str, ...], status: int, said: str) -> None:
    assert said in relmap.refuse("add-contact", *arguments, status=status)


def test_dry_run(relmap: Runner, tmp_path: Path) -> None:
    diff = assert_dry_run_tells_all(
        relmap, tmp_path, "add-contact", "Anong", "--title", "เชฟ", "--known-by", "nok:1", "--reports-to", "wichai"
    )
    assert diff == (
        "--- /dev/null\n"
        "+++ b/accounts/siam-grand/people/anong.yaml\n"
        "@@ -0,0 +1,5 @@\n"
        "+name: Anong\n"
        "+title: เชฟ\n"
        "+reports_to: wichai\n"
        "+known_by:\n"
        "+  - {member: nok, level: 1}\n"
    )


def test_a_name_that_was_left_as_the_command_has_it(relmap: Runner) -> None:
    said = relmap.refuse("add-contact", "NAME", "--role", "approver", status=2)
    assert said == "name: 'NAME' only stands for the name; write the name itself in its place"
