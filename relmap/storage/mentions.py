"""Whose people name people of other accounts, told from the bytes: nothing else of those files is wanted."""

import re
from collections.abc import Iterable, Iterator, Mapping

from relmap.model.text import normal
from relmap.storage.layout import ACCOUNTS, ENDING, PEOPLE
from relmap.storage.source import Source
from relmap.storage.yaml_source import MappingNode, Node, ScalarNode, SequenceNode, read_source

# What could be a full reference after `to:` or `reports_to:`, and a comment. If it is none, an account is read in vain.
_NAMED = re.compile(rb"""to["']?[ \t]*:\s*(?:[|>][-+1-9]*\s+)?(?:#[^\n]*\n\s*)*["']?([^\s"'/,{}\[\]#]{1,250})/""")


def named_by(source: Source, accounts: Iterable[str]) -> Mapping[str, frozenset[str]]:
    """For each account that people of others name in their ties: those others. Of files that cannot be read, none."""
    found: dict[str, set[str]] = {}
    for account in accounts:
        for other in _named_in(source, f"{ACCOUNTS}/{account}/{PEOPLE}"):
            if other != account:
                found.setdefault(other, set()).add(account)
    return {account: frozenset(others) for account, others in found.items()}


def _named_in(source: Source, folder: str) -> set[str]:
    names: set[str] = set()
    for file in _files(source, folder):
        try:
            names |= _named_by_one(source.read(file))
        except OSError:
            # Whoever reads the account says so.
            continue
    return names


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
