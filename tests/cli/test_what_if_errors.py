"""What-ifs that cannot be assumed: one line with the mend, and a caret under the word at fault."""

import shlex

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from relmap.cli.words import words_of
from relmap.errors import UnclosedQuote
from tests.cli.runner import Runner
from tests.cli.test_path_what_if import refused

USAGE, KNOWN = 2, 1
FAULTS = {
    "option": (
        USAGE,
        "No such option: --knd; did you mean --kind?",
        "link wichai anucha --knd influences",
        "                   ^^^^^",
    ),
    "option with its value": (
        USAGE,
        "No such option: --levl; did you mean --level?",
        "know nok มาลี --levl=3",
        "             ^^^^^^^^",
    ),
    "option of one letter": (
        USAGE,
        "No such option: -x; see `relmap know --help`",
        "know nok malee -x",
        "               ^^",
    ),
    "option of every command": (
        USAGE,
        "No such option: --book; see `relmap remove --help`",
        "remove pim --book elsewhere",
        "           ^^^^^^",
    ),
    "option without its value": (
        USAGE,
        "Option '--kind' requires an argument; write its value behind it",
        "link malee kanya --kind",
        "                 ^^^^^^",
    ),
    "option that takes no value": (
        USAGE,
        "Option '--left' does not take a value; leave out the = and what follows it",
        "remove malee --left=yes",
        "             ^^^^^^^^^^",
    ),
    "help": (
        USAGE,
        "No such option: -h; see `relmap link --help`",
        "link -h",
        "     ^^",
    ),
    "person, behind Thai words": (
        KNOWN,
        "no person is found by 'กัญยา'; did you mean siam-grand/kanya (Kanya Rotloet, เชฟ)?",
        'link "มาลี ใจดี" กัญยา --kind friend',
        "               ^^^^",
    ),
    "person among several": (
        KNOWN,
        "no person is found by 'prasertt'; did you mean siam-grand/prasert (Prasert Ropkhop, หัวหน้าฝ่ายจัดซื้อ)?",
        "set malee,prasertt stance 2",
        "    ^^^^^^^^^^^^^^",
    ),
    "several people": (
        KNOWN,
        "'purchaser' is 2 people: siam-grand/prasert (Prasert Ropkhop, หัวหน้าฝ่ายจัดซื้อ), "
        "siam-grand/somchai (Somchai Khayanngan, เจ้าหน้าที่จัดซื้อ); name one by its id",
        "touch purchaser --by nok --channel call",
        "      ^^^^^^^^^",
    ),
    "member": (
        KNOWN,
        "no member is found by 'nook'; did you mean nok (Nok Sukjai)?",
        "know nook malee --level 2",
        "     ^^^^",
    ),
    "account": (
        KNOWN,
        "no account is found by '暹罗'; `relmap list accounts` shows every account",
        "set 暹罗大酒店 owner pim --account 暹罗",
        "                                   ^^^^",
    ),
    "word of a closed list": (
        USAGE,
        "--kind: 'frend' is not a known word; did you mean friend? "
        "(a word of your own goes into relmap.yaml under vocabulary: link_kinds)",
        "link malee kanya --kind 'frend'",
        "                        ^^^^^^^",
    ),
    "value behind wide signs": (
        USAGE,
        "--level: '9' is not a whole number from 1 to 4; write one of 1 acquainted, 2 working, 3 trusted, 4 adviser",
        "know 诺·素猜 malee --strength .9 --level 9",
        "                                         ^",
    ),
    "value of the option, not the same text before it": (
        USAGE,
        "--channel: 'nok' is not a known word; write one of visit, meeting, call, video, email, chat, sms, fax, post, "
        "event, social (a word of your own goes into relmap.yaml under vocabulary: channels)",
        "touch malee --by nok --channel nok",
        "                               ^^^",
    ),
    "value written with =": (
        USAGE,
        "--known-by: '9' is not a whole number from 1 to 4; write one of 1 acquainted, 2 working, 3 trusted, 4 adviser",
        "add-contact A --known-by=nok:9",
        "              ^^^^^^^^^^^^^^^^",
    ),
    "field": (
        USAGE,
        "the person has no field 'stanse'; did you mean stance?",
        "set malee stanse 1",
        "          ^^^^^^",
    ),
    "field inside a field": (
        USAGE,
        "siam-grand/malee: 'yes' cannot go there: champion.has_powr is not one value; "
        "set one of champion.has_power, champion.sells_for_us, champion.own_win",
        "set malee champion.has_powr yes",
        "          ^^^^^^^^^^^^^^^^^",
    ),
    "date": (
        USAGE,
        "a touch on 2027-01-01 is in the future (today is 2026-11-23); give the day it happened with --on, "
        "leave --on out to try it as of today, or put a plan into --next",
        "touch malee --by nok --channel call --on 2027-01-01 --note x",
        "                                         ^^^^^^^^^^",
    ),
    "id": (
        KNOWN,
        "the person malee exists already; give another --id",
        "add-contact A --id malee",
        "                   ^^^^^",
    ),
    "empty name": (
        USAGE,
        "name: '' is empty; give a name, or \"?\" for somebody unknown",
        'add-contact "" --id a',
        "            ^^",
    ),
    "missing argument": (
        USAGE,
        "Missing argument 'TO...'; see `relmap link --help`",
        "link มาลี ",
        "         ^",
    ),
    "missing option": (
        USAGE,
        "Missing option '--channel'; see `relmap touch --help`",
        "touch malee --by nok",
        "                     ^",
    ),
    "missing kind": (
        USAGE,
        "what kind of tie is it? give --kind, for example --kind influences; see `relmap link --help`",
        "link malee kanya",
        "                 ^",
    ),
    "missing value": (
        USAGE,
        "no value given for stance; give one, or take the field out with --unset",
        "set malee stance",
        "                 ^",
    ),
    "missing member": (
        USAGE,
        "which of us was it? name one with --by (nok, pim)",
        "touch malee --channel visit",
        "                            ^",
    ),
    "one argument too many": (
        USAGE,
        "nothing takes 'Srisuk'; put quotes round a name of several words",
        "add-contact Anong Srisuk --stance 1",
        "                  ^^^^^^",
    ),
    "quote that nothing closes": (
        USAGE,
        'nothing closes the " here; put another " where it ends',
        'set มาลี title="Owner',
        "              ^",
    ),
    "backslash at the end": (
        USAGE,
        "nothing closes the \\ here; take it out",
        "add-contact A\\",
        "             ^",
    ),
    "command": (
        USAGE,
        "'lnk' is no command to assume; did you mean link?",
        "relmap lnk malee kanya",
        "       ^^^",
    ),
    "command that assumes nothing": (
        USAGE,
        "'show' is no command to assume; "
        "write one of add-contact, add-member, add-deal, link, know, touch, set, remove",
        "show malee",
        "^^^^",
    ),
    "nothing at all": (
        USAGE,
        'no command is given; write for example --what-if "set malee stance 2"',
        "",
        "^",
    ),
    "only spaces": (
        USAGE,
        'no command is given; write for example --what-if "set malee stance 2"',
        "   ",
        "^",
    ),
    "no one word": (
        KNOWN,
        "siam-grand/malee has a link to itself; name the other one, or remove it; nothing was changed",
        " link malee มาลี --kind friend",
        " ^^^^^^^^^^^^^^^^^^^^^^^^^^^^",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_the_caret_is_under_the_word_at_fault(relmap: Runner, name: str) -> None:
    status, message, command, caret = FAULTS[name]
    assert refused(relmap, "set malee stance 2", command, status=status) == [
        f"error: --what-if: {message}",
        f"  {command}",
        f"  {caret}",
    ]


def test_somebody_who_has_left(relmap: Runner) -> None:
    relmap.tell("remove", "kanya", "--left")
    said = refused(relmap, "touch malee กัญญา --by nok --channel call")
    assert said[0].startswith("error: --what-if: Kanya Rotloet (เชฟ) has left; ")
    assert said[2] == "              ^^^^"


def test_control_characters_are_shown_and_counted(relmap: Runner) -> None:
    said = refused(relmap, "set malee\nst\x1b[31m\u202e 1", status=2)
    assert said[1:] == [
        r"  set malee\x0ast\x1b[31m\u202e 1",
        r"               ^^^^^^^^^^^^^^^^",
    ]
    assert "\x1b" not in said[0]


def test_a_file_that_cannot_be_read_is_named(relmap: Runner) -> None:
    (relmap.folder / "accounts/siam-grand/people/kanya.yaml").write_text("name: [\n")
    said = refused(relmap, "set kanya stance 2")
    assert said[0].startswith("warning: left out, because it cannot be read: ")
    assert said[1].startswith("error: --what-if: accounts/siam-grand/people/kanya.yaml:1:7: ")
    assert said[2:] == ["  set kanya stance 2", "  ^^^^^^^^^^^^^^^^^^"]


def test_a_slip_in_an_option_offers_the_nearest_outside_of_a_what_if_too(relmap: Runner) -> None:
    said = relmap.refuse("link", "malee", "kanya", "--knd", "friend", status=2)
    assert said == "No such option: --knd; did you mean --kind?"


TEXTS = st.text(alphabet="ab'\"\\ \t\nก", max_size=12)


@given(TEXTS)
@example('a \'b c\'"d\\"e"\\ f')
@example("''")
def test_words_are_split_as_a_shell_does(text: str) -> None:
    try:
        expected = shlex.split(text)
    except ValueError:
        with pytest.raises(UnclosedQuote) as caught:
            words_of(text)
        assert text[caught.value.place] in "'\"\\"
        return
    words = words_of(text)
    assert [word.text for word in words] == expected
    # Each stands where it says it does, and nothing but spaces between them.
    assert [words_of(text[word.start : word.end])[0].text for word in words] == expected
    edges = [0, *(edge for word in words for edge in (word.start, word.end)), len(text)]
    assert not "".join(text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)).strip()


def test_a_backslash_keeps_signs_of_the_shell_as_they_are() -> None:
    assert [word.text for word in words_of(r'"\$5 \` \x"')] == [r"$5 ` \x"]
