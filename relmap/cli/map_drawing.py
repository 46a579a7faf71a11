"""One map as `relmap map` was asked for it: drawn of a book, written to its file, drawn again when the book changes."""

from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import typer

from relmap.analysis.map_contents import MapContents
from relmap.analysis.map_folding import is_crowd
from relmap.cli.map_formats import SHOWN_BY_BROWSERS, Look, Page, written
from relmap.cli.output import note, say, warn
from relmap.cli.output_file import write_answer
from relmap.cli.session import Session
from relmap.model.book import Book
from relmap.model.saying import _, later, ngettext, speaking
from relmap.rendering.labels import labels_for
from relmap.usecases.map import MapQuestion, map_contents

# For annotations only: git is asked where changes are to be shown.
if TYPE_CHECKING:
    from relmap.analysis.map_earlier import Earlier
    from relmap.cli.diff import Asked

TOO_MANY = later(
    "{people:,} people are too many for one picture: all but those who matter most are folded together; "
    "--department, --around or --top draws fewer"
)


class Drawn(NamedTuple):
    """A map's bytes, and what they show."""

    contents: MapContents
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """What is asked, of which account, and how it shall look; `kind` is one of `map_formats.FORMATS`.

    `diff` is the state to compare with, where changes are to be shown.
    """

    account: str
    question: MapQuestion
    file: Path
    kind: str
    theme: str
    dpi: int | None = None
    page: Page = "fit"
    diff: "Asked | None" = None

    def drawn(self, session: Session) -> Drawn:
        """The map of the session's book. Raises what `of_book` does."""
        asked = self.question
        accounts = session.reach(self.account, asked.path_to, asked.around, asked.deal)
        if self.diff is None:
            return session.find(lambda book: self.of_book(book, session, session.commit), accounts)
        from relmap.cli.map_past import Past

        past = Past(session, self.diff)

        def compared(book: Book) -> Drawn:
            later, since = past.compared(book, self.account)
            drawn = self.of_book(later, session, session.commit, since)
            if not drawn.contents.shows_change:
                from relmap.analysis.map_differences import span

                note(span(since, is_changed=False))
            return drawn

        return session.find(compared, past.widened(accounts))

    def of_book(self, book: Book, session: Session, commit: str, since: "Earlier | None" = None) -> Drawn:
        """The map of any book, in the session's language and on its day; `commit` stands on it.

        What changed `since` is marked. Raises what `map_contents`, `map_page` and the formats do.
        """
        own_words = {} if self.question.redact else book.settings.vocabulary.called(session.language)
        labels = labels_for(own_words)
        look = Look(labels=labels, theme=self.theme, language=session.language, dpi=self.dpi, page=self.page)
        if self.kind == "html":
            from relmap.cli.map_formats import page_written
            from relmap.usecases.map_page import map_page

            page = map_page(
                book,
                self.account,
                self.question,
                today=session.today,
                commit=commit,
                since=since,
                committed=session.committed,
            )
            self._warn_of_crowd(page.asked)
            return Drawn(page.asked, page_written(page, look))
        contents = self._contents(book, session, commit, since)
        self._warn_of_crowd(contents)
        return Drawn(contents, written(contents, self.kind, look))

    def _warn_of_crowd(self, contents: MapContents) -> None:
        if is_crowd(contents) and self.kind in SHOWN_BY_BROWSERS:
            warn(_(TOO_MANY).format(people=len(contents.cards)))

    def _contents(self, book: Book, session: Session, commit: str, since: "Earlier | None") -> MapContents:
        # A document for programs is in no language but English, with the names as they are written.
        with speaking(None) if self.kind == "json" else nullcontext():
            return map_contents(
                book,
                self.account,
                self.question,
                today=session.today,
                commit=commit,
                since=since,
                committed=session.committed,
            )

    def write(self, root: Path, drawn: Drawn) -> None:
        """Writes the file, beside or outside the book in `root`, and says so. Raises what `write_answer` does."""
        write_answer(root, self.file, drawn.data)
        say(_told(drawn.contents, self.file))


def redraw(drawing: Drawing, ctx: typer.Context, accepted: frozenset[str]) -> frozenset[str]:
    """Draws anew, and gives the files that could not be read; where one is not `accepted`, the last picture stays."""
    session = Session(ctx)
    drawn = drawing.drawn(session)
    if session.unread - accepted:
        note(_("the last picture is kept until that is mended"))
        return accepted
    drawing.write(session.root, drawn)
    return session.unread


def _told(contents: MapContents, file: Path) -> str:
    ours = sum(card.kind == "member" for card in contents.cards)
    theirs = len(contents.cards) - ours
    people = ngettext("{n} person", "{n} people", theirs).format(n=theirs)
    said = _("drew {people} and {n} of us in {file}") if ours else _("drew {people} in {file}")
    return said.format(people=people, n=ours, file=file)
