"""The core of the contract, line by line, in an empty folder outside any book."""

from pathlib import Path

import pytest

from tests.cli.runner import Runner


@pytest.fixture
def core(empty: Runner) -> Runner:
    """The contract's own lines, with a head of purchasing and a general manager before the receptionist."""
    empty.tell("init", "my-book", "--name", "Nok's book", "--language", "th")
    relmap = Runner(empty.folder / "my-book")
    relmap.tell("add-member", "นก สุขใจ", "--id", "nok")
    relmap.tell("add-account", "โรงแรมสยามแกรนด์", "--id", "siam-grand", "--segment", "new", "--industry", "hospitality")
    relmap.tell("add-contact", "อนุชา", "--id", "anucha", "--title", "ผู้จัดการทั่วไป (GM)", "--role", "decision_maker")
    relmap.tell("add-contact", "ประเสริฐ", "--id", "prasert", "--title", "หัวหน้าฝ่ายจัดซื้อ", "--reports-to", "GM")
    relmap.tell(
        *("add-contact", "มาลี ใจดี", "--account", "siam-grand", "--id", "malee", "--title", "พนักงานต้อนรับ"),
        *("--department", "Front Office", "--role", "gatekeeper", "--stance", "1", "--influence", "1"),
        *("--reports-to", "prasert", "--phone", "0212345677", "--known-by", "nok:2"),
    )
    relmap.tell("link", "malee", "prasert", "--kind", "refers", "--level", "3")
    relmap.tell("know", "nok", "malee", "--level", "2", "--target", "3")
    relmap.tell(
        *("touch", "malee", "--by", "nok", "--channel", "visit", "--on", "2026-11-03", "--feeling", "1"),
        *("--note", "left samples"),
    )
    relmap.tell("add-deal", "Ceramic plates", "--committee", "GM", "--committee", "prasert:purchaser")
    return relmap


def test_the_files_are_those_of_the_format(core: Runner) -> None:
    written = {path: content.decode() for path, content in core.files().items() if not path.startswith("schemas/")}
    hinted = {path for path, text in written.items() if text.startswith("# yaml-language-server: ")}
    assert hinted == {path for path in written if path.endswith(".yaml") and "/touches/" not in path}
    assert {path: text.partition("\n")[2] if path in hinted else text for path, text in written.items()} == {
        ".gitattributes": "*.yaml text eol=lf\n"
        "/relmap.yaml merge=relmap\n"
        "/team/*.yaml merge=relmap\n"
        "/accounts/**/*.yaml merge=relmap\n"
        "/campaigns/*.yaml merge=relmap\n"
        "/relmap.yaml diff=relmap\n"
        "/team/*.yaml diff=relmap\n"
        "/accounts/**/*.yaml diff=relmap\n"
        "/campaigns/*.yaml diff=relmap\n",
        ".gitignore": ".relmap/\n.relmap-tmp-*\n",
        "relmap.yaml": "relmap: 1\nname: Nok's book\nlanguage: th\n",
        "team/nok.yaml": "name: นก สุขใจ\n",
        "accounts/siam-grand/account.yaml": "name: โรงแรมสยามแกรนด์\nindustry: hospitality\nsegment: new\n",
        "accounts/siam-grand/people/anucha.yaml": ("name: อนุชา\ntitle: ผู้จัดการทั่วไป (GM)\nroles: [decision_maker]\n"),
        "accounts/siam-grand/people/prasert.yaml": "name: ประเสริฐ\ntitle: หัวหน้าฝ่ายจัดซื้อ\nreports_to: anucha\n",
        "accounts/siam-grand/people/malee.yaml": (
            "name: มาลี ใจดี\n"
            "title: พนักงานต้อนรับ\n"
            "department: Front Office\n"
            "reports_to: prasert\n"
            "roles: [gatekeeper]\n"
            "influence: 1\n"
            "stance: 1\n"
            "channels:\n"
            '  phone: "0212345677"\n'
            "links:\n"
            "  - {to: prasert, kind: refers, level: 3}\n"
            "known_by:\n"
            "  - {member: nok, level: 2, target: 3, assessed_on: 2026-11-23}\n"
        ),
        "accounts/siam-grand/deals/ceramic-plates.yaml": (
            "name: Ceramic plates\ncommittee:\n  - {person: anucha}\n  - {person: prasert, roles: [purchaser]}\n"
        ),
        "accounts/siam-grand/touches/2026-nok.yaml": (
            '- {on: 2026-11-03, with: [malee], channel: visit, feeling: 1, note: "left samples"}\n'
        ),
    }


def test_strengths_may_be_given_in_place_of_levels(core: Runner) -> None:
    core.tell("link", "malee", "prasert", "--kind", "refers", "--strength", "0.6")
    core.tell("know", "nok", "malee", "--strength", "0.45")
    assert "  - {to: prasert, kind: refers, strength: 0.6}\n" in core.read("accounts/siam-grand/people/malee.yaml")
    written = "  - {member: nok, strength: 0.45, target: 3, assessed_on: 2026-11-23}\n"
    assert written in core.read("accounts/siam-grand/people/malee.yaml")


def test_path(core: Runner) -> None:
    said = core.tell(
        *("path", "--to", "GM", "--account", "siam-grand", "-k", "3", "--from", "nok", "--deal", "ceramic-plates"),
        "--explain",
    )
    assert "1. score .08  นก สุขใจ > มาลี ใจดี > ประเสริฐ > อนุชา\n" in said
    document = core("path", "--to", "GM", "--account", "siam-grand", "--json").json
    assert list(document)[:7] == ["schema", "today", "account", "deal", "target", "paths", "bottlenecks"]
    assert document["schema"] == "relmap.path/1"
    assert (document["today"], document["account"], document["deal"]) == ("2026-11-23", "siam-grand", None)
    assert document["target"] == "siam-grand/anucha"
    (path,) = document["paths"]
    assert list(path) == ["rank", "score", "weakest", "steps"]
    # Level 2; a link of level 3 by a supporter; a reporting line upwards by somebody whose stance nobody noted.
    assert path["score"] == pytest.approx(0.45 * 0.70 * 0.9 * 0.45 * 0.6, rel=1e-12)
    assert (path["rank"], path["weakest"]) == (1, 0)
    assert [list(step) for step in path["steps"]] == [
        ["from", "to", "kind", "strength", "carrier_factor", "why", "declared", "observed"]
    ] * 3
    assert [(step["from"], step["to"]) for step in path["steps"]] == [
        ("team/nok", "siam-grand/malee"),
        ("siam-grand/malee", "siam-grand/prasert"),
        ("siam-grand/prasert", "siam-grand/anucha"),
    ]
    assert document["bottlenecks"] == [
        {"person": "siam-grand/malee", "loss": 1},
        {"person": "siam-grand/prasert", "loss": 1},
    ]


def test_no_path_without_the_only_carrier(core: Runner) -> None:
    done = core("path", "--to", "GM", "--without", "prasert", "--json")
    assert (done.status, done.stderr, done.json["paths"]) == (1, "", [])


def test_gaps(core: Runner) -> None:
    done = core("gaps", "--account", "siam-grand", "--deal", "ceramic-plates", "--fail-on", "high", "--json")
    assert (done.status, done.stderr) == (1, "")
    document = done.json
    assert (document["schema"], document["today"], document["account"]) == ("relmap.gaps/1", "2026-11-23", "siam-grand")
    for gap in document["gaps"]:
        assert list(gap) == ["code", "name", "severity", "score", "about", "message", "do_next"]
    never_met = next(gap for gap in document["gaps"] if gap["code"] == "G202")
    assert never_met["about"] == ["siam-grand/anucha"]
    assert document["waived"] == []
    assert set(document["coverage"]) == {"value", "supportive"}
    assert core("gaps", "--account", "siam-grand").status == 0


@pytest.mark.parametrize("view", ["org", "influence"])
def test_map(core: Runner, view: str) -> None:
    said = core.tell("map", "--account", "siam-grand", "--view", view, "--path-to", "GM", "-o", "map.svg")
    assert said == "drew 3 people and 1 of us in map.svg\n"
    drawn = Path(core.folder, "map.svg").read_text(encoding="utf-8")
    assert all(name in drawn for name in ("นก สุขใจ", "มาลี ใจดี", "ประเสริฐ", "อนุชา"))


def test_check(core: Runner) -> None:
    assert core.tell("check") == "no faults found\n"
    assert core("check", "--json").json == {"schema": "relmap.check/1", "problems": []}


def test_the_same_book_and_day_give_the_same_bytes(core: Runner) -> None:
    for command in (("path", "--to", "GM", "--json"), ("gaps", "--json"), ("show", "malee"), ("map", "-o", "-")):
        assert core(*command) == core(*command)
