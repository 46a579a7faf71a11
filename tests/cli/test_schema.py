import json

from relmap.exporters.json_schema.document import json_schema
from relmap.model.fields import FIELDS
from tests.cli.runner import Runner


def test_prints_the_schema_of_one_kind(relmap: Runner) -> None:
    said = relmap.tell("schema", "person")
    assert said == json_schema("person")
    assert json.loads(said)["title"] == "Somebody at a customer"


def test_needs_no_book(empty: Runner) -> None:
    assert empty.tell("schema", "touch") == json_schema("touch")
    assert empty.tell("schema", "deal", "-o", "here/and/there") == "wrote 1 schema to here/and/there\n"
    assert empty.read("here/and/there/deal.json") == json_schema("deal")


def test_lists_the_kinds_and_their_files(relmap: Runner) -> None:
    lines = relmap.tell("schema").splitlines()
    assert [line.split()[0] for line in lines] == ["KIND", *FIELDS]
    assert lines[4] == "person    accounts/<account>/people/<person>.yaml"


def test_writes_all_of_them_into_the_book_and_again_after_an_update(relmap: Runner) -> None:
    assert relmap.tell("schema", "-o", "schemas") == "wrote 7 schemas to schemas\n"
    old = json_schema("person").replace("Somebody", "Someone")
    (relmap.folder / "schemas" / "person.json").write_text(old, encoding="utf-8")
    relmap.tell("schema", "-o", "schemas")
    assert {type_: relmap.read(f"schemas/{type_}.json") for type_ in FIELDS} == {
        type_: json_schema(type_) for type_ in FIELDS
    }
    assert relmap.tell("check") == "no faults found\n"


def test_replaces_no_file_of_somebody_elses(relmap: Runner) -> None:
    (relmap.folder / "mine").mkdir()
    (relmap.folder / "mine" / "deal.json").write_text("{}\n")
    said = relmap.refuse("schema", "deal", "-o", "mine")
    assert said.startswith(
        "cannot write the answer to mine/deal.json, which is there already and holds something else;"
    )


def test_writes_nothing_where_the_book_lies(relmap: Runner) -> None:
    said = relmap.refuse("schema", "person", "-o", "accounts/siam-grand/people")
    assert "is where the book itself lies" in said


def test_an_unknown_kind_is_wrong_usage(relmap: Runner) -> None:
    assert relmap.refuse("schema", "persn", status=2).endswith("; try person")


def test_new_files_name_the_schemas_that_the_book_holds(relmap: Runner) -> None:
    relmap.tell("add-contact", "Anong", "--account", "siam-grand")
    assert relmap.read("accounts/siam-grand/people/anong.yaml") == "name: Anong\n"
    relmap.tell("schema", "person", "-o", "schemas")
    relmap.tell("add-contact", "Boon", "--account", "siam-grand")
    assert relmap.read("accounts/siam-grand/people/boon.yaml") == (
        "# yaml-language-server: $schema=../../../schemas/person.json\nname: Boon\n"
    )
    relmap.tell("add-member", "Dao")
    assert relmap.read("team/dao.yaml") == "name: Dao\n"


def test_a_new_file_of_touches_has_no_hint_but_one_line_each(relmap: Runner) -> None:
    relmap.tell("schema", "-o", "schemas")
    relmap.tell("add-member", "Dao")
    for day in ("2026-11-20", "2026-11-21"):
        relmap.tell("touch", "malee", "--by", "dao", "--channel", "call", "--on", day)
    assert relmap.read("accounts/siam-grand/touches/2026-dao.yaml") == (
        "- {on: 2026-11-20, with: [malee], channel: call}\n- {on: 2026-11-21, with: [malee], channel: call}\n"
    )


def test_a_new_book_has_the_schemas_and_a_hint_that_leads_to_them(empty: Runner) -> None:
    empty.tell("init", "book")
    book = Runner(empty.folder / "book")
    first = book.read("relmap.yaml").splitlines()[0]
    assert first == "# yaml-language-server: $schema=schemas/settings.json"
    for type_ in FIELDS:
        assert book.read(f"schemas/{type_}.json") == json_schema(type_)
    book.tell("set", "book", "name", "Ours")
    assert book.read("relmap.yaml") == f"{first}\nrelmap: 1\nname: Ours\n"


def test_every_hint_leads_to_the_schema_of_its_file(empty: Runner) -> None:
    empty.tell("init", "book")
    book = Runner(empty.folder / "book")
    book.tell("add-member", "Nok")
    book.tell("add-account", "Siam Grand", "--id", "siam-grand")
    book.tell("add-contact", "Malee")
    book.tell("add-deal", "Plates")
    hinted = {file: text for file, text in book.files().items() if file.endswith(".yaml")}
    assert len(hinted) == 5
    for file, text in hinted.items():
        named = text.decode().splitlines()[0].removeprefix("# yaml-language-server: $schema=")
        assert ((book.folder / file).parent / named).resolve().parent == book.folder / "schemas", file
        assert ((book.folder / file).parent / named).is_file(), file


def test_an_editor_speaks_the_language_of_the_answers(empty: Runner) -> None:
    def title(text: str) -> str:
        return str(json.loads(text)["title"])

    assert title(empty.tell("schema", "person", "--lang", "zh")) == "客户方的一个人"
    unsaid = {"RELMAP_LANG": "", "LANG": "C", "LC_ALL": "C"}
    empty.tell("init", "book", "--language", "th", environment=unsaid)
    book = Runner(empty.folder / "book")
    assert title(book.read("schemas/person.json")) == "คนคนหนึ่งฝั่งลูกค้า"
    assert book.tell("schema", "person", environment=unsaid) == book.read("schemas/person.json")
    book.tell("schema", "-o", "schemas", "--lang", "en")
    assert book.read("schemas/person.json") == json_schema("person")
