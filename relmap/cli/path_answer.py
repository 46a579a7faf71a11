"""What `relmap path` answers, as one tells it: the way, its figures, whom it hangs on, what to do next."""

from collections.abc import Iterator

from relmap.analysis.actions import Action
from relmap.analysis.paths import Bottleneck, Path, PathAnswer, Step
from relmap.analysis.tie_facts import TIE_DIGITS
from relmap.analysis.wording import called, figure, listed, named, precise, titled, written
from relmap.cli.output import prose, say, table
from relmap.model.book import Book
from relmap.model.saying import _, in_order, in_words, labelled, ngettext, pgettext
from relmap.usecases.path import PathResult


def say_answers(book: Book, result: PathResult) -> None:
    """One answer for each target; with `explain` in the question every factor, and every constant at the end."""
    for place, answer in enumerate((result.answer, *result.others)):
        if place:
            say()
        _say_answer(book, answer, result)
    if result.question.explain:
        from relmap.cli.constants import constant_lines

        say()
        for line in constant_lines(book.settings):
            _say_indented(line, "dim")


def _say_answer(book: Book, answer: PathAnswer, result: PathResult) -> None:
    question = result.question
    head = _("To {person}, in the deal {deal}") if question.deal else _("To {person}")
    deal = question.deal.id if question.deal else ""
    say(head.format(person=titled(book, answer.target), deal=deal), "strong")
    if answer.best is None:
        _say_unreachable(book, answer, question.most_steps)
    elif question.independent and question.k != 1:
        _say_set(book, answer, answer.best)
    else:
        _say_way(book, answer.paths[0])
    for found in answer.paths:
        say()
        _say_path(book, found, explain=question.explain)
    lost = [one for one in answer.bottlenecks if one.loss > 0]
    if lost:
        say()
        say(_("What is lost if somebody leaves:"))
        for one in lost:
            _say_loss(book, one, answer.score if question.explain else None)
    if answer.action is not None:
        say()
        _say_action(book, _("Do next: {what}."), answer.action, explain=question.explain)
    if answer.ours is not None:
        _say_action(book, _("Or what is ours to do: {what}."), answer.ours, explain=question.explain)


def _say_set(book: Book, answer: PathAnswer, best: Path) -> None:
    if len(answer.paths) == 1:
        say(_("1 path; there are no two that share nobody on the way."))
    else:
        said = _("{n} paths that share nobody on the way: if one stalls, the others stand.")
        prose(said.format(n=len(answer.paths)))
    if best.nodes not in (found.nodes for found in answer.paths):
        chain = " > ".join(named(book, node) for node in best.nodes)
        said = _("The best path of all stands in the way of two others: {chain}, score {score}.")
        prose(said.format(chain=chain, score=figure(best.score)))


def _say_way(book: Book, best: Path) -> None:
    """The best path as one says it to a colleague, and how to contact whoever is asked."""
    member = named(book, best.nodes[0])
    first, *others = (_called(book, node) for node in best.nodes[1:])
    if not others:
        prose(_("{member} can go to {person} directly.").format(member=member, person=first))
    elif len(others) == 1:
        said = _("{member} asks {first} for an introduction to {target}.")
        prose(said.format(member=member, first=first, target=others[0]))
    else:
        said = _("{member} asks {first} to open the way to {target} through {others}.")
        prose(said.format(member=member, first=first, target=others[-1], others=listed(others[:-1])))
    _say_contact(book, best.nodes[1])


def _say_contact(book: Book, ref: str) -> None:
    """Where somebody can be reached, if anybody wrote that down."""
    person = book.people.get(ref)
    channels = person.channels if person else {}
    ways = [f"{in_words('channel', name)} {number}" for name, numbers in channels.items() for number in numbers]
    if ways:
        prose(labelled(named(book, ref), in_order(ways)), "dim", start="  ", indent=4)


def _say_unreachable(book: Book, answer: PathAnswer, most_steps: int | None) -> None:
    if answer.target in book.people and book.people[answer.target].has_left:
        say(_("No path: {person} has left.").format(person=named(book, answer.target)), "bad")
        return
    if answer.fewest_steps is not None:
        few, needed = (_steps(count) for count in (most_steps or 0, answer.fewest_steps))
        said = _("No path of at most {few}: the shortest has {needed}, see --max-steps {number}.")
        say(said.format(few=few, needed=needed, number=answer.fewest_steps), "bad")
        return
    say(_("No path: nobody we know leads there."), "bad")
    if answer.reachable:
        people = in_order(named(book, person) for person in answer.reachable)
        prose(_("We get as far as {people}.").format(people=people))
    if answer.nearest is not None:
        prose(_("The nearest person with a tie to them is {person}.").format(person=titled(book, answer.nearest)))


def _steps(count: int) -> str:
    return ngettext("{n} step", "{n} steps", count).format(n=count)


def _say_path(book: Book, found: Path, *, explain: bool) -> None:
    score = _("score {score}").format(score=figure(found.score))
    start = f"{found.rank}. {score}  "
    prose(" > ".join(named(book, node) for node in found.nodes), "strong", start=start, indent=3)
    rows = [_row(book, found, place, step) for place, step in enumerate(found.steps)]
    columns = (
        pgettext("column", "from"),
        pgettext("column", "to"),
        pgettext("column", "strength"),
        pgettext("column", "carries"),
        pgettext("column", "why"),
    )
    table(columns, rows, [_style(found, place) for place in range(len(rows))])
    if explain:
        for line in _facts(book, found):
            _say_indented(line)


def _row(book: Book, found: Path, place: int, step: Step) -> list[str]:
    why = _("{why} <- weakest step").format(why=step.why) if place == found.weakest else step.why
    carries = "" if step.source.startswith("team/") else f"x {figure(step.carrier_factor)}"
    return [named(book, step.source), named(book, step.target), figure(step.strength), carries, why]


def _style(found: Path, place: int) -> str:
    return "warn" if place == found.weakest else ""


def _facts(book: Book, found: Path) -> Iterator[str]:
    product = " x ".join(factor for step in found.steps for factor in _factors(step))
    yield f"  {product} = {precise(found.score)}"
    for step in found.steps:
        yield f"  {named(book, step.source)} > {named(book, step.target)}"
        yield from (f"    {fact}" for fact in step.facts)


def _factors(step: Step) -> Iterator[str]:
    """The numbers that a step brings into the product, as its facts have them."""
    if step.source.startswith("team/"):
        yield precise(step.strength, TIE_DIGITS)
    else:
        yield written(step.strength)
        yield written(step.carrier_factor)


def _say_loss(book: Book, one: Bottleneck, best: float | None) -> None:
    """With `best`, the score that the loss is measured against, also how it comes about."""
    who = named(book, one.person)
    if one.loss == 1:
        who = _("{person} (every path hangs on them)").format(person=who)
    if best is not None:
        who = labelled(who, f"1 - {precise(one.left)} / {precise(best)}")
    say(f"  {_share(one.loss):>4}  {who}", "warn" if one.loss == 1 else "")


def _share(loss: float) -> str:
    """In percent; all and nothing are said of nothing else."""
    if 0.995 <= loss < 1:
        return ">99%"
    return "<1%" if 0 < loss < 0.005 else f"{loss:.0%}"


def _say_action(book: Book, said: str, action: Action, *, explain: bool) -> None:
    prose(said.format(what=action.sentence), "good")
    if action.kind == "visit":
        _say_contact(book, action.target)
    if explain:
        ours, *others = action.factors
        product = " x ".join([precise(ours, TIE_DIGITS), *map(written, others)])
        _say_indented(f"  {product} = {precise(action.score)}")
    say("  " + _("Once done, record it: {command}").format(command=action.command), "dim")


def _called(book: Book, ref: str) -> str:
    return called(book.people[ref]) if ref in book.people else named(book, ref)


def _say_indented(line: str, style: str = "") -> None:
    """A line that keeps its indentation, and two columns more where it is wrapped."""
    text = line.lstrip()
    margin = len(line) - len(text)
    prose(text, style, start=" " * margin, indent=margin + 2)
