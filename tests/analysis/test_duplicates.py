"""People who are in the book twice, and those who only look like it."""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from relmap.analysis.addresses import address_key
from relmap.analysis.duplicates import duplicates
from relmap.analysis.name_likeness import likeness, most_alike
from relmap.model.book import Book
from relmap.model.records import Account, Link, Person, Touch
from tests.books import book_of


def spaced(names: str) -> list[str]:
    return names.split()


THAI_FIRST = spaced(
    "สมชาย สมชัย สมพงษ์ สมหญิง สมศรี ประเสริฐ ประสิทธิ์ ประยุทธ มาลี มาลัย มานี กัญญา กานดา วิชัย วิชิต วิภา อนุชา อนงค์ สุดา สุภา"
)
THAI_LAST = spaced("ใจดี ใจงาม รุ่งเรือง ศรีสุข ศรีสุวรรณ มั่นคง ทองดี สายชล")
CHINESE_LAST = "王李张刘陈杨赵黄周吴"
CHINESE_FIRST = spaced("伟 芳 娜 敏 静 强 磊 军 洋 勇 艳 杰 建国 建华 晓明 晓东 志强 志刚 雨桐 雨欣")
ENGLISH_FIRST = spaced(
    "James John Joan Jean Karen Karin Paul Paula Mario Maria Daniel Daniela Eric Erin Anna Anne Christina Christine "
    "Alexander Alexandra Stephen Stephanie Michael Michelle Martin Martina Robert Roberta Brian Ryan"
)
ENGLISH_LAST = spaced("Smith Weber Miller Richardson Brown Braun Jones Johnson")
PINYIN_LAST = spaced("Wang Li Zhang Liu Chen Cheng Yang Zhao")
PINYIN_FIRST = spaced("Wei Wen Fang Feng Min Ming Jing Jun Lei Lin Tao Yan Yang Xiaodong Zhiqiang Zhigang")


def person(identifier: str, name: str = "", /, **fields: object) -> Person:
    account, slash, own = identifier.rpartition("/")
    given = {"id": own, "account": account if slash else "a", "name": name or identifier.title(), **fields}
    return Person(**given)  # type: ignore[arg-type]


def the_book(*people: Person) -> Book:
    return book_of(Account(id="a", name="A"), Account(id="b", name="B"), *people)


def pairs(*people: Person) -> list[tuple[str, tuple[str | int, ...]]]:
    """For every finding the second of the two, and where it stands."""
    return [(finding.record.ref, finding.path) for finding in duplicates(the_book(*people), likeness)]


def named(*names: str, **fields: object) -> list[Person]:
    return [person(f"p{number:03}", name, **fields) for number, name in enumerate(names)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("มาลี ใจดี", "คุณมาลี  ใจดี"),
        ("มาลี ใจดี", "มาลีใจดี"),
        ("John Smith", "Mr. john smith"),
        ("John Smith", "Ｊｏｈｎ Ｓｍｉｔｈ"),
        ("John Smith", "Smith, John"),
        ("王伟", "王伟先生"),
        ("Malee Jai-dee", "malee jai dee"),
        ("刘国华", "劉國華"),
        ("钟发财", "鍾發財"),
        ("钱锺书", "钱钟书"),
        ("余光中", "餘光中"),
        ("岳飞", "嶽飛"),
        ("李国峰", "李國峯"),
        ("开兰", "開蘭"),
        ("Łukasz Nowak", "Lukasz Nowak"),
        ("Søren Berg", "Soren Berg"),
        ("Đặng Minh", "Dang Minh"),
        ("Æsa Strauß", "Aesa Strauss"),
        ("陈伟", "陳偉先生"),
        ("José García", "Jose Garcia"),
        ("Jürgen Müller", "Jurgen Muller"),
    ],
)
def test_the_same_name_written_otherwise(one: str, other: str) -> None:
    assert pairs(*named(one, other)) == [("a/p001", ("name",))]


def test_a_name_that_is_the_other_one_s_in_another_language_or_their_alias() -> None:
    malee = person("malee", "มาลี ใจดี", names={"en": "Malee Jaidee"}, aliases=("เล็ก",))
    assert pairs(malee, person("mj", "Malee Jaidee")) == [("a/mj", ("name",))]
    assert pairs(malee, person("lek", "คุณเล็ก")) == [("a/malee", ("aliases", 0))]
    assert pairs(malee, person("suda", "สุดา", aliases=("Malee Jaidee",))) == [("a/suda", ("aliases", 0))]
    assert pairs(malee, person("zz", "王伟", names={"en": "Jaidee Malee"})) == [("a/zz", ("names", "en"))]


def test_a_name_that_is_also_an_alias_counts_as_a_name() -> None:
    assert pairs(*named("Kim Lee", "Kim Lee", aliases=("KIM LEE",))) == [("a/p001", ("name",))]


def test_one_nickname_of_two_people_says_nothing() -> None:
    assert pairs(person("x", "มาลี", aliases=("เล็ก",)), person("y", "สุดา", aliases=("เล็ก",))) == []


@pytest.mark.parametrize(
    "names",
    [
        ("Mr. Smith", "Mrs. Smith"),
        ("Mr. Jon Smith", "Mrs. John Smith"),
        ("王先生", "王女士"),
        ("นายสมชาย", "นางสมชาย"),
        ("王先生", "王经理先生"),
        ("?", "?"),
        ("王伟", "王韦"),
        ("刘国华", "劉國強"),
        ("钟发财", "鐘發材"),
        ("余光中", "於光中"),
        ("Łukasz Nowak", "Tukasz Nowak"),
        ("Bob Lee", "Bop Lee"),
        ("Martin Weber", "Martina Weber"),
        ("สมชาย ใจดี", "สมชัย ใจดี"),
        ("欧阳建国", "欧阳建华"),
    ],
)
def test_two_names(names: tuple[str, str]) -> None:
    assert pairs(*named(*names)) == []


@pytest.mark.parametrize(
    "names",
    [
        ("Jon Smith", "John Smith"),
        ("Micheal Brown", "Michael Brown"),
        ("Prasert Rungruang", "Prasert Rungreang"),
        ("Somchai Srisuk", "Srisuk Somachai"),
        ("สมพงษ์ ศรีสุข", "สมพงศ์ ศรีสุข"),
        ("ประเสริฐ รุ่งเรือง", "ประเสิรฐ รุ่งเรือง"),
        ("วิชัย ครัวทอง", "วิชัย ครัวทองค"),
        ("ประเสริฐ รอบคอบ", "ประเสริธ รอบคอบ"),
        ("ณัฐวุฒิ ศรีสุวรรณ", "ณัฐวุฒ ศรีสุวรรณ"),
        ("Prasert Ropkhop", "Prasert Ropkob"),
    ],
)
def test_nearly_the_same_name(names: tuple[str, str]) -> None:
    assert pairs(*named(*names)) == [("a/p001", ("name",))]
    assert pairs(*named(*names, title="Chef", department="Kitchen")) == [("a/p001", ("name",))]
    one, other = named(*names)
    assert pairs(replace(one, title="Chef"), other) == [("a/p001", ("name",))]
    assert pairs(replace(one, title="Chef"), replace(other, title="Waiter")) == []
    assert pairs(one, replace(other, account="b")) == []


@pytest.mark.parametrize(
    ("first", "last", "joined"),
    [
        (THAI_FIRST, THAI_LAST, "{} {}"),
        (CHINESE_FIRST, list(CHINESE_LAST), "{1}{0}"),
        (ENGLISH_FIRST, ENGLISH_LAST, "{} {}"),
        (PINYIN_FIRST, PINYIN_LAST, "{1} {0}"),
    ],
    ids=["thai", "chinese", "english", "pinyin"],
)
def test_ordinary_names_are_told_apart(first: list[str], last: list[str], joined: str) -> None:
    """Everybody of every family at once, which no account has: and hardly anybody is taken for somebody else."""
    names = [joined.format(one, other) for one, other in product(first, last)]
    found = duplicates(the_book(*named(*names)), likeness)
    assert [finding.message for finding in found] == []


def test_a_naming_scheme_is_no_slip() -> None:
    assert pairs(*named(*(f"Person {number}" for number in range(300)))) == []
    assert pairs(*named(*(f"Guest abc{chr(97 + n // 26)}{chr(97 + n % 26)}defghz" for n in range(200)))) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("081 234 5678", "+66 81-234-5678"),
        ("081 234 5678", "+66 (0)81 234 5678"),
        ("081 234 5678", "0066812345678"),
        ("081 234 5678", "66812345678"),
        ("081 234 5678", "๐๘๑ ๒๓๔ ๕๖๗๘"),
        ("081 234 5678", "０８１ ２３４ ５６７８"),
        ("138 0013 8000", "+86 138 0013 8000"),
        ("138 0013 8000", "8613800138000"),
        ("(010) 8888-1234", "+86 10 8888 1234"),
        ("02-123-4567", "66 2 123 4567"),
        ("+1 (415) 555-0100", "0014155550100"),
        ("02-123-4567 ต่อ 12", "+6621234567 ext. 12"),
    ],
)
def test_one_number_written_in_two_ways(one: str, other: str) -> None:
    assert address_key("phone", one) == address_key("mobile", other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("081 234 5678", "081 234 5679"),
        ("02-123-4567 ext 12", "02-123-4567 ext 13"),
        ("02-123-4567", "02-123-4567 #13"),
        ("+66 2 123 4567", "+1 2 123 4567"),
    ],
)
def test_two_numbers(one: str, other: str) -> None:
    assert address_key("phone", one) != address_key("phone", other)


def test_what_is_no_number_of_one_person() -> None:
    assert {address_key("phone", "ext 12"), address_key("phone", "?"), address_key("fax", "021234567")} == {""}


def test_whom_nobody_has_named_is_nobody_twice() -> None:
    shared = {"phone": ("021234567",)}
    assert pairs(person("x", "?", channels=shared), person("y", channels=shared)) == []


def test_an_address_in_wide_letters() -> None:
    assert address_key("email", "Ｋｉｍ＠ａ.example") == address_key("email", "kim@a.example")


def test_the_same_number_or_address() -> None:
    one = person("x", channels={"phone": ("02 999 9999", "081 234 5678"), "email": ("Kim@A.example",)})
    phone = person("y", channels={"mobile": ("+66812345678",)})
    email = person("z", channels={"email": ("other@a.example", "kim@a.example")})
    assert pairs(one, phone) == [("a/y", ("channels", "mobile", 0))]
    assert pairs(one, email) == [("a/z", ("channels", "email", 1))]
    fax = {"fax": ("021234567",)}
    assert pairs(person("x", channels=fax), person("y", channels=fax)) == []


def test_a_switchboard_belongs_to_nobody() -> None:
    shared = {"phone": ("021234567",)}
    assert len(pairs(*(person(name, channels=shared) for name in ("x", "y")))) == 1
    assert pairs(*(person(name, channels=shared) for name in ("x", "y", "z"))) == []


def test_one_person_at_two_accounts() -> None:
    address = {"email": ("kim@a.example",)}
    here, there = person("a/x", channels=address), person("b/x", channels=address)
    (finding,) = duplicates(the_book(here, there), likeness)
    assert "`relmap remove REF --left`" in finding.mend
    assert pairs(here, person("b/x", channels=address, status="left")) == []
    assert pairs(person("a/x", "Kim Lee"), person("b/y", "Kim Lee")) == []


def test_who_is_tied_to_the_other_or_was_met_with_them_is_somebody_else() -> None:
    kim, other = named("Kim Lee", "Kim Lee")
    assert len(pairs(kim, other)) == 1
    assert pairs(replace(kim, reports_to="a/p001"), other) == []
    assert pairs(kim, replace(other, links=(Link(to="a/p000", kind="family"),))) == []
    met = Touch(account="a", member="nok", on=date(2026, 11, 1), people=("a/p001", "a/p000"), channel="visit")
    assert duplicates(book_of(Account(id="a", name="A"), kim, other, met), likeness) == []


def test_all_that_speaks_for_it_stands_in_one_warning_with_the_command() -> None:
    one = person("malee", "มาลี ใจดี", channels={"phone": ("081 234 5678",)})
    other = person("m-jaidee", "คุณมาลี ใจดี", channels={"phone": ("+66 81 234 5678",)})
    (finding,) = duplicates(the_book(one, other), likeness)
    assert (finding.severity, finding.code) == ("warning", "duplicate-person")
    assert finding.message == (
        "a/m-jaidee and a/malee look like one person: the same phone 081 234 5678, the same name มาลี ใจดี"
    )
    assert "`relmap merge-people a/malee a/m-jaidee`" in finding.mend


def test_three_records_of_one_person_are_two_pairs() -> None:
    assert pairs(*named("Kim Lee", "kim lee", "Kim  Lee")) == [("a/p001", ("name",)), ("a/p002", ("name",))]


def test_nobody_is_compared_with_everybody() -> None:
    """500 people of five families and a hundred first names: a few pairs of first names that begin and end alike."""
    first = [f"{a}{b}{c}{d}" for a, b, c, d in product("kmpst", "aeio", "lnrs", "aeiou")][:400:4]
    people = named(*(f"{one.title()} {family}" for one, family in product(first, ENGLISH_LAST[:5])))
    asked: list[tuple[str, str]] = []

    def counted(one: str, other: str) -> float:
        asked.append((one, other))
        return likeness(one, other)

    duplicates(the_book(*people), counted)
    assert 0 < len(asked) < len(people) * 5 < len(people) ** 2 / 50


def test_the_most_alike_of_many_words_if_any_is_like_it() -> None:
    assert most_alike("PRASRT", ["malee", "prasert", "prasart"]) == "prasert"
    assert most_alike("prasrt", ["malee", "kanya"]) == ""


@pytest.mark.parametrize(
    "page",
    [
        "https://www.linkedin.com/in/malee-jaidee/",
        "http://linkedin.com/in/Malee-Jaidee",
        "www.linkedin.com/in/malee-jaidee",
        "https://th.linkedin.com/in/malee-jaidee",
        "https://www.linkedin.com/in/malee-jaidee?originalSubdomain=th",
        "https://www.linkedin.com/in/malee-jaidee/th",
        "linkedin.com/in/malee-jaidee/en/?trk=x#about",
    ],
)
def test_one_page_however_it_is_written(page: str) -> None:
    assert address_key("linkedin", page) == "linkedin:linkedin.com/in/malee-jaidee"
    other = page.replace("malee-jaidee", "malee-jaidee-2").replace("Malee-Jaidee", "malee-jaidee-2")
    assert address_key("linkedin", other) == "linkedin:linkedin.com/in/malee-jaidee-2"
