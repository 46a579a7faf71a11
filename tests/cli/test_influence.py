import pytest

from tests.cli.runner import Runner


def test_says_who_moves_them_and_through_whom(relmap: Runner) -> None:
    assert relmap.tell("influence", "--on", "GM") == (
        "Who moves Anucha Mankhong, ผู้จัดการทั่วไป (siam-grand/anucha)\n"
        "\n"
        "Strongest ally: Wichai Khruathong (หัวหน้าเชฟ), score .53, known to none of us.\n"
        "No threat: nobody against us moves them.\n"
        "\n"
        "SCORE  WHO                SIDE              PATH  INFLUENCE  KNOWN BY        THROUGH\n"
        ".53    Wichai Khruathong  ally (supporter)  .7    3          nobody          directly\n"
        ".22    Kanya Rotloet      ally (advocate)   .44   2          nobody          Wichai Khruathong\n"
        ".08    Malee Jaidee       ally (supporter)  .31   1          Nok Sukjai .67  "
        "Kanya Rotloet > Wichai Khruathong\n"
        "score = path x influence / 4\n"
        "\n"
        "Only by way of reporting lines: ? (ผู้อำนวยการฝ่ายการเงิน), Prasert Ropkhop and Somchai Khayanngan.\n"
    )


def test_who_is_against_us_in_the_deal_and_near_by_reporting_lines_is_said(relmap: Runner) -> None:
    relmap.tell("set", "ceramic-plates", "committee.somchai.stance", "2")
    heading, summary, _, last = relmap.tell("influence", "--on", "GM", "--deal", "ceramic-plates").split("\n\n")
    assert heading == "Who moves Anucha Mankhong, ผู้จัดการทั่วไป (siam-grand/anucha), in the deal ceramic-plates"
    assert summary.splitlines()[1] == (
        "No threat by links; but Prasert Ropkhop (non-supporter) reaches them only by way of reporting lines: "
        "find out whether their word counts."
    )
    assert last == (
        "Only by way of reporting lines: "
        "Prasert Ropkhop (non-supporter), ? (ผู้อำนวยการฝ่ายการเงิน) and Somchai Khayanngan (advocate).\n"
    )
    refs = relmap("influence", "--on", "GM", "--deal", "ceramic-plates", "--json").json["only_reporting"]
    assert refs == ["siam-grand/finance-director", "siam-grand/prasert", "siam-grand/somchai"]


def test_who_is_against_us_is_said_also_where_nobody_moves_them(relmap: Runner) -> None:
    relmap.tell("set", "prasert", "stance", "-2")
    assert (
        "\nBut Prasert Ropkhop (opponent) reaches them only by way of reporting lines: "
        "find out whether their word counts.\n"
    ) in relmap("influence", "--on", "somchai").stdout


def test_whoever_is_of_another_account_is_said_to_be(relmap: Runner) -> None:
    relmap.tell("add-account", "River House", "--id", "river")
    relmap.tell("add-contact", "Ann", "--account", "river", "--stance", "1")
    relmap.tell("link", "GM", "river/ann", "--kind", "friend", "--level", "2")
    assert "\n.23    Ann (river)        ally (supporter)  " in relmap.tell("influence", "--on", "GM")
    relmap.tell("add-contact", "Bob", "--account", "river", "--reports-to", "river/ann", "--stance", "-1")
    said = relmap.tell("influence", "--on", "GM")
    assert "\nNo threat by links; but Bob (river, non-supporter) reaches them only by way of reporting lines: " in said
    assert "\nOnly by way of reporting lines: Bob (river, non-supporter), " in said


@pytest.mark.parametrize("target", ["GM", "总经理", "ผู้จัดการทั่วไป", "decision_maker", "anucha", "siam-grand/anucha"])
def test_the_target_by_any_of_its_names(relmap: Runner, target: str) -> None:
    assert relmap("influence", "--on", target, "--json") == relmap("influence", "--on", "GM", "--json")


def test_a_threat_that_outweighs_every_ally_is_said_to(relmap: Runner) -> None:
    for influence, verdict in (("1", ""), ("3", "weighs as much as"), ("4", "outweighs")):
        relmap.tell("link", "prasert", "GM", "--kind", "advises", "--level", "3")
        relmap.tell("set", "prasert", "influence", influence)
        relmap.tell("set", "prasert", "stance", "-2")
        said = relmap.tell("influence", "--on", "GM").split("\n\n")[1].splitlines()
        assert said[0].startswith("Strongest ally: Wichai Khruathong")
        assert said[1].startswith("Strongest threat: Prasert Ropkhop (หัวหน้าฝ่ายจัดซื้อ), score .")
        assert said[2:] == ([f"The strongest threat {verdict} the strongest ally."] if verdict else [])


@pytest.mark.parametrize(("stance", "words"), [("0", "who is neutral"), ("unknown", "whose stance we do not know")])
def test_whoever_moves_them_most_is_named_though_on_no_side(relmap: Runner, stance: str, words: str) -> None:
    relmap.tell("set", "wichai", "stance", stance)
    said = relmap.tell("influence", "--on", "GM").split("\n\n")[1]
    assert said.startswith(f"Moves them most: Wichai Khruathong (หัวหน้าเชฟ), score .53, known to none of us, {words}.\n")
    assert "\nStrongest ally: Kanya Rotloet (เชฟ), score " in said
    relmap.tell("set", "wichai", "influence", "0")
    relmap.tell("set", "kanya", "stance", "0")
    relmap.tell("set", "malee", "stance", "0")
    assert "\nNo ally of ours moves them.\n" in relmap.tell("influence", "--on", "GM")
    relmap.tell("set", "kanya", "influence", "0")
    relmap.tell("set", "malee", "influence", "0")
    assert "Moves them most" not in relmap.tell("influence", "--on", "GM")


def test_influence_that_nobody_has_said_is_marked(relmap: Runner) -> None:
    relmap.tell("set", "wichai", "influence", "--unset")
    said = relmap.tell("influence", "--on", "GM")
    assert "  .7    2?         nobody  " in said
    assert "\nscore = path x influence / 4; 2? where nobody has said it\n" in said


def test_conflicts_are_said(relmap: Runner) -> None:
    relmap.tell("link", "wichai", "GM", "--kind", "conflicts")
    relmap.tell("link", "malee", "kanya", "--kind", "conflicts")
    said = relmap.tell("influence", "--on", "GM")
    assert (
        "\n\nAnucha Mankhong and Wichai Khruathong are in conflict.\nKanya Rotloet and Malee Jaidee are in conflict.\n"
        in said
    )
    # Somchai, with whom Kanya is in conflict, moves nobody.
    assert said.count("are in conflict") == 2


def test_a_deal_s_stances_count(relmap: Runner) -> None:
    relmap.tell("set", "ceramic-plates", "committee.wichai.stance", "-2")
    plain, within = (relmap.tell("influence", "--on", "GM", *deal) for deal in ((), ("--deal", "ceramic-plates")))
    assert "Strongest threat" not in plain
    assert "Strongest threat: Wichai Khruathong" in within
    assert relmap("influence", "--on", "GM", "--deal", "ceramic-plates", "--json").json["deal"] == "ceramic-plates"


def test_advanced_columns_and_what_they_mean(relmap: Runner) -> None:
    said = relmap.tell("influence", "--on", "GM", "--advanced")
    assert "KNOWN BY        BETWEEN  CONSTRAINT  THROUGH\n" in said
    assert ".53    Wichai Khruathong  ally  .7    3          nobody          .13      .35         directly\n" in said
    assert "\nbetween: betweenness, " in said
    assert "\nconstraint: " in said
    assert "estimated" not in said
    assert "between" not in relmap.tell("influence", "--on", "GM").lower()


def test_an_estimate_is_said_to_be_one(relmap: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("relmap.analysis.network_measures.EXACT_UP_TO", 5)
    monkeypatch.setattr("relmap.analysis.network_measures.PIVOTS", 4)
    assert "through them, estimated from 4 people\n" in relmap.tell("influence", "--on", "GM", "--advanced")
    assert relmap("influence", "--on", "GM", "--advanced", "--json").json["betweenness_pivots"] == 4


def test_nobody_moves_them_exits_1_with_the_mend(relmap: Runner) -> None:
    done = relmap("influence", "--on", "somchai")
    assert (done.status, done.stderr) == (1, "")
    assert done.stdout.splitlines()[1:3] == [
        "Nobody, as far as the book knows: no tie that carries influence leads to them.",
        "If you know of somebody, write it down: `relmap link PERSON siam-grand/somchai --kind influences`",
    ]
    asked = relmap("influence", "--on", "somchai", "--json")
    assert (asked.status, asked.json["people"]) == (1, [])
    relmap.tell("link", "wichai", "siam-grand/somchai", "--kind", "influences")
    assert relmap("influence", "--on", "somchai").status == 0


def test_whoever_left_is_said_to_have_left(relmap: Runner) -> None:
    relmap.tell("remove", "GM", "--left")
    done = relmap("influence", "--on", "อนุชา")
    assert (done.status, done.stdout.splitlines()[1:]) == (1, ["Nobody: Anucha Mankhong has left."])


def test_a_role_that_several_hold_is_a_ranking_each(relmap: Runner) -> None:
    document = relmap("influence", "--on", "purchaser", "--json").json
    (other,) = document["others"]
    assert (document["target"], other["target"]) == ("siam-grand/prasert", "siam-grand/somchai")
    assert relmap.tell("influence", "--on", "purchaser").count("\n\nWho moves ") == 1


def test_a_full_reference_says_which_account_is_meant(relmap: Runner) -> None:
    relmap.tell("add-account", "Other", "--id", "other")
    relmap.tell("add-contact", "Boss", "--account", "other", "--id", "boss")
    document = relmap("influence", "--on", "other/boss", "--json").json
    assert (document["account"], document["target"]) == ("other", "other/boss")


def test_a_long_list_of_reports_is_cut(relmap: Runner) -> None:
    for number in range(10):
        relmap.tell("add-contact", f"Report {number:02}", "--reports-to", "GM")
    assert relmap.tell("influence", "--on", "GM").endswith(", Report 08, Report 09 and Somchai Khayanngan.\n")
    for number in range(10, 20):
        relmap.tell("add-contact", f"Report {number:02}", "--reports-to", "GM")
    last = relmap.tell("influence", "--on", "GM").splitlines()[-1]
    assert last.startswith("Only by way of reporting lines: ? (ผู้อำนวยการฝ่ายการเงิน), Prasert Ropkhop, Report 00, ")
    assert last.endswith(", Report 09 and 11 more.")


def test_a_cut_hides_nobody_who_is_against_us(relmap: Runner) -> None:
    for number in range(13):
        relmap.tell("add-contact", f"Friend {number:02}", "--reports-to", "GM", "--stance", "1")
        relmap.tell("add-contact", f"Rival {number:02}", "--reports-to", "GM", "--stance", "-1")
    said = relmap.tell("influence", "--on", "GM").splitlines()
    last = said[-1].removeprefix("Only by way of reporting lines: ")
    assert last.startswith("Rival 00 (non-supporter), Rival 01 (non-supporter), ")
    assert last.endswith(", Rival 12 (non-supporter) and 16 more.")
    assert said[3].startswith("No threat by links; but Rival 00 (non-supporter), Rival 01 ")
    assert " and 10 more reach them only by way of reporting lines: " in said[3]


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        ((), 2, "Missing option '--on'; write `relmap influence --on GM`"),
        (("Old", "Boss"), 2, "Missing option '--on'; write `relmap influence --on \"Old Boss\"`"),
        (("--on", "Old", "Boss"), 2, "nothing takes 'Boss'; put quotes round a name of several words"),
        (("--on", "nobody"), 1, "no person is found by 'nobody'"),
        (("--on", "GM", "--deal", "tea"), 1, "no deal is found by 'tea'"),
        (("--on", "GM", "--account", "tea"), 1, "no account is found by 'tea'"),
        (("--on", "GM", "--bogus"), 2, "No such option: --bogus"),
    ],
)
def test_refusals(relmap: Runner, arguments: tuple[str, ...], status: int, said: str) -> None:
    assert said in relmap.refuse("influence", *arguments, status=status)
    if arguments:
        assert said in relmap.refuse("influence", *arguments, "--json", status=status)
