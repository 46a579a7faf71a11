"""Map contents for the tests of rendering: a small hotel, hostile names, and crowds."""

import random
from typing import Any

from relmap.analysis.map_contents import KNOWS, REPORTS, Arrow, Card, Group, MapContents
from relmap.analysis.map_placing import unplaced
from relmap.rendering.paper import Outline, scale


def person(ref: str, name: str | None = None, **fields: Any) -> Card:
    return Card(key=f"hotel/{ref}", name=name or ref.title(), **fields)


def member(ref: str, name: str | None = None, **fields: Any) -> Card:
    return Card(key=f"team/{ref}", kind="member", name=name or ref.title(), **fields)


def arrow(source: str, target: str, kind: str = "influences", strength: float = 0.7, **fields: Any) -> Arrow:
    return Arrow(source=_key(source), target=_key(target), kind=kind, strength=strength, **fields)


def _key(ref: str) -> str:
    return ref if "/" in ref else f"hotel/{ref}"


def contents(*cards: Card, arrows: tuple[Arrow, ...] = (), **fields: Any) -> MapContents:
    settings = {"view": "influence", "title": "Grand Hotel", "subtitle": ("2026-11-23",), **fields}
    ordered = tuple(sorted(cards, key=lambda card: card.key))
    aside = unplaced(settings["view"], ordered, arrows)
    return MapContents(cards=ordered, arrows=arrows, unplaced=aside, **settings)


def hotel(view: str = "influence") -> MapContents:
    """A Thai hotel with everything a map can show: every kind of card, most kinds of tie, a lit path."""
    cards = (
        person("boss", "อนุชา มั่นคง", second_name="Anucha Mankhong", title="ผู้จัดการทั่วไป", department="บริหาร",
               roles=("decision_maker",), influence=4, lit=True),
        person("chef", "วิชัย ครัวทอง", title="หัวหน้าเชฟ", department="ครัว", roles=("influencer", "evaluator"),
               influence=3, stance=1, lit=True),
        person("front", "มาลี ใจดี", title="พนักงานต้อนรับ", department="Front Office", roles=("gatekeeper",),
               influence=1, stance=2, lit=True),
        person("buyer", "王小明", second_name="Wang Xiaoming", title="采购经理", department="จัดซื้อ",
               roles=("purchaser",), influence=2, stance=-1, dimmed=True),
        person("gone", "Somchai", title="Former buyer", department="จัดซื้อ", stance=0, left=True, dimmed=True),
        person("money", "?", title="ผู้อำนวยการฝ่ายการเงิน", roles=("approver",), influence=3, placeholder=True,
               dimmed=True),
        person("loner", "Nobody's friend", stance=-2, dimmed=True),
        member("nok", "นก สุขใจ", title="พนักงานขาย", lit=True),
    )  # fmt: skip
    arrows = (
        arrow("team/nok", "front", KNOWS, 0.45, lit=True, step=1),
        arrow("front", "chef", "friend", both_ways=True, lit=True, step=2),
        arrow("chef", "boss", "advises", 0.9, lit=True, step=3),
        arrow("chef", "boss", REPORTS, 0.45, dimmed=True),
        arrow("buyer", "boss", REPORTS, 0.45, dimmed=True),
        arrow("money", "boss", REPORTS, 0.45, dimmed=True),
        arrow("gone", "buyer", "classmate", dimmed=True),
        arrow("buyer", "chef", "conflicts", both_ways=True, dimmed=True),
    )
    groups = (
        Group(name="Front Office", cards=("hotel/front",)),
        Group(name="จัดซื้อ", cards=("hotel/buyer", "hotel/gone")),
    )
    return contents(*cards, arrows=arrows, view=view, groups=groups if view == "org" else ())


NASTY = (
    "<b>", '"', "\\N", "\\G", "\\", "ends with \\", "javascript:alert(1)", "<script>alert(1)</script>", "]]>", "<!--",
    "-->", "&amp;", "&lt;b&gt;", "&#x41;", "<>", "< >", "a:b", "{x|y}", "--> n1", '"]; n1 -> n2 [label="', "%n%s",
    "' onload='alert(1)", '" onmouseover="alert(1)', "<svg/onload=alert(1)>", "<!DOCTYPE x [<!ENTITY y 'z'>]>",
    "\x1b[31mred\x1b[0m", "a\x00b", "bell\x07", "tab\tnew\nline\r", "\x7f\x85\x9b", "\u202edetrever", "\u2066x\u2069",
    "\u200e\u200f\u061c", "a\u2028b\u2029c", "\ufeffbom", "\ufffe\uffff", "\ud800", "\U000e0041tag", "", " ",
    "A" * 300, "ก" * 300, "漢" * 300, "เ" * 300, "กุ้" * 150, "e\u0301" * 150, "W" * 40, "i" * 200, "😀" * 80,
    "👨‍👩‍👧‍👦" * 20,
    "🇹🇭🇨🇳" * 20, "مرحبا بالعالم" * 8, "नमस्ते दुनिया" * 8, "안녕하세요 " * 20, "שלום" * 20, "ꦗꦮ" * 40,
    "𠀀𠀁" * 40, "\u0e33" * 20,
    "Ω≈ç√∫" * 20, "\u0334" * 50, "Z̷̢̛a̸l̷g̵o" * 10, "x" * 19 + " " + "y" * 280,
    "http://example.com/?a=1&b=2", "?", "No", "012",
)  # fmt: skip


def hostile_names(count: int = 200) -> list[str]:
    """The nasty ones, then random mixtures of them: the same on every run."""
    chance = random.Random(20261123)
    names = list(NASTY)
    while len(names) < count:
        names.append("".join(chance.choice(NASTY)[:40] for _ in range(chance.randint(2, 6))))
    return names


def hostile(view: str = "influence") -> MapContents:
    """Hostile text in every place that takes text."""
    names = hostile_names()
    chance = random.Random(1)
    cards = [
        person(
            f"p{place}", name, second_name=names[-place], title=names[place // 2], department=names[place % 9],
            roles=("decision_maker", names[place - 1], names[place - 3]), influence=place % 5,
            stance=chance.choice((None, -2, -1, 0, 1, 2)), left=place % 17 == 0,
        )
        for place, name in enumerate(names)
    ]  # fmt: skip
    cards += [member(f"m{place}", name, title=name) for place, name in enumerate(names[:12])]
    arrows = [
        arrow(f"p{place}", f"p{place // 3}", chance.choice(("reports", names[place % 60], "friend")), 0.5)
        for place in range(1, 120)
    ]
    arrows += [arrow(f"team/m{place}", f"p{place * 7}", KNOWS) for place in range(12)]
    departments = {card.department or "" for card in cards if card.kind == "person"}
    groups = tuple(
        Group(name=name, cards=tuple(card.key for card in cards if card.department == name))
        for name in sorted(departments)
        if name
    )
    return contents(
        *cards, arrows=tuple(arrows), view=view, title=names[7], subtitle=(names[25], names[40]),
        groups=groups if view == "org" else (), whole=True,
    )  # fmt: skip


def on_paper(outline: Outline) -> float:
    """How large paper shows a layout that stands on it alone."""
    return scale(outline.width, outline.height)


def crowd(people: int, view: str = "influence") -> MapContents:
    """A tree of bosses with as many cross ties again."""
    chance = random.Random(7)
    cards = [person(f"p{n}", f"Person {n}", title="Manager", influence=n % 5, stance=0) for n in range(people)]
    arrows = [arrow(f"p{n}", f"p{(n - 1) // 6}", REPORTS, 0.45) for n in range(1, people)]
    arrows += [arrow(f"p{chance.randrange(people)}", f"p{chance.randrange(people // 4)}") for _ in range(people // 2)]
    arrows = [each for each in arrows if each.source != each.target]
    home = [0] * people
    for n in range(1, people):
        home[n] = n if n <= 6 else home[(n - 1) // 6]
    groups = tuple(
        Group(name=f"Department {n}", cards=tuple(f"hotel/p{p}" for p in range(people) if home[p] == n))
        for n in range(7)
    )
    if view == "org":
        arrows = [each for each in arrows if each.kind == REPORTS]
    return contents(*cards, arrows=tuple(arrows), view=view, groups=groups if view == "org" else ())
