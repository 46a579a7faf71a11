from pathlib import Path

import pytest

from tests.cli.runner import Runner, assert_dry_run_tells_all

REASON = ("--reason", "on leave: back in March")


def test_a_waiver_is_written_and_the_gap_listed_apart(relmap: Runner) -> None:
    before = relmap.read("relmap.yaml")
    said = relmap.tell("waive", "G303", "prasert", "--until", "2027-01-31", *REASON)
    entry = '{code: G303, about: siam-grand/prasert, reason: "on leave: back in March", until: 2027-01-31}'
    assert said == (
        "book: gaps.waivers + code G303, about siam-grand/prasert, reason on leave: back in March, until 2027-01-31\n"
    )
    assert relmap.read("relmap.yaml") == f"{before}gaps:\n  waivers:\n    - {entry}\n"
    (waived,) = relmap("gaps", "--json").json["waived"]
    assert (waived["code"], waived["about"], waived["until"]) == ("G303", ["siam-grand/prasert"], "2027-01-31")
    assert relmap.tell("check") == "no faults found\n"
    assert relmap.tell("waive", "G303", "prasert", "--remove").startswith("book: gaps.waivers - code G303")
    assert relmap.read("relmap.yaml") == before


def test_comments_stay_and_a_renewed_waiver_is_edited_where_it_stands(relmap: Runner) -> None:
    with (relmap.folder / "relmap.yaml").open("a", encoding="utf-8") as settings:
        settings.write("gaps:\n  waivers:\n    # since the review\n    - code: G401\n      about: prasert   # him\n")
        settings.write("      reason: asked\n      until: 2026-12-01\n")
    before = relmap.read("relmap.yaml")
    relmap.tell("waive", "G401", "anucha", "--until", "2569-12-31", *REASON)
    added = relmap.read("relmap.yaml")
    assert added.startswith(before)
    relmap.tell("waive", "G401", "anucha", "--until", "2027-02-28", *REASON)
    assert relmap.read("relmap.yaml") == added.replace("2026-12-31", "2027-02-28")
    relmap.tell("waive", "G401", "anucha", "--remove")
    assert relmap.read("relmap.yaml") == before
    relmap.tell("waive", "G401", "prasert", "--remove")
    assert "prasert" not in relmap.read("relmap.yaml")


def test_a_waiver_that_accepts_nothing_today_is_written_and_said(relmap: Runner) -> None:
    before = relmap.read("relmap.yaml")
    done = relmap("waive", "G204", "prasert", "malee", "--until", "2027-01-31", *REASON)
    assert done.status == 0
    assert done.stderr == "note: no G204 is about siam-grand/prasert today; the waiver waits for one\n"
    assert relmap.read("relmap.yaml").count("code: G204") == 2
    again = relmap("waive", "G204", "malee", "--until", "2027-01-31", *REASON)
    assert (again.status, again.stderr) == (0, "")
    relmap.tell("waive", "G204", "prasert", "malee", "--remove")
    assert relmap.read("relmap.yaml") == before


def test_one_of_us_as_the_gap_names_them(relmap: Runner) -> None:
    (gap,) = relmap("gaps", "--select", "G302", "--json").json["gaps"]
    assert gap["about"] == ["team/nok"]
    relmap.tell("waive", "G302", *gap["about"], "--until", "2026-12-31", *REASON)
    assert relmap("gaps", "--select", "G302", "--json").json["gaps"] == []
    assert relmap.tell("check") == "no faults found\n"
    assert relmap("gaps", "--json", "--today", "2027-01-01").json["expired_waivers"][0]["about"] == "team/nok"


def test_dry_run(relmap: Runner, tmp_path_factory: pytest.TempPathFactory) -> None:
    scratch: Path = tmp_path_factory.mktemp("scratch")
    diff = assert_dry_run_tells_all(relmap, scratch, "waive", "G303", "prasert", "--until", "2027-01-31", *REASON)
    assert "+    - {code: G303, about: siam-grand/prasert" in diff


def test_what_check_says_of_waivers(relmap: Runner) -> None:
    start = relmap.read("relmap.yaml").count("\n")
    with (relmap.folder / "relmap.yaml").open("a", encoding="utf-8") as settings:
        settings.write("gaps:\n  ignore: [G999]\n  waivers:\n")
        settings.write("    - {code: G401, about: prasert, reason: x, until: 2026-11-22}\n")
        settings.write("    - {code: botleneck, about: prasert, reason: x, until: 2026-11-23}\n")
        settings.write("    - {code: G104, about: Aprover, reason: x, until: 2026-11-23}\n")
    done = relmap("check", "--json")
    assert done.status == 1
    assert [(found["line"] - start, found["severity"], found["code"]) for found in done.json["problems"]] == [
        (2, "error", "unknown-gap"),
        (4, "warning", "waiver-expired"),
        (5, "error", "unknown-gap"),
        (6, "warning", "waiver-of-nothing"),
    ]
    mends = [found["mend"] for found in done.json["problems"]]
    assert "`relmap waive G401 prasert --until DATE --reason REASON`" in mends[1]
    assert mends[2] == "did you mean G204?"
    assert mends[3].startswith("did you mean approver? Else ")


def test_a_waiver_without_its_reason_is_a_fault_and_waives_nothing(relmap: Runner) -> None:
    before = relmap("gaps", "--json").json["gaps"]
    start = relmap.read("relmap.yaml").count("\n")
    with (relmap.folder / "relmap.yaml").open("a", encoding="utf-8") as settings:
        settings.write("gaps:\n  waivers:\n    - {code: G401, about: siam-grand, until: 2027-01-01}\n")
        settings.write("    - {code: G401, about: nobody-here, reason: x, until: 2027-01-01}\n")
        settings.write("    - {code: G401, about: siam-grand, reason: x, until: 2026-11-22}\n")
    assert relmap("gaps", "--json").json["gaps"] == before
    done = relmap("check", "--json")
    found = {fault["code"]: (fault["line"] - start, fault["mend"]) for fault in done.json["problems"]}
    assert found["missing-key"] == (3, "add `reason:` with text")
    assert found["waiver-expired"][0] == 5
    assert done.status == 1


def test_entries_behind_a_faulty_one_keep_their_lines(relmap: Runner) -> None:
    start = relmap.read("relmap.yaml").count("\n")
    with (relmap.folder / "relmap.yaml").open("a", encoding="utf-8") as settings:
        settings.write("gaps:\n  ignore: [[G2], G503, G997]\n  waivers:\n")
        settings.write("    - {code: G401, about: siam-grand, reason: x, until: 2027-01-01}\n")
        settings.write("    - {code: G305, about: siam-grand, until: 2027-01-01}\n    -\n")
        settings.write("    - {code: G998, about: siam-grand, reason: x, until: 2027-01-01}\n")
    found = {fault["message"]: fault for fault in relmap("check", "--json").json["problems"]}
    listed, waived = found["no gap has the code 'G997'"], found["no gap has the code 'G998'"]
    assert (listed["line"] - start, listed["column"]) == (2, 24)
    assert (waived["line"] - start, waived["column"]) == (7, 14)


def test_the_beginning_of_a_code_is_no_code_of_a_waiver(relmap: Runner) -> None:
    with (relmap.folder / "relmap.yaml").open("a", encoding="utf-8") as settings:
        settings.write("gaps:\n  waivers:\n    - {code: G2, about: siam-grand, reason: x, until: 2027-01-01}\n")
    (fault,) = relmap("check", "--json").json["problems"]
    assert (fault["message"], fault["mend"]) == (
        "'G2' names 5 gaps, and one is meant",
        "write one of G201, G202, G203, G204, G205",
    )


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("G303", "prasert", "--until", "2027-01-31"), 2, "--reason is missing: a gap is accepted until a day and"),
        (("G303", "prasert", "--until", "2027-01-31", "--reason", " "), 2, "--reason is missing"),
        (("G303", "prasert", *REASON), 2, "--until is missing"),
        (("G303", "prasert", "--until", "2026-11-22", *REASON), 2, "2026-11-22 has passed already (today is"),
        (("G303", "prasert", "--until", "soon", *REASON), 2, "--until: 'soon' "),
        (("G399", "prasert", "--until", "2027-01-31", *REASON), 2, "no gap has the code 'G399'"),
        (("G303", "prasart", "--until", "2027-01-31", *REASON), 1, "found by 'prasart'; did you mean prasert?"),
        (("G303", "prasert", "--remove"), 1, "no waiver of G303 for prasert; it has no waiver at all"),
        (("G303", "prasert", "--remove", *REASON), 2, "--remove and --until and --reason do not go together"),
    ],
)
def test_refusals(relmap: Runner, arguments: tuple[str, ...], status: int, said: str) -> None:
    assert said in relmap.refuse("waive", *arguments, status=status)


TWICE = """gaps:
  waivers:
    - {code: G401, about: siam-grand/anucha, reason: one, until: 2027-01-01}
    - {code: G401, about: siam-grand/anucha, reason: two, until: 2027-01-02}
"""


def with_waivers(relmap: Runner, more: str) -> str:
    before = relmap.read("relmap.yaml")
    (relmap.folder / "relmap.yaml").write_bytes(f"{before}{more}".encode())
    return before


def test_what_happens_to_a_waiver_that_stands_there_twice_is_said(relmap: Runner) -> None:
    before = with_waivers(relmap, TWICE)
    assert relmap.tell("waive", "G401", "anucha", "--until", "2027-01-31", "--reason", "three") == (
        "book: gaps.waivers - code G401, about siam-grand/anucha, reason two, until 2027-01-02\n"
        "book: gaps.waivers G401 siam-grand/anucha: reason one -> three, until 2027-01-01 -> 2027-01-31\n"
    )
    assert relmap.read("relmap.yaml").count("siam-grand/anucha") == 1
    (relmap.folder / "relmap.yaml").write_bytes(f"{before}{TWICE}".encode())
    assert relmap.tell("waive", "G401", "anucha", "--remove") == (
        "book: gaps.waivers - code G401, about siam-grand/anucha, reason one, until 2027-01-01\n"
        "book: gaps.waivers - code G401, about siam-grand/anucha, reason two, until 2027-01-02\n"
    )
    assert relmap.read("relmap.yaml") == before


@pytest.mark.parametrize("code", ["stance-unknown", "Stance-Unknown", "g401"])
def test_a_waiver_by_a_rule_s_name_is_honoured(relmap: Runner, code: str) -> None:
    with_waivers(relmap, f"gaps:\n  waivers: [{{code: {code}, about: anucha, reason: x, until: 2027-01-01}}]\n")
    found = relmap("gaps", "--select", "G401", "--json").json
    assert ([gap["about"] for gap in found["waived"]], found["gaps"]) == ([["siam-grand/anucha"]], [])
    assert relmap.tell("check") == "no faults found\n"


@pytest.mark.parametrize("about", ["siam-grand/ANUCHA", "อนุชา มั่นคง", "ANUCHA"])
@pytest.mark.parametrize("everywhere", [(), ("--all",)])
def test_gaps_and_check_agree_that_a_name_is_no_reference(
    relmap: Runner, about: str, everywhere: tuple[str, ...]
) -> None:
    with_waivers(relmap, f'gaps:\n  waivers: [{{code: G401, about: "{about}", reason: x, until: 2027-01-01}}]\n')
    found = relmap("gaps", "--select", "G401", "--json", *everywhere).json
    assert (found["waived"], [one["about"] for one in found["void_waivers"]]) == ([], [about])
    (fault,) = relmap("check", "--json").json["problems"]
    assert (fault["code"], fault["mend"].split(" Else")[0]) == (
        "waiver-of-nothing",
        "did you mean siam-grand/anucha?",
    )


def test_a_waiver_by_an_id_alone_goes_along(relmap: Runner) -> None:
    entry = "    - {code: G303, about: prasert, reason: x, until: 2027-01-01}  # him\n"
    before = with_waivers(relmap, f"gaps:\n  waivers:\n{entry}")
    assert "relmap.yaml:11" in relmap.refuse("remove", "prasert")
    relmap.tell("rename", "prasert", "pras")
    after = f"{before}gaps:\n  waivers:\n{entry.replace('prasert', 'siam-grand/pras')}"
    assert relmap.read("relmap.yaml") == after
    relmap.tell("merge-people", "somchai", "pras", "--take", "A")
    assert "about: siam-grand/somchai, reason: x" in relmap.read("relmap.yaml")
    assert relmap.tell("check") == "no faults found\n"


def test_a_reason_that_was_left_as_the_command_has_it(relmap: Runner) -> None:
    said = relmap.refuse("waive", "G401", "anucha", "--until", "2027-01-31", "--reason", "REASON", status=2)
    assert said == "--reason: 'REASON' only stands for the reason; write the reason itself in its place"
