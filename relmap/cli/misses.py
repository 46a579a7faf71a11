"""Why nobody was found by what was typed: a file that cannot be read, or somebody of another account or side."""

from contextlib import suppress

from relmap.analysis.finding import find_member, find_person
from relmap.analysis.wording import named
from relmap.errors import Ambiguous, FileHasFaults, FoundElsewhere, NobodyFound, NotOneOfUs, OneOfUs
from relmap.model.book import Book
from relmap.model.saying import name_of
from relmap.storage.reader import Loaded


def explain_unread(loaded: Loaded, text: str) -> None:
    """Raises FileHasFaults where `text` is the id of a record whose file cannot be read."""
    for problem in loaded.problems:
        if problem.severity == "error" and problem.file.endswith(f"/{text.rpartition('/')[2]}.yaml"):
            raise FileHasFaults(place=problem.place, message=problem.message, mend=problem.mend)


def explain_elsewhere(book: Book, error: NobodyFound) -> None:
    """Raises FoundElsewhere where a person who is not of the account that was meant is of another one."""
    if error.what == "person" and error.account:
        found = find_person(book, error.text).people
        if found:
            pairs = [(person.account, person.ref) for person in found]
            raise FoundElsewhere(text=error.text, account=error.account, found=pairs)


def explain_other_side(book: Book, error: NobodyFound) -> None:
    """Raises NotOneOfUs for a person where a member is meant, and OneOfUs for a member where a person is."""
    if error.what == "member":
        people = find_person(book, error.text).people
        if len(people) == 1:
            person = f"{named(book, people[0].ref)} ({people[0].ref})"
            ours = [member.id for member in book.members.values() if not member.has_left]
            raise NotOneOfUs(text=error.text, person=person, members=ours)
    elif error.what == "person":
        with suppress(NobodyFound, Ambiguous):
            member = find_member(book, error.text)
            raise OneOfUs(text=error.text, member=f"{name_of(member)} ({member.ref})")
