"""Finding people in three scripts, by whatever somebody types."""

import pytest

from relmap.analysis.finding import find_account, find_deal, find_member, find_person, one_person
from relmap.errors import Ambiguous, DealElsewhere, NobodyFound
from relmap.model.book import Book
from relmap.model.records import Champion
from relmap.model.settings import Settings, Vocabulary, Word

from .books import book, deal, person, seat

HOTEL = book(
    [
        person("malee", name="มาลี ใจดี", aliases=("พี่ลี",), names={"en": "Malee Jaidee"}, title="พนักงานต้อนรับ"),
        person("somchai", name="สมชาย วงศ์ไทย", title="ผู้จัดการทั่วไป (GM)", roles=("decision_maker",)),
        person("deputy", name="Ann Lee", title="Assistant General Manager", roles=("champion",)),
        person("wang", name="王伟", title="副总经理", roles=("approver",), names={"en": "Wang Wei"}),
        person("zhao", name="赵敏", title="财务总监/CFO"),
        person("gone", name="Old Boss", title="General Manager", roles=("decision_maker",), status="left"),
        person("other/somchai", name="สมชาย อื่น", title="总经理"),
    ],
    deals=[deal("plates", name="Ceramic plates", committee=(seat("zhao", roles=("decision_maker",)),))],
)


def found(text: str, within: Book = HOTEL, account: str | None = "acme", **where: object) -> tuple[str, list[str]]:
    match = find_person(within, text, account=account, **where)  # type: ignore[arg-type]
    return match.kind, [person.ref for person in match.people]


@pytest.mark.parametrize(
    ("text", "kind", "who"),
    [
        ("malee", "id", "malee"),
        ("Malee", "id", "malee"),
        ("acme/malee", "id", "malee"),
        ("คุณมาลี ใจดี", "name", "malee"),
        ("khun malee  JAIDEE", "name", "malee"),
        ("พี่ลี", "alias", "malee"),
        ("王伟先生", "name", "wang"),
        ("Mr. Wang Wei", "name", "wang"),
        ("GM", "title", "somchai"),
        ("general manager", "title", "somchai"),
        ("ผู้จัดการทั่วไป", "title", "somchai"),
        ("总经理", "title", "somchai"),
        ("總經理", "title", "somchai"),
        ("ผู้จัดการทั่วไป (GM)", "title", "somchai"),
        ("首席财务官", "title", "zhao"),
        ("财务总监", "title", "zhao"),
        ("副总经理", "title", "wang"),
        ("G.M.", "title", "somchai"),
        ("Assistant GM", "title", "deputy"),
        ("นายสมชาย", "word", "somchai"),
        ("decision_maker", "role", "somchai"),
        ("economic buyer", "role", "somchai"),
        ("决策人", "role", "somchai"),
        ("ผู้อนุมัติ", "role", "wang"),
        ("มาลี", "word", "malee"),
        ("jaidee", "word", "malee"),
        ("Lee", "word", "deputy"),
        ("Old Boss", "name", "gone"),
        ("gone", "id", "gone"),
        ("Boss", "word", "gone"),
    ],
)
def test_one_is_found(text: str, kind: str, who: str) -> None:
    assert found(text) == (kind, [f"acme/{who}"])


@pytest.mark.parametrize("title", ["VP Sales", "Vice President of Sales", "V.P. Sales"])
@pytest.mark.parametrize("text", ["VP Sales", "vice president of sales"])
def test_a_rank_and_its_field_are_found_however_they_are_written(title: str, text: str) -> None:
    assert found(text, book([person("a", title=title)])) == ("title", ["acme/a"])
    assert found(text, book([person("a", title=f"Assistant {title}")])) == ("", [])


def test_an_unproven_champion_is_found_as_coach() -> None:
    assert found("coach") == ("role", ["acme/deputy"])
    assert found("champion") == ("", [])
    proven = Champion(has_power=True, sells_for_us=True, own_win=True)
    assert found("champion", book([person("a", roles=("champion",), champion=proven)])) == ("role", ["acme/a"])


def test_the_role_is_that_in_the_deal() -> None:
    assert found("decision_maker", deal=HOTEL.deals["acme/plates"]) == ("role", ["acme/somchai", "acme/zhao"])


def test_other_accounts_are_found_by_full_reference_only() -> None:
    assert found("other/somchai") == ("id", ["other/somchai"])
    assert found("สมชาย อื่น") == ("", [])
    assert found("สมชาย อื่น", account=None) == ("name", ["other/somchai"])
    assert found("GM", account=None) == ("title", ["acme/somchai", "other/somchai"])


@pytest.mark.parametrize("text", ["", "  ", "?", "Manager", "Assistant", "经理"])
def test_nobody_is_found(text: str) -> None:
    assert found(text) == ("", [])


def test_own_roles_are_found_by_their_labels() -> None:
    own = Settings(vocabulary=Vocabulary(roles=("taster",), labels={"taster": Word(th="คนชิม")}))
    assert found("คนชิม", book([person("a", roles=("taster",))], settings=own)) == ("role", ["acme/a"])


def test_a_miss_offers_the_nearest() -> None:
    with pytest.raises(NobodyFound) as error:
        one_person(HOTEL, "malle", account="acme")
    assert str(error.value) == "no person is found by 'malle'; did you mean acme/malee (มาลี ใจดี, พนักงานต้อนรับ)?"


def offered(text: str, within: Book = HOTEL, **where: object) -> str:
    with pytest.raises(NobodyFound) as error:
        one_person(within, text, account="acme", **where)  # type: ignore[arg-type]
    return str(error.value).partition("; ")[2]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("ผู้จัดการทัวไป", "somchai"),
        ("general manger", "somchai"),
        ("总经里", "somchai"),
        ("พนักงานต้อนรบ", "malee"),
        ("财务总坚", "zhao"),
        ("chief finance officer", "zhao"),
    ],
)
def test_a_miss_offers_the_nearest_title_in_any_of_its_words(text: str, who: str) -> None:
    assert offered(text).startswith(f"did you mean acme/{who} (")


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("desicion_maker", "decision_maker"),
        ("economic byer", "decision_maker"),
        ("审批任", "approver"),
        ("coahc", "coach"),
    ],
)
def test_a_miss_offers_the_nearest_role_that_somebody_holds(text: str, role: str) -> None:
    assert offered(text) == f"did you mean the role {role}?"
    assert offered(text, book([person("x")])) == "`relmap list` shows every person"


def test_the_role_offered_is_one_held_in_the_deal() -> None:
    people = [person("a", roles=("user",))]
    within = book(people, deals=[deal("plates", committee=(seat("a", roles=("gatekeeper",)),))])
    assert offered("gatekeper", within, deal=within.deals["acme/plates"]) == "did you mean the role gatekeeper?"
    assert offered("gatekeper", within) == "`relmap list` shows every person"


def test_names_are_offered_before_titles_and_titles_before_roles() -> None:
    within = book([person("coacha", title="Chef"), person("b", title="Coache"), person("c", roles=("coach",))])
    assert offered("coachx", within) == (
        "did you mean acme/coacha (Coacha, Chef) or acme/b (B, Coache) or the role coach?"
    )


def test_a_title_spelled_well_is_no_slip_in_a_name() -> None:
    within = book([person("cao", name="Cao Lihua"), person("zhao", title="CFO")])
    assert offered("CEO", within) == offered("sponsor", within) == "`relmap list` shows every person"


@pytest.mark.parametrize("text", ["sales manager", "shop manager", "zzz", "采购专员"])
def test_what_only_shares_a_word_is_not_near(text: str) -> None:
    assert "did you mean" not in offered(text)


def test_who_left_is_not_offered_for_their_title() -> None:
    assert "did you mean" not in offered("Plant managr", book([person("x", title="Plant manager", status="left")]))


def test_several_are_listed() -> None:
    with pytest.raises(Ambiguous) as error:
        one_person(HOTEL, "GM")
    assert str(error.value) == (
        "'GM' is 2 people: acme/somchai (สมชาย วงศ์ไทย, ผู้จัดการทั่วไป (GM)), other/somchai (สมชาย อื่น, 总经理); "
        "name one by its id"
    )


def test_accounts_members_and_deals() -> None:
    assert find_account(HOTEL, "Acme").id == "acme"
    assert find_member(HOTEL, "team/ann").id == "ann"
    assert find_member(HOTEL, "คุณ Bob").id == "bob"
    assert find_deal(HOTEL, "ceramic plates", account="acme").id == "plates"
    assert find_deal(HOTEL, "acme/plates").id == "plates"
    with pytest.raises(NobodyFound, match=r"no member is found by 'an'; did you mean ann \(Ann\)\?"):
        find_member(HOTEL, "an")
    with pytest.raises(NobodyFound, match="`relmap list deals` shows every deal"):
        find_deal(HOTEL, "x", account="other")


PLATES = deal("plates", name="Ceramic plates")
DEALS = book(
    [person("a"), person("hq/boss"), person("other/b")],
    deals=[
        PLATES,
        deal("plates", account="hq", name="Plates"),
        deal("tea", account="hq", name="Tea cups"),
        deal("spoons", name="Spoons", committee=(seat("hq/boss"),)),
    ],
)


def test_a_deal_s_id_that_two_accounts_have_is_the_account_s_own() -> None:
    assert find_deal(DEALS, "plates", account="acme") == PLATES
    assert find_deal(DEALS, "acme/plates") == PLATES
    with pytest.raises(Ambiguous) as error:
        find_deal(DEALS, "plates")
    assert str(error.value) == (
        "'plates' is 2 deals: acme/plates (Ceramic plates), hq/plates (Plates); write one of these references in full"
    )


@pytest.mark.parametrize("text", ["tea", "Tea cups", "hq/tea"])
def test_a_deal_of_another_account_is_said_to_be_that(text: str) -> None:
    assert find_deal(DEALS, text).ref == "hq/tea"
    with pytest.raises(DealElsewhere) as error:
        find_deal(DEALS, text, account="acme")
    assert str(error.value) == (
        f"'{text}' is not a deal of acme but of hq (hq/tea); say --account hq, "
        "or take one of acme's own: plates, spoons"
    )


def test_every_account_that_has_the_deal_is_named() -> None:
    with pytest.raises(DealElsewhere) as error:
        find_deal(DEALS, "plates", account="other")
    assert str(error.value) == (
        "'plates' is not a deal of other but of acme (acme/plates) and hq (hq/plates); say --account acme"
    )


def test_a_deal_that_people_of_the_account_decide_is_theirs_in_full() -> None:
    assert find_deal(DEALS, "acme/spoons", account="hq").ref == "acme/spoons"
    with pytest.raises(DealElsewhere):
        find_deal(DEALS, "acme/spoons", account="other")
