"""The hand-over of all accounts, in its order."""

from relmap.analysis.circle import books_by_account
from relmap.usecases.hand_over import HandOverResult, hand_over
from tests.analysis.books import TODAY, book, deal, knows, person

KNOWN = (knows("ann", level=2),)
BOOK = book(
    [
        person("north/boss", roles=("decision_maker",), influence=4, known_by=KNOWN),
        person("east/desk", influence=1, known_by=KNOWN),
        person("west/boss", roles=("decision_maker",), known_by=(knows("bob", level=2),)),
    ],
    deals=[deal("plates", owner="ann")],
    owner="ann",
)


def ask(member: str) -> HandOverResult:
    return hand_over(books_by_account(BOOK), today=TODAY, member=member)


def test_the_worst_loss_comes_first_and_what_is_not_theirs_is_left_out() -> None:
    # Coverage and the way to whoever decides; then the only thread; then what they own.
    assert [one.account.id for one in ask("ann").accounts] == ["north", "east", "acme"]
    assert [one.account.id for one in ask("bob").accounts] == ["west"]
    assert (ask("ann").known, ask("bob").known) == (4, 4)
