import pytest

from relmap.cli.output import width
from tests.cli.runner import Runner


def test_a_person_in_full(relmap: Runner) -> None:
    relmap.tell("set", "malee", "notes", "first line\nsecond line\n")
    assert relmap.tell("show", "malee") == (
        "Malee Jaidee  (siam-grand/malee)\n"
        "  name         มาลี ใจดี\n"
        "  aliases      พี่มาลี\n"
        "  names        en Malee Jaidee\n"
        "               zh 玛丽·猜迪\n"
        "  title        พนักงานต้อนรับ\n"
        "  department   Front Office\n"
        "  seniority    staff\n"
        "  roles        gatekeeper\n"
        "  influence    1 low\n"
        "  stance       +1 supporter\n"
        "  needs        อยากให้ผู้ขายนัดล่วงหน้า ไม่มารอหน้าเคาน์เตอร์\n"
        "  temperament  ร่าเริง ชอบคุย\n"
        "  channels     phone 0212345677\n"
        "               line malee.example\n"
        "  links        refers siam-grand/somchai (level 3)\n"
        "               friend siam-grand/kanya (level 3)\n"
        "  known by     team/nok (level 2, target 3)\n"
        "  verified on  2026-11-03\n"
        "  source       เจอที่โรงแรม\n"
        "  notes        first line\n"
        "               second line\n"
        "  touches      2026-11-18 chat team/nok  ขอให้มาลีแนะนำเชฟกัญญา (next: 2026-11-25 โทรถามมาลีเรื่องนัดเชฟกัญญา)\n"
        "               2026-11-12 chat team/nok +2  เพื่อนมาลีในครัวชอบจานมาก\n"
        "               2026-11-03 visit team/nok +1  ฝากจานตัวอย่าง\n"
        "               2026-10-20 chat team/nok +1  มาลีเล่าว่าใครทำงานกับใคร จัดซื้อยังไม่ตอบ\n"
        "               2026-10-06 visit team/nok +0  มาลีให้ฝากเอกสารไว้ บอกว่าต้องคุยกับจัดซื้อ\n"
    )


def test_a_reminder_comes_out_again(relmap: Runner) -> None:
    touch = ("touch", "kanya", "--by", "nok", "--deal", "ceramic-plates")
    relmap.tell(*touch, "--channel", "call", "--next", "2026-12-01 call about samples")
    relmap.tell(*touch, "--channel", "visit", "--note", "not in", "--next", "2569-11-24 call again")
    for name in ("kanya", "ceramic-plates", "siam-grand", "nok"):
        said = relmap.tell("show", name)
        assert "2026-11-23 call team/nok  (next: 2026-12-01 call about samples)\n" in said
        assert "2026-11-23 visit team/nok  not in (next: 2026-11-24 call again)\n" in said


def test_who_names_them(relmap: Runner) -> None:
    said = relmap.tell("show", "kanya")
    assert "champion     has power no, sells for us yes, own win yes\n" in said
    assert "named by     siam-grand/malee (links: kind friend, level 3, since 2021-05-01, source มาลีเล่าเอง)\n" in said
    assert "siam-grand/ceramic-plates (committee: roles user, champion)\n" in said


def test_a_deal_an_account_a_member_and_the_book(relmap: Runner) -> None:
    said = relmap.tell("show", "ceramic-plates", "siam-grand", "nok", "book")
    deal, committee, account, member, book = said.split("\n\n")
    assert "required roles  decision_maker, approver, influencer, purchaser, user\n" in deal
    assert "\n  Prasert Ropkhop: เพิ่งต่อสัญญากับผู้ขายเดิม\n" in committee
    assert "?  (siam-grand/finance-director)  ผู้อำนวยการฝ่ายการเงิน\n" in account
    assert "จานเซรามิกสำหรับห้องอาหาร  (siam-grand/ceramic-plates)\n" in account
    assert "named by  siam-grand (owner)\n" in member
    assert book == (
        "สมุดลูกค้าของนก  (book)\n"
        "  relmap           1\n"
        "  language         th\n"
        "  calendar         gregorian\n"
        "  default account  siam-grand\n"
        "  required roles   decision_maker, approver, influencer, purchaser, user\n"
    )


def test_the_committee_of_a_deal(relmap: Runner) -> None:
    relmap.tell("set", "ceramic-plates", "required_roles", "sponsor", "gatekeeper", "--add")
    relmap.tell("set", "ceramic-plates", "committee.wichai.influence", "4")
    relmap.tell("remove", "somchai", "--left")
    assert relmap.tell("show", "ceramic-plates").split("\n\n")[1] == (
        "ROLE                   PERSON                         STANCE                        INFLUENCE   COVERAGE"
        "  BEST PATH THROUGH\n"
        "decision maker         Anucha Mankhong                unknown                       4           0%"
        "        .18: Nok Sukjai > Malee Jaidee > Kanya Rotloet > Wichai Khruathong\n"
        "approver               ? (ผู้อำนวยการฝ่ายการเงิน)         unknown                       3           0%"
        "        .08: Nok Sukjai > Malee Jaidee > Kanya Rotloet > Wichai Khruathong > Anucha Mankhong\n"
        "sponsor                nobody\n"
        "influencer, evaluator  Wichai Khruathong              supporter                     4 (own: 3)  0%"
        "        .29: Nok Sukjai > Malee Jaidee > Kanya Rotloet\n"
        "purchaser              Prasert Ropkhop                non-supporter (own: neutral)  3           0%"
        "        .12: Nok Sukjai > Malee Jaidee > Kanya Rotloet > Wichai Khruathong\n"
        "coach, user            Kanya Rotloet                  advocate                      2           0%"
        "        .42: Nok Sukjai > Malee Jaidee\n"
        "purchaser              Somchai Khayanngan (has left)  neutral                       1           0%"
        "        none\n"
        "  Prasert Ropkhop: เพิ่งต่อสัญญากับผู้ขายเดิม\n"
        "  Kanya Rotloet is called a champion without proof, and counts as a coach.\n"
        "  Outside the committee, Malee Jaidee is gatekeeper.\n"
        "  Nobody is sponsor: find out who, then "
        "`relmap set siam-grand/ceramic-plates committee.PERSON.roles sponsor`\n"
        "coverage 2%, with supporters 2%\n"
    )
    relmap.tell("set", "siam-grand/ceramic-plates", "committee.malee.roles", "sponsor")
    assert "sponsor                Malee Jaidee" in relmap.tell("show", "ceramic-plates")


def test_a_committee_on_a_narrow_terminal(relmap: Runner) -> None:
    drawn = relmap(
        "show", "ceramic-plates", terminal=True, environment={"TERM": "xterm", "COLUMNS": "80", "NO_COLOR": "1"}
    ).stdout
    assert all(width(line) <= 80 for line in drawn.splitlines())


def test_a_person_as_they_stand_in_a_deal(relmap: Runner) -> None:
    said = relmap.tell("show", "prasert", "--deal", "ceramic-plates")
    assert "  in the deal  siam-grand/ceramic-plates: เพิ่งต่อสัญญากับผู้ขายเดิม\n" in said
    assert "  roles        purchaser (in the deal; own: purchaser, influencer)\n" in said
    assert "  stance       -1 non-supporter (in the deal; own: 0 neutral)\n" in said
    assert "  influence    3 high\n" in said
    assert "  in the deal  siam-grand/ceramic-plates: not in its committee, so what follows is their own\n" in (
        relmap.tell("show", "malee", "--deal", "ceramic-plates")
    )


def test_a_role_held_only_in_the_deal_names_a_person(relmap: Runner) -> None:
    relmap.refuse("show", "sponsor")
    relmap.tell("set", "ceramic-plates", "committee.malee.roles", "sponsor")
    assert relmap.tell("show", "sponsor", "--deal", "ceramic-plates").startswith("Malee Jaidee")


def test_json_of_a_deal_and_of_people_in_it(relmap: Runner) -> None:
    relmap.tell("set", "ceramic-plates", "required_roles", "sponsor", "gatekeeper", "--add")
    (deal,) = relmap("show", "ceramic-plates", "--json").json["records"]
    assert deal["outside"] == [{"role": "gatekeeper", "people": ["siam-grand/malee"]}]
    gaps = relmap("gaps", "--deal", "ceramic-plates", "--json").json
    assert deal["coverage"] == gaps["coverage"]
    committee = {row["person"]: row for row in deal["buying_committee"]}
    assert committee[None] == {
        "person": None,
        "roles": ["sponsor"],
        "stance": None,
        "influence": None,
        "coverage": 0,
        "path": None,
        "note": None,
    }
    prasert = committee["siam-grand/prasert"]
    assert (prasert["roles"], prasert["stance"], prasert["note"]) == (["purchaser"], -1, "เพิ่งต่อสัญญากับผู้ขายเดิม")
    best = relmap("path", "--to", "prasert", "--deal", "ceramic-plates", "--json").json["paths"][0]
    assert prasert["path"] == {
        "score": best["score"],
        "nodes": [best["steps"][0]["from"], *(step["to"] for step in best["steps"])],
    }
    (own,) = relmap("show", "prasert", "--json").json["records"]
    (shown,) = relmap("show", "prasert", "--deal", "ceramic-plates", "--json").json["records"]
    assert shown == own | {
        "roles": ["purchaser"],
        "stance": -1,
        "deal": "siam-grand/ceramic-plates",
        "own": {"roles": ["purchaser", "influencer"], "stance": 0, "influence": 3},
    }


def test_settings_show_what_differs_from_the_default(relmap: Runner) -> None:
    relmap.tell("set", "book", "strength.levels.1=0.25", "strength.reporting_up=0.5", "cadence.new.max_days=20")
    relmap.tell("set", "book", "vocabulary.roles=taster", "vocabulary.labels.taster.th=คนชิม", "gaps.ignore=G104")
    assert relmap.tell("show", "book").split("required roles")[1].split("\n", 1)[1] == (
        "  cadence          new max days 20\n"
        "  strength         levels 1 .25\n"
        "                   reporting up .5\n"
        "  gaps             ignore G104\n"
        "  vocabulary       roles taster\n"
        "                   labels taster th คนชิม\n"
    )


def test_ten_touches_are_shown_and_the_rest_is_counted(relmap: Runner) -> None:
    for number in range(7):
        relmap.tell("touch", "malee", "--by", "nok", "--channel", "chat", "--note", str(number))
    said = relmap.tell("show", "malee")
    assert said.count(" chat team/nok") + said.count(" visit team/nok") == 10
    assert said.endswith("               and 2 older: `--touches all` shows them\n")
    fewer = relmap.tell("show", "siam-grand", "--touches", "3")
    assert fewer.endswith(" and 9 older: `--touches all` shows them\n")
    assert fewer.count(" chat team/nok") == 3
    assert relmap.tell("show", "malee", "--touches", "12") == relmap.tell("show", "malee", "--touches", "all")
    everything = relmap.tell("show", "malee", "--touches", "all")
    assert everything.count(" chat team/nok") + everything.count(" visit team/nok") == 12
    assert "older" not in everything
    assert len(relmap("show", "malee", "--touches", "1", "--json").json["records"][0]["touches"]) == 12


def test_json(relmap: Runner) -> None:
    document = relmap("show", "malee", "GM", "ceramic-plates", "book", "--json").json
    assert list(document) == ["schema", "records"]
    assert document["schema"] == "relmap.show/1"
    malee, anucha, deal, book = document["records"]
    assert [record["type"] for record in document["records"]] == ["person", "person", "deal", "settings"]
    assert (malee["ref"], malee["reports_to"], malee["stance"]) == ("siam-grand/malee", None, 1)
    assert malee["channels"] == {"phone": ["0212345677"], "line": ["malee.example"]}
    assert malee["known_by"] == [
        {"member": "team/nok", "level": 2, "strength": None, "target": 3, "assessed_on": "2026-11-03", "note": None}
    ]
    assert [touch["on"] for touch in malee["touches"]] == [
        "2026-11-18",
        "2026-11-12",
        "2026-11-03",
        "2026-10-20",
        "2026-10-06",
    ]
    assert {"by": "siam-grand/prasert", "field": "reports_to"} in anucha["mentions"]
    assert deal["committee"][0] == {
        "person": "siam-grand/anucha",
        "roles": ["decision_maker"],
        "stance": None,
        "influence": None,
        "note": None,
    }
    assert book["default_account"] == "siam-grand"


def test_no_touches_is_no_number_of_them(relmap: Runner) -> None:
    assert relmap.refuse("show", "malee", "--touches", "0", status=2).startswith(
        "--touches: '0' is not a number from 1"
    )


@pytest.mark.parametrize("who", ["nobody", "purchaser"])
def test_refusals(relmap: Runner, who: str) -> None:
    relmap.refuse("show", who)
    relmap.refuse("show", "malee", who, "--json")
    assert "Missing argument" in relmap.refuse("show", status=2)


def test_a_deal_is_for_people(relmap: Runner) -> None:
    assert relmap.refuse("show", "siam-grand", "--deal", "ceramic-plates", status=2) == (
        "--deal: 'ceramic-plates' is for people, and siam-grand is not one; leave it out"
    )
    assert "no deal is found by 'tea'" in relmap.refuse("show", "malee", "--deal", "tea")


def test_a_broken_file_beside_is_left_out_and_named(relmap: Runner) -> None:
    (relmap.folder / "accounts/siam-grand/people/somchai.yaml").write_text("name: [", encoding="utf-8")
    done = relmap("show", "malee")
    assert done.status == 0
    assert done.stdout.startswith("Malee Jaidee")
    assert done.stderr == (
        "warning: left out, because it cannot be read: accounts/siam-grand/people/somchai.yaml; "
        "`relmap check` says why\n"
    )
