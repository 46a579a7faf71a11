"""The schemas and `relmap check` agree, wherever a schema can express the rule."""

import ast
import json
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match

from relmap.cli.language import catalogue_of
from relmap.cli.spelling import likeness, most_alike
from relmap.errors import BadValue
from relmap.exporters.json_schema.document import BEGINNING, json_schema
from relmap.exporters.json_schema.meanings import MEANINGS, TITLES
from relmap.exporters.json_schema.scalars import scalar_schema
from relmap.model import fields as tables
from relmap.model import kinds
from relmap.model.fields import FIELDS
from relmap.model.kinds import Field, Kind, Listed, Mapped, Nested, Scalar
from relmap.model.problems import Problem
from relmap.model.saying import speaking
from relmap.storage.layout import place_of
from relmap.storage.workspace import Workspace
from relmap.usecases.check import check
from tests import yaml_core
from tests.books import HOTEL, book_on_disk
from tests.end_to_end.documents import files_shown
from tests.storage.reading import CORPUS, PLACES

ROOT = Path(__file__).parents[2]
BOOKS = [ROOT / "examples" / "hotel", ROOT / "examples" / "manufacturer"]
FILES = [file for book in BOOKS for file in sorted(book.rglob("*.yaml"))]

# What schemas say, too. Codes that begin with `yaml-` are faults of the text before there are values.
IN_A_SCHEMA = {
    "bad-value",
    "empty-file",
    "empty-item",
    "missing-key",
    "missing-value",
    "unknown-gap",
    "unknown-key",
    "wrong-type",
}
# What no schema can say, and why.
OTHER_FILES = "a schema of one file sees no other"
FILES_NAME = "a schema does not know the file's name and place"
NOT_IN_A_SCHEMA = {
    "unknown-word": f"relmap.yaml may list words of the book's own, and {OTHER_FILES}",
    "repeated-item": "two items may be the same by some of their keys only, or by words that mean the same",
    "dates-reversed": "a schema compares no two values",
    "touch-in-future": "a schema does not know the day",
    "waiver-expired": "a schema does not know the day",
    **dict.fromkeys(("bad-id", "stray-file", "stray-folder", "wrong-ending", "not-plain"), FILES_NAME),
    "link-to-self": FILES_NAME,
    "missing-file": OTHER_FILES,
    "git-unmerged": "a schema does not know git",
    **dict.fromkeys(
        ("dangling-reference", "duplicate-person", "id-clash", "owner-left", "parent-cycle", "reporting-cycle"),
        OTHER_FILES,
    ),
    **dict.fromkeys(("touch-elsewhere", "waiver-of-nothing"), OTHER_FILES),
}
# By whom faults are told in the code, with their codes.
TELLERS = {"Fault", "Finding", "Problem", "add", "error", "fault_at", "finding", "problem", "warning"}
TELLERS |= {f"_{teller}" for teller in TELLERS}
# The same of a text, which a reader of YAML cannot tell from one that says null: somebody may be called so.
NOT_OF_A_TEXT = {"missing-value", "empty-item"}
TEXT_KEYS = {"name", "aliases", "needs", "concerns", "departments", "select", "ignore"}


@cache
def schema_of(type_: str) -> Any:
    return json.loads(json_schema(type_))


@cache
def validator(type_: str) -> Draft202012Validator:
    schema = schema_of(type_)
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def errors(type_: str, text: str) -> list[tuple[int, str]]:
    """Line and message of everything that the schema has to say."""
    value, lines = yaml_core.read(text)
    return sorted({found for error in validator(type_).iter_errors(value) for found in located(error, lines)})


def located(error: Any, lines: dict[yaml_core.Place, int]) -> Iterator[tuple[int, str]]:
    """An error at the line of the innermost value that it is about."""
    if error.validator == "anyOf" and error.context and isinstance(error.instance, list):
        in_list = [one for one in error.context if one.relative_schema_path[0] == 0]
        for one in in_list:
            yield from located(one, lines)
        return
    path = tuple(error.absolute_path)
    if error.validator == "additionalProperties":
        known = set(error.schema["properties"])
        for key in error.instance.keys() - known:
            if not key.startswith("x-"):
                yield lines[(*path, key)], f"{key} does not belong here"
        return
    key = error.instance if error.validator == "pattern" and "propertyNames" in error.absolute_schema_path else None
    yield lines[(*path, key) if key is not None else path], error.message


def expressible(problem: Problem) -> bool:
    of_a_text = problem.message.partition(" ")[0] in TEXT_KEYS
    return problem.code not in NOT_IN_A_SCHEMA and not (problem.code in NOT_OF_A_TEXT and of_a_text)


@pytest.mark.parametrize("type_", FIELDS)
def test_every_kind_has_a_schema_that_is_one(type_: str) -> None:
    document = json_schema(type_)
    assert document.startswith(BEGINNING)
    assert schema_of(type_)["title"] == TITLES[type_]


def test_every_key_has_a_meaning_and_every_meaning_a_key() -> None:
    paths = {".".join((type_, *path)) for type_, table in FIELDS.items() for path, _ in fields_in(table)}
    assert paths == MEANINGS.keys()


def fields_in(table: tuple[Field, ...], path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Kind]]:
    for field in table:
        yield (*path, field.name), field.kind
        inner: Kind = field.kind
        while isinstance(inner, Listed | Mapped):
            inner = inner.item if isinstance(inner, Listed) else inner.value
        if isinstance(inner, Nested):
            yield from fields_in(inner.fields, (*path, field.name))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(ROOT / "examples").as_posix())
def test_the_examples_follow_their_schemas(file: Path) -> None:
    book = next(book for book in BOOKS if file.is_relative_to(book))
    place = place_of(file.relative_to(book).as_posix())
    assert place is not None
    assert errors(place.type, file.read_text(encoding="utf-8")) == []


def test_the_files_of_the_format_document_follow_their_schemas() -> None:
    shown = files_shown(ROOT / "docs" / "format.md")
    assert len(shown) > 5
    for path, text in shown.items():
        place = place_of(path)
        assert place is not None
        assert errors(place.type, text) == [], path


@pytest.mark.parametrize("file", sorted(CORPUS.glob("*.yaml")), ids=lambda file: file.stem)
def test_schema_and_check_find_the_same_faults_on_the_same_lines(file: Path, tmp_path: Path) -> None:
    type_ = file.stem.partition("-")[0]
    agree(type_, file.read_bytes(), tmp_path)


def agree(type_: str, text: bytes, folder: Path) -> list[Problem]:
    """What check says of the file, on whose lines the schema says something, too."""
    book = Workspace(book_on_disk(folder, HOTEL | {PLACES[type_]: text}))
    told = check(book, today=date(2026, 11, 22), likeness=likeness, nearest=most_alike)
    problems = [problem for problem in told if problem.file == PLACES[type_]]
    if not any(problem.code.startswith("yaml-") for problem in problems):
        found = {line for line, _ in errors(type_, text.decode())}
        assert {problem.line for problem in problems if expressible(problem)} <= found
        assert found <= {problem.line for problem in problems}
    return problems


# What the corpus has not got, for it is read file by file.
OTHERS = {
    "settings": """\
relmap: 1
gaps:
  select:
    - G9
    - foo
    - all
  ignore:
    - " g104 "
    - No-Decision-Maker
    - G2
    - ""
    - ~
  waivers:
    - {code: G999, about: GM, reason: x, until: 2027-01-01}
    - {code: g104, about: GM, reason: x, until: 2027-01-01}
    - {code: G1, about: GM, reason: x, until: 2027-01-01}
    - {code: path-weak, about: nobody, reason: x, until: 2026-01-01}
""",
    "person": """\
name: Malee
reports_to: malee
links:
  - {to: malee, kind: friend}
  - {to: nobody, kind: friend, since: 2026-02-01, until: 2026-01-01}
""",
    "touch": """\
- {on: 2027-01-01, with: [malee], channel: visit}
- {on: 2026-01-01, with: [nobody], channel: visit, campaign: none}
""",
    "campaign": """\
name: X
starts_on: 2026-02-01
ends_on: 2026-01-01
owner: nobody
""",
}


@pytest.mark.parametrize("type_", OTHERS)
def test_schema_and_check_agree_on_rules_of_the_whole_book(type_: str, tmp_path: Path) -> None:
    assert agree(type_, OTHERS[type_].encode(), tmp_path)


def test_a_rule_is_one_that_schemas_say_or_one_that_none_can() -> None:
    assert not IN_A_SCHEMA & NOT_IN_A_SCHEMA.keys()
    assert codes_of_check() == IN_A_SCHEMA | NOT_IN_A_SCHEMA.keys()


def codes_of_check() -> set[str]:
    """Of every fault that `relmap check` can tell, but those of the text itself."""
    rooms = (ROOT / "relmap" / room for room in ("analysis", "storage", "usecases"))
    told = {text for room in rooms for file in room.rglob("*.py") for text in texts_told(file)}
    return {text for text in told if re.fullmatch(r"[a-z]+(-[a-z]+)+", text) and not text.startswith("yaml-")}


def texts_told(file: Path) -> Iterator[str]:
    """The texts, and what constants of the file hold, that are given to whoever tells a fault."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    held = {
        node.targets[0].id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
    }
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and getattr(call.func, "id", getattr(call.func, "attr", "")) in TELLERS:
            for value in [*call.args, *(word.value for word in call.keywords if word.arg == "code")]:
                text = held.get(value.id) if isinstance(value, ast.Name) else value
                if isinstance(text, ast.Constant) and isinstance(text.value, str):
                    yield text.value


def scalars() -> dict[str, Scalar]:
    """Every kind of single value in the tables, by where it stands first."""
    found: dict[Scalar, str] = {}
    for type_, table in FIELDS.items():
        for path, kind in fields_in(table):
            inner: Kind = kind
            while not isinstance(inner, Scalar | Nested):
                inner = inner.item if isinstance(inner, Listed) else inner.value
            if isinstance(inner, Scalar):
                found.setdefault(inner, ".".join((type_, *path)))
    return {name: kind for kind, name in found.items()}


SCALARS = scalars()
# What people and machines write, in the spellings that could be taken for something else.
WORDS = """
    0 1 2 3 4 5 -1 -2 +1 01 001 0001 007 1. .5 0.5 -0 -0.0 1e3 5e-1 1.0 1.2 0x10 0o7 2026 30 99999 100000 0212345677
    2026-11-22 2026-02-29 2024-02-29 2000-02-29 1900-02-29 2026-04-31 2569-11-22 2026-1-2 0000-01-01 2399-12-31 12:30
    true True yes YES no On off null Null ~ high Inner_Circle unknown UNKNOWN Supporter non-supporter
    non_supporter opinion_leader opinion-leader Fan. fan regulr never medium MEDIUM th TH gregorian left
    malee siam-grand/malee team/nok nok/ /nok a/b/c con con/malee malee- -malee ma--lee Malee มาลี 顾明远
    decision_maker ผู้อนุมัติ สนับสนุน ? 未知
"""
TEXTS = st.one_of(
    st.sampled_from(WORDS.split()),
    st.sampled_from(["", " ", "inner circle", " high ", " 3", "opinion  leader", "Economic Buyer", "a b", "a" * 61]),
    st.from_regex(r"[-+]?[0-9]{0,4}\.?[0-9]{0,3}([eE][-+]?[0-9])?", fullmatch=True),
    st.from_regex(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", fullmatch=True),
    st.from_regex(r"[a-z0-9]{1,3}([-/._ ][a-zA-Z0-9]{1,3}){0,2}", fullmatch=True),
)
# Numbers that relmap tells by their looks, of which a reader of YAML leaves nothing but the value.
LOOKS = re.compile(r"[+-].*|(0x.*|0o.*|.*[eE].*|[0-9]*\.[0-9]*|0[0-9]+|[0-9]{4,})")
# A title of honour is no part of a name, wherever a word is looked for.
HONOUR = re.compile(r"(mr|mrs|ms|miss|mx|dr|prof|sir|madam|khun|k)\W", re.IGNORECASE)


def taken(kind: Scalar, text: str) -> bool:
    try:
        kind.read(text)
    except BadValue:
        return False
    return True


def follows(kind: Scalar, value: Any) -> bool:
    return best_match(Draft202012Validator(scalar_schema(kind, needed=True)).iter_errors(value)) is None


@pytest.mark.parametrize("name", SCALARS)
@given(text=TEXTS)
def test_a_schema_takes_whatever_relmap_takes(name: str, text: str) -> None:
    kind = SCALARS[name]
    if text and taken(kind, text) and not HONOUR.match(text):
        assert follows(kind, text), "in quotes"
        plain = yaml_core.scalar(text)
        # Only a text can be called null.
        assert kind is not kinds.TEXT or follows(kind, plain)
        assert plain is None or follows(kind, plain), "without quotes"


@pytest.mark.parametrize("name", SCALARS)
@given(text=TEXTS)
def test_what_relmap_refuses_no_schema_takes_unless_only_the_looks_are_wrong(name: str, text: str) -> None:
    kind = SCALARS[name]
    if not taken(kind, text) and text.isascii():
        assert not follows(kind, text) or (kind is kinds.RATIO and "e" in text.lower()), "in quotes"
        assert LOOKS.fullmatch(text) or not follows(kind, yaml_core.scalar(text)), "without quotes"


def test_a_value_left_out_is_none() -> None:
    for name in ("reports_to", "verified_on", "stance", "influence", "status", "seniority"):
        for text in (f"name: Malee\n{name}:\n", f"name: Malee\n{name}: ~\n", f'name: Malee\n{name}: ""\n'):
            assert errors("person", text) == []
    assert errors("person", "name: Malee\nlinks:\nchannels: null\nroles:\nchampion: ~\n") == []
    assert [line for line, _ in errors("deal", "name: Plates\ncommittee:\n  - {person: }\n")] == [3]


def test_people_of_a_campaign_have_their_account() -> None:
    assert errors("campaign", "name: X\npeople: [siam-grand/malee]\n") == []
    assert [line for line, _ in errors("campaign", "name: X\npeople: [malee]\n")] == [2]


def test_keys_of_the_users_own_may_stand_anywhere() -> None:
    assert errors("person", "name: Malee\nx-shoe: {size: 38}\nlinks:\n  - {to: a, kind: friend, x-why: school}\n") == []


def test_open_lists_are_offered_and_left_open() -> None:
    roles = schema_of("person")["properties"]["roles"]["anyOf"][0]["items"]
    assert roles["anyOf"][0]["enum"] == list(tables.ROLE.choices)
    assert errors("person", "name: Malee\nroles: [kitchen_boss, ผู้อนุมัติ, economic buyer]\n") == []


def test_what_editors_say_is_no_pattern() -> None:
    for type_ in FIELDS:
        for schema in all_schemas(schema_of(type_)):
            if "pattern" in schema and "type" in schema:
                assert schema["patternErrorMessage"].startswith("Write "), schema


def all_schemas(schema: Any) -> Iterator[dict[str, Any]]:
    if isinstance(schema, dict):
        yield schema
        for inner in schema.values():
            yield from all_schemas(inner)
    elif isinstance(schema, list):
        for inner in schema:
            yield from all_schemas(inner)


def test_a_reader_that_is_no_reader_of_yaml_is_no_help() -> None:
    with pytest.raises(yaml.YAMLError):
        errors("person", "name: [Malee\n")


@pytest.mark.parametrize(("year", "is_right"), [("2026", True), ("2399", True), ("2569", False), ("26", False)])
def test_a_year_is_one_be_it_a_text_or_a_number_for_the_reader(year: str, is_right: bool) -> None:
    for key in (year, int(year)):
        assert validator("account").is_valid({"name": "Siam Grand", "revenue": {key: {"amount": 1}}}) is is_right


@pytest.mark.parametrize(("language", "meaning"), [("th", "ชื่อเต็ม"), ("zh", "全名")])
def test_what_people_read_is_in_their_language_and_nothing_else(language: str, meaning: str) -> None:
    english = {type_: schema_of(type_) for type_ in FIELDS}
    with speaking(catalogue_of(language)):
        told = {type_: json.loads(json_schema(type_)) for type_ in FIELDS}
    assert told["member"]["properties"]["name"]["description"].startswith(meaning)
    for type_ in FIELDS:
        texts = [(one[key], two[key]) for one, two in both(english[type_], told[type_]) for key in READ if key in one]
        assert [text for text, other in texts if text == other] == SAME_EVERYWHERE.get((type_, language), [])
        assert without_texts(english[type_]) == without_texts(told[type_])


READ = ("title", "description", "patternErrorMessage")
SAME_EVERYWHERE = {("account", "th"): ["hospitality, manufacturing, ..."]}


def both(one: Any, other: Any) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Every schema of two documents that differ in their texts only."""
    return zip(all_keywords(one), all_keywords(other), strict=True)


def all_keywords(schema: Any) -> Iterator[dict[str, Any]]:
    """Every schema, but no mapping from keys to schemas: a key may be called `title`."""
    if isinstance(schema, list):
        for one in schema:
            yield from all_keywords(one)
    elif isinstance(schema, dict):
        yield schema
        for keyword, inner in schema.items():
            yield from all_keywords(list(inner.values()) if keyword in ("properties", "patternProperties") else inner)


def without_texts(schema: Any, *, of_keys: bool = False) -> Any:
    if isinstance(schema, list):
        return [without_texts(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        keyword: without_texts(inner, of_keys=keyword == "properties" and not of_keys)
        for keyword, inner in schema.items()
        if of_keys or keyword not in READ
    }
