"""Everyday slips whose mark the parser finds too late, or takes for something else: they are looked for in the text.

Each guess is tried out: it is right if the parser gets further once the slip is mended.
"""

import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import NamedTuple

from relmap.model.saying import _
from relmap.storage.yaml_faults import Fault, fault_at
from relmap.storage.yaml_parser import Complaint

_LINES_BACK = 30  # how far above the parser's complaint its cause is looked for
_LONGEST_KEY = 60
_MOST_GUESSES = 20
_LONG = 100_000  # characters; each guess costs reading the whole text once more


class _Guess(NamedTuple):
    """A slip at `start`, mended if the text from there up to `end` read `instead`."""

    start: int
    end: int
    instead: str
    reason: str
    mend: str


Parse = Callable[[str], Complaint | None]

_BEFORE = r"[ \t]*(?:- +)*"
_KEY = r"(?P<key>[^\W\d][\w-]*)"
_NO_SPACE = re.compile(_BEFORE + _KEY + r"(?P<sign>:)(?=[^\s:/\\])")
_EQUALS = re.compile(_BEFORE + _KEY + r"(?P<sign>[ \t]*=[ \t]*)(?=[^\s=])")
_DASH = re.compile(_BEFORE + r"(?P<sign>-)(?=[^\s-])")
_REMARK = re.compile(r"[ \t]*(?P<sign>//+|--+(?=[ \t]))")
_KEYED = re.compile(r"[^\s#-][^:]*:(?:\s|$)|- ")

# Signs of East Asian keyboards and of word processors, and what was meant: tried kind by kind.
_LOOK_ALIKES = (
    ("：", ": "),
    ("，、", ","),
    ("［］｛｝【】", "[]{}[]"),
    ("“”„＂", '"'),
    ("‘’＇", "'"),
    ("\u00a0\u3000", " "),
)
_MEANT = {
    sign: meant[at % len(meant)] if len(meant) > 2 else meant
    for signs, meant in _LOOK_ALIKES
    for at, sign in enumerate(signs)
}


def slip(text: str, complaint: Complaint, parse: Parse) -> Fault | None:
    """The slip behind a complaint, if it is one of those known here. `parse` tells what is wrong with a text."""
    for guess in islice(_guesses(text, complaint), _MOST_GUESSES if len(text) < _LONG else 2):
        mended = text[: guess.start] + guess.instead + text[guess.end :]
        if _got_further(complaint, parse(mended), guess):
            return _fault(text, guess)
    comma = _comma_guess(text, complaint)
    if comma is not None and parse(text[: comma.start] + comma.instead + text[comma.end :]) is None:
        return _fault(text, comma)
    start = text.rfind("\n", 0, complaint.problem) + 1
    if "mapping values" in complaint.message and _KEYED.match(text, start, complaint.problem + 1):
        return next(line_slips(text[:start]), None)  # several in a row: to mend one is not enough
    return None


def _fault(text: str, guess: _Guess) -> Fault:
    return fault_at(text, guess.start, "yaml-syntax", guess.reason, guess.mend)


# What a text in quotes does not go over: the next key or the next item.
_NEXT_ENTRY = re.compile(r"\n[ \t]*(?:- |[\w-]+:(?:\s|$))")


def quote_fault(text: str, complaint: Complaint, quoted: tuple[int, int] | None) -> Fault | None:
    """A text in quotes that ends too late or too soon. `quoted` is the last one before the parser gave up."""
    if quoted is None:
        return None
    start, end = quoted
    mark = text[start]
    at = complaint.context if complaint.context is not None and complaint.context >= end else complaint.problem
    if at < end or "\n" in text[end:at]:
        return None
    if _NEXT_ENTRY.search(text, start, end):
        reason, mend = (
            _("a quotation mark is opened here and never closed"),
            _("close it with the same mark, or remove it"),
        )
        return fault_at(text, start, "yaml-syntax", reason, mend)
    sign = text[at : at + 1]
    if text[end:at].strip() or not sign or sign in "\"':]}" or "node content" in complaint.message:
        return None
    if sign == ",":
        reason, mend = _("a comma stands after the text in quotes"), _("remove it")
    else:
        inside = _("write '' for a ' inside it") if mark == "'" else _('write \\" for a " inside it')
        reason = _("the text goes on after its closing quotation mark")
        mend = _("put the whole text in quotes, and {inside}").format(inside=inside)
    return fault_at(text, at, "yaml-syntax", reason, mend)


def key_slip(text: str, index: int, key: str) -> Fault | None:
    """What is wrong with a key without a value that holds its value itself, as in `{to:gm}`."""
    hit = re.match(_KEY + r"(?P<sign>:(?!//)|[ \t]*=|：)[ \t]*\S", key)
    if hit is None or not text.startswith(key, index):
        return None
    at = index + hit.start("sign")
    reason, mend = _key_sign(hit["key"], hit["sign"].strip())
    return fault_at(text, at, "yaml-syntax", reason, mend)


def line_slips(text: str) -> Iterator[Fault]:
    """The slips of a file that reads as one single text."""
    for start in (hit.start() for hit in re.finditer(r"^(?=.)", text, re.MULTILINE)):
        guess = next(_line_guesses(text, start, _end_of_line(text, start)), None)
        if guess is not None:
            yield _fault(text, guess)


def _got_further(before: Complaint, after: Complaint | None, guess: _Guess) -> bool:
    if after is None:
        return True
    longer = len(guess.instead) - (guess.end - guess.start)
    problem = after.problem - (longer if after.problem > guess.start else 0)
    context = after.context
    if context is not None and context > guess.start:
        context -= longer
    same = (before.message, before.context) == (after.message, context)
    return problem > before.problem or (problem == before.problem and not same)


def _guesses(text: str, complaint: Complaint) -> Iterator[_Guess]:
    if complaint.context is not None:
        start = text.rfind("\n", 0, complaint.context) + 1
        yield from _remark_guesses(text, start, _end_of_line(text, complaint.context))
    end = _end_of_line(text, complaint.problem)
    start = text.rfind("\n", 0, complaint.problem) + 1
    for _line in range(_LINES_BACK):
        yield from _line_guesses(text, start, end)
        if start == 0 or (_KEYED.match(text, start, end) and end < complaint.problem):
            return
        end = start - 1
        start = text.rfind("\n", 0, end) + 1


def _line_guesses(text: str, start: int, end: int) -> Iterator[_Guess]:
    if hit := _NO_SPACE.match(text, start, end) or _EQUALS.match(text, start, end):
        sign = hit["sign"].strip()
        yield _Guess(*hit.span("sign"), ": ", *_key_sign(hit["key"], sign))
    if hit := _DASH.match(text, start, end):
        yield _Guess(*hit.span("sign"), "- ", _("a space is missing after this -"), _("put a space after the `-`"))
    if hit := _REMARK.match(text, start, end):
        yield _Guess(
            *hit.span("sign"),
            "#",
            _("a remark does not start with {sign}").format(sign=hit["sign"]),
            _("start it with #"),
        )
    yield from _look_alike_guesses(text, start, end)
    yield from _remark_guesses(text, start, end)


def _key_sign(key: str, sign: str) -> tuple[str, str]:
    if sign == ":":
        return _("a space is missing after {key}:").format(key=key), _("put a space after `{key}:`").format(key=key)
    reason = _("a {sign} stands after the key {key}").format(sign=sign, key=key)
    if sign == "：":
        reason = _("a full-width colon stands after the key {key}").format(key=key)
    return reason, _("write `{key}: ` with an ordinary colon and a space").format(key=key)


def _look_alike_guesses(text: str, start: int, end: int) -> Iterator[_Guess]:
    line = text[start:end]
    kinds = [signs for signs, _meant in _LOOK_ALIKES if any(sign in line for sign in signs)]
    for signs in [*kinds, "".join(kinds)] if len(kinds) > 1 else kinds:
        first = next(at for at, sign in enumerate(line) if sign in signs)
        instead = "".join(_MEANT[sign] if sign in signs else sign for sign in line[first:])
        yield _Guess(start + first, end, instead, *_look_alike(line[:first], line[first]))


def _look_alike(before: str, sign: str) -> tuple[str, str]:
    key = re.fullmatch(_BEFORE + r"(?:.*[{,，] *)?" + _KEY, before[-_LONGEST_KEY:])
    if sign == "：" and key:
        return _key_sign(key["key"], sign)
    meant = _MEANT[sign].strip()
    if not meant:
        return _("a special space (not the one of the space bar) stands here"), _("delete it and press the space bar")
    return (
        _("{sign} is not the sign {meant} that is needed here").format(sign=sign, meant=meant),
        _("write {meant} in its place, or put the text in quotes").format(meant=meant),
    )


def _remark_guesses(text: str, start: int, end: int) -> Iterator[_Guess]:
    at = text.find(" #", start, end) + 1
    if at and any(bracket in text[start:at] for bracket in "[{"):
        reason = _("what follows this # is a remark, which cuts off the rest of the line")
        yield _Guess(at, at + 1, "x", reason, _("put the text with the # in quotes"))


def _comma_guess(text: str, complaint: Complaint) -> _Guess | None:
    if "did not find expected ','" not in complaint.message:
        return None
    before = text[max(complaint.problem - _LONGEST_KEY, 0) : complaint.problem]
    word = re.search(r"[^\s,:\[\]{}]+$", before) if text[complaint.problem : complaint.problem + 1] == ":" else None
    at = complaint.problem - len(word[0]) if word else complaint.problem
    thing = word[0] if word else _("this")
    mend = _(
        "put a comma before {thing}; or, if it belongs to the text before it, put that whole text in quotes"
    ).format(thing=thing)
    return _Guess(at, at, ", ", _("a comma is missing before {thing}").format(thing=thing), mend)


def _end_of_line(text: str, index: int) -> int:
    end = text.find("\n", index)
    return end if end >= 0 else len(text)
