import re
import shutil
from pathlib import Path

from tests.cli.runner import HOTEL, Runner

MATRIX = """\
siam-grand: coverage 0% (with supporters 0%)
required roles that nobody with a name fills, each of which counts as 0: approver

WHO                     STANCE  NOK SUKJAI  COVERED  LAST TOUCH
*Anucha Mankhong        ?                   0%       never
? (ผู้อำนวยการฝ่ายการเงิน)  ?                   0%       never
*Prasert Ropkhop        0                   0%       never
*Wichai Khruathong      +1                  0%       never
Malee Jaidee            +1      .67! 2>3    67%      2026-11-18
* key player; in a cell strength, level>level wanted; ! the only thread (a tie of .3 or more)
2 people whom none of us knows are not shown: --all
"""


def test_the_matrix(relmap: Runner) -> None:
    assert relmap.tell("coverage") == MATRIX
    assert relmap.tell("coverage", "siam-grand") == MATRIX
    assert relmap.tell("coverage", "--account", "สยามแกรนด์") == MATRIX


def test_on_a_terminal_key_players_without_a_thread_and_single_threads_stand_out(relmap: Runner) -> None:
    colours = {"TERM": "xterm-256color", "COLUMNS": "100"}
    rows = relmap("coverage", "--all", terminal=True, environment=colours).stdout.splitlines()
    styles = {name: next(row[:5] for row in rows if name in row) for name in ("Anucha", "Kanya", "Malee")}
    assert styles == {"Anucha": "\x1b[31m", "Kanya": "Kanya", "Malee": "\x1b[33m"}


def test_a_narrow_column_keeps_the_mark_with_the_name(tmp_path: Path) -> None:
    shutil.copytree(HOTEL.parent / "manufacturer", tmp_path / "book")
    environment = {"TERM": "xterm", "COLUMNS": "60", "NO_COLOR": "1"}
    said = Runner(tmp_path / "book")("coverage", "lanshi-heavy", terminal=True, environment=environment).stdout
    assert "\n*Luo" in said
    assert re.findall(r"^\*(?! key player)\s", said, re.MULTILINE) == []


def test_everybody(relmap: Runner) -> None:
    said = relmap.tell("coverage", "--all")
    assert "Somchai Khayanngan" in said
    assert "not shown" not in said


def test_what_losing_a_member_cuts(relmap: Runner) -> None:
    said = relmap.tell("coverage", "--without-member", "นก")
    assert said.removeprefix(MATRIX) == (
        "\n"
        "Without Nok Sukjai: coverage 0% (with supporters 0%) -> 0% (with supporters 0%)\n"
        "\n"
        "TO HAND OVER  WHY       STRENGTH  COVERED    NEXT BEST OF US\n"
        "Malee Jaidee  only tie  .67       67% -> 0%  nobody\n"
        "\n"
        "Best path to Anucha Mankhong: .18 through Nok Sukjai > Malee Jaidee > Kanya Rotloet > Wichai Khruathong; "
        "then none is left\n"
    )


HAND_OVER = """\
Without Nok Sukjai: something to hand over at 1 of 2 accounts

siam-grand: coverage 0% -> 0%
  owns the account and the deal ceramic-plates
  only thread to Malee Jaidee
  best path to Anucha Mankhong: .18 -> none
  promised Malee Jaidee for 2026-11-25: โทรถามมาลีเรื่องนัดเชฟกัญญา

in all: 1 owned account, 1 owned deal, 1 only thread, 1 promise
one account in full: `relmap coverage ACCOUNT --without-member nok`
"""


def test_what_a_member_holds_at_every_account(relmap: Runner) -> None:
    relmap.tell("add-account", "River House", "--id", "river")
    assert relmap.tell("coverage", "--without-member", "นก", "--all") == HAND_OVER
    # Where an account is named, or a deal, --all speaks of its people.
    assert relmap.tell("coverage", "siam-grand", "--without-member", "nok", "--all").startswith("siam-grand: coverage")
    assert "COVERED" in relmap.tell("coverage", "--deal", "ceramic-plates", "--without-member", "nok", "--all")
    relmap.tell("set", "book", "default_account", "--unset")
    assert relmap.tell("coverage", "--without-member", "nok") == HAND_OVER
    relmap.tell("remove", "nok", "--left")
    assert relmap.tell("coverage", "--without-member", "nok") == HAND_OVER
    said = "Without Pim Ngamta: nothing to hand over at 2 accounts\n"
    assert relmap.tell("coverage", "--without-member", "pim") == said
    assert "which account?" in relmap.refuse("coverage")


def test_what_a_member_holds_as_json(relmap: Runner) -> None:
    one = relmap("coverage", "--without-member", "nok", "--json").json["without_member"]
    document = relmap("coverage", "--without-member", "nok", "--all", "--json").json
    (account,) = document.pop("accounts")
    assert document == {"schema": "relmap.hand-over/1", "today": "2026-11-23", "member": "team/nok", "of": 1}
    assert account == {
        "account": "siam-grand",
        "name": "โรงแรมสยามแกรนด์",
        **{key: one[key] for key in ("coverage", "people", "paths")},
        "owns_account": True,
        "deals": ["siam-grand/ceramic-plates"],
        "promises": [
            {
                "people": ["siam-grand/malee"],
                "what": "โทรถามมาลีเรื่องนัดเชฟกัญญา",
                "since": "2026-11-18",
                "due_on": "2026-11-25",
            }
        ],
    }


def test_nothing_to_hand_over_is_said(relmap: Runner) -> None:
    said = relmap.tell("coverage", "--without-member", "pim")
    assert "\nNothing to hand over: nobody there is known to Pim Ngamta better than to any other of us.\n" in said
    assert "\nBest path to Anucha Mankhong: stays .18 through Nok Sukjai > " in said


def test_why_somebody_is_handed_over(relmap: Runner) -> None:
    relmap.tell("know", "pim", "malee", "--strength", "0.25")
    said = relmap.tell("coverage", "--without-member", "nok")
    assert "Malee Jaidee  only thread  .67       75% -> 25%  Pim Ngamta .25\n" in said
    assert "; then .07 through Pim Ngamta > Malee Jaidee > " in said
    relmap.tell("know", "pim", "malee", "--strength", "0.5")
    assert "strongest tie  .67       83% -> 50%  Pim Ngamta .5\n" in relmap.tell("coverage", "--without-member", "nok")


def test_in_a_deal_and_roles_that_nobody_holds(relmap: Runner) -> None:
    relmap.tell("set", "ceramic-plates", "required_roles", "sponsor,coach,champion")
    said = relmap.tell("coverage", "--deal", "ceramic-plates").splitlines()
    assert said[0] == "siam-grand, deal ceramic-plates: coverage 0% (with supporters 0%)"
    assert said[1] == "required roles that nobody with a name fills, each of which counts as 0: sponsor and champion"


def test_without_people_or_ties_it_says_so(relmap: Runner) -> None:
    relmap.tell("add-account", "Other", "--id", "other")
    assert relmap.tell("coverage", "other").splitlines() == [
        "other: coverage 0% (with supporters 0%)",
        'nobody there is in the book yet; add somebody with `relmap add-contact "NAME" --account other`',
    ]
    relmap.tell("add-contact", "Boss", "--account", "other", "--id", "boss", "--role", "decision_maker")
    said = relmap.tell("coverage", "other").splitlines()
    assert said[1] == (
        "none of us has a tie to anybody there; write one down with `relmap know MEMBER PERSON --level 1`"
    )
    assert said[4:6] == ["WHO    STANCE  COVERED  LAST TOUCH", "*Boss  ?       0%       never"]


def test_json(relmap: Runner) -> None:
    document = relmap("coverage", "--json", "--without-member", "nok").json
    assert (document["schema"], len(document["people"])) == ("relmap.coverage/1", 5)
    assert document["without_member"]["people"][0]["person"] == "siam-grand/malee"
    # As in the portfolio: a placeholder fills no role.
    (line,) = relmap("portfolio", "--json").json["accounts"]
    assert (
        document["unfilled_roles"] == ["approver"] == sorted({*line["roles"]["required"]} - {*line["roles"]["filled"]})
    )
    key = {person["person"]: person["key_player"] for person in document["people"]}
    assert (key["siam-grand/anucha"], key["siam-grand/finance-director"]) == (True, False)


def test_refusals(relmap: Runner, empty: Runner) -> None:
    assert relmap.refuse("coverage", "siam-grand", "-a", "siam-grand", status=2) == (
        "ACCOUNT and --account do not go together: both say which account is meant; leave one of them out"
    )
    assert "no member" in relmap.refuse("coverage", "--without-member", "nobody-of-us")
    assert "no account" in relmap.refuse("coverage", "nowhere")
    empty.tell("init", ".", "--name", "Empty")
    assert empty.refuse("coverage").startswith("which account? the book has none yet")


def test_check_names_what_is_owned_by_somebody_who_left_and_the_commands_that_mend_it(relmap: Runner) -> None:
    relmap.tell("remove", "nok", "--left")
    for ref in ("siam-grand", "siam-grand/ceramic-plates"):
        said = relmap("check").stdout
        assert f"{ref} is owned by Nok Sukjai, who has left; name another with `relmap set {ref} owner=MEMBER`" in said
        relmap.tell("set", ref, "owner=pim")
    assert relmap.tell("check") == "no faults found\n"
