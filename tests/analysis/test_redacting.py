"""A map that strangers may see: what stays, what goes, and that nothing in it leads back to a name."""

from dataclasses import fields, replace

import pytest

from relmap.analysis.initials import initials, told_apart
from relmap.analysis.map_building import build
from relmap.analysis.map_contents import (
    CHANGED,
    COVERAGE,
    INFLUENCE,
    ORG,
    QUADRANT,
    Arrow,
    Card,
    MapContents,
    Told,
)
from relmap.analysis.name_mentions import NameMentions
from relmap.analysis.paths import find_paths
from relmap.analysis.pseudonyms import pseudonyms
from relmap.analysis.redacting import TIE, redacted
from relmap.errors import QuadrantRedacted
from relmap.model.book import Book
from relmap.model.records import Account, Member
from relmap.model.saying import speaking
from tests.analysis.books import TODAY, book, days_ago, deal, knows, link, person, seat, touch


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("มาลี ใจดี", "ม.จ."),
        ("คุณมาลี ใจดี", "ม.จ."),
        ("เอกชัย โรจน์", "อ.ร."),
        ("罗正平", "罗."),
        ("罗正平先生", "罗."),
        ("Somchai K.", "S.K."),
        ("Mr. John Smith", "J.S."),
        ("Maria del Carmen Ruiz", "M.R."),
        ("Lee Lee", "L.L."),
        ("k. malee", "M."),
        ("김철수", "김."),
        ("Élodie", "É."),
        ("\u202eevil", "E."),
        ("***", "…"),
        ("", "…"),
    ],
)
def test_initials_in_every_script(name: str, short: str) -> None:
    assert initials(name) == short


def test_equal_initials_are_told_apart_by_a_number() -> None:
    assert told_apart(["S.K.", "A.", "S.K.", "S.K."]) == ["S.K.", "A.", "S.K.2", "S.K.3"]


def people_with(name: str = "Malee Jaidee", **said: object) -> NameMentions:
    return NameMentions([person("x", name=name, **said)])


@pytest.mark.parametrize(
    ("mentions", "text"),
    [
        (people_with(), "Assistant to Malee"),
        (people_with(), "MRS JAIDEE'S OFFICE"),
        (people_with(), "Office (Khun Malee)"),
        (people_with("มาลี ใจดี"), "เลขาคุณมาลี"),
        (people_with("นก สุขใจ"), "เลขาคุณนก"),
        (people_with("นก สุขใจ"), "เลขา นก"),
        (people_with("นก สุขใจ"), "เลขานก"),
        (people_with("Nok", aliases=("นก",)), "แผนกจัดซื้อ ทีมนก (กะเช้า)"),
        (NameMentions([], [Account(id="hedu", name="Hedu Foods", aliases=("Hedu",))]), "Liaison to Hedu"),
        (NameMentions([], [Account(id="hedu", name="Hedu Foods")]), "Liaison (Hedu Foods)"),
        (people_with("罗正平"), "罗正平助理"),
        (people_with("Luo", aliases=("罗总",)), "罗总秘书"),
        (people_with("Luo", names={"zh": "罗正平"}), "罗正平助理"),
        (people_with("罗正平"), "罗总助理"),
        (people_with("罗正平"), "小罗的团队"),
        (people_with("罗正平"), "正平办公室"),
        (people_with("欧阳晓月"), "欧阳主任助理"),
        (people_with("欧阳晓月"), "晓月办公室"),
        (people_with("김철수"), "철수 팀"),
        (people_with("José Silva"), "Jose's deputy"),
        (people_with("Jose Silva"), "José's deputy"),
        (people_with("Luo", aliases=("Big Boss",)), "secretary of the big boss"),
        (NameMentions([person("malee", name="มาลี")]), "Assistant of Malee"),
        (NameMentions([Member(id="ann", name="Ann Berg")]), "Known by Berg"),
    ],
)
def test_a_title_that_names_somebody(mentions: NameMentions, text: str) -> None:
    assert mentions.within(text)


@pytest.mark.parametrize(
    ("mentions", "text"),
    [
        (people_with("นก สุขใจ"), "แผนกจัดซื้อ"),
        (people_with("กา ใจดี"), "ทีมการตลาด"),
        (NameMentions([], [Account(id="hedu", name="Hedu Foods")]), "Foods and beverages"),
        (people_with("Art Boonmee"), "Department manager"),
        (people_with("Luo", aliases=("GM", "decision maker")), "GM"),
        (people_with("Luo", aliases=("采购总监",)), "技术总监"),
        (people_with("罗正平"), "总经理"),
        (people_with("罗正平"), "采购部主任"),
        (NameMentions([person("finance-director", name="?")]), "Finance Director"),
        (people_with(), ""),
        (NameMentions([]), "General manager"),
    ],
)
def test_a_title_that_names_nobody(mentions: NameMentions, text: str) -> None:
    assert not mentions.within(text)


def firm() -> Book:
    return book(
        [
            person("zoe", name="Zoe Top", roles=("decision_maker", "blocker"), influence=4, stance=-2, title="CEO"),
            person("carl", name="Carl Low", names={"th": "คาร์ล โลว์"}, reports_to="zoe", roles=("champion", "user"),
                   stance=2, department="Buying", title="Assistant to Zoe", aliases=("Cal",),
                   links=(link("zoe", "friend", level=2), link("zoe", "conflicts"), link("zoe", "advises")),
                   known_by=(knows("ann", level=3, target=4, assessed_on=days_ago(3)), knows("nofile", level=1))),
            person("bea", name="Chris Long", reports_to="zoe", department="Buying", links=(link("carl", "golf"),)),
            person("todo", name="?", title="CFO", department="Carl's people"),
            person("far/dan", name="Dan Far", links=(link("carl", "family"),), department="Sales"),
        ],
        touches=[touch("ann", "carl", note="secret")],
        deals=[deal(committee=(seat("zoe", stance=-1),))],
    )  # fmt: skip


def whole(view: str = INFLUENCE, of: Book | None = None, **asked: object) -> MapContents:
    return build(of or firm(), "acme", view=view, today=TODAY, **asked)  # type: ignore[arg-type]


def shown(view: str = INFLUENCE, of: Book | None = None, **asked: object) -> MapContents:
    return redacted(whole(view, of, **asked), of or firm())


def card(contents: MapContents, name: str) -> Card:
    return next(each for each in contents.cards if each.name == name)


def test_the_numbers_follow_the_org_chart_not_the_alphabet() -> None:
    called = pseudonyms(firm(), "acme")
    assert {ref: tuple(each) for ref, each in called.items()} == {
        "acme/zoe": ("p01", "Z.T."),
        "acme/bea": ("p02", "C.L."),
        "acme/carl": ("p03", "C.L.2"),
        "acme/todo": ("p04", "?"),
        "far/dan": ("p05", "D.F."),
        "team/ann": ("p06", "A."),
        "team/bob": ("p07", "B."),
        "team/nofile": ("p08", "…"),
    }


def test_other_ids_and_names_of_the_same_initials_change_nothing() -> None:
    """Whoever sees the map cannot tell which of the names that fit is somebody's."""
    of = book([person("zoe", name="Zoe Top"), person("ada", name="Mia Pool", reports_to="zoe", title="A"),
               person("bo", name="Max Post", reports_to="zoe", title="B")])  # fmt: skip
    other = book([person("abe", name="Zac Tum"), person("zz", name="Mo Pitt", reports_to="abe", title="A"),
                  person("aa", name="Moe Pan", reports_to="abe", title="B")])  # fmt: skip
    assert shown(ORG, of) == shown(ORG, other)


def test_a_circle_of_bosses_and_a_boss_elsewhere_have_their_numbers_too() -> None:
    of = book([person("a", reports_to="b"), person("b", reports_to="a"), person("c", reports_to="far/d"),
               person("far/d")])  # fmt: skip
    assert len({each.key for each in pseudonyms(of, "acme").values()}) == len(of.people) + len(of.members)


def test_every_view_calls_somebody_the_same() -> None:
    views = [shown(view) for view in (INFLUENCE, ORG, COVERAGE)]
    called = [{each.key: each.name for each in contents.cards} for contents in views]
    assert {*called[1].items()} | {*called[2].items()} <= {*called[0].items()}


def test_what_stays_and_what_goes_on_a_card() -> None:
    assert card(shown(), "Z.T.") == Card(
        key="p01", name="Z.T.", title="CEO", roles=("decision_maker",), influence=4, coverage=0.0, redacted=True,
        key_place=True,
    )  # fmt: skip
    carl = card(shown(), "C.L.2")
    assert (carl.title, carl.department, carl.roles, carl.second_name) == ("…", "Buying", ("user",), None)
    assert (carl.stance, carl.gaps, carl.severity) == (None, (), "")


def test_placeholders_stay_placeholders() -> None:
    todo = card(shown(), "?")
    assert (todo.placeholder, todo.title, todo.department) == (True, "CFO", "…")


def test_private_kinds_of_tie_become_one_that_says_nothing() -> None:
    ties = [(arrow.source, arrow.target, arrow.kind) for arrow in shown().arrows]
    assert ties == [
        ("p02", "p01", "reports"),
        ("p02", "p03", TIE),
        ("p03", "p01", "advises"),
        ("p03", "p01", "reports"),
        ("p03", "p01", TIE),
        ("p05", "p03", TIE),
        ("p06", "p03", "knows"),
    ]


def test_of_two_private_ties_the_one_on_the_path_is_kept() -> None:
    of = book([
        person("boss", roles=("decision_maker",)),
        person("low", known_by=(knows("ann", level=3),),
               links=(link("boss", "conflicts", strength=1.0), link("boss", "friend", strength=0.6))),
    ])  # fmt: skip
    paths = find_paths(of, "acme", "acme/boss", today=TODAY).paths
    found = [arrow for arrow in shown(of=of, paths=paths).arrows if arrow.kind == TIE]
    assert [(arrow.lit, arrow.step, arrow.strength) for arrow in found] == [(True, 2, 0.6)]


def test_departments_with_a_name_are_one_without() -> None:
    of = book([person("boss", name="Zoe Top"),
               *(person(name, reports_to="boss", department=department) for name, department in
                 (("a", "Zoe's office"), ("b", "Top's people"), ("c", "Buying")))])  # fmt: skip
    contents = shown(ORG, of)
    assert [(group.name, len(group.cards)) for group in contents.groups] == [("Buying", 1), ("…", 2)]
    assert {key for group in contents.groups for key in group.cards} <= {each.key for each in contents.cards}


def test_cells_tell_how_well_not_when_nor_what_for() -> None:
    contents = shown(COVERAGE)
    before = whole(COVERAGE)
    assert len(contents.cells) == len(before.cells) == 2
    assert {(cell.target, cell.last_touch, cell.overdue) for cell in contents.cells} == {(None, None, False)}
    assert sorted(cell.strength for cell in contents.cells) == sorted(cell.strength for cell in before.cells)
    assert {cell.member for cell in contents.cells} == {"p06", "p08"}


def test_the_supportive_coverage_is_not_told() -> None:
    assert whole().coverage is not None
    assert shown().coverage is None


def test_a_deal_that_names_somebody_is_not_named() -> None:
    named = deal("for-zoe", name="Plates for Zoe")
    contents = shown(deal=named)
    assert (contents.title, contents.subtitle[0], contents.deal) == ("Acme", "…", "")
    plain = shown(deal=deal())
    assert (plain.subtitle[0], plain.deal, plain.account) == ("plates", "plates", "acme")


def test_initials_are_those_of_the_reader_s_language() -> None:
    with speaking(None, names="th"):
        assert "ค.ล." in [each.name for each in shown().cards]


def test_the_quadrant_is_refused_for_its_places_are_the_stances() -> None:
    with pytest.raises(QuadrantRedacted, match="influence, org or coverage"):
        shown(QUADRANT)


def test_a_stance_changes_nothing() -> None:
    of = firm()
    carl = replace(of.people["acme/carl"], stance=-2, needs=("money",), notes="n", temperament="t", source="s")
    turned = replace(of, people={**of.people, "acme/carl": carl})
    for view in (INFLUENCE, ORG, COVERAGE):
        assert shown(view, of) == shown(view, turned)


PRIVATE = {"second_name", "stance", "gaps", "severity"}


def test_a_new_fact_on_cards_is_private_until_somebody_says_otherwise() -> None:
    """Each field of a card is either among those that go, or seen here to stay."""
    everything = Card(
        key="acme/zoe", kind="person", name="Zoe Top", second_name="Z", title="CEO", department="Top",
        roles=("decision_maker",), stance=2, influence=4, placeholder=True, left=True, outside=True, key_place=True,
        coverage=0.5, gaps=("G101",), severity="high", lit=True, dimmed=True, change=CHANGED,
        was=(("stance", -2), ("influence", 1), ("name", "Zoe Old"), ("roles", ("champion",)), ("title", "Zoe Top")),
        changes=(
            Told("stance", "stance opponent -> advocate"), Told("influence", "influence low -> inner circle"),
            Told("name", "name Zoe Old -> Zoe Top"), Told("title", "title Zoe Top -> CEO"),
            Told("roles", "roles gone: champion"), Told("notes", "notes not as before"),
        ),
    )  # fmt: skip
    found = redacted(MapContents(view=INFLUENCE, title="Acme", account="acme", cards=(everything,)), firm()).cards[0]
    plain = Card(key="", name="")
    gone = {each.name for each in fields(Card) if getattr(found, each.name) == getattr(plain, each.name)}
    assert [one.field for one in found.changes] == ["influence", "title", "roles"]
    told = str((found.was, found.changes))
    assert not any(word in told for word in ("stance", "Zoe", "opponent", "champion", "notes"))
    assert gone - {"kind", "folded"} == PRIVATE  # both as they are of a person on any map that is not drawn yet


def test_the_way_and_its_detours_stay_marked() -> None:
    arrow = Arrow(source="acme/carl", target="acme/zoe", kind="advises", strength=0.7, both_ways=True, lit=True,
                  dimmed=True, step=1, detour=2, begins=True)  # fmt: skip
    ends = tuple(Card(key=key, name="") for key in (arrow.source, arrow.target))
    of = MapContents(view=INFLUENCE, title="Acme", account="acme", cards=ends, arrows=(arrow,))
    assert redacted(of, firm()).arrows == (replace(arrow, source="p03", target="p01"),)


def test_all_people_stay_where_all_were_asked_for() -> None:
    assert redacted(replace(whole(), whole=True), firm()).whole
    assert not shown().whole
