"""How people may be named, wherever a command takes a person."""

import pytest

from tests.cli.runner import Runner


@pytest.mark.parametrize(
    ("typed", "person"),
    [
        ("malee", "malee"),
        ("siam-grand/malee", "malee"),
        ("Malee", "malee"),
        ("Malee Jaidee", "malee"),
        ("มาลี", "malee"),
        ("คุณมาลี", "malee"),
        ("คุณ มาลี  ใจดี", "malee"),
        ("นางสาวMalee Jaidee", "malee"),
        ("พี่มาลี", "malee"),
        ("MALEE JAIDEE", "malee"),
        ("Ms. Malee Jaidee", "malee"),
        ("khun malee", "malee"),
        ("玛丽·猜迪", "malee"),
        ("玛丽·猜迪女士", "malee"),
        ("阿努查·曼空先生", "anucha"),
        ("พนักงานต้อนรับ", "malee"),
        ("เชฟใหญ่", "wichai"),
        ("GM", "anucha"),
        ("gm", "anucha"),
        ("General Manager", "anucha"),
        ("ผู้จัดการทั่วไป", "anucha"),
        ("总经理", "anucha"),
        ("總經理", "anucha"),
        ("decision_maker", "anucha"),
        ("decision maker", "anucha"),
        ("economic buyer", "anucha"),
        ("ผู้มีอำนาจตัดสินใจ", "anucha"),
        ("决策者", "anucha"),
        ("gatekeeper", "malee"),
        ("ผู้อำนวยการฝ่ายการเงิน", "finance-director"),
    ],
)
def test_one_person_is_found(relmap: Runner, typed: str, person: str) -> None:
    (record,) = relmap("show", typed, "--json").json["records"]
    assert record["ref"] == f"siam-grand/{person}"


@pytest.mark.parametrize("command", [("show",), ("set", "x", "1"), ("touch", "--by", "nok", "--channel", "call")])
def test_several_are_listed_and_nothing_is_done(relmap: Runner, command: tuple[str, ...]) -> None:
    name, *rest = command
    said = relmap.refuse(name, "ผู้จัดซื้อ", *rest)
    assert said == (
        "'ผู้จัดซื้อ' is 2 people: siam-grand/prasert (Prasert Ropkhop, หัวหน้าฝ่ายจัดซื้อ), "
        "siam-grand/somchai (Somchai Khayanngan, เจ้าหน้าที่จัดซื้อ); name one by its id"
    )


def test_none_offers_the_nearest(relmap: Runner) -> None:
    assert relmap.refuse("show", "maleee") == (
        "no person is found by 'maleee'; did you mean siam-grand/malee (Malee Jaidee, พนักงานต้อนรับ)?"
    )
    assert relmap.refuse("path", "--to", "หัวหนาเชฟ") == (
        "no person is found by 'หัวหนาเชฟ'; did you mean siam-grand/wichai (Wichai Khruathong, หัวหน้าเชฟ)?"
    )
    assert relmap.refuse("path", "--to", "gatekeper") == (
        "no person is found by 'gatekeper'; did you mean the role gatekeeper?"
    )
    assert relmap.refuse("show", "zzz") == "no person is found by 'zzz'; `relmap list` shows every person"


@pytest.mark.parametrize(
    "command",
    [
        ("path", "--to", "GM", "--from", "malee"),
        ("touch", "kanya", "--channel", "call", "--by", "มาลี"),
        ("know", "malee", "kanya", "--level", "2"),
        ("set", "siam-grand", "owner", "malee"),
    ],
)
def test_a_person_is_not_one_of_us(relmap: Runner, command: tuple[str, ...]) -> None:
    relmap.tell("remove", "pim", "--left")
    assert relmap.refuse(*command) == (
        "Malee Jaidee (siam-grand/malee) is somebody at a customer, and one of us is meant here; name one of ours: nok"
    )


@pytest.mark.parametrize(
    "command",
    [
        ("path", "--to", "นก"),
        ("influence", "--on", "นก"),
        ("touch", "นก", "--channel", "call", "--by", "nok"),
        ("link", "malee", "นก", "--kind", "refers"),
        ("set", "malee", "reports_to", "นก"),
    ],
)
def test_one_of_us_is_no_person_at_a_customer(relmap: Runner, command: tuple[str, ...]) -> None:
    assert relmap.refuse(*command) == (
        "Nok Sukjai (team/nok) is one of us, and somebody at a customer is meant here; `relmap list` shows them"
    )


def test_accounts_and_members_go_by_their_names_too(relmap: Runner) -> None:
    for typed in ("siam-grand", "Siam Grand Hotel", "สยามแกรนด์", "Siam Grand Hotel", "暹罗大酒店", "Siam"):
        assert relmap("list", "--account", typed, "--json") == relmap("list", "--json")
    for typed in ("nok", "team/nok", "นก", "Nok Sukjai", "Nok Sukjai", "Sukjai"):
        assert relmap("path", "--to", "GM", "--from", typed).status == 0


def test_one_word_that_two_members_share_is_ambiguous(relmap: Runner) -> None:
    relmap.tell("add-member", "Ton Sukjai", "--id", "ton")
    said = relmap.refuse("touch", "malee", "--channel", "call", "--by", "sukjai")
    assert said == "'sukjai' is 2 members: nok (Nok Sukjai), ton (Ton Sukjai); name one by its id"


def test_a_name_in_another_account_or_a_campaign_is_found(relmap: Runner) -> None:
    relmap.tell("add-account", "River House", "--id", "river")
    relmap.tell("add-contact", "Somsak", "--account", "river")
    assert relmap.tell("show", "River House").startswith("River House  (river)\n")
    assert relmap.tell("show", "river/somsak").startswith("Somsak  (river/somsak)\n")
    assert relmap.tell("show", "new-year-tableware").startswith("จานปีใหม่ 2027  (campaigns/new-year-tableware)\n")
    assert relmap.tell("set", "River House", "segment", "new") == "river: segment nothing -> new\n"
