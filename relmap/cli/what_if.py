"""What `relmap path --what-if` assumed, and the scores before and after it."""

from collections.abc import Iterator

from relmap.analysis.paths import PathAnswer
from relmap.analysis.wording import figure, named
from relmap.cli.output import prose, say, width
from relmap.model.book import Book
from relmap.model.records import Deal
from relmap.model.saying import _, in_words
from relmap.usecases.path import PathResult, WhatIf


def say_what_if(what_if: WhatIf, book: Book, result: PathResult) -> None:
    """The lines above the answer `result`, which is that of `book`, the one with all that is assumed."""
    start = _("What if: ")
    for line in (line for assumed in what_if.assumed for line in assumed[1]):
        prose(line, "strong", start=start, indent=width(start))
        start = " " * width(start)
    deal = result.question.deal
    for line in _overruled(what_if.book, book, deal) if deal else ():
        prose(line, "warn", start=start, indent=width(start))
    before, after = _by_target(what_if.before), _by_target(result)
    if not before:
        say(_("Before: ") + _("no answer: the book as it is does not tell who or what is meant"))
    targets = list(dict.fromkeys([*after, *before]))
    for target in targets:
        whom = named(book if target in book.people else what_if.book, target) if len(targets) > 1 else ""
        if before:
            _say_way(_("Before: "), what_if.book, before.get(target), whom)
        _say_way(_("After:  "), book, after.get(target), whom, before.get(target))
    say()


def _overruled(before: Book, after: Book, deal: Deal) -> Iterator[str]:
    """What was assumed of somebody of whom the deal's committee says otherwise, so that it changes nothing there."""
    for seat in deal.committee:
        old, new = before.people.get(seat.person), after.people.get(seat.person)
        for field in ("stance", "influence", "roles") if old and new else ():
            if getattr(old, field) != getattr(new, field) and getattr(seat, field) is not None:
                command = f"set {deal.id} committee.{seat.person.partition('/')[2]}.{field} VALUE"
                said = _("In the deal {deal} the {field} of {person} is the committee's own: try `{command}`")
                person = named(after, seat.person)
                yield said.format(deal=deal.id, field=in_words("field", field), person=person, command=command)


def _by_target(result: PathResult | None) -> dict[str, PathAnswer]:
    return {answer.target: answer for answer in (result.answer, *result.others)} if result else {}


def _say_way(start: str, book: Book, answer: PathAnswer | None, whom: str, before: PathAnswer | None = None) -> None:
    change, style = _change(before.score, answer.score) if before and answer else ("", "")
    prose(_way(book, answer, whom) + change, style, start=start, indent=width(start))


def _way(book: Book, answer: PathAnswer | None, whom: str) -> str:
    if answer is None:
        return _("{person} is not among those asked for").format(person=whom)
    if answer.best is None:
        return (_("no path to {person}") if whom else _("no path")).format(person=whom)
    best = answer.best
    said = _("{score} to {person} by {chain}") if whom else _("{score} by {chain}")
    chain = " > ".join(named(book, node) for node in best.nodes)
    return said.format(score=figure(best.score), person=whom, chain=chain)


def _change(before: float, after: float) -> tuple[str, str]:
    """What lies between the figures as they are shown, which can be checked by eye; and its style."""
    if before == after:
        return "  " + _("(the best path stays)"), ""
    style = "good" if after > before else "bad"
    shown = float(figure(after)) - float(figure(before))
    # Scores that are nearly equal may be rounded apart.
    if shown == 0 or abs(after - before) < min(0.005, max(before, after) / 10):
        return "  " + (_("(a little more)") if after > before else _("(a little less)")), style
    return f"  ({'+' if shown > 0 else '-'}{figure(abs(shown))})", style
