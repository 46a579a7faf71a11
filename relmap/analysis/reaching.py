"""By which channel to be in touch with somebody, judged by what they answered before."""

from collections.abc import Iterable, Sequence

from relmap.analysis.strength import is_two_way
from relmap.model.records import Person, Touch
from relmap.model.vocabulary import CONTACT_CHANNELS

# Which entries of a person's card a touch of each channel goes through.
_THROUGH = {
    "call": ("phone", "mobile"),
    "sms": ("mobile", "phone"),
    "chat": ("line", "wechat", "whatsapp"),
    "email": ("email",),
    "fax": ("fax",),
    "post": ("address",),
    "visit": ("address",),
    "meeting": ("address",),
    "social": ("linkedin", "facebook"),
}
_FIRST = "visit"


def answered(touches: Iterable[Touch]) -> list[str]:
    """The channels of touches that were answered, each once, the latest first."""
    latest = sorted(filter(is_two_way, touches), key=lambda touch: touch.on, reverse=True)
    return list(dict.fromkeys(touch.channel for touch in latest))


def usual_channel(touches: Sequence[Touch]) -> str:
    """The channel that was answered last, else the last one tried (`touches` come oldest first), else a visit."""
    return next(iter([*answered(touches), *(touch.channel for touch in touches[-1:]), _FIRST]))


def ways_to(person: Person, answered: Sequence[str]) -> list[tuple[str, str]]:
    """Every entry of a person's card as `(kind, text)`: what was answered before first, then in the usual order."""
    tried = [kind for channel in answered for kind in _THROUGH.get(channel, ())]
    order = list(dict.fromkeys([*tried, *CONTACT_CHANNELS, *person.channels]))
    return [(kind, text) for kind in order for text in person.channels.get(kind, ()) if text.strip()]
