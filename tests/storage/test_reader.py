"""Reading: what a book's files say, and what is wrong with them."""

import gc
import os
import random
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from relmap.analysis.finding import find_person
from relmap.analysis.name_likeness import likeness, most_alike
from relmap.errors import BookTooNew
from relmap.model.problems import Problem
from relmap.model.records import CampaignResult, Champion, KnownBy, Link, Money, Reminder, Seat, Touch
from relmap.model.settings import Cadence, Settings, Vocabulary, Waiver
from relmap.storage.reader import Loaded, load, load_settings
from relmap.storage.reader_report import MOST_PER_FILE
from relmap.storage.workspace import Workspace
from relmap.usecases.check import check
from tests.books import HOTEL, book_on_disk, files_of
from tests.programs import unprivileged

CORPUS = Path(__file__).parent / "corpus"
PLACES = {
    "person": "accounts/siam-grand/people/case.yaml",
    "account": "accounts/siam-grand/account.yaml",
    "deal": "accounts/siam-grand/deals/case.yaml",
    "touch": "accounts/siam-grand/touches/2026-case.yaml",
    "member": "team/case.yaml",
    "campaign": "campaigns/case.yaml",
    "settings": "relmap.yaml",
}


def read(root: Path, **files: str | bytes) -> Loaded:
    return load(book_on_disk(root, HOTEL | files))


def person(root: Path, text: str | bytes) -> Loaded:
    return load(book_on_disk(root, HOTEL | {PLACES["person"]: text}))


def codes(loaded: Loaded) -> list[str]:
    return [problem.code for problem in loaded.problems]


def told(problems: tuple[Problem, ...]) -> str:
    return "".join(
        f"{problem.severity} {problem.code} {problem.line}:{problem.column} | {problem.source}\n"
        f"    {problem.message}\n    {problem.mend}\n"
        for problem in problems
    )


@pytest.mark.parametrize("file", sorted(CORPUS.glob("*.yaml")), ids=lambda file: file.stem)
def test_every_invalid_file_gets_its_places_reasons_and_mends(file: Path, tmp_path: Path) -> None:
    place = PLACES[file.stem.partition("-")[0]]
    loaded = load(book_on_disk(tmp_path, HOTEL | {place: file.read_bytes()}))
    assert told(loaded.problems) == file.with_suffix(".txt").read_text()
    assert {problem.file for problem in loaded.problems} == {place}


def test_a_sound_book_has_no_problems(tmp_path: Path) -> None:
    loaded = read(tmp_path)
    assert loaded.problems == ()
    assert loaded.broken == frozenset()
    assert list(loaded.book.people) == ["siam-grand/anucha", "siam-grand/malee", "siam-grand/prasert"]


def test_every_key_of_a_person_is_read(tmp_path: Path) -> None:
    text = """\
name: No
aliases: [May, "12:30"]
names: {en: Malee, th: มาลี}
title: 1e5
department: on
seniority: executive
reports_to: anucha
roles: [economic buyer, ผู้ใช้, purchasing]
champion: {has_power: yes, sells_for_us: true, own_win: no}
influence: inner circle
stance: supporter
status: left
needs: [price]
concerns: [delivery]
temperament: 0x1F
channels: {phone: ["0212345677", 08], line: malee}
links: [{to: other/x, kind: friend, strength: .5, since: 2020-01-01, until: 2030-01-01, note: n, source: s}]
known_by: [{member: team/nok, level: trusted, target: 4, assessed_on: 2026-11-03, note: n}]
verified_on: 2026-11-01
source: LinkedIn
notes: |
  two
  lines
"""
    loaded = person(tmp_path, text)
    assert loaded.problems == ()
    found = loaded.book.people["siam-grand/case"]
    assert (found.id, found.account, found.name, found.title, found.department) == (
        "case",
        "siam-grand",
        "No",
        "1e5",
        "on",
    )
    assert found.aliases == ("May", "12:30")
    assert found.names == {"en": "Malee", "th": "มาลี"}
    assert (found.seniority, found.reports_to) == ("executive", "siam-grand/anucha")
    assert found.roles == ("decision_maker", "user", "purchaser")
    assert found.champion == Champion(has_power=True, sells_for_us=True, own_win=False)
    assert (found.influence, found.stance, found.status) == (4, 1, "left")
    assert (found.needs, found.concerns, found.temperament) == (("price",), ("delivery",), "0x1F")
    assert found.channels == {"phone": ("0212345677", "08"), "line": ("malee",)}
    assert found.links == (
        Link(
            to="other/x",
            kind="friend",
            strength=0.5,
            since=date(2020, 1, 1),
            until=date(2030, 1, 1),
            note="n",
            source="s",
        ),
    )
    assert found.known_by == (KnownBy(member="nok", level=3, target=4, assessed_on=date(2026, 11, 3), note="n"),)
    assert (found.verified_on, found.source, found.notes) == (date(2026, 11, 1), "LinkedIn", "two\nlines\n")


def test_an_empty_value_is_an_absent_one(tmp_path: Path) -> None:
    loaded = person(tmp_path, "name: X\ntitle:\nroles:\nstance: ~\nlinks: null\nchannels:\nnames: ~\nchampion:\n")
    assert loaded.problems == ()
    found = loaded.book.people["siam-grand/case"]
    assert (found.title, found.roles, found.stance, found.links, found.channels) == ("", (), None, (), {})
    assert found.champion is None


def test_quoted_words_for_nothing_are_text(tmp_path: Path) -> None:
    found = person(tmp_path, "name: 'null'\ntitle: \"~\"\n").book.people["siam-grand/case"]
    assert (found.name, found.title) == ("null", "~")


def test_a_lone_value_stands_for_a_list_of_one(tmp_path: Path) -> None:
    loaded = person(tmp_path, "name: X\nroles: user\nneeds: price\n")
    assert loaded.problems == ()
    found = loaded.book.people["siam-grand/case"]
    assert (found.roles, found.needs) == (("user",), ("price",))


def test_a_file_with_an_error_is_left_out_and_one_with_a_warning_is_not(tmp_path: Path) -> None:
    loaded = read(
        tmp_path,
        **{
            "accounts/siam-grand/people/bad.yaml": "name: X\nstance: 7\n",
            "accounts/siam-grand/people/odd.yaml": "name: X\ncolour: red\n",
        },
    )
    assert "siam-grand/bad" not in loaded.book.people
    assert "siam-grand/odd" in loaded.book.people
    assert loaded.broken == {("person", "siam-grand/bad")}
    assert [problem.severity for problem in loaded.problems] == ["error", "warning"]


def test_text_that_is_not_composed_is_read_composed_with_a_warning(tmp_path: Path) -> None:
    loaded = person(tmp_path, "name: Rene\u0301\n")
    assert loaded.book.people["siam-grand/case"].name == "Ren\u00e9"
    assert [problem.severity for problem in loaded.problems] == ["warning"]


def test_one_broken_touch_leaves_the_others_at_their_places(tmp_path: Path) -> None:
    path = "accounts/siam-grand/touches/2026-nok.yaml"
    loaded = read(tmp_path, **{path: HOTEL[path] + "- {on: never}\n- {on: 2026-11-20, with: malee, channel: call}\n"})
    assert [touch.index for touch in loaded.book.touches["siam-grand"]] == [0, 1, 3]


def test_every_key_of_a_touch_is_read(tmp_path: Path) -> None:
    line = (
        "- {on: 2026-11-03, with: [malee, other/x], channel: event, two_way: false, feeling: -1, note: n, "
        "deal: plates, campaign: c, together: [pim], next: {on: 2026-12-01, what: call}}\n"
    )
    loaded = read(tmp_path, **{PLACES["touch"]: line})
    assert loaded.problems == ()
    assert (
        Touch(
            account="siam-grand",
            member="case",
            on=date(2026, 11, 3),
            people=("siam-grand/malee", "other/x"),
            channel="event",
            two_way=False,
            feeling=-1,
            note="n",
            deal="plates",
            campaign="c",
            together=("pim",),
            next=Reminder(on=date(2026, 12, 1), what="call"),
            index=0,
            year=2026,
        )
        in loaded.book.touches["siam-grand"]
    )


def test_account_deal_campaign_and_settings_are_read(tmp_path: Path) -> None:
    loaded = read(
        tmp_path,
        **{
            "relmap.yaml": (
                "relmap: 1\nname: B\nlanguage: th\ncadence: {fan: {max_days: 20}}\nstrength: {levels: {2: .5}}\n"
                "gaps: {ignore: [G205], waivers: [{code: G104, about: HR, reason: none, until: 2027-01-01}]}\n"
                "vocabulary: {roles: [king], labels: {king: {th: ราชา}}}\nrequired_roles: [king]\n"
            ),
            PLACES["account"]: "name: S\nrevenue: {2026: {amount: 12.5, currency: THB}}\nbond: 2\nparent: group\n",
            PLACES["deal"]: "name: D\namount: 100\ncommittee: [{person: malee, roles: [], stance: -2}]\n",
            PLACES["campaign"]: "name: C\npeople: [siam-grand/malee]\nresults: [{person: siam-grand/malee}]\n",
        },
    )
    assert loaded.problems == ()
    settings = loaded.book.settings
    assert (settings.name, settings.language, settings.required_roles) == ("B", "th", ("king",))
    assert settings.cadence_of("fan") == Cadence(ideal_days=14, max_days=20)
    assert settings.strength.of_level(2) == 0.5
    assert settings.gaps.waivers == (Waiver(code="G104", about="HR", reason="none", until=date(2027, 1, 1)),)
    assert settings.vocabulary.labels["king"].th == "ราชา"
    account = loaded.book.accounts["siam-grand"]
    assert account.revenue == {"2026": Money(amount=12.5, currency="THB")}
    assert (account.bond, account.parent) == (2, "group")
    assert loaded.book.deals["siam-grand/case"].committee == (Seat(person="siam-grand/malee", roles=(), stance=-2),)
    assert loaded.book.campaigns["case"].results == (CampaignResult(person="siam-grand/malee"),)


def test_own_words_are_allowed_once_the_settings_list_them(tmp_path: Path) -> None:
    text = "name: X\nroles: [Sales Hero]\nlinks: [{to: malee, kind: classmate}]\n"
    assert codes(person(tmp_path / "without", text)) == ["unknown-word", "unknown-word"]
    settings = "relmap: 1\nvocabulary: {roles: [sales-hero], link_kinds: [classmate]}\n"
    loaded = load(book_on_disk(tmp_path / "with", HOTEL | {"relmap.yaml": settings, PLACES["person"]: text}))
    assert loaded.problems == ()
    assert loaded.book.people["siam-grand/case"].roles == ("sales_hero",)


def test_broken_settings_hide_nothing_else_and_blame_no_words(tmp_path: Path) -> None:
    loaded = read(
        tmp_path,
        **{
            "relmap.yaml": "relmap: 1\nlanguage: xx\nvocabulary: {roles: [king]}\n",
            PLACES["person"]: "name: X\nroles: [king]\ninfluence: 9\n",
        },
    )
    assert [(problem.file, problem.code) for problem in loaded.problems] == [
        (PLACES["person"], "bad-value"),
        ("relmap.yaml", "bad-value"),
    ]
    # What can be read of them counts: falling back to the defaults would change every score without a word.
    assert loaded.book.settings == Settings(vocabulary=Vocabulary(roles=("king",)))


@pytest.mark.parametrize("line", ["relmap: 2", 'relmap: "3"', "relmap: 2\nname: [", "name: x\nrelmap :  10"])
def test_a_book_of_a_newer_format_is_not_read(line: str, tmp_path: Path) -> None:
    with pytest.raises(BookTooNew, match="upgrade relmap"):
        load(book_on_disk(tmp_path, {"relmap.yaml": line + "\n"}))


def test_an_account_without_its_own_file_is_there_under_its_id(tmp_path: Path) -> None:
    files = {"accounts/b/people/x.yaml": "name: X\n"}
    loaded = load(book_on_disk(tmp_path, files))
    assert loaded.book.accounts["b"].name == "b"
    assert list(loaded.book.people) == ["b/x"]
    assert codes(loaded) == ["missing-file"]
    assert loaded.broken == {("account", "b")}


def test_empty_folders_are_no_accounts(tmp_path: Path) -> None:
    root = book_on_disk(tmp_path, {})
    (root / "accounts" / "gone" / "people").mkdir(parents=True)
    loaded = load(root)
    assert (loaded.problems, loaded.book.accounts) == ((), {})


@pytest.mark.parametrize(
    ("path", "code", "severity"),
    [
        ("accounts/siam-grand/people/Mal.yaml", "bad-id", "error"),
        ("accounts/siam-grand/people/Malee.yaml", "id-clash", "error"),
        ("accounts/siam-grand/people/a b.yaml", "bad-id", "error"),
        ("accounts/siam-grand/people/con.yaml", "bad-id", "error"),
        ("accounts/siam-grand/people/rene\u0301.yaml", "bad-id", "error"),
        ("accounts/Siam/account.yaml", "bad-id", "error"),
        ("accounts/team/account.yaml", "bad-id", "error"),
        ("accounts/siam-grand/touches/nok.yaml", "bad-id", "error"),
        ("accounts/siam-grand/touches/2026-Nok.yaml", "id-clash", "error"),
        ("accounts/siam-grand/people/somchai.yml", "wrong-ending", "warning"),
        ("team/somchai.YAML", "wrong-ending", "warning"),
        ("accounts/siam-grand/somchai.yaml", "stray-file", "warning"),
        ("accounts/somchai.yaml", "stray-file", "warning"),
        ("accounts/siam-grand/persons/somchai.yaml", "stray-folder", "warning"),
        ("accounts/siam-grand/people/folder.yaml/x.txt", "not-plain", "error"),
    ],
)
def test_names_and_places_that_are_not_the_books(path: str, code: str, severity: str, tmp_path: Path) -> None:
    loaded = read(tmp_path, **{path: "name: X\n"})
    assert [(problem.code, problem.severity) for problem in loaded.problems] == [(code, severity)]
    assert path.startswith(loaded.problems[0].file.rstrip("/"))
    assert len(loaded.book.people) == 3


@pytest.mark.parametrize(
    "path",
    [
        "README.md",
        "notes.yaml",
        "accounts/siam-grand/people/malee.yaml~",
        "accounts/siam-grand/people/.malee.yaml.swp",
        "accounts/siam-grand/people/#malee.yaml#",
        "accounts/siam-grand/people/.DS_Store",
        "accounts/siam-grand/people/.hidden.yaml",
        "accounts/siam-grand/people/photo.jpg",
        "accounts/siam-grand/contracts/plates.pdf",
        "accounts/.idea/x.yaml",
    ],
)
def test_backups_hidden_files_and_what_is_not_yaml_is_left_in_peace(path: str, tmp_path: Path) -> None:
    assert read(tmp_path, **{path: "x"}).problems == ()


def test_ids_that_some_disks_take_for_one_clash(tmp_path: Path) -> None:
    loaded = read(
        tmp_path,
        **{
            "accounts/siam-grand/people/strasse.yaml": "name: A\n",
            "accounts/siam-grand/people/straße.yaml": "name: B\n",
        },
    )
    assert codes(loaded) == ["id-clash"]
    assert "siam-grand/strasse" in loaded.book.people
    assert "siam-grand/straße" not in loaded.book.people


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["Malee"], {"Malee": ("malee", "malee-2")}),
        (["MALEE", "Malee", "malee-3"], {"MALEE": ("malee", "malee-2"), "Malee": ("malee", "malee-4")}),
        (["jos\u00e9", "jose\u0301"], {"jose\u0301": ("jos\u00e9", "jos\u00e9-2")}),
        (["a-b", "a b"], {"a b": ("a-b", "a-b-2")}),
        (["Ann", "aNN"], {"aNN": ("Ann", "ann-2")}),
    ],
)
def test_a_name_whose_right_form_another_has_is_told_a_free_one(
    names: list[str], said: dict[str, tuple[str, str]], tmp_path: Path
) -> None:
    folder = "accounts/siam-grand/people"
    loaded = read(tmp_path, **{f"{folder}/{name}.yaml": "name: X\n" for name in names})
    clashes = [problem for problem in loaded.problems if problem.code == "id-clash"]
    assert {problem.file for problem in clashes} == {f"{folder}/{name}.yaml" for name in said}
    for problem in clashes:
        twin, free = said[problem.file.removeprefix(f"{folder}/").removesuffix(".yaml")]
        assert problem.message.endswith(f', and "{twin}" stands beside it')
        assert problem.mend == (
            f"rename this one to {free}.yaml, then merge them if they are one: "
            f"`relmap merge-people siam-grand/{twin.lower()} siam-grand/{free}`"
        )


def test_touches_beside_those_of_the_same_member_are_moved_there(tmp_path: Path) -> None:
    (problem,) = read(tmp_path, **{"accounts/siam-grand/touches/2026-Nok.yaml": "[]\n"}).problems
    assert problem.mend == "put its lines into 2026-nok.yaml"


def test_accounts_that_clash_are_told_a_free_name(tmp_path: Path) -> None:
    loaded = read(tmp_path, **{"accounts/Siam-Grand/account.yaml": "name: X\n"})
    assert [(problem.code, problem.mend) for problem in loaded.problems] == [
        ("id-clash", "rename this one to siam-grand-2")
    ]


def test_links_pipes_and_linked_folders_are_not_followed(tmp_path: Path) -> None:
    root = book_on_disk(tmp_path / "book", HOTEL)
    outside = book_on_disk(tmp_path / "outside", {"people/x.yaml": "name: X\n", "secret.yaml": "name: Secret\n"})
    people = root / "accounts" / "siam-grand" / "people"
    (people / "link.yaml").symlink_to(outside / "secret.yaml")
    os.mkfifo(people / "pipe.yaml")
    (root / "accounts" / "linked").symlink_to(outside)
    (root / "campaigns").symlink_to(outside)
    loaded = load(root)
    assert codes(loaded) == ["not-plain"] * 4
    assert len(loaded.book.people) == 3


def test_names_that_are_no_text_are_shown_escaped(tmp_path: Path) -> None:
    people = os.fsencode(book_on_disk(tmp_path, HOTEL)) + b"/accounts/siam-grand/people/"
    for name in (b"caf\xe9.yaml", b"a\x1b[31m.yaml", b"b\n.yml"):
        Path(os.fsdecode(people + name)).write_text("name: X\n")
    problems = load(tmp_path).problems
    assert [problem.file.rpartition("/")[2] for problem in problems] == [
        "a\\x1b[31m.yaml",
        "b\\x0a.yml",
        "caf\\udce9.yaml",
    ]
    assert all((problem.file + problem.message + problem.mend).isprintable() for problem in problems)


def test_a_file_over_a_mebibyte_is_not_read(tmp_path: Path) -> None:
    loaded = person(tmp_path, b"name: X\nnotes: " + b"x" * (1 << 20))
    assert codes(loaded) == ["yaml-too-big"]
    assert person(tmp_path / "below", b"name: X\nnotes: " + b"x" * 1_000_000).problems == ()


def test_what_the_user_may_not_read_is_a_problem(tmp_path: Path) -> None:
    """Run as nobody, because root may read everything."""
    root = book_on_disk(tmp_path, HOTEL)
    folder = tmp_path
    while folder != folder.parent:
        folder.chmod(folder.stat().st_mode | 0o055)
        folder = folder.parent
    (root / "accounts/siam-grand/people/malee.yaml").chmod(0)
    (root / "accounts/siam-grand/deals").chmod(0)
    program = (
        "import sys; from pathlib import Path; from relmap.storage.reader import load; "
        "print(*[f'{problem.code} {problem.file}' for problem in load(Path(sys.argv[1])).problems], sep='\\n')"
    )
    command = [*unprivileged(), sys.executable, "-c", program, str(root)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd="/")
    assert done.stdout.splitlines() == [
        "unreadable accounts/siam-grand/deals",
        "unreadable accounts/siam-grand/people/malee.yaml",
    ]


TWO_MORE = {
    "accounts/b/account.yaml": "name: B\nparent: c\n",
    "accounts/b/people/x.yaml": "name: X\nlinks: [{to: siam-grand/malee, kind: friend}]\n",
    "accounts/c/account.yaml": "name: C\n",
    "accounts/d/account.yaml": "name: [broken\n",
    "campaigns/new.yaml": "name: New\n",
}


def test_some_accounts_bring_those_they_name_and_nothing_else(tmp_path: Path) -> None:
    root = book_on_disk(tmp_path, HOTEL | TWO_MORE)
    loaded = load(root, ["b"])
    assert sorted(loaded.book.accounts) == ["b", "c", "siam-grand"]
    assert (loaded.problems, loaded.whole, loaded.book.campaigns) == ((), False, {})
    assert list(loaded.book.members) == ["nok"]
    alone = load(root, ["siam-grand"])
    assert list(alone.book.accounts) == ["siam-grand"]
    assert list(load(root, []).book.accounts) == []
    assert list(load(root, ["nowhere"]).book.accounts) == []


def test_touches_can_be_left_out(tmp_path: Path) -> None:
    root = book_on_disk(tmp_path, HOTEL)
    assert load(root, touches=False).book.touches == {}
    assert len(load(root).book.touches["siam-grand"]) == 2


def test_the_settings_alone(tmp_path: Path) -> None:
    root = book_on_disk(tmp_path, HOTEL | {"relmap.yaml": "relmap: 1\nlanguage: zh\n"})
    assert load_settings(root).language == "zh"


def test_the_collector_is_left_as_it_was(tmp_path: Path) -> None:
    root = book_on_disk(tmp_path, HOTEL)
    assert gc.isenabled()
    load(root)
    assert gc.isenabled()
    gc.disable()
    try:
        load(root)
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_words_in_the_settings_may_be_spelled_as_anywhere_else(tmp_path: Path) -> None:
    text = (
        "relmap: 1\n"
        "vocabulary: {roles: [Kitchen Boss], channels: [trade-fair], labels: {Kitchen boss: {en: Chef}}}\n"
        "strength: {role_weights: {Economic buyer: 0.9, kitchen boss: 0.7}, touch_weights: {Trade fair: 2, Call: 1}}\n"
    )
    loaded = read(tmp_path, **{"relmap.yaml": text, PLACES["person"]: "name: X\nroles: [kitchen boss]\n"})
    assert told(loaded.problems) == ""
    settings = loaded.book.settings
    assert (settings.vocabulary.roles, settings.vocabulary.channels) == (("kitchen_boss",), ("trade_fair",))
    assert list(settings.vocabulary.labels) == ["kitchen_boss"]
    assert settings.strength.role_weights == {"decision_maker": 0.9, "kitchen_boss": 0.7}
    assert settings.strength.touch_weights == {"trade_fair": 2, "call": 1}
    assert [person.ref for person in find_person(loaded.book, "Kitchen Boss").people] == ["siam-grand/case"]


def test_a_weight_of_an_unknown_word_would_count_for_nothing(tmp_path: Path) -> None:
    loaded = read(tmp_path, **{"relmap.yaml": "relmap: 1\nstrength: {role_weights: {decsion_maker: 1}}\n"})
    (problem,) = loaded.problems
    assert (problem.code, problem.line, problem.column) == ("unknown-word", 2, 27)
    assert problem.mend.startswith("write decision_maker;")


def test_an_item_of_broken_settings_counts_whole_or_not_at_all(tmp_path: Path) -> None:
    whole = "about: Spa, reason: none, until: 2027-01-01"
    waivers = f"[{{code: G101, until: 2569-01-01}}, {{{whole}}}, {{code: G102, about: [x]}}, {{code: G103, {whole}}}]"
    text = "relmap: 1\nrequired_roles: [approver, '', {}, usher, king]\ndepartments: [Spa, {}]\n"
    text += f"vocabulary: {{roles: [king, {{}}]}}\ngaps:\n  waivers: {waivers}\n"
    settings = read(tmp_path, **{"relmap.yaml": text}).book.settings
    assert settings.required_roles == ("approver", "king")
    assert settings.vocabulary.roles == ("king",)
    assert settings.departments == ("Spa",)
    assert settings.gaps.waivers == (Waiver(code="G103", about="Spa", reason="none", until=date(2027, 1, 1)),)


def test_one_fault_of_a_record_hides_no_other_of_the_whole_book(tmp_path: Path) -> None:
    links = "links:\n  -\n  - {to: gone, kind: advise}\n  - {to: case, kind: friend}\n"
    person = f"name: X\nstance: 9\nreports_to: nobody\n{links}"
    touches = "- {on: 2026-11-03, with: [gone], channel: visitt}\n- {with: [malee], channel: call, deal: gone}\n"
    files = {"relmap.yaml": "relmap: 1\nlanguage: xx\ndefault_account: gone\n"}
    files |= {PLACES["person"]: person, "accounts/siam-grand/touches/2026-nok.yaml": touches}
    files |= {"accounts/siam-grand/account.yaml": "name: A\nsegment: fans\nowner: gone\n"}
    workspace = Workspace(book_on_disk(tmp_path, HOTEL | files))
    problems = check(workspace, today=date(2026, 11, 23), likeness=likeness, nearest=most_alike)
    whole = [(problem.file, problem.line, problem.code) for problem in problems if "gone" in problem.source]
    assert [line for file, line, code in whole if file == PLACES["person"] and code == "dangling-reference"] == [6]
    assert [line for file, line, code in whole if file.endswith("2026-nok.yaml") and code == "dangling-reference"] == [
        1,
        2,
    ]
    assert ("accounts/siam-grand/account.yaml", 3, "dangling-reference") in whole
    assert ("relmap.yaml", 3, "dangling-reference") in whole
    assert [problem.line for problem in problems if problem.code == "link-to-self"] == [7]
    assert [problem.line for problem in problems if "nobody" in problem.message] == [3]


def test_a_thousand_faults_of_a_book_are_found_in_one_run(tmp_path: Path) -> None:
    files = {f"accounts/a/people/p{number}.yaml": "name: X\nstance: 9\ninfluence: 9\n" for number in range(500)}
    loaded = load(book_on_disk(tmp_path, files | {"accounts/a/account.yaml": "name: A\n"}))
    assert len(loaded.problems) == 1000


@pytest.mark.parametrize(
    ("head", "line"),
    [
        ("roles:\n", "- x{}\n"),
        ("aliases:\n", "- a\n"),
        ("", "k{}: 1\n"),
        ("known_by:\n", "- {{}}\n"),
        ("channels:\n", "  c{}: [{{}}]\n"),
        ("links:\n", "- {{to: A{}, kind: k{}}}\n"),
    ],
)
def test_a_wrecked_file_of_a_mebibyte_is_told_in_a_hundred_problems(head: str, line: str, tmp_path: Path) -> None:
    lines = [line.format(number, number) for number in range(1_000_000 // len(line))]
    text = ("name: X\n" + head + "".join(lines))[:1_000_000]
    started = time.process_time()
    loaded = person(tmp_path, text[: text.rindex("\n") + 1])
    assert len(loaded.problems) == MOST_PER_FILE
    assert time.process_time() - started < 20


def test_damaged_files_are_problems_and_never_exceptions(tmp_path: Path) -> None:
    rng = random.Random(20261123)
    examples = Path(__file__).parents[2] / "examples"
    books = [files_of(folder) for folder in sorted(examples.iterdir()) if folder.is_dir()]
    for number in range(120):
        book = rng.choice(books)
        damaged = {path: _damaged(rng, data) for path, data in book.items() if path != "relmap.yaml"}
        if number % 2:
            damaged["relmap.yaml"] = b"relmap: 1\n" + _damaged(rng, book["relmap.yaml"])
        loaded = load(book_on_disk(tmp_path / str(number), damaged))
        assert all(problem.line > 0 and problem.column > 0 and problem.mend for problem in loaded.problems)


PIECES = [b"\x00", b"\xff", b"\xe0\xb8", b"- ", b"{", b"]", b": ", b"&a", b"*a", b"!!int ", b"\t", b"\n", b'"', b"'"]
PIECES += [
    b"---\n",
    b"<<: ",
    b"? ",
    b"|\n",
    b"2569-01-01",
    b"~",
    b"[[[[",
    b"\r",
    b"#",
    b"%TAG",
    b"\xef\xbb\xbf",
    b"9" * 400,
]


def _damaged(rng: random.Random, data: bytes) -> bytes:
    """`data` with a few pieces cut out, put in, doubled or swapped."""
    for _ in range(rng.randrange(1, 4)):
        start = rng.randrange(len(data) + 1)
        end = min(len(data), start + rng.randrange(12))
        piece = rng.choice([*PIECES, data[start:end] * 2, b"", bytes([rng.randrange(256)])])
        data = data[:start] + piece + data[end:]
    return data
