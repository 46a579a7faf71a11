"""By which channel to be in touch: what was answered before comes first."""

from relmap.analysis.reaching import answered, usual_channel, ways_to

from .books import days_ago, person, touch

CARD = {"email": ("m@x.example", " "), "phone": ("1", "2"), "line": ("malee",), "pigeon": ("grey",)}
MALEE = person("malee", channels=CARD)


def test_every_entry_of_the_card_in_the_usual_order() -> None:
    usual = [("phone", "1"), ("phone", "2"), ("email", "m@x.example"), ("line", "malee"), ("pigeon", "grey")]
    assert ways_to(MALEE, []) == usual
    assert ways_to(MALEE, ["visit", "video"]) == usual


def test_what_was_answered_comes_first_the_latest_first_of_all() -> None:
    kinds = [kind for kind, _ in ways_to(MALEE, ["chat", "email"])]
    assert kinds == ["line", "email", "phone", "phone", "pigeon"]


def test_only_what_goes_both_ways_was_answered() -> None:
    touches = [
        touch("ann", "malee", on=days_ago(9), channel="call"),
        touch("ann", "malee", on=days_ago(7), channel="visit"),
        touch("bob", "malee", on=days_ago(5), channel="call"),
        touch("ann", "malee", on=days_ago(3), channel="email"),
    ]
    assert answered(touches) == ["call", "visit"]
    assert usual_channel(touches) == "call"
    assert usual_channel(touches[-1:]) == "email"
    assert usual_channel([]) == "visit"
