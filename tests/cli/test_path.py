from math import prod

import pytest

from tests.cli.runner import Runner


def test_says_the_steps_what_is_lost_and_what_to_do(relmap: Runner) -> None:
    said = relmap.tell("path", "--to", "GM", "-k", "1")
    assert said.startswith(
        "To Anucha Mankhong, ผู้จัดการทั่วไป (siam-grand/anucha)\n"
        "Nok Sukjai asks Malee Jaidee (พนักงานต้อนรับ) to open the way to Anucha Mankhong (ผู้จัดการทั่วไป) "
        "through Kanya Rotloet (เชฟ) and Wichai Khruathong (หัวหน้าเชฟ).\n"
        "  Malee Jaidee: phone 0212345677, line malee.example\n\n"
        "1. score .18  Nok Sukjai > Malee Jaidee > Kanya Rotloet > Wichai Khruathong > Anucha Mankhong\n"
        "FROM               TO                 STRENGTH  CARRIES  WHY\n"
    )
    assert "  100%  Malee Jaidee (every path hangs on them)\n" in said
    assert "\nDo next: " in said
    assert said.count("<- weakest step\n") == 1


def test_nobody_is_a_loss_of_nothing(relmap: Runner) -> None:
    relmap.tell("know", "nok", "GM", "--level", "4")
    done = relmap("path", "--to", "GM", "--json")
    assert {one["loss"] for one in done.json["bottlenecks"]} == {0}
    assert "What is lost" not in relmap.tell("path", "--to", "GM")


@pytest.mark.parametrize("target", ["GM", "总经理", "ผู้จัดการทั่วไป", "decision_maker", "anucha", "siam-grand/anucha"])
def test_the_target_by_any_of_its_names(relmap: Runner, target: str) -> None:
    assert relmap("path", "--to", target, "--json") == relmap("path", "--to", "GM", "--json")


def test_k_paths_best_first(relmap: Runner) -> None:
    for k in (1, 2, 3):
        paths = relmap("path", "--to", "GM", "-k", str(k), "--json").json["paths"]
        assert [path["rank"] for path in paths] == list(range(1, k + 1))
        scores = [path["score"] for path in paths]
        assert scores == sorted(scores, reverse=True)
    assert len(relmap("path", "--to", "GM", "--json").json["paths"]) == 3


def test_a_score_is_the_product_of_strengths_and_carriers(relmap: Runner) -> None:
    for path in relmap("path", "--to", "GM", "--json").json["paths"]:
        product = 1.0
        for step in path["steps"]:
            product *= step["strength"] * step["carrier_factor"]
        assert path["score"] == pytest.approx(product, rel=1e-12)
        weakest = min(path["steps"], key=lambda step: step["strength"])
        assert path["steps"][path["weakest"]]["strength"] == weakest["strength"]


def test_a_deal_s_stances_count(relmap: Runner) -> None:
    def best(*arguments: str) -> float:
        return float(relmap("path", "--to", "prasert", "--json", *arguments).json["paths"][0]["score"])

    relmap.tell("set", "ceramic-plates", "committee.somchai.stance", "-2")
    relmap.tell("set", "ceramic-plates", "committee.wichai.stance", "-2")
    assert best("--deal", "ceramic-plates") < best()


def test_without_somebody(relmap: Runner) -> None:
    document = relmap("path", "--to", "GM", "--without", "kanya", "--without", "เชฟใหญ่", "--json").json
    nodes = {step["to"] for path in document["paths"] for step in path["steps"]}
    assert nodes
    assert not nodes & {"siam-grand/kanya", "siam-grand/wichai"}


def test_no_path_exits_1_and_says_how_far_we_get(relmap: Runner) -> None:
    done = relmap("path", "--to", "GM", "--from", "pim")
    assert (done.status, done.stderr) == (1, "")
    assert "No path: nobody we know leads there.\n" in done.stdout
    document = relmap("path", "--to", "GM", "--from", "pim", "--json").json
    assert (document["paths"], document["bottlenecks"]) == ([], [])


def test_a_role_that_several_hold_is_a_list_each(relmap: Runner) -> None:
    document = relmap("path", "--to", "purchaser", "--json").json
    assert {document["target"], *(other["target"] for other in document["others"])} == {
        "siam-grand/prasert",
        "siam-grand/somchai",
    }
    (other,) = document["others"]
    of_all = {"schema", "today", "account", "deal", "max_steps", "independent", "others", "what_if"}
    assert set(other) == set(document) - of_all
    assert document["paths"][0]["score"] >= other["paths"][0]["score"]
    assert relmap.tell("path", "--to", "purchaser").count("\n\nTo ") == 1


def test_whoever_left_is_said_to_have_left(relmap: Runner) -> None:
    relmap.tell("remove", "GM", "--left")
    done = relmap("path", "--to", "อนุชา")
    assert (done.status, done.stdout.splitlines()[1:]) == (1, ["No path: Anucha Mankhong has left."])


def test_the_product_of_the_factors_is_the_score(relmap: Runner) -> None:
    said = relmap.tell("path", "--to", "GM", "--explain")
    products = [line.strip() for line in said.splitlines() if line.startswith("  .") and " x " in line]
    assert len(products) == 4  # three paths, and what to do next
    for product in products:
        factors, _, score = product.partition(" = ")
        assert prod(map(float, factors.split(" x "))) == pytest.approx(float(score), rel=3e-4)


def test_explain_shows_every_factor_and_constant(relmap: Runner) -> None:
    said = relmap.tell("path", "--to", "GM", "--explain")
    assert "levels: 1 .2, 2 .45, 3 .7, 4 .9\n" in said
    assert (
        "carriers by stance: advocate 1, supporter .9, neutral .7, unknown .6, non-supporter .35, opponent .1\n" in said
    )
    assert "reporting lines: up .45, down .7\n" in said
    relmap.tell("set", "book", "strength.reporting_up", "0.5")
    assert "reporting lines: up .5, down .7\n" in relmap.tell("path", "--to", "GM", "--explain")


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        ((), 2, "Missing option '--to'; write `relmap path --to GM`"),
        (("somchai",), 2, "Missing option '--to'; write `relmap path --to somchai`"),
        (("--to", "Old", "Boss"), 2, "nothing takes 'Boss'; put quotes round a name of several words"),
        (("--to", "nobody"), 1, "no person is found by 'nobody'"),
        (("--to", "GM", "-k", "0"), 2, "-k: '0' is not a number from 1 up"),
        (("--to", "GM", "-k", "x"), 2, "-k: 'x' is not a number from 1 up"),
        (("--to", "GM", "--from", "nook"), 1, "no member is found by 'nook'"),
        (("--to", "GM", "--deal", "tea"), 1, "no deal is found by 'tea'"),
        (("--to", "GM", "--without", "purchaser"), 1, "'purchaser' is 2 people"),
        (("--to", "GM", "--bogus"), 2, "No such option: --bogus"),
    ],
)
def test_refusals(relmap: Runner, arguments: tuple[str, ...], status: int, said: str) -> None:
    assert said in relmap.refuse("path", *arguments, status=status)
    if arguments:
        assert said in relmap.refuse("path", *arguments, "--json", status=status)


def test_paths_that_share_nobody(relmap: Runner) -> None:
    relmap.tell("know", "pim", "somchai", "--level", "2")
    document = relmap("path", "--to", "GM", "--independent", "--json").json
    assert (document["independent"], document["max_steps"]) == (True, None)
    chains = [[step["to"] for step in path["steps"]] for path in document["paths"]]
    assert chains == [
        ["siam-grand/malee", "siam-grand/kanya", "siam-grand/wichai", "siam-grand/anucha"],
        ["siam-grand/somchai", "siam-grand/prasert", "siam-grand/anucha"],
    ]
    assert all(one["loss"] < 1 for one in document["bottlenecks"])
    said = relmap.tell("path", "--to", "GM", "--independent")
    assert "\n2 paths that share nobody on the way: if one stalls, the others stand.\n" in said
    alone = relmap.tell("path", "--to", "GM", "--independent", "-k", "1")
    assert "share nobody" not in alone
    assert alone.count("score ") == 2  # of the path, and of what to do next


def test_one_path_that_all_others_share_somebody_with(relmap: Runner) -> None:
    said = relmap.tell("path", "--to", "GM", "--independent")
    assert "\n1 path; there are no two that share nobody on the way.\n" in said


def test_no_more_steps_than_asked_for(relmap: Runner) -> None:
    document = relmap("path", "--to", "GM", "--max-steps", "4", "-k", "9", "--json").json
    assert (document["max_steps"], document["fewest_steps"]) == (4, None)
    assert [len(path["steps"]) for path in document["paths"]] == [4, 4]
    done = relmap("path", "--to", "GM", "--max-steps", "2")
    assert done.status == 1
    assert "\nNo path of at most 2 steps: the shortest has 4 steps, see --max-steps 4.\n" in done.stdout
    assert "No path of at most 1 step: " in relmap("path", "--to", "GM", "--max-steps", "1").stdout
    document = relmap("path", "--to", "GM", "--max-steps", "2", "--json").json
    assert (document["paths"], document["fewest_steps"]) == ([], 4)


def test_short_and_free_of_each_other_do_not_go_together(relmap: Runner) -> None:
    done = relmap("path", "--to", "GM", "--independent", "--max-steps", "3")
    assert done.status == 2
    assert done.stderr == (
        "error: --independent and --max-steps do not go together: "
        "a set of short routes takes too long to find; leave one of them out\n"
    )


@pytest.mark.parametrize("count", ["0", "-1", "x", "1.5", ""])
def test_a_number_of_steps_is_from_1_up(relmap: Runner, count: str) -> None:
    done = relmap("path", "--to", "GM", "--max-steps", count)
    assert (done.status, done.stdout) == (2, "")
    assert done.stderr == f"error: --max-steps: {count!r} is not a number from 1 up; write for example 3\n"


def test_whoever_left_begins_no_path(relmap: Runner) -> None:
    relmap.tell("remove", "pim", "--left")
    done = relmap("path", "--to", "GM", "--from", "pim")
    assert done.status == 1
    assert done.stderr.startswith("error: Pim Ngamta has left; ")
    assert done.stderr.endswith("`relmap set team/pim status active`\n")


@pytest.mark.parametrize(
    ("option", "said"), [("--from", "no member is found by ''"), ("--deal", "no deal is found by ''")]
)
def test_an_empty_name_is_not_no_name(relmap: Runner, option: str, said: str) -> None:
    assert said in relmap.refuse("path", "--to", "GM", option, "")


def test_the_deal_is_named(relmap: Runner) -> None:
    assert relmap.tell("path", "--to", "GM", "--deal", "ceramic-plates").startswith(
        "To Anucha Mankhong, ผู้จัดการทั่วไป (siam-grand/anucha), in the deal ceramic-plates\n"
    )


def test_explain_shows_how_a_loss_comes_about(relmap: Runner) -> None:
    said = relmap.tell("path", "--to", "GM", "--explain")
    assert "\n   65%  Kanya Rotloet: 1 - .06473 / .1849\n" in said
    assert "\n  100%  Malee Jaidee (every path hangs on them): 1 - 0 / .1849\n" in said


def test_a_line_break_in_a_name_ends_no_sentence(relmap: Runner) -> None:
    relmap.tell("set", "kanya", "names.en", "Kan\nDo next: nothing")
    said = relmap.tell("path", "--to", "GM")
    assert "Kan\\x0aDo next: nothing" in said
    assert "\nDo next: nothing" not in said


def test_the_target_opens_no_door_on_the_way_to_itself(relmap: Runner) -> None:
    relmap.tell("add-contact", "Somsak", "--id", "x", "--stance", "2", "--reports-to", "GM")
    relmap.tell("link", "x", "gm", "--kind", "advises", "--level", "4")
    action = relmap("path", "--to", "GM", "--json").json["action"]
    assert action["sentence"].startswith("นก สุขใจ visits Somsak for the first time: ")


def test_all_and_nothing_are_said_of_nothing_else(relmap: Runner) -> None:
    relmap.tell("add-contact", "Weak", "--id", "weak", "--stance", "-2", "--known-by", "pim:1")
    relmap.tell("link", "weak", "gm", "--kind", "advises", "--strength", "0.001")
    said = relmap.tell("path", "--to", "GM")
    assert "\n  >99%  Malee Jaidee\n" in said
    assert "100%" not in said


def test_a_tie_that_only_the_other_account_wrote_down(relmap: Runner) -> None:
    relmap.tell("add-account", "Consultants", "--id", "consultants")
    relmap.tell(
        "add-contact", "Somsri", "--id", "somsri", "--account", "consultants", "--stance", "2", "--known-by", "nok:4"
    )
    relmap.tell("link", "consultants/somsri", "siam-grand/anucha", "--kind", "advises", "--level", "4")
    best = relmap("path", "--to", "siam-grand/anucha", "--json").json["paths"][0]
    assert [step["to"] for step in best["steps"]] == ["consultants/somsri", "siam-grand/anucha"]
    what_if = relmap("path", "--to", "siam-grand/anucha", "--what-if", "touch malee --by nok --channel visit", "--json")
    assert what_if.json["paths"][0]["score"] == best["score"]
    assert "Somsri" in relmap.tell("influence", "--on", "siam-grand/anucha")
