"""What differs, as lines for people: who or what, and in which way; and what it means."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from relmap.analysis.differences import Difference, Differences
from relmap.analysis.differences.stranded import Stranded
from relmap.model.ids import SHORT_ID
from relmap.model.records import Touch
from relmap.model.saying import _, in_clauses, in_order, ngettext, on_day
from relmap.usecases.diff import DiffResult
from relmap.usecases.diff_sides import State

_MOST_UNREAD, _MOST_PLACES = 3, 5
MOST_TOUCHES = 10
"""So many are told, and the rest counted; the JSON has all."""


class Told(NamedTuple):
    """Who or what differs, and how. `sign` is +, - or ~, for what is new, gone or otherwise."""

    sign: str
    subject: str
    texts: tuple[str, ...]


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
    found, own, left = result.found.at(account), _own_keys(result, account), _stranded(result, account)
    lines = []
    for one in found.found:
        if one.type != "touch":
            beside = own.pop((one.type, one.record.ref, 0), None)
            texts = [*result.words.told(one), *(beside.texts if beside else ())]
            texts += left.pop(one.record.ref).texts if one.was and one.record.ref in left else ()
            lines.append(Told(SIGNS.get(one.kind, "~"), result.words.subject(one), tuple(texts)))
    return [*lines, *_touches(result, found), *_at_most(own), *left.values()]


def _at_most(own: dict[tuple[str, str, int], Told]) -> Iterator[Told]:
    """Of touches, a key that was given to all of them is not told of each."""
    touches = [told for (type_, _ref, _place), told in own.items() if type_ == "touch"]
    yield from (told for (type_, _ref, _place), told in own.items() if type_ != "touch")
    yield from touches[:MOST_TOUCHES]
    if len(touches) > MOST_TOUCHES:
        more = _("and {n} more; --json has all").format(n=len(touches) - MOST_TOUCHES)
        yield Told("~", _("touches"), (more,))


def _stranded(result: DiffResult, account: str) -> dict[str, Told]:
    """By who has another id: who names them at an account by the one that leads to nobody now."""
    owners: dict[str, list[Stranded]] = {}
    for one in result.stranded:
        if one.account == account:
            owners.setdefault(one.owner, []).append(one)
    said = _("{id} leads nowhere now, and is still named by {places}; `relmap check` says where")
    told = {}
    for owner, own in owners.items():
        text = said.format(id=own[0].owner_was, places=_places(result, own))
        told[owner] = Told("~", _("{name} ({record})").format(name=result.words.name(owner), record=owner), (text,))
    return told


def _places(result: DiffResult, stranded: Sequence[Stranded]) -> str:
    touches = {(one.record.ref, one.record.index) for one in stranded if isinstance(one.record, Touch)}
    records = dict.fromkeys(result.words.short(one.record) for one in stranded if not isinstance(one.record, Touch))
    shown = [*records][:_MOST_PLACES]
    more = [_("{n} more").format(n=len(records) - len(shown))] if len(records) > len(shown) else []
    count = [ngettext("{n} touch", "{n} touches", len(touches)).format(n=len(touches))] if touches else []
    return in_order([*shown, *more, *count])


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
