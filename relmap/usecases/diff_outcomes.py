"""What a difference means, as lines for people: the best ways, the coverage and the gaps, before and after."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from relmap.analysis.differences.effect import Effect, WayChange
from relmap.analysis.differences.gap_changes import GapChanges
from relmap.analysis.gaps import Gap
from relmap.analysis.wording import figure
from relmap.model.saying import _, in_order, in_words, labelled, ngettext
from relmap.usecases.diff import DiffResult

MOST_GAPS = 10
"""So many of each kind are told, and the rest counted; the JSON has all."""


class Outcome(NamedTuple):
    """One line of what a difference means; `style` is "good", "bad" or "" where it is neither."""

    text: str
    style: str = ""


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
