"""Why nobody was found by what was typed: a file that cannot be read, or somebody of another account."""

from relmap.analysis.finding import find_person
from relmap.errors import FileHasFaults, FoundElsewhere, NobodyFound
from relmap.model.book import Book
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
