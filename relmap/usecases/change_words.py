"""What became of a record as a whole, in one line; what differs in one that stays is said by whoever asks."""

from relmap.model.changes import Added, Removed, Renamed
from relmap.model.records import Touch
from relmap.model.saying import _, as_listed, in_order, on_day
from relmap.model.settings import Settings


def change_in_words(change: Added | Removed | Renamed) -> str:
    """
    >>> from relmap.model.records import Member
    >>> change_in_words(Added(record=Member(id="nok", name="Nok")))
    'added Nok (team/nok)'
    """
    record = change.record
    if isinstance(change, Removed):
        return _("removed {record}").format(record=record.ref)
    if isinstance(change, Renamed):
        return _("renamed {record} to {name}").format(record=record.ref, name=change.to)
    if isinstance(record, Settings):
        return _("added the book's settings")
    if isinstance(record, Touch):
        return _("logged {channel} of {member} with {people} on {day}").format(
            channel=as_listed("channel", record.channel),
            member=f"team/{record.member}",
            people=in_order(record.people),
            day=on_day(record.on),
        )
    return _("added {name} ({record})").format(name=record.name, record=record.ref)
