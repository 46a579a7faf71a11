from pathlib import Path

import pytest

from tests.cli.runner import Runner, assert_dry_run_tells_all

MALEE = "accounts/siam-grand/people/malee.yaml"


def links(relmap: Runner, person: str) -> list[dict[str, object]]:
    (record,) = relmap("show", person, "--json").json["records"]
    return [{key: value for key, value in link.items() if value is not None} for link in record["links"]]


def test_adds_a_line_and_touches_nothing_else(relmap: Runner) -> None:
    before = relmap.read(MALEE)
    said = relmap.tell("link", "malee", "prasert", "--kind", "refers", "--level", "3")
    assert said == "siam-grand/malee: links + refers siam-grand/prasert (level 3)\n"
    known_by = "known_by:\n"
    assert relmap.read(MALEE) == before.replace(known_by, "  - {to: prasert, kind: refers, level: 3}\n" + known_by)


def test_several_at_once_with_every_detail(relmap: Runner) -> None:
    relmap.tell(
        *("link", "คุณประเสริฐ", "GM", "somchai", "--kind", "advises", "--strength", "0.6", "--since", "2567-05-01"),
        *("--until", "2027-01-01", "--verified-on", "2026-11-03", "--source", "มาลี", "--note", "every Monday"),
    )
    assert links(relmap, "prasert") == [
        {
            "to": f"siam-grand/{to}",
            "kind": "advises",
            "strength": 0.6,
            "since": "2024-05-01",
            "until": "2027-01-01",
            "verified_on": "2026-11-03",
            "source": "มาลี",
            "note": "every Monday",
        }
        for to in ("anucha", "somchai")
    ]


def test_a_level_replaces_a_strength_and_the_other_way_round(relmap: Runner) -> None:
    relmap.tell("link", "somchai", "prasert", "--kind", "refers", "--strength", ".6")
    assert links(relmap, "somchai")[0] == {
        "to": "siam-grand/prasert",
        "kind": "refers",
        "strength": 0.6,
        "source": "มาลีเล่า",
    }
    said = relmap.tell("link", "somchai", "prasert", "--kind", "refers", "--level", "adviser")
    assert said == "siam-grand/somchai: links siam-grand/prasert refers: level nothing -> 4, strength .6 -> nothing\n"
    assert links(relmap, "somchai")[0]["level"] == 4
    assert "strength" not in links(relmap, "somchai")[0]


def test_another_kind_is_another_tie(relmap: Runner) -> None:
    relmap.tell("link", "malee", "somchai", "--kind", "friend")
    assert [(link["to"], link["kind"]) for link in links(relmap, "malee")] == [
        ("siam-grand/somchai", "refers"),
        ("siam-grand/kanya", "friend"),
        ("siam-grand/somchai", "friend"),
    ]


def test_the_same_again_changes_nothing(relmap: Runner) -> None:
    before = relmap.files()
    assert relmap.tell("link", "malee", "kanya", "--kind", "friend", "--level", "3") == "nothing to change\n"
    assert relmap.files() == before


def test_remove_takes_one_kind_or_all(relmap: Runner) -> None:
    relmap.tell("link", "malee", "kanya", "--kind", "advises")
    assert "links - friend" in relmap.tell("link", "malee", "kanya", "--kind", "friend", "--remove")
    relmap.tell("link", "malee", "kanya", "somchai", "--remove")
    assert links(relmap, "malee") == []


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("malee", "prasert"), 2, "what kind of tie is it? give --kind, for example --kind influences"),
        (("malee", "malee", "--kind", "friend"), 1, "siam-grand/malee has a link to itself"),
        (("malee", "prasert", "--kind", "freind"), 2, "did you mean friend?"),
        (("malee", "prasert", "--kind", "friend", "--strength", "1.2"), 2, "strength: '1.2' is not between 0 and 1"),
        (("malee", "prasert", "--kind", "friend", "--level", "0"), 2, "is not a whole number from 1 to 4"),
        (("malee", "purchaser", "--kind", "friend"), 1, "'purchaser' is 2 people"),
        (("malee", "nobody", "--kind", "friend"), 1, "no person is found by 'nobody'"),
        (("malee", "prasert", "--remove"), 1, "siam-grand/malee has no link to siam-grand/prasert"),
        (("malee",), 2, "Missing argument"),
    ],
)
def test_refusals(relmap: Runner, arguments: tuple[str, ...], status: int, said: str) -> None:
    assert said in relmap.refuse("link", *arguments, status=status)


def test_dry_run(relmap: Runner, tmp_path: Path) -> None:
    assert_dry_run_tells_all(relmap, tmp_path, "link", "malee", "GM", "prasert", "--kind", "refers")
