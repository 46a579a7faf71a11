"""`relmap history`: what became of somebody or something, when, and by whose hand."""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from relmap.analysis.differences.books import aligned
from relmap.analysis.differences.touches import content
from relmap.analysis.differences.words import Words
from relmap.analysis.timeline import Earlier, Entry, entry_of, in_order, last_readable, only_field
from relmap.analysis.timeline_steps import Commit, Version
from relmap.analysis.timeline_subject import Follows, follows, touches_of
from relmap.model.problems import Problem
from relmap.model.records import Named, Touch
from relmap.usecases.history_names import everybody_of
from relmap.usecases.history_question import Now, Past, Wanted, followed_from


class History(NamedTuple):
    """`faults` says why a version could not be read, `files` where a version lies. `shallow`: the clone has no older
    commits than those told."""

    subject: Named
    wanted: Wanted
    entries: list[Entry]
    words: Words
    faults: dict[Version, tuple[Problem, ...]]
    files: dict[Version, str]
    shallow: bool
    gone: bool = False


def history(past: Past | None, now: Now, wanted: Wanted) -> History:
    """The timeline of `now.subject`; without a past, of the touches and what is not committed yet."""
    commits, what = followed_from(past, now) if past is not None else ([], follows(now.subject, ()))
    entries = [Entry(now.today, found=now.uncommitted, own_keys=now.own_keys)]
    entries += [Entry(commit.day, commit) for commit in commits]
    entries += [Entry(touch.on, touch=touch) for touch in _touches(now, what)]
    due: Iterable[Entry] = (entry for entry in in_order(entries) if wanted.holds(entry.day))
    if past is not None:
        due = _filled(past, commits, what, due)
    if wanted.field:
        due = (only_field(entry, wanted.field) for entry in due)
    # What comes after the last that is told is not read.
    told = list(islice((entry for entry in due if entry.is_any), wanted.most))
    faults = {version: past.faults(version) for entry in told for version in entry.unread} if past is not None else {}
    files = {version: past.path(version) for entry in told for version in entry.mended} if past is not None else {}
    shallow = any(commit.begins and any(map(what.owns, commit.steps)) for commit in commits)
    everybody = everybody_of(past, now, told)
    words = Words(everybody, everybody)
    return History(
        now.subject, wanted, told[::-1] if wanted.reverse else told, words, faults, files, shallow, now.gone is not None
    )


def _touches(now: Now, what: Follows) -> Iterator[Touch]:
    """Those to be told on their days: all, or where the telling begins somewhere those that are new since."""
    touches = touches_of(now.subject, now.book.all_touches())
    if now.then is None:
        return touches
    then = aligned(now.then(what.accounts or None), now.book).book
    known = Counter(map(_key, then.all_touches()))
    return (touch for touch in touches if not _is_known(touch, known))


def _is_known(touch: Touch, known: Counter[tuple[str, Hashable]]) -> bool:
    """Whether it is one of those left in `known`, which it is taken out of."""
    found = known[_key(touch)] > 0
    known[_key(touch)] -= found
    return found


def _key(touch: Touch) -> tuple[str, Hashable]:
    return touch.account, content(touch)


def _filled(past: Past, commits: list[Commit], what: Follows, entries: Iterable[Entry]) -> Iterator[Entry]:
    """The entries, those of commits with what these say; each is read when it is asked for."""
    readable = last_readable(commits, past.record)
    earlier = Earlier(lambda one: past.record(readable(one)), lambda one: past.own_keys(readable(one)))
    for entry in entries:
        commit = entry.commit
        if commit is None:
            yield entry
            continue
        own = [step for step in commit.steps if what.has(step)] if not commit.begins else []
        past.fetch(version for step in own for version in (*step.was, *filter(None, [step.now])))
        diaries = [step for step in own if step.type == "touch"]
        # A touch was corrected or taken out only where a line was; that a diary grows is told on the days it tells of.
        if diaries and not past.loses_lines(diaries, what.named):
            commit = commit._replace(steps=tuple(step for step in commit.steps if step not in diaries))
        yield entry_of(commit, what, past.record, earlier)
