"""A timeline for people: what each entry says, in lines."""

from collections.abc import Iterator
from typing import NamedTuple

from relmap.analysis.differences import Difference
from relmap.analysis.timeline import Entry
from relmap.model.records import Account, Touch
from relmap.model.saying import _, in_clauses, in_order, in_words, on_day
from relmap.model.text import visible
from relmap.usecases.diff_words import SIGNS
from relmap.usecases.history import History

SHORT = 7


class Line(NamedTuple):
    """What changed: of whom, "" where it is who the timeline is of. `sign` is as in `Told`."""

    sign: str
    subject: str
    texts: tuple[str, ...]


def head(found: History, entry: Entry) -> str:
    """The day, and what happened or who wrote it down."""
    if entry.touch is not None:
        return f"{on_day(entry.day)}  {_touch(found, entry.touch)}"
    if entry.commit is None:
        return _("not committed yet")
    return f"{on_day(entry.day)}  {entry.commit.id[:SHORT]}  {visible(entry.commit.author)}"


def lines(found: History, entry: Entry) -> Iterator[Line]:
    """All that an entry says below its head."""
    if entry.begins:
        yield Line(
            "", "", (_("the history that this shallow clone has begins here; `git fetch --unshallow` brings more"),)
        )
    own = {_place(one): [found.words.own_key(one, change) for change in one.changes] for one in entry.own_keys}
    for one in entry.found:
        texts = (*_told(found, entry, one), *own.pop(_place(one), ()))
        yield Line(SIGNS.get(one.kind, "~"), _subject(found, one), texts)
    for one in (one for one in entry.own_keys if _place(one) in own):
        yield Line("~", _subject(found, one), tuple(own[_place(one)]))
    for version in entry.unread:
        for problem in found.faults[version][:1]:
            said = _("{file}, line {line}, cannot be read from here on: {reason}")
            yield Line("", "", (said.format(file=problem.file, line=problem.line, reason=problem.message),))
    for version in entry.mended:
        yield Line("", "", (_("{file} can be read again").format(file=found.files[version]),))


def _place(one: Difference) -> tuple[str, str, int]:
    return one.type, one.record.ref, one.record.index if isinstance(one.record, Touch) else 0


def _subject(found: History, one: Difference) -> str:
    """Left out for whom the timeline is of, at whichever account; with another id it may be a second record."""
    subject, record = found.subject, one.record
    same = one.type == subject.TYPE and record.ref.rpartition("/")[2] == subject.id
    return "" if same and not isinstance(subject, Account) else found.words.subject(one)


def _told(found: History, entry: Entry, one: Difference) -> list[str]:
    """As `relmap diff` says it; who is gone because two records of one person became one, is not gone."""
    if one.after is None and not isinstance(found.subject, Account):
        others = [other for other in entry.found if other.type == one.type and other.after is not None]
        if others:
            return [_("made one with {record}").format(record=others[0].record.ref)]
    changes = (text for change in one.changes for text in found.words.change(one, change))
    if isinstance(one.record, Touch) and one.before is not None and one.after is not None:
        return [_("corrected: {changes}").format(changes=in_clauses(found.words.told(one._replace(was=""))))]
    if (one.type, one.record.ref) in entry.again:
        return [_("in the book again"), *changes]
    return list(changes) if found.wanted.field and one.before is not None else found.words.told(one)


def _touch(found: History, touch: Touch) -> str:
    words = found.words
    said = _("{channel} by {members} with {people}").format(
        channel=in_words("channel", touch.channel),
        members=in_order(words.name(f"team/{member}") for member in (touch.member, *touch.together)),
        people=in_order(map(words.name, touch.people)),
    )
    feeling = [_("feeling {feeling}").format(feeling=f"{touch.feeling:+d}")] if touch.feeling is not None else []
    return in_clauses([said, *feeling])
