"""Three versions of a file, and what becomes of them."""

from relmap.storage.layout import Place
from relmap.storage.merging.chunks import Labels
from relmap.storage.merging.texts import merged_bytes

PERSON = Place(type="person", id="malee", account="siam-grand")
ACCOUNT = Place(type="account", id="siam-grand")
DEAL = Place(type="deal", id="plates", account="siam-grand")
TOUCHES = Place(type="touch", account="siam-grand", member="nok", year=2026)
SETTINGS = Place(type="settings")
LABELS = Labels("main", "topic")


def merged(base: str, ours: str, theirs: str, place: Place = PERSON) -> str:
    """The text of the merge, with marks where something is open."""
    return merged_bytes(place, base.encode(), ours.encode(), theirs.encode(), LABELS).data.decode()


def conflicts(base: str, ours: str, theirs: str, place: Place = PERSON) -> int:
    return merged_bytes(place, base.encode(), ours.encode(), theirs.encode(), LABELS).conflicts


def around(ours: str, theirs: str) -> str:
    """An open question as git writes it."""
    return f"<<<<<<< main\n{ours}=======\n{theirs}>>>>>>> topic\n"
