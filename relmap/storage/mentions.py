"""Whose people name people of other accounts, told from the bytes: nothing else of those files is wanted."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from relmap.model.text import normal
from relmap.storage.layout import ACCOUNTS, ENDING, PEOPLE
from relmap.storage.source import Source
from relmap.storage.yaml_source import MappingNode, Node, ScalarNode, SequenceNode, read_source

# What could be a full reference after `to:` or `reports_to:`, and a comment. If it is none, an account is read in vain.
_NAMED = re.compile(rb"""to["']?[ \t]*:\s*(?:[|>][-+1-9]*\s+)?(?:#[^\n]*\n\s*)*["']?([^\s"'/,{}\[\]#]{1,250})/""")
# Without either, a file has none.
_SIGNS = ("/", "\\")


def named_by(source: Source, accounts: Iterable[str]) -> Mapping[str, frozenset[str]]:
    """For each account that people of others name in their ties: those others. Of files that cannot be read, none."""
    found: dict[str, set[str]] = {}
    for account, file in _people(source, list(accounts)):
        try:
            names = _named_by_one(source.read(file))
        except OSError:
            # Whoever reads the account says so.
            continue
        for other in names - {account}:
            found.setdefault(other, set()).add(account)
    return {account: frozenset(others) for account, others in found.items()}


def _people(source: Source, accounts: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Account and path of each person's file that could name somebody elsewhere."""
    likely = source.holding(f"{ACCOUNTS}/*/{PEOPLE}/*{ENDING}", _SIGNS)
    if likely is None:
        yield from (
            (account, file) for account in accounts for file in _files(source, f"{ACCOUNTS}/{account}/{PEOPLE}")
        )
        return
    known = set(accounts)
    for file in likely:
        account = file.split("/")[1]
        if account in known:
            yield account, file


def _named_by_one(data: bytes) -> set[str]:
    if b"\\" in data:
        # An escape can stand for any letter.
        return set(_accounts_below(read_source(data)[1]))
    return {normal(name.decode(errors="replace")) for name in _NAMED.findall(data)}


def _accounts_below(node: Node | None) -> Iterator[str]:
    """What stands before the slash in any text: again rather too much."""
    if type(node) is ScalarNode:
        account, slash, _ = node.value.partition("/")
        if slash:
            yield normal(account)
    elif type(node) is SequenceNode:
        for item in node.value:
            yield from _accounts_below(item)
    elif type(node) is MappingNode:
        for _, value in node.value:
            yield from _accounts_below(value)


def _files(source: Source, folder: str) -> list[str]:
    try:
        return [f"{folder}/{entry.name}" for entry in source.entries(folder) if entry.name.endswith(ENDING)]
    except OSError:
        return []
