import pytest

from relmap.cli.output import width
from tests.cli.runner import Runner


def refs(relmap: Runner, *arguments: str) -> list[str]:
    return [item["ref"] for item in relmap("list", *arguments, "--json").json["items"]]


def test_a_table_whose_columns_stand_under_each_other_in_any_script(relmap: Runner) -> None:
    relmap.tell("add-contact", "陈美玲", "--id", "chen", "--title", "财务", "--role", "purchaser", "--stance", "-2")
    assert relmap.tell("list", "--role", "purchaser") == (
        "ID       NAME                TITLE         DEPARTMENT  ROLES                  STANCE  INFLUENCE\n"
        "chen     陈美玲              财务                      purchaser              -2\n"
        "prasert  Prasert Ropkhop     หัวหน้าฝ่ายจัดซื้อ  จัดซื้อ        purchaser, influencer  0       3\n"
        "somchai  Somchai Khayanngan  เจ้าหน้าที่จัดซื้อ   จัดซื้อ        purchaser              0       1\n"
    )


def test_every_kind(relmap: Runner) -> None:
    assert relmap.tell("list", "accounts") == (
        "ID          NAME              SEGMENT  INDUSTRY     OWNER\n"
        "siam-grand  Siam Grand Hotel  new      hospitality  nok\n"
    )
    assert relmap.tell("list", "members") == (
        "ID   NAME        TITLE\nnok  Nok Sukjai  พนักงานขาย\npim  Pim Ngamta  ผู้จัดการโชว์รูม\n"
    )
    assert relmap.tell("list", "deals").startswith("ID              NAME                    STAGE     AMOUNT")
    touches = relmap.tell("list", "touches").splitlines()
    assert touches[0].split() == ["ON", "MEMBER", "PEOPLE", "CHANNEL", "FEELING", "NOTE", "NEXT"]
    assert [line.split()[0] for line in touches[1:]] == [
        "2026-11-18",
        "2026-11-12",
        "2026-11-03",
        "2026-10-20",
        "2026-10-06",
    ]
    assert "new-year-tableware" in relmap.tell("list", "campaigns")


def test_a_touch_s_reminder(relmap: Runner) -> None:
    relmap.tell("touch", "kanya", "--by", "nok", "--channel", "call", "--next", "2026-12-01 call about samples")
    head, first, *_ = relmap.tell("list", "touches").splitlines()
    assert head.endswith("  NEXT")
    assert first.endswith("  2026-12-01 call about samples")


def test_of_every_account_the_references_are_full(relmap: Runner) -> None:
    relmap.tell("add-account", "River House", "--id", "river")
    assert relmap.tell("list", "--all", "--role", "user").startswith("REF               NAME")
    assert relmap.tell("list", "touches", "--all").splitlines()[1].split()[2] == "siam-grand/malee"


def test_columns_that_hold_nothing_are_left_out(empty: Runner) -> None:
    empty.tell("init")
    empty.tell("add-account", "River House", "--id", "river")
    empty.tell("add-contact", "Ann")
    assert empty.tell("list") == "ID   NAME\nann  Ann\n"


def test_ids_and_words_stay_whole_on_a_narrow_terminal(relmap: Runner) -> None:
    relmap.tell(
        "add-contact", "Anong Srisuk", "--id", "a-rather-long-id-of-somebody", "--title", "ผู้ช่วยหัวหน้าฝ่ายจัดซื้ออาวุโส"
    )
    drawn = relmap("list", terminal=True, environment={"TERM": "xterm", "COLUMNS": "96", "NO_COLOR": "1"}).stdout
    assert "\x1b" not in drawn
    lines = drawn.splitlines()
    assert all(width(line) <= 96 for line in lines)
    words = drawn.split()
    assert {"a-rather-long-id-of-somebody", "finance-director", "Anong", "gatekeeper", "influencer,"} <= set(words)


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (("--role", "decision_maker"), ["anucha"]),
        (("--role", "ผู้มีอำนาจตัดสินใจ"), ["anucha"]),
        (("--department", "ครัว"), ["kanya", "wichai"]),
        (("--department", "front"), ["malee"]),
        (("--stance", "supporter"), ["malee", "wichai"]),
        (("--stance", "unknown"), ["anucha", "finance-director"]),
        (("--stance", "-2"), []),
        (("--stance", "1", "--department", "ครัว"), ["wichai"]),
    ],
)
def test_filters(relmap: Runner, arguments: tuple[str, ...], found: list[str]) -> None:
    assert refs(relmap, *arguments) == [f"siam-grand/{person}" for person in found]


def test_the_people_of_a_deal_as_they_stand_in_it(relmap: Runner) -> None:
    relmap.tell("set", "ceramic-plates", "committee.wichai.influence", "4")
    said = relmap.tell("list", "--deal", "ceramic-plates", "--role", "purchaser")
    assert said == (
        "in the deal siam-grand/ceramic-plates\n"
        "ID       NAME                TITLE         DEPARTMENT  ROLES      STANCE  INFLUENCE\n"
        "prasert  Prasert Ropkhop     หัวหน้าฝ่ายจัดซื้อ  จัดซื้อ        purchaser  -1      3\n"
        "somchai  Somchai Khayanngan  เจ้าหน้าที่จัดซื้อ   จัดซื้อ        purchaser  0       1\n"
    )
    document = relmap("list", "--deal", "ceramic-plates", "--json").json
    assert (document["kind"], document["deal"]) == ("people", "siam-grand/ceramic-plates")
    standing = {item["ref"]: (item["roles"], item["stance"], item["influence"]) for item in document["items"]}
    assert len(standing) == 6
    assert standing["siam-grand/prasert"] == (["purchaser"], -1, 3)
    assert standing["siam-grand/wichai"] == (["influencer", "evaluator"], 1, 4)
    assert refs(relmap, "--deal", "ceramic-plates", "--stance", "-1") == ["siam-grand/prasert"]
    assert refs(relmap, "--deal", "ceramic-plates", "--role", "influencer") == ["siam-grand/wichai"]


def test_who_left_a_deal_s_committee_is_asked_for(relmap: Runner) -> None:
    relmap.tell("remove", "somchai", "--left")
    assert "siam-grand/somchai" not in refs(relmap, "--deal", "ceramic-plates")
    assert "siam-grand/somchai" in refs(relmap, "--deal", "ceramic-plates", "--left")


def test_people_of_other_accounts_in_a_committee_have_full_references(relmap: Runner) -> None:
    relmap.tell("add-account", "River House", "--id", "river")
    relmap.tell("add-contact", "Ann", "--account", "river")
    relmap.tell("set", "ceramic-plates", "committee.river/ann.roles", "adviser")
    said = relmap.tell("list", "--deal", "ceramic-plates")
    assert "\nriver/ann " in said
    assert "\nsiam-grand/kanya " in said


def test_the_touches_of_a_deal(relmap: Runner) -> None:
    assert [line.split()[0] for line in relmap.tell("list", "touches", "--deal", "ceramic-plates").splitlines()] == [
        "ON",
        "2026-11-18",
        "2026-11-12",
        "2026-11-03",
    ]


def test_nothing_found_says_so(relmap: Runner, empty: Runner) -> None:
    assert relmap.tell("list", "--stance", "-2") == "no people like that\n"
    empty.tell("init")
    assert empty.tell("list") == "no people here yet\n"
    assert empty.tell("list", "deals") == "no deals here yet\n"
    assert empty("list", "--json").json == {
        "schema": "relmap.list/1",
        "kind": "people",
        "deal": None,
        "items": [],
    }


def test_json(relmap: Runner) -> None:
    document = relmap("list", "members", "--json").json
    assert (document["schema"], document["kind"]) == ("relmap.list/1", "members")
    assert document["items"][1] == {
        "type": "member",
        "ref": "team/pim",
        "name": "พิม งามตา",
        "aliases": ["พิม"],
        "names": {"en": "Pim Ngamta", "zh": "萍·昂达"},
        "title": "ผู้จัดการโชว์รูม",
        "department": None,
        "status": "active",
        "channels": {"email": ["pim@example.com"]},
        "notes": None,
    }


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (
            ("peopel",),
            2,
            "KIND: 'peopel' is not one of people, accounts, members, deals, touches, campaigns; try people",
        ),
        (("--role", "decider-in-chief"), 2, "is not a known word"),
        (("--stance", "7"), 2, "--stance: '7' is not a stance"),
        (("members", "--deal", "ceramic-plates"), 2, "has no members of its own; list its people or touches"),
        (("--deal", "tea"), 1, "no deal is found by 'tea'"),
        (("--account", "nowhere"), 1, "no account is found by 'nowhere'"),
    ],
)
def test_refusals(relmap: Runner, arguments: tuple[str, ...], status: int, said: str) -> None:
    assert said in relmap.refuse("list", *arguments, status=status)
