"""`relmap atlas`: pages of every account, to be read in a browser."""

from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer

from relmap import __version__
from relmap.analysis.gaps import RULES
from relmap.analysis.portfolio import account_line
from relmap.cli import completion
from relmap.cli.gap_page import page_of
from relmap.cli.options import Json
from relmap.cli.output import print_json, say, warn
from relmap.cli.output_file import is_of_the_book, is_stdout
from relmap.cli.session import Session
from relmap.errors import GraphvizMissing, InvalidValue, OutputRefused, RelmapError
from relmap.exporters.atlas.account import GAPS_PAGE, MAP_PAGE, account_page, picture_name, undrawn_page
from relmap.exporters.atlas.frame import INDEX_PAGE, RULES_PAGE
from relmap.exporters.atlas.gaps import gaps_page
from relmap.exporters.atlas.index import index_page
from relmap.exporters.atlas.rules import rules_page
from relmap.model.book import Book
from relmap.model.kinds import one_of
from relmap.model.saying import _, in_order, ngettext
from relmap.rendering import html
from relmap.rendering.labels import labels_for
from relmap.rendering.theme import THEMES
from relmap.rendering.theme_variables import in_colours
from relmap.storage.fingerprint import Fingerprints
from relmap.storage.manifest import TOP
from relmap.storage.site import Site
from relmap.usecases.atlas import SCHEMA, Edition, Entry, account_pages, folders, shown_name
from relmap.usecases.portfolio import Portfolio, Wanted, portfolio

EXAMPLES = """
relmap atlas
relmap atlas -o site/
relmap atlas -o site/ --dry-run
relmap atlas -o for-a-partner/ --redact
relmap atlas -o site-th/ --lang th --theme print
"""

_AUTO = "auto"


class Done(NamedTuple):
    """Of the accounts by id: whose pages were drawn (or would be), and why not; whose are gone, and what stays of them.

    `undrawn` has the reasons, `kept` the names of the files that are not relmap's.
    """

    drawn: list[str]
    undrawn: dict[str, str]
    removed: list[str]
    kept: dict[str, list[str]]


def run(
    ctx: typer.Context,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FOLDER", help="Where to: a new folder, or that of an atlas.")
    ] = Path("atlas"),
    theme: Annotated[
        str,
        typer.Option(
            help="auto: light or dark, as the reader's screen is; or light, dark, or print: black on white.",
            autocompletion=completion.one_of(_AUTO, *THEMES),
        ),
    ] = _AUTO,
    redact: Annotated[
        bool,
        typer.Option(
            "--redact",
            help="For strangers: maps with initials for names, and no stance, gap, deal, amount, touch, note or "
            "channel. Accounts and titles stay, but for those that name somebody.",
        ),
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be drawn; write nothing.")] = False,
    # Not `as_json`: the pages are in the reader's language whatever form the answer has.
    document: Json = False,
) -> None:
    """Write all accounts as pages: an index with their figures, and each one's maps, deals and gaps.

    Open index.html in the folder with any browser, from disk or from a web server. Only accounts of which something
    changed are drawn again, on a new day all. Files that relmap did not write are never deleted or written over.
    """
    one_of("--theme", theme, [_AUTO, *THEMES])
    if is_stdout(output):
        raise InvalidValue(
            field="--output",
            text=str(output),
            reason=_("is no folder, and an atlas is one"),
            mend=_("name it: -o atlas"),
        )
    session = Session.of(ctx)
    site = Site(output, redacted=redact)
    if is_of_the_book(session.root, output.resolve()):
        raise OutputRefused(file=str(output), reason=_("is where the book itself lies"), mend=_("choose another place"))
    atlas = _Atlas(session, site, _edition(session, theme, redact))
    done = atlas.planned() if dry_run else atlas.done()
    _warn(done, output)
    if document:
        print_json(session.document(_to_json(done, atlas, output, dry_run=dry_run)))
    else:
        _say(done, atlas, output, dry_run=dry_run)
    if done.undrawn:
        raise typer.Exit(1)


def _edition(session: Session, theme: str, redact: bool) -> Edition:
    return Edition(
        today=session.today,
        language=session.language,
        calendar=session.settings.calendar,
        theme=theme,
        redact=redact,
        commit=session.commit,
        committed=session.committed,
    )


class _Atlas:
    """One run over all accounts."""

    def __init__(self, session: Session, site: Site, edition: Edition) -> None:
        self._session = session
        self._site = site
        self._edition = edition
        self._drawn: list[str] = []
        self._undrawn: dict[str, str] = {}
        self._entries: dict[str, Entry] = {}
        self._fingerprints = Fingerprints(session.files.source)
        self.accounts = session.files.account_ids()
        self._folders = folders(self.accounts, edition)

    def planned(self) -> Done:
        """What would be done; nothing is written."""
        changed = [account for account, book in self._session.read_each() if self._is_changed(account, book)]
        return Done(changed, {}, self._gone(), {})

    def done(self) -> Done:
        """Draws what changed. Whatever stops it, what is drawn by then is not drawn again."""
        with self._site.held():
            self._site.claim(self._folders.values())
            found = portfolio(self._drawing(), today=self._edition.today, wanted=Wanted())
            self._write_top(found)
            stays = {account: self._site.remove(account) for account in self._gone()}
        kept = {account: names for account, names in stays.items() if names}
        return Done(self._drawn, self._undrawn, [account for account in stays if account not in kept], kept)

    def _gone(self) -> list[str]:
        return [folder for folder in self._site.folders if folder not in self._folders.values()]

    def _drawing(self) -> Iterator[tuple[str, Book]]:
        for account, book in self._session.read_each():
            if self._is_changed(account, book):
                self._draw(account, book)
            name, drawn = shown_name(book, account, self._edition), account not in self._undrawn
            self._entries[account] = Entry(name, self._folders[account], drawn)
            yield account, book

    def _is_changed(self, account: str, book: Book) -> bool:
        return not self._site.holds(self._folders[account], self._key(book))

    def _draw(self, account: str, book: Book) -> None:
        """What is known to go wrong with one account stops no other; where Graphviz is missing, it does with all."""
        try:
            files = self._files(book, account)
        except GraphvizMissing:
            raise
        except RelmapError as error:
            self._undrawn[account] = str(error)
            line = account_line(book, account, today=self._edition.today)
            edition = self._edition.of_pages
            page = undrawn_page(shown_name(book, account, edition), line, edition, str(error))
            self._site.write(self._folders[account], "", {INDEX_PAGE: page})
        else:
            self._site.write(self._folders[account], self._key(book), files)
            self._drawn.append(account)

    def _key(self, book: Book) -> str:
        made_of = (__version__, self._edition.of_pages, self._fingerprints.of(book.accounts))
        return sha256(repr(made_of).encode()).hexdigest()

    def _files(self, book: Book, account: str) -> Mapping[str, bytes]:
        pages = account_pages(book, account, self._edition)
        files = {INDEX_PAGE: account_page(pages)}
        if pages.gaps is not None:
            files[GAPS_PAGE] = gaps_page(pages, pages.gaps)
        own = {} if self._edition.redact else book.settings.vocabulary.called(self._edition.language)
        labels = labels_for(own)
        themes, drawn = self._edition.pictures, html.drawings(pages.map, labels)
        for view, drawing in drawn.items():
            for ending, theme in themes.items():
                files[picture_name(view, ending)] = in_colours(drawing, THEMES[theme])
        files[MAP_PAGE] = html.document(
            pages.map, labels, theme_name=themes[""], language=self._edition.language, drawn=drawn
        )
        return files

    def _write_top(self, found: Portfolio) -> None:
        files = {INDEX_PAGE: index_page(found, self._edition, self._entries, name=self._session.settings.name)}
        if not self._edition.redact:
            pages = {rule.code: page_of(rule, self._edition.language) for rule in RULES}
            files[RULES_PAGE] = rules_page(pages, self._edition)
        self._site.write(TOP, "", files)


def _warn(done: Done, output: Path) -> None:
    for account, names in done.kept.items():
        said = _("{folder} stays, though the account is gone: {files} is not relmap's, or was changed since")
        warn(said.format(folder=output / account, files=in_order(names)))
    for account, reason in done.undrawn.items():
        warn(_("{account} was not drawn, and its page says so: {reason}").format(account=account, reason=reason))


def _say(done: Done, atlas: _Atlas, output: Path, *, dry_run: bool) -> None:
    all_ = len(atlas.accounts)
    accounts = ngettext("{n} account", "{n} accounts", all_).format(n=all_)
    if dry_run:
        for account in done.drawn:
            say(_("would draw {account}").format(account=account))
        for account in done.removed:
            say(_("would remove the pages of {account}, which is gone").format(account=account))
        said = _("would draw {n} of {accounts}; {file}")
    else:
        for account in done.removed:
            say(_("removed the pages of {account}, which is gone").format(account=account))
        said = _("drew {n} of {accounts}; {file}")
    say(said.format(n=len(done.drawn), accounts=accounts, file=output / INDEX_PAGE))


def _to_json(done: Done, atlas: _Atlas, output: Path, *, dry_run: bool) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "index": (output / INDEX_PAGE).as_posix(),
        "dry_run": dry_run,
        "accounts": atlas.accounts,
        "drawn": done.drawn,
        "removed": done.removed,
        "kept": list(done.kept),
        "undrawn": [{"account": account, "reason": reason} for account, reason in done.undrawn.items()],
    }
