"""A book with something in every field: texts and days that are nowhere twice the same."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from relmap.model import kinds
from relmap.model.fields import FIELDS
from relmap.model.kinds import Field, Kind, Listed, Mapped, Nested, Scalar
from tests.books import book_on_disk

PEOPLE = ("zelda-quix", "xaver-jolt", "wanda-pyke")
MEMBERS = ("vito-brumm", "ulla-kranz")
NAMES = {
    "zelda-quix": "Zelda Quix",
    "xaver-jolt": "ไชยา เวทย์มนตร์",
    "wanda-pyke": "欧阳晓月",
    "vito-brumm": "Vito Brumm",
    "ulla-kranz": "Ulla Kranz",
}


class Filler:
    """A value of every kind; texts and days are never twice the same."""

    def __init__(self) -> None:
        self.made = 0

    def record(self, table: tuple[Field, ...], **given: Any) -> dict[str, Any]:
        return {field.name: given[field.name] if field.name in given else self.of(field.kind) for field in table}

    def of(self, kind: Kind) -> Any:
        if isinstance(kind, Nested):
            return self.record(kind.fields)
        if isinstance(kind, Listed):
            return [self.of(kind.item)]
        if isinstance(kind, Mapped):
            return {self.of(kind.key): self.of(kind.value)}
        return self.scalar(kind)

    def scalar(self, kind: Scalar) -> str:
        self.made += 1
        if kind.choices:
            return kind.choices[self.made % len(kind.choices)]
        values = {
            kinds.PERSON: PEOPLE[self.made % len(PEOPLE)],
            kinds.MEMBER: MEMBERS[self.made % len(MEMBERS)],
            kinds.ACCOUNT: "house",
            kinds.DATE: date.fromordinal(date(2019, 1, 1).toordinal() + self.made).isoformat(),
            kinds.RATIO: "0.6",
            kinds.NUMBER: str(7_130_000 + self.made),
            kinds.YEAR: str(2000 + self.made % 20),
        }
        return values.get(kind, f"Sekrit{self.made}x")


def made_book(folder: Path) -> Path:
    fill, files = Filler(), {}
    days = {"since": "2001-02-03", "until": "2099-01-01"}
    known = [fill.record(item_fields("person", "known_by"), member=MEMBERS[1])]
    links = [fill.record(item_fields("person", "links"), to=f"house/{PEOPLE[0]}", **days)]
    outsider = fill.record(
        FIELDS["person"], name="Quentin Roe", title="Buyer of Sekritco Works", department="Plating", status="active",
        known_by=known, links=links,
    )  # fmt: skip
    left_out = ("reports_to", "stance")
    files["accounts/sekritco/people/quentin-roe.yaml"] = json.dumps(
        {name: value for name, value in outsider.items() if name not in left_out}
    )
    for place, person in enumerate(PEOPLE):
        known = [fill.record(item_fields("person", "known_by"), member=member) for member in MEMBERS]
        links = [fill.record(item_fields("person", "links"), to=other, kind=kind, **days)
                 for other in PEOPLE if other != person for kind in ("friend", "conflicts", "advises")]  # fmt: skip
        said = fill.record(
            FIELDS["person"], name=NAMES[person], reports_to=PEOPLE[place - 1] if place else None, known_by=known,
            links=links, roles=["decision_maker", "blocker", "champion", "sponsor", "coach"],
            title=f"Assistant to {NAMES[PEOPLE[place - 1]]}" if place else "Envoy to Sekritco Works",
            department="Ulla Kranz's friends" if place else "Top floor", status="active", stance=str(2 - 2 * place),
        )  # fmt: skip
        files[f"accounts/house/people/{person}.yaml"] = json.dumps(
            {name: value for name, value in said.items() if value is not None}, ensure_ascii=False
        )
    for member in MEMBERS:
        said = fill.record(FIELDS["member"], name=NAMES[member], status="active", title="Seller", department="Sales")
        files[f"team/{member}.yaml"] = json.dumps(said, ensure_ascii=False)
    files["accounts/house/account.yaml"] = json.dumps(
        fill.record(FIELDS["account"], name="The House", names={"th": "บ้าน"}, parent=None, departments=["Top floor"])
        | {"parent": "sekritco"}
    )
    files["accounts/sekritco/account.yaml"] = '{"name": "Sekritco Works", "names": {"th": "เซคริตโค"}}'
    committee = [fill.record(item_fields("deal", "committee"), person=person) for person in PEOPLE]
    files["accounts/house/deals/bowls.yaml"] = json.dumps(
        fill.record(FIELDS["deal"], name="Bowls", committee=committee)
    )
    touch = fill.record(FIELDS["touch"], **{"on": "2026-11-02", "with": list(PEOPLE), "deal": "bowls"})
    files[f"accounts/house/touches/2026-{MEMBERS[0]}.yaml"] = f"- {json.dumps(touch)}\n"
    somebody = f"house/{PEOPLE[0]}"
    results = [fill.record(item_fields("campaign", "results"), person=somebody)]
    campaign = fill.record(FIELDS["campaign"], name="Sekrit spring", people=[somebody], results=results)
    files["campaigns/spring.yaml"] = json.dumps(campaign)
    waiver = {"code": "G101", "about": f"house/{PEOPLE[0]}", "reason": "Sekrit reason", "until": "2030-01-01"}
    labels = {word: {"en": f"Sekrit {word}"} for word in ("approver", "tie", "decision_maker", "kingmaker")}
    settings = {"relmap": "1", "name": "Sekrit book", "departments": ["Top floor"], "gaps": {"waivers": [waiver]},
                "vocabulary": {"roles": ["kingmaker"], "labels": labels}}  # fmt: skip
    files["relmap.yaml"] = json.dumps(settings)
    return book_on_disk(folder, files)


def item_fields(record: str, name: str) -> tuple[Field, ...]:
    kind = next(field.kind for field in FIELDS[record] if field.name == name)
    assert isinstance(kind, Listed)
    assert isinstance(kind.item, Nested)
    return kind.item.fields
