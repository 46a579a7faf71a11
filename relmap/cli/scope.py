"""Which account a command means, and how much of the book it has to read for that."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from pathlib import Path

from relmap.analysis.finding import find_account, find_deal
from relmap.errors import NoAccount, NotTogether
from relmap.model.saying import _
from relmap.model.settings import Settings
from relmap.model.text import normal
from relmap.storage.layout import account_of_folder
from relmap.storage.reader import Loaded


class Scope(ABC):
    """The account that is meant, as a session knows its book."""

    @property
    @abstractmethod
    def root(self) -> Path: ...

    @property
    @abstractmethod
    def settings(self) -> Settings: ...

    @property
    @abstractmethod
    def account_ids(self) -> list[str]: ...

    @abstractmethod
    def _load(self, accounts: Sequence[str] | None = None, *, touches: bool = True, both_ways: bool = False) -> Loaded:
        """The book, or the part that concerns some accounts."""

    def account(self, named: str | None, *names: str | None, deal: str | None = None) -> str:
        """The id of the account that is meant; raises NoAccount where several could be. See `scope`."""
        found = self.scope(named, *names, deal=deal)
        if not found:
            raise NoAccount(known=self.account_ids)
        return found

    def scope(self, named: str | None, *names: str | None, deal: str | None = None) -> str:
        """As `account`, but "" where nothing says which account is meant.

        After --account, what was typed says it: the first full reference (`account/person`) among `names` and `deal`,
        and in the end a deal that only one account has.
        """
        ids = self.account_ids
        if named is not None:
            return named if named in ids else find_account(self._load().book, named).id
        for name in filter(None, (*names, deal)):
            head, slash, _ = normal(name).partition("/")
            if slash and head in ids:
                return head
        here = account_of_folder(self.root, Path.cwd())
        if here in ids:
            return here
        chosen = self.settings.default_account
        if chosen in ids:
            return chosen
        if len(ids) == 1:
            return ids[0]
        return find_deal(self._load(touches=False).book, deal).account if deal and ids else ""

    def scope_or_all(self, named: str | None, *, everywhere: bool, deal: str | None = None) -> str:
        """As `scope`, but "" with `everywhere`, which goes with neither --account nor --deal."""
        if not everywhere:
            return self.scope(named, deal=deal)
        narrower = "--account" if named is not None else "--deal" if deal is not None else ""
        if narrower:
            raise NotTogether(first="--all", second=narrower, reason=_("one asks for every account, the other for one"))
        return ""

    def reach(self, scope: str, *names: str | None) -> list[str] | None:
        """What to read so that `names` can be found: the account meant and those named; None, all, where none is."""
        if not scope:
            return None
        heads = (normal(name).partition("/")[0] for name in filter(None, names))
        return list(dict.fromkeys([scope, *(head for head in heads if head in self.account_ids)]))
