"""Buying groups of any size for the views that lay people out in a grid: invented people, ties, stances."""

import random
from datetime import date, timedelta

from relmap.analysis.coverage import Coverage
from relmap.analysis.map_contents import COVERAGE, Card, Cell, MapContents
from relmap.analysis.map_placing import unplaced
from tests.rendering.contents import member, person

TODAY = date(2026, 11, 23)
NAMES = (
    "สมหญิง ใจงาม", "ณัฐพล วงศ์สว่าง", "ปิยะนุช เจริญสุขวัฒนากุล", "林晓月", "欧阳文轩", "陈立", "Ann Bell",
    "Maximilian Featherstonehaugh", "Jo Ng", "นภา ทอง",
)  # fmt: skip
TITLES = ("ผู้จัดการฝ่ายจัดซื้อ", "采购总监", "Head of Operations", "Plant Engineer", "เจ้าหน้าที่", None)
ROLES = ("decision_maker", "approver", "influencer", "user", "evaluator", "gatekeeper")


def group(people: int, members: int, view: str, *, seed: int = 5) -> MapContents:
    """So many of theirs and of ours; about a third of theirs are known to somebody."""
    chance = random.Random(seed)
    theirs = [_person(place, chance) for place in range(people)]
    ours = [member(f"m{place}", NAMES[place * 3 % len(NAMES)]) for place in range(members)]
    cells = [
        _cell(card, one, chance) for card in theirs if not card.left for one in ours if chance.random() < 1.2 / members
    ]
    cards = sorted([*theirs, *ours], key=lambda card: card.key)
    return MapContents(
        view=view,
        title="Grand Hotel",
        subtitle=("2026-11-23",),
        today=TODAY,
        coverage=Coverage(value=0.41, supportive=0.2),
        cards=tuple(cards),
        cells=tuple(cells) if view == COVERAGE else (),
        unplaced=unplaced(view, cards, ()),
    )


def _person(place: int, chance: random.Random) -> Card:
    influence = chance.choice((None, 0, 1, 1, 1, 2, 2, 2, 3, 4))
    roles = tuple(chance.sample(ROLES[1:], chance.randrange(3))) if place else ("decision_maker",)
    key = (influence or 0) >= 3 or place == 0 or "approver" in roles
    return person(
        f"p{place}", f"{chance.choice(NAMES)} {place}", title=chance.choice(TITLES), roles=roles, influence=influence,
        stance=chance.choice((None, -2, -1, 0, 0, 1, 1, 2)), left=place % 29 == 28, placeholder=place % 23 == 22,
        coverage=chance.choice((None, 0.0, 0.3, 0.66, 1.0)), key_place=key and place % 29 != 28,
    )  # fmt: skip


def _cell(card: Card, one: Card, chance: random.Random) -> Cell:
    level = chance.choice((None, 1, 2, 3, 4))
    return Cell(
        member=one.key,
        person=card.key,
        level=level,
        target=chance.choice((None, 2, 3, 4)),
        strength=(level or 1) * 0.22,
        last_touch=chance.choice((None, TODAY - timedelta(days=chance.randrange(200)))),
        single=chance.random() < 0.4,
        overdue=chance.random() < 0.3,
    )
