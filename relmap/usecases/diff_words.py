"""What differs, as lines for people: who or what, and in which way; and what it means."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from relmap.analysis.differences import Difference, Differences
from relmap.analysis.differences.effect import Effect, WayChange
from relmap.analysis.differences.gap_changes import GapChanges
from relmap.analysis.gaps import Gap
from relmap.analysis.wording import figure
from relmap.model.ids import SHORT_ID
from relmap.model.records import Touch
from relmap.model.saying import _, in_clauses, in_order, in_words, labelled, ngettext, on_day
from relmap.usecases.diff import DiffResult
from relmap.usecases.diff_sides import State

_MOST_UNREAD = 3
MOST_GAPS = 10
"""So many of each kind are told, and the rest counted; the JSON has all."""


MOST_TOUCHES = 10


class Told(NamedTuple):
    """Who or what differs, and how. `sign` is +, - or ~, for what is new, gone or otherwise."""

    sign: str
    subject: str
    texts: tuple[str, ...]


class Outcome(NamedTuple):
    """One line of what a difference means; `style` is "good", "bad" or "" where it is neither."""

    text: str
    style: str = ""


SIGNS = {"added": "+", "removed": "-", "left": "-", "back": "+"}
STYLES = {"+": "good", "-": "bad", "~": "", "": ""}
"""How each sign looks on a terminal."""


def state_in_words(state: State) -> str:
    """Which state one side is."""
    if not state.commit:
        return _("the files as they are")
    said, revision = _("{revision} ({commit}, {day})"), state.asked
    if state.parted_from:
        revision = _("where {one} and {other} parted").format(one=state.asked, other=state.parted_from)
    return said.format(revision=revision, commit=state.commit[:SHORT_ID], day=on_day(state.day))


def unread_in_words(result: DiffResult) -> list[str]:
    """What was not compared, and what says why: a line for each side on which anything cannot be read."""
    earlier = [one.name for one in result.unread_before if one not in result.unread_after]
    sides = ((earlier, result.before), ([one.name for one in result.unread_after], result.after))
    return [not_compared(names, state) for names, state in sides if names]


def not_compared(names: Sequence[str], state: State) -> str:
    """That what cannot be read of one side was not compared; whoever is told of it can ask why."""
    said = _("not compared, because it cannot be read: {records}; `{command}` says why")
    more = [_("{n} more").format(n=len(names) - _MOST_UNREAD)] if len(names) > _MOST_UNREAD else []
    command = f"relmap check --at {state.commit[:SHORT_ID]}" if state.commit else "relmap check"
    return said.format(records=in_order([*names[:_MOST_UNREAD], *more]), command=command)


def account_name(result: DiffResult, account: str) -> str:
    """With the id, by which one can ask on."""
    name = result.words.name(account)
    return account if name == account else f"{name}  ({account})"


def told(result: DiffResult, account: str) -> list[Told]:
    """All that differs at an account, or with "" what belongs to none; touches in one line."""
    found, own = result.found.at(account), _own_keys(result, account)
    lines = []
    for one in found.found:
        if one.type != "touch":
            beside = own.pop((one.type, one.record.ref, 0), None)
            texts = (*result.words.told(one), *(beside.texts if beside else ()))
            lines.append(Told(SIGNS.get(one.kind, "~"), result.words.subject(one), texts))
    return [*lines, *_touches(result, found), *own.values()]


def _own_keys(result: DiffResult, account: str) -> dict[tuple[str, str, int], Told]:
    """What is told of the user's own keys, by record; of what is new or gone, nothing in it is told."""
    told = {}
    for one in result.own_keys.at(account).found:
        if one.before is not None and one.after is not None:
            place = one.after.index if isinstance(one.after, Touch) else 0
            texts = tuple(result.words.own_key(one, change) for change in one.changes)
            told[one.type, one.record.ref, place] = Told("~", result.words.subject(one), texts)
    return told


def _touches(result: DiffResult, found: Differences) -> Iterator[Told]:
    touches = list(found.of("touch"))
    if not touches:
        return
    kinds = ["+" if one.before is None else "-" if one.after is None else "~" for one in touches]
    counts = (
        (kinds.count("+"), _("{n} new")),
        (kinds.count("-"), _("{n} gone")),
        (kinds.count("~"), _("{n} corrected")),
    )
    texts = [in_clauses(said.format(n=number) for number, said in counts if number)]
    new = [one.after for one in touches if one.before is None and isinstance(one.after, Touch)]
    if new:
        texts.append(_("the latest: {touch}").format(touch=result.words.touch(max(new, key=lambda touch: touch.on))))
    sign = kinds[0] if len(set(kinds)) == 1 else "~"
    told = [text for one in touches if len(touches) > len(new[:1]) for text in _touch(result, one)]
    more = [_("and {n} more; --json has all").format(n=len(told) - MOST_TOUCHES)] if len(told) > MOST_TOUCHES else []
    yield Told(sign, _("touches"), (in_clauses(texts), *told[:MOST_TOUCHES], *more))


def _touch(result: DiffResult, one: Difference) -> Iterator[str]:
    touch = result.words.subject(one)
    if one.before is not None and one.after is not None:
        yield _("corrected: {touch}: {changes}").format(touch=touch, changes=in_clauses(result.words.told(one)))
    else:
        yield (_("new: {touch}") if one.before is None else _("gone: {touch}")).format(touch=touch)


def outcomes(result: DiffResult, account: str) -> Iterator[tuple[str, list[Outcome]]]:
    """What is not as it was: the best ways, the coverage, the gaps. Of an account that is new, where it stands.

    First of the account at large, with "", then of each deal what was not told of the account.
    """
    told: set[Outcome] = set()
    effects = result.effects.get(account, [])
    for effect in effects:
        if effect.deal:
            effect = effect._replace(gaps=effect.gaps.without(effects[0].gaps))
        lines = [line for line in _outcomes(result, effect) if line not in told]
        told.update(lines)
        if lines:
            yield effect.deal or "", lines


def _outcomes(result: DiffResult, effect: Effect) -> list[Outcome]:
    if effect.coverage[1] is None:
        return []
    ways = [_way(result, way) for way in effect.ways if way.before != way.after]
    return [
        *ways,
        *_coverage(effect),
        *(_gap_count(effect.gaps.after) if effect.coverage[0] is None else _gaps(effect.gaps)),
    ]


def _way(result: DiffResult, way: WayChange) -> Outcome:
    before, after = way.scores
    who = result.words.name(way.person)
    chain = " > ".join(map(result.words.name, way.after.nodes)) if way.after else ""
    if not way.after:
        return Outcome(_("best path to {person}: {before} -> none").format(person=who, before=figure(before)), "bad")
    if not way.before:
        said = _("best path to {person}: none -> {after} by {chain}")
        return Outcome(said.format(person=who, after=figure(after), chain=chain), "good")
    if before == after:
        return Outcome(
            _("best path to {person}: {after} as before, now by {chain}").format(
                person=who, after=figure(after), chain=chain
            )
        )
    said = _("best path to {person}: {before} -> {after} by {chain}")
    text = said.format(person=who, before=figure(before), after=figure(after), chain=chain)
    return Outcome(text, "good" if after > before else "bad")


def _coverage(effect: Effect) -> Iterator[Outcome]:
    before, after = effect.coverage
    if after is None or before == after:
        return
    if before is None:
        said = _("coverage {value}, with supporters {supportive}")
        yield Outcome(said.format(value=f"{after.value:.0%}", supportive=f"{after.supportive:.0%}"))
        return
    said = _("coverage {before} -> {after}, with supporters {supportive} -> {now}")
    shares = {"before": before.value, "after": after.value, "supportive": before.supportive, "now": after.supportive}
    text = said.format(**{name: f"{share:.0%}" for name, share in shares.items()})
    yield Outcome(text, "good" if after > before else "bad")


def _gap_count(number: int) -> Iterator[Outcome]:
    if number:
        yield Outcome(ngettext("{n} gap", "{n} gaps", number).format(n=number))


def _gaps(gaps: GapChanges) -> Iterator[Outcome]:
    if gaps.is_any and gaps.before != gaps.after:
        text = _("gaps {before} -> {after}").format(before=gaps.before, after=gaps.after)
        yield Outcome(text, "bad" if gaps.after > gaps.before else "good")
    yield from _listed(_("gap closed"), gaps.closed, "good")
    yield from _listed(_("gap opened"), gaps.opened, "bad")
    yield from _listed(_("gap accepted for now"), gaps.accepted, "")
    for shift in gaps.shifted[:MOST_GAPS]:
        old, new = (in_words("severity", gap.severity) for gap in (shift.before, shift.after))
        better = shift.after.score < shift.before.score
        start = _("gap {before} -> {after}").format(before=old, after=new)
        yield Outcome(labelled(start, _gap(shift.after)), "good" if better else "bad")
    yield from _more([shift.after for shift in gaps.shifted])


def _listed(start: str, gaps: Iterable[Gap], style: str) -> Iterator[Outcome]:
    found = list(gaps)
    yield from (Outcome(labelled(start, _gap(gap)), style) for gap in found[:MOST_GAPS])
    yield from _more(found)


def _gap(gap: Gap) -> str:
    return f"{gap.code} {gap.name}: {gap.message}"


def _more(gaps: Sequence[Gap]) -> Iterator[Outcome]:
    rest = Counter(f"{gap.code} {gap.name}" for gap in gaps[MOST_GAPS:])
    if rest:
        said = _("and {n} more like it ({kinds}); --json has all")
        kinds = in_order(f"{name} × {number}" for name, number in sorted(rest.items()))
        yield Outcome(said.format(n=rest.total(), kinds=kinds))
